"""Completed notices of conversion (Annex A of the certificate of designations), as `notices.yaml` says.

The annex is read from the seed here, apart from the product, which must not be tested against itself.
"""

import html
import io
import re
import textwrap
from typing import Any

import yaml
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches, Pt
from reportlab.pdfgen.canvas import Canvas

from corpus.make.answers import CORPUS
from corpus.make.word import SOME_DAY, settled

SEED = CORPUS / "seeds" / "series-d-certificate-of-designations.txt"
TRUTH = CORPUS / "notices.yaml"
FOLDER = CORPUS / "notices"
RULE = "      -----------------------------------------\n"
CAPTION, PARAGRAPH = 72, 88
"""Characters of a drawn line."""


def make_all() -> None:
    """Make corpus/notices."""
    FOLDER.mkdir(exist_ok=True)
    for name, data in made().items():
        (FOLDER / name).write_bytes(data)


def made() -> dict[str, bytes]:
    """The files of the folder, by name."""
    documents = yaml.safe_load(TRUTH.read_text(encoding="utf-8"))["documents"]
    return {notice["path"]: MAKERS[notice["means"]](notice) for notice in documents}


def _annex(notice: dict[str, Any]) -> str:
    text = SEED.read_text(encoding="utf-8")
    text = text[text.index("                                     ANNEX A") :].rstrip()
    for old, new in notice.get("changes", {}).items():
        found = re.search(r"\s+".join(map(re.escape, old.split())), text)
        if found is None:
            raise ValueError(f"{notice['path']}: the annex does not say {old!r}")
        text = text.replace(found.group(), new, 1)
    return text


def _typed(notice: dict[str, Any], way: str) -> str:
    """The annex's own lines with the answers typed on their rules, or above them."""
    text, *parts = _annex(notice).split(RULE)
    for answer, part in zip(notice["typed"], parts, strict=True):
        if not answer:
            text += RULE + part
        elif way == "on":
            text += f"      -----{answer}".ljust(len(RULE) - 1, "-") + "\n" + part
        else:
            text = f"{text.rstrip()}\n\n        {answer}\n{RULE}{part}"
    text = text.replace("By:_______________________", f"By:{notice['signed']}")
    text = text.replace("Name:", f"Name: {notice.get('name', '')}".rstrip())
    text = text.replace("Title:", f"Title: {notice.get('title', '')}".rstrip())
    return text.replace("[HOLDER]", notice.get("holder", "[HOLDER]")) + "\n"


def _parts(notice: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """Paragraphs above the calculations, captions with their answers, lines of the signature block."""
    head, *parts = _annex(notice).split(RULE)
    paragraphs = [" ".join(part.split()) for part in head.split("\n\n") if part.strip()]
    captions = [paragraphs.pop(), *(" ".join(part.split()) for part in parts[:-1])]
    signature = [
        notice.get("holder", "[HOLDER]"),
        f"By: {notice['signed']}",
        f"Name: {notice.get('name', '')}",
        f"Title: {notice.get('title', '')}",
    ]
    return paragraphs, list(zip(captions, notice["typed"], strict=True)), signature


def _pre(notice: dict[str, Any]) -> bytes:
    return f"<HTML><BODY><PRE>\n{html.escape(_typed(notice, 'on'))}</PRE></BODY></HTML>\n".encode()


def _html_table(notice: dict[str, Any]) -> bytes:
    head, rows, signature = _parts(notice)
    paragraphs = "\n".join(f"<p>{html.escape(one)}</p>" for one in head)
    cells = "\n".join(f"<tr><td>{html.escape(one)}</td><td><u>{html.escape(two)}</u></td></tr>" for one, two in rows)
    block = "\n".join(f"<tr><td width=50%></td><td>{html.escape(one)}</td></tr>" for one in signature)
    return (
        f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>Notice</title></head><body>\n{paragraphs}\n"
        f"<table cellpadding=4>\n{cells}\n</table>\n<table width=100%>\n{block}\n</table>\n</body></html>\n"
    ).encode()


def _word(notice: dict[str, Any], *, in_a_table: bool) -> bytes:
    head, rows, signature = _parts(notice)
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Times New Roman", Pt(11)
    core = document.core_properties
    core.author, core.created, core.modified = "", SOME_DAY, SOME_DAY
    for number, paragraph in enumerate(head):
        added = document.add_paragraph(paragraph)
        if number < 2:
            added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if in_a_table:
        table = document.add_table(rows=0, cols=2)
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    else:
        for caption, answer in rows:
            document.add_paragraph(caption).paragraph_format.left_indent = Inches(0.5)
            line = document.add_paragraph()
            line.paragraph_format.left_indent = Inches(0.5)
            line.add_run(f"\t{answer}\t\t").underline = True
    for one in signature:
        document.add_paragraph(one).paragraph_format.left_indent = Inches(3.2)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _typewritten(notice: dict[str, Any]) -> bytes:
    """The annex's lines in a typewriter's letters, the answers above their rules."""
    canvas, out = _canvas()
    lines = canvas.beginText(54, 750)
    lines.setFont("Courier", 9.5)
    lines.setLeading(11)
    for line in _typed(notice, "above").splitlines():
        lines.textLine(line)
    canvas.drawText(lines)
    return _finished(canvas, out)


def _drawn(notice: dict[str, Any]) -> bytes:
    """Set anew, captions at the left, the answers in another hand on drawn lines at the right."""
    head, rows, signature = _parts(notice)
    canvas, out = _canvas()
    y = 740
    for number, paragraph in enumerate(head):
        canvas.setFont("Times-Roman", 11)
        for line in textwrap.wrap(paragraph, PARAGRAPH):
            if number < 2:
                canvas.drawCentredString(306, y, line)
            else:
                canvas.drawString(60, y, line)
            y -= 14
        y -= 8
    for caption, answer in rows:
        canvas.setFont("Times-Roman", 11)
        for line in textwrap.wrap(caption, CAPTION):
            canvas.drawString(60, y, line)
            y -= 14
        canvas.line(430, y + 11, 560, y + 11)
        canvas.setFont("Times-Italic", 12)
        canvas.drawString(436, y + 14, answer)
        y -= 12
    y -= 16
    canvas.setFont("Times-Roman", 11)
    for one in signature:
        canvas.drawString(330, y, one)
        y -= 18
    return _finished(canvas, out)


def _canvas() -> tuple[Canvas, io.BytesIO]:
    out = io.BytesIO()
    return Canvas(out, pagesize=(612, 792), invariant=1), out


def _finished(canvas: Canvas, out: io.BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return out.getvalue()


MAKERS = {
    "text/on-the-rule": lambda notice: _typed(notice, "on").encode(),
    "text/above-the-rule": lambda notice: _typed(notice, "above").encode(),
    "html/pre": _pre,
    "html/table": _html_table,
    "word/table": lambda notice: _word(notice, in_a_table=True),
    "word/lines": lambda notice: _word(notice, in_a_table=False),
    "pdf/typewritten": _typewritten,
    "pdf/drawn": _drawn,
}
