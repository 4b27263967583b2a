"""Distributions, the Market Price, and dividends that the series shares in (2, 4H)."""

from fractions import Fraction

from checks.conversion.book import Book, Dividend, Outcome
from checks.conversion.chain import Distribute
from checks.conversion.events import Distribution, DividendDeclared, DividendPaid, Market
from checks.conversion.figures import counted, dollars, percent, price, result, term
from checks.conversion.refusal import Refusal

HALF = Fraction(1, 2)


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
        outcome.open_points.append(_double_benefit())
    if event.kind == "rights":
        outcome.open_points.append(
            "4E(6), 4H: rights given to all holders of common stock are named in both; the ledger writes them as a "
            "distribution: read under 4H only. Written as options with a record_date they fall under 4E."
        )
    _distribute(book, outcome, event.id, event.fair_value, _market_price(book, event, outcome))
    return outcome


def dividend_declared(book: Book, event: DividendDeclared) -> Outcome:
    """Section 2: the series receives what its shares would have received if converted."""
    outcome = Outcome("2")
    each = event.per_preferred
    if each is None and event.per_share is not None:
        as_converted = book.preference / book.running.price
        each = as_converted * event.per_share
        outcome.formula = (
            f"{term(as_converted)} × {term(event.per_share)} = {result(each)} for each share of the series"
        )
        outcome.facts.append(("Dividend on a share of common stock", dollars(event.per_share)))
        outcome.facts.append(("Shares of common stock for one share of the series", counted(as_converted)))
        outcome.open_points.append(
            "2: read as the shares of common stock into which one share of the series converts, with their fraction; a "
            "holder's whole shares (4D) can come to less by part of one share's dividend."
        )
    if each is None:
        raise Refusal("per_share is missing. Write the dividend on a share of common stock.")
    if event.on != "common":
        outcome.open_points.append(
            f"2: a dividend on {event.on} only gives holders of common stock nothing, and so, read by its words, gives "
            "the series nothing; the ledger names an amount for it, which is taken."
        )
    outcome.method.append(
        f"A dividend is declared; the series shares in it as if converted: {dollars(each)} a share (2). Until it is "
        f"paid it is part of the Liquidation Preference (3): {dollars(book.preference + each)} a share."
    )
    outcome.open_points.append(
        "2, 3: no dividend of the series accrues by time; read: only what was declared and is unpaid is 'accrued and "
        "unpaid'."
    )
    book.unpaid += each
    book.dividends[event.id] = Dividend(each, event.per_share, event.out_of)
    return outcome


def dividend_paid(book: Book, event: DividendPaid) -> Outcome:
    """The dividend leaves the Liquidation Preference; cash that is not out of earnings is a distribution (4H)."""
    dividend = book.dividends.pop(event.of, None)
    if dividend is None:
        raise Refusal(f"of: {event.of} is no dividend declared earlier and still unpaid. Name a dividend_declared.")
    book.unpaid -= dividend.per_preferred
    outcome = Outcome("2")
    outcome.method.append(
        f"On each share of the series {dollars(dividend.per_preferred)} is paid; the Liquidation Preference is "
        f"{dollars(book.preference)} a share again."
    )
    outcome.facts.append(("Paid on a share of the series", dollars(dividend.per_preferred)))
    if dividend.out_of == "earnings":
        return outcome
    if dividend.per_share is None:
        raise Refusal(f"{event.of} is not out of earnings and is a distribution (4H), but its amount on a share of "
                      "common stock is unknown. Write per_share there.")  # fmt: skip
    if event.market_price is None and event.market is None:
        raise Refusal(f"{event.of} is not out of earnings and is a distribution (4H). Write market_price or market, "
                      "the Market Price immediately before the payment date.")  # fmt: skip
    outcome.clause = "2, 4H"
    outcome.open_points.append(_double_benefit())
    value = dividend.per_share * book.running.outstanding
    _distribute(book, outcome, event.id, value, _market_price(book, event, outcome))
    return outcome


def _distribute(book: Book, outcome: Outcome, event: str, value: Fraction, market_price: Fraction) -> None:
    before = book.running
    company = before.outstanding * market_price
    if value >= company:
        raise Refusal(f"{dollars(value)} is distributed, but all common stock is worth {dollars(company)} "
                      f"({counted(before.outstanding)} shares at {dollars(market_price)}): the price would be nothing "
                      "or less (4H). Correct the value, the shares or the Market Price.")  # fmt: skip
    book.chain.add(Distribute(event, (company - value) / company))
    outcome.method.append(
        "The price is multiplied by what the distribution leaves of the common stock's market value (4H), after the "
        "payment date (4I)."
    )
    outcome.facts += [
        ("O, common stock outstanding", counted(before.outstanding)),
        ("M, Market Price", dollars(market_price)),
        ("F, fair market value of everything distributed", dollars(value)),
        ("Conversion price before", price(before.price)),
    ]
    product = f"{term(before.outstanding)} × {term(market_price)}"
    outcome.formula = (
        f"{term(before.price)} × ({product} - {term(value)}) ÷ ({product}) = {term(before.price)} × "
        f"{(company - value) / company} = {result(book.running.price)}"
    )


def _market_price(book: Book, event: Distribution | DividendPaid, outcome: Outcome) -> Fraction:
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


def _double_benefit() -> str:
    return (
        "2, 4H: cash that is not out of earnings lowers the price (4H), and the series shares in it as well (2); the "
        "text takes neither back; read: both."
    )
