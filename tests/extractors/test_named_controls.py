"""Drafted papers that somebody tampered with: a control that says its field's name is not believed blindly."""

import re
import zipfile
from io import BytesIO

import pikepdf
import pytest
import yaml

from extractors.extract import extract
from templates.draft import drafted, write
from templates.form import FOLDER, load_form

SERIES_E = "series-e-subscription"
FORM = load_form(SERIES_E)
SAMPLE = yaml.safe_load((FOLDER / SERIES_E / "sample.yaml").read_text(encoding="utf-8"))
VALUES = {name: value for name, value in SAMPLE.items() if name in FORM.fields_of("clean")}


@pytest.fixture(scope="module")
def word():
    return write(drafted(FORM, "clean", {}, VALUES), "docx")


@pytest.fixture(scope="module")
def pdf():
    return write(drafted(FORM, "clean", {}, VALUES), "pdf")


def changed(data, change):
    """The Word file with its document part changed as text."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "word/document.xml":
                text = part.decode("utf-8")
                part = change(text).encode("utf-8")
                assert part.decode("utf-8") != text
            new.writestr(info, part)
    return out.getvalue()


def certain(record, name):
    reading = record.readings[name]
    return reading.is_certain and reading.state == "filled"


def swapped(text, one, other):
    return (
        text.replace(f'w:val="{one}"', "\0")
        .replace(f'w:val="{other}"', f'w:val="{one}"')
        .replace("\0", f'w:val="{other}"')
    )


def test_tags_that_were_exchanged_make_both_fields_uncertain(word):
    record = extract(changed(word, lambda text: swapped(text, "shares.number", "shares.purchase_price")))
    assert not certain(record, "shares.number")
    assert not certain(record, "shares.purchase_price")


def test_names_exchanged_between_the_columns_make_both_fields_uncertain(word):
    record = extract(changed(word, lambda text: swapped(text, "subscriber.name", "joint.name")))
    assert not certain(record, "subscriber.name")
    assert not certain(record, "joint.name")


def test_boxes_whose_tags_were_exchanged_answer_nothing_for_certain(word):
    record = extract(changed(word, lambda text: swapped(text, "nasd.affiliated.yes", "nasd.affiliated.no")))
    assert not certain(record, "nasd.affiliated")


def test_a_word_slipped_into_the_contract_within_a_control_is_seen(word):
    """A control of a field's name in the midst of 1.8: the word in it is an alteration, whatever its tag."""
    slipped = (
        '<w:sdt><w:sdtPr><w:tag w:val="subscriber.title"/><w:text/></w:sdtPr><w:sdtContent>'
        '<w:r><w:t xml:space="preserve"> never</w:t></w:r></w:sdtContent></w:sdt>'
    )

    def change(text):
        at = text.index("The Subscriber understands that the Shares have not been registered")
        end = text.index("</w:r>", at) + len("</w:r>")
        return text[:end] + slipped + text[end:]

    record = extract(changed(word, change))
    seen = [one.found for one in record.alterations]
    assert any("never" in found for found in seen) or not certain(record, "subscriber.title")


def test_wording_edited_in_a_drafted_file_is_an_alteration(word):
    record = extract(changed(word, lambda text: text.replace("agrees not to sell", "agrees to sell")))
    assert any(one.section == "1.8" and "not" in one.printed for one in record.alterations)


def test_text_typed_beside_a_control_is_not_lost(word):
    def change(text):
        at = text.index('w:val="subscriber.city_state_zip"')
        end = text.index("</w:sdt>", at) + len("</w:sdt>")
        return text[:end] + '<w:r><w:t xml:space="preserve"> (in care of another)</w:t></w:r>' + text[end:]

    record = extract(changed(word, change))
    told = record.readings["subscriber.city_state_zip"].raw or ""
    seen = " ".join(one.found for one in record.alterations)
    assert "in care of another" in told + seen


def test_a_name_that_goes_on_beside_its_control_is_uncertain(word, pdf):
    def change(text):
        at = text.index('w:val="subscriber.name"')
        end = text.index("</w:sdt>", at) + len("</w:sdt>")
        return text[:end] + '<w:r><w:t xml:space="preserve"> and Harold Specimen</w:t></w:r>' + text[end:]

    assert certain(extract(word), "subscriber.name")
    assert not certain(extract(changed(word, change)), "subscriber.name")


@pytest.mark.parametrize("order", ["{0} and Harold Specimen", "Harold Specimen and {0}"])
def test_a_name_that_goes_on_beside_its_form_field_of_a_web_page_is_uncertain(order):
    page = write(drafted(FORM, "clean", {}, VALUES), "html").decode()
    (area,) = re.findall(r'<textarea[^>]*name="subscriber.name"[^>]*>[^<]*</textarea>', page)
    assert certain(extract(page.encode()), "subscriber.name")
    assert not certain(extract(page.replace(area, order.format(area)).encode()), "subscriber.name")


def test_two_controls_of_one_name_that_differ_are_uncertain(word):
    def change(text):
        found = re.search(r'<w:sdt>(?:(?!</w:sdt>).)*w:val="shares.number".*?</w:sdt>', text, re.DOTALL)
        assert found
        own = found.group().replace("1,500", "2,500")
        return text.replace(found.group(), found.group() + '<w:r><w:t xml:space="preserve"> </w:t></w:r>' + own)

    record = extract(changed(word, change))
    assert not certain(record, "shares.number")


def test_pdf_fields_whose_names_were_exchanged_are_uncertain(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        for field in file.Root.AcroForm.Fields:
            if str(field.get("/T", "")) == "shares":
                for kid in field.Kids:
                    kid.T = {"number": "purchase_price", "purchase_price": "number"}[str(kid.T)]
        out = BytesIO()
        file.save(out)
    record = extract(out.getvalue())
    assert not certain(record, "shares.number")
    assert not certain(record, "shares.purchase_price")
