"""What a rule is: its declaration, what it is given, what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from checks.conversion.history import ConversionHistory
from checks.offering import Offering
from extractors.record import Record

Outcome = Literal["pass", "fail", "review", "not_applicable"]
AGREEMENT = "series-e-subscription"
Status = Literal["pass", "review", "fail", "unreadable"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's answer on one document, or on the batch."""

    outcome: Outcome
    message: str = ""
    """Whole sentences with the figures and words of this document; "" for a pass."""
    fields: tuple[str, ...] = ()
    """The fields the finding is about; () means all the rule reads that are not blank."""
    cites: tuple[str, ...] = ()
    """Citations that belong to this verdict beside the rule's own (law in force on a date)."""
    remedy: str = ""
    """In place of the rule's own remedy, in words that can be sent to an investor."""
    documents: tuple[str, ...] = ()
    """Paths, in a batch rule's verdict."""
    rests_on: tuple[str, ...] | None = None
    """The fields without which this outcome would be another; None means all the rule reads.
    Only for a pass or a not-applicable that stands whatever the other fields say: the offering
    has no minimum, there is no joint subscriber, nothing is missing from the form."""


PASS = Verdict("pass")

LOOK = "Read the named places in the original document and decide."
LOOK_THERE = "Read the named place in the original document and decide."
VERIFY = "Open the file in a program that verifies digital signatures, and decide."
FOR_THE_REVIEWER = frozenset({LOOK, LOOK_THERE, VERIFY})
"""The remedies that ask whoever reviews the document for something, and nobody else: no letter says them."""


def fail(message: str, **more: object) -> Verdict:
    """The rule is broken. `more` sets Verdict's other attributes."""
    return Verdict("fail", message, **more)  # type: ignore[arg-type]


def review(message: str, **more: object) -> Verdict:
    """A person must decide."""
    return Verdict("review", message, **more)  # type: ignore[arg-type]


def not_applicable(message: str, *, rests_on: tuple[str, ...] | None = None) -> Verdict:
    """The rule asks nothing of this document, and why."""
    return Verdict("not_applicable", message, rests_on=rests_on)


@dataclass(frozen=True, slots=True)
class Document:
    """One input of the batch: its record, or why there is none."""

    path: str
    sha256: str
    record: Record | None = None
    error_code: str | None = None
    error_message: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside the document. No clock: `as_of` comes from the caller."""

    offering: Offering
    as_of: date
    subscribed_on: date
    """The date whose law applies: the subscription's, else the offering's opening."""
    path: str = ""
    batch: tuple[Document, ...] = ()
    """Every document of the batch, this one included, in sorted order of paths."""
    history: ConversionHistory | None = None
    """What became of the series that a notice converts; None where no ledger was given."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a report shows of a rule that fails or needs review."""

    rule: str
    outcome: Outcome
    title: str
    message: str
    fields: tuple[str, ...]
    cites: tuple[str, ...]
    remedy: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with every rule's outcome."""

    document: Document
    status: Status
    outcomes: dict[str, Outcome]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a rule cites, and asks for, in a form that is not the one it was written for."""

    cites: tuple[str, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on one document, as declared."""

    id: str
    title: str
    reads: tuple[str, ...]
    cites: tuple[str, ...]
    remedy: str
    judge: Callable[[Record, Context], Verdict]
    form: str = AGREEMENT
    editions: tuple[str, ...] = ()
    """The editions it is about; empty: all. On another edition it is not applicable."""
    also: Mapping[str, Elsewhere] = field(default_factory=dict)
    """The other forms it is about, whatever their edition."""

    @property
    def explanation(self) -> str:
        """The rule's docstring."""
        return self.judge.__doc__ or ""

    def is_about(self, record: Record) -> bool:
        """Whether it asks anything of a document of this form and edition."""
        if record.form in self.also:
            return True
        return self.form == record.form and (not self.editions or record.edition in self.editions)

    def in_form(self, form: str) -> Elsewhere:
        """What it cites, and asks for, in a document of a form."""
        return self.also.get(form, Elsewhere(self.cites, self.remedy))


@dataclass(frozen=True, slots=True)
class BatchRule:
    """A rule on the batch, judged after its documents."""

    id: str
    title: str
    cites: tuple[str, ...]
    remedy: str
    judge: Callable[[tuple[Judged, ...], Context], Verdict]
    form: str = AGREEMENT
    """The form whose documents it is given; with the agreements every file that could not be read."""

    @property
    def explanation(self) -> str:
        """The rule's docstring."""
        return self.judge.__doc__ or ""


@dataclass(slots=True)
class Registry:
    """The rules as the families declare them; closed by `checks.catalogue`."""

    rules: dict[str, Rule] = field(default_factory=dict)
    batch_rules: dict[str, BatchRule] = field(default_factory=dict)
    closed: bool = False

    def add(self, declared: Rule | BatchRule) -> None:
        """Take in a rule. An empty, repeated or late id is a programming error."""
        if self.closed:
            raise RuntimeError(f"rule {declared.id} is declared after the catalogue was closed")
        if not declared.id or declared.id in self.rules or declared.id in self.batch_rules:
            raise RuntimeError(f"rule id {declared.id!r} is empty or declared twice")
        if isinstance(declared, Rule):
            self.rules[declared.id] = declared
        else:
            self.batch_rules[declared.id] = declared


REGISTRY = Registry()


def rule(
    id: str,
    *,
    title: str,
    reads: tuple[str, ...],
    cites: tuple[str, ...],
    remedy: str,
    form: str = AGREEMENT,
    editions: tuple[str, ...] = (),
    also: Mapping[str, Elsewhere] | None = None,
) -> Callable[[Callable[[Record, Context], Verdict]], Callable[[Record, Context], Verdict]]:
    """Declare a rule on one document.

    The function is given a record that holds only the fields in `reads`, so that what a
    rule rests on is always declared. It never thinks about uncertain readings of its own
    accord: `checks.run` turns a pass, or a not-applicable, that rests on one into a review.
    It must not fail a field for being "missing" whose state is neither blank nor invalid.
    """

    def declare(judge: Callable[[Record, Context], Verdict]) -> Callable[[Record, Context], Verdict]:
        REGISTRY.add(Rule(id, title, tuple(dict.fromkeys(reads)), cites, remedy, judge, form, editions, also or {}))
        return judge

    return declare


def batch_rule(
    id: str, *, title: str, cites: tuple[str, ...], remedy: str, form: str = AGREEMENT
) -> Callable[[Callable[[tuple[Judged, ...], Context], Verdict]], Callable[[tuple[Judged, ...], Context], Verdict]]:
    """Declare a rule on the whole batch."""

    def declare(
        judge: Callable[[tuple[Judged, ...], Context], Verdict],
    ) -> Callable[[tuple[Judged, ...], Context], Verdict]:
        REGISTRY.add(BatchRule(id, title, cites, remedy, judge, form))
        return judge

    return declare
