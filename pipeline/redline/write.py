"""A redline as HTML, and as a Word file with tracked changes that can be accepted or rejected."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree

from pipeline.redline.compare import Redline, Run, Section

_AUTHOR = "subdocs"
_FONT = "Times New Roman"


def to_html(redline: Redline) -> bytes:
    """One page with a table of the changes and the whole text; it fetches nothing."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = environment.get_template("redline.html.j2").render(
        redline=redline,
        changed=[section for section in redline.sections if section.is_changed],
        anchors={section.name: f"section-{number}" for number, section in enumerate(redline.sections)},
        paragraphs={section.name: paragraphs(section) for section in redline.sections},
    )
    return page.encode("utf-8")


def paragraphs(section: Section) -> list[list[Run]]:
    """A section's runs, paragraph by paragraph; the end of one is where either agreement ends it."""
    found: list[list[Run]] = [[]]
    for run in section.runs:
        for number, text in enumerate(run.text.split("\n")):
            if number and found[-1]:
                found.append([])
            if text.strip():
                found[-1].append(Run(run.kind, text.strip()))
    return [paragraph for paragraph in found if paragraph]


def to_word(redline: Redline) -> bytes:
    """A Word file in which what was struck and added are tracked changes by "subdocs"."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    document.core_properties.title = f"Redline: {redline.first} against {redline.second}"
    document.core_properties.author = _AUTHOR
    document.add_heading("Redline", level=1)
    count = len(redline.changes)
    said = "They say the same." if redline.is_empty else f"{count} {'change' if count == 1 else 'changes'}."
    document.add_paragraph(f"{redline.first} against {redline.second}. {said}")
    number = 0
    for section in redline.sections:
        if section.name:
            document.add_heading(section.name, level=2)
        for runs in paragraphs(section):
            paragraph = document.add_paragraph()
            for at, run in enumerate(runs):
                number += 1
                text = run.text + (" " if at < len(runs) - 1 else "")
                paragraph._p.append(_element(run.kind, text, number))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _element(kind: str, text: str, number: int) -> etree._Element:
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText" if kind == "struck" else "w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    if kind == "same":
        return run
    change = OxmlElement("w:del" if kind == "struck" else "w:ins")
    change.set(qn("w:id"), str(number))
    change.set(qn("w:author"), _AUTHOR)
    change.append(run)
    return change
