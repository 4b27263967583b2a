"""Hebrew and Arabic on a page: letters that stand from right to left, put into the order they are read in.

A page's words are gathered from left to right, so that a name in one of these scripts comes out
backwards: its letters, and its words among each other. Figures within it keep their order.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from extractors.sheet import Word

_FROM_THE_RIGHT = ("R", "AL")
_LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z]+(?:[.,:/-][0-9A-Za-z]+)*")
_MIRRORED = str.maketrans("()[]{}<>", ")(][}{><")


def in_logical_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a page, line by line, with runs of right-to-left words turned round.

    Only what was drawn is turned: form fields and annotations hold their text as it is read.
    """
    if all(word.text.isascii() for word in words) or not any(_is_from_the_right(word) for word in words):
        return tuple(words)
    turned: list[Word] = []
    for _, line in groupby(words, key=lambda word: word.line):
        for is_turned, run in groupby(line, key=_is_from_the_right):
            own = list(run)
            turned += [word._replace(text=_turned(word.text)) for word in reversed(own)] if is_turned else own
    return tuple(turned)


def _is_from_the_right(word: Word) -> bool:
    if word.text.isascii() or word.source not in ("text", "ocr"):
        return False
    kinds = {unicodedata.bidirectional(char) for char in word.text}
    return bool(kinds & set(_FROM_THE_RIGHT)) and "L" not in kinds


def _turned(text: str) -> str:
    backwards = text[::-1].translate(_MIRRORED)
    return _LEFT_TO_RIGHT.sub(lambda found: found.group()[::-1], backwards)
