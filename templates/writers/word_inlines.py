"""Words and controls in one line of text of a Word file, and how wide they come out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from templates.blocks import Inline, Slot, Text
from templates.writers.quotes import typographic
from templates.writers.word_controls import Controls, Look
from templates.writers.word_markup import run

_YEAR = re.compile(r"\s*,?\s*\d{2,4}")
AVERAGE = 118
"""Twips that a letter takes in the body's type, the narrow and the wide together."""
_NARROW, _CAPITAL, _LETTER, _WIDE = 75, 165, 116, 235
"""An i or full stop, an M, an e, an East Asian letter."""
_BOX = 300


def runs(inlines: Sequence[Inline], controls: Controls) -> Iterator[str]:
    """The inlines in their order, each as runs or a control."""
    before = " "
    for number, inline in enumerate(inlines):
        after = inlines[number + 1] if number + 1 < len(inlines) else None
        if isinstance(inline, Text):
            text = typographic(inline.text, before)
            if isinstance(after, Slot) and after.is_mark and text.strip():
                text = text.rstrip() + "\u00a0"  # a box stands by its label, and on its line
            yield run(text)
            before = inline.text[-1:] or before
        else:
            has_year = isinstance(after, Text) and _YEAR.match(after.text) is not None
            yield controls.inline(inline, Look(has_year=has_year))
            before = "x"


def width_of(inlines: Sequence[Inline]) -> int:
    """About how wide a line comes out, in twips."""
    width = 0
    for inline in inlines:
        if isinstance(inline, Text):
            width += letters(inline.text)
        elif inline.is_mark:
            width += _BOX
        else:
            width += letters(inline.value) or inline.width * _LETTER
    return width


def longest_line(slot: Slot) -> int:
    """About how wide the longest line of an answer comes out, in twips."""
    return max(map(letters, slot.value.split("\n")))


def letters(text: str) -> int:
    """About how wide letters come out, in twips."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    if char in "iljtfrI.,:;'()[]-/ |":
        return _NARROW
    return _CAPITAL if char.isupper() or char in "mw&@%" else _LETTER
