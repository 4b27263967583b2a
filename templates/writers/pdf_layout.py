"""A drafted paper's blocks as the typesetter is told them: what stands where, how wide and how high."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from templates.blocks import (
    Block,
    Cell,
    Columns,
    Draft,
    Grid,
    Inline,
    Items,
    LineBlock,
    Options,
    Paragraph,
    Slot,
    Table,
    Text,
)
from templates.writers.pdf_blanks import CHARACTER, MARK, Blank, Blanks, Told
from templates.writers.pdf_bookmarks import Bookmark, Bookmarks
from templates.writers.pdf_captions import run_in_caption
from templates.writers.pdf_fonts import families
from templates.writers.pdf_keeping import ROW, growth, leads_to, rest_of_page, words_of
from templates.writers.pdf_lines import Lines
from templates.writers.quotes import typographic

_WIDTH, _WIDTH_LANDSCAPE = 468.0, 648.0
_INDENT, _NUMBER = 36.0, 36.0
_LABEL, _HANG = 66.0, 92.0
"""Of "Category A ☐ The undersigned": where the box and the text stand."""
_GUTTER = 36.0
_ANSWER_ROW = 21.0
_CAPTION = 9.5
"""Points of height of the caption under a rule."""
_USABLE = 630.0
"""Points of a page's height."""
_FULL_RULE = 55
"""A rule of so many characters or more goes across the page."""
_KEPT = 520.0
"""Points of height up to which a block is kept on one page."""
_FEW_ROWS = 12
"""A table of so few rows stands on one page."""
_FIGURE = re.compile(r"[-(]?[$€£]?\s?-?\d[\d.,/]*\s?[%)]?|")
_WIDE, _LONG_VALUE = 120, 24


@dataclass(slots=True)
class Layout:
    """What is told, and what must be found again in the typeset file."""

    told: Told
    slots: list[Slot]
    """By the number that the file's "s:" links name."""
    bookmarks: list[Bookmark]
    """By the number that its "a:" links name."""


def lay_out(paper: Draft) -> Layout:
    """Tell the typesetter of a paper."""
    return _Teller(paper, _WIDTH_LANDSCAPE if paper.is_landscape else _WIDTH).layout()


@dataclass(slots=True)
class _Teller:
    paper: Draft
    width: float
    blanks: Blanks = field(default_factory=Blanks)
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    level: int = 0
    """Of the numbered paragraph that what follows belongs to."""
    styles: set[str] = field(default_factory=set)
    """Of the paragraphs so far."""

    def layout(self) -> Layout:
        blocks = self.paper.blocks
        told: list[Told] = []
        for block, following in zip(blocks, (*blocks[1:], None), strict=True):
            parts = self._block(block, self.bookmarks.of(block))
            for number, part in enumerate(parts):
                part["new"] = block.begins_page and number == 0
                part["next"] = getattr(following, "style", "")
                part.setdefault("sticky", number + 1 < len(parts) or leads_to(block, following))
            told += parts
        if self._is_letter and told and told[0].get("look") == "centered":
            told[0]["look"] = "letterhead"
        paper: Told = {
            "title": self.paper.title,
            "header": typographic(self.paper.running_title),
            "landscape": self.paper.is_landscape,
            "justify": not self._is_letter,
            "fonts": families(),
            "slots": self.blanks.told,
            "blocks": told,
        }
        return Layout(paper, self.blanks.slots, self.bookmarks.found)

    @property
    def _is_letter(self) -> bool:
        return self.paper.form.kind == "letter"

    def _block(self, block: Block, at: int | None) -> list[Told]:
        match block:
            case Paragraph():
                return self._paragraph(block, at)
            case LineBlock():
                return [self._lines(block, at)]
            case Columns():
                return [self._columns(block)]
            case Grid():
                return [self._grid(block)]
            case Options():
                return [self._options(block)]
            case Items():
                entries = list(block.slot.entries)
                return [{"k": "items", "entries": entries}] if entries else [self._open(block.slot)]
            case Table():
                return self._table(block)

    # Paragraphs

    def _paragraph(self, block: Paragraph, at: int | None) -> list[Told]:
        words, is_first = words_of(block), block.style not in self.styles
        self.styles.add(block.style)
        match block.style:
            case "body":
                return self._body(block, at)
            case "title" | "heading":
                content = self.blanks.run(block.inlines, self.width, at)
                return [{"k": "title" if block.style == "title" and is_first else "heading", "c": content, "level": 1}]
            case "subheading":
                told = self._text(block, block.inlines, 0.0, at)
                return [told | {"k": "subheading", "level": 2 if "heading" in self.styles else 1}]
            case "right":
                return [_plain(self.blanks.run(block.inlines, self.width / 2, at), left=self.width / 2)]
            case style:
                content = self.blanks.run(block.inlines, self.width - 2 * _INDENT, at)
                return [{"k": style, "c": content, "bold": words.isupper() and len(words) < 70}]

    def _body(self, block: Paragraph, at: int | None) -> list[Told]:
        if block.hangs:
            return self._hanging(block, at)
        if block.number:
            self.level = block.level
        left = _HANG if block.is_hung else 0.0
        if block.is_choice:
            return [{"k": "choice", "left": left + _INDENT * max(self.level, 1), "pairs": self._pairs(block.inlines)}]
        slots = [inline for inline in block.inlines if isinstance(inline, Slot)]
        if len(slots) == len(block.inlines):
            return [self._answer(slots, left)]
        inlines, last = _without_answer(block.inlines)
        told = self._text(block, inlines, left, at)
        return [told] if last is None else [told, self._answer([last], left or _INDENT)]

    def _text(self, block: Paragraph, inlines: Sequence[Inline], left: float, at: int | None) -> Told:
        first, *others = inlines
        words = words_of(block)
        if block.number and isinstance(first, Text):
            wide = max(_NUMBER, 6.0 * len(block.number) + 8)
            rest = first.text[len(block.number) :].lstrip()
            caption = run_in_caption(rest) if block.style == "body" else ""
            rest = rest[len(caption) :]
            number = self.blanks.run([Text(block.number)], wide, at)
            content = self.blanks.run([*([Text(rest)] if rest else []), *others], self.width)
            told = _plain(content, first=_INDENT * max(block.level, 1), caption=typographic(caption))
            told |= {"number": number, "wide": wide}
        elif words.startswith("[") and words.endswith("]"):  # "[remainder of page intentionally left blank]"
            return {"k": "centered", "c": self.blanks.run(inlines, self.width, at), "bold": False}
        else:
            is_short = len(inlines) == 1 and len(words) < 70 and words[-1:] not in ".:;,"
            indent = 0.0 if left or is_short or self._is_letter or block.style != "body" else _INDENT
            told = _plain(self.blanks.run(inlines, self.width - left, at), left=left, first=indent)
        return told | {"ragged": any(self._is_wide(part) for part in told["c"] if isinstance(part, int))}

    def _is_wide(self, number: int) -> bool:
        """Whether a blank is so wide that lines stretched around it would show holes."""
        told = self.blanks.told[number]
        return not told["mark"] and (told["least"] > _WIDE or len(told["v"]) > _LONG_VALUE)

    def _hanging(self, block: Paragraph, at: int | None) -> list[Told]:
        label, mark, *rest = block.inlines
        inlines, last = _without_answer(rest)
        told: Told = {
            "k": "hanging",
            "hang": _HANG,
            "label-wide": _LABEL,
            "label": self.blanks.run([label], _LABEL, at),
            "mark": self.blanks.run([mark], _HANG),
            "c": self.blanks.run([_trimmed(inlines[0]), *inlines[1:]], self.width - _HANG),
        }
        return [told] if last is None else [told, self._answer([last], _HANG)]

    def _pairs(self, inlines: Iterable[Inline]) -> list[list[Any]]:
        """Each label with its box: "YES ☐"."""
        pairs: list[list[Any]] = []
        label = ""
        for inline in inlines:
            if isinstance(inline, Text):
                label += inline.text
            else:
                pairs.append([typographic(label.strip()), self.blanks.put(inline, MARK)])
                label = ""
        return [*pairs, [typographic(label.strip())]] if label.strip() else pairs

    def _answer(self, slots: Sequence[Slot], left: float) -> Told:
        """A blank of its own lines."""
        full = self.width - left
        content = []
        for slot in slots:
            is_full = slot.width >= _FULL_RULE or not slot.width
            wide = full if is_full else min(full, max(CHARACTER * slot.width, 230))
            blank = Blank(wide, wide, slot.rules, _ANSWER_ROW, is_ruled=bool(slot.width))
            content.append(self.blanks.put(slot, blank))
        return {"k": "answer", "left": left, "c": content}

    # Other blocks

    def _lines(self, block: LineBlock, at: int | None) -> Told:
        is_inside = block.section[:1].isdigit()  # of a numbered section
        left = self.width / 2 if block.style == "right" else _INDENT if is_inside else 0.0
        lines = Lines(self.blanks, self.width - left, at)
        groups = lines.groups(block)
        return {"k": "lines", "left": left, "groups": groups, "keep": lines.high < _KEPT, "look": block.style}

    def _columns(self, block: Columns) -> Told:
        count = max(len(row) for row in block.rows)
        wide = (self.width - _GUTTER * (count - 1)) / count
        rules = sum(max(sum(slot.rules for slot in cell.slots) for cell in row if cell) for row in block.rows)
        grown = sum(max(growth(cell, wide) for cell in row if cell) for row in block.rows)
        # so that the other party signs on the same page
        room = _USABLE - 0.9 * rest_of_page(self.paper, block) - grown
        each = room / max(rules, 1) - _CAPTION
        row_high = min(ROW, max(each - 3, 15.5))
        gap = min(9.0, max(each - row_high, 3.0))
        rows = [[self._cell(cell, wide, row_high) if cell else None for cell in row] for row in block.rows]
        return {
            "k": "columns",
            "n": count,
            "wide": wide,
            "gutter": _GUTTER,
            "gap": gap,
            "rows": rows,
            "keep": rules * (row_high + _CAPTION + gap) + grown < _KEPT,
        }

    def _cell(self, cell: Cell, wide: float, row: float) -> Told:
        slots = [
            self.blanks.put(slot, Blank(wide, wide, slot.rules, 1.4 * row if slot.type == "signature" else row))
            for slot in cell.slots
        ]
        return {"slots": slots, "caption": [typographic(cell.caption)] if cell.caption else []}

    def _grid(self, block: Grid) -> Told:
        rows = [
            {"label": typographic(label), "marks": [self.blanks.put(slot, MARK) for slot in slots]}
            for label, slots in block.rows
        ]
        header = [[typographic(line) for line in lines] for lines in block.header]
        widths = [max((len(label) for label, _ in block.rows), default=0)]
        widths += [max((len(line) for line in lines), default=0) for lines in block.header]
        parts = [max(width, 10) for width in widths]
        return {"k": "grid", "left": _INDENT, "header": header, "parts": parts, "rows": rows}

    def _options(self, block: Options) -> Told:
        options = [{"slot": self.blanks.put(slot, MARK), "c": [typographic(words)]} for slot, words in block.options]
        return {"k": "options", "left": _INDENT, "options": options}

    def _table(self, block: Table) -> list[Told]:
        columns = list(zip(*block.rows, strict=True)) if block.rows else [()] * len(block.header)
        figures = [bool(column) and all(_FIGURE.fullmatch(cell) for cell in column) for column in columns]
        rows = [list(row) for row in block.rows]
        keep = len(rows) <= _FEW_ROWS
        longest = [max([len(head), *map(len, column)]) for head, column in zip(block.header, columns, strict=True)]
        parts = [min(max(one, 6), 32) + 2 for one in longest]
        told: Told = {
            "k": "table",
            "header": list(block.header),
            "rows": rows,
            "figures": figures,
            "parts": parts,
            "keep": keep,
        }
        return [told] if block.rows else [told, self._open(block.slot)]

    def _open(self, slot: Slot) -> Told:
        """Room for what a person writes into an empty list or table."""
        blank = Blank(self.width, self.width, 4, _ANSWER_ROW)
        return {"k": "answer", "left": 0.0, "c": [self.blanks.put(slot, blank)]}


def _plain(content: list[Any], *, left: float = 0.0, first: float = 0.0, caption: str = "") -> Told:
    return {
        "k": "body", "c": content, "left": left, "first": first, "number": [], "wide": 0.0, "caption": caption,
        "ragged": False,
    }  # fmt: skip


def _without_answer(inlines: Sequence[Inline]) -> tuple[Sequence[Inline], Slot | None]:
    """A text, and the answer of several lines behind it for which the form prints no rule."""
    last = inlines[-1] if len(inlines) > 1 else None
    if isinstance(last, Slot) and last.type == "lines" and not last.width:
        return inlines[:-1], last
    return inlines, None


def _trimmed(inline: Inline) -> Inline:
    return Text(inline.text.lstrip(), inline.line) if isinstance(inline, Text) else inline
