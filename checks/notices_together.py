"""Notices of conversion: rules on all notices of a batch together, by the ledger and beside each other."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from checks.conversion.figures import counted
from checks.conversion.history import ConversionHistory
from checks.conversion.names import plain_name
from checks.copies import copies_in
from checks.figures import day as written
from checks.notice_claims import Claim, claims_of, on, once, repeated, shares, told
from checks.notice_counts import (
    Excess,
    left_by,
    more_common_than_there,
    more_than_owned,
    more_than_the_series,
    perhaps_more_than_owned,
    unaware,
)
from checks.notice_standing import CERTIFICATE, CONVERTED, DATE, FORM, ISSUED, NAME, NO_LEDGER
from checks.parties import listed
from checks.rule import PASS, Context, Judged, Verdict, batch_rule, fail, not_applicable, review

NONE = "No completed notice of conversion is among the documents."
LOOK = "Read the named places in the original documents and decide."
BY_ORDER = "events of that day leave more or fewer shares available, and nothing sets their order"
ZERO = Fraction(0)


@batch_rule(
    "CNV010",
    title="Notices of one holder convert more shares together than the holder owns",
    cites=(f"{CERTIFICATE}, Section 4A", f"{CERTIFICATE}, Section 4M", "Annex A"),
    remedy="The shares of the series can be converted once only. Please tell us which of the notices stand, and"
    " withdraw the others.",
    form=FORM,
)
def shares_are_converted_once(documents: tuple[Judged, ...], context: Context) -> Verdict:
    """All notices of a holder convert no more shares than the holder owns, on the day of each.

    Source: 4A (shares are converted by their holder); 4M (those converted are retired). Holders are told apart as in
    CNV008. On the day of each notice those of the batch that the ledger does not record yet, and all of that day, are
    counted against the register; copies of a file, and the same conversion in two files, once. Without a register:
    against what the notices state, and all notices against all shares of the series. Asks for review where only notices
    that fail, or the same conversion twice, or conversions of the day that the ledger records beside them, make too
    many; where a notice takes no account of another; where an uncertain reading could hide it.
    Units: shares of the series, as of the day of each notice.
    Fails: two notices of 3,000 shares each by a holder of 5,000.
    """
    claims, history = claims_of(documents, context), context.history
    if not claims:
        return not_applicable(NONE)
    sure = once(one for one in claims if one.is_certain and not one.fails)
    every = [one for one in claims if one.is_established and one.day is not None and one.shares is not None]
    too_many = [found for group in _by_holder(sure) if (found := more_than_owned(group, history))]
    too_many += more_than_the_series(sure, history)
    if too_many:
        return fail(" ".join(map(_of_one_holder, too_many)), documents=_paths(_all(too_many)))
    said, named = [], set[str]()
    for group in _by_holder(every):
        found, pair = perhaps_more_than_owned(group, history), unaware(once(group), history)
        if found is not None:
            said.append(f"{_of_one_holder(found)} {_why_perhaps(found, history)}")
            named |= {one.path for one in found.claims}
        elif pair is not None:
            said.append(_without_account(*pair, history))
            named |= {one.path for one in pair}
    undecided = _undecided(claims, (DATE, CONVERTED, NAME), "whether a holder converts more shares than it owns")
    return _review_of(said, named, undecided)


@batch_rule(
    "CNV011",
    title="One conversion appears in more than one notice",
    cites=(f"{CERTIFICATE}, Section 4A",),
    remedy="Please tell us whether both notices are meant, or whether they are of one conversion.",
    form=FORM,
)
def each_conversion_appears_once(documents: tuple[Judged, ...], context: Context) -> Verdict:
    """No two notices are copies of one file, and none repeats another's holder, Conversion Date and number of shares.

    Source: 4A (each notice effects a conversion). Two notices that the ledger both records as conversions stand for
    themselves. Asks for review; also where an uncertain reading could hide a repetition.
    """
    claims = claims_of(documents, context)
    if not claims:
        return not_applicable(NONE)
    copies = copies_in(documents)
    said = [f"{listed(paths)} are copies of one file; it is counted once." for paths in copies]
    same = repeated(claims)
    said += [
        f"{listed([one.path for one in group])} are probably the same conversion twice: {shares(group[0].shares)} of"
        f" {group[0].holder} on {on(group[0].day)}."
        for group in same
    ]
    named = {path for paths in copies for path in paths} | {one.path for group in same for one in group}
    undecided = _undecided(claims, (DATE, CONVERTED, NAME), "whether a conversion appears more than once")
    return _review_of(said, named, undecided)


@batch_rule(
    "CNV012",
    title="The notices together need more common stock than is authorized and available",
    cites=(
        f"{CERTIFICATE}, Section 4A",
        f"{CERTIFICATE}, second Section 4L, paragraph (2)",
        f"{CERTIFICATE}, Section 8",
    ),
    remedy="The company has no authorized shares for all these conversions. Please agree with it on the number that can"
    " be converted now.",
    form=FORM,
)
def authorized_shares_suffice_for_all(documents: tuple[Judged, ...], context: Context) -> Verdict:
    """The common to be issued by all notices is no more than is authorized and available, on the day of each.

    Source: 4A ("only be entitled to convert ... to the extent that there are authorized shares"); who comes first the
    text does not say. Counted on the day of each notice: what the ledger does not record yet, and all of that day,
    against the shares authorized and not issued on it. Asks for review where only notices that fail, or the same
    conversion twice, make too many; where the order of other events of the day decides; where an uncertain reading
    could hide it.
    Units: shares of common stock, as of the day of each notice.
    """
    claims, history = claims_of(documents, context), context.history
    if not claims:
        return not_applicable(NONE)
    if history is None:
        return not_applicable(NO_LEDGER)
    counting = [one for one in claims if one.day is not None and one.common is not None]
    sure = once(
        one for one in counting if not (one.fails or one.recorded_elsewhere or {DATE, ISSUED} & set(one.unsure))
    )
    for group, judge, at_least in ((sure, fail, False), (counting, review, False), (counting, review, True)):
        found = more_common_than_there(group, history, at_least=at_least)
        if found is not None:
            why = f" This is for a person to decide: {BY_ORDER}." if at_least else f" {_why_perhaps(found, history)}"
            return judge(
                f"The notices need {shares(found.claimed)} of Common Stock together, but only {counted(found.there)}"
                f" are authorized and available on {written(found.day)}:"
                f" {counted(found.claimed - found.there)} are wanting."
                f" In order of their dates: {_running(found)}."
                f"{why if judge is review else ''}",
                documents=_paths(found.claims),
            )
    return _undecided(claims, (DATE, ISSUED), "whether enough common stock is authorized for all notices")


def _by_holder(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for one in claims:
        groups.setdefault(plain_name(one.holder), []).append(one)
    return [group for group in groups.values() if len(group) > 1]


def _of_one_holder(found: Excess) -> str:
    holders = {plain_name(one.holder) for one in found.claims}
    whose = f"{found.claims[0].holder} converts" if len(holders) == 1 else "The notices convert"
    return (
        f"{whose} {shares(found.claimed)} together, but {counted(found.there)} are {found.by} on {written(found.day)}:"
        f" {told(found.claims)}."
    )


def _without_account(first: Claim, second: Claim, history: ConversionHistory | None) -> str:
    """That the second of two notices of a holder starts from shares that the first converts."""
    both = f"{first.path} and {second.path} are of {second.holder}, and the second"
    if history is None or not history.register.is_known:
        left = left_by(first)
        leaves = "" if left is None else f", but the first leaves {counted(left)}"
        return (
            f"{both} starts from {shares(second.before)} owned before{leaves}. {_no_register(history)}, so it is not"
            f" known whether others came in. {told((first, second))}."
        )
    unrecorded = "" if first.recorded else ", which the ledger does not record"
    return (
        f"{both} takes no account of the first{unrecorded}: it starts from {shares(second.before)} owned before."
        f" {told((first, second))}."
    )


def _no_register(history: ConversionHistory | None) -> str:
    return "No ledger was given" if history is None else "The ledger has no register"


def _why_perhaps(found: Excess, history: ConversionHistory | None) -> str:
    """Why it is not certain that notices claim too much."""
    failing = [one.path for one in found.claims if one.fails]
    unread = [one.path for one in found.claims if one.unsure]
    elsewhere = [one.path for one in found.claims if one.recorded_elsewhere]
    twice = [[one.path for one in same] for same in repeated(found.claims)]
    reasons = [
        *([f"{listed(failing)} {'fails' if len(failing) == 1 else 'fail'} as it stands"] if failing else ()),
        *([f"readings in {listed(unread)} are uncertain"] if unread else ()),
        *([f"the ledger records as much as {listed(elsewhere)} on another day"] if elsewhere else ()),
        *(f"{listed(paths)} are probably the same conversion twice" for paths in twice),
    ]
    if not reasons and (history is None or not history.register.is_known):
        none = _no_register(history)
        reasons = [f"{none[0].lower()}{none[1:]}, and the number owned is the most that one of the notices states"]
    if not reasons:
        reasons = ["the ledger records a conversion of that day for which there is no notice here"]
    return f"This is for a person to decide: {'; '.join(reasons)}."


def _all(found: Iterable[Excess]) -> Iterable[Claim]:
    return (one for excess in found for one in excess.claims)


def _review_of(said: list[str], named: set[str], undecided: Verdict) -> Verdict:
    """What was found, and what is left open beside it."""
    if not said:
        return undecided
    if undecided.outcome == "review":
        said, named = [*said, undecided.message], named | set(undecided.documents)
    return review(" ".join(said), documents=tuple(sorted(named)))


def _undecided(claims: Sequence[Claim], names: tuple[str, ...], question: str) -> Verdict:
    """A review where uncertain readings leave a question open; a pass where none of them could matter."""
    doubtful = [(one, reason) for one in claims if (reason := _doubt(one, names, claims))]
    if not doubtful:
        return PASS
    where = "; ".join(f"{one.path}: {reason}" for one, reason in doubtful)
    return review(
        f"This is not certain ({where}), so it could not be decided {question}.",
        documents=tuple(sorted(one.path for one, _ in doubtful)),
        remedy=LOOK,
    )


def _doubt(claim: Claim, names: tuple[str, ...], claims: Sequence[Claim]) -> str:
    """What of a claim is open and could matter to another notice; "" for nothing."""
    others = [one for one in claims if one is not claim]
    asks_whose = NAME in names
    known_holder = claim.is_established and NAME not in claim.unsure
    if asks_whose and known_holder:
        holder = plain_name(claim.holder)
        others = [
            one for one in others
            if NAME in one.unsure or not one.is_established or plain_name(one.holder) == holder
        ]  # fmt: skip
    if not others:
        return ""
    reasons = [name for name in names if name in claim.unsure]
    if asks_whose and not claim.is_established and NAME not in claim.unsure:
        reasons.append("whose shares it converts")
    if claim.day is None and DATE not in claim.unsure:
        reasons.append("on which day")
    return listed(reasons) if reasons else ""


def _paths(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({one.path for one in claims}))


def _running(found: Excess) -> str:
    """Each notice with its day, its common stock and the total so far; the one that exceeds is marked."""
    parts, so_far, marked = [], ZERO, False
    for one in found.claims:
        so_far += one.common or ZERO
        part = f"{one.path} ({on(one.day)}), {shares(one.common)}, together {counted(so_far)}"
        if so_far > found.there and not marked:
            part, marked = f"{part}, from here on too many", True
        parts.append(part)
    return "; ".join(parts)
