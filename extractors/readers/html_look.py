"""How a stretch of HTML text looks, as its elements and their styles say."""

from collections.abc import Mapping
from typing import NamedTuple

from extractors.readers import html_css
from extractors.readers.html_css import Properties
from extractors.sheet import Zone
from extractors.symbols import is_symbol_font

FORMATTING = frozenset(
    "a abbr acronym b big cite code del em font i ins kbd mark nobr q s samp small span strike strong sub sup tt u var".split()
)
"""Elements that only give text a look, and go on after a paragraph that ends within them."""

_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_ITALIC = frozenset({"i", "em", "cite", "var", "dfn", "address"})
_UNDERLINE = frozenset({"u"})
_STRIKE = frozenset({"s", "strike"})
_PRE = frozenset({"pre", "xmp", "listing", "plaintext"})
_BREAKS_LOOK = frozenset({"table"})
_ZONES: Mapping[str, Zone] = {"footnote-list": "note", "endnote-list": "note", "comment-list": "comment"}


class Look(NamedTuple):
    """What holds for a stretch of text; inherited from the elements round it."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    highlight: bool = False
    inserted: bool = False
    deleted: bool = False
    pre: bool = False
    hidden: bool = False
    """display: none; nothing within can undo it."""
    invisible: bool = False
    raised: bool = False
    """Set above or below the line, like a note's mark."""
    font: str = ""
    """A symbol font's name, else empty."""
    zone: Zone = "body"


def look_of(outer: Look, tag: str, attributes: Mapping[str, str], properties: Properties) -> Look:
    """The look within an element."""
    changes: dict[str, object] = {}
    if tag in _BOLD:
        changes["bold"] = True
    if tag in _ITALIC:
        changes["italic"] = True
    if tag in _STRIKE:
        changes["strike"] = True
    if tag in _UNDERLINE and properties.get("text-decoration") != "none":
        changes["underline"] = True
    if tag in ("ins", "del"):
        changes["inserted" if tag == "ins" else "deleted"] = True
    if tag in ("sup", "sub"):
        changes["raised"] = True
    if tag in _PRE:
        changes["pre"] = True
    if tag == "mark":
        changes["highlight"] = True
    if tag == "table":  # what is underlined or marked round a table is not its cells' text
        changes.update(underline=False, highlight=False)
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        changes["hidden"] = True
    if attributes.get("face"):
        changes["font"] = _symbol_font(attributes["face"])
    if attributes.get("class", "").lower() == "msocomanchor":
        changes["zone"] = "comment"
    if properties:
        _add_properties(changes, tag, properties)
    return outer._replace(**changes) if changes else outer  # type: ignore[arg-type]


def _add_properties(changes: dict[str, object], tag: str, properties: Properties) -> None:
    """What CSS says of the look."""
    decoration = f"{properties.get('text-decoration', '')} {properties.get('text-decoration-line', '')}"
    if "underline" in decoration:
        changes["underline"] = True
    if "line-through" in decoration:
        changes["strike"] = True
    weight = properties.get("font-weight")
    if weight:
        changes["bold"] = weight.startswith("bold") or (weight.isdecimal() and int(weight) >= 600)
    slant = properties.get("font-style")
    if slant:
        changes["italic"] = slant in ("italic", "oblique")
    if properties.get("display") == "none":
        changes["hidden"] = True
    if "visibility" in properties:
        changes["invisible"] = properties["visibility"] in ("hidden", "collapse")
    font = properties.get("mso-symbol-font-family") or properties.get("font-family")
    if font:
        changes["font"] = _symbol_font(font)
    if properties.get("white-space") in ("pre", "pre-wrap", "break-spaces", "normal", "nowrap"):
        changes["pre"] = properties["white-space"] in ("pre", "pre-wrap", "break-spaces")
    if properties.get("vertical-align") in ("super", "sub"):
        changes["raised"] = True
    zone = _ZONES.get(properties.get("mso-element", ""))
    if zone:
        changes["zone"] = zone
    if tag not in ("body", "div", "table", "tr", "html", "td", "th", "p"):
        if html_css.is_coloured(properties):
            changes["highlight"] = True
    if html_css.has_rule(properties, "bottom") and not html_css.is_boxed(properties) and tag not in ("table", "tr"):
        changes["underline"] = True


def _symbol_font(families: str) -> str:
    name = families.partition(",")[0].strip(" \"'")
    return name if is_symbol_font(name) else ""
