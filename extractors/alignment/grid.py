"""The grid of 7.2(e): three columns of places for marks, told apart by where they stand."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.alignment.laid import Laid, union
from extractors.alignment.marks import Mark, Place, judge_mark
from extractors.alignment.strokes import centre_in, is_stroke
from extractors.sheet import Box


def grid_places(laid: Laid, rows_of: Sequence[str]) -> dict[str, list[Place]]:
    """The grid of 7.2(e): field → its places, one a row.

    Columns are told by the rules of the rows and the head's words above them; where neither
    stands, by the order of the rules in a row; else the row is doubtful.
    """
    result: dict[str, list[Place]] = {name: [] for name in rows_of}
    gaps = sorted({laid.gap_of_blank[index] for name in rows_of for index, _ in laid.blanks(name)})
    columns = _columns(laid, gaps, len(rows_of))
    labels = [laid.print_before(gap) for gap in gaps]
    heights = [_middle(laid.box(label[0])) for label in labels if label]
    for gap in gaps:
        blanks = [laid.ruler.items[index] for index in laid.ruler.gaps[gap]]
        label = laid.print_before(gap)
        cells, doubtful = _cells(laid, gap, columns, len(blanks))
        for column, (blank, cell) in enumerate(zip(blanks, cells, strict=True)):
            place = judge_mark(laid, blank.option or "", cell)
            if place.mark is Mark.WORDS:
                place.mark = Mark.DOUBTFUL
            if doubtful and place.mark in (Mark.NONE, Mark.EMPTY_BOX):
                place = Place(place.option, Mark.DOUBTFUL, laid.pieces(laid.in_gap(gap)), note="the column is unclear")
            if place.mark in (Mark.NONE, Mark.EMPTY_BOX) and label:
                place = _grid_ink(laid, label, (columns, column), place, heights)
            result[blank.field or ""].append(place)
    return result


def _cells(laid: Laid, gap: int, columns: list[tuple[float, float]] | None, count: int) -> tuple[list[list[int]], bool]:
    """The tokens of a row by column, and whether a mark stands where no column is clear."""
    words = _words_of_row(laid, gap)
    if _is_folded(laid, gap, words):
        return [[] for _ in range(count)], any(not laid.tokens[token].is_rule for word in words for token in word)
    if _tells_by_order(laid, words, count, has_columns=columns is not None):
        return words, False
    cells: list[list[int]] = [[] for _ in range(count)]
    doubtful = False
    for word in words:
        box = union([laid.word(token).word.box for token in word])
        column = _column_at((box.x0 + box.x1) / 2, columns) if columns else None
        if columns and _marks_in(laid, word) > 1:
            column = None  # two cells run into one
        if column is None:
            doubtful = doubtful or not all(laid.tokens[token].is_rule for token in word)
        else:
            cells[column].extend(word)
    places = [word for word in words if _has_place(laid, word) or judge_mark(laid, "", word).mark is Mark.MARKED]
    crowded = _apart(laid, words) and any(sum(word[0] in cell for word in places) > 1 for cell in cells)
    if crowded and len(words) == count:
        return words, False  # narrow rows below a wide head: as many places as columns
    marks = [word for word in places if not _has_place(laid, word)]
    doubtful = doubtful or any(sum(word[0] in cell for word in marks) > 1 for cell in cells)
    return cells, doubtful


def _is_folded(laid: Laid, gap: int, words: list[list[int]]) -> bool:
    """Whether a row is set as running text: it goes on below its own label, where no column is told."""
    label = laid.print_before(gap)
    if not label or _below_each_other(laid, words):
        return False
    own, box = laid.word(label[-1]), laid.box(label[-1])
    placed = [laid.word(word[0]) for word in words]
    return any((one.word.line, one.page) == (own.word.line, own.page) for one in placed) and any(
        one.page == own.page and one.word.box.top > box.top and one.word.box.x0 < box.x1 for one in placed
    )


def _marks_in(laid: Laid, tokens: list[int]) -> int:
    """How many marks a piece holds that are parted by rules."""
    kinds = [laid.tokens[token].is_rule for token in tokens]
    return sum(1 for at, is_rule in enumerate(kinds) if not is_rule and (at == 0 or kinds[at - 1]))


def _words_of_row(laid: Laid, gap: int) -> list[list[int]]:
    """The tokens of a row from left to right, in pieces between white space."""
    words: dict[int, list[int]] = {}
    for token in laid.in_gap(gap):
        words.setdefault(laid.tokens[token].word, []).append(token)
    pieces: list[list[int]] = []
    for word in sorted(words.values(), key=lambda word: _place(laid, word)):
        if pieces:
            last, this = laid.word(pieces[-1][-1]).word, laid.word(word[0]).word
            letter = max(0.5, (last.box.x1 - last.box.x0) / max(1, len(last.text)))
            if last.line == this.line and -0.6 * letter < this.box.x0 - last.box.x1 < 0.4 * letter:
                pieces[-1].extend(word)
                continue
        pieces.append(word)
    return pieces


def _place(laid: Laid, word: list[int]) -> tuple[float, int]:
    placed = laid.word(word[0])
    return placed.word.box.x0, placed.word.line


def _tells_by_order(laid: Laid, words: list[list[int]], count: int, *, has_columns: bool) -> bool:
    """Whether a row shows as many places beside each other as it has columns (one may be all mark)."""
    places = sum(_has_place(laid, word) for word in words)
    enough = places == count or (places == count - 1 and not has_columns)
    return len(words) == count and enough and (_apart(laid, words) or _below_each_other(laid, words))


def _below_each_other(laid: Laid, pieces: list[list[int]]) -> bool:
    """Whether every piece has a line of its own: a table written out cell by cell."""
    lines = [laid.word(piece[0]).word.line for piece in pieces]
    return len(set(lines)) == len(lines) and lines == sorted(lines)


def _apart(laid: Laid, pieces: list[list[int]]) -> bool:
    """Whether pieces stand beside each other; a rule under a whole row tells no column."""
    boxes = [union([laid.word(token).word.box for token in piece]) for piece in pieces]
    return all(left.x1 <= right.x0 + 0.5 for left, right in pairwise(boxes))


def _has_place(laid: Laid, tokens: list[int]) -> bool:
    """Whether a piece shows the form's own place for a mark: a rule, or a check box."""
    return any(laid.tokens[token].is_rule or laid.tokens[token].text in "☒☑☓⊠" for token in tokens)


def _columns(laid: Laid, gaps: Sequence[int], count: int) -> list[tuple[float, float]] | None:
    """(left, right) of each column: the head's words, widened to the rules that stand below them."""
    spans: dict[int, list[Box]] = {}
    for tick, token in laid.alignment.matched.items():
        item = laid.ruler.items[laid.ruler.ticks[tick].item]
        if item.region == "columns" and item.section == "7.2(e)":
            spans.setdefault(item.column, []).append(laid.word(token).word.box)
    rules = [
        laid.word(word[0]).word.box
        for gap in gaps
        for word in _words_of_row(laid, gap)
        if laid.word(word[0]).word.text.count("_") > 3
    ]
    heads = [union(boxes) for _, boxes in sorted(spans.items())] if len(spans) == count else []
    if any(left.x1 > right.x0 + 0.01 for left, right in pairwise(heads)):
        heads = []
    merged: list[list[Box]] = []
    for box in sorted(rules, key=lambda box: box.x0):
        if merged and box.x0 < max(other.x1 for other in merged[-1]) - 0.2 * (box.x1 - box.x0):
            merged[-1].append(box)
        else:
            merged.append([box])
    if len(merged) == count:
        columns = [union(boxes) for boxes in merged]
        return [(box.x0, box.x1) for box in columns]
    if len(merged) == 1 and heads:
        cells = _cells_under_centred_heads(heads, union(merged[0]))
        if cells:
            return cells
    return [(box.x0, box.x1) for box in heads] if heads else None


def _cells_under_centred_heads(heads: Sequence[Box], row: Box) -> list[tuple[float, float]] | None:
    """The cells of a table's row whose heads are centred: each edge mirrors the one before it.

    Right only if the last edge falls on the end of the row.
    """
    edges = [row.x0]
    for head in heads:
        edges.append(head.x0 + head.x1 - edges[-1])
    rising = all(left < right for left, right in pairwise(edges))
    return list(pairwise(edges)) if rising and abs(edges[-1] - row.x1) < 0.03 * (row.x1 - row.x0) else None


def _column_at(x: float, columns: list[tuple[float, float]]) -> int | None:
    """The column a place belongs to; None where it lies about midway between two."""
    distances = [max(left - x, x - right, 0.0) for left, right in columns]
    order = sorted(range(len(columns)), key=distances.__getitem__)
    nearest, second = order[0], order[1]
    if distances[nearest] > 0 and distances[nearest] > 0.6 * distances[second]:
        return None
    return nearest


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _grid_ink(
    laid: Laid,
    label: list[int],
    cell: tuple[list[tuple[float, float]] | None, int],
    place: Place,
    heights: Sequence[float],
) -> Place:
    """A cross or tick drawn in a cell: in the row it lies nearest to, in the column it lies in."""
    columns, column = cell
    page = laid.word(label[0]).page
    box = laid.box(label[0])
    height = box.bottom - box.top
    area = Box(box.x1, box.top - 0.8 * height, laid.pages[page].width, box.bottom + 0.8 * height)
    for ink in laid.ink(page):
        if not (is_stroke(ink, area) and centre_in(ink.box, area)):
            continue
        nearest = min(heights, key=lambda middle: abs(middle - _middle(ink.box)))
        if nearest != _middle(box):
            continue
        found = _column_at((ink.box.x0 + ink.box.x1) / 2, columns) if columns else None
        if found == column:
            return Place(place.option, Mark.MARKED, place.pieces, ink, page)
        if found is None:
            return Place(place.option, Mark.DOUBTFUL, place.pieces, ink, page, "the column is unclear")
    return place
