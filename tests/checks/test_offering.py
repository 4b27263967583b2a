"""The offering file: what is taken, and what a wrong one is told."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checks.offering import OfferingError, load_offering

ROOT = Path(__file__).parent.parent.parent
GOOD = """\
form: series-e-subscription
issuer:
  name: Tidewater Sensing Corp.
  state: Delaware
  directors_and_officers:
    - {name: Philippa N. Achterberg, title: President}
security:
  name: Series B Convertible Preferred Stock
  price_per_share: "12.50"
  shares_offered: "400,000"
  minimum_shares: null
exemption: rule-506
opens: 2008-03-03
closes: 2008-08-29
blank: null
wire: {}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "offering.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(OfferingError) as caught:
        load_offering(path)
    message = str(caught.value)
    assert all(line.startswith(f"{path}: ") for line in message.splitlines())
    return message.replace(f"{path}: ", "")


def test_a_good_offering_is_read_exactly(tmp_path: Path) -> None:
    offering = load_offering(written(tmp_path, GOOD))
    assert offering.issuer.name == "Tidewater Sensing Corp."
    assert offering.issuer.directors_and_officers[0].title == "President"
    assert str(offering.security.price_per_share) == "12.50"
    assert offering.security.shares_offered == Decimal(400000)
    assert offering.security.minimum_shares is None
    assert (offering.opens, offering.closes) == (date(2008, 3, 3), date(2008, 8, 29))


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "offerings").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_offering_of_the_corpus_is_sound(path: Path) -> None:
    load_offering(path)


def test_the_corpus_has_offerings_of_unlike_companies_and_times() -> None:
    offerings = [load_offering(path) for path in (ROOT / "corpus" / "offerings").glob("*.yaml")]
    assert len({offering.issuer.state for offering in offerings}) >= 3
    assert len({offering.security.price_per_share for offering in offerings}) >= 3
    assert any(offering.exemption == "rule-506b" and offering.security.minimum_shares for offering in offerings)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("blank: null", "colour: blue", "colour: there is no such key. Remove it, or check its spelling."),
        ("wire: {}", "wire: {aba: '1'}", "wire.aba: there is no such key. Remove it, or check its spelling."),
        ('"12.50"', '"-12.50"', "security.price_per_share: must be more than 0, and is -12.50."),
        ('"12.50"', "0", "security.price_per_share: must be more than 0, and is 0."),
        (
            '"12.50"',
            "12.50",
            'security.price_per_share: write the figure in quotes, "12.50", so that it stays exact (it is 12.50).',
        ),
        (
            '"12.50"',
            "twelve",
            'security.price_per_share: write a figure in quotes, such as "100.00" or "25,000" (it is \'twelve\').',
        ),
        ('"12.50"', '"NaN"', 'security.price_per_share: write a figure in quotes, such as "100.00" or "25,000"'),
        ('"12.50"', '"1,25.0"', "security.price_per_share: write a figure in quotes"),
        ('"12.50"', "yes", 'security.price_per_share: write a figure in quotes, such as "100.00" (it is True).'),
        ('"12.50"', "", 'security.price_per_share: must be a figure in quotes, such as "100.00", and is empty.'),
        ("opens: 2008-03-03\n", "", "opens: this key is missing. Add it."),
        ("  state: Delaware\n", "", "issuer.state: this key is missing. Add it."),
        ("2008-03-03", "2008-02-30", "opens: write a date of the calendar as 2005-09-01 (it is '2008-02-30')."),
        ("2008-03-03", "March 3, 2008", "opens: write a date of the calendar as 2005-09-01 (it is 'March 3, 2008')."),
        ("2008-03-03", "20080303", "opens: write a date of the calendar as 2005-09-01 (it is 20080303)."),
        ("2008-03-03", "2009-03-03", "closes: (2008-08-29) lies before opens (2009-03-03)."),
        ("null\nexemption", '"500000"\nexemption', "security.minimum_shares: (500000) is more than shares_offered"),
        (
            "series-e-subscription",
            "series-x",
            "form: there is no such form; the forms are ",
        ),
        (
            "rule-506",
            "rule-504",
            "exemption: must be one of 'rule-506', 'rule-506b' or 'rule-506c', and is 'rule-504'.",
        ),
        ("rule-506", "rule-506c", "exemption: rule-506c was not in force when the offering closed (2008-08-29)"),
        (
            "wire: {}",
            "terms: {councel: A}",
            "terms: there is no variable 'councel' in any form's wording; series-e-subscription has issuer_name",
        ),
        ("Tidewater Sensing Corp.", '""', "issuer.name: is empty. Write a name."),
        ("state: Delaware", "state: no", "issuer.state: must be text, and is False. Write it in quotes."),
        (
            "    - {name: Philippa N. Achterberg, title: President}",
            "    - Philippa",
            "issuer.directors_and_officers.0:",
        ),
        ("closes: 2008-08-29", "opens: 2008-08-29", "opens: this key is written twice. Keep one of them."),
        ("  state: Delaware", "  name: Delaware", "name: this key is written twice. Keep one of them."),
        ("issuer:", "issuer: [", "this is no valid YAML (line 4, column 8: expected"),
        ("  state", "\tstate", "this is no valid YAML (line 4, column 1: "),
        (GOOD, "", "an offering is a list of keys (issuer, security, opens, closes …); none is here."),
        (GOOD, "- issuer", "an offering is a list of keys (issuer, security, opens, closes …); none is here."),
        (GOOD, "issuer: !!python/object:os.system {}", "this is no valid YAML (line 1, column 9: "),
    ],
)
def test_a_wrong_offering_is_refused_by_file_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    assert refusal(written(tmp_path, GOOD.replace(old, new, 1))).startswith(message)


def test_every_wrong_key_is_named_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('"12.50"', '"-1"').replace("opens: 2008-03-03\n", "")
    assert len(refusal(written(tmp_path, text)).splitlines()) == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.yaml").startswith("there is no such offering file.")


def test_a_folder_is_no_offering(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith("this is a folder.")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "offering.yaml"
    path.write_bytes(b"%PDF-1.4 \xff\xfe\x00")
    assert refusal(path).startswith("this is no text in UTF-8.")


def test_a_number_without_quotes_loses_no_leading_zero(tmp_path: Path) -> None:
    text = GOOD.replace("wire: {}", "wire: {aba_number: 031199993, account_number: 7700412986}")
    wire = load_offering(written(tmp_path, text)).wire
    assert (wire.aba_number, wire.account_number) == ("031199993", "7700412986")


def test_the_wordings_own_terms_are_taken(tmp_path: Path) -> None:
    text = GOOD.replace("wire: {}", "terms: {counsel_name: Fictitious Marsh & Reed LLP, certificate_days: 10}")
    offering = load_offering(written(tmp_path, text))
    assert offering.terms == {"counsel_name": "Fictitious Marsh & Reed LLP", "certificate_days": "10"}


def test_an_edition_is_one_that_the_form_has(tmp_path: Path) -> None:
    assert load_offering(written(tmp_path, GOOD)).edition is None
    named = GOOD.replace("issuer:", "edition: as-filed\nissuer:", 1)
    assert load_offering(written(tmp_path, named)).edition == "as-filed"
    wrong = refusal(written(tmp_path, GOOD.replace("issuer:", "edition: final\nissuer:", 1)))
    assert "edition: series-e-subscription has no such edition; it has as-filed, clean, current" in wrong
