"""Drawn lines through the words of a PDF: struck, doubtful, or only the rule that a word is written on."""

from io import BytesIO

import pikepdf
import pytest
from pdf_papers import annotated, page_of, paper, texts
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import extract, sheet_of
from templates.writers.pdf import write
from tests.templates.writers.drafted_papers import paper as agreement


def crossed(draw) -> dict[str, str]:
    """What goes through each word of a page that has some."""
    return {word.text: word.crossed for word in page_of(paper(draw)).words if word.crossed}


def test_a_slanted_line_goes_through_the_words_whose_letters_it_meets() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 720, "five hundred shares")
        c.drawString(72, 700, "and nothing more")
        c.line(70, 721, 124, 725)

    assert crossed(draw) == {"five": "line", "hundred": "line"}


def test_a_line_that_hardly_rises_is_no_rule() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 720, "five hundred shares")
        c.line(60, 721, 240, 725)

    assert set(crossed(draw)) == {"five", "hundred", "shares"}


def test_a_big_cross_goes_through_words_of_every_line() -> None:
    def draw(c: Canvas) -> None:
        for n in range(8):
            c.drawString(72, 700 - 14 * n, "Subscriber agrees to hold the Company harmless")
        c.line(72, 590, 300, 712)
        c.line(72, 712, 300, 590)

    words = [word for word in page_of(paper(draw)).words if word.crossed]
    assert len({word.line for word in words}) == 8


@pytest.mark.parametrize("beyond", [10, 12, 40])
def test_a_level_line_that_runs_on_is_a_rule_unless_the_word_stands_on_another(beyond: float) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 720, "Avery")
        c.line(72 - beyond, 723, 100 + beyond, 723)
        c.drawString(72, 680, "Casey")
        c.drawString(60, 679, "_" * 14)
        c.line(72 - beyond, 683, 102 + beyond, 683)

    assert crossed(draw).pop("Avery") == "rule"
    (casey,) = (word for word in page_of(paper(draw)).words if word.text == "Casey")
    assert casey.style.strike or casey.crossed == "line"


def test_marks_columns_and_rules_go_through_no_word() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 720, "Category A: accredited")
        c.line(132, 719, 139, 727)
        c.line(132, 727, 139, 719)
        c.drawString(72, 690, "Address")
        c.line(68, 600, 68, 740)
        c.line(72, 687, 300, 687)
        c.line(72, 702, 300, 702)

    assert crossed(draw) == {}


def test_a_line_drawn_as_an_annotation_counts() -> None:
    data = paper(lambda c: c.drawString(72, 720, "five hundred shares"))
    line = {"Subtype": pikepdf.Name.Line, "Rect": [70, 715, 200, 735], "L": [70, 721, 124, 725], "F": 4}
    assert [word.text for word in page_of(annotated(data, line)).words if word.crossed] == ["five", "hundred"]
    assert texts(page_of(annotated(data, line))) == ["five", "hundred", "shares"]


def struck(data: bytes, text: str, rise: float) -> bytes:
    """The file with a pen's line through the first word of this text."""
    sheet = sheet_of(data)
    page, box = next((page, word.box) for page in sheet.pages for word in page.words if word.text == text)
    middle = page.height - (box.top + box.bottom) / 2
    over = BytesIO()
    canvas = Canvas(over, pagesize=(page.width, page.height), invariant=1)
    canvas.line(box.x0 - 12, middle - rise / 2, box.x1 + 12, middle + rise / 2)
    canvas.save()
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf, pikepdf.open(BytesIO(over.getvalue())) as pen:
        pdf.pages[page.number - 1].add_overlay(pen.pages[0])
        pdf.save(out)
    return out.getvalue()


def test_print_with_a_line_through_it_is_told_and_an_answer_is_uncertain() -> None:
    data = write(agreement(subscriber__entity_name="Zephyrine Works LLC"))
    plain = extract(data)
    assert plain.crossed == ()
    record = extract(struck(data, "indemnify", 5))
    (told,) = record.crossed
    assert "indemnify" in told
    assert f'A line is drawn through printed words: "{told}".' in record.notes
    assert record.alterations == ()
    answer = extract(struck(data, "Zephyrine", 4)).readings["subscriber.entity_name"]
    assert plain.readings["subscriber.entity_name"].is_certain
    assert answer.value == "Zephyrine Works LLC"
    assert not answer.is_certain
