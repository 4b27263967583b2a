"""Conversion into common stock: by a holder and automatic (4A, 4C, 4D, both 4L, 4M)."""

from datetime import date
from fractions import Fraction
from math import floor

from checks.conversion.book import Book, Conversion, Outcome
from checks.conversion.chain import Move
from checks.conversion.events import Authorize, Convert
from checks.conversion.figures import counted, dollars, price, result, term
from checks.conversion.refusal import Refusal

ZERO = Fraction(0)
PREFERENCE = (
    "4A, Annex A: 4A multiplies by the Liquidation Preference, the form of notice asks for the Stated Value and an "
    "'Applicable Set Price' defined nowhere; read: Liquidation Preference and Conversion Price. They differ here by "
    "unpaid dividends."
)
NO_REGISTER = (
    "4A: the holders are not in the ledger, so that the balance is what is left of the whole series. Write "
    "issued.holders, or an event register."
)
NOTHING_ISSUED = (
    "4D: {shares} of {whose} convert into less than one share of common stock: none is issued, the text pays nothing "
    "for the part, and the shares of the series are retired all the same; read: as written. See that this is meant."
)
TWO_CLAUSES = "4L: two clauses bear this number; this is the second, on automatic conversion."


def whole_shares(preferred: Fraction, preference: Fraction, conversion_price: Fraction) -> int:
    """N = floor(n × LP ÷ CP): rounded down once, for all shares converted together (4A, 4D)."""
    return floor(preferred * preference / conversion_price)


def convert(book: Book, event: Convert) -> Outcome:
    """4A: so many shares of the series into whole shares of common stock, as far as authorized."""
    if book.converted is not None:
        raise Refusal(f"the series converted automatically on {book.converted}, so that nothing is left to convert. "
                      "Remove this event.")  # fmt: skip
    if event.delivered is not None and event.delivered > event.date:
        raise Refusal(f"the Conversion Date may not lie before the day the notice was delivered, {event.delivered} "
                      "(4A). Date the conversion that day or later.")  # fmt: skip
    book.register.see_that_there_are(event.holder, event.shares, "converted")
    outcome = Outcome("4A")
    at = _price_of_the_day(book, event, outcome)
    due = whole_shares(event.shares, book.preference, at)
    available = int(book.available)
    used, common = event.shares, due
    outcome.method.append(
        f"{event.holder} converts {counted(event.shares)} shares at the conversion price in effect, {price(at)}: "
        f"{counted(Fraction(due))} whole shares of common stock, rounded down once (4A, 4D)."
    )
    outcome.facts += [
        ("Shares of the series converted", counted(event.shares)),
        ("Liquidation Preference of one share", dollars(book.preference)),
        ("Conversion price in effect", price(at)),
        ("Authorized common stock available", counted(book.available)),
    ]
    exact = result(event.shares * book.preference / at)
    outcome.formula = (
        f"⌊{term(event.shares)} × {term(book.preference)} ÷ {term(at)}⌋ = ⌊{exact}⌋ = {counted(Fraction(due))}"
    )
    if not due:
        outcome.open_points.append(NOTHING_ISSUED.format(shares=counted(event.shares), whose=event.holder))
    if due > available:
        common, used = available, available * at / book.preference
        outcome.method.append(
            f"Only {counted(Fraction(available))} authorized shares are available: the holder converts to that extent "
            "(4A)."
        )
        outcome.open_points.append(
            f"4A: where authorized shares fall short, the text does not say what becomes of the shares of the series; "
            f"read: N × CP ÷ LP = {result(used)} are used up, the rest stays. Section 8 obliges the company to help."
        )
    if book.unpaid:
        outcome.open_points.append(PREFERENCE)
    balance = book.register.retire(event.holder, used, book.moment)
    _dividends_taken_along(book, outcome, event.holder, used)
    book.chain.add(Move(event.id, Fraction(common)))
    surrendered = max(event.date, event.surrendered or event.date)
    by = book.days.after(surrendered, book.ledger.terms.certificates_within)
    outcome.conversions.append(
        Conversion(
            event.id, event.date, event.holder, used, event.shares, common,
            at, book.preference, by, balance,
        )
    )  # fmt: skip
    if not book.register.is_known:
        outcome.remarks.append(NO_REGISTER)
    whose = f"{event.holder} keeps" if book.register.is_known else "the series keeps"
    outcome.method.append(
        f"Certificates are issued and delivered by {by} (4C); {whose} {counted(balance)} shares; those converted are "
        "retired (4M)."
    )
    _other_property(book, outcome, used, common)
    return outcome


def _dividends_taken_along(book: Book, outcome: Outcome, holder: str, shares: Fraction) -> None:
    """Unpaid dividends go with what is converted (3, 4A), also where another holder was to be paid them (2)."""
    for name, dividend in book.dividends.items():
        others = dividend.convert(holder, shares)
        if others:
            whose = " and ".join(f"{counted(taken)} were {of}'s" for of, taken in others.items())
            outcome.open_points.append(
                f"2, 3, 4A: of the shares that {holder} converts {whose} on {dividend.determined}, the day of "
                f"determination of the dividend {name}, which is unpaid and part of the Liquidation Preference that "
                "converts; the text does not speak of shares passed on in between; read: the dividend goes with the "
                "shares converted, and who held them on that day is paid on so many fewer; of what a holder has, the "
                "holder's own shares of that day go first, then those that came to the holder, in that order."
            )


def _price_of_the_day(book: Book, event: Convert, outcome: Outcome) -> Fraction:
    opening, now = book.opening_price, book.running.price
    if opening == now:
        return now
    before = book.reads_before
    given = [whole_shares(event.shares, book.preference, at) for at in (opening, now)]
    outcome.open_points.append(
        f"4E, 4I: the price was adjusted on the Conversion Date itself. 4E says as of the close of business, 4I "
        f"immediately after the date: {counted(Fraction(given[0]))} shares at the price before; "
        f"{counted(Fraction(given[1]))} at the price after; read: {'before' if before else 'after'}."
    )
    return opening if before else now


def _other_property(book: Book, outcome: Outcome, used: Fraction, common: int) -> None:
    for one in book.entitlements:
        amount = one.per_preferred * (common if one.instead else used)
        outcome.method.append(
            f"{'In lieu of the common stock' if one.instead else 'Besides'} the holder receives {counted(amount)} of "
            f"{one.name} ({'4G' if one.instead else '4F, 4J'}, {one.event})."
        )


def authorize(book: Book, event: Authorize) -> Outcome:
    """A new total of authorized common stock; it may complete the conditions of automatic conversion."""
    outcome = Outcome("4A")
    outcome.method.append(
        f"{counted(event.authorized_common)} shares of common stock are authorized instead of "
        f"{counted(book.authorized)}."
    )
    outcome.facts.append(("Authorized common stock", counted(event.authorized_common)))
    book.authorized = event.authorized_common
    if book.running.outstanding + book.treasury > book.authorized:
        raise Refusal(f"{counted(book.running.outstanding + book.treasury)} shares are issued, more than would be "
                      "authorized. Correct the figure.")  # fmt: skip
    if book.reverse_split_done and book.converted is None:
        convert_automatically(book, outcome, event.id, event.date)
    return outcome


def convert_automatically(book: Book, outcome: Outcome, event: str, day: date) -> None:
    """4L: every share converts once the reverse split is effected and enough common is authorized."""
    if book.converted is not None or not book.register.total:
        return
    at, preference = book.running.price, book.preference
    holders = dict(book.register.balances) if book.register.is_known else {"": book.register.total}
    each = {holder: whole_shares(held, preference, at) for holder, held in holders.items() if held}
    needed = sum(each.values())
    outcome.open_points.append(TWO_CLAUSES)
    if needed > book.available:
        outcome.method.append(
            f"The reverse split is effected, but {counted(Fraction(needed))} shares are needed and "
            f"{counted(book.available)} authorized ones are available: no automatic conversion until enough are "
            "authorized (4L)."
        )
        return
    outcome.clause += ", 4L"
    outcome.method.append(
        f"Enough common stock is authorized: all {counted(book.register.total)} shares of the series convert "
        f"automatically (4L), at the price after the split, {price(at)}: {counted(Fraction(needed))} shares of common "
        "stock, rounded down by holder (4D). They are retired (4M)."
    )
    formula = f"{term(preference)} ÷ {term(at)} = {result(preference / at)} of common stock for each share"
    outcome.formula = f"{outcome.formula}; {formula}" if outcome.formula else formula
    outcome.open_points += [
        "4L: the text does not say at which price; read: at the price that 4F gives after the reverse split.",
        "4C: the five business days run after an optional conversion; for an automatic one the text sets no day.",
    ]
    outcome.open_points += [
        NOTHING_ISSUED.format(shares=counted(holders[holder]), whose=holder or "the series")
        for holder, common in each.items()
        if not common
    ]
    if not book.register.is_known:
        outcome.remarks.append(
            "4D: holders are not in the ledger, so that the number is rounded down once for all; rounded down by "
            "holder it can be less by one share a holder. Write issued.holders."
        )
    for holder, common in each.items():
        held = holders[holder]
        balance = book.register.retire(holder, held, book.moment)
        _dividends_taken_along(book, outcome, holder, held)
        outcome.conversions.append(
            Conversion(
                event, day, holder or None, held, held, common, at, preference, None,
                balance,
            )
        )  # fmt: skip
    book.chain.add(Move(event, Fraction(needed)))
    _other_property(book, outcome, sum(holders.values(), ZERO), needed)
    book.converted = day
