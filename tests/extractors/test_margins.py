"""What stands in a page's margins: what casts doubt on the agreement is told, an office's stamps are a note."""

import pytest
from alignment_papers import SEED

from extractors.alignment.office_stamps import is_office_stamp, office_stamps
from extractors.alignment.running_text import running_lines
from extractors.extract import extract
from extractors.sheet import Box, Word, Zone
from templates.form import load_form

WORDING = load_form("series-e-subscription").wording("as-filed")
FAX = "FROM: OAKLINE PARTNERS FAX NO. 617-555-0199 NOV 14 2005 10:22AM P. 22"


def line(text: str, at: float, zone: Zone = "body") -> list[Word]:
    return [
        Word(one, Box(72 + 60 * number, at, 120 + 60 * number, at + 10), 1, zone=zone)
        for number, one in enumerate(text.split())
    ]


def page(head: str, zone: Zone = "body", *, gap: float = 26) -> list[list[Word]]:
    body = [line(f"{name} print of its own", 40 + gap + 14 * at) for at, name in enumerate("abcdefgh")]
    return [line(head, 30, zone), *body]


def is_running(text: str) -> bool:
    in_header, above = (running_lines([page(text, zone)] * 12, WORDING) for zone in ("header", "body"))
    found = {(11, 0) in running for running in (in_header, above)}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    "text",
    [
        "SUBJECT TO BOARD APPROVAL",
        "250 SHARES ONLY",
        "250 SHARES",
        "TWO HUNDRED SERIES E PREFERRED SHARES",
        "SUBJECT TO CONTRACT",
        "NOT FOR SIGNATURE",
        "VOID",
        "DRAFT",
        "Discussion draft of November 14",
        "SPECIMEN",
        "PENDING APPROVAL OF THE BOARD",
        "NO DIVIDEND RIGHTS",
        "HELD IN ESCROW UNTIL ACCEPTANCE",
        "EXHIBIT NO. 4 IS VOID",
    ],
)
def test_a_running_title_that_casts_doubt_on_the_agreement_is_not_set_aside(text: str) -> None:
    assert not is_running(text)


@pytest.mark.parametrize(
    "text",
    [
        "CONFIDENTIAL",
        "CONFIDENTIAL - NOT FOR DISTRIBUTION",
        "SUBSCRIPTION AGREEMENT",
        "REGISTRATION RIGHTS",
        "AMERICAN TECHNOLOGIES GROUP, INC.",
        "American Technologies Group, Inc. - Series E Subscription Agreement",
        "EXECUTION COPY",
        "EXHIBIT NO. 4",
        "Copy No. 12",
        "EXHIBIT 4.28",
        "F:\\papers\\draft\\series-e.doc",
        "DocuSign Envelope ID: 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
    ],
)
def test_an_ordinary_running_title_is_set_aside(text: str) -> None:
    assert is_running(text)


@pytest.mark.parametrize(
    "text",
    [
        "RECEIVED NOV 15 2005",
        "Rec'd 11/15/2005 10:22 AM",
        "Date received: November 15, 2005",
        "Oakline file 2005-118",
        FAX,
        "11/21/2005 14:10 212 288 4737 FAX P.01/22",
        "NOV-14-2005 10:22 FROM: OAKLINE TO: 617 555 0199 P.2/22",
    ],
)
def test_an_offices_stamp_is_known(text: str) -> None:
    assert is_office_stamp(text)


@pytest.mark.parametrize(
    "text",
    [
        "RECEIVED",
        "RECEIVED 250",
        "RECEIVED NOV 15 2005 for 250 shares",
        "RECEIVED NOV 15 2005 subject to contract",
        "Side letter file 2005-118",
        "file 250",
        "FAX 250 SHARES",
        "FROM: OAKLINE PARTNERS",
        "FAX NO. 617-555-0199",
        f"{FAX} void",
        f"{FAX} 250",
        "FROM: OAKLINE PENDING FAX NO. 617-555-0199 NOV 14 2005 10:22AM P. 22",
        "November 15, 2005",
    ],
)
def test_what_could_be_a_term_or_an_answer_is_no_offices_stamp(text: str) -> None:
    assert not is_office_stamp(text)


def test_a_stamp_stands_alone_in_the_margin() -> None:
    stamp = "RECEIVED NOV 15 2005"
    assert office_stamps([page(stamp)], ()) == {(0, 0)}
    assert office_stamps([page(stamp, gap=4)], ()) == set()
    assert office_stamps([page(stamp, "header", gap=4)], ()) == {(0, 0)}
    within = page("One line more")
    within[4] = line(stamp, within[4][0].box.top)
    assert office_stamps([within], ()) == set()
    below = [*page("One line more"), line("1", 400), line("Oakline file 2005-118", 500)]
    assert office_stamps([below], ()) == {(0, 10)}
    assert office_stamps([[line(stamp, 30)]], ()) == set()


def test_a_stamp_above_the_agreement_is_a_note_and_no_change() -> None:
    record = extract(f"RECEIVED NOV 15 2005\n\n\n\n{SEED}".encode())
    assert record.alterations == extract(SEED.encode()).alterations
    assert [note for note in record.notes if "RECEIVED NOV 15 2005" in note]


def test_the_same_line_of_a_fax_machine_on_every_page_is_told_once() -> None:
    pages = [part.strip("\n") for part in SEED.split("<PAGE>")]
    faxed = "\n<PAGE>\n".join(f"{FAX[:-2]}{number:02}\n\n\n\n{part}\n" for number, part in enumerate(pages, start=1))
    notes = [note for note in extract(faxed.encode()).notes if "FROM: OAKLINE" in note]
    assert len(notes) == 1
    assert f"(and of {len(pages) - 1} more)" in notes[0]
