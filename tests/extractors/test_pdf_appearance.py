"""PDF fields whose page shows one thing and whose value says another. The values are invented."""

import io

import pikepdf
import pytest

from extractors.extract import extract
from templates.draft import drafted, write
from templates.form import load_form

FORM = "series-e-subscription"
VALUES = {"shares.number": "1500", "nasd.affiliated": False, "subscriber.name": "Avery Sample"}


def changed(change) -> bytes:
    with pikepdf.open(io.BytesIO(write(drafted(load_form(FORM), "clean", {}, VALUES), "pdf"))) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", []):
                change(pdf, widget)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def full_name(widget) -> str:
    parts = []
    while widget is not None:
        parts.insert(0, str(widget.get("/T", "")))
        widget = widget.get("/Parent")
    return ".".join(part for part in parts if part)


def shows(words: bytes):
    def change(pdf, widget):
        if full_name(widget) == "shares.number":
            looks = pdf.make_stream(b"/Tx BMC q BT /Helv 10 Tf 2 4 Td (" + words + b") Tj ET Q EMC")
            looks["/Type"], looks["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            looks["/BBox"] = pikepdf.Array([0, 0, 100, 14])
            widget["/AP"] = pikepdf.Dictionary(N=looks)

    return change


@pytest.mark.parametrize(("words", "is_certain"), [(b"1,500", True), (b"9000", False), (b"", False)])
def test_a_value_is_certain_only_where_the_page_shows_it(words: bytes, is_certain: bool) -> None:
    reading = extract(changed(shows(words)), form=FORM).readings["shares.number"]
    assert reading.is_certain is is_certain


def test_a_value_is_compared_with_an_appearance_in_numbered_glyphs() -> None:
    def change(_, widget):
        if full_name(widget) == "shares.number":
            widget["/V"] = pikepdf.String("9000")  # the appearance, drawn glyph by glyph, still shows 1,500

    assert extract(changed(lambda *_: None), form=FORM).readings["shares.number"].is_certain
    assert not extract(changed(change), form=FORM).readings["shares.number"].is_certain


def test_an_appearance_whose_font_does_not_tell_its_letters_is_not_judged() -> None:
    def change(_, widget):
        if full_name(widget) == "shares.number":
            widget["/V"] = pikepdf.String("9000")
            told = widget.AP.N.Resources.Font.items()
            fonts = {
                name: pikepdf.Dictionary({k: v for k, v in font.items() if k != "/ToUnicode"}) for name, font in told
            }
            widget.AP.N["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))

    assert extract(changed(change), form=FORM).readings["shares.number"].is_certain


def test_a_box_that_shows_the_reverse_of_its_value_is_not_certain() -> None:
    def change(_, widget):
        if widget.get("/AS") is not None and "nasd.affiliated" in full_name(widget) and widget.AS != "/Off":
            widget["/AS"] = pikepdf.Name.Off

    assert extract(changed(lambda *_: None), form=FORM).readings["nasd.affiliated"].value is False
    assert not extract(changed(change), form=FORM).readings["nasd.affiliated"].is_certain
