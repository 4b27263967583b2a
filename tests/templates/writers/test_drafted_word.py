"""Papers drafted as Word files: styles, numbers, controls, what stays together. All names are invented."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from drafted_papers import EDITIONS, NAMES, SERIES_E, blank, drawn_words, named, paper, slots
from fill_word_controls import fill_controls
from word_markup_of import Paper, W, find, has, made_of, print_of, shown, text_of, value, words

from extractors.extract import extract, sheet_of
from templates.blocks import Cell, Columns, Draft, Grid, Items, LineBlock, Paragraph, Slot, Table, Text
from templates.draft import drafted
from templates.form import load_form
from templates.writers.word import write


def slot(name: str = "subscriber.name", **about) -> Slot:
    return Slot(name, about.pop("type", "text"), about.pop("width", 20), **about)


@pytest.fixture(scope="module")
def agreement() -> Paper:
    return Paper(paper())


@pytest.fixture(scope="module")
def empty_agreement() -> Paper:
    return Paper(blank())


# The file


def test_the_same_paper_gives_the_same_bytes_and_tells_no_day_of_writing(agreement) -> None:
    assert write(paper()) == agreement.data
    with zipfile.ZipFile(io.BytesIO(agreement.data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = agreement.opened.core_properties
    assert about.created == about.modified == datetime.fromisoformat("2000-01-01T00:00:00+00:00")
    assert (about.title, about.author, about.language) == (paper().title, "", "en-US")


def test_every_style_that_is_used_is_defined_and_headings_are_words_own(agreement) -> None:
    used = {one.get(f"{W}val") for kind in ("pStyle", "rStyle") for one in agreement.body.iter(W + kind)}
    defined = {style.style_id: style.name for style in agreement.opened.styles}
    assert used <= defined.keys()
    assert {defined["Title"], defined["Heading1"], defined["Heading2"]} == {"Title", "Heading 1", "Heading 2"}
    headings = [text_of(one) for one in agreement.paragraphs("Heading1")]
    assert headings[0] == "I. SUBSCRIPTION FOR SHARES AND REPRESENTATIONS BY SUBSCRIBER"
    assert len(headings) == 8
    styles = agreement.part("word/styles.xml")
    for style, level in (("Heading1", "0"), ("Heading2", "1")):
        assert value(styles, f"w:style[@w:styleId='{style}']/w:pPr/w:outlineLvl") == level
        assert has(styles, f"w:style[@w:styleId='{style}']/w:pPr/w:keepNext")


def test_the_letters_have_fonts_for_other_scripts_and_a_language(agreement) -> None:
    defaults = "w:docDefaults/w:rPrDefault/w:rPr"
    fonts = find(agreement.part("word/styles.xml"), f"{defaults}/w:rFonts")
    assert {fonts.get(W + script) for script in ("ascii", "hAnsi", "cs")} == {"Times New Roman"}
    assert fonts.get(f"{W}eastAsia") == "SimSun"
    assert value(agreement.part("word/styles.xml"), f"{defaults}/w:lang") == "en-US"


def test_the_title_stands_in_the_header_from_the_second_page_on_and_pages_are_counted(agreement) -> None:
    section = agreement.opened.sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "SUBSCRIPTION AGREEMENT"
    assert section.first_page_header.is_linked_to_previous
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "Page 1 of 1"
        codes = [one.text.strip() for one in footer._element.iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_a_letter_repeats_no_title_on_its_further_pages() -> None:
    assert Paper(paper("deficiency-letter", "current")).opened.sections[0].header.paragraphs[0].text == ""


def test_a_landscape_paper_lies_on_its_side() -> None:
    section = made_of(words("Wide"), is_landscape=True).opened.sections[0]
    assert section.page_width > section.page_height
    assert section.orientation.name == "LANDSCAPE"


# The words


@pytest.mark.parametrize(("name", "edition"), [(name, edition) for name, edition in EDITIONS if edition == "as-filed"])
def test_what_is_printed_is_the_wordings_words_no_more_and_no_less(name, edition) -> None:
    form = load_form(name)
    of_wording = print_of(drawn_words(name, edition))
    if form.kind == "agreement":
        assert sorted(print_of(text_of(Paper(blank(name, edition)).body))) == sorted(of_wording)


def test_words_stand_in_the_wordings_order_where_nothing_stands_side_by_side(empty_agreement) -> None:
    of_wording = print_of(load_form(SERIES_E).wording("as-filed").text)
    of_paper = print_of(text_of(empty_agreement.body))
    first_columns = of_wording.index("Public", of_wording.index("frequency"))
    assert of_paper[:first_columns] == of_wording[:first_columns]


def test_quotes_curl_in_print_and_stay_as_they_are_in_values() -> None:
    made = made_of(Paragraph((Text('the "Company", its \'34 Act Filings, '), slot(value='"Bud" O\'Brien'))))
    assert text_of(made.body) == 'the “Company”, its ’34 Act Filings, "Bud" O\'Brien'


def test_a_new_page_begins_before_the_paragraph_or_the_row_that_begins_it() -> None:
    cell = Cell((slot(),), "Name")
    made = made_of(words("one"), words("two", begins_page=True), Columns(((cell,),), begins_page=True))
    begins = [text_of(one).strip("\u2002") for one in made.paragraphs() if has(one, "w:pPr/w:pageBreakBefore")]
    assert begins == ["two", ""]
    assert value(made.paragraphs()[2], "w:pPr/w:pStyle") == "ColumnAnswer"


# Controls


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_every_blank_is_a_control_of_its_fields_name(name, edition) -> None:
    draft = paper(name, edition)
    made = Paper(draft)
    tags = [value(one, "w:sdtPr/w:tag") for one in made.controls()]
    assert set(tags) == {one.control for one in slots(draft)}
    ids = [value(one, "w:sdtPr/w:id") for one in made.controls()]
    assert len(set(ids)) == len(ids)
    for one in made.controls():
        assert value(one, "w:sdtPr/w:lock") == "sdtLocked"  # it may be filled in and not be taken out
        assert len(value(one, "w:sdtPr/w:tag")) <= 64
        assert 3 < len(value(one, "w:sdtPr/w:alias")) <= 64


def test_a_blank_shows_its_rule_and_what_it_shows_comes_back_when_it_is_emptied(empty_agreement) -> None:
    one = empty_agreement.control("signatory.entity")
    assert has(one, "w:sdtPr/w:showingPlcHdr")
    assert text_of(find(one, "w:sdtContent")) == "_" * 42
    prompts = {
        value(part, "w:docPartPr/w:name"): text_of(find(part, "w:docPartBody"))
        for part in empty_agreement.part("word/glossary/document.xml").iter(f"{W}docPart")
        if part.getparent().tag == f"{W}docParts"
    }
    assert prompts[value(one, "w:sdtPr/w:placeholder/w:docPart")] == "_" * 42
    for control in empty_agreement.controls():
        prompt = value(control, "w:sdtPr/w:placeholder/w:docPart")
        assert prompt is None or prompts[prompt] == text_of(find(control, "w:sdtContent"))


def test_an_answer_of_several_lines_shows_a_rule_for_each(empty_agreement) -> None:
    one = empty_agreement.control("suitability.employment")
    assert text_of(find(one, "w:sdtContent")) == "\t\n\t\n\t\n\t"
    assert has(one, "w:sdtContent/w:r/w:rPr/w:u[@w:val='single']")


def test_a_filled_control_shows_its_value_on_a_rule(agreement) -> None:
    one = agreement.control("signatory.name")
    assert not has(one, "w:sdtPr/w:showingPlcHdr")
    assert text_of(find(one, "w:sdtContent")) == "Avery Sample"
    assert value(one, "w:sdtContent/w:r/w:rPr/w:rStyle") == value(one, "w:sdtPr/w:rPr/w:rStyle") == "Answer"
    underline = "w:style[@w:styleId='Answer']/w:rPr/w:u"
    assert value(agreement.part("word/styles.xml"), underline) == "single"


def test_a_place_without_a_printed_rule_gets_none() -> None:
    made = made_of(
        Paragraph(
            (Text("(describe entity) "), slot(width=0, value="Fund")),
        )
    )
    assert not has(made.control("subscriber.name"), "w:sdtContent/w:r/w:rPr/w:rStyle")
    assert text_of(made_of(Paragraph((Text("x "), slot(width=0)))).body).strip("\u2002") == "x "


def test_marks_are_check_boxes_that_can_be_clicked(agreement) -> None:
    states = {}
    for option in ("yes", "no"):
        one = agreement.control(f"nasd.affiliated.{option}")
        box = find(one, "w:sdtPr/w14:checkbox")
        checked, on, off = ([*child.attrib.values()] for child in box)
        states[option] = (checked, text_of(find(one, "w:sdtContent")))
        assert (on, off) == (["2612", "MS Gothic"], ["2610", "MS Gothic"])
    assert states == {"yes": (["1"], "☒"), "no": (["0"], "☐")}


def test_a_date_is_chosen_from_a_calendar_where_no_year_is_printed_beside_it() -> None:
    date = slot("nasd.firm_date", type="date", value="September 12, 2005")
    beside = slot("subscription.date", type="date", value="September 14")
    part = slot("signatory.date", type="date", part="day", value="14th")
    made = made_of(
        Paragraph((Text("on "), date, Text(" at noon"))),
        Paragraph((Text("Dated: "), beside, Text(" , 2005."))),
        Paragraph((Text("this "), part, Text(" day of"))),
    )
    chosen = find(made.control("nasd.firm_date"), "w:sdtPr/w:date")
    assert chosen.get(f"{W}fullDate") == "2005-09-12T00:00:00Z"
    assert value(chosen, "w:dateFormat") == "MMMM d, yyyy"
    for name in ("subscription.date", "signatory.date.day"):
        assert has(made.control(name), "w:sdtPr/w:text")


@pytest.mark.parametrize("name", NAMES)
def test_unusual_values_come_out_whole(name) -> None:
    draft = drafted(load_form(SERIES_E), "as-filed", {}, named(NAMES[name]))
    made = Paper(draft)
    for field in ("subscriber.name", "signatory.entity", "wire.account_name"):
        assert text_of(find(made.control(field), "w:sdtContent")) == NAMES[name]
    assert text_of(find(made.control("suitability.employment"), "w:sdtContent")) == f"{NAMES[name]}\nsecond line"


def test_letters_from_right_to_left_are_runs_of_their_own() -> None:
    made = made_of(Paragraph((Text("I, "), slot(value="Fund ישראל 7 כהן LLC"), Text(", sign"))))
    runs = [(text_of(run), has(run, "w:rPr/w:rtl")) for run in made.control("subscriber.name").iter(f"{W}r")]
    assert runs == [("Fund ", False), ("ישראל 7 כהן", True), (" LLC", False)]
    assert not has(made.body, "//w:bidi")


def test_an_answer_that_is_written_from_right_to_left_is_set_so() -> None:
    made = made_of(Paragraph((slot(type="lines", rules=2, value="רחוב 5\nתל אביב"),)))
    assert has(made.paragraphs()[0], "w:pPr/w:bidi")


# What stays together


def line_block(**about) -> LineBlock:
    signature = slot("acceptance.signature", type="signature")
    group = ((Text("By:"), signature), (Text("Authorized Officer"),), (Text("Name: Dr. Example"),))
    return LineBlock((((Text("EXAMPLE, INC."),),), group), **about)


def test_a_signature_block_is_not_torn_over_pages_nor_parted_from_what_it_signs() -> None:
    made = made_of(words("IN WITNESS WHEREOF, signed."), line_block(style="right"), words("After."))
    first, *block, after = made.paragraphs()
    assert has(first, "w:pPr/w:keepNext")
    assert [has(one, "w:pPr/w:keepNext") for one in block] == [True] * (len(block) - 1) + [False]
    assert text_of(block[-1]) == "Name: Dr. Example"
    assert not has(after, "w:pPr/w:keepNext")
    assert all(has(row, "w:trPr/w:cantSplit") for row in made.body.iter(f"{W}tr"))


def test_the_date_of_acceptance_is_not_parted_from_the_date_above_it() -> None:
    dated = LineBlock((((Text("Dated: "), slot("subscription.date")),),))
    accepted = Paragraph((Text("Accepted as of "), slot("acceptance.date"), Text(".")))
    made = made_of(dated, accepted, line_block(style="right"))
    for words_ in ("Dated:", "Accepted as of"):
        assert has(made.paragraph_with(words_), "w:pPr/w:keepNext")


def test_many_rows_of_blanks_are_set_closer_so_that_the_companys_block_stays_on_their_page() -> None:
    def room(rows: int) -> list[str | None]:
        made = made_of(Columns(tuple((Cell((slot(f"a.{at}"),), "Name"),) for at in range(rows))))
        return [value(one, "w:pPr/w:spacing", "before") for one in made.paragraphs("ColumnAnswer")]

    assert room(11) == [None] * 11
    assert room(12) == ["50"] * 12


def test_a_caption_stands_under_its_rule_and_the_label_beside_it() -> None:
    made = made_of(line_block())
    row = next(row for row in made.body.iter(f"{W}tr") if text_of(row).startswith("By:"))
    label, answer = row.findall(f"{W}tc")
    assert text_of(label) == "By:"
    rule, caption = answer.findall(f"{W}p")
    assert (value(rule, "w:pPr/w:pStyle"), value(caption, "w:pPr/w:pStyle")) == ("RuledLine", "Caption")
    assert text_of(caption) == "Authorized Officer"
    assert has(made.part("word/styles.xml"), "w:style[@w:styleId='RuledLine']/w:pPr/w:pBdr/w:bottom")


def test_blanks_side_by_side_have_their_captions_under_their_rules(empty_agreement) -> None:
    row = next(row for row in empty_agreement.body.iter(f"{W}tr") if "purchasing jointly" in text_of(row))
    left, right = row.findall(f"{W}tc")
    for cell, tag, caption in (
        (left, "subscriber.signature", "Signature"),
        (right, "joint.signature", "Signature (if purchasing jointly)"),
    ):
        answer, under = cell.findall(f"{W}p")
        assert value(answer, "w:pPr/w:pStyle") == "ColumnAnswer"
        assert value(answer, ".//w:tag") == tag
        assert has(answer, "w:pPr/w:keepNext")
        assert (value(under, "w:pPr/w:pStyle"), text_of(under)) == ("Caption", caption)
    styles = empty_agreement.part("word/styles.xml")
    assert has(styles, "w:style[@w:styleId='ColumnAnswer']/w:pPr/w:pBdr/w:bottom")


def test_a_question_stays_with_the_place_for_its_answer(empty_agreement) -> None:
    for question in ("(d)\tFor all Subscribers, please state", "describe your current employment"):
        assert has(empty_agreement.paragraph_with(question), "w:pPr/w:keepNext")


def test_two_tables_in_a_row_do_not_become_one() -> None:
    columns = Columns(((Cell((slot(),), "Name"),),))
    made = made_of(columns, columns)
    assert [child.tag for child in made.body[0]] == [W + name for name in ("tbl", "p", "tbl", "p", "sectPr")]


# Lists and tables


def test_items_are_a_list_of_their_own_inside_their_control() -> None:
    first = slot("deficiencies", type="items", entries=("Sign it.", "Date it."))
    second = replace(first, field="facts", entries=("One.",))
    made = made_of(words("Correct:"), Items(first), Items(second))
    lists = []
    for name, texts in (("deficiencies", ["Sign it.", "Date it."]), ("facts", ["One."])):
        paragraphs = find(made.control(name), "w:sdtContent").findall(f"{W}p")
        assert [text_of(one) for one in paragraphs] == texts
        lists.append({value(one, "w:pPr/w:numPr/w:numId") for one in paragraphs})
    assert len(lists[0]) == len(lists[1]) == 1
    assert lists[0] != lists[1]
    assert shown(made) == ["Correct:", "1. Sign it.", "2. Date it.", "1. One."]


def test_a_table_repeats_its_header_numbers_its_rows_and_puts_figures_to_the_right() -> None:
    rows = slot("schedule", type="table", entries=("Avery Sample | 1,500 | $5.00", "Jo Specimen | 20 | -"))
    made = made_of(Table(rows, ("Subscriber", "Shares", "Price")))
    header, *held = made.body.iter(f"{W}tr")
    assert has(header, "w:trPr/w:tblHeader")
    assert [text_of(cell) for cell in header.findall(f"{W}tc")] == ["No.", "Subscriber", "Shares", "Price"]
    assert all(row.getparent().getparent() is made.control("schedule") for row in held)
    cells = held[0].findall(f"{W}tc")
    assert [text_of(cell) for cell in cells] == ["", "Avery Sample", "1,500", "$5.00"]
    assert [value(cell, "w:p/w:pPr/w:jc") for cell in cells] == [None, None, "right", "right"]
    assert has(cells[0], "w:p/w:pPr/w:numPr")
    assert [line.split()[0] for line in shown(made)] == ["No.", "1", "2"]


def test_a_grid_has_a_box_for_each_of_its_places(agreement) -> None:
    row = next(row for row in agreement.body.iter(f"{W}tr") if text_of(row).startswith("Occasionally"))
    tags = [one.get(f"{W}val") for one in row.iter(f"{W}tag")]
    fields = ("frequency_public", "frequency_private", "frequency_no_operations")
    assert tags == [f"suitability.{field}.occasionally" for field in fields]
    assert text_of(row).replace("\n", "") == "Occasionally☐☒☐"


def test_a_fraction_is_drawn_with_its_rule() -> None:
    made = made_of(Grid((("Price =",), ("(A x B) + D", "A + C")), ()))
    styles = [(text_of(one), value(one, "w:pPr/w:pStyle")) for one in made.paragraphs()[:3]]
    assert styles == [("Price =", "GridCell"), ("(A x B) + D", "RuledLine"), ("A + C", "GridCell")]


# Read back


def values_of(draft: Draft) -> dict[str, str | bool]:
    """What somebody would type or click to make the paper of its blank form."""
    filled: dict[str, str | bool] = {}
    for one in slots(draft):
        if one.is_mark:
            filled[one.control] = one.is_marked
        elif one.value:
            filled[one.control] = one.value
    return filled


@pytest.mark.parametrize("edition", ["clean", "current"])
def test_a_blank_form_that_is_filled_in_with_word_is_read_as_it_was_filled_in(edition) -> None:
    draft = paper(edition=edition)
    filled = fill_controls(write(blank(edition=edition)), values_of(draft))
    of_draft, of_form = extract(write(draft)), extract(filled)
    assert of_form.alterations == ()
    assert of_form.missing == ()
    for name, reading in of_draft.readings.items():
        again = of_form.readings[name]
        assert (again.value, again.state, again.is_certain) == (reading.value, reading.state, True), name
    address = next(one for one in sheet_of(filled).controls if one.name == "subscriber.address")
    assert address.text == "1201 Invented Avenue\nSuite 2850"


def test_the_helper_that_fills_controls_leaves_them_as_word_does() -> None:
    made = blank()
    data = fill_controls(write(made), {"nasd.affiliated.yes": True, "nasd.firm_date": "September 12, 2005"})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("word/document.xml").decode()
    assert re.search(r'w14:checked w14:val="1"', text)
    assert 'w:fullDate="2005-09-12T00:00:00Z"' in text
    with pytest.raises(KeyError, match=r"no\.such\.control"):
        fill_controls(data, {"no.such.control": "x"})
