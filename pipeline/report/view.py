"""The report as people read it: labels, written values, what to do first, the picture of shares."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors.record import CERTAIN
from pipeline.report.report import DocumentEntry, FieldReading, Place, Report
from templates.form import Field

Catalogue = Mapping[str, Field]
STATUS_WORDS = {"pass": "Passes", "review": "Needs review", "fail": "Fails", "unreadable": "Unreadable"}
OUTCOME_WORDS = {"fail": "Fail", "review": "Review", "pass": "Pass", "not_applicable": "Not applicable"}
SIGNATURE_WORDS = {
    "intact": "intact; what was signed is unchanged since, and who issued the certificate was not asked",
    "broken": "invalid, or the file was changed after it was signed",
    "unchecked": "could not be checked",
}
ACRONYMS = {"nasd": "NASD", "aba": "ABA", "swift": "SWIFT", "zip": "ZIP"}
CERTAIN_STATES = ("filled", "blank", "invalid")
WORDS_BEFORE, WORDS_AFTER = 110, 70
"""Characters of printed words shown beside a value."""
SHOWN_AT_ONCE = 12
"""Documents named in an action before the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A field's words in their place."""

    name: str
    label: str
    place: str
    before: str
    words: str
    after: str
    state: str
    doubt: str
    """How sure the reading is, where it is not certain; else ""."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field in the table of what was read."""

    label: str
    where: str
    value: str
    raw: str
    place: str
    state: str
    sure: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together: those something stands in, and the names of the blank ones."""

    title: str
    rows: tuple[Row, ...]
    blank: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A document by its anchor and path."""

    anchor: str
    path: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done, and for which documents."""

    outcome: str
    rule: str
    title: str
    remedy: str
    shown: tuple[Link, ...]
    folded: tuple[Link, ...]

    @property
    def count(self) -> int:
        """Documents it is about."""
        return len(self.shown) + len(self.folded)


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares subscribed against the offering: parts in per cent of the picture's width."""

    passing: str
    review: str
    review_from: str
    offered_at: str
    excess: bool


def label(name: str) -> str:
    """A field's name in words: "shares.purchase_price" → "Shares: purchase price"."""
    prefix, _, rest = name.partition(".")
    return f"{group_title(prefix)}: {_in_words(rest)}" if rest else group_title(prefix)


def group_title(prefix: str) -> str:
    """The first part of a field's name as a heading."""
    words = _in_words(prefix)
    return words[:1].upper() + words[1:]


def written(reading: FieldReading, type_: str) -> str:
    """A value as a person writes it; "" where there is none."""
    value = reading.value
    match value:
        case None:
            return ""
        case bool():
            if type_ == "signature":
                return "signed" if value else "no signature"
            return "Yes" if value else "No"
        case list():
            return ", ".join(_in_words(part) if part.islower() else part for part in value)
    if type_ == "date":
        return day(value)
    if type_ in ("money", "decimal", "integer"):
        return ("$" if type_ == "money" else "") + grouped(value)
    return _in_words(value) if type_ == "choice" else value


def day(iso: str) -> str:
    """An ISO date as a person writes it: "September 1, 2005"."""
    try:
        on = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{on:%B} {on.day}, {on.year}"


def grouped(figure: str) -> str:
    """A figure with its thousands grouped: "25,000"."""
    return f"{Decimal(figure):,f}"


def place(where: Place) -> str:
    """A place in words: "p. 21", "line 1043"; "" where nothing is known."""
    parts = []
    if where.page is not None:
        parts.append(f"p. {where.page}")
    if where.line is not None:
        parts.append(f"line {where.line}")
    return ", ".join(parts)


def subscriber(document: DocumentEntry) -> str:
    """Who subscribes: the entity, else the person or both persons; "" where no name was read."""

    def name(field: str) -> str:
        reading = document.fields.get(field)
        return reading.value if reading and isinstance(reading.value, str) else ""

    return name("subscriber.entity_name") or " and ".join(filter(None, map(name, ("subscriber.name", "joint.name"))))


def evidence(document: DocumentEntry, names: Iterable[str], catalogue: Catalogue) -> tuple[Evidence, ...]:
    """The words a finding rests on, in their places."""
    shown = []
    for name in names:
        reading = document.fields.get(name)
        if reading is None:
            continue
        type_ = catalogue[name].type if name in catalogue else "text"
        words = reading.raw or written(reading, type_)
        shown.append(
            Evidence(
                name=name,
                label=label(name),
                place=place(reading.where) or (catalogue[name].where if name in catalogue else ""),
                before=_tail(reading.context.before),
                words="" if reading.state == "blank" else words,
                after=_head(reading.context.after),
                state=reading.state,
                doubt="" if _is_certain(reading) else f"{reading.state}, {percent(reading.confidence)} sure",
            )
        )
    return tuple(shown)


def groups(document: DocumentEntry, catalogue: Catalogue) -> tuple[Group, ...]:
    """What was read, by the first part of the fields' names."""
    rows: dict[str, list[Row]] = defaultdict(list)
    blank: dict[str, list[str]] = defaultdict(list)
    for name, reading in document.fields.items():
        prefix, _, rest = name.partition(".")
        rows[prefix], blank[prefix] = rows[prefix], blank[prefix]
        words = _in_words(rest) or prefix
        if reading.state == "blank" and not reading.raw and _is_certain(reading):
            blank[prefix].append(words)
            continue
        field = catalogue.get(name)
        value = written(reading, field.type if field else "text") if reading.state == "filled" else reading.state
        raw = reading.raw or ""
        rows[prefix].append(
            Row(
                label=words[:1].upper() + words[1:],
                where=field.where if field else "",
                value=value,
                raw="" if raw == value else raw,
                place=place(reading.where),
                state=reading.state,
                sure=percent(reading.confidence),
                certain=_is_certain(reading),
            )
        )
    return tuple(Group(group_title(prefix), tuple(rows[prefix]), tuple(blank[prefix])) for prefix in rows)


def actions(report: Report, anchors: Mapping[str, str]) -> tuple[Action, ...]:
    """What needs doing, first things first: files to be had again, what fails, what needs a person.

    What is asked of several documents in the same words is one action.
    """
    found: dict[tuple[int, str, str, str, str], list[str]] = defaultdict(list)
    unreadable = {document.path for document in report.documents if document.status == "unreadable"}
    for document in report.documents:
        if document.error is not None:
            found[0, "unreadable", "", "Files that could not be read", ""].append(document.path)
        for finding in document.findings if document.error is None else ():
            rank = 2 if finding.outcome == "fail" else 4
            found[rank, finding.outcome, finding.rule, finding.title, finding.remedy].append(document.path)
    for whole in report.findings:
        if whole.documents and set(whole.documents) <= unreadable:
            continue  # said above already
        rank = 1 if whole.outcome == "fail" else 3
        found[rank, whole.outcome, whole.rule, whole.title, whole.remedy].extend(whole.documents)
    ordered = sorted(found.items(), key=lambda entry: (entry[0][0], -len(entry[1]), entry[0][2:]))
    return tuple(_action(key, paths, anchors) for key, paths in ordered)


def _action(key: tuple[int, str, str, str, str], paths: list[str], anchors: Mapping[str, str]) -> Action:
    _rank, outcome, rule, title, remedy = key
    links = tuple(Link(anchors[path], path) for path in paths if path in anchors)
    if not remedy:
        remedy = "Each is listed below with what is wrong and how to mend it."
    return Action(outcome, rule, title, remedy, links[:SHOWN_AT_ONCE], links[SHOWN_AT_ONCE:])


def bar(report: Report) -> Bar:
    """The picture of shares; as wide as the offering, or as the subscriptions where they exceed it."""
    shares = report.summary.shares
    offered, passing, review = Decimal(shares.offered), Decimal(shares.passing), Decimal(shares.review)
    whole = max(offered, passing + review, Decimal(1))
    return Bar(
        passing=_part(passing, whole),
        review_from=_part(passing, whole),
        review=_part(review, whole),
        offered_at=_part(offered, whole),
        excess=passing + review > offered,
    )


def anchors(report: Report) -> dict[str, str]:
    """Each document's anchor in the page, by its path."""
    return {document.path: f"document-{count}" for count, document in enumerate(report.documents, 1)}


def percent(confidence: float) -> str:
    """0.998 → "99.8 %"; rounded down, as the report rounds."""
    return f"{Decimal(str(confidence)) * 100:f}".rstrip("0").rstrip(".") + " %"


def _part(part: Decimal, whole: Decimal) -> str:
    return f"{max(part, Decimal(0)) / whole * 100:.2f}%"


def _is_certain(reading: FieldReading) -> bool:
    return reading.state in CERTAIN_STATES and reading.confidence >= CERTAIN


def _in_words(name: str) -> str:
    return " ".join(ACRONYMS.get(word, word) for word in name.split("_"))


def _tail(words: str) -> str:
    words = re.sub(r"\s+", " ", words).strip()
    return words if len(words) <= WORDS_BEFORE else "…" + words[-WORDS_BEFORE:]


def _head(words: str) -> str:
    words = re.sub(r"\s+", " ", words).strip()
    return words if len(words) <= WORDS_AFTER else words[:WORDS_AFTER] + "…"
