"""Running titles: set aside on every page, while the form's own title on the first page stays its own."""

import pytest
from alignment_papers import SEED

from extractors.alignment.running_text import running_lines
from extractors.extract import extract
from extractors.sheet import Box, Word
from templates.draft import drafted, write
from templates.form import load_form

WORDING = load_form("series-e-subscription").wording("as-filed")
CERTIFICATE = load_form("certificate-of-signatory")
VALUES = {
    "signatory.name": "Avery Sample",
    "signatory.title": "Manager",
    "signatory.entity": "Sample Works, Inc.",
    "signatory.date": "2026-03-14",
    "signatory.signature": True,
}
TITLE = "SUBSCRIPTION AGREEMENT"


def line(text: str, at: float) -> list[Word]:
    return [
        Word(one, Box(72 + 60 * number, at, 120 + 60 * number, at + 10), 1) for number, one in enumerate(text.split())
    ]


def pages(*first: str) -> list[list[list[Word]]]:
    """A first page of the lines given, and four that begin with the title."""
    heads = [list(first), *([TITLE] for _ in range(4))]
    bodies = [
        [f"{name} print {page} of its own" for name in "abcdefgh"] for page in ("one", "two", "red", "blue", "far")
    ]
    return [
        [line(text, 72.0 + 14 * at) for at, text in enumerate(head + body)]
        for head, body in zip(heads, bodies, strict=True)
    ]


def test_a_title_that_heads_the_first_page_stays_the_forms_own() -> None:
    assert running_lines(pages("EXHIBIT 4.28", TITLE), WORDING) == {(1, 0), (2, 0), (3, 0), (4, 0)}


def test_where_the_forms_title_stands_within_the_page_every_running_title_is_set_aside() -> None:
    first = (TITLE, "One line more", "Two lines more", "Three lines more", TITLE)
    assert running_lines(pages(*first), WORDING) == {(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)}


@pytest.mark.parametrize(
    "residue",
    [
        "Page 1 of 1",
        "1 / 3",
        "1/1",
        "- 3 -",
        "[1]",
        "Seite 1 von 1",
        "file:///C:/papers/certificate.html 1/1",
        "11/26/2026, 10:31 AM Certificate of Signatory",
        "26.11.2026, 10:31",
        "2026-11-26 10:31",
        "November 26, 2026 10:31 AM",
    ],
)
@pytest.mark.parametrize("is_last", [True, False])
def test_what_a_browser_prints_above_and_below_a_single_page_is_no_wording(residue: str, *, is_last: bool) -> None:
    page = write(drafted(CERTIFICATE, CERTIFICATE.editions[-1], {}, VALUES), "html").decode()
    mark = f"<p>{residue}</p>"
    page = page.replace("</body>", f"{mark}</body>") if is_last else page.replace("<body>", f"<body>{mark}")
    assert extract(page.encode(), form=CERTIFICATE.name).alterations == ()


def test_a_fraction_that_counts_no_pages_is_reported() -> None:
    page = write(drafted(CERTIFICATE, CERTIFICATE.editions[-1], {}, VALUES), "html").decode()
    record = extract(page.replace("</body>", "<p>3/2</p></body>").encode(), form=CERTIFICATE.name)
    assert [one.found for one in record.alterations] == ["3/2"]


def test_a_page_number_that_names_itself_is_set_aside_where_it_stands_once() -> None:
    given = pages("EXHIBIT 4.28", TITLE)
    given[4].append(line("Page 1 of 5", 400.0))
    assert (4, len(given[4]) - 1) in running_lines(given, WORDING)


def marked(*numbers: str) -> list[list[list[Word]]]:
    """A print whose pages are not the filing's: its words say where those end."""
    said = [text for number in numbers for text in ("Print of its own", *number.split("|"), "<PAGE>")]
    return [[line(text, 72.0 + 14 * at) for at, text in enumerate(said)]]


def test_a_filings_page_marks_and_the_numbers_above_them_are_set_aside() -> None:
    assert running_lines(marked("7", "8"), WORDING) == {(0, 1), (0, 2), (0, 4), (0, 5)}


def test_a_figure_above_a_page_mark_that_counts_no_pages_may_be_an_answer() -> None:
    assert running_lines(marked("7", "8", "40"), WORDING) == {(0, 1), (0, 2), (0, 4), (0, 5), (0, 8)}
    assert running_lines(marked("25", "Words"), WORDING) == {(0, 2), (0, 5)}


def test_a_page_mark_on_the_line_of_its_number_is_set_aside() -> None:
    said = ["Print of its own", "7 <PAGE>", "More print of its own", "- 8 - <PAGE>", "The last of it", "9"]
    lines = [line(text, 72.0 + 14 * at) for at, text in enumerate(said)]
    assert running_lines([lines], WORDING) == {(0, 1), (0, 3), (0, 5)}


def test_a_number_and_its_mark_may_be_parted_by_the_prints_own_page() -> None:
    first = ["Print of its own", "7", "<PAGE>", "More print of its own", "8", "https://example.com/paper 1/2"]
    second = ["11/26/26, 11:01 AM", "<PAGE>", "The last of it"]
    lines = [[line(text, 72.0 + 14 * at) for at, text in enumerate(page)] for page in (first, second)]
    assert running_lines(lines, WORDING) == {(0, 1), (0, 2), (0, 4), (0, 5), (1, 0), (1, 1)}


def test_a_page_number_above_its_mark_is_no_answer_where_a_blank_stands_before_it() -> None:
    text = SEED.replace("\n<PAGE>\n", "\n&lt;PAGE&gt; \n")
    shown = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    plain, printed = extract(SEED.encode()), extract(f"<html><body>{shown}</body></html>".encode())
    certain = {name: one.value for name, one in printed.readings.items() if one.state == "filled" and one.is_certain}
    assert certain.items() <= {name: one.value for name, one in plain.readings.items()}.items()
    assert not [one for one in printed.alterations if "PAGE" in one.found]
