"""Offering: rules on the whole batch, judged after its documents."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checks import figures
from checks.copies import copies_in
from checks.dated_law import law
from checks.parties import listed
from checks.purchasers import sales_of, tallies
from checks.rule import PASS, Context, Judged, Verdict, batch_rule, fail, review
from checks.same_subscriber import (
    Subscriber,
    by_house,
    by_tax_id,
    groups,
    same_name,
    same_name_and_address,
    same_tax_id,
    subscribers_of,
)

NUMBER = "shares.number"
DATE = "subscription.date"
NOT_READ = "could not be read with certainty"
COUNTED_SO = (
    "Counted as 17 CFR 230.501(e) says, as far as the documents show: the same purchaser once; persons of one "
    "surname and one address as relatives, of whom one counts; each entity as one purchaser. Sales in the issuer's "
    "other offerings, owners of an entity formed for this purchase, and entities that belong to another purchaser "
    "are not known here."
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A document's number of shares."""

    path: str
    sha256: str
    number: Decimal | None
    certain: bool
    on: date | None


@batch_rule(
    "OFF001",
    title="The subscriptions exceed the shares offered",
    cites=("First recital", "Section 1.12"),
    remedy="The company must limit or reject subscriptions (Section 1.12) until the rest fits the offering, and tell "
    "each subscriber concerned.",
)
def offering_is_not_exceeded(documents: tuple[Judged, ...], context: Context) -> Verdict:
    """The subscriptions that pass or need review are together for no more shares than are offered.

    Source: the first recital ("consisting of up to 25,000 shares"); 1.12 lets the company limit a
    subscription. The finding gives the excess, and the documents in order of their dates with the
    running total. Copies of one file are one subscription. Asks for review where only copies, or
    numbers that are not read with certainty, could exceed the offering.
    """
    offered = context.offering.security.shares_offered
    counted = sorted(
        (_subscription(one) for one in documents if one.status in ("pass", "review")),
        key=lambda one: (one.on is None, one.on or date.min, one.path),
    )
    certain = _without_copies([one for one in counted if one.certain])
    doubtful = [one for one in counted if not one.certain]
    least = figures.total(one.number for one in certain if one.number is not None)
    with_copies = figures.total(one.number for one in counted if one.certain and one.number is not None)
    doubt = (
        f" The number of shares of {_paths(doubtful)} {NOT_READ} and is not in this sum; it is a minimum."
        if doubtful
        else ""
    )
    paths = tuple(one.path for one in counted)
    if least > offered:
        excess = figures.difference(least, offered)
        return fail(
            f"The subscriptions that pass or need review are for {figures.share_count(least)}; the offering has "
            f"{figures.share_count(offered)}, so it is exceeded by {figures.share_count(excess)}.{doubt} "
            f"In order of their dates: {_running(certain, offered)}",
            documents=paths,
        )
    if with_copies > offered:
        return review(
            f"The subscriptions that pass or need review are for {figures.share_count(with_copies)} if copies of one "
            f"file are counted each, and for {figures.share_count(least)} if they are counted once; the offering has "
            f"{figures.share_count(offered)}.{doubt}",
            documents=paths,
        )
    if doubtful:
        return review(
            f"Whether the subscriptions exceed the offering's {figures.share_count(offered)} could not be decided: "
            f"those read with certainty are for {figures.share_count(least)}.{doubt}",
            documents=tuple(one.path for one in doubtful),
            remedy="Read the number of shares in the original documents named, and add it.",
        )
    return PASS


@batch_rule(
    "OFF002",
    title="One subscriber appears in more than one document",
    cites=("Section 1.12", "Section 6.3"),
    remedy="Please tell us whether both subscriptions are meant, or whether one replaces the other.",
)
def each_subscriber_appears_once(documents: tuple[Judged, ...], _context: Context) -> Verdict:
    """No subscriber, first or joint, appears in more than one document.

    Source: 1.12 and 6.3: a second agreement may add to the first, replace it, or be a copy. One tax
    id, or one name at one address, spelling aside, shows the same subscriber; files that are
    identical byte by byte are named as copies. Asks for review, also where an uncertain reading
    could hide a repetition.
    """
    subscribers = _all_subscribers(documents)
    said, paths = [], list[str]()
    copies = copies_in(documents)
    for copied in copies:
        said.append(f"{listed(copied)} are copies of one file.")
        paths += copied
    for group in groups(subscribers, _one_subscriber, by_tax_id, by_house):
        where = sorted({one.path for one in group})
        if len(where) < 2 or any(set(where) <= set(copied) for copied in copies):
            continue
        said.append(f"{listed(where)} are of the same subscriber, {_named(group)}.")
        paths += where
    return _repeated(subscribers, said, paths, "whether a subscriber appears more than once")


@batch_rule(
    "OFF003",
    title="Too many purchasers are not accredited",
    cites=("17 CFR 230.501(e)", "Section 1.3"),
    remedy="The company must not sell to more purchasers who are not accredited than the exemption admits; counsel "
    "decides whose subscriptions are rejected.",
)
def purchasers_who_are_not_accredited_are_few(documents: tuple[Judged, ...], context: Context) -> Verdict:
    """No more than 35 purchasers are not accredited; under Rule 506(c) none.

    Source: 17 CFR 230.506(b)(2)(i): counted over the offering for sales to 2021-03-14, over any 90
    calendar days from then on; who counts, 230.501(e). A purchaser who marks Category I is not
    accredited. Who marks nothing legible, or whose category is doubted by a rule, is undetermined:
    where the undetermined, the undated and the files that could not be read could make the number
    too large, a person must decide. Sale by sale, whatever the document's status.
    """
    offering = context.offering
    limit, cite = _limit(context)
    unread = sum(one.document.record is None and one.document.error_code in UNREAD_AGREEMENT for one in documents)
    counts = tallies(sales_of(documents), unread, offering)
    worst = counts[0]
    if worst.least > limit:
        many = "One purchaser" if worst.least == 1 else f"{worst.least} purchasers"
        verb = "is" if worst.least == 1 else "are"
        return fail(
            f"{many} {_period(worst.days, worst.ends)} {verb} not accredited; {_allowed(limit)}. {COUNTED_SO}",
            documents=worst.sure,
            cites=(cite,),
        )
    possible = max(counts, key=lambda tally: tally.most)
    if possible.most > limit:
        files = f", or stand behind {unread} of the files that could not be read" if unread else ""
        return review(
            f"At least {possible.least} and at most {possible.most} purchasers {_period(possible.days, possible.ends)} "
            f"are not accredited; {_allowed(limit)}. Undetermined are those whose category or date is not certain, "
            f"whose category is doubted by another rule, or who may be relatives of another purchaser{files}. "
            f"{COUNTED_SO}",
            documents=possible.possible,
            cites=(cite,),
        )
    return PASS


@batch_rule(
    "OFF004",
    title="Tax ids and names do not agree across the batch",
    cites=("Signature page", "26 CFR 301.6109-1"),
    remedy="Please confirm your full name and your tax id, and correct and initial the one that is wrong.",
)
def names_and_tax_ids_agree(documents: tuple[Judged, ...], _context: Context) -> Verdict:
    """One tax id stands under one name, and one name at one address has one tax id.

    Source: 26 CFR 301.6109-1: a number belongs to one taxpayer. Spelling aside; joint subscribers
    are compared too, also within one document. Asks for review: the same number under two names, or
    Harold P. Kessler of one address with two numbers; also where an uncertain reading could hide one.
    """
    subscribers = _all_subscribers(documents)
    said, paths = [], list[str]()
    for group in groups(subscribers, same_tax_id, by_tax_id):
        names = _unlike_names(group)
        if len(names) > 1:
            where = sorted({one.path for one in group})
            said.append(f"The tax id {group[0].tax_written} stands under {listed(names)} ({', '.join(where)}).")
            paths += where
    for group in groups(subscribers, same_name_and_address, by_house):
        numbers = list(dict.fromkeys(one.tax_digits for one in group if one.tax_digits))
        if len(numbers) > 1:
            where = sorted({one.path for one in group})
            shown = listed([next(one.tax_written for one in group if one.tax_digits == number) for number in numbers])
            said.append(f"{group[0].shown}, of one address, gives the tax ids {shown} ({', '.join(where)}).")
            paths += where
    return _repeated(subscribers, said, paths, "whether tax ids and names agree")


@batch_rule(
    "OFF005",
    title="A file could not be read",
    cites=("Section 1.12",),
    remedy="Save or scan the file again as its message says, and check the batch once more; nothing in it was judged.",
)
def every_file_was_read(documents: tuple[Judged, ...], _context: Context) -> Verdict:
    """Every file of the batch was read as the offering's form.

    Source: 1.12: the company reviews each agreement. A file that could not be read, or is another
    document, is never left out silently: the finding names it and says why.
    """
    unread = sorted((one.document for one in documents if one.document.record is None), key=lambda one: one.path)
    if not unread:
        return PASS
    reasons = [f"{one.path} ({one.error_code or 'unreadable'}): {_sentence(one.error_message)}" for one in unread]
    opening = "One file" if len(unread) == 1 else f"{len(unread)} files"
    return fail(
        f"{opening} of {len(documents)} could not be read, and nothing in {'it' if len(unread) == 1 else 'them'} was "
        f"judged. {' '.join(reasons)}",
        documents=tuple(one.path for one in unread),
    )


UNREAD_AGREEMENT = ("encrypted", "corrupt", "too-large", "timeout")
"""Errors behind which a purchaser's agreement may stand."""


def _subscription(judged: Judged) -> Subscription:
    document = judged.document
    if document.record is None:
        return Subscription(document.path, document.sha256, None, certain=True, on=None)
    record = document.record
    number = record.number(NUMBER)
    usable = number is not None and number.is_finite() and number > 0
    return Subscription(
        document.path,
        document.sha256,
        number if usable else None,
        certain=record.readings[NUMBER].is_certain,
        on=record.day(DATE) if record.readings[DATE].is_certain else None,
    )


def _without_copies(subscriptions: list[Subscription]) -> list[Subscription]:
    first: dict[str, Subscription] = {}
    for one in subscriptions:
        first.setdefault(one.sha256, one)
    return list(first.values())


def _running(subscriptions: list[Subscription], offered: Decimal) -> str:
    """Each document with its date, its shares and the total so far; the one that exceeds is marked."""
    parts, so_far, marked = [], Decimal(0), False
    for one in subscriptions:
        if one.number is None:
            continue
        so_far = figures.total((so_far, one.number))
        on = figures.day(one.on) if one.on else "no certain date"
        part = f"{one.path} ({on}), {figures.share_count(one.number)}, together {figures.shares(so_far)}"
        if so_far > offered and not marked:
            part, marked = f"{part}, from here on too many", True
        parts.append(part)
    return "; ".join(parts) + "."


def _paths(subscriptions: list[Subscription]) -> str:
    return listed([one.path for one in subscriptions])


def _all_subscribers(documents: tuple[Judged, ...]) -> list[Subscriber]:
    ordered = sorted((one.document for one in documents), key=lambda document: document.path)
    return [subscriber for document in ordered for subscriber in subscribers_of(document)]


def _one_subscriber(one: Subscriber, other: Subscriber) -> bool:
    return same_tax_id(one, other) or same_name_and_address(one, other)


def _named(group: list[Subscriber]) -> str:
    written = next((one.tax_written for one in group if one.tax_digits), "")
    return f"{group[0].shown} (tax id {written})" if written else group[0].shown


def _unlike_names(group: list[Subscriber]) -> list[str]:
    unlike: list[Subscriber] = []
    for one in group:
        if one.name and not any(same_name(one, other) for other in unlike):
            unlike.append(one)
    return [one.name for one in unlike]


def _repeated(subscribers: list[Subscriber], said: list[str], paths: list[str], question: str) -> Verdict:
    """The review of what was found, or of what an uncertain reading leaves open."""
    unsure = [one for one in subscribers if one.uncertain]
    several = len(subscribers) > 1
    if unsure and several:
        where = "; ".join(f"{one.path}: {', '.join(one.uncertain)}" for one in unsure)
        open_question = f"These readings are uncertain ({where}), so it could not be decided {question}."
        said, paths = [*said, open_question], [*paths, *(one.path for one in unsure)]
    if not said:
        return PASS
    return review(" ".join(said), documents=tuple(sorted(set(paths))))


def _limit(context: Context) -> tuple[int, str]:
    """How many purchasers who are not accredited the exemption admits, and the citation."""
    offering = context.offering
    if offering.exemption == "rule-506c":
        return 0, "17 CFR 230.506(c)(2)(i)"
    admitted = law("non_accredited_purchasers").on(offering.closes)
    window = law("purchaser_count_window").on(offering.closes)
    return int(str(admitted.value or 0)), window.cite or admitted.cite


def _allowed(limit: int) -> str:
    return f"Rule 506(b) admits {limit}" if limit else "Rule 506(c) admits none"


def _period(days: int, ends: date | None) -> str:
    return f"in the {days} days that end on {figures.day(ends)}" if ends else "in this offering"


def _sentence(text: str) -> str:
    plain = " ".join(text.split()) or "No reason is known."
    return plain if plain.endswith((".", "?", "!")) else f"{plain}."
