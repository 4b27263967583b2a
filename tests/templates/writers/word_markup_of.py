"""A drafted Word file taken apart for tests, with python-docx and lxml alone."""

import io
import re
import zipfile

import docx
from docx.document import Document
from lxml import etree

from extractors.extract import sheet_of
from templates.blocks import Draft, Paragraph, Text
from templates.form import load_form
from templates.writers.word import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
NAMES = {"w": W[1:-1], "w14": W14[1:-1]}


class Paper:
    """A paper's file, its parts and its body."""

    def __init__(self, draft: Draft) -> None:
        self.data = write(draft)
        self.opened: Document = docx.Document(io.BytesIO(self.data))
        self.body = self.part("word/document.xml")

    def part(self, name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return etree.fromstring(package.read(name))

    def names(self) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return package.namelist()

    def controls(self, name: str | None = None) -> list[etree._Element]:
        """Its controls, or those of a name."""
        found = self.body.iter(f"{W}sdt")
        return [one for one in found if name is None or one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == name]

    def control(self, name: str) -> etree._Element:
        (found,) = self.controls(name)
        return found

    def paragraphs(self, style: str | None = None) -> list[etree._Element]:
        """Its paragraphs, or those set in a style."""
        found = self.body.iter(f"{W}p")
        return [one for one in found if style is None or value(one, "w:pPr/w:pStyle") == style]

    def paragraph_with(self, words: str) -> etree._Element:
        return next(one for one in self.paragraphs() if words in text_of(one))


def find(element: etree._Element, path: str) -> etree._Element | None:
    found: list[etree._Element] = element.xpath(path, namespaces=NAMES)
    return found[0] if found else None


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = find(element, path)
    return None if found is None else found.get(W + attribute)


def has(element: etree._Element, path: str) -> bool:
    return find(element, path) is not None


def text_of(element: etree._Element) -> str:
    """The letters, tabs and line breaks of an element; paragraphs parted by line breaks."""
    texts = []
    for part in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p"):
        if part.tag == f"{W}t":
            texts.append(part.text or "")
        elif part.getparent().tag == f"{W}r":
            texts.append("\t" if part.tag == f"{W}tab" else "\n")
        elif part.tag == f"{W}p" and texts:
            texts.append("\n")
    return "".join(texts)


def print_of(text: str) -> list[str]:
    """The words without blanks, boxes and rules, their quotes as a typewriter has them."""
    straight = text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
    return re.sub(r"_+|[\u2610\u2612]|-{3,}", " ", straight).split()


def made_of(*blocks, numbering="fixed", is_landscape=False) -> Paper:
    """A paper of these blocks, of no form's wording."""
    return Paper(
        Draft(load_form("series-e-subscription"), "as-filed", "Paper of a Test", blocks, numbering, is_landscape)
    )


def words(text: str, **about) -> Paragraph:
    return Paragraph((Text(text),), **about)


def shown(made: Paper) -> list[str]:
    """The lines as a reader counts their numbers."""
    lines: dict[int, list[str]] = {}
    for page in sheet_of(made.data).pages:
        for word in page.words:
            if word.zone == "body":
                lines.setdefault(word.line, []).append(word.text)
    return [" ".join(line) for _, line in sorted(lines.items())]
