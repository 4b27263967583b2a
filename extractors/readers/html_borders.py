"""Borders that are meant to be written on, or checked: a blank's rule, a box."""

from typing import Literal

from extractors.readers import html_css
from extractors.readers.html_css import Properties
from extractors.readers.html_items import Item, LineEnd, PageBreak, Rule, Text, is_blank, is_white
from extractors.readers.html_look import Look

Shape = Literal["inline", "block", "cell"]

_SMALL_BOX = 4
"""Columns: an empty box up to this wide is one to check."""
_ROOM = {"block": 60, "inline": 10}
"""Columns of a rule whose width is not told."""


def draw(items: list[Item], mark: int, properties: Properties, shape: Shape, width_attribute: str | None) -> None:
    """Put what the borders of an element that just ended show among the items.

    An empty element with a border below is a blank; an empty box is one to check, or a blank if it
    is wide; a border above words is the rule of the blank that stands over its caption. Words over
    a border are an answer on its rule, which their underlining tells.

    Args:
        items: What its cell holds; the element's own from `mark` on. Changed in place.
        mark: See above.
        properties: The element's.
        shape: How the element is laid out.
        width_attribute: The element's own `width`, if it has one.
    """
    inside = items[mark:]
    boxed = html_css.is_boxed(properties)
    width = html_css.columns(properties.get("width") or properties.get("min-width") or width_attribute)
    if not is_blank(inside):
        if html_css.has_rule(properties, "top") and not boxed and (shape == "cell" or width is not None):
            items[mark:mark] = [Rule(None if shape == "cell" else width), LineEnd()]
    elif boxed and shape != "cell" and width is not None:
        items[mark:] = [Text("☐", Look()) if width <= _SMALL_BOX else Rule(width)]
    elif html_css.has_rule(properties, "bottom") and not boxed and not _closes_page(items[:mark], shape):
        spaces = sum(len(item.text) for item in inside if isinstance(item, Text))
        if shape == "cell":
            width = None
        elif width is None:
            width = max(spaces, _ROOM[shape])
        items[mark:] = [Rule(width)]


def _closes_page(before: list[Item], shape: Shape) -> bool:
    """Whether the rule is the line that filers draw right after a page's end."""
    shown = (item for item in reversed(before) if not isinstance(item, LineEnd) and not is_white(item))
    return shape == "block" and isinstance(next(shown, None), PageBreak)
