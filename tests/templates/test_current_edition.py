"""The edition current: today's law, one category a limb, nothing of another company's facts."""

import re
from itertools import pairwise

import pytest

from templates.form import load_form
from templates.wording import Print, Wording

NAME = "series-e-subscription"
OFFERING = {
    "issuer_name": "Example Loom, Inc.",
    "issuer_state": "Delaware",
    "security_name": "Series A Convertible Preferred Stock",
    "price": "$12.50",
    "shares_offered": "40,000",
}
"""All that an offering must say: invented."""
LIMBS = {
    1: "D", 2: "E", 3: "F", 4: "C", 5: "A", 6: "B", 7: "G", 8: "H", 9: "J", 10: "K", 11: "L", 12: "M", 13: "N",
}  # fmt: skip
"""Paragraph of Rule 501(a) → the category that prints it."""
TELLING = {
    "A": "spouse or spousal equivalent, exceeds $1,000,000",
    "B": "in excess of $200,000 in each of the two most recent years",
    "C": "director, executive officer or general partner",
    "D": "rural business investment company",
    "E": "Section 202(a)(22) of the Advisers Act",
    "F": "limited liability company",
    "G": "Rule 506(b)(2)(ii)",
    "H": "look through various forms of equity ownership",
    "J": "Rule 2a51-1(b)",
    "K": "Series 7",
    "L": "Rule 3c-5(a)(4)",
    "M": '"family office,"',
    "N": '"family client,"',
    "I": "not an accredited investor",
}


def current(**terms: str) -> Wording:
    return load_form(NAME).wording("current", {**OFFERING, **terms})


def text(**terms: str) -> str:
    return " ".join(current(**terms).text.split())


def words_of(wording: Wording, section: str) -> str:
    return " ".join(item.text for item in wording.items if isinstance(item, Print) and item.section == section)


@pytest.mark.parametrize(
    "gone",
    ["NASD", "Fair Practice", "Section 4(2)", "144(k)", "OTC Bulletin Board", "principal residence, cash", "one-year",
     "34 Act", "CommSharey", "2005", "200_"],
)  # fmt: skip
def test_nothing_of_the_law_and_the_slips_of_2005_is_left(gone: str) -> None:
    assert gone not in text()


@pytest.mark.parametrize(
    "fact",
    ["American Technologies", "AMERICAN TECHNOLOGIES", "Nevada", "Series E", "$100.00", "25,000", "Laurus", "Sichenzia",
     "Fromm"],
)  # fmt: skip
def test_an_offering_that_names_only_itself_prints_no_fact_of_the_issuer_of_2005(fact: str) -> None:
    assert fact not in text()


def test_todays_law_is_named() -> None:
    for law in ("Section 4(a)(2)", "Rule 501(a)", "FINRA Rule 3280", "Rule 506(d)(1)(i) through (viii)", "Rule 144(i)",
                "holding period of six months", "without volume or manner-of-sale restrictions pursuant to Rule 144",
                "spousal equivalent"):  # fmt: skip
        assert law in text(), law


@pytest.mark.parametrize("exemption", ["rule-506", "rule-506b"])
def test_under_rule_506b_the_subscriber_represents_that_nobody_solicited_generally(exemption: str) -> None:
    said = words_of(current(exemption=exemption), "1.6(b)")
    assert "no Shares were offered or sold to it by means of any form of general solicitation" in said
    assert "506(c)" not in text(exemption=exemption)


def test_under_rule_506c_the_subscriber_agrees_to_be_verified_and_says_nothing_of_solicitation() -> None:
    wording = current(exemption="rule-506c")
    said = words_of(wording, "1.6(b)")
    assert "reasonable steps to verify" in said
    for method in ("Internal Revenue Service form", "consumer report", "written confirmation", "prior five years"):
        assert method in said
    assert "506(b)" not in text(exemption="rule-506c").replace("506(b)(2)(ii)", "")
    assert "no Shares were offered" not in wording.text


def test_every_limb_of_rule_501a_has_its_category_with_one_box_and_i_comes_last() -> None:
    boxes = [blank.option for blank in current().blanks if blank.field == "accreditation.categories"]
    assert boxes == [*"ABCDEFGH", *"JKLMN", "I"]
    assert sorted(LIMBS.values()) == sorted(set(boxes) - {"I"})
    assert len(LIMBS) == 13


@pytest.mark.parametrize("letter", TELLING)
def test_a_category_speaks_of_its_own_limb(letter: str) -> None:
    assert TELLING[letter] in words_of(current(), f"7.1 Category {letter}")


def test_category_a_leaves_the_residence_out_and_counts_the_debts_that_the_rule_counts() -> None:
    said = words_of(current(), "7.1 Category A")
    for rule in ("primary residence is not included as an asset", "60 days before", "in excess of its estimated fair"):
        assert rule in said


def test_a_date_is_filled_in_whole() -> None:
    wording = current()
    assert not [item for item in wording.items if isinstance(item, Print) and item.kind == "stub"]
    assert not [blank for blank in wording.blanks if blank.part]


@pytest.mark.parametrize(
    ("term", "value", "said"),
    [
        ("lender", "Example Growth Lending LLC", "securities to be issued to Example Growth Lending LLC"),
        ("market", "the OTCQB Venture Market", "is quoted on the OTCQB Venture Market"),
        ("stockholder_approval", "required", "required to obtain stockholder approval"),
        ("placement_agent", "Example Placement LLC", "Except for Example Placement LLC, whose compensation"),
        ("counsel_name", "Example Counsel PLLC", "with a copy to (which shall not constitute notice): Example Counsel"),
        ("officer_name", "Avery Sample", "Name: Avery Sample"),
        ("disclosure_documents", "the Example Memorandum", 'the Example Memorandum (the "Disclosure Documents")'),
    ],
)
def test_a_fact_is_printed_where_the_offering_states_it_and_not_otherwise(term: str, value: str, said: str) -> None:
    assert said in text(**{term: value})
    assert said not in text()
    assert said not in text(**{term: ""})


@pytest.mark.parametrize("exemption", ["rule-506b", "rule-506c"])
@pytest.mark.parametrize("stated", ["", "the Example Memorandum"])
def test_every_defined_term_is_defined_once_and_used(exemption: str, stated: str) -> None:
    said = text(exemption=exemption, disclosure_documents=stated, stockholder_approval=stated)
    defined = re.findall(
        r'\((?:[^()"]*?)(?:the|this|each, a|collectively, a|such shares, the|to as the|as) "([^"]+)"', said
    )
    assert "Exchange Act" in defined
    for term in set(defined):
        assert defined.count(term) == 1, f"{term} is defined twice"
        assert said.count(term) > 1, f"{term} is defined and never used"
    assert said.count('"') % 2 == 0
    assert said.count("(") == said.count(")")


@pytest.mark.parametrize("edition", ["clean", "current"])
def test_every_section_that_is_referred_to_is_there(edition: str) -> None:
    wording = load_form(NAME).wording(edition)
    said = " ".join(wording.text.split())
    named = re.findall(r"Sections? (\d\.\d+(?:\([a-z]\))?)(?: and (\d\.\d+))?", said)
    found = {one for pair in named for one in pair if one}
    assert found
    assert found <= set(wording.sections)
    assert {f"Article {numeral}" for numeral in re.findall(r"Article ([IVX]+)", said)} <= set(wording.sections)


def test_numbered_paragraphs_count_up_without_a_gap_so_that_a_word_processor_counts_the_same() -> None:
    wording = current()
    last: dict[str, int] = {}
    for section in wording.sections:
        found = re.fullmatch(r"(\d)\.(\d+)(?:\(([a-z])\))?", section)
        if found is None:
            continue
        above = found[1] if found[3] is None else f"{found[1]}.{found[2]}"
        number = int(found[2]) if found[3] is None else ord(found[3]) - ord("a") + 1
        assert number == last.get(above, 0) + 1, section
        last[above] = number
        assert words_of(wording, section).startswith(f"({found[3]}) " if found[3] else f"{section} ")


def test_two_blanks_of_different_fields_never_stand_side_by_side_without_print() -> None:
    items = [item for item in current().items if item.region in ("flow", "lines")]
    for one, other in pairwise(items):
        if not isinstance(one, Print) and not isinstance(other, Print) and one.field != other.field:
            assert (one.field, other.field) == ("nasd.firm_signature", "nasd.firm_officer")
