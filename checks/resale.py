"""When a certificate's stock can be resold under Rule 144: limited, and free of conditions."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checks.business_days import months_after
from checks.dated_law import law
from checks.deadline_facts import CertificateFacts, Reporting

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Resale:
    """The two dates of Rule 144 for a certificate; None where there is none."""

    limited: date | None
    """The first day of resale within the rule's other conditions."""
    free: date | None
    """The first day without conditions, for a non-affiliate."""
    cites: tuple[str, ...]
    remarks: tuple[str, ...]


def resale(certificate: CertificateFacts, issuer: Reporting) -> Resale:
    """Rule 144's dates by the law of each day: a period that a change shortens ends on the day of the change.

    The holding period runs from full payment (Rule 144(d)(1)); common stock received on conversion,
    without further payment, is held since the preferred was (144(d)(3)(ii)).
    """
    remarks = ["Common stock from a conversion without further payment is held since the preferred stock was."]
    if issuer.former_shell and issuer.form_10_filed is None:
        remarks.append(
            "A former shell: no resale under the rule before it has filed Form 10 information (Rule 144(i))."
        )
        return Resale(None, None, ("17 CFR 230.144(i)",), tuple(remarks))
    name = "rule_144_holding_period" if issuer.reporting else "rule_144_holding_period_not_reporting"
    limited, limited_cite = _first_day(name, certificate.paid)
    free, free_cite = _first_day("rule_144_free_resale", certificate.paid)
    if certificate.affiliate:
        remarks.append(
            "An affiliate's stock stays under volume, manner of sale and Form 144 as long as the holder is one, and "
            "three months longer."
        )
        free, free_cite = None, ""
    if issuer.former_shell and issuer.form_10_filed is not None:
        year_after = months_after(issuer.form_10_filed, 12)
        limited = max(limited, year_after) if limited else None
        free = max(free, year_after) if free else None
        remarks.append(
            "A former shell: not before one year after its Form 10 information, and only while its reports are current "
            "(Rule 144(i)(2))."
        )
    if limited is not None:
        remarks.append(
            "Between the two dates current public information is needed; in 2005 volume and manner of sale too."
        )
    return Resale(limited, free, tuple(cite for cite in (limited_cite, free_cite) if cite), tuple(remarks))


def _first_day(name: str, paid: date) -> tuple[date | None, str]:
    """The first day on which a period of months since payment has run under the law of that day."""
    values = [*law(name).values]
    for value, following in pairwise([*values, None]):
        if value is None or value.since is None or not isinstance(value.value, int):
            continue
        end = following.since if following is not None and following.since is not None else NEVER
        day = max(months_after(paid, value.value), value.since)
        if day < end:
            return day, value.cite
    return None, ""
