"""Which planned acts need the holders' consent, and whether it is there (6, 9)."""

from dataclasses import dataclass
from fractions import Fraction

from checks.conversion.book import Book, Outcome
from checks.conversion.events import PlannedAct
from checks.conversion.figures import counted, dollars, percent
from checks.conversion.refusal import Refusal

ZERO = Fraction(0)
BASE = {
    "issue-more-of-series": ("6(a)(i)", "an increased number of shares of the series"),
    "senior-stock": ("6(a)(ii)", "stock that ranks senior to the series"),
    "parity-stock": ("6(a)(ii)", "stock that ranks on a parity with the series"),
    "reclassify-common": ("6(a)(ii)", "common stock reclassified into shares senior to or on a parity with the series"),
    "liquidation": ("6(b)", "a plan of liquidation, dissolution or winding up"),
    "recapitalization": ("6(b)", "a recapitalization plan"),
    "bankruptcy-petition": ("6(b)", "a petition for protection under a bankruptcy or insolvency law"),
    "assignment-for-creditors": ("6(b)", "a general assignment for the benefit of creditors"),
    "change-authorized-series": ("6(c)", "a change in the authorized shares of the series"),
    "change-authorized-senior": ("6(c)", "a change in the authorized shares of preferred stock senior to the series"),
    "amend-charter": ("6(c)", "an amendment of articles, by-laws or certificate"),
    "merger": ("6(c)", "a merger, as far as it amends articles, by-laws or certificate"),
    "increase-common": ("6(c)", "an increase of authorized common stock"),
    "reverse-split": ("6(c)", "a reverse split of the common stock"),
    "amend-other-term": ("9", "an amendment of a term of the series"),
    "waive-adjustment": ("9", "a waiver of adjustment provisions"),
    "amend-conversion-price": ("9", "an amendment of the conversion price"),
    "amend-conversion-shares": ("9", "an amendment of the number of conversion shares"),
    "alter-right-to-convert": ("9", "an alteration or waiver of the right to convert"),
}  # fmt: skip
FREE = {
    "pay-in-kind-dividend": (
        "6(a)(i)",
        "shares of the series as a payment-in-kind dividend on the series are excepted",
    ),
    "junior-stock": ("6(a)(ii)", "the clause names senior and parity stock only"),
}
ALL_HOLDERS = ("amend-conversion-price", "amend-conversion-shares", "alter-right-to-convert")
IF_ADVERSE = ("amend-charter", "merger", "increase-common", "reverse-split")
UNLESS_PAID = ("liquidation", "recapitalization", "bankruptcy-petition", "assignment-for-creditors")


@dataclass(frozen=True, slots=True)
class Needed:
    """The consent that an act needs."""

    clause: str
    needed: bool | None
    """None where that turns on a fact which the ledger does not state."""
    of_all: bool
    reason: str


def consent_needed(act: PlannedAct, preference: Fraction) -> Needed:
    """Whether an act needs the holders' consent, and of how many.

    Args:
        act: What is planned.
        preference: The Liquidation Preference of one share, for 6(b).
    """
    if act.act in FREE:
        clause, reason = FREE[act.act]
        return Needed(clause, needed=False, of_all=False, reason=reason)
    clause, what = BASE[act.act]
    if act.act in ALL_HOLDERS:
        return Needed(clause, needed=True, of_all=True, reason=f"{what} needs the consent of all holders")
    if act.act in UNLESS_PAID and act.cash_per_preferred is not None and act.cash_per_preferred >= preference:
        return Needed(clause, needed=False, of_all=False,
                      reason=f"the holders receive {dollars(act.cash_per_preferred)} a share in cash, at least the "
                      f"Liquidation Preference of {dollars(preference)}")  # fmt: skip
    if act.act in IF_ADVERSE:
        if act.adverse is None:
            return Needed(clause, needed=None, of_all=False,
                          reason=f"{what} needs it if it would adversely affect a right, preference, privilege or "
                          "voting power of the series; write adverse: true or false")  # fmt: skip
        if not act.adverse:
            return Needed(clause, needed=False, of_all=False,
                          reason=f"{what} needs none, since it does not adversely affect the series")  # fmt: skip
    return Needed(clause, needed=True, of_all=False, reason=f"{what} needs it")


def planned_act(book: Book, event: PlannedAct) -> Outcome:
    """Section 6 or 9 applied to a plan, with the consents given so far."""
    needed = consent_needed(event, book.preference)
    outcome = Outcome(needed.clause)
    outcome.facts.append(("Planned act", event.act))
    outcome.facts.append(("Shares of the series outstanding", counted(book.register.total)))
    lead = {True: "Consent is needed", False: "No consent is needed", None: "Whether consent is needed is open"}
    outcome.method.append(f"{lead[needed.needed]} ({needed.clause}): {needed.reason}.")
    if needed.needed is not False:
        _count(book, event, needed, outcome)
        if needed.clause.startswith("6"):
            outcome.method.append("An agreement to do it needs the consent as well, before it is made (6(d)).")
    if event.act == "waive-adjustment":
        outcome.open_points.append(
            "9: adjustment provisions ('Section 4(D)', read 4E) can be waived by a majority, but the conversion price "
            "may be amended only with all holders; read: the waiver of a future adjustment, not a change of the price "
            "in effect."
        )
    elif needed.clause == "9":
        outcome.open_points.append(
            "9: conversion price, number of conversion shares and the right to convert change only with the consent of "
            "all holders, other terms with a majority; the company consents in writing as well."
        )
    outcome.open_points.append(
        "6: votes required by law or by the articles come on top; the ledger does not know them."
    )
    return outcome


def _count(book: Book, event: PlannedAct, needed: Needed, outcome: Outcome) -> None:
    outstanding = book.register.total
    for holder, shares in event.consents.items():
        book.register.see_that_there_are(holder, shares, "voted")
    given = sum(event.consents.values(), ZERO)
    if given > outstanding:
        raise Refusal(f"{counted(given)} shares consent, but {counted(outstanding)} are outstanding. Correct consents.")
    if needed.of_all:
        reached, bar = given == outstanding, f"all {counted(outstanding)} shares"
    else:
        threshold = outstanding * book.ledger.terms.consent_over
        reached, bar = given > threshold, f"more than {counted(threshold)} of {counted(outstanding)} shares"
    share = f" ({percent(given / outstanding)})" if outstanding else ""
    outcome.facts.append(("Shares that consent", counted(given)))
    outcome.method.append(
        f"It takes {bar}; {counted(given)} consent{share}: {'it is given' if reached else 'it is not given yet'}."
    )
