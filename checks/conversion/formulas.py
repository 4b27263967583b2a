"""The formulas of a step, with figures: as an event tells them, and as a replay tells them again."""

from fractions import Fraction

from checks.conversion.chain import Cap, Distribute, Grant, Issue, Redone, Scale, World
from checks.conversion.figures import result, term


def issue_formula(formula: str, a: Fraction, b: Fraction, issued: tuple[Fraction, Fraction], now: Fraction) -> str:
    """4E's formula.

    Args:
        formula: "weighted-average", "full-ratchet" or "none".
        a: Common stock outstanding and deemed issued before.
        b: The price before.
        issued: C, additional shares, and D, the consideration for them.
        now: The price after.
    """
    c, d = issued
    if formula == "weighted-average":
        return f"(A × B + D) ÷ (A + C) = ({term(a)} × {term(b)} + {term(d)}) ÷ ({term(a)} + {term(c)}) = {result(now)}"
    if formula == "full-ratchet":
        return f"D ÷ C = {term(d)} ÷ {term(c)} = {result(now)}"
    return "The terms of this series adjust nothing for a price below the conversion price."


def redone_formula(redone: Redone, world: World) -> str:
    """A step of a replay: its formula with the figures that now count, and the price that it gave before."""
    step, before, now = redone.step, redone.before, redone.now
    match step:
        case Issue() if now != before.price:
            a = before.outstanding + before.deemed
            told = issue_formula(world.formula, a, before.price, (step.shares, step.consideration), now)
        case Grant() if now != before.price:
            a = before.outstanding + before.deemed
            shares, maximum, consideration = world.terms[step.right]
            issued = (maximum, consideration / shares * maximum)
            told = issue_formula(world.formula, a, before.price, issued, now)
        case Scale():
            told = f"{term(before.price)} ÷ {term(step.ratio)} = {result(now)}"
        case Distribute():
            told = f"{term(before.price)} × {term(step.kept)} = {result(now)}"
        case Cap():
            told = f"min({term(before.price)}, {term(step.value)}) = {result(now)}"
        case _:
            told = f"no adjustment, {result(now)}"
    return f"{redone.event}: {told} instead of {result(redone.was)}"
