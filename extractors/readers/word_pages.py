"""A Word file's lines made into pages of words and ink."""

from typing import NamedTuple

from extractors.readers.word_grid import Row
from extractors.sheet import Box, Ink, Page, Unseen, Word, Zone
from extractors.symbols import plain_symbol

ZONES: tuple[Zone, ...] = ("header", "body", "note", "footer", "comment")
"""From the top of a page to its end."""


class ZonedRow(NamedTuple):
    """A line and the part of the page it belongs to."""

    zone: Zone
    row: Row


def paged(rows: list[Row]) -> tuple[list[Row], list[int]]:
    """Take filings' own page marks, lines that say only "<PAGE>", for what they are.

    Returns:
        The lines without the marks, on their pages; and of each mark the page that Word had it on.
    """
    kept: list[Row] = []
    marks: list[int] = []
    for row in rows:
        if len(row.pieces) == 1 and row.pieces[0].text.upper() == "<PAGE>" and not row.drawn:
            marks.append(row.page)
            continue
        row.page += len(marks)
        kept.append(row)
    return kept, marks


def assembled(rows: dict[int, list[ZonedRow]], width: float) -> list[Page]:
    """The pages.

    Args:
        rows: Of each page its lines, from top to bottom.
        width: Columns between the margins; a page is as wide as its longest line, and at least that.
    """
    line = 0
    pages: list[Page] = []
    for number in range(1, max(rows, default=1) + 1):
        zoned = rows.get(number, [])
        words: list[Word] = []
        for y, (zone, row) in enumerate(zoned):
            for piece in sorted(row.pieces, key=lambda piece: piece.col):
                box = Box(piece.col, y, piece.end, y + 1)
                words.append(
                    Word(
                        plain_symbol(piece.text),
                        box,
                        line + y + 1,
                        piece.style,
                        zone,
                        piece.source,
                        inserted=piece.inserted,
                        control=piece.control,
                    )
                )
        unseen = tuple(
            Unseen(" ".join(text.split()), line + y + 1, column, control=control)
            for y, (_, row) in enumerate(zoned)
            for column, text, control in sorted(row.unseen)
        )
        ink = _ink(zoned, line)
        widest = max((word.box.x1 for word in words), default=0.0)
        size = (max(width, widest), float(max(1, len(zoned))))
        pages.append(Page(number, *size, "cell", tuple(words), ink, unseen=unseen))
        line += len(zoned)
    return pages


def _ink(zoned: list[ZonedRow], lines_before: int) -> tuple[Ink, ...]:
    tops: list[float] = []
    height = 0.0
    first_of_body = 0.0
    for zone, row in zoned:
        if zone == "header":
            first_of_body = height + row.height
        tops.append(height)
        height += row.height
    tops.append(height)

    def on_grid(down: float) -> float:
        """The line of the grid that stands so far down on paper."""
        for y, (_, row) in enumerate(zoned):
            if down < tops[y + 1]:
                return max(0.0, y + (down - tops[y]) / row.height)
        return len(zoned) + max(0.0, down - height)

    found: list[Ink] = []
    for y, (_, row) in enumerate(zoned):
        for column, thing in row.drawn:
            if thing.kind == "text":
                continue
            right = column + max(thing.width, 0.5)
            if thing.dy is None:
                box, line = Box(column, y, right, y + 1), y
            else:
                down = thing.dy + (first_of_body if thing.from_page else tops[y])
                box = Box(column, on_grid(down), right, on_grid(down + max(thing.height, 0.1)))
                line = min(max(0, int((box.top + box.bottom) / 2)), len(zoned) - 1)
            is_picture = thing.kind == "image"
            found.append(Ink(thing.kind, box, thing.text, lines_before + line + 1 if is_picture else None))
    return tuple(found)
