"""Words of a text PDF, whatever way their letters were drawn."""

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.extractors.pdf_papers import annotated, changed, lines, page_of, paper, texts, word


def test_words_have_boxes_from_the_top_left_of_the_page() -> None:
    page = page_of(paper(lambda c: c.drawString(100, 692, "Series E")))
    found = word(page, "Series")
    assert found.box.x0 == pytest.approx(100, abs=0.5)
    assert found.box.x1 == pytest.approx(100 + stringWidth("Series", "Times-Roman", 11), abs=0.5)
    assert found.box.top < 100 < found.box.bottom
    assert (page.width, page.height, page.unit) == (612, 792, "pt")


def test_lines_and_words_come_from_top_to_bottom_and_left_to_right_whatever_the_order_of_drawing() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 600, "third line")
        c.drawString(300, 624, "right")
        c.drawString(72, 612, "second line")
        c.drawString(72, 624, "left")

    assert lines(page_of(paper(draw))) == ["left right", "second line", "third line"]


def test_lines_count_through_the_sheet() -> None:
    from extractors.readers.pdf import read

    sheet = read(paper(lambda c: c.drawString(72, 700, "one line"), pages=3))
    assert [page.words[0].line for page in sheet.pages] == [1, 2, 3]


def test_a_word_drawn_letter_by_letter_is_one_word() -> None:
    def draw(c: Canvas) -> None:
        x = 72.0
        for char in "Subscription Agreement":
            if char != " ":
                c.drawString(x, 700, char)
            x += stringWidth(char, "Times-Roman", 11)

    assert texts(page_of(paper(draw))) == ["Subscription", "Agreement"]


def test_letters_drawn_from_right_to_left_still_read_from_left_to_right() -> None:
    def draw(c: Canvas) -> None:
        at = [(72 + stringWidth("Kessler"[:n], "Times-Roman", 11), char) for n, char in enumerate("Kessler")]
        for x, char in reversed(at):
            c.drawString(x, 700, char)

    assert texts(page_of(paper(draw))) == ["Kessler"]


@given(
    st.lists(st.text("abcdefgilmtIVW.,$0159", min_size=1, max_size=8), min_size=1, max_size=6),
    st.sampled_from(["Times-Roman", "Courier", "Helvetica-Bold"]),
    st.floats(-0.2, 3),
)
@settings(max_examples=25, deadline=None)
def test_justified_text_keeps_its_words(words: list[str], font: str, spread: float) -> None:
    def draw(c: Canvas) -> None:
        line = c.beginText(36, 700)
        line.setFont(font, 9)
        line.setWordSpace(spread)
        line.textOut(" ".join(words))
        c.drawText(line)

    assert texts(page_of(paper(draw, size=(1200, 800)))) == words


def test_text_set_wide_is_one_word_each() -> None:
    def draw(c: Canvas) -> None:
        line = c.beginText(72, 700)
        line.setCharSpace(3)
        line.textOut("SUBSCRIPTION AGREEMENT")
        c.drawText(line)

    assert texts(page_of(paper(draw))) == ["SUBSCRIPTION", "AGREEMENT"]


def test_letters_typed_with_spaces_between_stay_as_typed() -> None:
    page = page_of(paper(lambda c: c.drawString(72, 700, "W I T N E S S E T H: that")))
    assert texts(page) == ["W", "I", "T", "N", "E", "S", "S", "E", "T", "H:", "that"]


def test_a_superscript_stays_with_its_word() -> None:
    def draw(c: Canvas) -> None:
        line = c.beginText(72, 700)
        line.textOut("this 3")
        line.setFont("Times-Roman", 7)
        line.setRise(4)
        line.textOut("rd")
        line.setRise(0)
        line.setFont("Times-Roman", 11)
        line.textOut(" day")
        c.drawText(line)

    assert lines(page_of(paper(draw))) == ["this 3rd day"]


@pytest.mark.parametrize(("rise", "size"), [(4, 7), (-3, 7), (5, 6)])
def test_a_number_with_a_small_figure_above_or_below_the_line_is_unsure(rise: int, size: int) -> None:
    def draw(c: Canvas) -> None:
        line = c.beginText(72, 700)
        for number, (before, small, after) in enumerate((("50", "2", ""), ("", "1", "50"), ("14", "th", ""))):
            for text, face, lift in ((before, 11, 0), (small, size, rise), (f"{after} no{number} ", 11, 0)):
                line.setFont("Times-Roman", face)
                line.setRise(lift)
                line.textOut(text)
        c.drawText(line)

    sure = {one.text: one.confidence > 0.9 for one in page_of(paper(draw)).words}
    assert sure == {"502": False, "no0": True, "150": False, "no1": True, "14th": True, "no2": True}


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "NOT A WAIVER")
        c.drawString(72.3, 700, "NOT A WAIVER")
        for n, char in enumerate("TWICE"):
            for shift in (0, 0.4):
                c.drawString(72 + 9 * n + shift, 680, char)

    assert "".join(texts(page_of(paper(draw)))) == "NOTAWAIVERTWICE"


def test_the_same_word_twice_on_a_line_stays_twice() -> None:
    assert texts(page_of(paper(lambda c: c.drawString(72, 700, "that that is is")))) == ["that", "that", "is", "is"]


def test_double_letters_are_kept() -> None:
    def draw(c: Canvas) -> None:
        x = 72.0
        for char in "illegally 11,000":
            c.drawString(x, 700, char)
            x += stringWidth(char, "Times-Roman", 11)

    assert texts(page_of(paper(draw))) == ["illegally", "11,000"]


@pytest.mark.parametrize("off", [-4, -2.5, -1, 0, 1.5, 3, 4])
@pytest.mark.parametrize("pitch", [9.0, 11.5, 14.0])
def test_a_value_over_a_rule_stands_on_the_rules_line_as_a_word_of_its_own(off: float, pitch: float) -> None:
    def draw(c: Canvas) -> None:
        c.setFont("Courier", 8)
        for n in range(5):
            c.drawString(72, 700 - n * pitch, f"line {n} of the form _____________________ end")
        c.setFont("Helvetica", 9)
        c.drawString(72 + 4.8 * 19 + 6, 700 - 2 * pitch + off, "Robert Kessler")

    page = page_of(paper(draw))
    assert lines(page) == [
        f"line {n} of the form _____________________" + (" Robert Kessler" if n == 2 else "") + " end" for n in range(5)
    ]
    rule = next(one for one in page.words if one.text.startswith("___") and one.line == page.words[-1].line - 2)
    assert rule.box.x0 < word(page, "Robert").box.x0 < word(page, "Kessler").box.x1 < rule.box.x1


def test_a_value_typed_in_place_of_underscores_stays_glued() -> None:
    assert texts(page_of(paper(lambda c: c.drawString(72, 700, "for ___650___ shares")))) == [
        "for",
        "___650___",
        "shares",
    ]


def test_lines_set_as_close_as_nine_points_stay_apart() -> None:
    def draw(c: Canvas) -> None:
        c.setFont("Times-Roman", 9)
        for n in range(20):
            c.drawString(72, 700 - 9 * n, f"number {n}")

    assert lines(page_of(paper(draw))) == [f"number {n}" for n in range(20)]


def test_a_slightly_tilted_page_keeps_its_lines() -> None:
    def draw(c: Canvas) -> None:
        c.translate(300, 400)
        c.rotate(0.8)
        c.translate(-300, -400)
        for n in range(10):
            c.drawString(
                72, 700 - 12 * n, f"number {n} " + "of the words that run over the whole width of the page " * 2
            )

    found = lines(page_of(paper(draw)))
    assert len(found) == 10
    assert all(line.startswith(f"number {n} of") for n, line in enumerate(found))


def test_text_along_the_margin_and_watermarks_stand_on_lines_of_their_own() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "the body's line one")
        c.drawString(72, 688, "the body's line two")
        for x, y, turn, text in (
            (30, 650, 90, "Envelope ID 77AB"),
            (590, 700, 270, "received today"),
            (80, 600, 45, "COPY"),
        ):
            c.saveState()
            c.translate(x, y)
            c.rotate(turn)
            c.drawString(0, 0, text)
            c.restoreState()

    found = lines(page_of(paper(draw)))
    assert found[:2] == ["the body's line one", "the body's line two"]
    assert sorted(found[2:]) == ["COPY", "Envelope ID 77AB", "received today"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_as_displayed(turn: int) -> None:
    def draw(c: Canvas) -> None:
        c.saveState()
        w, h = 612, 792
        c.transform(
            *{0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, w, 0), 180: (-1, 0, 0, -1, w, h), 270: (0, -1, 1, 0, 0, h)}[turn]
        )
        c.setFont("Times-Roman", 11)
        c.drawString(72, 500, "Illinois: the first little line")
        c.setFont("Courier", 11)
        c.drawString(72, 480, "fill it in: _____ and so on")
        c.restoreState()

    data = changed(paper(draw), lambda pdf: pdf.pages[0].rotate(turn, relative=False))
    page = page_of(data)
    assert lines(page) == ["Illinois: the first little line", "fill it in: _____ and so on"]
    assert page.words[0].box.x0 == pytest.approx(72, abs=1.5)
    assert (page.width, page.height) == ((612, 792) if turn % 180 == 0 else (792, 612))


def test_places_are_told_from_the_crop_box_and_what_lies_outside_is_dropped() -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].mediabox = [-20, -30, 612, 792]
        pdf.pages[0].cropbox = [50, 100, 550, 742]

    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "inside")
        c.drawString(72, 60, "outside")

    page = page_of(changed(paper(draw), crop))
    assert texts(page) == ["inside"]
    assert (page.width, page.height) == (500, 642)
    assert page.words[0].box.x0 == pytest.approx(22, abs=0.5)
    assert page.words[0].box.top < 42 < page.words[0].box.bottom


def test_text_within_a_placed_form_stands_where_it_is_shown() -> None:
    def draw(c: Canvas) -> None:
        c.beginForm("part")
        c.setFont("Times-Roman", 22)
        c.drawString(10, 10, "Placed")
        c.line(10, 8, 110, 8)
        c.endForm()
        c.translate(100, 600)
        c.scale(0.5, 0.5)
        c.doForm("part")

    page = page_of(paper(draw))
    found = word(page, "Placed").box
    assert found.x0 == pytest.approx(105, abs=0.5)
    assert found.bottom - found.top == pytest.approx(11, abs=0.1)
    assert [ink.kind for ink in page.ink] == ["line"]
    assert page.ink[0].box.x1 == pytest.approx(155, abs=0.5)
    assert page.ink[0].box.top == pytest.approx(792 - 604, abs=0.5)


def test_dingbats_are_read_as_what_they_show() -> None:
    def draw(c: Canvas) -> None:
        c.setFont("ZapfDingbats", 11)
        c.drawString(72, 700, "✔")
        c.drawString(72, 680, "❏")
        c.drawString(72, 660, "✘")

    assert texts(page_of(paper(draw))) == ["✔", "☐", "✘"]


def test_bold_and_italic_are_told_by_the_font() -> None:
    def draw(c: Canvas) -> None:
        for n, font in enumerate(("Times-Roman", "Times-Bold", "Helvetica-Oblique")):
            c.setFont(font, 11)
            c.drawString(72, 700 - 20 * n, "word")

    assert [(one.style.bold, one.style.italic) for one in page_of(paper(draw)).words] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_underlined_struck_and_highlit_words_are_told() -> None:
    def draw(c: Canvas) -> None:
        c.setFillColorRGB(1, 1, 0)
        c.rect(71, 657, 40, 11, stroke=0, fill=1)
        c.setFillColorRGB(0, 0, 0)
        for n, text in enumerate(("plain", "under", "struck", "yellow")):
            c.drawString(72, 720 - 20 * n, text)
        c.line(72, 698.5, 100, 698.5)
        c.line(72, 683, 102, 683)

    page = page_of(paper(draw))
    assert not any(word(page, "plain").style)
    assert word(page, "under").style.underline
    assert word(page, "struck").style.strike
    assert not word(page, "struck").style.underline
    assert word(page, "yellow").style.highlight
    assert texts(page) == ["plain", "under", "struck", "yellow"]


def test_a_blanks_drawn_rule_is_a_word_of_underscores_on_its_captions_line() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "Name:")
        c.line(110, 698.5, 300, 698.5)
        c.drawString(120, 701, "Kessler")
        c.drawString(72, 670, "Date:")
        c.rect(110, 668.5, 100, 0.5, stroke=0, fill=1)

    page = page_of(paper(draw))
    first, second = lines(page)
    assert first.split("_")[0] == "Name: "
    assert first.endswith("_ Kessler")
    assert set(second.removeprefix("Date: ")) == {"_"}
    rule = page.words[1]
    assert (rule.box.x0, rule.box.x1) == pytest.approx((110, 300), abs=0.5)


def test_markup_annotations_mark_the_words_under_them() -> None:
    data = paper(lambda c: c.drawString(72, 700, "(a) Individual Ownership"))
    quad = [70, 712, 88, 712, 70, 697, 88, 697]
    marks = [
        {"Subtype": pikepdf.Name(kind), "Rect": pikepdf.Array([70, 697, 88, 712]), "QuadPoints": pikepdf.Array(quad)}
        for kind in ("/Highlight", "/Underline", "/StrikeOut")
    ]
    page = page_of(annotated(data, *marks))
    assert word(page, "(a)").style == (False, False, True, True, True)
    assert not any(word(page, "Ownership").style)


@pytest.mark.parametrize("spread", [0.9, 1.4, 1.8, 2.5, 4])
def test_a_wide_set_word_within_a_line_is_one_word(spread: float) -> None:
    def draw(c: Canvas) -> None:
        line = c.beginText(72, 700)
        line.textOut("called the ")
        line.setCharSpace(spread)
        line.textOut("SUBSCRIPTION Tavern")
        line.setCharSpace(0)
        line.textOut(" below and elsewhere")
        c.drawText(line)

    assert lines(page_of(paper(draw))) == ["called the SUBSCRIPTION Tavern below and elsewhere"]


def _in_open_symbol(code: int, advance: int, font: str = "BAAAAA+OpenSymbol") -> bytes:
    """A page with one glyph that the file says stands for a private code."""

    def add(pdf: pikepdf.Pdf) -> None:
        names = f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <{code:04X}> endbfchar"
        cmap = f"/CIDInit /ProcSet findresource begin begincmap {names} endcmap end"
        made = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=pikepdf.Name("/" + font),
            FirstChar=0x41,
            LastChar=0x41,
            Widths=pikepdf.Array([advance]),
            ToUnicode=pdf.make_stream(cmap.encode()),
        )
        page = pdf.pages[0]
        page.Resources.Font["/Boxes"] = pdf.make_indirect(made)
        page.contents_add(b"BT /Boxes 11 Tf 72 680 Td (A) Tj ET")

    return changed(paper(lambda c: c.drawString(72, 700, "Category")), add)


@pytest.mark.parametrize(
    ("code", "advance", "shown"), [(0xF0FE, 926, "☑"), (0xF0A8, 891, "☐"), (0xE4C3, 920, "☒"), (0xF0FC, 828, "✓")]
)
def test_libreoffices_boxes_are_certain(code: int, advance: int, shown: str) -> None:
    found = page_of(_in_open_symbol(code, advance)).words[-1]
    assert (found.text, found.confidence) == (shown, 1.0)


def test_a_private_code_stays_in_doubt_where_fonts_differ() -> None:
    assert page_of(_in_open_symbol(0xF0A8, 576)).words[-1].confidence == 0.5
    assert page_of(_in_open_symbol(0xF0FE, 926, "BAAAAA+SomeSymbols")).words[-1].confidence == 0.5


def test_libreoffices_boxes_are_certain_on_a_turned_page() -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = 90

    assert page_of(changed(_in_open_symbol(0xF0FE, 926), turn)).words[-1].confidence == 1.0
