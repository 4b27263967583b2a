"""The walk through a Word file's XML: its paragraphs and tables in their order, with tracked changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Literal

from lxml import etree

from extractors.readers.word_blocks import (
    TWIPS_A_COLUMN,
    Block,
    Cell,
    Change,
    Paragraph,
    Section,
    Table,
    TableRow,
    within,
)
from extractors.readers.word_controls import Held
from extractors.readers.word_drawing import chosen
from extractors.readers.word_fields import OF_GOOGLE, Control, control
from extractors.readers.word_names import MC, VAL, M, R, W, is_on, twips, value, whole
from extractors.readers.word_numbering import Numbering
from extractors.readers.word_package import corrupt
from extractors.readers.word_runs import PLAIN_CONTEXT, Context, Runs, Spot, page_measures
from extractors.readers.word_sight import ground_of_page, is_flat, shading_of
from extractors.readers.word_styles import Look, Styles, borders, with_level
from extractors.sheet import UnreadableError

MAX_DEPTH = 120
"""Of elements that hold text within each other; a person's file has a dozen."""

_CHANGES: dict[str, Change] = {f"{W}ins": "in", f"{W}moveTo": "in", f"{W}del": "out", f"{W}moveFrom": "out"}
_SDT, _SDT_CONTENT, _ALTERNATIVES = f"{W}sdt", f"{W}sdtContent", f"{MC}AlternateContent"
_P, _R, _TBL, _CHUNK, _MATHS = f"{W}p", f"{W}r", f"{W}tbl", f"{W}altChunk", f"{M}t"
_SILENT = frozenset(
    W + name for name in ("pPr", "rPr", "rt", "sdtPr", "sdtEndPr", "rubyPr", "smartTagPr", "customXmlPr")
)
_NO_BORDERS: dict[str, bool] = {}


class Walker(Runs):
    """Reads one text of the file: its body, a header, a note.

    Args:
        styles, numbering: The file's.
        trusts_fields: False reads a text whose fields begin and never end as if it had none.
    """

    def __init__(self, styles: Styles, numbering: Numbering, *, trusts_fields: bool = True) -> None:
        super().__init__(styles, trusts_fields=trusts_fields)
        self._numbering = numbering
        self._depth = 0
        self._sections: list[etree._Element] = []
        self._section_pages = [1]

    def sections(self, body: etree._Element) -> list[Section]:
        """The body, section by section."""
        for element in body.iter(f"{W}sectPr"):
            parent = element.getparent()
            if parent is not None and parent.tag in (f"{W}pPr", f"{W}body"):
                self._sections.append(element)
        self._section = self._sections[0] if self._sections else None
        root = body.getparent()
        if root is not None:
            self._grounds.append(ground_of_page(root.find(f"{W}background")))
        blocks = self.blocks(body)
        found = [
            _section(self._sections[number] if number < len(self._sections) else None, page)
            for number, page in enumerate(self._section_pages)
        ]
        number = 0
        for block in blocks:
            found[number].blocks.append(block)
            number += isinstance(block, Paragraph) and block.ends_section
        return [section for section in found if section.blocks]

    def _end_section(self) -> None:
        # How a section begins is said by itself, at its own end.
        number = len(self._section_pages)
        self._section = self._sections[number] if number < len(self._sections) else None
        if (value(self._section, "type") or "nextPage") not in ("continuous", "nextColumn"):
            self.page, self._is_fresh = self.page + 1, True
        self._section_pages.append(self.page)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise corrupt("is nested deeper than any Word file, so it was not read")

    # Blocks

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
            elif tag == _CHUNK:
                raise UnreadableError(
                    "unsupported",
                    "holds its text as another file inside it, so it could not be read",
                    "Open it in Word, save it again as .docx, and check that copy.",
                )
            else:
                wrapped = _wrapped(child, context)
                if wrapped is not None:
                    found += self.blocks(*wrapped)
        self._depth -= 1
        return found

    def _block_control(self, element: etree._Element, context: Context) -> list[Block]:
        content = element.find(_SDT_CONTENT)
        if content is None:
            return []
        kind = control(element)
        inner = _inside(context, kind)
        with self._opened(kind, context):
            found = self.blocks(content, inner)
        paragraphs = [block for block in found if isinstance(block, Paragraph)]
        if kind.is_answer and paragraphs and len(paragraphs) == len(found):
            atoms = chain.from_iterable(paragraph.atoms for paragraph in paragraphs)
            if not any(atom.text.strip() or atom.drawn for atom in atoms):
                self._say_nothing(kind, Spot(Look(), context._replace(control=inner.control), paragraphs[0]))
        return found

    @contextmanager
    def _opened(self, kind: Control, context: Context) -> Iterator[None]:
        """Keep what is said inside a named control that is an answer."""
        if not kind.name or not kind.is_answer or context.is_gone:
            yield
            return
        held = Held(kind, self.page)
        self.controls.append(held)
        self._held.append(held)
        yield
        self._held.remove(held)

    def _say_nothing(self, kind: Control, spot: Spot) -> None:
        """What an empty control shows: its box, or a blank."""
        if kind.stand_in is not None and kind.stand_in.is_mark:
            self._say("text", kind.stand_in.text, spot._replace(context=spot.context._replace(source="form-field")))
        else:
            self._blank(spot)

    def _paragraph(self, element: etree._Element, context: Context) -> Paragraph:
        setting = element.find(f"{W}pPr")
        form = self._styles.format(setting)
        level = self._numbering.level(form)
        if level is not None and not self._styles.indents_itself(setting):
            form = with_level(form, level[2].setting)
        if form.page_break_before and not self._is_fresh and not self._in_box:
            self.page, self._is_fresh = self.page + 1, True
        paragraph = Paragraph(form, self.page, mark=context.change, control=context.control)
        self._inline(element, context, paragraph)
        if setting is not None:
            self._end(paragraph, setting)
        if paragraph.mark in ("", "in"):
            self._hold("\n")
        return paragraph

    def _end(self, paragraph: Paragraph, setting: etree._Element) -> None:
        """What a paragraph's properties say of its end: a tracked change, a new section."""
        mark = setting.find(f"{W}rPr")
        if mark is not None:
            for child in mark:
                if child.tag in _CHANGES:
                    paragraph.mark = within(paragraph.mark, _CHANGES[child.tag])
            paragraph.mark_style = self._styles.look(mark, paragraph.format.style).style
        if paragraph.mark in ("in", "out"):
            self.changed_pages.add(self.page)
        if setting.find(f"{W}sectPr") is not None and not self._in_box:
            paragraph.ends_section = True
            self._end_section()

    # Tables

    def _parts(self, parent: etree._Element, name: str, context: Context) -> Iterator[tuple[etree._Element, Context]]:
        """The rows of a table or the cells of a row, through the controls and changes around them."""
        for child in parent:
            if child.tag == name:
                yield child, context
            elif child.tag == _SDT:
                content, kind = child.find(_SDT_CONTENT), control(child)
                if content is not None:
                    with self._opened(kind, context):
                        yield from self._parts(content, name, _inside(context, kind))
            else:
                wrapped = _wrapped(child, context)
                if wrapped is not None:
                    yield from self._parts(wrapped[0], name, wrapped[1])

    def _table(self, element: etree._Element, context: Context) -> Table:
        setting = element.find(f"{W}tblPr")
        of_table = self._styles.table_borders(value(setting, "tblStyle"))
        left = 0.0
        if setting is not None:
            of_table = {**of_table, **borders(setting.find(f"{W}tblBorders"))}
            indent = setting.find(f"{W}tblInd")
            left = _width(indent) if indent is not None else 0.0
        ground = None if setting is None else shading_of(setting.find(f"{W}shd"))
        self._grounds.append(ground or self._styles.table_ground(value(setting, "tblStyle")))
        rows = [self._row(row, inner) for row, inner in self._parts(element, f"{W}tr", context)]
        self._grounds.pop()
        for number, (row, of_cells) in enumerate(rows):
            is_last = number == len(rows) - 1
            for cell, own in zip(row.cells, of_cells, strict=True):
                cell.ruled_below = own.get("bottom", of_table.get("bottom" if is_last else "insideH", False))
                first = cell.blocks[0] if cell.blocks else None
                cell.ruled_above = own.get("top", False) or (isinstance(first, Paragraph) and first.format.ruled_above)
        grid = [_width(column) for column in element.findall(f"{W}tblGrid/{W}gridCol")]
        return Table([row for row, _ in rows], grid, max(0.0, left))

    def _row(self, element: etree._Element, context: Context) -> tuple[TableRow, list[dict[str, bool]]]:
        setting = element.find(f"{W}trPr")
        for child in () if setting is None else setting:
            if child.tag in _CHANGES:
                context = context.changed(_CHANGES[child.tag])
        if context.change in ("in", "out"):
            self.changed_pages.add(self.page)
        # The cells of a row go on side by side: each may pass to the next page, the row does so once.
        start, was_fresh = self.page, self._is_fresh
        last, is_fresh = start, was_fresh
        height = None if setting is None else setting.find(f"{W}trHeight")
        is_low = height is not None and is_flat(height, "val", "hRule")
        row = TableRow([], start, min(200, max(0, whole(value(setting, "gridBefore")))), context.change)
        of_cells: list[dict[str, bool]] = []
        for part, inner in self._parts(element, f"{W}tc", context):
            self.page, self._is_fresh = start, was_fresh
            began = [(held, held.count) for held in self._held]
            self._is_off, was_off = self._is_off or is_low, self._is_off
            cell, own = self._cell(part, inner)
            self._is_off = was_off
            for held, count in began:
                held.end_cell(count, is_number=_is_number(cell))
            row.cells.append(cell)
            of_cells.append(own)
            last, is_fresh = max(last, self.page), is_fresh and self._is_fresh
        self.page, self._is_fresh = last, is_fresh
        for held in self._held:
            held.end_row()
        return row, of_cells

    def _cell(self, element: etree._Element, context: Context) -> tuple[Cell, dict[str, bool]]:
        setting = element.find(f"{W}tcPr")
        cell = Cell([])
        if setting is None:
            cell.blocks = self.blocks(element, context)
            return cell, _NO_BORDERS
        cell.span = min(200, max(1, whole(value(setting, "gridSpan"), 1)))
        merge = setting.find(f"{W}vMerge")
        if merge is not None:
            cell.merge = "restart" if merge.get(VAL) == "restart" else "continue"
        width = setting.find(f"{W}tcW")
        if width is not None and width.get(f"{W}type") in (None, "dxa"):
            cell.width = _width(width)
        cell.align = value(setting, "vAlign") or "top"
        if setting.find(f"{W}cellIns") is not None:
            context = context.changed("in")
        if setting.find(f"{W}cellDel") is not None:
            context = context.changed("out")
        self._grounds.append(shading_of(setting.find(f"{W}shd")))
        cell.blocks = self.blocks(element, context)
        self._grounds.pop()
        return cell, borders(setting.find(f"{W}tcBorders"))

    # Inside a paragraph

    def _inline(self, parent: etree._Element, context: Context, paragraph: Paragraph) -> None:
        """What stands between a paragraph's ends; an element not known here is looked into."""
        self._deeper()
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, context, paragraph)
            elif tag in _SILENT:
                continue
            elif tag == _SDT:
                self._inline_control(child, context, paragraph)
            elif tag == _MATHS:
                look = self._styles.look(None, paragraph.format.style)
                self._say("text", child.text or "", Spot(look, context, paragraph))
            elif tag == _P:
                raise corrupt("has a paragraph inside another, so its text is not certain")
            elif len(child):
                inside, inner = _wrapped(child, context) or (child, context)
                self._inline(inside, inner, paragraph)
        self._depth -= 1

    def _inline_control(self, element: etree._Element, context: Context, paragraph: Paragraph) -> None:
        content = element.find(_SDT_CONTENT)
        if content is None:
            return
        kind = control(element)
        before = len(paragraph.atoms)
        inner = _inside(context, kind)
        with self._opened(kind, context):
            self._inline(content, inner, paragraph)
        if kind.is_answer and not any(atom.text.strip() or atom.drawn for atom in paragraph.atoms[before:]):
            self._say_nothing(kind, Spot(Look(), context._replace(control=inner.control), paragraph))


def _wrapped(element: etree._Element, context: Context) -> tuple[etree._Element, Context] | None:
    """What an element around others holds, and what it says of it; None for an element of no such kind."""
    tag = str(element.tag)
    if tag in _CHANGES:
        return element, context.changed(_CHANGES[tag])
    if tag == _ALTERNATIVES:
        picked = chosen(element)
        return None if picked is None else (picked, context)
    return (element, context) if tag == f"{W}customXml" else None


def _inside(context: Context, kind: Control) -> Context:
    return Context(
        context.change,
        "form-field" if kind.is_answer else context.source,
        context.stand_in if kind.stand_in is None else kind.stand_in,
        context.control if not kind.name or (context.control and kind.name.startswith(OF_GOOGLE)) else kind.name,
    )


def _is_number(cell: Cell) -> bool:
    """Whether a cell holds nothing but its automatic number."""
    first = cell.blocks[0] if len(cell.blocks) == 1 else None
    return isinstance(first, Paragraph) and first.format.number is not None and not first.atoms


def _width(element: etree._Element) -> float:
    return (twips(element.get(f"{W}w")) or 0.0) / TWIPS_A_COLUMN


def _section(setting: etree._Element | None, page: int) -> Section:
    section = Section([], page, page_measures(setting)[1] * 20 / TWIPS_A_COLUMN)
    if setting is None:
        return section
    columns = setting.find(f"{W}cols")
    if columns is not None:
        section.columns = max(1, min(20, whole(columns.get(f"{W}num"), 1)))
        section.gap = (twips(columns.get(f"{W}space")) or 720.0) / TWIPS_A_COLUMN
    kinds: tuple[Literal["header", "footer"], ...] = ("header", "footer")
    section.zones = tuple(
        (kind, child.get(f"{R}id") or "")
        for kind in kinds
        for child in setting.findall(f"{W}{kind}Reference")
        if child.get(f"{W}type") != "first" or is_on(setting, "titlePg")
    )
    return section
