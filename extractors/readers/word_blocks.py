"""What a Word file's text is made of, between its XML and the character grid."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extractors.readers.word_sight import Ground
from extractors.sheet import PLAIN, Source, Style

Change = Literal["", "in", "out", "never"]
"""A tracked change: inserted, deleted, or inserted and deleted again."""
View = Literal["final", "original"]
"""The text with all tracked changes accepted, or with none."""

TWIPS_A_COLUMN = 120.0
"""A column of the grid is 6 points wide, the average letter of 10 to 12 point type."""
POINTS_A_COLUMN = 6.0
POINTS_A_LINE = 13.0
"""Single spacing of 11 to 12 point type."""


def shows(change: Change, view: View) -> bool:
    """Whether a text with this change stands in this view."""
    return change in (("", "in") if view == "final" else ("", "out"))


def within(outer: Change, inner: Change) -> Change:
    """The change of a text inside two changes."""
    if not outer or outer == inner:
        return inner or outer
    return "never" if inner else outer


class Tab(NamedTuple):
    """A tab stop; `at` in columns from the text margin."""

    at: float
    align: str = "left"
    leader: str = "none"


class Label(NamedTuple):
    """A paragraph's automatic number."""

    text: str
    suffix: str
    """tab, space or nothing"""


@dataclass(slots=True)
class Drawn:
    """A picture, shape or text box; measures in columns and lines."""

    kind: Literal["image", "line", "rect", "curve", "text"]
    text: str = ""
    width: float = 1.0
    height: float = 1.0
    dx: float | None = None
    """From the text margin; None where it stands at its anchor's own column."""
    dy: float | None = None
    """From the anchor paragraph's top, or from the top margin; None where it stands in the line."""
    from_page: bool = False
    advances: bool = False
    """Takes room in the line, as an inline picture does."""
    blocks: "list[Block] | None" = None
    """A text box's own text."""

    def is_beside_page(self, margins: tuple[float, float], width: float) -> bool:
        """Whether it lies wholly to the left, to the right or above the page, whose measures are in points."""
        left = None if self.dx is None else self.dx * POINTS_A_COLUMN
        top = None if self.dy is None or not self.from_page else self.dy * POINTS_A_LINE
        if left is not None and (
            left + self.width * POINTS_A_COLUMN <= -margins[0] or left >= width + 2 * max(72.0, margins[0])
        ):
            return True
        return top is not None and top + self.height * POINTS_A_LINE <= -margins[1]


class Atom(NamedTuple):
    """A stretch of a paragraph that is set alike, or one thing that is no letter.

    "rule" is a blank's rule, which the file draws without underscores; "page" goes on with page `page`.
    """

    kind: Literal["text", "rule", "tab", "line", "page", "column", "drawn", "unseen"]
    text: str = ""
    style: Style = PLAIN
    source: Source = "text"
    change: Change = ""
    page: int = 0
    drawn: Drawn | None = None
    pitch: float = 0.0
    """Columns a letter takes in a typewriter face; 0 in a proportional one."""
    size: float = 11.0
    control: str = ""
    """The name of the content control it stands in."""
    unseen: str = ""
    """Letters that the page does not show; then `text` is empty."""
    is_raised: bool = False
    """Set above or below the line, like a note's mark."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a paragraph is set; measures in columns, `before` and `after` in lines."""

    style: str = ""
    left: float = 0.0
    first: float = 0.0
    """Of the first line, from `left`; negative where it hangs out."""
    right: float = 0.0
    tabs: tuple[Tab, ...] = ()
    number: tuple[str, int] | None = None
    """The list's id and the level, from 0."""
    align: str = "left"
    before: float = 0.0
    after: float = 0.0
    ruled_above: bool = False
    ruled_below: bool = False
    page_break_before: bool = False
    ground: Ground = None
    """Its shading."""
    is_flat: bool = False
    """Whether its lines are set to no height."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph; `mark` is the change of its own end, which joins it with the next one."""

    format: Format
    page: int
    atoms: list[Atom] = field(default_factory=list)
    mark: Change = ""
    mark_style: Style = PLAIN
    """The look of its end, which its automatic number shares."""
    ends_section: bool = False
    control: str = ""
    """The name of the content control that the paragraph as a whole stands in."""


@dataclass(slots=True)
class Cell:
    """A table's cell."""

    blocks: "list[Block]"
    span: int = 1
    merge: Literal["", "restart", "continue"] = ""
    width: float = 0.0
    ruled_above: bool = False
    ruled_below: bool = False
    align: str = "top"
    change: Change = ""


@dataclass(slots=True)
class TableRow:
    """A table's row; `before` counts the grid's columns left out at its start."""

    cells: list[Cell]
    page: int
    before: int = 0
    change: Change = ""


@dataclass(slots=True)
class Table:
    """A table; `grid` and `left` in columns."""

    rows: list[TableRow]
    grid: list[float]
    left: float = 0.0


Block = Paragraph | Table


def said_in(blocks: list[Block]) -> str:
    """The words of blocks, one after the other."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append("".join(atom.text or atom.unseen for atom in block.atoms))
        else:
            parts += [said_in(cell.blocks) for row in block.rows for cell in row.cells]
    return " ".join(part for part in parts if part.strip())


@dataclass(slots=True)
class Section:
    """A run of blocks that share page and columns."""

    blocks: list[Block]
    page: int
    """Its first page."""
    width: float
    """Columns between the margins."""
    columns: int = 1
    gap: float = 0.0
    zones: tuple[tuple[Literal["header", "footer"], str], ...] = ()
    """The relation ids of its headers and footers."""
