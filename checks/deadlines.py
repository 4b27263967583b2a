"""Deadlines of the subscription agreement, the certificate of designations, Form D and Rule 144."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checks.business_days import NAMES, Calendar, calendar
from checks.conversion.figures import dollars
from checks.deadline_facts import CompanyAct, ConversionFacts, Facts, Periods
from checks.figures import day as written
from checks.figures import ordinal, percent
from checks.liquidated_damages import FILED_EARLY, REMARK, SETTLED_REMARK, Damages, Dates, damages
from checks.resale import resale

AS_FILED = Periods()
"""The periods of the agreement as it was filed."""
FORM_D_DAYS = 15
"""Calendar days after the first sale (Rule 503)."""
FIRST_SALE = (
    "The first sale is when the first investor is irrevocably bound: by 6.4 on signing and delivering the agreement, "
    "not on acceptance."
)
MAILED = (
    "Mail has no rule of deemed receipt: counted from mailing. Mailed on the last day it is exactly {count} days; mail "
    "earlier where that may be disputed."
)
VOTED_ON = ("reorganization", "merger", "sale", "liquidation")
"""Acts of which notice is given of the day they take place as well, and of a record date for a vote."""
NO_RECORD_DATE = (
    "The record date is not known: notice is due {count} days before it, which may be earlier than this day. Write "
    "record_date."
)
NO_RECORD_FOR_A_VOTE = "If holders vote on it, notice of the record date is due {count} days before that as well (a)."
EXTENDED = "General Construction Law § 25"
NEW_YORK = "New York"
IN_ALL = "In all"
"""How the remark begins that sums the damages of a certificate up."""
UNDEFINED = "The agreement does not define business day."
DEFINED = "3.3 defines Business Day by the Federal Reserve Bank of New York."


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day to keep."""

    key: str
    """The same for the same deadline at every run, also when its day changes."""
    clause: str
    title: str
    day: date
    kind: str
    """"by": the last day; "due": money is due; "from": the first day on which something is allowed."""
    rule: str
    """How it was counted."""
    remarks: tuple[str, ...] = ()
    """What the text leaves open, and which reading was taken."""


@dataclass(frozen=True, slots=True)
class HolderDamages:
    """Liquidated damages on a certificate by each reading."""

    certificate: str
    holder: str
    readings: tuple[Damages, ...]
    remarks: tuple[str, ...]


def certificates_ready(closing: date, days: Calendar, periods: Periods = AS_FILED) -> Deadline:
    """3.2: certificates prepared for delivery within 15 business days following the closing."""
    count = periods.certificate_days
    return Deadline(
        f"3.2-{closing}", "3.2", f"Certificates of the closing of {written(closing)} prepared for delivery",
        days.after(closing, count), "by",
        f"The {ordinal(count)} business day after the closing, the closing's day not counted; {NAMES[days.name]}.",
        (f"{_definition(days, periods)} It says prepared for delivery, not received.",),
    )  # fmt: skip


def _definition(days: Calendar, periods: Periods) -> str:
    if not periods.settled:
        return UNDEFINED
    return DEFINED if days.name == "federal-reserve" else f"{DEFINED} Another calendar was asked for."


def filing_date(first_closing: date, periods: Periods = AS_FILED) -> Deadline:
    """5.1(d): the Filing Date, 90 days after the first closing."""
    remarks = () if periods.settled else ("(d) says days, (e) calendar days, 3.2 business days; read: calendar days.",)
    title = "Registration Statement filed (Filing Date)"
    return _after_closing("5.1(d)", title, first_closing, periods.filing_days, periods, *remarks)


def effectiveness_date(first_closing: date, periods: Periods = AS_FILED) -> Deadline:
    """5.1(e): the Effectiveness Date, 120 calendar days after the first closing."""
    title = "Registration Statement effective (Effectiveness Date)"
    return _after_closing("5.1(e)", title, first_closing, periods.effectiveness_days, periods)


def certificate_delivery(conversion: ConversionFacts, days: Calendar, periods: Periods = AS_FILED) -> Deadline:
    """Certificate 4C: common certificates within five business days after conversion and surrender."""
    days = calendar(conversion.business_days) if conversion.business_days else days
    count = periods.conversion_days if conversion.within is None else conversion.within
    start = max(conversion.conversion_date, conversion.surrendered or conversion.conversion_date)
    whose = f" for {conversion.holder}" if conversion.holder else ""
    return Deadline(
        f"4C-{conversion.id}", "Certificate 4C", f"Common certificates issued and delivered{whose} ({conversion.id})",
        days.after(start, count), "by",
        f"The {ordinal(count)} business day after {written(start)}, the later of Conversion Date and surrender; "
        f"{NAMES[days.name]}.",
        ("The certificate does not define business day.",),
    )  # fmt: skip


def notices(act: CompanyAct, count: int = AS_FILED.notice_days) -> Iterator[Deadline]:
    """Certificate 4L: notice mailed at least 15 days before the record date, and before the event itself."""
    takes_place = act.takes_place if act.kind in VOTED_ON else None
    if act.record_date is not None:
        yield _notice(act, act.record_date, count, "record date", "a")
    elif act.kind not in VOTED_ON:
        yield _without_record_date(act, count)
    if takes_place is not None:
        more = (NO_RECORD_FOR_A_VOTE.format(count=count),) if act.record_date is None else ()
        yield _notice(act, takes_place, count, "day it takes place", "b", *more)


def form_d(first_sale: date) -> Deadline:
    """Rule 503: Form D within 15 calendar days after the first sale."""
    end = first_sale + timedelta(days=FORM_D_DAYS)
    day = calendar("federal-government").on_or_after(end)
    moved = f" Day 15, {written(end)}, is no business day." if day != end else ""
    return Deadline(
        f"form-d-{first_sale}", "Rule 503", "Form D filed", day, "by",
        f"15 calendar days after the first sale of {written(first_sale)}, on a Saturday, Sunday or holiday the next "
        f"business day.{moved}",
        (FIRST_SALE,),
    )  # fmt: skip


def notice_of_adjustment(event: str, adjusted: date) -> Deadline:
    """Certificate 4K: written notice to every holder upon any adjustment of the conversion price."""
    return Deadline(
        f"4K-{event}", "Certificate 4K", f"Notice of adjustment mailed to every holder ({event})", adjusted, "due",
        "Upon the adjustment, by first class mail.", ("4K sets no number of days; read: at once.",),
    )  # fmt: skip


def resale_dates(facts: Facts) -> Iterator[Deadline]:
    """Rule 144: the first days of limited and of free resale, by holder and certificate."""
    for one in facts.certificates:
        found = resale(one, facts.issuer)
        whose = f"{one.certificate} ({one.holder})"
        paid = f"Counted from full payment on {written(one.paid)}; {'; '.join(found.cites)}."
        if found.limited is not None and found.limited != found.free:
            yield Deadline(f"144-limited-{one.certificate}", "Rule 144", f"Limited resale allowed: {whose}",
                           found.limited, "from", paid, found.remarks)  # fmt: skip
        if found.free is not None:
            yield Deadline(f"144-free-{one.certificate}", "Rule 144", f"Resale without conditions allowed: {whose}",
                           found.free, "from", paid, found.remarks)  # fmt: skip


def registration_dates(facts: Facts, until: date) -> Dates | None:
    """The two dates of 5.1 and what became of them; None before a closing."""
    if not facts.closings:
        return None
    first = min(facts.closings)
    periods = facts.periods
    filed, effective = filing_date(first, periods), effectiveness_date(first, periods)
    return Dates(filed.day, effective.day, facts.registration, until, periods.damages_rate, periods.settled)


def holder_damages(facts: Facts, until: date) -> tuple[HolderDamages, ...]:
    """5.2(b) on every certificate, amounts due until a day; none where the registration was in time."""
    dates = registration_dates(facts, until)
    if dates is None:
        return ()
    filed = facts.registration.filed
    remarks: tuple[str, ...] = (REMARK, FILED_EARLY) if filed and filed <= dates.effectiveness else (REMARK,)
    if dates.settled:
        remarks = (SETTLED_REMARK,)
    every = (HolderDamages(one.certificate, one.holder, damages(one, dates), remarks) for one in facts.certificates)
    return tuple(one for one in every if any(reading.payments for reading in one.readings))


def deadlines(facts: Facts, until: date) -> tuple[Deadline, ...]:
    """Every deadline that the facts give rise to, in the order of their days.

    Args:
        facts: Closings, first sale, certificates …
        until: Liquidated damages are listed as far as they are due on this day.
    """
    days = calendar(facts.business_days)
    periods = facts.periods
    found = [certificates_ready(closing, days, periods) for closing in sorted(set(facts.closings))]
    if facts.closings:
        first = min(facts.closings)
        found += [filing_date(first, periods), effectiveness_date(first, periods)]
    if facts.first_sale is not None:
        found.append(form_d(facts.first_sale))
    found += [certificate_delivery(one, days, periods) for one in facts.conversions]
    for act in facts.acts:
        found += notices(act, periods.notice_days)
    found += resale_dates(facts)
    found += _damages_due(facts, until)
    return tuple(sorted(found, key=lambda one: (one.day, one.clause, one.key)))


def _damages_due(facts: Facts, until: date) -> Iterator[Deadline]:
    """Each day on which money is due by the first reading, the literal one; the others are told beside it."""
    extends = facts.periods.governing_state == NEW_YORK
    for one in holder_damages(facts, until):
        first = one.readings[0]
        others = "; ".join(f"{reading.reading}: {dollars(reading.total)}" for reading in one.readings)
        told = f"{IN_ALL} by each reading: {others}." if one.readings[1:] else f"{IN_ALL}: {dollars(first.total)}."
        for payment in first.payments:
            amount = f"Liquidated damages of {dollars(payment.amount)} to {one.holder} ({one.certificate})"
            yield Deadline(
                f"5.2(b)-{one.certificate}-{payment.stream}-{payment.day}", "5.2(b)", amount, payment.day, "due",
                f"{percent(facts.periods.damages_rate)} of the purchase price for the missed"
                f" {payment.stream.capitalize()} Date; reading: {first.reading}."
                f"{_next_business_day(payment.day) if extends else ''}",
                (told, *one.remarks),
            )  # fmt: skip


def _after_closing(clause: str, title: str, start: date, count: int, periods: Periods, *remarks: str) -> Deadline:
    """A day of 5.1; under New York law (6.5) moved to a business day, under another left where it falls."""
    end = start + timedelta(days=count)
    if periods.governing_state != NEW_YORK:
        if end.weekday() >= 5:
            law = f"the law of {periods.governing_state}; not extended here"
            remarks += (f"The last day is a {_why(end)}: whether the next business day is in time is for {law}.",)
        counted = f"{count} days after the first closing of {written(start)}, that day not counted."
        return Deadline(f"{clause}-{start}", clause, title, end, "by", counted, remarks)
    day = calendar("new-york").on_or_after(end)
    moved = (
        f" Day {count}, {written(end)}, is a {_why(end)}; by {EXTENDED} the next business day." if day != end else ""
    )
    return Deadline(f"{clause}-{start}", clause, title, day, "by",
                    f"{count} days after the first closing of {written(start)}, that day not counted (§ 20).{moved}",
                    remarks)  # fmt: skip


def _next_business_day(day: date) -> str:
    moved = calendar("new-york").on_or_after(day)
    return f" It may be paid on {written(moved)}, the next business day ({EXTENDED})." if moved != day else ""


def _why(day: date) -> str:
    return f"{day:%A}" if day.weekday() >= 5 else "public holiday"


def _without_record_date(act: CompanyAct, count: int) -> Deadline:
    """The notice of a dividend, distribution or offer whose record date is not known: the last day it can be due."""
    if act.takes_place is not None:
        return _notice(act, act.takes_place, count, "day it is paid or made", "a", NO_RECORD_DATE.format(count=count))
    day = act.declared or date.max
    return Deadline(
        f"4L-a-{act.what}-{day}", "Certificate 4L(a)", f"Notice of {act.what}: its record date is to be established",
        day, "due", f"At least {count} days before the record date, which is not known, nor is the day of payment.",
        (*act.remarks, MAILED.format(count=count)),
    )  # fmt: skip


def _notice(act: CompanyAct, day: date, count: int, of: str, part: str, *more: str) -> Deadline:
    last = day - timedelta(days=count)
    remarks = [*more, *act.remarks, MAILED.format(count=count)]
    mail_days = calendar("federal-government")  # the post office keeps the same holidays
    if not mail_days.is_business_day(last):
        before = mail_days.before(last)
        why = f"{last:%A}" if last.weekday() >= 5 else "federal holiday, without mail"
        remarks.append(
            f"The last day is a {why}: mail by {before:%A}, {written(before)}, the last business day before."
        )
    return Deadline(
        f"4L-{part}-{act.what}-{day}", f"Certificate 4L({part})", f"Notice of {act.what} mailed to every holder", last,
        "by", f"At least {count} days before the {of}, {written(day)}.", tuple(remarks),
    )  # fmt: skip
