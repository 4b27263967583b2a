"""Pictures of a conversion history as SVG: the price through time, and what holders would own fully converted.

Floats here are places on paper; every figure that is read comes from the exact history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor, log10
from xml.sax.saxutils import escape

from checks.conversion.figures import decimal, plain
from checks.conversion.history import ConversionHistory, Position
from pipeline.report.drawing import (
    ACCENT,
    BASE,
    EDGE,
    LEFT,
    LETTER,
    LINE,
    PAPER,
    TOP,
    WIDTH,
    Box,
    Paper,
    axis,
    days,
    heights,
    overlap,
    svg,
    text,
)

BANDS = ("#d9d5c9", "#1f3a5f", "#b5651d", "#22603f", "#7a4a86", "#93231f", "#2f7f8f", "#8a8f9c")
MOST_HOLDERS = 6
"""Bands of their own; the rest is one band."""
LOGARITHMIC_FROM = 25
"""How many times the least price the greatest must be for a logarithmic scale."""
OTHERS = "other holders"
SERIES_HOLDERS = "series holders"
COMMON = "other common"
_INDENT = 22
_ROOM = WIDTH - EDGE - _INDENT
_WIDE = "mw%…"


def price_chart(history: ConversionHistory, until: date | None = None, *, without_splits: bool = False) -> str:
    """The conversion price as a stepped line, each adjusting event marked.

    Args:
        history: The ledger gone through.
        until: The right edge; None takes the day of the last event.
        without_splits: The price for a share of the ledger's first day: splits, stock dividends and exchange
            ratios are taken out, so that what remains is dilution and distributions.

    Returns:
        One `<svg>` element, with a title and a description.
    """
    paper, end = _paper(history, until)
    steps = [(history.ledger.issued.date, _price(history.start, without_splits=without_splits), "")]
    for state in history.states:
        at = _price(state.after, without_splits=without_splits)
        if at != steps[-1][1]:
            steps.append((state.day, at, state.event))
    steps = _thinned(paper, steps)
    scale = _Scale.of([at for _, at, _ in steps])
    line = [f"M{paper.x(steps[0][0]):.1f} {paper.y(scale.part(steps[0][1])):.1f}"]
    line += [f"H{paper.x(day):.1f}V{paper.y(scale.part(at)):.1f}" for day, at, _ in steps[1:]]
    line.append(f"H{paper.x(end):.1f}")
    first, last = steps[0][1], steps[-1][1]
    of = "Conversion price without splits" if without_splits else "Conversion price"
    title = f"{of} of {history.ledger.series}, {paper.first} to {end}"
    told = (
        f"From ${plain(first)} to ${plain(last)} in {_count(len(steps) - 1, 'step')}"
        f"{', on a logarithmic scale' if scale.logarithmic else ''}. Each adjusting event is marked with its name."
    )
    unit = "US dollars for a share of the first day" if without_splits else "US dollars a share"
    body = [
        *days(paper, end),
        *heights([(scale.part(tick), f"${plain(tick)}") for tick in scale.ticks()]),
        axis(f"{of}, {unit}"),
        f'<path class="chart-line" d="{"".join(line)}" fill="none" stroke="{ACCENT}" stroke-width="2.5"/>',
        *_marks(paper, scale, steps),
        text(paper.x(end) + 10, paper.y(scale.part(last)) + 4, f"${plain(last)}", weight="600"),
    ]
    return svg("price-without-splits" if without_splits else "price", title, told, body)


def _price(position: Position, *, without_splits: bool) -> Fraction:
    return _as_shown(position.price * position.factor if without_splits else position.price)


def _as_shown(figure: Fraction) -> Fraction:
    """A figure to the places by which it is shown: all that a picture needs of one of very many digits."""
    return Fraction(decimal(figure))


def has_splits(history: ConversionHistory) -> bool:
    """Whether the price without splits is another than the price."""
    return any(state.after.factor != 1 for state in history.states)


def ownership_chart(history: ConversionHistory, until: date | None = None) -> str:
    """What each holder would own of the company's common stock if the whole series were converted, as bands.

    Common stock received on conversion is counted as kept by whoever converted. Options and other convertible
    securities are not counted. Authorized shares that fall short are not considered.
    """
    paper, end = _paper(history, until)
    owned = _ownership(history)
    names = _names(owned)
    title = f"Ownership of {history.ledger.issuer.name} with the series fully converted, {paper.first} to {end}"
    shares = [(day, [float(parts[name]) for name in names]) for day, parts in _grouped(owned, names)]
    told = "On " + "; on ".join(
        f"{day}: " + ", ".join(f"{name} {_percent(part)}" for name, part in zip(names, parts, strict=True))
        for day, parts in (shares[0], shares[-1])
    )
    body = [*days(paper, end), *heights([(tick / 4, f"{25 * tick} %") for tick in range(5)])]
    below = [0.0] * len(shares)
    labels = []
    for number, name in enumerate(names):
        above = [low + parts[number] for low, (_, parts) in zip(below, shares, strict=True)]
        since = [day for day, _ in shares]
        colour = BANDS[number % len(BANDS)]
        body.append(
            f'<path class="chart-band band-{number}" d="{_band(paper, since, below, above, end)}" fill="{colour}" '
            f'stroke="{PAPER}" stroke-width="1"><title>{escape(name)}</title></path>'
        )
        labels.append((paper.y((below[-1] + above[-1]) / 2), f"{name}, {_percent(above[-1] - below[-1])}", number))
        below = above
    body += _beside(paper.x(end), labels)
    body.append(axis("Part of the common stock"))
    return svg("ownership", title, f"{told}.", body)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Prices on the height: linear from nothing, or logarithmic where they lie far apart."""

    low: float
    high: float
    logarithmic: bool

    @classmethod
    def of(cls, prices: Sequence[Fraction]) -> "_Scale":
        low, high = float(min(prices)), float(max(prices))
        if high / low >= LOGARITHMIC_FROM:
            return cls(10 ** floor(log10(low)), 10 ** (floor(log10(high)) + 1), logarithmic=True)
        return cls(0.0, high * 1.12, logarithmic=False)

    def part(self, price: Fraction) -> float:
        if self.logarithmic:
            return (log10(float(price)) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return float(price) / self.high

    def ticks(self) -> list[Fraction]:
        if self.logarithmic:
            first, last = round(log10(self.low)), round(log10(self.high))
            every = max(1, -(-(last - first) // 6))
            return [Fraction(10) ** power for power in range(first, last + 1, every)]
        size = Fraction(10) ** floor(log10(self.high))
        step = next(size / part for part in (1, 2, 5, 10, 20) if self.high / float(size / part) >= 4)
        return [step * number for number in range(int(self.high / float(step)) + 1)]


def _paper(history: ConversionHistory, until: date | None) -> tuple[Paper, date]:
    first = history.ledger.issued.date
    end = max(until or first, history.states[-1].day if history.states else first)
    return Paper(first, end), end


def _thinned(paper: Paper, steps: list[tuple[date, Fraction, str]]) -> list[tuple[date, Fraction, str]]:
    """The last step of each pixel: more would be drawn over each other."""
    kept: dict[int, tuple[date, Fraction, str]] = {}
    for step in steps:
        kept[round(paper.x(step[0]))] = step
    first = steps[0]
    return [first, *(step for step in kept.values() if step is not first)]


def _marks(paper: Paper, scale: _Scale, steps: Sequence[tuple[date, Fraction, str]]) -> list[str]:
    """A dot for each step, and its event's name where there is room for it."""
    taken: list[Box] = []
    found = []
    before = steps[0][1]
    for day, at, event in steps[1:]:
        x, y = paper.x(day), paper.y(scale.part(at))
        found.append(
            f'<circle class="chart-dot" cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ACCENT}" stroke="{PAPER}">'
            f"<title>{escape(event)}, {day}: ${plain(at)}</title></circle>"
        )
        falls = at < before
        before = at
        left, anchor = _beside_dot(x, len(event) * LETTER)
        # On the side that the line does not come from.
        for middle in (y + 18, y + 34, y - 30) if falls else (y - 14, y - 30, y + 34):
            box = (left, middle - LINE / 2, left + len(event) * LETTER, middle + LINE / 2)
            inside = box[1] > TOP - LINE and box[3] < BASE
            if inside and not any(overlap(box, other) for other in taken):
                taken.append(box)
                at_x = {"start": x - 4, "middle": x, "end": x + 4}[anchor]
                found.append(text(at_x, middle + 4, event, anchor=anchor))
                break
    return found


def _beside_dot(x: float, width: float) -> tuple[float, str]:
    """Where a name at a dot begins, and its anchor: in the middle, but inside the left and right edges."""
    if x + width / 2 > EDGE:
        return x + 4 - width, "end"
    if x - width / 2 < LEFT:
        return x - 4, "start"
    return x - width / 2, "middle"


def _ownership(history: ConversionHistory) -> list[tuple[date, dict[str, Fraction]]]:
    """Each holder's part of all common stock, fully converted, after every event; "" is the rest."""
    received: dict[str, Fraction] = {}
    found = [(history.ledger.issued.date, _parts(history, 0, history.start, received))]
    for state in history.states:
        for one in state.outcome.conversions:
            whose = one.holder if one.holder and history.register.balances_at(state.number) else SERIES_HOLDERS
            received[whose] = received.get(whose, Fraction(0)) + one.common / state.after.factor
        found.append((state.day, _parts(history, state.number, state.after, received)))
    return found


def _parts(
    history: ConversionHistory, moment: int, position: Position, received: dict[str, Fraction]
) -> dict[str, Fraction]:
    balances = history.register.balances_at(moment) or {SERIES_HOLDERS: position.preferred}
    converted: dict[str, Fraction] = {holder: held * position.common_per_preferred for holder, held in balances.items()}
    whole = position.outstanding_common + sum(converted.values())
    if not whole:
        return {COMMON: Fraction(1)}
    parts = {holder: amount / whole for holder, amount in converted.items()}
    for holder, shares in received.items():
        parts[holder] = parts.get(holder, Fraction(0)) + shares * position.factor / whole
    parts = {holder: _as_shown(part) for holder, part in parts.items()}
    return {COMMON: 1 - sum(parts.values(), Fraction(0)), **parts}


def _names(owned: Sequence[tuple[date, dict[str, Fraction]]]) -> list[str]:
    """The common stock, the greatest holders, and the others where there are more."""
    most: dict[str, Fraction] = {}
    for _, parts in owned:
        for name, part in parts.items():
            most[name] = max(most.get(name, Fraction(0)), part)
    holders = sorted((name for name in most if name != COMMON), key=lambda name: -most[name])
    kept = holders if len(holders) <= MOST_HOLDERS else holders[: MOST_HOLDERS - 1]
    return [COMMON, *kept, *([OTHERS] if len(kept) < len(holders) else [])]


def _grouped(
    owned: Sequence[tuple[date, dict[str, Fraction]]], names: Sequence[str]
) -> list[tuple[date, dict[str, Fraction]]]:
    """By name, the others together; the last of each day."""
    days: dict[date, dict[str, Fraction]] = {}
    for day, parts in owned:
        grouped = dict.fromkeys(names, Fraction(0))
        for name, part in parts.items():
            grouped[name if name in grouped else OTHERS] += part
        days[day] = grouped
    return list(days.items())


def _band(paper: Paper, days: Sequence[date], below: Sequence[float], above: Sequence[float], end: date) -> str:
    """A band whose edges are steps: forth along the upper edge, back along the lower."""
    edges = [*(paper.x(day) for day in days), paper.x(end)]
    forth = [f"M{edges[0]:.1f} {paper.y(above[0]):.1f}"]
    forth += [f"V{paper.y(high):.1f}H{edge:.1f}" for high, edge in zip(above, edges[1:], strict=True)]
    back = [f"V{paper.y(low):.1f}H{edge:.1f}" for low, edge in zip(reversed(below), reversed(edges[:-1]), strict=True)]
    return "".join((*forth, *back, "Z"))


def _beside(x: float, labels: Sequence[tuple[float, str, int]]) -> list[str]:
    """Labels right of the bands, moved apart where they would overlap, each with its band's colour."""
    places = [(y, _lines(words), number) for y, words, number in sorted(labels)]
    ys = [y for y, _, _ in places]
    tall = [LINE * len(lines) for _, lines, _ in places]
    for number in range(1, len(ys)):
        ys[number] = max(ys[number], ys[number - 1] + (tall[number - 1] + tall[number]) / 2)
    excess = ys[-1] + (tall[-1] - LINE) / 2 - BASE if ys else 0
    if excess > 0:
        ys[-1] -= excess
        for number in range(len(ys) - 2, -1, -1):
            ys[number] = min(ys[number], ys[number + 1] - (tall[number + 1] + tall[number]) / 2)
    found = []
    for (_, lines, number), middle in zip(places, ys, strict=True):
        y = middle - (len(lines) - 1) * LINE / 2
        colour = BANDS[number % len(BANDS)]
        found.append(
            f'<rect class="band-{number}" x="{x + 8:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{colour}"/>'
        )
        found += [text(x + _INDENT, y + 4 + LINE * at, words) for at, words in enumerate(lines)]
    return found


def _lines(label: str) -> list[str]:
    """A label in the room right of the bands: its part below its name where both have none, and the name cut last."""
    if _width(label) <= _ROOM:
        return [label]
    name, _, part = label.rpartition(", ")
    if _width(name) <= _ROOM:
        return [name, part]
    kept = next((name[:end] for end in range(len(name), 0, -1) if _width(f"{name[:end]}…") <= _ROOM), "")
    return [f"{kept.rstrip()}…", part]


def _width(words: str) -> float:
    """How wide words are at most, about, at 12 pixels."""
    return max(len(words) * LETTER, sum(9.0 if char in _WIDE or char.isupper() else LETTER - 1 for char in words))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _percent(part: float) -> str:
    if 0 < part < 0.0005:
        return "< 0.1 %"
    return f"{part * 100:.1f} %"
