"""Visual lines: what stands on one line of paper, though its baselines differ.

A value set over a blank stands a little off the line's own baseline, in another font and size. It
joins the line of its rule; two printed lines, however close, stay apart.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from extractors.sheet import Box, Crossing, Source

OFF = 4.6
"""Points a value may stand above or below the baseline of its line; half of the closest lines' distance."""

_HOVER = 0.9
"""Of its own size: as far above a rule an answer may hover. Printed lines are set further apart."""


@dataclass(slots=True)
class Item:
    """A word on its way to its line."""

    text: str
    box: Box
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    highlight: bool = False
    source: Source = "text"
    confidence: float = 1.0
    zone_comment: bool = False
    angle: float = 0.0
    floats: bool = False
    """Its baseline is only guessed from a box (a form field's): any line within the box may be its own."""
    within: Box | None = None
    """That box."""
    turn: float = 0.0
    """For turned text: its place along the line it is read in."""
    first: int = 0
    """Index of its first glyph in the file's order; of the last: `last`."""
    last: int = 0
    key: int = 0
    """Address of its text object."""
    invisible: bool = False
    pale: bool = False
    control: str = ""
    """The full name of the form field it stands in."""
    crossed: Crossing = ""
    """Whether a drawn line goes through it that is told as no strike."""

    @property
    def is_rule(self) -> bool:
        """Whether it holds a blank's rule."""
        return "__" in self.text


@dataclass(slots=True)
class Row:
    """A visual line."""

    base: float
    size: float
    items: list[Item] = field(default_factory=list)


def rows(items: list[Item]) -> list[Row]:
    """Visual lines from the top down."""
    baselines = _baselines([item for item in items if not item.floats])
    main: list[Row] = []
    for row in sorted(baselines, key=lambda row: -sum(item.box.x1 - item.box.x0 for item in row.items)):
        own: list[Item] = []
        for group in _groups(row):
            host = _host(group, main)
            if host is None:
                own += group.items
            else:
                host.items += group.items
        if own:
            main.append(Row(row.base, row.size, own))
    for _, own_field in groupby((item for item in items if item.floats), key=lambda item: id(item.within or item)):
        _place_field(list(own_field), main)
    return sorted(main, key=lambda row: row.base)


def _place_field(items: list[Item], main: list[Row]) -> None:
    """Put a form field's words on their lines: its second line on no line above that of its first."""
    shift, above = 0.0, -math.inf
    for base, line in groupby(items, key=lambda item: item.base):
        hosts: list[Row] = []
        for item in line:
            item.base = base + shift
            item.box = item.box._replace(top=item.box.top + shift, bottom=item.box.bottom + shift)
            host = _host_of_field(item, main, above)
            if host is None:
                host = Row(item.base, item.size)
                main.append(host)
            host.items.append(item)
            hosts.append(host)
        shift = hosts[0].base - base
        above = max(host.base for host in hosts)


def _baselines(items: list[Item]) -> list[Row]:
    """Items that stand on the same baseline, with a slight tilt of the text allowed for."""
    rows: list[Row] = []
    for item in sorted(items, key=lambda item: item.base):
        row = rows[-1] if rows else None
        if row and item.base - row.base < 0.8:
            row.items.append(item)
            row.size = max(row.size, item.size)
        else:
            rows.append(Row(item.base, item.size, [item]))
    return rows


def _groups(row: Row) -> Iterator[Row]:
    """The parts of a baseline that stand well apart: each may be a value over a blank of its own."""
    row.items.sort(key=lambda item: item.box.x0)
    group = [row.items[0]]
    for item in row.items[1:]:
        if item.box.x0 - group[-1].box.x1 > 1.2 * row.size:
            yield Row(row.base, row.size, group)
            group = []
        group.append(item)
    yield Row(row.base, row.size, group)


def _host(row: Row, main: list[Row]) -> Row | None:
    """The line that a baseline slightly off belongs to: its rule's, else the nearest."""
    best: tuple[tuple[bool, bool, bool, float], Row] | None = None
    for other in main:
        off = other.base - row.base
        if abs(off) > _reach(row, other, off) or _collide(row, other):
            continue
        over = _over_rule(row, other) or _over_rule(other, row)
        hovers = off > min(OFF, 0.5 * max(row.size, other.size))
        rank = (not over, hovers, over and (off < -0.5 if _over_rule(row, other) else off > 0.5), abs(off))
        if best is None or rank < best[0]:
            best = rank, other
    return best[1] if best else None


def _reach(row: Row, other: Row, off: float) -> float:
    """How far apart two baselines of one line may be: an answer also hovers above its rule."""
    reach = min(OFF, 0.5 * max(row.size, other.size))
    if off > reach and not any(item.is_rule for item in row.items) and _lies_on_rules(row, other):
        return max(reach, _HOVER * row.size)
    return reach


def _lies_on_rules(row: Row, other: Row) -> bool:
    """Whether a good part of a row stands over rules of the other."""
    wide = sum(item.box.x1 - item.box.x0 for item in row.items)
    rules = [item.box for item in other.items if item.is_rule]
    on_rule = sum(max(0.0, min(item.box.x1, box.x1) - max(item.box.x0, box.x0)) for item in row.items for box in rules)
    return on_rule > 0.4 * wide


def _over_rule(row: Row, other: Row) -> bool:
    """Whether something of a row stands over a rule of the other."""
    rules = [item.box for item in other.items if item.is_rule]
    return any(item.box.x0 < box.x1 and item.box.x1 > box.x0 for item in row.items for box in rules)


def _collide(row: Row, other: Row) -> bool:
    """Whether letters of both would stand upon each other: then they are two tightly set lines."""
    if abs(row.base - other.base) < 2.5:
        return False
    solid = [item for item in row.items if not item.is_rule]
    others = [item.box for item in other.items if not item.is_rule]
    return any(
        min(item.box.x1, box.x1) - max(item.box.x0, box.x0) > 0.5 * (item.box.x1 - item.box.x0)
        for item in solid
        for box in others
    )


def _host_of_field(item: Item, main: list[Row], above: float) -> Row | None:
    """The line a form field's words stand on: that of a rule in or under its box, else the one through its middle.

    It lies below `above`, the baseline of the field's line before it.
    """
    area = item.within or item.box
    best: tuple[tuple[bool, float], Row] | None = None
    for row in main:
        off = abs(row.base - item.base)
        if row.base < above + 0.5 * item.size:
            continue
        if not area.top + 2 <= row.base <= area.bottom + OFF or off > 1.1 * item.size:
            continue
        ruled = any(other.is_rule and other.box.x0 < item.box.x1 and other.box.x1 > item.box.x0 for other in row.items)
        if not ruled and (row.base > area.bottom or off > 0.6 * item.size):
            continue
        rank = (not ruled, off)
        if best is None or rank < best[0]:
            best = rank, row
    return best[1] if best else None


def turned_rows(items: list[Item]) -> list[Row]:
    """Turned text (stamps along the margin, watermarks) on lines of its own, after the page's text."""
    rows: list[tuple[float, Row]] = []
    for item in items:
        for angle, row in rows:
            if abs(angle - item.angle) < 4 and abs(row.base - item.base) < 0.3 * item.size:
                row.items.append(item)
                break
        else:
            rows.append((item.angle, Row(item.base, item.size, [item])))
        item.turn = item.first
    return [row for _, row in rows]
