"""Glyphs of a PDF page, brought together to pieces of words where the file drew them one after the other.

What the file says of spaces is not trusted alone: browsers draw none, typesetters draw none,
and a space may be set back over. The gap between two glyphs decides, with what is known beside it.
"""

import ctypes
import math
import unicodedata
from itertools import pairwise, repeat
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.pdf_frame import Frame
from extractors.readers.pdf_text_page import Face, PageText, Piece, TextObject
from extractors.symbols import open_symbol, symbol

HIDDEN = 0.5
"""Confidence in text that a reader of the page may not see, or whose letters the file does not name."""

_DROPPED = frozenset(chr(code) for code in (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_HYPHENS = frozenset("\x02\ufffe\xad\u2010\u2011\u2212")
_SPACE_GAP = 0.06
"""Ems that must be empty for a space in the file to part two words."""
_BARE_GAP = 0.15
"""Ems that part two words where the file has no space between them."""
_MARK_RISE = 0.15
"""Ems off the line at which a small figure is a note's mark: a hair less is a value set a little off its print."""
_MARKED = 0.5
"""How sure a number is of which a digit stands above or below the line: "500" with a small raised 2 is not 5002."""


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
                    and thing.looks_like(last)  # type: ignore[arg-type]
                )
            if joins:
                if base != now.base and char.isdigit() and _is_mark(now, base, size):
                    confidence = min(confidence, _MARKED)
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
        now = Piece(char, x0, x1, base, size, face, index, index, 0.0, 0.0, confidence, space, face.bold, key=key)
        now.invisible, now.pale = thing.invisible, thing.pale
        if not now.is_level:
            now.top, now.bottom = math.inf, -math.inf
            _stretch(now, text, index)
        done.append(now)
        space = made = False
        last, last_x0 = thing, x0
    for piece in done:
        if piece.is_level:
            piece.top, piece.bottom = piece.base - 0.78 * piece.size, piece.base + 0.22 * piece.size
        if not piece.text.isascii():
            piece.text = unicodedata.normalize("NFC", piece.text)
    return _letter_spaced(done, drawn_spaces=drawn_spaces)


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


def _is_mark(now: Piece, base: float, size: float) -> bool:
    """Whether a figure here stands above or below the line of the figures before it, or they of its line."""
    off = abs(base - now.base)
    return now.text[-1].isdigit() and off > _MARK_RISE * max(now.size, size) and _is_raised(now, base, size)


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
    if before.invisible != after.invisible or before.pale != after.pale:
        return False
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
    return result
