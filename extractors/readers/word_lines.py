"""A Word paragraph on the grid of characters: its letters, tabs and blanks, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readers.word_blocks import Atom, Change, Label, Paragraph, Tab
from extractors.readers.word_grid import Piece, Row
from extractors.sheet import Style
from extractors.struck import parts_from_struck

MIN_BLANK = 3
"""Columns of a blank that a tab draws, however little room the tab has."""

_TOKEN = re.compile(r"\s+|\S+")
_RULED_LEADERS = frozenset({"underscore", "heavy"})


def paragraph_rows(paragraph: Paragraph, width: float, default_tab: float, label: Label | None) -> list[Row]:
    """The paragraph's lines: one, however long, and one more after each break.

    Args:
        paragraph: With the atoms of one view of its changes.
        width: Columns at hand.
        default_tab: Columns between the tab stops where the paragraph has none of its own.
        label: Its automatic number.
    """
    line = _Line(paragraph, width, default_tab, label)
    for atoms in _lines(paragraph.atoms):
        line.add(atoms)
    return line.rows


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
    """word, space, tab, rule, drawn or unseen"""
    text: str
    atom: Atom


class _Line:
    """Puts a paragraph's atoms on lines, letter by letter and tab by tab."""

    def __init__(self, paragraph: Paragraph, width: float, default_tab: float, label: Label | None) -> None:
        self._form = paragraph.format
        self._width = max(1.0, width)
        self._default_tab = default_tab
        self.rows = [Row(paragraph.page)]
        self._page = paragraph.page
        first = self._form.left + self._form.first
        self._begin(first)
        self._label_end = 0
        if label is not None:
            change: Change = "in" if paragraph.mark == "in" else ""
            atom = Atom("text", label.text, paragraph.mark_style, change=change, control=paragraph.control)
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
        self._last = ("", False)
        """The letters put last, and whether they are raised."""

    def add(self, atoms: list[Atom]) -> None:
        """One line; a break at its start says how it begins."""
        row = self.rows[-1]
        if atoms and atoms[0].kind in ("line", "page", "column"):
            begins = atoms[0]
            atoms = atoms[1:]
            is_bare = len(row.pieces) == (self._label_end if len(self.rows) == 1 else 0) and not row.drawn
            self._page = begins.page or self._page
            if begins.kind == "page" and not atoms:
                return  # the paragraph ends with the page
            if begins.kind == "page" and is_bare:
                row.page = begins.page
            elif begins.kind == "column" and is_bare:
                row.after_column_break = True
            else:
                row = Row(self._page, after_column_break=begins.kind == "column")
                self.rows.append(row)
                self._begin(self._form.left)
        self._write(_ruled(list(_tokens(atoms))))
        self._finish()

    def _finish(self) -> None:
        row, form = self.rows[-1], self._form
        room = max(4.0, self._width - form.left - form.right)
        row.height = max(1.0, -(-(row.end - form.left) * 0.9 // room))
        row.height = max([row.height, *(thing.height for _, thing in row.drawn if thing.advances)])
        if form.align in ("center", "right") and row.pieces:
            start = row.pieces[0].col
            slack = round(self._width - form.right) - row.end
            if slack > 0:
                row.shift(slack // 2 if form.align == "center" else slack, with_floating=False)
            elif start > 0 and form.align == "right":
                row.shift(max(-start, slack), with_floating=False)

    def _write(self, tokens: list[_Token]) -> None:
        self._has_tabs = any(token.kind == "tab" for token in tokens)
        for number, token in enumerate(tokens):
            atom = token.atom
            if token.kind == "drawn":
                self._draw(atom)
            elif token.kind == "unseen":
                self.rows[-1].unseen.append((float(self._col), atom.unseen, atom.control))
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
        # A printed "$" is not struck with the figure behind it.
        parts = self._joins and pieces[-1].style.strike != style.strike and parts_from_struck(pieces[-1].text, text)
        parts = parts or (self._joins and (_leaves_answer(pieces[-1], atom) or self._is_mark(text, atom)))
        self._last = (text, atom.is_raised)
        if self._joins and not is_rule and not parts:
            last = pieces[-1]
            if not any(map(str.isalnum, last.text)) and any(map(str.isalnum, text)):
                last.style = style
            elif any(map(str.isalnum, text)) or not any(map(str.isalnum, last.text)):
                last.style = Style(*(a or b for a, b in zip(last.style, style, strict=True)))
            last.text += text
            last.inserted = last.inserted or inserted
            if atom.source != "text":
                last.source = atom.source
            last.control = last.control or atom.control
            return
        if is_rule:
            style = style._replace(underline=False)
            before = pieces[-1] if pieces else None
            if (
                before is not None
                and before.is_rule
                and before.end == col
                and (before.source, before.control) == (atom.source, atom.control)
            ):
                before.text += text
                return
        pieces.append(Piece(col, text, style, atom.source, inserted, is_rule, atom.control))

    def _is_mark(self, text: str, atom: Atom) -> bool:
        """Whether a note's mark or another raised figure begins or ends here: "500" with a small 2 is not 5002."""
        before, was_raised = self._last
        return was_raised != atom.is_raised and not (before if was_raised else text).isalpha()

    def _draw(self, atom: Atom) -> None:
        thing = atom.drawn
        if thing is None:
            return
        self.rows[-1].drawn.append((float(self._col) if thing.dx is None else thing.dx, thing))
        if thing.advances:
            self._col += max(1, round(thing.width))
            self._paper += thing.width
            self._joins = False

    def _advance(self, text: str, atom: Atom) -> None:
        self._col += len(text)
        if self._has_tabs:
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


def _leaves_answer(piece: Piece, atom: Atom) -> bool:
    """Whether a named control's answer ends or begins here: the print right beside it is no part of it."""
    answers = [one.control for one in (piece, atom) if one.source == "form-field"]
    return piece.control != atom.control and any(answers)


def _tokens(atoms: list[Atom]) -> Iterator[_Token]:
    for atom in atoms:
        if atom.kind == "text":
            for text in _TOKEN.findall(atom.text):
                yield _Token("space" if text.isspace() else "word", text, atom)
        elif atom.kind in ("tab", "rule", "drawn", "unseen"):
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
