"""What a template may not do, and what a certificate or letter may not lack."""

from decimal import Decimal

import pytest
import yaml

from templates.draft import FORMATS, drafted, write
from templates.figures_in_words import in_words
from templates.filling import DraftError
from templates.form import FOLDER, form_names, load_form
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


CERTIFICATE = {
    "certificate.number": "E-12",
    "certificate.shares": "1500",
    "certificate.holder": "Avery Sample [Trustee] & <Sons>",
    "certificate.shares_in_words": "one thousand five hundred",
    "certificate.date": "2005-09-21",
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"certificate.shares_in_words": "One thousand two hundred"}, "shares_in_words: says .*shares says 1,500"),
        ({"certificate.shares_in_words": "Fifteen hundred dollars"}, "shares_in_words: says"),
        ({"certificate.shares_in_words": "1,500"}, "shares_in_words: says"),
        ({"certificate.shares": "0", "certificate.shares_in_words": "Zero"}, "certificate.shares: is 0"),
        ({"certificate.shares": "-5", "certificate.shares_in_words": "Five"}, "certificate.shares: is -5"),
        ({"certificate.shares": "25001", "certificate.shares_in_words": "Twenty-five thousand one"},
         "certificate.shares: is 25,001, but shares_offered is 25,000"),
        ({"assignment.shares": "1501"}, "assignment.shares: is 1,501, but certificate.shares is 1,500"),
        ({"certificate.holder": "____"}, "certificate.holder: '____' is a blank"),
        ({"certificate.holder": "N/A"}, "certificate.holder: 'N/A' is a blank"),
        ({"certificate.holder": "TBD"}, "certificate.holder: 'TBD' is a blank"),
        ({"certificate.holder": "[Holder]"}, "certificate.holder: '.Holder.' is a blank"),
        ({"certificate.holder": "Avery ______"}, "certificate.holder: '______' is a blank"),
        ({"certificate.holder": "{{ holder }}"}, "certificate.holder: '{{ holder }}' is a tag"),
        ({"certificate.holder": "Avery «Last_Name»"}, "certificate.holder: '«Last_Name»' is a tag"),
        ({"agent.name": "-"}, "agent.name: '-' is a blank"),
        ({"assignment.address": "1 Invented Lane\n[City]"}, "assignment.address: '.City.' is a blank"),
        ({"certificate.holder": "  "}, "certificate.holder: a certificate needs this value"),
    ],
)  # fmt: skip
def test_a_certificate_that_cannot_be_right_is_refused_by_its_field(changed, said):
    form = load_form("share-certificate")
    assert drafted(form, "current", {}, CERTIFICATE)
    with pytest.raises(DraftError, match=said):
        drafted(form, "current", {}, {**CERTIFICATE, **changed})


@pytest.mark.parametrize("shares", ["12.5", "12.125", "0.25", "12"])
def test_a_certificate_may_be_for_fractional_shares(shares):
    values = {"certificate.shares": shares, "certificate.shares_in_words": in_words(Decimal(shares))}
    assert drafted(load_form("share-certificate"), "current", {}, {**CERTIFICATE, **values})


def test_no_paper_is_drafted_with_a_tag_in_a_term_and_no_certificate_with_a_blank():
    with pytest.raises(DraftError, match="par_value: '____' is a blank"):
        drafted(load_form("share-certificate"), "current", {"par_value": "____"}, CERTIFICATE)
    with pytest.raises(DraftError, match=r"governing_state: '\{\{ state \}\}' is a tag"):
        drafted(load_form("series-e-subscription"), "clean", {"governing_state": "{{ state }}"}, {})


def test_a_letter_may_quote_a_blank_of_the_document_it_is_about():
    form = load_form("deficiency-letter")
    values = yaml.safe_load((FOLDER / form.name / "sample.yaml").read_text(encoding="utf-8"))
    quoted = ["Section 1.1: the words “{{ bank }} ____” were added.", 'Section 7.2(a): it says "____".']
    assert drafted(form, "current", {}, {**values, "deficiency.items": quoted})
    with pytest.raises(DraftError, match=r"deficiency\.items: '____' is a blank"):
        drafted(form, "current", {}, {**values, "deficiency.items": [*quoted, "Section ____: sign here."]})


@pytest.mark.parametrize("kind", FORMATS)
def test_a_letter_no_font_has_is_refused_or_comes_out_whole(kind):
    values = {"subscriber.name": "Avery \U00013080 Sample"}  # an Egyptian hieroglyph
    paper = drafted(load_form("series-e-subscription"), "clean", {}, values)
    if kind == "pdf":
        with pytest.raises(DraftError, match=r"subscriber\.name"):
            write(paper, kind)
    else:
        assert write(paper, kind)
