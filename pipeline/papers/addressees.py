"""Who must act on a finding: the subscriber, the company, or whoever reviews the document."""

from typing import Literal

from checks.rule import FOR_THE_REVIEWER
from pipeline.report.report import DocumentEntry, DocumentFinding

Addressee = Literal["subscriber", "company", "reviewer"]

_UNSIGNED_BY_THE_COMPANY = "SIG006"
_THE_COMPANYS_ANSWERS = frozenset({"acceptance.signature", "acceptance.date"})


def addressee(finding: DocumentFinding) -> Addressee:
    """Who must act on a finding.

    A point that rests on an uncertain reading is for whoever can look at the original: no subscriber
    is asked to cure what may only be misread. What the company itself wrote, no subscriber can cure.
    """
    if finding.remedy in FOR_THE_REVIEWER:
        return "reviewer"
    if finding.rule == _UNSIGNED_BY_THE_COMPANY:
        return "company"
    if finding.fields and _THE_COMPANYS_ANSWERS.issuperset(finding.fields):
        return "reviewer"
    return "subscriber"


def findings_for(document: DocumentEntry, who: Addressee) -> list[DocumentFinding]:
    """The findings on a document that somebody must act on."""
    return [finding for finding in document.findings if addressee(finding) == who]


def is_deficient(document: DocumentEntry) -> bool:
    """Whether anything was found that the subscriber must correct or explain."""
    return bool(findings_for(document, "subscriber"))


def findings_left_open(document: DocumentEntry) -> list[DocumentFinding]:
    """What whoever reviews a document must decide.

    A doubt of fields which the subscriber is asked to settle anyway ("both YES and NO are marked") is none of it.
    """
    asked = {name for finding in findings_for(document, "subscriber") for name in finding.fields}
    open_ = findings_for(document, "reviewer")
    return [finding for finding in open_ if not finding.fields or not asked.issuperset(finding.fields)]
