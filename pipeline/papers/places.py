"""Where in the agreement a finding lies, in the words of a letter."""

from collections.abc import Mapping, Sequence

from checks.parties import listed
from pipeline.report.report import AlterationEntry, DocumentEntry, DocumentFinding
from templates.form import Field

_WHOLE = "The Agreement as a whole"
_MISSING_PARTS = "FRM002"


def place_of(finding: DocumentFinding, document: DocumentEntry, fields: Mapping[str, Field]) -> str:
    """The sections of a finding, by their pages: "Section 7.1, page 17; Signature page, page 21"."""
    if finding.rule == _MISSING_PARTS and document.missing:
        return "; ".join(section_in_words(part) for part in document.missing)
    places: dict[str, str] = {}
    for name in finding.fields:
        if name in fields:
            section = section_in_words(fields[name].where)
            places[section] = places.get(section) or page_in_words(page_of(name, document))
    by_page: dict[str, list[str]] = {}
    for section, page in places.items():
        if not any(section.startswith(f"{other} ") and page == at for other, at in places.items()):
            by_page.setdefault(page if _is_paged(document) else "", []).append(section)
    named = [", ".join([listed(sections), *([page] if page else [])]) for page, sections in by_page.items()]
    return "; ".join(named) or _WHOLE


def place_of_alteration(one: AlterationEntry, document: DocumentEntry) -> str:
    """The section and page of a change: "Section 1.19, page 5"."""
    section = section_in_words(one.section) if one.section else "At a place that could not be named"
    page = page_in_words((one.where.page,)) if one.where.page and _is_paged(document) else ""
    return f"{section}, {page}" if page else section


def section_in_words(where: str) -> str:
    """A field's place in the words of a letter: "Section 7.2(a)", "Signature page"."""
    bare = where.split(",", maxsplit=1)[0]
    return f"Section {bare}" if bare[:1].isdigit() else bare[:1].upper() + bare[1:]


def page_of(name: str, document: DocumentEntry) -> tuple[int, ...]:
    """The pages on which a field may stand; () where that is not known.

    A blank has no place of its own: it stands between its neighbours, in the order of the form.
    """
    own = document.fields.get(name)
    if own is not None and own.where.page:
        return (own.where.page,)
    names = list(document.fields)
    if name not in names:
        return ()
    at = names.index(name)
    before, after = _first_page(names[:at][::-1], document), _first_page(names[at + 1 :], document)
    if before is None or after is None or not 0 <= after - before <= 1:
        return ()
    return (before,) if before == after else (before, after)


def _first_page(names: Sequence[str], document: DocumentEntry) -> int | None:
    return next((page for name in names if (page := document.fields[name].where.page)), None)


def page_in_words(pages: tuple[int, ...]) -> str:
    """The pages in words: "page 17", "pages 17 and 18"; "" where none is known."""
    return f"page{'s' if len(pages) > 1 else ''} {' and '.join(map(str, pages))}" if pages else ""


def _is_paged(document: DocumentEntry) -> bool:
    return (document.pages or 0) > 1
