"""Papers as a web page: its elements, its fields, and every value whole, by a parser that is not ours."""

import base64
import hashlib
import re

import pytest
from drafted_papers import BLANK_EDITIONS, EDITIONS, NAMES, SERIES_E, blank, drawn_words, named, paper, slots
from lxml import html

from extractors.extract import extract
from extractors.readers import html_page as reader
from templates.draft import drafted
from templates.form import load_form
from templates.writers.html_page import write


def page_of(draft):
    return html.document_fromstring(write(draft).decode("utf-8"))


def one(page, name: str):
    found = page.xpath("//*[@name=$name or @data-field=$name]", name=name)
    assert len(found) == 1, name
    return found[0]


@pytest.mark.parametrize(("name", "edition"), BLANK_EDITIONS)
def test_a_blank_has_the_words_of_the_wording_and_no_others(name: str, edition: str) -> None:
    straight = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
    shown = page_of(blank(name, edition)).xpath("string(//main)").translate(straight)
    wording = drawn_words(name, edition)
    letters = [sorted(re.sub(r"[\s_-]", "", text)) for text in (shown, wording)]  # columns are read in another order
    assert letters[0] == letters[1]
    for sentence in re.findall(r"[A-Z][a-z ,]{60,}\.", " ".join(wording.split())):
        assert sentence in " ".join(shown.split())


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_every_slot_is_a_field_of_its_name_and_says_what_it_is(name: str, edition: str) -> None:
    draft = paper(name, edition)
    page = page_of(draft)
    names = page.xpath("//main//@name | //main//@data-field")
    expected = {slot.control for slot in slots(draft) if slot.width or slot.is_mark or not slot.is_empty}
    assert set(names) - {slot.control for slot in slots(draft)} == set()
    assert expected <= set(names)
    assert len(names) == len(set(names))
    for field in page.xpath("//input | //textarea"):
        assert field.get("aria-label")
        assert field.get("type") in ("text", "checkbox", None)


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_the_page_is_whole_by_itself_and_its_policy_lets_only_its_own_style_and_script_run(
    name: str, edition: str
) -> None:
    text = write(paper(name, edition)).decode("utf-8")
    page = html.document_fromstring(text)
    assert page.get("lang") == "en"
    assert page.xpath("string(//title)")
    assert text.startswith("<!DOCTYPE html>")
    assert page.xpath("//meta[@charset='utf-8']")
    assert not page.xpath("//@src | //@href | //@action | //link | //img | //@style | //@*[starts-with(name(), 'on')]")
    assert "url(" not in text
    assert "@import" not in text
    policy = page.xpath("string(//meta[@http-equiv]/@content)")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_headings_and_tables_are_what_they_look_like() -> None:
    page = page_of(paper())
    assert [heading.text for heading in page.xpath("//h1")] == ["SUBSCRIPTION AGREEMENT"]
    headings = [heading.text for heading in page.xpath("//h2")]
    assert headings[0] == "I. SUBSCRIPTION FOR SHARES AND REPRESENTATIONS BY SUBSCRIBER"
    assert headings[-1] == "CERTIFICATE OF SIGNATORY"
    assert "7.2 SUITABILITY (please answer each question)" in [heading.text for heading in page.xpath("//h3")]
    grid = page.xpath("//table[contains(@class, 'grid')]")[0]
    assert [head.text_content() for head in grid.xpath(".//th[@scope='row']")] == [
        "Frequently",
        "Occasionally",
        "Never",
    ]
    assert len(grid.xpath(".//th[@scope='col']")) == 3
    assert all(len(row.xpath("./td/input[@type='checkbox']")) == 3 for row in grid.xpath(".//tbody/tr"))
    schedule = page_of(paper("closing-schedule", "current"))
    table = schedule.xpath("//table")[0]
    assert [head.text for head in table.xpath("./thead//th[@scope='col']")][:3] == [
        "No.",
        "Subscriber",
        "Registered",
    ]
    assert [head.text for head in table.xpath("./tbody//th[@scope='row']")] == ["1", "2", "3", "4"]
    assert table.xpath("string(./tbody/tr[1]/td[@class='figure'][1])") == "1,500"


def test_items_are_an_ordered_list() -> None:
    page = page_of(paper("deficiency-letter", "current", deficiency__items=["first <b>", "second"]))
    listed = page.xpath("//ol[@data-field='deficiency.items']/li")
    assert [item.text for item in listed] == ["first <b>", "second"]


def test_boxes_are_checked_where_the_paper_is_marked() -> None:
    page = page_of(paper(accreditation__categories=["D"], title__manner="trust", nasd__affiliated=False))
    checked = set(page.xpath("//input[@checked]/@name"))
    assert {name for name in checked if name.startswith(("accreditation", "title", "nasd"))} == {
        "accreditation.categories.D", "title.manner.trust", "nasd.affiliated.no",
    }  # fmt: skip
    assert one(page, "title.manner.trust").getparent().text_content().strip() == "(g) Trust*"
    assert not page_of(blank()).xpath("//input[@checked]")


def test_captions_stand_under_their_fields() -> None:
    page = page_of(paper())
    cell = one(page, "joint.name").getparent()
    assert cell.tag == "td"
    assert [part.text for part in cell.xpath("./div[@class='caption']")] == ["Name Typed or Printed"]
    officer = one(page, "nasd.firm_signature").getparent()
    while officer.tag != "p":
        officer = officer.getparent()
    assert officer.getnext().text == "Authorized Officer"
    assert "caption" in officer.getnext().get("class")


def test_lines_are_fields_of_as_many_rows_as_the_form_has_rules() -> None:
    page = page_of(blank())
    assert one(page, "suitability.employment").get("rows") == "4"
    assert one(page, "subscriber.address").get("rows") == "2"
    assert one(page, "wire.address").get("rows") == "2"
    filled = page_of(paper(subscriber__address="one\ntwo\nthree"))
    assert one(filled, "subscriber.address").text == "one\ntwo\nthree"
    assert one(filled, "subscriber.address").get("rows") == "3"


def test_what_is_too_long_for_its_field_is_set_as_text() -> None:
    page = page_of(drafted(load_form(SERIES_E), "as-filed", {}, named(NAMES["length"])))
    for name in ("subscriber.name", "signatory.entity", "securities.issue_name"):
        field = one(page, name)
        assert field.tag == "span"
        assert field.text_content() == NAMES["length"]
    short = page_of(paper())
    assert one(short, "subscriber.name").tag == "textarea"
    assert one(short, "signatory.entity").tag == "input"


def test_an_answer_where_the_form_prints_no_rule_is_as_good_as_printed() -> None:
    page = page_of(paper("acceptance-letter", "current"))
    name = one(page, "recipient.salutation")
    assert (name.tag, name.text) == ("span", "Mr. Sample")
    assert "on-rule" not in name.get("class")


@pytest.mark.parametrize("kind", NAMES)
def test_unusual_names_stand_in_the_page_and_come_back_letter_by_letter(kind: str) -> None:
    values = named(NAMES[kind])
    form = load_form(SERIES_E)
    data = write(drafted(form, "as-filed", {}, values))
    page = html.document_fromstring(data.decode("utf-8"))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//b")
    for name in ("subscriber.name", "signatory.entity"):
        field = one(page, name)
        assert (field.get("value") or field.text_content()) == NAMES[kind]
        assert field.get("dir") == "auto"
    record = extract(data, form=SERIES_E)
    for name, value in values.items():
        if form.fields[name].type in ("text", "lines", "signature"):
            assert record.readings[name].value == value, name
            assert record.readings[name].is_certain, name
    assert record.alterations == ()
    assert record.missing == ()


def test_quotes_are_typographic_and_those_of_answers_stay() -> None:
    page = page_of(paper(nasd__firm_name='"Specimen" Securities'))
    text = page.xpath("string(//main)")
    assert "(the “Securities Act”)" in text
    assert '"' not in text
    assert "the Subscriber’s responses" in text
    assert one(page, "nasd.firm_name").get("value") == '"Specimen" Securities'


def test_a_page_begins_where_the_form_begins_one_and_its_paper_is_letter() -> None:
    page = page_of(blank())
    assert [section.get("class") for section in page.xpath("//section")] == ["sheet"] + ["sheet next"] * 3
    style = page.xpath("string(//style)")
    assert re.search(r"\.next \{ break-before: page; \}", style)
    assert re.search(r"@page \{ size: letter; margin: 1in; @bottom-center \{ content: \"Page \" counter\(page\)", style)
    assert "size: letter landscape" in page_of(paper("closing-schedule", "current")).xpath("string(//style)")


def test_its_fields_are_read_by_their_names() -> None:
    sheet = reader.read(write(paper(nasd__affiliated=True)))
    held = {control.name: control for control in sheet.controls}
    assert held["subscriber.name"].text == "Avery Sample"
    assert held["subscriber.address"].text == "1201 Invented Avenue\nSuite 2850"
    assert held["nasd.affiliated.yes"].is_marked
    assert not held["nasd.affiliated.no"].is_marked
    assert held["nasd.affiliated.no"].is_box
    assert held["signatory.name"].page == 4


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write(paper()) == write(paper())
