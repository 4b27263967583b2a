"""Word files of tables, content controls and pictures: a firm's own form."""

# ruff: noqa: D102 - the methods are named after the items they set

import io
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt

from corpus.make import signature_picture
from corpus.make.flow import Item, Slot, manner_of
from corpus.make.word import Runs

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def _widths(table: Any, inches: tuple[float, ...]) -> None:
    for at, width in enumerate(inches):
        table.columns[at].width = Inches(width)
        for cell in table.columns[at].cells:
            cell.width = Inches(width)


class Tables(Runs):
    """Tables for the columns, content controls and check boxes for the answers, a header and footer."""

    def furniture(self) -> None:
        section = self.document.sections[0]
        section.header.paragraphs[0].text = "American Technologies Group, Inc. – Subscription Agreement"
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer.add_run("Page ")
        self._field(footer, "PAGE", "1")
        footer.add_run(" of ")
        self._field(footer, "NUMPAGES", "22")
        self.boxes = self.rng.choice(("control", "wingdings", "unicode"))
        self.numbered = len(self.filled.id) % 2 == 0
        if self.numbered:
            self.circle = self.rng.choice(("bold", "underline", "highlight"))

    def _field(self, paragraph: Any, code: str, shown: str) -> None:
        field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>')
        paragraph._p.append(field)

    def value(self, paragraph: Any, text: str, _slot: Slot) -> None:
        if self.rng.random() < 0.4:
            paragraph.add_run(text).underline = True
            return
        control: Any = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:u w:val="single"/></w:rPr>'
            '<w:t xml:space="preserve"></w:t></w:r></w:sdtContent></w:sdt>'
        )
        control.find(f".//{qn('w:t')}").text = text
        paragraph._p.append(control)

    def blank(self, paragraph: Any, size: int) -> None:
        paragraph.add_run("_" * size)

    def mark(self, paragraph: Any, slot: Slot) -> None:
        checked = slot.name in self.filled.marks
        if self.boxes == "wingdings":
            run = paragraph.add_run()
            run._r.append(
                parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="{"F0FE" if checked else "F0A8"}"/>')
            )
        elif self.boxes == "unicode":
            paragraph.add_run("☒" if checked else "☐")
        else:
            glyph = "☒" if checked else "☐"
            paragraph._p.append(parse_xml(
                f'<w:sdt {nsdecls("w")} xmlns:w14="{W14}"><w:sdtPr><w14:checkbox><w14:checked '
                f'w14:val="{int(checked)}"/>'
                '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" '
                'w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts '
                'w:ascii="MS Gothic" '
                f'w:hAnsi="MS Gothic"/></w:rPr><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>'
            ))  # fmt: skip

    def category(self, item: Item) -> None:
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        left, right = table.rows[0].cells
        _widths(table, (1.4, 5.0))
        left.paragraphs[0].add_run(f"Category {item.letter} ")
        self.mark(left.paragraphs[0], Slot(item.slot))
        for at, inner in enumerate(item.body):
            if inner.kind == "rules":
                lines = self.filled.at(inner.slot)
                for line in lines:
                    self.value(right.add_paragraph(), line, Slot(inner.slot))
                for _ in range(inner.count - len(lines)):
                    right.add_paragraph("_" * 50)
                continue
            paragraph = right.add_paragraph() if at else right.paragraphs[0]
            self.words(paragraph, inner.text)
            said = self.filled.at("accreditation.description_d") if item.letter == "D" else []
            if said and inner.text.endswith("(describe entity)"):
                paragraph.add_run(" ")
                self.value(paragraph, said[0], Slot("accreditation.description_d"))
        self.add()

    def grid_head(self, _item: Item) -> None:
        """The heads stand in the grid's own table."""

    def grid(self, item: Item) -> None:
        table = self.document.add_table(rows=1, cols=4)
        table.style = "Table Grid"
        heads = ("", "Public Companies", "Private Companies",
                 "Public or Private Companies with no, or insignificant, assets and operations")  # fmt: skip
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.text = head
        for row in item.rows:
            cells = table.add_row().cells
            cells[0].text = str(row[0]).strip()
            for cell, run in zip(cells[1:], [run for run in row if isinstance(run, Slot)], strict=True):
                cell.text = self.filled.marks.get(run.name, "")
        self.add()

    def options(self, item: Item) -> None:
        if not self.numbered:
            super().options(item)
            return
        for option in item.lines:
            paragraph = self.add()
            run = paragraph.add_run(option[4:])
            if manner_of(option) in self.filled.manners:
                run.bold = self.circle == "bold" or None
                run.underline = self.circle == "underline" or None
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW if self.circle == "highlight" else None
            self._number(paragraph)

    def _number(self, paragraph: Any) -> None:
        """Automatic numbering (a), (b) …: the letters are in no text."""
        numbering = self.document.part.numbering_part.element
        if numbering.find(f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='77']") is None:
            abstract = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="singleLevel"/>'
                '<w:lvl w:ilvl="0">'
                '<w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/><w:lvlJc w:val="left"/>'
                '<w:pPr><w:ind w:left="1080" w:hanging="480"/></w:pPr></w:lvl></w:abstractNum>'
            )
            numbering.insert(0, abstract)
            numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))

    def yes_no(self, item: Item) -> None:
        table = self.document.add_table(rows=1, cols=2)
        for cell, run, slot in zip(table.rows[0].cells, item.runs[::2], item.runs[1::2], strict=True):
            assert isinstance(slot, Slot)
            cell.paragraphs[0].add_run(f"{str(run).strip()} ")
            self.mark(cell.paragraphs[0], slot)
        self.add()

    def signature_row(self, item: Item) -> None:
        table = self.document.add_table(rows=1, cols=3)
        table.autofit = False
        row = table.rows[0]
        for at, (slot, caption) in zip((0, 2), zip(item.rows[0], item.lines, strict=True), strict=True):
            assert isinstance(slot, Slot)
            self._underline(row.cells[at])
            lower = None if not slot.name.endswith(".address") else 1 if caption else 0
            lines = self.filled.at(slot.name, lower)
            paragraph = row.cells[at].paragraphs[0]
            if lines and slot.name.endswith(".signature"):
                self.signature(paragraph, lines[0])
            else:
                for number, line in enumerate(lines):
                    (paragraph if number == 0 else row.cells[at].add_paragraph()).add_run(line)
        if any(item.lines):
            under = table.add_row()
            under.cells[0].text, under.cells[2].text = item.lines
        _widths(table, (3.0, 0.3, 3.1))
        for row in table.rows:
            for cell in row.cells:
                cell.paragraphs[-1].paragraph_format.space_after = Pt(2)

    def _underline(self, cell: Any) -> None:
        borders = parse_xml(
            f"<w:tcBorders {nsdecls('w')}>"
            '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
        )
        cell._tc.get_or_add_tcPr().append(borders)


class Pictures(Tables):
    """Signatures as pictures in the line, the company's signature in a text box."""

    def signature(self, paragraph: Any, text: str) -> None:
        paragraph.add_run().add_picture(io.BytesIO(signature_picture.png(text[4:])), height=Inches(0.42))

    def company(self, item: Item) -> None:
        before = len(self.document.element.body)
        super().company(item)
        body = self.document.element.body
        inner = body[before - 1]  # the paragraph before the section's properties
        inner.remove(inner.find(qn("w:pPr")))
        holder = self.document.add_paragraph()
        box: Any = parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
            '<v:shape style="width:250pt;height:80pt">'
            "<v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r>"
        )
        box.find(f".//{qn('w:txbxContent')}").append(inner)
        holder._p.append(box)
