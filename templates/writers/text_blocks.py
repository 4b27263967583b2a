"""Blocks → lines of text: paragraphs, blocks of lines, options, items."""

from collections.abc import Iterator, Sequence

from templates.blocks import Block, Columns, Grid, Inline, Items, Line, LineBlock, Options, Paragraph, Slot, Text
from templates.writers.line_groups import is_caption, merged, stays_with, without_shared
from templates.writers.text_columns import columns, formula, grid
from templates.writers.text_pages import Stretch
from templates.writers.text_setting import (
    KEPT,
    PAGE_WIDTH,
    answer,
    balanced,
    centred,
    flowing,
    marked,
    padded,
    parted,
    printed,
    shown,
    width,
    wrapped,
)
from templates.writers.text_table import table

_INDENT = 6
_TITLE_WIDTH = 60
_HANG = 18
"""Where the text stands that hangs on a label and its mark ("Category A __")."""
_RIGHT = 44
"""Where the right half of the page begins."""
_CHOICES, _BETWEEN_CHOICES, _LONGEST_CHOICE = 19, 25, 12
_LONGEST_LABEL = 48
"""A label that is longer leaves no room to hang lines under its blank."""


def stretches(blocks: Sequence[Block]) -> Iterator[Stretch]:
    """Each block as lines, in order; headings, questions and what a signature attests stay with what follows."""
    hang = 0
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Paragraph):
            hang = _hang_of(block) if block.hangs else hang if block.is_hung else 0
        parts, head = _parts(block, hang)
        keeps = following is not None and not following.begins_page and stays_with(block, following)
        room = 2 if isinstance(block, Paragraph) and block.style in ("title", "heading") else 1
        yield Stretch(tuple(parts), block.begins_page, keeps, head, room)


def _parts(block: Block, hang: int) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """A block's lines in parts between which a page may end, and what stands again on a further page."""
    match block:
        case Paragraph():
            return list(_paragraph(block, hang)), ()
        case LineBlock():
            return [tuple(_line_block(block))], ()
        case Columns():
            return [tuple(columns(block))], ()
        case Grid():
            return [tuple(grid(block) if block.rows else formula(block))], ()
        case Options():
            return [tuple(_options(block))], ()
        case Items():
            return list(_items(block)), ()
        case _:
            return table(block)


# Paragraphs


def _paragraph(block: Paragraph, hang: int) -> Iterator[tuple[str, ...]]:
    first = block.inlines[0]
    if all(isinstance(inline, Slot) and not inline.is_mark for inline in block.inlines) and isinstance(first, Slot):
        yield tuple(_by_itself(first, hang))
    elif block.hangs:
        yield from parted(_hanging(block, hang))
    elif block.is_choice and _is_short(block):
        yield (_choices(block.inlines),)
    elif any(isinstance(inline, Slot) for inline in block.inlines):
        yield tuple(_running(block, hang))  # what is filled in is seen whole on one page
    else:
        yield from parted(_running(block, hang))


def _running(block: Paragraph, hang: int) -> list[str]:
    text = flowing(without_shared(block.inlines))
    match block.style:
        case "title" | "centered":
            return [centred(line) for line in balanced(text, _TITLE_WIDTH)]
        case "heading" if not block.number:
            return [centred(line) for line in balanced(text, _TITLE_WIDTH)]
        case "heading" | "note":
            return wrapped(text, PAGE_WIDTH)
        case "subheading" if not block.number:
            return wrapped(text, PAGE_WIDTH)
        case "legend":
            return wrapped(text, PAGE_WIDTH - _INDENT, _INDENT, _INDENT)
        case "right":
            return wrapped(text, PAGE_WIDTH, _RIGHT, _RIGHT)
        case _ if block.is_hung:
            return wrapped(text, PAGE_WIDTH, hang, hang)
        case _:
            return wrapped(text, PAGE_WIDTH, _INDENT * max(1, block.level))


def _by_itself(slot: Slot, hang: int) -> list[str]:
    """An answer without words around it."""
    room = slot.width or (PAGE_WIDTH - (hang or _INDENT) if slot.is_empty or slot.type != "lines" else 0)
    indent = max(0, min(hang or _INDENT, PAGE_WIDTH - room))
    return [" " * indent + line for line in answer(slot, room)]


def _hang_of(block: Paragraph) -> int:
    return max(_HANG, width(_label(block)) + 2)


def _label(block: Paragraph) -> str:
    return flowing(block.inlines[:2]).replace(KEPT, " ")


def _hanging(block: Paragraph, hang: int) -> list[str]:
    lines = wrapped(flowing(block.inlines[2:]), PAGE_WIDTH, hang, hang)
    return [padded(_label(block), hang) + lines[0].strip(), *lines[1:]]


def _is_short(block: Paragraph) -> bool:
    """Whether a paragraph of marks holds no more than their labels."""
    return all(len(inline.text.strip()) <= _LONGEST_CHOICE for inline in block.inlines if isinstance(inline, Text))


def _choices(inlines: Sequence[Inline]) -> str:
    """Answers to mark side by side: a label and its rule, then room."""
    line = " " * _CHOICES
    at = _CHOICES
    for inline in inlines:
        if isinstance(inline, Slot):
            line += marked(inline)
            at += _BETWEEN_CHOICES + inline.width
        elif line.endswith(("_", "X")):
            line = padded(line, at) + printed(inline.text).lstrip()
        else:
            line += printed(inline.text)
    return line


# Blocks of lines


def _line_block(block: LineBlock) -> Iterator[str]:
    groups = [merged(tuple(without_shared(line) for line in group)) for group in block.groups]
    widest = max(_blank_width(line) for group in groups for line in group)
    indent = min(_RIGHT, PAGE_WIDTH - widest) if block.style == "right" else _INDENT
    if block.style == "body" and widest > PAGE_WIDTH - _INDENT:
        indent = 0
    for number, group in enumerate(groups):
        if number:
            yield ""
        below, before = indent, None
        for line in group:
            lines = _line(line, below if is_caption(line, before) else indent)
            yield from [centred(one.strip()) for one in lines] if block.style == "centered" else lines
            below, before = _under(line, indent), line


def _blank_width(line: Line) -> int:
    """How wide a line with blanks is before they are filled in; words alone may be wrapped."""
    if not any(isinstance(inline, Slot) for inline in line):
        return 0
    return sum(width(inline.text) if isinstance(inline, Text) else inline.width for inline in line)


def _under(line: Line, indent: int) -> int:
    """Where what stands under a line's last blank begins."""
    at = indent + width(flowing(line[:-1]))
    return at if at <= indent + _LONGEST_LABEL else indent


def _line(line: Line, indent: int) -> list[str]:
    """A line of a block; what is too long for it goes on under its blank."""
    slots = [at for at, inline in enumerate(line) if isinstance(inline, Slot) and not inline.is_mark]
    if not slots:
        return wrapped(flowing(line), PAGE_WIDTH, indent, indent + 2)
    first = slots[0]
    slot = line[first]
    below = _under(line[: first + 1], indent)
    if isinstance(slot, Slot) and first == len(line) - 1 and (slot.type == "lines" or slot.rules > 1):
        label = " " * indent + flowing(line[:first])
        answers = answer(slot, slot.width)
        return [(label if number == 0 else " " * below) + one for number, one in enumerate(answers)] or [label]
    return wrapped(flowing(line), PAGE_WIDTH, indent, below)


# Options and items


def _options(block: Options) -> Iterator[str]:
    indent = _INDENT + 4
    for slot, words in block.options:
        box = "[X]" if slot.is_marked else "[ ]"
        yield from wrapped(f"{box.replace(' ', KEPT)} {printed(words)}", PAGE_WIDTH, indent, indent + 8)


def _items(block: Items) -> Iterator[tuple[str, ...]]:
    """Paragraphs with their numbers, each hung on its own."""
    for number, entry in enumerate(block.slot.entries, start=1):
        label = f"{number}."
        hang = _INDENT + max(4, len(label) + 1)
        lines = wrapped(shown(entry), PAGE_WIDTH, hang, hang)
        lines[0] = padded(" " * _INDENT + label, hang) + lines[0].strip()
        yield from parted(lines)
    if not block.slot.entries:
        yield tuple(answer(block.slot, PAGE_WIDTH - _INDENT))
