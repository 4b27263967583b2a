"""Whole agreements for the tests of alignment: the exhibit as filed, edited, and set in every kind of file.

The wording is the exhibit's own. What is written into its blanks in the tests is invented.
"""

import html
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import extract
from extractors.record import Alteration, Record
from templates.form import load_form

SEED = (Path(__file__).parents[2] / "corpus/seeds/series-e-subscription-agreement.txt").read_text(encoding="utf-8")
QUESTIONNAIRE = SEED[SEED.index("VII. CONFIDENTIAL") :]
"""Article VII, the signature page and the certificate: where all but the wire blanks stand, and quick to read."""
_PAGE = re.compile(r"\n<PAGE>\n")
_LAID_OUT = re.compile(
    r"\S {5,}\S|__|---|EXHIBIT 4\.28|[A-Z]\.? ?W I T|Individual Ownership|Company\*|Trust\*|Public or Private"
)
_SMALL_WORDS = re.compile(r"\W+")


@dataclass(frozen=True)
class Block:
    """Lines between two empty lines, as they stand."""

    lines: tuple[str, ...]

    @property
    def is_running(self) -> bool:
        """Running text, which may be wrapped anew; all else keeps its lines."""
        return len(self.lines) > 1 and not any(_LAID_OUT.search(line) for line in self.lines) and not self._is_centred

    @property
    def _is_centred(self) -> bool:
        return len(self.lines[-1]) - len(self.lines[-1].lstrip()) > 20

    @property
    def words(self) -> list[str]:
        return " ".join(self.lines).split()


def pages(text: str = SEED) -> list[list[Block]]:
    """The blocks of every page; page numbers are blocks of their own."""
    return [list(_blocks(page)) for page in _PAGE.split(text)]


def _blocks(page: str) -> Iterator[Block]:
    for part in re.split(r"\n[ \t]*\n", page):
        lines = tuple(line for line in part.split("\n") if line.strip())
        if lines:
            yield Block(lines)


def is_page_number(block: Block) -> bool:
    """Whether nothing but the page's number stands there ("23" before the signature page is residue)."""
    return len(block.lines) == 1 and block.lines[0].strip().isdigit() and len(block.lines[0]) > 10


# One text in every kind of file. All keep the words of `text`; only the setting differs.


def as_text(text: str) -> bytes:
    """The exhibit's own lines."""
    return text.encode()


def wrapped(text: str, width: int, *, hyphenated: bool = False) -> str:
    """Running text wrapped anew; at a narrow width long words may be parted by a hyphen, as printers do."""
    out: list[str] = []
    for page in pages(text):
        for block in page:
            out += [*(wrapped_block(block, width, hyphenated=hyphenated) if block.is_running else block.lines), ""]
        out.append("<PAGE>")
    return "\n".join(out[:-1]) + "\n"


def wrapped_block(block: Block, width: int, *, hyphenated: bool = False) -> list[str]:
    """A paragraph wrapped to a width."""
    lines = textwrap.wrap(" ".join(block.words), width, break_on_hyphens=False, break_long_words=False)
    if not hyphenated:
        return lines
    for number in range(len(lines) - 1):
        before, _, last = lines[number].rpartition(" ")
        if len(last) > 8 and last.isalpha():
            lines[number], lines[number + 1] = f"{before} {last[:4]}-", f"{last[4:]} {lines[number + 1]}"
    return lines


def as_wrapped_text(text: str) -> bytes:
    return wrapped(text, 63).encode()


def as_html_pre(text: str) -> bytes:
    """An exhibit of an EDGAR filing in one <PRE>."""
    return f"<HTML><BODY><PRE>\n{html.escape(text).replace('&lt;PAGE&gt;', '<PAGE>')}\n</PRE></BODY></HTML>".encode()


def as_html_paragraphs(text: str) -> bytes:
    """Paragraphs of running text; what is laid out keeps its lines in <pre>."""
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"]
    for page in pages(text):
        for block in page:
            if block.is_running:
                out.append(f"<p>{html.escape(' '.join(block.words))}</p>")
            else:
                out.append("<pre>" + html.escape("\n".join(block.lines)) + "</pre>")
        out.append('<hr style="page-break-after: always">')
    return "\n".join([*out, "</body></html>"]).encode()


def as_word(text: str) -> bytes:
    """A Word file: a paragraph for each paragraph, and for each line of what is laid out."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Courier New", Pt(9)
    for number, page in enumerate(pages(text)):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for block in page:
            for line in [" ".join(block.words)] if block.is_running else block.lines:
                document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(text: str) -> bytes:
    """A PDF with a page for each of the exhibit's, its lines drawn in Courier."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    for page in _PAGE.split(text):
        drawn = canvas.beginText(54, 760)
        drawn.setFont("Courier", 9.5)
        drawn.setLeading(11)
        for line in page.rstrip().split("\n"):
            drawn.textLine(line)
        canvas.drawText(drawn)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


KINDS: dict[str, Callable[[str], bytes]] = {
    "text": as_text,
    "text wrapped anew": as_wrapped_text,
    "html pre": as_html_pre,
    "html paragraphs": as_html_paragraphs,
    "word": as_word,
    "pdf": as_pdf,
}


# Edits of the fixed wording.


@dataclass(frozen=True)
class Place:
    """A word of the running text."""

    line: int
    """Index of its line in the exhibit."""
    start: int
    end: int
    text: str
    paragraph: int
    sections: frozenset[str]
    """Its own section, and that of the words before it."""


@cache
def places() -> tuple[Place, ...]:
    """Every word of the exhibit's running text, in order."""
    sections = _sections()
    lines = SEED.split("\n")
    running: dict[int, int] = {}
    number = 0
    paragraph = 0
    for page in pages():
        for block in page:
            paragraph += 1
            for line in block.lines:
                number = lines.index(line, number)
                if block.is_running:
                    running[number] = paragraph
                number += 1
    return tuple(
        Place(line, found.start(), found.end(), found.group(), own, sections[line, found.start()])
        for line, own in running.items()
        for found in re.finditer(r"\S+", lines[line])
    )


@cache
def _sections() -> dict[tuple[int, int], frozenset[str]]:
    """(line, column) of every word → its section in the form's own numbering, and the one before it."""
    items = [item for item in load_form("series-e-subscription").wording("as-filed").items if hasattr(item, "text")]
    found: dict[tuple[int, int], frozenset[str]] = {}
    at, last = 0, "preamble"
    for number, line in enumerate(SEED.split("\n")):
        for word in re.finditer(r"\S+", line):
            near = next((k for k in range(at, min(at + 40, len(items))) if items[k].text == word.group()), None)
            section = items[near].section if near is not None else last
            at = near + 1 if near is not None else at
            found[number, word.start()] = frozenset((last, section))
            last = section
    return found


@dataclass(frozen=True)
class Edit:
    """What somebody did to the wording: words struck, words added, and where."""

    place: Place
    last: Place
    new: str
    """What stands in the place of the words from `place` to `last`, both included."""
    printed: tuple[str, ...]
    """Words that the form has and the edited text has not."""
    found: tuple[str, ...]

    def __str__(self) -> str:
        return f"line {self.place.line + 1}: {' '.join(self.printed)!r} → {' '.join(self.found)!r}"


def edited(edits: list[Edit], text: str = SEED) -> str:
    """The exhibit with edits, which must not overlap."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: (edit.place.line, edit.place.start), reverse=True):
        first, last = edit.place, edit.last
        if first.line == last.line:
            lines[first.line] = lines[first.line][: first.start] + edit.new + lines[first.line][last.end :]
        else:
            lines[first.line] = lines[first.line][: first.start] + edit.new
            for between in range(first.line + 1, last.line):
                lines[between] = "\0"
            lines[last.line] = lines[last.line][last.end :]
    return "\n".join(line for line in lines if line != "\0")


def bare(text: str) -> list[str]:
    """The letters and figures of a text's words."""
    return [word for word in (_SMALL_WORDS.sub("", word) for word in text.split()) if word]


def shows(record: Record, edit: Edit) -> bool:
    """Whether the record tells of an edit: its words, in its section."""
    told = [one for one in record.alterations if one.section in edit.place.sections | edit.last.sections]
    printed = [word for one in told for word in bare(one.printed)]
    found = [word for one in told for word in bare(one.found)]
    gone = " ".join(record.missing)
    return all(_among(word, found) for word in edit.found) and (
        all(_among(word, printed) for word in edit.printed) or any(section in gone for section in edit.place.sections)
    )


def _among(word: str, words: list[str]) -> bool:
    """Whether a word is there, perhaps with punctuation or a sign that is no part of the change."""
    own = "".join(bare(word))
    return not own or own in words or any(own in other or (len(other) > 1 and other in own) for other in words)


def told(alterations: tuple[Alteration, ...]) -> list[tuple[str, str, str, str]]:
    """Alterations for a failing test's message."""
    return [(one.section, one.kind, one.printed, one.found) for one in alterations]


def read(text: str, kind: str = "text") -> Record:
    """A text as a kind of file, read."""
    return extract(KINDS[kind](text))


def replaced(*changes: tuple[str, str], text: str = SEED) -> str:
    """The exhibit with each first text replaced by the second; each must stand there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def answered(*changes: tuple[str, str], kind: str = "text") -> Record:
    """The questionnaire and signature page with each first text replaced by the second, read."""
    return read(replaced(*changes, text=QUESTIONNAIRE), kind)


def captioned(*values: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Changes that write a left and a right answer on the rule above a caption of the signature page."""
    lines = QUESTIONNAIRE.split("\n")
    changes = []
    for caption, left, right in values:
        at = next(number for number, line in enumerate(lines) if line.startswith(caption) and "_" in lines[number - 1])
        rule = lines[at - 1]
        old = f"{rule}\n{lines[at]}"
        changes.append((old, f"{left:40}{right}".rstrip() + f"\n{lines[at]}"))
    return changes


def filled(record: Record) -> dict[str, object]:
    """What the record holds, but for what the form prints."""
    return {
        name: reading.value if reading.state == "filled" else reading.state
        for name, reading in record.readings.items()
        if name != "shares.price_per_share" and (reading.state != "blank" or reading.raw)
    }
