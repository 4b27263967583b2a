"""Evidence of a reading: the words around it, how it was read, how surely, where."""

from collections.abc import Sequence

from extractors.alignment.laid import Laid
from extractors.alignment.tokens import Piece
from extractors.record import Method, Where
from extractors.sheet import Ink

SURE = 0.99
"""No reading of a machine is surer."""
DRAWN = 0.97
"""What was told from strokes."""
COLUMN_GUESSED = 0.7
"""What stands so near the border of two columns that it may belong to the other."""
_WORDS_BEFORE, _WORDS_AFTER = 7, 5


def context(laid: Laid, gap: int) -> tuple[str, str]:
    """The printed words around a gap, as a reader of the page knows it: caption included."""
    return laid.form_words(gap - 1, -_WORDS_BEFORE), laid.form_words(gap + 1, _WORDS_AFTER)


def method_of(pieces: Sequence[Piece]) -> Method:
    """How the pieces came to be read, the least usual way first."""
    sources = {piece.word.source for piece in pieces}
    ways: tuple[Method, ...] = ("ocr", "annotation", "form-field")
    return next((way for way in ways if way in sources), "text")


def surety(laid: Laid, pieces: Sequence[Piece], base: float = SURE) -> float:
    """No surer than the reader was of any word, nor than the column is clear."""
    sure = min([base, *(piece.word.confidence for piece in pieces)])
    if any(piece.word.line in laid.doubtful_lines for piece in pieces):
        sure = min(sure, COLUMN_GUESSED)
    return round(sure, 3)


def where_ink(laid: Laid, ink: Ink, page: int) -> Where:
    """The place of something drawn, on a page given by its index."""
    sheet = laid.pages[page]
    if sheet.unit == "cell":
        return Where(sheet.number, None, ink.line)
    x0, top, x1, bottom = (round(edge, 1) for edge in ink.box)
    return Where(sheet.number, (x0, top, x1, bottom))
