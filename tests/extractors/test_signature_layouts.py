"""The signature page with its captions above the answers; and layouts that nobody foresaw, which are never certain."""

import html
import re
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from alignment_papers import QUESTIONNAIRE, as_pdf, filled, told

from extractors.alignment.answer_shapes import is_foreign
from extractors.extract import extract
from extractors.record import Record

FIRST, LAST = QUESTIONNAIRE.index("\n___________________________________     ___"), QUESTIONNAIRE.index("Name in which")
CAPTIONS = ("Signature", "Name Typed or Printed", "Title (if Subscriber is an Entity)", "Entity Name (if applicable)",
            "Address", "City, State and Zip Code", "Telephone-Business", "Telephone-Residence", "Facsimile-Business",
            "Facsimile-Residence", "Tax ID # or Social Security #")  # fmt: skip
RIGHT = {"Signature": "Signature (if purchasing jointly)", "Entity Name (if applicable)": "Entity Name (if applicable"}
ANN = {"Signature": "/s/ Ann Test", "Name Typed or Printed": "Ann Test", "Address": "88 Test Place, Apt. 3",
       "City, State and Zip Code": "Brooklyn, NY 11215", "Telephone-Business": "(718) 555-0142",
       "Tax ID # or Social Security #": "000-12-3456"}  # fmt: skip
BOB = {"Signature": "/s/ Bob Test", "Name Typed or Printed": "Bob Test", "City, State and Zip Code": "Reno, NV 89501",
       "Tax ID # or Social Security #": "000-65-4321"}  # fmt: skip
READ_ANN = {
    "subscriber.signature": True, "subscriber.name": "Ann Test", "subscriber.address": "88 Test Place, Apt. 3",
    "subscriber.city_state_zip": "Brooklyn, NY 11215", "subscriber.telephone_business": "(718) 555-0142",
    "subscriber.tax_id": "000-12-3456",
}  # fmt: skip
READ_BOB = {
    "joint.signature": True, "joint.name": "Bob Test", "joint.city_state_zip": "Reno, NV 89501",
    "joint.tax_id": "000-65-4321",
}  # fmt: skip
Rows = list[tuple[str, str]]


def _above(joint: dict[str, str], *, empty: str = "") -> Rows:
    """Each row of captions, and below it the row of its answers."""
    rows: Rows = []
    for caption in CAPTIONS:
        rows += [(caption, RIGHT.get(caption, caption)), (ANN.get(caption, empty), joint.get(caption, empty))]
    return rows


def _lines(rows: Rows) -> str:
    return "\n".join(f"{left:40}{right}".rstrip() for left, right in rows)


def _as_text(rows: Rows) -> bytes:
    return f"{QUESTIONNAIRE[:FIRST]}\n\n{_lines(rows)}\n\n{QUESTIONNAIRE[LAST:]}".encode()


def _as_pdf(rows: Rows) -> bytes:
    return as_pdf(_as_text(rows).decode())


def _as_html(rows: Rows) -> bytes:
    cells = "".join(f"<tr><td>{html.escape(left)}</td><td>{html.escape(right)}</td></tr>" for left, right in rows)
    before, after = html.escape(QUESTIONNAIRE[:FIRST]), html.escape(QUESTIONNAIRE[LAST:])
    return f"<html><body><pre>{before}</pre><table>{cells}</table><pre>{after}</pre></body></html>".encode()


def _as_word(rows: Rows) -> bytes:
    document = docx.Document()
    for line in _unpaged(QUESTIONNAIRE[:FIRST]):
        document.add_paragraph(line)
    table = document.add_table(0, 2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for line in _unpaged(QUESTIONNAIRE[LAST:]):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _unpaged(text: str) -> list[str]:
    return re.sub(r"\n *\d+\n+<PAGE>\n", "\n", text).split("\n")


KINDS: dict[str, Callable[[Rows], bytes]] = {"text": _as_text, "pdf": _as_pdf, "html": _as_html, "word": _as_word}


@pytest.mark.parametrize("empty", ["", "_" * 30], ids=["empty", "ruled"])
@pytest.mark.parametrize("joint", [{}, BOB], ids=["one", "two"])
@pytest.mark.parametrize("kind", KINDS)
def test_captions_above_their_answers(kind: str, joint: dict[str, str], empty: str) -> None:
    record = extract(KINDS[kind](_above(joint, empty=empty)))
    assert filled(record) == READ_ANN | (READ_BOB if joint else {})
    assert told(record.alterations) == []


@pytest.mark.parametrize("kind", KINDS)
def test_captions_above_their_answers_one_subscriber_after_the_other(kind: str) -> None:
    rows = [(left, "") for left, _ in _above({})]
    rows += [(line, "") for caption in CAPTIONS for line in (RIGHT.get(caption, caption), BOB.get(caption, ""))]
    record = extract(KINDS[kind](rows))
    assert filled(record) == READ_ANN | READ_BOB
    assert told(record.alterations) == []


@pytest.mark.parametrize(("side", "signed"), [(0, "subscriber"), (1, "joint")])
def test_a_picture_below_its_caption_signs_for_its_own_column(side: int, signed: str) -> None:
    row = ["", ""]
    row[side] = "PICTURE"
    page = _as_html([_above({})[0], (row[0], row[1]), *_above({})[2:]])
    readings = extract(page.replace(b"PICTURE", b'<img src="sig.png" width="100" height="30">')).readings
    other = "joint" if signed == "subscriber" else "subscriber"
    assert readings[f"{signed}.signature"].value is True
    assert readings[f"{other}.signature"].value is False


def test_a_name_alone_between_two_captions_is_not_certain() -> None:
    rows: Rows = [row for caption in CAPTIONS for row in ((caption, RIGHT.get(caption, caption)), ("", ""))]
    rows[3] = ("Ann Test", "")
    assert _certain(extract(_as_html(rows))) == []


def _certain(record: Record) -> list[str]:
    return [
        name
        for name, reading in record.readings.items()
        if name.startswith(("subscriber.", "joint.")) and reading.is_certain
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_answers_shifted_in_half_of_the_page_leave_nobody_certain(kind: str) -> None:
    rows = _above({})
    rows[8:] = [row for at in range(8, len(rows), 2) for row in (rows[at + 1], rows[at])]  # from "Address" on, below
    assert _certain(extract(KINDS[kind](rows))) == []


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("name", "/s/ Ann Test"), ("name", "DocuSigned by: Ann Test"), ("title", "/s/ Ann Test"),
        ("signature", "000-12-3456"), ("name", "00-1234567"), ("signature", "(718) 555-0142"),
        ("telephone_business", "Brooklyn, NY 11215"), ("facsimile_residence", "Albany, New York 12207-1234"),
        ("telephone_residence", "11215"), ("city_state_zip", "(718) 555-0142"), ("city_state_zip", "718-555-0142"),
        ("city_state_zip", "88 Garfield Place, Apt. 3"), ("title", "88 Garfield Place, Apt. 3"),
        ("title", "P.O. Box 12"), ("address", "/s/ Ann Test"), ("tax_id", "(718) 555-0142"),
    ],
)  # fmt: skip
def test_what_is_another_field_s_answer(part: str, text: str) -> None:
    assert is_foreign(part, text)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("name", "Ann Test"), ("name", "Charles St. John III"), ("entity_name", "40 Wall Street LLC"),
        ("title", "2nd Vice President"), ("title", "Managing Member"), ("signature", "/s/ Ann Test"),
        ("address", "88 Garfield Place, Brooklyn, NY 11215"), ("address", "One Test Plaza"),
        ("city_state_zip", "Brooklyn, NY 11215"), ("city_state_zip", "London EC2V 7HH, England"),
        ("city_state_zip", "St. Paul MN 55101"), ("city_state_zip", "Brooklyn, NY 11215 (718) 555-0142"),
        ("telephone_business", "+44 20 7946 0000"), ("telephone_business", "718-555-0142 ext. 12"),
        ("telephone_business", "none"), ("tax_id", "00-1234567"), ("tax_id", "applied for"),
    ],
)  # fmt: skip
def test_what_may_be_the_field_s_own_answer(part: str, text: str) -> None:
    assert not is_foreign(part, text)
