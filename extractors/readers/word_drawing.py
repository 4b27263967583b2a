"""Pictures, shapes and text boxes of a Word file, in both of its drawing languages."""

from collections.abc import Callable, Iterator
from typing import Literal

from lxml import etree

from extractors.readers.word_blocks import POINTS_A_COLUMN, POINTS_A_LINE, Block, Drawn
from extractors.readers.word_names import MC, WP, A, O, V, W, local, points, whole

BlocksOf = Callable[[etree._Element], list[Block]]
"""Reads a text box's content."""

Kind = Literal["image", "line", "rect", "curve", "text"]

_EMU_A_POINT = 12700.0
_WIDEST = 250.0
"""Columns or lines: no paper is wider."""
_ROUND = frozenset({"ellipse", "donut", "arc", "blockArc", "chord", "flowChartConnector", "freeform", "frame"})
_LINES = frozenset({"line", "lineInv", "mathMultiply", "mathMinus", "mathPlus", "plus", "leftBracket", "rightBracket"})
_THINGS: dict[str, Kind] = {"pic": "image", "contentPart": "curve", "chart": "image", "relIds": "image"}
_VML_ROUND = frozenset({"oval", "arc", "curve", "polyline"})
# Shape types 3 and 19 of the older language are the ellipse and the arc, 20 and 32 lines.
_VML_TYPES: dict[str, Kind] = {
    "#_x0000_t3": "curve",
    "#_x0000_t19": "curve",
    "#_x0000_t20": "line",
    "#_x0000_t32": "line",
}


def chosen(element: etree._Element) -> etree._Element | None:
    """Of the alternatives of a markup, the one that a new Word shows: never two of them."""
    choice = element.find(f"{MC}Choice")
    return choice if choice is not None else element.find(f"{MC}Fallback")


def drawn(element: etree._Element, blocks_of: BlocksOf, margins: tuple[float, float], width: float) -> list[Drawn]:
    """All that a `w:drawing`, `w:pict` or `w:object` shows.

    Args:
        element: The drawing.
        blocks_of: Reads the content of a text box.
        margins: The page's left and top margin in points, for places measured from the page's edge.
        width: Points between the margins, for drawings centred or at the right.
    """
    if element.tag == f"{W}drawing":
        found: list[Drawn] = []
        for child in element:
            if child.tag in (f"{WP}inline", f"{WP}anchor"):
                found += _modern(child, blocks_of, margins, width)
        return found
    return list(_old(element, blocks_of))


def _points_of(element: etree._Element | None, name: str) -> float:
    return 0.0 if element is None else whole(element.get(name)) / _EMU_A_POINT


def _modern(frame: etree._Element, blocks_of: BlocksOf, margins: tuple[float, float], width: float) -> list[Drawn]:
    properties = frame.find(f"{WP}docPr")
    text = ""
    if properties is not None:
        if properties.get("hidden") in ("1", "true"):
            return []
        text = properties.get("descr") or properties.get("title") or properties.get("name") or ""
    extent = frame.find(f"{WP}extent")
    size = (_points_of(extent, "cx"), _points_of(extent, "cy"))
    inline = frame.tag == f"{WP}inline"
    x, y, from_page = (None, None, False) if inline else _place(frame, size, margins, width)
    found: list[Drawn] = []
    for child in frame:
        if local(child) == "graphic":
            found += _shapes(child, (x or 0.0, y or 0.0), size, text, blocks_of)
    for thing in found:
        if x is None:
            thing.dx = None
        if y is None:
            thing.dy = None
        thing.from_page = from_page
        thing.advances = inline and thing.kind == "image"
    return found


def _place(
    frame: etree._Element, size: tuple[float, float], margins: tuple[float, float], width: float
) -> tuple[float | None, float | None, bool]:
    """Points from the left margin, points from the anchor's or the page's text, and which of the two."""
    across, down = frame.find(f"{WP}positionH"), frame.find(f"{WP}positionV")
    x: float | None = None
    y: float | None = None
    from_page = False
    if across is not None:
        origin = across.get("relativeFrom") or "column"
        offset, align = across.find(f"{WP}posOffset"), across.find(f"{WP}align")
        if offset is not None and origin != "character":
            x = whole(offset.text) / _EMU_A_POINT - (margins[0] if origin in ("page", "leftMargin") else 0.0)
        elif align is not None:
            share = {"center": 0.5, "right": 1.0, "outside": 1.0}.get((align.text or "").strip(), 0.0)
            x = max(0.0, (width - size[0]) * share)
    if down is not None:
        origin = down.get("relativeFrom") or "paragraph"
        offset = down.find(f"{WP}posOffset")
        if offset is not None:
            y = whole(offset.text) / _EMU_A_POINT - (margins[1] if origin in ("page", "topMargin") else 0.0)
            from_page = origin in ("page", "margin", "topMargin")
    return x, y, from_page


def _shapes(
    element: etree._Element, at: tuple[float, float], size: tuple[float, float], text: str, blocks_of: BlocksOf
) -> Iterator[Drawn]:
    """The shapes of a drawing; `at` and `size` in points are those of the whole drawing or group."""
    name = local(element)
    if name in _THINGS:
        yield _thing(_THINGS[name], at, size, text)
    elif name in ("wsp", "cxnSp", "sp"):
        yield from _shape(element, at, size, text, blocks_of)
    elif name in ("wgp", "grpSp", "wpc", "lockedCanvas"):
        for child in element:
            yield from _shapes(child, *_in_group(element, child, at, size), text, blocks_of)
    else:
        inside = chosen(element) if name == "AlternateContent" else element
        for child in () if inside is None else inside:
            yield from _shapes(child, at, size, text, blocks_of)


def _transform(element: etree._Element) -> etree._Element | None:
    for child in element:
        if local(child) in ("spPr", "grpSpPr", "xfrm"):
            return child if local(child) == "xfrm" else child.find(f"{A}xfrm")
    return None


def _in_group(
    group: etree._Element, child: etree._Element, at: tuple[float, float], size: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a group's child stands, by the group's own measure."""
    outer, inner = _transform(group), _transform(child)
    if inner is None:
        return at, size
    origin = outer.find(f"{A}chOff") if outer is not None else None
    whole_of = outer.find(f"{A}chExt") if outer is not None else None
    scale_x = size[0] / (_points_of(whole_of, "cx") or size[0] or 1.0)
    scale_y = size[1] / (_points_of(whole_of, "cy") or size[1] or 1.0)
    place, extent = inner.find(f"{A}off"), inner.find(f"{A}ext")
    x = at[0] + (_points_of(place, "x") - _points_of(origin, "x")) * scale_x
    y = at[1] + (_points_of(place, "y") - _points_of(origin, "y")) * scale_y
    return (x, y), (_points_of(extent, "cx") * scale_x, _points_of(extent, "cy") * scale_y)


def _shape(
    element: etree._Element, at: tuple[float, float], size: tuple[float, float], text: str, blocks_of: BlocksOf
) -> Iterator[Drawn]:
    content = element.find(f".//{W}txbxContent")
    blocks = [] if content is None else blocks_of(content)
    geometry = element.find(f".//{A}prstGeom")
    form = "freeform" if geometry is None else geometry.get("prst") or ""
    if geometry is None and element.find(f".//{A}custGeom") is None:
        form = "rect"
    if form in _ROUND:
        yield _thing("curve", at, size, text)
    elif form in _LINES or "Connector" in form:
        yield _thing("line", at, size, text)
    elif not blocks:
        yield _thing("rect", at, size, text)
    if blocks:
        yield _thing("text", at, size, "", blocks)


def _thing(
    kind: Kind,
    at: tuple[float | None, float | None],
    size: tuple[float, float],
    text: str,
    blocks: list[Block] | None = None,
) -> Drawn:
    x, y = at
    return Drawn(
        kind,
        text,
        min(_WIDEST, size[0] / POINTS_A_COLUMN),
        min(_WIDEST, size[1] / POINTS_A_LINE),
        None if x is None else x / POINTS_A_COLUMN,
        None if y is None else y / POINTS_A_LINE,
        blocks=blocks,
    )


def _old(element: etree._Element, blocks_of: BlocksOf) -> Iterator[Drawn]:
    """The shapes of the older drawing language."""
    for child in element:
        name = local(child) if isinstance(child.tag, str) else ""
        if child.tag == f"{MC}AlternateContent":
            picked = chosen(child)
            if picked is not None:
                yield from _old(picked, blocks_of)
        elif name == "drawing":
            yield from drawn(child, blocks_of, (0.0, 0.0), 0.0)
        elif name == "group" and child.tag.startswith(V):
            yield from _old(child, blocks_of)
        elif child.tag.startswith(V) and name not in ("shapetype", "background"):
            yield from _old_shape(child, name, blocks_of)


def _old_shape(element: etree._Element, name: str, blocks_of: BlocksOf) -> Iterator[Drawn]:
    parts = (part.partition(":") for part in (element.get("style") or "").split(";"))
    style = {key.strip().lower(): setting.strip().lower() for key, _, setting in parts}
    if style.get("visibility") == "hidden":
        return
    floats = style.get("position") == "absolute" and style.get("mso-position-horizontal-relative") != "char"
    x = points(style.get("margin-left") or style.get("left")) if floats else None
    y = points(style.get("margin-top") or style.get("top")) if floats else None
    size = (points(style.get("width")) or 0.0, points(style.get("height")) or 0.0)
    if name == "line":
        start, end = _pair(element.get("from")), _pair(element.get("to"))
        x, y = min(start[0], end[0]), min(start[1], end[1])
        size = (abs(end[0] - start[0]), abs(end[1] - start[1]))
    content = element.find(f".//{W}txbxContent")
    blocks = [] if content is None else blocks_of(content)
    image, words = element.find(f"{V}imagedata"), element.find(f"{V}textpath")
    said = "" if words is None else words.get("string") or ""
    found: list[Drawn] = []
    kind = _old_kind(element, name)
    if kind is not None and not (kind == "rect" and (blocks or said)):
        title = None if image is None else image.get(f"{O}title")
        found.append(_thing(kind, (x, y), size, element.get("alt") or title or ""))
        found[0].advances = kind == "image" and not floats
    if blocks or said:
        found.append(_thing("text", (x, y), size, said, blocks or None))
    for thing in found:
        thing.from_page = style.get("mso-position-vertical-relative") in ("page", "margin")
    yield from found


def _old_kind(element: etree._Element, name: str) -> Kind | None:
    if name == "line" or element.get(f"{O}hr") in ("t", "true"):
        return "line"
    if element.find(f"{O}signatureline") is not None:
        # Word's own place for a digital signature: a picture of an empty line, no signature.
        return "rect"
    if element.find(f"{V}imagedata") is not None:
        return "image"
    if name in _VML_ROUND:
        return "curve"
    return _VML_TYPES.get(element.get("type") or "", "rect")


def _pair(text: str | None) -> tuple[float, float]:
    first, _, second = (text or "").partition(",")
    return points(first) or 0.0, points(second) or 0.0
