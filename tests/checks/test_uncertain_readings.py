"""What an uncertain reading may decide: nothing. Every rule, every field it reads in doubt. All data is invented."""

from dataclasses import replace
from datetime import date

import pytest
from case_records import fields, form_of, history_of, offering_of, reading, record_of

from checks import run
from checks.catalogue import RULES
from checks.conversion.history import ConversionHistory
from checks.rule import Context, Document, Outcome, Rule
from extractors.record import Reading, Record

OFFERING = offering_of({"security.minimum_shares": "200"})
AS_OF = date(2006, 1, 5)
OTHER_VALUES = {
    "text": ["Other Person", "N/A", "Zed Capital, LLC", "88-0417726"],
    "lines": ["Registered representative of Redstone Securities", "Self-directed IRA", "N/A"],
    "decimal": ["1", "99999", "0", "3367000", "0.0033"],
    "money": ["1.00", "150000.00", "11111.10"],
    "date": ["2005-09-01", "2006-03-01", "2012-03-01"],
    "yes_no": [True, False],
    "letters": [["A"], ["F"], ["I"], ["H"]],
    "signature": [True],
}
DOCUMENTS = {
    "an individual": ("individual-complete", {}),
    "two subscribers": ("joint-complete", {}),
    "a company": ("company-complete", {}),
    "a registered representative": ("individual-complete", {"nasd.affiliated": True, "nasd.description": "RR"}),
    "a trust's title": ("individual-complete", {"title.manner": "trust"}),
    "a plan": ("individual-complete", {"accreditation.categories": ["D"]}),
    "an individual of today": ("individual-current", {}),
    "a licensed individual": ("individual-current", {"accreditation.categories": ["K"]}),
    "a company of today": ("company-current", {}),
    "a family client of today": ("company-current", {"accreditation.categories": ["J", "N"]}),
    "a notice of conversion": ("notice-complete", {}),
    "a notice after a sale": ("notice-after-a-sale", {}),
    "a registered holder's notice": ("notice-of-a-registered-holder", {}),
    "a notice with a wrong price": ("notice-complete", {"conversion.applicable_price": "0.0031"}),
}
TOO_MUCH = {"IDN001"}
"""It fails on a date that nobody can read: the opening's law is then the law, and makes the number impossible."""


def _outcome(rule: Rule, record: Record, history: ConversionHistory | None) -> Outcome:
    on = record.day("subscription.date") if "subscription.date" in record.readings else None
    document = Document("the-document.txt", "0" * 64, record)
    context = Context(OFFERING, AS_OF, on or OFFERING.opens, document.path, (document,), history)
    return run._verdict(rule, record, context).outcome


def _with(record: Record, name: str, read: Reading) -> Record:
    return replace(record, readings={**record.readings, name: read})


def _others(name: str, form: str) -> list[Reading]:
    declared = fields(form)[name]
    kind = declared["type"]
    values = OTHER_VALUES[kind] if kind != "choice" else [*declared["options"], declared["options"][:2]]
    return [reading(name, value, form) for value in (None, *values)]


@pytest.mark.parametrize("which", DOCUMENTS)
def test_no_outcome_rests_on_an_uncertain_reading_alone(which: str) -> None:
    own = record_of(*DOCUMENTS[which])
    record = run._with_absent_fields(own)
    form, history = form_of(DOCUMENTS[which][0]), history_of(DOCUMENTS[which][0])
    wrong = []
    for rule in (rule for rule in RULES if rule.reads and rule.is_about(record)):
        for name in (name for name in rule.reads if name in own.readings):
            possible = {_outcome(rule, _with(record, name, other), history) for other in _others(name, form)}
            mine = record.readings[name]
            for doubt in (
                replace(mine, value=None, state="ambiguous", raw="?", marks=()),
                replace(mine, confidence=0.6),
            ):
                outcome = _outcome(rule, _with(record, name, doubt), history)
                silent = outcome in ("pass", "not_applicable") and possible & {"fail", "review"}
                unsure = outcome == "fail" and possible - {"fail"} and rule.id not in TOO_MUCH
                if silent or unsure:
                    wrong.append((rule.id, name, doubt.state, outcome, sorted(possible)))
    assert not wrong


def test_a_fail_by_an_uncertain_reading_is_a_review_that_says_so() -> None:
    record = record_of("individual-complete", {"shares.number": {"value": "1560", "confidence": 0.7}})
    judged = run.judge((Document("a.txt", "0" * 64, record),), OFFERING, AS_OF).documents[0]
    finding = next(one for one in judged.findings if one.rule == "MTH001")
    assert finding.outcome == "review"
    assert "shares.number" in finding.message
    assert finding.remedy == "Read the named place in the original document and decide."


@pytest.mark.parametrize(("rule", "name"), [("SUI004", "suitability.understands_risk"), ("NSD001", "nasd.affiliated")])
def test_two_contradicting_marks_fail_however_uncertain_their_meaning(rule: str, name: str) -> None:
    both = {name: {"state": "ambiguous", "confidence": 0.5, "marks": ["no", "yes"]}}
    judged = run.judge((Document("a.txt", "0" * 64, record_of("individual-complete", both)),), OFFERING, AS_OF)
    assert judged.documents[0].outcomes[rule] == "fail"


def test_an_amount_with_parts_of_a_cent_is_told_as_the_reason_of_a_review() -> None:
    record = record_of("individual-complete", {})
    name = "shares.purchase_price"
    doubtful = _with(record, name, Reading(None, "$150,000.0050", "ambiguous"))
    rule = next(one for one in RULES if one.id == "MTH001")
    document = Document("the-document.txt", "0" * 64, doubtful)
    context = Context(OFFERING, AS_OF, OFFERING.opens, document.path, (document,), None)
    verdict = run._verdict(rule, doubtful, context)
    assert verdict.outcome == "review"
    assert "The amount $150,000.0050 has more than two decimal places." in verdict.message
