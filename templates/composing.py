"""Wording + values → blocks: the items of an edition as paragraphs, line blocks, columns and slots."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise

from templates.blocks import (
    Block,
    Cell,
    Columns,
    Grid,
    Inline,
    Items,
    Line,
    LineBlock,
    Options,
    Paragraph,
    Slot,
    Table,
    Text,
)
from templates.form import Form
from templates.parsed import ParsedValue
from templates.slots import Slots
from templates.wording import Blank, Item, Print, Region, Style, Wording

_NUMBER = re.compile(r"([IVXLC]+\.|\d+\.\d+|\d+[A-Z](?:\(\d+\))?\.?|\d+\.|\([a-z]{1,4}\)|\(\d+\)|\([A-Z]\))(?=\s)")
_LEVELS = ((re.compile(r"[IVXLC]+\."), 0), (re.compile(r"\d+\.(\d+)?"), 1), (re.compile(r"\([a-z]|\d+[A-Z]"), 2))
_DASHES = re.compile(r"-{3,}")


def compose(form: Form, wording: Wording, values: Mapping[str, ParsedValue], signers: Mapping[str, str]) -> list[Block]:
    """The blocks of an edition with values in its blanks.

    Args:
        form: The form.
        wording: One of its editions, rendered with the offering's terms.
        values: By field, of the field's type; what is not named stays blank.
        signers: Signature field → the name of whoever signs, where no field of the form has it.
    """
    return _Composer(form, wording, values, signers).blocks()


class _Composer:
    def __init__(
        self, form: Form, wording: Wording, values: Mapping[str, ParsedValue], signers: Mapping[str, str]
    ) -> None:
        self._wording = wording
        self._slots = Slots(form, wording, values, signers)

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        lines = [list(held) for _, held in groupby(_by_line(self._wording), key=lambda item: item.line)]
        section = ""
        for region, group in groupby(lines, key=lambda line: line[0].region):
            for first, block in self._of_region(region, list(group)):
                placed = replace(block, section=first.section, begins_page=first.line in self._wording.new_pages)
                found.append(_numbered(placed, section))
                section = first.section
        return _together(found)

    def _of_region(self, region: Region, run: list[list[Item]]) -> Iterator[tuple[Item, Block]]:
        """The blocks of a run of lines of one region, each with its first item."""
        first = run[0][0]
        match region:
            case "flow":
                yield from self._paragraphs(run)
            case "lines":
                yield from self._line_blocks(run)
            case "columns":
                yield first, self._columns(self._groups(run))
            case "grid":
                yield first, Grid((), tuple(self._grid_row(line) for line in run))
            case "circle":
                yield first, Options(tuple(self._option(line) for line in run))
            case "table":
                blanks = (item for line in run for item in line if isinstance(item, Blank))
                yield from ((item, Table(self._slots.slot(item), self._slots.field(item).columns)) for item in blanks)

    def _paragraphs(self, run: list[list[Item]]) -> Iterator[tuple[Item, Block]]:
        for group in self._groups(run):
            for paragraph in self._parted(group):
                yield paragraph[0][0], self._paragraph(paragraph)

    def _line_blocks(self, run: list[list[Item]]) -> Iterator[tuple[Item, Block]]:
        for styled in self._styled(self._groups(run)):
            groups = tuple(tuple(self._line(line) for line in group) for group in styled)
            yield styled[0][0][0], LineBlock(groups, self._style(styled[0][0][0]))

    def _style(self, first: Item) -> Style:
        return self._wording.styles.get(first.line, "body")

    def _groups(self, run: list[list[Item]]) -> list[list[list[Item]]]:
        """Lines between two empty ones."""
        groups = [[run[0]]]
        for before, line in pairwise(run):
            ends = any(at in self._wording.ends for at in range(before[0].line + 1, line[0].line))
            begins = line[0].line in self._wording.styles or line[0].line in self._wording.new_pages
            if ends or begins:
                groups.append([line])
            else:
                groups[-1].append(line)
        return groups

    def _styled(self, groups: list[list[list[Item]]]) -> Iterator[list[list[list[Item]]]]:
        """Neighbouring groups that are set alike, as one block; a style holds to the next empty line."""
        current: list[list[list[Item]]] = []
        for group in groups:
            first = group[0][0]
            if current and (
                first.line in self._wording.new_pages or self._style(first) != self._style(current[0][0][0])
            ):
                yield current
                current = []
            current.append(group)
        if current:
            yield current

    def _parted(self, group: list[list[Item]]) -> Iterator[list[list[Item]]]:
        """An answer of several lines that begins a line stands apart from the question before it."""
        current: list[list[Item]] = []
        for line in group:
            first = line[0]
            is_answer = (
                len(line) == 1 and isinstance(first, Blank) and self._slots.field(first).type in ("lines", "items")
            )
            if current and is_answer != _is_answer(current[-1]):
                yield current
                current = []
            current.append(line)
        yield current

    # Blocks

    def _paragraph(self, group: list[list[Item]]) -> Block:
        items = [item for line in group for item in line]
        if len(items) == 1 and isinstance(items[0], Blank) and self._slots.field(items[0]).type == "items":
            return Items(self._slots.slot(items[0]))
        inlines = [inline for number, line in enumerate(group) for inline in _spaced(self._line(line), number)]
        return Paragraph(_joined(inlines), self._style(group[0][0]))

    def _line(self, line: list[Item]) -> Line:
        """One line's words and slots."""
        inlines: list[Inline] = []
        for item in self._slots.with_dates(line):
            space = "" if not inlines or item.glued else " "
            if isinstance(item, Print):
                inlines.append(Text(space + item.text, item.line))
                continue
            if space:
                inlines.append(Text(space, item.line))
            inlines.append(self._slots.slot(item))
        return _joined(inlines)

    def _columns(self, groups: list[list[list[Item]]]) -> Columns | Grid:
        rows: list[dict[int, Cell]] = []
        for group in groups:
            cells: dict[int, Cell] = {}
            by_column: dict[int, list[Item]] = {}
            for line in group:
                for item in line:
                    by_column.setdefault(item.column, []).append(item)
            for column, items in sorted(by_column.items()):
                slots = _merged([self._slots.slot(item) for item in items if isinstance(item, Blank)])
                cells[column] = Cell(tuple(slots), _words([item for item in items if isinstance(item, Print)]))
            rows.append(cells)
        if not any(cell.slots for row in rows for cell in row.values()):
            return Grid(_header(groups), ())
        at = sorted({column for row in rows for column in row})
        together = _cells_together(rows)
        return Columns(tuple(tuple(row.get(column) for column in at) for row in together))

    def _grid_row(self, line: list[Item]) -> tuple[str, tuple[Slot, ...]]:
        return _words([item for item in line if isinstance(item, Print)]), tuple(
            self._slots.slot(item) for item in line if isinstance(item, Blank)
        )

    def _option(self, line: list[Item]) -> tuple[Slot, str]:
        return self._slots.option(line), _words([item for item in line if isinstance(item, Print)])


def _by_line(wording: Wording) -> list[Item]:
    """The items line by line.

    Rows of dashes, which only underline a heading, are left to the writer; a page number of another
    paging is not drawn.
    """
    return sorted((item for item in wording.items if not _is_residue(item)), key=lambda item: item.line)


def _is_residue(item: Item) -> bool:
    if isinstance(item, Blank):
        return False
    return _DASHES.fullmatch(item.text) is not None or (item.kind == "furniture" and item.text.isdigit())


def _numbered(block: Block, section: str) -> Block:
    """A paragraph with its number told, where a section begins with it."""
    if not isinstance(block, Paragraph) or block.section == section or block.style == "title":
        return block
    first = block.inlines[0]
    found = _NUMBER.match(first.text) if isinstance(first, Text) else None
    if found is None:
        return block
    number = found.group(1)
    level = next((level for pattern, level in _LEVELS if pattern.match(number)), 3)
    return replace(block, number=number, level=level)


def _joined(inlines: list[Inline]) -> Line:
    """Neighbouring texts as one, neighbouring slots of one answer as one."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + inline.text, last.line)
        elif isinstance(inline, Text) and not inline.text.strip() and not joined:
            continue
        else:
            joined.append(inline)
    result: list[Inline] = []
    for inline in joined:
        before = result[-2:] if len(result) > 1 else []
        if (
            isinstance(inline, Slot)
            and len(before) == 2
            and isinstance(before[1], Text)
            and not before[1].text.strip()
            and isinstance(before[0], Slot)
            and _is_same(before[0], inline)
        ):
            result[-2:] = [replace(before[0], rules=before[0].rules + inline.rules)]
        elif isinstance(inline, Slot) and result and isinstance(result[-1], Slot) and _is_same(result[-1], inline):
            result[-1] = replace(result[-1], rules=result[-1].rules + inline.rules)
        else:
            result.append(inline)
    return tuple(result)


def _is_same(one: Slot, other: Slot) -> bool:
    return one.field == other.field and not one.is_mark and one.part == other.part


def _merged(slots: list[Slot]) -> list[Slot]:
    merged: list[Slot] = []
    for slot in slots:
        if merged and _is_same(merged[-1], slot):
            merged[-1] = replace(merged[-1], rules=merged[-1].rules + slot.rules)
        else:
            merged.append(slot)
    return merged


def _spaced(line: Line, number: int) -> Iterator[Inline]:
    if number:
        yield Text(" ")
    yield from line


def _words(items: list[Print]) -> str:
    text = ""
    for item in items:
        text += item.text if item.glued or not text else f" {item.text}"
    return text


def _header(groups: list[list[list[Item]]]) -> tuple[tuple[str, ...], ...]:
    """The heading of a grid's columns: a column, its lines from top to bottom."""
    columns: dict[int, list[str]] = {}
    for group in groups:
        for line in group:
            for column, items in groupby(sorted(line, key=lambda item: item.column), key=lambda item: item.column):
                columns.setdefault(column, []).append(_words([item for item in items if isinstance(item, Print)]))
    return tuple(tuple(lines) for _, lines in sorted(columns.items()))


def _cells_together(rows: list[dict[int, Cell]]) -> list[dict[int, Cell]]:
    """A blank whose caption stands only under the next blank of its field belongs to it."""
    together: list[dict[int, Cell]] = []
    for row in rows:
        last = together[-1] if together else {}
        goes_on = bool(last) and all(
            column in row
            and not cell.caption
            and cell.slots
            and row[column].slots
            and _is_same(cell.slots[-1], row[column].slots[0])
            for column, cell in last.items()
        )
        if goes_on:
            for column, cell in last.items():
                own = row[column]
                last[column] = Cell(tuple(_merged([*cell.slots, *own.slots])), own.caption)
        else:
            together.append(dict(row))
    return together


def _together(blocks: list[Block]) -> list[Block]:
    """Blocks that belong together: a grid and its heading, the rules of one answer, a label and what hangs on it."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(block, Grid) and isinstance(last, Grid) and last.header and not last.rows:
            result[-1] = replace(block, header=last.header, begins_page=last.begins_page)
        elif isinstance(block, LineBlock) and isinstance(last, LineBlock) and _is_one_block(last, block):
            result[-1] = replace(last, groups=last.groups + block.groups)
        elif isinstance(block, Paragraph) and isinstance(last, Paragraph) and _is_one_answer(last, block):
            result[-1] = replace(last, inlines=_joined([*last.inlines, *block.inlines]))
        elif isinstance(block, Paragraph) and isinstance(last, Paragraph) and block.section == last.section:
            result.append(replace(block, is_hung=last.hangs or last.is_hung))
        else:
            result.append(block)
    return result


def _is_answer(line: list[Item]) -> bool:
    return len(line) == 1 and isinstance(line[0], Blank)


def _is_one_block(one: LineBlock, other: LineBlock) -> bool:
    return one.style == other.style and one.section == other.section and not other.begins_page


def _is_one_answer(one: Paragraph, other: Paragraph) -> bool:
    slots = (*one.inlines, *other.inlines)
    first = slots[0]
    return (
        isinstance(first, Slot)
        and not other.begins_page
        and all(isinstance(slot, Slot) and _is_same(first, slot) for slot in slots)
    )
