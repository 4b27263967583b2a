"""HTML markup to what is laid out: text with its look, line ends, blanks, pictures, and tables of cells.

Browsers mend broken markup in known ways; the same is done here for what agreements show: tags
left open, bold or underlining round whole paragraphs, rows and cells without an end.
"""

from dataclasses import replace
from html.parser import HTMLParser

from extractors.readers import html_borders, html_controls, html_css, html_display
from extractors.readers.html_css import Properties
from extractors.readers.html_display import kind_of, picture_of, span_of
from extractors.readers.html_items import (
    Cell,
    Hidden,
    Item,
    LineEnd,
    PageBreak,
    Rule,
    Table,
    Text,
    is_blank,
    is_white,
    words_of,
)
from extractors.readers.html_lists import Counters, ListState
from extractors.readers.html_look import Look, look_of
from extractors.readers.html_nesting import CELLS, FORMATTING, LISTS, PICTURES, UNSEEN, VOID, implied
from extractors.readers.html_open import Elements, Open, nests
from extractors.readers.html_selectors import Element, Pseudo
from extractors.readers.html_stylesheet import StyleSheet
from extractors.sheet import Control

DEEPEST_TABLE = 40
_DEEPEST = 400
"""Open elements at a time; those opened beyond are passed over, their text is not."""
_MOST_PASSED_OVER = 20_000

_BREAKS = ("always", "page", "left", "right", "recto", "verso")
_SMALL_BOX = 4
"""Columns: an empty box up to this wide is one to check."""
_LINE_ROOM = 60
_INLINE_ROOM = 10


class TreeBuilder(Elements, HTMLParser):
    """Feed it markup, call `close`, and take `root`."""

    def __init__(self, sheet: StyleSheet, *, is_xml: bool = False) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        Elements.__init__(self, sheet)
        self._is_xml = is_xml
        self.controls: list[Control] = []
        """What the named form fields hold, in order; the page of each is not known yet."""
        self._counters = Counters()
        self._lists: list[ListState] = []
        self._dropped: list[str] = []
        self._controls = html_controls.Controls()
        self._hidden: list[Hidden] = []
        """Words of elements that are not displayed, until something is."""
        self._marker: Text | None = None
        self._depth = 0
        self._passed_over = 0

    # What the tokeniser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        attributes = {name: setting or "" for name, setting in attrs}
        if self._dropped:
            self._controls.start(tag, attributes)
            if tag == self._dropped[-1]:
                self._dropped.append(tag)
            return
        if tag == "image":
            tag = "img"
        self._close_implied(tag)
        element = self._element(tag, attributes)
        properties = self._styled(element, attributes)
        look = look_of(self._top.look, tag, attributes, properties)
        self._break_before(tag, properties)
        if tag in VOID:
            self._void(tag, attributes, properties, look)
        elif tag in UNSEEN:
            self._drop(tag, attributes, properties, look)
        elif len(self._stack) < _DEEPEST:
            self._open(tag, attributes, properties, element, look)
        else:
            self._passed_over += 1
            if self._passed_over > _MOST_PASSED_OVER:
                raise nests("elements", _DEEPEST)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """HTML knows no self-closing tag, XHTML does; `<o:p/>` and the like are always meant so."""
        self.handle_starttag(tag, attrs)
        if (self._is_xml or ":" in tag or tag in UNSEEN) and tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what stands open in it."""
        if self._dropped:
            if tag == self._dropped[-1]:
                self._dropped.pop()
            if not self._dropped:
                self._end_control()
            return
        if tag == "br":
            self._add(LineEnd(forced=True))
            return
        if tag in ("body", "html"):
            return
        at = self._find(tag)
        if at is None:
            return
        if self._stack[at].kind == "inline":
            self._close_inline(at)
        else:
            self._close_to(at)

    def handle_data(self, data: str) -> None:
        """Take up text."""
        if self._dropped:
            self._controls.data(data)
            return
        if self._top.kind in ("table", "row") and not data.strip():
            return
        self._add(Text(data, self._top.look))

    def handle_comment(self, data: str) -> None:
        """EDGAR's filers mark pages by comments."""
        name = data.strip().lower()
        if not self._dropped and (
            name in ("page", "/page", "page break", "pagebreak") or name.startswith("field: /page")
        ):
            self._add(PageBreak(is_filed=True))

    def unknown_decl(self, data: str) -> None:
        """Word's `<![if !supportLists]>` and CDATA say nothing."""

    def close(self) -> None:
        """End of input: close what is open."""
        super().close()
        if self._dropped:
            self._dropped.clear()
            self._end_control()
        self._close_to(1) if len(self._stack) > 1 else None
        self.root.items += self._hidden

    # Opening

    def _add(self, item: Item) -> None:
        top = self._top
        veil = item.look.veil if isinstance(item, Text) else ""
        if top.look.hidden or veil:
            if isinstance(item, Text) and any(map(str.isalnum, item.text)):
                self._hide(Hidden(item.text, item.look, is_usual=veil == "usual"))
            elif isinstance(item, LineEnd) and not top.look.hidden:
                top.cell.items.append(item)
            return
        if self._hidden:
            top.cell.items += self._hidden
            self._hidden = []
        if self._marker is not None and not is_white(item):
            shown = next((other for other in reversed(top.cell.items) if not is_white(other)), None)
            is_at_marker = shown is self._marker
            if is_at_marker and item == LineEnd():
                return  # a paragraph in a list's item begins beside its number
            self._marker = self._marker if is_at_marker and isinstance(item, LineEnd) else None
        if top.is_flexible and top.table is not None:
            row = top.table.rows[-1] if top.table.rows else []
            if not (row and row[-1].is_anonymous):
                if is_blank([item]):
                    return
                top.table.place(Cell(is_anonymous=True))
                row = top.table.rows[-1]
            row[-1].items.append(item)
        else:
            top.cell.items.append(item)

    def _hide(self, hidden: Hidden) -> None:
        """Keep words that are not shown: in their place, or where the next words are shown if they have none."""
        if self._top.look.hidden:
            self._hidden.append(hidden)
        else:
            self._top.cell.items.append(hidden)

    def _open(self, tag: str, attributes: dict[str, str], properties: Properties, element: Element, look: Look) -> None:
        top = self._top
        if tag == "form" and top.kind in ("table", "row"):
            return  # browsers take a form round rows for nothing
        may_nest = self._depth < DEEPEST_TABLE
        kind = kind_of(tag, properties, in_flexible_row=top.is_flexible, may_nest=may_nest)
        entry = Open(tag, kind, element, properties, attributes, look, top.cell, 0, top.table)
        if kind == "table":
            self._open_table(entry)
        elif kind == "row":
            self._open_row(entry)
        elif kind in ("cell", "side"):
            self._open_cell(entry)
        elif kind == "block":
            self._add(LineEnd())
        entry.mark = len(entry.cell.items)
        self._stack.append(entry)
        self._open_list(entry)
        self._generate(entry, "before")
        self._add_texts(html_controls.generated(tag, attributes, look))

    def _open_table(self, entry: Open) -> None:
        self._depth += 1
        if self._depth > DEEPEST_TABLE:
            raise nests("tables", DEEPEST_TABLE)
        entry.table = Table(across=0 if entry.tag == "table" else html_display.grid_columns(entry.properties))
        self._add(LineEnd())
        self._add(entry.table)
        entry.cell = entry.table.loose

    def _open_row(self, entry: Open) -> None:
        if entry.table is None:
            entry.kind = "block"
            self._add(LineEnd())
            return
        entry.table.rows.append([])
        entry.cell = entry.table.loose

    def _open_cell(self, entry: Open) -> None:
        cell = Cell()
        if entry.kind == "side":
            self._depth += 1
            self._beside(entry, cell)
            entry.cell, entry.table = cell, None
            return
        if entry.table is None:
            entry.kind = "block"
            self._add(LineEnd())
            return
        cell.colspan = span_of(entry.attributes.get("colspan"), most=100)
        cell.rowspan = span_of(entry.attributes.get("rowspan"), most=1000)
        if entry.attributes.get("rowspan", "").strip() == "0":
            cell.rowspan = 1000
        valign = entry.properties.get("vertical-align") or entry.attributes.get("valign", "").lower()
        cell.at_bottom = valign == "bottom"
        if not self._top.look.hidden and not entry.look.hidden:
            entry.table.place(cell, entry.properties.get("width", "") if self._top.is_flexible else "")
        entry.cell, entry.table = cell, None

    def _beside(self, entry: Open, cell: Cell) -> None:
        """Put a floated block beside the one before it, if that floats too."""
        items = self._top.cell.items
        if entry.look.hidden:
            return
        at = len(items) - 1
        while at >= 0 and (isinstance(items[at], LineEnd) or is_white(items[at])):
            at -= 1
        last = items[at] if at >= 0 else None
        if not (isinstance(last, Table) and last.floats):
            last = Table(floats=True)
            items.extend((LineEnd(), last))
        elif not entry.properties.get("clear", "none").startswith("none"):
            last.rows.append([])
        last.place(cell, entry.properties.get("width", ""))

    def _open_list(self, entry: Open) -> None:
        """Count, and put the number before a list's item: browsers show it, the text has none."""
        self._counters.enter(entry.properties)
        if entry.tag in LISTS:
            self._lists.append(ListState.of(entry.tag, entry.attributes, entry.properties))
        elif entry.tag == "li":
            before = self._sheet.properties(entry.element, self._ancestors()[:-1], "before")
            marker = self._counters.marker(before.get("content", ""))
            if not marker and self._lists:
                marker = self._lists[-1].next(entry.attributes, entry.properties)
            if marker:
                text = Text(f"{marker.strip()} ", entry.look._replace(underline=False))
                self._add(text)
                self._marker = text

    def _generate(self, entry: Open, where: Pseudo) -> None:
        """Put down what the page's styles say before or after an element: its readers see it."""
        if not self._sheet.generates or entry.goes_on or entry.look.hidden or entry.kind in ("table", "row"):
            return
        given = self._given(entry, where)
        text = self._counters.generated(given.get("content", ""), entry.attributes)
        is_number = entry.tag == "li" and where == "before" and "counter" in given.get("content", "")
        look = look_of(entry.look, "", {}, given)
        if any(map(str.isalnum, text)) and not is_number and not look.veil:
            is_line = given.get("display") in ("block", "table", "flex", "grid")
            ends = [LineEnd()] if is_line else []
            entry.cell.items += [*ends, Text(text, look), *ends]

    # Elements without content, and those whose content is no text of the page

    def _break_before(self, tag: str, properties: Properties) -> None:
        setting = properties.get("page-break-before") or properties.get("break-before") or ""
        if setting in _BREAKS and (tag == "hr" or properties.get("display") != "none"):
            self._add(PageBreak())

    def _void(self, tag: str, attributes: dict[str, str], properties: Properties, look: Look) -> None:
        if look.hidden:
            return
        top = self._top.cell
        if tag == "br":
            ends_page = bool(top.items) and isinstance(top.items[-1], PageBreak) and "style" in attributes
            self._add(LineEnd(forced=not ends_page))
        elif tag == "hr":
            self._hr(attributes, properties)
        elif tag in ("img", "embed"):
            self._add_picture(attributes, properties)
        elif tag == "input":
            self._add_texts(html_controls.of_input(attributes, look))
            self._add_control(html_controls.held_by_input(attributes), look)

    def _hr(self, attributes: dict[str, str], properties: Properties) -> None:
        width = html_css.columns(properties.get("width") or attributes.get("width"))
        is_short = width is not None and width < 50
        self._add(LineEnd())
        self._add(Rule(width) if is_short else PageBreak(is_line=True))
        self._add(LineEnd())

    def _add_picture(self, attributes: dict[str, str], properties: Properties) -> None:
        picture = picture_of(attributes, properties)
        if picture is not None:
            self._add(picture)

    def _drop(self, tag: str, attributes: dict[str, str], properties: Properties, look: Look) -> None:
        if tag in PICTURES and not look.hidden:
            self._add_picture(attributes, properties)
        self._dropped = [tag]
        self._controls.begin(tag, attributes, look)

    def _end_control(self) -> None:
        self._add_texts(self._controls.end())
        self._add_control(self._controls.held, self._top.look)

    def _add_control(self, control: Control | None, look: Look) -> None:
        if control is not None and not look.veil:
            self.controls.append(control)

    def _add_texts(self, texts: "list[html_controls.Shown]") -> None:
        for shown in texts:
            if shown.line_ends:
                self._add(LineEnd())
            self._add(Text(shown.text, shown.look, shown.source, shown.confidence))

    # Closing

    def _close_implied(self, tag: str) -> None:
        """Close what cannot hold the element about to open."""
        for ends, beyond in implied(tag):
            outermost = None
            for at in range(len(self._stack) - 1, 0, -1):
                if self._stack[at].tag in beyond:
                    break
                if self._stack[at].tag in ends:
                    outermost = at
            if outermost is not None:
                self._close_to(outermost)

    def _close_to(self, at: int) -> None:
        """Close the element at a place of the stack and all in it; open formatting goes on after it."""
        again: list[Open] = []
        while len(self._stack) > at:
            entry = self._stack[-1]
            if entry.kind == "inline" and entry.tag in FORMATTING and len(self._stack) > at + 1:
                again.append(entry)
            self._finish(entry)
            self._stack.pop()
            if entry.kind == "block":
                self._add(LineEnd())
            if entry.kind in ("cell", "table", "side"):
                again.clear()
        for entry in reversed(again[-20:]):
            look = look_of(self._top.look, entry.tag, entry.attributes, entry.properties)
            if look != self._top.look:
                cell = self._top.cell
                self._stack.append(
                    replace(entry, look=look, cell=cell, table=self._top.table, mark=len(cell.items), goes_on=True)
                )

    def _close_inline(self, at: int) -> None:
        """Close an inline element; blocks opened in it stay open, and lose only its look."""
        self._finish(self._stack[at])
        del self._stack[at]
        for above in range(at, len(self._stack)):
            entry = self._stack[above]
            entry.look = look_of(self._stack[above - 1].look, entry.tag, entry.attributes, entry.properties)

    def _finish(self, entry: Open) -> None:
        """At an element's end: an empty one with a border is a blank, or a box to check."""
        self._generate(entry, "after")
        if entry.kind in ("table", "side"):
            self._depth -= 1
        if entry.tag in LISTS and self._lists:
            self._lists.pop()
        if entry.attributes.get("data-field") and not entry.goes_on:
            self._add_control(Control(entry.look.control, words_of(entry.cell.items[entry.mark :])), entry.look)
        if entry.properties and entry.kind not in ("table", "row") and not (entry.look.hidden or entry.goes_on):
            is_cell = entry.tag in CELLS or entry.kind == "cell"
            shape: html_borders.Shape = "cell" if is_cell else "inline" if entry.kind == "inline" else "block"
            html_borders.draw(entry.cell.items, entry.mark, entry.properties, shape, entry.attributes.get("width"))
        setting = entry.properties.get("page-break-after") or entry.properties.get("break-after") or ""
        if setting in _BREAKS:
            self._add(PageBreak())
