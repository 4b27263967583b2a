"""What is said where the events of the Conversion Date leave open what a notice meets."""

from collections.abc import Iterable

from checks.conversion.figures import price
from checks.figures import day as written
from checks.notice_standing import Met
from checks.parties import listed

MOST_NAMED = 6


def adjusted_that_day(found: Met) -> str:
    """That the price was adjusted on the Conversion Date, from what to what, and what leaves open which applies."""
    first, *rest = map(price, found.prices)
    return (
        f"The price was adjusted on {written(found.day)} itself, from {first} to {', then '.join(rest)}: 4E says as of"
        " the close of business, 4I immediately after the date. Establish which applies."
    )


def no_order(found: Met) -> str:
    """That nothing says which of the day's events come before the notice."""
    events = [state.event for state in found.states]
    if len(events) == 1:
        return f"The certificate does not say whether {events[0]} of that day comes before it. Establish which applies."
    if len(events) > MOST_NAMED:
        events = [*events[: MOST_NAMED - 1], f"{len(events) - MOST_NAMED + 1:,} more"]
    return f"The certificate sets no order for the events of one day ({listed(events)}). Establish which applies."


def either(words: Iterable[str]) -> str:
    """Alternatives, for a sentence."""
    return " or ".join(words)
