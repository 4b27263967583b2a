"""Every rule against its cases: `cases/<ID>.yaml`, which a reader who is no programmer can review.

A case may hold:
    set          field → value as report.json writes it, or {state, raw, value, confidence, marks, method}
    base         another base than the file's; it may bring an edition, an offering and a date of the check
    offering     dotted key → value, in place of the base offering's
    as_of        the date of the check, in place of the base's
    ledger       key → value, in place of the base ledger's; or none
    record       missing, is_blank_form, tracked_changes, digital_signatures, signs_for, notes, pages, kind, edition
    alterations  [{section, kind, printed, found, before, after}]
    path, sha256, error   of the document itself
    batch        its peers: [{path, base, set, record, alterations, sha256, error}]
    expect       the outcome (required)
    message, fields, cites, remedy, documents   what the finding says, letter by letter; `cites` are among its citations
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from case_records import (
    DOCUMENT_KEYS,
    HERE,
    CaseError,
    base_as_of,
    base_exceptions,
    bases,
    document_of,
    history_of,
    inherited,
    load_yaml,
    offering_of,
    refuse_unknown,
)

from checks import run
from checks.catalogue import BATCH_RULES, RULES
from checks.conversion.refusal import LedgerError
from checks.rule import Document, Finding, Rule

FILES = sorted((HERE / "cases").glob("*.yaml"))
CASE_KEYS = DOCUMENT_KEYS | {
    "offering",
    "as_of",
    "ledger",
    "batch",
    "expect",
    "message",
    "fields",
    "cites",
    "remedy",
    "documents",
}
BOTH = ("no", "yes")
OUTCOMES = ("pass", "fail", "review", "not_applicable")
BY_ID = {rule.id: rule for rule in (*RULES, *BATCH_RULES)}

PUBLIC_IDS = [
    f"{family}{number:03}"
    for family, count in {
        "ACC": 17,
        "NSD": 6,
        "BAD": 2,
        "MTH": 6,
        "SUI": 5,
        "TTL": 5,
        "SIG": 10,
        "IDN": 6,
        "EML": 1,
        "DAT": 4,
        "WIR": 1,
        "FRM": 7,
        "CNV": 12,
        "OFF": 5,
    }.items()
    for number in range(1, count + 1)
]
NEVER_PASSES = {
    "ACC009": "a trust's Category G always asks for a person's decision",
    "ACC016": "whether the company is a private fund is always a person's decision",
    "ACC017": "a family office's Category M or N always asks for a person's decision",
}
READS_NO_DOUBT = {
    "OFF005": "it asks whether a file could be read, not how surely",
}


@dataclass(frozen=True)
class Case:
    """One case of one rule, as written."""

    rule: str
    name: str
    base: str
    written: dict[str, Any]

    def documents(self) -> tuple[Document, ...]:
        """The document of the case and its peers, in order of their paths."""
        own = {key: value for key, value in self.written.items() if key in DOCUMENT_KEYS}
        mine = document_of(own, self.base, "the-document.txt")
        peers = [
            document_of(peer, "individual-complete", f"peer-{number}.txt")
            for number, peer in enumerate(self.written.get("batch", ()), 1)
        ]
        paths = [document.path for document in (mine, *peers)]
        if len(set(paths)) < len(paths):
            raise CaseError(f"{self.name}: two documents have one path")
        return tuple(sorted((mine, *peers), key=lambda document: document.path))

    @property
    def path(self) -> str:
        """The path of the case's own document."""
        return str(self.written.get("path", "the-document.txt"))

    @property
    def is_uncertain(self) -> bool:
        """Whether some reading set by the case is uncertain; YES and NO both marked is a certain contradiction."""
        return any(
            not reading.is_certain and reading.marks != BOTH
            for document in self.documents()
            if document.record is not None
            for reading in document.record.readings.values()
        )


def cases_of(path: Path) -> Iterator[Case]:
    """The cases of one file; what it says beyond the known keys is refused."""
    written = load_yaml(path)
    refuse_unknown(path.name, written, {"rule", "base", "cases"})
    if written["rule"] != path.stem:
        raise CaseError(f"{path.name} holds the cases of {written['rule']}")
    for name, case in written["cases"].items():
        refuse_unknown(f"{path.name}: {name}", case, CASE_KEYS)
        if case.get("expect") not in OUTCOMES:
            raise CaseError(f"{path.name}: {name}: expect is one of {', '.join(OUTCOMES)}")
        yield Case(written["rule"], name, case.get("base", written["base"]), case)


def judged(case: Case) -> tuple[str, Finding | None]:
    """The outcome of the case's rule, and its finding."""
    rule = BY_ID[case.rule]
    as_of = date.fromisoformat(case.written.get("as_of", base_as_of(case.base)))
    offering = offering_of({**inherited(case.base, "offering"), **case.written.get("offering", {})})
    history = history_of(case.base, case.written.get("ledger"))
    if not isinstance(rule, Rule):
        judgement = run.judge(case.documents(), offering, as_of, history)
        return judgement.outcomes[rule.id], _only(judgement.findings, rule.id)
    alone = tuple(one for one in RULES if one.id in (rule.id, "FRM004"))
    with patch.object(run, "RULES", alone), patch.object(run, "BATCH_RULES", ()):
        judgement = run.judge(case.documents(), offering, as_of, history)
    mine = next(one for one in judgement.documents if one.document.path == case.path)
    return mine.outcomes[rule.id], _only(mine.findings, rule.id)


def _only(findings: tuple[Finding, ...], rule_id: str) -> Finding | None:
    return next((finding for finding in findings if finding.rule == rule_id), None)


CASES = [case for path in FILES for case in cases_of(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.name}")
def test_a_rule_judges_its_case_as_expected(case: Case) -> None:
    if case.rule not in BY_ID:
        pytest.fail(f"no rule {case.rule} is declared")
    outcome, finding = judged(case)
    assert outcome == case.written["expect"], finding and finding.message
    for key in ("message", "remedy"):
        if key in case.written:
            assert finding is not None
            assert getattr(finding, key) == case.written[key]
    for key in ("fields", "documents"):
        if key in case.written:
            assert finding is not None
            assert list(getattr(finding, key)) == case.written[key]
    for cite in case.written.get("cites", ()):
        assert finding is not None
        assert cite in finding.cites


@pytest.mark.parametrize("rule_id", PUBLIC_IDS)
def test_every_public_rule_is_declared_and_has_a_pass_a_finding_and_an_uncertain_case(rule_id: str) -> None:
    assert rule_id in BY_ID, "the rule is not declared"
    mine = [case for case in CASES if case.rule == rule_id]
    expected = {case.written["expect"] for case in mine}
    assert expected & ({"pass"} if rule_id not in NEVER_PASSES else {"not_applicable"}), "no case that passes"
    plain = {case.written["expect"] for case in mine if not case.is_uncertain}
    assert plain & {"fail", "review"}, "no case with a finding"
    rule = BY_ID[rule_id]
    if rule_id in READS_NO_DOUBT or (isinstance(rule, Rule) and not rule.reads):
        return
    assert any(case.is_uncertain and case.written["expect"] == "review" for case in mine), "no uncertain case"


def test_every_declared_rule_is_public_and_every_case_file_names_a_rule() -> None:
    assert set(BY_ID) == set(PUBLIC_IDS)
    assert {path.stem for path in FILES} == set(PUBLIC_IDS)


@pytest.mark.parametrize("name", bases()["bases"])
def test_a_base_record_passes_every_rule_but_those_it_names(name: str) -> None:
    document = document_of({}, name, "the-document.txt")
    offering = offering_of(inherited(name, "offering"))
    judgement = run.judge((document,), offering, date.fromisoformat(base_as_of(name)), history_of(name))
    mine = judgement.documents[0]
    found = {finding.rule: finding.outcome for finding in (*mine.findings, *judgement.findings)}
    assert found == base_exceptions(name), [finding.message for finding in mine.findings]


@pytest.mark.parametrize("rule", [*RULES, *BATCH_RULES], ids=lambda rule: rule.id)
def test_a_rule_is_declared_with_a_title_citations_a_remedy_and_an_explanation(rule: Rule) -> None:
    assert rule.title
    assert rule.cites
    assert rule.remedy.endswith((".", "?"))
    assert len(rule.explanation.split()) > 5


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("rule: X\nbase: b\ncases: {a: {set: {}, expect: pass}, a: {set: {}, expect: fail}}", "written twice"),
        ("rule: X\nbase: b\ncases: {a: {set: {}}}", "expect is one of"),
        ("rule: X\nbase: b\ncases: {a: {sets: {}, expect: pass}}", "no key 'sets'"),
        ("rule: X\nbase: b\ncases: {a: {set: {}, expect: passes}}", "expect is one of"),
        ("rule: Y\nbase: b\ncases: {}", "holds the cases of Y"),
    ],
)
def test_a_case_that_checks_nothing_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "X.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=problem):
        list(cases_of(path))


@pytest.mark.parametrize(
    "written",
    [
        {"shares.number": 1500},
        {"shares.number": 1.5},
        {"shares.numbers": "1500"},
        {"nasd.affiliated": "no"},
        {"title.manner": "sole"},
        {"accreditation.categories": "A"},
        {"subscription.date": {"state": "gone"}},
        {"subscription.date": {"state": "blank", "value": "2005-09-14"}},
        {"subscription.date": {"states": "blank"}},
    ],
    ids=str,
)
def test_a_value_that_report_json_would_not_write_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        document_of({"set": written}, "individual-complete", "the-document.txt")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"authorised_common": "1"}, "authorised_common"),
        ({"events": [{"id": "a", "date": "2005-10-03", "event": "sale"}]}, "there is no event 'sale'"),
        ({"events": [{"id": "a", "date": "2005-10-03", "event": "split", "ratio": "2:1"}]}, "event a: ratio"),
        ("nothing", "keys of a ledger"),
    ],
    ids=str,
)
def test_a_ledger_that_cannot_be_is_refused(changes: Any, problem: str) -> None:
    with pytest.raises((CaseError, LedgerError), match=problem):
        history_of("notice-complete", changes)


def test_a_case_without_a_ledger_has_none_and_a_base_of_an_agreement_neither() -> None:
    assert history_of("notice-complete", "none") is None
    assert history_of("individual-complete") is None
