"""Form fields of a PDF by their names. All names and figures are invented."""

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.pdf import read
from extractors.sheet import Control
from tests.extractors.pdf_papers import annotated, changed, lines, page_of, paper, word


def _form(c: Canvas) -> None:
    c.drawString(72, 700, "Name: ______________________ (print)")
    for base in (660, 640, 620):
        c.line(72, base - 3, 300, base - 3)
    c.drawString(72, 600, "Captions stand under their rules.")


def _widget(kind: str, rect: tuple[float, float, float, float], **more: object) -> dict[str, object]:
    return {"Subtype": Name.Widget, "FT": Name(kind), "Rect": Array(rect), "F": 4, **more}


def _look(*states: str) -> Dictionary:
    return Dictionary(N=Dictionary({f"/{state}": Dictionary() for state in (*states, "Off")}))


def test_a_fields_full_name_is_told_with_its_words_and_its_text() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        parent = pdf.make_indirect(Dictionary(T=String("subscriber")))
        kid = Dictionary(
            Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Robert  Kessler"),
            Rect=Array([104, 697, 220, 713]), Parent=parent,
        )  # fmt: skip
        pdf.pages[0].Annots = Array([pdf.make_indirect(kid)])

    sheet = read(changed(paper(_form), add))
    assert sheet.controls == (Control("subscriber.name", "Robert  Kessler"),)
    assert word(sheet.pages[0], "Kessler").control == "subscriber.name"
    assert word(sheet.pages[0], "Name:").control == ""


def test_an_empty_field_is_told_as_empty_and_one_without_a_name_not_at_all() -> None:
    data = annotated(
        paper(_form),
        _widget("/Tx", (104, 697, 220, 713), T=String("shares.number")),
        _widget("/Tx", (104, 500, 220, 516), V=String("nameless")),
    )
    sheet = read(data)
    assert sheet.controls == (Control("shares.number", ""),)
    assert word(sheet.pages[0], "nameless").control == ""


def test_lines_of_a_field_are_told_as_they_were_typed() -> None:
    data = annotated(
        paper(_form),
        _widget("/Tx", (72, 617, 300, 677), T=String("address"), V=String("12 Elm Street\rSuite 4"), Ff=4096),
    )
    assert read(data).controls == (Control("address", "12 Elm Street\nSuite 4"),)


def test_a_group_of_buttons_is_told_with_the_option_of_each() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=1 << 15, T=String("nasd.affiliated"), V=Name("/yes")))
        kids = [
            pdf.make_indirect(
                Dictionary(
                    Subtype=Name.Widget,
                    Rect=Array([at, 500, at + 10, 510]),
                    Parent=group,
                    AP=_look(state),
                    AS=Name(f"/{state}") if state == "yes" else Name.Off,
                )
            )
            for at, state in ((72, "yes"), (102, "no"))
        ]
        group.Kids = Array(kids)
        pdf.pages[0].Annots = Array(kids)

    sheet = read(changed(paper(_form), add))
    assert sheet.controls == (
        Control("nasd.affiliated.yes", "", is_box=True, is_marked=True),
        Control("nasd.affiliated.no", "", is_box=True, is_marked=False),
    )
    assert [one.control for one in sheet.pages[0].words if one.text in "☒☐"] == [
        "nasd.affiliated.yes",
        "nasd.affiliated.no",
    ]


def test_a_lone_check_box_is_told_by_its_name_alone() -> None:
    boxes = (
        _widget("/Btn", (72, 500, 82, 510), T=String("categories.A"), AS=Name.Yes, AP=_look("Yes")),
        _widget("/Btn", (92, 500, 102, 510), T=String("categories.B"), AS=Name.Off, AP=_look("Yes")),
    )
    assert read(annotated(paper(_form), *boxes)).controls == (
        Control("categories.A", "", is_box=True, is_marked=True),
        Control("categories.B", "", is_box=True, is_marked=False),
    )


def test_fields_that_nobody_sees_are_not_told() -> None:
    hidden = {**_widget("/Tx", (104, 697, 220, 713), T=String("a"), V=String("secret")), "F": 2}
    unseen = {**_widget("/Btn", (72, 500, 82, 510), T=String("b"), AS=Name.Yes), "F": 32}
    flat = _widget("/Tx", (104, 697, 104, 713), T=String("c"), V=String("secret"))
    assert read(annotated(paper(_form), hidden, unseen, flat)).controls == ()


def test_a_field_that_stands_in_two_places_is_told_once() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        parent = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name"), V=String("Kessler")))
        kids = [
            pdf.make_indirect(Dictionary(Subtype=Name.Widget, Rect=Array([104, y, 220, y + 16]), Parent=parent))
            for y in (697, 500)
        ]
        parent.Kids = Array(kids)
        pdf.pages[0].Annots = Array(kids)

    sheet = read(changed(paper(_form), add))
    assert sheet.controls == (Control("name", "Kessler"),)
    assert [one.control for one in sheet.pages[0].words if one.text == "Kessler"] == ["name", "name"]


def test_each_line_of_an_answer_stands_on_a_rule_of_its_own() -> None:
    data = annotated(
        paper(_form),
        _widget("/Tx", (72, 617, 300, 677), T=String("answer"), V=String("one two\nthree\nfour five"), Ff=4096),
    )
    told = [line.replace("_", "").split() for line in lines(page_of(data))]
    assert told[1:4] == [["one", "two"], ["three"], ["four", "five"]]


def test_an_answer_too_long_for_its_field_stays_above_what_stands_under_it() -> None:
    value = String("many words that a viewer would set smaller " * 12)
    data = annotated(paper(_form), _widget("/Tx", (72, 617, 300, 677), T=String("answer"), V=value, Ff=4096))
    page = page_of(data)
    told = [one for one in page.words if one.control == "answer"]
    assert len(told) == 8 * 12
    assert max(one.line for one in told) < word(page, "Captions").line
    assert max(one.box.bottom for one in told) < word(page, "Captions").box.bottom


def test_a_value_wider_than_its_field_keeps_its_words_in_order_on_one_line() -> None:
    names = [f"name{number}" for number in range(30)]
    data = annotated(paper(_form), _widget("/Tx", (104, 697, 220, 713), T=String("n"), V=String(" ".join(names))))
    page = page_of(data)
    told = [one for one in page.words if one.control == "n"]
    assert [one.text for one in told] == names
    assert len({one.line for one in told}) == 1
