"""Lines that keep their ends: labels with their blanks, signature blocks, captions under rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from templates.blocks import Line, LineBlock, Slot, Text
from templates.writers.pdf_blanks import Blank, Blanks, Told, in_print, text_width

_ROW, _SIGNED_ROW = 18.0, 27.0
_GAP = 12.0
_LONGEST_CAPTION = 60
_RULE_ENDS = 330.0
"""Where rules behind labels end alike, in points of the line."""
_CHARACTER = 7.5
"""Points of a rule on a line of its own for each of its characters: there is room to write."""
_FEWEST = 9
"""Characters of the shortest rule to write on."""


@dataclass(slots=True)
class Lines:
    """Tells the typesetter of the lines of one block."""

    blanks: Blanks
    width: float
    """Of a line, in points."""
    at: int | None
    """The bookmark that leads to the block."""
    high: float = 0.0
    """About how high the lines are."""

    def groups(self, block: LineBlock) -> list[list[Told]]:
        """The lines, in groups with room between them."""
        whole = [list(_whole(group)) for group in block.groups]
        widest = _labels_width([line for lines in whole for line in lines])
        groups: list[list[Told]] = []
        for lines in whole:
            wide = widest if widest < 0.3 * self.width else _labels_width(lines)
            groups.append(self._group(lines, wide if wide <= 0.55 * self.width else 0.0))
            self.high += _GAP
        return groups

    def _group(self, lines: Sequence[Line], label: float) -> list[Told]:
        """Lines that stand close; `label` is how much of them their labels take, 0 where each has its own."""
        told: list[Told] = []
        for number, line in enumerate(lines):
            before = lines[number - 1] if number else None
            told.append(self._line(line, before, label))
            told[-1]["above"] = _above(told[-1], told[-2]) if number else 0.0
            self.high += _high(line, self.width) + told[-1]["above"]
        return told

    def _line(self, line: Line, before: Line | None, label: float) -> Told:
        at, self.at = self.at, None
        if before is not None and _is_caption(line, before):
            left = label if _is_labelled(before) else 0.0
            return {"k": "caption", "left": left, "c": self.blanks.run(line, self.width, at)}
        slots = [inline for inline in line if isinstance(inline, Slot)]
        if label and _is_labelled(line):
            words = [Text(_label(line).strip())]
            return {
                "k": "label",
                "wide": label,
                "label": self.blanks.run(words, label, at),
                "c": self._on_one_rule(slots, label),
            }
        if slots and len(slots) == len(line) and not any(slot.is_mark for slot in slots):
            return {"k": "blank", "c": self._on_one_rule(slots, 0.0)}
        has_rules = any(slot.width and not slot.is_mark for slot in slots)
        return {"k": "ruled" if has_rules else "line", "c": self._spread(line, slots, at)}

    def _on_one_rule(self, slots: Sequence[Slot], begin: float) -> list[int]:
        """Blanks that share a rule, which begins at a place of the line: the first has most of it."""
        end = _RULE_ENDS if begin < 0.4 * _RULE_ENDS < self.width else self.width
        full = min(end, self.width) - begin
        first = full if len(slots) == 1 else 0.62 * full
        is_ruled = any(slot.width for slot in slots)
        row = max(_row(slot) for slot in slots)
        numbers = []
        for number, slot in enumerate(slots):
            wide = (full - first) / (len(slots) - 1) if number else first
            most = self.width - begin if len(slots) == 1 else wide
            numbers.append(self.blanks.put(slot, Blank(wide, most, slot.rules, row, is_ruled=is_ruled)))
        return numbers

    def _spread(self, line: Line, slots: Sequence[Slot], at: int | None) -> list[Any]:
        """Words and blanks in turn: the room that the words leave is the blanks'."""
        written = [slot for slot in slots if not slot.is_mark]
        room = self.width - sum(text_width(inline.text) for inline in line if isinstance(inline, Text)) - 4
        wanted = sum(max(slot.width, _FEWEST) for slot in written)
        content: list[Any] = []
        before = " "
        for inline in line:
            if isinstance(inline, Text):
                content += self.blanks.run([inline], self.width, at, before)
                before, at = inline.text[-1:] or before, None if inline.text.strip() else at
                continue
            wide = max(inline.width, _FEWEST)
            share = max(min(room * wide / max(wanted, 1), _CHARACTER * wide), 40.0)
            least = share if inline.width or not inline.value else 0.0
            is_alone = len(written) == 1 and inline is line[-1]
            most = self.width if room < 40 else max(room, share) if is_alone else share
            blank = Blank(least, most, inline.rules, _row(inline)) if inline.width else in_print(inline, least, most)
            content.append(self.blanks.put(inline, blank))
            before = "x"
        return content


def _whole(group: Sequence[Line]) -> Iterator[Line]:
    """Lines, with a rule that goes on the answer of the line above joined to it."""
    lines: list[Line] = []
    for line in group:
        last = lines[-1][-1] if lines and lines[-1] else None
        only = line[0] if len(line) == 1 else None
        if isinstance(only, Slot) and isinstance(last, Slot) and only.control == last.control and not only.is_mark:
            lines[-1] = (*lines[-1][:-1], replace(last, rules=last.rules + only.rules))
        else:
            lines.append(line)
    yield from lines


def _is_labelled(line: Line) -> bool:
    """Whether it is a label and its blank, or the two blanks that share the rule behind it."""
    return (
        len(line) > 1
        and isinstance(line[0], Text)
        and all(isinstance(inline, Slot) and not inline.is_mark for inline in line[1:])
    )


def _is_caption(line: Line, before: Line) -> bool:
    """Whether a line is the small print under the rule of the line before."""
    words = "".join(inline.text for inline in line if isinstance(inline, Text))
    return (
        all(isinstance(inline, Text) for inline in line)
        and isinstance(before[-1], Slot)
        and any(inline.width for inline in before if isinstance(inline, Slot))
        and ":" not in words
        and len(words) < _LONGEST_CAPTION
    )


def _label(line: Line) -> str:
    return line[0].text if isinstance(line[0], Text) else ""


def _labels_width(lines: Sequence[Line]) -> float:
    return max((text_width(_label(line)) for line in lines if _is_labelled(line)), default=0.0) + 6


def _row(slot: Slot) -> float:
    return _SIGNED_ROW if slot.type == "signature" else _ROW


def _above(line: Told, before: Told) -> float:
    """Points between two lines of a group."""
    if line["k"] == "caption":
        return 3.5
    if line["k"] in ("label", "blank", "ruled"):
        return 3.0
    return 7.0 if before["k"] == "line" else 9.0


def _high(line: Line, width: float) -> float:
    slots = [inline for inline in line if isinstance(inline, Slot)]
    return max([line_height(line), *(13.0 * len(slot.value) * 5.2 / (0.6 * width) for slot in slots)])


def line_height(line: Line) -> float:
    """About how high a line is as long as what is written fits its blanks, in points."""
    slots = [inline for inline in line if isinstance(inline, Slot)]
    return max((slot.rules * _row(slot) for slot in slots), default=14.2)
