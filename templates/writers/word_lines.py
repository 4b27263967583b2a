"""Blocks of lines in a Word file: labels with a blank each, and signature blocks.

A label and its blank are two cells of a table without borders: whatever is filled in keeps to
its side, its rule runs on to the right, and its caption stands under the rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from templates.blocks import Inline, Line, LineBlock, Slot, Text
from templates.writers.line_groups import is_caption, merged
from templates.writers.quotes import typographic
from templates.writers.word_controls import Controls, Look
from templates.writers.word_inlines import AVERAGE, longest_line, runs, width_of
from templates.writers.word_markup import Setting, cell, paragraph, row, run, table
from templates.writers.word_styles import CAPTION, CENTERED, LABEL, LINE, RULED_LINE, WRITTEN_ON

_BOLD = "<w:b/><w:bCs/>"
_ROOM = 3600
"""A rule is at least so long, whatever the wording's is: addresses are longer than 16 letters."""
_BESIDE = 140
"""Between a label and its rule."""
_LONGEST_LABEL = 4200
_BETWEEN_GROUPS, _AFTER_BLOCK = 160, 200


@dataclass(slots=True)
class _Set:
    """A line of a block, and its caption if it has one under it."""

    line: Line
    begins_group: bool
    caption: Line = ()

    @property
    def blanks(self) -> tuple[Slot, ...]:
        """The blanks at its end, where it has nothing but a label before them, and one rule for them all."""
        first = next((at for at, inline in enumerate(self.line) if isinstance(inline, Slot)), len(self.line))
        slots = tuple(inline for inline in self.line[first:] if isinstance(inline, Slot) and not inline.is_mark)
        is_one_rule = slots and slots[0].width and not any(slot.width for slot in slots[1:])
        return slots if is_one_rule and len(slots) == len(self.line) - first else ()

    @property
    def label(self) -> tuple[Inline, ...]:
        """What stands before the blanks."""
        return self.line[: len(self.line) - len(self.blanks)]


class Lines:
    """Sets blocks of lines.

    Args:
        controls: Keeps the paper's controls.
        width: Between the margins, in twips.
    """

    def __init__(self, controls: Controls, width: int) -> None:
        self._controls = controls
        self._width = width

    def block(self, block: LineBlock, indent: int, *, keeps: bool, above: int | None) -> Iterator[str]:
        """A block's lines, which stay on one page.

        Args:
            block: The block.
            indent: Where it begins, in twips from the margin.
            keeps: Whether what follows stays on the page too.
            above: Room above it.
        """
        if block.style == "centered":
            yield from self._centered(block, keeps=keeps, above=above)
            return
        left = self._width // 2 if block.style == "right" else indent
        lines = list(_lines(block))
        labels = [min(width_of(one.label) + _BESIDE, _LONGEST_LABEL) for one in lines if one.label and one.blanks]
        if block.style == "right":
            above = max(above or 0, _BETWEEN_GROUPS)
        rules = (max(slot.width * AVERAGE, longest_line(slot)) for one in lines for slot in one.blanks)
        place = _Place(left, self._width - left, max(labels, default=0), max([_ROOM, *rules]))
        rows: list[str] = []
        for number, one in enumerate(lines):
            is_last = number + 1 == len(lines)
            setting = Setting(
                LINE,
                keep_next=keeps or not is_last,
                begins_page=block.begins_page and not number,
                left=left,
                before=(_BETWEEN_GROUPS if number else above) if one.begins_group else None,
                after=_AFTER_BLOCK if is_last else None,
            )
            if not labels:
                yield self._unlabelled(one, setting, place)
            elif one.label and one.blanks:
                rows.append(self._labelled(one, setting, place))
            else:
                # A table of the whole block: programs keep rows together that lose the paragraph after a table.
                whole = self._unlabelled(one, replace(setting, left=None), replace(place, left=0))
                rows.append(row([cell(whole, place.width, align="top", span=2)]))
        if rows:
            yield table([place.labels, place.width - place.labels], rows, indent=left)

    def _centered(self, block: LineBlock, *, keeps: bool, above: int | None) -> Iterator[str]:
        """A letterhead: its lines in the middle, the sender's name first and bold."""
        lines = [line for group in block.groups for line in group]
        for number, line in enumerate(lines):
            is_last = number + 1 == len(lines)
            setting = Setting(
                CENTERED,
                keep_next=keeps or not is_last,
                begins_page=block.begins_page and not number,
                before=None if number else above,
                after=_AFTER_BLOCK if is_last else 0,
            )
            is_name = not number and all(isinstance(inline, Text) for inline in line)
            words = [run(typographic(inline.text), _BOLD) for inline in line if isinstance(inline, Text)]
            yield paragraph(setting, *(words if is_name else runs(line, self._controls)))

    def _unlabelled(self, one: _Set, setting: Setting, place: "_Place") -> str:
        if one.blanks:
            return self._ruled(one, setting, place.left, place.left + place.width, place.rule)
        last = one.line[-1]
        if isinstance(last, Slot) and last.type == "lines" and len(one.line) > 1:
            return self._hung(one, setting)
        words = paragraph(setting, *runs(one.line, self._controls))
        return words + self._caption(one, setting)

    def _caption(self, one: _Set, setting: Setting) -> str:
        if not one.caption:
            return ""
        under = replace(setting, style=CAPTION, begins_page=False, before=None)
        return paragraph(under, *runs(one.caption, self._controls))

    def _hung(self, one: _Set, setting: Setting) -> str:
        """A label, and an answer of several lines that the form prints no rule for: the lines stand in one place."""
        left, hang = setting.left or 0, width_of(one.line[:-1]) + _BESIDE
        setting = replace(setting, left=left + hang, first=-hang, tabs=(("left", left + hang),))
        words = (*runs(one.line[:-1], self._controls), run("\t"), *runs(one.line[-1:], self._controls))
        return paragraph(setting, *words) + self._caption(one, setting)

    def _ruled(self, one: _Set, setting: Setting, left: int, width: int, rule: int) -> str:
        """A blank whose rule is the paragraph's lower border, and the caption under it."""
        slot = one.blanks[0]
        edge = min(width, left + rule)
        ruled = replace(
            setting,
            style=RULED_LINE,
            keep_next=setting.keep_next or bool(one.caption),
            right=width - edge,
            tabs=(("right", edge),),
            after=None if one.caption else setting.after,
            line=WRITTEN_ON if slot.rules > 1 and slot.is_empty else None,
        )
        look = Look("drawn", is_underlined=False)
        answer = paragraph(ruled, *(self._controls.inline(blank, look) for blank in one.blanks))
        return answer + self._caption(one, setting)

    def _labelled(self, one: _Set, setting: Setting, place: "_Place") -> str:
        """A row: the label, and its blank beside it."""
        inside = replace(setting, left=None, begins_page=False)
        label = replace(setting, style=LABEL, left=None, after=None)
        width = place.width - place.labels
        return row(
            [
                cell(paragraph(label, *runs(one.label, self._controls)), place.labels, align="top"),
                cell(self._ruled(one, inside, 0, width, place.rule), width, align="top"),
            ]
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: from the margin, its width, of that what its labels take, and how long its rules are."""

    left: int
    width: int
    labels: int
    rule: int


def _lines(block: LineBlock) -> Iterator[_Set]:
    for group in block.groups:
        last: _Set | None = None
        for number, line in enumerate(merged(group)):
            if last is not None and not last.caption and is_caption(line, last.line):
                last.caption = line
                continue
            if last is not None:
                yield last
            last = _Set(line, begins_group=not number)
        if last is not None:
            yield last
