"""The walk through a Word file's XML: what stands in it, in its order, with its tracked changes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml import etree

from extractors.readers.word_blocks import (
    TWIPS_A_COLUMN,
    Atom,
    Block,
    Cell,
    Change,
    Drawn,
    Paragraph,
    Section,
    Table,
    TableRow,
    within,
)
from extractors.readers.word_drawing import chosen, drawn
from extractors.readers.word_fields import BLANK, Field, StandIn, answer, control, is_prompt, shown_by_code
from extractors.readers.word_names import MC, VAL, M, R, W, is_on, twips, value, whole
from extractors.readers.word_numbering import Numbering
from extractors.readers.word_package import corrupt
from extractors.readers.word_styles import Look, Styles, borders, with_level
from extractors.sheet import Source, UnreadableError
from extractors.symbols import is_symbol_font, symbol

MAX_DEPTH = 120
"""Of elements that hold text within each other; a person's file has a dozen."""

_CHANGES: dict[str, Change] = {f"{W}ins": "in", f"{W}moveTo": "in", f"{W}del": "out", f"{W}moveFrom": "out"}
_SDT, _SDT_CONTENT, _ALTERNATIVES = f"{W}sdt", f"{W}sdtContent", f"{MC}AlternateContent"
_P, _R, _T, _TBL = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl"
_SILENT = frozenset(
    f"{W}{name}" for name in "pPr rPr instrText delInstrText rt sdtPr sdtEndPr tblPr tblGrid trPr tcPr ffData".split()
)
_TRIMMED = " \t\r\n"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Soft hyphens and marks of no width are no letters; the hyphen that does not break is one.
_CLEANED = str.maketrans(
    {
        "\u2011": "-",
        "\u2010": "-",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202c\u202d", ""),
    }
)
_SPACES = re.compile(r"[\t\r\n]")
_is_symbolic = cache(is_symbol_font)


class Context(NamedTuple):
    """What the elements around a text say of it."""

    change: Change = ""
    source: Source = "text"
    stand_in: StandIn | None = None


PLAIN_CONTEXT = Context()


class Reference(NamedTuple):
    """A mark in the text that calls for a note or a comment."""

    kind: str
    """footnote, endnote or comment"""
    id: str
    page: int
    change: Change


class Walker:
    """Reads one text of the file: its body, a header, a note.

    Args:
        styles, numbering: The file's.
        trusts_fields: False reads a text whose fields begin and never end as if it had none.
    """

    def __init__(self, styles: Styles, numbering: Numbering, *, trusts_fields: bool = True) -> None:
        self._styles = styles
        self._numbering = numbering
        self._trusts_fields = trusts_fields
        self.page = 1
        self._is_fresh = True
        self._fields: list[Field] = []
        self._is_muted = False
        self._in_box = 0
        self._depth = 0
        self._properties: list[etree._Element] = []
        self._section_pages = [1]
        self.references: list[Reference] = []
        self.changed_pages: set[int] = set()

    @property
    def is_unfinished(self) -> bool:
        """Whether a field's code began and never ended, so that text after it was taken for code."""
        return any(not field.in_result for field in self._fields)

    # Sections and blocks

    def sections(self, body: etree._Element) -> list[Section]:
        """The body, section by section."""
        self._properties = [e for e in body.iter(f"{W}sectPr") if str(e.getparent().tag).endswith(("}pPr", "}body"))]
        blocks = self.blocks(body)
        found = [_section(self._properties, number, page) for number, page in enumerate(self._section_pages)]
        number = 0
        for block in blocks:
            found[number].blocks.append(block)
            number += isinstance(block, Paragraph) and block.ends_section
        return [section for section in found if section.blocks]

    def blocks(self, parent: etree._Element, context: Context = PLAIN_CONTEXT) -> list[Block]:
        """The paragraphs and tables of a body, cell, note or text box."""
        self._deeper()
        found: list[Block] = []
        for child in parent:
            tag = child.tag
            if tag == _P:
                found.append(self._paragraph(child, context))
            elif tag == _TBL:
                found.append(self._table(child, context))
            elif tag == _SDT:
                found += self._block_control(child, context)
            elif tag == f"{W}altChunk":
                raise UnreadableError(
                    "unsupported",
                    "holds its text as another file inside it, so it could not be read",
                    "Open it in Word, save it again as .docx, and check that copy.",
                )
            elif tag == _ALTERNATIVES:
                picked = chosen(child)
                if picked is not None:
                    found += self.blocks(picked, context)
            elif tag in _CHANGES:
                found += self.blocks(child, context._replace(change=within(context.change, _CHANGES[tag])))
            elif tag == f"{W}customXml":
                found += self.blocks(child, context)
        self._depth -= 1
        return found

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise corrupt("is nested deeper than any Word file, so it was not read")

    def _block_control(self, element: etree._Element, context: Context) -> list[Block]:
        content = element.find(_SDT_CONTENT)
        if content is None:
            return []
        kind = control(element)
        inner = _inside(context, kind.is_answer, kind.stand_in)
        found = self.blocks(content, inner)
        if kind.is_answer and not any(
            isinstance(block, Table) or any(atom.text.strip() or atom.drawn for atom in block.atoms) for block in found
        ):
            for block in found[:1]:
                if isinstance(block, Paragraph):
                    self._blank(block, context)
        return found

    def _paragraph(self, element: etree._Element, context: Context) -> Paragraph:
        setting = element.find(f"{W}pPr")
        form = self._styles.format(setting)
        level = self._numbering.level(form)
        if level is not None and not self._styles.indents_itself(setting):
            form = with_level(form, level[2].setting)
        if form.page_break_before and not self._is_fresh and not self._in_box:
            self.page, self._is_fresh = self.page + 1, True
        paragraph = Paragraph(form, self.page)
        self._inline(element, context, paragraph)
        if setting is None:
            paragraph.mark = context.change
            return paragraph
        mark = setting.find(f"{W}rPr")
        paragraph.mark = context.change
        for child in () if mark is None else mark:
            if child.tag in _CHANGES:
                paragraph.mark = within(paragraph.mark, _CHANGES[child.tag])
        if paragraph.mark in ("in", "out"):
            self.changed_pages.add(self.page)
        paragraph.mark_style = self._styles.look(mark, form.style).style
        if setting.find(f"{W}sectPr") is not None and not self._in_box:
            paragraph.ends_section = True
            self._end_section()
        return paragraph

    def _end_section(self) -> None:
        # How a section begins is said by itself, at its own end.
        number = len(self._section_pages)
        following = self._properties[number] if number < len(self._properties) else None
        if (value(following, "type") or "nextPage") not in ("continuous", "nextColumn"):
            self.page, self._is_fresh = self.page + 1, True
        self._section_pages.append(self.page)

    # Tables

    def _children(
        self, parent: etree._Element, name: str, context: Context
    ) -> Iterator[tuple[etree._Element, Context]]:
        """The rows of a table or the cells of a row, through controls and changes around them."""
        for child in parent:
            tag = child.tag
            if tag == name:
                yield child, context
            elif tag == _SDT:
                content = child.find(_SDT_CONTENT)
                if content is not None:
                    kind = control(child)
                    yield from self._children(content, name, _inside(context, kind.is_answer, kind.stand_in))
            elif tag in _CHANGES:
                yield from self._children(child, name, context._replace(change=within(context.change, _CHANGES[tag])))
            elif tag == f"{W}customXml":
                yield from self._children(child, name, context)
            elif tag == _ALTERNATIVES:
                picked = chosen(child)
                if picked is not None:
                    yield from self._children(picked, name, context)

    def _table(self, element: etree._Element, context: Context) -> Table:
        setting = element.find(f"{W}tblPr")
        drawn_by_table = self._styles.table_borders(value(setting, "tblStyle"))
        if setting is not None:
            drawn_by_table = {**drawn_by_table, **borders(setting.find(f"{W}tblBorders"))}
            indent = setting.find(f"{W}tblInd")
        else:
            indent = None
        grid = [
            (twips(column.get(f"{W}w")) or 0.0) / TWIPS_A_COLUMN for column in element.findall(f"{W}tblGrid/{W}gridCol")
        ]
        left = 0.0 if indent is None else (twips(indent.get(f"{W}w")) or 0.0) / TWIPS_A_COLUMN
        rows = [self._row(row, inner) for row, inner in self._children(element, f"{W}tr", context)]
        for number, (row, drawn_by_cells) in enumerate(rows):
            is_last = number == len(rows) - 1
            for cell, own in zip(row.cells, drawn_by_cells, strict=True):
                cell.ruled_below = own.get("bottom", drawn_by_table.get("bottom" if is_last else "insideH", False))
                first = cell.blocks[0] if cell.blocks else None
                cell.ruled_above = own.get("top", False) or (isinstance(first, Paragraph) and first.format.ruled_above)
        return Table([row for row, _ in rows], grid, max(0.0, left))

    def _row(self, element: etree._Element, context: Context) -> tuple[TableRow, list[dict[str, bool]]]:
        setting = element.find(f"{W}trPr")
        change = context.change
        for child in () if setting is None else setting:
            if child.tag in _CHANGES:
                change = within(change, _CHANGES[child.tag])
        context = context._replace(change=change)
        if change in ("in", "out"):
            self.changed_pages.add(self.page)
        # The cells of a row go on side by side: each may pass to the next page, the row does so once.
        start, was_fresh = self.page, self._is_fresh
        last, is_fresh = start, was_fresh
        row = TableRow([], start, whole(value(setting, "gridBefore")), change)
        drawn_by_cells: list[dict[str, bool]] = []
        for cell, inner in self._children(element, f"{W}tc", context):
            self.page, self._is_fresh = start, was_fresh
            read, own = self._cell(cell, inner)
            row.cells.append(read)
            drawn_by_cells.append(own)
            last, is_fresh = max(last, self.page), is_fresh and self._is_fresh
        self.page, self._is_fresh = last, is_fresh
        return row, drawn_by_cells

    def _cell(self, element: etree._Element, context: Context) -> tuple[Cell, dict[str, bool]]:
        setting = element.find(f"{W}tcPr")
        cell = Cell([])
        own: dict[str, bool] = {}
        if setting is not None:
            cell.span = min(200, max(1, whole(value(setting, "gridSpan"), 1)))
            merge = setting.find(f"{W}vMerge")
            if merge is not None:
                cell.merge = "restart" if merge.get(VAL) == "restart" else "continue"
            width = setting.find(f"{W}tcW")
            if width is not None and width.get(f"{W}type") in (None, "dxa"):
                cell.width = (twips(width.get(f"{W}w")) or 0.0) / TWIPS_A_COLUMN
            own = borders(setting.find(f"{W}tcBorders"))
            cell.align = value(setting, "vAlign") or "top"
            for name, change in (("cellIns", "in"), ("cellDel", "out")):
                if setting.find(W + name) is not None:
                    context = context._replace(change=within(context.change, change))  # type: ignore[arg-type]
        cell.change = context.change
        cell.blocks = self.blocks(element, context)
        return cell, own

    # Inside a paragraph

    def _inline(self, parent: etree._Element, context: Context, paragraph: Paragraph) -> None:
        """What stands between a paragraph's ends; an element not known here is looked into."""
        self._deeper()
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, context, paragraph)
            elif tag in _SILENT or not isinstance(tag, str):
                continue
            elif tag == _SDT:
                self._inline_control(child, context, paragraph)
            elif tag in _CHANGES:
                inner = context._replace(change=within(context.change, _CHANGES[tag]))
                self._inline(child, inner, paragraph)
            elif tag == _ALTERNATIVES:
                picked = chosen(child)
                if picked is not None:
                    self._inline(picked, context, paragraph)
            elif tag == f"{M}t":
                self._say("text", child.text or "", self._styles.look(None, paragraph.format.style), context, paragraph)
            elif tag == _P:
                raise corrupt("has a paragraph inside another, so its text is not certain")
            elif len(child):
                self._inline(child, context, paragraph)
        self._depth -= 1

    def _inline_control(self, element: etree._Element, context: Context, paragraph: Paragraph) -> None:
        content = element.find(_SDT_CONTENT)
        if content is None:
            return
        kind = control(element)
        before = len(paragraph.atoms)
        self._inline(content, _inside(context, kind.is_answer, kind.stand_in), paragraph)
        if kind.is_answer and not any(atom.text.strip() or atom.drawn for atom in paragraph.atoms[before:]):
            del paragraph.atoms[before:]
            if kind.stand_in is not None and kind.stand_in.is_mark:
                self._say("text", kind.stand_in.text, Look(), context._replace(source="form-field"), paragraph)
            else:
                self._blank(paragraph, context)

    def _blank(self, paragraph: Paragraph, context: Context) -> None:
        self._say("rule", BLANK, Look(), context._replace(source="form-field"), paragraph)

    def _run(self, run: etree._Element, context: Context, paragraph: Paragraph) -> None:
        properties = run.find(f"{W}rPr")
        look = self._styles.look(properties, paragraph.format.style)
        for child in run:
            tag = child.tag
            if tag == _T or tag == f"{W}delText":
                text = child.text or ""
                if child.get(_SPACE) != "preserve":
                    text = text.strip(_TRIMMED)
                inner = context
                if tag != _T and context.change not in ("out", "never"):
                    inner = context._replace(change=within(context.change, "out"))
                if value(properties, "rStyle") == "PlaceholderText" and is_prompt(text) and context.stand_in is None:
                    self._blank(paragraph, context)
                else:
                    self._say("text", text, look, inner, paragraph)
            elif tag == f"{W}rPr":
                continue
            elif tag == f"{W}tab" or tag == f"{W}ptab":
                self._say("tab", "\t", look, context, paragraph)
            elif tag == f"{W}br" or tag == f"{W}cr":
                self._break(child, look, context, paragraph)
            elif tag == f"{W}lastRenderedPageBreak":
                if not self._is_fresh and not self._in_box:
                    self._turn(paragraph, "rendered")
            elif tag == f"{W}noBreakHyphen":
                self._say("text", "-", look, context, paragraph)
            elif tag == f"{W}sym":
                self._symbol(child, look, context, paragraph)
            elif tag == f"{W}fldChar":
                self._field(child, look, context, paragraph)
            elif tag == f"{W}instrText" or tag == f"{W}delInstrText":
                if self._fields:
                    self._fields[-1].codes.append(child.text or "")
            else:
                self._rare(child, look, context, paragraph)

    def _rare(self, child: etree._Element, look: Look, context: Context, paragraph: Paragraph) -> None:
        tag = child.tag
        if tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            if not look.hidden and not self._is_muted:
                self._draw(child, context, paragraph)
        elif tag == _ALTERNATIVES:
            picked = chosen(child)
            for inner in () if picked is None else picked:
                self._rare(inner, look, context, paragraph)
        elif tag == f"{W}contentPart":
            paragraph.atoms.append(Atom("drawn", change=context.change, drawn=Drawn("curve", width=6.0)))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference", f"{W}commentReference"):
            kind = tag[len(W) :].removesuffix("Reference")
            self.references.append(Reference(kind, child.get(f"{W}id") or "", self.page, context.change))
        elif tag == f"{W}ruby":
            self._inline(child, context, paragraph)
        elif tag == _R:
            self._run(child, context, paragraph)

    def _draw(self, element: etree._Element, context: Context, paragraph: Paragraph) -> None:
        number = min(len(self._section_pages), len(self._properties)) - 1
        margins, width = page_measures(self._properties[number] if number >= 0 else None)
        # A text box has its own fields, and its text turns no page.
        fields, muted, self._fields, self._is_muted = self._fields, self._is_muted, [], False
        self._in_box += 1
        things = drawn(element, lambda content: self.blocks(content, context._replace(stand_in=None)), margins, width)
        self._in_box -= 1
        self._fields, self._is_muted = fields, muted
        for thing in things:
            if context.stand_in is not None and thing.kind == "image":
                continue  # the picture that invites to put one in
            paragraph.atoms.append(Atom("drawn", change=context.change, drawn=thing))
            self._is_fresh = False

    def _break(self, element: etree._Element, look: Look, context: Context, paragraph: Paragraph) -> None:
        kind = element.get(f"{W}type") if element.tag == f"{W}br" else None
        if kind == "page" and not self._in_box:
            self._turn(paragraph, "asked")
        elif kind == "column":
            paragraph.atoms.append(Atom("column", change=context.change))
        elif kind != "page":
            self._say("line", "\n", look, context, paragraph)

    def _turn(self, paragraph: Paragraph, why: str) -> None:
        self.page, self._is_fresh = self.page + 1, True
        paragraph.atoms.append(Atom("page", why, page=self.page))

    def _symbol(self, element: etree._Element, look: Look, context: Context, paragraph: Paragraph) -> None:
        try:
            code = int(element.get(f"{W}char") or "", 16)
            text = symbol(element.get(f"{W}font") or look.font, code) or chr(code)
        except (ValueError, OverflowError):
            return
        self._say("text", text, look._replace(font="", caps=False), context, paragraph)

    def _field(self, element: etree._Element, look: Look, context: Context, paragraph: Paragraph) -> None:
        if not self._trusts_fields:
            return
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(Field(element.find(f"{W}ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            self._is_muted = any(field.mutes for field in self._fields)
            self._field_result(ended, look, context, paragraph)
        self._is_muted = any(field.mutes for field in self._fields)

    def _field_result(self, ended: Field, look: Look, context: Context, paragraph: Paragraph) -> None:
        text = answer(ended.form)
        form_context = context._replace(source="form-field")
        if text is not None:
            if text.strip():
                self._say("text", text, look._replace(font=""), form_context, paragraph)
            else:
                self._blank(paragraph, context)
        elif ended.takes_text and not ended.said:
            self._blank(paragraph, context)
        elif not ended.said and not ended.in_result:
            shown = shown_by_code("".join(ended.codes))
            if shown is not None:
                if shown[1]:
                    circle = Drawn("curve", "circle", width=float(len(shown[0])))
                    paragraph.atoms.append(Atom("drawn", change=context.change, drawn=circle))
                self._say("text", shown[0], look._replace(font=""), context, paragraph)

    def _say(self, kind: str, text: str, look: Look, context: Context, paragraph: Paragraph) -> None:
        """Put letters, a tab or a line's end into the paragraph, if they are shown at all."""
        if self._is_muted or look.hidden or not text:
            return
        stand_in = context.stand_in
        if stand_in is not None and context.change not in ("out", "never"):
            if stand_in.given or not text.strip():
                return
            stand_in.given = True
            if stand_in.is_mark:
                text = stand_in.text
            elif set(text.strip()) != {"_"}:
                kind, text = "rule", stand_in.text
        elif kind == "text":
            if _is_symbolic(look.font):
                text = "".join(
                    letter if letter.isspace() else symbol(look.font, ord(letter)) or letter for letter in text
                )
            text = _SPACES.sub(" ", text.translate(_CLEANED))
            if look.caps:
                text = text.upper()
        source = context.source
        is_seen = bool(text.strip())
        for field in self._fields:
            if field.takes_text:
                # Five wide blanks are how an empty form field looks.
                if not is_seen and not field.said:
                    return
                source = "form-field"
            field.said += is_seen
        paragraph.atoms.append(Atom(kind, text, look.style, source, context.change, 0, None, look.pitch, look.size))  # type: ignore[arg-type]
        if context.change in ("in", "out"):
            self.changed_pages.add(self.page)
        if is_seen:
            self._is_fresh = False


def _inside(context: Context, is_answer: bool, stand_in: StandIn | None) -> Context:  # noqa: FBT001
    if stand_in is None:
        stand_in = context.stand_in
    return context._replace(source="form-field" if is_answer else context.source, stand_in=stand_in)


def page_measures(setting: etree._Element | None) -> tuple[tuple[float, float], float]:
    """Of a section: the left and top margin, and the width between the margins, in points."""
    size = None if setting is None else setting.find(f"{W}pgSz")
    margins = None if setting is None else setting.find(f"{W}pgMar")

    def of(element: etree._Element | None, name: str, default: float) -> float:
        length = None if element is None else twips(element.get(W + name))
        return (default if length is None else length) / 20

    left, right = of(margins, "left", 1440), of(margins, "right", 1440)
    width = of(size, "w", 12240) - left - right
    return (left, of(margins, "top", 1440)), width if width > 36 else 468.0


def _section(properties: list[etree._Element], number: int, page: int) -> Section:
    setting = properties[number] if number < len(properties) else None
    section = Section([], page, page_measures(setting)[1] * 20 / TWIPS_A_COLUMN)
    if setting is None:
        return section
    columns = setting.find(f"{W}cols")
    if columns is not None:
        section.columns = max(1, min(20, whole(columns.get(f"{W}num"), 1)))
        section.gap = (twips(columns.get(f"{W}space")) or 720.0) / TWIPS_A_COLUMN
    zones = []
    for child in setting:
        for kind in ("header", "footer"):
            if child.tag == f"{W}{kind}Reference" and (child.get(f"{W}type") != "first" or is_on(setting, "titlePg")):
                zones.append((kind, child.get(f"{R}id") or ""))
    section.zones = tuple(zones)  # type: ignore[arg-type]
    return section
