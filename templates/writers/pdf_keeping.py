"""What stays together on a page: a question and its blanks, words and the signatures under them."""

from templates.blocks import Block, Cell, Columns, Draft, LineBlock, Paragraph, Slot, Text
from templates.writers.pdf_lines import line_height

ROW = 18.0
"""Points of height of a blank that stands beside another."""


def growth(cell: Cell, wide: float) -> float:
    """About how much higher than its rules a cell will be, in points."""
    return sum(max(13.0 * len(slot.value) * 5.0 / wide - slot.rules * ROW, 0.0) for slot in cell.slots)


def leads_to(block: Block, following: Block | None) -> bool:
    """Whether what follows must stand on the same page: a question and its blanks, words and signatures."""
    if following is None or following.begins_page:
        return False
    if not isinstance(block, Paragraph):
        return isinstance(block, LineBlock) and isinstance(following, Columns)
    words = words_of(block)
    if not words:  # an answer of several lines: "Attn: ____" belongs to the address above it
        return isinstance(following, Paragraph) and len(following.inlines) == 2 and len(words_of(following)) < 12
    if isinstance(block.inlines[-1], Text) and words.endswith(":") and len(words) < 250:
        return True
    if len(block.inlines) == 1 and len(words) < 60 and words[-1:].isalpha():  # "where", before what it introduces
        return True
    if isinstance(following, Paragraph):
        if words_of(following).startswith("[") and len(words) < 600:  # "[remainder of page intentionally left blank]"
            return True
        return following.is_choice or all(isinstance(inline, Slot) for inline in following.inlines)
    return True


def rest_of_page(paper: Draft, block: Block) -> float:
    """About how high is what stands with a block between two page breaks, in points."""
    blocks = paper.blocks
    at = next(number for number, one in enumerate(blocks) if one is block)
    begin = max((number for number in range(at + 1) if blocks[number].begins_page), default=0)
    end = next((number for number in range(at + 1, len(blocks)) if blocks[number].begins_page), len(blocks))
    return sum(_about(one) for one in blocks[begin:end] if one is not block)


def _about(block: Block) -> float:
    """About how high a block and the room around it are, in points."""
    if isinstance(block, Paragraph):
        return (len(words_of(block)) // 88 + 1) * 14.2 + (33 if block.style in ("title", "heading") else 13)
    if isinstance(block, LineBlock):
        lines = [line for group in block.groups for line in group]
        return sum(line_height(line) for line in lines) + 12 * len(block.groups) + 12
    return 100.0


def words_of(block: Paragraph) -> str:
    """The printed words of a paragraph."""
    return "".join(inline.text for inline in block.inlines if isinstance(inline, Text)).strip()
