"""Running titles: set aside on every page, while the form's own title on the first page stays its own."""

from extractors.alignment.running_text import running_lines
from extractors.sheet import Box, Word
from templates.form import load_form

WORDING = load_form("series-e-subscription").wording("as-filed")
TITLE = "SUBSCRIPTION AGREEMENT"


def line(text: str, at: float) -> list[Word]:
    return [
        Word(one, Box(72 + 60 * number, at, 120 + 60 * number, at + 10), 1) for number, one in enumerate(text.split())
    ]


def pages(*first: str) -> list[list[list[Word]]]:
    """A first page of the lines given, and four that begin with the title."""
    heads = [list(first), *([TITLE] for _ in range(4))]
    bodies = [
        [f"{name} print {page} of its own" for name in "abcdefgh"] for page in ("one", "two", "red", "blue", "far")
    ]
    return [
        [line(text, 72.0 + 14 * at) for at, text in enumerate(head + body)]
        for head, body in zip(heads, bodies, strict=True)
    ]


def test_a_title_that_heads_the_first_page_stays_the_forms_own() -> None:
    assert running_lines(pages("EXHIBIT 4.28", TITLE), WORDING) == {(1, 0), (2, 0), (3, 0), (4, 0)}


def test_where_the_forms_title_stands_within_the_page_every_running_title_is_set_aside() -> None:
    first = (TITLE, "One line more", "Two lines more", "Three lines more", TITLE)
    assert running_lines(pages(*first), WORDING) == {(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)}
