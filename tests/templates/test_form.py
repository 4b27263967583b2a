"""A form's folder: the wording is the exhibit's, the catalogue is the public one, and a slip between them is named."""

import difflib
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from templates.form import FOLDER, Form, FormError, form_names, load_form, read_folder
from templates.values import from_json, to_json
from templates.wording import WordingError, render

NAME = "series-e-subscription"
SEED = Path(__file__).parents[2] / "corpus/seeds/series-e-subscription-agreement.txt"
PUBLIC = Path(__file__).with_name("public_fields.yaml")
PAGE_MARK = re.compile(r"\n\s*\d+\s*\n<PAGE>")
ONE_FIELD = "fields: {a.b: {type: text, where: here}}"
LAST_PAGE_NUMBER = re.compile(r"\n\s*\d+\s*\Z")


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the form's folder, to be spoilt."""
    return Path(shutil.copytree(FOLDER / NAME, tmp_path / NAME))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> str:
    """What loading the folder's one edition is refused with."""
    with pytest.raises(FormError) as refused:
        read_folder(folder).wording("as-filed")
    return str(refused.value)


def small_form(folder: Path, fields: str, wording: str) -> Form:
    folder.mkdir()
    (folder / "fields.yaml").write_text(f"form: small\nterms: {{issuer: Example Corp.}}\n{fields}", encoding="utf-8")
    (folder / "only.md.j2").write_text(wording, encoding="utf-8")
    return read_folder(folder)


def test_the_blank_edition_as_filed_is_the_exhibit_word_for_word() -> None:
    seed = LAST_PAGE_NUMBER.sub("", PAGE_MARK.sub("\n", SEED.read_text(encoding="utf-8")))
    exhibit = seed.split()
    rendered = load_form(NAME).wording("as-filed").text.split()
    differences = list(difflib.unified_diff(exhibit, rendered, n=1, lineterm=""))
    assert differences == []
    assert len(rendered) == 9539


def test_the_exhibits_slips_are_kept() -> None:
    wording = load_form(NAME).wording("as-filed").text
    for slip in ("CommSharey Property", "Regulation 506(b)(2)(ii)", "Entity Name (if applicable"):
        assert slip in wording


def test_the_catalogue_is_the_public_one_in_names_types_and_order() -> None:
    public = yaml.safe_load(PUBLIC.read_text(encoding="utf-8"))
    assert [(field.name, field.type) for field in load_form(NAME).fields.values()] == list(public.items())


def test_the_editions_for_the_law_of_2005_have_the_fields_of_the_exhibit_and_no_other() -> None:
    form = load_form(NAME)
    assert list(form.fields_of("as-filed")) == list(form.fields_of("clean"))
    assert len(form.fields_of("as-filed")) == 66
    of_today = set(form.fields_of("current")) - set(form.fields_of("clean"))
    assert of_today == {f"accreditation.description_{letter}" for letter in "gjklmn"} | {
        "bad_actor.event", "bad_actor.description", "subscriber.email", "joint.email",
    }  # fmt: skip


def test_every_form_can_be_loaded_and_has_its_papers() -> None:
    assert NAME in form_names()
    for name in form_names():
        assert load_form(name).editions
        assert (FOLDER / name / "README.md").is_file()
        assert (FOLDER / name / "sample.yaml").is_file()


def test_an_unknown_form_is_refused_with_the_forms_there_are() -> None:
    with pytest.raises(FormError, match=r"no form 'series-f'.*series-e-subscription"):
        load_form("series-f")


def test_a_field_in_the_wording_that_the_catalogue_lacks_is_named(folder) -> None:
    edit(folder, "fields.yaml", "  joint.tax_id:", "  # joint.tax_id:")
    assert refusal(folder) == (
        "series-e-subscription, edition as-filed: the wording has a field joint.tax_id that fields.yaml lacks."
    )


def test_a_field_of_the_catalogue_that_the_wording_lacks_is_named(folder) -> None:
    edit(folder, "fields.yaml", "fields:\n", 'fields:\n  subscriber.website: {type: text, where: "signature page"}\n')
    assert refusal(folder) == (
        "series-e-subscription, edition as-filed: the field subscriber.website of fields.yaml is not in the wording."
    )


def test_a_misspelt_field_in_the_wording_is_named(folder) -> None:
    edit(folder, "as-filed.md.j2", '"suitability.education"', '"suitability.educaton"')
    assert "suitability.educaton" in refusal(folder)


def test_a_mark_for_an_option_the_field_does_not_have_is_named(folder) -> None:
    edit(
        folder, "as-filed.md.j2", '"suitability.frequency_public", "never"', '"suitability.frequency_public", "seldom"'
    )
    assert refusal(folder).endswith("suitability.frequency_public has no option 'seldom'.")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('option("title.manner", "trust")', 'option("title.manner", "trsut")', "title.manner has no option 'trsut'"),
        (
            'mark("nasd.affiliated", "yes", 9)',
            'mark("nasd.affiliated", "aye", 9)',
            "nasd.affiliated has no option 'aye'",
        ),
    ],
)
def test_an_option_to_circle_or_of_yes_and_no_that_there_is_not_is_named(folder, old, new, told) -> None:
    edit(folder, "as-filed.md.j2", old, new)
    assert told in refusal(folder)


def test_a_type_there_is_not_and_a_key_there_is_not_are_named(folder, tmp_path) -> None:
    with pytest.raises(FormError, match=r"field a\.b has the unknown type 'number'"):
        small_form(tmp_path / "one", "fields: {a.b: {type: number, where: here}}", "x")
    with pytest.raises(FormError, match=r"field a\.b has an unknown key 'option'"):
        small_form(tmp_path / "two", "fields: {a.b: {type: text, where: here, option: [x]}}", "x")


@pytest.mark.parametrize(
    "entry", ["{type: decimal, where: here, unit: euros}", "{type: text, where: here, unit: dollars}"]
)
def test_a_unit_there_is_not_and_a_unit_of_no_decimal_are_refused(entry, tmp_path) -> None:
    with pytest.raises(FormError, match=r"field a\.b: only a decimal has a unit"):
        small_form(tmp_path / "one", f"fields: {{a.b: {entry}}}", "x")


def test_a_folder_without_an_edition_is_refused(folder) -> None:
    for edition in folder.glob("*.md.j2"):
        edition.unlink()
    with pytest.raises(FormError, match=r"series-e-subscription has no edition"):
        read_folder(folder)


def test_an_edition_or_a_variable_there_is_not_is_refused() -> None:
    form = load_form(NAME)
    with pytest.raises(FormError, match=r"no edition 'as-field'; it has as-filed"):
        form.wording("as-field")
    with pytest.raises(FormError, match=r"no variable 'isuer_name'; it has issuer_name"):
        form.wording("as-filed", {"isuer_name": "Example Corp."})


def test_a_variable_without_a_value_is_refused_not_printed_as_nothing(tmp_path) -> None:
    form = small_form(tmp_path / "small", ONE_FIELD, '{{ isuer }} {{ blank("a.b", 5) }}')
    with pytest.raises(FormError, match=r"small, edition only: 'isuer' is undefined"):
        form.wording("only")


@pytest.mark.parametrize("character", ["\n", "\t", "\0", "\x1b", "\ue000", "\ue001", "\uf8ff"])
def test_a_term_with_a_control_or_private_character_is_refused(character) -> None:
    with pytest.raises(FormError, match="the variable issuer_name holds a line break or a control character"):
        load_form(NAME).wording("as-filed", {"issuer_name": f"Example{character}Corp."})


def test_a_term_is_data_and_never_template(tmp_path) -> None:
    form = small_form(tmp_path / "small", ONE_FIELD, '{{ issuer }}: {{ blank("a.b", 5) }}')
    assert form.wording("only", {"issuer": "{{ 7 * 7 }} & <b>Sons</b>"}).text == "{{ 7 * 7 }} & <b>Sons</b>: _____"


def test_a_template_cannot_reach_into_python() -> None:
    with pytest.raises(WordingError):
        render("{{ ''.__class__.__mro__[1].__subclasses__() }}", {})


def test_another_offerings_terms_stand_wherever_the_form_has_them() -> None:
    text = load_form(NAME).wording("as-filed", {"issuer_name": "Example Loom, Inc.", "price": "$12.50"}).text
    assert "American Technologies" not in text
    assert "EXAMPLE LOOM, INC." in text
    assert "$100.00" not in text
    assert text.count("$12.50") == 2


def test_every_field_has_its_places_in_the_form() -> None:
    wording = load_form(NAME).wording("as-filed")
    places: dict[str, int] = {}
    for blank in wording.blanks:
        places[blank.field] = places.get(blank.field, 0) + 1
    assert places["suitability.employment"] == 4
    assert places["suitability.frequency_public"] == 3
    assert places["accreditation.categories"] == 9
    assert places["signatory.date"] == 2
    circled = {item.option for item in wording.items if item.field == "title.manner"}
    assert circled == set(load_form(NAME).fields["title.manner"].options)


def test_the_sample_fills_every_field_with_a_value_of_its_type() -> None:
    form = load_form(NAME)
    sample = yaml.safe_load((FOLDER / NAME / "sample.yaml").read_text(encoding="utf-8"))
    assert list(sample) == list(form.fields)
    types = {"decimal": Decimal, "money": Decimal, "integer": Decimal, "date": date, "letters": tuple}
    for name, written in sample.items():
        field = form.fields[name]
        value = from_json(field.type, written)
        assert value not in (None, "", (), False) or (field.type == "yes_no" and value is False), name
        assert to_json(field.type, value) == written, name
        if field.type in types:
            assert isinstance(value, types[field.type]), name
        if field.options:
            assert set([value] if isinstance(value, str) else value) <= set(field.options), name
        if field.type == "text":
            assert "\n" not in written, name


def test_the_sample_agrees_with_itself() -> None:
    sample = yaml.safe_load((FOLDER / NAME / "sample.yaml").read_text(encoding="utf-8"))
    number, price, total = (
        Decimal(sample[f"shares.{name}"]) for name in ("number", "price_per_share", "purchase_price")
    )
    assert number * price == total
