"""Notices of conversion against the days and the register of the ledger: delivery, automatic conversion, balances."""

from datetime import date
from fractions import Fraction

from checks.conversion.events import Convert
from checks.conversion.figures import counted
from checks.conversion.history import ConversionHistory
from checks.figures import day as written
from checks.notice_standing import (
    BEFORE,
    CERTIFICATE,
    CONVERTED,
    DATE,
    FORM,
    NAME,
    conversions,
    holder_named,
    is_named,
    met,
    missing,
    names_of,
)
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.record import Record


@rule(
    "CNV007",
    title="The conversion date lies before delivery, or the series has converted already",
    reads=(DATE, CONVERTED, NAME),
    cites=(f"{CERTIFICATE}, Section 4A", f"{CERTIFICATE}, second Section 4L"),
    remedy="Please confirm the date on which the notice was delivered by facsimile.",
    form=FORM,
)
def conversion_is_open_on_its_date(doc: Record, context: Context) -> Verdict:
    """The conversion date is not before the notice was delivered, and the series has not converted automatically.

    Source: 4A ("which date may not be prior to the date the Holder delivers such Notice"); second 4L.
    When a notice was delivered is known where the ledger says so (`delivered`) of the conversion that it
    brought about: so many shares, by that holder. Without that, only the rest is judged.
    Fails: a conversion date before the series was issued.
    """
    history, day = context.history, doc.day(DATE)
    if history is not None and day is not None and day < history.ledger.issued.date:
        return fail(
            f"The Conversion Date, {written(day)}, lies before the series was issued on"
            f" {written(history.ledger.issued.date)}.",
            fields=(DATE,),
            remedy="Please correct the date in the notice, and initial the correction.",
        )
    found = met(doc, context)
    if isinstance(found, Verdict):
        return found
    converted_on = found.converted_automatically
    if converted_on is not None:
        return review(
            f"The series converted automatically into Common Stock on {written(converted_on)}; the Conversion Date is"
            f" {written(found.day)}.",
            fields=(DATE,),
            remedy="The shares have been converted already. Please surrender their certificates.",
        )
    late = _delivered_later(doc, found.history, found.day)
    if late is not None and late.delivered is not None:
        return review(
            f"The Conversion Date is {written(found.day)}, but the notice was delivered on {written(late.delivered)}"
            f" (ledger, {late.id}).",
            fields=(DATE,),
        )
    return PASS


@rule(
    "CNV008",
    title="The register shows another number of shares for the holder",
    reads=(DATE, BEFORE, NAME),
    cites=(f"{CERTIFICATE}, Section 4A", f"{CERTIFICATE}, Section 4D", "Annex A"),
    remedy="Please tell us on which certificates the number of shares owned before the conversion stands.",
    form=FORM,
)
def holder_owns_what_the_notice_says(doc: Record, context: Context) -> Verdict:
    """The shares owned before the conversion are those of the holder in the ledger's register.

    Source: 4A (the Notice states the shares owned prior to the conversion); Annex A ("to be executed by the
    Registered Holder"). Holders are compared by the name that the ledger has for them, case and
    punctuation aside: with the name at "Name:", and with one in the place of "[HOLDER]", where an
    entity's stands. A name the register does not have is for a person to judge. Without a register, no
    more than all shares can be owned.
    Units: shares of the series, at the opening of the conversion date.
    Asks for review: 40,000 owned, of which the register shows 37,500.
    """
    found = met(doc, context)
    if isinstance(found, Verdict):
        return found
    before, names = doc.number(BEFORE), names_of(doc)
    if before is None:
        return missing(BEFORE)
    if found.converted_automatically is not None:
        return not_applicable("The series has converted: see CNV007.", rests_on=(DATE,))
    owned = Fraction(before)
    most = max(found.totals_of_the_day)
    if owned > most:
        return review(
            f"The notice says that {counted(owned)} shares were owned before the conversion; only {counted(most)} of"
            f" the series are outstanding on {written(found.day)}.",
            fields=(DATE, BEFORE),
        )
    if not found.balances:
        return not_applicable("The ledger has no register of holders.", rests_on=(DATE, BEFORE))
    if not names:
        return missing(NAME)
    holder = holder_named(found.balances, names)
    if holder is None:
        name = names[0]
        return review(
            f"The register of the ledger has no holder {name!r} on {written(found.day)}. Establish for whom"
            f" {name} signs, and whether that holder owned {counted(owned)} shares.",
            fields=(NAME, BEFORE),
            remedy="Please tell us in which name the shares are registered.",
        )
    if owned in found.balances_of_the_day(holder):
        return PASS
    return review(
        f"The notice says that {holder} owned {counted(owned)} shares before the conversion; the ledger shows"
        f" {counted(found.balances[holder])} on {written(found.day)}."
    )


@rule(
    "CNV009",
    title="The conversion date lies in the future",
    reads=(DATE,),
    cites=(f"{CERTIFICATE}, Section 4A", f"{CERTIFICATE}, Section 4E"),
    remedy="Please confirm the date on which the conversion is to be effected.",
    form=FORM,
)
def conversion_date_has_come(doc: Record, context: Context) -> Verdict:
    """The conversion date is not later than the date of the check.

    Source: 4A lets a notice name a later day, and counts at the price in effect then (4E to 4I), which
    nobody knows yet: the figures are judged by the ledger as it stands.
    Asks for review: a conversion on 2006-03-01, checked on 2006-01-05.
    """
    day = doc.day(DATE)
    if day is None:
        return not_applicable("There is no Conversion Date: see CNV006.")
    if day <= context.as_of:
        return PASS
    return review(
        f"The Conversion Date, {written(day)}, is after the date of this check, {written(context.as_of)}: the"
        " conversion price may be adjusted until then. Judge the figures again on that day.",
        fields=(DATE,),
    )


def _delivered_later(doc: Record, history: ConversionHistory, day: date) -> Convert | None:
    """The ledger's conversion of these shares whose notice was delivered after the Conversion Date that it names.

    None where the ledger records one on the day itself: it refuses a conversion before delivery.
    """
    converted, names = doc.number(CONVERTED), names_of(doc)
    if converted is None:
        return None
    of_these = [one for one in conversions(history) if one.shares == Fraction(converted)]
    known = {one.holder for one in conversions(history)} | set(history.register.balances)
    if any(is_named(holder, names) for holder in known):
        of_these = [one for one in of_these if is_named(one.holder, names)]
    if any(one.date == day for one in of_these):
        return None
    return next((one for one in of_these if one.delivered is not None and one.delivered > day), None)
