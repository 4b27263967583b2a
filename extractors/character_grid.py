"""Text on a character grid: which characters take no column, one, or two."""

import unicodedata

TAB = 8
"""Columns between tab stops in text files."""

# Zero-width marks, directions, variation selectors, the byte order mark; controls but white space.
_INVISIBLE = dict.fromkeys(
    [
        0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0x09), *range(0x0E, 0x1C), 0x7F,
        *range(0x80, 0x85), *range(0x86, 0xA0),
    ]
)  # fmt: skip


def visible(text: str) -> str:
    """The text without the characters that show nothing: zero-width ones, soft hyphens, controls.

    White space and line ends stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_INVISIBLE)


def columns(text: str) -> int:
    """How many columns a text takes: East Asian wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def expand_tabs(text: str, start: int = 0) -> str:
    """The text with tabs as spaces up to the next stop, beginning at column `start`."""
    if "\t" not in text:
        return text
    parts = text.split("\t")
    out = [parts[0]]
    column = start + columns(parts[0])
    for part in parts[1:]:
        gap = TAB - column % TAB
        out.append(" " * gap + part)
        column += gap + columns(part)
    return "".join(out)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
