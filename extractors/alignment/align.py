"""Form × document, word by word.

Anchors first: runs of tokens that occur once in the form and once in the document, chained
in order. Then, between two anchors, the cheapest explanation of the document's tokens: as
the form's own, as what fills a blank, or as a change. Cost stays close to linear.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from extractors.alignment.ruler import Ruler, Tick
from extractors.alignment.tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d")
_RUNS = (6, 4, 3, 2)
"""Lengths of the runs tried as anchors, in turn, inside the stretch not yet explained."""
_LARGEST_TABLE = 160_000
_BEGIN_RUN, _STRUCK, _OPTIONAL, _ADDED, _FILLED, _RULE, _OUT_OF_PLACE = 6, 20, 1, 25, 3, 1, 5
"""Costs. A filled blank is cheap, a change of the wording dear, a broken run between; and a
label that does not begin its line is likelier a word of somebody's answer."""


@dataclass(slots=True)
class Alignment:
    """What explains what. Indexes are into the ruler's ticks and the document's tokens."""

    matched: dict[int, int] = field(default_factory=dict)
    """Tick → token, for the print that stands unchanged."""
    filled: dict[int, list[int]] = field(default_factory=dict)
    """A gap's tick → the tokens that stand in it, rules included."""
    added: dict[int, list[int]] = field(default_factory=dict)
    """Tick before which they stand → tokens that no blank explains."""


def align(ruler: Ruler, tokens: Sequence[Token]) -> Alignment:
    """Lay the document's tokens against the ruler."""
    result = Alignment()
    _stretch(ruler.ticks, tokens, 0, len(ruler.ticks), 0, len(tokens), 0, result)
    return result


def _stretch(
    ticks: Sequence[Tick],
    tokens: Sequence[Token],
    a: int,
    b: int,
    c: int,
    d: int,
    level: int,
    result: Alignment,
) -> None:
    """Explain tokens c to d by ticks a to b."""
    while a < b and c < d and _equal(ticks[a], tokens[c]):
        result.matched[a] = c
        a, c = a + 1, c + 1
    tail: list[tuple[int, int]] = []
    while a < b and c < d and _equal(ticks[b - 1], tokens[d - 1]):
        b, d = b - 1, d - 1
        tail.append((b, d))
    result.matched.update(tail)
    if a == b and c == d:
        return
    if a == b:
        result.added.setdefault(a, []).extend(range(c, d))
        return
    if (b - a) * (d - c) <= _LARGEST_TABLE and (level >= 2 or (b - a) * (d - c) <= 2500):
        _table(ticks, tokens, a, b, c, d, result)
        return
    if level < len(_RUNS):
        at_tick, at_token = a, c
        for tick, token, length in anchors(ticks, tokens, a, b, c, d, _RUNS[level]):
            _stretch(ticks, tokens, at_tick, tick, at_token, token, level + 1, result)
            result.matched.update((tick + step, token + step) for step in range(length))
            at_tick, at_token = tick + length, token + length
        _stretch(ticks, tokens, at_tick, b, at_token, d, level + 1, result)
        return
    _coarse(ticks, tokens, a, b, c, d, result)


def _equal(tick: Tick, token: Token) -> bool:
    if tick.is_gap or token.is_rule:
        return False
    return tick.text == token.text or (tick.is_year and _YEAR.fullmatch(token.text) is not None)


def anchors(
    ticks: Sequence[Tick], tokens: Sequence[Token], a: int, b: int, c: int, d: int, length: int
) -> list[tuple[int, int, int]]:
    """Runs of tokens that occur once in each, in an order common to both: (tick, token, length)."""
    in_form = _once([(tick.text, index) for index, tick in enumerate(ticks[a:b], a)], length)
    words = [(tokens[index].text, index) for index in range(c, d) if not tokens[index].is_rule]
    in_document = _once(words, length)
    pairs = sorted((at, in_document[run]) for run, at in in_form.items() if run in in_document)
    chain = _longest_rising(pairs)
    result: list[tuple[int, int, int]] = []
    next_tick, next_token = a, c
    for tick, token in chain:
        # A run may have rules between its words, and overlaps the run before it by all but one.
        for step in range(length):
            at = token + step
            if tick + step < next_tick or at < next_token:
                continue
            if at >= d or not _equal(ticks[tick + step], tokens[at]):
                break
            result.append((tick + step, at, 1))
            next_tick, next_token = tick + step + 1, at + 1
    return result


def _once(words: list[tuple[str, int]], length: int) -> dict[tuple[str, ...], int]:
    """Runs without a gap that occur exactly once → index where they begin."""
    seen: dict[tuple[str, ...], int] = {}
    texts = [text for text, _ in words]
    for at in range(len(words) - length + 1):
        run = tuple(texts[at : at + length])
        if "" not in run:
            seen[run] = -1 if run in seen else words[at][1]
    return {run: at for run, at in seen.items() if at >= 0}


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


def _table(  # noqa: C901, PLR0912 - one recurrence, best read in one place
    ticks: Sequence[Tick], tokens: Sequence[Token], a: int, b: int, c: int, d: int, result: Alignment
) -> None:
    """The cheapest explanation, by dynamic programming over two states: in a run of print, or not."""
    rows, columns = b - a, d - c
    inf = 1 << 30
    words = [None if tokens[index].is_rule else tokens[index].text for index in range(c, d)]
    out = [[inf] * (columns + 1) for _ in range(rows + 1)]
    run = [[inf] * (columns + 1) for _ in range(rows + 1)]
    back_out = [[0] * (columns + 1) for _ in range(rows + 1)]
    back_run = [[0] * (columns + 1) for _ in range(rows + 1)]
    run[0][0] = 0  # the stretch begins behind an anchor
    # Moves: 1 print struck or gap passed, 2 token taken, 3 match; +4 where it came from a run.
    for i in range(rows + 1):
        tick = ticks[a + i] if i < rows else None
        in_gap = (i > 0 and ticks[a + i - 1].is_gap)
        out_i, run_i = out[i], run[i]
        back_i = back_out[i]
        skip = 0 if tick is None or tick.is_gap else (_OPTIONAL if tick.is_optional else _STRUCK)
        for j in range(columns + 1):
            here_out, here_run = out_i[j], run_i[j]
            if here_out >= inf and here_run >= inf:
                continue
            from_run = here_run < here_out
            best = here_run if from_run else here_out
            flag = 4 if from_run else 0
            if tick is not None and best + skip < out[i + 1][j]:
                out[i + 1][j] = best + skip
                back_out[i + 1][j] = 1 + flag
            if j < columns:
                word = words[j]
                if word is None:
                    take = 0 if in_gap else _RULE
                else:
                    take = _FILLED if in_gap else _ADDED
                if best + take < out_i[j + 1]:
                    out_i[j + 1] = best + take
                    back_i[j + 1] = 2 + flag
                if word is not None and tick is not None and _equal(tick, tokens[c + j]):
                    cost = min(here_run, here_out + _BEGIN_RUN)
                    if tick.begins_line and not tokens[c + j].begins_line:
                        cost += _OUT_OF_PLACE
                    if cost < run[i + 1][j + 1]:
                        run[i + 1][j + 1] = cost
                        back_run[i + 1][j + 1] = 3 + (4 if here_run <= here_out + _BEGIN_RUN else 0)
    i, j = rows, columns
    in_run = run[i][j] <= out[i][j] + _BEGIN_RUN
    while i or j:
        move = back_run[i][j] if in_run else back_out[i][j]
        match move & 3:
            case 1:
                i -= 1
            case 2:
                j -= 1
                if i and ticks[a + i - 1].is_gap:
                    result.filled.setdefault(a + i - 1, []).insert(0, c + j)
                else:
                    result.added.setdefault(a + i, []).insert(0, c + j)
            case _:
                i, j = i - 1, j - 1
                result.matched[a + i] = c + j
        in_run = bool(move & 4)


def _coarse(
    ticks: Sequence[Tick], tokens: Sequence[Token], a: int, b: int, c: int, d: int, result: Alignment
) -> None:
    """Too large for the table (a document that has little to do with the form here): common subsequence."""
    form = [tick.text if not tick.is_gap else f"\0{index}" for index, tick in enumerate(ticks[a:b])]
    text = [f"\1{index}" if token.is_rule else token.text for index, token in enumerate(tokens[c:d])]
    for block in Indel.opcodes(form, text):
        if block.tag == "equal":
            result.matched.update(
                (a + block.src_start + step, c + block.dest_start + step)
                for step in range(block.src_end - block.src_start)
            )
        elif block.dest_end > block.dest_start:
            gap = next((tick for tick in range(a + block.src_start, a + block.src_end) if ticks[tick].is_gap), None)
            taken = range(c + block.dest_start, c + block.dest_end)
            if gap is None and block.src_start and ticks[a + block.src_start - 1].is_gap:
                gap = a + block.src_start - 1
            if gap is None:
                result.added.setdefault(a + block.src_end, []).extend(taken)
            else:
                result.filled.setdefault(gap, []).extend(taken)
