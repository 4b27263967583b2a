"""Setting words on a grid of characters: widths, line breaks, values on their rules."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from templates.blocks import Inline, Slot, Text

PAGE_WIDTH = 80
"""Columns of a page; only a word or a line of an answer that is longer runs beyond."""
TABLE_WIDTH = 132
"""Columns that a table may take."""
KEPT, BREAK = "\ue000", "\n"
"""Within a text to be wrapped: a space at which no line ends, and a place at which one does."""

_JOINER = "\u2060"
# What readers of such files, people and programs, take for marks of the file: entities, EDGAR's tags, boxes, leaders.
_TAKEN_FOR_MARKS = re.compile(
    r"&(?=#?[A-Za-z0-9]{1,12};)|<(?=[/A-Za-z])|\[(?=[ _]{0,3}\]|\s?[xX\u2713\u2714]\s?\])|\((?=[ _]{1,3}\))|\.(?=\.{3})"
)
_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "--",
                        "\u2026": "...", "\u00a0": " "})  # fmt: skip
_KEPT_WHOLE = 40
"""Columns: a shorter answer is not broken over two lines."""


def width(text: str) -> int:
    """The columns that a text takes: East Asian wide characters two, marks on other characters none."""
    return len(text) if text.isascii() else sum(map(_width_of, text))


def _width_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shown(value: str) -> str:
    """An answer letter by letter, safe from being taken for marks of the file.

    A joiner, which shows nothing, parts what would be read as an entity, a tag, a box or a row of dots.
    """
    return _TAKEN_FOR_MARKS.sub(lambda found: found[0] + _JOINER, value)


def printed(text: str) -> str:
    """Words of the form, their quotes and dashes as a typewriter has them."""
    return text.translate(_PLAIN)


def padded(text: str, columns: int) -> str:
    """A text with spaces up to a width."""
    return text + " " * (columns - width(text))


def centred(text: str, columns: int = PAGE_WIDTH) -> str:
    """A line in the middle of a width."""
    return " " * ((columns - width(text)) // 2) + text


def wrapped(text: str, columns: int, first: int = 0, rest: int = 0) -> list[str]:
    """Lines of a text, broken at spaces only: a word that is wider than a line stays whole.

    Args:
        text: Words between spaces; KEPT is a space inside a word, BREAK ends a line.
        columns: The width of a line, indent included.
        first: Spaces before the first line.
        rest: Spaces before the others.
    """
    lines: list[str] = []
    for part in text.split(BREAK):
        line = " " * (rest if lines else first)
        is_empty = True
        for word in part.split():
            if not is_empty and width(line) + 1 + width(word) > columns:
                lines.append(line)
                line, is_empty = " " * rest, True
            line += word if is_empty else f" {word}"
            is_empty = False
        lines.append(line)
    return [line.replace(KEPT, " ").rstrip() for line in lines]


def balanced(text: str, columns: int) -> list[str]:
    """Lines to be centred: as few as the width allows, and about as long as each other."""
    lines = wrapped(text, columns)
    for narrower in range(columns - 1, 0, -1):
        tried = wrapped(text, narrower)
        if len(tried) > len(lines) or max(map(width, tried)) > narrower:
            return lines
        lines = tried
    return lines


def marked(slot: Slot) -> str:
    """The rule of a place for a mark, with a cross in its middle where it is marked."""
    return "X".center(slot.width, "_") if slot.is_marked else "_" * slot.width


def on_rule(line: str, columns: int) -> str:
    """A line of an answer on its rule; one that is wider hides it."""
    return line + "_" * (columns - width(line))


def answer(slot: Slot, columns: int) -> list[str]:
    """The lines of an answer that stands by itself, each on a rule; empty rules below it.

    Lines of an answer are never broken, so that their ends are its own; an answer of one line is wrapped.
    """
    value = shown(slot.value)
    lines = value.split("\n") if slot.type == "lines" else wrapped(value, max(columns, 1))
    rules = [on_rule(line, columns) for line in lines] if value else []
    return rules + ["_" * columns] * (slot.rules - len(rules))


def flowing(inlines: Sequence[Inline]) -> str:
    """Words and answers as one text to be wrapped, each answer on its rule."""
    text = ""
    for at, inline in enumerate(inlines):
        if isinstance(inline, Text):
            text += printed(inline.text)
        elif inline.is_mark:
            text += marked(inline)
        else:
            text += _set(inline, text[-1:], _letter_after(inlines[at + 1 :]))
    return text


def _letter_after(inlines: Sequence[Inline]) -> str:
    following = inlines[0] if inlines else None
    return following.text[:1] if isinstance(following, Text) else ""


def _set(slot: Slot, before: str, after: str) -> str:
    """A slot within a line; the rule's ends part an answer from letters that touch it."""
    value = shown(slot.value)
    if not value:
        return "_" * slot.width
    lead = "_" if before.isalnum() or before == ":" else ""
    ending = "_" if after.isalnum() else ""
    if slot.type == "lines":
        lines = [line.replace(" ", KEPT) for line in value.split("\n")]
        return BREAK.join([*lines[:-1], on_rule(lead * (len(lines) == 1) + lines[-1], slot.width)]) + (
            BREAK if len(lines) > 1 and after.strip() else ending
        )
    set_ = lead + value
    set_ = on_rule(set_, slot.width) if width(set_) + len(ending) <= slot.width else set_ + ending
    is_whole = slot.type == "signature" or width(set_) <= _KEPT_WHOLE  # a signature's second line would be another name
    return set_.replace(" ", KEPT) if is_whole else set_


def parted(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A paragraph's lines in parts between which a page may end: never one line alone."""
    if len(lines) < 4:
        yield tuple(lines)
        return
    yield tuple(lines[:2])
    yield from ((line,) for line in lines[2:-2])
    yield tuple(lines[-2:])
