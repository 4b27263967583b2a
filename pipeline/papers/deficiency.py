"""The deficiency letter of one subscriber: each finding as a point with its place and its cure."""

from collections.abc import Mapping
from datetime import date

from extractors.masking import without_tax_ids
from pipeline.papers.subscriber import Subscriber
from pipeline.report.report import AlterationEntry, DocumentEntry, DocumentFinding
from templates.form import Field, load_form

THE_COMPANYS_OWN = frozenset({"SIG006"})
"""Findings about what the company has yet to do: nothing the subscriber could cure."""
_WORDING, _TRACKED = "FRM001", "FRM005"
_SIGNED_SECTIONS = ("signature page", "certificate of signatory")
_FIRM = "nasd.firm_"


def is_deficient(document: DocumentEntry) -> bool:
    """Whether anything was found that the subscriber must correct or explain."""
    return any(finding.rule not in THE_COMPANYS_OWN for finding in document.findings)


def deficiency_values(
    document: DocumentEntry, *, dated: date, answer_by: date, signer: tuple[str, str]
) -> dict[str, object]:
    """The values of a deficiency letter.

    Args:
        document: Of the report; it has a finding.
        dated: The letter's date.
        answer_by: The day by which the corrected pages must be received.
        signer: Name and title of whoever signs the letter.
    """
    subscriber = Subscriber(document)
    pages = pages_to_sign(document)
    return {
        "letter.date": dated.isoformat(),
        "recipient.name": subscriber.name,
        "recipient.address": subscriber.address,
        "recipient.salutation": subscriber.salutation,
        "subscription.shares": subscriber.shares_in_a_sentence,
        "subscription.dated": subscriber.dated_in_a_sentence,
        "deficiency.items": points(document),
        "deficiency.pages": "\n".join(pages) or "None",
        "letter.answer_by": answer_by.isoformat(),
        "letter.enclosures": "Copies of the pages named above" if pages else "None",
        "signer.name": signer[0],
        "signer.title": signer[1],
    }


def points(document: DocumentEntry) -> list[str]:
    """What must be corrected: one point a finding, and one a change of the printed words."""
    fields = load_form(document.form or "").fields
    found: list[str] = []
    for finding in document.findings:
        if finding.rule in THE_COMPANYS_OWN:
            continue
        if finding.rule == _WORDING and document.alterations:
            found += [f"{_of_alteration(one)} {finding.remedy}" for one in document.alterations]
            continue
        place = _place(finding, document, fields)
        law = f" ({'; '.join(finding.cites)})" if finding.cites else ""
        found.append(f"{place}: {finding.message} {finding.remedy}{law}")
    return [" ".join(without_tax_ids(point).split()) for point in dict.fromkeys(found)]


def pages_to_sign(document: DocumentEntry) -> list[str]:
    """The pages whose signature must be given anew, because something above it changes."""
    fields = load_form(document.form or "").fields
    touched: set[str] = set()
    for finding in document.findings:
        if finding.rule in THE_COMPANYS_OWN:
            continue
        if finding.rule in (_WORDING, _TRACKED):
            touched.add(_SIGNED_SECTIONS[0])
        for name in finding.fields:
            if name in fields:
                touched |= {section for section in _SIGNED_SECTIONS if fields[name].where.startswith(section)}
                if name.startswith(_FIRM):
                    touched.add("acknowledgment of the member firm")
    order = (_SIGNED_SECTIONS[0], "acknowledgment of the member firm", _SIGNED_SECTIONS[1])
    return [_with_page(section, document, fields) for section in order if section in touched]


def _with_page(section: str, document: DocumentEntry, fields: Mapping[str, Field]) -> str:
    name = section[:1].upper() + section[1:]
    wanted = _FIRM if section.startswith("acknowledgment") else ""
    page = next(
        (
            reading.where.page
            for field, reading in document.fields.items()
            if reading.where.page and field in fields
            and (field.startswith(wanted) if wanted else fields[field].where.startswith(section))
        ),
        None,
    )  # fmt: skip
    return f"{name}, page {page}" if page and (document.pages or 0) > 1 else name


def _place(finding: DocumentFinding, document: DocumentEntry, fields: Mapping[str, Field]) -> str:
    """The section and page of a finding: "Section 7.2(a), page 18"."""
    sections = list(dict.fromkeys(_section(fields[name].where) for name in finding.fields if name in fields))
    pages = [
        reading.where.page
        for name in finding.fields
        if (reading := document.fields.get(name)) is not None and reading.where.page
    ]
    place = " and ".join(sections[:2]) if len(sections) < 3 else f"{sections[0]} and others"
    place = place or "The Agreement as a whole"
    return f"{place}, page {min(pages)}" if pages and (document.pages or 0) > 1 else place


def _section(where: str) -> str:
    """A field's place in the words of a letter."""
    bare = where.split(",", maxsplit=1)[0]
    return f"Section {bare}" if bare[:1].isdigit() else bare[:1].upper() + bare[1:]


def _of_alteration(one: AlterationEntry) -> str:
    page = f", page {one.where.page}" if one.where.page else ""
    place = f"{_section(one.section)}{page}"
    match one.kind:
        case "struck":
            return f"{place}: the printed words “{one.printed}” were struck."
        case "added":
            return f"{place}: the words “{one.found}” were added after “{one.before}”."
        case _:
            return f"{place}: the printed words “{one.printed}” were changed to “{one.found}”."
