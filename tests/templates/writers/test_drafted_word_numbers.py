"""Numbers of paragraphs in drafted Word files: counted by Word, or typed."""

from drafted_papers import blank
from word_markup_of import Paper, W, has, made_of, print_of, shown, text_of, value, words

from templates.blocks import Paragraph, Text

# Numbers

ARTICLES = (
    ("I.", 0, "heading"), ("1.1", 1, "body"), ("(a)", 2, "body"), ("(b)", 2, "body"), ("1.3", 1, "subheading"),
    ("(b)", 2, "body"), ("(i)", 2, "body"), ("(ii)", 2, "body"), ("(c)", 2, "body"), ("1.4", 1, "body"),
    ("(a)", 2, "body"), ("II.", 0, "heading"), ("2.1", 1, "body"), ("(h)", 2, "body"), ("(i)", 2, "body"),
    ("2.2", 1, "body"), ("(a)", 2, "body"), ("V.", 0, "heading"), ("5.1", 1, "body"), ("7.2", 1, "body"),
    ("5.2", 1, "body"), ("(1)", 3, "body"), ("(2)", 3, "body"), ("4A(1)", 2, "body"), ("VI.", 0, "heading"),
    ("6.9", 1, "body"), ("6.10", 1, "body"), ("(z)", 2, "body"), ("(aa)", 2, "body"), ("(A)", 3, "body"),
)  # fmt: skip
"""Numbers that go on, jump, go back and mix, each with its level and style."""


def numbered_paper(numbering: str) -> tuple[Paper, list[str]]:
    blocks = [
        words(f"{number} Paragraph {at}", number=number, level=level, style=style)
        for at, (number, level, style) in enumerate(ARTICLES)
    ]
    return made_of(*blocks, words("CERTIFICATE", style="heading"), numbering=numbering), [
        f"{number} Paragraph {at}" for at, (number, _, _) in enumerate(ARTICLES)
    ]


def test_word_counts_to_the_printed_numbers_whatever_they_are() -> None:
    made, printed = numbered_paper("automatic")
    assert shown(made) == [*printed, "CERTIFICATE"]


def test_a_number_that_word_counts_is_not_typed_and_one_it_cannot_count_is() -> None:
    made, _ = numbered_paper("automatic")
    typed = [text_of(one).split("\t")[0] for one in made.paragraphs() if "\t" in text_of(one)]
    assert typed == ["7.2", "4A(1)"]
    assert text_of(made.paragraphs("Heading1")[0]) == "Paragraph 0"


def test_numbers_that_go_on_come_from_the_styles_alone() -> None:
    made, _ = numbered_paper("automatic")
    first = [has(one, "w:pPr/w:numPr") for one in made.paragraphs()[:4]]
    assert first == [False] * 4
    styles = made.part("word/styles.xml")
    linked = {
        style: value(styles, f"w:style[@w:styleId='{style}']/w:pPr/w:numPr/w:ilvl")
        for style in ("Section", "Subsection")
    }
    assert linked == {"Section": "1", "Subsection": "2"}
    levels = made.part("word/numbering.xml").findall(f"{W}abstractNum")[0].findall(f"{W}lvl")
    assert [value(level, "w:pStyle") for level in levels[:3]] == ["Heading1", "Section", "Subsection"]


def test_a_heading_without_a_number_gets_none() -> None:
    made, _ = numbered_paper("automatic")
    assert value(made.paragraph_with("CERTIFICATE"), "w:pPr/w:numPr/w:numId") == "0"


def test_fixed_numbers_are_typed_and_no_section_is_counted() -> None:
    made, printed = numbered_paper("fixed")
    assert [" ".join(text_of(one).split()) for one in made.paragraphs()[:-1]] == printed
    assert not has(made.body, "//w:numPr")
    assert not has(made.part("word/styles.xml"), "//w:numPr")


def test_the_current_agreement_is_counted_by_word_with_the_printed_result() -> None:
    draft = blank(edition="current")
    assert draft.numbering == "automatic"
    made = Paper(draft)
    lines = iter(shown(made))
    numbered = [block for block in draft.blocks if isinstance(block, Paragraph) and block.number]
    for block in numbered:
        begins = print_of("".join(one.text for one in block.inlines if isinstance(one, Text)))[:5]
        assert any(print_of(line)[: len(begins)] == begins for line in lines), begins
    assert len(numbered) > 100
    assert not [one for one in made.paragraphs("Section") if text_of(one)[0].isdigit()]
