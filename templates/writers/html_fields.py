"""Slots as form fields of a page: what a person can fill in at a screen, and reads whole on paper."""

import unicodedata
from dataclasses import dataclass
from math import ceil
from typing import Literal

from templates.blocks import Slot

Kind = Literal["box", "input", "area", "filled"]
Place = Literal["flow", "cell"]
_LONGEST_INPUT = 44
"""Characters of an answer that a field of one line shows whole; a longer one is set as text, which flows."""
_OF_A_CELL = 36
"""Characters that fit on a line of a column, or of lines beside a label."""
_NO_RULE = 24
"""Characters of a field where the form prints no rule."""


@dataclass(frozen=True, slots=True)
class PageField:
    """One field of the page."""

    kind: Kind
    name: str
    label: str
    value: str = ""
    columns: int = 0
    """Characters that it is wide at least."""
    rows: int = 1
    is_marked: bool = False
    is_signature: bool = False
    has_rule: bool = True
    is_block: bool = False
    """Lines of an answer that keep their ends, set as text."""

    @property
    def lines(self) -> list[str]:
        """The answer, line by line."""
        return self.value.split("\n")


def page_field(slot: Slot, place: Place = "flow") -> PageField:
    """How a slot is filled in: a box, a line, lines that grow, or words that stand there already.

    Nothing that stands there is cut off when the page is printed: what is too long for its
    field is set as text, which flows. Where the form prints no rule, an answer is as good as printed.
    """
    name, label, is_signature = slot.control, slot.label, slot.type == "signature"
    if slot.is_mark:
        return PageField("box", name, label, is_marked=slot.is_marked)
    if slot.value and not slot.width:
        return PageField("filled", name, label, slot.value, has_rule=False, is_block=slot.type == "lines")
    columns = slot.width or _NO_RULE
    is_area = slot.type == "lines" or slot.rules > 1 or place == "cell"
    lines = slot.value.split("\n")
    wide = ceil(max(map(_wide, lines)))
    if wide > (_OF_A_CELL if place == "cell" else max(slot.width, _OF_A_CELL if is_area else _LONGEST_INPUT)):
        return PageField("filled", name, label, slot.value, is_block=slot.type == "lines")
    if is_area:
        width = slot.width or 2 * _NO_RULE
        return PageField("area", name, label, slot.value, width, max(slot.rules, len(lines)), is_signature=is_signature)
    return PageField("input", name, label, slot.value, max(columns, wide + 1), is_signature=is_signature)


def _wide(text: str) -> float:
    """The room that a text takes, in figures of a proportional face: capitals are half as wide again."""
    return sum(
        2.2 if unicodedata.east_asian_width(char) in "WF" else 1.5 if char.isupper() or char in "@%&mwMW" else 1
        for char in text
    )
