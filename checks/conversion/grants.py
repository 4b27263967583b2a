"""Options and convertible securities: granted, changed, exercised, ended (4E(1)-(3))."""

from fractions import Fraction

from checks.conversion.book import Book, Outcome
from checks.conversion.chain import Exercise as ExerciseStep
from checks.conversion.chain import Redone
from checks.conversion.consideration import net_consideration
from checks.conversion.figures import counted, dollars, plain, price, result
from checks.conversion.formulas import redone_formula
from checks.conversion.issue_events import BuyBack, Convertibles, Exercise, Expire, Options, Reprice
from checks.conversion.issues import RECORD_DATE, UNCOVERED, attach, grant
from checks.conversion.refusal import Refusal
from checks.conversion.rights import Right, Terms, Tranche

SHOWN_STEPS = 8
"""Steps of a replay that an explanation lists, unless it is asked for in full."""
SUBSECTION = "4E(3): the text says 'this subsection 4(D)'; read 4E."


def options(book: Book, event: Options) -> Outcome:
    """4E(1): the price per share is everything received and receivable, by the most shares issuable."""
    if event.excluded and event.excluded != "A":
        raise Refusal(UNCOVERED["options"])
    net = net_consideration(event.grant_price, event)
    outcome = Outcome("4E(4)" if event.dividend_on else "4E(1)", list(net.method), list(net.facts))
    outcome.open_points += net.open_points
    exercise = event.exercise_price * event.shares
    outcome.method.append(
        f"(x) {dollars(net.amount)} for the grant, (y) {counted(event.shares)} × {dollars(event.exercise_price)} = "
        f"{dollars(exercise)} on exercise"
        + (
            f", (z) {dollars(event.further_consideration)} on issue and conversion"
            if event.further_consideration
            else ""
        )
        + f": {dollars(net.amount + exercise + event.further_consideration)} in all (4E(1))."
    )
    if event.dividend_on:
        outcome.open_points.append(
            "4E(4): options paid as a dividend are issued without consideration; read: for the grant; what is payable "
            "on exercise counts all the same (4E(1)(y))."
        )
    if event.record_date:
        outcome.open_points.append(RECORD_DATE)
        outcome.open_points.append(
            "4E(6), 4H: rights given to all holders of common stock are named in both; read: 4E, which dates them, and "
            "not 4H as well."
        )
    right = Right(
        id=event.id, kind="options", upfront=net.amount, factor=book.running.factor,
        follows_splits=event.adjusts_with_splits, excluded=event.excluded,
        outstanding=Tranche(Fraction(1), event.shares, exercise + event.further_consideration),
        expires=event.expires,
    )  # fmt: skip
    grant(book, outcome, event.id, right)
    attach(book, outcome, event.id, event.rights, net.values)
    return outcome


def convertibles(book: Book, event: Convertibles) -> Outcome:
    """4E(2): issue price and conversion consideration, by the shares issuable on conversion."""
    if event.excluded and event.excluded not in ("A", "C"):
        raise Refusal(UNCOVERED["convertibles"])
    net = net_consideration(event.issue_price, event)
    outcome = Outcome("4E(4)" if event.dividend_on else "4E(2)", list(net.method), list(net.facts))
    outcome.open_points += net.open_points
    outcome.method.append(
        f"(x) {dollars(net.amount)} for the issue, (y) {dollars(event.conversion_consideration)} on conversion: "
        f"{dollars(net.amount + event.conversion_consideration)} in all (4E(2))."
    )
    if event.maximum_shares is not None and event.maximum_shares != event.shares:
        outcome.open_points.append(
            f"4E(2): the price is divided by the total number of shares ({counted(event.shares)}), but the total "
            f"maximum number ({counted(event.maximum_shares)}) is deemed issued for that price; read as written."
        )
    if event.record_date:
        outcome.open_points.append(RECORD_DATE)
    right = Right(
        id=event.id, kind="convertibles", upfront=net.amount, factor=book.running.factor,
        follows_splits=event.adjusts_with_splits, excluded=event.excluded,
        outstanding=Tranche(Fraction(1), event.shares, event.conversion_consideration), expires=event.expires,
        maximum_ratio=(event.maximum_shares or event.shares) / event.shares,
    )  # fmt: skip
    grant(book, outcome, event.id, right)
    attach(book, outcome, event.id, event.rights, net.values)
    return outcome


def exercise(book: Book, event: Exercise) -> Outcome:
    """Issued in fact: no adjustment; deemed shares leave their count when they join the outstanding."""
    right = book.right(event.of)
    factor = book.running.factor
    doing = "exercised" if right.kind == "options" else "converted"
    if right.expires is not None and event.date > right.expires:
        raise Refusal(f"{right.id} could be {doing} until {right.expires}. Correct the date, or expires.")
    part = right.take(event.shares, factor, doing)
    right.exercised.append(part)
    clause = "4E(1)" if right.kind == "options" else "4E(2)"
    leaving = part.shares * right.maximum_ratio / (right.factor if right.follows_splits else 1)
    outcome = Outcome(f"Excluded Stock ({right.excluded})" if right.excluded else clause)
    deemed = book.chain.world.deemed.get(right.id, False)
    book.chain.add(ExerciseStep(event.id, right.id, event.shares, leaving, right.follows_splits))
    outcome.method.append(
        f"{counted(event.shares)} shares are issued on the "
        f"{'exercise' if right.kind == 'options' else 'conversion'} of {right.id}: no adjustment upon the actual issue "
        f"({clause}). {counted(right.outstanding_now(factor))} can still be issued."
    )
    outcome.facts += [
        ("Shares issued", counted(event.shares)),
        ("Payable for them", dollars(part.further)),
    ]
    if deemed:
        outcome.open_points.append(
            "4E(1), 4E(2): deemed shares that are issued in fact would stand in A twice; read: they leave the deemed "
            "shares when they join the outstanding ones."
        )
    elif not right.excluded and part.further + right.upfront * part.portion < book.running.price * event.shares:
        outcome.open_points.append(
            f"{clause}: these shares were never deemed issued, and they come for less than the conversion price now in "
            "effect; the text excepts 'such' options and securities; read: no adjustment on any exercise or conversion."
        )
    return outcome


def reprice(book: Book, event: Reprice) -> Outcome:
    """4E(3): the price that would be if what is still outstanding had had its new terms from the start."""
    right = book.right(event.of)
    factor = book.running.factor
    there = right.outstanding
    if there.shares == 0:
        raise Refusal(f"nothing of {right.id} is outstanding any more, so that its terms cannot change. "
                      "Remove this event.")  # fmt: skip
    outcome = Outcome("4E(3)", open_points=[SUBSECTION])
    if event.exercise_price is not None and right.kind != "options":
        raise Refusal(f"{right.id} are convertible securities. Write conversion_consideration or shares instead of "
                      "exercise_price.")  # fmt: skip
    if event.conversion_consideration is not None and right.kind != "convertibles":
        raise Refusal(f"{right.id} are options. Write exercise_price instead of conversion_consideration.")
    _new_terms(right, event, factor, outcome)
    return _again(book, right, outcome)


def _new_terms(right: Right, event: Reprice, factor: Fraction, outcome: Outcome) -> None:
    scale = right.scale(factor)
    there = right.outstanding
    shares = event.shares / scale if event.shares is not None else there.shares
    further = there.further
    if event.exercise_price is not None:
        further = event.exercise_price * scale * shares
        outcome.facts.append(("New exercise price", dollars(event.exercise_price)))
        if scale != 1:
            outcome.open_points.append(
                f"4E(3): since the grant one share has become {plain(scale)}; the new price of "
                f"{dollars(event.exercise_price)} stands for {dollars(event.exercise_price * scale)} at the grant."
            )
    elif event.conversion_consideration is not None:
        further = event.conversion_consideration
        outcome.facts.append(("New consideration on conversion", dollars(further)))
    elif right.kind == "options":
        # Another number of shares at the same price of each.
        further = there.further / there.shares * shares
    if event.shares is not None:
        outcome.facts.append(("Shares now issuable", counted(event.shares)))
    outcome.facts.append(("Still outstanding before the change, shares", counted(there.shares * scale)))
    right.outstanding = Tranche(there.portion, shares, further)


def end(book: Book, event: Expire | BuyBack) -> Outcome:
    """4E(3): the price that would be if what ended had never been issued."""
    right = book.right(event.of)
    bought = isinstance(event, BuyBack)
    part = right.take(event.shares, book.running.factor, "bought back" if bought else "ended")
    right.ended += part.portion
    outcome = Outcome("4E(3)", open_points=[SUBSECTION])
    scale = right.scale(book.running.factor)
    outcome.facts.append(("Shares that can no longer be issued", counted(part.shares * scale)))
    outcome.method.append(
        f"{counted(part.shares * scale)} shares of {right.id} can no longer be issued"
        f"{', since the company bought the right' if bought else ''}: the price becomes what it would be had that part "
        "never been issued (4E(3))."
    )
    if isinstance(event, BuyBack) and event.price is not None:
        outcome.facts.append(("Paid for them", dollars(event.price)))
    outcome = _again(book, right, outcome)
    _whole_grant_price(book, right, outcome)
    return outcome


def _again(book: Book, right: Right, outcome: Outcome) -> Outcome:
    """Replay the ledger since the grant, on the terms that right now has."""
    if right.excluded:
        outcome.method.append(f"{right.id} is Excluded Stock ({right.excluded}) and adjusted nothing: no readjustment.")
        return outcome
    before = book.running.price
    terms = _chosen_terms(book, right)
    redone = book.chain.retake(right.id, terms)
    outcome.method.append(_now_judged(book, right, terms))
    most = None if book.told_in_full else SHOWN_STEPS
    outcome.replayed = _steps(book, redone, most)
    shown = (one.event for one in redone[:most])
    outcome.concerns = tuple(dict.fromkeys((book.chain.event_of(right.id), *shown)))
    if book.running.price == before:
        outcome.method.append("Calculated anew from there, the conversion price is the same.")
        return outcome
    outcome.formula = f"Calculated anew from {right.id}: {result(book.running.price)}"
    higher = book.running.price > before
    outcome.method.append(
        f"Calculated anew from there, the conversion price is {price(book.running.price)} instead of {price(before)}."
        + (" The text lets a readjustment raise the price." if higher else "")
    )
    if higher and _converted_since(book, right):
        outcome.open_points.append(
            "4E(3): conversions made at the lower price stay as they were made; the text readjusts the price and "
            "nothing else."
        )
    return outcome


def _chosen_terms(book: Book, right: Right) -> Terms:
    return right.terms(whole_upfront=book.ledger.readings.expired_grant_price == "whole")


def _now_judged(book: Book, right: Right, terms: Terms) -> str:
    if not terms.shares:
        return f"Nothing of {right.id} remains: as if never issued."
    deemed = book.chain.world.deemed[right.id]
    return (
        f"{right.id}: now {counted(terms.shares)} shares, as counted at the grant, for "
        f"{dollars(terms.consideration)}, {dollars(terms.consideration / terms.shares)} a share: "
        f"{'deemed issued then' if deemed else 'not below the price of then, and so not deemed issued'}."
    )


def _whole_grant_price(book: Book, right: Right, outcome: Outcome) -> None:
    """Where counting the grant's price whole would give another price, both are told."""
    if right.excluded or not right.upfront or not right.ended or not right.terms().shares:
        return
    by_part = book.chain.price_if(right.id, right.terms())
    whole = book.chain.price_if(right.id, right.terms(whole_upfront=True))
    if by_part == whole:
        return
    taken = book.ledger.readings.expired_grant_price
    outcome.open_points.append(
        f"4E(3): what was paid for {right.id} can count by the part that stays, giving {price(by_part)}, or whole, "
        f"giving {price(whole)}; read: {'by the part' if taken == 'pro-rata' else 'whole'}."
    )


def _converted_since(book: Book, right: Right) -> bool:
    return any(kind == "convert" for kind in _after(book, right.id))


def _after(book: Book, event: str) -> list[str]:
    ids = list(book.kinds)
    first = ids.index(event) if event in ids else 0
    return [book.kinds[one] for one in ids[first:]]


def _steps(book: Book, redone: list[Redone], most: int | None) -> tuple[str, ...]:
    shown = [redone_formula(one, book.chain.world) for one in redone[:most]]
    if len(shown) < len(redone):
        shown.append(f"and {len(redone) - len(shown):,} steps more")
    return tuple(shown)
