"""What is drawn on a PDF page besides text: lines, rectangles, curves and pictures, by pdfium.

pdfium has parsed these already for its text, so asking it costs a hundredth of a second a page
where another parser takes a hundred times that.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.readers.pdf_crossed import Stroke, stroke_between
from extractors.readers.pdf_frame import Frame
from extractors.sheet import Box, Ink

_DEPTH = 12
_MOST = 20_000
"""Objects looked at on one page; a page of more is a drawing, and what follows is left out."""
_THIN = 2.0
"""Points: a filled rectangle thinner than this is a line."""
_BLOT = (3.0, 16.0)
"""Points: the sides of a small area filled in as a mark."""
_DARK = 0x78
_ROUNDED, _RIM = 0.4, 0.12
"""Of each side of a box with rounded corners, what is straight; of its breadth, how near its edge all of it lies."""
_Matrix = tuple[float, float, float, float, float, float]
_UNIT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Fill(NamedTuple):
    """A filled area, in the order of painting."""

    box: Box
    order: int
    white: bool
    grey: bool
    solid: bool
    """Nothing shines through."""


@dataclass(slots=True)
class Drawn:
    """All that is drawn on one page."""

    ink: list[Ink] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Fill] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    """Text object's address → its place in the order of painting."""
    width: float = 0.0
    height: float = 0.0
    blots: list[tuple[Box, int]] = field(default_factory=list)
    """Small dark squares, and their places in the order of painting."""
    boxes: list[tuple[Box, bool]] = field(default_factory=list)
    """Check boxes with rounded corners, and whether they are filled in."""
    strokes: list[Stroke] = field(default_factory=list)
    """Straight lines with their ends, each as it was drawn."""
    outlines: int = 0
    """How many curved shapes there are: letters turned into drawings are many."""

    @property
    def backdrop(self) -> int | None:
        """The place in the order of painting of a picture, or of strips of one, that covers the page."""
        area = sum((box.x1 - box.x0) * (box.bottom - box.top) for box, *_ in self.pictures)
        return max(fill.order for fill in self.pictures) if area >= 0.8 * self.width * self.height > 0 else None


class _Path(NamedTuple):
    kind: str
    box: Box
    closed: bool
    rounded: bool = False
    """Whether it is a box with rounded corners."""
    stroke: Stroke | None = None
    """Of a straight line: from where to where."""


def drawn(page: Any, frame: Frame) -> Drawn:
    """The ink of a page.

    Args:
        page: pdfium's page handle.
        frame: The page's frame.
    """
    result = Drawn(width=frame.width, height=frame.height)
    area = frame.width * frame.height
    budget = [_MOST]
    for place, (handle, kind, matrix) in enumerate(_objects(page, budget)):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            result.order[ctypes.addressof(handle.contents)] = place
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(result, handle, matrix, frame, place)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and (box := _bounds(handle, matrix, frame)):
            result.pictures.append(Fill(box, place, white=False, grey=False, solid=True))
    # What covers the page is its ground, strip by strip: a signature's picture never is.
    covered = result.backdrop is not None
    result.ink += [Ink("curve", box) for box, order in result.blots if not _is_frame(box, order, result.fills)]
    result.ink = _merged_lines(result.ink) + [
        Ink("image", fill.box)
        for fill in result.pictures
        if _area(fill.box) < 0.85 * area and not (covered and fill.box.x1 - fill.box.x0 > 0.8 * frame.width)
    ]
    return result


def _objects(page: Any, budget: list[int]) -> Iterator[tuple[Any, int, _Matrix]]:
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(min(count, budget[0])):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page, index), _UNIT, 0, budget)


def _unfolded(handle: Any, matrix: _Matrix, depth: int, budget: list[int]) -> Iterator[tuple[Any, int, _Matrix]]:
    """An object, or the objects of a form it stands for, with the matrix to user space."""
    budget[0] -= 1
    if not handle or budget[0] < 0:
        return
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield handle, kind, matrix
        return
    if depth >= _DEPTH:
        return
    inner = _times(_matrix(handle), matrix)
    for index in range(max(pdfium.FPDFFormObj_CountObjects(handle), 0)):
        if budget[0] < 0:
            return
        yield from _unfolded(pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1, budget)


def _matrix(handle: Any) -> _Matrix:
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, raw):
        return _UNIT
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _bounds(handle: Any, matrix: _Matrix, frame: Frame) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    return _clipped(_box([frame.point(*_apply(matrix, *corner)) for corner in corners]), frame)


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _clipped(box: Box, frame: Frame) -> Box | None:
    """The part of a box that is on the page; None where none is."""
    box = Box(max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, frame.width), min(box.bottom, frame.height))
    return box if box.x0 <= box.x1 and box.top <= box.bottom else None


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _path(  # noqa: C901 - one case a kind of shape
    result: Drawn, handle: Any, matrix: _Matrix, frame: Frame, place: int
) -> None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(handle, mode, stroke) or not (mode.value or stroke.value):
        return
    inked = bool(stroke.value) and _is_seen(_colour(handle, pdfium.FPDFPageObj_GetStrokeColor))
    fill = _colour(handle, pdfium.FPDFPageObj_GetFillColor)
    filled = bool(mode.value) and fill.alpha >= 0x10
    if not (inked or filled):
        return
    shapes = _shapes(handle, _times(_matrix(handle), matrix), frame)
    hollow = False
    if stroke.value:
        shapes = _joined(shapes)
    else:
        shapes, hollow = _without_holes(shapes)
    solid = fill.alpha >= 0xF0 and not pdfium.FPDFPageObj_HasTransparency(handle)
    shading = fill.light >= 0xB8 or (not fill.grey and fill.light >= 0x80)
    page_area = frame.width * frame.height
    for shape in shapes:
        wide, high = shape.box.x1 - shape.box.x0, shape.box.bottom - shape.box.top
        thin = min(wide, high) < _THIN
        if filled and not hollow and not thin and shape.kind != "line":
            result.fills.append(Fill(shape.box, place, fill.darkest >= 0xF0, fill.grey, solid))
        # A fill of light colour is shading or highlighting, a fill of a great area is a background.
        if not inked and ((shading and not thin) or fill.darkest >= 0xF0 or wide * high > 0.12 * page_area):
            continue
        if wide * high > 0.85 * page_area or max(wide, high) < 0.5:
            continue
        if shape.rounded and not hollow and _is_blot(shape.box):
            result.boxes.append((shape.box, filled and not inked))  # a check box as browsers draw it
            continue
        if _is_blot(shape.box) and shape.kind == "rect" and filled and not hollow and solid and fill.light < _DARK:
            result.blots.append((shape.box, place))
            continue
        kind = "line" if shape.kind != "line" and thin and max(wide, high) > 3 * _THIN else shape.kind
        if kind == "curve":
            result.outlines += 1
        elif kind == "line" and (drawn_as := shape.stroke or stroke_between(*_ends(shape.box))):
            result.strokes.append(drawn_as)
        result.ink.append(Ink(kind, shape.box))  # type: ignore[arg-type]


def _ends(box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """From where to where a thin rectangle goes that is filled as a line."""
    middle = (box.top + box.bottom) / 2
    return (box.x0, middle), (box.x1, middle)


class _Colour(NamedTuple):
    darkest: int
    """The least of the three channels, 0 to 255."""
    light: float
    """How light it looks, 0 to 255."""
    grey: bool
    alpha: int


def _colour(handle: Any, ask: Any) -> _Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(handle, red, green, blue, alpha):
        return _Colour(0, 0.0, grey=True, alpha=0xFF)
    channels = (red.value, green.value, blue.value)
    light = 0.299 * channels[0] + 0.587 * channels[1] + 0.114 * channels[2]
    return _Colour(min(channels), light, max(channels) - min(channels) <= 0x18, alpha.value)


def _is_seen(colour: _Colour) -> bool:
    return colour.darkest < 0xF0 and colour.alpha >= 0x10


def _shapes(handle: Any, matrix: _Matrix, frame: Frame) -> list[_Path]:
    """A path's shapes, each run of the pen by itself."""
    shapes: list[_Path] = []
    points: list[tuple[float, float]] = []
    curved = closed = False
    edges: list[tuple[tuple[float, float], tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()

    def lift() -> None:
        if len(points) > 1 and (shape := _shape(points, frame, curved=curved, closed=closed)):
            shapes.append(shape._replace(rounded=curved and _is_rounded(shape.box, points, edges)))

    for index in range(min(pdfium.FPDFPath_CountSegments(handle), _MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            lift()
            points, edges, curved, closed = [], [], False, False
        points.append(frame.point(*_apply(matrix, x.value, y.value)))
        if kind == pdfium.FPDF_SEGMENT_LINETO and len(points) > 1:
            edges.append((points[-2], points[-1]))
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    lift()
    return shapes


def _shape(points: list[tuple[float, float]], frame: Frame, *, curved: bool, closed: bool) -> _Path | None:
    box = _clipped(_box(points), frame)
    if box is None:
        return None
    if curved:
        return _Path("curve", box, closed)
    if len(points) == 2 or min(box.x1 - box.x0, box.bottom - box.top) < 0.3:
        return _Path("line", box, closed, stroke=stroke_between(min(points), max(points)))
    corners = {(round(x, 1), round(y, 1)) for x, y in points}
    straight = all(abs(x - ox) < 0.2 or abs(y - oy) < 0.2 for (x, y), (ox, oy) in pairwise(points))
    if len(corners) == 4 and straight:
        return _Path("rect", box, closed)
    return _Path("curve", box, closed)


def _is_frame(box: Box, order: int, fills: list[Fill]) -> bool:
    """Whether a dark square is only the edge of an empty box: white is painted over its middle."""
    return any(
        fill.order > order and fill.white and _holds(box, fill.box) and _area(fill.box) > 0.4 * _area(box)
        for fill in fills
    )


def _is_blot(box: Box) -> bool:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    return _BLOT[0] <= min(wide, high) and max(wide, high) <= min(_BLOT[1], 2.2 * min(wide, high))


def _is_rounded(
    box: Box,
    points: list[tuple[float, float]],
    edges: list[tuple[tuple[float, float], tuple[float, float]]],
) -> bool:
    """Whether a path runs round a box: straight along each side, curved only at the corners."""
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if not edges or min(wide, high) < _BLOT[0]:
        return False
    rim = _RIM * min(wide, high)
    if any(min(x - box.x0, box.x1 - x, y - box.top, box.bottom - y) > rim for x, y in points):
        return False
    sides = dict.fromkeys(("left", "right", "top", "bottom"), 0.0)
    for (x0, y0), (x1, y1) in edges:
        if abs(x1 - x0) < 0.1:
            sides["left" if x0 < (box.x0 + box.x1) / 2 else "right"] += abs(y1 - y0) / high
        elif abs(y1 - y0) < 0.1:
            sides["top" if y0 < (box.top + box.bottom) / 2 else "bottom"] += abs(x1 - x0) / wide
    return min(sides.values()) > _ROUNDED


def _without_holes(shapes: list[_Path]) -> tuple[list[_Path], bool]:
    """Filled shapes without those that lie within another, and whether there are such.

    A browser's border round a word is one shape cut out of another: a ring, and no ground.
    """
    if not 1 < len(shapes) <= 200:
        return shapes, False
    outer = [shape for shape in shapes if not any(_holds(other.box, shape.box) for other in shapes)]
    return outer, len(outer) < len(shapes)


def _holds(area: Box, box: Box) -> bool:
    inside = area.x0 <= box.x0 and area.top <= box.top and area.x1 >= box.x1 and area.bottom >= box.bottom
    return inside and area != box


def _joined(shapes: list[_Path]) -> list[_Path]:
    """Open strokes of one path that touch, as a hand's are, taken together."""
    if sum(shape.kind == "curve" for shape in shapes) < 2:
        return shapes
    result: list[_Path] = []
    for shape in shapes:
        last = result[-1] if result else None
        if last and shape.kind == last.kind == "curve" and not (shape.closed and last.closed) and _touch(last, shape):
            box = Box(*(pick(a, b) for pick, a, b in zip((min, min, max, max), last.box, shape.box, strict=True)))
            result[-1] = _Path("curve", box, closed=False)
        else:
            result.append(shape)
    return result


def _touch(one: _Path, other: _Path) -> bool:
    a, b = one.box, other.box
    return a.x0 - 2 <= b.x1 and b.x0 - 2 <= a.x1 and a.top - 2 <= b.bottom and b.top - 2 <= a.bottom


def _merged_lines(ink: list[Ink]) -> list[Ink]:
    """Level lines drawn in parts, end to end, as the one line they show."""
    level = sorted(
        (item for item in ink if item.kind == "line" and item.box.bottom - item.box.top < _THIN),
        key=lambda item: (round(item.box.top * 2), item.box.x0),
    )
    rest = [item for item in ink if not (item.kind == "line" and item.box.bottom - item.box.top < _THIN)]
    merged: list[Ink] = []
    for item in level:
        last = merged[-1].box if merged else None
        if last and abs(last.top - item.box.top) < 0.6 and item.box.x0 <= last.x1 + 1.5:
            box = Box(
                last.x0, min(last.top, item.box.top), max(last.x1, item.box.x1), max(last.bottom, item.box.bottom)
            )
            merged[-1] = Ink("line", box)
        else:
            merged.append(item)
    return rest + merged
