"""Colours of CSS, and whether letters of one can be seen on a ground of another."""

import re
from collections.abc import Mapping

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
_LEAST = 20
"""Of 255 in the channel that differs most."""
_SHEER = 0.08
_NAMES: Mapping[str, Colour] = {
    "white": WHITE, "black": BLACK, "snow": (255, 250, 250), "ivory": (255, 255, 240), "azure": (240, 255, 255),
    "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "whitesmoke": (245, 245, 245),
    "mintcream": (245, 255, 250), "aliceblue": (240, 248, 255), "honeydew": (240, 255, 240),
    "seashell": (255, 245, 238), "lightyellow": (255, 255, 224), "lightcyan": (224, 255, 255),
    "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128), "red": (255, 0, 0),
    "yellow": (255, 255, 0), "navy": (0, 0, 128), "blue": (0, 0, 255), "green": (0, 128, 0),
    "window": WHITE, "canvas": WHITE, "windowtext": BLACK, "canvastext": BLACK,
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w])")
_CHANNELS = re.compile(r"(rgb|hsl)a?\(([^)]*)\)")
_NUMBER = re.compile(r"-?[\d.]+%?")


def colour(setting: str) -> Colour | bool | None:
    """A colour's channels; False where it is see-through, None where it cannot be told."""
    text = setting.strip().lower()
    if text == "transparent":
        return False
    if text in _NAMES:
        return _NAMES[text]
    found = _HEX.fullmatch(text)
    if found:
        digits = found[1] if len(found[1]) > 4 else "".join(char * 2 for char in found[1])
        channels = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
        if len(channels) == 4 and channels[3] < _SHEER * 255:
            return False
        return channels[0], channels[1], channels[2]
    functional = _CHANNELS.fullmatch(text)
    if functional is None:
        return None
    numbers = [_value(one) for one in _NUMBER.findall(functional[2])]
    if len(numbers) > 3 and numbers[3] * (1 if not functional[2].strip().endswith("%") else 1 / 255) < _SHEER:
        return False
    if len(numbers) < 3 or functional[1] == "hsl":
        return None
    return _channel(numbers[0]), _channel(numbers[1]), _channel(numbers[2])


def ground(setting: str) -> Colour | bool | None:
    """A background's colour; False where it is see-through, None where a picture or a gradient is drawn."""
    text = setting.strip().lower()
    if not text or text in ("none", "inherit", "initial", "unset", "revert"):
        return False
    if "url(" in text or "gradient(" in text or "image" in text or "var(" in text:
        return None
    words = re.findall(r"[a-z-]+\([^)]*\)|[^\s(),/]+", text)
    known = [found for word in words if (found := colour(word)) is not None and not word.isdigit()]
    return known[-1] if known else (None if len(words) == 1 else False)


def is_seen(letters: Colour | None, behind: Colour | None) -> bool:
    """Whether letters stand out of their ground; an unknown colour is taken for one that does."""
    if letters is None or behind is None:
        return True
    return max(abs(one - other) for one, other in zip(letters, behind, strict=True)) >= _LEAST


def _value(text: str) -> float:
    try:
        return float(text.rstrip("%")) * (2.55 if text.endswith("%") else 1)
    except ValueError:
        return 0.0


def _channel(number: float) -> int:
    return max(0, min(255, round(number)))
