"""Tables of a Word file: blanks side by side, rows of places to mark, and the rows of a field."""

import re
from collections.abc import Sequence

from templates.blocks import Cell, Columns, Grid, Table
from templates.writers.quotes import typographic
from templates.writers.word_controls import Controls, Look
from templates.writers.word_inlines import letters
from templates.writers.word_markup import (
    LINE,
    Setting,
    cell,
    paragraph,
    row,
    run,
    table,
    value_runs,
    w,
)
from templates.writers.word_numbers import Numbers
from templates.writers.word_styles import (
    CAPTION,
    COLUMN_ANSWER,
    GRID_CELL,
    RULED_LINE,
    TABLE_HEADING,
    TABLE_TEXT,
    WRITTEN_ON,
)

_GAP = 400
"""Between blanks side by side."""
_PAD = 120
_MANY = 11
"""So many rows of blanks stand on a page at their usual distance; more are set closer, so that what a page of
signatures holds below them stays on it."""
_ABOVE_CLOSE, _BELOW_CLOSE = 50, 30
_SMALL = 0.8
"""Of the body's type, the size of a table's."""
_FIGURE = re.compile(r"[(\-\u2212]?\s?[$\u20ac\u00a3]?\s?[\d,. ]*\d\s?%?\)?")
_LABELS, _LEAST_MARKS = 1300, 1500
"""The least width of a grid's labels, and of a column of marks."""
_COUNT = "No."
_COUNT_WIDTH = 560


class Tables:
    """Sets the tables of one paper.

    Args:
        controls: Keeps the paper's controls.
        numbers: Its lists.
        width: Between the margins, in twips.
    """

    def __init__(self, controls: Controls, numbers: Numbers, width: int) -> None:
        self._controls = controls
        self._numbers = numbers
        self._width = width

    # Blanks side by side

    def columns(self, block: Columns, *, keeps: bool) -> str:
        """A row for each row of blanks: over the cell's lower edge the answer, under it the caption."""
        count = max(map(len, block.rows))
        widths = [self._width // count] * count
        rows = []
        for number, blanks in enumerate(block.rows):
            keeps_next = keeps or number + 1 < len(block.rows)
            begins = block.begins_page and not number
            cells = []
            for at, blank in enumerate((*blanks, *(None,) * (count - len(blanks)))):
                right = _GAP if at + 1 < count else 0
                answer = self._answer(
                    blank,
                    widths[at],
                    right,
                    keeps=keeps_next,
                    begins=begins and not at,
                    is_close=len(block.rows) > _MANY,
                )
                cells.append(cell(answer, widths[at]))
            rows.append(row(cells))
        return table(widths, rows)

    def _answer(self, blank: Cell | None, width: int, right: int, *, keeps: bool, begins: bool, is_close: bool) -> str:
        if blank is None:
            return paragraph(Setting(CAPTION, keep_next=keeps, begins_page=begins))
        above, below = (_ABOVE_CLOSE, _BELOW_CLOSE) if is_close and blank.slots else (None, None)
        caption = Setting(CAPTION, keep_next=keeps, right=right, begins_page=begins and not blank.slots, after=below)
        words = paragraph(caption, run(typographic(blank.caption)))
        if not blank.slots:
            return words
        setting = Setting(
            COLUMN_ANSWER,
            keep_next=True,
            begins_page=begins,
            before=above,
            right=right,
            tabs=(("right", width - right),),
            line=WRITTEN_ON if any(slot.rules > 1 and slot.is_empty for slot in blank.slots) else None,
        )
        answers = (self._controls.inline(slot, Look("drawn", is_underlined=False)) for slot in blank.slots)
        return paragraph(setting, *answers) + words

    # Places to mark

    def formula(self, block: Grid) -> str:
        """Headings over no rows: the parts of a formula, a fraction's numerator over its rule."""
        widths = [max(letters(line) for line in lines) + 2 * _PAD for lines in block.header]
        cells = []
        for at, (lines, width) in enumerate(zip(block.header, widths, strict=True)):
            paragraphs = []
            for number, line in enumerate(lines):
                setting = Setting(
                    RULED_LINE if number + 1 < len(lines) else GRID_CELL,
                    keep_next=number + 1 < len(lines),
                    begins_page=block.begins_page and not number and not at,
                    before=0,
                    align="center",
                )
                paragraphs.append(paragraph(setting, run(typographic(line))))
            cells.append(cell("".join(paragraphs), width, align="center"))
        return table(widths, [row(cells)], indent=max(0, (self._width - sum(widths)) // 2))

    def grid(self, block: Grid, indent: int) -> str:
        """Headed columns of check boxes."""
        if not block.rows:
            return self.formula(block)
        count = max([len(block.header), *(len(slots) for _, slots in block.rows)])
        label = max([_LABELS, *(letters(text) + 2 * _PAD for text, _ in block.rows)])
        widths = [label, *_marks(block, count, self._width - indent - label)]
        rows = []
        if block.header:
            heading = Setting(GRID_CELL, keep_next=True, begins_page=block.begins_page, align="center")
            cells = [cell(paragraph(Setting(GRID_CELL, keep_next=True, begins_page=block.begins_page)), label)]
            for at in range(count):
                text = "\n".join(map(typographic, block.header[at])) if at < len(block.header) else ""
                cells.append(cell(paragraph(heading, run(text)), widths[at + 1], is_ruled=bool(text)))
            rows.append(row(cells))
        for number, (text, slots) in enumerate(block.rows):
            keeps = number + 1 < len(block.rows)
            begins = block.begins_page and not rows
            setting = Setting(GRID_CELL, keep_next=keeps, begins_page=begins)
            cells = [cell(paragraph(setting, run(typographic(text))), label)]
            for at in range(count):
                box = self._controls.inline(slots[at], Look()) if at < len(slots) else ""
                setting = Setting(GRID_CELL, keep_next=keeps, align="center")
                cells.append(cell(paragraph(setting, box), widths[at + 1]))
            rows.append(row(cells))
        return table(widths, rows, indent=indent)

    # The rows of a field

    def table(self, block: Table) -> str:
        """Numbered rows under a header that stands again on every page; figures stand to the right."""
        header = (_COUNT, *block.header)
        columns = list(zip(*block.rows, strict=True)) if block.rows else [()] * len(block.header)
        widths = self._widths(header, columns)
        figures = [False, *(bool(any(column)) and all(map(_is_figure, column)) for column in columns)]
        heads = [
            cell(
                paragraph(
                    Setting(TABLE_HEADING, begins_page=block.begins_page and not at, align=_align(is_figure=is_figure)),
                    run(typographic(text)),
                ),
                width,
                is_ruled=True,
            )
            for at, (text, width, is_figure) in enumerate(zip(header, widths, figures, strict=True))
        ]
        list_ = self._numbers.rows()
        rows = []
        for texts in block.rows or (("",) * len(block.header),):
            cells = [cell(paragraph(Setting(TABLE_TEXT, number=(list_, 0))), widths[0], align="top")]
            for text, width, is_figure in zip(texts, widths[1:], figures[1:], strict=True):
                setting = Setting(TABLE_TEXT, align=_align(is_figure=is_figure))
                cells.append(cell(paragraph(setting, value_runs(text)), width, align="top"))
            rows.append(row(cells))
        borders = "".join(w(side, **LINE) for side in ("top", "bottom"))
        content = self._controls.around(block.slot, "".join(rows))
        return table(widths, [row(heads, is_header=True), content], borders=borders, pad=_PAD)

    def _widths(self, header: Sequence[str], columns: Sequence[Sequence[str]]) -> list[int]:
        """The room shared out by what stands in each column; no column is narrower than its longest word."""
        cells = [[head, *column] for head, column in zip(header[1:], columns, strict=True)]
        room = self._width - _COUNT_WIDTH
        least = [
            max(round(_SMALL * letters(word)) for cell in column for word in cell.split() or [""]) for column in cells
        ]
        least = [width + 2 * _PAD + 40 for width in least]
        wanted = [max(round(_SMALL * letters(cell)) for cell in column) + 2 * _PAD + 40 for column in cells]
        if sum(least) >= room:
            return [_COUNT_WIDTH, *(width * room // sum(least) for width in least)]
        spare = room - sum(least)
        wishes = [want - have for want, have in zip(wanted, least, strict=True)]
        total = sum(wishes)
        if total <= spare:
            share = (spare - total) // max(1, len(cells))
            return [_COUNT_WIDTH, *(want + share for want in wanted)]
        return [_COUNT_WIDTH, *(have + wish * spare // total for have, wish in zip(least, wishes, strict=True))]


def _marks(block: Grid, count: int, room: int) -> list[int]:
    """The widths of a grid's columns of marks: as their headings need, or equal where there is no such room."""
    headings = [*block.header, *((),) * (count - len(block.header))]
    wanted = [max([_LEAST_MARKS, *(letters(line) + 2 * _PAD for line in lines)]) for lines in headings]
    return wanted if sum(wanted) <= room else [room // count] * count


def _is_figure(text: str) -> bool:
    return not text or text == "-" or _FIGURE.fullmatch(text) is not None


def _align(*, is_figure: bool) -> str:
    return "right" if is_figure else ""
