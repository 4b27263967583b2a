"""The little of CSS that changes what a page says: what a rule, or an element's own style, gives it."""

import re
from collections.abc import Mapping
from functools import lru_cache

Properties = Mapping[str, str]

_DECLARATION = re.compile(r"""((?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\)|["'(])+)""")
_LONGEST = 20_000
_SIDES = ("top", "right", "bottom", "left")
_LINE_STYLES = frozenset({"solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"})
_WIDTH = re.compile(r"([\d.]+)\s*(px|pt|in|cm|mm|em|rem|ex|ch|pc|%)?", re.IGNORECASE)
# A background that shows nothing: white in its spellings, or none; yellow ("#ffff00") begins like white.
_NO_COLOUR = re.compile(
    r"none|transparent|white(?![a-z])|inherit|initial|unset|revert|#(?:f{3,4}|f{6}(?:..)?)(?![0-9a-f])|rgba?\(255,255,255"
    r"|rgba\((?:[^,)]*,){3}0(?:\.0*)?\)|url|window|repeat|var\("
)
# How many columns of the grid one unit takes: a column is 7 px, or 5.25 pt, and a page 80 columns.
_COLUMNS = {
    "px": 1 / 7, "pt": 1 / 5.25, "in": 13.7, "cm": 5.4, "mm": 0.54, "em": 2.2, "rem": 2.2, "ex": 1.0, "ch": 1.0,
    "pc": 2.3, "%": 0.8, "": 1 / 7,
}  # fmt: skip


@lru_cache(maxsize=4096)
def declarations(text: str) -> Properties:
    """The properties of a `style` attribute or of a rule's block; borders brought to their sides.

    What is `!important` stands twice, under its name and under that behind "!".
    """
    properties: dict[str, str] = {}
    for part in _DECLARATION.findall(text[:_LONGEST]):
        name, colon, setting = part.partition(":")
        if not colon:
            continue
        name = name.strip().lower()
        setting, important, _ = setting.partition("!")
        setting = setting.strip()
        if name.startswith("border"):
            properties.update(_border(name, setting.lower()))
        elif name:
            properties[name] = setting if name in ("content", "font-family") else setting.lower()
        if name == "background":
            properties["background-color"] = properties[name]
        if important and name in properties:
            properties[f"!{name}"] = properties[name]
            if name == "background":
                properties["!background-color"] = properties[name]
    return properties


def cascaded(outer: Properties, own: Properties) -> dict[str, str]:
    """Properties with stronger ones over them, but for what is `!important` in the weaker only."""
    merged = {**outer, **own}
    for name in outer:
        if name.startswith("!") and name not in own:
            merged[name[1:]] = outer[name]
    return merged


def has_rule(properties: Properties, side: str) -> bool:
    """Whether a border is drawn on this side."""
    if properties.get(f"border-{side}-style", "none") not in _LINE_STYLES:
        return False
    width = _WIDTH.match(properties.get(f"border-{side}-width", "1px"))
    return width is None or float(width[1].strip(".") or 0) > 0


def is_boxed(properties: Properties) -> bool:
    """Whether borders are drawn on all sides."""
    return all(has_rule(properties, side) for side in _SIDES)


def columns(width: str | None) -> int | None:
    """A width in columns of the grid; None where there is none, or none that can be told."""
    found = _WIDTH.match(width.strip()) if width else None
    if found is None:
        return None
    try:
        return round(float(found[1]) * _COLUMNS[(found[2] or "").lower()])
    except (ValueError, OverflowError):
        return None


def is_coloured(properties: Properties) -> bool:
    """Whether a background is set that marks words out."""
    setting = properties.get("background-color") or properties.get("background") or ""
    shade = setting.replace(" ", "")
    return bool(shade) and not _NO_COLOUR.match(shade)


def _border(name: str, setting: str) -> dict[str, str]:
    """A border's setting as `border-SIDE-style` and `border-SIDE-width`."""
    what = name.split("-")[1:]
    sides = [what[0]] if what and what[0] in _SIDES else list(_SIDES)
    tokens = re.sub(r"\([^)]*\)", "", setting).split()
    kind = what[-1] if what and what[-1] in ("style", "width") else ""
    if kind and len(sides) == 4:
        tokens = _on_four_sides(tokens)
        return {f"border-{side}-{kind}": token for side, token in zip(_SIDES, tokens, strict=False)}
    if kind:
        return {f"border-{sides[0]}-{kind}": setting}
    if what and what[-1] not in _SIDES:
        return {}
    style = next((token for token in tokens if token in _LINE_STYLES), "none")
    width = next((token for token in tokens if token[0].isdigit() or token[0] == "."), "1px")
    return {f"border-{side}-{part}": value for side in sides for part, value in (("style", style), ("width", width))}


def _on_four_sides(tokens: list[str]) -> list[str]:
    """One to four values as CSS deals them out: top, right, bottom, left."""
    if not tokens:
        return []
    top, right = tokens[0], tokens[1] if len(tokens) > 1 else tokens[0]
    bottom = tokens[2] if len(tokens) > 2 else top
    return [top, right, bottom, tokens[3] if len(tokens) > 3 else right]
