"""The pictures and the page of a conversion history: accessible, self-contained, nothing over anything else."""

import re
import shutil
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from pipeline.convert import read_history
from pipeline.report.conversion_chart import has_splits, ownership_chart, price_chart
from pipeline.report.conversion_page import to_html
from pipeline.report.drawing import HEIGHT, LETTER, WIDTH

LEDGERS = Path(__file__).parents[2] / "corpus/ledgers"
FILES = sorted(LEDGERS.glob("*.yaml"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SVG = "{http://www.w3.org/2000/svg}"


def pictures(file: Path) -> list[str]:
    history = read_history(file).history
    return [price_chart(history), price_chart(history, without_splits=True), ownership_chart(history)]


def many_events(tmp_path: Path, count: int) -> Path:
    """A ledger that is crowded: an adjusting event each day, and 30 holders."""
    holders = ", ".join(f"H-{number}: '{1000 + number}'" for number in range(1, 31))
    head = (LEDGERS / "series-d.yaml").read_text(encoding="utf-8").partition("events:")[0]
    head = re.sub(
        r"issued: .*", f"issued: {{date: 2005-09-06, shares: '{30 * 1000 + 465}', holders: {{{holders}}}}}", head
    )
    events = "\n".join(
        f"  - {{id: sale-{number}, date: 2005-{10 + number // 28:02}-{number % 28 + 1:02}, event: issue, "
        "shares: '100000', consideration: '1'}"
        for number in range(count)
    )
    file = tmp_path / "crowded.yaml"
    file.write_text(f"{head}events:\n{events}", encoding="utf-8")
    return file


def boxes(picture: str) -> list[tuple[str, float, float, float, float]]:
    """Each word's box on the paper, from its letters and anchor."""
    found = []
    for element in ET.fromstring(picture).iter(f"{SVG}text"):
        width = len(element.text or "") * LETTER
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        left = {"start": x, "middle": x - width / 2, "end": x - width}[element.get("text-anchor", "start")]
        found.append((element.text or "", left, y - 11, left + width, y + 3))
    return found


def assert_nothing_lies_over_anything(picture: str) -> None:
    found = boxes(picture)
    for one, other in combinations(found, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)
    for words, left, top, right, bottom in found:
        assert left >= 0, words
        assert right <= WIDTH, words
        assert top >= 0, words
        assert bottom <= HEIGHT, words


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_of_a_picture_lies_over_another_or_off_the_paper(file: Path) -> None:
    for picture in pictures(file):
        assert_nothing_lies_over_anything(picture)


def test_a_crowded_picture_leaves_names_out_rather_than_over_each_other(tmp_path: Path) -> None:
    for picture in pictures(many_events(tmp_path, 80)):
        assert_nothing_lies_over_anything(picture)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_picture_has_a_title_a_description_and_labelled_axes(file: Path) -> None:
    for picture in pictures(file):
        root = ET.fromstring(picture)
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.get("role") == "img"
        assert title is not None
        assert told is not None
        assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        assert title.text
        assert told.text
        words = [box[0] for box in boxes(picture)]
        assert "Date" in words
        assert any(word.startswith(("Conversion price", "Part of the common stock")) for word in words)


def test_bands_of_ownership_add_up_to_the_whole_at_every_step() -> None:
    root = ET.fromstring(ownership_chart(read_history(LEDGERS / "series-d-with-holders.yaml").history))
    labels = [box[0] for box in boxes(ET.tostring(root, encoding="unicode"))]
    parts = [float(part[1]) for label in labels if (part := re.search(r"(?:^|, )(\d+\.\d) %$", label))]
    assert abs(sum(parts) - 100) < 0.3
    assert len(parts) == 5


def test_a_name_beside_its_band_is_whole_where_there_is_room(tmp_path: Path) -> None:
    ledger = (LEDGERS / "series-d-with-holders.yaml").read_text(encoding="utf-8")
    file = tmp_path / "l.yaml"
    file.write_text(ledger.replace("Maribel Thackeray", "Wilhelmina Thackeray-Winters"), encoding="utf-8")
    words = [box[0] for box in boxes(ownership_chart(read_history(file).history))]
    assert "Desmond Okoro-Lind, 5.6 %" in words
    assert "20.1 %" in words, "a part too wide to stand beside its name stands below it"
    name = next(word for word in words if word.startswith("Wilhelmina"))
    assert len(name) > 20


def test_the_series_with_one_holder_band_when_no_register_is_known() -> None:
    words = [box[0] for box in boxes(ownership_chart(read_history(LEDGERS / "series-d.yaml").history))]
    assert any(word.startswith("series holders, 95.") for word in words)


def test_without_splits_a_split_leaves_no_step() -> None:
    history = read_history(LEDGERS / "series-d.yaml").history
    assert has_splits(history)
    assert "<title>e7" in price_chart(history)
    assert "<title>e7" not in price_chart(history, without_splits=True)


def test_a_ledger_without_events_has_pictures_too(tmp_path: Path) -> None:
    file = tmp_path / "l.yaml"
    file.write_text((LEDGERS / "series-d.yaml").read_text(encoding="utf-8").partition("events:")[0], encoding="utf-8")
    for picture in pictures(file):
        assert_nothing_lies_over_anything(picture)
    assert "The ledger lists no events" in to_html(read_history(file)).decode()


# The page


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_page_holds_every_event_and_loads_nothing(file: Path) -> None:
    converted = read_history(file)
    made = to_html(converted).decode()
    tree = html.document_fromstring(made)
    assert [element.get("id") for element in tree.findall(".//article")] == [
        f"event-{number}" for number in range(1, len(converted.history.states) + 1)
    ]
    assert "default-src 'none'" in made
    assert not re.search(r"(?:src|href)=[\"'](?!#)", made.replace("http://www.w3.org/2000/svg", ""))
    assert not tree.findall(".//script")
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_words_of_a_ledger_never_become_markup(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    text = (LEDGERS / "series-d.yaml").read_text(encoding="utf-8")
    text = text.replace("id: e1,", f'id: "{hostile}",').replace("holder: H-1", f'holder: "{hostile}{hostile}"')
    file = tmp_path / "l.yaml"
    file.write_text(text, encoding="utf-8")
    tree = html.document_fromstring(to_html(read_history(file)))
    assert not tree.findall(".//script")
    assert hostile in tree.text_content()


@pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed")
@pytest.mark.parametrize("width", [375, 1200])
def test_in_a_browser_the_page_fits_and_complains_of_nothing(tmp_path: Path, width: int) -> None:
    from playwright.sync_api import sync_playwright

    file = tmp_path / "conversion.html"
    file.write_bytes(to_html(read_history(LEDGERS / "series-d-with-holders.yaml")))
    messages: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.on("console", lambda message: messages.append(message.text))
        page.on("request", lambda request: messages.append(request.url) if request.url[:5] != "file:" else None)
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        texts = page.eval_on_selector_all(
            "svg.chart", "pictures => pictures.map(one => [...one.querySelectorAll('text')].map(word => "
            "{const b = word.getBBox(); return [word.textContent, b.x, b.y, b.x + b.width, b.y + b.height]}))"
        )  # fmt: skip
        browser.close()
    assert messages == []
    for picture in texts:
        for one, other in combinations(picture, 2):
            apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] + 2 or other[4] <= one[2] + 2
            assert apart, (one, other)
