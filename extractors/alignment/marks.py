"""Marks: categories, YES and NO, the grid of 7.2(e). What is a mark, and whose it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from extractors.alignment.laid import Laid, union
from extractors.alignment.tokens import Piece
from extractors.sheet import Box, Ink
from templates.values import is_empty_answer
from templates.wording import Blank

_CROSS = re.compile(
    r"[\[({<|/\s_.]*(?:[xX×✕✖✗✘☒☑☓⊠✓✔√*•●■◼⬛►→+⌧🗸🗹✅❌]|[xX]{2,}|[vV]|/|\\|//+|yes|y|\bok\b|true)[\])}>|/\s_.]*",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[\[({\s_.]*[☐□▢◻❏❐❑❒○◯]?[\])}\s_.]*")
_INITIALS = re.compile(r"[\s_]*(?:[A-Z]\.?\s?){2,4}[\s_]*")
_NO = re.compile(r"[\s_\[(]*(?:no|n|false)[\s_\])]*", re.IGNORECASE)
_WORDS = frozenset("NOT NO NON NOR AND OR IF IS AS IN OF TO AT BY ON IT HE WE US THE ALL ANY BUT ARE WAS HAS MAY".split())


class Mark(Enum):
    """What stands in a place for a mark."""

    NONE = "none"
    EMPTY_BOX = "empty box"
    MARKED = "marked"
    DOUBTFUL = "doubtful"
    WORDS = "words"
    """Text that is no mark and no answer: it belongs to the contract's wording, or to nobody."""


@dataclass(slots=True)
class Place:
    """One option's place: its evidence."""

    option: str
    mark: Mark
    pieces: list[Piece] = field(default_factory=list)
    ink: Ink | None = None
    page: int = 0
    note: str = ""


def kind_of_mark(text: str, initials: frozenset[str] = frozenset()) -> Mark:
    """Judge the text of a place for a mark.

    Args:
        text: What stands there, rules included.
        initials: The signers' own initials, which may spell a word ("OR").
    """
    text = text.strip()
    if not text or _EMPTY.fullmatch(text):
        return Mark.EMPTY_BOX if re.search(r"[☐□▢◻❏❐❑❒○◯\[(]", text) else Mark.NONE
    if _CROSS.fullmatch(text):
        return Mark.MARKED
    if _NO.fullmatch(text) or is_empty_answer(text):
        return Mark.NONE
    bare = text.strip("_ .")
    letters = bare.replace(".", "").replace(" ", "")
    if letters.upper() in initials or (_INITIALS.fullmatch(text) and letters not in _WORDS):
        return Mark.MARKED
    words = bare.split()
    if len(words) == 1 and not (bare.isalpha() and (bare.islower() or bare in _WORDS or len(bare) > 4)):
        return Mark.DOUBTFUL
    return Mark.WORDS


def places_of(laid: Laid, name: str) -> list[Place]:
    """The places of a field's options (letters, yes_no), each with its mark."""
    blanks = [(index, blank) for index, blank in laid.blanks(name) if blank.region != "grid"]
    boxes_before = _boxes_stand_before(laid, blanks)
    places: list[Place] = []
    for index, blank in blanks:
        gap = laid.gap_of_blank[index]
        label = laid.print_before(gap)
        before = _before_label(laid, gap, label)
        if not boxes_before and any(token in laid.alignment.filled.get(at, ()) for at in _gaps_of_line(laid, gap) for token in before):
            before = []  # it stands in the place of the option before, on the same line
        inside = laid.in_gap(gap)
        following = _label_after(laid, gap)
        if following is not None:
            inside = [token for token in inside if token not in _before_label_tokens(laid, following)] if boxes_before else inside
        place = _judge(laid, blank.option or "", inside)
        if before and (place.mark in (Mark.NONE, Mark.EMPTY_BOX) or boxes_before):
            ahead = _judge(laid, blank.option or "", before)
            if ahead.mark in (Mark.MARKED, Mark.DOUBTFUL, Mark.EMPTY_BOX) and not (
                place.mark is Mark.EMPTY_BOX and ahead.mark is Mark.EMPTY_BOX
            ):
                laid.taken.update(before)
                place = ahead
        if place.mark is Mark.WORDS:
            _give_back(laid, gap, place)
        if place.mark in (Mark.NONE, Mark.EMPTY_BOX):
            place = _by_ink(laid, gap, label, place)
        places.append(place)
    return places


def _judge(laid: Laid, option: str, tokens: Sequence[int]) -> Place:
    pieces = laid.pieces(tokens, with_rules=True)
    text = " ".join(piece.text for piece in pieces)
    kept = [piece for piece in laid.pieces(tokens)]
    if pieces and all(piece.word.style.strike for piece in kept) and kept:
        return Place(option, Mark.DOUBTFUL, kept, note="the mark is struck through")
    return Place(option, kind_of_mark(text, laid.initials), kept or pieces, page=pieces[0].page if pieces else 0)


def _give_back(laid: Laid, gap: int, place: Place) -> None:
    """Words in a place for a mark are no answer the form asks for: they are an addition to its wording."""
    tokens = [token for token in laid.alignment.filled.pop(gap, []) if token not in laid.taken]
    laid.alignment.added.setdefault(gap + 1, []).extend(tokens)
    place.note = "words stand where a mark belongs"


def _before_label(laid: Laid, gap: int, label: list[int]) -> list[int]:
    """Tokens right before an option's label, on its line, that look like a mark or a box."""
    if not label:
        return []
    first = label[0]
    line = laid.word(first).word.line
    found: list[int] = []
    for at in range(first - 1, max(-1, first - 4), -1):
        if at in laid.tick_of or laid.word(at).word.line != line:
            break
        found.insert(0, at)
    if not found:
        return []
    text = " ".join(piece.text for piece in laid.pieces(found, with_rules=True))
    return found if kind_of_mark(text, laid.initials) in (Mark.MARKED, Mark.EMPTY_BOX, Mark.DOUBTFUL) else []


def _before_label_tokens(laid: Laid, tick: int) -> list[int]:
    return _before_label(laid, tick, laid.print_before(tick))


def _label_after(laid: Laid, gap: int) -> int | None:
    """The gap of the next option on the same line of the form (NO's, behind YES's)."""
    line = laid.ruler.items[laid.ruler.ticks[gap].item].line
    for at in range(gap + 1, min(gap + 6, len(laid.ruler.ticks))):
        tick = laid.ruler.ticks[at]
        if laid.ruler.items[tick.item].line != line:
            return None
        if tick.is_gap:
            return at
    return None


def _gaps_of_line(laid: Laid, gap: int) -> list[int]:
    """The other gaps on the same line of the form."""
    line = laid.ruler.items[laid.ruler.ticks[gap].item].line
    return [at for at in laid.ruler.gaps if at != gap and laid.ruler.items[laid.ruler.ticks[at].item].line == line]


def _boxes_stand_before(laid: Laid, blanks: list[tuple[int, Blank]]) -> bool:
    """Whether this copy prints its boxes before the labels ("☒ YES ☐ NO")."""
    first_gap = laid.gap_of_blank[blanks[0][0]]
    label = laid.print_before(first_gap)
    before = _before_label(laid, first_gap, label)
    if not before:
        return False
    last_gap = laid.gap_of_blank[blanks[-1][0]]
    if last_gap == first_gap:
        return True
    behind_last = laid.pieces(laid.in_gap(last_gap), with_rules=True)
    line = laid.word(label[0]).word.line
    return not any(piece.word.line == line for piece in behind_last)


def _by_ink(laid: Laid, gap: int, label: list[int], place: Place) -> Place:
    """Look for a drawn cross, tick or circle in the blank's box, before the label, or around it."""
    if not label:
        return place
    placed = laid.word(label[-1])
    page = laid.pages[placed.page]
    if not page.ink:
        return place
    same = [token for token in label if laid.word(token).word.line == placed.word.line]
    around = laid.box(*same)
    height = max(1.0, around.bottom - around.top)
    character = max(0.5, (around.x1 - around.x0) / max(1, sum(len(laid.tokens[token].text) for token in same)))
    rules = [
        laid.box(token)
        for token in laid.alignment.filled.get(gap, ())
        if laid.tokens[token].is_rule and laid.word(token).word.line == placed.word.line
    ]
    following = laid.next_print(gap)
    edge = around.x1 + 14 * character
    if rules:
        edge = max(box.x1 for box in rules)
    elif following is not None and laid.word(following).word.line == placed.word.line:
        edge = laid.box(following).x0
    area = Box(around.x1 - 0.2 * character, around.top - 0.5 * height, edge + 0.5 * character, around.bottom + 0.5 * height)
    found = [ink for ink in page.ink if _is_stroke(ink, area) and _centre_in(ink.box, area)]
    if found:
        return Place(place.option, Mark.MARKED, place.pieces, found[0], placed.page)
    circled = [ink for ink in page.ink if ink.kind == "curve" and _encircles(ink.box, around)]
    if circled:
        return Place(place.option, Mark.MARKED, place.pieces, circled[0], placed.page)
    strokes = strokes_before(page.ink, around)
    if strokes and not _in_place_before(laid, gap, strokes[0]):
        return Place(place.option, Mark.MARKED, place.pieces, strokes[0], placed.page)
    return place


def strokes_before(ink: Sequence[Ink], word: Box) -> list[Ink]:
    """A cross or tick drawn before a word, on its line."""
    height = max(1.0, word.bottom - word.top)
    ahead = Box(word.x0 - 3.5 * height, word.top - 0.4 * height, word.x0, word.bottom + 0.4 * height)
    strokes = [one for one in ink if one.kind in ("line", "curve") and _is_stroke(one, ahead) and _centre_in(one.box, ahead)]
    return strokes if len(strokes) > 1 or any(one.kind == "curve" for one in strokes) else []


def _in_place_before(laid: Laid, gap: int, ink: Ink) -> bool:
    """Whether a stroke lies in the place of the option before, on the same line (YES's, before NO)."""
    for other in _gaps_of_line(laid, gap):
        for token in laid.alignment.filled.get(other, ()):
            if laid.tokens[token].is_rule and _centre_in(ink.box, _wider(laid.box(token))):
                return True
    return False


def _wider(box: Box) -> Box:
    height = box.bottom - box.top
    return Box(box.x0 - 0.3 * height, box.top - height, box.x1 + 0.3 * height, box.bottom + height)


def _is_stroke(ink: Ink, area: Box) -> bool:
    """Ink that somebody drew: no rule, no frame, nothing far larger than the place."""
    width, height = ink.box.x1 - ink.box.x0, ink.box.bottom - ink.box.top
    if ink.kind == "rect":
        return False
    if ink.kind == "line" and (height < 1.2 or width < 0.6):
        return False
    return height <= 3 * (area.bottom - area.top) and width <= max(60.0, 1.5 * (area.x1 - area.x0))


def _centre_in(box: Box, area: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def _encircles(box: Box, word: Box) -> bool:
    """Whether a curve goes around a word, and not around half the line."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    height = word.bottom - word.top
    return (
        box.x0 <= x <= box.x1
        and box.top <= y <= box.bottom
        and 0.7 * height < box.bottom - box.top < 4 * height
        and box.x1 - box.x0 < (word.x1 - word.x0) + 6 * height
        and box.x1 - box.x0 > 0.6 * (word.x1 - word.x0)
    )


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
        words = _words_of_row(laid, gap)
        cells: list[list[int]] = [[] for _ in blanks]
        doubtful = False
        if _tells_by_order(laid, words, len(blanks), has_columns=columns is not None):
            cells = words
        else:
            for word in words:
                box = laid.word(word[0]).word.box
                column = _column_at((box.x0 + box.x1) / 2, columns) if columns else None
                if column is None:
                    doubtful = doubtful or not all(laid.tokens[token].is_rule for token in word)
                else:
                    cells[column].extend(word)
        for column, (blank, cell) in enumerate(zip(blanks, cells, strict=True)):
            place = _judge(laid, blank.option or "", cell)
            if place.mark is Mark.WORDS:
                place.mark = Mark.DOUBTFUL
            if doubtful and place.mark in (Mark.NONE, Mark.EMPTY_BOX):
                place = Place(place.option, Mark.DOUBTFUL, laid.pieces(laid.in_gap(gap)), note="the column is unclear")
            if place.mark in (Mark.NONE, Mark.EMPTY_BOX) and label:
                place = _grid_ink(laid, label, (columns, column), place, heights)
            result[blank.field].append(place)
    return result


def _words_of_row(laid: Laid, gap: int) -> list[list[int]]:
    """The tokens of a row from left to right, in pieces between white space."""
    words: dict[int, list[int]] = {}
    for token in laid.in_gap(gap):
        words.setdefault(laid.tokens[token].word, []).append(token)
    pieces: list[list[int]] = []
    for word in sorted(words.values(), key=lambda word: laid.word(word[0]).word.box.x0):
        if pieces:
            last, this = laid.word(pieces[-1][-1]).word, laid.word(word[0]).word
            letter = max(0.5, (last.box.x1 - last.box.x0) / max(1, len(last.text)))
            if last.line == this.line and -0.6 * letter < this.box.x0 - last.box.x1 < 0.4 * letter:
                pieces[-1].extend(word)
                continue
        pieces.append(word)
    return pieces


def _tells_by_order(laid: Laid, words: list[list[int]], count: int, *, has_columns: bool) -> bool:
    """Whether a row shows as many places beside each other as it has columns (one may be all mark)."""
    places = sum(_has_place(laid, word) for word in words)
    enough = places == count or (places == count - 1 and not has_columns)
    return len(words) == count and enough and _apart(laid, words)


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
        if not (_is_stroke(ink, area) and _centre_in(ink.box, area)):
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
