"""A judged batch for the reports' tests. Everybody and everything in it is invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from checks.offering import Offering
from checks.rule import Document, Finding, Judged
from checks.run import Judgement
from extractors.record import Alteration, Reading, Record, Value, Where
from extractors.sheet import DigitalSignature
from pipeline.report.build import build_report
from pipeline.report.report import Report
from templates.form import load_form

FORM = load_form("series-e-subscription")
CREATED = "2026-01-05T10:00:00Z"
OFFERING = Offering.model_validate(
    {
        "issuer": {"name": "Invented Minerals & Sons, Inc.", "state": "Nevada"},
        "security": {"name": "Series E Convertible Preferred Stock", "price_per_share": "100.00",
                     "shares_offered": "25000"},
        "opens": date(2005, 9, 1),
        "closes": date(2005, 12, 31),
    }
)  # fmt: skip
TITLES = {
    "ACC001": "No accreditation category is marked",
    "MTH001": "Shares times price is not the purchase price",
    "SIG001": "The subscriber's signature is missing",
    "SUI003": "An answer bears on suitability",
    "IDN005": "A telephone or facsimile number is malformed",
    "FRM001": "Printed wording was changed",
    "FRM004": "The document is not this form",
    "OFF001": "More shares are subscribed for than are offered",
    "OFF002": "One subscriber appears in several documents",
    "OFF005": "A file of the batch could not be read",
}
RULES = tuple(TITLES)


def reading(value: Value, raw: str | None = None, **more: Any) -> Reading:
    """A filled reading with a place and printed words around it."""
    known: dict[str, Any] = {
        "raw": raw if raw is not None else str(value), "state": "filled", "confidence": 0.998,
        "where": Where(21, (162.04, 88.11, 190.44, 99.72)),
    }  # fmt: skip
    return Reading(value=value, **(known | more))


def complete(**changes: Reading) -> dict[str, Reading]:
    """An individual's answers; `changes` by field name with "__" for the dot."""
    blank = {
        name: Reading(value=False if field.type == "signature" else () if field.type == "letters" else None)
        for name, field in FORM.fields.items()
    }
    given = {
        "accreditation.categories": reading(("A",), "X", method="mark"),
        "suitability.employment": reading("Owner of a hardware store", "Owner of a hardware store"),
        "suitability.private_placements": reading(value=True, raw="X", method="mark"),
        "title.manner": reading("joint_tenants", "(c)", method="mark"),
        "nasd.affiliated": reading(value=False, raw="X", method="mark"),
        "shares.number": reading(Decimal(1500), "1,500", before="NUMBER OF SHARES", after="X $100.00 ="),
        "shares.price_per_share": reading(Decimal("100.00"), "$100.00"),
        "shares.purchase_price": reading(
            Decimal("150000.00"), "150,000.00", before="NUMBER OF SHARES 1,500 X $100.00 = $", after="(the Price)"
        ),
        "subscriber.signature": reading(value=True, raw="/s/ Theodora Kessler", method="signature"),
        "subscriber.name": reading("Theodora Kessler"),
        "subscriber.address": reading("12 Invented Lane\nSuite 4"),
        "subscriber.city_state_zip": reading("Reno, NV 89501-1234"),
        "subscriber.telephone_business": reading("775-555-0148"),
        "subscriber.tax_id": reading("123-45-6789"),
        "subscription.date": reading(date(2005, 10, 14), "October 14, 2005"),
    }  # fmt: skip
    return blank | given | {name.replace("__", "."): change for name, change in changes.items()}


def record(readings: Mapping[str, Reading] | None = None, **more: Any) -> Record:
    """A record of the form."""
    known: dict[str, Any] = {"form": FORM.name, "edition": "as-filed", "kind": "pdf", "pages": 22}
    return Record(readings=readings or complete(), **(known | more))


def finding(rule: str, outcome: str, message: str, *fields: str, **more: Any) -> Finding:
    """A finding under one of `TITLES`."""
    known: dict[str, Any] = {
        "title": TITLES[rule], "cites": ("Signature page",), "remedy": f"What to do about {rule}, in a sentence.",
    }  # fmt: skip
    return Finding(rule, outcome, message=message, fields=fields, **(known | more))  # type: ignore[arg-type]


def judged(path: str, read: Record | None, *findings: Finding, error: tuple[str, str] | None = None) -> Judged:
    """A document with its findings; every rule it does not find against passes."""
    outcomes: dict[str, Any] = dict.fromkeys(RULES, "pass" if read else "not_applicable")
    outcomes |= {one.rule: one.outcome for one in findings}
    status = "unreadable" if read is None else "fail" if "fail" in outcomes.values() else "pass"
    if status == "pass" and "review" in outcomes.values():
        status = "review"
    code, message = error or (None, "")
    document = Document(path, f"{sum(path.encode()):064x}", read, code, message)
    return Judged(document, status, outcomes, findings)  # type: ignore[arg-type]


WRONG_PRICE = reading(Decimal("155000.00"), "155,000.00", before="NUMBER OF SHARES 1,500 X $100.00 = $", after="")
ENCRYPTED = "This file is encrypted, so nothing in it could be read. Save it without its password and check it again."
BATCH = (
    judged("adler.pdf", record()),
    judged(
        "kessler.pdf",
        record(
            complete(shares__purchase_price=WRONG_PRICE),
            alterations=(
                Alteration("5.2(b)", "changed", "within 120 days", "within 210 days", "shall be declared effective",
                           "of the Closing", Where(14, None)),
                Alteration("1.6(a)", "added", "", "not", "The Subscriber represents that it is", "an affiliate"),
                Alteration("2.10(c)", "struck", "without the prior written consent of the Subscriber", "",
                           "shall not be assigned", "except by operation of law"),
            ),
            digital_signatures=(DigitalSignature("Theodora Kessler", "unchecked", page=21),),
            notes=("The pages stand in another order than the form's.",),
        ),
        finding("MTH001", "fail", "1,500 × $100.00 is $150,000.00, but the purchase price says $155,000.00.",
                "shares.number", "shares.purchase_price"),
        finding("FRM001", "fail", "The printed wording was changed in 5.2(b), 1.6(a) and 2.10(c)."),
        finding("IDN005", "review", "The residence telephone is not given.", "subscriber.telephone_residence"),
    ),
    judged(
        "lindqvist.docx",
        record(
            complete(
                shares__number=reading(Decimal(650), "650"),
                subscriber__name=reading("Rosa Lindqvist"),
                subscriber__tax_id=reading("987-65-4320"),
                suitability__income_decrease=Reading(
                    None, "X X", "ambiguous", 0.6, "mark", Where(18), "(f) Do you expect", "YES __ NO __", ("no", "yes")
                ),
            ),
            kind="word", pages=1,
        ),
        finding("SUI003", "review", "This could not be decided, because the reading of suitability.income_decrease is"
                " uncertain. Look at the original.", "suitability.income_decrease"),
    ),
    judged("scan.pdf", None, error=("encrypted", ENCRYPTED)),
)  # fmt: skip
JUDGEMENT = Judgement(
    BATCH,
    {"OFF001": "pass", "OFF002": "pass", "OFF005": "fail"},
    (finding("OFF005", "fail", "scan.pdf could not be read.", documents=("scan.pdf",)),),
)


def report(judgement: Judgement = JUDGEMENT, **more: Any) -> Report:
    """The batch as a report."""
    return build_report(judgement, OFFERING, FORM.fields, **({"created": CREATED} | more))


def batch_of(*documents: Judged) -> Judgement:
    """A batch without findings of its own."""
    return replace(JUDGEMENT, documents=documents, findings=(), outcomes={})
