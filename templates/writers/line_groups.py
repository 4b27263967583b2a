"""What blocks and lines mean on paper: one answer of several rules, a caption under its rule, what stays together."""

from dataclasses import replace

from templates.blocks import Block, Columns, Line, LineBlock, Paragraph, Slot, Text


def merged(group: tuple[Line, ...]) -> list[Line]:
    """A group's lines, the rules of one answer that stand under each other made one slot.

    "Address: ____" and a line of nothing but the same field's rule are one answer with two rules.
    """
    lines: list[Line] = []
    for line in group:
        last = lines[-1][-1] if lines and lines[-1] else None
        only = line[0] if len(line) == 1 else None
        if isinstance(only, Slot) and isinstance(last, Slot) and only.field == last.field and not only.is_mark:
            lines[-1] = (*lines[-1][:-1], replace(last, rules=last.rules + only.rules))
        else:
            lines.append(line)
    return lines


def without_shared(line: Line) -> Line:
    """A line without the empty slots that have no rule of their own and share the rule before them."""
    kept: list[Text | Slot] = []
    for inline in line:
        shares = isinstance(inline, Slot) and not inline.width and inline.is_empty and not inline.is_mark
        if not (shares and kept and isinstance(kept[-1], Slot)):
            kept.append(inline)
    return tuple(kept)


def is_caption(line: Line, before: Line | None) -> bool:
    """Whether a line of words explains the rule above it ("Authorized Officer"); a label ends in a colon or has one."""
    if before is None or not before or not isinstance(before[-1], Slot) or before[-1].is_mark:
        return False
    return len(line) == 1 and isinstance(line[0], Text) and ":" not in line[0].text


def stays_with(block: Block, following: Block) -> bool:
    """Whether a block ends on the page of what follows: a heading, a question, what a signature attests."""
    if isinstance(block, LineBlock):
        return isinstance(following, Columns)
    if not isinstance(block, Paragraph):
        return False
    if block.style in ("title", "heading", "subheading", "centered") or not isinstance(following, Paragraph):
        return True
    return following.is_choice or isinstance(following.inlines[0], Slot)
