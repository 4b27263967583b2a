"""Draft → plain text, as exhibits filed with the Commission are set: 80 columns, pages with numbers.

A line runs beyond the page's width only where breaking it would change an answer: a word without
spaces, or a line of an answer of several lines.
"""

from templates.blocks import Draft
from templates.writers.text_blocks import stretches
from templates.writers.text_pages import paged


def write(paper: Draft) -> bytes:
    """The paper as text in UTF-8, each line ended by a line feed. The same paper gives the same bytes."""
    return paged(list(stretches(paper.blocks))).encode("utf-8")
