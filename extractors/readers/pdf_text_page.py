"""The text of a PDF page as pdfium tells it: its objects, their fonts, and the pieces of words made of them."""

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.pdf_frame import Frame
from extractors.symbols import is_symbol_font

_INVISIBLE_MODES = (3, 7)
_ITALIC_FLAG, _BOLD_FLAG = 0x40, 0x40000


@dataclass(slots=True)
class Face:
    """What glyphs of one font, size and direction share."""

    size: float
    angle: float
    """Direction on the displayed page in degrees, anticlockwise, -180 to 180."""
    font: str
    bold: bool
    italic: bool
    is_symbol: bool


@dataclass(slots=True, eq=False)
class TextObject:
    """One text object of the page: browsers make one of each glyph."""

    key: int
    handle: Any
    face: Face
    base: float
    """The baseline's y on the displayed page, for level text."""
    maps: bool
    """Whether the file says which letters the glyphs are."""
    invisible: bool
    """Drawn in no ink at all, as the text layer of a scan is."""
    pale: bool
    """Drawn in white or almost white."""

    def looks_like(self, other: "TextObject") -> bool:
        """Whether a reader of the page sees both, or neither."""
        return self.invisible == other.invisible and self.pale == other.pale


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
    slack: float = 0.0
    """Empty points between its glyphs, taken together."""
    key: int = 0
    """Address of the text object it begins with."""
    invisible: bool = False
    pale: bool = False

    @property
    def is_level(self) -> bool:
        """Whether it is read from left to right on the displayed page (a slight tilt allowed)."""
        return abs(self.face.angle) < 4


class PageText:
    """The text page of pdfium with what this reader asks of it, in the fewest calls."""

    def __init__(self, page: Any, text_page: Any, frame: Frame) -> None:
        self.page, self.text_page, self.frame = page, text_page, frame
        self.fonts: dict[int, tuple[str, bool, bool, bool]] = {}
        self.faces: dict[tuple[int, float, float, float, float, float], Face] = {}
        self.objects: dict[int, TextObject] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def object(self, index: int, handle: Any, key: int) -> TextObject:
        """The text object a glyph belongs to, met for the first time."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self.text_page, index, matrix)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(self.text_page, index)
        font = pdfium.FPDFTextObj_GetFont(handle)
        font_key = ctypes.addressof(font.contents) if font else 0
        sign = (font_key, size, a, b, c, d)
        face = self.faces.get(sign)
        if face is None:
            size *= math.hypot(c, d) or math.hypot(a, b)
            angle = math.degrees(math.atan2(b, a)) - self.frame.rotation
            angle = (angle + 180) % 360 - 180
            if abs(angle) < 0.02:
                angle = 0.0
            face = self.faces[sign] = Face(abs(size) or 1.0, angle, *self._font(font, font_key))
        maps = not pdfium.FPDFText_HasUnicodeMapError(self.text_page, index)
        base = self.frame.point(matrix.e, matrix.f)[1]
        made = self.objects[key] = TextObject(key, handle, face, base, maps, *self._look(handle))
        return made

    def origin(self, index: int) -> tuple[float, float]:
        """Where a glyph's baseline begins, on the displayed page."""
        pdfium.FPDFText_GetCharOrigin(self.text_page, index, self._x, self._y)
        return self.frame.point(self._x.value, self._y.value)

    def _font(self, font: Any, key: int) -> tuple[str, bool, bool, bool]:
        """Name, bold, italic, whether its letters are pictures."""
        known = self.fonts.get(key)
        if known is None:
            name, flags = "", 0
            if font:
                length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
                buffer = ctypes.create_string_buffer(max(length, 1))
                pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
                name, flags = buffer.value.decode("utf-8", "replace"), max(pdfium.FPDFFont_GetFlags(font), 0)
            low = name.lower()
            bold = bool(flags & _BOLD_FLAG) or any(sign in low for sign in ("bold", "black", "heavy", "demi"))
            italic = bool(flags & _ITALIC_FLAG) or any(sign in low for sign in ("italic", "oblique"))
            known = self.fonts[key] = (name, bold, italic, is_symbol_font(name))
        return known

    def _look(self, handle: Any) -> tuple[bool, bool]:
        """Whether a text object is drawn in no ink at all, and whether in white or almost white."""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        red, green, blue, alpha = self._colour
        ask = pdfium.FPDFPageObj_GetStrokeColor if mode == 1 else pdfium.FPDFPageObj_GetFillColor
        if not ask(handle, red, green, blue, alpha):
            return mode in _INVISIBLE_MODES, False
        pale = min(red.value, green.value, blue.value) >= 0xF0
        return mode in _INVISIBLE_MODES or alpha.value < 0x10, pale
