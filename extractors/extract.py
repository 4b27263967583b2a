"""The one door: a file's bytes → its record."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeVar

from extractors.alignment.crossed import crossed_print
from extractors.alignment.document import Document
from extractors.alignment.fields import read_fields
from extractors.alignment.identify import Identified, identify
from extractors.alignment.laid import Laid
from extractors.alignment.laying import lay
from extractors.alignment.passages import passages_of
from extractors.alignment.unseen import speaks_of_the_deal, told
from extractors.alignment.wording import Wordings, alterations_of
from extractors.record import Alteration, Reading, Record
from extractors.sheet import Sheet, UnreadableError
from extractors.sniff import sniff
from templates.form import Form, load_form

_Placed = TypeVar("_Placed", Reading, Alteration)
_FILLED_BY_COMPANY = ("wire.", "notice.", "shares.price_per_share", "acceptance.")


def extract(
    data: bytes,
    *,
    form: str = "series-e-subscription",
    terms: Mapping[str, str] | None = None,
    others: Mapping[str, Mapping[str, str]] | None = None,
    with_passages: bool = False,
) -> Record:
    """Read a completed form.

    Args:
        data: The whole file: text, HTML, Word or PDF, told apart by content.
        form: The form the document should be.
        terms: The offering's variables of the form's wording; those left out keep the form's own.
        others: Further forms it may be, each with its variables.
        with_passages: Tell all that it says, for a comparison.

    Raises:
        UnreadableError: Nothing can be read from it, with a code, the reason, and what to do.
    """
    forms = {form: terms or {}, **{name: own for name, own in (others or {}).items() if name != form}}
    loaded = {load_form(name): own for name, own in forms.items()}
    return read_sheet(sheet_of(data), loaded, with_passages=with_passages)


def sheet_of(data: bytes) -> Sheet:
    """Words and ink of a file, by the reader of its kind. PDF and Word libraries load only when needed."""
    kind = sniff(data)
    match kind:
        case "text":
            from extractors.readers import plain_text as reader  # noqa: PLC0415
        case "html":
            from extractors.readers import html_page as reader  # type: ignore[no-redef]  # noqa: PLC0415
        case "word":
            from extractors.readers import word as reader  # type: ignore[no-redef]  # noqa: PLC0415
        case _:
            from extractors.readers import pdf as reader  # type: ignore[no-redef]  # noqa: PLC0415
    try:
        return reader.read(data)
    except RecursionError as error:
        raise UnreadableError(
            "corrupt", "is nested too deeply to be read", "Open it in the program that made it and save it anew."
        ) from error


def read_sheet(sheet: Sheet, forms: Mapping[Form, Mapping[str, str]], *, with_passages: bool = False) -> Record:
    """Read a sheet as one of several forms, given with their variables: fields, alterations, what is missing."""
    found = identify(sheet, forms)
    laid = found.laid
    fields = found.form.fields_of(found.edition)
    readings = read_fields(laid, fields)
    wordings = alterations_of(laid)
    hidden = told(sheet, found.wording)
    crossed = crossed_print(laid)
    return Record(
        form=found.form.name,
        edition=found.edition,
        kind=sheet.kind,
        pages=len(sheet.pages),
        readings=readings if sheet.has_true_pages else {name: _unpaged(one) for name, one in readings.items()},
        alterations=wordings.alterations if sheet.has_true_pages else tuple(map(_unpaged, wordings.alterations)),
        missing=wordings.missing,
        is_blank_form=_nothing_filled(readings),
        tracked_changes=_tracked_changes(sheet, found, readings, wordings),
        digital_signatures=sheet.digital_signatures,
        signs_for="\n".join(laid.raw(laid.pieces(tokens)) for tokens in laid.given_way.values()),
        notes=(
            *_notes(sheet, laid.document),
            *_names_of_signers(laid),
            *map(_of_hidden, hidden),
            *map(_of_crossed, crossed),
        ),
        hidden=hidden,
        comments=tuple(text for _, text in _comments(sheet) if speaks_of_the_deal(text)),
        crossed=crossed,
        has_true_pages=sheet.has_true_pages,
        passages=passages_of(laid, found.wording, fields, readings) if with_passages else (),
    )


def _unpaged(one: _Placed) -> _Placed:
    """A reading or alteration whose place names no page, since a wrong one is worse than none."""
    return replace(one, where=replace(one.where, page=None))


def _notes(sheet: Sheet, document: Document) -> tuple[str, ...]:
    """What a person should know that is neither an answer nor wording."""
    notes = ["The pages stand in another order than the form's."] if document.shuffled else []
    if document.mail:
        header = document.mail.replace("\n", "; ")
        notes.append(f"Above the agreement stands the header of a mail, which is no part of it: {header}")
    notes += _of_stamps(sheet, document)
    for one, other, same in document.repeated:
        first, second = sheet.pages[one].number, sheet.pages[other].number
        told = "word for word" if same else "with other answers, which were not read: compare the two"
        pages = f"Page {second} repeats page {first}" if sheet.has_true_pages else "A page stands there twice"
        notes.append(f"{pages} {told}.")
    for number, comment in _comments(sheet):
        place = f"Page {number}" if sheet.has_true_pages else "The document"
        notes.append(f"{place} carries a comment, which is no part of the agreement: {comment}")
    return tuple(notes)


def _of_stamps(sheet: Sheet, document: Document) -> Iterator[str]:
    """What an office put into the margins, told once where only the page's number or the time differ."""
    alike: dict[str, list[tuple[int, str]]] = {}
    for index, text in document.stamps:
        alike.setdefault(re.sub(r"\d+", "0", text), []).append((index, text))
    for (index, text), *others in alike.values():
        place = f"page {sheet.pages[index].number}" if sheet.has_true_pages else "a page"
        more = f" (and of {len(others)} more)" if others else ""
        yield f"In the margin of {place}{more} stands an office's stamp, which is no part of the agreement: {text}"


def _comments(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """The number of each page with comments, and their words."""
    for page in sheet.pages:
        comment = " ".join(word.text for word in page.words if word.zone == "comment")
        if comment:
            yield page.number, comment


def _of_crossed(words: str) -> str:
    return f'A line is drawn through printed words: "{words}".'


def _of_hidden(words: str) -> str:
    return f'The file holds words that its pages do not show: "{words}".'


def _names_of_signers(laid: Laid) -> list[str]:
    """Who is named where the form prints a placeholder for it: no field holds that."""
    return [
        f'Where the form prints "{laid.form_words(tick, 1)}" stands "{words}".'
        for tick, tokens in laid.given_way.items()
        if (words := " ".join(piece.text for piece in laid.pieces(tokens)))
    ]


def _nothing_filled(readings: Mapping[str, Reading]) -> bool:
    """Whether no field of the subscriber's holds anything (what the company fills in does not count)."""
    return all(
        reading.state == "blank" and not reading.value
        for name, reading in readings.items()
        if not name.startswith(_FILLED_BY_COMPANY)
    )


def _tracked_changes(
    sheet: Sheet, found: Identified, readings: Mapping[str, Reading], final: Wordings
) -> Literal["none", "blanks", "fixed-text", "neither"]:
    """What unaccepted changes touch: compare the readings before and after them."""
    if not sheet.has_tracked_changes:
        return "none"
    laid = lay(sheet, found.wording, original=True)
    before = read_fields(laid, found.form.fields_of(found.edition))
    original = alterations_of(laid)
    told = [(one.section, one.kind, one.printed, one.found) for one in final.alterations]
    if told != [(one.section, one.kind, one.printed, one.found) for one in original.alterations]:
        return "fixed-text"
    if final.missing != original.missing:
        return "fixed-text"
    changed = any(readings[name].raw != before[name].raw for name in readings)
    return "blanks" if changed else "neither"
