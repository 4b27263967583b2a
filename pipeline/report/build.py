"""Judgement + offering → Report: values in their written form, in catalogue order, masked."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from checks.offering import Offering
from checks.rule import Document, Finding, Judged
from extractors.record import Alteration, Reading, Record, Value, Where
from pipeline.report.masking import REVEAL, SECRET_FIELDS, Mask, mask_for
from pipeline.report.report import (
    SCHEMA,
    AlterationEntry,
    BatchFinding,
    DocumentEntry,
    DocumentError,
    DocumentFinding,
    Extract,
    FieldReading,
    Json,
    OfferingEntry,
    Place,
    Report,
    SignatureEntry,
    Summary,
    Surroundings,
)
from templates.form import Field
from templates.values import to_json

if TYPE_CHECKING:
    from checks.run import Judgement

Catalogue = Mapping[str, Field]


def build_report(
    judgement: "Judgement",
    offering: Offering,
    catalogue: Catalogue,
    *,
    created: str,
    as_of: date | None = None,
    reveal: bool = False,
) -> Report:
    """Put a judged batch in the form of report.json.

    Args:
        judgement: All documents with outcomes and findings.
        offering: The terms they were judged by.
        catalogue: The form's fields, in their order.
        created: UTC, "2026-01-05T10:00:00Z".
        as_of: The date the user named, None where he named none.
        reveal: Write tax ids and account numbers in full.
    """
    records = [judged.document.record for judged in judgement.documents if judged.document.record]
    mask = REVEAL if reveal else mask_for(records)
    return Report(
        schema=SCHEMA,
        created=created,
        as_of=as_of.isoformat() if as_of else None,
        offering=OfferingEntry(
            issuer=_clean(offering.issuer.name),
            security=_clean(offering.security.name),
            price_per_share=money(offering.security.price_per_share),
            shares_offered=number(offering.security.shares_offered),
        ),
        documents=[_document(judged, catalogue, mask) for judged in judgement.documents],
        findings=[_batch_finding(finding, mask) for finding in judgement.findings],
        outcomes=dict(judgement.outcomes),
        summary=_summary(judgement.documents, offering),
    )


def build_extract(document: Document, catalogue: Catalogue, *, reveal: bool = False) -> Extract:
    """One input as `subdocs extract` prints it: what was read, judged by no rule."""
    record = document.record
    mask = REVEAL if reveal else mask_for([record] if record else [])
    return Extract.model_validate(_read(document, catalogue, mask) | {"status": None if record else "unreadable"})


def _document(judged: Judged, catalogue: Catalogue, mask: Mask) -> DocumentEntry:
    findings = [
        DocumentFinding(
            rule=finding.rule,
            outcome="fail" if finding.outcome == "fail" else "review",
            title=finding.title,
            message=_words(finding.message, mask),
            fields=list(finding.fields),
            cites=list(finding.cites),
            remedy=_words(finding.remedy, mask),
        )
        for finding in judged.findings
    ]
    said = {"status": judged.status, "findings": findings, "outcomes": dict(judged.outcomes)}
    return DocumentEntry.model_validate(_read(judged.document, catalogue, mask) | said)


def _read(document: Document, catalogue: Catalogue, mask: Mask) -> dict[str, object]:
    """The attributes of an Extract beside its status."""
    record = document.record
    seen: dict[str, object] = {"path": document.path, "sha256": document.sha256, "error": None}
    if record is None:
        error = DocumentError.model_validate(
            {"code": document.error_code or "corrupt", "message": _words(document.error_message, mask)}
        )
        return seen | {
            "error": error, "form": None, "edition": None, "kind": None, "pages": None, "blank_form": False,
            "tracked_changes": "none", "fields": {}, "alterations": [], "missing": [], "digital_signatures": [],
            "notes": [],
        }  # fmt: skip
    return seen | {
        "form": record.form,
        "edition": record.edition,
        "kind": record.kind,
        "pages": record.pages if record.has_true_pages else None,
        "blank_form": record.is_blank_form,
        "tracked_changes": record.tracked_changes,
        "fields": _fields(record, catalogue, mask),
        "alterations": [_alteration(alteration, mask) for alteration in record.alterations],
        "missing": [_words(words, mask) for words in record.missing],
        "digital_signatures": [
            SignatureEntry(signer=_words(sign.signer, mask), status=sign.status, page=sign.page)
            for sign in record.digital_signatures
        ],
        "notes": [_words(note, mask) for note in record.notes],
    }


def _fields(record: Record, catalogue: Catalogue, mask: Mask) -> dict[str, FieldReading]:
    further = sorted(set(record.readings) - set(catalogue))
    return {
        name: _field(name, record.readings[name], catalogue[name].type if name in catalogue else "text", mask)
        for name in (*catalogue, *further)
        if name in record.readings
    }


def _field(name: str, reading: Reading, type_: str, mask: Mask) -> FieldReading:
    secret = name in SECRET_FIELDS
    value = _json(reading.value, type_)
    if isinstance(value, str):
        if secret:
            value = mask.field(_clean(value))
        elif isinstance(reading.value, str):
            value = _words(value, mask)
    raw = reading.raw
    if raw is not None:
        raw = mask.field(_clean(raw)) if secret else _words(raw, mask)
    return FieldReading(
        value=value,
        raw=raw,
        state=reading.state,
        confidence=_confidence(reading.confidence),
        method=reading.method,
        where=_place(reading.where),
        context=Surroundings(before=_words(reading.before, mask), after=_words(reading.after, mask)),
        marks=list(reading.marks),
    )


def _json(value: Value, type_: str) -> Json:
    """A value as the catalogue's types write it."""
    if isinstance(value, Decimal):
        return money(value) if type_ == "money" else number(value)
    written = to_json(type_, value)
    if isinstance(written, list):
        return [_clean(part) for part in written]
    return _clean(written) if isinstance(written, str) else written


def money(amount: Decimal) -> str:
    """US dollars to the cent, or further where the amount has more: "125000.00"."""
    exact = number(amount)
    whole, _, cents = exact.partition(".")
    return f"{whole}.{cents.ljust(2, '0')}"


def number(figure: Decimal) -> str:
    """An exact decimal without exponent, grouping or trailing zeros: "1500", "12.5"."""
    text = format(figure, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _confidence(confidence: float) -> float:
    """To three places, downwards: what is not certain must not be rounded to certain."""
    bounded = min(max(confidence, 0.0), 1.0)
    return float(Decimal(str(bounded)).quantize(Decimal("0.001"), ROUND_DOWN))


def _place(where: Where) -> Place:
    bbox = tuple(round(float(side), 1) for side in where.bbox) if where.bbox else None
    return Place.model_validate({"page": where.page, "bbox": bbox, "line": where.line})


def _alteration(alteration: Alteration, mask: Mask) -> AlterationEntry:
    return AlterationEntry(
        section=_words(alteration.section, mask),
        kind=alteration.kind,
        printed=_words(alteration.printed, mask),
        found=_words(alteration.found, mask),
        before=_words(alteration.before, mask),
        after=_words(alteration.after, mask),
        where=_place(alteration.where),
    )


def _batch_finding(finding: Finding, mask: Mask) -> BatchFinding:
    return BatchFinding(
        rule=finding.rule,
        outcome="fail" if finding.outcome == "fail" else "review",
        title=finding.title,
        message=_words(finding.message, mask),
        documents=list(finding.documents),
        cites=list(finding.cites),
        remedy=_words(finding.remedy, mask),
    )


def _summary(documents: Sequence[Judged], offering: Offering) -> Summary:
    statuses = [judged.status for judged in documents]
    passing = sum((_shares(judged) or Decimal(0) for judged in documents if judged.status == "pass"), Decimal(0))
    in_review = [_shares(judged) for judged in documents if judged.status == "review"]
    review = sum((shares for shares in in_review if shares is not None), Decimal(0))
    offered = offering.security.shares_offered
    shares = {
        "pass": number(passing),
        "review": number(review),
        "offered": number(offered),
        "remaining": number(offered - passing - review),
        "uncounted": in_review.count(None),
    }
    counts = {status: statuses.count(status) for status in ("pass", "review", "fail", "unreadable")}
    return Summary.model_validate({"documents": len(statuses), **counts, "shares": shares})


def _shares(judged: Judged) -> Decimal | None:
    record = judged.document.record
    reading = record.readings.get("shares.number") if record else None
    return reading.value if reading and isinstance(reading.value, Decimal) else None


def _words(text: str, mask: Mask) -> str:
    return mask.words(_clean(text))


def _clean(text: str) -> str:
    """Text a report can hold: a lone surrogate is shown by its number."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
