"""Lines that hold two or three columns, parted: by captions, by rules, by wide gaps."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from extractors.alignment.document import Placed
from extractors.alignment.ruler import Ruler, Tick
from extractors.alignment.tokens import tokenize

_GAP = 1.9
"""So many characters of white space part two columns."""
Line = list[Placed]


def texts(words: Sequence[Placed]) -> list[str]:
    """The words' letters."""
    return [placed.word.text for placed in words]


def caption_rows(lines: list[Line], ruler: Ruler, ticks: Sequence[Tick]) -> dict[int, list[float]]:
    """Lines on which captions stand side by side → where their second and further columns begin."""
    captions: dict[int, dict[int, list[str]]] = {}
    for tick in ticks:
        if not tick.is_gap and not tick.is_optional:
            item = ruler.items[tick.item]
            captions.setdefault(item.line, {}).setdefault(item.column, []).append(tick.text)
    rows = [list(columns.values()) for _, columns in sorted(captions.items()) if len(columns) > 1]
    found: dict[int, list[float]] = {}
    for number, line in enumerate(lines):
        tokens = [token for token in tokenize(texts(line)) if not token.is_rule]
        printed = [token.text for token in tokens]
        begins = [token.start == 0 and _stands_apart(line, token.word) for token in tokens]
        for row in rows:
            at, places = 0, []
            for column, caption in enumerate(row):
                at = _find(printed, caption, at, begins if column else [])
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
    width = character(lines[min(rows)]) if rows else 1.0
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


def second_column_of_options(lines: list[Line], ruler: Ruler, ticks: Sequence[Tick]) -> float | None:
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
    right = [x0 for x0 in begins.values() if x0 > left + 8 * character(lines[0])]
    return min(right) if len(right) > 1 else None


def _find(printed: list[str], caption: list[str], start: int, begins: list[bool]) -> int:
    """Where a caption begins: behind a gap if one of its occurrences does, else the first; -1 if nowhere."""
    places = [at for at in range(start, len(printed) - len(caption) + 1) if printed[at : at + len(caption)] == caption]
    apart = [at for at in places if begins and begins[at]]
    return next(iter(apart or places), -1)


def _stands_apart(line: Line, word: int) -> bool:
    """Whether a word of a line stands behind a gap."""
    if not word:
        return True
    return line[word].word.box.x0 - line[word - 1].word.box.x1 >= _GAP * character(line)


def character(line: Line) -> float:
    """The width of a character on a line."""
    letters = sum(len(placed.word.text) for placed in line)
    return max(0.5, sum(placed.word.box.x1 - placed.word.box.x0 for placed in line) / max(1, letters))


def by_bounds(
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
    width = character(line)
    rules = [placed.word.box.x0 for placed in line[1:] if placed.word.text.startswith("____") and not placed.own]
    behind_gaps = [
        after.word.box.x0 for before, after in pairwise(line) if after.word.box.x0 - before.word.box.x1 >= _GAP * width
    ]
    fits = any(abs(x0 - bound) <= 5 * width for x0 in rules + behind_gaps for bound in bounds)
    return bool(rules) and not fits


def by_halves(lines: list[Line], rows: dict[int, list[float]], unsure: set[int]) -> list[Placed]:
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
    width = character(line)
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
    width = character(words)
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


def by_gaps(lines: list[Line]) -> list[Placed]:
    """Column by column, by wide gaps: pieces of lines whose left edges lie near each other are a column."""
    result: list[Placed] = []
    for _, page in groupby(lines, key=lambda line: line[0].page):
        pieces: list[Line] = []
        for line in page:
            width = character(line)
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
