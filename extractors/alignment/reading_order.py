"""Words that stand side by side, brought into the order in which the form is read.

The signature page has two columns, the head of 7.2(e) three, and 7.3 is often set in two.
Where such a region lies in the document is known from the running text before and after it.
Several orders are tried there (line by line, column by column); the one that agrees best
with the form's own words is kept, so that no layout is presumed.
"""

from collections import Counter
from itertools import groupby
from statistics import median
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from extractors.alignment.align import chained, runs_of
from extractors.alignment.columns import (
    by_bounds,
    by_gaps,
    by_halves,
    caption_rows,
    second_column_of_options,
    texts,
)
from extractors.alignment.document import Placed
from extractors.alignment.ruler import Ruler, labelled
from extractors.alignment.tokens import tokenize
from templates.wording import Print

_RUNS = (5, 3)
_AROUND, _LONGEST_REGION = 120, 1500
_SIDE_BY_SIDE = ("columns", "circle")


class Ordered(NamedTuple):
    """The document's words in the form's order, and what was learned of its columns."""

    words: list[Placed]
    split: dict[int, float]
    """First tick of a region with two columns → where its right column begins."""
    doubtful: frozenset[int]
    """Lines on which a word stands so near the split that its column is a guess."""


def in_reading_order(words: list[Placed], ruler: Ruler, *, labels_apart: bool = False) -> Ordered:
    """Bring the words of every side-by-side region into the form's order.

    Args:
        words: The document's, line by line.
        ruler: The form's ticks.
        labels_apart: The ruler reads the labels of 7.1 before their texts.
    """
    split: dict[int, float] = {}
    doubtful: set[int] = set()
    finder = _Finder(words, ruler)  # regions keep their places: ordering one moves no word out of it
    for first, last in _regions(ruler):
        span = _span(words, finder, first, last)
        if span is None:
            continue
        begin, end = span
        lines = [list(line) for _, line in groupby(words[begin:end], key=lambda placed: placed.word.line)]
        ticks = ruler.ticks[first:last]
        target = [tick.text for tick in ticks if not tick.is_gap]
        rows = caption_rows(lines, ruler, ticks)
        bounds = [median(places) for places in zip(*rows.values(), strict=False)] if rows else []
        unsure: set[int] = set()
        orders = [words[begin:end]]
        if bounds:
            misfits: set[int] = set()
            orders.append(by_bounds(lines, rows, bounds, unsure, misfits))
            if len({line[0].page for line in lines}) > 1:  # a page may break within the columns
                orders.append(by_bounds(lines, rows, bounds, unsure, misfits, over_pages=True))
            if len(misfits) > 2 and len(bounds) == 1:
                unsure.clear()
                orders[1:] = [by_halves(lines, rows, unsure)]
        elif letters := second_column_of_options(lines, ruler, ticks):
            orders.append(by_bounds(lines, {}, [letters], unsure, set()))
        orders.append(by_gaps(lines))
        scores = [LCSseq.similarity(target, [token.text for token in tokenize(texts(order))]) for order in orders]
        best = scores.index(max(scores))
        words = words[:begin] + orders[best] + words[end:]
        if 0 < best < len(orders) - 1:
            doubtful |= unsure
        if bounds:
            split[first] = bounds[-1]
    if labels_apart:
        words = _labels_first(words, ruler)
    return Ordered(words, split, frozenset(doubtful))


def _labels_first(words: list[Placed], ruler: Ruler) -> list[Placed]:
    """7.1 with its labels in a column of their own: the labels, then the texts."""
    labels, _ = labelled(ruler.items)
    inside = [index for index, tick in enumerate(ruler.ticks) if ruler.items[tick.item].section in labels]
    span = _span(words, _Finder(words, ruler), inside[0], inside[-1] + 1)
    if span is None:
        return words
    begin, end = span
    heads = {item.text for own in labels.values() if isinstance(item := ruler.items[own[0]], Print)}
    lines = [list(line) for _, line in groupby(words[begin:end], key=lambda placed: placed.word.line)]
    starts = Counter(round(line[0].word.box.x0) for line in lines if line[0].word.text not in heads)
    starts += Counter(
        round(placed.word.box.x0)
        for line in lines
        if line[0].word.text in heads
        for placed in line[2:4]
        if placed.word.text[0].isalpha()
    )
    if not starts:
        return words
    bound = starts.most_common(1)[0][0]
    apart = [
        placed for line in lines for placed in line if placed.word.box.x1 <= bound + 0.5 and line[0].word.text in heads
    ]
    chosen = set(map(id, apart))
    rest = [placed for line in lines for placed in line if id(placed) not in chosen]
    return words[:begin] + apart + rest + words[end:]


def _regions(ruler: Ruler) -> list[tuple[int, int]]:
    """The stretches of ticks whose words stand side by side: (first, behind the last)."""
    regions = []
    at = 0
    for region, group in groupby(ruler.ticks, key=lambda tick: ruler.items[tick.item].region):
        length = sum(1 for _ in group)
        if region in _SIDE_BY_SIDE:
            regions.append((at, at + length))
        at += length
    return regions


class _Finder:
    """Finds the form's print in the document by runs that occur once."""

    def __init__(self, words: list[Placed], ruler: Ruler) -> None:
        self.ruler = ruler
        self.tokens = tokenize(texts(words))
        self.runs = {length: runs_of(self.tokens, length, 0, len(self.tokens)) for length in _RUNS}

    def find(self, around: list[int], begin: int = 0) -> list[int]:
        """The words of the print of some ticks, from a word on, rising."""
        if not around:
            return []
        span = (around[0], around[-1] + 1, 0, len(self.tokens))
        for length in _RUNS:
            found = chained(self.ruler.ticks, self.tokens, span, length, self.runs[length])
            words = [self.tokens[token].word for _, token in found]
            words = [word for word in words if word >= begin]
            if words:
                return words
        return []


def _span(words: list[Placed], finder: _Finder, first: int, last: int) -> tuple[int, int] | None:
    """Where a region lies in the document: whole lines between the print before and after it."""
    ticks = finder.ruler.ticks
    before = finder.find([at for at in range(max(0, first - _AROUND), first) if not ticks[at].is_gap])
    begin = before[-1] + 1 if before else 0
    after = finder.find([at for at in range(last, min(len(ticks), last + _AROUND)) if not ticks[at].is_gap], begin)
    end = after[0] if after else len(words)
    if begin >= end or end - begin > _LONGEST_REGION:
        return None
    begin, end = _narrowed(words, finder.ruler, (first, last), (begin, end))
    while begin < end and begin and words[begin].word.line == words[begin - 1].word.line:
        begin += 1
    while end > begin and end < len(words) and words[end].word.line == words[end - 1].word.line:
        end -= 1
    return (begin, end) if begin < end else None


def _narrowed(words: list[Placed], ruler: Ruler, ticks: tuple[int, int], span: tuple[int, int]) -> tuple[int, int]:
    """Cut a span at single words next to the region that occur once in the span and never in the region."""
    first, last = ticks
    begin, end = span
    tokens = tokenize(texts(words[begin:end]))
    inside = {tick.text for tick in ruler.ticks[first:last]}
    once = {text for text, count in Counter(token.text for token in tokens).items() if count == 1} - inside
    place = {token.text: begin + token.word for token in tokens}
    after = [place[tick.text] for tick in ruler.ticks[last : last + 8] if tick.text in once and len(tick.text) > 2]
    before = [
        place[tick.text] for tick in ruler.ticks[max(0, first - 8) : first] if tick.text in once and len(tick.text) > 2
    ]
    if after:
        end = min(after)
    if before and max(before) < end:
        begin = max(before) + 1
    return begin, end
