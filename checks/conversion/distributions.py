"""Distributions and the Market Price (4H)."""

from fractions import Fraction

from checks.conversion.book import Book, Outcome
from checks.conversion.chain import Distribute
from checks.conversion.events import Distribution, DividendPaid, Market
from checks.conversion.figures import counted, dollars, percent, price, result, term
from checks.conversion.refusal import Refusal

HALF = Fraction(1, 2)
DOUBLE_BENEFIT = (
    "2, 4H: cash that is not out of earnings lowers the price (4H), and the series shares in it as well (2); the text "
    "takes neither back; read: both."
)


def distribution(book: Book, event: Distribution) -> Outcome:
    """4H: the price times what the distribution leaves of the common stock's market value."""
    outcome = Outcome("4H")
    if event.kind == "cash-from-earnings":
        outcome.method.append(
            "Cash out of consolidated earnings or earned surplus is no distribution of 4H: no adjustment. Section 2 "
            "lets the series share in it."
        )
        outcome.facts.append(("Distributed", dollars(event.fair_value)))
        return outcome
    if event.kind == "other-cash":
        outcome.open_points.append(DOUBLE_BENEFIT)
    if event.kind == "rights":
        outcome.open_points.append(
            "4E(6), 4H: rights given to all holders of common stock are named in both; the ledger writes them as a "
            "distribution: read under 4H only. Written as options with a record_date they fall under 4E."
        )
    distribute(book, outcome, event.id, event.fair_value, market_price(book, event, outcome))
    return outcome


def distribute(book: Book, outcome: Outcome, event: str, value: Fraction, at: Fraction) -> None:
    """4H's factor, for a value distributed and a Market Price.

    Raises:
        Refusal: The value is all that the common stock is worth, or more.
    """
    before = book.running
    company = before.outstanding * at
    if value >= company:
        raise Refusal(f"{dollars(value)} is distributed, but all common stock is worth {dollars(company)} "
                      f"({counted(before.outstanding)} shares at {dollars(at)}): the price would be nothing "
                      "or less (4H). Correct the value, the shares or the Market Price.")  # fmt: skip
    book.chain.add(Distribute(event, (company - value) / company))
    outcome.method.append(
        "The price is multiplied by what the distribution leaves of the common stock's market value (4H), after the "
        "payment date (4I)."
    )
    outcome.facts += [
        ("O, common stock outstanding", counted(before.outstanding)),
        ("M, Market Price", dollars(at)),
        ("F, fair market value of everything distributed", dollars(value)),
        ("Conversion price before", price(before.price)),
    ]
    product = f"{term(before.outstanding)} × {term(at)}"
    outcome.formula = (
        f"{term(before.price)} × ({product} - {term(value)}) ÷ ({product}) = {term(before.price)} × "
        f"{term((company - value) / company)} = {result(book.running.price)}"
    )


def market_price(book: Book, event: Distribution | DividendPaid, outcome: Outcome) -> Fraction:
    """M of 4H, as of the payment date."""
    if event.market is None:
        if event.market_price is None:
            raise Refusal("market_price is missing. Write it, or market with what it is taken from.")
        return event.market_price
    market = event.market
    day = book.trading_days.before(event.date)
    if market.close_date is not None and market.close_date != day:
        outcome.remarks.append(
            f"4H: the Market Price is that of the last trading day before the payment date, {day}; the ledger's is of "
            f"{market.close_date}."
        )
    if market.listed == "none":
        return _agreed(book, market, outcome)
    if market.close is not None:
        where = "on the exchange (a)" if market.listed == "exchange" else "as quoted (b)"
        outcome.facts.append((f"Closing sale price {where}, {day}", dollars(market.close)))
        return market.close
    if market.bid is None or market.asked is None:
        raise Refusal("market needs close, or bid and asked.")
    if market.bid > market.asked:
        raise Refusal(f"the high bid, {dollars(market.bid)}, is more than the low asked price, "
                      f"{dollars(market.asked)}. Correct them.")  # fmt: skip
    mean = (market.bid + market.asked) / 2
    outcome.facts.append((f"High bid and low asked on {day}", f"{dollars(market.bid)} and {dollars(market.asked)}"))
    outcome.method.append(
        f"Without a closing sale price the Market Price is their average: ({term(market.bid)} + {term(market.asked)}) "
        f"÷ 2 = {result(mean)} (4H(b))."
    )
    return mean


def _agreed(book: Book, market: Market, outcome: Outcome) -> Fraction:
    if market.agreed is None:
        raise Refusal("listed: none needs agreed, the value set by the board and the holders of a majority.")
    outcome.facts.append(("Market Price set by the board and the holders of a majority", dollars(market.agreed)))
    agreeing, needed = market.holders_agreeing, book.ledger.terms.agreement_at
    outcome.open_points.append(
        f"4H(c): the price is set by the board and the holders of a majority, disagreement is measured at "
        f"{percent(needed)}, and the appraiser is chosen by a majority; read: set as the ledger says."
    )
    if agreeing is not None:
        outcome.facts.append(("Part of the series that agreed", f"{percent(agreeing)}"))
        if agreeing <= HALF:
            raise Refusal(f"holders of {percent(agreeing)} agreed, which is no majority (4H(c)). Correct it, or "
                          "have an appraiser decide and leave holders_agreeing out.")  # fmt: skip
        if agreeing < needed:
            outcome.open_points.append(
                f"4H(c): holders of {percent(agreeing)} agreed: enough to set the price, and not enough to keep "
                "it from an appraiser."
            )
    return market.agreed
