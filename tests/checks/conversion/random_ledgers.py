"""Invented ledgers at random, for properties that hold of every ledger."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

FIRST = date(2005, 10, 3)
SHARES = st.integers(1, 40_000_000)
PRICES = st.integers(0, 60).map(lambda tenths: f"0.{tenths:04}")
"""Prices from nothing to nearly twice the first conversion price."""
RATIOS = st.sampled_from(["2/1", "1/2", "5/4", "11/10", "4/5"])
"""Such that parts of options remain decimals."""
PARTS = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 5)])
ALL_KINDS = ("issue", "options", "convertibles", "exercise", "expire", "reprice", "split", "stock_dividend",
             "distribution", "excluded_issue", "convert")  # fmt: skip
OF_RIGHTS = ("exercise", "expire", "reprice")


class _Open:
    """Options and convertible securities that are still outstanding, in shares of now."""

    def __init__(self) -> None:
        self.left: dict[str, Fraction] = {}
        self.options: set[str] = set()

    def grant(self, event: dict[str, Any]) -> None:
        self.left[event["id"]] = Fraction(event["shares"])
        if event["event"] == "options":
            self.options.add(event["id"])

    def scale(self, ratio: Fraction) -> None:
        self.left = {of: shares * ratio for of, shares in self.left.items()}

    def names(self) -> list[str]:
        return [of for of, shares in self.left.items() if shares]


@st.composite
def ledgers(draw: st.DrawFn, longest: int = 12, kinds: tuple[str, ...] = ALL_KINDS) -> list[dict[str, Any]]:
    """Events that can have happened, each on a day of its own: no more is exercised or ends than there is."""
    events: list[dict[str, Any]] = []
    rights = _Open()
    for number in range(1, draw(st.integers(0, longest)) + 1):
        kind = draw(st.sampled_from([one for one in kinds if one not in OF_RIGHTS or rights.names()]))
        event = {"id": f"e{number}", "date": (FIRST + timedelta(days=number)).isoformat(), "event": kind}
        if kind in OF_RIGHTS:
            if not _of_a_right(draw, event, rights):
                continue
        else:
            event |= draw(_KEYS[kind])
        if kind in ("options", "convertibles"):
            rights.grant(event)
        elif kind in ("split", "stock_dividend"):
            rights.scale(Fraction(event["ratio"]) + (kind == "stock_dividend"))
        events.append(event)
    return events


def _of_a_right(draw: st.DrawFn, event: dict[str, Any], rights: _Open) -> bool:
    event["of"] = of = draw(st.sampled_from(rights.names()))
    if event["event"] == "reprice":
        event["exercise_price"] = draw(PRICES)
        return of in rights.options
    part = rights.left[of] * draw(PARTS)
    rights.left[of] -= part
    event["shares"] = f"{Decimal(part.numerator) / Decimal(part.denominator):f}"
    return Fraction(event["shares"]) == part


_KEYS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "issue": st.fixed_dictionaries({"shares": SHARES.map(str), "consideration": st.integers(0, 200_000).map(str)}),
    "options": st.fixed_dictionaries(
        {"shares": SHARES.map(str), "grant_price": st.integers(0, 30_000).map(str), "exercise_price": PRICES}
    ),
    "convertibles": st.fixed_dictionaries({"shares": SHARES.map(str), "issue_price": st.integers(0, 200_000).map(str)}),
    "split": st.fixed_dictionaries({"ratio": RATIOS}),
    "stock_dividend": st.fixed_dictionaries({"ratio": st.sampled_from(["1/20", "1/10", "1/4"])}),
    "distribution": st.fixed_dictionaries(
        {"fair_value": st.integers(1, 20_000).map(str), "market_price": st.just("0.02")}
    ),
    "excluded_issue": st.fixed_dictionaries({"shares": SHARES.map(str), "clause": st.just("A")}),
    "convert": st.fixed_dictionaries({"holder": st.just("H-1"), "shares": st.integers(1, 20).map(str)}),
}
