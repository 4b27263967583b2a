"""A drafted paper before it is a file: paragraphs, lines, columns and places to fill in.

Every writer (Word, PDF, HTML, plain text) is given the same blocks, so that one wording comes out
the same in each of them.
"""

from dataclasses import dataclass

from templates.form import Form, Numbering, ValueType
from templates.wording import Style


@dataclass(frozen=True, slots=True)
class Text:
    """Printed words, with the white space around them that the wording has."""

    text: str
    line: int = 0
    """The line of the wording it stands on."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill in, and what stands in it."""

    field: str
    type: ValueType
    width: int
    """Of its rule, in characters of the wording; 0 where the form prints none."""
    value: str = ""
    """As a person would write it; "" is a blank to fill. Lines are parted by a line break."""
    rules: int = 1
    """How many rules stand under each other for one answer."""
    option: str | None = None
    """The option a mark stands for; then the slot is a check box."""
    is_marked: bool = False
    part: str | None = None
    """"day" or "month" of a date that is filled in in parts."""
    label: str = ""
    """What a screen reader says of it."""
    entries: tuple[str, ...] = ()
    """The paragraphs of items, or the rows of a table."""

    @property
    def control(self) -> str:
        """The name of its control: the field's, with the option or part it stands for."""
        return ".".join(part for part in (self.field, self.option or self.part) if part)

    @property
    def is_mark(self) -> bool:
        """Whether it is a place for a mark, not for words."""
        return self.option is not None

    @property
    def is_empty(self) -> bool:
        """Whether it is left blank."""
        return not (self.value or self.is_marked or self.entries)


Inline = Text | Slot


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    inlines: tuple[Inline, ...]
    style: Style = "body"
    number: str = ""
    """Its own number as printed ("1.6", "(b)", "IV."), which also begins its text."""
    level: int = 0
    """0: no number or an article's; 1: "1.6"; 2: "(b)"; 3: what is below it."""
    section: str = ""
    begins_page: bool = False
    is_hung: bool = False
    """Stands under a paragraph that hangs on its label, and is indented like it."""

    @property
    def hangs(self) -> bool:
        """Whether it is a label and a place for its mark ("Category A __"), on which the text hangs."""
        return (
            len(self.inlines) > 2
            and isinstance(self.inlines[0], Text)
            and isinstance(self.inlines[1], Slot)
            and self.inlines[1].is_mark
            and isinstance(self.inlines[2], Text)
            and len(self.inlines[2].text) > 20
        )

    @property
    def is_choice(self) -> bool:
        """Whether it is nothing but answers to mark ("YES ___ NO ___")."""
        slots = [inline for inline in self.inlines if isinstance(inline, Slot)]
        return bool(slots) and all(slot.is_mark for slot in slots) and not self.hangs


Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Lines that keep their ends and stay together on a page: a label and a blank each, a signature block."""

    groups: tuple[tuple[Line, ...], ...]
    """Lines, in groups with room between them."""
    style: Style = "body"
    section: str = ""
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A blank of the signature page with the caption under its rule."""

    slots: tuple[Slot, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Blanks side by side, each with its caption under it."""

    rows: tuple[tuple[Cell | None, ...], ...]
    section: str = ""
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of places to mark under headed columns."""

    header: tuple[tuple[str, ...], ...]
    """One entry a column of marks: the lines of its heading."""
    rows: tuple[tuple[str, tuple[Slot, ...]], ...]
    """The row's label and a slot for every column."""
    section: str = ""
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Options of which one is to be chosen, each with its check box."""

    options: tuple[tuple[Slot, str], ...]
    section: str = ""
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """Numbered paragraphs that are a field's value."""

    slot: Slot
    section: str = ""
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are a field's value, under the header that the form gives them."""

    slot: Slot
    header: tuple[str, ...]
    """Without the first column, in which the rows are numbered ("No.", then "1.", "2." …)."""
    section: str = ""
    begins_page: bool = False

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells, row by row; a row that has fewer is filled up with empty ones."""
        split = [tuple(entry.split(" | ")) for entry in self.slot.entries]
        return tuple((*row, *("",) * (len(self.header) - len(row))) for row in split)


Block = Paragraph | LineBlock | Columns | Grid | Options | Items | Table


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper ready to be written in any format."""

    form: Form
    edition: str
    title: str
    """The document's title, for the file's properties."""
    blocks: tuple[Block, ...]
    numbering: Numbering = "fixed"
    is_landscape: bool = False
    running_title: str = ""
    """At the head of every page but the first."""
