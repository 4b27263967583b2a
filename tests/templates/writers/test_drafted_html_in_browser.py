"""A drafted page in a browser, where one is installed: it fits a phone, is filled in, saved, and printed whole."""

import shutil
from pathlib import Path

import pytest
from drafted_papers import NAMES, SERIES_E, blank, named, paper

from extractors.extract import extract
from templates.draft import drafted
from templates.form import load_form
from templates.writers.html_page import write

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser, tmp_path: Path):
    """Opens a page of given bytes; a message on its console, or a request, is a failure."""
    messages: list[str] = []
    opened = []

    def opening(data: bytes, width: int = 1200):
        file = tmp_path / "paper.html"
        file.write_bytes(data)
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("request", lambda request: messages.append(request.url) if request.url[:5] != "file:" else None)
        page.goto(file.as_uri())
        opened.append(page)
        return page

    yield opening
    for page in opened:
        page.close()
    assert messages == []


@pytest.mark.parametrize("kind", ["Hebrew", "length", "a long word"])
def test_it_fits_a_phone(open_page, kind: str) -> None:
    page = open_page(write(drafted(load_form(SERIES_E), "as-filed", {}, named(NAMES[kind]))), width=375)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_what_is_typed_is_in_the_page_when_it_is_saved(open_page) -> None:
    page = open_page(write(blank()))
    page.fill("[name='subscriber.name']", "Avery Sample")
    page.fill("[name='subscriber.address']", "1 Invented Quay\nSuite 2")
    page.fill("[name='securities.issue_name']", NAMES["Hebrew"])
    page.fill("[name='suitability.education']", "B.A., Example College")
    page.check("[name='nasd.affiliated.no']")
    page.check("[name='title.manner.trust']")
    page.check("[name='title.manner.company']")
    page.uncheck("[name='title.manner.company']")
    record = extract(page.content().encode("utf-8"), form=SERIES_E)
    assert record.value("subscriber.name") == "Avery Sample"
    assert record.value("subscriber.address") == "1 Invented Quay\nSuite 2"
    assert record.value("securities.issue_name") == NAMES["Hebrew"]
    assert record.value("suitability.education") == "B.A., Example College"
    assert record.value("nasd.affiliated") is False
    assert record.value("title.manner") == "trust"
    assert record.alterations == ()


def test_fields_are_reached_and_filled_by_keyboard(open_page) -> None:
    page = open_page(write(blank()))
    page.keyboard.press("Tab")
    page.keyboard.type("Example Account")
    page.keyboard.press("Tab")
    page.keyboard.type("0045501234")
    assert page.input_value("[name='wire.account_name']") == "Example Account"
    assert page.input_value("[name='wire.account_number']") == "0045501234"
    page.focus("[name='nasd.affiliated.yes']")
    page.keyboard.press("Space")
    assert page.is_checked("[name='nasd.affiliated.yes']")


def test_printed_it_says_all_that_it_says_on_the_screen(open_page) -> None:
    data = open_page(write(paper())).pdf(prefer_css_page_size=True)
    printed, drawn = extract(data, form=SERIES_E), extract(write(paper()), form=SERIES_E)
    assert printed.kind == "pdf"
    assert {name: one.value for name, one in printed.readings.items()} == {
        name: one.value for name, one in drawn.readings.items()
    }
    assert printed.alterations == ()
    assert printed.missing == ()


def test_a_printed_page_is_letter_paper_counts_its_pages_and_cuts_no_long_name(open_page) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    data = open_page(write(drafted(load_form(SERIES_E), "as-filed", {}, named(NAMES["length"])))).pdf(
        prefer_css_page_size=True
    )
    pages = PdfReader(BytesIO(data)).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(612, 792)}
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(texts, start=1))
    letters = "".join("".join(texts).split())
    assert letters.count("".join(NAMES["length"].split())) >= 10


def test_the_signature_page_prints_on_one_page(open_page) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    data = open_page(write(blank())).pdf(prefer_css_page_size=True)
    texts = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    (page,) = [text for text in texts if "Signature (if purchasing jointly)" in text]
    for words in ("NUMBER OF SHARES", "Tax ID #", "Dated:", "agreed to and accepted", "Chief Executive Officer"):
        assert words in page
