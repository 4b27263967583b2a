"""The styles of a drafted Word file: few, each named after what is set in it.

Lengths in twips, twentieths of a point; sizes of letters in half points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from templates.writers.word_markup import LINE as RULE
from templates.writers.word_markup import part, w

SERIF, SYMBOLS = "Times New Roman", "MS Gothic"
HALF_INCH = 720

BODY, SECTION, SUBSECTION, CLAUSE = "BodyText", "Section", "Subsection", "Clause"
TITLE, HEADING, SUBHEADING = "Title", "Heading1", "Heading2"
CENTERED, LEGEND, NOTE, RIGHT = "Centered", "Legend", "Note", "RightHalf"
CATEGORY, CATEGORY_TEXT, CHOICE, OPTION = "Category", "CategoryText", "Choice", "Option"
LINE, LABEL, RULED_LINE, CAPTION, ANSWER_LINES = "Line", "Label", "RuledLine", "Caption", "AnswerLines"
COLUMN_ANSWER, GRID_CELL, ITEM = "ColumnAnswer", "GridCell", "Item"
TABLE_HEADING, TABLE_TEXT, BETWEEN_TABLES = "TableHeading", "TableText", "BetweenTables"
HEADER, FOOTER = "Header", "Footer"
WRITTEN_ON = 380
"""The lines' distance where several rules under each other wait for a pen."""
ANSWER, BOX, PROMPT = "Answer", "CheckBox", "PlaceholderText"
"""The styles of letters."""


@dataclass(frozen=True, slots=True)
class _Style:
    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    before: int = 0
    after: int = 0
    line: int = 0
    """Of single spacing's 240; 0: as the style it is based on."""
    left: int = 0
    right: int = 0
    first: int = 0
    tab: int = 0
    align: str = ""
    keeps_next: bool = False
    keeps_lines: bool = False
    ruled: bool = False
    size: int = 0
    is_bold: bool = False
    outline: int | None = None
    level: int | None = None
    """The level of the sections' numbering that belongs to it."""

    def markup(self, numbered: Mapping[int, int]) -> str:
        spacing = {"before": self.before, "after": self.after} | ({"line": self.line} if self.line else {})
        indent = {"left": self.left, "right": self.right}
        indent["hanging" if self.first < 0 else "firstLine"] = abs(self.first)
        rule = w("bottom", **RULE)
        number = ""
        if self.level is not None and self.level in numbered:
            number = w("numPr", w("ilvl", val=self.level), w("numId", val=numbered[self.level]))
        size = f"{w('sz', val=self.size)}{w('szCs', val=self.size)}" if self.size else ""
        return w(
            "style",
            w("name", val=self.name),
            w("basedOn", val=self.based_on),
            w("next", val=self.next) if self.next else "",
            "<w:qFormat/>",
            w(
                "pPr",
                "<w:keepNext/>" if self.keeps_next else "",
                "<w:keepLines/>" if self.keeps_lines else "",
                number,
                w("pBdr", rule) if self.ruled else "",
                w("tabs", w("tab", val="left", pos=self.tab)) if self.tab else "",
                w("spacing", **spacing),
                w("ind", **indent),
                w("jc", val=self.align) if self.align else "",
                "" if self.outline is None else w("outlineLvl", val=self.outline),
            ),
            w("rPr", "<w:b/><w:bCs/>" if self.is_bold else "", size),
            type="paragraph",
            styleId=self.id,
            **({} if self.name in _BUILT_IN else {"customStyle": 1}),
        )


_BUILT_IN = frozenset({"Title", "heading 1", "heading 2", "Body Text", "caption", "header", "footer"})
_INDENTED = _Style(BODY, "Body Text", after=160, first=HALF_INCH, align="both")
STYLES = {
    style.id: style
    for style in (
        _Style(TITLE, "Title", next=BODY, after=280, align="center", keeps_next=True, size=30, is_bold=True),
        _Style(
            HEADING, "heading 1", next=BODY, before=240, after=160, align="center", keeps_next=True, keeps_lines=True,
            is_bold=True, outline=0, level=0,
        ),
        _Style(
            SUBHEADING, "heading 2", next=BODY, before=200, after=120, first=HALF_INCH, tab=2 * HALF_INCH,
            keeps_next=True, keeps_lines=True, is_bold=True, outline=1,
        ),
        _INDENTED,
        replace(_INDENTED, id=SECTION, name="Section", tab=2 * HALF_INCH, level=1),
        replace(_INDENTED, id=SUBSECTION, name="Subsection", left=HALF_INCH, tab=3 * HALF_INCH, level=2),
        replace(_INDENTED, id=CLAUSE, name="Clause", left=2 * HALF_INCH, tab=4 * HALF_INCH, level=3),
        _Style(CENTERED, "Centered", after=160, align="center", keeps_next=True),
        _Style(LEGEND, "Legend", before=40, after=200, left=HALF_INCH, right=HALF_INCH, align="both"),
        _Style(NOTE, "Note", after=120, align="both", size=18),
        _Style(RIGHT, "Right Half", after=160),
        _Style(CATEGORY, "Category", after=160, align="both"),
        _Style(CATEGORY_TEXT, "Category Text", after=160, align="both"),
        _Style(CHOICE, "Choice", after=200, keeps_lines=True),
        _Style(OPTION, "Option", after=100, keeps_lines=True),
        _Style(LINE, "Line", before=20, after=40, keeps_lines=True),
        _Style(LABEL, "Label", before=100, after=20, keeps_lines=True),
        _Style(RULED_LINE, "Ruled Line", before=100, after=20, keeps_lines=True, ruled=True),
        _Style(CAPTION, "caption", after=60, keeps_lines=True, size=17),
        _Style(ANSWER_LINES, "Answer Lines", after=200, line=340, keeps_lines=True),
        _Style(COLUMN_ANSWER, "Column Answer", before=110, after=20, keeps_lines=True, ruled=True),
        _Style(GRID_CELL, "Grid Cell", before=30, after=30, keeps_lines=True),
        _Style(ITEM, "Item", after=120, left=HALF_INCH, first=-360, align="both"),
        _Style(TABLE_HEADING, "Table Heading", before=40, after=40, keeps_next=True, size=18, is_bold=True),
        _Style(TABLE_TEXT, "Table Text", before=30, after=30, size=18),
        _Style(BETWEEN_TABLES, "Between Tables", line=120, size=8),
        _Style(HEADER, "header", after=120, align="right", size=18),
        _Style(FOOTER, "footer", align="center", size=18),
    )
}  # fmt: skip
"""By id: the paragraphs' styles."""


def styles(numbered: Mapping[int, int], *, is_letter: bool = False) -> bytes:
    """The part that defines the styles.

    Args:
        numbered: The levels of the sections' numbering that belong to styles, and the list of each.
        is_letter: Paragraphs and headings begin at the margin, as letters are set.
    """
    fonts = w("rFonts", ascii=SERIF, hAnsi=SERIF, eastAsia="SimSun", cs=SERIF)
    symbols = w("rFonts", ascii=SYMBOLS, hAnsi=SYMBOLS, eastAsia=SYMBOLS, cs="Segoe UI Symbol")
    size = w("sz", val=23) + w("szCs", val=23)
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="he-IL")
    return part(
        "styles",
        w(
            "docDefaults",
            w("rPrDefault", w("rPr", fonts, size, language)),
            w("pPrDefault", w("pPr", w("spacing", line=240, lineRule="auto"))),
        ),
        w(
            "style",
            w("name", val="Normal") + "<w:qFormat/>",
            w("pPr", "<w:widowControl/>"),
            type="paragraph",
            default=1,
            styleId="Normal",
        ),
        w("style", w("name", val="Default Paragraph Font"), type="character", default=1, styleId="DefaultFont"),
        w("style", w("name", val="Normal Table"), _table_properties(), type="table", default=1, styleId="NormalTable"),
        w("style", w("name", val="No List"), type="numbering", default=1, styleId="NoList"),
        _letters(ANSWER, "Answer", w("u", val="single"), is_own=True),
        _letters(BOX, "Check Box", symbols, is_own=True),
        # Word's own name for what an empty control shows; black, since the rules are printed and signed on.
        _letters(PROMPT, "Placeholder Text", ""),
        *(_flush(style, is_letter=is_letter).markup(numbered) for style in STYLES.values()),
    )


def _flush(style: _Style, *, is_letter: bool) -> _Style:
    """The style as letters have it: its first line begins at the margin."""
    return replace(style, first=0) if is_letter and style.id in (BODY, SUBHEADING) else style


def _table_properties() -> str:
    sides = (w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))
    return w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *sides))


def _letters(id: str, name: str, properties: str, *, is_own: bool = False) -> str:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="DefaultFont"),
        w("rPr", properties),
        type="character",
        styleId=id,
        **({"customStyle": 1} if is_own else {}),
    )
