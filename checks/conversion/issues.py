"""Common stock issued, sold, excluded, bought and retired (4E, 4E(4)-(7), Excluded Stock)."""

from fractions import Fraction

from checks.conversion.book import Book, Outcome
from checks.conversion.chain import Grant, Issue, Move, Running, is_trigger
from checks.conversion.consideration import net_consideration
from checks.conversion.figures import counted, dollars, price
from checks.conversion.formulas import issue_formula
from checks.conversion.issue_events import (
    AttachedRight,
    ExcludedIssue,
    TreasuryPurchase,
    TreasuryRetirement,
    TreasurySale,
)
from checks.conversion.issue_events import Issue as IssueEvent
from checks.conversion.refusal import Refusal
from checks.conversion.rights import Right, Tranche

RECORD_DATE = (
    "4E(6): the record date counts as the date of issue; the adjustment is dated by it, although 4I speaks of the "
    "payment or effective date."
)
RIGHTS_FOLLOW = (
    "4E, 4F: the text does not say whether deemed shares grow with a split; read: as the options' and securities' own "
    "terms do (adjusts_with_splits)."
)
MISSING_PARAGRAPH = "4E: the text refers to 4E(8), which there is not; read 4E(7)."
UNCOVERED = {
    "options": "clause (C) of Excluded Stock names capital stock and Convertible Securities, not Options, and (B) and "
    "(D) name shares only. Options are excluded by (A), or not at all: correct or remove excluded.",
    "convertibles": "clauses (B) and (D) of Excluded Stock name shares of common stock only. Convertible securities "
    "are excluded by (A) or (C), or not at all: correct or remove excluded.",
}


def issue(book: Book, event: IssueEvent | TreasurySale) -> Outcome:
    """Common stock issued or sold; a disposition of treasury shares is an issue (4E(7))."""
    if event.consideration is None and not event.other_consideration and event.dividend_on is None:
        raise Refusal('consideration is missing. Write what was received, "0" for nothing.')
    clause = "4E"
    told = []
    if isinstance(event, TreasurySale):
        if event.shares > book.treasury:
            raise Refusal(f"{counted(event.shares)} treasury shares are sold, but the company holds "
                          f"{counted(book.treasury)}. Correct the number, or add the purchase.")  # fmt: skip
        book.treasury -= event.shares
        clause, told = "4E(7)", ["The disposition of treasury shares is an issue of common stock (4E(7))."]
    net = net_consideration(event.consideration or Fraction(0), event)
    outcome = Outcome("4E(4)" if event.dividend_on else clause, told + list(net.method), list(net.facts))
    outcome.open_points += net.open_points
    if isinstance(event, TreasurySale):
        outcome.open_points.append(MISSING_PARAGRAPH)
    if event.record_date:
        outcome.open_points.append(RECORD_DATE)
    before = book.running
    book.chain.add(Issue(event.id, event.shares, net.amount))
    tell(outcome, book, before, event.shares, net.amount)
    attach(book, outcome, event.id, event.rights, net.values)
    return outcome


def attach(
    book: Book, outcome: Outcome, event: str, attached: tuple[AttachedRight, ...], values: tuple[Fraction, ...]
) -> None:
    """Additional Rights issued in connection with an issue (4E(5)): granted for their fair market value."""
    for one, value in zip(attached, values, strict=True):
        further = one.exercise_price * one.shares if one.kind == "options" else one.conversion_consideration
        right = Right(
            id=one.id, kind=one.kind, upfront=value, factor=book.running.factor,
            follows_splits=one.adjusts_with_splits, excluded=None,
            outstanding=Tranche(Fraction(1), one.shares, further),
        )  # fmt: skip
        outcome.method.append(f"{one.id}: deemed granted for {dollars(value)}.")
        grant(book, outcome, event, right)


def grant(book: Book, outcome: Outcome, event: str, right: Right) -> None:
    """Options granted or convertible securities issued: deemed issued if below the price (4E(1), 4E(2))."""
    if right.id in book.rights or right.id in book.kinds:
        raise Refusal(f"{right.id} is the id of something earlier. Give it an id of its own.")
    book.rights[right.id] = right
    terms = right.terms()
    if right.excluded:
        outcome.method.append(f"They are Excluded Stock ({right.excluded}): no Additional Shares, no adjustment.")
        return
    before = book.running
    book.chain.world.terms[right.id] = terms
    book.chain.add(Grant(event, right.id, right.follows_splits))
    consideration = terms.consideration / terms.shares * terms.maximum
    tell(outcome, book, before, terms.maximum, consideration)
    if book.chain.world.deemed[right.id]:
        outcome.method.append(
            f"All {counted(terms.maximum)} shares are deemed issued now and outstanding from now on for later "
            "adjustments; nothing more is adjusted when they are issued in fact."
        )


def tell(outcome: Outcome, book: Book, before: Running, shares: Fraction, consideration: Fraction) -> None:
    """Whether this was a Trigger Issuance, and what 4E makes of the price."""
    what = f"{counted(shares)} shares for {dollars(consideration)} are {dollars(consideration / shares)} a share"
    if not is_trigger(shares, consideration, before.price):
        outcome.method.append(
            f"{what}, not less than the conversion price of {price(before.price)}: no adjustment (4E)."
        )
        return
    if before.deemed and book.deemed_were_scaled:
        outcome.open_points.append(RIGHTS_FOLLOW)
    now = book.running.price
    a = before.outstanding + before.deemed
    outcome.method.append(
        f"{what}, less than the conversion price of {price(before.price)}: a Trigger Issuance (4E), effective at the "
        "close of business."
    )
    outcome.facts += [
        ("A, common stock outstanding before", counted(before.outstanding)),
        ("A, shares deemed issued before", counted(before.deemed)),
        ("B, conversion price before", price(before.price)),
        ("C, additional shares", counted(shares)),
        ("D, consideration", dollars(consideration)),
    ]
    formula = issue_formula(book.ledger.terms.anti_dilution, a, before.price, (shares, consideration), now)
    outcome.formula = f"{outcome.formula}; {formula}" if outcome.formula else formula


def excluded_issue(book: Book, event: ExcludedIssue) -> Outcome:
    """Excluded Stock: outstanding afterwards, and no adjustment."""
    outcome = Outcome(f"Excluded Stock ({event.clause})")
    if event.clause == "B" and event.amended:
        raise Refusal("clause (B) does not cover what was amended since the certificate's date. Write it as an issue, "
                      "with its consideration.")  # fmt: skip
    if event.of is not None and event.of not in book.kinds:
        raise Refusal(f"of: {event.of} is no earlier event. Name the dividend, split or distribution.")
    outcome.method.append(
        f"{counted(event.shares)} shares are Excluded Stock by clause ({event.clause}): no Additional Shares, no "
        "adjustment. They are outstanding from now on."
    )
    if event.clause == "B":
        outcome.open_points.append(
            "Excluded Stock (B): it holds only if the options or securities were issued before the series and have not "
            "been amended since; the ledger says they were not."
        )
    if event.clause == "D":
        outcome.open_points.append(
            "Excluded Stock (D): a dividend or split is excluded only to the extent that it adjusted the price "
            "otherwise; the ledger must hold that adjustment as an event of its own."
        )
    outcome.facts.append(("Shares issued", counted(event.shares)))
    book.chain.add(Move(event.id, event.shares))
    return outcome


def treasury_purchase(book: Book, event: TreasuryPurchase) -> Outcome:
    """Shares that the company holds are not outstanding."""
    if event.shares > book.running.outstanding:
        raise Refusal(f"{counted(event.shares)} shares are bought, but only {counted(book.running.outstanding)} are "
                      "outstanding. Correct the number.")  # fmt: skip
    book.chain.add(Move(event.id, -event.shares))
    book.treasury += event.shares
    return Outcome(
        "4E(7)",
        [f"{counted(event.shares)} shares held by the company are not outstanding any more. No adjustment."],
        [("Shares bought", counted(event.shares))],
    )


def treasury_retirement(book: Book, event: TreasuryRetirement) -> Outcome:
    """Treasury shares cancelled: authorized and unissued again, and no issue."""
    if event.shares > book.treasury:
        raise Refusal(f"{counted(event.shares)} treasury shares are retired, but the company holds "
                      f"{counted(book.treasury)}. Correct the number, or add the purchase.")  # fmt: skip
    book.treasury -= event.shares
    return Outcome(
        "4E(7)",
        [f"The cancellation of {counted(event.shares)} treasury shares is no issue. No adjustment."],
        [("Shares retired", counted(event.shares))],
    )
