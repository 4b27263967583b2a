"""Blanks under captions of their own line ("Applicable Set Price" above a rule), and answers set elsewhere.

As filed, the answer stands between its caption and the next. A copy may have it beside a caption of two lines, or in
a column of its own that is read behind all captions: then lines and heights tell whose it is. Where even these do
not, no answer of the series is certain.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.alignment.laid import Laid, union
from extractors.record import Reading
from extractors.sheet import Box
from templates.wording import Print

_WIDE = 1.9
"""So many characters of white space part an answer from its caption."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Captioned:
    """A blank under its caption."""

    name: str
    gap: int
    caption: tuple[int, ...]
    """The caption's ticks."""


def captioned(laid: Laid) -> list[Captioned]:
    """The blanks that have a line of their own, under a line of print, in order; none where they are few."""
    items, ticks = laid.ruler.items, laid.ruler.ticks
    found: list[Captioned] = []
    for gap in sorted(laid.ruler.gaps):
        item = items[ticks[gap].item]
        lines = [
            at
            for at in range(max(0, gap - 40), gap)
            if isinstance(own := items[ticks[at].item], Print) and own.line == item.line - 1
        ]
        begins_line = gap > 0 and items[ticks[gap - 1].item].line < item.line
        if item.region == "lines" and item.field and begins_line and lines and lines[-1] == gap - 1:
            found.append(Captioned(item.field, gap, tuple(lines)))
    return found if len(found) >= _FEWEST else []


def take_from_beside(laid: Laid) -> None:
    """Give answers to their blanks that stand beside the caption, or at its height in a column of their own."""
    series = captioned(laid)
    _from_between_lines(laid, series)
    _from_another_column(laid, series)


def answers_elsewhere(laid: Laid, readings: Mapping[str, Reading]) -> set[str]:
    """The fields of a series in which answers do not stand under their captions, for all one can tell."""
    series = captioned(laid)
    names = {one.name for one in series}
    if not series:
        return set()
    first, last = readings[series[0].name], readings[series[-1].name]
    if first.state != "filled" and first.raw and last.state == "blank":
        return names  # every answer stands one caption too high
    if any(_stands_higher(laid, one) for one in series):
        return names
    blank = any(readings[one.name].state == "blank" for one in series)
    return names if blank and _has_stray_figure(laid, series) else set()


def _from_between_lines(laid: Laid, series: list[Captioned]) -> None:
    for one in series:
        places = (*one.caption[1:], one.gap)
        stray = [token for at in places for token in laid.alignment.added.get(at, [])]
        if stray and not _words(laid, one.gap) and all(_is_beside(laid, token, one) for token in stray):
            for at in places:
                laid.alignment.added.pop(at, None)
            laid.alignment.filled[one.gap] = sorted([*stray, *laid.alignment.filled.get(one.gap, [])])


def _is_beside(laid: Laid, token: int, one: Captioned) -> bool:
    """Whether a word stands on a line of the caption, behind it and well apart, with a figure on that line."""
    placed = laid.word(token)
    own = [laid.word(laid.alignment.matched[at]) for at in one.caption if at in laid.alignment.matched]
    line = [other.word.box for other in own if (other.word.line, other.page) == (placed.word.line, placed.page)]
    if not line:
        return False
    end = max(box.x1 for box in line)
    letter = sum(box.x1 - box.x0 for box in line) / max(1, sum(len(other.word.text) for other in own))
    behind = [
        other.word
        for other in laid.words
        if (other.word.line, other.page) == (placed.word.line, placed.page) and other.word.box.x0 >= end
    ]
    return (
        bool(behind)
        and min(word.box.x0 for word in behind) - end > _WIDE * letter
        and any(re.search(r"\d", word.text) for word in behind)
    )


def _from_another_column(laid: Laid, series: list[Captioned]) -> None:
    """Answers that are read behind all captions, each at the height of its own."""
    if not series or not _stands_higher(laid, series[-1]) or any(_words(laid, one.gap) for one in series[:-1]):
        return
    held = laid.alignment.filled[series[-1].gap]
    lines: dict[tuple[int, int], list[int]] = {}
    for token in held:
        placed = laid.word(token)
        lines.setdefault((placed.page, placed.word.line), []).append(token)
    given: dict[int, list[int]] = {}
    for line in lines.values():
        own = [one for one in series if _is_at_height(laid, line[0], one)]
        if len(own) != 1 or own[0].gap in given:
            return
        given[own[0].gap] = line
    laid.alignment.filled.pop(series[-1].gap)
    laid.alignment.filled.update(given)


def _is_at_height(laid: Laid, token: int, one: Captioned) -> bool:
    placed, caption = laid.word(token), _box(laid, one)
    if caption is None or caption[0] != placed.page:
        return False
    middle = (placed.word.box.top + placed.word.box.bottom) / 2
    return caption[1].top <= middle <= caption[1].bottom


def _stands_higher(laid: Laid, one: Captioned) -> bool:
    """Whether words in a blank stand above the caption that should be above them."""
    caption = _box(laid, one)
    return caption is not None and any(
        laid.word(token).page == caption[0] and laid.word(token).word.box.bottom <= caption[1].top
        for token in _words(laid, one.gap)
    )


def _box(laid: Laid, one: Captioned) -> tuple[int, Box] | None:
    """Page and box of the caption's print."""
    placed = [laid.word(laid.alignment.matched[at]) for at in one.caption if at in laid.alignment.matched]
    if not placed or len({own.page for own in placed}) > 1:
        return None
    return placed[0].page, union([own.word.box for own in placed])


def _words(laid: Laid, gap: int) -> list[int]:
    return [token for token in laid.alignment.filled.get(gap, []) if not laid.tokens[token].is_rule]


def _has_stray_figure(laid: Laid, series: list[Captioned]) -> bool:
    """Whether a figure stands among the captions that no blank holds."""
    inside = range(series[0].caption[0], series[-1].gap + 2)
    return any(
        any(char.isdigit() for char in laid.tokens[token].text) and token not in laid.taken
        for at in inside
        for token in laid.alignment.added.get(at, [])
    )
