"""How a stretch of HTML text looks, as its elements and their styles say."""

from collections.abc import Mapping
from typing import NamedTuple

from extractors.readers import html_css
from extractors.readers.html_css import Properties
from extractors.readers.html_sight import PLAIN, Sight, Veil, sight_of
from extractors.sheet import Zone
from extractors.symbols import is_symbol_font

_BY_TAG: Mapping[str, str] = {
    **dict.fromkeys(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn", "address"), "italic"),
    **dict.fromkeys(("s", "strike"), "strike"),
    **dict.fromkeys(("sup", "sub"), "raised"),
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), "pre"),
    "u": "underline",
    "ins": "inserted",
    "del": "deleted",
    "mark": "highlight",
}
# A background or a frame round a whole block is decoration, round words in a line it marks them out.
_BLOCKS = frozenset({"body", "div", "table", "tr", "html", "td", "th", "p", "section", "li", "h1", "h2", "h3"})
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
    control: str = ""
    """The name of the form field it stands in."""
    sight: Sight = PLAIN

    @property
    def veil(self) -> Veil:
        """How its words are hidden; "" where they are seen."""
        return "usual" if self.hidden else "meant" if self.invisible else self.sight.hides


def look_of(outer: Look, tag: str, attributes: Mapping[str, str], properties: Properties) -> Look:
    """The look within an element."""
    changes: dict[str, object] = {}
    if tag in _BY_TAG and not (tag == "u" and properties.get("text-decoration") == "none"):
        changes[_BY_TAG[tag]] = True
    if tag == "table":  # what is underlined or marked round a table is not its cells' text
        changes.update(underline=False, highlight=False)
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        changes["hidden"] = True
    if attributes.get("face"):
        changes["font"] = _symbol_font(attributes["face"])
    if attributes.get("class", "").lower() == "msocomanchor":
        changes["zone"] = "comment"
    if attributes.get("data-field"):  # words that stand for a field where the paper is filled in already
        changes["control"] = attributes["data-field"].strip()
    changes["sight"] = sight_of(outer.sight, tag, attributes, properties)
    if properties:
        changes.update(_of_font(properties))
        changes.update(_of_place(properties))
        changes.update(_of_frame(tag, properties))
    return outer._replace(**changes)  # type: ignore[arg-type]


def _of_frame(tag: str, properties: Properties) -> dict[str, object]:
    """What CSS draws round or behind words."""
    changes: dict[str, object] = {}
    if tag not in _BLOCKS and (html_css.is_coloured(properties) or html_css.is_boxed(properties)):
        changes["highlight"] = True
    if tag not in ("table", "tr") and html_css.has_rule(properties, "bottom") and not html_css.is_boxed(properties):
        changes["underline"] = True
    return changes


def _of_font(properties: Properties) -> dict[str, object]:
    """What CSS says of letters."""
    changes: dict[str, object] = {}
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
    font = properties.get("mso-symbol-font-family") or properties.get("font-family")
    if font:
        changes["font"] = _symbol_font(font)
    return changes


def _of_place(properties: Properties) -> dict[str, object]:
    """What CSS says of where text stands, and whether."""
    changes: dict[str, object] = {}
    if properties.get("display") == "none":
        changes["hidden"] = True
    if "visibility" in properties:
        changes["invisible"] = properties["visibility"] in ("hidden", "collapse")
    space = properties.get("white-space", "")
    if space in ("pre", "pre-wrap", "break-spaces", "normal", "nowrap"):
        changes["pre"] = space in ("pre", "pre-wrap", "break-spaces")
    if properties.get("vertical-align") in ("super", "sub"):
        changes["raised"] = True
    if properties.get("mso-element") in _ZONES:
        changes["zone"] = _ZONES[properties["mso-element"]]
    return changes


def _symbol_font(families: str) -> str:
    name = families.partition(",")[0].strip(" \"'")
    return name if is_symbol_font(name) else ""
