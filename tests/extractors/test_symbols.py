import pytest

from extractors.symbols import UNKNOWN, is_symbol_font, open_symbol, plain_symbol, split_boxes, symbol


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", 0xFE, "☑"),
        ("Wingdings", 0xF0FE, "☑"),
        ("Wingdings", 0xFD, "☒"),
        ("Wingdings", 0xF0A8, "☐"),
        ("Wingdings", ord("o"), "☐"),
        ("Wingdings", ord("q"), "☐"),
        ("Wingdings", 0xFC, "✓"),
        ("Wingdings", 0xFB, "✗"),
        ("Wingdings", ord("Ÿ"), "•"),
        ("wingdings 2", ord("R"), "☑"),
        ("Wingdings2", ord("S"), "☒"),
        ("Wingdings 2", 0xF0A3, "☐"),
        ("Wingdings 2", ord("P"), "✓"),
        ("Wingdings 2", 0xF0A2, "■"),
        ("Webdings", ord("a"), "✓"),
        ("Symbol", 0xB7, "•"),
        ("ABCDEF+Wingdings-Regular", 0xA8, "☐"),
        ("'Wingdings 2', serif", ord("T"), "☒"),
        ("ZapfDingbats", ord("4"), "✔"),
    ],
)
def test_a_symbol_font_shows_boxes_and_ticks(font: str, code: int, shown: str) -> None:
    assert symbol(font, code) == shown


@pytest.mark.parametrize(
    ("code", "wide", "shown"),
    [
        (0xF0FE, 0.926, "☑"),
        (0xF0FD, 0.92, "☒"),
        (0xF0A8, 0.891, "☐"),
        (0xF052, 0.926, "☑"),
        (0xF0FC, 0.828, "✓"),
        (0xF0FB, 0.684, "✗"),
        (0xE470, 0.891, "☐"),
        (0xE4C4, 0.926, "☑"),
        (0xF0A8, 0.576, None),  # the Symbol font's diamond
        (0xF0A3, 0.795, None),  # its "less or equal"
        (0xF052, 0.855, None),  # the sun of Wingdings
        (0xF078, 0.9, None),
        (0xE46B, 0.892, None),
    ],
)
def test_libreoffices_symbol_font_shows_boxes_under_the_codes_of_others(
    code: int, wide: float, shown: str | None
) -> None:
    assert open_symbol("CAAAAA+OpenSymbol", code, wide) == shown
    assert open_symbol("CAAAAA+LiberationSerif", code, wide) is None


def test_letters_of_other_fonts_are_letters() -> None:
    assert symbol("Times New Roman", 0xFE) is None
    assert not is_symbol_font("Segoe UI Symbol")


def test_a_character_that_is_a_box_already_stays_one_in_a_symbol_font() -> None:
    assert symbol("Wingdings", ord("☒")) is None


def test_a_picture_without_a_name_is_not_taken_for_a_letter() -> None:
    assert symbol("Wingdings", ord("N")) == UNKNOWN


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("þ", "☑"),
        ("ý", "☒"),
        ("¨", "☐"),
        ("\uf0fe", "☑"),
        ("\uf0a8", "☐"),
        ("\uf06f", "☐"),
        ("[ý]", "[☒]"),
        ("þYES", "☑YES"),
        ("NO¨", "NO☐"),
        ("□", "☐"),
        ("🗹", "☑"),
        ("⌧", "☒"),
    ],
)
def test_a_box_whose_font_is_lost_is_brought_back(word: str, plain: str) -> None:
    assert plain_symbol(word) == plain


@pytest.mark.parametrize("word", ["Ýmir", "ýmir", "Alþingi", "maður", "x", "o", "(a)", "naïve"])
def test_letters_in_names_are_left_alone(word: str) -> None:
    assert plain_symbol(word) == word


@pytest.mark.parametrize(
    ("word", "parts"),
    [("☒YES", ["☒", "YES"]), ("[☒]", ["[☒]"]), ("YES☐NO", ["YES", "☐", "NO"]), ("(a)", ["(a)"]), ("☐☒", ["☐", "☒"])],
)
def test_each_box_is_a_word_of_its_own(word: str, parts: list[str]) -> None:
    assert split_boxes(word) == parts
