"""Words into tokens: what makes two wordings different, and what does not."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractors.alignment.tokens import joined, split_glued_marks, tokenize


def texts(*words: str) -> list[str]:
    return [token.text for token in tokenize(words)]


@pytest.mark.parametrize("figure", ["25,000", "100.00", "5.8", "1,000,000", "2005", "1.0", "10.03.05"])
def test_a_figure_is_one_token(figure: str) -> None:
    assert texts(figure) == [figure]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("25,000", "52,000"),
        ("25,000", "25.000"),
        ("$100.00", "$90.00"),
        ("1.0%", "10%"),
        ("1.0%", "1.0"),
        ("5.8(b)", "5.8(c)"),
        ("(a)", "a"),
        ("may", "shall"),
        ("and/or", "and"),
        ("Share", "Shares"),
        ("Company", "company"),
        ("$5,000,000", "5,000,000"),
    ],
)
def test_wordings_that_differ_in_a_figure_letter_or_sign_are_two(one: str, other: str) -> None:
    assert joined([one]) != joined([other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (['"Company"'], ["“Company”"]),
        (["'blue", "sky'"], ["‘blue", "sky’"]),
        (["Subscriber's"], ["Subscriber’s"]),
        (["non-listed"], ["non–listed"]),
        (["non-listed"], ["non‑listed"]),
        (["tax-exempt"], ["tax-", "exempt"]),
        (["prospectus"], ["pros-", "pectus"]),
        (["prospectus"], ["pros\u00ad", "pectus"]),
        (["filing", "offer"], ["ﬁling", "oﬀer"]),
        (["office", "affluent"], ["oﬃce", "aﬄuent"]),
        (["Stock", "—", "the"], ["Stock", "the"]),
        (["$", "100.00"], ["$100.00"]),
        (["Ｓｈａｒｅｓ"], ["Shares"]),
    ],
)
def test_quotes_dashes_ligatures_and_white_space_make_no_difference(one: list[str], other: list[str]) -> None:
    assert joined(one) == joined(other)


@pytest.mark.parametrize("rule", ["____", "_", "☐", "□", "......", "------", "─────", "–––"])
def test_a_blank_box_or_row_of_dots_is_a_rule(rule: str) -> None:
    (token,) = tokenize([rule])
    assert token.is_rule


@pytest.mark.parametrize("word", ["☒", "☑", "X", "✓", "...", "*", "#"])
def test_a_marked_box_or_a_sign_is_no_rule(word: str) -> None:
    assert not any(token.is_rule for token in tokenize([word]))


def test_print_glued_to_a_rule_is_parted_from_it() -> None:
    assert texts("YES_______", "$_________", "By:____,") == ["YES", "_", "$", "_", "By", ":", "_", ","]


ONE_SIGN_OF_THREE_TOKENS = [chr(sign) for sign in (*range(0x249C, 0x24B6), *range(0x24D0, 0x24EA))]
"""A letter in brackets or in a circle reads "(a)": its tokens share the sign."""


@given(
    st.lists(
        st.text(st.characters(exclude_characters=ONE_SIGN_OF_THREE_TOKENS), min_size=1).filter(
            lambda word: not any(char.isspace() for char in word)
        ),
        max_size=5,
    )
)
def test_tokens_lie_within_their_word_in_order(words: list[str]) -> None:
    last = (0, 0)
    for token in tokenize(words):
        assert (token.word, token.start) >= last
        assert 0 <= token.start < token.end <= len(words[token.word])
        last = (token.word, token.end)


@given(st.lists(st.from_regex(r"[A-Za-z0-9,.$%()]{1,12}", fullmatch=True), min_size=1, max_size=6), st.data())
def test_where_a_line_breaks_makes_no_difference(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    cut = data.draw(st.integers(1, max(1, len(words[at]) - 1)))
    head, tail = words[at][:cut], words[at][cut:]
    parted = bool(tail) and head[-1].isalpha() and tail[0].isalpha()
    letters = re.split(r"[^A-Za-z]", head)[-1], re.split(r"[^A-Za-z]", tail)[0]
    assume(parted and "x" not in letters)  # a lone x is the sign "times"
    assert joined([*words[:at], f"{head}-", tail, *words[at + 1 :]]) == joined(words)


LABELS = frozenset({"YES", "NO", "Yes", "No", "A", "B"})


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("NOX", ["NO", "X"]),
        ("YESX", ["YES", "X"]),
        ("XNO", ["X", "NO"]),
        ("NOXX", ["NO", "XX"]),
        ("YESJD", ["YES", "JD"]),
        ("AX", ["A", "X"]),
        ("NOTE", ["NOTE"]),
        ("NONE", ["NONE"]),
        ("NOVA", ["NOVA"]),
        ("NOT", ["NOT"]),
        ("NOx2", ["NOx2"]),
    ],
)
def test_a_mark_typed_onto_its_label_is_parted_from_it_and_a_word_is_not(word: str, parts: list[str]) -> None:
    tokens = split_glued_marks(tokenize([word]), LABELS, frozenset({"NOT"}))
    assert [token.text for token in tokens] == parts


def test_the_form_s_own_words_are_never_parted() -> None:
    tokens = split_glued_marks(tokenize(["NOTE", "AXX"]), LABELS, frozenset({"AXX"}))
    assert [token.text for token in tokens] == ["NOTE", "AXX"]
