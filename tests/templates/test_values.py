"""Values as people write them. All data is invented."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from templates.number_words import number_in_words
from templates.values import Parsed, from_json, is_empty_answer, parse, to_json, to_text

CERTAIN = 0.9
DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1,500", "1500"), ("1500", "1500"), ("_1,500___", "1500"), ("1 500", "1500"), ("1, 500", "1500"),
        ("1,500 (fifteen hundred)", "1500"), ("fifteen hundred (1,500)", "1500"), ("One Thousand Five Hundred", "1500"),
        ("fifteen hundred (1,500) shares of Series E Preferred Stock", "1500"), ("1,500 shares", "1500"),
        ("One thousand five hundred (1500) Shares", "1500"), ("1,500 - fifteen hundred", "1500"),
        ("seventy five hundred", "7500"), ("12.5", "12.5"), ("12 1/2", "12.5"), ("12½", "12.5"), ("1/2", "0.5"),
        ("twelve and one-half", "12.5"), ("0", "0"), ("-0-", "0"), ("-5", "-5"), ("***1,500***", "1500"),
        ("1,500.", "1500"),
        ("six hundred fifty (650)", "650"), ("2,500,000", "2500000"), ("1500.125", "1500.125"),
    ],
)  # fmt: skip
def test_a_number_of_shares_is_read_as_meant(raw, expected):
    found = parse("decimal", raw)
    assert (found.value, found.state) == (Decimal(expected), "filled")
    assert found.confidence >= CERTAIN


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("$150,000", "150000"), ("150,000.00", "150000"), ("$150,000.00 USD", "150000"), ("150k", "150000"),
        ("$1.5 million", "1500000"), ("150,000.-", "150000"), ("$ 150, 000.00", "150000"),
        ("150,000 and 00/100", "150000"),
        ("One Hundred Fifty Thousand and 00/100 Dollars", "150000"), ("U.S. $150,000.00", "150000"),
        ("$150,000.00 (one hundred fifty thousand dollars and no/100)", "150000"), ("$****150,000.00****", "150000"),
        ("one hundred fifty thousand dollars and fifty cents", "150000.50"), ("150'000.00", "150000"),
        ("Sixty Five Thousand Dollars and 00/100 ($65,000.00)", "65000"), ("$0.00", "0"), ("65 thousand", "65000"),
    ],
)  # fmt: skip
def test_money_is_read_as_meant(raw, expected):
    found = parse("money", raw)
    assert (found.value, found.state) == (Decimal(expected), "filled")
    assert found.confidence >= CERTAIN


@pytest.mark.parametrize(
    ("type_", "raw"),
    [
        ("decimal", "1.500,00"), ("decimal", "1.500"), ("decimal", "150,00.00"), ("decimal", "1,5OO"),
        ("decimal", "I5OO"),
        ("decimal", "1500/1600"), ("decimal", "1,500 (fifteen thousand)"), ("decimal", "(500)"),
        ("decimal", "1,500 or more"),
        ("decimal", "about 1,500"), ("decimal", "1,500 1,600"), ("decimal", "01500"), ("decimal", "1,500?"),
        ("decimal", "$1,500"), ("decimal", "1,500 X $100"), ("decimal", "twenty and five"), ("decimal", "1e5"),
        ("decimal", "fifteen hundred thousand"), ("decimal", "\uff11\uff15\uff10\uff10"),
        ("decimal", "1,500-"), ("decimal", "1500 1/3"),
        ("money", "US$ 150.000,00"), ("money", "$150.000"), ("money", "€150,000"), ("money", "C$150,000"),
        ("money", "1.5M"),
        ("money", "150,000 00"), ("money", "150,000 shares"), ("money", "$1,50,000.00"),
        ("money", "$150,000 (1,500 x $100)"),
        ("money", "($500.00)"), ("money", "150,000.001"),
    ],
)  # fmt: skip
def test_a_figure_with_two_readings_is_ambiguous_and_has_no_value(type_, raw):
    found = parse(type_, raw)
    assert (found.value, found.state) == (None, "ambiguous")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("$0.0033", "0.0033"), ("0.0033", "0.0033"), ("$.0033", "0.0033"), (".0033", "0.0033"), ("$0.002", "0.002"),
        (".003", "0.003"), ("$0.003083333333", "0.003083333333"), ("$0.0033 per share", "0.0033"), ("$33.00", "33.00"),
        ("US$ 0.0033/share", "0.0033"), ("33", "33"),
    ],
)  # fmt: skip
def test_a_price_of_any_number_of_places_is_read_as_meant(raw, expected):
    parsed = parse("decimal", raw, unit="dollars")
    assert (parsed.state, parsed.value) == ("filled", Decimal(expected))
    assert parsed.confidence >= CERTAIN


@pytest.mark.parametrize("raw", ["3.083", "0,0033", "37/12000", "0.33 cents", "0.0033 shares", "0.0033 or 0.0031"])
def test_a_price_with_two_readings_is_ambiguous(raw):
    assert parse("decimal", raw, unit="dollars") == Parsed(None, "ambiguous")


def test_dollars_are_no_number_of_shares():
    assert parse("decimal", "$1,500").state == "ambiguous"


@pytest.mark.parametrize("raw", ["TBD", "all", "to come", "?", "see attached"])
def test_words_without_a_number_are_no_figure(raw):
    assert parse("decimal", raw).state == "invalid"


@pytest.mark.parametrize(
    "raw", ["", "____", "N/A", "n/a", "none", "---", "$", "$___", "xxxx", "not applicable", "$ N/A"]
)
@pytest.mark.parametrize("type_", ["decimal", "money", "integer"])
def test_an_empty_answer_in_a_figure_is_blank(type_, raw):
    found = parse(type_, raw)
    assert (found.value, found.state) == (None, "blank")


def test_a_fraction_is_no_integer():
    assert parse("integer", "12.5").state == "invalid"
    assert parse("integer", "12").value == Decimal(12)


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _in_words(number: int) -> str:
    """Independent of the parser: the number as a cheque has it."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            return f"{_in_words(number // size)} {name}" + (f" {_in_words(rest)}" if rest else "")
    raise AssertionError


@given(st.integers(1, 999_999_999))
@settings(max_examples=150, deadline=None)
def test_every_number_in_words_is_that_number(number):
    assert number_in_words(_in_words(number)) == number
    assert number_in_words(_in_words(number).title() + " Dollars and 25/100") == number + Decimal("0.25")


@given(st.integers(1, 999_999_999), st.integers(1, 999_999_999))
@settings(max_examples=60, deadline=None)
def test_words_and_figures_that_disagree_never_give_a_value(number, other):
    found = parse("decimal", f"{number:,} ({_in_words(other)})")
    assert (found.value == number) if number == other else (found.value is None)


@given(st.text(alphabet="0123456789,. -/$OlX", max_size=12))
@settings(max_examples=300, deadline=None)
def test_a_value_given_with_certainty_has_exactly_the_digits_that_stand_there(raw):
    found = parse("decimal", raw)
    if isinstance(found.value, Decimal) and "/" not in raw:
        digits = "".join(c for c in raw if c.isdigit())
        assert digits.lstrip("0").rstrip("0") == f"{abs(found.value):f}".replace(".", "").lstrip("0").rstrip("0")


@pytest.mark.parametrize(
    "raw",
    ["N/A", "n/a", "N / A", "N.A.", "NA", "none", "None.", "not applicable", "nil", "-", "- -", "---", "–", "____",
     "[ ]",
     "x", "XXXX", "-0-", "Click or tap here to enter text.", "[insert name]", "", "  ", "*"],
)  # fmt: skip
def test_an_empty_answer_in_a_name_is_blank(raw):
    assert is_empty_answer(raw)
    assert parse("text", raw).state == "blank"


@pytest.mark.parametrize(
    "raw", ["Na Li", "N. A. Kessler", "none of your business", "O", "7", "Nonesuch LLC", "X Holdings LLC"]
)
def test_a_name_that_looks_like_an_empty_answer_is_kept(raw):
    assert parse("text", raw).value == raw


def test_a_remark_behind_an_empty_answer_is_uncertain():
    found = parse("text", "N/A - see the attached list")
    assert found.state == "blank"
    assert found.confidence < CERTAIN


@pytest.mark.parametrize("raw", ["N/A - individual", "N/A (individual)", "None: an individual.", "n/a, personal"])
def test_a_remark_that_only_names_an_individual_leaves_a_sure_blank(raw: str):
    assert parse("text", raw) == Parsed(None, "blank", 1.0)


def test_text_is_one_line_without_rules():
    assert parse("text", " __Robert \n  Kessler__ ").value == "Robert Kessler"
    assert parse("text", "r_kessler@example.com").value == "r_kessler@example.com"


def test_lines_keep_their_order_and_lose_blank_ones():
    assert parse("lines", " first  line\n\n_____\nsecond_____\n").value == "first line\nsecond"


@pytest.mark.parametrize("raw", ["N/A", "none", "None."])
def test_an_empty_answer_in_free_text_is_an_answer(raw):
    assert (parse("lines", raw).value, parse("lines", raw).state) == (raw, "filled")


@pytest.mark.parametrize("raw", ["", "____\n____", "---", "- - -", "*", "[ ]", "XXXX"])
def test_mere_rules_and_dashes_in_free_text_are_blank(raw):
    assert parse("lines", raw).state == "blank"


def test_the_remaining_types():
    assert parse("yes_no", "Yes").value is True
    assert parse("yes_no", "N/A").state == "blank"
    assert parse("yes_no", "X").state == "ambiguous"
    assert parse("letters", "c & A").value == ("A", "C")
    assert (parse("letters", "").value, parse("letters", "").state) == ((), "blank")
    assert parse("letters", "Z", options=["A", "B"]).state == "invalid"
    assert parse("choice", "Joint Tenants", options=["joint_tenants"]).value == "joint_tenants"
    assert parse("choice", "whatever", options=["trust"]).state == "invalid"
    assert parse("signature", "/s/ Robert Kessler").value is True
    assert parse("signature", "/s/").state == "ambiguous"
    assert (parse("signature", "____").value, parse("signature", "____").state) == (False, "blank")
    assert parse("mark", "x").value is True
    assert parse("mark", "--").state == "blank"
    with pytest.raises(ValueError, match="no value type"):
        parse("colour", "red")


VALUES = st.one_of(
    st.tuples(st.just("money"), st.decimals(0, 10**9, places=2)),
    st.tuples(st.just("decimal"), st.decimals(0, 10**9, places=4)),
    st.tuples(st.just("integer"), st.integers(0, 10**12).map(Decimal)),
    st.tuples(st.just("date"), DAYS),
    st.tuples(st.just("yes_no"), st.booleans()),
    st.tuples(st.just("letters"), st.sets(st.sampled_from("ABCDEFGHI"), min_size=1).map(lambda s: tuple(sorted(s)))),
)


@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_a_value_survives_json_and_its_own_print(typed):
    type_, value = typed
    assert from_json(type_, to_json(type_, value)) == value
    printed = to_text(type_, value)
    if not (type_ == "decimal" and printed.count(".") and len(printed.split(".")[1]) == 3):
        assert parse(type_, printed).value == value


def test_values_are_written_as_the_report_has_them():
    assert to_json("money", Decimal(150000)) == "150000.00"
    assert to_json("decimal", Decimal("1500.00")) == "1500"
    assert to_json("decimal", Decimal("12.50")) == "12.5"
    assert to_json("decimal", Decimal("1E+3")) == "1000"
    assert to_json("decimal", Decimal("-0.0")) == "0"
    assert to_json("date", date(2005, 9, 7)) == "2005-09-07"
    assert to_json("letters", ("A", "C")) == ["A", "C"]
    assert to_json("text", None) is None
    with pytest.raises(ValueError, match="fraction of a cent"):
        to_json("money", Decimal("1.005"))


@pytest.mark.parametrize(
    ("type_", "wrong"),
    [("money", 100.0), ("money", "1,500"), ("decimal", "NaN"), ("decimal", True), ("date", "9/7/2005"),
     ("date", "2005-02-30"), ("yes_no", "yes"), ("text", 5), ("letters", "A"), ("integer", "1.5")],
)  # fmt: skip
def test_a_wrong_value_in_a_file_is_refused(type_, wrong):
    with pytest.raises(ValueError, match=r".+"):
        from_json(type_, wrong)


@pytest.mark.parametrize(
    "raw",
    ["None", "none.", "NIL", "zero", "-0-", "Nil shares", "no shares", "none remaining", "0 (none)", "None (0)",
     "__None__"],
)  # fmt: skip
def test_a_number_that_can_be_nothing_is_0_where_the_words_plainly_say_so(raw):
    found = parse("decimal", raw, none_is_zero=True)
    assert (found.value, found.state) == (Decimal(0), "filled")
    assert found.confidence >= CERTAIN


@pytest.mark.parametrize("raw", ["N/A", "n.a.", "not applicable", "-", "--", "\u2014"])
def test_whether_na_or_a_dash_says_0_is_open(raw):
    assert parse("decimal", raw, none_is_zero=True).state == "ambiguous"
    assert parse("decimal", raw).state == "blank"


@pytest.mark.parametrize("raw", ["", "______", "----------", "xxxx"])
def test_a_rule_is_no_answer_where_none_is_one(raw):
    assert parse("decimal", raw, none_is_zero=True).state == "blank"


def test_an_amount_that_may_have_parts_of_a_cent_is_read_exactly():
    assert parse("money", "$11,122.2111", parts_of_cents=True).value == Decimal("11122.2111")
    assert parse("money", "$11,122.2111").state == "ambiguous"
    assert parse("money", "$11,122.211", parts_of_cents=True).state == "ambiguous"  # or a European's millions
