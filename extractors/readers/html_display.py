"""How elements are laid out: in the line, as blocks, or side by side, as their tags and CSS say."""

import re
from collections.abc import Mapping
from typing import Literal

from extractors.readers import html_css
from extractors.readers.html_css import Properties
from extractors.readers.html_items import Picture
from extractors.readers.html_nesting import BLOCKS

Kind = Literal["inline", "block", "table", "row", "cell", "side"]
""""side" is a block that stands beside the one before it."""

_BY_TAG: Mapping[str, Kind] = {"td": "cell", "th": "cell", "tr": "row", "table": "table"}
_BY_DISPLAY: Mapping[str, Kind] = {"table": "table", "table-row": "row", "table-cell": "cell"}
_WIDEST_PICTURE = 60


def kind_of(tag: str, properties: Properties, *, in_flexible_row: bool, may_nest: bool) -> Kind:
    """How an element is laid out.

    Args:
        tag: Its tag.
        properties: Its CSS.
        in_flexible_row: Whether its parent lays each child beside the last.
        may_nest: Whether it may hold columns; past some depth only tables are tables.
    """
    display = properties.get("display", "")
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if in_flexible_row:
        return "cell"
    if display in _BY_DISPLAY and (may_nest or display != "table"):
        return _BY_DISPLAY[display]
    if may_nest and lays_side_by_side(properties):
        return "table"
    floats = properties.get("float") in ("left", "right")
    shares = display in ("inline-block", "inline-flex") and properties.get("width", "").endswith("%")
    if may_nest and tag in BLOCKS and (floats or shares):
        return "side"
    if display in ("inline", "inline-block", "inline-flex"):
        return "inline"
    return "block" if tag in BLOCKS or display in ("block", "list-item", "grid", "flex", "table") else "inline"


def lays_side_by_side(properties: Properties) -> bool:
    """Whether an element lays its children beside each other."""
    is_row = properties.get("display") in ("flex", "inline-flex")
    return (is_row and "column" not in properties.get("flex-direction", "")) or grid_columns(properties) > 1


def grid_columns(properties: Properties) -> int:
    """How many columns a CSS grid has; 0 where it is none."""
    if properties.get("display") not in ("grid", "inline-grid"):
        return 0
    template = properties.get("grid-template-columns", "")
    repeated = re.match(r"repeat\(\s*(\d{1,3})\s*,", template)
    return int(repeated[1]) if repeated else len(re.sub(r"\([^)]*\)", "", template).split())


def picture_of(attributes: Mapping[str, str], properties: Properties) -> Picture | None:
    """A picture as it stands in the line; None for a spacer, or a mail's counting pixel."""
    width = html_css.columns(properties.get("width") or attributes.get("width"))
    height = html_css.columns(properties.get("height") or attributes.get("height"))
    if width == 0 or height == 0:
        return None
    source = attributes.get("src", "")
    name = "" if source.startswith("data:") else source.rpartition("/")[2]
    described = attributes.get("alt") or attributes.get("title") or attributes.get("aria-label") or name
    return Picture(described.strip(), max(1, min(width or 10, _WIDEST_PICTURE)))


def span_of(setting: str | None, most: int) -> int:
    """A colspan or rowspan, held within bounds."""
    digits = (setting or "").strip()
    return max(1, min(int(digits), most)) if digits.isdecimal() and len(digits) < 10 else 1
