"""Every field of the catalogue, read from the laid-out document."""

import re
from collections.abc import Mapping, Sequence

from extractors.alignment.controls import text_of
from extractors.alignment.dates import dated_in
from extractors.alignment.doubts import with_doubts
from extractors.alignment.evidence import COLUMN_GUESSED, DRAWN, SURE, context, method_of, surety, where_ink
from extractors.alignment.laid import Laid
from extractors.alignment.mark_readings import read_marks
from extractors.alignment.shared_words import with_parted_names
from extractors.alignment.signing import Signed, signed_in
from extractors.alignment.tables import rows_of
from extractors.alignment.tokens import Piece
from extractors.alignment.underscores import are_doubtful
from extractors.answers.indefinite import is_indefinite
from extractors.answers.no_answers import is_promise
from extractors.answers.terms import hold_terms, is_clause, may_hold_terms
from extractors.record import Reading, State, Value
from extractors.signature_words import name_in
from templates.empty_answers import FREE_TEXT
from templates.form import Field
from templates.parsed import INVALID, Parsed
from templates.values import is_empty_answer, parse

_IN_LINES = ("lines", "items", "table")
"""Types in which line ends mean something."""
_OF_WORDS = ("text", *_IN_LINES)
"""Where N/A is an answer; in an address or a name it is none."""
_OF_WHO_SIGNS = ("subscriber.", "joint.", "signatory.", "securities.", "holder.")
"""Names, addresses, numbers: what is promised for later, or stands elsewhere, is none."""
_ENDS_IN_A_NUMBER = re.compile(r"\S\s*\n\W*\d{1,3}\W*$")
"""A line of nothing but a small number behind an answer of one line: perhaps the page's."""


def read_fields(laid: Laid, fields: Mapping[str, Field]) -> dict[str, Reading]:
    """Readings of all fields of the edition, in the catalogue's order."""
    marked = read_marks(laid, fields)  # first: marks claim what stands before their labels
    readings = {name: marked.get(name) or _read(laid, field) for name, field in fields.items() if not _signs(field)}
    signed = {
        name: _signature(laid, name, _typed_for(name, readings)) for name, field in fields.items() if _signs(field)
    }
    readings = {name: readings[name] if name in readings else signed[name] for name in fields}
    return with_doubts(laid, with_parted_names(readings))


def _signs(field: Field) -> bool:
    return field.type == "signature"


def _typed_for(signature: str, readings: Mapping[str, Reading]) -> str:
    """The name typed for a signature's signer; "" for a signature whose own blank may hold the name."""
    party = signature.partition(".")[0]
    named = readings.get(f"{party}.name")
    return (named.raw or "") if named is not None and named.state == "filled" else ""


def _read(laid: Laid, field: Field) -> Reading:
    if field.type == "date":
        return _date(laid, field.name)
    return _written(laid, field) if laid.blanks(field.name) else _printed(laid, field)


def _clean(pieces: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """Without what is struck through; and whether something was."""
    kept = [piece for piece in pieces if not piece.word.style.strike]
    return kept, len(kept) != len(pieces)


def _written(laid: Laid, field: Field) -> Reading:
    """A value written into its blank or blanks."""
    gaps = list(dict.fromkeys(laid.gap_of_blank[index] for index, _ in laid.blanks(field.name)))
    every = [piece for gap in gaps for piece in _own_pieces(laid, gap, field)]
    pieces, struck = _clean(every)
    before, after = context(laid, gaps[0])
    raw = _words(laid, field, gaps[0], pieces)
    if struck and not raw.strip():
        return Reading(None, laid.raw(every), "ambiguous", 0.5, method_of(every), laid.where(every), before, after)
    if not raw.strip():
        return Reading(before=before, after=after, confidence=COLUMN_GUESSED if laid.is_doubtful(gaps[0]) else 1.0)
    if field.type == "lines" and not field.name.startswith(FREE_TEXT) and is_empty_answer(raw):
        return Reading(None, raw, "blank", surety(laid, pieces), method_of(pieces), laid.where(pieces), before, after)
    parsed = _parsed(field, raw)
    confidence = surety(laid, pieces, min(SURE, parsed.confidence)) if parsed.confidence < 1 else surety(laid, pieces)
    state: State = parsed.state
    value: Value = parsed.value
    if state == "filled" and field.type in _OF_WORDS and are_doubtful(laid, gaps, pieces, _exact(laid, field, pieces)):
        confidence = min(confidence, 0.5)
    if state == "filled" and field.type == "text" and is_clause(raw):
        state, value = "ambiguous", None
    if state == "filled" and _is_unsettled(field, raw):
        confidence = min(confidence, 0.5)
    if state == "blank":
        return Reading(None, raw, "blank", confidence, method_of(pieces), laid.where(pieces), before, after)
    if struck:
        confidence = min(confidence, 0.91 if state == "filled" else confidence)
    return Reading(value, raw, state, confidence, method_of(pieces), laid.where(pieces), before, after)


def _is_unsettled(field: Field, raw: str) -> bool:
    """Whether words are an answer, perhaps, but for a person to read: they set terms, or settle no name or address."""
    if field.type == "text" and _ENDS_IN_A_NUMBER.search(raw):
        return True
    if field.type == "lines" and may_hold_terms(raw):
        return True
    return field.type in _OF_WORDS and (hold_terms(field.name, raw) or is_indefinite(field.name, raw))


def _parsed(field: Field, raw: str) -> Parsed:
    said = raw if field.type in _IN_LINES else " ".join(raw.split())
    parsed = parse(
        field.type,
        said,
        options=field.options,
        unit=field.unit,
        none_is_zero=field.none_is_zero,
        parts_of_cents=field.parts_of_cents,
    )
    if parsed.state == "filled" and field.type in _OF_WORDS and field.name.startswith(_OF_WHO_SIGNS):
        return INVALID if is_promise(raw) else parsed
    return parsed


def _words(laid: Laid, field: Field, gap: int, pieces: Sequence[Piece]) -> str:
    """A blank's words: the text of its own control, a table's rows, or the lines as they stand."""
    if field.type == "table":
        return rows_of(laid, gap, pieces)
    exact = _exact(laid, field, pieces)
    return laid.raw(pieces) if exact is None else exact


def _exact(laid: Laid, field: Field, pieces: Sequence[Piece]) -> str | None:
    return None if field.type == "table" else text_of(laid, field.name, pieces)


def _own_pieces(laid: Laid, gap: int, field: Field) -> list[Piece]:
    """A gap's pieces; where two fields share a gap (the officer beside the firm's signature), the field's own."""
    pieces = laid.pieces(laid.in_gap(gap))
    names = {laid.ruler.items[index].field for index in laid.ruler.gaps[gap]}
    if len(names) > 1 and field.type == "text":
        own = [piece for piece in pieces if piece.word.control == field.name]
        return own or _officer(laid, pieces, signed_in(laid, gap, pieces))
    return pieces


def _officer(laid: Laid, pieces: list[Piece], signed: Signed) -> list[Piece]:
    """The pieces that spell the officer's name, on the rule after 'By:' or on the line below."""
    lines = laid.lines_of(pieces)
    named = []
    for line in lines:
        words = [
            piece
            for piece in line
            if not re.fullmatch(r"[/\\]?s[/\\]|\((?:signed|sgd\.?)\)", piece.text, re.IGNORECASE)
        ]
        if name_in(" ".join(piece.text for piece in words)):
            named.append(words)
    if not named or signed.state == "no":
        return []
    chosen = named[-1] if len(named) > 1 and signed.state == "yes" else named[0]
    cut: list[Piece] = []
    for piece in chosen:
        text = re.sub(r"^[/\\]?s[/\\]", "", piece.text, flags=re.IGNORECASE)
        ends = text.endswith(",") and not re.match(
            r"(?:jr|sr|esq|ii+|iv|m\.?d|ph\.?d)\b", _next_text(chosen, piece), re.IGNORECASE
        )
        cut.append(piece._replace(text=text.rstrip(",") if ends else text))
        if ends:
            break
    return [piece for piece in cut if piece.text]


def _next_text(line: Sequence[Piece], piece: Piece) -> str:
    at = line.index(piece) + 1
    return line[at].text if at < len(line) else ""


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
    before, after = context(laid, ticks[0])[0], context(laid, ticks[-1])[1]
    if len(tokens) < len(ticks):
        span = [t for tick in range(ticks[0], ticks[-1] + 2) for t in laid.alignment.added.get(tick, ())]
        tokens = sorted({*tokens, *span})
    pieces = laid.pieces(tokens)
    raw = " ".join(piece.text for piece in pieces)
    if not raw.strip():
        return Reading(before=before, after=after)
    parsed = parse(field.type, raw)
    return Reading(
        parsed.value, raw, parsed.state, min(parsed.confidence, surety(laid, pieces)), method_of(pieces),
        laid.where(pieces), before, after,
    )  # fmt: skip


def _date(laid: Laid, name: str) -> Reading:
    found = dated_in(laid, name)
    before, after = context(laid, found.gap)
    if not found.raw.strip():
        return Reading(before=before, after=after)
    return Reading(
        found.parsed.value, found.raw, found.parsed.state,
        surety(laid, found.pieces, min(SURE, found.parsed.confidence)),
        method_of(found.pieces), laid.where(found.pieces), before, after,
    )  # fmt: skip


def _signature(laid: Laid, name: str, typed: str) -> Reading:
    index, _ = laid.blanks(name)[0]
    gap = laid.gap_of_blank[index]
    others = {laid.ruler.items[at].field for at in laid.ruler.gaps[gap]} - {name}
    every = [piece for piece in laid.pieces(laid.in_gap(gap)) if piece.word.control not in others]
    pieces, struck = _clean(every)
    before, after = context(laid, gap)
    signed = signed_in(laid, gap, pieces, typed)
    raw = laid.raw(signed.pieces) or (f"[{signed.how}]" if signed.state == "yes" else None)
    where = laid.where(signed.pieces)
    if signed.ink is not None and not signed.pieces:
        where = where_ink(laid, signed.ink, signed.page)
    if struck:
        return Reading(None, raw, "ambiguous", 0.5, "signature", where, before, after)
    if signed.state == "yes":
        sure = surety(laid, signed.pieces, SURE if signed.how != "drawn" else DRAWN)
        return Reading(
            value=True,
            raw=raw,
            state="filled",
            confidence=sure,
            method="signature",
            where=where,
            before=before,
            after=after,
        )
    if signed.state == "doubtful":
        return Reading(None, raw, "ambiguous", 0.5, "signature", where, before, after)
    sure = COLUMN_GUESSED if laid.is_doubtful(gap) else 1.0
    return Reading(
        value=False,
        raw=raw,
        state="blank",
        confidence=sure,
        method="signature",
        where=where,
        before=before,
        after=after,
    )
