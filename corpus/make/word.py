"""Word files: paragraphs and runs, tables and controls, LibreOffice's own, tracked changes, pictures."""

# ruff: noqa: D102 - the methods are named after the items they set

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches, Pt

from corpus.make.answers import Filled
from corpus.make.flow import Item, Run, Slot, flow, manner_of

SOME_DAY = datetime(2005, 9, 1, tzinfo=UTC)


def make(filled: Filled, means: str) -> bytes:
    """A Word file made by these means."""
    if means == "office":
        from corpus.make import html_page, office

        return settled(office.convert(html_page.make(filled, "tables"), "htm", "docx"))
    from corpus.make.word_tables import Pictures, Tables

    maker = {"runs": Runs, "tables": Tables, "tracked": Tracked, "pictures": Pictures}[means](filled)
    return maker.file()


def settled(data: bytes) -> bytes:
    """The package with one date in all its parts, so that the same input gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2005, 9, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


class Runs:
    """Paragraphs, tabs and underlined runs: an agreement typed in a word processor."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled
        self.rng = filled.rng
        self.document = Document()
        normal = self.document.styles["Normal"]
        normal.font.name = self.rng.choice(("Times New Roman", "Courier New", "Arial"))
        normal.font.size = Pt(9 if normal.font.name == "Courier New" else 10.5)
        for section in self.document.sections:
            section.left_margin = section.right_margin = Inches(1)
        normal.paragraph_format.space_after = Pt(8)
        self.circle = self.rng.choice(("bold", "underline", "highlight", "x", "check", "bracket"))
        self.tab_blanks = self.rng.random() < 0.5
        core = self.document.core_properties
        core.author, core.created, core.modified = "", SOME_DAY, SOME_DAY

    def file(self) -> bytes:
        self.furniture()
        for item in flow(self.filled):
            getattr(self, "page_end" if item.kind == "page" else item.kind)(item)
        buffer = io.BytesIO()
        self.document.save(buffer)
        return settled(buffer.getvalue())

    def furniture(self) -> None:
        """Nothing stands in header or footer."""

    def add(self, text: str = "", **style: Any) -> Any:
        paragraph = self.document.add_paragraph()
        if text:
            self.words(paragraph, text)
        if style.get("center"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if indent := style.get("indent"):
            paragraph.paragraph_format.left_indent = Inches(indent)
        return paragraph

    def words(self, paragraph: Any, text: str) -> None:
        """The words in several runs, as editing leaves them."""
        parts = text.split(" ")
        while parts:
            count = self.rng.choice((5, 9, 30, 60))
            paragraph.add_run(" ".join(parts[:count]) + (" " if len(parts) > count else ""))
            parts = parts[count:]

    def runs(self, paragraph: Any, runs: list[Run]) -> None:
        for run in runs:
            if isinstance(run, str):
                paragraph.add_run(run)
            else:
                self.slot(paragraph, run)

    def slot(self, paragraph: Any, slot: Slot) -> None:
        lines = self.filled.at(slot.name)
        if slot.name == "signatory.year":
            paragraph.add_run(lines[0] if lines else "200_")
        elif lines:
            self.value(paragraph, " ".join(lines), slot)
        else:
            self.blank(paragraph, slot.size)

    def value(self, paragraph: Any, text: str, _slot: Slot) -> None:
        spaces = "\u00a0" * self.rng.choice((1, 2, 4))
        for part in (spaces, text, spaces):
            paragraph.add_run(part).underline = True

    def blank(self, paragraph: Any, size: int) -> None:
        if self.tab_blanks and size > 12:
            paragraph.add_run("\t\t").underline = True
        else:
            paragraph.add_run("_" * size)

    # --- items ---

    def heading(self, item: Item) -> None:
        self.add(item.text).runs[0].bold = True

    def centered(self, item: Item) -> None:
        self.add(item.text, center=True)

    def paragraph(self, item: Item) -> None:
        self.add(item.text).paragraph_format.first_line_indent = Inches(1 if item.indent > 6 else 0.5)

    def legend(self, item: Item) -> None:
        self.add(item.text, indent=0.5)

    def caption(self, item: Item) -> None:
        self.add(f"\t{item.text}")

    def address(self, item: Item) -> None:
        paragraph = self.add(indent=0.5)
        for at, line in enumerate(item.lines):
            if at:
                paragraph.add_run().add_break()
            paragraph.add_run(line)

    def line(self, item: Item) -> None:
        self.runs(self.add(), item.runs)

    def wire(self, item: Item) -> None:
        seen = 0
        for row in item.rows:
            paragraph = self.add(indent=3)
            paragraph.paragraph_format.space_after = Pt(0)
            slot = row[-1]
            assert isinstance(slot, Slot)
            paragraph.add_run(f"{str(row[0]).strip()}\t" if isinstance(row[0], str) else "\t\t")
            lines = self.filled.at(slot.name)
            if slot.name == "wire.address":
                lines, seen = lines[seen : seen + 1], seen + 1
            if lines:
                self.value(paragraph, lines[0], slot)
            else:
                paragraph.add_run("_" * slot.size)

    def rules(self, item: Item) -> None:
        lines = self.filled.at(item.slot)
        for line in lines:
            self.value(self.add(), line, Slot(item.slot))
        for _ in range(item.count - len(lines)):
            self.add("_" * 66)

    def category(self, item: Item) -> None:
        first = True
        for inner in item.body:
            if inner.kind == "rules":
                self.rules(inner)
                continue
            paragraph = self.add(indent=1.5)
            if first:
                paragraph.paragraph_format.first_line_indent = Inches(-1.5)
                paragraph.add_run(f"Category {item.letter} ")
                self.mark(paragraph, Slot(item.slot, 2))
                paragraph.add_run("\t")
                first = False
            self.words(paragraph, inner.text)
            said = self.filled.at("accreditation.description_d") if item.letter == "D" else []
            if said and inner.text.endswith("(describe entity)"):
                paragraph.add_run(" ")
                self.value(paragraph, said[0], Slot("accreditation.description_d"))

    def mark(self, paragraph: Any, slot: Slot) -> None:
        lines = self.filled.at(slot.name)
        if lines:
            paragraph.add_run(f"_{lines[0]}_" if self.rng.random() < 0.5 else lines[0]).underline = True
        else:
            paragraph.add_run("_" * slot.size)

    def yes_no(self, item: Item) -> None:
        paragraph = self.add(indent=1)
        for run in item.runs:
            if isinstance(run, str):
                paragraph.add_run("\t\t" + run.strip() if run.strip() == "NO" else run.strip())
            else:
                self.mark(paragraph, run)

    def grid_head(self, _item: Item) -> None:
        for line in ("\t\t\t\t\tPublic or Private Companies", "\t\tPublic\tPrivate\twith no, or insignificant,",
                     "\t\tCompanies\tCompanies\tassets and operations"):  # fmt: skip
            paragraph = self.add(line)
            self._stops(paragraph)
            paragraph.paragraph_format.space_after = Pt(0)
            if "Public or" in line:
                paragraph.runs[0].text = "\t\t\t\tPublic or Private Companies"

    def _stops(self, paragraph: Any) -> None:
        for inches in (1.0, 1.5, 2.9, 4.3):
            paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(inches))

    def grid(self, item: Item) -> None:
        for row in item.rows:
            paragraph = self.add()
            self._stops(paragraph)
            paragraph.add_run(str(row[0]).strip())
            tabs = "\t" if len(str(row[0]).strip()) * 0.08 > 1 else "\t\t"
            for run in row[1:]:
                if isinstance(run, Slot):
                    paragraph.add_run(tabs)
                    self.mark(paragraph, Slot(run.name, 12))
                    tabs = "\t"

    def options(self, item: Item) -> None:
        for option in item.lines:
            paragraph = self.add(indent=0.7)
            paragraph.paragraph_format.space_after = Pt(2)
            chosen = manner_of(option) in self.filled.manners
            before = {"x": "X  ", "check": "✓ "}.get(self.circle, "") if chosen else ""
            letter = f"[{option[:3]}]" if chosen and self.circle == "bracket" else option[:3]
            for run in (paragraph.add_run(before), paragraph.add_run(f"{letter} "), paragraph.add_run(option[4:])):
                if chosen and self.circle in ("bold", "underline", "highlight"):
                    run.bold = self.circle == "bold" or None
                    run.underline = self.circle == "underline" or None
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW if self.circle == "highlight" else None

    def caption_rule(self, item: Item) -> None:
        paragraph = self.add()
        self._party(paragraph, item.slot, None, 34)
        self.add(item.text)

    def signature_row(self, item: Item) -> None:
        paragraph = self.add()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(3.3))
        left, right = item.rows[0]
        assert isinstance(left, Slot)
        assert isinstance(right, Slot)
        row = None if not left.name.endswith(".address") else 1 if item.lines[0] else 0
        self._party(paragraph, left.name, row, 30)
        paragraph.add_run("\t")
        self._party(paragraph, right.name, row, 30)
        if any(item.lines):
            under = self.add("")
            under.paragraph_format.tab_stops.add_tab_stop(Inches(3.3))
            under.add_run(f"{item.lines[0]}\t{item.lines[1]}")

    def _party(self, paragraph: Any, slot: str, row: int | None, size: int) -> None:
        lines = self.filled.at(slot, row)
        if lines and slot.endswith(("signature", "by")):
            self.signature(paragraph, lines[0])
        elif lines:
            self.value(paragraph, " ".join(lines), Slot(slot))
        else:
            paragraph.add_run("_" * size)

    def signature(self, paragraph: Any, text: str) -> None:
        run = paragraph.add_run(text)
        run.italic = run.underline = True

    def company(self, item: Item) -> None:
        paragraph = self.add(indent=3)
        paragraph.add_run("By: ")
        self._party(paragraph, "acceptance.by", None, 30)
        for line in item.lines:
            paragraph.add_run().add_break()
            paragraph.add_run(line)

    def page_end(self, item: Item) -> None:
        if item.text not in ("22", self.filled.case.get("drop")):
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


class Tracked(Runs):
    """Answers as tracked insertions over tracked deletions; altered wording tracked too."""

    number = 100

    def _tracked(self, paragraph: Any, kind: str, text: str) -> None:
        self.number += 1
        change = parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="{self.number}" w:author="Subscriber" w:date="2005-11-01T10:00:00Z"><w:r>'
            f'<w:{"t" if kind == "ins" else "delText"} xml:space="preserve"/></w:r></w:{kind}>'
        )
        change[0][0].text = text
        paragraph._p.append(change)

    def value(self, paragraph: Any, text: str, slot: Slot) -> None:
        self._tracked(paragraph, "del", "_" * slot.size)
        self._tracked(paragraph, "ins", text)

    def mark(self, paragraph: Any, slot: Slot) -> None:
        if slot.name in self.filled.marks:
            self.value(paragraph, self.filled.marks[slot.name], slot)
        else:
            paragraph.add_run("_" * slot.size)

    def signature(self, paragraph: Any, text: str) -> None:
        self.value(paragraph, text, Slot("", 30))

    def words(self, paragraph: Any, text: str) -> None:
        for change in self.filled.alterations:
            mark = change["found"] or change["after"]
            if mark in text:
                before, after = text.split(mark, 1)
                before += change.get("after", "")
                super().words(paragraph, before)
                self._tracked(paragraph, "del", change["printed"])
                if change["found"]:
                    self._tracked(paragraph, "ins", change["found"])
                super().words(paragraph, after)
                return
        super().words(paragraph, text)
