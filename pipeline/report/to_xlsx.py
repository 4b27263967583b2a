"""Report → report.xlsx, for the closing binder: documents, findings, subscribers."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import xlsxwriter

from pipeline.report import view
from pipeline.report.report import DocumentEntry, Report

EXACT_DIGITS = 15
"""Digits a workbook's number holds exactly; a longer figure is written as text."""
LONGEST_CELL = 32_767
CUT_OFF = " … (cut off: see report.html)"

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters, how its cells are written."""

    head: str
    width: float
    kind: str = "text"
    """text, shares, money, date, count"""


DOCUMENTS = (
    Column("Document", 38), Column("Result", 13), Column("Subscriber", 28), Column("Entity", 28),
    Column("Shares", 12, "shares"), Column("Purchase price", 16, "money"), Column("Date of subscription", 14, "date"),
    Column("Date of acceptance", 14, "date"), Column("Accreditation", 13), Column("Manner of title", 18),
    Column("Rules that fail", 24), Column("Rules to review", 24), Column("Changes of wording", 10, "count"),
    Column("Could not be read because", 44), Column("Pages", 7, "count"), Column("SHA-256", 20),
)  # fmt: skip
FINDINGS = (
    Column("Document", 38), Column("Rule", 9), Column("Outcome", 10), Column("Title", 38), Column("Finding", 64),
    Column("To do", 52), Column("Fields", 30), Column("Sources", 34),
)  # fmt: skip
SUBSCRIBERS = (
    Column("Subscriber", 28), Column("Title", 18), Column("Entity", 28), Column("Second subscriber", 28),
    Column("Street", 30), Column("City, state, ZIP", 28), Column("Telephone, business", 18),
    Column("Telephone, residence", 18), Column("Tax id", 14), Column("Tax id of the second", 14),
    Column("Securities to be issued to", 30), Column("Shares", 12, "shares"), Column("Purchase price", 16, "money"),
    Column("Result", 13), Column("Document", 38),
)  # fmt: skip


def to_xlsx(report: Report) -> bytes:
    """The report as a workbook. Text stays text, whatever it begins with."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    created = datetime.fromisoformat(report.created).replace(tzinfo=None)
    book.set_properties({"title": f"Subscriptions reviewed: {text(report.offering.issuer)}"[:250], "created": created})
    sheets = _Sheets(book, text(report.offering.issuer))
    sheets.add("Documents", DOCUMENTS, (_document(document) for document in report.documents))
    sheets.add("Findings", FINDINGS, _findings(report))
    readable = (document for document in report.documents if document.fields)
    sheets.add("Subscribers", SUBSCRIBERS, (_subscriber(document) for document in readable))
    book.close()
    return stream.getvalue()


def text(words: str) -> str:
    """Words a cell can hold: no control characters, no more than a cell takes."""
    words = _NOT_IN_XML.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    return words if len(words) <= LONGEST_CELL else words[: LONGEST_CELL - len(CUT_OFF)] + CUT_OFF


def exact(figure: str) -> float | None:
    """The figure as a workbook's number, where that is exact; else None."""
    try:
        number = Decimal(figure)
    except InvalidOperation:
        return None
    if not number.is_finite() or len(number.as_tuple().digits) > EXACT_DIGITS:
        return None
    return float(number)


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The workbook on its way: sheets of one look."""

    book: Any
    issuer: str

    def add(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """A sheet: a frozen head with filters, one row each, set up for landscape paper."""
        book, sheet = self.book, self.book.add_worksheet(name)
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 2, "bg_color": "#F1EEE5"}
        )
        formats = {
            "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            "shares": book.add_format({"valign": "top", "num_format": "#,##0.######"}),
            "money": book.add_format({"valign": "top", "num_format": "$#,##0.00"}),
            "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
            "count": book.add_format({"valign": "top", "num_format": "0"}),
        }
        # A whole number of shares must not end in a bare decimal point.
        formats["whole"] = book.add_format({"valign": "top", "num_format": "#,##0"})
        last = 0
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.head, head)
        for row, cells in enumerate(rows, 1):
            last = row
            for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                _write(sheet, (row, place), cell, column.kind, formats)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(1)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        # "&" starts a code in headers; two of them print one.
        sheet.set_header("&L" + self.issuer.replace("&", "&&")[:200] + "&R" + name)
        sheet.set_footer("&RPage &P of &N")


def _write(sheet: Any, at: tuple[int, int], cell: str, kind: str, formats: dict[str, Any]) -> None:
    """One cell, in its kind where that is exact, else as text."""
    words = text(cell)
    if not words:
        return
    if kind == "date":
        on = _day(words)
        if on is None:
            sheet.write_string(*at, words, formats["text"])
        else:
            sheet.write_datetime(*at, on, formats["date"])
        return
    number = exact(words) if kind != "text" else None
    if number is None:
        sheet.write_string(*at, words, formats["text"])
        return
    sheet.write_number(*at, number, formats["whole" if kind == "shares" and "." not in words else kind])


def _day(words: str) -> date | None:
    """A date a workbook can hold: its days count from 1900, and rightly only from March."""
    try:
        on = date.fromisoformat(words)
    except ValueError:
        return None
    return on if on >= date(1900, 3, 1) else None


def _value(document: DocumentEntry, name: str) -> str:
    """A field's value as report.json writes it.

    Where something stands there that is no value, its state in brackets and what stands there.
    """
    reading = document.fields.get(name)
    if reading is None:
        return ""
    if reading.state not in ("filled", "blank"):
        return f"({reading.state}) {reading.raw or ''}".strip()
    if isinstance(reading.value, list):
        return ", ".join(reading.value)
    if isinstance(reading.value, bool):
        return "yes" if reading.value else "no"
    return reading.value or ""


def _reader(document: DocumentEntry) -> Callable[[str], str]:
    return lambda name: _value(document, name)


def _document(document: DocumentEntry) -> list[str]:
    value = _reader(document)
    return [
        document.path,
        view.STATUS_WORDS[document.status] if document.status else "",
        value("subscriber.name"),
        value("subscriber.entity_name"),
        value("shares.number"),
        value("shares.purchase_price"),
        value("subscription.date"),
        value("acceptance.date"),
        value("accreditation.categories"),
        value("title.manner").replace("_", " "),
        " ".join(finding.rule for finding in document.findings if finding.outcome == "fail"),
        " ".join(finding.rule for finding in document.findings if finding.outcome == "review"),
        str(len(document.alterations)) if document.fields else "",
        document.error.message if document.error else "",
        str(document.pages) if document.pages else "",
        document.sha256,
    ]


def _findings(report: Report) -> Iterable[list[str]]:
    for whole in report.findings:
        yield [
            "(the whole batch) " + "\n".join(whole.documents),
            whole.rule, view.OUTCOME_WORDS[whole.outcome], whole.title, whole.message, whole.remedy, "",
            "; ".join(whole.cites),
        ]  # fmt: skip
    for document in report.documents:
        for finding in document.findings:
            yield [
                document.path,
                finding.rule, view.OUTCOME_WORDS[finding.outcome], finding.title, finding.message, finding.remedy,
                ", ".join(finding.fields), "; ".join(finding.cites),
            ]  # fmt: skip


def _subscriber(document: DocumentEntry) -> list[str]:
    value = _reader(document)
    names = (
        "subscriber.name", "subscriber.title", "subscriber.entity_name", "joint.name", "subscriber.address",
        "subscriber.city_state_zip", "subscriber.telephone_business", "subscriber.telephone_residence",
        "subscriber.tax_id", "joint.tax_id", "securities.issue_name", "shares.number", "shares.purchase_price",
    )  # fmt: skip
    return [*(value(name) for name in names), view.STATUS_WORDS[document.status or "review"], document.path]
