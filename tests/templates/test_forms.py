"""What holds for every form: it loads, its sample fills it, its blanks can be told apart; and what papers say."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
import yaml

from templates.form import FOLDER, PARTS, form_names, load_form
from templates.number_words import number_in_words
from templates.values import from_json, to_json
from templates.wording import Blank

EDITIONS = [(name, edition) for name in form_names() for edition in load_form(name).editions]
PAPERS = (
    "acceptance-letter", "certificate-of-designations", "closing-schedule", "deficiency-letter", "notice-of-adjustment",
    "notice-of-conversion", "share-certificate",
)  # fmt: skip
ON_ONE_RULE = {("nasd.firm_signature", "nasd.firm_officer")}
"""The officer's name stands beside or in the signature; readers know of it."""


def sample(name: str) -> dict[str, object]:
    """The invented values of a form's sample."""
    read: dict[str, object] = yaml.safe_load((FOLDER / name / "sample.yaml").read_text(encoding="utf-8"))
    return read


def figure(written: object) -> Decimal:
    return Decimal(re.sub(r"[$,]", "", str(written)))


def rows(name: str, field: str) -> list[list[str]]:
    cells = sample(name)[field]
    assert isinstance(cells, list)
    return [row.split(" | ") for row in cells]


def words(name: str, edition: str = "current", terms: dict[str, str] | None = None) -> str:
    return " ".join(load_form(name).wording(edition, terms).text.split())


@pytest.mark.parametrize("name", form_names())
def test_a_form_has_editions_a_readme_and_a_sample_that_says_it_is_invented(name: str) -> None:
    assert load_form(name).editions
    assert (FOLDER / name / "README.md").is_file()
    assert (FOLDER / name / "sample.yaml").read_text(encoding="utf-8").startswith("# INVENTED TEST DATA")


@pytest.mark.parametrize("name", form_names())
def test_a_sample_fills_every_field_of_its_form_with_a_value_of_the_type(name: str) -> None:
    form, values = load_form(name), sample(name)
    assert set(values) == set(form.fields)
    for field in form.fields.values():
        written = values[field.name]
        value = from_json(field.type, written)
        assert to_json(field.type, value) == written, field.name
        assert value not in (None, "", ()), field.name
        assert value is not False or field.type == "yes_no", field.name
        if field.type == "text":
            assert "\n" not in str(written), field.name
        if field.type == "table":
            assert {len(row) for row in rows(name, field.name)} == {len(field.columns)}, field.name


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_two_blanks_never_stand_side_by_side_without_print_between(name: str, edition: str) -> None:
    for one, other in pairwise(load_form(name).wording(edition).items):
        if isinstance(one, Blank) and isinstance(other, Blank) and one.field != other.field and not other.option:
            assert (one.field, other.field) in ON_ONE_RULE


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_a_figure_a_date_or_a_name_stands_in_one_place(name: str, edition: str) -> None:
    form = load_form(name)
    places = [blank.field for blank in form.wording(edition).blanks if not blank.option and not blank.part]
    for field in dict.fromkeys(places):
        assert places.count(field) == 1 or form.fields[field].type == "lines", field


@pytest.mark.parametrize("name", form_names())
def test_every_term_of_a_form_is_used_in_it(name: str) -> None:
    form = load_form(name)
    source = "".join(form.templates.values())
    included = {part for part in form.parts if f'include "{part}"' in source}
    source += "".join((PARTS / f"{part}.md.j2").read_text(encoding="utf-8") for part in included)
    for term in form.terms:
        is_limit = any(field.at_most == term for field in form.fields.values())
        assert is_limit or re.search(rf"\b{term}\b", source), term


@pytest.mark.parametrize("name", PAPERS)
def test_every_field_of_a_paper_has_words_for_a_screen_reader_or_a_note(name: str) -> None:
    for field in load_form(name).fields.values():
        assert field.label or field.note, field.name


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_asks_for_a_tax_id_or_repeats_one(name: str) -> None:
    assert not any("tax" in field for field in load_form(name).fields)


def test_the_share_certificates_words_and_figures_are_one_number() -> None:
    values = sample("share-certificate")
    assert number_in_words(str(values["certificate.shares_in_words"])) == figure(values["certificate.shares"])


def test_the_share_certificate_bears_the_legend_of_1_11_and_promises_the_rights_of_the_series() -> None:
    text = words("share-certificate")
    agreement = words("series-e-subscription", "as-filed")
    legend = text[text.index("THE SECURITIES REPRESENTED") : text.index("IS NOT REQUIRED.")]
    assert legend in agreement
    assert "furnish to the registered holder, upon request and without charge" in text


def test_the_back_of_a_share_certificate_begins_a_page_and_may_stay_blank() -> None:
    form = load_form("share-certificate")
    wording = form.wording("current")
    back = [blank for blank in wording.blanks if blank.field.startswith("assignment.")]
    assert back
    assert {blank.page for blank in back} == {2}
    assert len(wording.new_pages) == 1
    assert all(form.fields[blank.field].is_optional for blank in back)


def test_the_deficiency_letter_leaves_corrections_to_the_subscriber_and_accepts_nothing() -> None:
    text = words("deficiency-letter")
    assert "made and initialed by the Subscriber" in text
    assert "Neither the Company nor its counsel may complete, change or supply any representation" in text
    assert "has not been accepted" in text
    assert "will be returned to the extent that the subscription is not accepted" in text


def test_the_deficiency_letter_is_counsels_where_a_counsel_is_named_and_the_companys_otherwise() -> None:
    own = words("deficiency-letter")
    counsels = words("deficiency-letter", terms={"counsel_name": "Example & Example LLP"})
    assert "We are counsel to" not in own
    assert "AMERICAN TECHNOLOGIES GROUP, INC. By:" in own
    assert "We are counsel to" in counsels
    assert "EXAMPLE & EXAMPLE LLP By:" in counsels


def test_the_acceptance_letters_sample_agrees_with_itself_and_with_the_offering() -> None:
    values = sample("acceptance-letter")
    number, price, total = (
        figure(values[f"shares.{name}"]) for name in ("number", "price_per_share", "purchase_price")
    )
    assert number * price == total
    assert figure(load_form("acceptance-letter").terms["price"]) == price


def test_the_countersigned_page_keeps_the_words_of_the_agreements_signature_page() -> None:
    page, agreement = words("acceptance-letter"), words("series-e-subscription", "as-filed")
    for said in (
        '(the "Purchase Price")',
        "Name in which securities should be issued:",
        "agreed to and accepted as of",
    ):
        assert said in page
        assert said in agreement


def test_the_closing_schedules_totals_are_those_of_its_rows() -> None:
    values, subscribers = sample("closing-schedule"), rows("closing-schedule", "schedule.subscribers")
    shares, prices = (sum(figure(row[at]) for row in subscribers) for at in (2, 3))
    assert figure(values["totals.subscriptions"]) == len(subscribers)
    assert figure(values["totals.shares"]) == shares
    assert figure(values["totals.purchase_price"]) == prices
    offered = figure(load_form("closing-schedule").terms["shares_offered"])
    counted = sum(figure(row[2]) for row in subscribers if row[4] != "deficient")
    assert figure(values["totals.remaining"]) == offered - counted
    by_status = rows("closing-schedule", "schedule.by_status")
    assert [sum(figure(row[at]) for row in by_status) for at in (1, 2, 3)] == [len(subscribers), shares, prices]


def test_the_closing_schedule_is_set_across_the_page() -> None:
    assert load_form("closing-schedule").is_landscape


def test_the_notice_of_adjustment_gives_each_price_exactly_and_as_a_decimal() -> None:
    values = sample("notice-of-adjustment")
    for when in ("before", "after"):
        above, below = str(values[f"adjustment.price_{when}_fraction"]).split("/")
        exact = (Decimal(above) / Decimal(below)).quantize(Decimal("1e-12"))
        assert exact == figure(values[f"adjustment.price_{when}"])
        shares = Decimal(1000) * Decimal("11.1111") * Decimal(below) / Decimal(above)
        assert int(shares) == figure(values[f"adjustment.shares_{when}"])


def test_the_notice_of_adjustment_says_what_4k_asks_for() -> None:
    text = words("notice-of-adjustment")
    for asked in ("first class mail, postage prepaid", "Conversion Price resulting from the adjustment",
                  "Method of calculation", "Facts upon which the calculation is based"):  # fmt: skip
        assert asked in text


@pytest.mark.parametrize("name", PAPERS)
def test_a_papers_title_names_no_series_because_it_heads_the_pages_of_every_series(name: str) -> None:
    assert "Series" not in load_form(name).title
