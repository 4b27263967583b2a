"""A typeset paper's blanks as form fields, and its sections as bookmarks.

The typesetter leaves a link where a blank is, in its place on the page and in the structure tree.
Each becomes a widget there. Fields are named as the catalogue's: `shares.number` is the field
`number` of `shares`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Rectangle, String

from templates.blocks import Slot
from templates.writers.pdf_bookmarks import write_outline
from templates.writers.pdf_layout import Layout
from templates.writers.pdf_looks import HIGHEST, Looks

_PRINTED = 1 << 2
_MULTILINE, _RADIO = 1 << 12, 1 << 15
_LOOK = b"/TiRo 0 Tf 0 g"
"""What a viewer sets in a field that is filled in later: as large as the blank allows."""


@dataclass(slots=True)
class _Node:
    """A part of a field's name, on the way to the field itself."""

    kids: dict[str, "_Node"] = field(default_factory=dict)
    slot: Slot | None = None
    widgets: list[Any] = field(default_factory=list)
    has_grown: bool = False
    """Whether its value stands in more lines than the form has rules."""


def with_form(data: bytes, layout: Layout) -> bytes:
    """Turn the links of a typeset file into form fields and bookmarks.

    Args:
        data: The file: the paper's pages, then one for each filled blank, in the blanks' order.
        layout: What the links mean.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        filled = [number for number, told in enumerate(layout.told["slots"]) if told["v"]]
        looks = Looks(pdf)
        looks.take_pages(filled)
        marked = {(slot.field, slot.option) for slot in layout.slots if slot.is_marked}
        form = _Form(pdf, layout, looks, Counter(field for field, _ in marked))
        for page in pdf.pages:
            form.take(page)
        form.finish()
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


@dataclass(slots=True)
class _Form:
    pdf: pikepdf.Pdf
    layout: Layout
    looks: Looks
    marked: Counter[str]
    """Field → how many of its options are marked."""
    root: _Node = field(default_factory=_Node)
    places: dict[int, Any] = field(default_factory=dict)
    """Bookmark's number → its destination."""
    found: set[int] = field(default_factory=set)
    """The blanks met."""
    _parents: dict[int, Any] = field(default_factory=dict)

    def take(self, page: Any) -> None:
        """Turn a page's links into widgets and destinations."""
        if not self._parents:
            self._parents = dict(_numbered(self.pdf.Root.StructTreeRoot.ParentTree))
        links = page.obj.get("/Annots")
        if links is None:
            return
        widgets = []
        for link in links:
            kind, _, number = str(link.A.URI).partition(":")
            if kind == "s":
                self._widget(page, link, int(number))
                widgets.append(link)
            else:
                self.places.setdefault(int(number), Array([page.obj, Name.XYZ, 0, Rectangle(link.Rect).ury + 4, 0]))
                self._unlink(link)
        page.obj.Annots = Array(widgets)

    def _unlink(self, link: Any) -> None:
        """Leave the words of a link, without the link."""
        element = self._parents.pop(int(link.StructParent))
        element.S = Name.Span
        element.K = Array([kid for kid in element.K if not isinstance(kid, Dictionary)])

    def _widget(self, page: Any, link: Any, number: int) -> None:
        self.found.add(number)
        slot = self.layout.slots[number]
        told = self.layout.told["slots"][number]
        self._parents[int(link.StructParent)].S = Name.Form
        for key in ("/A", "/Border", "/Contents"):
            if key in link:
                del link[key]
        link.Subtype = Name.Widget
        link.F = _PRINTED
        link.P = page.obj
        link.TU = String(slot.label)
        place = Rectangle(link.Rect)
        x0, x1 = place.llx, place.urx
        y0, y1 = place.lly - told["under"], place.ury + told["over"]
        has_grown = not slot.is_mark and y1 - y0 > told["row"] * told["rows"] + 1
        if slot.is_mark:
            state = Name(f"/{slot.option}") if self._is_group(slot) else Name.Yes
            link.AS = state if slot.is_marked else Name.Off
            looks = {str(state): self.looks.of_mark(is_on=True), "/Off": self.looks.of_mark(is_on=False)}
            link.AP = Dictionary(N=Dictionary(looks))
            link.MK = Dictionary(CA=String("8"))
        else:
            if told["rows"] == 1 and not has_grown:
                y1 = min(y1, y0 + HIGHEST)
            link.AP = Dictionary(N=self.looks.of_text(number, told, x1 - x0, y1 - y0))
        link.Rect = Array([round(edge, 4) for edge in (x0, y0, x1, y1)])
        node = self._node(slot.field if self._is_group(slot) else slot.control)
        node.slot = node.slot or slot
        node.widgets.append(link)
        node.has_grown = node.has_grown or has_grown

    def _node(self, name: str) -> _Node:
        node = self.root
        for part in name.split("."):
            node = node.kids.setdefault(part, _Node())
        return node

    def _is_group(self, slot: Slot) -> bool:
        """Whether its option excludes the others: one button field, a widget for each option.

        Where a signer marked two of them, the paper says so: each option is then a box of its own,
        for a button field holds one state.
        """
        is_choice = slot.is_mark and slot.type in ("yes_no", "choice")
        return is_choice and self.marked[slot.field] < 2

    # Fields

    def finish(self) -> None:
        """Write the fields, the bookmarks and what a viewer must know."""
        root = self.pdf.Root
        fonts = Dictionary(
            TiRo=_standard(self.pdf, "/Times-Roman"), Helv=_standard(self.pdf, "/Helvetica"),
            ZaDb=_standard(self.pdf, "/ZapfDingbats"),
        )  # fmt: skip
        if len(self.found) != len(self.layout.slots):
            missing = next(slot for number, slot in enumerate(self.layout.slots) if number not in self.found)
            raise ValueError(f"{missing.control}: its blank was not found in the typeset paper")
        fields = [self._field(name, node, None) for name, node in self.root.kids.items()]
        if fields:
            root.AcroForm = Dictionary(
                Fields=Array(fields), DR=Dictionary(Font=fonts), DA=String(_LOOK), NeedAppearances=False
            )
        tree = root.StructTreeRoot.ParentTree
        tree.Nums = Array([part for number, value in sorted(self._parents.items()) for part in (number, value)])
        pages = f"NPages>{len(self.pdf.pages)}<".encode()  # less those of the values
        root.Metadata.write(re.sub(rb"NPages>\d+<", pages, root.Metadata.read_bytes()))
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=Name.L2R)
        write_outline(self.pdf, self.layout.bookmarks, self.places)

    def _field(self, name: str, node: _Node, parent: Any) -> Any:
        slot = node.slot
        if slot is not None and node.kids:
            raise ValueError(f"{slot.control} names a field of the form and begins the names of others")
        if slot is None:
            made = self.pdf.make_indirect(Dictionary(T=String(name)))
            made.Kids = Array([self._field(part, kid, made) for part, kid in node.kids.items()])
        else:
            is_alone = len(node.widgets) == 1 and not self._is_group(slot)
            made = node.widgets[0] if is_alone else self.pdf.make_indirect(Dictionary())
            made.T = String(name)
            self._value(made, node, slot)
            if not is_alone:
                made.TU = String(_of_group(slot) if self._is_group(slot) else slot.label)
                made.Kids = Array(node.widgets)
                for widget in node.widgets:
                    widget.Parent = made
        if parent is not None:
            made.Parent = parent
        return made

    def _value(self, made: Any, node: _Node, slot: Slot) -> None:
        if slot.is_mark:
            made.FT = Name.Btn
            made.V = next((widget.AS for widget in node.widgets if str(widget.AS) != "/Off"), Name.Off)
            if self._is_group(slot):
                made.Ff = _RADIO
            return
        made.FT = Name.Tx
        made.DA = String(_LOOK)
        if slot.type == "lines" or slot.rules > 1 or node.has_grown:
            made.Ff = _MULTILINE
        made.V = String(slot.value)


def _of_group(slot: Slot) -> str:
    """What a screen reader says of the whole choice: what is said of an option, without the option."""
    option = (slot.option or "").replace("_", " ")
    of_option = slot.label.removesuffix(option).rstrip(" :,")
    return of_option if ":" in of_option else f"{of_option}: {slot.field.rpartition('.')[2].replace('_', ' ')}"


def _standard(pdf: pikepdf.Pdf, base: str) -> Any:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(base))
    if base != "/ZapfDingbats":
        font.Encoding = Name.WinAnsiEncoding
    return pdf.make_indirect(font)


def _numbered(tree: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree."""
    for kid in tree.get("/Kids", Array()):
        yield from _numbered(kid)
    numbers = tree.get("/Nums", Array())
    for at in range(0, len(numbers), 2):
        yield int(numbers[at]), numbers[at + 1]
