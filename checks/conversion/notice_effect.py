"""What an adjustment means for whoever is given notice of it (4K), as things stand on the day of the notice."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from checks.conversion.figures import counted, day, dollars, price
from checks.conversion.history import ConversionHistory, State

VALID = (
    "The adjustment takes effect without any action of yours. Certificates for shares of the series remain valid as "
    "they are and need not be exchanged."
)
SECOND_4L = "the second of the two Sections numbered 4L of the certificate of designations (Automatic Conversion)"


def preference(stated: Fraction, unpaid: Fraction) -> str:
    """The Liquidation Preference of one share with what it is made of (3), where it is more than the stated value."""
    if not unpaid:
        return dollars(stated)
    return (
        f"{dollars(stated + unpaid)}, being the stated value of {dollars(stated)} and dividends declared and unpaid of "
        f"{dollars(unpaid)}"
    )


def effect_of(history: ConversionHistory, state: State, dated: date, holder: str) -> tuple[str, ...]:
    """Sentences: the numbers stated, what became of the shares, what else a conversion gives.

    Args:
        history: The ledger gone through.
        state: The adjustment.
        dated: The day of the notice, on which shares convert, or have converted, at what price.
        holder: To whom it goes; "" for every holder.
    """
    told = [_numbers(state), *_other_property(history, state), *_later(history, state, dated)]
    converted = _automatic(history, dated)
    if converted is None:
        told += _still_convertible(history, state)
    else:
        told += _converted(history, converted, holder, by_this=converted is state)
    return tuple(told)


def _numbers(state: State) -> str:
    before, after = state.before, state.after
    told = "The numbers stated above for 1,000 shares are calculated on the Liquidation Preference of one share"
    now = preference(after.stated_value, after.unpaid_dividends)
    if before.liquidation_preference == after.liquidation_preference:
        return f"{told}: {now}."
    then = preference(before.stated_value, before.unpaid_dividends)
    return f"{told}. Before the adjustment it was {then}; after it, it is {now}."


def _other_property(history: ConversionHistory, state: State) -> Iterator[str]:
    for moment, one in history.entitlements:
        if moment > state.number:
            continue
        what = f"{counted(one.per_preferred)} of {one.name}, by reason of {one.event}"
        if one.instead:
            yield f"Upon conversion a holder receives, in lieu of each share of common stock, {what} (Section 4G)."
        else:
            yield f"Upon conversion each share of the series receives, beside common stock, {what} (Section 4F)."


def _later(history: ConversionHistory, state: State, dated: date) -> list[str]:
    """That the price is another again, where the notice is given late."""
    later = [one for one in history.states if one.adjusts and one.number > state.number and one.day <= dated]
    if not later:
        return []
    last = later[-1]
    times = "once" if len(later) == 1 else f"{len(later)} times"
    told = f"Since this adjustment the conversion price has been adjusted {times}"
    when = f"{', last' if len(later) > 1 else ','} on {day(last.day)}, to {price(last.after.price)}"
    return [f"{told}{when}. Separate notice is given of each adjustment."]


def _automatic(history: ConversionHistory, dated: date) -> State | None:
    """The event by which the series converted automatically, on or before the day of the notice."""
    return next(
        (
            one
            for one in history.states
            if one.day <= dated and one.after.converted_automatically and not one.before.converted_automatically
        ),
        None,
    )


def _still_convertible(history: ConversionHistory, state: State) -> list[str]:
    told = [VALID]
    event = history.ledger.events[state.number - 1]
    ratio = history.ledger.terms.automatic_conversion
    if state.kind == "split" and ratio is not None and getattr(event, "ratio", None) == ratio:
        told.append(
            f"This reverse stock split is the one of which {SECOND_4L} speaks. The company had not authorized a "
            "sufficient number of shares of common stock, and so no share of the series has converted automatically; "
            "all shares will, when it has."
        )
    return told


def _converted(history: ConversionHistory, by: State, holder: str, *, by_this: bool) -> list[str]:
    """What the certificate says of an automatic conversion, and where it says nothing of one."""
    ratio = history.ledger.terms.automatic_conversion or Fraction(1)
    old, new = ratio.denominator, ratio.numerator
    became = "one share" if new == 1 else f"{new:,} shares"
    preferred = sum((one.preferred for one in by.outcome.conversions), Fraction(0))
    at = "resulting from this adjustment" if by_this else "then in effect"
    each = preference(by.after.stated_value, by.after.unpaid_dividends)
    return [
        (
            f"By {SECOND_4L}, all shares of the series convert automatically into common stock upon the company's "
            "authorizing a sufficient number of shares of common stock and effecting a reverse stock split pursuant to "
            f"which each {old:,} shares of common stock are reconstituted as {became}. Both conditions were fulfilled "
            f"on {day(by.day)}. On that day all {counted(preferred)} shares of the series then outstanding converted, "
            "without a notice of conversion or any other act of a holder. None of them remains to be converted."
        ),
        (
            f"They converted at the conversion price {at}, {price(by.after.price)}. The shares of each holder, taken "
            f"together, were multiplied by the Liquidation Preference of one share ({each}), divided by the conversion "
            f"price, and rounded down to the nearest whole share. No fractional share is issued (Section 4D). "
            f"{_whose(by, holder)}"
        ),
        (
            "The shares of the series that converted are retired and may not be reissued as shares of the series "
            "(Section 4M). The rights of their holders as such have ceased, and whoever is to be named in a "
            "certificate for the common stock is its holder of record: Section 4C says so of an optional conversion, "
            "and the company reads it of an automatic one as well."
        ),
        (
            "Certificates for shares of the series no longer represent outstanding shares. Please surrender yours to "
            "the company, and say in whose name the certificate for the whole shares of common stock is to be issued. "
            "It is issued without charge for any issuance tax; a tax on a transfer into another name is the holder's "
            "(Section 4N). The certificate of designations sets no day of delivery for an automatic conversion: the "
            "period of Section 4C runs from an optional one."
        ),
    ]


def _whose(by: State, holder: str) -> str:
    made = by.outcome.conversions
    mine = next((one for one in made if holder and one.holder == holder), None)
    if mine is not None:
        return f"Your {counted(mine.preferred)} shares became {mine.common:,} shares of common stock."
    common = sum(one.common for one in made)
    return f"In all they became {'' if made[0].holder else 'about '}{common:,} shares of common stock."
