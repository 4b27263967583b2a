"""The certificate's price by other means: the whole ledger is gone through from its start after every event.

Written on its own, from the text, and slow; the machine is compared with it. It knows the events that
`random_ledgers` makes and no others.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any


@dataclass
class Granted:
    """What is known of options or convertible securities at some moment."""

    paid: Fraction
    whole: Fraction
    left: Fraction
    price: Fraction
    used: list[tuple[Fraction, Fraction]] = field(default_factory=list)

    def total(self) -> Fraction:
        """Shares that were or can be issued, in shares of the day of the grant."""
        return self.left + sum(shares for shares, _ in self.used)

    def money(self) -> Fraction:
        """4E(1), 4E(2), 4E(3): paid at the start by the part that stays, and on exercise."""
        on_exercise = self.left * self.price + sum(shares * price for shares, price in self.used)
        return self.paid * self.total() / self.whole + on_exercise


def prices(head: dict[str, Any], events: list[dict[str, Any]]) -> list[Fraction]:
    """The price after each event."""
    found: list[Fraction] = []
    issued: dict[int, int] = {}
    for last in range(len(events)):
        known, moved = _what_is_known(events[: last + 1])
        price = _from_the_start(head, events[: last + 1], known, moved, issued)
        if events[last]["event"] == "convert":
            before = found[-1] if found else Fraction(head["conversion_price"])
            issued[last] = int(Fraction(events[last]["shares"]) * Fraction(head["stated_value"]) / before)
        found.append(price)
    return found


def _what_is_known(events: list[dict[str, Any]]) -> tuple[dict[str, Granted], dict[int, Fraction]]:
    """Every grant as it stands after these events; and, of each exercise, its shares in those of the grant's day."""
    factor, factors = Fraction(1), {}
    known: dict[str, Granted] = {}
    moved: dict[int, Fraction] = {}
    for number, event in enumerate(events):
        kind, of = event["event"], event.get("of", "")
        scale = factor / factors[of] if of in factors else Fraction(1)
        if kind in ("options", "convertibles"):
            shares = Fraction(event["shares"])
            paid = Fraction(event.get("grant_price", event.get("issue_price", 0)))
            each = Fraction(event.get("exercise_price", 0))
            known[event["id"]], factors[event["id"]] = Granted(paid, shares, shares, each), factor
        elif kind == "exercise":
            moved[number] = Fraction(event["shares"]) / scale
            known[of].left -= moved[number]
            known[of].used.append((moved[number], known[of].price))
        elif kind == "expire":
            known[of].left -= Fraction(event["shares"]) / scale if "shares" in event else known[of].left
        elif kind == "reprice":
            known[of].price = Fraction(event["exercise_price"]) * scale
        elif kind == "split":
            factor *= Fraction(event["ratio"])
        elif kind == "stock_dividend":
            factor *= 1 + Fraction(event["ratio"])
    return known, moved


def _from_the_start(
    head: dict[str, Any],
    events: list[dict[str, Any]],
    known: dict[str, Granted],
    moved: dict[int, Fraction],
    issued: dict[int, int],
) -> Fraction:
    price, common = Fraction(head["conversion_price"]), Fraction(head["outstanding_common"])
    deemed: dict[str, Fraction] = {}
    for number, event in enumerate(events):
        kind = event["event"]
        if kind in ("issue", "options", "convertibles"):
            price, common = _issue(event, known, price, common, deemed)
        elif kind == "exercise":
            common += Fraction(event["shares"])
            if event["of"] in deemed:
                ratio = moved[number] / known[event["of"]].total()
                deemed[event["of"]] -= (
                    ratio * deemed[event["of"]] / _left_over(events[:number], event["of"], moved, known)
                )
        elif kind in ("split", "stock_dividend"):
            ratio = Fraction(event["ratio"]) + (kind == "stock_dividend")
            price, common = price / ratio, common * ratio
            deemed.update({one: shares * ratio for one, shares in deemed.items()})
        elif kind == "distribution":
            company = common * Fraction(event["market_price"])
            price *= (company - Fraction(event["fair_value"])) / company
        elif kind == "excluded_issue":
            common += Fraction(event["shares"])
        elif kind == "convert":
            common += issued.get(number, 0) or int(Fraction(event["shares"]) * Fraction(head["stated_value"]) / price)
    return price


def _issue(
    event: dict[str, Any], known: dict[str, Granted], price: Fraction, common: Fraction, deemed: dict[str, Fraction]
) -> tuple[Fraction, Fraction]:
    is_common = event["event"] == "issue"
    if is_common:
        more, money = Fraction(event["shares"]), Fraction(event["consideration"])
    else:
        more, money = known[event["id"]].total(), known[event["id"]].money()
    if more and money / more < price:
        a = common + sum(deemed.values())
        price = (a * price + money) / (a + more)
        if not is_common:
            deemed[event["id"]] = more
    return price, common + more if is_common else common


def _left_over(
    events: list[dict[str, Any]], of: str, moved: dict[int, Fraction], known: dict[str, Granted]
) -> Fraction:
    """The part of the grant's final shares that was still deemed before an exercise."""
    gone = sum(
        (moved[number] for number, event in enumerate(events) if event["event"] == "exercise" and event["of"] == of),
        Fraction(0),
    )
    return 1 - gone / known[of].total()
