"""report.xlsx: text stays text, figures are exact."""

import io
import zipfile
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from sample_batch import batch_of, complete, finding, judged, reading, record, report

from pipeline.report.to_xlsx import CUT_OFF, exact, text, to_xlsx


def book(made=None):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(made or report())))


def test_the_sheets_hold_documents_findings_and_subscribers():
    made = book()
    assert made.sheetnames == ["Documents", "Findings", "Subscribers"]
    documents = list(made["Documents"].values)
    assert [row[:2] for row in documents[1:]] == [
        ("adler.pdf", "Passes"), ("kessler.pdf", "Fails"), ("lindqvist.docx", "Needs review"),
        ("scan.pdf", "Unreadable"),
    ]  # fmt: skip
    assert documents[2][4:7] == (1500, 155000, datetime(2005, 10, 14))  # noqa: DTZ001
    assert documents[2][10] == "MTH001 FRM001"
    assert len(list(made["Findings"].values)) == 1 + 5
    subscribers = list(made["Subscribers"].values)
    assert [row[0] for row in subscribers[1:]] == ["Theodora Kessler", "Theodora Kessler", "Rosa Lindqvist"]
    assert subscribers[1][8] == "***-**-6789"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://example.com", "007",
                                   "\t=1", "{=1}", "&LHead", "mailto:a@b"])  # fmt: skip
def test_text_that_could_be_a_formula_a_link_or_a_number_stays_text(words):
    document = judged(
        words, record(complete(subscriber__name=reading(words))), finding("MTH001", "fail", words, remedy=words)
    )
    data = to_xlsx(report(batch_of(document)))
    made = openpyxl.load_workbook(io.BytesIO(data))
    for cell in (made["Documents"]["A2"], made["Documents"]["C2"], made["Findings"]["E2"], made["Subscribers"]["A2"]):
        assert (cell.value, cell.data_type) == (words, "s")
        assert cell.hyperlink is None
    assert not any(
        b"<f>" in zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )


def test_control_characters_are_dropped_and_a_cell_never_overflows():
    assert text("a\x00b\x1bc\nd\te") == "abc\nd\te"
    long = text("x" * 40_000)
    assert len(long) == 32_767
    assert long.endswith(CUT_OFF)


def test_a_figure_a_workbook_cannot_hold_exactly_stays_text():
    assert exact("1500") == 1500
    assert exact("123456789012345") == 123456789012345
    assert exact("1234567890123456") is None
    assert exact("") is None
    huge = complete(shares__number=reading(Decimal("1234567890123456.5"), "1234567890123456.5"))
    cell = book(report(batch_of(judged("a.pdf", record(huge)))))["Documents"]["E2"]
    assert (cell.value, cell.data_type) == ("1234567890123456.5", "s")


def test_sheets_are_frozen_filtered_and_set_up_for_paper():
    for sheet in book():
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"


def test_the_workbook_says_when_the_report_was_made_and_nothing_of_the_clock():
    assert book().properties.created.replace(tzinfo=None) == datetime(2026, 1, 5, 10)  # noqa: DTZ001
