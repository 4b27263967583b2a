"""Numbers that Word counts itself: those of the sections, and of the items and rows that are a field's value.

A number is given to Word only where Word, counting as it does, arrives at the printed one; where it
would print another, its count is set anew, and where even that does not help the number is typed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from templates.blocks import Block, Paragraph
from templates.writers.word_markup import part, w
from templates.writers.word_styles import HALF_INCH, STYLES

_SECTIONS, _ITEMS, _ROWS = 0, 1, 2
"""The abstract lists."""
_TOP, _DOTTED, _LETTER, _ROMAN, _FIGURE, _CAPITAL = range(6)
"""Their levels: "I." or "1.", "1.1", "(a)", "(i)", "(1)", "(A)"."""
_DEEPEST = 8
_NSID = 0x5B0F2D10
_TEXTS = ("%1.", "%1.%2", "(%3)", "(%4)", "(%5)", "(%6)")
_FORMATS = ("decimal", "decimal", "lowerLetter", "lowerRoman", "decimal", "upperLetter")
_BY_SECTION, _BY_ARTICLE = 1, 2
"""The sections' list, and the same one with roman numbers for the articles."""
_NUMERALS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered paragraph's place in the outline, and whether Word counts it."""

    level: int
    """0: "I." or "1."; 1: "1.1"; 2: "(a)"; 3: "(i)"; 4: "(1)"; 5: "(A)"."""
    list: int = 0
    """The list that Word counts it by; 0: its number is typed."""


@dataclass(frozen=True, slots=True)
class _Anew:
    """A list that goes on with the sections' count but sets one level anew."""

    number: int
    level: int
    start: int


class Numbers:
    """The lists of one paper.

    Args:
        blocks: The paper's.
        is_automatic: Whether sections are counted by Word; items and rows always are.
    """

    def __init__(self, blocks: Sequence[Block], *, is_automatic: bool) -> None:
        self._is_automatic = is_automatic
        numbered = [block for block in blocks if isinstance(block, Paragraph) and block.number]
        tops = [block.number for block in numbered if re.fullmatch(r"[IVXLC]+\.", block.number)]
        self._top: Literal["upperRoman", "decimal"] = "upperRoman" if tops else "decimal"
        self._top_is_heading = any(
            block.style == "heading" for block in numbered if _value(block.number, _TOP, self._top) is not None
        )
        self._counts: dict[int, int] = {}
        self._lists = {level: self._list_of(level) for level in range(_CAPITAL + 1)}
        self._reset: set[int] = set()
        self._anew: list[_Anew] = []
        self._own: list[tuple[int, int]] = []
        self._next_list = _BY_ARTICLE + 1

    def place(self, block: Paragraph) -> Place | None:
        """The place of a paragraph; asked once for each, in their order. None where it has no number known here."""
        level = self._level(block.number) if block.number else None
        if level is None:
            return None
        value = _value(block.number, level, self._top) or 0
        if not self._is_automatic:
            self._count(level, value)
            return Place(level)
        if not self._can_count(block.number, level):
            return Place(level)  # typed, and Word's count stays where it is
        if self._counts.get(level, 0) + 1 != value or level in self._reset:
            self._lists[level] = self._next_list
            self._anew.append(_Anew(self._next_list, level, value))
            self._next_list += 1
            self._reset.discard(level)
        self._count(level, value)
        return Place(level, self._lists[level])

    def is_by_style(self, place: Place, style: str) -> bool:
        """Whether a place is the one that a paragraph of this style has anyhow."""
        return self.of_styles.get(place.level) == place.list and STYLES[style].level == place.level

    @property
    def of_styles(self) -> dict[int, int]:
        """The levels that belong to styles, and the list of each: such a style's paragraphs are numbered by it."""
        if not self._is_automatic:
            return {}
        levels = {style.level for style in STYLES.values() if style.level is not None}
        return {level: self._list_of(level) for level in sorted(levels) if level or self._top_is_heading}

    def _list_of(self, level: int) -> int:
        return _BY_ARTICLE if level == _TOP and self._top == "upperRoman" else _BY_SECTION

    def items(self) -> int:
        """A list of its own for the items of a field."""
        return self._new(_ITEMS)

    def rows(self) -> int:
        """A list of its own for the rows of a field."""
        return self._new(_ROWS)

    def _new(self, abstract: int) -> int:
        self._own.append((self._next_list, abstract))
        self._next_list += 1
        return self._next_list - 1

    def _can_count(self, number: str, level: int) -> bool:
        """Whether Word prints this number at this level, as far as the levels above it have come."""
        if level == _DOTTED:
            return self._counts.get(_TOP) == int(number.partition(".")[0])
        return True

    def _count(self, level: int, value: int) -> None:
        self._counts[level] = value
        for deeper in range(level + 1, _CAPITAL + 1):
            if self._counts.pop(deeper, None) is not None and self._lists[deeper] != self._list_of(deeper):
                # Programs differ in where a count that was set anew begins the next time: it is said.
                self._reset.add(deeper)

    def _level(self, number: str) -> int | None:
        fits = [level for level in range(_CAPITAL + 1) if _value(number, level, self._top) is not None]
        if _LETTER in fits and _ROMAN in fits:  # "(i)" follows "(h)", or begins the level below
            goes_on = {level for level in fits if self._counts.get(level, 0) + 1 == _value(number, level, self._top)}
            return _LETTER if _LETTER in goes_on and self._counts.get(_LETTER) else _ROMAN
        return fits[0] if fits else None

    def part(self) -> bytes:
        """The part that defines the lists."""
        sections = [w("num", w("abstractNumId", val=_SECTIONS), numId=_BY_SECTION)]
        if self._top == "upperRoman":
            sections.append(
                self._list(_BY_ARTICLE, w("lvlOverride", self._level_markup(_TOP, "upperRoman"), ilvl=_TOP))
            )
        sections += [self._list(one.number, self._override(one)) for one in self._anew]
        own = [
            w(
                "num",
                w("abstractNumId", val=abstract),
                w("lvlOverride", w("startOverride", val=1), ilvl=0),
                numId=number,
            )
            for number, abstract in self._own
        ]
        levels = (self._level_markup(level) for level in range(_DEEPEST + 1))
        return part(
            "numbering",
            w("abstractNum", _kind(_SECTIONS, "multilevel"), *levels, abstractNumId=_SECTIONS),
            *(_simple(abstract) for abstract in (_ITEMS, _ROWS)),
            *sections,
            *own,
        )

    @staticmethod
    def _list(number: int, override: str) -> str:
        return w("num", w("abstractNumId", val=_SECTIONS), override, numId=number)

    def _override(self, one: _Anew) -> str:
        form = self._level_markup(_TOP, "upperRoman") if one.level == _TOP and self._top == "upperRoman" else ""
        return w("lvlOverride", w("startOverride", val=one.start), form, ilvl=one.level)

    def _level_markup(self, level: int, form: str = "") -> str:
        """A level of the sections' list.

        The articles' own number is decimal here, and roman in the list that their headings name: the sections
        print it in figures, and the two lists count together.
        """
        known = level <= _CAPITAL
        style = next((style for style in STYLES.values() if style.level == level), None)
        is_heading = level == _TOP and self._top_is_heading
        left = max(0, min(level, _CAPITAL) - 1) * HALF_INCH
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=form or (_FORMATS[level] if known else "none")),
            w("pStyle", val=style.id) if style and level in self.of_styles else "",
            "<w:isLgl/>" if level == _DOTTED else "",
            w("suff", val="space" if is_heading else "tab"),
            w("lvlText", val=_TEXTS[level] if known else ""),
            w("lvlJc", val="left"),
            w(
                "pPr",
                "" if is_heading else w("tabs", w("tab", val="num", pos=left + 2 * HALF_INCH)),
                w("ind", left=left, firstLine=0 if is_heading else HALF_INCH),
            ),
            ilvl=level,
        )


def _kind(abstract: int, levels: str) -> str:
    # Lists are told apart by this number when one file's text is put into another.
    return w("nsid", val=f"{_NSID + abstract:08X}") + w("multiLevelType", val=levels)


def _simple(abstract: int) -> str:
    is_row = abstract == _ROWS
    return w(
        "abstractNum",
        _kind(abstract, "singleLevel"),
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="decimal"),
            w("suff", val="nothing" if is_row else "tab"),
            w("lvlText", val="%1" if is_row else "%1."),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=0 if is_row else HALF_INCH, hanging=0 if is_row else HALF_INCH // 2)),
            ilvl=0,
        ),
        abstractNumId=abstract,
    )


def _value(number: str, level: int, top: str) -> int | None:
    """What a printed number counts at a level; None where it is none of that level's."""
    inside = number[1:-1] if number.startswith("(") and number.endswith(")") else ""
    match level:
        case 0:
            if top == "upperRoman":
                return _roman(number[:-1].lower()) if re.fullmatch(r"[IVXLC]+\.", number) else None
            return int(number[:-1]) if re.fullmatch(r"\d+\.", number) else None
        case 1:
            found = re.fullmatch(r"\d+\.(\d+)", number)
            return int(found[1]) if found else None
        case 2:
            return _letter(inside) if re.fullmatch(r"([a-z])\1*", inside) else None
        case 3:
            return _roman(inside) if re.fullmatch(r"[ivxlc]+", inside) else None
        case 4:
            return int(inside) if inside.isdigit() else None
        case _:
            return _letter(inside.lower()) if re.fullmatch(r"([A-Z])\1*", inside) else None


def _letter(letters: str) -> int:
    return ord(letters[0]) - ord("a") + 1 + 26 * (len(letters) - 1)


def _roman(letters: str) -> int | None:
    """The number that is written so; None where it would be written otherwise."""
    number, rest = 0, letters
    for amount, sign in _NUMERALS:
        while rest.startswith(sign):
            number, rest = number + amount, rest[len(sign) :]
    if rest or not number:
        return None
    again, left = "", number
    for amount, sign in _NUMERALS:
        times, left = divmod(left, amount)
        again += sign * times
    return number if again == letters else None
