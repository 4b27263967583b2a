"""Automatic numbers: Word keeps "1.1" and "(a)" out of the text and counts them when it shows it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from extractors.readers.word_blocks import Format, Label
from extractors.readers.word_names import VAL, W, is_on, value, whole
from extractors.readers.word_styles import Styles
from extractors.symbols import symbol

_PLACE = re.compile(r"%([1-9])")
_MARKS = frozenset("☐☒☑✓✔✗✘")
"""Bullets that may be an answer; all others are ornaments."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


class Level(NamedTuple):
    """One level of a list."""

    start: int
    format: str
    text: str
    suffix: str
    restart: int | None
    """From 1: the level after which this one starts again; 0 never; None after every higher one."""
    legal: bool
    """All numbers of the text in decimals."""
    setting: etree._Element | None
    """Its pPr: the paragraph's indent and tabs."""
    style: str | None
    """The paragraph style that belongs to it."""
    font: str


class Numbering:
    """The file's lists.

    Args:
        tree: The root of numbering.xml; None where the file has none.
        styles: The file's styles, which may stand for lists and belong to their levels.
    """

    def __init__(self, tree: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        if tree is not None:
            self._abstract = {e.get(f"{W}abstractNumId") or "": e for e in tree.findall(f"{W}abstractNum")}
            self._lists = {e.get(f"{W}numId") or "": e for e in tree.findall(f"{W}num")}
        self._levels: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}

    def levels(self, name: str) -> tuple[str, dict[int, Level], dict[int, int]]:
        """Of a list: what it counts together with, its levels, and the levels it starts anew."""
        if name not in self._levels:
            self._levels[name] = self._read(name)
        return self._levels[name]

    def _read(self, name: str) -> tuple[str, dict[int, Level], dict[int, int]]:
        found = self._lists.get(name)
        key = value(found, "abstractNumId") or ""
        abstract: etree._Element | None = self._abstract.get(key)
        for _ in range(8):  # a list may stand for a style, the style for a list, and so on in a circle
            linked = value(abstract, "numStyleLink")
            target = None if linked is None else self._styles.list_of(linked)
            if target is None:
                break
            key = value(self._lists.get(target), "abstractNumId") or ""
            abstract = self._abstract.get(key)
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for element in () if abstract is None else abstract.findall(f"{W}lvl"):
            levels[whole(element.get(f"{W}ilvl"))] = _level(element)
        for override in () if found is None else found.findall(f"{W}lvlOverride"):
            number = whole(override.get(f"{W}ilvl"))
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[number] = _level(own)
            start = value(override, "startOverride")
            if start is not None:
                starts[number] = whole(start, 1)
        return key, levels, starts

    def level(self, form: Format) -> tuple[str, int, Level] | None:
        """The list, level number and level of a paragraph; None where it is not numbered."""
        if form.number is None or form.number[0] == "0":
            return None
        name, number = form.number
        _, levels, _ = self.levels(name)
        # A style numbered by its list says the list alone; the list says which level is the style's.
        if number == 0 and form.style:
            number = next((n for n, level in levels.items() if level.style == form.style), 0)
        level = levels.get(number)
        return None if level is None else (name, number, level)


class Counter:
    """Counts the paragraphs of one text, in their order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()
        self._starts: dict[tuple[str, int], int] = {}

    def label(self, form: Format) -> Label | None:
        """The next number, for a paragraph of this format; None where it has none to show."""
        found = self._numbering.level(form)
        if found is None:
            return None
        name, number, level = found
        key, levels, starts = self._numbering.levels(name)
        if level.format == "bullet":
            return _bullet(level)
        counts = self._counts.setdefault(key, {})
        if name not in self._seen:
            self._seen.add(name)
            for anew, start in starts.items():
                counts.pop(anew, None)
                self._starts[key, anew] = start
        start = self._starts.get((key, number), level.start)
        counts[number] = counts.get(number, start - 1) + 1
        for deeper, other in levels.items():
            if deeper > number and (other.restart is None or number < other.restart):
                counts.pop(deeper, None)
        if level.format == "none" and not _PLACE.search(level.text):
            return Label(level.text, level.suffix) if level.text.strip() else None

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = levels.get(at)
            if other is None:
                return ""
            count = counts.get(at, self._starts.get((key, at), other.start))
            return counted(count, "decimal" if level.legal and other.format != "none" else other.format)

        text = _PLACE.sub(shown, level.text)
        return Label(text, level.suffix) if text.strip() else None


def _level(element: etree._Element) -> Level:
    restart = value(element, "lvlRestart")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    # Newer formats stand as an alternative of the markup's compatibility; its first choice is as good as any.
    form = element.find(f".//{W}numFmt")
    return Level(
        start=whole(value(element, "start"), 0 if value(element, "start") == "0" else 1),
        format=(form.get(VAL) if form is not None else None) or "decimal",
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        restart=None if restart is None else whole(restart),
        legal=is_on(element, "isLgl"),
        setting=element.find(f"{W}pPr"),
        style=value(element, "pStyle"),
        font="" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "",
    )


def _bullet(level: Level) -> Label | None:
    text = "".join(symbol(level.font, ord(letter)) or letter for letter in level.text)
    return Label(text, level.suffix) if text and set(text) <= _MARKS else None


def counted(number: int, form: str) -> str:
    """The number as the format writes it; in decimals where the format is not known."""
    if form == "none":
        return ""
    writer = _WRITERS.get(form) if 1 <= number <= 20_000 else None
    return str(number) if writer is None else writer(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _ordinal(number: int) -> str:
    return str(number) + ("th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))


def _roman(number: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        times, number = divmod(number, amount)
        text += letters * times
    return text


def _worded(number: int, *, ordinal: bool) -> str:
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    words = [_ONES[number]] if number < 20 else [_TENS[tens], *([_ONES[ones]] if ones else [])]
    if ordinal:
        last = words[-1]
        words[-1] = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return "-".join(words).capitalize()


_WRITERS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "ordinal": _ordinal,
    "cardinalText": lambda number: _worded(number, ordinal=False),
    "ordinalText": lambda number: _worded(number, ordinal=True),
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if number <= 20 else str(number),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
}
