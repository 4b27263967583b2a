"""Fields, form fields and content controls of Word files. All names are invented."""

from word_files import lines, only, para, run, texts, word_file, words_of

from extractors.readers.word import read


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def form_field(setting: str, result: str = "", code: str = "FORMTEXT") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{setting}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def field(code: str, result: str | None = None) -> str:
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# Fields and controls


def test_only_the_result_of_a_field_is_shown() -> None:
    body = para("page ", field("PAGE", "4"), " of ", field('IF "a" = "b" "c"', "9"))
    assert texts(read(word_file(body))) == ["page", "4", "of", "9"]


def test_form_fields_answer() -> None:
    body = para(
        form_field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', code="FORMCHECKBOX"),
        " yes ",
        form_field('<w:checkBox><w:default w:val="0"/></w:checkBox>', code="FORMCHECKBOX"),
        " no ",
        form_field("<w:textInput/>", run("Ada") + run(" ") + run("Testperson")),
        " then ",
        form_field("<w:textInput/>", run("\u2002\u2002\u2002\u2002\u2002")),
        " pick ",
        form_field(
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Blue"/></w:ddList>',
            code="FORMDROPDOWN",
        ),
    )
    assert lines(read(word_file(body))) == ["☒ yes ☐ no Ada Testperson then ____ pick Blue"]
    words = words_of(body)
    assert [word.text for word in words] == ["☒", "yes", "☐", "no", "Ada", "Testperson", "then", "____", "pick", "Blue"]
    answers = [word.text for word in words if word.source == "form-field"]
    assert answers == ["☒", "☐", "Ada", "Testperson", "____", "Blue"]


def test_a_letter_in_an_enclosing_circle_is_read_and_circled() -> None:
    (page,) = read(word_file(para("x ", field("eq \\o\\ac(○,c)"), " Trust"))).pages
    assert [word.text for word in page.words] == ["x", "c", "Trust"]
    (circle,) = page.ink
    assert (circle.kind, tuple(circle.box)) == ("curve", (2, 0, 3, 1))


def test_a_field_that_never_ends_swallows_nothing() -> None:
    body = para("before ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "lost?") + para("after")
    assert texts(read(word_file(body))) == ["before", "lost?", "after"]


def test_content_controls_give_values_and_blanks() -> None:
    words = words_of(
        para(
            control("<w:text/>", run("Ada Testperson")),
            " and ",
            control("<w:text/><w:showingPlcHdr/>", run("Click here ") + run("to enter text.")),
            " or ",
            control("<w:text/><w:showingPlcHdr/>", run("__________")),
            " if ",
            control("<w:text/>", run("Click or tap here to enter text.")),
            " as ",
            control("<w:text/>", "<w:r/>"),
        )
        + control("<w:date/>", para("June 3, 2005"))
        + para("free")
    )
    said = " ".join(word.text for word in words)
    assert said == "Ada Testperson and ____ or __________ if ____ as ____ June 3, 2005 free"
    assert only("Ada", words).source == only("2005", words).source == "form-field"
    assert only("and", words).source == only("free", words).source == "text"


def test_controls_around_cells_and_rows_are_read() -> None:
    cell = control("<w:text/>", f"<w:tc>{para('celled')}</w:tc>")
    row = control("<w:text/>", f"<w:tr><w:tc>{para('rowed')}</w:tc></w:tr>")
    body = f"<w:tbl><w:tblGrid><w:gridCol w:w='2400'/></w:tblGrid><w:tr>{cell}</w:tr>{row}</w:tbl>"
    assert [(word.text, word.source) for word in words_of(body)] == [("celled", "form-field"), ("rowed", "form-field")]


def test_a_check_box_control_says_its_state_whatever_its_glyph() -> None:
    on = control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', run("☐"))
    off = control('<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', run("☒"))
    empty = control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', "")
    assert texts(read(word_file(para(on, " yes ", off, " no ", empty)))) == ["☒", "yes", "☐", "no", "☒"]


def test_a_control_around_a_chapter_is_no_answer() -> None:
    body = control("<w:tag w:val='all'/>", "".join(para(f"paragraph {number}") for number in range(9)))
    assert {word.source for word in words_of(body)} == {"text"}
