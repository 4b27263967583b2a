"""No message gives a tax id or an account number away, whatever stands in the document."""

import re
from datetime import date
from typing import Any

from case_records import document_of, offering_of, record_of
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.batch import each_subscriber_appears_once, names_and_tax_ids_agree
from checks.identity import (
    address_is_complete,
    numbers_can_be_called,
    securities_are_issued_to_the_subscriber,
    tax_id_is_of_the_subscribers_kind,
    tax_ids_are_possible,
    zip_lies_in_the_state,
)
from checks.rule import Context, Judged
from checks.wire import wire_instructions_are_the_companys

CONTEXT = Context(
    offering_of({"wire": {"account_number": "5550001112223"}}), date(2006, 1, 5), date(2005, 9, 14), "the-document.txt"
)
numbers = st.from_regex(r"(SSN:? )?[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}|[0-9]{2}-[0-9]{7}|[0-9]{5,14}", fullmatch=True)
anything = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40).filter(str.strip)


def given_away(message: str, number: str) -> bool:
    """Whether more than the number's last four digits stand in the message."""
    digits = re.sub(r"[^0-9]", "", number)
    return any(
        run[:-4] and run in digits for run in re.findall(r"[0-9]+", re.sub(r"(?<=[0-9])[- ](?=[0-9])", "", message))
    )


def changed(**fields: Any) -> Any:
    return record_of("individual-complete", {name.replace("__", "."): value for name, value in fields.items()})


@settings(max_examples=40, deadline=None)
@given(numbers)
def test_a_tax_id_is_masked_in_every_message_about_it(number: str) -> None:
    for base in ("individual-complete", "company-complete"):
        record = record_of(base, {"subscriber.tax_id": number})
        for rule in (tax_ids_are_possible, tax_id_is_of_the_subscribers_kind):
            assert not given_away(rule(record, CONTEXT).message, number)


@settings(max_examples=40, deadline=None)
@given(numbers)
def test_a_tax_id_is_masked_in_every_message_about_the_batch(number: str) -> None:
    documents = tuple(
        Judged(
            document_of({"set": {"subscriber.tax_id": number, "subscriber.name": name}}, "individual-complete", name),
            "pass",
            {},
            (),
        )
        for name in ("Odette Abel", "Wilhelmina Borg")
    )
    for rule in (each_subscriber_appears_once, names_and_tax_ids_agree):
        message = rule(documents, CONTEXT).message.replace("1482", "")
        assert not given_away(message, number)


@settings(max_examples=40, deadline=None)
@given(st.from_regex(r"[0-9]{6,14}", fullmatch=True))
def test_an_account_number_is_masked_here_and_there(number: str) -> None:
    verdict = wire_instructions_are_the_companys(changed(wire__account_number=number), CONTEXT)
    assert verdict.outcome == "review" or number == "5550001112223"
    assert not given_away(verdict.message, number)
    assert not given_away(verdict.message, "5550001112223")


@settings(max_examples=40, deadline=None)
@given(anything)
def test_no_answer_however_odd_stops_a_rule(answer: str) -> None:
    fields = (
        "subscriber.tax_id", "subscriber.address", "subscriber.city_state_zip", "subscriber.telephone_business",
        "subscriber.name", "securities.issue_name", "wire.aba_number", "wire.swift_code", "wire.bank", "wire.address",
    )  # fmt: skip
    record = record_of("individual-complete", dict.fromkeys(fields, answer))
    for rule in (
        tax_ids_are_possible,
        tax_id_is_of_the_subscribers_kind,
        address_is_complete,
        zip_lies_in_the_state,
        numbers_can_be_called,
        securities_are_issued_to_the_subscriber,
        wire_instructions_are_the_companys,
    ):
        assert rule(record, CONTEXT).outcome in ("pass", "fail", "review", "not_applicable")
