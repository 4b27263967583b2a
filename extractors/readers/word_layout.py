"""Word's text on a grid of characters: blocks below each other, and boxes and columns beside them."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readers.word_blocks import Block, Drawn, Paragraph, Section, Table, View, shows
from extractors.readers.word_grid import GAP, Piece, Row, beside_each_other, rule
from extractors.readers.word_lines import paragraph_rows
from extractors.readers.word_numbering import Counter
from extractors.readers.word_tables import table_rows


@dataclass(slots=True)
class _Float:
    rows: list[Row]
    anchor: Row
    dy: float | None
    """Lines from the anchor's top; None where nothing says so."""
    left: int
    right: float
    """Columns between which the box stands; longer text wraps there on paper, and overflows here."""


class Layout:
    """Lays out one text of the file in one view of its tracked changes.

    Args:
        view: With all changes accepted, or with none.
        counter: Counts the automatic numbers.
        default_tab: Columns between the tab stops where a paragraph has none of its own.
    """

    def __init__(self, view: View, counter: Counter, default_tab: float) -> None:
        self._view = view
        self._counter = counter
        self._default_tab = max(1.0, default_tab)

    def sections(self, sections: list[Section]) -> list[Row]:
        """The whole body."""
        rows: list[Row] = []
        for section in sections:
            width = section.width
            if section.columns > 1:
                width = max(10.0, (section.width - section.gap * (section.columns - 1)) / section.columns)
            laid = self.blocks(section.blocks, width)
            rows += self._columns(laid, section, width) if section.columns > 1 else laid
        return rows

    @staticmethod
    def _columns(rows: list[Row], section: Section, width: float) -> list[Row]:
        """Put what column breaks part beside each other; without breaks the columns follow each other."""
        parts: list[list[Row]] = [[]]
        for row in rows:
            if row.after_column_break:
                parts.append([])
            parts[-1].append(row)
        found: list[Row] = []
        for start in range(0, len(parts), section.columns):
            beside, left = [], 0
            for part in parts[start : start + section.columns]:
                beside.append((left, part))
                left = max(left + round(width + section.gap), left + max((row.end for row in part), default=0) + GAP)
            found += beside_each_other(beside)
        return found

    def blocks(self, blocks: list[Block], width: float) -> list[Row]:
        """Paragraphs and tables one below the other; `width` in columns."""
        rows: list[Row] = []
        floats: list[_Float] = []
        after_paragraph = False
        for block in self._joined(blocks):
            if isinstance(block, Table):
                rows += table_rows(block, width, self._view, self.blocks)
                after_paragraph = False
                continue
            laid, boxes = self.paragraph(block, width)
            if block.format.ruled_above and after_paragraph and rows[-1].is_empty and rows[-1].page == block.page:
                # A rule over a caption is the lower border of the empty line above it.
                rule(rows[-1], block.format.left, width - block.format.right)
            rows += laid
            floats += boxes
            after_paragraph = bool(laid)
        _move_apart(floats)
        for box in reversed(floats):
            _place(box, rows)
        return rows

    def _joined(self, blocks: list[Block]) -> Iterator[Block]:
        """The blocks of this view: a paragraph whose end is not there goes on in the next one."""
        held: Paragraph | None = None
        for block in blocks:
            if isinstance(block, Table):
                if held is not None and held.atoms:
                    yield held
                held = None
                yield block
                continue
            atoms = [atom for atom in block.atoms if shows(atom.change, self._view)]
            first = block
            if held is not None:
                # The number at the start of the line is the first paragraph's, if anything of it is left.
                if any(atom.text.strip() or atom.drawn for atom in held.atoms):
                    first = held
                atoms = held.atoms + atoms
            joined = Paragraph(
                first.format,
                held.page if held else block.page,
                atoms,
                block.mark,
                first.mark_style,
                control=first.control,
            )
            if shows(block.mark, self._view):
                held = None
                yield joined
            else:
                held = joined
        if held is not None and held.atoms:
            yield held

    def paragraph(self, paragraph: Paragraph, width: float) -> tuple[list[Row], list[_Float]]:
        """The lines of a paragraph, and the text boxes that are anchored in it."""
        form = paragraph.format
        rows = paragraph_rows(paragraph, width, self._default_tab, self._counter.label(form))
        if form.ruled_below and all(row.is_empty for row in rows):
            rule(rows[-1], form.left, width - form.right)
        rows[0].height += form.before
        rows[-1].height += form.after
        return rows, [self._box(row, at, thing, width) for row in rows for at, thing in _boxes(row)]

    def _box(self, row: Row, at: float, thing: Drawn, width: float) -> _Float:
        inner = max(4.0, thing.width if thing.width > 1 else width)
        rows = [Row(row.page, [Piece(0, word)]) for word in thing.text.split()] if thing.blocks is None else []
        rows = rows or self.blocks(thing.blocks or [], inner)
        while rows and rows[-1].is_empty:
            rows.pop()
        left = round(at)
        for inside in rows:
            inside.page = row.page
            inside.shift(max(0, left))
        return _Float(rows, row, None if thing.from_page else thing.dy, left, left + inner)


def _boxes(row: Row) -> list[tuple[float, Drawn]]:
    boxes = [(at, thing) for at, thing in row.drawn if thing.kind == "text"]
    row.drawn = [(at, thing) for at, thing in row.drawn if thing.kind != "text"]
    return boxes


def _move_apart(floats: list[_Float]) -> None:
    """Make room for boxes beside each other whose lines are longer than the boxes are wide."""
    ordered = sorted(floats, key=lambda box: box.left)
    for number, box in enumerate(ordered):
        for other in ordered[number + 1 :]:
            end = max((row.end for row in box.rows), default=0) + GAP
            start = min((row.pieces[0].col for row in other.rows if row.pieces), default=end)
            if _beside(box, other) and start < end:
                for row in other.rows:
                    row.shift(end - start)


def _beside(box: _Float, other: _Float) -> bool:
    """Whether a box stands on paper to the left of another of the same anchor, and at its height."""
    if box.anchor is not other.anchor or box.dy is None or other.dy is None or other.left < box.right - 1:
        return False
    return box.dy < other.dy + len(other.rows) and other.dy < box.dy + len(box.rows)


def _place(box: _Float, rows: list[Row]) -> None:
    """Put a text box beside the lines it stands beside, or below its anchor where there is no room."""
    index = next(number for number, row in enumerate(rows) if row is box.anchor)
    if box.dy is not None:
        target, below = index, box.dy
        while below < -0.5 and target and rows[target - 1].page == rows[index].page:
            target -= 1
            below += rows[target].height
        while (
            below >= rows[target].height - 0.5 and target + 1 < len(rows) and rows[target + 1].page == rows[index].page
        ):
            below -= rows[target].height
            target += 1
        beside = rows[target : target + len(box.rows)]
        if all(_has_room(row, inside) for row, inside in zip(beside, box.rows, strict=False)):
            extra = [Row(box.anchor.page) for _ in box.rows[len(beside) :]]
            rows[target + len(beside) : target + len(beside)] = extra
            for row, inside in zip(beside + extra, box.rows, strict=True):
                _write_over(row, inside)
            return
    rows[index + 1 : index + 1] = box.rows


def _has_room(row: Row, inside: Row) -> bool:
    """Whether nothing but a blank's rule stands in the way."""
    if row.page != inside.page:
        return False
    start = min((piece.col for piece in inside.pieces), default=0)
    return all(piece.end < start or piece.col > inside.end or not piece.text.strip("_") for piece in row.pieces)


def _write_over(row: Row, inside: Row) -> None:
    """Put a box's line on the line, in place of the rule it covers."""
    if inside.pieces:
        start, end = inside.pieces[0].col, inside.end
        kept: list[Piece] = []
        for piece in row.pieces:
            if piece.end <= start or piece.col >= end:
                kept.append(piece)
                continue
            if piece.col < start - 1:
                kept.append(Piece(piece.col, "_" * (start - 1 - piece.col), piece.style, is_rule=True))
            if piece.end > end + 1:
                kept.append(Piece(end + 1, "_" * (piece.end - end - 1), piece.style, is_rule=True))
        row.pieces = kept
    row.pieces += inside.pieces
    row.drawn += inside.drawn
    row.unseen += inside.unseen
