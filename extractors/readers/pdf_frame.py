"""The frame of a PDF page: from the file's own axes to the page as a person sees it."""

from typing import NamedTuple

from extractors.sheet import Box


class Frame(NamedTuple):
    """Turns user space (y upwards, any origin, unrotated) into points from the displayed page's top left."""

    width: float
    height: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    rotation: int = 0
    """How far the page is turned for display, clockwise: 0, 90, 180 or 270."""

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place of the file on the displayed page."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of the file (any two opposite corners) on the displayed page."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box is on the page."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return -1 <= x <= self.width + 1 and -1 <= y <= self.height + 1


def frame(left: float, bottom: float, right: float, top: float, rotation: int) -> Frame:
    """The frame of a page.

    Args:
        left: The visible box (CropBox cut to the MediaBox) in user space; so the next three.
        bottom: See left.
        right: See left.
        top: See left.
        rotation: The page's /Rotate, clockwise, in degrees.
    """
    width, height = right - left, top - bottom
    match rotation % 360:
        case 90:
            return Frame(height, width, 0, 1, 1, 0, -bottom, -left, 90)
        case 180:
            return Frame(width, height, -1, 0, 0, 1, right, -bottom, 180)
        case 270:
            return Frame(height, width, 0, -1, -1, 0, top, right, 270)
        case _:
            return Frame(width, height, 1, 0, 0, -1, -left, top)
