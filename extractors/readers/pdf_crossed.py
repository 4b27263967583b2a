"""Lines of the hand across a PDF page: which words they go through, and may strike out.

A level line that ends with its words strikes them, and is told as a strike. Others leave a doubt: a slanted
line, a big cross, a line that runs on beyond its words as the rule of a blank does.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.readers.pdf_lines import Item
from extractors.sheet import Box

_SHORTEST = 12.0
"""Points: a shorter stroke is part of a mark, a sign or a letter."""
_LEVEL = 1.0
"""Points that a rule's ends lie apart at most: a hand's line rises or falls."""
_TOP, _FOOT = 0.6, 0.1
"""Above the baseline, of a word's size: what is between is the body of its letters."""
_THROUGH = 0.45
"""Of a word's size, how much of a slanted stroke lies in the body of the letters it goes through."""
_ALONG = 0.5
"""Of a word's breadth, how much a level line covers of what it goes through."""
_RULE = 0.05, 0.36
"""Above and below the baseline, of a word's size: where the rule is that a word is written on."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, from its left end to its right one."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def length(self) -> float:
        """In points."""
        return math.hypot(self.x1 - self.x0, self.y1 - self.y0)

    @property
    def is_level(self) -> bool:
        """Whether it is drawn as rules are."""
        return abs(self.y1 - self.y0) < _LEVEL

    @property
    def is_upright(self) -> bool:
        """Whether it is drawn as a column's or a margin's line is."""
        return abs(self.x1 - self.x0) < 0.15 * self.length

    def within(self, box: Box) -> float:
        """How long the part of it is that lies in a box (Liang and Barsky's clipping)."""
        first, last = 0.0, 1.0
        wide, high = self.x1 - self.x0, self.y1 - self.y0
        sides = (
            (-wide, self.x0 - box.x0), (wide, box.x1 - self.x0),
            (-high, self.y0 - box.top), (high, box.bottom - self.y0),
        )  # fmt: skip
        for step, room in sides:
            if step == 0:
                if room < 0:
                    return 0.0
            elif step < 0:
                first = max(first, room / step)
            else:
                last = min(last, room / step)
        return max(0.0, last - first) * self.length


def stroke_between(one: tuple[float, float], other: tuple[float, float]) -> Stroke | None:
    """A stroke between two points; None where it is too short to strike anything out."""
    left, right = sorted((one, other))
    made = Stroke(*left, *right)
    return made if made.length >= _SHORTEST else None


@dataclass(slots=True)
class Crossed:
    """The strokes of a page, in the order in which they can be looked up."""

    strokes: Sequence[Stroke]
    _level: list[Stroke] = field(init=False)
    _slanted: list[Stroke] = field(init=False)

    def __post_init__(self) -> None:
        self._level = sorted((one for one in self.strokes if one.is_level), key=lambda one: one.y0)
        self._slanted = [one for one in self.strokes if not (one.is_level or one.is_upright)]

    def mark(self, items: list[Item]) -> None:
        """Say of each word whether a stroke goes through it that is not told as a strike."""
        if not self.strokes:
            return
        rules = sorted((item for item in items if not item.text.strip("_")), key=lambda item: item.base)
        for item in items:
            if item.strike or sum(map(str.isalnum, item.text)) < 2 or item.angle:
                continue
            body = Box(item.box.x0, item.base - _TOP * item.size, item.box.x1, item.base - _FOOT * item.size)
            if any(one.within(body) >= _THROUGH * item.size for one in self._slanted):
                item.crossed = "line"
            elif self._is_level_through(body):
                item.crossed = "line" if self._stands_on_rule(item, rules) else "rule"

    def _is_level_through(self, body: Box) -> bool:
        wide = body.x1 - body.x0
        return any(
            min(one.x1, body.x1) - max(one.x0, body.x0) >= _ALONG * wide for one in self._between(body.top, body.bottom)
        )

    def _between(self, top: float, bottom: float) -> list[Stroke]:
        first = bisect_left(self._level, top, key=lambda one: one.y0)
        return self._level[first : bisect_left(self._level, bottom, key=lambda one: one.y0)]

    def _stands_on_rule(self, item: Item, rules: list[Item]) -> bool:
        """Whether a word has a rule under it, so that the line through it is not the one it is written on."""
        above, below = item.base - _RULE[0] * item.size, item.base + _RULE[1] * item.size
        if any(one.x0 < item.box.x1 and one.x1 > item.box.x0 for one in self._between(above, below)):
            return True
        first = bisect_left(rules, item.base - 0.4 * item.size, key=lambda rule: rule.base)
        last = bisect_left(rules, item.base + 0.9 * item.size, key=lambda rule: rule.base)
        return any(
            rule.box.x0 < item.box.x1 + item.size and rule.box.x1 > item.box.x0 - item.size
            for rule in rules[first:last]
        )
