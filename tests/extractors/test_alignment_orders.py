"""Orders of reading: what stands side by side, captions over their answers, labels in a column, pages and furniture."""

import re

import pytest
from alignment_papers import QUESTIONNAIRE, SEED, answered, captioned, filled, read, replaced, told

from extractors.extract import extract
from extractors.record import Record

FIRST, LAST = QUESTIONNAIRE.index("\n___________________________________     ___"), QUESTIONNAIRE.index("Name in which")
CAPTIONS = ("Signature", "Name Typed or Printed", "Title (if Subscriber is an Entity)", "Entity Name (if applicable)",
            "Address", "City, State and Zip Code", "Telephone-Business", "Telephone-Residence", "Facsimile-Business",
            "Facsimile-Residence", "Tax ID # or Social Security #")  # fmt: skip
RIGHT = {"Signature": "Signature (if purchasing jointly)", "Entity Name (if applicable)": "Entity Name (if applicable"}
ANN = {"Signature": "/s/ Ann Test", "Name Typed or Printed": "Ann Test", "Address": "1 Test Street",
       "City, State and Zip Code": "Reno, NV 89501", "Tax ID # or Social Security #": "000-12-3456"}  # fmt: skip
BOB = {"Signature": "/s/ Bob Test", "Name Typed or Printed": "Bob Test", "Telephone-Business": "775-555-0101"}
READ = {
    "subscriber.signature": True, "subscriber.name": "Ann Test", "subscriber.address": "1 Test Street",
    "subscriber.city_state_zip": "Reno, NV 89501", "subscriber.tax_id": "000-12-3456",
    "joint.signature": True, "joint.name": "Bob Test", "joint.telephone_business": "775-555-0101",
}  # fmt: skip


def _html(block: str) -> Record:
    """The questionnaire with another signature block, as HTML."""
    before, after = QUESTIONNAIRE[:FIRST], QUESTIONNAIRE[LAST:]
    return extract(f"<html><body><pre>{before}</pre>{block}<pre>{after}</pre></body></html>".encode())


def _table(rows: list[list[str]]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    )


def _assert_both(record: Record) -> None:
    assert filled(record) == READ
    assert told(record.alterations) == []


def test_answers_over_their_captions_in_one_table_of_two_columns() -> None:
    rows = []
    for caption in CAPTIONS:
        rows.append([ANN.get(caption, "_" * 20), BOB.get(caption, "_" * 20)])
        rows.append([caption, RIGHT.get(caption, caption)])
    _assert_both(_html(_table(rows)))


def test_every_row_a_table_of_its_own() -> None:
    tables = [
        _table([[ANN.get(caption, "_" * 20), BOB.get(caption, "_" * 30)], [caption, RIGHT.get(caption, caption)]])
        for caption in CAPTIONS
    ]
    _assert_both(_html("<p></p>".join(tables)))


def test_captions_before_their_answers_in_a_table_of_four_columns() -> None:
    rows = [
        [caption, ANN.get(caption, "_" * 20), RIGHT.get(caption, caption), BOB.get(caption, "_" * 20)]
        for caption in CAPTIONS
    ]
    _assert_both(_html(_table(rows)))


def test_one_subscriber_after_the_other() -> None:
    lines = [f"<p>{own.get(caption, '_' * 30)}</p><p>{names.get(caption, caption)}</p>"
             for own, names in ((ANN, {}), (BOB, RIGHT)) for caption in CAPTIONS]  # fmt: skip
    _assert_both(_html("".join(lines)))


def test_columns_of_text_farther_apart_or_closer_than_the_form_s() -> None:
    for width in (38, 60):
        rows = [
            f"{top.get(caption, '_' * 30)!s:{width}}{low}"
            for caption in CAPTIONS
            for top, low in ((ANN, BOB.get(caption, "_" * 30)), ({caption: caption}, RIGHT.get(caption, caption)))
        ]
        text = QUESTIONNAIRE[:FIRST] + "\n" + "\n".join(rows) + "\n\n" + QUESTIONNAIRE[LAST:]
        _assert_both(read(text))


def test_a_name_too_long_for_its_column_is_not_certain() -> None:
    record = answered(*captioned(("Name Typed", "Ann Theodora Test-Longname de la Somewhere III ", "Bob Test")))
    assert not record.readings["subscriber.name"].is_certain or record.text("subscriber.name").endswith("III")


def test_a_column_that_is_empty_stays_empty() -> None:
    record = answered(*captioned(("Name Typed", "", "Bob Test"), ("Tax ID", "", "000-65-4321")))
    assert filled(record) == {"joint.name": "Bob Test", "joint.tax_id": "000-65-4321"}


# 7.3 in two columns, and the head of 7.2(e).


def test_options_set_in_two_columns_are_read_in_the_form_s_order() -> None:
    first, last = QUESTIONNAIRE.index("          (a) Individual"), QUESTIONNAIRE.index("      *If  Securities  are")
    left = ("(a) Individual Ownership", "(b) CommSharey Property", "(c) Joint Tenant with Right of",
            "    Survivorship (both parties", "    must sign)", "(d) Partnership*")  # fmt: skip
    right = ("(e) Tenants in Common", "(f) Company*", "[(g)] Trust*", "(h) Other*", "", "")
    rows = [f"{one:40}{other}".rstrip() for one, other in zip(left, right, strict=True)]
    record = read(QUESTIONNAIRE[:first] + "\n".join(rows) + "\n\n" + QUESTIONNAIRE[last:])
    assert filled(record) == {"title.manner": "trust"}
    assert told(record.alterations) == []


HEAD_OF_ONE_LINE = (
    "<tr><td></td><td>Public Companies</td><td>Private Companies</td>"
    "<td>Public or Private Companies with no, or insignificant, assets and operations</td></tr>"
)
HEAD_OF_THREE_LINES = (
    "<tr><td></td><td></td><td></td><td>Public or Private Companies</td></tr>"
    "<tr><td></td><td>Public</td><td>Private</td><td>with no, or insignificant,</td></tr>"
    "<tr><td></td><td>Companies</td><td>Companies</td><td>assets and operations</td></tr>"
)


@pytest.mark.parametrize("head", [HEAD_OF_ONE_LINE, HEAD_OF_THREE_LINES])
def test_the_grid_as_a_table_with_its_head_in_one_line_or_three(head: str) -> None:
    first, last = (
        QUESTIONNAIRE.index("                  Public or Private"),
        QUESTIONNAIRE.index("      (f) For individual"),
    )
    rows = "".join(
        f"<tr><td>{label}</td>" + "".join(f"<td>{'X' if at == mark else '____'}</td>" for at in range(3)) + "</tr>"
        for mark, label in enumerate(("Frequently", "Occasionally", "Never"))
    )
    page = f"<pre>{QUESTIONNAIRE[:first]}</pre><table>{head}{rows}</table><pre>{QUESTIONNAIRE[last:]}</pre>"
    record = extract(f"<html><body>{page}</body></html>".encode())
    assert told(record.alterations) == []
    assert [record.value(f"suitability.frequency_{column}") for column in ("public", "private", "no_operations")] == [
        "frequently", "occasionally", "never",
    ]  # fmt: skip


# 7.1 with its labels in a column of their own.


def test_categories_in_a_table_with_the_label_beside_the_text() -> None:
    first, last = QUESTIONNAIRE.index("Category A __"), QUESTIONNAIRE.index("      7.2 SUITABILITY")
    block = QUESTIONNAIRE[first:last].replace("\n<PAGE>\n", "\n")
    block = re.sub(r"\n\s+\d\d\n", "\n", block)
    parts = re.split(r"(Category [A-I] __)", block)[1:]
    rows = [
        [label.replace("__", "X" if label.startswith("Category F") else "__"), " ".join(text.split())]
        for label, text in zip(parts[::2], parts[1::2], strict=True)
    ]
    page = f"<pre>{QUESTIONNAIRE[:first]}</pre>{_table(rows)}<pre>{QUESTIONNAIRE[last:]}</pre>"
    record = extract(f"<html><body>{page}</body></html>".encode())
    assert filled(record) == {"accreditation.categories": ("F",)}
    assert told(record.alterations) == []


# Furniture.


def _footed(number: str) -> str:
    """The exhibit with other page numbers."""
    pages = SEED.split("\n<PAGE>\n")
    bare = [re.sub(r"\n\s{20,}\d+\s*$", "", page.rstrip()) for page in pages]
    return "\n<PAGE>\n".join(f"{page}\n\n{number.format(at)}" for at, page in enumerate(bare, 1))


@pytest.mark.parametrize(
    "number", ["- {} -", "Page {} of 22", "{}", "E-{}", "Initials: ____      {}", "Series E Agreement | {}"]
)
def test_page_numbers_and_running_feet_are_no_part_of_the_agreement(number: str) -> None:
    record = read(_footed(number))
    assert told(record.alterations) == []
    assert filled(record) == {}


@pytest.mark.parametrize("stamp", ["DocuSign Envelope ID: 0A1B2C3D-0000-1111-2222-333344445555",
                                   "Adobe Sign Transaction Number: CBJCHBCAABAAabcdef",
                                   "file:///C:/agreements/test.htm"])  # fmt: skip
def test_stamps_of_e_signing_services_are_no_part_of_the_agreement(stamp: str) -> None:
    record = read("\n<PAGE>\n".join(f"{stamp}\n\n{page}" for page in SEED.split("\n<PAGE>\n")))
    assert told(record.alterations) == []
    assert filled(record) == {}


@pytest.mark.parametrize("line", ["subject to side letter", "This Agreement is void", "Shares may not be sold"])
def test_a_running_line_that_speaks_is_told(line: str) -> None:
    record = read("\n<PAGE>\n".join(f"{line}\n\n{page}" for page in SEED.split("\n<PAGE>\n")))
    assert any(line in one.found for one in record.alterations)


def test_a_figure_alone_on_a_line_is_no_page_number() -> None:
    record = read(replaced(("reviewed the Company's  filings", "reviewed the Company's  filings\n90\n")))
    assert [one.found for one in record.alterations] == ["90"]
