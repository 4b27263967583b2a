"""Word files on the character grid: text, blanks, controls, fields, tables and pages. All names are invented."""

import io
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from word_files import lines, only, para, run, table, texts, word_file, words_of

from extractors.extract import extract
from extractors.readers.word import read

SIGNED = Path(__file__).parents[2] / "corpus/completed/word/ashworth.docx"
UNDERLINED = '<w:u w:val="single"/>'
TAB = "<w:r><w:tab/></w:r>"
UNDERLINED_TAB = f"<w:r><w:rPr>{UNDERLINED}</w:rPr><w:tab/></w:r>"
BORDER_BELOW = '<w:bottom w:val="single" w:sz="4"/>'
BORDER_ABOVE = '<w:top w:val="single" w:sz="4"/>'


# Text


def test_a_word_has_its_column_its_line_and_its_kind_of_page() -> None:
    sheet = read(word_file(para("Invented Alpha Fund") + para() + para("second  line")))
    (page,) = sheet.pages
    assert (sheet.kind, page.unit, page.number) == ("word", "cell", 1)
    assert [(word.text, tuple(word.box), word.line) for word in page.words] == [
        ("Invented", (0, 0, 8, 1), 1),
        ("Alpha", (9, 0, 14, 1), 1),
        ("Fund", (15, 0, 19, 1), 1),
        ("second", (0, 2, 6, 3), 3),
        ("line", (8, 2, 12, 3), 3),
    ]
    assert page.height == 3


def test_a_word_split_over_many_runs_is_one_word() -> None:
    body = para("Sub", '<w:proofErr w:type="spellStart"/>', run("scri", "<w:b/>"), "ber is", " named")
    assert texts(read(word_file(body))) == ["Subscriber", "is", "named"]


def test_text_inside_wrappers_is_read_where_it_stands() -> None:
    wrapped = (
        f"<w:smartTag>{run('tag ')}</w:smartTag><w:hyperlink>{run('link ')}</w:hyperlink>"
        f"<w:customXml>{run('custom ')}</w:customXml><w:fldSimple w:instr='TITLE'>{run('field ')}</w:fldSimple>"
        f"<w:bdo><w:dir>{run('order')}</w:dir></w:bdo>"
    )
    assert lines(read(word_file(para(wrapped)))) == ["tag link custom field order"]


def test_breaks_hyphens_and_trimmed_blanks_are_shown_as_word_shows_them() -> None:
    body = para(
        "<w:r><w:t>  co</w:t><w:noBreakHyphen/><w:t>owner\u00ad</w:t><w:softHyphen/><w:t>ship </w:t><w:br/>"
        '<w:t>next</w:t><w:cr/><w:t xml:space="preserve"> last\u2011one</w:t></w:r>'
    )
    assert lines(read(word_file(body))) == ["co-ownership", "next", " last-one"]


def test_capitals_and_hidden_text_are_shown_as_word_shows_them() -> None:
    body = para(
        "a ", run("certificate", "<w:caps/>"), run(" secret", "<w:vanish/>"), run(" not", '<w:vanish w:val="0"/>')
    )
    assert lines(read(word_file(body))) == ["a CERTIFICATE not"]


def test_symbols_are_read_from_their_font() -> None:
    body = para(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        " YES ",
        run("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
        " NO ",
        run("\uf0fd", '<w:rFonts w:ascii="Wingdings"/>'),
    )
    assert texts(read(word_file(body))) == ["☑", "YES", "☐", "NO", "☒"]


def test_a_symbol_font_of_a_style_is_seen() -> None:
    styles = '<w:style w:type="character" w:styleId="Box"><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:style>'
    assert texts(read(word_file(para(run("\u00fe", '<w:rStyle w:val="Box"/>')), styles=styles))) == ["☑"]


# Looks


def test_looks_are_read_from_runs_and_from_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Derived"><w:basedOn w:val="Base"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    )
    words = words_of(
        para(
            "plain ",
            run("off", '<w:rStyle w:val="Strong"/>'),
            run(" no", '<w:b w:val="0"/><w:i w:val="false"/>'),
            properties='<w:pStyle w:val="Derived"/>',
        )
        + para(
            run("u ", UNDERLINED),
            run("s ", "<w:dstrike/>"),
            run("h ", '<w:highlight w:val="yellow"/>'),
            run("shade ", '<w:shd w:val="clear" w:fill="FFFF00"/>'),
            run("white ", '<w:shd w:val="clear" w:fill="FFFFFF"/>'),
            run("boxed ", '<w:bdr w:val="single"/>'),
        ),
        styles=styles,
    )
    looks = {word.text: tuple(name for name in word.style._fields if getattr(word.style, name)) for word in words}
    assert looks == {
        "plain": ("bold", "italic"),
        "off": ("italic",),  # bold in both styles switches it off
        "no": (),
        "u": ("underline",),
        "s": ("strike",),
        "h": ("highlight",),
        "shade": ("highlight",),
        "white": (),
        "boxed": ("highlight",),
    }


def test_a_letter_marked_inside_its_brackets_marks_the_word() -> None:
    words = words_of(para("(", run("c", "<w:b/>"), ") Joint"))
    assert only("(c)", words).style.bold
    assert not only("Joint", words).style.bold


def test_struck_text_stays_and_is_marked() -> None:
    words = words_of(para("shall ", run("not", "<w:strike/>"), " sell"))
    assert [word.text for word in words if word.style.strike] == ["not"]


# Blanks


def test_underlined_blanks_are_rules_as_wide_as_they_are() -> None:
    body = para("Name: ", run("        ", UNDERLINED), " Title: ", run("\u00a0\u00a0\u00a0\u00a0", UNDERLINED))
    assert lines(read(word_file(body))) == ["Name: ________ Title: ____"]


def test_a_value_typed_inside_an_underlined_blank_stands_between_its_rules() -> None:
    words = words_of(para("By: ", run("     Ada Testperson     ", UNDERLINED)))
    assert [word.text for word in words] == ["By:", "_____", "Ada", "Testperson", "_____"]
    assert only("Ada", words).style.underline


def test_an_underlined_heading_has_no_blanks_between_its_words() -> None:
    body = para(run("1.", UNDERLINED), UNDERLINED_TAB, run("Title.  Two Spaces", UNDERLINED))
    assert "_" not in "".join(texts(read(word_file(body))))


def test_underlined_tabs_are_rules() -> None:
    body = para("Name: ", UNDERLINED_TAB, UNDERLINED_TAB, UNDERLINED_TAB, " next")
    first, rule, following = words_of(body)
    assert (first.text, set(rule.text), following.text) == ("Name:", {"_"}, "next")
    assert (rule.box.x0, rule.box.x1) == (6, 18)


def test_an_underline_of_a_character_style_draws_a_blank_too() -> None:
    styles = f'<w:style w:type="character" w:styleId="Fill"><w:rPr>{UNDERLINED}</w:rPr></w:style>'
    body = para("No. ", run("     ", '<w:rStyle w:val="Fill"/>'))
    assert texts(read(word_file(body, styles=styles))) == ["No.", "_____"]


def test_a_tab_with_a_leader_draws_its_rule_to_the_stop() -> None:
    stops = '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4800"/></w:tabs>'
    assert lines(read(word_file(para("Name:", TAB, properties=stops)))) == ["Name:" + "_" * 35]


def test_typed_underscores_stay_as_typed() -> None:
    assert texts(read(word_file(para("YES___", run("X", "<w:b/>"), "___  200_")))) == ["YES___X___", "200_"]


def test_a_paragraph_with_a_lower_border_is_a_blank_only_while_it_is_empty() -> None:
    properties = f"<w:pBdr>{BORDER_BELOW}</w:pBdr>"
    body = para(properties=properties) + para("Ada Testperson", properties=properties)
    rule, *value = texts(read(word_file(body)))
    assert set(rule) == {"_"}
    assert len(rule) > 60
    assert value == ["Ada", "Testperson"]


def test_a_rule_over_a_caption_belongs_to_the_empty_line_above() -> None:
    body = para() + para("Signature", properties=f"<w:pBdr>{BORDER_ABOVE}</w:pBdr>")
    rule, caption = words_of(body)
    assert set(rule.text) == {"_"}
    assert (rule.line, caption.line) == (1, 2)


# Tabs and places


def test_tabs_go_to_the_stops_of_paragraph_and_file() -> None:
    stops = '<w:tabs><w:tab w:val="left" w:pos="2400"/></w:tabs>'
    body = para("a", TAB, "b", TAB, "c", properties=stops) + para("a", TAB, "b")
    assert lines(read(word_file(body))) == ["a".ljust(20) + "b" + " " * 3 + "c", "a".ljust(6) + "b"]
    settings = '<w:defaultTabStop w:val="1200"/>'
    assert lines(read(word_file(para("a", TAB, "b"), settings=settings))) == ["a".ljust(10) + "b"]


def test_indents_and_alignment_move_the_line() -> None:
    body = (
        para("in", properties='<w:ind w:left="1200"/>')
        + para("out", "<w:r><w:br/><w:t>under</w:t></w:r>", properties='<w:ind w:left="1200" w:hanging="600"/>')
        + para("right", properties='<w:jc w:val="right"/>')
        + para("middle", properties='<w:jc w:val="center"/>')
    )
    assert lines(read(word_file(body))) == [
        " " * 10 + "in",
        " " * 5 + "out",
        " " * 10 + "under",
        " " * 73 + "right",
        " " * 36 + "middle",
    ]


# Tables


def test_cells_stand_side_by_side() -> None:
    body = table(["Signature", "Signature (joint)"], ["Name", "Name"])
    assert lines(read(word_file(body))) == ["Signature".ljust(25) + "Signature (joint)", "Name".ljust(25) + "Name"]


def test_one_row_of_two_cells_comes_out_in_two_columns() -> None:
    body = table([para("____") + para("Signature") + para("____"), para("____") + para("Joint")])
    assert lines(read(word_file(body))) == ["____".ljust(25) + "____", "Signature".ljust(25) + "Joint", "____"]


def test_a_long_cell_pushes_the_next_column_and_never_runs_into_it() -> None:
    body = table(["a very long caption that is wider than its cell", "right"], ["short", "under"])
    first, second = lines(read(word_file(body)))
    assert first.index("right") == second.index("under") == 47 + 2


def test_spanned_merged_and_nested_cells_keep_their_places() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + para("Across")
    tall = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + para("one") + para("two") + para("three")
    below = "<w:tcPr><w:vMerge/></w:tcPr>" + para()
    nested = table(["in", "side"], widths=(1200, 1200)) + para()
    body = table([wide, "C"], [tall, "x", nested], [below, "y", "z"], widths=(1800, 1800, 3000))
    assert lines(read(word_file(body))) == [
        "Across".ljust(30) + "C",
        "one".ljust(15) + "x".ljust(15) + "in".ljust(10) + "side",
        "two",
        "three".ljust(15) + "y".ljust(15) + "z",
    ]


def test_an_empty_cell_with_a_lower_border_is_a_blank() -> None:
    ruled = f"<w:tcPr><w:tcBorders>{BORDER_BELOW}</w:tcBorders></w:tcPr>"
    under = f"<w:tcPr><w:tcBorders>{BORDER_ABOVE}</w:tcBorders></w:tcPr>"
    body = table([ruled + para(), ""], ["Signature", under + para("Joint")], [ruled + para("Ada"), ""])
    assert lines(read(word_file(body))) == [
        "_" * 23 + "  " + "_" * 23,
        "Signature".ljust(25) + "Joint",
        "Ada",
    ]


def test_the_grid_of_a_table_style_draws_blanks_in_its_empty_cells() -> None:
    styles = (
        '<w:style w:type="table" w:styleId="Grid"><w:tblPr><w:tblBorders><w:bottom w:val="single"/>'
        '<w:insideH w:val="single"/></w:tblBorders></w:tblPr></w:style>'
    )
    body = table(["Never", ""], ["", "x"], properties='<w:tblStyle w:val="Grid"/>')
    never, rule, second, x = texts(read(word_file(body, styles=styles)))
    assert (never, x) == ("Never", "x")
    assert set(rule + second) == {"_"}


def test_columns_of_a_section_stand_side_by_side_at_their_break() -> None:
    section = '<w:sectPr><w:cols w:num="2" w:space="720"/></w:sectPr>'
    body = (
        para("(a) Individual") + para("(b) Joint") + para('<w:r><w:br w:type="column"/></w:r>', "(f) Company") + section
    )
    assert lines(read(word_file(body))) == ["(a) Individual".ljust(42) + "(f) Company", "(b) Joint"]


# Pages


def test_no_page_is_named_where_the_file_has_only_the_breaks_of_its_text() -> None:
    signed = docx.Document(str(SIGNED))
    bare, noted = io.BytesIO(), io.BytesIO()
    signed.save(bare)
    signed.paragraphs[40].runs[0]._r.insert(0, OxmlElement("w:lastRenderedPageBreak"))
    signed.save(noted)
    unknown, known = extract(bare.getvalue()), extract(noted.getvalue())
    assert not unknown.has_true_pages
    assert {reading.where.page for reading in unknown.readings.values()} == {None}
    assert {one.where.page for one in unknown.alterations} <= {None}
    assert known.has_true_pages
    assert max(reading.where.page or 0 for reading in known.readings.values()) > 1


def test_pages_turn_where_word_noted_it_and_where_the_text_says_so() -> None:
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        para("one")
        + para('<w:r><w:br w:type="page"/></w:r>')
        + para(rendered, "two")
        + para("still two ", rendered, "three")
        + para(rendered, "three too", properties="<w:pageBreakBefore/>")
        + para("end of section", properties="<w:sectPr/>")
        + para("same page", properties="<w:sectPr><w:type w:val='nextPage'/></w:sectPr>")
        + para("goes on")
        + "<w:sectPr><w:type w:val='continuous'/></w:sectPr>"
    )
    pages = read(word_file(body)).pages
    assert [(page.number, lines(page)) for page in pages] == [
        (1, ["one"]),
        (2, ["two", "still two"]),
        (3, ["three"]),
        (4, ["three too", "end of section"]),
        (5, ["same page", "goes on"]),
    ]
    assert [page.words[0].box.top for page in pages] == [0, 0, 0, 0, 0]
    numbers = [word.line for page in pages for word in page.words]
    assert numbers == sorted(numbers)


def test_a_row_that_passes_to_the_next_page_does_so_once() -> None:
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    split = table([para("a") + para(rendered, "b"), para("c") + para(rendered, "d")], ["e", "f"])
    moved = table([para(rendered, "g"), "h"])
    first, second, third = read(word_file(split + moved)).pages
    assert lines(first) == ["a".ljust(25) + "c"]
    assert lines(second) == ["b".ljust(25) + "d", "e".ljust(25) + "f"]
    assert lines(third) == ["g".ljust(25) + "h"]


def test_headers_footers_notes_and_comments_have_their_zones() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer"/></w:sectPr>'
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    remark = '<w:r><w:commentReference w:id="7"/></w:r>'
    body = (
        para("text", note, remark, properties=section)
        + para("next")
        + '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    )
    sheet = read(
        word_file(
            body,
            header=para("Envelope 17"),
            header2=para("never shown"),
            footer=para("foot"),
            footnotes=f'<w:footnote w:id="1">{para("unused")}</w:footnote>'
            f'<w:footnote w:id="2">{para("noted")}</w:footnote>',
            comments=f'<w:comment w:id="7">{para("please check")}</w:comment>',
        )
    )
    first, second = sheet.pages
    assert [(word.text, word.zone, word.line) for word in first.words] == [
        ("Envelope", "header", 1),
        ("17", "header", 1),
        ("text", "body", 2),
        ("noted", "note", 3),
        ("foot", "footer", 4),
        ("please", "comment", 5),
        ("check", "comment", 5),
    ]
    assert [(word.text, word.line) for word in second.words] == [("next", 6)]


def test_a_file_of_python_docx_is_read() -> None:
    document = docx.Document()
    document.add_heading("Agreement", level=1)
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "left", "right"
    target = io.BytesIO()
    document.save(target)
    sheet = read(target.getvalue())
    assert texts(sheet) == ["Agreement", "1.", "first", "2.", "second", "left", "right"]
    assert only("Agreement", sheet.pages[0].words).style.bold


def test_nothing_after_a_page_break_falls_back_to_the_page_before() -> None:
    body = para("one", '<w:r><w:br w:type="page"/><w:br/><w:t>two</w:t></w:r>') + para("three")
    assert [lines(page) for page in read(word_file(body)).pages] == [["one"], ["two", "three"]]


def test_the_page_marks_of_a_filing_opened_in_word_are_pages() -> None:
    sheet = read(word_file(para("one") + para("1") + para("&lt;PAGE&gt;") + para("two &lt;PAGE&gt; three")))
    assert [[word.text for word in page.words] for page in sheet.pages] == [["one", "1"], ["two", "<PAGE>", "three"]]


def test_a_printed_dollar_sign_is_not_struck_with_the_figure_behind_it() -> None:
    struck = run("90.00", "<w:strike/>")
    words = read(word_file(para("= $", struck, " 100.00 ", struck, "(the"))).pages[0].words
    assert [(word.text, word.style.strike) for word in words] == [
        ("=", False),
        ("$", False),
        ("90.00", True),
        ("100.00", False),
        ("90.00", True),
        ("(the", False),
    ]
