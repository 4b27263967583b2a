"""Blocks as the page's template is given them: words with their quotes, fields, classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from templates.blocks import Block, Columns, Draft, Grid, Inline, Items, Line, LineBlock, Options, Paragraph, Slot, Text
from templates.writers.html_fields import PageField, page_field
from templates.writers.line_groups import is_caption, merged, stays_with, without_shared
from templates.writers.quotes import typographic


class Glued(NamedTuple):
    """A field with the letters that touch it: no line ends between them."""

    before: str
    field: PageField
    after: str


Piece = str | PageField | Glued
_LONGEST_CHOICE = 12
"""Characters of a label beside a box ("YES"); longer words are a sentence."""
_SHORT = 8
"""Rows of a table that stands whole on a page."""
_PUNCTUATION = ".,;:)\u201d\u2019"


@dataclass(frozen=True, slots=True)
class Shown:
    """One block: the template's macro that shows it, its classes, and what it shows."""

    macro: str
    classes: str
    content: object


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of columns."""

    fields: tuple[PageField, ...]
    caption: str


def sheets(paper: Draft) -> list[list[Shown]]:
    """The blocks, parted where a new page begins."""
    found: list[list[Shown]] = [[]]
    has_headings = any(isinstance(block, Paragraph) and block.style == "heading" for block in paper.blocks)
    for block, following in zip(paper.blocks, [*paper.blocks[1:], None], strict=True):
        if block.begins_page and found[-1]:
            found.append([])
        keeps = following is not None and not following.begins_page and stays_with(block, following)
        found[-1].append(_shown(block, keeps=keeps, has_headings=has_headings))
    return found


def fields_of(shown: Sequence[Sequence[Shown]]) -> list[PageField]:
    """All fields of the page, in order."""
    return [field for sheet in shown for block in sheet for field in _fields(block.content)]


def _fields(content: object) -> Iterator[PageField]:
    if isinstance(content, PageField):
        yield content
    elif isinstance(content, Glued):
        yield content.field
    elif isinstance(content, ShownCell):
        yield from content.fields
    elif isinstance(content, list | tuple):
        for part in content:
            yield from _fields(part)


def _shown(block: Block, *, keeps: bool, has_headings: bool) -> Shown:
    kept = " keeps" if keeps else ""
    match block:
        case Paragraph():
            return _paragraph(block, kept, "h3" if has_headings else "h2")
        case LineBlock():
            return Shown("lines", f"lines {block.style}{kept}", [list(_lines(group)) for group in block.groups])
        case Columns():
            rows = [[_cell(cell.slots, cell.caption) if cell else None for cell in row] for row in block.rows]
            return Shown("columns", f"columns{kept}", rows)
        case Grid() if block.rows:
            marks = [(typographic(label), [page_field(slot) for slot in slots]) for label, slots in block.rows]
            return Shown("grid", f"grid{kept}", (block.header, marks))
        case Grid():
            return Shown("formula", f"formula{kept}", block.header)
        case Options():
            options = [(page_field(slot), typographic(words)) for slot, words in block.options]
            return Shown("options", f"options{kept}", options)
        case Items():
            empty = page_field(block.slot) if block.slot.is_empty else None
            return Shown("items", f"items{kept}", (block.slot, empty))
        case _:
            short = " short" if len(block.rows) <= _SHORT else ""
            return Shown("table", f"table{short}{kept}", (block.slot, block.header, block.rows, _figures(block.rows)))


def _paragraph(block: Paragraph, kept: str, subheading: str) -> Shown:
    inlines = without_shared(block.inlines)
    classes = f"{block.style}{kept}" + (f" level-{block.level}" if block.level and block.style == "body" else "")
    if block.style == "heading" and not block.number:
        classes += " unnumbered"
    tag = {"title": "h1", "heading": "h2", "subheading": subheading}.get(block.style, "p")
    if tag != "p":
        return Shown("paragraph", classes, (tag, _pieces(inlines)))
    if block.hangs:
        first, rest = _pieces(inlines[:2]), _pieces(inlines[2:])
        fields = " fields" if any(isinstance(inline, Slot) for inline in inlines[2:]) else ""
        return Shown("hanging", f"hanging{fields}{kept}", (first, [str(rest[0]).lstrip(), *rest[1:]]))
    if block.is_choice and all(len(one.text.strip()) <= _LONGEST_CHOICE for one in inlines if isinstance(one, Text)):
        return Shown("choice", f"choice{kept}", list(_choices(inlines)))
    if all(isinstance(inline, Slot) for inline in inlines):
        classes = f"answer{kept}"
    elif any(isinstance(inline, Slot) for inline in inlines):
        classes += " fields"
    return Shown("paragraph", classes + (" hung" if block.is_hung else ""), (tag, _pieces(inlines)))


def _pieces(inlines: Sequence[Inline]) -> list[Piece]:
    """Words with their quotes, and fields, each with what touches it."""
    pieces: list[Piece] = []
    before = " "
    for inline in inlines:
        last = pieces[-1] if pieces else ""
        if isinstance(inline, Text):
            text = typographic(inline.text, before)
            before = text[-1:] or before
            touching = text[: len(text) - len(text.lstrip(_PUNCTUATION))]
            if touching and isinstance(last, Glued):
                pieces[-1] = last._replace(after=touching)
                text = text.removeprefix(touching)
            elif touching and isinstance(last, PageField) and last.kind in ("input", "box"):
                pieces[-1] = Glued("", last, touching)
                text = text.removeprefix(touching)
            pieces += [text] if text else []
            continue
        field = page_field(inline)
        word = last.rpartition(" ")[2] if isinstance(last, str) and field.kind == "input" else ""
        if word:
            pieces[-1:] = [last.removesuffix(word), Glued(word, field, "")] if isinstance(last, str) else []
        else:
            pieces.append(field)
        before = "x"  # a quote behind an answer closes
    return pieces


def _choices(inlines: Sequence[Inline]) -> Iterator[list[Piece]]:
    """Each label with its box."""
    held: list[Piece] = []
    for piece in _pieces(inlines):
        held.append(piece)
        if not isinstance(piece, str):
            yield held
            held = []
    if held:
        yield held


def _lines(group: tuple[Line, ...]) -> Iterator[tuple[str, list[Piece]]]:
    """A group's lines, each with its classes."""
    before: Line | None = None
    for line in merged(tuple(without_shared(line) for line in group)):
        classes = "line"
        if is_caption(line, before):
            classes = "line caption" if before and len(before) == 1 else "line caption under"
        yield classes, _pieces(line)
        before = line


def _cell(slots: Sequence[Slot], caption: str) -> ShownCell:
    return ShownCell(tuple(page_field(slot, "cell") for slot in slots), typographic(caption))


def _figures(rows: Sequence[Sequence[str]]) -> list[bool]:
    """Which columns of a table hold nothing but figures."""
    columns = list(zip(*rows, strict=True))
    return [any(column) and all(not cell or _is_figure(cell) for cell in column) for column in columns]


def _is_figure(cell: str) -> bool:
    return any(char.isdigit() for char in cell) and not any(char.isalpha() for char in cell)
