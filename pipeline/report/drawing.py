"""Drawing pictures of a history: the paper, its axes and its words, as SVG.

Colours are attributes, so that a picture stands alone; a page may give the classes other ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 960, 400
LEFT, RIGHT, TOP, BOTTOM = 104, 196, 34, 54
BASE, EDGE = HEIGHT - BOTTOM, WIDTH - RIGHT
FONT = "Helvetica, Arial, sans-serif"
LETTER = 6.9
"""Width of a letter at 12 pixels, generously."""
LINE = 15
INK, SOFT, RULE, PAPER, ACCENT = "#1c2230", "#565d6d", "#d9d5c9", "#ffffff", "#1f3a5f"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Paper:
    """Where days and shares of the height lie, in pixels from the top left."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """How far right a day lies."""
        days = max(1, (self.last - self.first).days)
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / days

    @staticmethod
    def y(part: float) -> float:
        """How far down a part of the height lies; 0 is the lower edge, 1 the upper."""
        return BASE - (HEIGHT - TOP - BOTTOM) * part


def days(paper: Paper, end: date) -> list[str]:
    """The lower edge, with as many first days of months or years as have room."""
    found = [f'<line class="chart-rule" x1="{LEFT}" x2="{EDGE}" y1="{BASE}" y2="{BASE}" stroke="{SOFT}"/>']
    for day, words in _day_ticks(paper.first, end):
        x = paper.x(day)
        found.append(
            f'<line class="chart-rule" x1="{x:.1f}" x2="{x:.1f}" y1="{BASE}" y2="{BASE + 5}" stroke="{SOFT}"/>'
        )
        found.append(text(x, BASE + 20, words, anchor="middle", soft=True))
    found.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "Date", anchor="middle", soft=True))
    return found


def _day_ticks(first: date, last: date) -> list[tuple[date, str]]:
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 1:
        return [(first, first.isoformat())] if first == last else [(first, first.isoformat()), (last, last.isoformat())]
    every = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120) if months / step <= 8), 240)
    found = []
    for number in range(1, months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        if (year * 12 + month) % every == 0:
            day = date(year, month + 1, 1)
            found.append((day, f"{year}" if every >= 12 else f"{day:%b %Y}"))
    return found or [(first, first.isoformat())]


def heights(ticks: Sequence[tuple[float, str]]) -> list[str]:
    """Lines across, each with its words at the left."""
    found = []
    for part, words in ticks:
        y = Paper.y(part)
        found.append(f'<line class="chart-grid" x1="{LEFT}" x2="{EDGE}" y1="{y:.1f}" y2="{y:.1f}" stroke="{RULE}"/>')
        found.append(text(LEFT - 10, y + 4, words, anchor="end", soft=True))
    return found


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes, each left, top, right, bottom, cover a place together."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def axis(words: str) -> str:
    """What the heights measure."""
    return text(LEFT, TOP - 16, words, soft=True)


def text(x: float, y: float, words: str, *, anchor: str = "start", soft: bool = False, weight: str = "400") -> str:
    """Words on the paper, with a rim that sets them off from lines behind them."""
    kind, colour = ("chart-soft", SOFT) if soft else ("chart-ink", INK)
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-family="{FONT}" '
        f'font-size="12" font-weight="{weight}" stroke="{PAPER}" stroke-width="3" paint-order="stroke" '
        f'stroke-linejoin="round">{escape(words)}</text>'
    )


def svg(name: str, title: str, told: str, body: Sequence[str]) -> str:
    """The whole picture, with a title and a description for those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{name}-title {name}-told">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n<desc id="{name}-told">{escape(told)}</desc>\n'
        f'<rect class="chart-paper" width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )
