"""Notices of conversion (Annex A of the Series D certificate): their figures, against the ledger of the series."""

from decimal import Decimal
from fractions import Fraction
from itertools import product as product_of

from checks.conversion.conversions import whole_shares
from checks.conversion.figures import counted, dollars, is_shown_exactly, price
from checks.conversion_prices import figures_it_is_rounded_to
from checks.figures import day as written
from checks.figures import is_whole, product
from checks.notice_common_stock import of_another_standing, with_other_property
from checks.notice_same_day import adjusted_that_day, either, no_order
from checks.notice_standing import (
    AFTER,
    APPLICABLE,
    BEFORE,
    CERTIFICATE,
    CONVERTED,
    DATE,
    FORM,
    ISSUED,
    NAME,
    SIGNATURE,
    STATED,
    met,
    missing,
    names_of,
)
from checks.parties import listed
from checks.rule import PASS, Context, Verdict, fail, review, rule
from extractors.record import Record

FIGURES = (BEFORE, CONVERTED, STATED, ISSUED, APPLICABLE, AFTER)

_ENOUGH_FIGURES = 4
"""A price that goes on may be stated rounded to so many significant figures, or more."""
_FEWEST_FIGURES = 2
_WORDS = {
    BEFORE: "the number of shares owned before", CONVERTED: "the number of shares to be converted",
    STATED: "their stated value", ISSUED: "the number of common shares to be issued",
    APPLICABLE: "the applicable price", AFTER: "the number of shares owned after", SIGNATURE: "the signature",
}  # fmt: skip


@rule(
    "CNV001",
    title="Shares owned before less shares converted are not the shares owned after",
    reads=(BEFORE, CONVERTED, AFTER),
    cites=(f"{CERTIFICATE}, Section 4A", "Annex A"),
    remedy="Please tell us which of the three numbers is wrong, correct it in the notice, and initial the correction.",
    form=FORM,
)
def shares_add_up(doc: Record, _context: Context) -> Verdict:
    """The shares owned before the conversion less those converted are those owned after it.

    Source: 4A (each Notice states all three); 4D (a new certificate for what is not converted).
    Units: shares of the series, exact decimals.
    Fails: 1,000 owned, 400 converted, 700 owned after. Leaves a missing figure to CNV006.
    """
    before, converted, after = (doc.number(name) for name in (BEFORE, CONVERTED, AFTER))
    if before is None or converted is None or after is None:
        return missing(*(name for name in (BEFORE, CONVERTED, AFTER) if doc.number(name) is None))
    due = Fraction(before) - Fraction(converted)
    if due < 0:
        return fail(f"{_shares(converted)} shares are to be converted, but only {_shares(before)} were owned before.")
    if due == Fraction(after):
        return PASS
    return fail(
        f"{_shares(before)} owned before less {_shares(converted)} converted are {counted(due)}, but the notice says"
        f" {_shares(after)} are owned after."
    )


@rule(
    "CNV002",
    title="The stated value is not the shares converted times the stated value per share",
    reads=(DATE, CONVERTED, STATED),
    cites=(f"{CERTIFICATE}, Section 1, Series D Stated Value", f"{CERTIFICATE}, Section 3", "Annex A"),
    remedy="Please correct the stated value in the notice, and initial the correction.",
    form=FORM,
)
def stated_value_is_of_the_shares_converted(doc: Record, context: Context) -> Verdict:
    """The stated value is the number of shares converted times the stated value per share, to the cent.

    Source: Annex A asks the "Stated Value"; 4A counts with the Liquidation Preference, which is the
    stated value and unpaid dividends: an amount of that is for a person to judge. Splits of the series
    change the stated value per share (1), so that it is looked up on the Conversion Date.
    Units: US dollars.
    Fails: 1,000 shares at $11.1111 stated as $11,000.00.
    """
    converted, stated = doc.number(CONVERTED), doc.number(STATED)
    found = met(doc, context)
    if isinstance(found, Verdict):
        return found
    if converted is None or stated is None:
        return missing(*(name for name in (CONVERTED, STATED) if doc.number(name) is None))
    shares, values = Fraction(converted), found.stated_values
    matching = [of_one for of_one in values if _is_to_the_cent(stated, shares * of_one)]
    if matching and len({shares * of_one for of_one in values}) == 1:
        return PASS
    if matching:
        others = either(dollars(shares * of_one) for of_one in values if of_one not in matching)
        return review(
            f"The notice says {dollars(Fraction(stated))}, which is {counted(shares)} × {dollars(matching[0])}; by the"
            f" stated value at another time of {written(found.day)} it is {others}. {no_order(found)}"
        )
    said = (
        f"{_shares(converted)} × {either(map(dollars, values))} is"
        f" {either(dollars(shares * of_one) for of_one in values)}, but the notice says {dollars(Fraction(stated))}"
    )
    for position in found.positions:
        if _is_to_the_cent(stated, shares * position.liquidation_preference):
            return review(
                f"{said}, which is the Liquidation Preference: it counts the unpaid dividends of"
                f" {dollars(position.unpaid_dividends)} a share."
            )
    if Fraction(stated) in values:
        said += ", the stated value of one share"
    return fail(f"{said}.")


@rule(
    "CNV003",
    title="The common stock to be issued is not what the shares convert into",
    reads=(DATE, CONVERTED, ISSUED),
    cites=(f"{CERTIFICATE}, Section 4A", f"{CERTIFICATE}, Section 4D"),
    remedy="Please correct the number of shares of Common Stock to be issued, and initial the correction.",
    form=FORM,
)
def common_issued_is_what_converts(doc: Record, context: Context) -> Verdict:
    """The common to be issued is the shares converted times Liquidation Preference over price, rounded down once.

    Source: 4A, 4D. 4A speaks of the price in effect when the shares are surrendered: read as the
    Conversion Date. Where fewer authorized shares are available 4A gives those, and leaves open what
    becomes of the rest of the series' shares; where the price was adjusted on the very day, 4E and 4I
    leave open which price it is; other property beside or instead of common stock (4F, 4G) has no line
    in Annex A. Each of these is for a person to decide.
    Units: shares; the price is an exact fraction.
    Fails: 1,000 shares at $0.0033 stated as 3,366,999 or 3,367,001 common shares.
    """
    converted, issued = doc.number(CONVERTED), doc.number(ISSUED)
    found = met(doc, context)
    if isinstance(found, Verdict):
        return found
    if converted is None or issued is None:
        return missing(*(name for name in (CONVERTED, ISSUED) if doc.number(name) is None))
    shares = Fraction(converted)
    dues: dict[int, str] = {}
    for preference, at in product_of(found.preferences, found.prices_in_effect):
        dues.setdefault(
            whole_shares(shares, preference, at), f"{counted(shares)} × {dollars(preference)} ÷ {price(at)}"
        )
    due, formula = next(iter(dues.items()))
    if Fraction(issued) == due == 0 < shares and len(dues) == 1:
        return review(
            f"{formula} is less than one share of Common Stock: none is issued, and nothing is paid for the part (4D)."
            " See that the holder means this.",
        )
    if Fraction(issued) == due and len(dues) == 1:
        return with_other_property(found, due)
    return of_another_standing(found, shares, Fraction(issued), dues)


@rule(
    "CNV004",
    title="The applicable price is not the conversion price in effect",
    reads=(DATE, APPLICABLE),
    cites=(f"{CERTIFICATE}, Section 4A", "Annex A, Applicable Set Price"),
    remedy="Please correct the applicable price in the notice, and initial the correction.",
    form=FORM,
)
def applicable_price_is_in_effect(doc: Record, context: Context) -> Verdict:
    """The applicable price is the conversion price in effect on the conversion date.

    Source: 4A; Annex A calls it "Applicable Set Price", which nothing defines: the Conversion Price is meant.
    Units: US dollars a share. The certificate rounds no price. One that twelve decimal places do not hold
    may be stated rounded, or cut off, to four significant figures or more; any other rounding is for a
    person to judge.
    Fails: $0.0033 where an issue of the month before had brought the price to 37/12000.
    """
    stated = doc.number(APPLICABLE)
    found = met(doc, context)
    if isinstance(found, Verdict):
        return found
    if stated is None:
        return missing(APPLICABLE)
    at, several = found.prices_in_effect[0], len(found.prices_in_effect) > 1
    said = f"The conversion price in effect on {written(found.day)} is {price(at)}, but the notice says ${stated:f}"
    if any(_states(stated, one) for one in found.prices_in_effect):
        if not several:
            return PASS
        in_turn = listed([price(one) for one in found.prices])
        return review(
            f"The notice says ${stated:f}. On {written(found.day)} the conversion price was {in_turn} in turn."
            f" {no_order(found)}"
        )
    rounded_to = max(figures_it_is_rounded_to(stated, one) for one in found.prices_in_effect)
    if rounded_to >= _FEWEST_FIGURES:
        return review(
            f"{said}, which is that price rounded to {rounded_to} significant figures. The certificate rounds no price."
        )
    if any(
        Fraction(stated) == other or figures_it_is_rounded_to(stated, other) >= _ENOUGH_FIGURES
        for other in found.prices
    ):
        return review(f"{said}. {adjusted_that_day(found)}")
    return fail(f"{said}.")


@rule(
    "CNV005",
    title="More common stock is to be issued than is authorized and available",
    reads=(DATE, ISSUED, NAME),
    cites=(
        f"{CERTIFICATE}, Section 4A",
        f"{CERTIFICATE}, second Section 4L, paragraph (2)",
        f"{CERTIFICATE}, Section 8",
    ),
    remedy="The company has no authorized shares for the whole conversion. Please agree with it on the number that can"
    " be converted now.",
    form=FORM,
)
def authorized_shares_suffice(doc: Record, context: Context) -> Verdict:
    """The common to be issued does not exceed the authorized shares that are available.

    Source: 4A ("only be entitled to convert ... to the extent that there are authorized shares"). The
    company has duties of its own to reserve shares and to help (the second 4L, 8).
    Where events of the day itself change what is available, their order is for a person to establish; the
    notice's own conversion, where the ledger records it, takes nothing from it.
    Units: shares of common stock, authorized and not issued on the conversion date.
    Fails: 3,367,000 shares to be issued where 1,000,000 of those authorized are not issued yet.
    """
    issued = doc.number(ISSUED)
    found = met(doc, context)
    if isinstance(found, Verdict):
        return found
    if issued is None:
        return missing(ISSUED)
    asked = Fraction(issued)
    there = found.available_common(asked)
    if asked <= min(there):
        return Verdict("pass", rests_on=(DATE, ISSUED))
    if asked <= min(found.available_common(asked, names_of(doc))):
        return PASS
    said = f"{_shares(issued)} shares of Common Stock are to be issued, but only"
    if asked <= max(there):
        return review(
            f"{said} {counted(min(there))} are authorized and available at one time of {written(found.day)},"
            f" {counted(max(there))} at another. {no_order(found)}",
            fields=(DATE, ISSUED),
        )
    when = f"at the opening of {written(found.day)}"
    if max(there) > there[0]:
        when = f"at any time of {written(found.day)}"
    return fail(f"{said} {counted(max(there))} are authorized and available {when}.", fields=(DATE, ISSUED))


@rule(
    "CNV006",
    title="A figure or the signature is missing",
    reads=(DATE, *FIGURES, NAME, SIGNATURE),
    cites=(f"{CERTIFICATE}, Section 4A", "Annex A"),
    remedy="Please complete the notice, sign it and return it.",
    form=FORM,
)
def notice_is_complete(doc: Record, _context: Context) -> Verdict:
    """Every figure that Annex A asks for is given, and the holder has signed.

    Source: 4A, Annex A ("to be executed by the Registered Holder"). Where only the date is missing, the
    Conversion Date is the day the notice is delivered (4A): a person must say which that was. So must
    one say whose notice it is where no name is given.
    Fails: an unsigned notice, a blank number of shares, none to be converted.
    """
    missed = [name for name in (*FIGURES, SIGNATURE) if doc.readings[name].state == "blank"]
    wrong = [name for name in FIGURES if name not in missed and _is_no_figure(doc, name)]
    to_establish = [name for name in (DATE, NAME) if doc.readings[name].state in ("blank", "invalid")]
    if doc.signs_for and NAME in to_establish:
        to_establish.remove(NAME)
    sentences = []
    if missed:
        sentences.append(f"Missing: {listed([_WORDS[name] for name in missed])}.")
    if wrong:
        sentences.append(f"No figure that can be: {listed([_quoted(doc, name) for name in wrong])}.")
    if DATE in to_establish:
        sentences.append(_on_the_date(doc))
    if NAME in to_establish:
        sentences.append("No name of the holder is given: establish whose notice it is.")
    message, named = " ".join(sentences), (*missed, *wrong, *to_establish)
    if missed or wrong:
        return fail(message, fields=named)
    return review(message, fields=named) if named else PASS


def _on_the_date(doc: Record) -> str:
    reading = doc.readings[DATE]
    opening = "No Conversion Date is specified"
    if reading.state == "invalid":
        opening = f'The Conversion Date reads "{_raw(doc, DATE)}", which is no date. Where none is specified'
        return f"{opening}, it is the date on which the notice is delivered (4A). Establish which was meant."
    return f"{opening}: it is the date on which the notice is delivered (4A). Establish which that was."


def _is_no_figure(doc: Record, name: str) -> bool:
    """Whether it can be no figure of a notice: no number, a negative one, nothing to convert, no price."""
    figure = doc.number(name)
    if figure is None:
        return doc.readings[name].state == "invalid"
    return figure < 0 or (figure == 0 and name in (CONVERTED, APPLICABLE))


def _quoted(doc: Record, name: str) -> str:
    figure = doc.number(name)
    return f'{_WORDS[name]} ("{_raw(doc, name) if figure is None else _shares(figure)}")'


def _raw(doc: Record, name: str) -> str:
    return " ".join((doc.readings[name].raw or "").split())


def _states(stated: Decimal, exact: Fraction) -> bool:
    """Whether a stated price is the price; or, where its decimals do not end soon, rounded to enough figures."""
    enough = figures_it_is_rounded_to(stated, exact) >= _ENOUGH_FIGURES
    return Fraction(stated) == exact or (enough and not is_shown_exactly(exact))


def _is_to_the_cent(stated: Decimal, due: Fraction) -> bool:
    """Whether an amount is the amount due, exactly; or, in whole cents, to the nearest cent."""
    if Fraction(stated) == due:
        return True
    return is_whole(product(stated, Decimal(100))) and abs(Fraction(stated) - due) * 200 <= 1


def _shares(number: Decimal) -> str:
    return counted(Fraction(number))
