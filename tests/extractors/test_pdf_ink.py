"""What is drawn on a text PDF's pages besides letters."""

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.sheet import Box
from tests.extractors.pdf_papers import page_of, paper, texts


def _picture(colour: str = "navy") -> ImageReader:
    return ImageReader(Image.new("RGB", (20, 10), colour))


def test_lines_rectangles_curves_and_pictures_are_told_apart_with_their_boxes() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "words")
        c.line(100, 600, 110, 610)
        c.line(100, 610, 110, 600)
        c.rect(200, 600, 12, 12)
        c.ellipse(300, 590, 330, 610)
        c.drawImage(_picture(), 400, 600, 80, 30)

    found = {ink.kind: ink.box for ink in page_of(paper(draw)).ink}
    kinds = sorted(ink.kind for ink in page_of(paper(draw)).ink)
    assert kinds == ["curve", "image", "line", "line", "rect"]
    assert found["rect"] == pytest.approx(Box(200, 180, 212, 192), abs=0.5)
    assert found["curve"] == pytest.approx(Box(300, 182, 330, 202), abs=0.5)
    assert found["image"] == pytest.approx(Box(400, 162, 480, 192), abs=0.5)


def test_a_signature_drawn_with_the_pen_is_one_curve() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "Signature")
        pen = c.beginPath()
        for n in range(6):
            pen.moveTo(100 + 10 * n, 720)
            pen.curveTo(104 + 10 * n, 735, 108 + 10 * n, 735, 111 + 10 * n, 720)
        c.drawPath(pen)

    ink = page_of(paper(draw)).ink
    assert [one.kind for one in ink] == ["curve"]
    assert (ink[0].box.x0, ink[0].box.x1) == pytest.approx((100, 161), abs=1)


def test_two_circles_of_one_path_stay_two() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "(a) or (c)")
        pen = c.beginPath()
        pen.ellipse(70, 696, 18, 14)
        pen.ellipse(110, 696, 18, 14)
        c.drawPath(pen)

    assert [one.kind for one in page_of(paper(draw)).ink] == ["curve", "curve"]


def test_furniture_is_no_ink() -> None:
    def draw(c: Canvas) -> None:
        c.setFillColorRGB(1, 1, 1)
        c.rect(0, 0, 612, 792, stroke=0, fill=1)
        c.rect(100, 100, 50, 50, stroke=0, fill=1)
        c.setFillColorRGB(0.9, 0.9, 0.9)
        c.rect(72, 500, 400, 20, stroke=0, fill=1)
        clip = c.beginPath()
        clip.rect(50, 50, 500, 700)
        c.clipPath(clip, stroke=0, fill=0)
        c.setFillColorRGB(0, 0, 0)
        c.drawString(72, 700, "words")

    page = page_of(paper(draw))
    assert page.ink == ()
    assert page.words[0].confidence == 1.0


def test_a_thin_filled_rectangle_is_a_line_and_its_parts_are_joined() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "words")
        for n in range(5):
            c.rect(100 + 20 * n, 600, 20, 0.7, stroke=0, fill=1)

    (ink,) = page_of(paper(draw)).ink
    assert ink.kind == "line"
    assert (ink.box.x0, ink.box.x1) == pytest.approx((100, 200), abs=0.5)


def test_the_grid_of_a_table_gives_no_blanks() -> None:
    def draw(c: Canvas) -> None:
        c.grid([72, 172, 272], [600, 620, 640])
        c.drawString(80, 606, "cell")

    assert texts(page_of(paper(draw))) == ["cell"]


def test_a_page_that_is_only_a_picture_keeps_it_as_ink_beside_pages_of_text() -> None:
    count = iter(range(2))

    def draw(c: Canvas) -> None:
        if next(count):
            c.drawImage(_picture(), 0, 0, 612, 792)
        else:
            c.drawString(72, 700, "a page of text that goes on for a while")

    from extractors.readers.pdf import read

    first, second = read(paper(draw, pages=2)).pages
    assert first.ink == ()
    assert second.words == ()
    assert [(ink.kind, ink.box) for ink in second.ink] == [("image", Box(0, 0, 612, 792))]


def test_the_text_layer_of_a_scan_is_less_certain_and_says_that_it_was_recognised() -> None:
    def draw(c: Canvas) -> None:
        c.drawImage(_picture("white"), 0, 0, 612, 792)
        line = c.beginText(72, 620)
        line.setTextRenderMode(3)
        line.textOut("the words of a scanned agreement")
        c.drawText(line)

    page = page_of(paper(draw))
    assert {(word.source, word.confidence) for word in page.words} == {("ocr", 0.8)}
    assert len(page.words) == 6


def test_a_ring_cut_out_of_a_filled_shape_is_one_curve_and_no_ground() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "(a) Individual")
        c.setFillColorRGB(1, 0, 0)
        ring = c.beginPath()
        ring.ellipse(66, 692, 28, 22)
        ring.ellipse(68, 694, 24, 18)
        c.drawPath(ring, stroke=0, fill=1, fillMode=0)

    page = page_of(paper(draw))
    assert [ink.kind for ink in page.ink] == ["curve"]
    assert not page.words[0].style.highlight
    assert page.words[0].confidence == 1.0


def test_a_small_square_filled_in_by_hand_is_a_mark_and_a_frame_is_none() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "YES")
        c.rect(100, 698, 8, 8, stroke=0, fill=1)
        c.rect(200, 698, 8, 8, stroke=1, fill=0)
        c.rect(300, 698, 8, 8, stroke=0, fill=1)
        c.setFillGray(1)
        c.rect(300.8, 698.8, 6.4, 6.4, stroke=0, fill=1)

    kinds = {round(item.box.x0): item.kind for item in page_of(paper(draw)).ink}
    assert kinds[100] == "curve"
    assert kinds[200] == "rect"
    assert 300 not in kinds


def test_a_box_with_rounded_corners_is_a_check_box_and_a_circle_is_none() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(120, 700, "YES")
        c.roundRect(100, 698, 8, 8, 1.5, stroke=1, fill=0)
        c.roundRect(200, 698, 8, 8, 1.5, stroke=0, fill=1)
        c.circle(304, 702, 4)

    page = page_of(paper(draw))
    assert [(word.text, round(word.box.x0)) for word in page.words] == [("☐", 100), ("YES", 120), ("☒", 200)]
    assert [(item.kind, round(item.box.x0)) for item in page.ink] == [("curve", 300)]
