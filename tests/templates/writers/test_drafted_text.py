"""Papers as plain text: the width and the pages of an exhibit, and every value whole."""

import re
from dataclasses import replace

import pytest
from drafted_papers import BLANK_EDITIONS, EDITIONS, NAMES, SERIES_E, blank, drawn_words, named, paper, slots

from extractors.extract import extract
from extractors.readers import plain_text as reader
from templates.blocks import Paragraph, Slot, Text
from templates.draft import drafted
from templates.form import load_form
from templates.writers.plain_text import write
from templates.writers.text_pages import PAGE_LINES
from templates.writers.text_setting import PAGE_WIDTH

PAGE_END = re.compile(r"\n{3,} +\d+\n(?:<PAGE>\n\n|\Z)")


def text_of(draft) -> str:
    return write(draft).decode("utf-8")


def lines_of(draft) -> list[str]:
    return text_of(draft).split("\n")


def pages_of(draft) -> list[list[str]]:
    return [page.split("\n") for page in PAGE_END.split(text_of(draft)) if page.strip()]


def line_with(lines: list[str], words: str) -> int:
    return next(at for at, line in enumerate(lines) if words in line)


def columns(text: str) -> int:
    return sum(2 if "\u2e80" < char < "\ud7a4" else 1 for char in text)


@pytest.mark.parametrize(("name", "edition"), BLANK_EDITIONS)
def test_a_blank_has_the_words_of_the_wording_and_no_others(name: str, edition: str) -> None:
    text = PAGE_END.sub("\n", text_of(blank(name, edition))).replace("[ ]", "")
    wording = drawn_words(name, edition)
    rules = re.compile(r"[_-]{2,}")
    assert rules.sub(" ", text).split() == rules.sub(" ", wording).split()


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_no_line_is_wider_than_a_page_and_no_table_than_132_columns(name: str, edition: str) -> None:
    draft = paper(name, edition)
    answers = {line for slot in slots(draft) if slot.type == "lines" for line in slot.value.split("\n")}
    most = 132 if name == "closing-schedule" else 80
    assert [line for line in lines_of(draft) if len(line) > most and line.strip(" _") not in answers] == []


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_pages_have_their_length_and_are_counted(name: str, edition: str) -> None:
    draft = paper(name, edition)
    pages = pages_of(draft)
    assert max(map(len, pages)) <= PAGE_LINES
    numbers = [int(number) for number in re.findall(r"\n {20,}(\d+)\n(?=<PAGE>|\Z)", text_of(draft))]
    assert numbers == (list(range(1, len(pages) + 1)) if len(pages) > 1 else [])
    assert text_of(draft).count("<PAGE>") == len(pages) - 1
    assert text_of(draft).endswith("\n")
    assert all(line == line.rstrip() for line in lines_of(draft))


def test_captions_stand_under_their_rules_in_both_columns() -> None:
    lines = lines_of(blank())
    for left, right in (
        ("Signature  ", "Signature (if purchasing jointly)"),
        ("Name Typed or Printed", "Name Typed or Printed"),
        ("Address", "Address"),
        ("Tax ID # or Social Security #", "Tax ID # or Social Security #"),
    ):
        at = next(n for n, line in enumerate(lines) if line.startswith(left) and line.rstrip().endswith(right))
        assert lines[at - 1] == "_" * 35 + " " * 5 + "_" * 40
        assert lines[at].rindex(right) == 40
    at = line_with(lines, "Authorized Officer")
    assert lines[at].index("Authorized") == lines[at - 1].index("_")


def test_a_value_is_set_on_its_rule() -> None:
    lines = lines_of(paper(subscriber__name="Avery Sample", joint__name="Jordan Specimen"))
    row = next(line for line in lines if line.startswith("Avery Sample___"))
    assert row == "Avery Sample".ljust(35, "_") + " " * 5 + "Jordan Specimen".ljust(40, "_")
    assert "Account # 0045501234______" in "\n".join(lines)
    assert "By: /s/ Robin Placeholder_________" in "\n".join(lines)


def test_what_is_long_is_wrapped_in_its_column_and_nowhere_else() -> None:
    lines = lines_of(paper(subscriber__entity_name=NAMES["length"], joint__entity_name="Specimen Holdings LLC"))
    end = line_with(lines, "Entity Name (if applicable)")
    begin = end - next(n for n in range(1, 20) if not lines[end - n])
    block = lines[begin + 1 : end]
    assert " ".join(line[:35].rstrip("_ ") for line in block) == NAMES["length"]
    assert [line[40:].strip("_") for line in block if line[40:].strip()] == ["Specimen Holdings LLC"]
    assert lines[end - 1].endswith("Specimen Holdings LLC".ljust(40, "_"))


def test_wide_characters_take_two_columns() -> None:
    lines = lines_of(paper(subscriber__name=NAMES["Chinese"], joint__name="Jordan Specimen"))
    row = next(line for line in lines if line.startswith(NAMES["Chinese"]))
    assert columns(row[: row.index("Jordan")]) == 40


def test_lines_of_an_answer_keep_their_ends() -> None:
    long = "since 1994 " + "general partner of invented partnerships, " * 3
    lines = lines_of(paper(suitability__employment=f"{long}\nsecond line\nthird line"))
    at = line_with(lines, "since 1994")
    assert lines[at].strip() == long.strip()
    assert lines[at + 1].strip() == "second line".ljust(74, "_")
    assert lines[at + 3].strip() == "_" * 74


def test_marks_stand_in_the_middle_of_their_rules_and_options_have_boxes() -> None:
    text = text_of(
        paper(
            accreditation__categories=["D"], suitability__private_placements=True, title__manner="company",
            suitability__frequency_public="never", nasd__affiliated=False,
        )
    )  # fmt: skip
    assert re.search(r"YES___X___ +NO_______\n\n +\(e\)", text)
    assert re.search(r"Yes _________ +No ____X_____\n", text)
    assert "Category D X_  " in text
    assert "Category A __  " in text
    assert re.search(r"^Never +_______X_______ ", text, re.MULTILINE)
    assert re.findall(r"\[X\].*", text) == ["[X] (f) Company*"]
    assert text.count("[ ] (") == 7


def test_numbered_paragraphs_are_indented_by_their_level_and_headings_are_not() -> None:
    lines = lines_of(blank())
    assert line_with(lines, "VI. MISCELLANEOUS") == lines.index("VI. MISCELLANEOUS")
    for words, indent in (
        ("1.6 (a) In making", 6),
        ("(b) The Subscriber represents that (i)", 12),
        ("WHEREAS, the", 6),
    ):
        line = lines[line_with(lines, words)]
        assert len(line) - len(line.lstrip()) == indent
    assert lines[line_with(lines, "1.6 (a) In making") + 1][0] != " "
    title = lines[line_with(lines, "SUBSCRIPTION AGREEMENT")]
    assert abs((len(title) - len(title.lstrip())) - (80 - len(title))) <= 1


@pytest.mark.parametrize("before", range(24, 30))
def test_no_heading_ends_a_page_and_no_answer_is_torn_from_its_question(before: int) -> None:
    filler = tuple(Paragraph((Text("filler"),)) for _ in range(before))
    heading = Paragraph((Text("II. HEADING"),), "heading", "II.")
    question = Paragraph((Text("(a) a question that asks " + "for an answer " * 12),))
    answer = Paragraph((Slot("field", "lines", 62, rules=4),))
    pages = pages_of(replace(blank(), blocks=(*filler, heading, question, answer)))
    assert len(pages) == 2
    for page in pages:
        lines = [line.strip() for line in page if line.strip()]
        assert lines[-1] != "II. HEADING"
        assert sum(line.startswith("____") for line in lines) in (0, 4)
        assert not lines[0].startswith("____")


def test_the_signature_page_of_the_exhibit_is_one_page() -> None:
    pages = pages_of(paper())
    page = next(page for page in pages if any("Signature (if purchasing jointly)" in line for line in page))
    for words in ("NUMBER OF SHARES", "Tax ID #", "Dated:", "agreed to and accepted", "Chief Executive Officer"):
        line_with(page, words)


def test_items_hang_on_their_numbers() -> None:
    items = ["Section 7.1: no category is marked. " * 4, "second"]
    draft = paper("deficiency-letter", "current", deficiency__items=items)
    lines = lines_of(draft)
    at = line_with(lines, "1.  Section 7.1")
    assert lines[at].index("Section") == 10
    assert lines[at + 1].startswith(" " * 10)
    assert lines[at + 1][10] != " "
    assert "      2.  second" in lines


def test_a_table_stands_in_columns_with_its_head_on_every_page() -> None:
    rows = [
        f"Subscriber {n} | Invented Holdings {n} | {n * 11:,} | ${n * 1100:,}.00 | passes | E-{n}" for n in range(1, 81)
    ]
    pages = pages_of(paper("closing-schedule", "current", schedule__subscribers=rows))
    with_rows = [page for page in pages if any("Invented" in line for line in page)]
    assert len(with_rows) > 1
    for page in with_rows:
        head = line_with(page, "Registered")
        assert head < line_with(page, "Invented")
        place = page[head].index("Purchase price") + len("Purchase price")
        for line in page:
            if "Invented" in line:
                assert line[place - 3 : place] == ".00"
                assert line.index("Invented") == page[head].index("Registered")
    numbers = [int(line.split()[0]) for page in with_rows for line in page if "Invented" in line]
    assert numbers == list(range(1, 81))


@pytest.mark.parametrize("kind", NAMES)
def test_unusual_names_come_back_letter_by_letter(kind: str) -> None:
    values = named(NAMES[kind])
    form = load_form(SERIES_E)
    record = extract(write(drafted(form, "as-filed", {}, values)), form=SERIES_E)
    for name, value in values.items():
        if form.fields[name].type in ("text", "lines", "signature"):
            assert record.readings[name].value == value, name
            assert record.readings[name].is_certain, name
    assert record.alterations == ()
    assert record.missing == ()


def test_what_looks_like_a_mark_of_the_file_is_shown_and_read_as_it_is() -> None:
    value = "R&amp;D <PAGE> [x] .... Ltd"
    written = write(paper(wire__bank=value))
    line = next(line for line in written.decode("utf-8").split("\n") if "Bank R" in line)
    assert line.replace("\u2060", "").rstrip("_") == f"      Bank {value}"
    words = [word.text for page in reader.read(written).pages for word in page.words]
    at = words.index("R&amp;D")
    assert words[at : at + 4] == ["R&amp;D", "<PAGE>", "[x]", "...."]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write(paper()) == write(paper())


def test_figures_and_dates_are_written_as_a_person_writes_them() -> None:
    text = text_of(paper(shares__number="1500", shares__purchase_price="150000.00"))
    assert 'NUMBER OF SHARES 1,500____ X $100.00 = $150,000.00 (the "Purchase Price")' in text


def test_a_closing_schedule_is_no_wider_than_a_page() -> None:
    holder = "Bartholomew Lindqvist and Per Lindqvist, as joint tenants with right of survivorship"
    rows = [f"Bartholomew Lindqvist and Per | {holder} | 120,000 | $1,500,000.00 | to be reviewed | E-12"] * 12
    pages = pages_of(paper("closing-schedule", "current", schedule__subscribers=rows))
    assert max(len(line) for page in pages for line in page) == PAGE_WIDTH
