"""Strokes: crosses, ticks and circles that are drawn, not typed."""

from collections.abc import Sequence

from extractors.sheet import Box, Ink


def strokes_before(ink: Sequence[Ink], word: Box) -> list[Ink]:
    """A cross or tick drawn before a word, on its line."""
    height = max(1.0, word.bottom - word.top)
    ahead = Box(word.x0 - 3.5 * height, word.top - 0.4 * height, word.x0, word.bottom + 0.4 * height)
    strokes = [
        one for one in ink if one.kind in ("line", "curve") and is_stroke(one, ahead) and centre_in(one.box, ahead)
    ]
    return strokes if len(strokes) > 1 or any(one.kind == "curve" for one in strokes) else []


def is_stroke(ink: Ink, area: Box) -> bool:
    """Ink that somebody drew: no rule, no frame, nothing far larger than the place."""
    width, height = ink.box.x1 - ink.box.x0, ink.box.bottom - ink.box.top
    if ink.kind == "rect":
        return False
    if ink.kind == "line" and (height < 1.2 or width < 0.6):
        return False
    return height <= 3 * (area.bottom - area.top) and width <= max(60.0, 1.5 * (area.x1 - area.x0))


def centre_in(box: Box, area: Box) -> bool:
    """Whether the middle of a box lies in an area."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def encircles(box: Box, word: Box) -> bool:
    """Whether a curve goes around a word, and not around half the line."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    height = word.bottom - word.top
    return (
        box.x0 <= x <= box.x1
        and box.top <= y <= box.bottom
        and 0.7 * height < box.bottom - box.top < 4 * height
        and box.x1 - box.x0 < (word.x1 - word.x0) + 6 * height
        and box.x1 - box.x0 > 0.6 * (word.x1 - word.x0)
    )


def widened(box: Box) -> Box:
    """A rule's box with the room in which a mark upon it is drawn."""
    height = box.bottom - box.top
    return Box(box.x0 - 0.3 * height, box.top - height, box.x1 + 0.3 * height, box.bottom + height)
