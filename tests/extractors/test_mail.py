"""An agreement pasted into a mail: the header is no part of it, free text above it is. All names are invented."""

import pytest
from alignment_papers import SEED, as_html_pre, as_pdf, told

from extractors.extract import extract

SENDER = "From: Avery Sample <a@example.com>\n"
HEADERS = {
    "short": SENDER + "To: counsel@example.com\nSubject: Signed agreement\n",
    "forwarded": "Begin forwarded message:\n\n"
    + SENDER
    + "Subject: x\nDate: 5 May 2026\nTo: b@example.com,\n c@example.com\n",
    "original": "-----Original Message-----\nFrom: Avery Sample [mailto:a@example.com]\n"
    "Sent: Tuesday, May 5, 2026 10:11 AM\nTo: counsel\nSubject: RE: FW: Signed\n",
    "forwarded anew": "---------- Forwarded message ---------\n"
    + SENDER
    + "Date: Tue, 5 May 2026 at 10:11\nSubject: Signed\nTo: <b@example.com>\n",
    "wrote": "On Tue, May 5, 2026 at 10:11 AM Avery Sample <a@example.com> wrote:\n",
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_mails_header_above_the_agreement_is_a_note_and_no_alteration(name: str) -> None:
    record = extract((HEADERS[name] + "\n" + SEED).encode())
    assert told(record.alterations) == []
    assert [note for note in record.notes if "header of a mail" in note and "Avery Sample" in note]


def test_a_mail_is_known_in_other_kinds_of_file() -> None:
    for made in (as_html_pre, as_pdf):
        record = extract(made(HEADERS["original"] + "\n" + SEED))
        assert told(record.alterations) == []
        assert any("header of a mail" in note for note in record.notes)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (HEADERS["short"].replace("Signed", "Signed, subject to financing, "), "financing"),
        (HEADERS["short"] + "\nI sign on condition of a seat on the board.\n", "seat"),
        ("To: whom it concerns\n", "concerns"),
        ("Date: 5 May 2026\nSent: as a side letter\n", "side"),
        ("On the understanding that fees are waived, Avery Sample wrote:\n", "waived"),
    ],
)
def test_free_text_above_the_agreement_is_still_told(head: str, words: str) -> None:
    record = extract((head + "\n" + SEED).encode())
    assert any(words in one.found for one in record.alterations), told(record.alterations)
