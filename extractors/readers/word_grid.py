"""The grid of characters that a Word file's text is laid on: its lines, and lines beside each other."""

from dataclasses import dataclass, field

from extractors.readers.word_blocks import Drawn
from extractors.sheet import PLAIN, Source, Style

GAP = 2
"""Columns between a cell's text and the next cell."""


@dataclass(slots=True)
class Piece:
    """Letters without white space at a column."""

    col: int
    text: str
    style: Style = PLAIN
    source: Source = "text"
    inserted: bool = False
    is_rule: bool = False
    control: str = ""

    @property
    def end(self) -> int:
        """The column after the last letter."""
        return self.col + len(self.text)


@dataclass(slots=True)
class Row:
    """One line of the grid."""

    page: int
    pieces: list[Piece] = field(default_factory=list)
    drawn: list[tuple[float, Drawn]] = field(default_factory=list)
    """Pictures and shapes with their columns."""
    height: float = 1.0
    """Lines it takes on paper, where long paragraphs wrap."""
    after_column_break: bool = False
    is_ruled_blank: bool = False
    unseen: list[tuple[float, str, str]] = field(default_factory=list)
    """Letters that the page does not show: where they would stand, what they are, and their control's name."""

    @property
    def end(self) -> int:
        """The column after the last letter or picture."""
        inline = (round(at + thing.width) for at, thing in self.drawn if thing.advances)
        return max((*(piece.end for piece in self.pieces), *inline), default=0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not self.pieces and not self.drawn

    def shift(self, columns: int, *, with_floating: bool = True) -> None:
        """Move all that stands on it to the right, or only what flows with its text."""
        for piece in self.pieces:
            piece.col += columns
        self.unseen = [(at + columns, text, name) for at, text, name in self.unseen]
        self.drawn = [(at + columns if with_floating or thing.dx is None else at, thing) for at, thing in self.drawn]


def rule(row: Row, left: float, right: float) -> None:
    """Draw a blank's rule on an empty line."""
    first = max(0, round(left))
    row.pieces.append(Piece(first, "_" * max(4, round(right) - first - GAP), is_rule=True))


def beside_each_other(parts: list[tuple[int, list[Row]]]) -> list[Row]:
    """Lines beside each other, page by page; each part with the column where it begins."""
    first_pages = [next((row.page for row in rows if not row.is_empty), 0) for _, rows in parts]
    start = max(first_pages, default=0)
    pages: dict[int, list[list[Row]]] = {}
    for number, (left, rows) in enumerate(parts):
        for row in rows:
            row.shift(left)
            # A row that a page break moves as a whole has the mark of it in one of its cells only.
            page = max(row.page, start)
            pages.setdefault(page, [[] for _ in parts])[number].append(row)
    found: list[Row] = []
    for page in sorted(pages):
        cells = pages[page]
        for index in range(max(map(len, cells))):
            whole = Row(page)
            for cell in cells:
                if index < len(cell):
                    whole.pieces += cell[index].pieces
                    whole.drawn += cell[index].drawn
                    whole.unseen += cell[index].unseen
                    whole.height = max(whole.height, cell[index].height)
            found.append(whole)
    return found
