"""Ink on the blank: the exhibit set in a typewriter face, the answers drawn over it by another hand."""

import io
import random
import textwrap
from pathlib import Path

import pikepdf
from reportlab import rl_config
from reportlab.lib.colors import Color, black
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.make import signature_picture
from corpus.make.answers import Filled
from corpus.make.exhibit import RULE, Blank, Exhibit, load

rl_config.invariant = 1
LEFT, TOP, PITCH, LEADING = 66.0, 742.0, 6.0, 11.4
MONO = Path("/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf")
INK = (Color(0.05, 0.1, 0.55), black, Color(0.1, 0.1, 0.3))


def make(filled: Filled) -> bytes:
    """The blank with its answers drawn over it."""
    return Overlay(filled).file()


class Overlay:
    """One blank and one hand."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled
        self.rng = random.Random(f"hand of {filled.id}")
        self.exhibit: Exhibit = load(filled.alterations)
        self.face = "Courier"
        if self.rng.random() < 0.5:
            self.face = "Mono"
            pdfmetrics.registerFont(TTFont("Mono", str(MONO)))
        self.drawn_rules = self.rng.random() < 0.35
        self.hand = self.rng.choice(("Helvetica", "Times-Italic", "Courier-Bold", "Times-Roman", "Helvetica-Oblique"))
        self.size = self.rng.choice((9.0, 10.0, 10.5, 11.0))
        self.colour = self.rng.choice(INK)
        self.sign_by = self.rng.choice(("curves", "picture", "text"))
        self.mark_by = self.rng.choice(("lines", "check", "text"))
        self.circle_by = self.rng.choice(("ellipse", "loop", "ellipse", "lines"))
        self.furniture = self.rng.choice(("envelope", "header", "fax", "none"))
        self.pages: list[tuple[int, int, str]] = []
        start = 0
        for end, number in self.exhibit.page_ends:
            self.pages.append((start, end, number))
            start = end

    def file(self) -> bytes:
        """The finished file."""
        blank, ink = io.BytesIO(), io.BytesIO()
        below, above = Canvas(blank, pagesize=(612, 792)), Canvas(ink, pagesize=(612, 792))
        below.setTitle("Subscription Agreement")
        places = self._places()
        drop = {"certificate": "22"}.get(self.filled.case.get("drop", ""), self.filled.case.get("drop"))
        for page, (start, end, number) in enumerate(self.pages):
            if number == drop:
                continue
            self._print(below, start, end, number, page + 1)
            for slot, blanks in places.get(page, {}).items():
                self._answer(above, slot, blanks, start)
            below.showPage()
            above.showPage()
        below.save()
        above.save()
        with pikepdf.open(blank) as printed, pikepdf.open(ink) as drawn:
            for under, over in zip(printed.pages, drawn.pages, strict=True):
                form = printed.copy_foreign(over.as_form_xobject())
                name = under.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/Ink"))
                under.contents_add(f"q {name} Do Q".encode())
            out = io.BytesIO()
            printed.save(out)
        return out.getvalue()

    def _places(self) -> dict[int, dict[str, list[Blank]]]:
        places: dict[int, dict[str, list[Blank]]] = {}
        for slot, blanks in self.exhibit.slots.items():
            page = next(at for at, (start, end, _) in enumerate(self.pages) if start <= blanks[0].line < end)
            places.setdefault(page, {})[slot] = blanks
        return places

    def _print(self, canvas: Canvas, start: int, end: int, number: str, page: int) -> None:
        canvas.setFont(self.face, 10)
        for row, line in enumerate(self.exhibit.lines[start:end]):
            y = TOP - row * LEADING
            if self.drawn_rules:
                for match in RULE.finditer(line):
                    canvas.setLineWidth(0.6)
                    canvas.line(LEFT + match.start() * PITCH, y - 1.5, LEFT + match.end() * PITCH, y - 1.5)
            printed = RULE.sub(lambda match: " " * len(match[0]), line) if self.drawn_rules else line
            at = 0
            for word in printed.split(" "):
                if word:
                    canvas.drawString(LEFT + at * PITCH, y, word)
                at += len(word) + 1
        canvas.drawString(LEFT + 39 * PITCH, 40, number)
        if self.furniture == "envelope":
            canvas.setFont("Helvetica", 7)
            canvas.drawString(20, 778, "DocuSign Envelope ID: 6B1F0C2E-94D7-4A35-8E1B-2C7D50A9F318")
        elif self.furniture == "header":
            canvas.setFont("Times-Italic", 8)
            canvas.drawRightString(546, 770, "American Technologies Group, Inc. - Series E Subscription Agreement")
        elif self.furniture == "fax":
            canvas.setFont("Courier", 8)
            canvas.drawString(
                30,
                780,
                f"11/21/2005  14:{10 + page:02d}   212 288 4737              FAX                P.{page:02d}/22",
            )

    def _answer(self, canvas: Canvas, slot: str, blanks: list[Blank], start: int) -> None:
        canvas.setFillColor(self.colour)
        canvas.setStrokeColor(self.colour)
        key = {"nasd.firm_by": "nasd.firm_signature", "acceptance.by": "acceptance.signature"}.get(slot, slot)
        at = [(LEFT + b.start * PITCH, TOP - (b.line - start) * LEADING, (b.end - b.start) * PITCH) for b in blanks]
        if key in self.filled.signed:
            self._sign(canvas, self.filled.signed[key], *at[0])
        elif slot in self.filled.marks:
            self._mark(canvas, self.filled.marks[slot], *at[0])
        elif slot.startswith("title.") and slot[6:] in self.filled.manners:
            self._circle(canvas, *at[0][:2])
        elif slot in self.filled.written:
            self._write(canvas, slot, at)
        if slot == "signatory.month" and (year := self.filled.written.get("signatory.year")):
            line = self.exhibit.lines[blanks[0].line]
            canvas.setFont(self.hand, self.size)
            canvas.drawString(LEFT + line.index("200_") * PITCH + 3.1 * PITCH, at[0][1] + 1, year[0][3:])

    def _write(self, canvas: Canvas, slot: str, at: list[tuple[float, float, float]]) -> None:
        lines = self.filled.written[slot]
        if slot == "shares.number":
            lines = [lines[0].split(" (")[0]]
        size = self.size
        if slot.startswith("wire."):
            at = [(x, y, room + 60) for x, y, room in at]
        elif len(at) > 1:
            width = int(at[0][2] / (stringWidth("abcdefghij n", self.hand, size) / 12))
            lines = [part for line in lines for part in textwrap.wrap(line, max(width - 1, 10))]
            if slot.endswith(".address") and len(lines) == 1 and len(self.filled.id) % 2:
                at = at[1:]
        for (x, y, room), line in zip(at, lines, strict=False):
            fitted = size
            if slot != "accreditation.description_d":
                while stringWidth(line, self.hand, fitted) > room - 3 and fitted > 6.5:
                    fitted -= 0.25
            canvas.setFont(self.hand, fitted)
            canvas.drawString(x + self.rng.uniform(2, 6), y + self.rng.uniform(0.2, 2.4), line)
        if len(lines) > len(at):
            raise ValueError(f"{self.filled.id}: {slot} does not fit its rules")

    def _mark(self, canvas: Canvas, glyph: str, x: float, y: float, room: float) -> None:
        x += min(room / 2 - 4, self.rng.uniform(1, 8)) if room > 16 else 2
        if glyph.isalpha() and glyph not in ("X", "x", "XX"):
            canvas.setFont(self.hand, self.size - 1)
            canvas.drawString(x, y + 1, glyph)
        elif self.mark_by == "lines":
            canvas.setLineWidth(1.1)
            canvas.line(x, y, x + 7.5, y + 8)
            canvas.line(x, y + 8, x + 7.5, y)
        elif self.mark_by == "check":
            canvas.setLineWidth(1.2)
            path = canvas.beginPath()
            path.moveTo(x, y + 4)
            path.lineTo(x + 3, y)
            path.curveTo(x + 4, y + 4, x + 7, y + 8, x + 10, y + 10)
            canvas.drawPath(path)
        else:
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(x, y + 1, "X")

    def _circle(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.setLineWidth(1.0)
        if self.circle_by == "lines":
            self._mark_lines(canvas, x - 14, y)
        elif self.circle_by == "ellipse":
            canvas.ellipse(x - 4, y - 4, x + 22, y + 10)
        else:
            path = canvas.beginPath()
            path.moveTo(x + 18, y + 9)
            path.curveTo(x - 2, y + 14, x - 9, y + 1, x + 1, y - 3)
            path.curveTo(x + 14, y - 8, x + 28, y - 1, x + 22, y + 6)
            path.curveTo(x + 18, y + 12, x + 9, y + 11, x + 5, y + 9)
            canvas.drawPath(path)

    def _mark_lines(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + 7, y + 8)
        canvas.line(x, y + 8, x + 7, y)

    def _sign(self, canvas: Canvas, name: str, x: float, y: float, room: float) -> None:
        if self.sign_by == "text":
            canvas.setFont("Times-Italic", 11)
            canvas.drawString(x + 4, y + 1.5, f"/s/ {name}")
        elif self.sign_by == "picture":
            picture = ImageReader(io.BytesIO(signature_picture.png(name)))
            canvas.drawImage(picture, x + 6, y - 5, width=min(room - 10, 128), height=28, mask="auto")
        else:
            canvas.setLineWidth(0.9)
            scale = min(0.62, (room - 12) / 220)
            for stroke in signature_picture.strokes(name):
                path = canvas.beginPath()
                points = [(x + 6 + px * scale, y + 22 - py * 0.5) for px, py in stroke]
                path.moveTo(*points[0])
                for a, b, c in zip(points[1::3], points[2::3], points[3::3], strict=False):
                    path.curveTo(*a, *b, *c)
                canvas.drawPath(path)
