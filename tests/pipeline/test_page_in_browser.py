"""report.html in a browser, where one is installed: it fits a phone, prints whole, filters and searches."""

import re
import shutil
from pathlib import Path

import pytest
from sample_batch import BATCH, FORM, TITLES, batch_of, complete, finding, judged, reading, record, report

from pipeline.report.to_html import to_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed")

LONG = "unbroken" * 40


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    long = judged(
        f"{LONG}.pdf", record(complete(subscriber__name=reading(LONG, before=LONG, after=LONG))),
        finding("SIG001", "fail", LONG, "subscriber.name", remedy=LONG),
    )  # fmt: skip
    written = tmp_path_factory.mktemp("page") / "report.html"
    written.write_bytes(to_html(report(batch_of(*BATCH, long)), FORM.fields, TITLES))
    return written


@pytest.fixture
def page(browser, file):
    """The page on a phone; a message on its console is a failure."""
    messages = []
    opened = browser.new_page(viewport={"width": 375, "height": 800})
    opened.on("console", lambda message: messages.append(message.text))
    opened.on("pageerror", lambda error: messages.append(str(error)))
    opened.on("request", lambda request: messages.append(request.url) if request.url[:5] != "file:" else None)
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert messages == []


def shown(page) -> list[str]:
    return [name[:12] for name in page.locator("article.document:visible h3").all_text_contents()]


def test_it_fits_a_phone_with_everything_unfolded(page):
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    page.evaluate(
        "document.querySelectorAll('.document').forEach((one) => { one.style.contentVisibility = 'visible' })"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def _wait_for_all(page) -> None:
    """The page answers a reset after the browser has emptied the form, not at once."""
    page.locator("#shown", has_text=re.compile("^5 documents$")).wait_for()


def test_it_filters_by_status_by_rule_and_by_words(page):
    assert len(shown(page)) == 5
    page.check("input[name=status][value=review]", force=True)
    assert shown(page) == ["lindqvist.do"]
    assert page.inner_text("#shown") == "1 of 5 documents"
    page.click("#show-all")
    _wait_for_all(page)
    assert len(shown(page)) == 5
    page.select_option("#rule", "MTH001")
    assert shown(page) == ["kessler.pdf"]
    page.click("#show-all")
    _wait_for_all(page)
    page.fill("#search", "rosa LINDQVIST")
    page.get_by_text("1 of 5 documents").wait_for()
    assert shown(page) == ["lindqvist.do"]
    page.fill("#search", "nobody has this name")
    page.wait_for_selector("#none:visible")
    page.press("#search", "Escape")
    _wait_for_all(page)
    assert len(shown(page)) == 5


def test_a_link_to_a_document_that_is_filtered_away_shows_it(page):
    page.check("input[name=status][value=pass]", force=True)
    assert shown(page) == ["adler.pdf"]
    page.locator(".actions a", has_text="kessler.pdf").first.click()
    page.wait_for_selector("#document-2:visible")


def test_it_is_worked_by_keyboard_alone(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("article.document summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("article.document details[open]").count() == 1


def test_on_paper_everything_is_unfolded_and_the_controls_are_gone(page):
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert not page.locator(".controls").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
