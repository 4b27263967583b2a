"""Form × document, word by word.

Anchors first: runs of tokens that occur once in the form and once in the document, chained
in order. Then, between two anchors, the cheapest explanation of the document's tokens: as
the form's own, as what fills a blank, or as a change. Cost stays close to linear.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import Indel

from extractors.alignment.ruler import Ruler, Tick
from extractors.alignment.tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d")
_RUNS = (6, 4, 3, 2)
"""Lengths of the runs tried as anchors, in turn, inside the stretch not yet explained."""
_SMALL_TABLE, _LARGEST_TABLE, _LEVELS_BEFORE_TABLE = 2_500, 160_000, 2
_NEVER = 1 << 30
_BEGIN_RUN, _STRUCK, _OPTIONAL, _ADDED, _FILLED, _RULE, _OUT_OF_PLACE = 6, 20, 1, 25, 3, 1, 5
_MARK, _OUTSIDE, _ENDS_RULE = 8, 4, 1
"""Costs. A filled blank is cheap, a change of the wording dear, a broken run between; and a
label that does not begin its line is likelier a word of somebody's answer. A mark may well stand
before its label, and anything before the form's first word or behind its last. A full stop right
behind what is left of a rule is likelier the form's than one further on."""
_MARKS = frozenset(("X", "✓", "✔", "✗", "✘", "☒", "☑", "☓", "⊠", "•", "●", "■", "√", "[", "]", "(", ")"))


@dataclass(slots=True)
class Alignment:
    """What explains what. Indexes are into the ruler's ticks and the document's tokens."""

    matched: dict[int, int] = field(default_factory=dict)
    """Tick → token, for the print that stands unchanged."""
    filled: dict[int, list[int]] = field(default_factory=dict)
    """A gap's tick → the tokens that stand in it, rules included."""
    added: dict[int, list[int]] = field(default_factory=dict)
    """Tick before which they stand → tokens that no blank explains."""


class _Span(NamedTuple):
    """A stretch: ticks a to b against tokens c to d."""

    a: int
    b: int
    c: int
    d: int


def align(ruler: Ruler, tokens: Sequence[Token]) -> Alignment:
    """Lay the document's tokens against the ruler."""
    aligner = _Aligner(ruler.ticks, tokens)
    aligner.stretch(_Span(0, len(ruler.ticks), 0, len(tokens)), 0)
    return aligner.result


def equal(tick: Tick, token: Token) -> bool:
    """Whether a token is the print of a tick."""
    if tick.is_gap or token.is_rule:
        return False
    return tick.text == token.text or (tick.is_year and _YEAR.fullmatch(token.text) is not None)


def anchors(
    ticks: Sequence[Tick], tokens: Sequence[Token], span: tuple[int, int, int, int], length: int
) -> list[tuple[int, int]]:
    """Runs of `length` tokens that occur once in each, in an order common to both.

    Args:
        ticks: The form's.
        tokens: The document's.
        span: Ticks from and to, tokens from and to.
        length: Of a run.

    Returns:
        Their single tokens: (tick, token), rising in both.
    """
    in_document = runs_of(tokens, length, span[2], span[3])
    return chained(ticks, tokens, span, length, in_document)


def runs_of(tokens: Sequence[Token], length: int, first: int, last: int) -> dict[tuple[str, ...], int]:
    """The document's runs that occur once between two tokens → where they begin."""
    words = [index for index in range(first, last) if not tokens[index].is_rule]
    return _once([tokens[index].text for index in words], words, length)


def chained(
    ticks: Sequence[Tick],
    tokens: Sequence[Token],
    span: tuple[int, int, int, int],
    length: int,
    in_document: dict[tuple[str, ...], int],
) -> list[tuple[int, int]]:
    """The anchors of a span, where the document's runs are known already."""
    a, b, c, d = span
    in_form = _once([tick.text for tick in ticks[a:b]], range(a, b), length)
    pairs = sorted((at, in_document[run]) for run, at in in_form.items() if run in in_document)
    result: list[tuple[int, int]] = []
    next_tick, next_token = a, c
    for tick, token in _longest_rising(pairs):
        for step in range(length):  # a run overlaps the run before it by all but one
            at = token + step
            if tick + step < next_tick or at < next_token:
                continue
            if at >= d or not equal(ticks[tick + step], tokens[at]):
                break
            result.append((tick + step, at))
            next_tick, next_token = tick + step + 1, at + 1
    return result


def _once(texts: Sequence[str], indexes: Sequence[int], length: int) -> dict[tuple[str, ...], int]:
    """Runs without a gap that occur exactly once → index where they begin."""
    seen: dict[tuple[str, ...], int] = {}
    for at, run in enumerate(zip(*(texts[step:] for step in range(length)), strict=False)):
        seen[run] = -1 if run in seen else indexes[at]
    return {run: at for run, at in seen.items() if at >= 0 and "" not in run}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs rising in both."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        at = bisect_left(ends, second)
        before.append(tails[at - 1] if at else -1)
        if at == len(ends):
            ends.append(second)
            tails.append(index)
        else:
            ends[at] = second
            tails[at] = index
    chain: list[tuple[int, int]] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


class _Aligner:
    """Explains stretch after stretch into one result."""

    def __init__(self, ticks: Sequence[Tick], tokens: Sequence[Token]) -> None:
        self.ticks = ticks
        self.tokens = tokens
        self.result = Alignment()

    def stretch(self, span: _Span, level: int) -> None:
        """Explain a stretch: equal ends first, then by anchors or, if small, by the table."""
        ticks, tokens = self.ticks, self.tokens
        a, b, c, d = span
        while a < b and c < d and equal(ticks[a], tokens[c]):
            self.result.matched[a] = c
            a, c = a + 1, c + 1
        while a < b and c < d and equal(ticks[b - 1], tokens[d - 1]):
            b, d = b - 1, d - 1
            self.result.matched[b] = d
        if c == d:
            return
        if a == b:
            self.result.added.setdefault(a, []).extend(range(c, d))
            return
        size = (b - a) * (d - c)
        if size <= _SMALL_TABLE or (size <= _LARGEST_TABLE and level >= _LEVELS_BEFORE_TABLE):
            _Table(ticks, tokens, _Span(a, b, c, d)).explain(self.result)
        elif level < len(_RUNS):
            for tick, token in anchors(ticks, tokens, (a, b, c, d), _RUNS[level]):
                self.stretch(_Span(a, tick, c, token), level + 1)
                self.result.matched[tick] = token
                a, c = tick + 1, token + 1
            self.stretch(_Span(a, b, c, d), level + 1)
        else:
            self._coarse(_Span(a, b, c, d))

    def _coarse(self, span: _Span) -> None:
        """Too large for the table (text that has little to do with the form): common subsequence."""
        a, b, c, d = span
        form = [tick.text if not tick.is_gap else f"\0{index}" for index, tick in enumerate(self.ticks[a:b])]
        text = [f"\1{index}" if token.is_rule else token.text for index, token in enumerate(self.tokens[c:d])]
        for block in Indel.opcodes(form, text):
            if block.tag == "equal":
                self.result.matched.update(
                    (a + block.src_start + step, c + block.dest_start + step)
                    for step in range(block.src_end - block.src_start)
                )
            elif block.dest_end > block.dest_start:
                self._put(a + block.src_start, a + block.src_end, range(c + block.dest_start, c + block.dest_end))

    def _put(self, first: int, last: int, taken: range) -> None:
        """Tokens without print: into a gap that lies there, else they were added."""
        gap = next((tick for tick in range(first, last) if self.ticks[tick].is_gap), None)
        if gap is None and first and self.ticks[first - 1].is_gap:
            gap = first - 1
        if gap is None:
            self.result.added.setdefault(last, []).extend(taken)
        else:
            self.result.filled.setdefault(gap, []).extend(taken)


class _Table:
    """The cheapest explanation of a stretch, by dynamic programming over two states.

    `run[i][j]`: i ticks and j tokens explained, the last step a match; `out[i][j]`: it was not.
    Steps back: 1 a tick passed (struck, or a gap), 2 a token taken (filled in, or added),
    3 a match; 4 more where the step came from a run.
    """

    def __init__(self, ticks: Sequence[Tick], tokens: Sequence[Token], span: _Span) -> None:
        self.span = span
        self.length = len(ticks)
        self.ticks = ticks[span.a : span.b]
        self.tokens = tokens[span.c : span.d]
        rows, columns = len(self.ticks) + 1, len(self.tokens) + 1
        self.out = [[_NEVER] * columns for _ in range(rows)]
        self.run = [[_NEVER] * columns for _ in range(rows)]
        self.back_out = [[0] * columns for _ in range(rows)]
        self.back_run = [[0] * columns for _ in range(rows)]
        self.run[0][0] = 0  # the stretch begins behind an anchor

    def explain(self, result: Alignment) -> None:
        """Fill the table and write the cheapest way through it into a result."""
        for i in range(len(self.ticks) + 1):
            self._row(i)
        self._trace(result)

    def _row(self, i: int) -> None:
        tick = self.ticks[i] if i < len(self.ticks) else None
        in_gap = i > 0 and self.ticks[i - 1].is_gap
        skip = 0 if tick is None or tick.is_gap else (_OPTIONAL if tick.is_optional else _STRUCK)
        out, run, back = self.out[i], self.run[i], self.back_out[i]
        for j in range(len(self.tokens) + 1):
            here_out, here_run = out[j], run[j]
            if here_out >= _NEVER and here_run >= _NEVER:
                continue
            best, flag = (here_run, 4) if here_run < here_out else (here_out, 0)
            if tick is not None and best + skip < self.out[i + 1][j]:
                self.out[i + 1][j] = best + skip
                self.back_out[i + 1][j] = 1 + flag
            if j == len(self.tokens):
                break
            token = self.tokens[j]
            outside = (i == 0 and self.span.a == 0) or self.span.a + i == self.length
            take = _take(token, in_gap=in_gap, outside=outside)
            if best + take < out[j + 1]:
                out[j + 1] = best + take
                back[j + 1] = 2 + flag
            if tick is not None and equal(tick, token):
                cost = min(here_run, here_out + _BEGIN_RUN)
                if tick.begins_line and not token.begins_line:
                    cost += _OUT_OF_PLACE
                if in_gap and j and self.tokens[j - 1].is_rule and not tick.text.isalnum():
                    cost -= _ENDS_RULE
                if cost < self.run[i + 1][j + 1]:
                    self.run[i + 1][j + 1] = cost
                    self.back_run[i + 1][j + 1] = 3 + (4 if here_run <= here_out + _BEGIN_RUN else 0)

    def _trace(self, result: Alignment) -> None:
        a, c = self.span.a, self.span.c
        i, j = len(self.ticks), len(self.tokens)
        in_run = self.run[i][j] <= self.out[i][j] + _BEGIN_RUN
        while i or j:
            step = self.back_run[i][j] if in_run else self.back_out[i][j]
            match step & 3:
                case 1:
                    i -= 1
                case 2:
                    j -= 1
                    if i and self.ticks[i - 1].is_gap:
                        result.filled.setdefault(a + i - 1, []).insert(0, c + j)
                    else:
                        result.added.setdefault(a + i, []).insert(0, c + j)
                case _:
                    i, j = i - 1, j - 1
                    result.matched[a + i] = c + j
            in_run = bool(step & 4)


def _take(token: Token, *, in_gap: bool, outside: bool) -> int:
    if token.is_rule:
        return 0 if in_gap else _RULE
    if in_gap:
        return _FILLED
    if outside:
        return _OUTSIDE
    return _MARK if token.text in _MARKS else _ADDED
