"""The certificate's edition clean is the exhibit with the slips mended that its README lists, and nothing else."""

import re
from collections.abc import Iterator

import pytest

from templates.form import FOLDER, load_form
from templates.wording import Print

NAME = "certificate-of-designations"
ROW = re.compile(r"^\| (?P<sections>[^|]+) \| (?P<printed>`[^`]+`) \| (?P<mended>`[^`]+`|—) \| (?P<kind>[^|]+) \|$")
RENUMBERED = {
    "2(a)": "2", "4L, second": "4M", "4L, second (2)": "4M(2)", "4M": "4N", "4N": "4O", "4O": "4P",
}  # fmt: skip
"""As filed → clean: a single (a) is none, and of two clauses 4L the second becomes 4M."""
PARTED = {"4M(1)": "4M"}
"""A paragraph that has no number as filed."""
CLASSES = {
    "term under another name", "term never defined", "defined, never used", "quotes and brackets", "missing word",
    "punctuation", "grammar", "inconsistent style", "wrong place", "residue", "wrong reference", "numbering",
    "contradiction", "doubled words", "look-alike character",
}  # fmt: skip


def mends() -> Iterator[tuple[str, str, str, str]]:
    """(section as filed, printed, mended, classes) of every row of the README's table."""
    for line in (FOLDER / NAME / "README.md").read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row is None:
            continue
        mended = row["mended"].strip("`").replace("—", "")
        for section in row["sections"].split("; "):
            yield section.strip(), row["printed"].strip("`"), mended, row["kind"].strip()


def sections(edition: str) -> dict[str, str]:
    """The printed words of each section; blanks and white space left out."""
    words: dict[str, list[str]] = {}
    for item in load_form(NAME).wording(edition).items:
        if isinstance(item, Print):
            words.setdefault(item.section, []).append(item.text)
    return {section: " ".join(texts) for section, texts in words.items()}


def together(texts: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    """Sections under other names; what then has one name follows each other."""
    joined: dict[str, str] = {}
    for section, words in texts.items():
        name = names.get(section, section)
        joined[name] = f"{joined[name]} {words}" if name in joined else words
    return joined


def test_the_exhibit_with_the_listed_slips_mended_is_the_clean_edition_section_by_section() -> None:
    exhibit = sections("as-filed")
    for section, printed, mended, _ in mends():
        exhibit[section] = " ".join(exhibit[section].replace(printed, mended).split())
    expected, clean = together(exhibit, RENUMBERED), together(sections("clean"), PARTED)
    assert list(expected) == list(clean)
    for section, words in clean.items():
        assert expected[section] == words, section


@pytest.mark.parametrize("mend", list(mends()), ids=lambda mend: f"{mend[0]}: {mend[1][:40]}")
def test_every_listed_slip_stands_in_the_exhibit_and_its_class_is_one_of_the_classes(mend) -> None:
    section, printed, _, classes = mend
    assert printed in sections("as-filed")[section]
    assert set(classes.split("; ")) <= CLASSES


def test_the_readme_counts_its_rows() -> None:
    text = (FOLDER / NAME / "README.md").read_text(encoding="utf-8")
    assert f"this table of {sum(ROW.match(line) is not None for line in text.splitlines())}" in text


@pytest.mark.parametrize(
    "slip",
    [
        "Articles of Designations", "4E(8)", "4E(l)", "4(D)", "4E or F", ". .", "subsection", "paragraph 4", "[HOLDER]",
        "Set Price", "another Series", "common stock pursuant", "the Holder", "Affiliate", "subpart", "Redemption",
        "Resolutions", "EXHIBIT", "days prior", "however that", "$.", "Dr. Gary Fromm",
    ],
)  # fmt: skip
def test_no_trace_of_a_known_slip_is_left_in_the_clean_edition(slip: str) -> None:
    assert slip not in " ".join(sections("clean").values())


def test_every_clause_has_its_own_number_and_every_reference_leads_to_a_clause() -> None:
    clean = sections("clean")
    text = " ".join(clean.values())
    numbers = re.findall(r"(?<!Section )(?<!Sections )\b(4[A-Z])\. ", text)
    assert numbers == [f"4{letter}" for letter in "ABCDEFGHIJKLMNOP"]
    for named in re.findall(r"\bSections? (\d+[A-Z]?(?:\(\d\))?)", text):
        assert named in clean, named


def test_every_term_that_the_clean_edition_defines_is_used_and_every_quotation_is_closed() -> None:
    certificate = " ".join(words for section, words in sections("clean").items() if section != "Annex A")
    defined = re.findall(r'\((?:the|this|a|hereinafter called the) "([^"]+)"\)', certificate)
    defined += re.findall(r'"([A-Z][\w ]+)" (?:means|shall mean|shall be construed)', certificate)
    assert len(defined) > 15
    for term in defined:
        uses = len(re.findall(rf"{re.escape(term.removesuffix('y'))}(?:y|ies|s)?\b", certificate)) - 1
        assert uses, f"{term} is defined and never used"
    assert certificate.count('"') % 2 == 0
    assert certificate.count("(") == certificate.count(")")


@pytest.mark.parametrize(
    "kept",
    [
        "at least 62.5% of the outstanding", "holders of a majority of the outstanding", "at least 50% of the",
        "any accrued and unpaid dividends", "4B. Intentionally Left Blank.", "by facsimile",
        "the Company and the holder).",
    ],
)  # fmt: skip
def test_what_would_be_a_choice_of_substance_stays(kept: str) -> None:
    assert kept in " ".join(sections("clean").values())


def test_the_clean_certificate_is_signed_by_hand_and_names_an_officer_only_where_one_is_given() -> None:
    form = load_form(NAME)
    assert {blank.field for blank in form.wording("clean").blanks} == set(form.fields_of("clean"))
    named = " ".join(form.wording("clean", {"officer_name": "Avery Sample", "officer_title": "President"}).text.split())
    assert "Name: Avery Sample Title: President" in named
