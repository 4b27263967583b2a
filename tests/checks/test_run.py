"""The keeper of the two principles: never a silent pass, and the law of the subscription's date."""

from collections.abc import Callable, Iterator
from datetime import date
from unittest.mock import patch

import pytest
from case_records import bases, document_of, fields_of, form_of, history_of, inherited, offering_of, record_of
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import run
from checks.rule import PASS, Context, Document, Rule, Verdict, fail, not_applicable, review
from extractors.record import Record

AS_OF = date(2006, 1, 5)
READS = ("subscriber.name", "subscriber.title")
UNCERTAIN = [
    {"state": "ambiguous", "raw": "K?ssler"},
    {"state": "unreadable", "raw": "~"},
    {"value": "Kessler", "confidence": 0.89},
    {"state": "blank", "confidence": 0.5},
]

Judge = Callable[[Record, Context], Verdict]


def outcome_of(judge: Judge, changes: dict[str, object], **offering: object) -> tuple[str, run.Finding | None]:
    rule = Rule("TST001", "A rule of this test", READS, ("Section 1", "Section 2"), "Do this.", judge)
    document = Document("one.txt", "0" * 64, record_of("individual-complete", changes))
    with patch.object(run, "RULES", (rule,)), patch.object(run, "BATCH_RULES", ()):
        judged = run.judge((document,), offering_of(offering), AS_OF).documents[0]
    return judged.outcomes["TST001"], judged.findings[0] if judged.findings else None


@pytest.mark.parametrize("written", UNCERTAIN, ids=str)
def test_a_pass_on_an_uncertain_field_is_a_review_that_names_the_field(written: dict[str, object]) -> None:
    outcome, finding = outcome_of(lambda doc, context: PASS, {"subscriber.name": written})
    assert outcome == "review"
    assert finding is not None
    assert finding.fields == ("subscriber.name",)
    assert "subscriber.name" in finding.message


@pytest.mark.parametrize("written", UNCERTAIN, ids=str)
def test_a_not_applicable_that_rests_on_an_uncertain_field_is_a_review(written: dict[str, object]) -> None:
    outcome, _ = outcome_of(lambda doc, context: not_applicable("Nothing."), {"subscriber.name": written})
    assert outcome == "review"


def test_a_not_applicable_that_does_not_rest_on_the_uncertain_field_stays() -> None:
    judge: Judge = lambda doc, context: not_applicable("Nothing.", rests_on=("subscriber.title",))  # noqa: E731
    assert outcome_of(judge, {"subscriber.name": UNCERTAIN[0]})[0] == "not_applicable"
    assert outcome_of(judge, {"subscriber.title": UNCERTAIN[0]})[0] == "review"


@pytest.mark.parametrize(("verdict", "outcome"), [(fail("No."), "fail"), (review("Perhaps."), "review")])
def test_a_fail_and_a_review_stay_what_they_are(verdict: Verdict, outcome: str) -> None:
    found, finding = outcome_of(lambda doc, context: verdict, {"subscriber.name": UNCERTAIN[0]})
    assert found == outcome
    assert finding is not None
    assert finding.message == verdict.message


def test_an_uncertain_field_the_rule_does_not_read_does_not_matter() -> None:
    assert outcome_of(lambda doc, context: PASS, {"nasd.affiliated": {"state": "ambiguous"}})[0] == "pass"


def test_a_rule_sees_only_the_fields_it_declares() -> None:
    with pytest.raises(KeyError):
        outcome_of(lambda doc, context: review(doc.text("joint.name")), {})


def test_a_finding_is_about_the_fields_that_are_not_blank_and_cites_each_source_once() -> None:
    verdict = fail("No.", cites=("Section 2", "17 CFR 230.501(a)"))
    _, finding = outcome_of(lambda doc, context: verdict, {})
    assert finding is not None
    assert finding.fields == ("subscriber.name",)
    assert finding.cites == ("Section 1", "Section 2", "17 CFR 230.501(a)")
    assert finding.remedy == "Do this."


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2005-10-03", date(2005, 10, 3)),
        (None, date(2005, 9, 1)),
        ({"state": "invalid", "raw": "Sept. 31"}, date(2005, 9, 1)),
        ({"state": "ambiguous", "raw": "9/1?"}, date(2005, 9, 1)),
    ],
    ids=str,
)
def test_the_law_is_that_of_the_subscriptions_date_else_of_the_offerings_opening(written: object, day: date) -> None:
    seen: list[date] = []

    def judge(doc: Record, context: Context) -> Verdict:
        seen.append(context.subscribed_on)
        return PASS

    outcome_of(judge, {"subscription.date": written})
    assert seen == [day]


def test_a_blank_form_has_no_other_outcome_than_its_own() -> None:
    document = Document("blank.txt", "0" * 64, record_of("individual-complete", {}, {"is_blank_form": True}))
    judged = run.judge((document,), offering_of(), AS_OF).documents[0]
    assert {rule for rule, outcome in judged.outcomes.items() if outcome != "not_applicable"} == {"FRM003"}
    assert judged.status == "fail"


@pytest.mark.parametrize(("code", "found"), [("encrypted", set()), ("not-this-form", {"FRM004"})])
def test_an_unread_file_is_unreadable_and_only_another_document_has_a_finding(code: str, found: set[str]) -> None:
    document = document_of({"error": {"code": code, "message": "It is not this form."}}, "individual-complete", "x.pdf")
    judged = run.judge((document,), offering_of(), AS_OF).documents[0]
    assert judged.status == "unreadable"
    assert {finding.rule for finding in judged.findings} == found


def test_a_document_fails_by_one_failing_rule_and_needs_review_by_one_review() -> None:
    def status(changes: dict[str, object]) -> str:
        document = Document("one.txt", "0" * 64, record_of("individual-complete", changes))
        return run.judge((document,), offering_of(), AS_OF).documents[0].status

    assert status({}) == "pass"
    assert status({"suitability.cash_requirements": True}) == "review"
    assert status({"suitability.cash_requirements": True, "subscriber.signature": False}) == "fail"


@pytest.mark.parametrize("base", ["notice-complete", "notice-of-a-registered-holder"])
@pytest.mark.parametrize("state", ["ambiguous", "unreadable"])
def test_no_notice_passes_on_an_uncertain_reading(base: str, state: str) -> None:
    history = history_of(base)
    for field in record_of(base).readings.keys() - {"holder.title"}:
        document = Document("one.txt", "0" * 64, record_of(base, {field: {"state": state, "raw": "~"}}))
        assert run.judge((document,), offering_of(), AS_OF, history).documents[0].status == "review", field


def test_a_blank_notice_fails_as_a_blank_form_and_says_what_to_do_with_a_notice() -> None:
    document = Document("blank.txt", "0" * 64, record_of("notice-complete", {}, {"is_blank_form": True}))
    judged = run.judge((document,), offering_of(), AS_OF, history_of("notice-complete")).documents[0]
    assert {rule for rule, outcome in judged.outcomes.items() if outcome != "not_applicable"} == {"FRM003"}
    assert judged.status == "fail"
    assert judged.findings[0].remedy == "Please complete and sign the notice, and send it again."
    assert judged.findings[0].cites == ("Certificate of Designations, Section 4A", "Annex A")


def test_rules_on_agreements_ask_nothing_of_a_notice() -> None:
    document = Document("one.txt", "0" * 64, record_of("notice-complete"))
    judged = run.judge((document,), offering_of(), AS_OF, history_of("notice-complete")).documents[0]
    asked = {rule[:3] for rule, outcome in judged.outcomes.items() if outcome != "not_applicable"}
    assert asked == {"CNV", "FRM"}


DECIDING = (
    "accreditation.categories",
    "nasd.affiliated",
    "shares.number",
    "shares.purchase_price",
    "subscriber.entity_name",
    "subscriber.name",
    "subscriber.signature",
    "subscriber.tax_id",
    "subscription.date",
    "suitability.understands_risk",
    "title.manner",
)


@pytest.mark.parametrize("state", ["ambiguous", "unreadable"])
@pytest.mark.parametrize("base", ["individual-complete", "joint-complete", "company-complete", "partnership-complete"])
@pytest.mark.parametrize("field", DECIDING)
def test_no_document_passes_on_an_uncertain_reading(base: str, field: str, state: str) -> None:
    document = Document("one.txt", "0" * 64, record_of(base, {field: {"state": state, "raw": "~"}}))
    assert run.judge((document,), offering_of(), AS_OF).documents[0].status != "pass"


def any_states() -> Iterator[dict[str, object]]:
    for state in ("blank", "invalid", "ambiguous", "unreadable"):
        yield {"state": state, "raw": None if state == "blank" else "~"}


@st.composite
def changed_bases(draw: st.DrawFn, states: list[dict[str, object]]) -> tuple[str, dict[str, object]]:
    """A base, and other states of some fields that its form and edition have."""
    base = draw(st.sampled_from(sorted(bases()["bases"])))
    own = sorted(fields_of(inherited(base, "record").get("edition", "as-filed"), form_of(base)))
    return base, draw(st.dictionaries(st.sampled_from(own), st.sampled_from(states), min_size=1, max_size=12))


@settings(max_examples=80, deadline=None)
@given(changed=changed_bases(list(any_states())))
def test_every_rule_answers_whatever_the_states_of_the_fields(changed: tuple[str, dict[str, object]]) -> None:
    base, changes = changed
    document = Document("one.txt", "0" * 64, record_of(base, changes))
    judged = run.judge((document,), offering_of(), AS_OF, history_of(base)).documents[0]
    for finding in judged.findings:
        assert finding.message.endswith((".", '."', "?"))
        assert finding.outcome in ("fail", "review")
        assert finding.remedy
        assert finding.cites
        assert "None" not in finding.message.removeprefix("None of the categories")


@settings(max_examples=60, deadline=None)
@given(changed=changed_bases([{"state": "ambiguous", "raw": "~"}]))
def test_an_uncertain_field_is_never_failed_for_being_missing(changed: tuple[str, dict[str, object]]) -> None:
    base, changes = changed
    offering, history = offering_of(inherited(base, "offering")), history_of(base)
    clean = run.judge((Document("one.txt", "0" * 64, record_of(base)),), offering, AS_OF, history).documents[0]
    document = Document("one.txt", "0" * 64, record_of(base, changes))
    judged = run.judge((document,), offering, AS_OF, history).documents[0]
    failed = {rule for rule, outcome in judged.outcomes.items() if outcome == "fail"}
    failed_before = {rule for rule, outcome in clean.outcomes.items() if outcome == "fail"}
    assert failed <= failed_before
