"""A web page's items on a character grid: which line, which column.

No browser's measures are taken: a paragraph is one line however long, a table's columns are as
wide as what stands in them. What matters is kept: what stands beside what, and under what.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.character_grid import columns, expand_tabs, visible
from extractors.readers.html_items import Cell, Hidden, Item, LineEnd, PageBreak, Picture, Rule, Table, Text
from extractors.readers.html_look import Look
from extractors.sheet import Source
from extractors.symbols import symbol

_GAP = 2
"""Columns at least between two cells."""
_MOST_COLUMNS = 400
"""Columns of a table; what stands in further ones is laid into the last."""
_RULE = 12
_LONGEST_RULE = 80

_WHITE = re.compile(r"[ \t\n\r\f\v]+")
# A tab between words, not one that sets in the source's lines: what parted columns in the file the page was made of.
_TAB = re.compile(r"(?<![ \t\n\r\f\v]) *\t[ \t]*(?![ \t\n\r\f\v])")
_TAB_WIDTH = 4
_PAGE_MARK = "<PAGE>"
"""A filing's own mark of a new page, where a mail program or an editor took it for text."""
_SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PLAIN = Look()


class Run(NamedTuple):
    """Characters in their place on a line; blanks are spaces."""

    column: int
    text: str
    look: Look = _PLAIN
    source: Source = "text"
    confidence: float = 1.0
    picture: Picture | None = None
    hidden: Hidden | None = None
    """Words that are not shown, and take no room."""

    @property
    def end(self) -> int:
        """The column after the last."""
        return self.column + (self.picture.width if self.picture else columns(self.text))


Line = list[Run]


@dataclass(slots=True)
class Laid:
    """Lines of runs, from left to right."""

    lines: list[Line] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    """The lines that begin a new page, counted from 0; only of the page as a whole."""
    has_filed_breaks: bool = False
    """Whether a filing's own marks are among the breaks."""
    open_rules: set[int] = field(default_factory=set)
    """The lines that hold a rule which takes the room there is."""

    @property
    def width(self) -> int:
        """The columns it takes."""
        return max((line[-1].end for line in self.lines if line), default=0)


def lay_out(page: Cell) -> Laid:
    """Lay out a whole page."""
    flow = _Flow(is_page=True)
    flow.take(page.items)
    return flow.finish()


class _Flow:
    """Takes items in order, and fills lines."""

    def __init__(self, *, is_page: bool = False) -> None:
        self._laid = Laid()
        self._line: Line = []
        self._column = 0
        self._after_space = True
        self._is_page = is_page

    def take(self, items: Iterable[Item]) -> None:
        for item in items:
            if isinstance(item, Text):
                self._text(item)
            elif isinstance(item, LineEnd):
                self._end_line(forced=item.forced)
            elif isinstance(item, Rule):
                self._rule(item)
            elif isinstance(item, Hidden):
                self._line.append(Run(self._column, "", hidden=item))
            elif isinstance(item, Picture):
                self._put(Run(self._column, "", picture=item))
            elif isinstance(item, PageBreak):
                self._page_break(item)
            else:
                self._table(item)

    def finish(self) -> Laid:
        self._end_line(forced=False)
        if self._line and self._laid.lines:
            last = self._laid.lines[-1]
            end = last[-1].end if last else 0
            last += [run._replace(column=end) for run in self._line]
        elif self._line:
            self._laid.lines.append(self._line)
        return self._laid

    def _put(self, run: Run) -> None:
        self._line.append(run)
        self._column = run.end
        self._after_space = False

    def _end_line(self, *, forced: bool) -> None:
        if "".join(run.text for run in self._line).strip().upper() == _PAGE_MARK:
            self._laid.breaks += [len(self._laid.lines)] * self._is_page
            self._laid.has_filed_breaks = self._is_page
        elif forced or any(run.hidden is None for run in self._line):
            self._laid.lines.append(self._line)
        else:  # what is hidden makes no line
            self._column, self._after_space = 0, True
            return
        self._line, self._column, self._after_space = [], 0, True

    def _text(self, item: Text) -> None:
        text = _with_symbols(visible(item.text), item.look.font)
        if item.look.pre:
            lines = re.split(r"\r\n|[\n\r\f\v]", text)
            for number, part in enumerate(lines):
                if number:
                    self._end_line(forced=True)
                if part:
                    self._put(Run(self._column, expand_tabs(part, self._column), *item[1:]))
            return
        if "\t" in text:
            text = _TAB.sub("\u00a0" * _TAB_WIDTH, text if self._line else text.lstrip(" \t\n\r\f\v"))
        text = _WHITE.sub(" ", text)
        if self._after_space:
            text = text.lstrip(" ")
        if text:
            self._put(Run(self._column, text, *item[1:]))
            self._after_space = text.endswith(" ")

    def _rule(self, rule: Rule) -> None:
        if rule.width is None:
            self._laid.open_rules.add(len(self._laid.lines))
        width = _RULE if rule.width is None else max(4, min(rule.width, _LONGEST_RULE))
        self._put(Run(self._column, "_" * width))

    def _page_break(self, item: PageBreak) -> None:
        self._end_line(forced=False)
        if self._is_page:
            self._laid.breaks.append(len(self._laid.lines))
            self._laid.has_filed_breaks |= item.is_filed
        elif item.is_line:
            self._rule(Rule(None))
            self._end_line(forced=False)

    def _table(self, table: Table) -> None:
        self._end_line(forced=False)
        self.take(table.loose.items)
        self._end_line(forced=False)
        cells = [cell for row in table.rows for cell in row]
        if len(cells) == 1:  # a frame round its content: its page breaks and rules are the page's
            self.take(cells[0].items)
            self._end_line(forced=False)
        elif cells:
            self._laid.lines.extend(_lay_table(table))


@dataclass(slots=True)
class _Placed:
    """A cell in its row and columns."""

    row: int
    start: int
    end: int
    last_row: int
    laid: Laid
    at_bottom: bool


def _lay_table(table: Table) -> list[Line]:
    placed = _place(table)
    offsets = _offsets(placed)
    heights = _heights(placed, len(table.rows))
    tops = [0]
    for height in heights:
        tops.append(tops[-1] + height)
    lines: list[Line] = [[] for _ in range(tops[-1])]
    for cell in sorted(placed, key=lambda cell: cell.start):
        left = offsets[cell.start]
        room = offsets[cell.end] - left - _GAP
        top = tops[cell.row]
        if cell.at_bottom:
            top = max(top, tops[cell.last_row + 1] - len(cell.laid.lines))
        for number, line in enumerate(cell.laid.lines):
            is_open = number in cell.laid.open_rules and sum(run.hidden is None for run in line) == 1
            moved = [Run(left, "_" * max(_RULE, min(room, _LONGEST_RULE)))] if is_open else _moved(line, left)
            lines[top + number].extend(moved)
    return [sorted(line, key=lambda run: run.column) for line in lines]


def _moved(line: Line, by: int) -> Line:
    return [run._replace(column=run.column + by) for run in line]


def _place(table: Table) -> list[_Placed]:
    """Give each cell its columns, past those that cells of rows above reach into."""
    placed: list[_Placed] = []
    taken: dict[int, int] = {}
    for row_number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while taken.get(column, -1) >= row_number and column < _MOST_COLUMNS:
                column += 1
            start = min(column, _MOST_COLUMNS)
            end = min(start + cell.colspan, _MOST_COLUMNS + 1)
            last_row = min(row_number + cell.rowspan, len(table.rows)) - 1
            if last_row > row_number:
                taken.update(dict.fromkeys(range(start, end), last_row))
            flow = _Flow()
            flow.take(cell.items)
            placed.append(_Placed(row_number, start, end, last_row, flow.finish(), cell.at_bottom))
            column = end
    return placed


def _offsets(placed: list[_Placed]) -> list[int]:
    """Where each column of the table begins, and where the last ends.

    A cell that reaches the table's right edge takes no room from others, however wide: so a
    paragraph above two columns does not drive them apart.
    """
    count = max(cell.end for cell in placed)
    by_end: dict[int, list[_Placed]] = {}
    for cell in placed:
        by_end.setdefault(cell.end, []).append(cell)
    offsets = [0]
    for end in range(1, count + 1):
        narrow = [cell for cell in by_end.get(end, []) if end < count or cell.start == end - 1]
        needed = [offsets[cell.start] + cell.laid.width + _GAP for cell in narrow if cell.laid.lines]
        offsets.append(max([offsets[-1] + 1, *needed]))
    return offsets


def _heights(placed: list[_Placed], count: int) -> list[int]:
    """How many lines each row takes; what a cell over several rows needs more goes to its last."""
    heights = [0] * count
    for cell in placed:
        if cell.last_row == cell.row:
            heights[cell.row] = max(heights[cell.row], len(cell.laid.lines))
    for cell in placed:
        if cell.last_row > cell.row:
            missing = len(cell.laid.lines) - sum(heights[cell.row : cell.last_row + 1])
            heights[cell.last_row] += max(0, missing)
    return heights


def _with_symbols(text: str, font: str) -> str:
    """Letters of a symbol font as what they show."""
    if not font:
        return text
    return "".join(
        character if character.isspace() else symbol(font, ord(character)) or character for character in text
    )


def blanks_drawn(line: Line) -> Line:
    """The line with underlined runs of spaces as underscores.

    A stretch of underlining that holds a word is an answer on its rule; its spaces stay spaces.
    """
    if not any(run.look.underline for run in line):
        return line
    drawn: Line = []
    stretch: Line = []
    for run in [*line, None]:
        if run is not None and run.hidden:
            drawn.append(run)
            continue
        if run is not None and run.look.underline and (not stretch or stretch[-1].end == run.column):
            stretch.append(run)
            continue
        drawn.extend(_drawn(stretch))
        stretch = []
        if run is not None and run.look.underline:
            stretch.append(run)
        elif run is not None:
            drawn.append(run)
    return drawn


def _drawn(stretch: Line) -> Line:
    is_rule = not any(run.picture or run.text.strip() for run in stretch) and sum(len(run.text) for run in stretch) > 1
    return [run._replace(text=_SPACES.sub("_", run.text).replace(" ", "_")) for run in stretch] if is_rule else stretch
