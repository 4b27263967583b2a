"""Which tags HTML knows, and which of them end others without an end tag."""

from typing import NamedTuple

VOID = frozenset(
    {
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
        "param", "source", "track", "wbr",
    }
)  # fmt: skip
"""Elements that hold nothing and have no end tag."""

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "section",
        "summary", "tbody", "tfoot", "thead", "caption", "ul", "xmp",
    }
)  # fmt: skip
"""Elements that begin and end a line."""

FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)  # fmt: skip
"""Elements that go on after a paragraph that ends within them."""

UNSEEN = frozenset(
    {
        "applet", "audio", "button", "canvas", "datalist", "iframe", "math", "noscript", "object", "script", "select",
        "style", "svg", "template", "textarea", "title", "video", "xml",
    }
)  # fmt: skip
"""Elements whose content is no text of the page, or shows in a way of its own."""

PICTURES = frozenset({"svg", "canvas", "object", "video"})
LISTS = frozenset({"ol", "ul", "menu", "dir"})
CELLS = frozenset({"td", "th"})

_ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_TABLE_PARTS = CELLS | _ROW_GROUPS | {"tr", "caption", "colgroup"}
_CELL_WALLS = CELLS | {"table", "caption"}


class Implied(NamedTuple):
    """The tags that end where another begins, looked for no further out than `walls`."""

    ends: frozenset[str]
    walls: frozenset[str]


def implied(tag: str) -> list[Implied]:
    """What ends, without an end tag, where this tag begins."""
    found: list[Implied] = []
    if tag in CELLS:
        found.append(Implied(CELLS | {"caption"}, frozenset({"table"})))
    elif tag == "tr":
        found.append(Implied(CELLS | {"tr", "caption"}, frozenset({"table"})))
    elif tag in _TABLE_PARTS:
        found.append(Implied(_TABLE_PARTS, frozenset({"table"})))
    elif tag == "li":
        found.append(Implied(frozenset({"li"}), LISTS | _CELL_WALLS))
    elif tag in ("dd", "dt"):
        found.append(Implied(frozenset({"dd", "dt"}), _CELL_WALLS | {"dl"}))
    if tag in BLOCKS or tag in ("table", "hr"):
        found.append(Implied(frozenset({"p"}), _CELL_WALLS))
    return found


def walls(tag: str) -> frozenset[str]:
    """The elements beyond which an end tag has no effect."""
    if tag == "table":
        return frozenset()
    return frozenset({"table"}) if tag in _TABLE_PARTS else _CELL_WALLS
