"""What a web page holds, in order, before it is laid out: text, line ends, blanks, pictures, tables."""

from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.readers.html_look import Look
from extractors.sheet import Source


class Text(NamedTuple):
    """Characters as the file has them, white space not yet collapsed."""

    text: str
    look: Look
    source: Source = "text"
    confidence: float = 1.0


class Hidden(NamedTuple):
    """Words that stand in the file and that the page does not show."""

    text: str
    look: Look
    is_usual: bool = False
    """Hidden as programs hide what is not meant for the page."""


class LineEnd(NamedTuple):
    """The end of a line; only a forced one (`<br>`) leaves an empty line behind."""

    forced: bool = False


class Rule(NamedTuple):
    """A blank's rule; its width in columns, None for all the room there is."""

    width: int | None


class Picture(NamedTuple):
    """A picture standing in the text."""

    name: str
    width: int


class PageBreak(NamedTuple):
    """The end of a page, where it stands outside of tables."""

    is_line: bool = False
    """A line across the page: within a table, a blank's rule."""
    is_filed: bool = False
    """A filing's own mark of where the paper's page ends; style sheets part pages where their writer liked."""


@dataclass(slots=True)
class Cell:
    """One cell of a table (or a whole page): what it holds, in order."""

    items: "list[Item]" = field(default_factory=list)
    colspan: int = 1
    rowspan: int = 1
    at_bottom: bool = False
    is_anonymous: bool = False
    """Made for text that stands in a row but in no element of its own."""


@dataclass(slots=True)
class Table:
    """Rows of cells, side by side."""

    rows: list[list[Cell]] = field(default_factory=list)
    loose: Cell = field(default_factory=Cell)
    """The caption, and what stands in the table but in no cell: shown above it."""
    floats: bool = False
    """Whether it stands for floated blocks, and takes up the next."""
    across: int = 0
    """Cells in a row, where a CSS grid says so; 0 where rows are told otherwise."""
    used: float = 0
    """Per cent of the row taken, where a flexible row's cells have a share of it."""

    def place(self, cell: Cell, share: str = "") -> None:
        """Put a cell into the last row, or into a new one where that is full."""
        taken = float(share[:-1]) if share.endswith("%") and share[:-1].replace(".", "", 1).isdecimal() else 0.0
        is_full = bool(self.rows) and (
            (self.across > 0 and len(self.rows[-1]) >= self.across) or (taken > 0 and self.used + taken > 101)
        )
        if not self.rows or is_full:
            self.rows.append([])
            self.used = 0
        self.used += taken
        self.rows[-1].append(cell)


Item = Text | Hidden | LineEnd | Rule | Picture | PageBreak | Table


def is_white(item: Item) -> bool:
    """Whether it is text of which nothing shows."""
    return isinstance(item, Hidden) or (
        isinstance(item, Text) and not item.text.replace("\xa0", " ").replace("\u200b", "").strip()
    )


def is_blank(items: list[Item]) -> bool:
    """Whether nothing shows of any."""
    return all(isinstance(item, (LineEnd, PageBreak)) or is_white(item) for item in items)


def words_of(items: list[Item]) -> str:
    """The text among items, a line a line."""
    text = "".join(item.text if isinstance(item, Text) else "\n" for item in items if isinstance(item, Text | LineEnd))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
