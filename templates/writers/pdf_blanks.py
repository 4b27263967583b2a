"""Words and blanks as the typesetter is told them, and how each blank is set."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from templates.blocks import Inline, Slot
from templates.writers.pdf_fonts import fonts_of, runs_from_the_right
from templates.writers.quotes import typographic

Told = dict[str, Any]
"""What the typesetter's own file reads: see paper.typ."""

CHARACTER = 5.5
"""Points of a printed rule for each of its characters."""
_EMPTY = 90.0
"""Points of a blank in a sentence for which the form prints no rule."""
_STOP = 6.0
"""Points for the full stop or comma behind a blank that fills a line."""
_LONG_WORD = 24


@dataclass(frozen=True, slots=True)
class Blank:
    """How a blank is set, in points."""

    least: float
    most: float
    """Its width, as printed and as far as it may grow."""
    rows: int = 1
    row: float = 18.0
    drop: float = 3.0
    """From the baseline of what is written down to the rule."""
    over: float = 0.0
    under: float = 0.0
    """So much of its height reaches over and under its line's print, so that lines keep their distance."""
    is_ruled: bool = True
    flows: bool = False
    """Stands in a sentence, which goes on behind its last row."""


MARK = Blank(10.0, 10.0, row=10.0, over=1.4, under=1.5)
"""A check box."""


@dataclass(slots=True)
class Blanks:
    """The blanks of a paper, in the order they are told."""

    slots: list[Slot] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def put(self, slot: Slot, blank: Blank) -> int:
        """Make a blank known; returns its number."""
        value = "" if slot.is_mark else slot.value
        blank = MARK if slot.is_mark else blank
        self.slots.append(slot)
        self.told.append(
            {
                "v": value,
                "mark": slot.is_mark,
                "least": blank.least,
                "most": blank.most,
                "rows": blank.rows,
                "row": blank.row,
                "drop": blank.drop,
                "over": blank.over,
                "under": blank.under,
                "flows": blank.flows,
                "rule": blank.is_ruled,
                "inset": 2.0 if blank.is_ruled or not blank.over else 0.0,
                "font": fonts_of(value),
                "rtl": runs_from_the_right(value),
                "long": any(len(word) > _LONG_WORD for word in value.split()),
            }
        )
        return len(self.slots) - 1

    def run(self, inlines: Iterable[Inline], width: float, at: int | None = None, before: str = " ") -> list[Any]:
        """Running text: strings, blanks' numbers, and the word with which a section begins.

        Args:
            inlines: Words and blanks.
            width: Of the lines, in points: no blank is wider.
            at: The bookmark that leads here.
            before: The character before, which tells an opening quote from a closing one.
        """
        content: list[Any] = []
        for inline in inlines:
            if isinstance(inline, Slot):
                content.append(self.put(inline, _in_a_sentence(inline, width - _STOP)))
                before = "x"
                continue
            text = typographic(inline.text, before)
            before = text[-1:] or before
            if at is not None and text.strip():
                content += _marked(text, at)
                at = None
            else:
                content.append(text)
        return content


def _in_a_sentence(slot: Slot, width: float) -> Blank:
    least = CHARACTER * slot.width if slot.width else 0.0 if slot.value else _EMPTY
    return in_print(slot, min(least, width), width, flows=True)


def in_print(slot: Slot, least: float, most: float, *, flows: bool = False) -> Blank:
    """A blank no higher than a line of print."""
    return Blank(least, most, slot.rules, 13.5, 2.5, 3.9, 2.5, is_ruled=bool(slot.width), flows=flows)


def _marked(text: str, at: int) -> list[Any]:
    """A text of which the first word is where a section begins."""
    words = text.lstrip()
    first, space, rest = words.partition(" ")
    return [*([text[: -len(words)]] if len(words) < len(text) else []), {"at": at, "t": first}, space + rest]


def text_width(text: str) -> float:
    """About how wide words are in the body's size, in points; rather more than less."""
    return sum(7.8 if char.isupper() else 2.9 if char in " .,:;'il" else 5.6 for char in text)
