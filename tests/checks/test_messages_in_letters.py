"""What every rule finds, as a deficiency letter says it: whole sentences, for the subscriber alone."""

import re
from datetime import date

import pytest
from case_records import base_as_of, form_of, history_of, inherited, offering_of
from test_cases import CASES, Case

from checks import run
from checks.catalogue import RULES
from pipeline.papers import deficiency
from pipeline.papers.addressees import findings_for
from pipeline.papers.deficiency import points
from pipeline.report.build import build_report
from templates.form import load_form

FORM = "series-e-subscription"
FIELD_NAMES = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in load_form(FORM).fields)})\b")
NUMBERS = re.compile(r"\*\*|\d{3}-\d{2}-\d{4}|\b\d{2}-\d{7}\b")
GARBLED = re.compile(r"the number given|“”| ,|\.\.|,,|\bA the\b|  ")
MINE = [
    case
    for case in CASES
    if case.written["expect"] in ("fail", "review")
    and case.rule not in ("FRM003", "FRM004")
    and case.rule[:3] != "OFF"
    and form_of(case.base) == FORM
]


def entry_of(case: Case, *, reveal: bool = False):
    """The case's document as a report has it, judged by the case's rule alone."""
    offering = offering_of({**inherited(case.base, "offering"), **case.written.get("offering", {})})
    as_of = date.fromisoformat(case.written.get("as_of", base_as_of(case.base)))
    judgement = run.judge(case.documents(), offering, as_of, history_of(case.base, case.written.get("ledger")))
    made = build_report(judgement, offering, load_form(FORM).fields, created="2026-01-05T10:00:00Z", reveal=reveal)
    document = next(one for one in made.documents if one.path == case.path)
    mine = [finding for finding in document.findings if finding.rule == case.rule]
    return document.model_copy(update={"findings": mine})


@pytest.mark.parametrize("case", MINE, ids=lambda case: f"{case.rule}-{case.name}")
@pytest.mark.parametrize("reveal", [False, True], ids=["masked", "revealed"])
def test_a_point_of_a_letter_is_a_whole_sentence_for_the_subscriber(case, reveal):
    document = entry_of(case, reveal=reveal)
    for point in points(document):
        assert point[0].isupper()
        assert point.endswith((".", ")", "?"))
        assert ": " in point
        for unfit in (FIELD_NAMES, NUMBERS, re.compile('""')):
            assert not unfit.search(point), point
        assert not GARBLED.search(re.sub(r'"[^"]+"', "Q", point)), point
        for unfit in ("could not be decided", "is uncertain", "Look at the original", "this batch", "peer-", ".txt"):
            assert unfit not in point


@pytest.mark.parametrize(
    "case", [case for case in MINE if case.is_uncertain], ids=lambda case: f"{case.rule}-{case.name}"
)
def test_a_finding_that_rests_on_an_uncertain_reading_is_no_point_of_a_letter(case):
    document = entry_of(case)
    for finding in document.findings:
        if "could not be decided" in finding.message or "is uncertain" in finding.message:
            assert finding in findings_for(document, "reviewer")


def test_the_rules_whose_cure_is_a_signature_are_rules():
    named = set(deficiency._SIGNED_ANEW).union(*deficiency._SIGNED_AT.values())
    assert named <= {rule.id for rule in RULES}
