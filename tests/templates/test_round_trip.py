"""What is drafted reads back to the same values, whatever the form, its edition and the kind of file."""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractors.extract import extract
from templates.draft import FORMATS, drafted, write
from templates.form import form_names, load_form
from templates.values import from_json, to_text
from tests.templates.random_values import NAMES, values_of
from tests.templates.writers.fill_pdf_fields import fill_fields
from tests.templates.writers.fill_word_controls import fill_controls

PAPERS = [(name, edition) for name in form_names() for edition in load_form(name).editions]
VARIANTS = [
    (name, edition, terms)
    for name, edition in PAPERS
    if load_form(name).variants
    for terms in load_form(name).variants_of({})
]
AGREEMENTS = [(name, edition) for name, edition in PAPERS if load_form(name).kind == "agreement"]
FEW = settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=(Phase.generate,)
)
"""A failing example is told as it is: shrinking a 22-page paper takes minutes."""
SIGNER = "Robin Placeholder"
PRINTED = "shares.price_per_share"


def read_back(data, name):
    return extract(data, form=name)


def assert_reads_back(record, name, edition, values):
    """Every field certain and equal, every blank blank, no word of the form changed."""
    assert record.edition == edition
    told = {}
    for field_name, field in load_form(name).fields_of(edition).items():
        if field_name == PRINTED:
            continue
        reading = record.readings[field_name]
        wanted = from_json(field.type, values[field_name]) if field_name in values else None
        is_blank = wanted in (None, ()) or (wanted is False and field.type == "signature")
        if (
            not reading.is_certain
            or (reading.state == "blank") is not is_blank
            or (not is_blank and reading.value != wanted)
        ):
            told[field_name] = (wanted, reading.value, reading.state, reading.confidence, reading.raw)
    assert told == {}
    assert record.alterations == ()
    assert record.missing == ()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(("name", "edition"), PAPERS)
@FEW
@given(data=st.data())
def test_a_paper_drafted_with_any_values_reads_back_to_them(name, edition, kind, data):
    form = load_form(name)
    values = data.draw(values_of(form, edition))
    paper = drafted(form, edition, {}, values)
    assert_reads_back(read_back(write(paper, kind), name), name, edition, values)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(("name", "edition", "terms"), VARIANTS)
@FEW
@given(data=st.data())
def test_a_paper_of_any_variant_reads_back_without_being_told_which(name, edition, terms, kind, data):
    form = load_form(name)
    values = data.draw(values_of(form, edition))
    officer = dict.fromkeys(("officer.signature", "acceptance.signature"), SIGNER)
    paper = drafted(form, edition, terms, values, officer)
    assert_reads_back(read_back(write(paper, kind), name), name, edition, values)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(("name", "edition"), AGREEMENTS)
def test_a_blank_agreement_reads_back_as_blank(name, edition, kind):
    record = read_back(write(drafted(load_form(name), edition, {}, {}), kind), name)
    assert_reads_back(record, name, edition, {})
    assert record.is_blank_form


@pytest.mark.parametrize("kind", FORMATS)
@FEW
@given(
    start=NAMES,
    field=st.sampled_from(["subscriber.name", "subscriber.entity_name", "securities.issue_name", "signatory.name"]),
)
def test_a_name_of_three_hundred_characters_comes_out_whole(kind, start, field):
    name = f"{start} Trust {'Montgomery-Featherstonehaugh ' * 11}"[:300].strip()
    values = {field: name}
    paper = drafted(load_form("series-e-subscription"), "clean", {}, values)
    record = read_back(write(paper, kind), "series-e-subscription")
    assert record.readings[field].value == name
    assert record.readings[field].is_certain
    assert record.alterations == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_line_breaks_of_every_kind_part_lines_and_join_a_name(kind):
    values = {"subscriber.address": "1 Quay\r\nFloor 2\u2028Room 3", "subscriber.name": "Avery\r\nSample"}
    paper = drafted(load_form("series-e-subscription"), "clean", {}, values)
    record = read_back(write(paper, kind), "series-e-subscription")
    assert record.readings["subscriber.address"].value == "1 Quay\nFloor 2\nRoom 3"
    assert record.readings["subscriber.name"].value == "Avery Sample"


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("day", [date(2005, 9, 14), date(2006, 1, 2), date(2010, 12, 31)])
def test_a_date_of_another_year_than_the_printed_one_reads_back(kind, day):
    values = {
        name: day.isoformat() for name in ("subscription.date", "acceptance.date", "signatory.date", "nasd.firm_date")
    }
    for edition in ("as-filed", "clean", "current"):
        record = read_back(
            write(drafted(load_form("series-e-subscription"), edition, {}, values), kind), "series-e-subscription"
        )
        assert {name: record.readings[name].value for name in values} == dict.fromkeys(values, day)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_paper_is_the_same_file(kind):
    values = {"subscriber.name": "Avery Sample", "shares.number": "1500"}
    first, second = (write(drafted(load_form("series-e-subscription"), "current", {}, values), kind) for _ in range(2))
    assert first == second


def controls_of(form, edition, values):
    """What a person fills in: the name of each control, and its text or whether it is marked."""
    filled = {}
    for name, value in values.items():
        field = form.fields[name]
        options = sorted({item.option for item in form.wording(edition).items if item.field == name and item.option})
        if options:
            chosen = (
                {"yes" if value else "no"}
                if field.type == "yes_no"
                else set([value] if isinstance(value, str) else value)
            )
            filled |= {f"{name}.{option}": option in chosen for option in options}
        elif field.type == "signature":
            filled |= {name: f"/s/ {SIGNER}"} if value else {}
        elif field.type == "date" and any(blank.part for blank in form.wording(edition).blanks if blank.field == name):
            day = date.fromisoformat(value)
            filled |= {f"{name}.day": str(day.day), f"{name}.month": f"{day:%B} {day.year}"}
        else:
            filled[name] = to_text(field.type, from_json(field.type, value))
    return filled


@pytest.mark.parametrize(("name", "edition"), AGREEMENTS)
@FEW
@given(data=st.data())
def test_a_blank_word_file_filled_by_another_program_reads_back(name, edition, data):
    form = load_form(name)
    values = _by_hand(data.draw(values_of(form, edition)))
    blank = write(drafted(form, edition, {}, {}), "docx")
    record = read_back(fill_controls(blank, controls_of(form, edition, values)), name)
    assert_reads_back(record, name, edition, values)


@pytest.mark.parametrize(("name", "edition"), AGREEMENTS)
@FEW
@given(data=st.data())
def test_a_blank_pdf_filled_by_another_program_reads_back(name, edition, data):
    form = load_form(name)
    values = _by_hand(data.draw(values_of(form, edition)))
    blank = write(drafted(form, edition, {}, {}), "pdf")
    record = read_back(fill_fields(blank, as_pdf_fields(form, controls_of(form, edition, values))), name)
    assert_reads_back(record, name, edition, values)


def as_pdf_fields(form, controls):
    """A question of which one answer is given is one field, set to the option; the others are a box each."""
    fields = {}
    for control, content in controls.items():
        name, _, option = control.rpartition(".")
        if content is True and form.fields.get(name) is not None and form.fields[name].type in ("yes_no", "choice"):
            fields[name] = f"/{option}"
        elif content is True:
            fields[control] = "/Yes"
        elif content is not False:
            fields[control] = content
    return fields


def _by_hand(values):
    """Who signs writes a name, which is then the officer's as well."""
    return {**values, "nasd.firm_officer": SIGNER} if values.get("nasd.firm_signature") else values
