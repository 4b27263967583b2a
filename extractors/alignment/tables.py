"""Tables of a drafted paper (the closing schedule): words back into rows and cells.

A row begins with its number. A cell belongs to the column whose heading it is flush with, on the
left or on the right, whatever the format.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.alignment.laid import Laid
from extractors.alignment.tokens import Piece
from extractors.sheet import Box
from templates.values import CELL
from templates.wording import Print

_WIDER_THAN_A_SPACE = 1.6
"""In letters of the words around it: so wide a gap parts two cells."""


_LINES_OF_HEADING = 3


def rows_of(laid: Laid, gap: int, pieces: Sequence[Piece]) -> str:
    """The rows of a table as numbered lines, their cells parted as a value writes them.

    Args:
        laid: The document laid against its form.
        gap: The tick of the table's blank.
        pieces: What stands there, in reading order.
    """
    heads = _heads(laid, gap)
    if len(heads) < 2:
        return ""
    rows: list[list[list[str]]] = []
    for line in _without_headings(laid.lines_of(pieces), _heading(laid, gap)):
        for cell in _cells(line):
            text = " ".join(piece.text for piece in cell)
            column = _column(heads, cell)
            if column == 0 and re.fullmatch(rf"{len(rows) + 1}\.?", text):
                rows.append([[] for _ in heads])
            elif rows:
                rows[-1][column].append(text)
    return "\n".join(
        f"{number}. {CELL.join(_whole(cell) for cell in row[1:])}" for number, row in enumerate(rows, start=1)
    )


def _whole(lines: Sequence[str]) -> str:
    """The lines of a cell as one: a name broken at its hyphen ("Specimen-", "Wu") is one word again."""
    return re.sub(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])", "", "\n".join(lines)).replace("\n", " ")


def _heads(laid: Laid, gap: int) -> list[Box]:
    """The boxes of the header's cells, from left to right; a heading of several words is one."""
    by_column: dict[int, list[int]] = {}
    for tick in range(gap - 1, -1, -1):
        item = laid.ruler.items[laid.ruler.ticks[tick].item]
        if not isinstance(item, Print) or item.region != "table":
            break
        if tick in laid.alignment.matched:
            by_column.setdefault(item.column, []).append(laid.alignment.matched[tick])
    boxes = [laid.box(*tokens) for _, tokens in sorted(by_column.items())]
    return sorted(boxes, key=lambda box: box.x0)


def _heading(laid: Laid, gap: int) -> Counter[str]:
    """The words of the header."""
    tokens: list[int] = []
    for tick in range(gap - 1, -1, -1):
        item = laid.ruler.items[laid.ruler.ticks[tick].item]
        if not isinstance(item, Print) or item.region != "table":
            break
        if tick in laid.alignment.matched:
            tokens.append(laid.alignment.matched[tick])
    return Counter(piece.text for piece in laid.pieces(sorted(tokens)))


def _without_headings(lines: list[list[Piece]], heading: Counter[str]) -> Iterator[list[Piece]]:
    """The lines without the header where it stands once more, at the head of a page, on one line or a few."""
    at = 0
    while at < len(lines):
        words: Counter[str] = Counter()
        for end in range(at, min(len(lines), at + _LINES_OF_HEADING)):
            words.update(piece.text for piece in lines[end] if any(char.isalnum() for char in piece.text))
            if words == heading:
                at = end + 1
                break
        else:
            yield lines[at]
            at += 1


def _cells(line: Sequence[Piece]) -> list[list[Piece]]:
    """A line's words in runs without a gap wider than a space."""
    cells: list[list[Piece]] = []
    for piece in line:
        last = cells[-1][-1].word.box if cells else None
        width = (piece.word.box.x1 - piece.word.box.x0) / max(1, len(piece.word.text))
        if last is not None and piece.word.box.x0 - last.x1 < _WIDER_THAN_A_SPACE * width:
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _column(heads: Sequence[Box], cell: Sequence[Piece]) -> int:
    x0, x1 = cell[0].word.box.x0, cell[-1].word.box.x1
    return min(range(len(heads)), key=lambda at: min(abs(heads[at].x0 - x0), abs(heads[at].x1 - x1)))
