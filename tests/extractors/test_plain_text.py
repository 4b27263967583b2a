from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import plain_text
from extractors.readers.plain_text import read
from extractors.sheet import Box, Sheet, UnreadableError

SEEDS = sorted((Path(__file__).parents[2] / "corpus" / "seeds").glob("*.txt"))


def words(sheet: Sheet) -> list[str]:
    return [word.text for page in sheet.pages for word in page.words]


def lines_of(sheet: Sheet) -> list[int]:
    return [word.line for page in sheet.pages for word in page.words]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_word_of_an_exhibit_stands_where_the_file_has_it(seed: Path) -> None:
    sheet = read(seed.read_bytes())
    text = seed.read_text()
    lines = text.splitlines()
    assert words(sheet) == [word for word in text.split() if word != "<PAGE>"]
    assert len(sheet.pages) == text.count("<PAGE>") + 1
    for page in sheet.pages:
        assert page.unit == "cell"
        for word in page.words:
            assert lines[word.line - 1][int(word.box.x0) : int(word.box.x1)] == word.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_make_no_difference(encoding: str, end: str) -> None:
    data = end.join(["The “Agreement” – made", "", "by Zoë Müller"]).encode(encoding)
    sheet = read(data)
    assert words(sheet) == ["The", "“Agreement”", "–", "made", "by", "Zoë", "Müller"]
    assert lines_of(sheet) == [1, 1, 1, 1, 3, 3, 3]


def test_a_stray_windows_byte_in_utf_8_is_read_as_windows_shows_it() -> None:
    assert words(read("Zoë ".encode() + b"\x93Agreement\x94")) == ["Zoë", "“Agreement”"]


def test_next_line_characters_end_lines() -> None:
    assert lines_of(read("one\u0085two".encode())) == [1, 2]


def test_pages_end_at_page_marks_and_form_feeds_which_are_no_words() -> None:
    sheet = read(b"one\n   <PAGE>\ntwo\n\x0cthree\n<page>\n\n<PAGE>\nfour")
    assert [[word.text for word in page.words] for page in sheet.pages] == [["one"], ["two"], ["three"], ["four"]]
    assert [page.number for page in sheet.pages] == [1, 2, 3, 4]
    assert lines_of(sheet) == [1, 3, 4, 8]
    assert [page.words[0].box.top for page in sheet.pages] == [0, 0, 0, 0]


def test_tabs_reach_to_the_next_eighth_column() -> None:
    sheet = read(b"a\tb\n1234567\tc\n12345678\td")
    assert [word.box.x0 for word in sheet.pages[0].words] == [0, 8, 0, 8, 0, 16]


def test_wide_characters_take_two_columns_and_combining_marks_none() -> None:
    first, second = read("東京 x".encode()).pages[0].words
    assert first.box == Box(0, 0, 4, 1)
    assert second.box == Box(5, 0, 6, 1)
    assert read("Zoe\u0308 x".encode()).pages[0].words[1].box.x0 == 4


def test_blanks_and_what_is_glued_to_them_stay_one_word() -> None:
    text = "Category A __X__ YES_______ ABA #__021000021 ---------"
    assert words(read(text.encode())) == text.split()


def test_invisible_characters_vanish_and_hard_spaces_part_words() -> None:
    assert words(read("sub\u00adscrip\u200btion\u00a0of\u202fShares \ufeffx".encode())) == [
        "subscription",
        "of",
        "Shares",
        "x",
    ]
    assert words(read("subscrip\u00ad\ntion".encode())) == ["subscrip-", "tion"]


def test_a_submission_loses_its_wrapper_and_nothing_else() -> None:
    text = (
        "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001\n\n<SEC-DOCUMENT>x.txt : 2005\n"
        "<SEC-HEADER>x.hdr\nACCESSION NUMBER: 1\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>EX-4.28\n<SEQUENCE>2\n"
        "<FILENAME>e.txt\n<DESCRIPTION>AGREEMENT OF TEST\n<TEXT>\nReal words\n<TABLE>\n<CAPTION>\nHead\n<S>  <C>\n"
        "a    b\n</TABLE>\nAT&amp;T &lt;x&gt; don&#146;t R&D &bogus;\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
        "-----END PRIVACY-ENHANCED MESSAGE-----\n"
    )
    assert words(read(text.encode())) == ["Real", "words", "Head", "a", "b", "AT&T", "<x>", "don’t", "R&D", "&bogus;"]


def test_words_after_a_header_tag_amid_the_agreement_are_not_lost() -> None:
    text = "one\n<SEC-HEADER>\nhidden clause\n</SEC-HEADER>\n<TYPE>\ntwo\n"
    assert {"one", "hidden", "clause", "two"} <= set(words(read(text.encode())))
    text = "<DOCUMENT>\n<TEXT>\none\n<SEC-HEADER>\nhidden clause\n</SEC-HEADER>\n<TEXT>\ntwo"
    assert {"one", "hidden", "clause", "two"} <= set(words(read(text.encode())))


def test_a_header_without_an_end_does_not_swallow_the_agreement() -> None:
    assert words(read(b"<SEC-HEADER>\nACCESSION\n<TEXT>\nReal words")) == ["Real", "words"]


def test_marks_of_quoted_mail_are_dropped_only_where_all_lines_have_them() -> None:
    lines = ["NUMBER OF SHARES 1,500", "", "Signature", "Name", "Title", "Address"]
    quoted = "\n".join(f"> {line}" if line else ">" for line in lines)
    assert words(read(quoted.encode())) == " ".join(lines).split()
    assert read(quoted.encode()).pages[0].words[0].box.x0 == 0
    assert words(read(quoted.replace("> ", "> > ").encode())) == " ".join(lines).split()
    assert ">" in words(read(b"a\nb\nc\nd\ne\n> f\ng"))


def test_boxes_whose_font_got_lost_are_boxes() -> None:
    text = "þ YES ¨ NO \uf0fe x \uf06f y ☒Z"
    assert words(read(text.encode())) == ["☑", "YES", "☐", "NO", "☑", "x", "☐", "y", "☒", "Z"]
    assert words(read(text.replace("☒", "").replace("\uf0fe", "").replace("\uf06f", "").encode("cp1252")))[0] == "☑"


def test_a_paragraph_on_one_line_is_read_whole() -> None:
    sheet = read(("word " * 5000).encode())
    assert len(sheet.pages[0].words) == 5000
    assert sheet.pages[0].width == 24999


@pytest.mark.parametrize("data", [b"", b" \n\x0c\n", b"<PAGE>\n<PAGE>\n", b"\xef\xbb\xbf"])
def test_a_text_without_words_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert caught.value.code == "empty"


def test_a_text_beyond_all_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "LARGEST", 10)
    with pytest.raises(UnreadableError) as caught:
        read(b"twelve bytes")
    assert caught.value.code == "too-large"


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=60, deadline=None)
def test_words_never_overlap_and_stand_in_reading_order(text: str) -> None:
    try:
        sheet = read(text.encode())
    except UnreadableError:
        return
    for page in sheet.pages:
        places = [(word.line, word.box.x0, word.box.x1) for word in page.words]
        assert places == sorted(places)
        assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(places))
        assert all(word.text and not any(character.isspace() for character in word.text) for word in page.words)


def test_line_numbers_down_the_margin_are_no_words_and_leave_the_columns_as_they_are() -> None:
    text = "".join(f"{n % 28 + 1:>2}  line of the agreement\n" for n in range(56))
    page = read(text.encode()).pages[0]
    assert not any(word.text.isdecimal() for word in page.words)
    assert {word.box.x0 for word in page.words if word.text == "line"} == {4}


def test_numbers_at_the_beginning_of_lines_that_do_not_count_them_stay() -> None:
    text = "".join(f"{n * 7 % 31}  shares\n" for n in range(40))
    assert sum(word.text.isdecimal() for word in read(text.encode()).pages[0].words) == 40


def test_a_row_of_dots_is_a_blanks_rule() -> None:
    words = [word.text for word in read(b"Name: Kessler........ and so on...").pages[0].words]
    assert words == ["Name:", "Kessler________", "and", "so", "on..."]


def test_a_box_of_brackets_is_one_word_whether_marked_or_not() -> None:
    words = [(word.text, word.box.x0) for word in read(b"[ ] YES  [X] NO  [_] other [a]").pages[0].words]
    assert words == [("☐", 0), ("YES", 4), ("☒", 9), ("NO", 13), ("☐", 17), ("other", 21), ("[a]", 27)]


def test_a_joiner_keeps_what_only_looks_like_a_mark_of_the_file() -> None:
    text = "R&\u2060amp;D <\u2060PAGE> [\u2060x] .\u2060... Ltd ..... ____"
    assert [word.text for word in read(text.encode()).pages[0].words] == [
        "R&amp;D", "<PAGE>", "[x]", "....", "Ltd", "_____", "____",
    ]  # fmt: skip
