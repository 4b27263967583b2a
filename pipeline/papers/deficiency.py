"""The deficiency letter of one subscriber: each finding as a point with its place and its cure."""

import re
from datetime import date

from pipeline.papers.addressees import findings_for
from pipeline.papers.places import page_in_words, page_of, place_of, place_of_alteration
from pipeline.papers.subscriber import Subscriber
from pipeline.papers.unnumbered import unnumbered
from pipeline.report.report import AlterationEntry, DocumentEntry
from templates.form import load_form

_WORDING, _TRACKED = "FRM001", "FRM005"
_THE_WHOLE = "The whole Agreement, in a new copy"
_NONE = "None: your initials beside each correction are enough."
_SIGNED_ANEW = frozenset({_WORDING, _TRACKED, "SIG007", "MTH004"})
"""Rules whose cure is an agreement signed again: another text, or another file, was signed."""
_SIGNED_AT = {
    "Signature page": frozenset({"SIG001", "SIG005", "SIG008", "TTL003", "MTH001", "MTH002", "MTH005", "MTH006"}),
    "Acknowledgment of the member firm": frozenset({"NSD003", "NSD006"}),
    "Certificate of signatory": frozenset({"SIG002", "SIG004"}),
}
"""Place → the rules whose cure is, or changes, what is signed there; elsewhere initials are enough."""
_SIGNATURES = {
    "Signature page": "subscriber.signature",
    "Acknowledgment of the member firm": "nasd.firm_signature",
    "Certificate of signatory": "signatory.signature",
}


def deficiency_values(
    document: DocumentEntry, *, dated: date, answer_by: date, signer: tuple[str, str]
) -> dict[str, object]:
    """The values of a deficiency letter.

    Args:
        document: Of the report; it has a finding that the subscriber must act on.
        dated: The letter's date.
        answer_by: The day by which the corrected pages must be received.
        signer: Name and title of whoever signs the letter.
    """
    subscriber = Subscriber(document)
    places = places_to_sign(document)
    return {
        "letter.date": dated.isoformat(),
        "recipient.name": subscriber.name,
        "recipient.address": subscriber.address,
        "recipient.salutation": subscriber.salutation,
        "subscription.shares": subscriber.shares_in_a_sentence,
        "subscription.dated": subscriber.dated_in_a_sentence,
        "deficiency.items": points(document),
        "deficiency.pages": "\n".join(places) or _NONE,
        "letter.answer_by": answer_by.isoformat(),
        "letter.enclosures": _enclosures(places),
        "signer.name": signer[0],
        "signer.title": signer[1],
    }


def deficiency_terms(document: DocumentEntry) -> dict[str, str]:
    """The variables of the letter's wording that depend on the document: whether the company has accepted it."""
    return {"acceptance": {True: "signed", False: "", None: "uncertain"}[Subscriber(document).is_countersigned]}


def points(document: DocumentEntry) -> list[str]:
    """What must be corrected or explained: one point a finding, and one a change of the printed words."""
    fields = load_form(document.form or "").fields
    found: list[str] = []
    findings = findings_for(document, "subscriber")
    is_altered = any(finding.rule == _WORDING for finding in findings)
    for finding in findings:
        cure = _of_the_company(finding.remedy)
        if finding.rule == _TRACKED and is_altered:
            cure = "The copy that you sign again, without changes, cures this as well."
        if finding.rule == _WORDING and document.alterations:
            found += [f"{_of_alteration(one, document)} {cure}" for one in document.alterations]
            continue
        law = f" ({'; '.join(finding.cites)})" if finding.cites else ""
        found.append(f"{place_of(finding, document, fields)}: {finding.message} {cure}{law}")
    return [" ".join(unnumbered(point).split()) for point in dict.fromkeys(found)]


def places_to_sign(document: DocumentEntry) -> list[str]:
    """What must be signed, perhaps again: the whole agreement, or the pages whose signed words change."""
    rules = {finding.rule for finding in findings_for(document, "subscriber")}
    if rules & _SIGNED_ANEW:
        return [_THE_WHOLE]
    return [_with_page(place, document) for place, asking in _SIGNED_AT.items() if rules & asking]


def _enclosures(places: list[str]) -> str:
    if places == [_THE_WHOLE]:
        return "A blank copy of the Agreement"
    return "Copies of the pages named above" if places else "None"


def _with_page(place: str, document: DocumentEntry) -> str:
    page = page_in_words(page_of(_SIGNATURES[place], document))
    return f"{place}, {page}" if page and (document.pages or 0) > 1 else place


def _of_the_company(remedy: str) -> str:
    """A cure with the company as the letter defines it."""
    return re.sub(r"\b([Tt]he) company\b", r"\1 Company", remedy)


def _of_alteration(one: AlterationEntry, document: DocumentEntry) -> str:
    place = place_of_alteration(one, document)
    match one.kind:
        case "struck":
            return f"{place}: {_printed(one)} struck{_near(one)}."
        case "added":
            words, verb = _noun(one.found)
            return f"{place}: the {words} “{one.found}” {verb} added{_near(one)}."
        case _:
            return f"{place}: {_printed(one)} changed to “{one.found}”."


def _printed(one: AlterationEntry) -> str:
    words, verb = _noun(one.printed)
    return f"the printed {words} “{one.printed}” {verb}"


def _near(one: AlterationEntry) -> str:
    """Beside which printed words a change stands."""
    if one.before:
        return f" after “{one.before}”"
    return f" before “{one.after}”" if one.after else ""


def _noun(words: str) -> tuple[str, str]:
    """What words are called in a sentence, and its verb."""
    if len(words.split()) > 1:
        return "words", "were"
    return ("figure" if any(map(str.isdigit, words)) else "word"), "was"
