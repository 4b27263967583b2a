"""Pictures, shapes and text boxes of Word files."""

import pytest
from word_files import lines, para, table, texts, word_file

from extractors.readers.word import read
from extractors.sheet import Ink

PICTURE = "<pic:pic/>"
COLUMN, LINE = 76_200, 165_100  # EMU


def shape(form: str, text: str = "") -> str:
    box = f"<wps:txbx><w:txbxContent>{para(text)}</w:txbxContent></wps:txbx>" if text else ""
    return f'<wps:wsp><wps:spPr><a:prstGeom prst="{form}"/></wps:spPr>{box}</wps:wsp>'


def drawing(thing: str, columns: int = 10, rows: int = 1, place: str = "") -> str:
    kind = "anchor" if place else "inline"
    return (
        f'<w:r><w:drawing><wp:{kind}>{place}<wp:extent cx="{columns * COLUMN}" cy="{rows * LINE}"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="signature of a test person"/>'
        f"<a:graphic><a:graphicData>{thing}</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def place(across: float, down: float, origin: str = "paragraph") -> str:
    return (
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{round(across * COLUMN)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{origin}"><wp:posOffset>{round(down * LINE)}</wp:posOffset></wp:positionV>'
    )


def ink(body: str) -> Ink:
    (found,) = read(word_file(body)).pages[0].ink
    return found


def test_an_inline_picture_takes_its_room_on_its_line() -> None:
    body = para("above") + para("By: ", drawing(PICTURE), " then")
    picture = ink(body)
    assert (picture.kind, picture.text, picture.line) == ("image", "signature of a test person", 2)
    assert tuple(picture.box) == (4, 1, 14, 2)
    assert lines(read(word_file(body)))[1] == "By: " + " " * 11 + "then"


def test_a_picture_in_a_cell_stands_in_its_column() -> None:
    body = table(["left", para(drawing(PICTURE))], ["____", "____"])
    assert tuple(ink(body).box) == (25, 0, 35, 1)


def test_an_anchored_picture_stands_where_its_offsets_say() -> None:
    body = para("first", drawing(PICTURE, place=place(20, 2))) + para("second") + para("third") + para("fourth")
    picture = ink(body)
    assert (picture.box.x0, picture.box.x1, picture.line) == (20, 30, 3)
    assert 1.9 < picture.box.top < 2.1


@pytest.mark.parametrize(("form", "kind"), [("ellipse", "curve"), ("line", "line"), ("rect", "rect")])
def test_a_drawn_shape_is_ink_at_its_place(form: str, kind: str) -> None:
    body = para("(a) one") + para("(b) two", drawing(shape(form), 4, 1, place(0, 0))) + para("(c) three")
    found = ink(body)
    assert (found.kind, found.line) == (kind, None)
    assert (found.box.x0, found.box.x1) == (0, 4)
    assert 0.9 < found.box.top < 1.1
    assert 1.9 < found.box.bottom < 2.1


def test_offsets_count_the_lines_that_long_paragraphs_take_on_paper() -> None:
    long = "word " * 60
    body = para(long, drawing(shape("ellipse"), 4, 1, place(0, 5))) + para("a") + para("b")
    assert 1 <= ink(body).box.top < 3


def test_ink_of_a_pen_is_a_curve() -> None:
    assert ink(para("x", drawing("<w14:contentPart/>"))).kind == "curve"


def test_shapes_of_the_older_language_are_read() -> None:
    style = 'style="position:absolute;margin-left:12pt;margin-top:0;width:24pt;height:13pt"'
    body = para("text", f"<w:r><w:pict><v:oval {style}/><v:line from='0,0' to='60pt,0'/></w:pict></w:r>")
    oval, line = read(word_file(body)).pages[0].ink
    assert (oval.kind, oval.box.x0, oval.box.x1) == ("curve", 2, 6)
    assert (line.kind, line.box.x1 - line.box.x0) == ("line", 10)


def test_an_empty_signature_line_is_no_picture() -> None:
    body = para(
        "<w:r><w:pict><v:shape><v:imagedata/><o:signatureline issignatureline='t'/></v:shape></w:pict></w:r>", "x"
    )
    assert ink(body).kind == "rect"


def test_a_text_box_is_read_once_and_stands_beside_its_anchor() -> None:
    modern = drawing(shape("rect", "in the box"), 12, 1, place(30, 0))
    old = (
        "<w:pict><v:shape><v:textbox><w:txbxContent>"
        + para("in the box")
        + "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    inner = modern.removeprefix("<w:r>").removesuffix("</w:r>")
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{inner}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(read(word_file(para("anchor", both) + para("next")))) == ["anchor".ljust(30) + "in the box", "next"]
    assert lines(read(word_file(para("anchor", f"<w:r>{old}</w:r>") + para("next")))) == [
        "anchor",
        " " * 6 + "in the box",
        "next",
    ]


def test_a_text_box_over_a_rule_fills_the_blank() -> None:
    body = para("Name: ____________________", drawing(shape("rect", "Ada Testperson"), 16, 1, place(8, 0)))
    assert texts(read(word_file(body))) == ["Name:", "_", "Ada", "Testperson", "___"]


def test_a_text_box_without_room_gets_lines_of_its_own() -> None:
    body = para("no room here", drawing(shape("rect", "boxed"), 8, 1, place(3, 0))) + para("next")
    assert lines(read(word_file(body))) == ["no room here", "   boxed", "next"]


def test_text_boxes_side_by_side_stay_so_when_one_holds_more_than_it_is_wide() -> None:
    left = drawing(shape("rect", "a line longer than its box"), 12, 1, place(0, 0))
    right = drawing(shape("rect", "right"), 12, 1, place(14, 0))
    assert lines(read(word_file(para(left, right) + para("next")))) == ["a line longer than its box  right", "next"]


def test_the_children_of_a_group_stand_at_their_places() -> None:
    def child(at: int) -> str:
        return (
            f'<wps:wsp><wps:spPr><a:xfrm><a:off x="{at}" y="0"/><a:ext cx="{COLUMN}" cy="{LINE}"/></a:xfrm>'
            '<a:prstGeom prst="ellipse"/></wps:spPr></wps:wsp>'
        )

    group = (
        f'<wpg:wgp><wpg:grpSpPr><a:xfrm><a:chOff x="0" y="0"/><a:chExt cx="{20 * COLUMN}" cy="{LINE}"/></a:xfrm>'
        f"</wpg:grpSpPr>{child(0)}{child(10 * COLUMN)}</wpg:wgp>"
    )
    first, second = read(word_file(para("x", drawing(group, 20, 1, place(5, 0))))).pages[0].ink
    assert (first.box.x0, second.box.x0) == (5, 15)


def test_the_picture_that_invites_to_put_one_in_is_no_picture() -> None:
    setting = "<w:sdtPr><w:showingPlcHdr/><w:picture/></w:sdtPr>"
    invited = f"<w:sdt>{setting}<w:sdtContent>{drawing(PICTURE)}</w:sdtContent></w:sdt>"
    assert read(word_file(para("sign ", invited))).pages[0].ink == ()


def test_a_watermark_is_a_word_of_its_header() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    mark = para("<w:r><w:pict><v:shape><v:textpath string='DRAFT'/></v:shape></w:pict></w:r>")
    words = read(word_file(para("text") + section, header=mark)).pages[0].words
    assert [(word.text, word.zone) for word in words] == [("DRAFT", "header"), ("text", "body")]
