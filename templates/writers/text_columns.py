"""Columns, grids and formulas as lines of text."""

from collections.abc import Iterator, Sequence

from templates.blocks import Cell, Columns, Grid
from templates.writers.text_setting import PAGE_WIDTH, answer, centred, marked, padded, printed, shown, width, wrapped

_BETWEEN, _OVERHANG = 5, 3
"""Columns between two that stand side by side, and how far a caption may reach into them."""
_GAP = 2
_LABELS = 20
"""Columns for the labels of a grid's rows, at most."""


def columns(block: Columns) -> Iterator[str]:
    """Blanks side by side, their captions under their rules.

    What is long is wrapped inside its column; a line of an answer of several lines, or a word,
    that is wider than its column widens it.
    """
    count = max(len(row) for row in block.rows)
    room = [max(_least(row[at]) for row in block.rows if at < len(row)) for at in range(count)]
    for number, row in enumerate(block.rows):
        if number:
            yield ""
        cells = [_cell(cell, columns_) for cell, columns_ in zip(row, room, strict=False)]
        for part in range(2):  # the rules of a row stand on one line, and so do the captions
            parts = [cell[part] for cell in cells]
            height = max(map(len, parts))
            level = [[""] * (height - len(lines)) + lines if part == 0 else lines for lines in parts]
            yield from _beside([[*lines, *[""] * (height - len(lines))] for lines in level], room)


def _beside(parts: Sequence[Sequence[str]], room: Sequence[int]) -> Iterator[str]:
    for lines in zip(*parts, strict=True):
        line, at = "", 0
        for text, columns_ in zip(lines, room, strict=False):
            line = padded(line, at) + text
            at += columns_ + _BETWEEN
        yield line.rstrip()


def _least(cell: Cell | None) -> int:
    """The columns that a cell cannot do without."""
    if cell is None:
        return 0
    unbroken = [
        width(piece)
        for slot in cell.slots
        for piece in (shown(slot.value).split("\n") if slot.type == "lines" else shown(slot.value).split())
    ]
    rules = [slot.width for slot in cell.slots]
    words = [width(word) for word in cell.caption.split()] if rules else [width(cell.caption)]
    return max([*rules, *unbroken, *words], default=0)


def _cell(cell: Cell | None, columns_: int) -> tuple[list[str], list[str]]:
    """Its answers, and its caption."""
    if cell is None:
        return [], []
    lines = [line for slot in cell.slots for line in answer(slot, max(slot.width, 1) if slot.is_empty else columns_)]
    return lines, wrapped(printed(cell.caption), columns_ + _OVERHANG) if cell.caption else []


def grid(block: Grid) -> Iterator[str]:
    """Rows of places to mark under headed columns."""
    count = max(len(slots) for _, slots in block.rows)
    heads = [tuple(map(printed, head)) for head in block.header] or [()] * count
    heads = heads[-count:]
    room = [max([*map(width, head), *(slots[at].width for _, slots in block.rows)]) for at, head in enumerate(heads)]
    longest = max(width(label) for label, _ in block.rows) + _GAP
    labels = max(longest, min(_LABELS, PAGE_WIDTH - sum(room) - _GAP * (count - 1)))
    height = max(map(len, heads))
    for line in range(height):
        tops = [head[line - height + len(head)] if line >= height - len(head) else "" for head in heads]
        yield _row("", tops, labels, room)
    if height:
        yield _row("", ["-" * max(map(width, head), default=0) for head in heads], labels, room)
    for label, slots in block.rows:
        yield _row(printed(label), [marked(slot) for slot in slots], labels, room)


def _row(label: str, cells: Sequence[str], labels: int, room: Sequence[int]) -> str:
    line, at = label, labels
    for cell, columns_ in zip(cells, room, strict=True):
        line = padded(line, at) + cell
        at += columns_ + _GAP
    return line.rstrip()


def formula(block: Grid) -> Iterator[str]:
    """A formula: words beside each other, a fraction's two lines over and under its bar."""
    heads = [tuple(map(printed, head)) for head in block.header]
    room = [max(map(width, head)) for head in heads]
    texts = [_fraction(head, columns_) for head, columns_ in zip(heads, room, strict=True)]
    lines = [
        _row("", [text[line] if line < len(text) else "" for text in texts], 0, [one - 1 for one in room])
        for line in range(max(map(len, texts)))
    ]
    indent = (PAGE_WIDTH - max(map(width, lines))) // 2
    yield from (" " * indent + line for line in lines)


def _fraction(lines: Sequence[str], columns_: int) -> list[str]:
    texts = [padded(centred(line, columns_), columns_) for line in lines]
    return [texts[0], *(piece for text in texts[1:] for piece in ("-" * columns_, text))]
