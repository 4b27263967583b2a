"""Splits, dividends in common stock, reclassifications, reorganizations, mergers (4F, 4G, 4J)."""

from fractions import Fraction
from math import floor

from checks.conversion.book import Book, Entitlement, Outcome
from checks.conversion.chain import Cap, Move, Scale
from checks.conversion.conversions import convert_automatically
from checks.conversion.events import (
    Merger,
    Reclassification,
    Reorganization,
    Split,
    StockDividend,
)
from checks.conversion.figures import counted, dollars, fraction, plain, price, result, term
from checks.conversion.refusal import Refusal

ONCE = (
    "4F, Excluded Stock (D): a dividend or split on common stock could be taken as an issue for nothing as well; read: "
    "4F only, since Excluded Stock (D) leaves out what 4F adjusts."
)
PAYMENT_DATE = (
    "4E(6), 4I: a dividend on common stock in common stock is dated by its payment date (4I), since it adjusts under "
    "4F; 4E(6) dates by the record date for 4E only."
)
NO_FRACTIONS = (
    "4F: fractions of shares that holders of common stock would have are kept as fractions; the text does not say how "
    "they are settled."
)


def split(book: Book, event: Split) -> Outcome:
    """4F: subdivided or combined, so that conversion gives what conversion before would have become."""
    outcome = Outcome("4F")
    old, new = event.ratio.denominator, event.ratio.numerator
    what = (
        f"Each share of common stock becomes {new:,}"
        if old == 1
        else f"Every {old:,} shares of common stock become {new:,}"
    )
    outcome.method.append(
        f"{what}: the price is adjusted so that a holder receives what conversion immediately before would have "
        "become (4F)."
    )
    _scale(book, outcome, event.id, event.ratio)
    ratio = book.ledger.terms.automatic_conversion
    book.combined *= min(event.ratio, Fraction(1))
    if ratio is not None and event.ratio == ratio:
        book.reverse_split_done = True
        convert_automatically(book, outcome, event.id, event.date)
    elif ratio is not None and event.ratio < 1 and book.combined <= ratio and not book.reverse_split_done:
        outcome.open_points.append(
            f"4L: the series converts automatically upon 'a reverse stock split' of {ratio.denominator:,} shares into "
            f"{ratio.numerator:,}; this one is of another ratio, and all reverse splits together come to "
            f"{fraction(book.combined) or term(book.combined)}; read: one split of that very ratio, so that nothing "
            "converts automatically."
        )
    return outcome


def stock_dividend(book: Book, event: StockDividend) -> Outcome:
    """4F: a dividend in common stock on common stock."""
    outcome = Outcome("4F")
    outcome.method.append(
        f"{plain_ratio(event.ratio)} new shares are paid on each share of common stock: the price is adjusted as for a "
        "subdivision (4F), after the payment date (4I)."
    )
    outcome.open_points.append(ONCE)
    if event.record_date is not None and event.record_date != event.date:
        outcome.open_points.append(PAYMENT_DATE)
    _scale(book, outcome, event.id, 1 + event.ratio)
    return outcome


def reclassification(book: Book, event: Reclassification) -> Outcome:
    """4F and 4J: other stock in place of common stock, and perhaps more beside it."""
    outcome = Outcome("4F")
    outcome.method.append(
        f"Each share of common stock becomes {plain_ratio(event.ratio)} of {event.into}, which is Common Stock from "
        "now on by its definition (1, 4F)."
    )
    if event.other_stock is not None:
        other = event.other_stock
        each = book.preference / book.running.price * other.per_share
        book.entitlements.append(Entitlement(event.id, other.name, each, instead=False))
        outcome.clause = "4F, 4J"
        outcome.method.append(
            f"Beside it each share receives {counted(other.per_share)} of {other.name}: on conversion a share of the "
            f"series receives {counted(each)} of it (4F)."
        )
        outcome.open_points.append(
            "4J: the number of such other shares is to be adjusted 'as nearly equivalent as practicable'; later events "
            "of that other stock are not in this ledger and must be added by hand."
        )
    _scale(book, outcome, event.id, event.ratio)
    return outcome


def reorganization(book: Book, event: Reorganization) -> Outcome:
    """4G: the right to what the common stock receives; the price no higher than the value in the terms."""
    outcome = Outcome("4G")
    book.entitlements.append(Entitlement(event.id, event.receives, event.per_share, instead=True))
    outcome.method.append(
        f"Each share of common stock receives {counted(event.per_share)} of {event.receives} instead: a holder who "
        "converts from now on receives that in lieu of each share of common stock (4G)."
    )
    outcome.facts.append((f"{event.receives} for each share", counted(event.per_share)))
    if event.value_per_share is not None:
        _cap(book, outcome, event.id, event.value_per_share)
    outcome.open_points.append(
        "4G: the text calls for 'lawful and adequate provision'; the papers of the reorganization must make it. Shares "
        "of common stock named from here on stand for what each of them receives."
    )
    return outcome


def merger(book: Book, event: Merger) -> Outcome:
    """4G: the value in the terms first, then the exchange ratio as a subdivision or combination."""
    outcome, was = Outcome("4G"), book.running.price
    outcome.method.append(
        f"{plain_ratio(event.exchange_ratio)} shares of the survivor are issuable for each share of common stock: the "
        "price is adjusted as though there were a subdivision or combination (4G)."
    )
    if event.value_per_share is not None:
        _cap(book, outcome, event.id, event.value_per_share)
        outcome.open_points.append(
            "4G: the value is compared, a share of the company before the merger, before the exchange ratio is applied."
        )
    _scale(book, outcome, event.id, event.exchange_ratio, was=was)
    if event.survivor_outstanding is not None:
        more = event.survivor_outstanding - book.running.outstanding
        if more < 0:
            raise Refusal(f"survivor_outstanding is less than the {counted(book.running.outstanding)} shares that the "
                          "company's own holders receive. Correct it.")  # fmt: skip
        book.chain.add(Move(event.id, more))
        outcome.facts.append(("Outstanding common stock of the survivor", counted(event.survivor_outstanding)))
    else:
        outcome.remarks.append(
            "4G: outstanding common stock is what the company's own holders receive; the survivor's other shares are "
            "not in the ledger. Where they are known, write survivor_outstanding."
        )
    return outcome


def _cap(book: Book, outcome: Outcome, event: str, value: Fraction) -> None:
    before = book.running.price
    book.chain.add(Cap(event, value))
    outcome.facts.append(("Value of a share of common stock in the terms", dollars(value)))
    if value < before:
        outcome.method.append(
            f"The terms value a share of common stock at {dollars(value)}, less than the conversion price of "
            f"{price(before)}: the price becomes that value (4G)."
        )
        outcome.formula = f"min({term(before)}, {term(value)}) = {result(book.running.price)}"
    else:
        outcome.method.append(
            f"The terms value a share of common stock at {dollars(value)}, not less than the conversion price of "
            f"{price(before)}: no adjustment for it (4G)."
        )


def _scale(book: Book, outcome: Outcome, event: str, ratio: Fraction, *, was: Fraction | None = None) -> None:
    """Shares after for each share before; `was` is the price before the event where the event changed it already."""
    before = book.running
    # The price of the morning is counted in shares of now as well: whichever price of the day a conversion meets, it
    # gives what the shares before would have become (4F).
    book.opening_price = book.opening_price / ratio
    book.chain.add(Scale(event, ratio))
    now = book.running
    book.treasury *= ratio
    outcome.facts += [
        ("Conversion price before", price(before.price if was is None else was)),
        ("Shares after for each share before", plain_ratio(ratio)),
        ("Common stock outstanding before", counted(before.outstanding)),
        ("Common stock outstanding after", counted(now.outstanding)),
    ]
    formula = f"{term(before.price)} ÷ {term(ratio)} = {result(now.price)}"
    outcome.formula = f"{outcome.formula}; {formula}" if outcome.formula else formula
    book.deemed_were_scaled = book.deemed_were_scaled or bool(before.deemed)
    if now.outstanding != floor(now.outstanding) and before.outstanding == floor(before.outstanding):
        outcome.open_points.append(NO_FRACTIONS)


def plain_ratio(ratio: Fraction) -> str:
    """A ratio as a sentence writes it: "2", "1/10000", "1.05"."""
    return plain(ratio) if ratio.denominator == 1 or ratio > 1 else str(ratio)
