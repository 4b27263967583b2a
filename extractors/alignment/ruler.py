"""The blank form as a ruler: its wording as tokens, with the places to fill in between."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from extractors.alignment.tokens import tokenize
from templates.wording import Blank, Item, Print, Wording


class Tick(NamedTuple):
    """One token of the form, or one gap in which blanks stand side by side."""

    text: str
    """"" for a gap."""
    item: int
    """Index of the wording's item; of the first blank for a gap."""
    is_gap: bool
    is_optional: bool
    """Page residue, or the printed year of a date: may be missing without being struck."""
    start: int = 0
    end: int = 0
    """Its characters within the item's text."""
    begins_line: bool = False
    """First of a line that keeps its place in every layout (a label, a caption)."""
    is_year: bool = False
    """The printed year beside a date's blank: another year may stand over it."""


class Ruler(NamedTuple):
    """The form's ticks in reading order."""

    items: tuple[Item, ...]
    ticks: tuple[Tick, ...]
    gaps: dict[int, tuple[int, ...]]
    """Index of a gap's tick → indexes of the blanks in it."""
    labels: frozenset[str]
    """The words before the places for marks: YES, NO, A … I."""
    vocabulary: frozenset[str]
    """All token texts of the print."""
    captions_first: bool
    """Captions stand before or above their blanks in the columns."""
    blanks: dict[str, list[tuple[int, Blank]]]
    """Field → its blanks with their item indexes, in order."""
    controls: frozenset[str]
    """The names that controls of its blanks have: the field's, with the option or part it stands for."""


@cache
def ruler_of(wording: Wording, *, captions_first: bool = False, labels_apart: bool = False) -> Ruler:
    """The ruler of a wording.

    Args:
        wording: An edition, rendered with the offering's terms.
        captions_first: In the columns of the signature page the caption stands before or
            above its blank, as some re-typed copies have it, and not below.
        labels_apart: The labels of 7.1 ("Category A __") stand in a column of their own, centred
            on the height of their text: they are read first, then the texts.
    """
    items = _captions_first(wording.items) if captions_first else wording.items
    if labels_apart:
        items = _labels_apart(items)
    ticks: list[Tick] = []
    gaps: dict[int, list[int]] = {}
    labels: set[str] = set()
    begun: set[tuple[int, int]] = set()
    blanks: dict[str, list[tuple[int, Blank]]] = {}
    for index, item in enumerate(items):
        if isinstance(item, Blank):
            blanks.setdefault(item.field, []).append((index, item))
            if item.option and item.region != "grid" and ticks and not ticks[-1].is_gap:
                labels.add(ticks[-1].text)
            if ticks and ticks[-1].is_gap:
                gaps[len(ticks) - 1].append(index)
            else:
                gaps[len(ticks)] = [index]
                ticks.append(Tick("", index, is_gap=True, is_optional=True))
            continue
        for token in tokenize([item.text]):
            if token.is_rule:
                continue
            place = (item.line, item.column)
            ticks.append(
                Tick(
                    token.text,
                    index,
                    is_gap=False,
                    is_optional=item.kind != "fixed",
                    start=token.start,
                    end=token.end,
                    begins_line=item.region != "flow" and place not in begun,
                    is_year=item.kind == "stub" and token.text.isdigit(),
                )
            )
            begun.add(place)
    return Ruler(
        items,
        tuple(ticks),
        {tick: tuple(held) for tick, held in gaps.items()},
        frozenset(labels),
        frozenset(tick.text for tick in ticks),
        captions_first,
        blanks,
        names_of(wording),
    )


@cache
def names_of(wording: Wording) -> frozenset[str]:
    """The names that a wording's controls have ("shares.number", "nasd.affiliated.yes", "signatory.date.day")."""
    found: set[str] = set()
    for item in wording.items:
        if item.field is not None and (isinstance(item, Blank) or item.option):
            part = item.option or item.part if isinstance(item, Blank) else item.option
            found.add(f"{item.field}.{part}" if part else item.field)
    return frozenset(found)


def labelled(items: tuple[Item, ...]) -> tuple[dict[str, list[int]], tuple[int, int]]:
    """The sections that begin with a label and a place for its mark.

    Returns:
        Section → indexes of the label's items and the blank; and the stretch of items they fill.
    """
    labels: dict[str, list[int]] = {}
    begun: dict[str, list[int]] = {}
    for index, item in enumerate(items):
        own = begun.setdefault(item.section, [])
        if len(own) < 3:
            own.append(index)
            if isinstance(item, Blank) and item.option and item.region == "flow" and len(own) == 3:
                labels[item.section] = own
    inside = [index for index, item in enumerate(items) if item.section in labels]
    return labels, (inside[0], inside[-1] + 1) if inside else (0, 0)


def _labels_apart(items: tuple[Item, ...]) -> tuple[Item, ...]:
    labels, (first, last) = labelled(items)
    apart = [index for own in labels.values() for index in own]
    rest = [index for index in range(first, last) if index not in set(apart)]
    return (*items[:first], *(items[index] for index in apart + rest), *items[last:])


def _captions_first(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """In the columns that have blanks, move every blank behind the caption that follows it."""
    turned: list[Item] = []
    waiting: list[Item] = []
    column = 0
    for item in items:
        if waiting and (
            item.region != "columns"
            or item.column != column
            or (isinstance(item, Blank) and _captioned(turned, waiting))
        ):
            turned.extend(waiting)
            waiting = []
        if item.region == "columns" and isinstance(item, Blank):
            waiting.append(item)
            column = item.column
        else:
            turned.append(item)
    return tuple(turned + waiting)


def _captioned(turned: list[Item], waiting: list[Item]) -> bool:
    """Whether the caption of the waiting blanks has been put already."""
    last = turned[-1]
    return (
        isinstance(last, Print)
        and last.region == "columns"
        and last.line >= waiting[-1].line
        and last.column == waiting[-1].column
    )


def texts(ticks: Iterable[Tick]) -> list[str]:
    """The token texts, gaps left out."""
    return [tick.text for tick in ticks if not tick.is_gap]
