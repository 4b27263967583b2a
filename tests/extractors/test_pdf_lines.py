"""Lines of PDF pages: which words stand on one, beside rules, numbers and margins, on pages that lie on their side."""

import pikepdf
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.extractors.pdf_papers import changed, lines, page_of, paper, texts


@pytest.mark.parametrize("above", [5.0, 6.5, 8.0])
def test_an_answer_that_hovers_above_its_rule_stands_on_the_rules_line(above: float) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 716, "The answer to this question is wanted below")
        c.drawString(72, 700, "Name: ____________________ of the Subscriber")
        c.setFont("Helvetica", 9)
        c.drawString(120, 700 + above, "Kessler")

    assert lines(page_of(paper(draw)))[1] == "Name: ____________________ Kessler of the Subscriber"


def test_print_set_tightly_above_a_line_with_a_rule_stays_a_line_of_its_own() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(90, 710, "printed")
        c.drawString(72, 700, "____________________")

    assert lines(page_of(paper(draw))) == ["printed", "____________________"]


def test_line_numbers_left_of_everything_are_no_words() -> None:
    def draw(c: Canvas) -> None:
        for n in range(25):
            c.drawRightString(60, 740 - 24 * n, str(n + 1))
            c.drawString(72, 737 - 24 * n, f"{n * 100} shares of the agreement")

    page = page_of(paper(draw))
    assert not any(word.box.x0 < 70 for word in page.words)
    assert [word.text for word in page.words][:2] == ["0", "shares"]


def test_a_row_of_dots_under_an_answer_is_a_rule() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "." * 60)
        c.drawString(80, 702, "Kessler")

    assert texts(page_of(paper(draw))) == ["_" * 60, "Kessler"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_of_a_page_that_is_shown_turned_stay_apart(turn: int) -> None:
    def draw(c: Canvas) -> None:
        x = 72.0
        for text in ("accepted", "as", "of", "______", "2005"):
            c.drawString(x, 700, text)
            x += stringWidth(text + " ", "Times-Roman", 11)

    def lay_down(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        turned = {90: b"0 1 -1 0 792 0", 180: b"-1 0 0 -1 612 792", 270: b"0 -1 1 0 0 612"}[turn]
        page.contents_add(b"q " + turned + b" cm ", prepend=True)
        page.contents_add(b" Q")
        page.MediaBox = pikepdf.Array([0, 0, 612, 792] if turn == 180 else [0, 0, 792, 612])
        page.Rotate = turn

    assert texts(page_of(changed(paper(draw), lay_down))) == ["accepted", "as", "of", "______", "2005"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_as_if_it_stood(turn: int) -> None:
    def draw(c: Canvas) -> None:
        for n in range(6):
            c.drawString(72, 700 - 14 * n, f"line {n} of the printed form")

    def rotate(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = turn

    assert lines(page_of(changed(paper(draw), rotate))) == [f"line {n} of the printed form" for n in range(6)]


def test_a_label_glued_to_its_rule_is_struck_alone() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "YES_______")
        c.drawString(200, 700, "NO_______")
        c.line(199, 704, 217, 704)

    found = page_of(paper(draw)).words
    assert [(word.text, word.style.strike) for word in found] == [
        ("YES_______", False),
        ("NO", True),
        ("_______", False),
    ]
