"""Web pages that are empty, broken or made to do harm."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import html_page
from extractors.sheet import UnreadableError
from tests.extractors.html_pages import all_words, sheet_of, words


@pytest.mark.parametrize(
    "text", ["<html></html>", "<p>&nbsp;</p>", "<script>x</script>", "<title>x</title>", "<img src=scan.png>"]
)
def test_a_page_that_shows_no_words_is_empty(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        sheet_of(text)
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<table><tr><td>" * 1000 + "x", "too-large"),
        ("<div>" * 30_000 + "x", "too-large"),
        ("<" * 100_000, "corrupt"),
        ("<!-- >" * 50_000, "corrupt"),
    ],
)
def test_hostile_pages_are_refused_in_words(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        sheet_of(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "<div style='float:left'>" * 1000 + "x",
        "<div style='display:flex'>" * 1000 + "x",
        "<font size=2>" * 5000 + "x",
        "<p><font><b>" * 2000 + "x",
        "<table><tr><td colspan=99999999 rowspan=99999999>x</table>",
        "<table><tr><td rowspan=99999999>a<td colspan=99999>b<tr><td>x</table>",
        "<p style='" + "(" * 50_000 + "'>x",
        "&" * 1000 + "lt; x",
        "</td></table></p></b><td>x",
    ],
)
def test_broken_pages_are_read_as_far_as_they_go(text: str) -> None:
    assert "x" in " ".join(words(text))


def test_a_page_beyond_all_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "_MOST_WORDS", 10)
    with pytest.raises(UnreadableError) as caught:
        sheet_of("<p>" + "word " * 11)
    assert caught.value.code == "too-large"


_PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<u>", "</u>", "<div>", "</div>",
         "<li>", "<ol>", "</ol>", "<br>", "word", " ", "x", "&nbsp;", "<input>", "<td rowspan=2>", "<td colspan=2>",
         "<div style='float:left'>", "<div style='display:flex'>", "<td style='border-bottom:1px solid'>", "<hr>"]
    ),
    max_size=40,
)  # fmt: skip


@given(_PIECES)
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_or_laid_over_another_however_broken_the_page(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        sheet = sheet_of(text)
    except UnreadableError as error:
        assert "word" not in pieces, error.code  # noqa: PT017
        return
    joined = "".join(found.text for found in all_words(sheet))
    assert joined.count("word") == pieces.count("word")
    assert joined.count("x") == pieces.count("x")
    for page in sheet.pages:
        places = [(found.line, found.box.x0, found.box.x1) for found in page.words]
        assert places == sorted(places)
        assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(places))
