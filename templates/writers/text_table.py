"""A table as lines of text: fixed columns, cells wrapped, figures to the right, its head on every page."""

import re
from collections.abc import Sequence

from templates.blocks import Table
from templates.writers.text_setting import PAGE_WIDTH, TABLE_WIDTH, padded, printed, shown, width, wrapped

_INDENT = 6
"""So far in that no reader takes the rows' numbers for numbers of lines."""
_GAP = 2
_FIGURE = re.compile(r"[(-]?[$€£]?\s?[\d.,/]*\d\)?%?|-|")
_NUMBER = "No."
_SHORT = 8
"""Rows of a table that stands whole on a page."""


def table(block: Table) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """A table's rows, between which a page may end, and the head that stands again on the next."""
    header = (_NUMBER, *map(printed, block.header))
    rows = [(str(number), *map(shown, row)) for number, row in enumerate(block.rows, start=1)]
    columns = [[row[at] for row in rows] for at in range(len(header))]
    room = _room(header, columns)
    figures = [all(_FIGURE.fullmatch(cell) for cell in column) and any(column) for column in columns]
    rule = [" " * _INDENT + (" " * _GAP).join("-" * columns_ for columns_ in room)]
    head = (*_row(header, room, figures), *rule)
    parts = [tuple(_row(row, room, figures)) for row in rows]
    if not parts:
        return [head], ()
    if len(parts) <= _SHORT:
        return [tuple(line for part in (head, *parts) for line in part)], ()
    return [(*head, *parts[0]), *parts[1:]], head


def _row(cells: Sequence[str], room: Sequence[int], figures: Sequence[bool]) -> list[str]:
    texts = [wrapped(cell, columns_) for cell, columns_ in zip(cells, room, strict=True)]
    lines = []
    for number in range(max(map(len, texts))):
        line, at = "", _INDENT
        for text, columns_, is_figure in zip(texts, room, figures, strict=True):
            piece = text[number] if number < len(text) else ""
            line = padded(line, at) + (" " * (columns_ - width(piece)) + piece if is_figure else piece)
            at += columns_ + _GAP
        lines.append(line.rstrip())
    return lines


def _room(header: Sequence[str], columns: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column: as its cells if the page allows, at least as its heading and longest word."""
    wanted = [max(map(width, [head, *column])) for head, column in zip(header, columns, strict=True)]
    least = [
        max([width(head), *(width(word) for cell in column for word in cell.split())])
        for head, column in zip(header, columns, strict=True)
    ]
    gaps = _INDENT + _GAP * (len(header) - 1)
    for page in (PAGE_WIDTH, TABLE_WIDTH):
        room = _shrunk(wanted, least, page - gaps)
        if sum(room) + gaps <= page:
            return room
    return least


def _shrunk(wanted: Sequence[int], least: Sequence[int], total: int) -> list[int]:
    """Widths that sum to a total, the widest columns giving way first."""
    room = list(wanted)
    while sum(room) > total:
        can = [at for at in range(len(room)) if room[at] > least[at]]
        if not can:
            break
        widest = max(can, key=lambda at: room[at])
        room[widest] -= 1
    return room
