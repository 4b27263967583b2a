"""Whether the words of an element are seen: by their colour, size and place, as CSS sets them."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from extractors.readers import colours
from extractors.readers.colours import BLACK, WHITE, Colour
from extractors.readers.html_css import Properties, columns

Veil = Literal["", "usual", "meant"]
"""How words are hidden: as programs do with what is not meant for the page, or in a way that serves nothing else."""

_SMALLEST = 1.5
"""Pixels: smaller letters are a hair."""
_FAINTEST = 0.08
_ROOT_SIZE = 16.0
_SIZES: Mapping[str, float] = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.94, "rem": 16.0, "vw": 10.0,
    "vh": 8.0, "": 1.0,
}  # fmt: skip
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*([a-z%]*)")
_SIZE_IN_FONT = re.compile(r"(?<![\w.-])(-?\d*\.?\d+(?:px|pt|pc|in|cm|mm|em|rem|ex|%)|0)(?=[\s/])")
_OFF_PAGE, _FAR_OFF_PAGE = 43, 80
"""Columns to the left of the page (or above it) that a placed element, or a line's beginning, must lie to be off it."""
_NO_CLIP = re.compile(r"auto|none|inherit|initial|unset")
_EMPTY_CLIP = re.compile(r"rect\(\s*(\d+)[a-z%]*[\s,]+(\d+)[a-z%]*[\s,]+(\d+)[a-z%]*[\s,]+(\d+)[a-z%]*\s*\)")
_EMPTY_PATH = re.compile(
    r"inset\(\s*(?:100|[5-9]\d(?:\.\d+)?)%|(?:circle|ellipse)\(\s*0|polygon\(\s*(?:0[a-z%]*[\s,]*)+\)"
)
_OFF_BY_TRANSFORM = re.compile(
    r"scale[xy3d]*\(\s*0*(?:\.0*)?[,)\s]|translate[xy3d]*\(\s*-\s*(\d{4,})|matrix\(\s*0\s*,\s*0"
)
_OWN_COLOURS = frozenset({"input", "textarea", "select", "button"})


class Sight(NamedTuple):
    """What decides whether words are seen; inherited from the elements round them."""

    colour: Colour | None = BLACK
    """None where it cannot be told, and taken for one that shows."""
    ground: Colour | None = WHITE
    size: float = _ROOT_SIZE
    """Pixels."""
    is_sheer: bool = False
    """Whether the letters have no colour at all."""
    opacity: float = 1.0
    veil: Veil = ""
    """Nothing within an element with a veil is seen."""

    @property
    def hides(self) -> Veil:
        """How words are hidden; "" where they are seen."""
        if self.veil:
            return self.veil
        faint = self.is_sheer or self.opacity < _FAINTEST or self.size < _SMALLEST
        return "meant" if faint or not colours.is_seen(self.colour, self.ground) else ""


PLAIN = Sight()


def sight_of(outer: Sight, tag: str, attributes: Mapping[str, str], properties: Properties) -> Sight:
    """What holds within an element."""
    if not properties and not attributes and tag not in _OWN_COLOURS:
        return outer
    changes = {**_by_tag(tag, attributes), **_letters(outer, tag, attributes, properties)}
    changes.update(_ground(attributes, properties))
    if properties:
        size = _size(outer.size, properties)
        changes.update({} if size is None else {"size": size})
        faint = _faintness(properties)
        changes.update({"opacity": outer.opacity * faint} if faint < 1 else {})
        changes.update({"veil": "usual"} if not outer.veil and _is_off(properties) else {})
    return outer._replace(**changes) if changes else outer  # type: ignore[arg-type]


def _by_tag(tag: str, attributes: Mapping[str, str]) -> dict[str, object]:
    """The colours that browsers give elements of their own."""
    if tag in _OWN_COLOURS:
        return {"colour": BLACK, "ground": WHITE, "is_sheer": False}
    if tag == "a" and "href" in attributes:
        return {"colour": (0, 0, 238), "is_sheer": False}
    return {"colour": BLACK, "ground": (255, 255, 0), "is_sheer": False} if tag == "mark" else {}


def hides(properties: Properties) -> bool:
    """Whether an element of these properties is hidden on an ordinary page."""
    if properties.get("display") == "none" or properties.get("visibility") in ("hidden", "collapse"):
        return True
    return bool(sight_of(PLAIN, "p", {}, properties).hides)


def _letters(outer: Sight, tag: str, attributes: Mapping[str, str], properties: Properties) -> dict[str, object]:
    own = attributes.get("color", "") if tag in ("font", "basefont") else attributes.get("text", "") * (tag == "body")
    setting = (properties.get("-webkit-text-fill-color") or properties.get("color") or own).strip().lower()
    if not setting:
        return {}
    if setting in ("inherit", "currentcolor"):
        return {"is_sheer": outer.is_sheer, "colour": outer.colour}
    told = colours.colour(setting)
    return {"is_sheer": told is False, "colour": told if isinstance(told, tuple) else None}


def _ground(attributes: Mapping[str, str], properties: Properties) -> dict[str, object]:
    drawn = f"{properties.get('background', '')} {properties.get('background-image', '')}"
    if attributes.get("background") or "url(" in drawn or "gradient(" in drawn:
        return {"ground": None}
    setting = properties.get("background-color") or attributes.get("bgcolor", "")
    told = colours.ground(setting) if setting else False
    return {"ground": told or None} if told is not False else {}


def _size(outer: float, properties: Properties) -> float | None:
    setting = properties.get("font-size")
    if setting is None and properties.get("font"):
        found = _SIZE_IN_FONT.search(f"{properties['font']} ")
        setting = found[1] if found else None
    found = _LENGTH.fullmatch(setting.strip()) if setting else None
    if found is None:
        return _ROOT_SIZE if setting and setting.isalpha() else None
    number = float(found[1])
    match found[2]:
        case "%":
            return outer * number / 100
        case "em" | "ex" | "ch":
            return outer * number
        case unit:
            return number * _SIZES.get(unit, 1.0)


def _faintness(properties: Properties) -> float:
    """How much of an element's ink is left: 0 to 1."""
    faint = _share(properties.get("opacity", ""))
    if "opacity(" in properties.get("filter", ""):
        faint = min(faint, _share(properties["filter"].partition("opacity(")[2].partition(")")[0]))
    return faint


def _share(setting: str) -> float:
    found = _LENGTH.match(setting.strip())
    if found is None:
        return 1.0
    return max(0.0, float(found[1]) / (100 if found[2] == "%" else 1))


def _is_off(properties: Properties) -> bool:
    """Whether an element stands beside the page, or is cut down to nothing."""
    is_placed = properties.get("position", "static") in ("absolute", "fixed")
    sides = ("left", "top", "right", "bottom")
    if is_placed and any(_before_page(properties.get(side, ""), _OFF_PAGE) for side in sides):
        return True
    if properties.get("position") == "relative" and _before_page(properties.get("left", ""), _FAR_OFF_PAGE):
        return True
    if any(
        _before_page(properties.get(name, ""), _FAR_OFF_PAGE) for name in ("text-indent", "margin-left", "margin-top")
    ):
        return True
    if _OFF_BY_TRANSFORM.search(properties.get("transform", "")):
        return True
    clip, path = properties.get("clip", "auto"), properties.get("clip-path", "none")
    cut = _EMPTY_CLIP.match(clip)
    if is_placed and cut and (int(cut[2]) - int(cut[4]) <= 1 or int(cut[3]) - int(cut[1]) <= 1):
        return True
    if not _NO_CLIP.match(path) and _EMPTY_PATH.search(path):
        return True
    overflow = f"{properties.get('overflow', '')} {properties.get('overflow-x', '')} {properties.get('overflow-y', '')}"
    if "hidden" in overflow or "clip" in overflow:
        return any(_is_nothing(properties.get(name, "")) for name in ("width", "height", "max-width", "max-height"))
    return False


def _before_page(setting: str, far: int) -> bool:
    setting = setting.strip()
    return setting.startswith("-") and (columns(setting[1:]) or 0) >= far


def _is_nothing(setting: str) -> bool:
    found = _LENGTH.fullmatch(setting.strip())
    if found is None or found[2] in ("em", "rem", "in", "cm"):
        return False
    return float(found[1]) <= (0 if found[2] == "%" else 1)
