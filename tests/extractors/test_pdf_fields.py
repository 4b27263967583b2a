"""Form fields, annotations and digital signatures of a PDF. All names and figures are invented."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.pdf import read
from extractors.sheet import Box
from tests.extractors.pdf_papers import annotated, changed, lines, page_of, paper, texts, word


def _form(c: Canvas) -> None:
    c.drawString(72, 700, "Name: ______________________ (print)")
    c.drawString(72, 684, "Date: ______________________")


def _widget(kind: str, rect: tuple[float, float, float, float], **more: object) -> dict[str, object]:
    return {"Subtype": Name.Widget, "FT": Name(kind), "Rect": Array(rect), "F": 4, **more}


def test_a_text_fields_value_stands_on_the_line_of_its_blank() -> None:
    data = annotated(
        paper(_form),
        _widget("/Tx", (104, 697, 220, 713), V=String("Robert Kessler"), DA=String("/Helv 10 Tf 0 g")),
        _widget("/Tx", (104, 681, 220, 697), V=String("June 3, 2005")),
    )
    page = page_of(data)
    first, second = lines(page)
    assert first == "Name: ______________________ Robert Kessler (print)"
    assert second == "Date: ______________________ June 3, 2005"
    found = word(page, "Kessler")
    assert found.source == "form-field"
    assert found.box.x0 > word(page, "Robert").box.x1
    assert Box(104, 79, 220, 95).x0 <= found.box.x0 < found.box.x1 <= 220


def test_a_fields_value_may_come_from_its_parent() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        parent = pdf.make_indirect(Dictionary(FT=Name.Tx, V=String("Kessler"), T=String("name")))
        kid = pdf.make_indirect(Dictionary(Subtype=Name.Widget, Rect=Array([104, 697, 220, 713]), Parent=parent))
        pdf.pages[0].Annots = Array([kid])

    assert "Kessler" in texts(page_of(changed(paper(_form), add)))


def test_a_field_whose_parents_go_round_in_a_circle_is_blank() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        one = pdf.make_indirect(Dictionary(Subtype=Name.Widget, Rect=Array([104, 697, 220, 713])))
        two = pdf.make_indirect(Dictionary(Parent=one))
        one.Parent = two
        pdf.pages[0].Annots = Array([one])

    assert lines(page_of(changed(paper(_form), add)))[0] == "Name: ______________________ (print)"


def test_several_lines_of_a_field_are_several_lines() -> None:
    value = String("12 Elm Street\rSpringfield")
    data = annotated(paper(_form), _widget("/Tx", (104, 600, 220, 640), V=value, Ff=1 << 12, DA=String("/H 10 Tf")))
    assert lines(page_of(data))[2:] == ["12 Elm Street", "Springfield"]


def test_a_choice_shows_what_it_displays() -> None:
    options = Array([Array([String("1"), String("Trust")]), Array([String("2"), String("Company")])])
    data = annotated(paper(_form), _widget("/Ch", (104, 600, 220, 616), V=String("2"), Opt=options))
    assert word(page_of(data), "Company").source == "form-field"


def test_check_boxes_and_radio_buttons_are_boxes_empty_or_marked() -> None:
    looks = Dictionary(N=Dictionary(Yes=Dictionary(), Off=Dictionary()))
    data = annotated(
        paper(_form),
        _widget("/Btn", (72, 600, 82, 610), AS=Name.Yes, V=Name.Yes),
        _widget("/Btn", (92, 600, 102, 610), AS=Name.Off),
        _widget("/Btn", (112, 600, 122, 610), V=Name.Yes, AP=looks),
        _widget("/Btn", (132, 600, 142, 610), V=Name("/No"), AP=looks),
        _widget("/Btn", (152, 600, 162, 610), Ff=1 << 16),
    )
    assert lines(page_of(data))[-1] == "☒ ☐ ☒ ☐"


@pytest.mark.parametrize("flag", [0x02, 0x20])
def test_hidden_fields_and_notes_are_not_read(flag: int) -> None:
    data = annotated(
        paper(_form),
        {**_widget("/Tx", (104, 697, 220, 713), V=String("secret")), "F": flag},
        {"Subtype": Name.FreeText, "Rect": Array([104, 500, 220, 513]), "Contents": String("secret"), "F": flag},
    )
    assert "secret" not in texts(page_of(data))


def test_text_typed_onto_the_page_is_read_and_notes_are_comments() -> None:
    data = annotated(
        paper(_form),
        {
            "Subtype": Name.FreeText,
            "Rect": Array([104, 697, 220, 713]),
            "Contents": String("Kessler"),
            "DA": String("/H 10 Tf"),
        },
        {"Subtype": Name.Text, "Rect": Array([500, 697, 520, 713]), "Contents": String("please confirm")},
    )
    page = page_of(data)
    assert lines(page)[0] == "Name: ______________________ Kessler (print)"
    assert word(page, "Kessler").source == "annotation"
    assert (word(page, "confirm").zone, word(page, "Kessler").zone) == ("comment", "body")
    assert word(page, "confirm").line not in {one.line for one in page.words if one.zone == "body"}


def test_drawn_annotations_are_ink() -> None:
    rect = Array([104, 600, 140, 620])
    data = annotated(
        paper(_form),
        *({"Subtype": Name(kind), "Rect": rect} for kind in ("/Ink", "/Circle", "/Square", "/Line", "/Polygon")),
        {"Subtype": Name.Stamp, "Rect": rect, "Contents": String("received")},
    )
    ink = page_of(data).ink
    assert [one.kind for one in ink] == ["curve", "curve", "rect", "line", "curve", "image", "curve"]
    assert {one.box for one in ink} == {Box(104, 172, 140, 192)}
    assert ink[-2].text == "received"


def test_a_digital_signature_is_told_and_an_unsigned_field_is_not() -> None:
    signed = Dictionary(Type=Name.Sig, Name=String("Robert Kessler"))
    data = annotated(
        paper(_form),
        _widget("/Sig", (104, 600, 220, 640), V=signed),
        _widget("/Sig", (304, 600, 420, 640)),
        _widget("/Sig", (0, 0, 0, 0), V=Dictionary(Type=Name.Sig)),
    )
    sheet = read(data)
    first, second = sheet.digital_signatures
    assert (first.signer, first.status, first.page, first.box) == (
        "Robert Kessler",
        "unchecked",
        1,
        Box(104, 152, 220, 192),
    )
    assert (second.signer, second.box) == ("", None)
    assert [ink.kind for ink in sheet.pages[0].ink] == ["image"]


def test_rubbish_among_the_annotations_does_no_harm() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        odd = [
            Dictionary(Subtype=Name.Widget, FT=Name.Tx, V=Array([1, 2]), Rect=Array([1, 2])),
            Dictionary(Subtype=Name.Widget, FT=Name.Tx, V=7, Rect=Array([String("a"), 2, 3, 4])),
            Dictionary(Subtype=Name.FreeText, Rect=7, Contents=Array([])),
            Dictionary(Subtype=Name.Highlight, Rect=Array([0, 0, 9, 9]), QuadPoints=Array([Name.X] * 8)),
            Dictionary(),
        ]
        pdf.pages[0].Annots = Array([*(pdf.make_indirect(one) for one in odd), 7])

    assert len(lines(page_of(changed(paper(_form), add)))) == 2
