"""Pieces of words into words on visual lines, with how they are set and how surely they are seen."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.leaders import ruled
from extractors.line_numbers import are_line_numbers
from extractors.readers.pdf_crossed import Crossed, Stroke
from extractors.readers.pdf_ink import Drawn
from extractors.readers.pdf_lines import OFF, Item, Row, rows, turned_rows
from extractors.readers.pdf_shown import Painted, covers, parted
from extractors.readers.pdf_text_page import Piece
from extractors.sheet import Box, Ink, Style, Unseen, Word
from extractors.symbols import plain_symbol

_JOIN = 0.1
"""Ems between two pieces drawn apart that are still one word."""
_UNDERSCORE = 6.0
"""Points of a drawn rule that one underscore stands for."""
_LETTERS = 200
"""So many curves on a page are letters turned into drawings: none of them is a check box."""
_BLANK = 10.0
"""Points of a drawn rule without text on it that make it a blank's and not an underline."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Boxes of markup annotations."""

    highlight: tuple[Box, ...] = ()
    underline: tuple[Box, ...] = ()
    strike: tuple[Box, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    """Lines that are drawn as annotations."""


NO_MARKS = Marks()


def words(
    pieces: list[Piece], drawing: Drawn, painted: Painted, placed: Iterable[Item], marks: Marks, *, line: int
) -> tuple[list[Word], list[Unseen]]:
    """The words of one page by line, then from left to right; and those that it does not show.

    Args:
        pieces: What the page's text is made of.
        drawing: What else is drawn.
        painted: The page as it is displayed.
        placed: Words of form fields and annotations.
        marks: Markup annotations.
        line: The number of the last line before this page.
    """
    level = _whole_words([piece for piece in pieces if piece.is_level], drawing.width / 2)
    for item in level:
        item.text = ruled(item.text)
    level = _without_line_numbers(level)
    turned = [_item(piece) for piece in pieces if not piece.is_level]
    shown, unseen = parted(level + turned, drawing, painted)
    aslant = {id(item) for item in turned}
    level, turned = ([item for item in shown if (id(item) in aslant) is side] for side in (False, True))
    level = _decorate(level, drawing)
    placed = list(placed)
    Crossed([*drawing.strokes, *marks.strokes]).mark([*level, *(item for item in placed if not item.zone_comment)])
    _mark(level + turned, marks)
    level += _rules(level, drawing.ink)
    level += _check_boxes(drawing)
    lines = rows(level + [item for item in placed if not item.zone_comment])
    lines += turned_rows(turned)
    lines += [Row(item.base, item.size, [item]) for item in placed if item.zone_comment]
    result: list[Word] = []
    for number, row in enumerate(lines, start=line + 1):
        row.items.sort(key=lambda item: (item.turn, item.box.x0, -item.box.x1))
        result += [_word(item, number) for item in row.items]
    return result, list(_unseen(unseen, lines, line))


def _unseen(items: list[Item], lines: list[Row], line: int) -> Iterator[Unseen]:
    """What the page does not show, on the lines where it would stand."""
    for item in sorted(items, key=lambda item: (round(item.base), item.box.x0)):
        above = sum(row.base <= item.base + 0.5 * item.size for row in lines)
        yield Unseen(plain_symbol(item.text), line + max(1, above), item.box.x0)


def _word(item: Item, line: int) -> Word:
    x0, top, x1, bottom = item.box
    return Word(
        plain_symbol(item.text),
        Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)),
        line,
        Style(item.bold, item.italic, item.underline, item.strike, item.highlight),
        "comment" if item.zone_comment else "body",
        item.source,
        item.confidence,
        control=item.control,
        crossed=item.crossed,
    )


def _item(piece: Piece) -> Item:
    face = piece.face
    box = Box(piece.x0, piece.top, piece.x1, piece.bottom)
    return Item(
        piece.text,
        box,
        piece.base,
        piece.size,
        piece.bold,
        face.italic,
        confidence=piece.confidence,
        angle=face.angle,
        first=piece.first,
        last=piece.last,
        key=piece.key,
        invisible=piece.invisible,
        pale=piece.pale,
    )


def _whole_words(pieces: list[Piece], middle: float) -> list[Item]:
    """Joins what was drawn apart but stands together; leaves out what was drawn twice."""
    items: list[Item] = []
    for row in _levels(pieces):
        recent: list[tuple[Item, Piece]] = []
        for piece in row:
            x0, reach = piece.x0, 0.2 * piece.size
            twin = next((i for i, other in recent if -1 < other.x0 - x0 < 1 and _is_twin(i, other, piece)), None)
            if twin is not None:
                twin.bold = True
                continue
            close = [pair for pair in recent if -reach < pair[0].box.x1 - x0 < reach]
            host = next((pair for pair in reversed(close) if _is_next(*pair, piece)), None)
            if host is not None:
                item = host[0]
                item.text += piece.text
                item.box = item.box._replace(x1=max(item.box.x1, piece.x1))
                item.confidence = min(item.confidence, piece.confidence)
                item.bold, item.italic = item.bold and piece.bold, item.italic and piece.face.italic
                item.last = piece.last
                recent.remove(host)
            else:
                item = _item(piece)
                if piece.face.angle:  # so that a tilted line's words share one baseline
                    item.base += (piece.x0 - middle) * math.tan(math.radians(piece.face.angle))
                items.append(item)
            recent = [*recent[-7:], (item, piece)]
    return items


def _without_line_numbers(items: list[Item]) -> list[Item]:
    """A page's words without the numbers of its lines, left of everything else."""
    found = [item for item in items if item.text.isdecimal() and len(item.text) < 4]
    if not found:
        return items
    edge, _ = Counter(round(item.box.x1) for item in found).most_common(1)[0]
    column = [item for item in found if -8 < item.box.x1 - edge < 8]
    own = {id(item) for item in column}
    if any(item.box.x0 < edge for item in items if id(item) not in own):
        return items
    column.sort(key=lambda item: item.base)
    if not are_line_numbers([int(item.text) for item in column]):
        return items
    return [item for item in items if id(item) not in own]


def _levels(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces on one baseline, from left to right."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if row and piece.base - row[-1].base > 0.35:
            yield sorted(row, key=lambda piece: (piece.x0, piece.first))
            row = []
        row.append(piece)
    yield sorted(row, key=lambda piece: (piece.x0, piece.first))


def _is_twin(item: Item, other: Piece, piece: Piece) -> bool:
    same = other.text == piece.text and item.text.endswith(piece.text)
    return same and abs(other.x0 - piece.x0) < 1 and abs(other.base - piece.base) < 1


def _is_next(item: Item, other: Piece, piece: Piece) -> bool:
    """Whether a piece goes on where an item ends, though not drawn right after it."""
    em = min(other.size, piece.size)
    if max(other.size, piece.size) > 1.3 * em or abs(other.base - piece.base) > min(1.0, 0.1 * em):
        return False
    if piece.after_space and 0 < piece.first - item.last < 4:
        return False
    if item.invisible != piece.invisible or item.pale != piece.pale:
        return False
    gap = piece.x0 - item.box.x1
    if "_" in (item.text[-1], piece.text[0]) and item.text[-1] != piece.text[0]:
        return -0.02 * em <= gap <= 0.02 * em  # a value typed right after a rule's end, or before its beginning
    return -0.12 * em <= gap <= _JOIN * em


def _decorate(items: list[Item], drawing: Drawn) -> list[Item]:
    """Underlines, strike-throughs and coloured grounds of words."""
    lines = _level_lines(drawing.ink)
    tops = [box.top for box in lines]
    items = [part for item in items for part in _struck_apart(item, lines)]
    colours = [fill.box for fill in drawing.fills if not fill.grey and fill.box.bottom - fill.box.top < 60]
    for item in items:
        wide = item.box.x1 - item.box.x0
        low = bisect_left(tops, item.base - 0.5 * item.size)
        for box in lines[low : bisect_left(tops, item.base + 0.36 * item.size)]:
            if min(box.x1, item.box.x1) - max(box.x0, item.box.x0) < 0.6 * wide:
                continue
            if box.top > item.base - 0.05 * item.size:
                item.underline = True
            elif box.top < item.base - 0.14 * item.size and not _is_long(box, item, items):
                item.strike = True
        item.highlight = any(covers(box, item.box) for box in colours)
    return items


def _struck_apart(item: Item, lines: list[Box]) -> list[Item]:
    """A label glued to its rule ("NO____") as two words where only the label is struck through."""
    parts = re.findall(r"_+|[^_]+", item.text)
    if "__" not in item.text or len(parts) < 2:
        return [item]
    wide = item.box.x1 - item.box.x0
    if not any(
        -0.5 * item.size < box.top - item.base < -0.14 * item.size
        and box.x0 < item.box.x1
        and box.x1 > item.box.x0
        and box.x1 - box.x0 < 0.75 * wide
        for box in lines
    ):
        return [item]
    result: list[Item] = []
    at = item.box.x0
    for part in parts:
        end = at + wide * len(part) / len(item.text)
        result.append(replace(item, text=part, box=item.box._replace(x0=at, x1=end)))
        at = end
    return result


def _is_long(box: Box, item: Item, items: list[Item]) -> bool:
    """Whether a line goes well beyond the words of its height, as a blank's rule does."""
    return max(_empty_stretches(box, [o for o in items if abs(o.base - item.base) < 2]), default=0.0) >= _BLANK


def _mark(items: list[Item], marks: Marks) -> None:
    for item in items:
        x, y = (item.box.x0 + item.box.x1) / 2, (item.box.top + item.box.bottom) / 2
        item.highlight = item.highlight or _within(x, y, marks.highlight)
        item.underline = item.underline or _within(x, y, marks.underline)
        item.strike = item.strike or _within(x, y, marks.strike)


def _within(x: float, y: float, boxes: tuple[Box, ...]) -> bool:
    return any(box.x0 <= x <= box.x1 and box.top <= y <= box.bottom for box in boxes)


def _level_lines(ink: list[Ink]) -> list[Box]:
    """Level lines that belong to no grid, from the top down."""
    upright = [item.box for item in ink if item.kind in ("line", "rect") and item.box.bottom - item.box.top > 6]
    lines = [item.box for item in ink if item.kind == "line" and item.box.bottom - item.box.top < 2]
    lines = [box for box in lines if not any(_meet(box, other) for other in upright)]
    return sorted(lines, key=lambda box: box.top)


def _meet(level: Box, upright: Box) -> bool:
    """Whether a level line ends at an upright one, or runs along a frame's edge."""
    if upright.top - 1.5 > level.bottom or upright.bottom + 1.5 < level.top:
        return False
    edges = (upright.x0, upright.x1)
    return any(abs(end - edge) < 1.5 for end in (level.x0, level.x1) for edge in edges)


def _check_boxes(drawing: Drawn) -> list[Item]:
    """Drawn check boxes as words of one character."""
    items: list[Item] = []
    if drawing.outlines > _LETTERS:
        return items
    for box, filled in drawing.boxes:
        inside = any(one.kind in ("line", "curve") and _within(*_middle(one.box), (box,)) for one in drawing.ink)
        high = box.bottom - box.top
        items.append(Item("☒" if filled or inside else "☐", box, box.bottom - 0.1 * high, high))
    return items


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _rules(items: list[Item], ink: list[Ink]) -> list[Item]:
    """The drawn rules of blanks as words of underscores, boxed as drawn."""
    rules: list[Item] = []
    for box in _level_lines(ink):
        wide = box.x1 - box.x0
        if wide < 2 * _UNDERSCORE:
            continue
        on_it = [item for item in items if -0.06 * item.size < box.top - item.base < max(OFF, 0.36 * item.size)]
        through = [item for item in items if -0.5 * item.size < box.top - item.base <= -0.06 * item.size]
        if max(_empty_stretches(box, on_it + through), default=wide) < _BLANK:
            continue
        text = "_" * max(2, round(wide / _UNDERSCORE))
        place = Box(box.x0, box.top - 8, box.x1, box.bottom + 0.5)
        rules.append(Item(text, place, box.top - 1, 10.0))
    return rules


def _empty_stretches(line: Box, items: Iterable[Item]) -> list[float]:
    """How long the parts of a line are that no word stands on, in points."""
    spans = sorted((item.box.x0, item.box.x1) for item in items if item.box.x1 > line.x0 and item.box.x0 < line.x1)
    stretches, at = [], line.x0
    for x0, x1 in spans:
        if x0 > at:
            stretches.append(x0 - at)
        at = max(at, x1)
    if line.x1 > at:
        stretches.append(line.x1 - at)
    return stretches
