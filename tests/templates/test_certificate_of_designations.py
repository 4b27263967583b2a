"""The Series D certificate: as filed it is the exhibit, and its terms make the certificate of another series."""

import difflib
import re
from pathlib import Path

import pytest
import yaml

from templates.form import FOLDER, load_form

NAME = "certificate-of-designations"
SEED = Path(__file__).parents[2] / "corpus/seeds/series-d-certificate-of-designations.txt"
PAGE_MARK = re.compile(r"\n\s*-\d+-\s*(?:\n<PAGE>|\Z)|\n<PAGE>")
RULE = re.compile(r"-{41}")
"""The annex draws the rules of its blanks in dashes; a blank's rule is of underscores here."""

SERIES_F = {
    "issuer_name": "Example Loom, Inc.",
    "issuer_state": "Utah",
    "security_name": "Series F Convertible Preferred Stock",
    "security_short_name": "Series F Preferred Stock",
    "series_name": "Series F",
    "statute": "Utah Revised Business Corporation Act",
    "preferred_stock_article": "Article Six",
    "authorized_preferred": "2,000,000",
    "designated_shares": "40,000",
    "preferred_par_value": "$0.01",
    "common_par_value": "$0.005",
    "stated_value": "$25.00",
    "conversion_price": "$1.25",
    "subsidiary_percentage": "51%",
    "series_majority": "two thirds",
    "appraisal_percentage": "66 2/3%",
    "conversion_days": "three",
    "notice_days": "20",
    "reverse_split_shares": "50",
    "resolution_date": "March 2, 2009",
    "execution_date": "3rd day of March, 2009",
    "exhibit_number": "EXHIBIT 3.7",
    "officer_name": "Avery Sample",
    "officer_title": "President",
}
"""Invented: another company's series in which every term differs."""


def exhibit_words() -> list[str]:
    """The exhibit's words, without page numbers and page marks."""
    text = PAGE_MARK.sub("\n", SEED.read_text(encoding="utf-8"))
    return RULE.sub("_" * 41, text).split()


def test_the_edition_as_filed_is_the_exhibit_word_for_word() -> None:
    rendered = load_form(NAME).wording("as-filed").text.split()
    assert list(difflib.unified_diff(exhibit_words(), rendered, n=1, lineterm="")) == []
    assert len(rendered) == 6710


@pytest.mark.parametrize(
    "slip",
    [
        "this Articles of Designations", "4E(8)", "4E(l)", "4(D)", "Section 4E or F", "deemed delivered hereunder. .",
        "4B. Intentionally Left Blank.", "Applicable Set Price", "4F Stock Splits", "[HOLDER]",
    ],
)  # fmt: skip
def test_the_exhibits_slips_are_kept_as_filed(slip: str) -> None:
    assert slip in " ".join(load_form(NAME).wording("as-filed").text.split())


def test_the_formula_of_4e_keeps_its_lines() -> None:
    lines = [line.strip() for line in load_form(NAME).wording("as-filed").text.splitlines()]
    at = lines.index("Adjusted Conversion Price = (A x B) + D")
    assert lines[at + 1 : at + 3] == ["-----------", "A + C"]


def test_both_clauses_4l_are_sections_of_their_own() -> None:
    sections = load_form(NAME).wording("as-filed").sections
    assert sections.index("4L") < sections.index("4L, second") < sections.index("4M")


def test_every_term_stands_in_the_certificate_of_another_series() -> None:
    form = load_form(NAME)
    text = " ".join(form.wording("as-filed", SERIES_F).text.split())
    for name, value in SERIES_F.items():
        assert value in text or value.upper() in text, name
    for left in ("Series D", "SERIES D", "American Technologies", "AMERICAN TECHNOLOGIES", "Nevada", "Gary Fromm"):
        assert left not in text


@pytest.mark.parametrize("edition", ["as-filed", "clean"])
def test_a_series_named_only_by_its_full_name_leaves_no_name_of_series_d(edition: str) -> None:
    named = {"security_name": "Series F-1 Convertible Preferred Stock"}
    text = load_form(NAME).wording(edition, named).text
    assert "Series D" not in text
    assert "Series F-1 Preferred Stock" in text
    assert '"Series F-1 Stated Value"' in text


def test_the_annex_is_the_notice_of_conversion_with_the_same_fields() -> None:
    notice = load_form("notice-of-conversion")
    certificate = load_form(NAME)
    for edition in notice.editions:
        annex = " ".join(certificate.wording(edition).text.split())
        assert annex.endswith(" ".join(notice.wording(edition).text.split()))
    own = {name: field.type for name, field in certificate.fields.items() if not name.startswith("certificate.")}
    assert own == {name: field.type for name, field in notice.fields.items()}


def test_the_notices_fields_are_the_public_ones() -> None:
    assert {name: field.type for name, field in load_form("notice-of-conversion").fields.items()} == {
        "conversion.date": "date",
        "conversion.shares_owned_before": "decimal",
        "conversion.shares_converted": "decimal",
        "conversion.stated_value": "money",
        "conversion.common_issued": "decimal",
        "conversion.applicable_price": "decimal",
        "conversion.shares_owned_after": "decimal",
        "holder.signature": "signature",
        "holder.name": "text",
        "holder.title": "text",
    }


def test_the_certificate_as_filed_prints_its_signature_and_has_no_blank_for_it() -> None:
    form = load_form(NAME)
    assert "certificate.signature" not in form.fields_of("as-filed")
    assert "By: Dr. Gary Fromm Name: Dr. Gary Fromm Title: CEO" in " ".join(form.wording("as-filed").text.split())


def test_the_samples_notice_is_arithmetic_of_the_certificate() -> None:
    sample = yaml.safe_load((FOLDER / "notice-of-conversion/sample.yaml").read_text(encoding="utf-8"))
    before, converted, after = (
        int(sample[f"conversion.{name}"]) for name in ("shares_owned_before", "shares_converted", "shares_owned_after")
    )
    assert before - converted == after
    assert int(sample["conversion.common_issued"]) == converted * 3367
