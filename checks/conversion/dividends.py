"""Dividends that the series shares in (2): as if converted on the day that determines who is entitled."""

from fractions import Fraction

from checks.conversion.book import Book, Outcome
from checks.conversion.declared import Dividend
from checks.conversion.distributions import DOUBLE_BENEFIT, distribute, market_price
from checks.conversion.events import DividendDeclared, DividendPaid
from checks.conversion.figures import counted, dollars, price, result, term
from checks.conversion.refusal import Refusal

ZERO = Fraction(0)
DETERMINED = (
    "2: the dividend is counted as if the shares had been converted on the date of determination of the holders of "
    "common stock entitled; the text does not say which holders of the series are paid, and does not speak of those "
    "who convert in between; read: the holders of that date, for the shares that nobody has converted since."
)
NO_RECORD_DATE = (
    "2: who shares in the dividend, and at which conversion price, turns on the date of determination of the holders "
    "of common stock entitled, which the ledger does not name; read: the day of the declaration. Write record_date."
)
NOTHING_ACCRUES = (
    "2, 3: no dividend of the series accrues by time; read: only what was declared, from the day that determines who "
    "is entitled, and is unpaid is 'accrued and unpaid'."
)


def dividend_declared(book: Book, event: DividendDeclared) -> Outcome:
    """Section 2: the series receives what its shares would have received if converted on the record date."""
    outcome = Outcome("2")
    each = event.per_preferred
    if each is None and event.per_share is not None:
        at = _price_of_the_day(book, outcome)
        as_converted = book.preference / at
        each = as_converted * event.per_share
        outcome.formula = (
            f"{term(as_converted)} × {term(event.per_share)} = {result(each)} for each share of the series"
        )
        outcome.facts.append(("Dividend on a share of common stock", dollars(event.per_share)))
        outcome.facts.append((f"Conversion price on {book.day}", price(at)))
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
    unpaid = book.unpaid + each
    _tell_the_day(event, outcome)
    outcome.method.append(
        f"A dividend is declared; the series shares in it as if converted on {book.day}: {dollars(each)} a share (2). "
        f"Until it is paid it is part of the Liquidation Preference (3): {dollars(book.stated_value + unpaid)} a share."
    )
    outcome.open_points.append(NOTHING_ACCRUES)
    register = book.register
    holders = {holder: held for holder, held in register.balances.items() if held} if register.is_known else {}
    outcome.facts += [(holder, f"{counted(held)} shares, {dollars(held * each)}") for holder, held in holders.items()]
    book.dividends[event.id] = Dividend(
        each,
        event.per_share,
        event.out_of,
        book.day,
        book.running.outstanding,
        register.total,
        holders,
        {holder: {holder: held} for holder, held in holders.items()},
    )
    book.unpaid = unpaid
    return outcome


def _price_of_the_day(book: Book, outcome: Outcome) -> Fraction:
    opening, now = book.opening_price, book.running.price
    if opening == now:
        return now
    outcome.open_points.append(
        f"2, 4E, 4I: the price was adjusted on the date of determination itself, from {price(opening)} to {price(now)}:"
        f" 4E says as of the close of business, 4I immediately after the date; read: "
        f"{'before' if book.reads_before else 'after'}."
    )
    return opening if book.reads_before else now


def _tell_the_day(event: DividendDeclared, outcome: Outcome) -> None:
    if event.record_date is None:
        outcome.open_points.append(NO_RECORD_DATE)
        return
    outcome.facts.append(("Declared", str(event.date)))
    outcome.facts.append(("Date of determination of the holders entitled", str(event.record_date)))
    outcome.open_points.append(DETERMINED)
    if event.record_date < event.date:
        outcome.remarks.append(
            f"2: the record date, {event.record_date}, lies before the declaration; counted on the day of the "
            "declaration. Look at the dates again."
        )


def dividend_paid(book: Book, event: DividendPaid) -> Outcome:
    """The dividend leaves the Liquidation Preference; cash that is not out of earnings is a distribution (4H)."""
    dividend = book.dividends.pop(event.of, None)
    if dividend is None:
        raise Refusal(_not_there(book, event))
    book.unpaid = book.unpaid - dividend.per_preferred if book.dividends else ZERO
    outcome = Outcome("2")
    outcome.method.append(
        f"On each share of the series that shares in it {dollars(dividend.per_preferred)} is paid, on "
        f"{counted(dividend.shares)} shares {dollars(dividend.shares * dividend.per_preferred)}; the Liquidation "
        f"Preference is {dollars(book.preference)} a share again."
    )
    outcome.facts.append(("Paid on a share of the series", dollars(dividend.per_preferred)))
    outcome.facts += [
        (holder, f"{counted(held)} shares, {dollars(held * dividend.per_preferred)}")
        for holder, held in dividend.holders.items()
        if held
    ]
    _changed_since(book, dividend, outcome)
    if dividend.out_of == "earnings":
        return outcome
    if dividend.per_share is None:
        raise Refusal(f"{event.of} is not out of earnings and is a distribution (4H), but its amount on a share of "
                      "common stock is unknown. Write per_share there.")  # fmt: skip
    if event.market_price is None and event.market is None:
        raise Refusal(f"{event.of} is not out of earnings and is a distribution (4H). Write market_price or market, "
                      "the Market Price immediately before the payment date.")  # fmt: skip
    outcome.clause = "2, 4H"
    outcome.open_points.append(DOUBLE_BENEFIT)
    if dividend.common != book.running.outstanding:
        outcome.open_points.append(
            f"4H: the dividend goes to the {counted(dividend.common)} shares of common stock outstanding on "
            f"{dividend.determined}, and O is counted at the payment date; read: F by the former, O by the latter."
        )
    value = dividend.per_share * dividend.common
    distribute(book, outcome, event.id, value, market_price(book, event, outcome))
    return outcome


def _not_there(book: Book, event: DividendPaid) -> str:
    later = next((one for one in book.ledger.events if isinstance(one, DividendDeclared) and one.id == event.of), None)
    if later is not None and later.record_date is not None and later.effective > book.day:
        return (
            f"of: {event.of} counts from its record date, {later.record_date}, which lies after this payment. Correct "
            "the dates."
        )
    return f"of: {event.of} is no dividend declared earlier and still unpaid. Name a dividend_declared."


def _changed_since(book: Book, dividend: Dividend, outcome: Outcome) -> None:
    """What became of the series between the day of determination and the payment, where that bears on who is paid."""
    now = book.register.balances if dividend.holders else {}
    names = {*dividend.holders, *now}
    moved = any(now.get(name, ZERO) != dividend.holders.get(name, ZERO) for name in names)
    if dividend.shares == book.register.total and not moved:
        return
    outcome.open_points.append(
        f"2, 3: {counted(book.register.total)} shares of the series are outstanding, and {counted(dividend.shares)} "
        f"share in the dividend of {dividend.determined}: the text does not speak of shares that were issued or passed "
        "on since; read: whoever held them on that day is paid, but for those converted since, by whomever. The "
        "Liquidation Preference counted the dividend on every share until now."
    )
