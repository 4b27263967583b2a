"""Whether the letters of a Word file are seen: by their colour, size and width, and the shading behind them."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from lxml import etree

from extractors.readers.colours import BLACK, WHITE, Colour, colour, is_seen
from extractors.readers.word_names import VAL, V, W, local, twips, whole

Ground = Colour | Literal["unknown"] | None
"""A shading: its colour, one that cannot be told, or none at all."""

_SMALLEST = 1.5
"""Points."""
_NARROWEST = 5
"""Per cent of a letter's width."""
_FLATTEST = 40.0
"""Twips: lines and rows set to this height or less show nothing."""
_LIGHT = frozenset({"background1", "light1", "bg1", "lt1"})
_SHEER = frozenset({"noFill"})


def colour_of(element: etree._Element) -> Colour | None:
    """What a `w:color` says; None where the letters take what shows on their ground."""
    theme, shade = element.get(f"{W}themeColor") or "", element.get(f"{W}themeShade") or "FF"
    if theme in _LIGHT and shade.upper() >= "F0":
        return WHITE
    told = colour(element.get(VAL) or "auto")
    return told if isinstance(told, tuple) else None


def fill_of(element: etree._Element) -> Colour | Literal["sheer"] | None:
    """What newer Word fills letters with (`w14:textFill`); None where that cannot be told."""
    for child in element.iter(etree.Element):
        name = local(child)
        said = next((str(text) for key, text in child.items() if str(key).rpartition("}")[2] == "val"), "")
        if name in _SHEER or (name == "alpha" and whole(said) >= 95_000):
            return "sheer"
        if name == "schemeClr" and said in _LIGHT:
            return WHITE
        if name == "srgbClr" and isinstance(told := colour(said), tuple):
            return told
    return None


def shading_of(element: etree._Element | None) -> Ground:
    """What a `w:shd` puts behind letters."""
    if element is None:
        return None
    pattern, fill = (element.get(VAL) or "clear").lower(), element.get(f"{W}fill") or "auto"
    if element.get(f"{W}themeFill"):
        return WHITE if element.get(f"{W}themeFill") in _LIGHT else "unknown"
    if pattern == "solid":
        told = colour(element.get(f"{W}color") or "auto")
        return told if isinstance(told, tuple) else BLACK
    if pattern not in ("clear", "nil"):
        return "unknown"
    told = colour(fill)
    return told if isinstance(told, tuple) else None


def is_flat(element: etree._Element, length: str, rule: str) -> bool:
    """Whether a spacing or a row's height is exactly next to nothing."""
    height = twips(element.get(W + length))
    return element.get(W + rule) == "exact" and height is not None and height <= _FLATTEST


def ground_of_page(element: etree._Element | None) -> Ground:
    """What a `w:background` paints the pages with."""
    if element is None:
        return None
    told = colour(element.get(f"{W}color") or "auto")
    return told if isinstance(told, tuple) and not len(element) else "unknown"


def ground_of_box(content: etree._Element) -> Ground:
    """What the shape around a text box's content is filled with."""
    for shape in content.iterancestors():
        if str(shape.tag).startswith(V):
            if (shape.get("filled") or "").lower() in ("f", "false") or not shape.get("fillcolor"):
                return None
            told = colour((shape.get("fillcolor") or "").partition(" ")[0])
            return told if isinstance(told, tuple) else "unknown"
        if local(shape) not in ("wsp", "sp"):
            continue
        kinds = {local(child): child for child in next((one for one in shape if local(one) == "spPr"), ())}
        if "solidFill" in kinds:
            return fill_of(kinds["solidFill"]) or "unknown"  # type: ignore[return-value]
        is_styled = any(local(one) == "style" for one in shape)
        return (
            "unknown"
            if {"gradFill", "blipFill", "pattFill"} & kinds.keys() or (is_styled and "noFill" not in kinds)
            else None
        )
    return "unknown"


class Sight(NamedTuple):
    """What decides whether a run's letters are seen."""

    letters: Colour | None = None
    """None where they take what shows on their ground."""
    ground: Ground = None
    """The run's own shading."""
    is_faint: bool = False
    """Whether they are too small, too narrow, or filled with nothing."""

    def hides(self, grounds: Sequence[Ground]) -> bool:
        """Whether the letters are not seen on these shadings, from the page's to the paragraph's."""
        if self.is_faint or self.letters is None:
            return self.is_faint
        behind = next((one for one in (self.ground, *reversed(grounds)) if one is not None), WHITE)
        return behind != "unknown" and not is_seen(self.letters, behind)


def sight_of(properties: Mapping[str, Any], size: float) -> Sight:
    """The sight of a run by its properties, styles included; size in points."""
    fill = properties.get("fill")
    is_faint = size <= _SMALLEST or properties.get("w", 100) <= _NARROWEST or fill == "sheer"
    letters = None if properties.get("highlight") else fill if isinstance(fill, tuple) else properties.get("color")
    return Sight(letters, properties.get("ground"), is_faint)
