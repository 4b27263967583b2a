"""The README's pictures of real results (`make pictures`): `python docs/take_pictures.py RESULTS FOLDER`."""

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Page, sync_playwright

from pipeline.cli import run

ROOT = Path(__file__).parents[1]
WIDTH = 1100
REDLINED = "moretti-redline.docx"
DATED = "2005-12-20"
_PAGE_WIDTH, _GAP = 560, 16


def take(results: Path, folder: Path) -> None:
    """Take the batch at a glance, one document with a redline, three papers, and the page of a ledger.

    Args:
        results: The results of the corpus's folder of signed agreements.
        folder: Where the pictures go.
    """
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("No Chromium is installed, so no picture was taken.")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = started.new_page(viewport={"width": WIDTH, "height": 980}, color_scheme="light")
        page.goto((results / "report.html").resolve().as_uri())
        _keep(page.screenshot(), folder / "glance.png")
        _keep(_document(page), folder / "redline.png")
        ledger = Path(temporary) / "ledger.html"
        run(["convert", str(ROOT / "corpus/ledgers/series-d.yaml"), "--page", str(ledger)])
        page.goto(ledger.as_uri())
        _keep(page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": 900}), folder / "conversion.png")
        started.close()
        _keep(_papers(results, Path(temporary)), folder / "papers.png")


def _document(page: Page) -> bytes:
    document = page.locator("article.document", has_text=REDLINED).first
    document.scroll_into_view_if_needed()
    return document.screenshot()


def _papers(results: Path, folder: Path) -> bytes:
    """A deficiency letter, a certificate and a signature page, side by side."""
    run(["draft", "--from", str(results), "--letters", str(folder), "--certificates", str(folder), "--clean",
         str(folder), "--dated", DATED, "--formats", "pdf"])  # fmt: skip
    shown = (
        _page(folder / "abernathy-deficiency.pdf", 0),
        _page(folder / "Kessler-E-1.pdf", 0),
        _page(folder / "Tamarack Ridge Partners.pdf", -2),
    )
    height = max(one.height for one in shown)
    whole = Image.new("RGB", (len(shown) * (_PAGE_WIDTH + _GAP) - _GAP, height), "#e8e6e1")
    for number, one in enumerate(shown):
        whole.paste(one, (number * (_PAGE_WIDTH + _GAP), 0))
    out = BytesIO()
    whole.save(out, "png")
    return out.getvalue()


def _page(file: Path, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(file)
    document.init_forms()
    page = document[number % len(document)]
    picture = page.render(scale=_PAGE_WIDTH / page.get_width()).to_pil()
    return ImageOps.expand(picture.crop((1, 1, picture.width - 1, picture.height - 1)), 1, "#b8b4aa")


def _keep(picture: bytes, path: Path) -> None:
    """A picture of few colours, small enough for a repository."""
    path.parent.mkdir(parents=True, exist_ok=True)
    colours = Image.open(BytesIO(picture)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    colours.save(path, optimize=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
