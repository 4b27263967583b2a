"""The XML names of Word files, and how their attributes say yes, no and how long."""

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741

VAL = f"{W}val"

_OFF = frozenset({"0", "false", "off", "none"})
_MEASURE = re.compile(r"\s*([-+]?\d*\.?\d+)\s*(pt|in|cm|mm|pc|pi|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0, "px": 0.75}
_FARTHEST = 40_000.0


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child; None where the child or the attribute is missing."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL)


def says_yes(element: etree._Element) -> bool:
    """Whether an on/off element is on: without a value it is."""
    return (element.get(VAL) or "1").lower() not in _OFF


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Whether an on/off child is there and on."""
    child = None if parent is None else parent.find(W + name)
    return child is not None and says_yes(child)


def whole(text: str | None, default: int = 0) -> int:
    """A whole number; the default where it is none."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def twips(text: str | None) -> float | None:
    """A length in twentieths of a point: bare, or with a unit as Strict files write it."""
    found = _MEASURE.match(text) if text else None
    if found is None:
        return None
    number = float(found[1])
    length = number * _POINTS[found[2].lower()] * 20 if found[2] else number
    return max(-_FARTHEST, min(_FARTHEST, length))


def points(text: str | None) -> float | None:
    """A length of a drawing's style ("12.5pt"), in points."""
    found = _MEASURE.match(text) if text else None
    if found is None:
        return None
    return float(found[1]) * (_POINTS[found[2].lower()] if found[2] else 1.0)
