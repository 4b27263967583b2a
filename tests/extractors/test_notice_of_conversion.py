"""Notices of conversion as holders complete them: every way to answer, in every kind of file. All data is invented."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from alignment_papers import told
from hypothesis import given, settings
from hypothesis import strategies as st
from notice_papers import (
    ANNEX,
    ANSWERS,
    ELSEWHERE,
    FIELDS,
    FORM,
    HTML,
    KINDS,
    LINE,
    NOTICE,
    PDF,
    READ,
    RULE,
    SIGNED,
    SIGNED_IN_A_TABLE,
    SIGNED_IN_PARAGRAPHS,
    SIGNED_IN_THE_RIGHT_COLUMN,
    WAYS,
    WORD,
    but,
    certainly,
    completed,
    html_of,
    pdf_of,
    read,
    surely_wrong,
    with_answer,
    word_lines,
    word_of,
    word_table,
)

from extractors.extract import extract
from extractors.record import Record

BY = " " * 44
"""The margin of the signature block."""


def assert_read(record: Record, expected: dict[str, object] = READ) -> None:
    assert certainly(record, expected) == []
    assert told(record.alterations) == []
    assert record.missing == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("paper", [NOTICE, ANNEX], ids=["the notice", "the annex, with heading and page number"])
def test_every_answer_is_read_wherever_it_was_typed(paper: str, way: str, kind: str) -> None:
    assert_read(read(completed(way=way, paper=paper), kind))


@pytest.mark.parametrize("body", HTML)
@pytest.mark.parametrize(
    "signature", [SIGNED_IN_PARAGRAPHS, SIGNED_IN_A_TABLE, SIGNED_IN_THE_RIGHT_COLUMN], ids=["lines", "table", "right"]
)
def test_a_web_page_set_anew_is_read(body: str, signature: str) -> None:
    assert_read(extract(html_of(HTML[body] + signature), form=FORM))


@pytest.mark.parametrize("body", WORD)
@pytest.mark.parametrize("signature", ["lines", "tabs", "table"])
def test_a_word_file_set_anew_is_read(body: str, signature: str) -> None:
    signed = {"lines": word_lines(SIGNED, " "), "tabs": word_lines(SIGNED, "\t"), "table": word_table(SIGNED)}
    assert_read(extract(word_of(WORD[body], signed[signature]), form=FORM))


@pytest.mark.parametrize("where", PDF)
@pytest.mark.parametrize("drawn", [False, True], ids=["typed signature", "drawn signature"])
def test_a_pdf_set_anew_is_read(where: str, drawn: bool) -> None:
    assert_read(extract(pdf_of(PDF[where], drawn=drawn), form=FORM))


@pytest.mark.parametrize("kind", ["text", "html pre", "html paragraphs", "word"])
def test_an_answer_beside_the_first_line_of_a_caption_of_two_lines_is_read(kind: str) -> None:
    text = completed(with_answer(3, ""))
    first = next(line for line in text.splitlines() if line.endswith("Preferred  Stock to be"))
    assert_read(read(text.replace(first, f"{first}      $11,111.10"), kind))


def test_words_beside_the_first_line_of_a_caption_are_no_answer() -> None:
    text = completed(with_answer(3, ""))
    first = next(line for line in text.splitlines() if line.endswith("Preferred  Stock to be"))
    record = read(text.replace(first, f"{first}      Redeemed or"))
    assert record.alterations or record.readings["conversion.stated_value"].state == "invalid"


@pytest.mark.parametrize("paper", ELSEWHERE)
def test_answers_that_do_not_stand_under_their_captions_are_never_surely_another_fields(paper: str) -> None:
    record = extract(ELSEWHERE[paper], form=FORM)
    assert surely_wrong(record) == []
    assert len(certainly(record)) >= len(FIELDS)


@pytest.mark.parametrize(
    "written",
    [
        "10/3/2005", "10/03/05", "3 October 2005", "Oct. 3, 2005", "October 3rd, 2005", "2005-10-03", "OCTOBER 3, 2005",
        "the 3rd day of October, 2005", "Monday, October 3, 2005",
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["above the rule", "on the rule", "beside the caption"])
def test_a_date_is_read_in_every_style(written: str, way: str) -> None:
    assert_read(read(completed(with_answer(0, written), way=way)))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "5000"), (1, "5000.00"), (1, "5,000 shares"), (1, "5,000 shares of Series D Preferred Stock"),
        (1, "Five thousand (5,000)"), (2, "1000 shares"), (3, "11,111.10"), (3, "$11111.10"), (3, "US$ 11,111.10"),
        (4, "3367000"), (4, "3,367,000 shares"), (5, "0.0033"), (5, ".0033"), (5, "$.0033"), (5, "$0.0033 per share"),
        (5, "$0.00330"), (6, "4,000 (four thousand)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["above the rule", "on the rule"])
def test_a_figure_is_read_with_commas_or_without_with_unit_and_words(number: int, written: str, way: str) -> None:
    assert_read(read(completed(with_answer(number, written), way=way)))


def test_a_price_below_a_hundredth_is_read_to_its_last_place() -> None:
    assert_read(
        read(completed(with_answer(5, "$0.003083333333"))), but(conversion__applicable_price=Decimal("0.003083333333"))
    )
    assert_read(read(completed(with_answer(5, "$0.002"))), but(conversion__applicable_price=Decimal("0.002")))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "5,000 to 6,000"), (1, "$5,000"), (2, "1,000 (subject to the side letter)"), (2, "1,OOO"), (4, "3,367.000"),
        (5, "37/12000"), (5, "0.33 cents"), (6, "4,000 (five thousand)"),
    ],
)  # fmt: skip
def test_a_figure_that_can_be_read_in_two_ways_is_uncertain(number: int, written: str) -> None:
    reading = read(completed(with_answer(number, written))).readings[FIELDS[number]]
    assert reading.state == "ambiguous"
    assert reading.raw == written


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", range(len(ANSWERS)))
def test_an_answer_left_blank_is_blank_and_shifts_no_other(number: int, way: str) -> None:
    record = read(completed(with_answer(number, ""), way=way))
    assert_read(record, {**READ, FIELDS[number]: None})


# Who signs.


@pytest.mark.parametrize("kind", KINDS)
def test_an_unsigned_notice_is_surely_unsigned(kind: str) -> None:
    assert_read(read(completed(signed=LINE), kind), but(holder__signature=False))


@pytest.mark.parametrize(
    "signed", [" /s/ Avery Sample", "_____/s/ Avery Sample_______", "/s/ A. Sample", "/S/ AVERY SAMPLE"]
)
def test_a_signature_is_read_on_its_rule_and_beside_it(signed: str) -> None:
    assert_read(read(completed(signed=signed)))


def test_a_name_merely_typed_after_by_is_a_doubtful_signature() -> None:
    assert read(completed(signed=" Avery Sample")).readings["holder.signature"].state == "ambiguous"


def test_a_signature_typed_above_its_rule_is_the_signature_and_no_part_of_the_answer_before() -> None:
    text = completed(signed=LINE).replace("[HOLDER]\n", f"[HOLDER]\n\n{BY}   /s/ Avery Sample")
    assert_read(read(text))


@pytest.mark.parametrize("field", ["name", "title"])
def test_a_name_or_title_left_blank_is_blank(field: str) -> None:
    assert_read(read(completed(**{field: ""})), {**READ, f"holder.{field}": None})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("holder", "note"),
    [
        ("[HOLDER]", None),
        ("", None),
        ("SAMPLE PARTNERS, L.P.", "SAMPLE PARTNERS, L.P."),
        ("[SAMPLE PARTNERS, L.P.]", "[SAMPLE PARTNERS, L.P.]"),
        (f"Sample Partners, L.P.\n{BY}By: Sample GP, LLC, its general partner", None),
        ("[HOLDER] Sample Fund 2005, Inc.", "Sample Fund 2005, Inc."),
    ],
)
def test_the_holders_name_may_stand_where_a_placeholder_is_printed(holder: str, note: str | None, kind: str) -> None:
    record = read(completed(holder=holder), kind)
    assert_read(record)
    if note is not None:
        assert any(note in told for told in record.notes), record.notes
    if holder in ("", "[HOLDER]"):
        assert record.notes == ()
        assert record.signs_for == ""
    else:
        assert record.signs_for.splitlines()[0] in holder


def test_terms_in_the_place_of_the_placeholder_are_not_passed_over() -> None:
    record = read(completed(holder="Sample Partners, subject to the side letter"))
    assert record.readings["conversion.shares_owned_after"].state == "ambiguous" or record.alterations


# Pages.


@pytest.mark.parametrize("number", ["-15-", "Page 1 of 1", "- 1 -", "15"])
@pytest.mark.parametrize("kind", ["text", "html pre", "pdf"])
def test_a_page_number_below_the_block_is_no_part_of_the_title(number: str, kind: str) -> None:
    assert_read(read(f"{completed()}\n\n\n{number:>42}\n", kind))


def test_a_page_number_above_is_no_alteration() -> None:
    assert_read(read(f"Page 1 of 1\n\n{completed()}"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_lone_number_close_below_the_title_makes_it_uncertain(kind: str) -> None:
    assert surely_wrong(read(f"{completed().rstrip()}\n{'15':>42}\n", kind)) == []


# Nothing filled in; wording changed.


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paper", [NOTICE, ANNEX], ids=["the notice", "the annex"])
def test_the_blank_annex_is_a_blank_form(paper: str, kind: str) -> None:
    record = read(paper, kind)
    assert record.is_blank_form
    assert certainly(record, dict.fromkeys(READ)) == []
    assert not read(completed(), kind).is_blank_form


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("old", "new", "printed", "found"),
    [
        (r"will pay all", "will not pay", {"all"}, {"not"}),
        (r"\$0\.001 per", "$0.01 per", {"$0.001"}, {"$0.01"}),
        (r"No\s+fee\s+will\s+be", "A  fee  will  be", {"No"}, {"A"}),
        (r"hereof,", "hereof as amended,", set(), {"as", "amended"}),
        (r"a Nevada corporation", "a Delaware corporation", {"Nevada"}, {"Delaware"}),
        (r"Applicable Set Price", "Applicable Floor Price", {"Set"}, {"Floor"}),
    ],
    ids=["transfer taxes", "par value", "fee", "amended", "state", "price"],
)
def test_changed_wording_is_reported(old: str, new: str, printed: set[str], found: set[str], kind: str) -> None:
    text = re.sub(old, new, completed(), count=1)
    assert text != completed()
    record = read(text, kind)
    told_printed = {word.strip(",.") for one in record.alterations for word in one.printed.split()}
    told_found = {word.strip(",.") for one in record.alterations for word in one.found.split()}
    assert printed <= told_printed
    assert found <= told_found
    assert surely_wrong(record) == []


def test_words_added_to_a_caption_are_an_alteration_or_make_its_answer_uncertain() -> None:
    record = read(completed().replace("to be Issued", "to be Issued and registered"))
    assert record.alterations or not record.readings["conversion.common_issued"].is_certain


def test_a_sentence_struck_from_the_notice_is_reported() -> None:
    text = re.sub(r"No fee will be.*?if\s+any\.", "", completed(), flags=re.DOTALL)
    assert any("fee" in one.printed for one in read(text).alterations)


def test_a_notice_cut_off_before_its_signature_lacks_it() -> None:
    record = read(completed()[: completed().index("[HOLDER]")])
    assert any("By" in one.printed for one in record.alterations) or record.missing
    assert not record.readings["holder.signature"].is_certain


# Any answers, in any mixture of ways.


@st.composite
def notices(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """A completed annex, and what it says."""
    before = draw(st.integers(1, 99_999))
    converted = draw(st.integers(1, before))
    day = draw(st.dates(date(2005, 9, 6), date(2009, 12, 31)))
    figure: Callable[[int], str] = draw(st.sampled_from([lambda n: f"{n:,}", str, lambda n: f"{n:,} shares"]))
    values = (day, before, converted, (converted * Decimal("11.1111")).quantize(Decimal("0.01")), converted * 3367,
              Decimal("0.0033"), before - converted)  # fmt: skip
    style = draw(st.sampled_from(["%B {0}, %Y", "%m/%d/%Y", "{0} %B %Y", "%b. {0}, %Y"]))
    price = draw(st.sampled_from(["$0.0033", "0.0033"]))
    answers = [
        day.strftime(style).format(day.day),
        figure(before),
        figure(converted),
        f"${values[3]:,}",
        figure(converted * 3367),
        price,
        figure(before - converted),
    ]
    expected = {
        name: value if isinstance(value, date) else Decimal(value) for name, value in zip(FIELDS, values, strict=True)
    }
    blank = draw(st.sets(st.sampled_from(FIELDS), max_size=3))
    answers = ["" if name in blank else answer for name, answer in zip(FIELDS, answers, strict=True)]
    name, title = (
        draw(st.sampled_from(["Avery Sample", "Robin Q. Example", ""])),
        draw(st.sampled_from(["Trustee", ""])),
    )
    is_signed = draw(st.booleans())
    text = completed(
        answers,
        way=draw(st.lists(st.sampled_from(sorted(WAYS)), min_size=len(FIELDS), max_size=len(FIELDS))),
        signed=f"/s/ {name or 'Robin Example'}" if is_signed else LINE,
        name=name,
        title=title,
        holder=draw(st.sampled_from(["[HOLDER]", "", "EXAMPLE HOLDINGS, LLC"])),
        paper=draw(st.sampled_from([NOTICE, ANNEX])),
    )
    said = {**expected, **dict.fromkeys(blank), "holder.signature": is_signed, "holder.name": name or None,
            "holder.title": title or None}  # fmt: skip
    return text, said


@settings(max_examples=80, deadline=None)
@given(notice=notices(), kind=st.sampled_from(sorted(KINDS)))
def test_any_answers_in_any_mixture_of_ways_are_read(notice: tuple[str, dict[str, object]], kind: str) -> None:
    text, said = notice
    assert_read(read(text, kind), said)


def test_the_papers_of_these_tests_have_a_rule_for_every_answer() -> None:
    assert NOTICE.count(RULE) == ANNEX.count(RULE) == len(ANSWERS) == len(FIELDS)


# Answers that say "nothing", and amounts of more than whole cents.


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", ["on the rule", "above the rule", "in place of the rule"])
@pytest.mark.parametrize("written", ["None", "nil", "zero", "-0-"])
def test_none_owned_after_the_conversion_is_0(written: str, way: str, kind: str) -> None:
    answers = [*with_answer(2, "5,000")[:6], written]
    record = read(completed(answers, way=way), kind)
    assert_read(record, but(conversion__shares_converted=Decimal(5000), conversion__shares_owned_after=Decimal(0)))


@pytest.mark.parametrize("written", ["N/A", "-", "not applicable"])
def test_whether_na_owned_after_the_conversion_is_0_is_for_a_person(written: str) -> None:
    reading = read(completed(with_answer(6, written), way="above the rule")).readings[FIELDS[6]]
    assert reading.state == "ambiguous"
    assert reading.raw == written


def test_a_stated_value_with_parts_of_a_cent_is_read_exactly() -> None:
    answers = with_answer(3, "$11,122.2111")
    assert_read(read(completed(answers)), but(conversion__stated_value=Decimal("11122.2111")))
