"""A new layout of the whole form: running text in one or two columns, tables for the answers."""

# ruff: noqa: D102 - the methods are named after the items they set

import html
import io
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import black, yellow
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from corpus.make import signature_picture
from corpus.make.answers import Filled
from corpus.make.flow import Item, Run, Slot, flow, manner_of

rl_config.invariant = 1
SYMBOLS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def make(filled: Filled) -> bytes:
    """The form set anew."""
    return Layout(filled).file()


class Layout:
    """One house style."""

    def __init__(self, filled: Filled) -> None:
        pdfmetrics.registerFont(TTFont("Symbols", SYMBOLS))
        self.filled, self.rng = filled, filled.rng
        self.columns = self.rng.choice((1, 2))
        self.size = self.rng.choice((LETTER, A4))
        self.face, self.bold = self.rng.choice((("Times-Roman", "Times-Bold"), ("Helvetica", "Helvetica-Bold")))
        self.boxes = self.rng.random() < 0.6
        self.circle = self.rng.choice(("bold", "underline", "highlight", "x", "bracket"))
        self.body = ParagraphStyle("body", fontName=self.face, fontSize=9.5, leading=11.8, spaceAfter=6,
                                   alignment=TA_JUSTIFY, firstLineIndent=18)  # fmt: skip
        self.flat = ParagraphStyle("flat", parent=self.body, firstLineIndent=0, alignment=0)
        self.centre = ParagraphStyle("centre", parent=self.flat, alignment=TA_CENTER)
        self.head = ParagraphStyle("head", parent=self.flat, fontName=self.bold, spaceBefore=8)
        self.small = ParagraphStyle("small", parent=self.flat, fontSize=8, spaceAfter=1)

    def file(self) -> bytes:
        width, height = self.size
        buffer = io.BytesIO()
        document = BaseDocTemplate(buffer, pagesize=self.size, title="Subscription Agreement")
        margin, gap = 60, 18
        one = [Frame(margin, 60, width - 2 * margin, height - 130, id="one")]
        half = (width - 2 * margin - gap) / 2
        two = [Frame(margin + at * (half + gap), 60, half, height - 130, id=f"two{at}") for at in (0, 1)]
        document.addPageTemplates([
            PageTemplate("running", two if self.columns == 2 else one, onPage=self._furniture),
            PageTemplate("answers", one, onPage=self._furniture),
        ])  # fmt: skip
        story: list[Flowable] = []
        for item in flow(self.filled):
            if item.kind == "page":
                if item.text in ("16", "20", "21"):
                    story += [NextPageTemplate("answers"), PageBreak()]
                continue
            story += getattr(self, item.kind)(item)
        document.build(story)
        return buffer.getvalue()

    def _furniture(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(self.face, 8)
        canvas.drawString(60, self.size[1] - 40, "Series E Convertible Preferred Stock")
        canvas.drawRightString(self.size[0] - 60, self.size[1] - 40, "Subscription Agreement")
        canvas.drawCentredString(self.size[0] / 2, 34, f"Page {document.page}")

    # --- runs ---

    def words(self, text: str) -> str:
        return html.escape(text, quote=False).replace(' "', " “").replace('("', "(“").replace('"', "”")

    def runs(self, runs: list[Run]) -> str:
        return "".join(self.words(run) if isinstance(run, str) else self.slot(run) for run in runs)

    def slot(self, slot: Slot) -> str:
        if slot.name.endswith((".yes", ".no")):
            return self.mark(slot)
        lines = self.filled.at(slot.name)
        if slot.name == "signatory.year":
            return lines[0] if lines else "200_"
        if not lines:
            return "_" * slot.size
        return f"<u>&nbsp;&nbsp;{html.escape(' '.join(lines), quote=False)}&nbsp;&nbsp;</u>"

    def mark(self, slot: Slot) -> str:
        marked = slot.name in self.filled.marks
        if self.boxes:
            return f'<font name="Symbols">{"☒" if marked else "☐"}</font>'
        glyph = self.filled.marks.get(slot.name, "")
        return f'_<font name="Symbols">{glyph}</font>_' if marked else "_" * min(slot.size, 9)

    # --- items ---

    def heading(self, item: Item) -> list[Flowable]:
        return [Paragraph(self.words(item.text), self.head)]

    def centered(self, item: Item) -> list[Flowable]:
        return [Paragraph(self.words(item.text), self.centre)]

    def paragraph(self, item: Item) -> list[Flowable]:
        return [Paragraph(self.words(item.text), self.body)]

    def legend(self, item: Item) -> list[Flowable]:
        return [
            Paragraph(self.words(item.text), ParagraphStyle("legend", parent=self.flat, leftIndent=20, rightIndent=20))
        ]

    def caption(self, item: Item) -> list[Flowable]:
        return [Paragraph(self.words(item.text), ParagraphStyle("by", parent=self.small, leftIndent=24))]

    def address(self, item: Item) -> list[Flowable]:
        return [Paragraph("<br/>".join(self.words(line) for line in item.lines), self.flat)]

    def line(self, item: Item) -> list[Flowable]:
        return [Paragraph(self.runs(item.runs), self.flat)]

    def wire(self, item: Item) -> list[Flowable]:
        rows, seen = [], 0
        for row in item.rows:
            label = str(row[0]).strip() if isinstance(row[0], str) else ""
            slot = row[-1]
            assert isinstance(slot, Slot)
            lines = self.filled.at(slot.name)
            if slot.name == "wire.address":
                lines, seen = lines[seen : seen + 1], seen + 1
            value = html.escape(lines[0], quote=False) if lines else "_" * 16
            rows.append([Paragraph(label, self.small), Paragraph(value, self.small)])
        return [Table(rows, colWidths=[72, 150], hAlign="RIGHT"), Spacer(1, 6)]

    def rules(self, item: Item) -> list[Flowable]:
        lines = self.filled.at(item.slot)
        out: list[Flowable] = [Paragraph(f"<u>{html.escape(line, quote=False)}</u>", self.flat) for line in lines]
        return out + [Paragraph("_" * 42 if "company" in item.slot else "_" * 70, self.flat)] * (
            item.count - len(lines)
        )

    def category(self, item: Item) -> list[Flowable]:
        cell: list[Flowable] = []
        for inner in item.body:
            if inner.kind == "rules":
                lines = self.filled.at(inner.slot)
                cell += [Paragraph(f"<u>{html.escape(line, quote=False)}</u>", self.flat) for line in lines]
                cell += [Paragraph("_" * 56, self.flat)] * (inner.count - len(lines))
                continue
            text = self.words(inner.text)
            said = self.filled.at("accreditation.description_d") if item.letter == "D" else []
            if said and inner.text.endswith("(describe entity)"):
                text += f" <u>{html.escape(said[0], quote=False)}</u>"
            cell.append(Paragraph(text, self.flat))
        label = Paragraph(f"Category {item.letter} {self.mark(Slot(item.slot, 2))}", self.flat)
        return [Table([[label, cell]], colWidths=[92, None], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])]

    def yes_no(self, item: Item) -> list[Flowable]:
        cells = []
        for run, slot in zip(item.runs[::2], item.runs[1::2], strict=True):
            assert isinstance(slot, Slot)
            cells.append(Paragraph(f"{str(run).strip()} {self.mark(slot)}", self.flat))
        return [Table([cells], colWidths=[150, 150])]

    def grid_head(self, _item: Item) -> list[Flowable]:
        return []

    def grid(self, item: Item) -> list[Flowable]:
        heads = ("", "Public<br/>Companies", "Private<br/>Companies",
                 "Public or Private Companies<br/>with no, or insignificant,<br/>assets and operations")  # fmt: skip
        rows = [[Paragraph(head, self.small) for head in heads]]
        for row in item.rows:
            slots = [run for run in row if isinstance(run, Slot)]
            marks = [f'<font name="Symbols">{self.filled.marks.get(slot.name, "")}</font>' for slot in slots]
            rows.append([Paragraph(str(row[0]).strip(), self.flat), *(Paragraph(mark, self.flat) for mark in marks)])
        return [
            Table(rows, colWidths=[80, 85, 85, 150], style=[("LINEBELOW", (1, 1), (-1, -1), 0.6, black)]),
            Spacer(1, 6),
        ]

    def options(self, item: Item) -> list[Flowable]:
        out: list[Flowable] = []
        for option in item.lines:
            letter, rest = option[:3], self.words(option[4:])
            text = f"{letter} {rest}"
            if manner_of(option) in self.filled.manners:
                text = {
                    "bold": f"<b>{text}</b>", "underline": f"<u>{text}</u>", "x": f"X {text}",
                    "highlight": f'<font backColor="{yellow.hexval().replace("0x", "#")}">{text}</font>',
                    "bracket": f"[{letter}] {rest}",
                }[self.circle]  # fmt: skip
            out.append(Paragraph(text, ParagraphStyle("option", parent=self.flat, leftIndent=40, spaceAfter=2)))
        return out

    def caption_rule(self, item: Item) -> list[Flowable]:
        cell = self._party(item.slot, None)
        table = Table([[cell], [Paragraph(item.text, self.small)]], colWidths=[210], hAlign="LEFT",
                      style=[("LINEBELOW", (0, 0), (0, 0), 0.6, black)])  # fmt: skip
        return [table]

    def signature_row(self, item: Item) -> list[Flowable]:
        left, right = item.rows[0]
        assert isinstance(left, Slot)
        assert isinstance(right, Slot)
        row = None if not left.name.endswith(".address") else 1 if item.lines[0] else 0
        rows = [[self._party(left.name, row), "", self._party(right.name, row)]]
        if any(item.lines):
            rows.append([Paragraph(item.lines[0], self.small), "", Paragraph(item.lines[1], self.small)])
        style: list[Any] = [("LINEBELOW", (at, 0), (at, 0), 0.6, black) for at in (0, 2)]
        style += [
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ]
        return [KeepTogether(Table(rows, colWidths=[210, 24, 210], style=style))]

    def _party(self, slot: str, row: int | None) -> Flowable:
        lines = self.filled.at(slot, row)
        if not lines:
            return Spacer(1, 13)
        if slot.endswith(".signature") and self.face == "Helvetica":
            return Image(io.BytesIO(signature_picture.png(lines[0][4:])), width=120, height=27, hAlign="LEFT")
        return Paragraph("<br/>".join(html.escape(line, quote=False) for line in lines), self.small)

    def company(self, item: Item) -> list[Flowable]:
        lines = "<br/>".join(self.words(line) for line in item.lines)
        return [
            Paragraph(f"{self.runs(item.runs)}<br/>{lines}", ParagraphStyle("co", parent=self.flat, leftIndent=230))
        ]
