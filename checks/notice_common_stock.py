"""The common stock that a notice of conversion states, where it is not simply what the shares convert into (CNV003)."""

from fractions import Fraction
from itertools import product as product_of

from checks.conversion.conversions import whole_shares
from checks.conversion.figures import counted, dollars, price
from checks.figures import day as written
from checks.notice_same_day import adjusted_that_day, either, no_order
from checks.notice_standing import CERTIFICATE, Met
from checks.parties import listed
from checks.rule import PASS, Verdict, fail, review


def of_another_standing(found: Met, shares: Fraction, issued: Fraction, dues: dict[int, str]) -> Verdict:
    """What a number is that is not simply what the shares convert into.

    Args:
        found: The day.
        shares: To be converted.
        issued: The common stock that the notice states.
        dues: What the shares convert into, with its formula; more than one where the order of the day matters.
    """
    due, formula = next(iter(dues.items()))
    said = f"the notice says {counted(issued)}"
    if issued in dues:
        others = either(f"{other:,} ({by})" for other, by in dues.items() if other != issued)
        return review(
            f"{dues[int(issued)]}, rounded down, is {counted(issued)} shares of Common Stock, as the notice says; at"
            f" another time of {written(found.day)} it is {others}. {no_order(found)}"
        )
    formula = f"{formula}, rounded down, is {due:,} shares of Common Stock"
    if len(dues) > 1:
        others = either(f"{other:,} ({by})" for other, by in dues.items() if other != due)
        formula += f", or, at another time of {written(found.day)}, {others}"
    short = _as_far_as_available(found, shares, issued, max(dues))
    if short:
        return review(f"{formula}, but {said}{short}")
    for preference, at in product_of(found.preferences, found.prices):
        if issued == whole_shares(shares, preference, at):
            with_it = "" if preference == found.preferences[0] else f", with {dollars(preference)} a share"
            return review(f"{formula}, but {said}, which is at {price(at)}{with_it}. {adjusted_that_day(found)}")
    return fail(f"{formula}, but {said}.{_dividends_left_out(found, shares, issued)}")


def _as_far_as_available(found: Met, shares: Fraction, issued: Fraction, due: int) -> str:
    """That a number is what was authorized and available (4A), as the end of a sentence; "" where it is not."""
    available = {int(there) for there in found.available_common(issued)}
    if issued not in available or due <= issued:
        return ""
    used = found.prices_in_effect[0] * issued / found.preferences[0]
    some_time = f" at one time of that day. {no_order(found)}" if len(available) > 1 else "."
    return (
        f": so many are authorized and available{some_time} They take up {counted(used)} of the {counted(shares)}"
        " shares; 4A does not say what becomes of the rest."
    )


def _dividends_left_out(found: Met, shares: Fraction, issued: Fraction) -> str:
    for position in found.positions:
        without = {whole_shares(shares, position.stated_value, at) for at in found.prices_in_effect}
        if position.unpaid_dividends and issued in without:
            return f" The notice leaves out the unpaid dividends of {dollars(position.unpaid_dividends)} a share."
    return ""


def with_other_property(found: Met, common: int) -> Verdict:
    """A pass; a review where the holder is to receive something beside the common stock, or instead of it."""
    if not found.entitlements:
        return PASS
    told = [
        f"{'in lieu of each share' if one.instead else 'beside it, for each share of the series,'}"
        f" {counted(one.per_preferred)} of {one.name} ({'4G' if one.instead else '4F, 4J'}, {one.event})"
        for one in found.entitlements
    ]
    of_the_day = any(one not in found.opening.entitlements for one in found.entitlements)
    return review(
        f"{common:,} shares of Common Stock is what the formula gives, but the holder receives {listed(told)}: Annex A"
        f" has no line for that.{f' {no_order(found)}' if of_the_day else ''}",
        cites=(f"{CERTIFICATE}, Section 4F", f"{CERTIFICATE}, Section 4G"),
    )
