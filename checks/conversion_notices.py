"""Notices of conversion (Annex A of the Series D certificate) against the ledger of the series."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from checks.conversion.figures import counted, dollars, fraction, price
from checks.conversion.history import BeforeIssueError, Standing
from checks.figures import day as written
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.record import Record

FORM = "notice-of-conversion"
DATE = "conversion.date"
BEFORE, CONVERTED, AFTER = (
    "conversion.shares_owned_before",
    "conversion.shares_converted",
    "conversion.shares_owned_after",
)
STATED, ISSUED, APPLICABLE = "conversion.stated_value", "conversion.common_issued", "conversion.applicable_price"
NAME, SIGNATURE = "holder.name", "holder.signature"
FIGURES = (BEFORE, CONVERTED, STATED, ISSUED, APPLICABLE, AFTER)

_NO_LEDGER = "No ledger was given: name it with --ledger."
_FEWEST_PLACES = 4
"""A price written to fewer decimal places than the certificate's own is not the price rounded."""
_WORDS = {
    BEFORE: "the number of shares owned before", CONVERTED: "the number of shares to be converted",
    STATED: "their stated value", ISSUED: "the number of common shares to be issued",
    APPLICABLE: "the applicable price", AFTER: "the number of shares owned after", SIGNATURE: "the signature",
}  # fmt: skip


@rule(
    "CNV001",
    title="Shares owned before less shares converted are not the shares owned after",
    reads=(BEFORE, CONVERTED, AFTER),
    cites=("Certificate of Designations, Section 4A", "Annex A"),
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
        return not_applicable("A figure is missing: see CNV006.")
    due = Fraction(before) - Fraction(converted)
    if due == Fraction(after):
        return PASS
    return fail(
        f"{_shares(before)} owned before less {_shares(converted)} converted are {counted(due)}, but the notice says"
        f" {_shares(after)} are owned after."
    )


@rule(
    "CNV002",
    title="The stated value is not the shares converted times the stated value per share",
    reads=(CONVERTED, STATED),
    cites=("Certificate of Designations, Section 1, Series D Stated Value", "Section 3", "Annex A"),
    remedy="Please correct the stated value in the notice, and initial the correction.",
    form=FORM,
)
def stated_value_is_of_the_shares_converted(doc: Record, context: Context) -> Verdict:
    """The stated value is the number of shares converted times the stated value per share, to the cent.

    Source: Annex A asks the "Stated Value"; 4A counts with the Liquidation Preference, which is the
    stated value and unpaid dividends: an amount of that is for a person to judge.
    Units: US dollars.
    Fails: 1,000 shares at $11.1111 stated as $11,000.00.
    """
    converted, stated = doc.number(CONVERTED), doc.number(STATED)
    standing = _standing(doc, context)
    if isinstance(standing, Verdict):
        return standing
    if converted is None or stated is None:
        return not_applicable("A figure is missing: see CNV006.")
    value = Fraction(converted) * standing.position.stated_value
    if _is_to_the_cent(stated, value):
        return PASS
    preference = Fraction(converted) * standing.liquidation_preference
    said = (
        f"{_shares(converted)} × {dollars(standing.position.stated_value)} is {dollars(value)}, but the notice says"
        f" {dollars(Fraction(stated))}"
    )
    if _is_to_the_cent(stated, preference):
        return review(f"{said}, which is the Liquidation Preference, with unpaid dividends.")
    return fail(f"{said}.")


@rule(
    "CNV003",
    title="The common stock to be issued is not what the shares convert into",
    reads=(DATE, CONVERTED, ISSUED),
    cites=("Certificate of Designations, Sections 4A, 4D",),
    remedy="Please correct the number of shares of Common Stock to be issued, and initial the correction.",
    form=FORM,
)
def common_issued_is_what_converts(doc: Record, context: Context) -> Verdict:
    """The common to be issued is the shares converted times Liquidation Preference over price, rounded down once.

    Source: 4A, 4D. Where fewer authorized shares are available, 4A gives what is available.
    Units: shares; the price is an exact fraction as of the conversion date.
    Fails: 1,000 shares at $0.0033 stated as 3,366,999 or 3,367,001 common shares.
    """
    converted, issued = doc.number(CONVERTED), doc.number(ISSUED)
    standing = _standing(doc, context)
    if isinstance(standing, Verdict):
        return standing
    if converted is None or issued is None:
        return not_applicable("A figure is missing: see CNV006.")
    due = standing.common_for(Fraction(converted))
    available = int(standing.available_common)
    if Fraction(issued) == due or (due > available and Fraction(issued) == available):
        return PASS
    formula = (
        f"{_shares(converted)} × {dollars(standing.liquidation_preference)} ÷ {_price(standing)}, rounded down, is"
        f" {due:,} shares of Common Stock"
    )
    short = f" ({available:,} of them authorized and available)" if due > available else ""
    return fail(f"{formula}{short}, but the notice says {_shares(issued)}.")


@rule(
    "CNV004",
    title="The applicable price is not the conversion price in effect",
    reads=(DATE, APPLICABLE),
    cites=("Certificate of Designations, Section 4A", "Annex A, Applicable Set Price"),
    remedy="Please correct the applicable price in the notice, and initial the correction.",
    form=FORM,
)
def applicable_price_is_in_effect(doc: Record, context: Context) -> Verdict:
    """The applicable price is the conversion price in effect on the conversion date.

    Source: 4A; Annex A calls it "Applicable Set Price", which nothing defines: the Conversion Price is meant.
    Units: US dollars a share. A price whose decimals do not end may be stated rounded, to at least four places.
    Fails: $0.0033 where an issue of the month before had brought the price to 37/12000.
    """
    stated = doc.number(APPLICABLE)
    standing = _standing(doc, context)
    if isinstance(standing, Verdict):
        return standing
    if stated is None:
        return not_applicable("The price is missing: see CNV006.")
    if Fraction(stated) == standing.price or _is_rounded(stated, standing.price):
        return PASS
    return fail(
        f"The conversion price in effect on {written(standing.day)} is {_price(standing)}, but the notice says"
        f" ${stated:f}."
    )


@rule(
    "CNV005",
    title="More common stock is to be issued than is authorized and available",
    reads=(DATE, ISSUED),
    cites=("Certificate of Designations, Section 4A",),
    remedy="The company has no authorized shares for the whole conversion. Please agree with it on the number that can"
    " be converted now.",
    form=FORM,
)
def authorized_shares_suffice(doc: Record, context: Context) -> Verdict:
    """The common to be issued does not exceed the authorized shares that are available.

    Source: 4A ("only be entitled to convert ... to the extent that there are authorized shares").
    Units: shares of common stock at the opening of the conversion date.
    Fails: 3,367,000 shares to be issued where 1,000,000 are neither issued nor reserved.
    """
    issued = doc.number(ISSUED)
    standing = _standing(doc, context)
    if isinstance(standing, Verdict):
        return standing
    if issued is None:
        return not_applicable("The number of shares to be issued is missing: see CNV006.")
    if Fraction(issued) <= standing.available_common:
        return PASS
    return fail(
        f"{_shares(issued)} shares of Common Stock are to be issued, but only {counted(standing.available_common)} are"
        f" authorized and available on {written(standing.day)}."
    )


@rule(
    "CNV006",
    title="A figure or the signature is missing",
    reads=(DATE, *FIGURES, SIGNATURE),
    cites=("Certificate of Designations, Section 4A", "Annex A"),
    remedy="Please complete the notice, sign it and return it.",
    form=FORM,
)
def notice_is_complete(doc: Record, _context: Context) -> Verdict:
    """Every figure that Annex A asks for is given, and the holder has signed.

    Source: 4A, Annex A. Where only the date is missing, the Conversion Date is the day the notice is
    delivered (4A): a person must say which that was.
    Fails: an unsigned notice, a blank number of shares.
    """
    missing = [name for name in FIGURES if doc.readings[name].state in ("blank", "invalid")]
    if doc.readings[SIGNATURE].state == "blank":
        missing.append(SIGNATURE)
    if missing:
        return fail(f"Missing or no figure: {_listed(_WORDS[name] for name in missing)}.", fields=tuple(missing))
    if doc.readings[DATE].state in ("blank", "invalid"):
        return review(
            "No Conversion Date is specified: it is the date on which the notice is delivered (4A). Establish which"
            " that was.",
            fields=(DATE,),
        )
    return PASS


@rule(
    "CNV007",
    title="The conversion date lies before delivery, or the series has converted already",
    reads=(DATE, CONVERTED, NAME),
    cites=("Certificate of Designations, Section 4A", "the second Section 4L"),
    remedy="Please confirm the date on which the notice was delivered by facsimile.",
    form=FORM,
)
def conversion_is_still_open(doc: Record, context: Context) -> Verdict:
    """The conversion date is not before the notice was delivered, and the series has not converted automatically.

    Source: 4A ("which date may not be prior to the date the Holder delivers such Notice"); second 4L.
    When a notice was delivered the ledger says, in the conversion that the notice brought about.
    """
    standing = _standing(doc, context)
    if isinstance(standing, Verdict):
        return standing
    converted_on = standing.converted_automatically
    if converted_on is not None:
        return review(f"The series converted automatically into Common Stock on {written(converted_on)}.")
    delivered = _delivered(doc, context, standing.day)
    if delivered is not None and standing.day < delivered:
        return review(
            f"The Conversion Date is {written(standing.day)}, but the notice was delivered on {written(delivered)}.",
            fields=(DATE,),
        )
    return PASS


@rule(
    "CNV008",
    title="The register shows another number of shares for the holder",
    reads=(DATE, BEFORE, NAME),
    cites=("Certificate of Designations, Section 4A", "Section 4D"),
    remedy="Please tell us on which certificates the number of shares owned before the conversion stands.",
    form=FORM,
)
def holder_owns_what_the_notice_says(doc: Record, context: Context) -> Verdict:
    """The shares owned before the conversion are those of the holder in the ledger's register.

    Source: 4A (the Notice states the shares owned prior to the conversion). Holders are compared by the
    name that the ledger has for them.
    """
    standing = _standing(doc, context)
    if isinstance(standing, Verdict):
        return standing
    before, name = doc.number(BEFORE), doc.text(NAME)
    balance = _balance(standing, name) if name else None
    if before is None or balance is None:
        return not_applicable("The ledger has no holder of this name, or the number is missing.")
    if Fraction(before) == balance:
        return PASS
    return review(
        f"The notice says that {name} owned {_shares(before)} shares before the conversion; the ledger shows"
        f" {counted(balance)} on {written(standing.day)}."
    )


def _standing(doc: Record, context: Context) -> Standing | Verdict:
    """How the series stood at the opening of the conversion date; else why that is not known.

    A rule that does not read the date is judged as of the check.
    """
    if context.history is None:
        return not_applicable(_NO_LEDGER, rests_on=())
    day = doc.day(DATE) if DATE in doc.readings else context.as_of
    if day is None:
        return not_applicable("There is no Conversion Date: see CNV006.")
    try:
        return context.history.on(day)
    except BeforeIssueError:
        issued = context.history.ledger.issued.date
        return fail(f"The Conversion Date, {written(day)}, lies before the series was issued on {written(issued)}.")


def _delivered(doc: Record, context: Context, day: date) -> date | None:
    """When the notice was delivered, by the ledger's conversion of that day and number of shares."""
    converted, name = doc.number(CONVERTED), _plain(doc.text(NAME))
    for event in context.history.ledger.events if context.history else ():
        if (
            event.event == "convert"
            and event.date == day
            and converted is not None
            and event.shares == Fraction(converted)
            and (not name or not event.holder or _plain(event.holder) == name)
        ):
            return event.delivered
    return None


def _balance(standing: Standing, name: str) -> Fraction | None:
    return next((shares for holder, shares in standing.balances.items() if _plain(holder) == _plain(name)), None)


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _is_to_the_cent(stated: Decimal, due: Fraction) -> bool:
    """Whether an amount is the amount due, exactly or to the nearest cent."""
    return Fraction(stated) == due or abs(Fraction(stated) - due) * 200 <= 1


def _is_rounded(stated: Decimal, exact: Fraction) -> bool:
    """Whether a price is the exact one rounded to the places it is written with: only where its decimals never end."""
    denominator = exact.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    places = -int(stated.as_tuple().exponent)
    if denominator == 1 or places < _FEWEST_PLACES:
        return False
    with localcontext(prec=places + 40):
        rounded = (Decimal(exact.numerator) / exact.denominator).quantize(stated, ROUND_HALF_UP)
    return rounded == stated


def _shares(number: Decimal) -> str:
    return counted(Fraction(number))


def _price(standing: Standing) -> str:
    """A price as decimal, and as fraction where its decimals do not end."""
    return f"{price(standing.price)} ({fraction(standing.price)})"


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
