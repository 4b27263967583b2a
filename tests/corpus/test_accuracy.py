"""The measure of accuracy sees what it is there to see."""

import copy
from typing import Any

import pytest

from corpus.accuracy import compare

TRUTH: dict[str, Any] = {
    "path": "agreement.txt",
    "status": "fail",
    "error": None,
    "fields": {
        "shares.number": {"value": "1500", "state": "filled"},
        "subscriber.title": {"value": None, "state": "blank"},
        "suitability.employment": {"value": "Architect in private practice", "state": "filled"},
    },
    "alterations": [{"section": "1.2", "kind": "changed", "printed": "may not be able", "found": "will be able"}],
    "outcomes": {"MTH001": "fail", "ACC001": "clean", "IDN006": "open"},
}


def reading(value: Any, state: str = "filled", confidence: float = 0.99) -> dict[str, Any]:
    return {"value": value, "state": state, "confidence": confidence, "raw": value}


@pytest.fixture
def said() -> dict[str, Any]:
    return {
        "status": "fail",
        "error": None,
        "fields": {
            "shares.number": reading("1500"),
            "subscriber.title": reading(None, "blank"),
            "suitability.employment": reading("Architect in\nprivate practice"),
        },
        "alterations": [{"section": "1.2", "kind": "changed", "printed": "may not", "found": "will"}],
        "outcomes": {"MTH001": "fail", "ACC001": "pass", "IDN006": "review"},
        "findings": [],
    }


def test_a_report_that_says_the_truth_has_no_error(said: dict[str, Any]) -> None:
    tally = compare(TRUTH, said, "folder")
    assert (tally.errors, tally.fields, tally.exact, tally.found) == ([], 3, 3, 1)


def test_another_value_given_as_certain_is_silently_wrong(said: dict[str, Any]) -> None:
    said["fields"]["shares.number"] = reading("15000")
    assert compare(TRUTH, said, "folder").wrong == 1


def test_a_value_lost_without_a_word_is_silently_wrong(said: dict[str, Any]) -> None:
    said["fields"]["shares.number"] = reading(None, "blank")
    assert compare(TRUTH, said, "folder").wrong == 1


def test_another_value_given_with_doubt_is_flagged(said: dict[str, Any]) -> None:
    said["fields"]["shares.number"] = reading("15000", confidence=0.5)
    tally = compare(TRUTH, said, "folder")
    assert (tally.wrong, tally.flagged) == (0, 1)


def test_a_value_for_a_blank_is_invented(said: dict[str, Any]) -> None:
    said["fields"]["subscriber.title"] = reading("President")
    assert compare(TRUTH, said, "folder").invented == 1


@pytest.mark.parametrize("outcome", ["pass", "not_applicable"])
def test_a_rule_that_should_fail_and_does_not_is_a_false_pass(said: dict[str, Any], outcome: str) -> None:
    said["outcomes"]["MTH001"] = outcome
    assert compare(TRUTH, said, "folder").false_passes == 1


def test_a_document_that_should_fail_and_passes_is_a_false_pass(said: dict[str, Any]) -> None:
    said["status"] = "pass"
    assert compare(TRUTH, said, "folder").false_passes == 1


def test_a_rule_that_speaks_without_cause_costs_precision(said: dict[str, Any]) -> None:
    said["outcomes"]["ACC001"] = "review"
    assert compare(TRUTH, said, "folder").false_findings == 1


def test_an_alteration_of_another_section_is_one_missed_and_one_false(said: dict[str, Any]) -> None:
    said["alterations"][0]["section"] = "1.3"
    tally = compare(TRUTH, said, "folder")
    assert (tally.found, tally.false_alterations) == (0, 1)


def test_an_alteration_of_other_words_is_one_missed_and_one_false(said: dict[str, Any]) -> None:
    said["alterations"][0] |= {"printed": "high degree of risk", "found": "low degree of risk"}
    tally = compare(TRUTH, said, "folder")
    assert (tally.found, tally.false_alterations) == (0, 1)


def test_an_error_of_another_kind_is_told(said: dict[str, Any]) -> None:
    truth = copy.deepcopy(TRUTH) | {"error": ["encrypted"], "status": "unreadable", "fields": None}
    said |= {"error": {"code": "corrupt", "message": ""}, "status": "unreadable"}
    assert any("encrypted" in error for error in compare(truth, said, "folder").errors)
