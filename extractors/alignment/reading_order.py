"""Words that stand side by side, brought into the order in which the form is read.

The signature page has two columns, the head of 7.2(e) three, and 7.3 is often set in two.
Where such a region lies in the document is known from the running text before and after it.
Several orders are tried there (line by line, column by column); the one that agrees best
with the form's own words is kept, so that no layout is presumed.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from extractors.alignment.align import chained, runs_of
from extractors.alignment.document import Placed
from extractors.alignment.ruler import Ruler, Tick, labelled
from extractors.alignment.tokens import tokenize
from templates.wording import Print

_GAP = 1.9
"""So many characters of white space part two columns."""
_RUNS = (5, 3)
_AROUND, _LONGEST_REGION = 120, 1500
_SIDE_BY_SIDE = ("columns", "circle")
Line = list[Placed]


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
        rows = _caption_rows(lines, ruler, ticks)
        bounds = [median(places) for places in zip(*rows.values(), strict=False)] if rows else []
        unsure: set[int] = set()
        orders = [words[begin:end]]
        if bounds:
            misfits: set[int] = set()
            orders.append(_by_bounds(lines, rows, bounds, unsure, misfits))
            if len({line[0].page for line in lines}) > 1:  # a page may break within the columns
                orders.append(_by_bounds(lines, rows, bounds, unsure, misfits, over_pages=True))
            if len(misfits) > 2 and len(bounds) == 1:
                unsure.clear()
                orders[1:] = [_by_halves(lines, rows, unsure)]
        elif letters := _second_column_of_options(lines, ruler, ticks):
            orders.append(_by_bounds(lines, {}, [letters], unsure, set()))
        orders.append(_by_gaps(lines))
        scores = [LCSseq.similarity(target, [token.text for token in tokenize(_texts(order))]) for order in orders]
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


def _texts(words: Sequence[Placed]) -> list[str]:
    return [placed.word.text for placed in words]


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
        self.tokens = tokenize(_texts(words))
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
    tokens = tokenize(_texts(words[begin:end]))
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


def _caption_rows(lines: list[Line], ruler: Ruler, ticks: Sequence[Tick]) -> dict[int, list[float]]:
    """Lines on which captions stand side by side → where their second and further columns begin."""
    captions: dict[int, dict[int, list[str]]] = {}
    for tick in ticks:
        if not tick.is_gap and not tick.is_optional:
            item = ruler.items[tick.item]
            captions.setdefault(item.line, {}).setdefault(item.column, []).append(tick.text)
    rows = [list(columns.values()) for _, columns in sorted(captions.items()) if len(columns) > 1]
    found: dict[int, list[float]] = {}
    for number, line in enumerate(lines):
        tokens = [token for token in tokenize(_texts(line)) if not token.is_rule]
        texts = [token.text for token in tokens]
        begins = [token.start == 0 and _stands_apart(line, token.word) for token in tokens]
        for row in rows:
            at, places = 0, []
            for column, caption in enumerate(row):
                at = _find(texts, caption, at, begins if column else [])
                if at < 0:
                    break
                places.append(line[tokens[at].word].word.box.x0)
                at += len(caption)
            else:
                found[number] = places[1:]
                break
    widest = max((len(places) for places in found.values()), default=0)
    return {number: places for number, places in found.items() if len(places) == widest}


def _common_start(lines: list[Line], rows: dict[int, list[float]]) -> float | None:
    """Where rules and answers of the right column begin, if not where their captions do.

    Centred captions, or captions behind tabs that lost their stops, begin at many places; what
    stands above them may still begin at one.
    """
    starts = [places[0] for places in rows.values()]
    width = _character(lines[min(rows)]) if rows else 1.0
    if len(starts) < 3 or max(starts) - min(starts) < 3 * width:
        return None
    begins = Counter(
        round(after.word.box.x0 / width)
        for number, line in enumerate(lines)
        if number not in rows
        for before, after in pairwise(line)
        if after.word.box.x0 - before.word.box.x1 >= _GAP * width
    )
    if not begins:
        return None
    common, times = begins.most_common(1)[0]
    return common * width if times >= max(3, 0.6 * sum(begins.values())) else None


def _second_column_of_options(lines: list[Line], ruler: Ruler, ticks: Sequence[Tick]) -> float | None:
    """Where the second column of lettered options begins, if they are set in two: "(e)" right of "(a)"."""
    letters = [
        f"({tick.text})"
        for before, tick in pairwise(ticks)
        if before.text == "(" and len(tick.text) == 1 and ruler.items[tick.item].option
    ]
    begins: dict[str, float] = {}
    for line in lines:
        for placed in line:
            if placed.word.text[:3] in letters:
                begins.setdefault(placed.word.text[:3], placed.word.box.x0)
    if len(begins) < len(letters) or not letters:
        return None
    left = min(begins.values())
    right = [x0 for x0 in begins.values() if x0 > left + 8 * _character(lines[0])]
    return min(right) if len(right) > 1 else None


def _find(texts: list[str], caption: list[str], start: int, begins: list[bool]) -> int:
    """Where a caption begins: behind a gap if one of its occurrences does, else the first; -1 if nowhere."""
    places = [at for at in range(start, len(texts) - len(caption) + 1) if texts[at : at + len(caption)] == caption]
    apart = [at for at in places if begins and begins[at]]
    return next(iter(apart or places), -1)


def _stands_apart(line: Line, word: int) -> bool:
    """Whether a word of a line stands behind a gap."""
    if not word:
        return True
    return line[word].word.box.x0 - line[word - 1].word.box.x1 >= _GAP * _character(line)


def _character(line: Line) -> float:
    """The width of a character on a line."""
    letters = sum(len(placed.word.text) for placed in line)
    return max(0.5, sum(placed.word.box.x1 - placed.word.box.x0 for placed in line) / max(1, letters))


def _by_bounds(
    lines: list[Line],
    rows: dict[int, list[float]],
    usual: list[float],
    unsure: set[int],
    misfits: set[int],
    *,
    over_pages: bool = False,
) -> list[Placed]:
    """Column by column, page by page, by where the columns of the nearest captions begin.

    Every row may be a table of its own, so a line is parted as the captions right below it are.
    Lines whose rules and gaps lie elsewhere are told in `misfits`: tabs that lost their stops.
    """
    result: list[Placed] = []
    common = _common_start(lines, rows) if len(usual) == 1 and rows else None
    numbered = list(enumerate(lines))
    for _, page in groupby(numbered, key=lambda pair: 0 if over_pages else pair[1][0].page):
        columns: list[list[Placed]] = [[] for _ in range(len(usual) + 1)]
        for number, line in page:
            below = [at for at in rows if number <= at <= number + 3]
            bounds = rows[min(below)] if below else usual
            if common is not None and number not in rows:
                bounds = [common]
            if number not in rows and _is_misfit(line, bounds):
                misfits.add(number)
            for column, words in enumerate(_parted(line, bounds, unsure)):
                columns[column].extend(words)
        for words in columns:
            result.extend(words)
    return result


def _is_misfit(line: Line, bounds: list[float]) -> bool:
    """Whether a line is parted by a rule, and neither it nor what stands behind a gap begins a column."""
    width = _character(line)
    rules = [placed.word.box.x0 for placed in line[1:] if placed.word.text.startswith("____")]
    behind_gaps = [
        after.word.box.x0 for before, after in pairwise(line) if after.word.box.x0 - before.word.box.x1 >= _GAP * width
    ]
    fits = any(abs(x0 - bound) <= 5 * width for x0 in rules + behind_gaps for bound in bounds)
    return bool(rules) and not fits


def _by_halves(lines: list[Line], rows: dict[int, list[float]], unsure: set[int]) -> list[Placed]:
    """Two columns whose places are lost: part each line where its second answer or rule begins."""
    result: list[Placed] = []
    for _, page in groupby(enumerate(lines), key=lambda pair: pair[1][0].page):
        left: Line = []
        right: Line = []
        for number, line in page:
            if number in rows:
                one, two = _parted(line, rows[number], set())
            else:
                one, two = _halves(line, unsure)
            left.extend(one)
            right.extend(two)
        result.extend(left + right)
    return result


def _halves(line: Line, unsure: set[int]) -> tuple[Line, Line]:
    width = _character(line)
    is_rule = [placed.word.text.count("_") > 3 and not placed.word.text.strip("_") for placed in line]
    cuts = [
        at
        for at in range(1, len(line))
        if (is_rule[at] and (not is_rule[at - 1] or line[at].word.box.x0 - line[at - 1].word.box.x1 > 0.5 * width))
        or (is_rule[at - 1] and not is_rule[at])
        or line[at].word.box.x0 - line[at - 1].word.box.x1 >= _GAP * width
    ]
    if len(cuts) != 1:
        if len(line) > 1 or not is_rule[0]:
            unsure.add(line[0].word.line)
        return line, []
    return line[: cuts[0]], line[cuts[0] :]


def _parted(line: Line, bounds: list[float], unsure: set[int]) -> list[Line]:
    """A line's words by column: a column begins behind a gap about or past its bound.

    Rules are placed by themselves, for answers are drawn over them. Where no gap tells, a word
    that stands exactly on the bound begins the column, and the line is doubtful; so it is where
    an answer runs on past the bound.
    """
    columns: list[Line] = [[] for _ in range(len(bounds) + 1)]
    rules = [placed for placed in line if _is_rule(placed)]
    words = [placed for placed in line if not _is_rule(placed)]
    for placed in rules:
        letter = (placed.word.box.x1 - placed.word.box.x0) / len(placed.word.text)
        columns[sum(placed.word.box.x0 >= bound - 2 * letter for bound in bounds)].append(placed)
    if not words:
        return columns
    width = _character(words)
    gaps = [99 * width] + [after.word.box.x0 - before.word.box.x1 for before, after in pairwise(words)]
    has_gap = any(gap >= _GAP * width for gap in gaps[1:])
    behind = rules[0].word.box.x0 - words[-1].word.box.x1 if len(rules) == 1 else 0.0
    if len(bounds) == 1 and not has_gap and behind >= _GAP * width and words[0].word.box.x0 < bounds[0] - 4 * width:
        return [words, rules]  # an answer on the left, an empty blank on the right
    column, runs_on = 0, False
    for gap, placed in zip(gaps, words, strict=True):
        x0 = placed.word.box.x0
        while column < len(bounds):
            bound = bounds[column]
            stands_apart = gap >= _GAP * width
            on_bound = not has_gap and abs(x0 - bound) < 0.6 * width
            if not (x0 >= bound - 4 * width if stands_apart else on_bound):
                break
            if gap < _GAP * width:
                unsure.add(placed.word.line)
            column += 1
        runs_on = runs_on or (column < len(bounds) and x0 > bounds[column] + width)
        columns[column].append(placed)
    if runs_on and column < len(bounds):  # no gap on the line says where the answer ends
        unsure.add(line[0].word.line)
    return [sorted(words, key=lambda placed: placed.word.box.x0) for words in columns]


def _is_rule(placed: Placed) -> bool:
    return placed.word.text.count("_") > 1 and not placed.word.text.strip("_")


def _by_gaps(lines: list[Line]) -> list[Placed]:
    """Column by column, by wide gaps: pieces of lines whose left edges lie near each other are a column."""
    result: list[Placed] = []
    for _, page in groupby(lines, key=lambda line: line[0].page):
        pieces: list[Line] = []
        for line in page:
            width = _character(line)
            piece = [line[0]]
            for placed in line[1:]:
                if placed.word.box.x0 - piece[-1].word.box.x1 >= _GAP * width:
                    pieces.append(piece)
                    piece = [placed]
                else:
                    piece.append(placed)
            pieces.append(piece)
        columns: list[tuple[float, float, list[Line]]] = []
        for piece in sorted(pieces, key=lambda piece: piece[0].word.box.x0):
            x0, x1 = piece[0].word.box.x0, piece[-1].word.box.x1
            if columns and x0 < columns[-1][1]:
                left, right, members = columns[-1]
                columns[-1] = (left, max(right, x1) if x0 - left < 30 else right, [*members, piece])
            else:
                columns.append((x0, x1, [piece]))
        for _, _, members in columns:
            for piece in sorted(members, key=lambda piece: piece[0].word.line):
                result.extend(piece)
    return result
