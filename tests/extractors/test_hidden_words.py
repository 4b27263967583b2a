"""Words that a file holds and its page does not show: not read as if they stood there, yet told."""

import re

import pikepdf
import pytest
import yaml
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import extract
from extractors.readers import html_page, pdf, word
from templates.draft import drafted, write
from templates.form import FOLDER, load_form
from tests.extractors.pdf_papers import annotated, paper
from tests.extractors.word_files import para, run, table, word_file

SERIES_E = "series-e-subscription"
FORM = load_form(SERIES_E)
SAMPLE = yaml.safe_load((FOLDER / SERIES_E / "sample.yaml").read_text(encoding="utf-8"))
VALUES = {name: value for name, value in SAMPLE.items() if name in FORM.fields_of("clean")}
CLAUSE = "The Subscriber may rescind this Agreement without notice."
WHITE = '<w:color w:val="FFFFFF"/>'


def told(sheet):
    """What is shown, and what is not."""
    shown = [word.text for page in sheet.pages for word in page.words]
    return shown, [one.text for page in sheet.pages for one in page.unseen]


@pytest.mark.parametrize(
    "style",
    [
        "color:#fff",
        "color: rgb(254, 254, 254)",
        "color:transparent",
        "color:rgba(0,0,0,0)",
        "--x:white;color:var(--x)",
        "background:#333;color:#333",
        "opacity:0",
        "filter:opacity(0%)",
        "font-size:0",
        "font-size:1px",
        "font: 0/0 serif",
        "visibility:hidden",
        "display:none",
        "position:absolute;left:-9999px",
        "text-indent:-9999px",
        "position:absolute;clip:rect(0 0 0 0)",
        "clip-path:inset(50%)",
        "height:0;overflow:hidden",
        "transform:scale(0)",
    ],
)
def test_a_web_pages_words_are_hidden_by_their_style(style):
    assert told(html_page.read(f'<p>Seen</p><p style="{style}">gone</p><p>too</p>'.encode())) == (
        ["Seen", "too"],
        ["gone"],
    )


@pytest.mark.parametrize(
    "rule",
    [
        "p:nth-of-type(2) { opacity: 0 }",
        "p:first-child + p { opacity: 0 }",
        "p[data-x] { color: white }",
        "p:not(.seen) { color: white }",
        ".x:last-child { display: none }",  # cannot be told while the page is read, and is taken to hold
        "@media (min-width: 1px) { .x { opacity: 0 } }",
    ],
)
def test_a_web_pages_words_are_hidden_by_a_rule(rule):
    page = f'<style>{rule}</style><div><p class="seen">Seen</p><p class="x" data-x>gone</p></div>'
    assert told(html_page.read(page.encode())) == (["Seen"], ["gone"])


def test_an_important_rule_hides_what_the_element_itself_would_show():
    page = '<style>.x { color: white !important }</style><p>Seen</p><p class="x" style="color:black">gone</p>'
    assert told(html_page.read(page.encode())) == (["Seen"], ["gone"])


@pytest.mark.parametrize(
    "markup",
    [
        '<table><tr><th style="background:#036;color:#fff">Shown</th></tr></table>',
        '<table bgcolor="#000080"><tr><td><font color="white">Shown</font></td></tr></table>',
        '<div style="background:url(dark.png)"><p style="color:white">Shown</p></div>',
        '<div style="font-size:0"><span style="font-size:12px">Shown</span></div>',
        '<div style="visibility:hidden"><span style="visibility:visible">Shown</span></div>',
        '<p style="text-indent:-1.5in;padding-left:1.5in">Shown</p>',
        "<style>@media print { p { display: none } }</style><p>Shown</p>",
        "<style>@media (max-width: 600px) { p { display: none } }</style><p>Shown</p>",
        "<style>[hidden], .menu:not(.open), p:empty, a:hover { display: none }</style><p>Shown</p>",
        "<style>body { background: #222; color: #fff } input { color: #000 }</style><p>Shown</p>",
        '<div style="width:0;overflow:visible"><p>Shown</p></div>',
    ],
)
def test_a_web_pages_words_on_a_ground_of_their_own_are_seen(markup):
    assert told(html_page.read(markup.encode())) == (["Shown"], [])


def test_what_the_styles_say_before_and_after_an_element_is_read():
    page = """<style>.a::before { content: "not " } p:nth-of-type(2)::after { content: ' Void\\2e  ' attr(title) }
        .b::after { content: "gone"; display: none } .b::before { content: "\\2022" }</style>
        <p class="a">binding</p><p title="Now">in full</p><p class="b">Seen</p>"""
    assert told(html_page.read(page.encode())) == (
        ["not", "binding", "in", "full", "Void.", "Now", "Seen"],
        [],
    )


@pytest.mark.parametrize(
    "properties",
    [
        WHITE,
        '<w:color w:val="000000" w:themeColor="background1"/>',
        '<w:color w:val="000080"/><w:shd w:val="clear" w:fill="000080"/>',
        "<w:vanish/>",
        '<w:sz w:val="2"/>',
        '<w:w w:val="1"/>',
        "<w14:textFill><w14:noFill/></w14:textFill>",
    ],
)
def test_a_word_files_letters_are_hidden_by_their_run(properties):
    sheet = word.read(word_file(para("Seen ", run("gone", properties), run(" too"))))
    assert told(sheet) == (["Seen", "too"], ["gone"])


def test_a_word_files_lines_and_rows_of_no_height_are_hidden():
    flat = para("gone", properties='<w:spacing w:line="20" w:lineRule="exact"/>')
    rows = table(["gone too", ""]).replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="10" w:hRule="exact"/></w:trPr>')
    assert told(word.read(word_file(para("Seen") + flat + rows))) == (["Seen"], ["gone", "gone too"])


@pytest.mark.parametrize(
    "body",
    [
        para(run("Shown", WHITE + '<w:shd w:val="clear" w:fill="000080"/>')),
        para(run("Shown", WHITE + '<w:highlight w:val="black"/>')),
        para(run("Shown", WHITE), properties='<w:shd w:val="clear" w:fill="000080"/>'),
        table([f'<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>{para(run("Shown", WHITE))}', ""]),
        para(run("Shown", '<w:color w:val="auto"/><w:shd w:val="clear" w:fill="000000"/>')),
        para("Shown", properties='<w:spacing w:line="240" w:lineRule="exact"/>'),
    ],
)
def test_a_word_files_white_letters_on_a_ground_of_their_own_are_seen(body):
    assert told(word.read(word_file(body))) == (["Shown"], [])


def white(c: Canvas) -> None:
    c.setFillColorRGB(1, 1, 1)
    c.drawString(72, 680, "gone")


def painted_over(c: Canvas) -> None:
    c.drawString(72, 680, "gone")
    c.setFillColorRGB(1, 1, 1)
    c.rect(70, 675, 60, 16, stroke=0, fill=1)


def blacked_out(c: Canvas) -> None:
    c.drawString(72, 680, "gone")
    c.rect(70, 675, 60, 16, stroke=0, fill=1)


def written_over(c: Canvas) -> None:
    painted_over(c)
    c.setFillColorRGB(0, 0, 0)
    c.drawString(72, 680, "new")


def without_ink(c: Canvas) -> None:
    line = c.beginText(72, 680)
    line.setTextRenderMode(3)
    line.textOut("gone")
    c.drawText(line)


def clipped(c: Canvas) -> None:
    path = c.beginPath()
    path.rect(0, 0, 5, 5)
    c.clipPath(path, stroke=0)
    c.drawString(72, 680, "gone")


def tiny(c: Canvas) -> None:
    c.setFont("Times-Roman", 1)
    c.drawString(72, 680, "gone")


def beside(c: Canvas) -> None:
    c.drawString(900, 680, "gone")


@pytest.mark.parametrize(
    "hide",
    [white, painted_over, blacked_out, written_over, without_ink, clipped, tiny, beside],
    ids=lambda one: one.__name__,
)
def test_a_pdfs_words_that_its_page_does_not_show_are_hidden(hide):
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "Seen")
        hide(c)

    shown = ["Seen", "new"] if hide is written_over else ["Seen"]
    assert told(pdf.read(paper(draw))) == (shown, ["gone"])


def test_an_annotation_hides_what_it_lies_on():
    data = annotated(
        paper(lambda c: [c.drawString(72, 700, "Seen"), c.drawString(72, 680, "gone")]),
        {"Subtype": pikepdf.Name.Square, "Rect": [60, 670, 200, 695], "IC": [1, 1, 1], "C": [1, 1, 1]},
    )
    assert told(pdf.read(data)) == (["Seen"], ["gone"])


def test_a_box_drawn_before_the_words_hides_nothing():
    def draw(c: Canvas) -> None:
        c.setFillColorRGB(1, 1, 1)
        c.rect(60, 600, 400, 150, stroke=0, fill=1)
        c.setFillColorRGB(0, 0, 0)
        c.drawString(72, 700, "Seen")
        c.setFillColorRGB(0.8, 0.8, 0.8)
        c.drawString(72, 680, "pale")

    assert told(pdf.read(paper(draw))) == (["Seen", "pale"], [])


@pytest.fixture(scope="module")
def page():
    return write(drafted(FORM, "clean", {}, VALUES), "html").decode()


def read(page):
    return extract(page.encode())


def test_print_that_nobody_sees_is_struck(page):
    record = read(page.replace("contains no untrue", 'contains no <span style="color:#fff">un</span>true'))
    (alteration,) = record.alterations
    assert (alteration.kind, alteration.printed, alteration.found) == ("changed", "untrue", "true")


@pytest.mark.parametrize("style", ["color:#fff", "display:none", "position:absolute;left:-9999px"])
def test_a_hidden_clause_is_told_and_is_no_alteration(page, style):
    record = read(page.replace("</h1>", f'</h1><p style="{style}">{CLAUSE}</p>', 1))
    assert record.alterations == ()
    assert record.hidden == (CLAUSE,)
    assert any(CLAUSE in note for note in record.notes)


def test_what_programs_hide_for_their_own_ends_is_not_told(page):
    hidden = (
        '<nav style="display:none">Home Contact</nav><span style="position:absolute;left:-999px">Skip to text</span>'
    )
    record = read(page.replace("</h1>", f"</h1>{hidden}", 1))
    assert (record.alterations, record.hidden) == ((), ())
    assert all(reading.is_certain for reading in record.readings.values())


def beside_name(page, more):
    changed = re.sub(r'(<textarea[^>]*name="subscriber.name"[^>]*>[^<]*</textarea>)', rf"\1{more}", page)
    assert changed != page
    return read(changed)


def test_hidden_words_beside_an_answer_make_it_uncertain(page):
    record = beside_name(page, '<span style="color:#fff">and Harold Specimen</span>')
    assert not record.readings["subscriber.name"].is_certain
    assert "Harold" not in record.text("subscriber.name")


@pytest.mark.parametrize(
    "more", ['<span style="color:#fff">/s1/</span>', '<label style="position:absolute;left:-999px">Name Typed</label>']
)
def test_a_service_for_signatures_may_hide_its_marks_beside_an_answer(page, more):
    assert beside_name(page, more).readings["subscriber.name"].is_certain


def test_a_hidden_answer_is_none_and_not_certain(page):
    record = read(page.replace('name="shares.number"', 'style="color:#fff" name="shares.number"'))
    reading = record.readings["shares.number"]
    assert (reading.value, reading.is_certain) == (None, False)
