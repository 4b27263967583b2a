"""The edition clean is the exhibit with the slips mended that the form's README lists, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from templates.form import FOLDER, load_form
from templates.wording import Print

NAME = "series-e-subscription"
README = FOLDER / NAME / "README.md"
ROW = re.compile(r"^\| (?P<sections>[^|]+) \| (?P<printed>`[^`]+`) \| (?P<mended>`[^`]+`|—) \| (?P<kind>[^|]+) \|$")
CLASSES = {
    "replacement artefact", "term under another name", "term never defined", "defined, never used",
    "wrong legal citation", "misspelled law", "quotes and brackets", "missing word", "punctuation", "grammar",
    "inconsistent style", "wrong place", "residue", "wrong reference", "numbering", "contradiction", "doubled words",
    "look-alike character",
}  # fmt: skip


def mends() -> Iterator[tuple[str, str, str, str]]:
    """(section, printed, mended, classes) of every row of the README's table."""
    for line in README.read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row is None:
            continue
        mended = row["mended"].strip("`").replace("—", "")
        for section in row["sections"].split(", "):
            yield section.strip(), row["printed"].strip("`"), mended, row["kind"].strip()


def sections(edition: str) -> dict[str, str]:
    """The printed words of each section; blanks and white space left out."""
    words: dict[str, list[str]] = {}
    for item in load_form(NAME).wording(edition).items:
        if isinstance(item, Print):
            words.setdefault(item.section, []).append(item.text)
    return {section: " ".join(texts) for section, texts in words.items()}


def occurrences(printed: str) -> re.Pattern[str]:
    # "Entity Name (if applicable" lacks its bracket in one column and has it in the other.
    return re.compile(re.escape(printed) + r"(?!\))")


def test_the_exhibit_with_the_listed_slips_mended_is_the_clean_edition_section_by_section() -> None:
    exhibit, clean = sections("as-filed"), sections("clean")
    assert list(exhibit) == list(clean)
    for section, printed, mended, _ in mends():
        changed = occurrences(printed).sub(lambda _: mended, exhibit[section])  # noqa: B023
        exhibit[section] = " ".join(changed.split())
    for section, words in clean.items():
        assert exhibit[section] == words, section


@pytest.mark.parametrize("mend", list(mends()), ids=lambda mend: f"{mend[0]}: {mend[1][:40]}")
def test_every_listed_slip_stands_in_the_exhibit_and_in_the_clean_edition_no_more(mend) -> None:
    section, printed, mended, classes = mend
    assert occurrences(printed).search(sections("as-filed")[section])
    assert mended in sections("clean")[section]
    assert set(classes.split("; ")) <= CLASSES


@pytest.mark.parametrize(
    "slip",
    ["Sharey", "34 Act Reports", "the Commission", "Registration Expenses incurred", "COURTS STATE OF", "Advisors Act",
     "Regulation 506", "and, there are", "If: (i)", "Fair Practice", "200_", "EXHIBIT", "[REMAINDER", "ERISA"],
)  # fmt: skip
def test_no_trace_of_a_known_slip_is_left_in_the_clean_edition(slip: str) -> None:
    assert slip not in load_form(NAME).wording("clean").text


def test_the_clean_edition_keeps_the_law_of_2005() -> None:
    text = load_form(NAME).wording("clean").text
    for kept in ("Section 4(2)", "NASD member firm", "Rule 144(k)", "including your principal residence"):
        assert kept in " ".join(text.split()), kept


def test_every_defined_term_of_the_clean_edition_is_used_and_every_quotation_is_closed() -> None:
    text = " ".join(sections("clean").values())
    for term in re.findall(r'\((?:the|this|collectively, a|collectively referred to as the) "([^"]+)"\)', text):
        uses = text.count(term) - 1
        assert uses, f"{term} is defined and never used"
    assert text.count('"') % 2 == 0
    assert text.count("(") == text.count(")")


def test_the_seed_is_where_the_readme_says() -> None:
    seed = re.search(r"`(corpus/seeds/[^`]+)`", README.read_text(encoding="utf-8"))
    assert seed is not None
    assert (Path(__file__).parents[2] / seed.group(1)).is_file()
