"""Records + offering + date → outcomes; the keeper of the two principles.

1. Never a silent pass: a pass, or a not-applicable, that rests on an uncertain reading
   becomes a review that names the field. Nor is anybody failed for what may be misread: a
   fail that an uncertain reading alone brings about becomes a review too.
2. Rules have dates: the context carries the subscription's date, by which law is looked up.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from checks.catalogue import BATCH_RULES, RULES
from checks.conversion.history import ConversionHistory
from checks.offering import Offering
from checks.rule import (
    AGREEMENT,
    LOOK,
    LOOK_THERE,
    BatchRule,
    Context,
    Document,
    Elsewhere,
    Finding,
    Judged,
    Outcome,
    Rule,
    Status,
    Verdict,
)
from extractors.record import Reading, Record
from extractors.signature_words import remark_in
from templates.form import load_form

THE_DOCUMENT_ITSELF = ("FRM003", "FRM004")
"""Where one of these strikes, no other rule has an outcome of its own."""
SUBSCRIBED = "subscription.date"
_PARTS_OF_CENTS = re.compile(r"\$?\d[\d,]*\.\d{3,}")
CERTIFICATE, OF_THE_CERTIFICATE = "certificate of signatory", "signatory."


@dataclass(frozen=True, slots=True)
class Judgement:
    """A batch with everything the rules say of it."""

    documents: tuple[Judged, ...]
    outcomes: dict[str, Outcome]
    findings: tuple[Finding, ...]


def judge(
    documents: Iterable[Document], offering: Offering, as_of: date, history: ConversionHistory | None = None
) -> Judgement:
    """Judge every document, then the batch.

    Args:
        documents: In sorted order of their paths.
        offering: The terms every document is judged by.
        as_of: The date of the check, for dates in the future.
        history: The ledger of the series gone through, for notices of conversion.
    """
    batch = tuple(_without_doubts_of_what_is_not_there(document) for document in documents)
    context = Context(offering, as_of, offering.opens, batch=batch, history=history)
    judged = tuple(_judge_document(document, context) for document in batch)
    outcomes: dict[str, Outcome] = {}
    findings = []
    for rule in BATCH_RULES:
        verdict = rule.judge(tuple(_concerned(judged, rule)), context)
        outcomes[rule.id] = verdict.outcome
        if verdict.outcome in ("fail", "review"):
            findings.append(_finding(rule, verdict, ()))
    return Judgement(judged, outcomes, tuple(findings))


def _concerned(judged: Iterable[Judged], rule: BatchRule) -> Iterator[Judged]:
    """The documents that a rule on the batch is given."""
    for one in judged:
        record = one.document.record
        if record is None:
            if rule.form == AGREEMENT:
                yield one
        elif record.form == rule.form:
            yield one


def _judge_document(document: Document, of_batch: Context) -> Judged:
    record = document.record
    if record is None:
        return _unread(document)
    subscribed = record.readings.get(SUBSCRIBED)
    on = subscribed.value if subscribed and isinstance(subscribed.value, date) else of_batch.offering.opens
    context = replace(of_batch, subscribed_on=on, path=document.path)
    record = _with_absent_fields(record)
    applicable = [rule for rule in RULES if rule.is_about(record)]
    outcomes: dict[str, Outcome] = {rule.id: "not_applicable" for rule in RULES}
    findings: list[Finding] = []
    if record.is_blank_form:
        applicable = [rule for rule in applicable if rule.id == "FRM003"]
    for rule in applicable:
        verdict = _verdict(rule, record, context)
        outcomes[rule.id] = verdict.outcome
        if verdict.outcome in ("fail", "review"):
            findings.append(_finding(rule, verdict, _stated_fields(rule, record), record.form))
    return Judged(document, _status(outcomes), outcomes, tuple(findings))


def _with_absent_fields(record: Record) -> Record:
    """The record with a sure blank for every field that rules read and this edition does not have."""
    read = {name for rule in RULES if record.form in (rule.form, *rule.also) for name in rule.reads}
    absent = read - record.readings.keys()
    return replace(record, readings={**record.readings, **dict.fromkeys(absent, Reading())}) if absent else record


def _verdict(rule: Rule, record: Record, context: Context) -> Verdict:
    seen = replace(record, readings={name: record.readings[name] for name in rule.reads})
    verdict = rule.judge(seen, context)
    if verdict.outcome == "fail":
        return _assured(rule, verdict, seen, record, context)
    if verdict.outcome == "review":
        return verdict
    rests_on = rule.reads if verdict.rests_on is None else verdict.rests_on
    doubtful = tuple(name for name in rests_on if not record.readings[name].is_certain)
    if not doubtful:
        return verdict
    return Verdict(
        "review",
        f"This could not be decided, because the reading of {', '.join(doubtful)} is uncertain."
        f"{''.join(_why(record, name) for name in doubtful)} Look at the original.",
        fields=doubtful,
        remedy=LOOK,
    )


def _why(record: Record, name: str) -> str:
    """Why a reading is uncertain that is plain to see: an amount of parts of cents, a signature with a remark."""
    reading, field = record.readings[name], load_form(record.form).fields.get(name)
    if field is not None and field.type == "signature" and (remark := remark_in(reading.raw or "")):
        return f' The signature reads "{remark}".'
    if field is None or field.type != "money" or reading.state != "ambiguous":
        return ""
    amount = _PARTS_OF_CENTS.search(reading.raw or "")
    return f" The amount {amount.group()} has more than two decimal places." if amount else ""


def _assured(rule: Rule, verdict: Verdict, seen: Record, record: Record, context: Context) -> Verdict:
    """A fail that stands whatever the uncertain readings say; otherwise a review of it.

    The rule is asked again, with every uncertain reading without a value. What it still fails is
    certain: a contradiction of marks (YES and NO both) among it, because marks stand.
    """
    doubtful = tuple(name for name in rule.reads if not seen.readings[name].is_certain)
    dated = record.readings.get(SUBSCRIBED)
    if dated is not None and not dated.is_certain and context.subscribed_on == dated.value:
        doubtful = tuple(dict.fromkeys((*doubtful, SUBSCRIBED)))
        context = replace(context, subscribed_on=context.offering.opens)
    if not doubtful:
        return verdict
    blurred = {
        name: reading if reading.is_certain else replace(reading, value=None, state="ambiguous")
        for name, reading in seen.readings.items()
    }
    again = rule.judge(replace(seen, readings=blurred), context)
    if again.outcome == "fail":
        return again
    named = tuple(name for name in doubtful if name in verdict.fields) or doubtful
    is_one = len(named) == 1
    return replace(
        verdict,
        outcome="review",
        message=f"{verdict.message} The reading of {', '.join(named)}, on which this rests, is uncertain. "
        "Look at the original.",
        fields=tuple(dict.fromkeys((*verdict.fields, *named))),
        remedy=LOOK_THERE if is_one else LOOK,
    )


def _without_doubts_of_what_is_not_there(document: Document) -> Document:
    """The document; where the certificate of signatory is not in it, its blanks are surely blank.

    An individual's agreement may lack the certificate: nothing else would say that it was not completed.
    """
    record = document.record
    if record is None or not any(CERTIFICATE in " ".join(part.lower().split()) for part in record.missing):
        return document
    readings = {
        name: replace(reading, confidence=1.0)
        if name.startswith(OF_THE_CERTIFICATE) and reading.state == "blank" and reading.raw is None
        else reading
        for name, reading in record.readings.items()
    }
    return replace(document, record=replace(record, readings=readings))


def _unread(document: Document) -> Judged:
    """A file without a record: FRM004 where it is another document, else only an error."""
    outcomes: dict[str, Outcome] = {rule.id: "not_applicable" for rule in RULES}
    findings: tuple[Finding, ...] = ()
    if document.error_code == "not-this-form":
        outcomes["FRM004"] = "fail"
        rule = next(rule for rule in RULES if rule.id == "FRM004")
        findings = (_finding(rule, Verdict("fail", document.error_message), ()),)
    return Judged(document, "unreadable", outcomes, findings)


def _stated_fields(rule: Rule, record: Record) -> tuple[str, ...]:
    return tuple(name for name in rule.reads if record.readings[name].state != "blank")


def _finding(rule: Rule | BatchRule, verdict: Verdict, fields: tuple[str, ...], form: str = "") -> Finding:
    says = rule.in_form(form) if isinstance(rule, Rule) else Elsewhere(rule.cites, rule.remedy)
    return Finding(
        rule=rule.id,
        outcome=verdict.outcome,
        title=rule.title,
        message=verdict.message,
        fields=verdict.fields or fields,
        cites=tuple(dict.fromkeys(says.cites + verdict.cites)),
        remedy=verdict.remedy or says.remedy,
        documents=verdict.documents,
    )


def _status(outcomes: dict[str, Outcome]) -> Status:
    if "fail" in outcomes.values():
        return "fail"
    return "review" if "review" in outcomes.values() else "pass"
