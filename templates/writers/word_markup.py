"""The markup of a Word file, bit by bit: elements, runs of letters, paragraph properties.

Elements are put together as text with everything escaped, and parsed once when a part is done
(`part`), which refuses what is no XML.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()) + ' mc:Ignorable="w14"'
LINE: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "auto"}
"""How a border is drawn: half a point."""
_IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Letters that may run from right to left; a text without them needs no closer look."""


def w(name: str, /, *inside: str, **attributes: str | int) -> str:
    """An element of Word's main namespace, its attributes in the same one.

    Args:
        name: Its local name.
        inside: What it holds, as markup.
        attributes: Their values, not yet escaped.
    """
    return element(f"w:{name}", *inside, **{f"w:{key}": value for key, value in attributes.items()})


def element(name: str, /, *inside: str, **attributes: str | int) -> str:
    """An element with its prefix; the attributes' names have theirs too."""
    said = "".join(f' {key}="{escape(str(value), _IN_ATTRIBUTES)}"' for key, value in attributes.items())
    held = "".join(inside)
    return f"<{name}{said}>{held}</{name}>" if held else f"<{name}{said}/>"


def part(root: str, *inside: str) -> bytes:
    """A whole part of the package, as a file."""
    whole = f"<w:{root} {_DECLARED}>{''.join(inside)}</w:{root}>"
    tree = etree.fromstring(whole.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


# Runs


def run(text: str, properties: str = "") -> str:
    """A run of letters; tabs and line breaks in it become Word's own."""
    held = w("rPr", properties) if properties else ""
    return w("r", held, *_letters(text)) if text else ""


def _letters(text: str) -> Iterator[str]:
    for piece in re.split(r"([\t\n])", text):
        if piece == "\t":
            yield "<w:tab/>"
        elif piece == "\n":
            yield "<w:br/>"
        elif piece:
            yield f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def value_runs(text: str, style: str = "", more: str = "") -> str:
    """What somebody filled in, a run for each stretch that is written in one direction.

    Args:
        text: The value; its lines parted by line breaks.
        style: The runs' character style.
        more: Further run properties, as markup.
    """
    named = w("rStyle", val=style) if style else ""
    return "".join(
        run(stretch, named + more + ("<w:rtl/>" if is_rtl else "")) for stretch, is_rtl in _by_direction(text)
    )


def runs_from_right(text: str) -> bool:
    """Whether a text as a whole is written from right to left: by its first letter, as Unicode's UAX 9 has it."""
    if not _RTL.search(text):
        return False
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches of one direction; what has none of its own goes with right-to-left letters on both sides of it."""
    if not _RTL.search(text):
        yield text, False
        return
    at = 0
    for found in re.finditer(_rtl_stretch(text), text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _rtl_stretch(text: str) -> str:
    letters = {char for char in text if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT}
    neutral = {
        char for char in text if char not in "\n\t" and unicodedata.bidirectional(char) not in ("L", *_RIGHT_TO_LEFT)
    }
    if not letters:
        return r"(?!)"
    one = "[" + "".join(map(re.escape, sorted(letters))) + "]"
    between = "[" + "".join(map(re.escape, sorted(neutral))) + "]*" if neutral else ""
    return f"{one}(?:{between}{one})*"


# Paragraphs


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set, beyond its style. Lengths in twips, twentieths of a point."""

    style: str
    keep_next: bool = False
    begins_page: bool = False
    number: tuple[int, int] | None = None
    """The list's id and the level; (0, 0) is no number where the style has one."""
    tabs: tuple[tuple[str, int], ...] = ()
    """Kind and place of its tab stops."""
    left: int | None = None
    right: int | None = None
    first: int | None = None
    """Of the first line, from `left`; negative where it hangs out."""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    """The lines' distance, of single spacing's 240."""
    align: str = ""
    from_right: bool = False
    """The paragraph as a whole runs from right to left."""

    def markup(self) -> str:
        """Its `w:pPr`, in the order that the schema asks for."""
        return w(
            "pPr",
            w("pStyle", val=self.style),
            "<w:keepNext/>" if self.keep_next else "",
            "<w:pageBreakBefore/>" if self.begins_page else "",
            w("numPr", w("ilvl", val=self.number[1]), w("numId", val=self.number[0])) if self.number else "",
            w("tabs", *(w("tab", val=kind, pos=at) for kind, at in self.tabs)) if self.tabs else "",
            "<w:bidi/>" if self.from_right else "",
            self._spacing(),
            self._indent(),
            w("jc", val=self.align) if self.align else "",
        )

    def _spacing(self) -> str:
        said = {"before": self.before, "after": self.after, "line": self.line}
        given = {name: length for name, length in said.items() if length is not None}
        return w("spacing", **given) if given else ""

    def _indent(self) -> str:
        # In a paragraph from the right, Word takes left and right for start and end.
        said: dict[str, int] = {}
        if self.left is not None:
            said["left"] = self.left
        if self.right is not None:
            said["right"] = self.right
        if self.first is not None:
            said["hanging" if self.first < 0 else "firstLine"] = abs(self.first)
        return w("ind", **said) if said else ""


def paragraph(setting: Setting, *runs: str) -> str:
    """A paragraph."""
    return w("p", setting.markup(), *runs)


# Tables


def table(widths: Sequence[int], rows: Iterable[str], *, indent: int = 0, borders: str = "", pad: int = 0) -> str:
    """A table of fixed widths.

    Args:
        widths: Of its columns.
        rows: Its rows, each by `row`, or what holds rows.
        indent: From the margin.
        borders: Inside of `w:tblBorders`; "" draws none.
        pad: Room at the left and right of each cell's text.
    """
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=sum(widths), type="dxa"),
            w("tblInd", w=indent, type="dxa"),
            w("tblBorders", borders) if borders else "",
            w("tblLayout", type="fixed"),
            w("tblCellMar", *(w(side, w=pad, type="dxa") for side in ("left", "right"))),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )


def row(cells: Iterable[str], *, is_header: bool = False) -> str:
    """A row that no page end tears; a header stands again on every page."""
    return w("tr", w("trPr", "<w:cantSplit/>", "<w:tblHeader/>" if is_header else ""), *cells)


def cell(content: str, width: int, *, is_ruled: bool = False, align: str = "bottom", span: int = 1) -> str:
    """A cell across some columns, its content at its top or bottom, maybe with a rule under it."""
    across = w("gridSpan", val=span) if span > 1 else ""
    rule = w("tcBorders", w("bottom", **LINE)) if is_ruled else ""
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), across, rule, w("vAlign", val=align)), content)
