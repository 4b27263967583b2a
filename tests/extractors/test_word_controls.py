"""Named content controls: their words on the sheet, and what they hold letter by letter. All names are invented."""

from word_files import para, run, table, word_file

from extractors.readers.word import read
from extractors.sheet import Control, Sheet

BOX = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'
PROMPT = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{}</w:t></w:r>'
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def control(tag: str, content: str, kind: str = "<w:text/>") -> str:
    named = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{named}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def inserted(content: str) -> str:
    return f'<w:ins w:id="1" w:author="A">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def held(body: str, **parts: str) -> tuple[Control, ...]:
    return read(word_file(body, **parts)).controls


def names_of_words(sheet: Sheet) -> list[tuple[str, str]]:
    return [(word.text, word.control) for page in sheet.pages for word in page.words]


def test_each_word_in_a_control_has_its_name_and_the_print_beside_it_has_none() -> None:
    sheet = read(word_file(para("Name: ", control("subscriber.name", run("Ada Testperson")), ", buyer")))
    assert names_of_words(sheet) == [
        ("Name:", ""),
        ("Ada", "subscriber.name"),
        ("Testperson", "subscriber.name"),
        (",", ""),
        ("buyer", ""),
    ]


def test_a_printed_sign_right_before_a_control_is_a_word_of_its_own() -> None:
    sheet = read(word_file(para("= $", control("shares.purchase_price", run("150,000.00")), " (the price)")))
    assert names_of_words(sheet)[1:3] == [("$", ""), ("150,000.00", "shares.purchase_price")]
    assert [word.box.x0 for word in sheet.pages[0].words][1:3] == [2, 3]


def test_a_control_of_no_name_parts_no_word() -> None:
    sheet = read(word_file(para("Agree", control("", run("ment")), control("goog_rdk_1", run("s"), ""))))
    assert [text for text, _ in names_of_words(sheet)] == ["Agreements"]


def test_the_blank_of_an_empty_control_has_its_name() -> None:
    empty = control("a", PROMPT.format("________"), "<w:showingPlcHdr/><w:text/>")
    sheet = read(word_file(para("Date ", empty, " of ", control("b", ""))))
    assert names_of_words(sheet) == [("Date", ""), ("________", "a"), ("of", ""), ("____", "b")]
    assert [(one.name, one.text) for one in sheet.controls] == [("a", ""), ("b", "")]


def test_words_inside_several_controls_have_the_name_of_the_nearest_that_has_one() -> None:
    inner = control("", run("one")) + control("goog_rdk_7", run(" two"), "") + control("inner", run(" three"))
    sheet = read(word_file(control("outer", para(inner), "<w:richText/>")))
    assert names_of_words(sheet) == [("one", "outer"), ("two", "outer"), ("three", "inner")]
    assert [(one.name, one.text) for one in sheet.controls] == [("outer", "one two three"), ("inner", " three")]


def test_a_control_says_its_lines_letter_by_letter() -> None:
    broken = control("broken", "<w:r><w:t>12 Invented Row</w:t><w:br/><w:t>Suite\u00a05</w:t></w:r>")
    block = control("block", para("First  line") + para("") + para("third\u200cline"), "<w:richText/>")
    typed = control("tabbed", "<w:r><w:rPr><w:caps/></w:rPr><w:t>Smith</w:t><w:tab/><w:noBreakHyphen/></w:r>")
    found = {one.name: one.text for one in held(para(broken) + block + para(typed))}
    assert found == {
        "broken": "12 Invented Row\nSuite\u00a05",
        "block": "First  line\n\nthird\u200cline",
        "tabbed": "Smith\t-",
    }


def test_a_prompt_or_a_bare_rule_is_no_text() -> None:
    prompted = control("prompted", run("Enter it"), "<w:showingPlcHdr/><w:text/>")
    asked = control("asked", run("Click or tap here to enter text."))
    styled = control("styled", PROMPT.format("Click here to enter text."))
    ruled = control("ruled", run("______\u2002") + "<w:r><w:tab/></w:r>")
    assert [one.text for one in held(para(prompted, asked, styled, ruled))] == ["", "", "", ""]


def test_check_boxes_tell_whether_they_are_on() -> None:
    on, off = control("a.yes", run("☐"), BOX.format(1)), control("a.no", run("☒"), BOX.format(0))
    sheet = read(word_file(para("YES ", on, " NO ", off)))
    assert sheet.controls == (Control("a.yes", "", is_box=True, is_marked=True), Control("a.no", "", is_box=True))
    assert names_of_words(sheet)[1] == ("☒", "a.yes")


def test_a_control_holds_what_is_left_when_all_changes_are_accepted() -> None:
    content = run("Ada ") + deleted("Old") + inserted(run("New"))
    ended = '<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>'
    block = para("one ", properties=ended) + para("two")
    gone = f'<w:p><w:del w:id="4" w:author="A">{control("gone", deleted("x"))}</w:del></w:p>'
    found = held(para(control("name", content)) + control("lines", block, "<w:richText/>") + gone)
    assert [(one.name, one.text) for one in found] == [("name", "Ada New"), ("lines", "one two")]


def test_a_control_around_rows_says_them_row_by_row_without_their_automatic_numbers() -> None:
    number = para(properties=NUMBERED)
    rows = table([number, "Ada Testperson", "1,500"], [number, "Bea Testperson", ""], widths=(500, 3000, 2000))
    start, end = rows.index("<w:tr>"), rows.rindex("</w:tr>") + len("</w:tr>")
    body = rows[:start] + control("list", rows[start:end], "<w:richText/>") + rows[end:]
    sheet = read(word_file(body, numbering=NUMBERS))
    assert [one.text for one in sheet.controls] == ["Ada Testperson | 1,500\nBea Testperson | "]
    assert ("2.", "list") in names_of_words(sheet)


def test_a_control_around_a_cell_says_the_cell() -> None:
    celled = control("cell", f"<w:tc>{para('first')}{para('second')}</w:tc>")
    body = f"<w:tbl><w:tblGrid/><w:tr><w:tc>{para('label')}</w:tc>{celled}</w:tr></w:tbl>"
    assert [one.text for one in held(body)] == ["first\nsecond"]


def test_automatic_numbers_of_paragraphs_in_a_control_are_its_words_and_not_its_text() -> None:
    items = control("items", para("Sign it.", properties=NUMBERED) + para("Date it.", properties=NUMBERED))
    sheet = read(word_file(items, numbering=NUMBERS))
    assert [one.text for one in sheet.controls] == ["Sign it.\nDate it."]
    assert names_of_words(sheet)[0] == ("1.", "items")


def test_controls_stand_in_the_documents_order_with_their_pages() -> None:
    turned = para('<w:r><w:br w:type="page"/></w:r>')
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    body = para(control("first", run("a"))) + turned + para(control("second", run("b"))) + section
    found = held(body, header=para(control("head", run("c"))))
    assert [(one.name, one.page) for one in found] == [("first", 1), ("second", 2), ("head", 1)]


def test_what_is_no_answer_is_not_listed_but_names_its_words() -> None:
    chapter = control("chapter", "".join(para(f"paragraph{number}") for number in range(6)), "")
    contents = control("contents", para("Heading"), "<w:docPartObj/>")
    sheet = read(word_file(chapter + contents))
    assert sheet.controls == ()
    assert names_of_words(sheet)[0] == ("paragraph0", "chapter")
