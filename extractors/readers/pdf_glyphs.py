"""Glyphs of a PDF page, brought together to pieces of words where the file drew them one after the other.

What the file says of spaces is not trusted alone: browsers draw none, typesetters draw none,
and a space may be set back over. The gap between two glyphs decides, with what is known beside it.
"""

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from itertools import pairwise, repeat
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.pdf_frame import Frame
from extractors.symbols import is_symbol_font, open_symbol, symbol

HIDDEN = 0.5
"""Confidence in text that a reader of the page may not see, or whose letters the file does not name."""

_DROPPED = frozenset(chr(code) for code in (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_HYPHENS = frozenset("\x02\ufffe\xad\u2010\u2011\u2212")
_SPACE_GAP = 0.06
"""Ems that must be empty for a space in the file to part two words."""
_BARE_GAP = 0.15
"""Ems that part two words where the file has no space between them."""
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
    """Drawn in no ink at all, as the text layer of a scan is."""
    pale: bool = False
    """Drawn in white or almost white."""

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
        made = self.objects[key] = TextObject(key, handle, face, self.frame.point(matrix.e, matrix.f)[1], maps)
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

    def look(self, handle: Any) -> tuple[bool, bool]:
        """Whether a text object is drawn in no ink at all, and whether in white or almost white."""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        red, green, blue, alpha = self._colour
        ask = pdfium.FPDFPageObj_GetStrokeColor if mode == 1 else pdfium.FPDFPageObj_GetFillColor
        if not ask(handle, red, green, blue, alpha):
            return mode in _INVISIBLE_MODES, False
        pale = min(red.value, green.value, blue.value) >= 0xF0
        return mode in _INVISIBLE_MODES or alpha.value < 0x10, pale


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
    page, shift_x, level_frame = text.text_page, text.frame.e, text.frame.rotation == 0
    objects = text.objects
    get_object, get_box, address = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_GetLooseCharBox, ctypes.addressof
    rect = pdfium.FS_RECTF()
    done: list[Piece] = []
    now: Piece | None = None
    thing: TextObject | None = None
    last: TextObject | None = None
    space = made = drawn_spaces = False
    last_x0 = -1.0
    for index, code in enumerate(map(pdfium.FPDFText_GetUnicode, repeat(page), range(count))):
        handle = get_object(page, index)
        if not handle:  # pdfium's own guess at a space or a line's end
            made = True
            continue
        key = address(handle.contents)
        if thing is None or key != thing.key:
            thing = objects.get(key) or text.object(index, handle, key)
            face = thing.face
        if code == 0x20 and not face.is_symbol:
            if pdfium.FPDFText_IsGenerated(page, index) == 1:
                made = True
            else:
                space = drawn_spaces = True
            continue
        confidence = 1.0
        char = chr(code)
        if not 0x20 < code < 0x7F or face.is_symbol or not thing.maps:
            if char.isspace() or (face.is_symbol and symbol(face.font, code) == " "):
                space = drawn_spaces = True
                continue
            if (code < 0x20 and code != 2) or char in _DROPPED:
                continue
            char, confidence = _character(text, index, code, thing)
        if level_frame and -4 < face.angle < 4:
            get_box(page, index, rect)
            x0, x1, base = rect.left + shift_x, rect.right + shift_x, thing.base
            if face.angle:
                base = text.origin(index)[1]
            gap = x0 - now.x1 if now else 0.0
        else:
            x0, x1, base, gap = _turned(text, index, face, now, parted=space or made)
        size = face.size
        if now is not None:
            em = min(now.size, size)
            if last is thing:
                # A letter with a long tail ("Qu") reaches under the next; both are drawn in one go.
                joins = (last_x0 <= x0 and gap < 0 and not space) or (
                    -0.25 * em <= gap <= (_SPACE_GAP if space else _BARE_GAP) * em
                )
            else:
                if char == now.text[-1] and _is_again(now, x0, x1, base, em):
                    now.bold = True
                    continue
                joins = (
                    -0.25 * em <= gap <= (_SPACE_GAP if space else _BARE_GAP) * em
                    and (abs(base - now.base) <= 0.08 * em or _is_raised(now, base, size))
                    and abs(now.face.angle - face.angle) < 4
                )
            if joins:
                now.text += char
                now.slack += gap
                if x1 > now.x1:  # noqa: PLR1730 - once a glyph: twice as fast as max()
                    now.x1 = x1
                now.last = index
                now.confidence = min(now.confidence, confidence)
                if size > 1.15 * now.size:
                    now.size, now.base, now.face = size, base, face
                if not now.is_level:
                    _stretch(now, text, index)
                space = made = False
                last, last_x0 = thing, x0
                continue
            if last is not None and now.key != last.key:
                _look(now, text, last)
        now = Piece(char, x0, x1, base, size, face, index, index, 0.0, 0.0, confidence, space, face.bold, key=key)
        _look(now, text, thing)
        if not now.is_level:
            now.top, now.bottom = math.inf, -math.inf
            _stretch(now, text, index)
        done.append(now)
        space = made = False
        last, last_x0 = thing, x0
    if now is not None and last is not None:
        _look(now, text, last)
    for piece in done:
        if piece.is_level:
            piece.top, piece.bottom = piece.base - 0.78 * piece.size, piece.base + 0.22 * piece.size
        if not piece.text.isascii():
            piece.text = unicodedata.normalize("NFC", piece.text)
    return _letter_spaced(done, drawn_spaces=drawn_spaces)


def _look(piece: Piece, text: PageText, thing: TextObject) -> None:
    """Notes whether a piece's first or last glyph is one that cannot be seen."""
    invisible, pale = text.look(thing.handle)
    piece.invisible, piece.pale = piece.invisible or invisible, piece.pale or pale


def _character(text: PageText, index: int, code: int, thing: TextObject) -> tuple[str, float]:
    """What a glyph shows, and how sure that is."""
    char = chr(code)
    if char in _HYPHENS:
        return "-", 1.0
    if thing.face.is_symbol:
        return (shown, 1.0) if (shown := symbol(thing.face.font, code)) is not None else (char, 1.0)
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", char), 1.0
    if 0xE000 <= code <= 0xF0FF and (shown := open_symbol(thing.face.font, code, _ems(text, index, thing.face))):
        return shown, 1.0
    if 0xF020 <= code <= 0xF0FF:  # a font that numbers its own glyphs: mostly, not always, by the letter's code
        return char, HIDDEN
    if not thing.maps and pdfium.FPDFText_HasUnicodeMapError(text.text_page, index):
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

    At a slant pdfium knows no advance, and a narrow letter seems to stand apart: its spaces decide.
    """
    x, y = text.origin(index)
    if abs(face.angle) < 4:  # level for whoever looks at the turned page
        box = text.frame.box(*_loose(text, index))
        return box.x0, box.x1, y, box.x0 - now.x1 if now else 0.0
    box = text.frame.box(*_tight(text, index))
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


def _loose(text: PageText, index: int) -> tuple[float, float, float, float]:
    """A glyph's box with its whole advance."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text.text_page, index, rect)
    return rect.left, rect.bottom, rect.right, rect.top


def _ems(text: PageText, index: int, face: Face) -> float:
    """A glyph's advance in ems of its font; 0 at a slant, where pdfium knows none."""
    quarters, rest = divmod(round(face.angle + text.frame.rotation), 90)
    left, bottom, right, top = _loose(text, index)
    return (top - bottom if quarters % 2 else right - left) / face.size if not rest else 0.0


def _tight(text: PageText, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text.text_page, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _letter_spaced(done: list[Piece], *, drawn_spaces: bool) -> list[Piece]:
    """Letters at one even distance are a word set wide: joined, parted where the distance jumps.

    On a page whose file has no spaces at all (as browsers make them) a distance as wide as a space is one.
    """
    result: list[Piece] = []
    run: list[Piece] = []
    for piece in done:
        if not _is_wide(piece):
            result += [*_run_joined(run, drawn_spaces=drawn_spaces), piece]
            run = []
            continue
        if run and not _may_follow(run[-1], piece):
            result += _run_joined(run, drawn_spaces=drawn_spaces)
            run = []
        run.append(piece)
    return result + _run_joined(run, drawn_spaces=drawn_spaces)


def _is_wide(piece: Piece) -> bool:
    """Whether a piece may be a part of a word set wide: a single letter, or letters apart."""
    length = len(piece.text)
    return piece.is_level and (length == 1 or piece.slack > 0.08 * piece.size * (length - 1))


def _may_follow(before: Piece, after: Piece) -> bool:
    """Whether two pieces may be neighbours in text set wide."""
    if after.first > before.last + 4:  # something else was drawn between them
        return False
    level = abs(before.base - after.base) < 0.1 * before.size and abs(before.size - after.size) < 0.5
    return level and 0 < after.x0 - before.x1 < 1.5 * before.size


def _run_joined(run: list[Piece], *, drawn_spaces: bool) -> list[Piece]:
    if len(run) < 2 or sum(len(piece.text) for piece in run) < 5:
        return run
    between = [after.x0 - before.x1 for before, after in pairwise(run)]
    within = [piece.slack / (len(piece.text) - 1) for piece in run for _ in piece.text[1:]]
    usual = median(between + within)
    if not drawn_spaces and usual > 0.2 * run[0].size:
        return run
    if sum(piece.after_space for piece in run[1:]) > 0.7 * (len(between) + len(within)):
        return run  # typed with a space after each letter
    if sum(gap < usual + 0.2 * run[0].size for gap in between + within) < 0.6 * len(between + within):
        return run
    result = [run[0]]
    for gap, piece in zip(between, run[1:], strict=True):
        if piece.after_space or gap > usual + 0.2 * piece.size:
            result.append(piece)
            continue
        word = result[-1]
        word.text, word.x1, word.last = word.text + piece.text, piece.x1, piece.last
        word.confidence = min(word.confidence, piece.confidence)
        word.invisible, word.pale = word.invisible or piece.invisible, word.pale or piece.pale
    return result
