"""Words into tokens: what is compared between form and document.

White space, quotes and dashes make no difference, so they leave no token; figures are
kept whole, so that 25,000 and 52,000 always differ. A blank's rule, an empty check box
and a row of dashes leave a rule token, which may stand anywhere.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from extractors.sheet import Word

_QUOTES = "\"'`´‘’‚‛“”„‟«»‹›′″\u00a8"
_DASHES = "-‐‑‒–—―−﹘﹣－\u00ad"
EMPTY_BOXES = "☐□▢◻❏❐❑❒○◯"
_PATTERN = re.compile(
    rf"""
    (?P<rule>_+|[{EMPTY_BOXES}]|\.{{4,}}|…{{2,}}|[{re.escape(_DASHES)}]{{3,}}|[─━═]+)
  | (?P<word>\d+(?:[.,]\d+)+|(?:[^\W_]|[{re.escape("'’‘")}](?=[^\W_]))+)
  | (?P<skip>[{re.escape(_QUOTES + _DASHES)}])
  | (?P<sign>\S)
    """,
    re.VERBOSE,
)


_LETTERED = re.compile("[\u249c-\u24b5\u24d0-\u24e9]")
CIRCLED = re.compile("[\u24d0-\u24e9]")
"""Letters in a circle: as text they read "(a)", and the circle is a mark."""


class Token(NamedTuple):
    """A piece of a word that is compared."""

    text: str
    is_rule: bool
    word: int
    """Index of the word (or of the wording's item) it is a part of."""
    start: int
    end: int
    """Its characters within the word's text."""
    begins_line: bool = False
    """First of its visual line, in its column."""


def tokenize(texts: Iterable[str]) -> list[Token]:
    """Tokens of a sequence of words, in order."""
    return [
        Token(text, is_rule, index, start, end)
        for index, word in enumerate(texts)
        for text, is_rule, start, end in _parts(word)
    ]


@lru_cache(maxsize=20_000)
def _parts(text: str) -> tuple[tuple[str, bool, int, int], ...]:
    """A word's tokens: (text, is a rule, begin, end)."""
    plain = text if text.isascii() else _compatible(text)
    lettered = _LETTERED.search(text)
    if lettered:  # one sign that shows a letter in a circle or in brackets: "(a)"
        at = lettered.start()
        letter = chr(ord("a") + (ord(lettered.group()) - 0x249C) % 26)
        inner = tuple((part, False, at, at + 1) for part in ("(", letter, ")"))
        before, after = _parts(text[:at]) if at else (), _parts(text[at + 1 :]) if text[at + 1 :] else ()
        return before + inner + tuple((part, rule, at + 1 + a, at + 1 + b) for part, rule, a, b in after)
    parts = [
        ("_" if found.lastgroup == "rule" else _normal(found.group()), found.lastgroup == "rule", *found.span())
        for found in _PATTERN.finditer(plain)
        if found.lastgroup != "skip"
    ]
    if not parts:  # a lone dash or quote: nothing to compare, yet it stands there
        parts.append(("_", True, 0, len(text)))
    return tuple(parts)


def _compatible(text: str) -> str:
    """NFKC, but letter by letter where that keeps the length, so that offsets hold."""
    whole = unicodedata.normalize("NFKC", text)
    if len(whole) == len(text):
        return whole
    return "".join(piece if len(piece := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)


def _normal(text: str) -> str:
    for mark in "'’‘":
        text = text.replace(mark, "")
    if text in ("x", "×"):
        return "X"
    for ligature, letters in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(ligature, letters)
    return text


_CROSSES = ("X", "XX", "XXX")
_WORDS = ("NONE", "NOTE", "NOTED", "NOTES", "NODE", "NOON", "NORTH", "NOUN", "NOVA", "NORM")


def _is_initials(rest: str, whole: str) -> bool:
    return 2 <= len(rest) <= 3 and rest.isalpha() and rest.isupper() and whole.upper() not in _WORDS


def split_glued_marks(tokens: list[Token], labels: frozenset[str], vocabulary: frozenset[str]) -> list[Token]:
    """Part a mark from the label it is typed onto: NOX is NO and X, where the form has no word NOX."""
    result: list[Token] = []
    for token in tokens:
        text = token.text
        if token.is_rule or text in vocabulary or len(text) > 6 or token.end - token.start != len(text):
            result.append(token)
            continue
        for label in labels:
            rest = text.removeprefix(label)
            if rest != text and (rest.upper() in _CROSSES or (len(label) > 1 and _is_initials(rest, text))):
                cut = token.start + len(label)
                result += [token._replace(text=label, end=cut), token._replace(text=rest, start=cut, begins_line=False)]
                break
            rest = text.removesuffix(label)
            if rest != text and rest.upper() in _CROSSES and len(label) > 1:
                cut = token.start + len(rest)
                result += [token._replace(text=rest, end=cut), token._replace(text=label, start=cut, begins_line=False)]
                break
        else:
            result.append(token)
    return result


def joined(words: Iterable[str]) -> str:
    """The characters that count, without white space: two wordings are one if these are equal."""
    return "".join(token.text for token in tokenize(words) if not token.is_rule)


class Piece(NamedTuple):
    """A part of a document's word that fell into one place."""

    text: str
    word: Word
    page: int
    """Index of the sheet's page."""
