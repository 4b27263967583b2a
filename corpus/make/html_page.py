"""HTML pages, made in four ways: an EDGAR <PRE>, modern pages of two builds, and LibreOffice's export."""

# ruff: noqa: D102 - the methods are named after the items they set

import base64
import html
import re

from corpus.make import plain_text, signature_picture
from corpus.make.answers import Filled
from corpus.make.flow import Item, Run, Slot, flow, manner_of

WINGDINGS = ('<font face="Wingdings">&#168;</font>', '<font face="Wingdings">&#254;</font>')
BOXES = (("☐", "☒"), ("&#9744;", "&#9746;"), ("&#9744;", "&#9745;"), WINGDINGS, ("[ ]", "[X]"))


def make(filled: Filled, means: str) -> bytes:
    """An HTML file made by these means."""
    if means == "pre":
        return _pre(filled)
    if means == "tables":
        return Tables(filled).page().encode("utf-8")
    if means == "divs":
        return Divs(filled).page().encode("utf-8")
    if means == "office":
        from corpus.make import office, word

        return office.convert(word.make(filled, "runs"), "docx", "html")
    raise ValueError(f"no such way of making HTML: {means}")


def _pre(filled: Filled) -> bytes:
    made = plain_text.typed(filled, how="over", ascii_only=filled.rng.random() < 0.7)
    pages = [
        "\n".join(html.escape(line, quote=False) for line in lines) + f"\n\n\n\n{' ' * 39}{number}"
        for lines, number in plain_text.pages(made)
    ]
    body = "\n</PRE>\n<HR>\n<!-- page break -->\n<PRE>\n<PAGE>\n".join(pages)
    head = "<DOCUMENT>\n<TYPE>EX-4.28\n<SEQUENCE>9\n<FILENAME>v026173_ex4-28.htm\n<TEXT>\n"
    start = f"{head}<HTML>\n<HEAD><TITLE>SUBSCRIPTION AGREEMENT</TITLE></HEAD>\n<BODY>\n<PRE>\n"
    text = f"{start}{body}\n</PRE>\n</BODY>\n</HTML>\n</TEXT>\n</DOCUMENT>\n"
    return text.encode("ascii", "xmlcharrefreplace")


class Tables:
    """Paragraphs and tables, as a filing agent's or a lawyer's converter writes them."""

    def __init__(self, filled: Filled, circle: str | None = None) -> None:
        self.filled = filled
        self.rng = filled.rng
        self.boxes = self.rng.choice(BOXES) if self.rng.random() < 0.75 else None
        self.circle = circle or self.rng.choice(("bold", "underline", "highlight", "x", "check", "bracket"))
        self.font = self.rng.choice(("Times New Roman", "Arial", "Georgia"))

    def page(self) -> str:
        body = "\n".join(part for item in flow(self.filled) if (part := self.item(item)))
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Subscription Agreement</title>\n'
            f"<style>{self.style()}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
        )

    def style(self) -> str:
        return (
            f"body {{ font-family: '{self.font}', serif; font-size: 11pt; max-width: 46em; margin: 1em auto; }}\n"
            "p { text-align: justify; } td { vertical-align: top; } .in { text-indent: 2em } .sub { margin-left: 2em; "
            "text-indent: 2em } .center { text-align: center } .rule { border-bottom: 1px solid black }\n"
        )

    def item(self, item: Item) -> str:
        return str(getattr(self, "page_end" if item.kind == "page" else item.kind)(item))

    def words(self, text: str) -> str:
        text = html.escape(text, quote=False)
        if self.filled.id[0] < "n":
            text = re.sub(r'"([^"]*)"', r"&ldquo;\1&rdquo;", text).replace("'", "&rsquo;")
        return text

    def runs(self, runs: list[Run]) -> str:
        return "".join(self.words(run) if isinstance(run, str) else self.slot(run) for run in runs)

    def slot(self, slot: Slot) -> str:
        if slot.name.endswith((".yes", ".no")) and self.boxes:
            return self.boxes[slot.name in self.filled.marks]
        lines = self.filled.at(slot.name)
        if not lines:
            return "200_" if slot.name == "signatory.year" else "_" * slot.size
        text = html.escape(" ".join(lines), quote=False)
        if slot.name == "signatory.year":
            return f"20<u>{text[2:]}</u>" if self.rng.random() < 0.5 else text
        if self.rng.random() < 0.5:
            return f"<u>&nbsp;&nbsp;{text}&nbsp;&nbsp;</u>"
        return f"__<u>{text}</u>____"

    def mark(self, slot: str) -> str:
        if self.boxes:
            return self.boxes[slot in self.filled.marks]
        lines = self.filled.at(slot)
        return f"<u>&nbsp;{html.escape(lines[0])}&nbsp;</u>" if lines else "__"

    def signature(self, slot: str) -> str:
        lines = self.filled.at(slot)
        return f"<i>{html.escape(lines[0])}</i>" if lines else "&nbsp;"

    # --- items ---

    def heading(self, item: Item) -> str:
        return f"<p><b>{self.words(item.text)}</b></p>"

    def centered(self, item: Item) -> str:
        return f'<p class="center">{self.words(item.text)}</p>'

    def paragraph(self, item: Item) -> str:
        return f'<p class="{"sub" if item.indent > 6 else "in"}">{self.words(item.text)}</p>'

    def legend(self, item: Item) -> str:
        return f"<blockquote><p>{self.words(item.text)}</p></blockquote>"

    def caption(self, item: Item) -> str:
        return f"<p>&nbsp;&nbsp;&nbsp;{self.words(item.text)}</p>"

    def address(self, item: Item) -> str:
        return f"<p>{'<br>'.join(self.words(line) for line in item.lines)}</p>"

    def line(self, item: Item) -> str:
        return f"<p>{self.runs(item.runs)}</p>"

    def wire(self, item: Item) -> str:
        rows, seen = [], 0
        for row in item.rows:
            label = self.words(row[0]) if isinstance(row[0], str) else ""
            slot = row[-1]
            assert isinstance(slot, Slot)
            lines = self.filled.at(slot.name)
            if slot.name == "wire.address":
                lines, seen = lines[seen : seen + 1], seen + 1
            value = html.escape(lines[0], quote=False) if lines else "________________"
            rows.append(f"<tr><td>{label}</td><td>{value}</td></tr>")
        return f'<table style="margin-left: 40%">{"".join(rows)}</table>'

    def rules(self, item: Item) -> str:
        lines = list(self.filled.at(item.slot))
        out = [f"<u>{html.escape(line, quote=False)}</u>" for line in lines]
        out += ["_" * 74] * max(0, item.count - len(out))
        return "\n".join(f"<p>{line}</p>" for line in out)

    def category(self, item: Item) -> str:
        parts = []
        for inner in item.body:
            if inner.kind == "rules":
                parts.append(self.rules(inner))
                continue
            text = self.words(inner.text)
            said = self.filled.at("accreditation.description_d") if item.letter == "D" else []
            if said and inner.text.endswith("(describe entity)"):
                text += f" <u>{html.escape(said[0], quote=False)}</u>"
            parts.append(f"<p>{text}</p>")
        return (
            f'<table><tr><td style="width: 8em">Category {item.letter} {self.mark(item.slot)}</td>'
            f"<td>{''.join(parts)}</td></tr></table>"
        )

    def yes_no(self, item: Item) -> str:
        yes, no = self.runs(item.runs[:2]), self.runs(item.runs[2:])
        return f'<table style="width: 60%"><tr><td>{yes}</td><td>{no}</td></tr></table>'

    def grid_head(self, _item: Item) -> str:
        return ""

    def grid(self, item: Item) -> str:
        heads = ("", "Public Companies", "Private Companies",
                 "Public or Private Companies with no, or insignificant, assets and operations")  # fmt: skip
        rows = ["<tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>"]
        for row in item.rows:
            cells = [f"<td>{self.words(str(row[0]))}</td>"]
            for run in row:
                if isinstance(run, Slot):
                    marked = run.name in self.filled.marks
                    cells.append(f'<td class="rule">{self.filled.marks[run.name] if marked else "&nbsp;"}</td>')
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f'<table style="width: 90%">{"".join(rows)}</table>'

    def options(self, item: Item) -> str:
        return "\n".join(f"<p>{self.option(option)}</p>" for option in item.lines)

    def option(self, option: str) -> str:
        letter, rest = self.words(option[:3]), self.words(option[4:])
        if manner_of(option) not in self.filled.manners:
            return f"{letter} {rest}"
        return {
            "bold": f"<b>{letter} {rest}</b>",
            "underline": f"<u>{letter} {rest}</u>",
            "highlight": f'<span style="background-color: yellow">{letter} {rest}</span>',
            "x": f"X {letter} {rest}",
            "check": f"&#10003; {letter} {rest}",
            "bracket": f"[{letter}] {rest}",
            "ellipse": '<span style="border: 1.5px solid blue; border-radius: 50%; padding: 1px 3px">'
            f"{letter}</span> {rest}",
        }[self.circle]

    def caption_rule(self, item: Item) -> str:
        sign = item.slot.endswith("signature")
        value = self.signature(item.slot) if sign else html.escape(" ".join(self.filled.at(item.slot))) or "&nbsp;"
        rows = f'<tr><td class="rule">{value}</td></tr><tr><td>{self.words(item.text)}</td></tr>'
        return f'<table style="width: 50%">{rows}</table>'

    def signature_row(self, item: Item) -> str:
        cells, captions = [], []
        for slot, caption in zip(item.rows[0], item.lines, strict=True):
            assert isinstance(slot, Slot)
            cells.append(f'<td class="rule" style="width: 45%">{self.party_value(slot.name, caption)}</td>')
            captions.append(f"<td>{self.words(caption)}</td>")
        gap = '<td style="width: 5%"></td>'
        under = f"<tr>{gap.join(captions)}</tr>" if any(item.lines) else ""
        return f'<table style="width: 100%"><tr>{gap.join(cells)}</tr>{under}</table>'

    def party_value(self, slot: str, caption: str) -> str:
        if slot.endswith(".signature"):
            return self.signature(slot)
        row = (1 if caption else 0) if slot.endswith(".address") else None
        lines = self.filled.at(slot, row)
        return "<br>".join(html.escape(line, quote=False) for line in lines) or "&nbsp;"

    def company(self, item: Item) -> str:
        lines = "<br>".join(self.words(line) for line in item.lines)
        return f'<p style="margin-left: 50%">{self.runs(item.runs)}<br>{lines}</p>'

    def page_number(self, number: str) -> str:
        return f'<p class="center">{number}</p>'

    def page_break(self) -> str:
        return '<hr style="page-break-after: always">'

    def page_end(self, item: Item) -> str:
        return f"{self.page_number(item.text)}\n{self.page_break() if item.text != '22' else ''}"


class Divs(Tables):
    """One page of divisions and a form's inputs, as a web form is saved."""

    def style(self) -> str:
        return (
            f"body {{ font: 15px/1.5 {self.font}, sans-serif; margin: 2em; }} div {{ margin: .6em 0 }} "
            ".two { display: grid; grid-template-columns: 1fr 1fr; gap: 2em } .cap { font-size: 85%; color: #333 } "
            "input[type=text], textarea { border: 0; border-bottom: 1px solid #000; width: 90%; }\n"
        )

    def slot(self, slot: Slot) -> str:
        if slot.name.endswith((".yes", ".no")):
            checked = " checked" if slot.name in self.filled.marks else ""
            return f' <input type="checkbox" name="{slot.name}"{checked}>'
        value = " ".join(self.filled.at(slot.name))
        if slot.name == "signatory.year":
            return value or "200_"
        if self.rng.random() < 0.5:
            return f'<input type="text" style="width: {max(slot.size, 10)}ch" value="{html.escape(value)}">'
        return (
            f'<span style="border-bottom: 1px solid">&nbsp;{html.escape(value, quote=False)}&nbsp;</span>'
            if value
            else "_" * slot.size
        )

    def mark(self, slot: str) -> str:
        return f'<input type="checkbox"{" checked" if slot in self.filled.marks else ""}>'

    def signature(self, slot: str) -> str:
        lines = self.filled.at(slot)
        if not lines:
            return "&nbsp;"
        picture = base64.b64encode(signature_picture.png(lines[0][4:])).decode()
        return f'<img alt="signature" width="220" height="50" src="data:image/png;base64,{picture}">'

    def paragraph(self, item: Item) -> str:
        return f"<div>{self.words(item.text)}</div>"

    def centered(self, item: Item) -> str:
        return f'<div style="text-align: center">{self.words(item.text)}</div>'

    def line(self, item: Item) -> str:
        return f"<div>{self.runs(item.runs)}</div>"

    def rules(self, item: Item) -> str:
        value = "\n".join(self.filled.at(item.slot))
        return f'<div><textarea rows="{item.count}">{html.escape(value, quote=False)}</textarea></div>'

    def category(self, item: Item) -> str:
        parts = [f"<div>Category {item.letter} {self.mark(item.slot)} "]
        for at, inner in enumerate(item.body):
            if inner.kind == "rules":
                parts.append(self.rules(inner))
                continue
            text = self.words(inner.text)
            said = self.filled.at("accreditation.description_d") if item.letter == "D" else []
            if said and inner.text.endswith("(describe entity)"):
                text += f" {html.escape(said[0], quote=False)}"
            parts.append(text if at == 0 else f"<div>{text}</div>")
        return "".join(parts) + "</div>"

    def yes_no(self, item: Item) -> str:
        return f"<div>{self.runs(item.runs)}</div>"

    def grid(self, item: Item) -> str:
        heads = ("Public<br>Companies", "Private<br>Companies",
                 "Public or Private Companies<br>with no, or insignificant,<br>assets and operations")  # fmt: skip
        rows = ["<tr><td></td>" + "".join(f"<td>{head}</td>" for head in heads) + "</tr>"]
        for row in item.rows:
            cells = "".join(f"<td>{self.mark(run.name)}</td>" for run in row if isinstance(run, Slot))
            rows.append(f"<tr><td>{row[0]}</td>{cells}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def signature_row(self, item: Item) -> str:
        cells = []
        for slot, caption in zip(item.rows[0], item.lines, strict=True):
            assert isinstance(slot, Slot)
            value = self.party_value(slot.name, caption)
            cells.append(
                f'<div><div style="border-bottom: 1px solid">{value}</div>'
                f'<div class="cap">{self.words(caption)}</div></div>'
            )
        return f'<div class="two">{"".join(cells)}</div>'

    def page_break(self) -> str:
        return ""

    def page_number(self, _number: str) -> str:
        return ""
