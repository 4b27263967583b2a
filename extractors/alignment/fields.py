"""Every field of the catalogue, read from the laid-out document."""

import re
from collections.abc import Mapping, Sequence

from extractors.alignment.circle import circled
from extractors.alignment.dates import dated_in
from extractors.alignment.laid import Laid, union
from extractors.alignment.marks import Mark, Place, grid_places, places_of
from extractors.alignment.signing import Signed, signed_in
from extractors.alignment.tokens import Piece
from extractors.record import Method, Reading, State, Value, Where
from templates.form import Field, Form
from templates.values import parse

_SURE = 0.99
_DRAWN = 0.97
_COLUMN_GUESSED = 0.7
_WORDS_BEFORE, _WORDS_AFTER = 7, 5
_ONE_LINE_WORDS = 14
_CONDITION = re.compile(
    r"\b(?:not|subject to|provided|except|void|unless|side letter|without prejudice|conditional|amend\w*|waive\w*|"
    r"supersed\w*|notwithstanding|in lieu of|hereby|shall)\b",
    re.IGNORECASE,
)


def read_fields(laid: Laid, form: Form) -> dict[str, Reading]:
    """Readings of all fields, in the catalogue's order."""
    grid = tuple(name for name in form.fields if any(blank.region == "grid" for _, blank in laid.blanks(name)))
    in_grid = grid_places(laid, grid) if grid else {}
    marked: dict[str, Reading] = {}
    for name, field in form.fields.items():  # marks first: they claim what stands before their labels
        if name in in_grid:
            marked[name] = _choice(laid, in_grid[name])
        elif field.type == "choice":
            marked[name] = _choice(laid, circled(laid, name))
        elif field.type == "letters":
            marked[name] = _letters(laid, places_of(laid, name))
        elif field.type == "yes_no":
            marked[name] = _yes_no(laid, places_of(laid, name))
    readings: dict[str, Reading] = {}
    for name, field in form.fields.items():
        if name in marked:
            readings[name] = marked[name]
        elif field.type == "signature":
            readings[name] = _signature(laid, name)
        elif field.type == "date":
            readings[name] = _date(laid, name)
        elif not laid.blanks(name):
            readings[name] = _printed(laid, field)
        else:
            readings[name] = _written(laid, field)
    return readings


def _context(laid: Laid, gap: int) -> tuple[str, str]:
    """The printed words around a gap, as a reader of the page knows it: caption included."""
    return laid.form_words(gap - 1, -_WORDS_BEFORE), laid.form_words(gap + 1, _WORDS_AFTER)


def _method(pieces: Sequence[Piece], default: Method = "text") -> Method:
    sources = {piece.word.source for piece in pieces}
    for source in ("ocr", "annotation", "form-field"):
        if source in sources:
            return source  # type: ignore[return-value]
    return default


def _surety(laid: Laid, pieces: Sequence[Piece], base: float = _SURE) -> float:
    """No surer than the reader was of any word, nor than the column is clear."""
    sure = min([base, *(piece.word.confidence for piece in pieces)])
    if any(piece.word.line in laid.doubtful_lines for piece in pieces):
        sure = min(sure, _COLUMN_GUESSED)
    return round(sure, 3)


def _clean(pieces: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """Without what is struck through; and whether something was."""
    kept = [piece for piece in pieces if not piece.word.style.strike]
    return kept, len(kept) != len(pieces)


def _written(laid: Laid, field: Field) -> Reading:
    """A value written into its blank or blanks."""
    gaps = list(dict.fromkeys(laid.gap_of_blank[index] for index, _ in laid.blanks(field.name)))
    every = [piece for gap in gaps for piece in _own_pieces(laid, gap, field)]
    pieces, struck = _clean(every)
    before, after = _context(laid, gaps[0])
    raw = laid.raw(pieces)
    if struck and not raw.strip():
        return Reading(None, laid.raw(every), "ambiguous", 0.5, _method(every), laid.where(every), before, after)
    if not raw.strip():
        return Reading(before=before, after=after, confidence=_surety(laid, [], 1.0))
    parsed = parse(field.type, raw if field.type == "lines" else " ".join(raw.split()), options=field.options)
    confidence = _surety(laid, pieces, min(_SURE, parsed.confidence)) if parsed.confidence < 1 else _surety(laid, pieces)
    state: State = parsed.state
    value: Value = parsed.value
    if state == "filled" and field.type == "text" and _is_no_plain_answer(field, raw):
        state, value = "ambiguous", None
    if state == "blank":
        return Reading(None, raw, "blank", confidence, _method(pieces), laid.where(pieces), before, after)
    if struck:
        confidence = min(confidence, 0.91 if state == "filled" else confidence)
    return Reading(value, raw, state, confidence, _method(pieces), laid.where(pieces), before, after)


def _own_pieces(laid: Laid, gap: int, field: Field) -> list[Piece]:
    """A gap's pieces; where two fields share a gap (the officer beside the firm's signature), the field's own."""
    pieces = laid.pieces(laid.in_gap(gap))
    names = {laid.ruler.items[index].field for index in laid.ruler.gaps[gap]}
    if len(names) > 1 and field.type == "text":
        signed = signed_in(laid, gap, pieces)
        return _officer(laid, pieces, signed)
    return pieces


def _officer(laid: Laid, pieces: list[Piece], signed: Signed) -> list[Piece]:
    """The pieces that spell the officer's name, on the rule after 'By:' or on the line below."""
    lines = laid.lines_of(pieces)
    named = []
    for line in lines:
        words = [piece for piece in line if not re.fullmatch(r"[/\\]?s[/\\]|\((?:signed|sgd\.?)\)", piece.text, re.IGNORECASE)]
        if any(char.isalpha() for piece in words for char in piece.text):
            named.append(words)
    if not named or signed.state == "no":
        return []
    chosen = named[-1] if len(named) > 1 and signed.state == "yes" else named[0]
    cut: list[Piece] = []
    for piece in chosen:
        text = re.sub(r"^[/\\]?s[/\\]", "", piece.text, flags=re.IGNORECASE)
        ends = text.endswith(",") and not re.match(r"(?:jr|sr|esq|ii+|iv|m\.?d|ph\.?d)\b", _next_text(chosen, piece), re.IGNORECASE)
        cut.append(piece._replace(text=text.rstrip(",") if ends else text))
        if ends:
            break
    return [piece for piece in cut if piece.text]


def _next_text(line: Sequence[Piece], piece: Piece) -> str:
    at = line.index(piece) + 1
    return line[at].text if at < len(line) else ""


def _is_no_plain_answer(field: Field, raw: str) -> bool:
    """A one-line answer that reads like a clause: somebody wrote terms into a blank."""
    words = raw.split()
    if words[0].casefold() == "not" or words[-1].casefold() == "not":
        return True
    return bool(_CONDITION.search(raw)) and (len(words) > 6 or "not" in raw.casefold().split()) or len(words) > 2 * _ONE_LINE_WORDS


def _printed(laid: Laid, field: Field) -> Reading:
    """A value that the form prints (the price per share)."""
    ticks = [
        index
        for index, tick in enumerate(laid.ruler.ticks)
        if laid.ruler.items[tick.item].field == field.name and not tick.is_gap
    ]
    if not ticks:
        return Reading()
    tokens = [laid.alignment.matched[tick] for tick in ticks if tick in laid.alignment.matched]
    before, after = laid.form_words(ticks[0] - 1, -_WORDS_BEFORE), laid.form_words(ticks[-1] + 1, _WORDS_AFTER)
    if len(tokens) < len(ticks):
        span = [t for tick in range(ticks[0], ticks[-1] + 2) for t in laid.alignment.added.get(tick, ())]
        tokens = sorted({*tokens, *span})
    pieces = laid.pieces(tokens)
    raw = " ".join(piece.text for piece in pieces)
    if not raw.strip():
        return Reading(before=before, after=after)
    parsed = parse(field.type, raw)
    return Reading(
        parsed.value, raw, parsed.state, min(parsed.confidence, _surety(laid, pieces)), _method(pieces),
        laid.where(pieces), before, after,
    )  # fmt: skip


def _date(laid: Laid, name: str) -> Reading:
    found = dated_in(laid, name)
    before, after = _context(laid, found.gap)
    if not found.raw.strip():
        return Reading(before=before, after=after)
    return Reading(
        found.parsed.value, found.raw, found.parsed.state,
        _surety(laid, found.pieces, min(_SURE, found.parsed.confidence)),
        _method(found.pieces), laid.where(found.pieces), before, after,
    )  # fmt: skip


def _signature(laid: Laid, name: str) -> Reading:
    index, _ = laid.blanks(name)[0]
    gap = laid.gap_of_blank[index]
    pieces, struck = _clean(laid.pieces(laid.in_gap(gap)))
    before, after = _context(laid, gap)
    signed = signed_in(laid, gap, pieces)
    raw = laid.raw(signed.pieces) or (f"[{signed.how}]" if signed.state == "yes" else None)
    where = laid.where(signed.pieces)
    if signed.ink is not None and not signed.pieces:
        page = laid.pages[signed.page]
        box = signed.ink.box
        where = (
            Where(page.number, (round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1)))
            if page.unit == "pt"
            else Where(page.number, None, signed.ink.line)
        )
    if struck:
        return Reading(None, raw, "ambiguous", 0.5, "signature", where, before, after)
    if signed.state == "yes":
        sure = _surety(laid, signed.pieces, _SURE if signed.how != "drawn" else _DRAWN)
        return Reading(value=True, raw=raw, state="filled", confidence=sure, method="signature", where=where, before=before, after=after)
    if signed.state == "doubtful":
        return Reading(None, raw, "ambiguous", 0.5, "signature", where, before, after)
    return Reading(value=False, raw=raw, state="blank", method="signature", where=where, before=before, after=after)


def _marked_where(laid: Laid, places: Sequence[Place]) -> Where:
    for place in places:
        if place.pieces:
            return laid.where(place.pieces)
        if place.ink is not None:
            page = laid.pages[place.page]
            if page.unit == "cell":
                return Where(page.number, None, place.ink.line)
            box = union([place.ink.box])
            return Where(page.number, (round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1)))
    return Where()


def _mark_reading(
    laid: Laid, places: Sequence[Place], value: Value, state: State, names: Mapping[str, str] | None = None
) -> Reading:
    shown = [place for place in places if place.mark in (Mark.MARKED, Mark.DOUBTFUL, Mark.WORDS)]
    drawn = any(place.ink is not None for place in shown)
    labels = names or {}
    raw = "; ".join(
        f"{labels.get(place.option, place.option)}: {' '.join(piece.text for piece in place.pieces) or ('[drawn]' if place.ink else '')}".strip(": ")
        for place in shown
    )
    pieces = [piece for place in shown for piece in place.pieces]
    confidence = _surety(laid, pieces, _DRAWN if drawn else _SURE)
    if any(place.mark in (Mark.DOUBTFUL, Mark.WORDS) for place in shown):
        confidence = 0.5
    marks = tuple(sorted(place.option for place in places if place.mark is Mark.MARKED))
    return Reading(
        value, raw or None, state, confidence, "mark" if not pieces or _method(pieces) == "text" else _method(pieces),
        _marked_where(laid, shown), "", "", marks,
    )  # fmt: skip


def _doubtful(places: Sequence[Place]) -> bool:
    return any(place.mark in (Mark.DOUBTFUL, Mark.WORDS) for place in places)


def _letters(laid: Laid, places: list[Place]) -> Reading:
    marked = tuple(sorted(place.option for place in places if place.mark is Mark.MARKED))
    if _doubtful(places):
        return _mark_reading(laid, places, None, "ambiguous")
    return _mark_reading(laid, places, marked, "filled" if marked else "blank")


def _yes_no(laid: Laid, places: list[Place]) -> Reading:
    marked = {place.option for place in places if place.mark is Mark.MARKED}
    labels = {"yes": "YES", "no": "NO"}
    if _doubtful(places) or len(marked) > 1:
        return _mark_reading(laid, places, None, "ambiguous", labels)
    if not marked:
        return _mark_reading(laid, places, None, "blank", labels)
    return _mark_reading(laid, places, "yes" in marked, "filled", labels)


def _choice(laid: Laid, places: list[Place]) -> Reading:
    marked = tuple(sorted(place.option for place in places if place.mark is Mark.MARKED))
    if _doubtful(places):
        return _mark_reading(laid, places, None, "ambiguous")
    if not marked:
        return _mark_reading(laid, places, None, "blank")
    return _mark_reading(laid, places, marked[0] if len(marked) == 1 else marked, "filled")

