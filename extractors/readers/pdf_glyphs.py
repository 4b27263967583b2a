"""Glyphs of a PDF page, brought together to pieces of words where the file drew them one after the other.

What the file says of spaces is not trusted alone: browsers draw none, typesetters draw none,
and a space may be set back over. The gap between two glyphs decides, with what is known beside it.
"""

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from itertools import repeat
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.pdf_frame import Frame
from extractors.symbols import is_symbol_font, symbol

HIDDEN = 0.5
"""Confidence in text that a reader of the page may not see, or whose letters the file does not name."""

_DROPPED = frozenset(chr(code) for code in (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_HYPHENS = frozenset("\x02\ufffe\xad")
_SPACE_GAP = 0.06
"""Ems that must be empty for a space in the file to part two words."""
_BARE_GAP = 0.15
"""Ems that part two words where the file has no space between them."""
_INVISIBLE_MODES = (3, 7)
_ITALIC_FLAG, _BOLD_FLAG = 0x40, 0x40000


@dataclass(slots=True)
class Face:
    """What all glyphs of one text object share."""

    key: int
    size: float
    angle: float
    """Direction on the displayed page in degrees, anticlockwise, -180 to 180."""
    bold: bool
    italic: bool
    font: str
    is_symbol: bool
    base: float
    """The baseline's y on the displayed page, for level text."""
    maps: bool
    """Whether the file says which letters the glyphs are."""
    invisible: bool
    """Drawn in no ink at all, as the text layer of a scan is."""
    pale: bool
    """Drawn in white or almost white."""


@dataclass(slots=True)
class Piece:
    """A run of glyphs without space, as drawn: a word or a part of one."""

    text: str
    x0: float
    x1: float
    base: float
    """y of the baseline (for turned text: of the lower edge)."""
    size: float
    face: Face
    first: int
    """Index of the first glyph in the file's order; of the last: `last`."""
    last: int
    top: float
    bottom: float
    confidence: float = 1.0
    after_space: bool = False
    """Whether the file itself has a space before it."""
    bold: bool = False
    at: tuple[float, float] = (0.0, 0.0)
    """Where the last glyph's baseline begins; kept for turned text only."""

    @property
    def is_level(self) -> bool:
        """Whether it is read from left to right on the displayed page (a slight tilt allowed)."""
        return abs(self.face.angle) < 4


class PageText:
    """The text page of pdfium with what this reader asks of it, in the fewest calls."""

    def __init__(self, page: Any, text_page: Any, frame: Frame) -> None:
        self.page, self.text_page, self.frame = page, text_page, frame
        self.fonts: dict[int, tuple[str, bool, bool]] = {}
        self.faces: dict[int, Face] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def face(self, index: int, text_object: Any, key: int) -> Face:
        """What the text object of a glyph is set in."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self.text_page, index, matrix)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(self.text_page, index) * (math.hypot(c, d) or math.hypot(a, b))
        angle = math.degrees(math.atan2(b, a)) - self.frame.rotation if b else -float(self.frame.rotation)
        angle = (angle + 180) % 360 - 180
        font, bold, italic = self._font(text_object)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object)
        pale, clear = self._colours(text_object, stroke=mode == 1)
        x, y = self.origin(index)
        return Face(
            key,
            abs(size) or 1.0,
            angle,
            bold,
            italic,
            font,
            is_symbol_font(font),
            y,
            not pdfium.FPDFText_HasUnicodeMapError(self.text_page, index),
            mode in _INVISIBLE_MODES or clear,
            pale,
        )

    def origin(self, index: int) -> tuple[float, float]:
        """Where a glyph's baseline begins, on the displayed page."""
        pdfium.FPDFText_GetCharOrigin(self.text_page, index, self._x, self._y)
        return self.frame.point(self._x.value, self._y.value)

    def _font(self, text_object: Any) -> tuple[str, bool, bool]:
        font = pdfium.FPDFTextObj_GetFont(text_object)
        if not font:
            return "", False, False
        key = ctypes.addressof(font.contents)
        known = self.fonts.get(key)
        if known is None:
            length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = ctypes.create_string_buffer(max(length, 1))
            pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
            name = buffer.value.decode("utf-8", "replace")
            flags, low = pdfium.FPDFFont_GetFlags(font), name.lower()
            bold = flags > 0 and bool(flags & _BOLD_FLAG)
            bold = bold or any(sign in low for sign in ("bold", "black", "heavy", "demi"))
            italic = any(sign in low for sign in ("italic", "oblique")) or (flags > 0 and bool(flags & _ITALIC_FLAG))
            known = self.fonts[key] = (name, bold, italic)
        return known

    def _colours(self, text_object: Any, *, stroke: bool) -> tuple[bool, bool]:
        """Whether its colour is almost white, and whether it is fully transparent."""
        red, green, blue, alpha = self._colour
        ask = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
        if not ask(text_object, red, green, blue, alpha):
            return False, False
        return min(red.value, green.value, blue.value) >= 0xF0, alpha.value < 0x10


def pieces(page: Any, frame: Frame, limit: int) -> list[Piece]:
    """The glyphs of a page as pieces of words.

    Args:
        page: pdfium's page handle.
        frame: The page's frame.
        limit: How many glyphs to read at most.

    Raises:
        OverflowError: The page has more glyphs than that.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count > limit:
            raise OverflowError
        return _pieces(PageText(page, text_page, frame), max(count, 0))
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _pieces(text: PageText, count: int) -> list[Piece]:  # noqa: C901, PLR0912, PLR0915 - one loop over all glyphs: speed
    page, shift_x = text.text_page, text.frame.e
    level_frame = text.frame.rotation == 0
    codes = list(map(pdfium.FPDFText_GetUnicode, repeat(page), range(count)))
    get_object, get_box, address = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_GetLooseCharBox, ctypes.addressof
    rect = pdfium.FS_RECTF()
    done: list[Piece] = []
    now: Piece | None = None
    face: Face | None = None
    space = made = False
    for index, code in enumerate(codes):
        handle = get_object(page, index)
        if not handle:  # pdfium's own guess at a space or a line's end
            made = True
            continue
        key = address(handle.contents)
        if face is None or key != face.key:
            face = text.faces.get(key)
            if face is None:
                face = text.faces[key] = text.face(index, handle, key)
        char = chr(code)
        if code == 0x20 or code == 0xA0 or (code > 0x7F and char.isspace()):
            if not face.is_symbol or symbol(face.font, code) == " ":
                space = True
                continue
        if (code < 0x20 and code != 2) or char in _DROPPED:
            continue
        confidence = 1.0
        if code > 0x7E or code == 2 or face.is_symbol or not face.maps:
            char, confidence = _character(text, index, code, face)
        if level_frame and -4 < face.angle < 4:
            get_box(page, index, rect)
            x0, x1, base = rect.left + shift_x, rect.right + shift_x, face.base
            if face.angle:
                base = text.origin(index)[1]
            gap = x0 - now.x1 if now else 0.0
        else:
            x0, x1, base, gap = _turned(text, index, face, now, parted=space or made)
        size = face.size
        if now is not None:
            same = now.face.angle - 4 < face.angle < now.face.angle + 4
            em = min(size, now.size)
            if same and char == now.text[-1] and now.face is not face and _is_again(now, x0, x1, base, em):
                now.bold = True
                continue
            near = -0.25 * em <= gap <= (_SPACE_GAP if space else _BARE_GAP) * em
            level = abs(base - now.base) <= 0.08 * em or _is_raised(now, base, size)
            if same and near and level:
                now.text += char
                if x1 > now.x1:
                    now.x1 = x1
                now.last = index
                if confidence < now.confidence:
                    now.confidence = confidence
                if size > 1.15 * now.size:
                    now.size, now.base, now.face = size, base, face
                if not now.is_level:
                    _stretch(now, text, index)
                space = made = False
                continue
        now = Piece(char, x0, x1, base, size, face, index, index, 0.0, 0.0, confidence, space, face.bold)
        if not now.is_level:
            now.top, now.bottom = math.inf, -math.inf
            _stretch(now, text, index)
        done.append(now)
        space = made = False
    for piece in done:
        if piece.is_level:
            piece.top, piece.bottom = piece.base - 0.78 * piece.size, piece.base + 0.22 * piece.size
        if not piece.text.isascii():
            piece.text = unicodedata.normalize("NFC", piece.text)
    return _letter_spaced(done)


def _character(text: PageText, index: int, code: int, face: Face) -> tuple[str, float]:
    """What a glyph shows, and how sure that is."""
    char = chr(code)
    if char in _HYPHENS:
        return "-", 1.0
    if face.is_symbol:
        return (shown, 1.0) if (shown := symbol(face.font, code)) is not None else (char, 1.0)
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", char), 1.0
    if 0xF020 <= code <= 0xF0FF:  # a font that numbers its own glyphs: mostly, not always, by the letter's code
        return char, HIDDEN
    if not face.maps and pdfium.FPDFText_HasUnicodeMapError(text.text_page, index):
        return char, HIDDEN
    return char, 1.0


def _is_again(now: Piece, x0: float, x1: float, base: float, em: float) -> bool:
    """The same letter drawn a second time a hair beside the first, to look bold."""
    near = abs(base - now.base) < 0.1 * em and abs(x1 - now.x1) < min(1.0, 0.12 * em)
    return near and x0 < now.x1 - 0.5 * (x1 - x0)


def _is_raised(now: Piece, base: float, size: float) -> bool:
    """A superscript or subscript beside the text it belongs to, or the text after one."""
    big = max(now.size, size)
    return min(now.size, size) < 0.85 * big and abs(base - now.base) < 0.55 * big


def _turned(
    text: PageText, index: int, face: Face, now: Piece | None, *, parted: bool
) -> tuple[float, float, float, float]:
    """Left, right, baseline and gap of a glyph that is not level in the file's own axes.

    pdfium knows no advance here, and a narrow letter seems to stand apart: its spaces decide.
    """
    box = text.frame.box(*_tight(text, index))
    x, y = text.origin(index)
    if abs(face.angle) < 4:  # level for whoever looks at the turned page
        gap = box.x0 - now.x1 if now else 0.0
        return min(x, box.x0), box.x1, y, gap if parted else gap - 0.35 * face.size
    turn = math.radians(face.angle)
    along, across = math.cos(turn), -math.sin(turn)
    step = (x - now.at[0]) * along + (y - now.at[1]) * across if now else 0.0
    near = not parted and 0 <= step < 1.6 * face.size
    return box.x0, box.x1, y * along - x * across, 0.0 if near else math.inf


def _stretch(piece: Piece, text: PageText, index: int) -> None:
    box = text.frame.box(*_tight(text, index))
    piece.x0, piece.x1 = min(piece.x0, box.x0), max(piece.x1, box.x1)
    piece.top, piece.bottom = min(piece.top, box.top), max(piece.bottom, box.bottom)
    piece.at = text.origin(index)


def _tight(text: PageText, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text.text_page, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _letter_spaced(done: list[Piece]) -> list[Piece]:
    """Single letters at one even distance are a word set wide: joined, parted where the distance jumps."""
    result: list[Piece] = []
    at = 0
    while at < len(done):
        end = at + 1
        while end < len(done) and _may_follow(done[end - 1], done[end]):
            end += 1
        run = done[at:end]
        at = end
        if len(run) < 5:
            result += run
            continue
        gaps = [after.x0 - before.x1 for before, after in zip(run, run[1:], strict=False)]
        usual = median(gaps)
        if sum(piece.after_space for piece in run[1:]) > 0.7 * len(gaps):  # typed with a space after each letter
            result += run
            continue
        if max(gaps) > 2.5 * usual and sum(gap < 1.4 * usual for gap in gaps) < 0.6 * len(gaps):
            result += run
            continue
        result.append(run[0])
        for gap, piece in zip(gaps, run[1:], strict=True):
            if piece.after_space or gap > usual + 0.2 * piece.size:
                result.append(piece)
                continue
            word = result[-1]
            word.text, word.x1, word.last = word.text + piece.text, piece.x1, piece.last
            word.confidence = min(word.confidence, piece.confidence)
    return result


def _may_follow(before: Piece, after: Piece) -> bool:
    """Whether two single letters may be neighbours in a word set wide."""
    if len(before.text) != 1 or len(after.text) != 1 or not (before.is_level and after.is_level):
        return False
    if after.first > before.last + 4:  # something else was drawn between them
        return False
    level = abs(before.base - after.base) < 0.1 * before.size and abs(before.size - after.size) < 0.5
    return level and 0 < after.x0 - before.x1 < 1.1 * before.size
