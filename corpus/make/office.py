"""LibreOffice and Chromium as makers: the programs' own conversions, with private profiles."""

import subprocess
import tempfile
from pathlib import Path

FILTERS = {
    ("docx", "html"): "html:HTML (StarWriter)",
    ("docx", "pdf"): "pdf:writer_pdf_Export",
    ("htm", "docx"): "docx:MS Word 2007 XML",
}


def convert(data: bytes, source: str, target: str) -> bytes:
    """What LibreOffice makes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"agreement.{source}"
        path.write_bytes(data)
        writer = ["--infilter=HTML (StarWriter)"] if source == "htm" else []
        profile = (Path(tempfile.gettempdir()) / "subdocs-corpus-office").as_uri()
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", *writer, "--convert-to",
             FILTERS[source, target], "--outdir", folder, str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return (Path(folder) / f"agreement.{target}").read_bytes()


def print_page(data: bytes, *, header_footer: bool) -> bytes:
    """What Chromium prints of an HTML page."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "agreement.html", Path(folder) / "agreement.pdf"
        path.write_bytes(data)
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={folder}/profile", *([] if header_footer else ["--no-pdf-header-footer"]),
             f"--print-to-pdf={out}", path.as_uri()],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return out.read_bytes()
