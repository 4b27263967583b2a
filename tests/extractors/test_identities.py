"""Identity formats. Every name and number is invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.identities import (
    aba_number,
    bic,
    city_state_zip,
    is_entity_name,
    mask,
    mask_tax_ids_in,
    people_in,
    same_entity,
    same_name,
    same_person,
    similar_names,
    state,
    state_of_zip,
    tax_id,
    telephone,
    zip_in_state,
)

IN_2005 = date(2005, 9, 7)


@pytest.mark.parametrize(
    ("raw", "kinds", "canonical"),
    [
        ("219-11-1234", {"ssn"}, "219-11-1234"), ("219 11 1234", {"ssn"}, "219-11-1234"),
        ("13-4567890", {"ein"}, "13-4567890"),
        ("219111234", {"ssn", "ein"}, "219111234"), ("219–11–1234", {"ssn"}, "219-11-1234"),
        ("900-70-1234", {"itin"}, "900-70-1234"),
        ("SSN: 219-11-1234", {"ssn"}, "219-11-1234"), ("EIN 134567890", {"ein"}, "13-4567890"),
        ("Tax ID # 13-4567890", {"ein"}, "13-4567890"), ("Social Security # 219-11-1234", {"ssn"}, "219-11-1234"),
        ("079111234", {"ssn"}, "079-11-1234"),
    ],
)  # fmt: skip
def test_the_hyphen_decides_whose_number_it_is(raw, kinds, canonical):
    found = tax_id(raw, IN_2005)
    assert (found.kinds, found.canonical, found.problems, found.doubts) == (kinds, canonical, (), ())


@pytest.mark.parametrize(
    "raw",
    [
        "000-12-3456", "666-12-3456", "219-00-1234", "219-11-0000", "078-05-1120", "219-09-9999", "457-55-5462",
        "987-65-4320",
        "735-12-3456", "800-12-3456", "900-55-1234", "912-93-1234", "00-1234567", "***-**-6789", "XXX-XX-6789",
        "12345678",
        "applied for", "219-11-1234 / 219-11-1235", "2l9-11-1234", "",
    ],
)  # fmt: skip
def test_a_number_that_can_be_none_is_invalid_and_says_why(raw):
    found = tax_id(raw, IN_2005)
    assert not found.is_valid
    assert found.problems


def test_the_areas_and_groups_given_out_depend_on_the_date():
    assert tax_id("800-12-3456", date(2011, 6, 24)).kinds == set()
    assert tax_id("800-12-3456", date(2011, 6, 25)).kinds == {"ssn"}
    assert tax_id("800-12-3456").kinds == {"ssn"}
    assert tax_id("900-55-1234", date(2024, 1, 2)).kinds == {"itin"}


@pytest.mark.parametrize("raw", ["111-11-1111", "123-45-6789", "12-3456789", "07-1234567", "219-111-234"])
def test_an_implausible_number_is_formally_valid_and_doubted(raw):
    found = tax_id(raw, IN_2005)
    assert found.is_valid
    assert found.doubts


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [("021000021", "021000021"), ("0210-0002-1", "021000021"), ("ABA# 021 000 021", "021000021"), ("000000000", None),
     ("999999992", None), ("021000022", None), ("12345", None), ("02100002l", None)],
)  # fmt: skip
def test_a_routing_number_needs_its_range_and_check_digit(raw, canonical):
    found = aba_number(raw)
    assert found.canonical == canonical
    assert bool(found.problems) == (canonical is None)


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [("CITIUS33", "CITIUS33"), ("citi us 33", "CITIUS33"), ("SWIFT: CITIUS33XXX", "CITIUS33XXX"), ("1BOFUS3N", None),
     ("CITIZZ33", None), ("CITIUS3", None)],
)  # fmt: skip
def test_a_swift_code_needs_its_form_and_a_country(raw, canonical):
    assert bic(raw).canonical == canonical


def test_a_test_swift_code_is_doubted():
    assert bic("CITIUS30").doubts


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("(212) 555-0147", "+12125550147"), ("212.555.0147 ext. 4", "+12125550147"), ("1-212-555-0147", "+12125550147"),
        ("(212) 555-0147 (cell)", "+12125550147"), ("Tel: 212/555-0147", "+12125550147"),
        ("+44 20 7946 0958", "+442079460958"),
        ("011 44 20 7946 0958", "+442079460958"), ("555-1234", None), ("702-911-1234", None), ("211-555-0147", None),
        ("212-555-0147 or 646-555-0147", None), ("same", None), ("123-456-7890", None), ("", None),
    ],
)  # fmt: skip
def test_a_telephone_number_must_be_one_that_can_ring(raw, canonical):
    found = telephone(raw)
    assert found.canonical == canonical
    assert bool(found.problems) == (canonical is None)


def test_a_telephone_number_tells_extension_country_and_fiction():
    assert telephone("212-555-0147 x12").extension == "12"
    assert telephone("212-555-0147").fictional
    assert not telephone("212-555-1147").fictional
    assert telephone("+44 20 7946 0958").foreign
    assert telephone("416-967-1122").foreign
    assert not telephone("787-724-1234").foreign


@pytest.mark.parametrize(
    ("raw", "code"),
    [("NY", "NY"), ("n. y.", "NY"), ("New York", "NY"), ("Minn.", "MN"), ("W. Va.", "WV"), ("D.C.", "DC"), ("PR", "PR"),
     ("AE", "AE"),
     ("Palau", "PW"), ("Ilinoys", None), ("Ontario", None), ("", None), ("London", None)],
)  # fmt: skip
def test_a_state_is_known_by_code_name_or_usual_abbreviation(raw, code):
    assert state(raw) == code


@pytest.mark.parametrize(
    ("zip_code", "code"),
    [("10018", "NY"), ("06390", "NY"), ("06830", "CT"), ("00501", "NY"), ("96799", "AS"), ("96813", "HI"),
     ("83414", "WY"),
     ("83702", "ID"), ("00901", "PR"), ("34001", "AA"), ("09012", "AE"), ("73301", "TX"), ("73102", "OK"),
     ("20101", "VA"),
     ("20001-1234", "DC"), ("05501", "MA"), ("05401", "VT"), ("96910", "GU")],
)  # fmt: skip
def test_a_zip_code_lies_where_its_longest_prefix_says(zip_code, code):
    assert state_of_zip(zip_code) == code
    assert zip_in_state(zip_code, code)


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("New York, NY 10018", ("New York", "NY", "10018")),
        ("New York NY 10018-1234", ("New York", "NY", "10018-1234")),
        ("New York, New York 10018", ("New York", "NY", "10018")),
        ("NEW YORK, N. Y.  10018", ("NEW YORK", "NY", "10018")),
        ("New York,NY10018", ("New York", "NY", "10018")), ("Washington, D.C. 20001", ("Washington", "DC", "20001")),
        ("St. Paul, Minn. 55101", ("St. Paul", "MN", "55101")),
        ("Kansas City, Kansas 66101", ("Kansas City", "KS", "66101")),
        ("Charleston West Virginia 25301", ("Charleston", "WV", "25301")),
        ("San Juan, PR 00901", ("San Juan", "PR", "00901")),
        ("Paris, TX 75460", ("Paris", "TX", "75460")), ("Indiana, PA 15701", ("Indiana", "PA", "15701")),
        ("Ontario, California 91761", ("Ontario", "CA", "91761")), ("Mexico, MO 65265", ("Mexico", "MO", "65265")),
        ("Albuquerque, New Mexico 87101", ("Albuquerque", "NM", "87101")),
        ("Atlanta, Georgia 30303", ("Atlanta", "GA", "30303")),
        ("12 Elm St, Springfield, IL 62701", ("Springfield", "IL", "62701")),
        ("Reno, NV 89501, USA", ("Reno", "NV", "89501")),
        ("APO, AE 09012", ("APO", "AE", "09012")),
    ],
)  # fmt: skip
def test_a_city_line_is_taken_apart(raw, parts):
    found = city_state_zip(raw)
    assert (found.city, found.state, found.zip) == parts
    assert not found.problems
    assert not found.foreign


@pytest.mark.parametrize(
    ("raw", "city", "country"),
    [
        ("Toronto, Ontario M5V 2T6, Canada", "Toronto", "Canada"), ("Toronto ON M5V2T6", "Toronto", "Canada"),
        ("London SW1A 1AA, UK", "London", "United Kingdom"), ("8001 Zürich, Switzerland", "Zürich", "Switzerland"),
        ("Guadalajara, Mexico 44100", "Guadalajara", "Mexico"), ("Hong Kong", "Hong Kong", "Hong Kong"),
        ("Tel Aviv 61000 Israel", "Tel Aviv", "Israel"),
    ],
)  # fmt: skip
def test_a_place_abroad_is_foreign(raw, city, country):
    found = city_state_zip(raw)
    assert (found.city, found.country, found.foreign) == (city, country, True)


@pytest.mark.parametrize(
    ("raw", "word"),
    [("New York, NY", "ZIP code is missing"), ("Los Angeles, CA 9021", "five digits"), ("Beverly Hills 90210", "state"),
     ("NY 10018", "city"), ("New York, NY 90210", "does not lie in NY"), ("", "city"), ("New York 10018", "state")],
)  # fmt: skip
def test_what_a_city_line_lacks_is_said(raw, word):
    assert any(word in problem for problem in city_state_zip(raw).problems)


def test_a_line_that_the_address_parser_refuses_is_no_crash():
    city_state_zip("W. 57th Street 88 Apt 4B W. 58th Street New York Street, NY 10019")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("219-11-1234", "***-**-1234"), ("13-4567890", "**-***7890"), ("219111234", "*****1234"),
     ("SSN: 219-11-1234", "SSN: ***-**-1234"),
     ("1234", "****"), ("12345", "*2345"), ("12", "**"), ("", ""), ("applied for", "applied for"),
     ("***-**-1234", "***-**-1234")],
)  # fmt: skip
def test_a_number_is_masked_but_for_its_last_four(raw, shown):
    assert mask(raw) == shown


@given(st.text(alphabet="0123456789-  /ABx*", max_size=30))
@settings(max_examples=300, deadline=None)
def test_a_mask_never_shows_more_than_four_digits_and_stays_as_it_is(raw):
    shown = mask(raw)
    assert sum(c.isdigit() for c in shown) <= 4
    assert sum(c.isdigit() for c in mask(shown)) <= 4


def test_tax_ids_are_hidden_inside_text_and_other_numbers_stay():
    text = "SSN 219-11-1234, EIN 13-4567890, or 219111234; ZIP 10018-1234, call 212-555-0147, $150,000.00, 2005-09-07."
    hidden = mask_tax_ids_in(text)
    assert hidden == (
        "SSN ***-**-1234, EIN **-***7890, or *****1234; ZIP 10018-1234, call 212-555-0147, $150,000.00, 2005-09-07."
    )


@pytest.mark.parametrize(
    ("a", "b", "sameness"),
    [
        ("Robert  Kessler", "Robert Kessler", "same"), ("ROBERT KESSLER", "Robert Kessler", "form"),
        ("Kessler, Robert", "Robert Kessler", "form"), ("Robert J. Kessler", "Robert Kessler", "form"),
        ("Robert J. Kessler", "Robert James Kessler", "form"), ("Robert J. Kessler", "Robert M. Kessler", "different"),
        ("Dr. Robert Kessler", "Robert Kessler, M.D.", "form"), ("Robert Kessler", "Robert Kessler, Jr.", "different"),
        ("Robert Kessler Jr", "Robert Kessler, Jr.", "form"), ("José Núñez", "Jose Nunez", "form"),
        ("Mary-Jane O'Neil", "Mary Jane ONeil", "form"), ("R. Kessler", "Robert Kessler", "different"),
        ("Robert Kesler", "Robert Kessler", "different"), ("Acme Capital, Inc.", "ACME CAPITAL INCORPORATED", "form"),
        ("Acme LLC", "Acme, Limited Liability Company", "form"), ("Acme LLC", "Acme L.L.C.", "form"),
        ("Acme LLC", "Acme Inc.", "different"),
        ("Acme", "Acme LLC", "different"), ("Smith & Sons Co.", "Smith and Sons Company", "form"),
        ("Kessler Fund I LP", "Kessler Fund II LP", "different"), ("", "Robert Kessler", "different"),
        ("The Kessler Family Trust", "Kessler Family Trust", "form"),
    ],
)  # fmt: skip
def test_two_names_are_compared_by_substance(a, b, sameness):
    assert same_name(a, b) == sameness
    assert same_name(b, a) == sameness


def test_a_misspelt_name_is_similar_and_not_the_same():
    assert similar_names("Robert Kesler", "Robert Kessler")
    assert similar_names("Acme Capitol LLC", "Acme Capital LLC")
    assert similar_names("R. Kessler", "Robert Kessler")
    assert not similar_names("Mary Kessler", "Robert Kessler")
    assert same_person("Robert Kesler", "Robert Kessler") == "different"


@pytest.mark.parametrize(
    "name",
    ["Acme LLC", "Acme, L.L.C.", "Kessler Family Trust", "Zoltan Villa IRA", "John Doe, IRA", "IRA FBO John Doe",
     "Estate of Mary Roe",
     "Smith & Co.", "First National Bank", "Doe 401(k) Plan", "Kessler Partners", "Robert Kessler, M.D., P.A.",
     "Doe Foundation",
     "Roth IRA", "ROTH FAMILY LP", "Pensco FBO John Doe", "John Doe Keogh"],
)  # fmt: skip
def test_an_entity_is_known_by_its_name(name):
    assert is_entity_name(name)


@pytest.mark.parametrize(
    "name",
    ["Robert Kessler", "Ira Goldberg", "Goldberg, Ira", "David Ira Cohen", "Philip Roth", "Peter Fund",
     "Robert and Mary Kessler",
     "Robert Incognito", "Lincoln Colon", "Robert Kessler, Trustee", "Alp Inceoglu"],
)  # fmt: skip
def test_a_person_is_no_entity(name):
    assert not is_entity_name(name)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Robert and Mary Kessler, JTWROS", ("Robert Kessler", "Mary Kessler")),
        ("Robert J. Kessler & Mary K. Roe as joint tenants with right of survivorship",
            ("Robert J. Kessler", "Mary K. Roe")),
        ("Robert Kessler and his wife Mary", ("Robert Kessler", "Mary Kessler")),
        ("Doe and Sons LLC", ("Doe and Sons LLC",)),
        ("Robert Kessler", ("Robert Kessler",)), ("", ()),
    ],
)  # fmt: skip
def test_a_joint_title_is_taken_apart(raw, names):
    assert people_in(raw) == names


def test_words_beside_few_digits_are_shown_and_the_digits_are_not():
    assert mask("see W-9") == "see W-*"
    assert mask("AB12") == "****"


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Silver Creek Ranch", "Silver Ranch", "different"),
        ("Red Rock Energy", "Red R. Energy", "different"),
        ("Smith & Sons Company", "Smith and Sons Co.", "form"),
        ("COPPER BASIN HOLDINGS INC", "Copper Basin Holdings, Incorporated", "form"),
        ("Washoe  Partners, L.P.", "Washoe Partners, L.P.", "same"),
        ("", "", "same"),
    ],
)
def test_no_word_of_an_entitys_name_may_be_left_out(one, other, likeness):
    assert same_entity(one, other) == likeness
