"""The README's pictures of a real report (`make pictures`): `python docs/take_pictures.py REPORT.html FOLDER`."""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

WIDTH = 1100
REDLINED = "moretti-redline.docx"


def take(report: Path, folder: Path) -> None:
    """Take the batch at a glance, and one document with a redline.

    Args:
        report: The report.html of the corpus's folder of signed agreements.
        folder: Where the pictures go.
    """
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("No Chromium is installed, so no picture was taken.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = started.new_page(viewport={"width": WIDTH, "height": 980}, color_scheme="light")
        page.goto(report.resolve().as_uri())
        _keep(page.screenshot(), folder / "glance.png")
        _keep(_document(page), folder / "redline.png")
        started.close()


def _document(page: Page) -> bytes:
    document = page.locator("article.document", has_text=REDLINED).first
    document.scroll_into_view_if_needed()
    return document.screenshot()


def _keep(picture: bytes, path: Path) -> None:
    """A picture of few colours, small enough for a repository."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
