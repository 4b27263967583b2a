"""Rules on the whole batch, where many documents are needed. All people are invented test data."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from case_records import document_of, offering_of

from checks.addresses import same_city, same_street
from checks.batch import (
    each_subscriber_appears_once,
    every_file_was_read,
    names_and_tax_ids_agree,
    offering_is_not_exceeded,
    purchasers_who_are_not_accredited_are_few,
)
from checks.rule import Context, Document, Judged, Outcome, Verdict

AS_OF = date(2030, 1, 1)
IN_2005 = {"opens": "2005-09-01", "closes": "2005-12-31"}
IN_2026 = {"opens": "2026-01-05", "closes": "2026-12-31", "exemption": "rule-506b"}
SURNAMES = ["Abel", "Borg", "Carr", "Dahl", "Egan", "Falk", "Gore", "Hahn", "Iyer", "Jung", "Kerr", "Lund"]
GIVEN = ["Odette", "Bartholomew", "Wilhelmina", "Igor"]


def person(number: int) -> dict[str, Any]:
    """An invented person unlike the others: name, address, tax id."""
    return {
        "subscriber.name": f"{GIVEN[number % 4]} {SURNAMES[number % 12]}{SURNAMES[number // 12 % 12].lower()}",
        "subscriber.address": f"{100 + 7 * number} Invented Way",
        "subscriber.tax_id": f"530-61-{4000 + number}",
    }


def judged(
    number: int,
    changes: dict[str, Any] | None = None,
    outcomes: dict[str, Outcome] | None = None,
    base: str = "individual-complete",
) -> Judged:
    written = {"set": {**person(number), **(changes or {})}}
    return Judged(document_of(written, base, f"{number:03}.txt"), "pass", outcomes or {}, ())


def not_accredited(number: int, on: str = "2005-09-14", **changes: Any) -> Judged:
    return judged(number, {"accreditation.categories": ["I"], "subscription.date": on, **changes}, {"ACC003": "fail"})


def unread(path: str, code: str) -> Judged:
    return Judged(Document(path, path, None, code, "It could not be opened."), "unreadable", {}, ())


def off003(documents: Iterable[Judged], **terms: Any) -> Verdict:
    offering = offering_of(terms or IN_2005)
    return purchasers_who_are_not_accredited_are_few(tuple(documents), Context(offering, AS_OF, offering.opens))


def in_context(rule: Any, documents: Iterable[Judged]) -> Verdict:
    verdict: Verdict = rule(tuple(documents), Context(offering_of(), AS_OF, date(2005, 9, 1)))
    return verdict


def test_thirty_five_purchasers_who_are_not_accredited_are_admitted() -> None:
    assert off003(not_accredited(number) for number in range(35)).outcome == "pass"


def test_the_thirty_sixth_is_too_many_and_every_document_is_named() -> None:
    verdict = off003(not_accredited(number) for number in range(36))
    assert verdict.outcome == "fail"
    assert verdict.message.startswith("36 purchasers in this offering are not accredited; Rule 506(b) admits 35.")
    assert len(verdict.documents) == 36
    assert verdict.cites == ("17 CFR 230.506(b)(2)(i)",)


def test_accredited_purchasers_are_not_counted() -> None:
    accredited = [judged(number) for number in range(35, 80)]
    assert off003([*(not_accredited(number) for number in range(35)), *accredited]).outcome == "pass"


def test_the_same_purchaser_in_two_documents_counts_once() -> None:
    written = {"set": {**person(0), "accreditation.categories": ["I"]}}
    again = Judged(document_of(written, "individual-complete", "z.txt"), "fail", {}, ())
    assert off003([*(not_accredited(number) for number in range(35)), again]).outcome == "pass"


@pytest.mark.parametrize(
    ("changes", "outcomes"),
    [
        ({"accreditation.categories": None}, {"ACC001": "fail"}),
        ({"accreditation.categories": {"state": "ambiguous"}}, {}),
        ({"accreditation.categories": {"value": ["A"], "confidence": 0.4}}, {}),
        ({}, {"ACC010": "fail"}),
        ({}, {"ACC002": "review"}),
    ],
)
def test_a_purchaser_whose_standing_is_not_shown_makes_the_thirty_sixth_a_review(
    changes: dict[str, Any], outcomes: dict[str, Outcome]
) -> None:
    documents = [*(not_accredited(number) for number in range(35)), judged(35, changes, outcomes)]
    verdict = off003(documents)
    assert verdict.outcome == "review"
    assert "At least 35 and at most 36 purchasers" in verdict.message
    assert off003(documents[1:]).outcome == "pass"


@pytest.mark.parametrize("code", ["encrypted", "corrupt", "too-large", "timeout"])
def test_a_file_that_could_not_be_read_may_hide_the_thirty_sixth(code: str) -> None:
    verdict = off003([*(not_accredited(number) for number in range(35)), unread("z.pdf", code)])
    assert verdict.outcome == "review"
    assert "1 of the files that could not be read" in verdict.message


@pytest.mark.parametrize("code", ["empty", "not-this-form", "unsupported"])
def test_a_file_that_is_no_agreement_hides_no_purchaser(code: str) -> None:
    assert off003([*(not_accredited(number) for number in range(35)), unread("z.pdf", code)]).outcome == "pass"


def test_spouses_of_one_surname_and_residence_count_once() -> None:
    spouse = {
        "joint.name": "Beatrice Abelabel", "joint.signature": True, "joint.tax_id": "530-72-1940",
        "title.manner": "joint_tenants",
    }  # fmt: skip
    assert off003([not_accredited(0, **spouse), *(not_accredited(number) for number in range(1, 35))]).outcome == "pass"


def test_two_surnames_at_one_residence_may_be_relatives() -> None:
    other = {"joint.name": "Beatrice Unlike", "joint.signature": True, "title.manner": "joint_tenants"}
    documents = [not_accredited(0, **other), *(not_accredited(number) for number in range(1, 35))]
    assert off003(documents).outcome == "review"


def test_joint_subscribers_of_two_residences_are_two() -> None:
    other = {
        "joint.name": "Beatrice Unlike", "joint.signature": True, "title.manner": "tenants_in_common",
        "joint.address": "9 Elsewhere Lane", "joint.city_state_zip": "Elko, NV 89801",
    }  # fmt: skip
    documents = [not_accredited(0, **other), *(not_accredited(number) for number in range(1, 35))]
    assert off003(documents).outcome == "fail"


def test_to_2021_03_14_the_whole_offering_is_counted() -> None:
    terms = {"opens": "2019-01-01", "closes": "2020-12-31"}
    spread = [not_accredited(number, str(date(2019, 1, 1) + timedelta(days=20 * number))) for number in range(36)]
    assert off003(spread, **terms).outcome == "fail"


def test_from_2021_03_15_any_ninety_days_are_counted() -> None:
    spread = [not_accredited(number, str(date(2026, 1, 5) + timedelta(days=9 * number))) for number in range(36)]
    assert off003(spread, **IN_2026).outcome == "pass"
    verdict = off003(
        (not_accredited(number, str(date(2026, 1, 5) + timedelta(days=2 * number))) for number in range(36)), **IN_2026
    )
    assert verdict.outcome == "fail"
    assert "in the 90 days that end on March 16, 2026" in verdict.message
    assert any("33-10884" in cite for cite in verdict.cites)


def test_the_ninetieth_day_is_inside_and_the_ninety_first_is_not() -> None:
    first = [not_accredited(number, "2026-01-05") for number in range(35)]
    assert off003([*first, not_accredited(35, "2026-04-04")], **IN_2026).outcome == "fail"
    assert off003([*first, not_accredited(35, "2026-04-05")], **IN_2026).outcome == "pass"


def test_a_sale_without_a_certain_date_may_fall_into_the_ninety_days() -> None:
    first = [not_accredited(number, "2026-01-05") for number in range(35)]
    undated = judged(35, {"accreditation.categories": ["I"], "subscription.date": {"state": "unreadable"}})
    assert off003([*first, undated], **IN_2026).outcome == "review"
    assert off003([*(not_accredited(number) for number in range(35)), undated]).outcome == "fail"


def test_blank_forms_are_no_subscriptions() -> None:
    blank = document_of({"record": {"is_blank_form": True}}, "individual-complete", "blank.txt")
    documents = [Judged(blank, "fail", {}, ()), judged(1)]
    assert in_context(each_subscriber_appears_once, [*documents, *documents[:1]]).outcome == "pass"


@pytest.mark.parametrize("rule", [each_subscriber_appears_once, names_and_tax_ids_agree])
def test_whole_tax_ids_stand_in_no_message(rule: Any) -> None:
    documents = [
        judged(1),
        judged(2, {"subscriber.tax_id": person(1)["subscriber.tax_id"]}),
        judged(3, person(1) | {"subscriber.tax_id": "530-99-7777"}),
    ]
    verdict = in_context(rule, documents)
    assert verdict.outcome == "review"
    assert "530-" not in verdict.message
    assert "***-**-4001" in verdict.message


@pytest.mark.parametrize(
    "field", ["subscriber.tax_id", "subscriber.name", "subscriber.address", "subscriber.city_state_zip"]
)
@pytest.mark.parametrize("rule", [each_subscriber_appears_once, names_and_tax_ids_agree])
def test_an_uncertain_identity_among_several_is_never_passed(rule: Any, field: str) -> None:
    verdict = in_context(rule, [judged(1), judged(2, {field: {"state": "unreadable"}})])
    assert verdict.outcome == "review"
    assert field in verdict.message
    assert verdict.documents == ("002.txt",)


def test_the_subscribers_of_many_documents_are_told_apart() -> None:
    documents = [judged(number) for number in range(120)]
    for rule in (each_subscriber_appears_once, names_and_tax_ids_agree, every_file_was_read):
        verdict = in_context(rule, documents)
        assert verdict.outcome == "pass", verdict.message


def test_a_sum_with_an_uncertain_number_that_exceeds_without_it_fails_as_a_minimum() -> None:
    documents = [
        judged(1, {"shares.number": "20000"}),
        judged(2, {"shares.number": "9000"}),
        judged(3, {"shares.number": {"state": "ambiguous"}}),
    ]
    verdict = in_context(offering_is_not_exceeded, documents)
    assert verdict.outcome == "fail"
    assert "exceeded by 4,000 shares" in verdict.message
    assert "003.txt could not be read with certainty and is not in this sum; it is a minimum." in verdict.message


def test_an_undated_subscription_stands_last_in_the_order_of_dates() -> None:
    documents = [
        judged(1, {"shares.number": "20000", "subscription.date": None}),
        judged(2, {"shares.number": "9000"}),
    ]
    verdict = in_context(offering_is_not_exceeded, documents)
    assert verdict.documents == ("002.txt", "001.txt")
    assert "001.txt (no certain date), 20,000 shares, together 29,000, from here on too many." in verdict.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1482 Invented Ridge Road", "1482 INVENTED RIDGE RD."),
        ("100 N. Main St., Apt. 4", "100 North Main Street #4"),
        ("100 Main Street, Suite 4", "100 Main Street"),
        ("P.O. Box 71", "PO Box 71"),
        ("1482 Invented Ridge Road", "1482 Invented Rigde Road"),
    ],
)
def test_addresses_that_differ_in_spelling_are_one(one: str, other: str) -> None:
    assert same_street(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1482 Invented Ridge Road", "1483 Invented Ridge Road"),
        ("100 Main Street, Apt. 4", "100 Main Street, Apt. 5"),
        ("100 Main Street", "100 Harbor Street"),
        ("", ""),
    ],
)
def test_addresses_that_differ_in_more_are_two(one: str, other: str) -> None:
    assert not same_street(one, other)


def test_cities_are_compared_by_zip_code_or_by_name_and_state() -> None:
    assert same_city("Reno, NV 89509", "Reno, Nevada 89509-1234")
    assert same_city("Reno, NV", "Reno, NV 89509")
    assert not same_city("Reno, NV 89509", "Elko, NV 89801")
    assert not same_city("Portland, OR", "Portland, ME")
