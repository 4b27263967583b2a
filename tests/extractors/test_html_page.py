import html
import re
from pathlib import Path

import pytest

from extractors.readers.html_page import read
from extractors.sheet import Control
from tests.extractors.html_pages import all_words, lines, sheet_of, word, words

SEEDS = sorted((Path(__file__).parents[2] / "corpus" / "seeds").glob("*.txt"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_an_exhibit_in_a_pre_block_keeps_its_grid_and_pages(seed: Path) -> None:
    text = seed.read_text()
    marked = html.escape(text).replace("&lt;PAGE&gt;", "<PAGE>")
    sheet = sheet_of(f"<HTML><BODY><PRE>{marked}</PRE></BODY></HTML>")
    expected = [word for word in text.split() if word != "<PAGE>"]
    assert [found.text for found in all_words(sheet)] == expected
    assert len(sheet.pages) == text.count("<PAGE>") + 1
    column = re.search(r"^ *(SUBSCRIPTION|CERTIFICATE OF DES)", text, re.MULTILINE)
    assert column is not None
    first = next(found for found in all_words(sheet) if found.text == column[1].split()[0])
    assert first.box.x0 == len(column[0]) - len(column[1])


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_an_exhibit_in_paragraphs_keeps_every_word(seed: Path) -> None:
    text = seed.read_text().replace("<PAGE>", "")
    paragraphs = [f"<p><span>{html.escape(part)}</span></p>" for part in re.split(r"\n\s*\n", text)]
    assert words("\n".join(paragraphs)) == text.split()


def test_a_submission_loses_its_wrapper_and_its_pictures_and_its_text_parts_keep_their_grid() -> None:
    text = (
        "<SEC-DOCUMENT>x\n<SEC-HEADER>\nACCESSION 1\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>EX-1\n<TEXT>\n  a   b\n"
        "<TABLE>\n<S>   <C>\nc     d &lt; e\n</TABLE>\n</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>EX-2\n<TEXT>\n"
        "<HTML><P>f</P></HTML>\n</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>GRAPHIC\n"
        "<TEXT>\nbegin 644 x.jpg\n</TEXT>\n</DOCUMENT>"
    )
    assert lines(text) == ["  a   b", "c     d < e", "f"]
    assert len(sheet_of(text).pages) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart_without_a_declaration(encoding: str) -> None:
    sheet = read("<html><p>The “Agreement” – Zoë</p></html>".encode(encoding))
    assert [found.text for found in all_words(sheet)] == ["The", "“Agreement”", "–", "Zoë"]


def test_a_declared_encoding_holds_unless_the_bytes_are_utf_8() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
    assert all_words(read((head.format("windows-1251") + "да").encode("cp1251")))[0].text == "да"
    assert all_words(read((head.format("windows-1252") + "“a”").encode()))[0].text == "“a”"
    assert all_words(read((head.format("utf-8") + "“a”").encode("cp1252")))[0].text == "“a”"


def test_windows_character_references_are_smart_quotes() -> None:
    assert words("<p>don&#146;t &ldquo;x&rdquo; R&D&nbsp;&amp;&#160;y") == ["don’t", "“x”", "R&D", "&", "y"]


def test_blocks_and_breaks_make_lines_and_source_lines_do_not() -> None:
    assert lines("<div>a\nb<div>c</div>d<br>e</div><p>f<p>g<h1>h</h1><ul><li>i<li>j</ul>") == [
        "a b", "c", "d", "e", "f", "g", "h", "i", "j",
    ]  # fmt: skip
    numbers = [found.line for found in all_words(sheet_of("<p>a<br><br>b</p>c"))]
    assert numbers == [1, 3, 4]


def test_a_word_may_change_its_look_midway() -> None:
    found = word("<p>Sub<b>scrip</b>tion <i>x</i>", "Subscription")
    assert found.style.bold
    assert not found.style.italic


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("<u>x</u>", "underline"),
        ("<span style='text-decoration: underline'>x</span>", "underline"),
        ("<style>.c3{text-decoration:underline}</style><p><span class='c3'>x</span>", "underline"),
        ("<style>td.v b{text-decoration:underline}</style><table><tr><td class=v><b>x</b></table>", "underline"),
        ("<table><tr><td style='border-bottom:1px solid black'>x</td><td>y</td></table>", "underline"),
        ("<strong>x</strong>", "bold"),
        ("<span style='font-weight:700'>x</span>", "bold"),
        ("<em>x</em>", "italic"),
        ("<s>x</s>", "strike"),
        ("<strike>x</strike>", "strike"),
        ("<span style='text-decoration:line-through'>x</span>", "strike"),
        ("<mark>x</mark>", "highlight"),
        ("<span style='background:yellow;mso-highlight:yellow'>x</span>", "highlight"),
        ("<span style='background-color:#ffff00'>x</span>", "highlight"),
        ("<span style='background-color: rgb(255, 255, 0)'>x</span>", "highlight"),
        ("<span style='border:1px solid red;border-radius:50%'>x</span>", "highlight"),
        ("<u><p>x</p></u>", "underline"),
        ("<p><b>y</p><p>x</p>", "bold"),
    ],
)
def test_looks_are_read_from_tags_and_styles(text: str, style: str) -> None:
    assert getattr(word(text, "x").style, style)


@pytest.mark.parametrize(
    "text",
    [
        "<b style='font-weight:normal'>x</b>",
        "<span style='background:white'>x</span>",
        "<td style='background:#eee'>x</td>",
        "<u>y</u> x",
        "<b>y</b><p>x",
        "<style>@media print{.c{font-weight:bold}}</style><span class=c>x</span>",
        "<table border=1><tr><td style='border:1px solid'>x</td><td>y</td></table>",
    ],
)
def test_looks_end_where_they_end(text: str) -> None:
    assert not any(word(text, "x").style)


def test_print_is_not_struck_with_the_figure_that_touches_it() -> None:
    words = sheet_of("<p>= <span>$</span><s>90.00</s>&nbsp;100.00 <s>5</s>(the 1<s>0</s></p>").pages[0].words
    assert [(found.text, found.style.strike) for found in words] == [
        ("=", False), ("$", False), ("90.00", True), ("100.00", False), ("5", True), ("(the", False), ("10", True),
    ]  # fmt: skip


def test_tracked_changes_are_kept_apart() -> None:
    page = sheet_of("<p>price $<del>90</del><ins>100</ins>.00, 25,<del>1</del>000 <s>shares</s></p>").pages[0]
    assert [found.text for found in page.words] == ["price", "$100.00,", "25,000", "shares"]
    assert [found.inserted for found in page.words] == [False, True, False, False]
    assert page.original_words is not None
    assert [found.text for found in page.original_words] == ["price", "$90.00,", "25,1000", "shares"]
    assert sheet_of("<p>x").pages[0].original_words is None


@pytest.mark.parametrize(
    "text",
    [
        "<div style='display:none'>no</div>",
        "<div hidden>no</div>",
        "<style>.h{display:none}</style><p class='a h'>no</p>",
        "<span style='visibility:hidden'>no</span>",
        "<script>no</script><title>no</title><!-- no --><noscript>no</noscript><button>no</button>",
        "<p style='display:none'>no<p style='display:none'>no</p>",
        "<table style='display:none'><tr><td>no<td>no</table>",
    ],
)
def test_what_does_not_show_is_left_out(text: str) -> None:
    assert words(f"<p>yes</p>{text}<p>also</p>") == ["yes", "also"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("YES<u>&nbsp;&nbsp;&nbsp;&nbsp;</u> NO", ["YES____", "NO"]),
        ("a <span style='text-decoration:underline'>&#160;&#160; &#160;</span> b", ["a", "____", "b"]),
        ("<pre>a <u>     </u> b</pre>", ["a", "_____", "b"]),
        ("a<u> </u>b", ["a", "b"]),
        ("<u>&nbsp;&nbsp;Rosa Test&nbsp;&nbsp;</u>,", ["Rosa", "Test", ","]),
        ("<u>&nbsp;&nbsp;</u><u>Rosa</u><u>&nbsp;&nbsp;</u>", ["Rosa"]),
        ("By: <span style='display:inline-block;width:70px;border-bottom:1px solid'></span>", ["By:", "__________"]),
        ("<p style='border-bottom:1px solid #000;width:70px'>&nbsp;</p>", ["__________"]),
        ("______ x", ["______", "x"]),
    ],
)  # fmt: skip
def test_a_blank_is_underscores_however_it_is_drawn_and_an_answer_is_words(text: str, shown: list[str]) -> None:
    assert words(text) == shown


def test_a_page_ends_line_drawn_by_a_filer_is_no_blank() -> None:
    text = "<p>one</p><hr style='page-break-after:always'><div style='border-bottom:2pt solid'></div><p>two</p>"
    assert words(text) == ["one", "two"]


def test_cells_stand_in_columns_and_an_empty_ruled_cell_is_a_blank_as_wide_as_its_column() -> None:
    rule = "style='border-bottom:solid windowtext 1.0pt'"
    text = (
        f"<table><tr><td {rule}>/s/ Rosa Test</td><td></td><td {rule}>&nbsp;</td></tr>"
        "<tr><td>Signature</td><td></td><td>Signature (if purchasing jointly)</td></tr></table>"
    )
    assert lines(text) == [
        "/s/ Rosa Test   _________________________________",
        "Signature       Signature (if purchasing jointly)",
    ]


def test_two_columns_in_one_row_stand_side_by_side() -> None:
    column = "<p>/s/ A</p><p>Signature</p><p>&nbsp;</p><p>{}<br>Name</p>"
    text = f"<table><tr valign=top><td>{column.format('Rosa Test')}</td><td>{column.format('_____')}</td></tr></table>"
    assert lines(text) == ["/s/ A      /s/ A", "Signature  Signature", "Rosa Test  _____", "Name       Name"]


def test_nested_tables_stand_inside_their_cell() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    assert lines(f"<table><tr><td>{inner}</td><td>{inner}<p>e</td></tr></table>") == [
        "a  b  a  b",
        "c  d  c  d",
        "      e",
    ]


def test_colspan_and_rowspan_are_honoured() -> None:
    text = (
        "<table><tr><td rowspan=2>tall<br>more<br>end<td>x<td>y<tr><td>z<td>w"
        "<tr><td colspan=2>a long caption<td>v<tr><td colspan=3>a paragraph above no column at all</table>"
    )
    assert lines(text) == [
        "tall  x         y", "more  z         w", "end", "a long caption  v", "a paragraph above no column at all",
    ]  # fmt: skip


def test_rows_and_cells_without_end_tags_are_rows_and_cells() -> None:
    text = "<table><tr><td><p>a<td><b>b<tr><td>c<td>d</table>e"
    assert lines(text) == ["a  b", "c  d", "e"]
    assert not word(text, "c").style.bold


@pytest.mark.parametrize(
    "text",
    [
        "<div style='display:flex'><div>a<br>b</div><div>c<br>d</div></div>",
        "<div style='float:left;width:50%'>a<br>b</div><div style='float:left;width:50%'>c<br>d</div>",
        "<style>.t{display:table}.r{display:table-row}p{display:table-cell}</style>"  # noqa: ISC004
        "<div class=t><div class=r><p>a<br>b</p><p>c<br>d</p></div></div>",
        "<div style='display:grid;grid-template-columns:1fr 1fr'><p>a</p><p>c</p><p>b</p><p>d</p></div>",
        "<style>i{display:none} div{display:inline-block;width:45%}</style><div>a<br>b</div> <div>c<br>d</div>",
    ],
)
def test_columns_made_by_css_stand_side_by_side(text: str) -> None:
    assert lines(text) == ["a  c", "b  d"]


def test_items_of_a_numbered_list_carry_their_numbers() -> None:
    text = (
        "<ol type=a><li>One<li><p>Two</p><ol style='list-style-type:lower-roman' start=3><li>x</ol></ol><ul><li>y</ul>"
    )
    assert lines(text) == ["a. One", "b. Two", "iii. x", "y"]


def test_numbers_that_google_docs_keeps_in_its_styles_are_read() -> None:
    text = (
        "<style>ul.k-0{list-style-type:none}ol.k-0.start{counter-reset:c-k-0 0}.k-0>li{counter-increment:c-k-0}"
        '.k-0>li:before{content:"(" counter(c-k-0,lower-latin) ") "}</style>'
        '<ol class="k-0 start"><li><span>One</span></li><li><span>Two</span></li></ol>'
    )
    assert lines(text) == ["(a) One", "(b) Two"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<input type=checkbox checked>YES <input type=checkbox>NO", ["☒", "YES", "☐", "NO"]),
        ("<input type=radio CHECKED> a", ["☒", "a"]),
        ("&#9746; YES &#9744; NO", ["☒", "YES", "☐", "NO"]),
        ("☒YES&nbsp;☐NO", ["☒", "YES", "☐", "NO"]),
        ("<font face='Wingdings'>&thorn;</font> YES <font face=Wingdings>&uml;</font> NO", ["☑", "YES", "☐", "NO"]),
        (
            "<span style=\"font-family:'Wingdings 2'\">R</span> a <span style='font-family:Wingdings'>o</span>",
            ["☑", "a", "☐"],
        ),
        ("<p style='font-family:Wingdings'>x<span style='font-family:Arial'>x</span>", ["☒", "x"]),
        ("&#61694; YES &#xF06F; NO", ["☑", "YES", "☐", "NO"]),
        ("&thorn; YES &uml; NO", ["☑", "YES", "☐", "NO"]),
        ("<li role=checkbox aria-checked=true>done", ["☒", "done"]),
        ("<div style='display:inline-block;width:12px;height:12px;border:1px solid'></div> a", ["☐", "a"]),
    ],
)
def test_check_boxes_are_one_of_three_characters(text: str, shown: list[str]) -> None:
    assert words(text) == shown


def test_what_stands_in_form_fields_is_marked_as_such() -> None:
    text = (
        "<form>Name:<input value='Rosa Test'> <textarea>l1\nl2</textarea> <select><option>a<option selected>"
        "b c</select>"
        "<input type=hidden value=no><input type=submit value=no></form>"
    )
    found = all_words(sheet_of(text))
    assert [one.text for one in found] == ["Name:", "Rosa", "Test", "l1", "l2", "b", "c"]
    assert [one.source for one in found] == ["text", *["form-field"] * 6]
    assert found[4].line == found[3].line + 1


def test_empty_form_fields_are_blanks_and_an_option_nobody_chose_is_uncertain() -> None:
    assert words("a <input size=6> <textarea cols=8> </textarea>") == ["a", "______", "________"]
    assert words("<select><option value=''>Choose one<option>x</select> y")[1:] == ["y"]
    assert word("<select><option>first<option>x</select>", "first").confidence < 0.9


def test_a_picture_stands_on_its_line_with_its_description() -> None:
    page = sheet_of(
        '<p>one<p>By: <img src="x/sig.png" alt="Signature of Test" width=140 height=40> end<img width=1 height=1>'
    ).pages[0]
    (ink,) = page.ink
    assert (ink.kind, ink.text, ink.line) == ("image", "Signature of Test", 2)
    assert page.words[1].box.x1 <= ink.box.x0 < ink.box.x1 <= page.words[2].box.x0


@pytest.mark.parametrize(
    "mark",
    [
        "<hr>",
        "<p style='page-break-before:always'>",
        "<br clear=all style='page-break-before:always'>",
        "<hr style='page-break-before:always;display:none;'>",
        "<div style='break-after:page'></div>",
        "<!-- PAGE -->",
        "<PAGE>",
        "<!-- Field: /Page -->",
        "<style>.b{page-break-after:always}</style><p class=b></p>",
    ],
)
def test_page_breaks_begin_a_page(mark: str) -> None:
    sheet = sheet_of(f"<p>one</p>{mark}<p>two</p>")
    assert [[found.text for found in page.words] for page in sheet.pages] == [["one"], ["two"]]
    assert [page.words[0].box.top for page in sheet.pages] == [0, 0]
    assert [page.words[0].line for page in sheet.pages] == [1, 2]


def test_a_table_round_the_whole_page_is_only_a_frame() -> None:
    assert len(sheet_of("<table><tr><td><p>one</p><hr><p>two</p></td></tr></table>").pages) == 2


def test_footnote_marks_are_words_of_their_own_and_ordinals_are_not_parted() -> None:
    assert words("Company<sup>1</sup> 20<sup>th</sup> Trust<sup>*</sup>") == ["Company", "1", "20th", "Trust", "*"]


def test_words_html_and_google_docs_leftovers_say_nothing() -> None:
    text = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><!--[if gte mso 9]><xml><w:View>no</w:View>"
        "</xml><![endif]--><style><!-- p.MsoNormal {margin:0in;} --></style></head><body lang=EN-US>"
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>(a)"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
        "</span><![endif]>Individual Ownership<o:p></o:p></p></body></html>"
    )
    assert words(text) == ["(a)", "Individual", "Ownership"]


def test_notes_and_comments_are_in_zones_of_their_own() -> None:
    text = "<p>a</p><div style='mso-element:footnote-list'>b</div><div style='mso-element:comment-list'>c</div>"
    assert [found.zone for found in all_words(sheet_of(text))] == ["body", "note", "comment"]


def test_a_tab_between_words_parts_columns_and_one_of_the_source_is_white_space() -> None:
    words = sheet_of("<p>\n\t\tone two\t\tthree\n\tfour</p>").pages[0].words
    assert [(found.text, found.box.x0) for found in words] == [("one", 0), ("two", 4), ("three", 11), ("four", 17)]


@pytest.mark.parametrize("text", ["<p>one</p><p>&lt;PAGE&gt;</p><p>two</p>", "one<br>&nbsp;&lt;PAGE&gt;<br>two"])
def test_a_page_mark_of_a_filing_that_became_text_turns_the_page(text: str) -> None:
    assert [[found.text for found in page.words] for page in sheet_of(text).pages] == [["one"], ["two"]]


def test_named_fields_are_told_with_what_they_hold_letter_by_letter() -> None:
    sheet = sheet_of(
        '<p>Name <input name="a.name" value="  Ann  &amp; Co"> Date <input name="a.date"></p>'
        '<textarea name="a.lines">\n first\r\n\r\nlast </textarea><p style="break-before: page">'
        'YES <input type=checkbox name="a.yes" checked> NO <input type=checkbox name="a.no">'
        '<input type=radio name="b" value="one"><input type=radio name="b" value="two" checked>'
        "<select name=c><option>x<option selected> chosen  one </select>"
        "<input type=hidden name=d value=1><input value=unnamed><div hidden><input name=e value=2></div></p>"
    )
    assert sheet.controls == (
        Control("a.name", "  Ann  & Co"),
        Control("a.date", ""),
        Control("a.lines", " first\n\nlast "),
        Control("a.yes", "", is_box=True, is_marked=True, page=2),
        Control("a.no", "", is_box=True, page=2),
        Control("b.one", "", is_box=True, page=2),
        Control("b.two", "", is_box=True, is_marked=True, page=2),
        Control("c", "chosen one", page=2),
    )


def test_words_know_the_field_they_stand_in_and_touch_no_print() -> None:
    text = '<p>= $<input name=price size=9 value="5.00">(the "Price") $<input name=other size=6>.</p>'
    found = [(word.text, word.control) for word in all_words(sheet_of(text))]
    assert found == [
        ("=", ""), ("$", ""), ("5.00", "price"), ("(the", ""), ('"Price")', ""),
        ("$", ""), ("______", "other"), (".", ""),
    ]  # fmt: skip


def test_words_set_as_text_may_stand_for_a_field() -> None:
    sheet = sheet_of(
        '<p>To: <span data-field="to">Ann <b>B</b>.<br>\n  Street 1</span>,</p>'
        "<ol data-field=items><li>first<li>second</ol><p>end</p>"
    )
    assert sheet.controls == (Control("to", "Ann B.\nStreet 1"), Control("items", "1. first\n2. second"))
    named = [(word.text, word.control) for word in all_words(sheet) if word.control]
    assert named == [
        ("Ann", "to"), ("B.", "to"), ("Street", "to"), ("1", "to"),
        ("1.", "items"), ("first", "items"), ("2.", "items"), ("second", "items"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("end", "is_told"),
    [
        ("{}<PAGE>", True),
        ("{}<!-- PAGE BREAK -->", True),
        ("<p>&lt;PAGE&gt;</p>", True),
        ('<p>{}</p><hr style="page-break-after: always">', True),
        ('<p>- {} -</p><div style="page-break-before: always"></div>', True),
        ('<hr style="page-break-after: always">', False),
        ('<div style="break-before: page"></div>', False),
        ("<p>{}</p>", False),
    ],
)
def test_pages_are_the_papers_only_where_a_filing_marks_or_numbers_them(end: str, *, is_told: bool) -> None:
    body = "".join(f"<p>Words of one page, and more</p>{end.format(number)}" for number in (4, 5, 6))
    sheet = read(f"<html><body>{body}<p>The last</p></body></html>".encode())
    assert sheet.has_true_pages is is_told
