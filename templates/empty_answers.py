"""Answers that say nothing stands here: fillers, dashes, "N/A"."""

import re
import unicodedata

FREE_TEXT = ("suitability.", "accreditation.", "nasd.description")
"""How the names of fields begin in whose several lines "none" is an answer."""
_FILLER = re.compile(r"(?:[^\w?]|_)*")
_STRUCK = re.compile(r"[xX](?:[\s.\-_]*[xX])*")
_WORDS = frozenset(
    {
        "n/a", "na", "n.a", "n\\a", "n-a", "none", "nil", "null", "not applicable", "non applicable", "not app",
        "does not apply", "doesn't apply", "none applicable", "inapplicable", "not available", "-0-", "blank",
        "intentionally left blank", "intentionally omitted", "left blank intentionally", "this space left blank",
    }
)  # fmt: skip
_PLACEHOLDER = re.compile(
    r"(?:click(?: or tap)?(?: here)? to (?:enter|add) (?:text|a date)"
    r"|choose an item|\[\s*(?:insert|enter|type|fill in)\b[^\]]*\]|<\s*(?:insert|enter)\b[^>]*>)",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def plain(raw: str) -> str:
    """The same words in plain characters: simple dashes, quotes and spaces, nothing invisible.

    Digits are never changed: a superscript or a full-width digit stays what it is.
    """
    text = _DASHES.sub("-", _INVISIBLE.sub("", raw))
    text = text.translate({0x2018: "'", 0x2019: "'", 0x201B: "'", 0x2032: "'", 0x201C: '"', 0x201D: '"'})
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in text)


def is_filler(raw: str) -> bool:
    """Whether nothing but rules, dashes, dots, other punctuation or struck x's stands there.

    True for "____", "- - -", "[ ]", "*", "xxxx"; False for "?" (which somebody meant) and for a
    single letter or digit other than x. An untouched prompt of a word processor's control is one.
    """
    text = plain(raw).strip()
    bare = text.strip("_ .")
    return bool(_FILLER.fullmatch(text) or _STRUCK.fullmatch(bare) or _PLACEHOLDER.fullmatch(bare))


def is_empty_answer(raw: str) -> bool:
    """Whether the words say that there is no answer: a filler, or "N/A", "none", "nil", "-0-".

    In a name, date, figure or mark such words are a blank. In free text "none" is an answer; ask
    `is_filler` there.
    """
    if is_filler(raw):
        return True
    text = re.sub(r"\s+", " ", plain(raw)).strip("_ .,;:*()[]\"'").casefold()
    text = re.sub(r"\s*([/\\\-])\s*", r"\1", text)
    if text in _WORDS or text.strip("-") in _WORDS:
        return True
    return re.sub(r"\.\s?", ".", text).rstrip(".") in _WORDS


def begins_as_empty(raw: str) -> bool:
    """Whether an empty answer is followed by a remark ("N/A - individual", "none (yet)")."""
    text = re.sub(r"\s+", " ", plain(raw)).strip("_ ")
    match = re.match(r"(n\s?[/\\]\s?a|n\.\s?a\.|not applicable|none)\s*[-(:;,.]+\s*\S", text, re.IGNORECASE)
    return match is not None
