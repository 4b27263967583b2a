"""Liquidated damages for a registration that is late (5.2(b)): by each reading of the sentence, under its name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from checks.business_days import monthly_anniversaries
from checks.deadline_facts import CertificateFacts, Registration

CENTS = 100
REMARK = (
    "5.2(b) takes its rate of the price 'for any Registrable Securities then held', but what was bought is preferred "
    "stock, and the common stock issuable on its conversion is what is registrable; read: the price paid for the "
    "preferred, by the part still held. No cap, no interest, not pro-rated; payable in cash or in stock at no stated "
    "price."
)
SETTLED_REMARK = (
    "5.2(b) takes the price paid for the shares that are convertible, or were converted, into registrable stock still "
    "held. No cap, no interest, not pro-rated; payable in cash, or in stock at its fair market value."
)
FILED_EARLY = (
    "5.2(b) pays 'until the registration is filed': filed before a missed Effectiveness Date, the literal reading "
    "gives nothing for it; that the missed date itself is paid for once can be argued."
)


@dataclass(frozen=True, slots=True)
class Payment:
    """One amount due."""

    day: date
    stream: str
    """"filing" or "effectiveness": which date was missed."""
    amount: Fraction
    """US dollars, to the cent."""


@dataclass(frozen=True, slots=True)
class Damages:
    """What is due to one holder by one reading."""

    reading: str
    meaning: str
    payments: tuple[Payment, ...]

    @property
    def total(self) -> Fraction:
        """US dollars."""
        return sum((payment.amount for payment in self.payments), Fraction(0))


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates of 5.1 as extended, what became of the registration, and the day until which it is asked."""

    filing: date
    effectiveness: date
    registration: Registration
    until: date
    """Amounts due on or before this day are counted."""
    rate: Fraction = Fraction(1, 100)
    """Of the purchase price, on each day."""
    settled: bool = False
    """Whether the wording says that each failure is paid for until it is cured: one reading then."""

    def before_filing(self, missed: date) -> tuple[date, ...]:
        """The missed date and its anniversaries until the registration is filed."""
        return self._until(missed, self.registration.filed)

    def before_effectiveness(self, missed: date) -> tuple[date, ...]:
        """The missed date and its anniversaries until the registration is effective."""
        return self._until(missed, self.registration.effective)

    def _until(self, missed: date, end: date | None) -> tuple[date, ...]:
        if end is not None and end <= missed:
            return ()
        ends = date.fromordinal(self.until.toordinal() + 1)
        return monthly_anniversaries(missed, min(end, ends) if end is not None else ends)


Reading = Callable[[Dates], list[tuple[date, str]]]


def _literal(dates: Dates) -> list[tuple[date, str]]:
    return [
        *((day, "filing") for day in dates.before_filing(dates.filing)),
        *((day, "effectiveness") for day in dates.before_filing(dates.effectiveness)),
    ]


def _to_effectiveness(dates: Dates) -> list[tuple[date, str]]:
    return [
        *((day, "filing") for day in dates.before_filing(dates.filing)),
        *((day, "effectiveness") for day in dates.before_effectiveness(dates.effectiveness)),
    ]


def _one_stream(dates: Dates) -> list[tuple[date, str]]:
    return [(day, "filing") for day in dates.before_filing(dates.filing)]


READINGS: dict[str, tuple[str, Reading]] = {
    "literal": (
        "each missed date and its monthly anniversaries, both until the registration is filed, as the sentence says",
        _literal,
    ),
    "to-effectiveness": (
        "the Filing Date's until filing, the Effectiveness Date's until effectiveness, as the purpose suggests",
        _to_effectiveness,
    ),
    "one-stream": ("one payment a month, from the missed Filing Date until filing", _one_stream),
}


SETTLED = "to-effectiveness"
_UNTIL_CURED = "each missed date and its monthly anniversaries until that failure is cured, as the sentence says"


def damages(certificate: CertificateFacts, dates: Dates) -> tuple[Damages, ...]:
    """What is due on a certificate, by each reading, or by the one that the wording leaves.

    The missed date itself counts, the day of filing or effectiveness does not. Each amount is 1 %, or what
    the offering says, of the price paid, by the part still held that day, rounded to the cent, half up.
    """
    if dates.settled:
        due = sorted(READINGS[SETTLED][1](dates))
        return (Damages(SETTLED, _UNTIL_CURED, tuple(_payments(certificate, due, dates.rate))),)
    return tuple(
        Damages(name, meaning, tuple(_payments(certificate, sorted(reading(dates)), dates.rate)))
        for name, (meaning, reading) in READINGS.items()
    )


def _payments(certificate: CertificateFacts, due: list[tuple[date, str]], rate: Fraction) -> list[Payment]:
    found = []
    for day, stream in due:
        amount = to_the_cent(rate * certificate.purchase_price * certificate.part_held(day))
        if amount:
            found.append(Payment(day, stream, amount))
    return found


def to_the_cent(amount: Fraction) -> Fraction:
    """Rounded to the cent, half up."""
    return Fraction((amount * CENTS * 2 + 1) // 2, CENTS)
