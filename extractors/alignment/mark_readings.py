"""Readings of the fields that are marked, not written: letters, yes or no, choices."""

from collections.abc import Callable, Mapping, Sequence

from extractors.alignment.circle import circled
from extractors.alignment.controls import with_boxes
from extractors.alignment.evidence import DRAWN, SURE, method_of, surety, where_ink
from extractors.alignment.grid import grid_places
from extractors.alignment.laid import Laid
from extractors.alignment.marks import Mark, Place, places_of
from extractors.record import Reading, State, Value, Where
from templates.form import Field


def read_marks(laid: Laid, fields: Mapping[str, Field]) -> dict[str, Reading]:
    """The readings of all fields that are marked."""
    grid = tuple(name for name in fields if any(blank.region == "grid" for _, blank in laid.blanks(name)))
    in_grid = grid_places(laid, grid) if grid else {}
    found: dict[str, Reading] = {}
    for name, field in fields.items():
        if field.type not in _READ_AS:
            continue
        if name in in_grid:
            places = in_grid[name]
        else:
            places = circled(laid, name) if field.type == "choice" else places_of(laid, name)
        with_boxes(laid, name, places)
        found[name] = _READ_AS[field.type](laid, places)
    return found


def _marked_where(laid: Laid, places: Sequence[Place]) -> Where:
    for place in places:
        if place.pieces:
            return laid.where(place.pieces)
        if place.ink is not None:
            return where_ink(laid, place.ink, place.page)
    return Where()


def _mark_reading(
    laid: Laid, places: Sequence[Place], value: Value, state: State, names: Mapping[str, str] | None = None
) -> Reading:
    shown = [place for place in places if place.mark in (Mark.MARKED, Mark.DOUBTFUL, Mark.WORDS)]
    drawn = any(place.ink is not None for place in shown)
    labels = names or {}
    told = [(labels.get(place.option, place.option), _shown(place)) for place in shown]
    raw = "; ".join(f"{label}: {text}".strip(": ") for label, text in told)
    pieces = [piece for place in shown for piece in place.pieces]
    confidence = surety(laid, pieces, DRAWN if drawn else SURE)
    if any(place.mark in (Mark.DOUBTFUL, Mark.WORDS) for place in shown):
        confidence = 0.5
    marks = tuple(sorted(place.option for place in places if place.mark is Mark.MARKED))
    method = method_of(pieces)
    return Reading(
        value, raw or None, state, confidence, "mark" if method == "text" else method,
        _marked_where(laid, shown), "", "", marks,
    )  # fmt: skip


def _shown(place: Place) -> str:
    return " ".join(piece.text for piece in place.pieces) or ("[drawn]" if place.ink else "")


def _doubtful(places: Sequence[Place]) -> bool:
    return any(place.mark in (Mark.DOUBTFUL, Mark.WORDS) for place in places)


def _letters(laid: Laid, places: list[Place]) -> Reading:
    marked = tuple(sorted(place.option for place in places if place.mark is Mark.MARKED))
    drawn = sum(place.ink is not None and place.mark is Mark.MARKED for place in places)
    if _doubtful(places) or drawn > len(places) // 2:  # what is drawn at most places is their box, no mark
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


_READ_AS: dict[str, Callable[[Laid, list[Place]], Reading]] = {
    "choice": _choice,
    "letters": _letters,
    "yes_no": _yes_no,
}
