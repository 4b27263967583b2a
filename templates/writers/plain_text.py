"""Draft → plain text, as exhibits filed with the Commission are set: 80 columns, pages with numbers.

A line runs beyond the page's width only where breaking it would change an answer: a word without
spaces, or a line of an answer of several lines.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from templates.blocks import Draft, Slot
from templates.filling import DraftError
from templates.writers.text_blocks import stretches
from templates.writers.text_pages import paged

_AT_EDGE = re.compile(r"(?<!\S)_|_(?!\S)")


def write(paper: Draft) -> bytes:
    """The paper as text in UTF-8, each line ended by a line feed. The same paper gives the same bytes.

    Raises:
        DraftError: A value has underscores that nobody could tell from the rule it is written on.
    """
    for slot in _slots(paper.blocks):
        if any(_AT_EDGE.search(value) for value in (slot.value, *slot.entries)):
            raise DraftError(
                f"{slot.field}: a word of it begins or ends with an underscore, which plain text cannot tell from the"
                " rule it is written on. Draft the paper as Word, PDF or HTML."
            )
    return paged(list(stretches(paper.blocks))).encode("utf-8")


def _slots(part: object) -> Iterator[Slot]:
    """Every slot in a part of a draft."""
    if isinstance(part, Slot):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _slots(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _slots(getattr(part, field.name))
