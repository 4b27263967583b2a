"""The record: what a document says, field by field, with evidence and doubt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from extractors.sheet import DigitalSignature

State = Literal["filled", "blank", "invalid", "ambiguous", "unreadable"]
Method = Literal["text", "form-field", "annotation", "mark", "ocr", "signature"]
Value = str | Decimal | date | bool | tuple[str, ...] | None
"""text, lines and one choice: str; integer, decimal, money: Decimal; date: date; yes_no, mark,
signature: bool; letters and a choice marked several times: a sorted tuple of str."""

CERTAIN = 0.9
"""A reading of less confidence than this is uncertain."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place: page from 1; bbox in PDF points from the top left; line from 1.

    page is None where the document's pages are not known. bbox is `[x0, top, x1, bottom]`, None in
    formats without points; line is None in PDF.
    """

    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    line: int | None = None


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in one field, and how surely."""

    value: Value = None
    raw: str | None = None
    """What stands in the document, letter by letter; None where nothing stands there."""
    state: State = "blank"
    confidence: float = 1.0
    """0 to 1: how sure the reader is of value and state together."""
    method: Method = "text"
    where: Where = NOWHERE
    before: str = ""
    """The printed words before the blank, for showing the value in its place."""
    after: str = ""
    marks: tuple[str, ...] = ()
    """The options marked, sorted, of a yes_no ("no", "yes"), choice or letters field. YES and NO
    both marked is state `ambiguous` with marks ("no", "yes")."""

    @property
    def is_certain(self) -> bool:
        """False for `ambiguous`, `unreadable` and low confidence: no pass may rest on it."""
        return self.state not in ("ambiguous", "unreadable") and self.confidence >= CERTAIN


@dataclass(frozen=True, slots=True)
class Alteration:
    """One change of the form's fixed wording."""

    section: str
    """As the form numbers it: "5.2(b)", "7.1 Category A", "signature page"."""
    kind: Literal["changed", "struck", "added"]
    printed: str
    """The form's own words; "" where something was added."""
    found: str
    """The document's words; "" where something was struck."""
    before: str
    """A few unchanged words before, and after, for the redline."""
    after: str
    where: Where = NOWHERE


class Told(NamedTuple):
    """A word of a document told in the form's order."""

    text: str
    field: str | None = None
    """The field whose value or mark it is; "" for a name in the place of a placeholder; None for print, and for
    what was added to it."""
    is_added: bool = False
    """Whether the form does not print it."""
    follows_struck: bool = False
    """Whether print of the form was struck right before it."""
    precedes_struck: bool = False
    """Whether print of the form was struck right behind it."""


class Passage(NamedTuple):
    """A paragraph, line or cell of a document, in the form's order."""

    section: str
    """As the form numbers it; "" in a document that is no form known here."""
    words: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All that a completed document says. Holds every field of the form's catalogue."""

    form: str
    edition: str
    kind: str
    pages: int
    readings: Mapping[str, Reading]
    alterations: tuple[Alteration, ...] = ()
    missing: tuple[str, ...] = ()
    """Sections or pages of the form that are not in the document, in the form's words."""
    is_blank_form: bool = False
    tracked_changes: Literal["none", "blanks", "fixed-text", "neither"] = "none"
    """What unaccepted tracked changes touch: none is there, only answers, the printed text, or
    neither answers nor printed text (layout, white space, headers)."""
    digital_signatures: tuple[DigitalSignature, ...] = ()
    signs_for: str = ""
    """The name in the place of a placeholder above a signature ("[HOLDER]"), line by line; no field holds it."""
    notes: tuple[str, ...] = field(default=())
    """What a person should know of the reading that belongs to no field."""
    hidden: tuple[str, ...] = ()
    """Words of the file that its pages do not show and that say something of the deal."""
    crossed: tuple[str, ...] = ()
    """Printed words that a drawn line goes through, of which the page does not say that it strikes them."""
    has_true_pages: bool = True
    """Whether `pages` counts the pages of the paper; where it does not, no place names a page."""
    passages: tuple[Passage, ...] = ()
    """All that the document says, in the form's order; only where it was asked for."""

    def value(self, name: str) -> Value:
        """The field's value; None where blank, invalid or uncertain of state."""
        return self.readings[name].value

    def text(self, name: str) -> str:
        """The value of a text, lines or choice field as one string; "" where there is none."""
        value = self.readings[name].value
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> Decimal | None:
        """The value of a number or money field."""
        value = self.readings[name].value
        return value if isinstance(value, Decimal) else None

    def day(self, name: str) -> date | None:
        """The value of a date field."""
        value = self.readings[name].value
        return value if isinstance(value, date) else None

    def is_filled(self, name: str) -> bool:
        """Whether a value stands there (a signature: whether it stands there)."""
        reading = self.readings[name]
        return reading.state == "filled" and reading.value not in (None, False, ())

    def stands(self, name: str) -> bool:
        """Whether anything at all stands there, readable or not."""
        reading = self.readings[name]
        return reading.state != "blank"
