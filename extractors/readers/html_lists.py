"""The numbers that browsers put before the items of lists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.readers.html_css import Properties

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CONTENT = re.compile(
    r"""counters?\(\s*([\w-]+)\s*(?:,\s*"[^"]*"\s*)?(?:,\s*([\w-]+)\s*)?\)"""
    r"""|attr\(\s*([\w-]+)\s*\)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")


@dataclass(slots=True)
class ListState:
    """How far a list has counted."""

    style: str
    number: int = 0

    @classmethod
    def of(cls, tag: str, attributes: Mapping[str, str], properties: Properties) -> "ListState":
        """The state of a list that begins."""
        style = _style(properties) or _TYPES.get(attributes.get("type", ""), "decimal" if tag == "ol" else "none")
        return cls(style, _integer(attributes.get("start"), 1) - 1)

    def next(self, attributes: Mapping[str, str], properties: Properties) -> str:
        """The marker of the next item; empty where it is a bullet, or none."""
        self.number = _integer(attributes.get("value"), self.number + 1)
        style = _style(properties) or _TYPES.get(attributes.get("type", ""), self.style)
        number = numbered(self.number, style)
        return f"{number}." if number else ""


class Counters:
    """CSS counters, by which Google Docs and some writers number paragraphs."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def enter(self, properties: Properties) -> None:
        """Take up what an element resets and counts."""
        for name, number in _pairs(properties.get("counter-reset", ""), 0):
            self._counts[name] = number
        for name, number in _pairs(properties.get("counter-increment", ""), 1):
            self._counts[name] = self._counts.get(name, 0) + number

    def marker(self, content: str) -> str:
        """The number that a `content` property puts before a list's item; empty where it is only a bullet."""
        return self.generated(content, {}) if "counter" in content else ""

    def generated(self, content: str, attributes: Mapping[str, str]) -> str:
        """The text of a `content` property of an element of these attributes."""
        parts = []
        for name, style, attribute, double, single in _CONTENT.findall(content):
            if attribute:
                parts.append(attributes.get(attribute.lower(), ""))
            elif name:
                parts.append(numbered(self._counts.get(name.lower(), 0), style or "decimal"))
            else:
                parts.append(
                    _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], double or single)
                )
        return "".join(parts)


def numbered(number: int, style: str) -> str:
    """A number as a list shows it; empty for bullets and for styles not known."""
    if style in ("decimal", "decimal-leading-zero"):
        return f"{number:02d}" if "zero" in style else str(number)
    if style in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin") and 0 < number < 100_000:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if style.startswith("upper") else letters
    if style in ("lower-roman", "upper-roman") and 0 < number < 4000:
        letters = ""
        for worth, sign in _ROMAN:
            count, number = divmod(number, worth)
            letters += sign * count
        return letters.upper() if style.startswith("upper") else letters
    return ""


def _style(properties: Properties) -> str:
    """The list style that CSS sets, without the rest of the shorthand."""
    setting = properties.get("list-style-type") or properties.get("list-style") or ""
    words = setting.split()
    return next(
        (word for word in words if word == "none" or word in ("disc", "circle", "square") or numbered(1, word)), ""
    )


def _pairs(setting: str, default: int) -> list[tuple[str, int]]:
    """`name 0 other` as names with their numbers."""
    pairs: list[tuple[str, int]] = []
    for word in setting.split():
        if re.fullmatch(r"-?\d{1,6}", word) and pairs:
            pairs[-1] = (pairs[-1][0], int(word))
        elif word != "none":
            pairs.append((word, default))
    return pairs


def _integer(setting: str | None, default: int) -> int:
    return int(setting) if setting and re.fullmatch(r"\s*-?\d{1,6}\s*", setting) else default
