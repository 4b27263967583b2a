"""Whether the order of two events of one day matters to the price; the certificate sets none."""

from checks.conversion.chain import Chain, Exercise, Grant, Step, walk
from checks.conversion.figures import price


class SameDay:
    """Watches the events of a day as they are taken."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._last: tuple[str, object, int, int] | None = None

    def point(self, event: str, day: object, first: int) -> str | None:
        """What to say of an event and the one before it on the same day; None where order does not matter.

        Args:
            event: The id of the event just taken.
            day: Its day.
            first: The place of its first step in the chain.
        """
        end = len(self._chain.steps)
        before, self._last = self._last, (event, day, first, end) if end > first else self._last
        if end == first or before is None or before[1] != day:
            return None
        earlier, _, start, stop = before
        one, other = self._chain.steps[start:stop], self._chain.steps[first:end]
        if stop != first or _depends(other, one):
            return None
        world = self._chain.world.apart()
        swapped = walk([*other, *one], self._chain.before[start], world).price
        if swapped == self._chain.now.price:
            return None
        return (
            f"4E, 4I: {earlier} and {event} are of one day, and their order matters: as listed the price becomes "
            f"{price(self._chain.now.price)}, the other way about {price(swapped)}; the text sets no order; read: as "
            "listed."
        )


def within(chain: Chain, first: int) -> str | None:
    """The same of the steps of one event: an issue and the rights attached to it."""
    steps = chain.steps[first:]
    if len(steps) < 2 or not all(isinstance(step, Grant) for step in steps[1:]):
        return None
    swapped = walk([*steps[1:], steps[0]], chain.before[first], chain.world.apart()).price
    if swapped == chain.now.price:
        return None
    return (
        f"4E(5): the attached rights are taken after what they are attached to, giving {price(chain.now.price)}; "
        f"before it they would give {price(swapped)}; the text does not say; read: after."
    )


def _depends(later: list[Step], earlier: list[Step]) -> bool:
    granted = {step.right for step in earlier if isinstance(step, Grant)}
    return any(isinstance(step, Exercise) and step.right in granted for step in later)
