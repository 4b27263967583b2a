"""What a PDF page shows: the page is painted once, and each word's place is looked at.

Words can be hidden in too many ways to know them all by their names (white letters, an area painted over
them, a clip, a layer that is off, another picture); in the painted page all of them are one even ground.
"""

import ctypes
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.pdf_frame import Frame
from extractors.readers.pdf_ink import Drawn, Fill
from extractors.readers.pdf_lines import Item
from extractors.sheet import Box

HIDDEN = 0.5
"""Confidence in text that a reader of the page may not see."""
_SCALE = 1.5
"""Dots of the painted page to a point."""
_MOST_DOTS = 3000
"""On either side of the painted page; a larger page is painted smaller."""
_FAINTEST = 20
"""Of 255 shades, how far apart letters and their ground are at least."""
_SMALLEST = 1.6
"""Points: letters smaller than this are a hair of grey, and nobody's print."""


class Painted:
    """A page as it is displayed, in shades of grey.

    Args:
        page: pdfium's page handle.
        frame: The page's frame.
        turn: How much further clockwise than the file says the frame is turned, in degrees.
    """

    def __init__(self, page: Any, frame: Frame, turn: int) -> None:
        self._scale = min(_SCALE, _MOST_DOTS / max(frame.width, frame.height, 1.0))
        self._wide, self._high = (max(1, round(side * self._scale)) for side in (frame.width, frame.height))
        self._stride, self._dots = self._wide, b""
        bitmap = pdfium.FPDFBitmap_CreateEx(self._wide, self._high, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            return
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self._wide, self._high, 0xFFFFFFFF)
            flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, self._wide, self._high, turn // 90 % 4, flags)
            self._stride = pdfium.FPDFBitmap_GetStride(bitmap)
            self._dots = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), self._stride * self._high)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def is_even(self, box: Box) -> bool:
        """Whether nothing stands out of the ground within a box; False where the page could not be painted."""
        if not self._dots:
            return False
        x0, x1 = max(0, int(box.x0 * self._scale)), min(self._wide, int(box.x1 * self._scale) + 1)
        top, bottom = max(0, int(box.top * self._scale)), min(self._high, int(box.bottom * self._scale) + 1)
        if x0 >= x1 or top >= bottom:
            return True
        middle = self._row((top + bottom) // 2, x0, x1)  # through most words' letters: the others need not be asked
        if max(middle) - min(middle) >= _FAINTEST:
            return False
        rows = [self._row(y, x0, x1) for y in range(top, bottom)]
        return max(map(max, rows)) - min(map(min, rows)) < _FAINTEST

    def _row(self, y: int, x0: int, x1: int) -> bytes:
        return self._dots[y * self._stride + x0 : y * self._stride + x1]


def parted(items: Iterable[Item], drawing: Drawn, painted: Painted) -> tuple[list[Item], list[Item]]:
    """The words that the page shows, and those that it does not; sets how surely each is seen.

    The text layer of a scan is drawn in no ink, and its words are those of the picture.
    """
    items = list(items)
    backdrop = drawing.backdrop
    first = min(drawing.order.values(), default=0)
    solid = [fill for fill in drawing.fills if fill.solid and fill.order > first]
    shown: list[Item] = []
    unseen: list[Item] = []
    for item in items:
        order = drawing.order.get(item.key, 0)
        if not item.text.strip("_"):  # a form field's ground may lie on the rule to write on
            shown.append(item)
            continue
        if backdrop is not None and (item.invisible or order < backdrop):
            item.source, item.confidence = "ocr", min(item.confidence, 0.8)
        elif item.size < _SMALLEST or painted.is_even(_body(item)):
            unseen.append(item)
            continue
        elif any(fill.order > order and covers(fill.box, item.box) for fill in solid):
            if _is_written_over(item, order, items, drawing):
                unseen.append(item)
                continue
            item.confidence = min(item.confidence, HIDDEN)
        elif item.invisible or (item.pale and not _has_ground(item.box, order, drawing)):
            if _is_written_over(item, -1, items, drawing):
                unseen.append(item)
                continue
            item.confidence = min(item.confidence, HIDDEN)
        shown.append(item)
    return shown, unseen


def _body(item: Item) -> Box:
    """Where a word's letters have their ink, clear of a rule under them and of a frame round them."""
    if item.angle or not any(map(str.isalnum, item.text)):
        return item.box
    x0, _, x1, _ = item.box
    edge = min(2.0, 0.2 * (x1 - x0))
    return Box(x0 + edge, item.base - 0.55 * item.size, x1 - edge, item.base - 0.12 * item.size)


def _is_written_over(item: Item, order: int, items: list[Item], drawing: Drawn) -> bool:
    """Whether other words, painted after some place in the order, stand where a word does: what shows is theirs."""
    return any(
        drawing.order.get(other.key, 0) > order
        and not (other.invisible or other.pale)
        and min(other.box.x1, item.box.x1) - max(other.box.x0, item.box.x0) > 1
        and min(other.box.bottom, item.box.bottom) - max(other.box.top, item.box.top) > 0.3 * item.size
        for other in items
        if other is not item
    )


def _has_ground(box: Box, order: int, drawing: Drawn) -> bool:
    """Whether pale text has something dark or coloured behind it."""
    behind: list[Fill] = [
        fill for fill in drawing.fills + drawing.pictures if fill.order < order and covers(fill.box, box)
    ]
    return bool(behind) and not max(behind, key=lambda fill: fill.order).white


def covers(area: Box, box: Box) -> bool:
    """Whether an area holds a word's letters, leaving aside what is empty above and below them."""
    slack, high = 0.1 * (box.x1 - box.x0), box.bottom - box.top
    return (
        area.x0 <= box.x0 + slack
        and area.x1 >= box.x1 - slack
        and area.top <= box.top + 0.35 * high
        and area.bottom >= box.bottom - 0.3 * high
    )
