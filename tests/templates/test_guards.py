"""What a template may not do, and what a certificate or letter may not lack."""

import pytest

from templates.draft import FORMATS, drafted, write
from templates.filling import DraftError
from templates.form import form_names, load_form
from templates.wording import WordingError, render

PAPERS = [name for name in form_names() if load_form(name).kind != "agreement"]


@pytest.mark.parametrize(
    "template",
    [
        "{% include '/etc/passwd' %}",
        "{% include '../series-e-subscription/fields.yaml' %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ section.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% import 'os' as os %}",
        "{{ never_defined }}",
        "{{ issuer_name | attr('__class__') }}",
    ],
)
def test_a_template_reads_no_file_and_gets_at_nothing(template):
    with pytest.raises(WordingError):
        render(template, {"issuer_name": "Example Corp."}, {"legend": "words"})


def test_a_value_is_never_a_template():
    values = {"subscriber.name": "{{ 7*7 }} {% include 'legend' %} \ue0001\ue001"[:25]}
    paper = drafted(load_form("series-e-subscription"), "clean", {}, values)
    assert "{{ 7*7 }}" in write(paper, "txt").decode("utf-8")


@pytest.mark.parametrize("term", ["A\nB", "A\x00B", "A\ue0000\ue001B"])
def test_a_term_that_could_forge_a_blank_is_refused(term):
    with pytest.raises(WordingError):
        render("{{ issuer_name }}", {"issuer_name": term})


@pytest.mark.parametrize("name", PAPERS)
def test_a_certificate_or_letter_without_its_values_is_an_error_that_names_them(name):
    form = load_form(name)
    needed = [
        field.name for field in form.fields.values()
        if field.type != "signature" and not field.is_optional and field.name != "shares.price_per_share"
    ]  # fmt: skip
    with pytest.raises(DraftError) as told:
        drafted(form, form.editions[-1], {}, {})
    for field in needed:
        assert field in str(told.value)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_letter_no_font_has_is_refused_or_comes_out_whole(kind):
    values = {"subscriber.name": "Avery \U00013080 Sample"}  # an Egyptian hieroglyph
    paper = drafted(load_form("series-e-subscription"), "clean", {}, values)
    if kind == "pdf":
        with pytest.raises(DraftError, match=r"subscriber\.name"):
            write(paper, kind)
    else:
        assert write(paper, kind)
