"""The sheet: what every reader gives, whatever the kind of file. It knows no form."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["text", "html", "word", "pdf"]
Unit = Literal["pt", "cell"]
Zone = Literal["body", "header", "footer", "note", "comment"]
Source = Literal["text", "form-field", "annotation", "ocr"]


class Box(NamedTuple):
    """A place on a page: `[x0, top, x1, bottom]`, from the page's top left, y downwards.

    In PDF points where the page's unit is "pt"; where it is "cell", in columns and lines
    of a character grid (a word of five letters at the start of line 3 is (0, 2, 5, 3)).
    """

    x0: float
    top: float
    x1: float
    bottom: float


class Style(NamedTuple):
    """How a word is set, where the format says so."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    highlight: bool = False


PLAIN = Style()


class Word(NamedTuple):
    """A run of characters without white space, in its place.

    A blank's own rule is a word (or a part of one) made of underscores, however the
    format draws it: `____`, an underlined tab, an underlined run of spaces, a cell's lower
    border. Check boxes are words of one character: "☐" empty, "☒" or "☑" marked.
    """

    text: str
    box: Box
    line: int
    """Counts from 1 within the sheet; words that share it stand on one visual line."""
    style: Style = PLAIN
    zone: Zone = "body"
    source: Source = "text"
    confidence: float = 1.0
    inserted: bool = False
    """Typed as a tracked insertion that nobody accepted."""
    control: str = ""
    """The name of the control it stands in (a Word control's tag, a PDF field's full name)."""
    crossed: "Crossing" = ""
    """Whether a drawn line goes through it, of which the page does not say that it strikes it out."""


Crossing = Literal["", "rule", "line"]
"""What goes through a word's letters and is told as no strike: nothing; a level line that may be the rule of the
blank it is written in; a line that is none."""


class Unseen(NamedTuple):
    """Words of the file that its page does not show: white on white, painted over, set beside the page."""

    text: str
    line: int | None
    """The visual line they would stand on; None where they have no place on the page."""
    x0: float = 0.0
    is_usual: bool = False
    """Whether programs hide so what is not meant for the page: a menu's words, a screen reader's."""
    control: str = ""
    """The name of the control they stand in."""


class Ink(NamedTuple):
    """Something drawn that is no text."""

    kind: Literal["line", "rect", "curve", "image"]
    box: Box
    text: str = ""
    """An image's description or name where the file gives one."""
    line: int | None = None
    """The visual line an inline picture stands on; None for a free drawing."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the document's own order. Files without page marks have one."""

    number: int
    """Counts from 1."""
    width: float
    height: float
    unit: Unit
    words: tuple[Word, ...]
    """In reading order: by line, then from left to right; tracked deletions are left out."""
    ink: tuple[Ink, ...] = ()
    original_words: tuple[Word, ...] | None = None
    """The words before tracked changes (insertions out, deletions in); None where there are none."""
    unseen: tuple[Unseen, ...] = ()
    """What the file holds besides and the page does not show; none of it is among the words."""


@dataclass(frozen=True, slots=True)
class DigitalSignature:
    """A digital signature found in the file, and what is known of it."""

    signer: str
    status: Literal["intact", "broken", "unchecked"]
    box: Box | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """A named control or form field, and what it holds; its words stand in the pages as well."""

    name: str
    """A Word control's tag, a PDF field's full name; a choice's with the option of the widget ("a.b.yes")."""
    text: str
    """Letter by letter, lines parted by a line break; "" where it is empty or shows its prompt."""
    is_box: bool = False
    """A check box or radio button; then `is_marked` says whether it is on."""
    is_marked: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document as words and ink in their places."""

    kind: Kind
    pages: tuple[Page, ...]
    digital_signatures: tuple[DigitalSignature, ...] = ()
    controls: tuple[Control, ...] = ()
    """The file's named controls, in the document's order; of those with tracked changes the final state."""
    has_true_pages: bool = True
    """Whether the pages are those of the paper. A Word file that no program has noted its pages in, and a
    web page that is no filing's, have only the breaks that their text asks for."""

    @property
    def has_tracked_changes(self) -> bool:
        """Whether anything was inserted or deleted and not yet accepted."""
        return any(page.original_words is not None for page in self.pages)


ErrorCode = Literal["encrypted", "corrupt", "empty", "not-this-form", "unsupported", "too-large", "timeout"]


class UnreadableError(Exception):
    """A file nothing can be read from.

    Args:
        code: One of the report's error codes.
        message: What is wrong, without the file's name, as the end of "FILE …"
            ("is encrypted, so nothing in it could be read").
        remedy: What to do, in one sentence.
    """

    def __init__(self, code: ErrorCode, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
