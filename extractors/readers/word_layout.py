"""Word's text on a grid of characters: paragraphs to lines, and boxes and sections beside each other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.readers.word_blocks import Atom, Block, Drawn, Label, Paragraph, Section, Tab, Table, View, shows
from extractors.readers.word_numbering import Counter
from extractors.sheet import PLAIN, Source, Style

MIN_BLANK = 3
"""Columns of a blank that a tab draws, however little room the tab has."""
GAP = 2
"""Columns between a cell's text and the next cell."""

_TOKEN = re.compile(r"\s+|\S+")
_RULED_LEADERS = frozenset({"underscore", "heavy"})


@dataclass(slots=True)
class Piece:
    """Letters without white space at a column."""

    col: int
    text: str
    style: Style = PLAIN
    source: Source = "text"
    inserted: bool = False
    is_rule: bool = False

    @property
    def end(self) -> int:
        """The column after the last letter."""
        return self.col + len(self.text)


@dataclass(slots=True)
class Row:
    """One line of the grid."""

    page: int
    pieces: list[Piece] = field(default_factory=list)
    drawn: list[tuple[float, Drawn]] = field(default_factory=list)
    """Pictures and shapes with the column of their anchor."""
    height: float = 1.0
    """Lines it takes on paper, where long paragraphs wrap."""
    after_column_break: bool = False
    is_ruled_blank: bool = False

    @property
    def end(self) -> int:
        """The column after the last letter or picture."""
        inline = (round(at + thing.width) for at, thing in self.drawn if thing.advances)
        return max((*(piece.end for piece in self.pieces), *inline), default=0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not self.pieces and not self.drawn

    def shift(self, columns: int) -> None:
        """Move all that stands on it to the right."""
        for piece in self.pieces:
            piece.col += columns
        self.drawn = [(at + columns, thing) for at, thing in self.drawn]


@dataclass(slots=True)
class _Float:
    rows: list[Row]
    anchor: Row
    dy: float


class Layout:
    """Lays out one text of the file in one view of its tracked changes.

    Args:
        view: With all changes accepted, or with none.
        counter: Counts the automatic numbers.
        default_tab: Columns between the tab stops where a paragraph has none of its own.
    """

    def __init__(self, view: View, counter: Counter, default_tab: float) -> None:
        self._view = view
        self._counter = counter
        self._default_tab = max(1.0, default_tab)

    def sections(self, sections: list[Section]) -> list[Row]:
        """The whole body."""
        rows: list[Row] = []
        for section in sections:
            width = section.width
            if section.columns > 1:
                width = max(10.0, (section.width - section.gap * (section.columns - 1)) / section.columns)
            laid = self.blocks(section.blocks, width)
            rows += self._columns(laid, section, width) if section.columns > 1 else laid
        return rows

    @staticmethod
    def _columns(rows: list[Row], section: Section, width: float) -> list[Row]:
        """Put what column breaks part beside each other; without breaks the columns follow each other."""
        parts: list[list[Row]] = [[]]
        for row in rows:
            if row.after_column_break:
                parts.append([])
            parts[-1].append(row)
        found: list[Row] = []
        for start in range(0, len(parts), section.columns):
            beside, left = [], 0
            for part in parts[start : start + section.columns]:
                beside.append((left, part))
                left = max(left + round(width + section.gap), left + max((row.end for row in part), default=0) + GAP)
            found += beside_each_other(beside)
        return found

    def blocks(self, blocks: list[Block], width: float) -> list[Row]:
        """Paragraphs and tables one below the other; `width` in columns."""
        from extractors.readers.word_tables import table_rows  # noqa: PLC0415  cells hold blocks, blocks tables

        rows: list[Row] = []
        floats: list[_Float] = []
        after_paragraph = False
        for block in self._joined(blocks):
            if isinstance(block, Table):
                rows += table_rows(block, width, self._view, self.blocks)
                after_paragraph = False
                continue
            laid, boxes = self.paragraph(block, width)
            if block.format.ruled_above and after_paragraph and rows[-1].is_empty and rows[-1].page == block.page:
                # A rule over a caption is the lower border of the empty line above it.
                rule(rows[-1], block.format.left, width - block.format.right)
            rows += laid
            floats += boxes
            after_paragraph = bool(laid)
        for box in reversed(floats):
            _place(box, rows)
        return rows

    def _joined(self, blocks: list[Block]) -> Iterator[Block]:
        """The blocks of this view: a paragraph whose end is not there goes on in the next one."""
        held: Paragraph | None = None
        for block in blocks:
            if isinstance(block, Table):
                if held is not None and held.atoms:
                    yield held
                held = None
                yield block
                continue
            atoms = [atom for atom in block.atoms if shows(atom.change, self._view)]
            first = block
            if held is not None:
                # The number at the start of the line is the first paragraph's, if anything of it is left.
                if any(atom.text.strip() or atom.drawn for atom in held.atoms):
                    first = held
                atoms = held.atoms + atoms
            joined = Paragraph(first.format, held.page if held else block.page, atoms, block.mark, first.mark_style)
            if shows(block.mark, self._view):
                held = None
                yield joined
            else:
                held = joined
        if held is not None and held.atoms:
            yield held

    def paragraph(self, paragraph: Paragraph, width: float) -> tuple[list[Row], list[_Float]]:
        """The lines of a paragraph, and the text boxes that are anchored in it."""
        form = paragraph.format
        line = _Line(paragraph, width, self._default_tab, self._counter.label(form))
        for atoms in _lines(paragraph.atoms):
            line.add(atoms)
        rows = line.rows
        if form.ruled_below and all(row.is_empty for row in rows):
            rule(rows[-1], form.left, width - form.right)
        rows[0].height += form.before
        rows[-1].height += form.after
        return rows, [self._box(row, at, thing, width) for row in rows for at, thing in _boxes(row)]

    def _box(self, row: Row, at: float, thing: Drawn, width: float) -> _Float:
        inner = max(4.0, thing.width if thing.width > 1 else width)
        rows = [Row(row.page, [Piece(0, word)]) for word in thing.text.split()] if thing.blocks is None else []
        rows = rows or self.blocks(thing.blocks or [], inner)
        while rows and rows[-1].is_empty:
            rows.pop()
        left = round(at if thing.dx is None else thing.dx)
        for inside in rows:
            inside.page = row.page
            inside.shift(max(0, left))
        return _Float(rows, row, -1.0 if thing.dy is None or thing.from_page else thing.dy)


def rule(row: Row, left: float, right: float) -> None:
    """Draw a blank's rule on an empty line."""
    first = max(0, round(left))
    row.pieces.append(Piece(first, "_" * max(4, round(right) - first - GAP), is_rule=True))


def beside_each_other(parts: list[tuple[int, list[Row]]]) -> list[Row]:
    """Lines beside each other, page by page; each part with the column where it begins."""
    first_pages = [next((row.page for row in rows if not row.is_empty), 0) for _, rows in parts]
    start = max(first_pages, default=0)
    pages: dict[int, list[list[Row]]] = {}
    for number, (left, rows) in enumerate(parts):
        for row in rows:
            row.shift(left)
            # A row that a page break moves as a whole has the mark of it in one of its cells only.
            page = max(row.page, start)
            pages.setdefault(page, [[] for _ in parts])[number].append(row)
    found: list[Row] = []
    for page in sorted(pages):
        cells = pages[page]
        for index in range(max(map(len, cells))):
            whole = Row(page)
            for cell in cells:
                if index < len(cell):
                    whole.pieces += cell[index].pieces
                    whole.drawn += cell[index].drawn
                    whole.height = max(whole.height, cell[index].height)
            found.append(whole)
    return found


def _boxes(row: Row) -> list[tuple[float, Drawn]]:
    boxes = [(at, thing) for at, thing in row.drawn if thing.kind == "text"]
    row.drawn = [(at, thing) for at, thing in row.drawn if thing.kind != "text"]
    return boxes


def _place(box: _Float, rows: list[Row]) -> None:
    """Put a text box beside the lines it stands beside, or below its anchor where there is no room."""
    index = next(number for number, row in enumerate(rows) if row is box.anchor)
    if box.dy >= 0:
        target, below = index, box.dy
        while (
            below >= rows[target].height - 0.5 and target + 1 < len(rows) and rows[target + 1].page == rows[index].page
        ):
            below -= rows[target].height
            target += 1
        beside = rows[target : target + len(box.rows)]
        if all(_has_room(row, inside) for row, inside in zip(beside, box.rows, strict=False)):
            extra = [Row(box.anchor.page) for _ in box.rows[len(beside) :]]
            rows[target + len(beside) : target + len(beside)] = extra
            for row, inside in zip(beside + extra, box.rows, strict=True):
                _write_over(row, inside)
            return
    rows[index + 1 : index + 1] = box.rows


def _has_room(row: Row, inside: Row) -> bool:
    """Whether nothing but a blank's rule stands in the way."""
    if row.page != inside.page:
        return False
    start = min((piece.col for piece in inside.pieces), default=0)
    return all(piece.end < start or piece.col > inside.end or not piece.text.strip("_") for piece in row.pieces)


def _write_over(row: Row, inside: Row) -> None:
    """Put a box's line on the line, in place of the rule it covers."""
    if inside.pieces:
        start, end = inside.pieces[0].col, inside.end
        kept: list[Piece] = []
        for piece in row.pieces:
            if piece.end <= start or piece.col >= end:
                kept.append(piece)
                continue
            if piece.col < start - 1:
                kept.append(Piece(piece.col, "_" * (start - 1 - piece.col), piece.style, is_rule=True))
            if piece.end > end + 1:
                kept.append(Piece(end + 1, "_" * (piece.end - end - 1), piece.style, is_rule=True))
        row.pieces = kept
    row.pieces += inside.pieces
    row.drawn += inside.drawn


def _lines(atoms: list[Atom]) -> Iterator[list[Atom]]:
    """The atoms between the breaks, each break at the start of what follows it."""
    line: list[Atom] = []
    for atom in atoms:
        if atom.kind in ("line", "page", "column"):
            yield line
            line = []
        line.append(atom)
    yield line


@dataclass(slots=True)
class _Token:
    kind: str
    """word, space, tab, rule or drawn"""
    text: str
    atom: Atom


class _Line:
    """Puts a paragraph's atoms on lines, letter by letter and tab by tab."""

    def __init__(self, paragraph: Paragraph, width: float, default_tab: float, label: Label | None) -> None:
        self._form = paragraph.format
        self._width = max(1.0, width)
        self._default_tab = default_tab
        self.rows = [Row(paragraph.page)]
        first = self._form.left + self._form.first
        self._begin(first)
        self._label_end = 0
        if label is not None:
            atom = Atom("text", label.text, paragraph.mark_style, change="in" if paragraph.mark == "in" else "")
            tokens = list(_tokens([atom]))
            suffix = {"tab": "\t", "space": " "}.get(label.suffix)
            if suffix:
                tokens.append(_Token("tab" if suffix == "\t" else "space", suffix, Atom("tab")))
            self._write(tokens)
            self._label_end = len(self.rows[0].pieces)

    def _begin(self, left: float) -> None:
        self._col = max(0, round(left))
        # Where the line has come on paper: letters of book type are narrower than the grid's columns.
        self._paper = left
        self._joins = False

    def add(self, atoms: list[Atom]) -> None:
        """One line; a break at its start says how it begins."""
        row = self.rows[-1]
        if atoms and atoms[0].kind in ("line", "page", "column"):
            begins = atoms[0]
            atoms = atoms[1:]
            is_bare = len(row.pieces) == (self._label_end if len(self.rows) == 1 else 0) and not row.drawn
            if begins.kind == "page" and is_bare:
                row.page = begins.page
            elif begins.kind == "page" and not atoms:
                return  # the paragraph ends with the page
            elif begins.kind == "column" and is_bare:
                row.after_column_break = True
            else:
                row = Row(begins.page or row.page, after_column_break=begins.kind == "column")
                self.rows.append(row)
                self._begin(self._form.left)
        self._write(_ruled(list(_tokens(atoms))))
        self._finish()

    def _finish(self) -> None:
        row, form = self.rows[-1], self._form
        room = max(4.0, self._width - form.left - form.right)
        row.height = max(1.0, -(-(row.end - form.left) * 0.9 // room))
        if form.align in ("center", "right") and row.pieces:
            start = row.pieces[0].col
            slack = round(self._width - form.right) - row.end
            if slack > 0:
                row.shift(slack // 2 if form.align == "center" else slack)
            elif start > 0 and form.align == "right":
                row.shift(max(-start, slack))

    def _write(self, tokens: list[_Token]) -> None:
        for number, token in enumerate(tokens):
            atom = token.atom
            if token.kind == "drawn":
                self._draw(atom)
            elif token.kind == "space":
                self._advance(token.text, atom)
                self._joins = False
            elif token.kind == "tab":
                start = self._col
                leader = self._tab(tokens[number + 1 :])
                self._joins = False
                if leader in _RULED_LEADERS or token.text == "_":
                    self._col = max(self._col, start + MIN_BLANK)
                    self._put("_" * (self._col - start), atom, start, is_rule=True)
                    self._joins = False
            else:
                is_rule = token.kind == "rule"
                self._put(token.text, atom, self._col, is_rule=is_rule)
                self._advance(token.text, atom)
                self._joins = not is_rule

    def _put(self, text: str, atom: Atom, col: int, *, is_rule: bool) -> None:
        style, inserted = atom.style, atom.change == "in"
        pieces = self.rows[-1].pieces
        if self._joins and not is_rule:
            last = pieces[-1]
            if not any(map(str.isalnum, last.text)) and any(map(str.isalnum, text)):
                last.style = style
            elif any(map(str.isalnum, text)) or not any(map(str.isalnum, last.text)):
                last.style = Style(*(a or b for a, b in zip(last.style, style, strict=True)))
            last.text += text
            last.inserted = last.inserted or inserted
            if atom.source != "text":
                last.source = atom.source
            return
        if is_rule:
            style = style._replace(underline=False)
        pieces.append(Piece(col, text, style, atom.source, inserted, is_rule))

    def _draw(self, atom: Atom) -> None:
        thing = atom.drawn
        if thing is None:
            return
        self.rows[-1].drawn.append((float(self._col), thing))
        if thing.advances:
            self._col += max(1, round(thing.width))
            self._paper += thing.width
            self._joins = False

    def _advance(self, text: str, atom: Atom) -> None:
        self._col += len(text)
        self._paper += _on_paper(text, atom)

    def _tab(self, following: list[_Token]) -> str:
        """Go to the next tab stop; its leader."""
        paper = self._paper
        lines = 0.0
        if paper > self._width:
            lines = paper // self._width * self._width
            paper -= lines
        stop = self._stop(paper + 0.05)
        at = stop.at
        if stop.align in ("right", "center"):
            share = 1.0 if stop.align == "right" else 0.5
            letters, on_paper = 0, 0.0
            for token in following:
                if token.kind == "tab":
                    break
                letters += len(token.text)
                on_paper += _on_paper(token.text, token.atom)
            target = round(at - letters * share)
            at = max(paper + 0.1, at - on_paper * share)
        else:
            target = round(at)
        self._col = self._col + max(1, round(at - paper)) if lines else max(self._col + 1, target)
        self._paper = at
        return stop.leader

    def _stop(self, paper: float) -> Tab:
        form = self._form
        own = next((tab for tab in form.tabs if tab.at > paper), None)
        # A hanging indent is a stop of its own.
        if form.first < 0 and paper < form.left and (own is None or form.left < own.at):
            return Tab(form.left)
        if own is not None:
            return own
        return Tab((paper // self._default_tab + 1) * self._default_tab)


def _tokens(atoms: list[Atom]) -> Iterator[_Token]:
    for atom in atoms:
        if atom.kind == "text":
            for text in _TOKEN.findall(atom.text):
                yield _Token("space" if text.isspace() else "word", text, atom)
        elif atom.kind in ("tab", "rule", "drawn"):
            yield _Token(atom.kind, atom.text, atom)


def _ruled(tokens: list[_Token]) -> list[_Token]:
    """The tokens with underlined white space told apart: a blank's rule, or a gap between underlined words.

    Between two underlined words it takes four spaces to be a rule (two stand after a full stop, a tab after
    a heading's number), beside one word three, alone two.
    """
    found: list[_Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind not in ("space", "tab") or not token.atom.style.underline:
            found.append(token)
            index += 1
            continue
        end = index
        while end < len(tokens) and tokens[end].kind in ("space", "tab") and tokens[end].atom.style.underline:
            end += 1
        white = tokens[index:end]
        words = (tokens[index - 1] if index else None, tokens[end] if end < len(tokens) else None)
        neighbours = sum(1 for word in words if word and word.kind == "word" and word.atom.style.underline)
        tabs = sum(token.kind == "tab" for token in white)
        letters = sum(len(token.text) for token in white if token.kind == "space")
        is_rule = (tabs > (neighbours == 2)) or letters >= 2 + neighbours
        for token in white:
            if not is_rule:
                found.append(token)
            elif token.kind == "tab":
                found.append(_Token("tab", "_", token.atom))
            else:
                found.append(_Token("rule", "_" * len(token.text), token.atom))
        index = end
    return _one_rule(found)


def _one_rule(tokens: list[_Token]) -> list[_Token]:
    """The tokens with rules that touch each other made one."""
    found: list[_Token] = []
    for token in tokens:
        if token.kind == "rule" and found and found[-1].kind == "rule" and found[-1].atom.source == token.atom.source:
            found[-1] = _Token("rule", found[-1].text + token.text, found[-1].atom)
        else:
            found.append(token)
    return found


def _on_paper(text: str, atom: Atom) -> float:
    """Columns of six points that the letters take on paper."""
    if atom.pitch:
        return len(text) * atom.pitch
    width = 0.0
    for letter in text:
        if letter.islower():
            width += 0.87
        elif letter.isupper():
            width += 1.35
        elif letter == "_" or letter.isdigit():
            width += 1.0
        else:
            width += 0.55
    return width * atom.size / 12
