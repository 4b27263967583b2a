"""Blocks → the body of a Word file: paragraphs, blocks of lines, options, items."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from templates.blocks import Block, Columns, Grid, Inline, Items, LineBlock, Options, Paragraph, Slot, Table, Text
from templates.writers.quotes import typographic
from templates.writers.word_controls import Controls, Look
from templates.writers.word_inlines import AVERAGE, longest_line, runs, width_of
from templates.writers.word_lines import Lines
from templates.writers.word_markup import Setting, paragraph, run, runs_from_right, value_runs, w
from templates.writers.word_numbers import Numbers
from templates.writers.word_styles import (
    ANSWER,
    ANSWER_LINES,
    BETWEEN_TABLES,
    BODY,
    CATEGORY,
    CATEGORY_TEXT,
    CENTERED,
    CHOICE,
    CLAUSE,
    HALF_INCH,
    HEADING,
    ITEM,
    LEGEND,
    NOTE,
    OPTION,
    RIGHT,
    RULED_LINE,
    SECTION,
    STYLES,
    SUBHEADING,
    SUBSECTION,
    TITLE,
)
from templates.writers.word_tables import Tables

_OF_STYLE = {
    "title": TITLE,
    "heading": HEADING,
    "subheading": SUBHEADING,
    "centered": CENTERED,
    "legend": LEGEND,
    "note": NOTE,
    "right": RIGHT,
}
_OF_LEVEL = {1: SECTION, 2: SUBSECTION}
_BOX = 360
_LEAST_RULE = 30
"""Letters that a rule of its own has room for at least."""
_LONG = 12
"""Letters of a rule that is long in a line of text."""


class Body:
    """Sets the blocks of one paper.

    Args:
        controls: Keeps the paper's controls.
        numbers: Its lists.
        width: Between the margins, in twips.
        is_letter: What stands under a heading begins at the margin, as letters are set.
    """

    def __init__(self, controls: Controls, numbers: Numbers, width: int, *, is_letter: bool = False) -> None:
        self._is_letter = is_letter
        self._below_heading = 0 if is_letter else HALF_INCH
        self._controls = controls
        self._numbers = numbers
        self._width = width
        self._lines = Lines(controls, width)
        self._tables = Tables(controls, numbers, width)
        self._indent = 0
        """Where answers begin under the last numbered paragraph."""
        self._section = ""
        self._hang = 0

    def markup(self, blocks: Sequence[Block]) -> Iterator[str]:
        """The blocks, one after the other."""
        before: Block | None = None
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if block.section != self._section and not (isinstance(block, Paragraph) and block.number):
                self._indent = 0
            self._section = block.section
            keeps = following is not None and not following.begins_page and _stays_with(block, following)
            if _is_table(before) and _is_table(block):
                yield paragraph(Setting(BETWEEN_TABLES, keep_next=True))
            yield from self._block(block, keeps=keeps, follows_table=_is_table(before))
            before = block
        if _is_table(before):
            yield paragraph(Setting(BETWEEN_TABLES))

    def _block(self, block: Block, *, keeps: bool, follows_table: bool) -> Iterator[str]:
        above = 200 if follows_table else None
        match block:
            case Paragraph():
                yield self._paragraph(block, keeps=keeps, above=above)
            case LineBlock():
                yield from self._lines.block(block, self._indent, keeps=keeps, above=above)
            case Options():
                yield from self._options(block, keeps=keeps)
            case Items():
                yield self._items(block)
            case Columns():
                yield self._tables.columns(block, keeps=keeps)
            case Grid():
                yield self._tables.grid(block, self._indent)
            case _:
                yield self._tables.table(block)

    # Paragraphs

    def _paragraph(self, block: Paragraph, *, keeps: bool, above: int | None) -> str:
        if not block.is_hung and not block.hangs:
            self._hang = 0
        setting = Setting(BODY, keep_next=keeps, begins_page=block.begins_page, before=above)
        only = block.inlines[0] if len(block.inlines) == 1 else None
        if block.style != "body":
            setting = replace(setting, style=_OF_STYLE[block.style])
        elif isinstance(only, Slot) and not only.is_mark and not (self._is_letter and not only.is_empty):
            return self._answer(only, setting)
        elif block.hangs:
            return self._category(block, setting)
        elif block.is_choice:
            return self._choice(block, setting)
        elif block.is_hung:
            return paragraph(replace(setting, style=CATEGORY_TEXT, left=self._hang), *self._runs(block.inlines))
        if block.style == "right":
            setting = replace(setting, left=self._width // 2)
        return self._numbered(block, setting)

    def _numbered(self, block: Paragraph, setting: Setting) -> str:
        place = self._numbers.place(block)
        if block.style == "body" and block.number:
            level = max(1, place.level if place else block.level)
            setting = replace(setting, style=_OF_LEVEL.get(level, CLAUSE))
            self._indent = min(level, 3) * HALF_INCH
        elif block.style in ("heading", "subheading"):
            self._indent = self._below_heading if block.style == "subheading" else 0
        typed = block.number
        if place is not None and place.list:
            typed = ""
            if not self._numbers.is_by_style(place, setting.style):
                setting = _as_its_style(replace(setting, number=(place.list, place.level)))
        elif STYLES[setting.style].level in self._numbers.of_styles:
            setting = replace(setting, number=(0, 0))
        if any(isinstance(inline, Slot) and inline.width > _LONG and inline.is_empty for inline in block.inlines):
            setting = replace(setting, align="left")  # rules that do not break would tear the words apart
        inlines = _without_number(block.inlines, block.number) if block.number else block.inlines
        space = " " if block.style in ("heading", "title", "centered", "note", "legend", "right") else "\t"
        return paragraph(setting, run(f"{typed}{space}" if typed else ""), *self._runs(inlines))

    def _answer(self, slot: Slot, setting: Setting) -> str:
        """A blank that is a paragraph: one rule under it, or the lines of an answer that takes several."""
        left = self._hang or self._indent
        edge = min(self._width, left + max(max(slot.width, _LEAST_RULE) * AVERAGE, longest_line(slot)))
        if edge > self._width * 4 // 5:
            edge = self._width  # nearly as far as the text
        setting = replace(setting, left=left, right=self._width - edge, tabs=(("right", edge),))
        if slot.rules > 1:
            setting = replace(setting, style=ANSWER_LINES)
            if runs_from_right(slot.value):
                setting = replace(
                    setting, from_right=True, left=setting.right, right=left
                )  # left is where its lines begin
            return paragraph(setting, self._controls.inline(slot, Look("lines")))
        return paragraph(
            replace(setting, style=RULED_LINE, before=None, after=200),
            self._controls.inline(slot, Look("drawn", is_underlined=False)),
        )

    def _category(self, block: Paragraph, setting: Setting) -> str:
        label, text = block.inlines[:2], block.inlines[2]
        self._hang = min(-(-(width_of(label) + 120) // 360) * 360, self._width // 2)
        rest = (Text(text.text.lstrip()), *block.inlines[3:]) if isinstance(text, Text) else block.inlines[2:]
        words = (*self._runs(label), run("\t"), *self._runs(rest))
        return paragraph(replace(setting, style=CATEGORY, left=self._hang, first=-self._hang), *words)

    def _choice(self, block: Paragraph, setting: Setting) -> str:
        left = self._hang or self._indent or self._below_heading
        stops = tuple(("left", left + number * 2 * HALF_INCH) for number in range(1, 6) if number * 1440 < self._width)
        parted = [
            Text(f"\t{inline.text.lstrip()}")
            if number and isinstance(inline, Text) and inline.text[:1] == " "
            else inline
            for number, inline in enumerate(block.inlines)
        ]
        return paragraph(replace(setting, style=CHOICE, left=left, tabs=stops), *self._runs(parted))

    def _runs(self, inlines: Sequence[Inline]) -> Iterator[str]:
        return runs(inlines, self._controls)

    # Other blocks

    def _options(self, block: Options, *, keeps: bool) -> Iterator[str]:
        left = self._indent + _BOX
        for number, (slot, text) in enumerate(block.options):
            setting = Setting(
                OPTION,
                keep_next=keeps or number + 1 < len(block.options),
                begins_page=block.begins_page and not number,
                left=left,
                first=-_BOX,
                tabs=(("left", left),),
            )
            yield paragraph(setting, self._controls.inline(slot, Look()), run("\t" + typographic(text)))

    def _items(self, block: Items) -> str:
        number = self._numbers.items()
        parts = []
        for at, entry in enumerate(block.slot.entries or ("",)):
            setting = Setting(
                ITEM,
                begins_page=block.begins_page and not at,
                number=(number, 0),
                tabs=() if entry else (("right", self._width),),
                from_right=runs_from_right(entry),
            )
            parts.append(paragraph(setting, value_runs(entry) or run("\t", w("rStyle", val=ANSWER))))
        return self._controls.around(block.slot, "".join(parts))


def _stays_with(block: Block, following: Block) -> bool:
    """Whether a block may not end a page before this one."""
    if isinstance(block, LineBlock):
        if isinstance(following, Paragraph):  # "Dated: ____", then "accepted as of ____", then who signs
            return any(isinstance(inline, Slot) for inline in following.inlines[1:])
        return isinstance(following, Columns) or (isinstance(following, LineBlock) and following.style == "right")
    if not isinstance(block, Paragraph):
        return False
    if block.style in ("title", "heading", "subheading", "centered") or not isinstance(following, Paragraph):
        return True
    first = following.inlines[0]
    is_answer = following.is_choice or (isinstance(first, Slot) and len(following.inlines) == 1)
    last = block.inlines[-1]
    announces = isinstance(last, Text) and last.text.rstrip().endswith(":") and following.style == "body"
    return is_answer or announces or following.style == "legend"


def _is_table(block: Block | None) -> bool:
    return isinstance(block, Columns | Grid | Table)


def _as_its_style(setting: Setting) -> Setting:
    """The indents of its style said by itself: a list that a paragraph names brings its own."""
    style = STYLES[setting.style]
    return replace(
        setting, left=style.left, first=style.first, tabs=(("left", style.tab),) if style.tab else setting.tabs
    )


def _without_number(inlines: Sequence[Inline], number: str) -> tuple[Inline, ...]:
    first = inlines[0]
    if not isinstance(first, Text) or not first.text.startswith(number):
        return tuple(inlines)
    return (Text(first.text[len(number) :].lstrip(), first.line), *inlines[1:])
