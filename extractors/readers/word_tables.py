"""Tables of a Word file on the grid of characters: cells side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.word_blocks import Block, Cell, Table, TableRow, View, shows
from extractors.readers.word_grid import GAP, Row, beside_each_other, rule

Blocks = Callable[[list[Block], float], list[Row]]


@dataclass(slots=True)
class _Placed:
    """A cell in its place: the first column of the table's grid, and the one after its last."""

    cell: Cell
    first: int
    end: int
    lines: list[Row]
    is_ruled: bool


def table_rows(table: Table, width: float, view: View, lay: Blocks) -> list[Row]:
    """The table's lines.

    Args:
        table: The table.
        width: Columns at hand.
        view: Rows inserted or deleted in this view are left out.
        lay: Lays out a cell's blocks on a width.
    """
    rows = [row for row in table.rows if shows(row.change, view) and row.cells]
    edges = _edges(table, rows, width)
    placed = [_placed(row, edges, lay) for row in rows]
    _draw_rules(placed)
    edges = _widened(edges, placed)
    left = round(table.left)
    found: list[Row] = []
    running: dict[int, list[Row]] = {}
    for number, cells in enumerate(placed):
        following = placed[number + 1] if number + 1 < len(placed) else []
        found += _row(cells, following, edges, left, running)
    return found


def _edges(table: Table, rows: list[TableRow], width: float) -> list[float]:
    """Where the columns of the table's grid begin, and where the last one ends."""
    count = max([len(table.grid), *(row.before + sum(cell.span for cell in row.cells) for row in rows)], default=0)
    widths = [*table.grid[:count], *(0.0 for _ in range(count - len(table.grid)))]
    for row in rows:
        at = row.before
        for cell in row.cells:
            # The cells' own widths mend a grid that is missing or that the program left at nothing.
            if cell.width > 0 and at + cell.span <= count and sum(widths[at : at + cell.span]) <= 0:
                widths[at : at + cell.span] = [cell.width / cell.span] * cell.span
            at += cell.span
    if sum(widths) <= 0:
        widths = [width / max(1, count)] * count
    edges = [0.0]
    for column in widths:
        edges.append(edges[-1] + column)
    return edges


def _placed(row: TableRow, edges: list[float], lay: Blocks) -> list[_Placed]:
    found: list[_Placed] = []
    at = min(row.before, len(edges) - 1)
    for cell in row.cells:
        end = min(at + cell.span, len(edges) - 1)
        lines = [] if cell.merge == "continue" else lay(cell.blocks, max(4.0, edges[end] - edges[at] - GAP))
        found.append(_Placed(cell, at, end, lines or [Row(row.page)], cell.ruled_below))
        at = end
    return found


def _draw_rules(placed: list[list[_Placed]]) -> None:
    """See the upper border of a cell as the lower border of the one above it, and of merged cells the last's."""
    for cells, below in pairwise(placed):
        for upper in cells:
            for lower in below:
                if lower.first < upper.end and lower.end > upper.first and lower.cell.ruled_above:
                    upper.is_ruled = True


def _widened(edges: list[float], placed: list[list[_Placed]]) -> list[float]:
    """The edges moved apart, so that no cell's text runs into the next cell."""
    needs: dict[int, list[tuple[int, int]]] = {}
    for cells in placed:
        for one in cells[:-1]:
            needs.setdefault(one.end, []).append((one.first, max(row.end for row in one.lines)))
    widened = [float(round(edge)) for edge in edges]
    moved = 0.0
    for number in range(1, len(widened)):
        widened[number] += moved
        for first, length in needs.get(number, ()):
            lacking = widened[first] + length + GAP - widened[number] if length else 0.0
            if lacking > 0:
                widened[number] += lacking
                moved += lacking
    return widened


def _row(
    cells: list[_Placed], following: list[_Placed], edges: list[float], left: int, running: dict[int, list[Row]]
) -> list[Row]:
    """One row of the table; a cell merged downwards goes on beside the rows below."""
    goes_on = {lower.first for lower in following if lower.cell.merge == "continue"}
    height = max((len(one.lines) for one in cells if not one.cell.merge), default=1)
    parts: list[tuple[int, list[Row]]] = []
    ruled: list[tuple[int, _Placed]] = []
    for one in cells:
        lines = running.pop(one.first, one.lines) if one.cell.merge == "continue" else one.lines
        is_empty = all(row.is_empty for row in lines)
        if one.first in goes_on:
            running[one.first] = lines[height:] or [Row(lines[-1].page)]
            lines = lines[:height]
        elif one.is_ruled and is_empty:
            ruled.append((len(parts), one))
        parts.append((left + round(edges[one.first]), lines))
    tallest = max(len(lines) for _, lines in parts)
    for number, one in enumerate(cells):
        start, lines = parts[number]
        if one.cell.align in ("bottom", "center") and len({row.page for row in lines}) == 1:
            slack = tallest - len(lines)
            above = slack if one.cell.align == "bottom" else slack // 2
            parts[number] = (start, [*(Row(lines[0].page) for _ in range(above)), *lines])
    for number, one in ruled:
        start, lines = parts[number]
        lines = [*lines, *(Row(lines[-1].page) for _ in range(tallest - len(lines)))]
        rule(lines[-1], 0, edges[one.end] - edges[one.first])
        parts[number] = (start, lines)
    return beside_each_other(parts)
