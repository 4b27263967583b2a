"""A redline as HTML, and as a Word file with tracked changes that can be accepted or rejected."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from pipeline.redline.compare import CAUSES, Cause, Redline, Run, Section
from pipeline.redline.summary import counts, name_of, summary
from pipeline.report.page_environment import page_environment, seen

_AUTHOR = "subdocs"
_REVIEWERS: dict[Cause, str] = {"": _AUTHOR, "alteration": f"{_AUTHOR}: alteration", "value": f"{_AUTHOR}: answer",
                                "edition": f"{_AUTHOR}: wording of the form"}  # fmt: skip
"""Whose tracked changes they are: Word shows and hides, accepts and rejects them by their reviewer."""
_FONT = "Times New Roman"
_CAPTION = 200
"""Characters that a caption of an article, struck and anew, has at most."""


def to_html(redline: Redline) -> bytes:
    """One page with a table of the changes and the whole text; it fetches nothing."""
    page = (
        page_environment(Path(__file__).parent)
        .get_template("redline.html.j2")
        .render(
            redline=redline,
            summary=summary(redline),
            counts=counts(redline),
            tables=[
                (name_of(cause, redline, len(changes)), changes)
                for cause in CAUSES
                if (changes := redline.of_cause(cause))
            ],
            names={cause: name_of(cause, redline) for cause in CAUSES},
            changed=[section for section in redline.sections if section.is_changed],
            anchors={section.name: f"section-{number}" for number, section in enumerate(redline.sections)},
            paragraphs={section.name: paragraphs(section) for section in redline.sections},
        )
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
                found[-1].append(Run(run.kind, text.strip(), run.cause))
    return [paragraph for paragraph in found if paragraph]


def to_word(redline: Redline) -> bytes:
    """A Word file in which what was struck and added are tracked changes, of a reviewer for each cause."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    document.core_properties.title = f"Redline: {redline.first} against {redline.second}"
    document.core_properties.author = _AUTHOR
    document.add_heading("Redline", level=1)
    document.add_paragraph(str(seen(f"{redline.first} against {redline.second}. {summary(redline)}")))
    for cause, words, meaning in counts(redline):
        told = f"{words[:1].upper()}{words[1:]}: {meaning}. Reviewer “{_REVIEWERS[cause]}”."
        document.add_paragraph(told, style="List Bullet")
    for hidden in redline.hidden:
        document.add_paragraph(
            str(seen(f"{hidden.document}, not shown on its pages: “{hidden.words}”")), style="List Bullet"
        )
    number = 0
    for section in redline.sections:
        if section.name:
            document.add_heading(section.name, level=2)
        own = paragraphs(section)
        for place, runs in enumerate(own):
            paragraph = document.add_paragraph()
            # an article's caption stands above its first section
            is_caption = place == len(own) - 1 and sum(len(run.text) for run in runs) < _CAPTION
            paragraph.paragraph_format.keep_with_next = True if is_caption and section.name.startswith("Art") else None
            for at, run in enumerate(runs):
                number += 1
                text = run.text + (" " if at < len(runs) - 1 else "")
                paragraph._p.append(_element(run, str(seen(text)), number))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _element(run: Run, text: str, number: int) -> etree._Element:
    element = OxmlElement("w:r")
    words = OxmlElement("w:delText" if run.kind == "struck" else "w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    element.append(words)
    if run.kind == "same":
        return element
    change = OxmlElement("w:del" if run.kind == "struck" else "w:ins")
    change.set(qn("w:id"), str(number))
    change.set(qn("w:author"), _REVIEWERS[run.cause])
    change.append(element)
    return change
