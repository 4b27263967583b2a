"""What a paper's form fields look like: their appearance streams."""

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from templates.writers.pdf_blanks import Told

HIGHEST = 15.0
"""Points of height of a field of one line: viewers write as large as a field is high."""
_EMPTY = b"q 0.7 w 0 G 0.5 0.5 9 9 re S Q"
_CROSSED = b"q 0.7 w 0 G 0.5 0.5 9 9 re S 1.2 w 1 J 2.3 2.3 m 7.7 7.7 l 2.3 7.7 m 7.7 2.3 l S Q"


@dataclass(frozen=True, slots=True)
class _Set:
    """A value as the typesetter set it on a page of its own."""

    content: bytes
    resources: Any


@dataclass(slots=True)
class Looks:
    """Makes the appearance streams of a file."""

    pdf: pikepdf.Pdf
    values: dict[int, _Set] = field(default_factory=dict)
    """By the blank's number."""
    _boxes: dict[bool, Any] = field(default_factory=dict)

    def take_pages(self, filled: list[int]) -> None:
        """Take the values off the file's last pages, one for each filled blank."""
        first = len(self.pdf.pages) - len(filled)
        for index, number in enumerate(filled, start=first):
            page = self.pdf.pages[index]
            content = page.Contents.read_bytes().replace(b"/Artifact BMC", b"/Tx BMC", 1)
            self.values[number] = _Set(content, page.Resources)
        del self.pdf.pages[first:]

    def of_text(self, number: int, told: Told, wide: float, high: float) -> Any:
        """The look of a text field, as wide and as high as it is on the page.

        The rules within an answer of several lines belong to it, so that a viewer that writes the
        field anew, on lines of its own, strikes nothing through.
        """
        value = self.values.get(number)
        rules = b""
        if told["rule"] and told["rows"] > 1 and abs(high - told["rows"] * told["row"]) < 1:
            levels = (level * told["row"] for level in range(1, told["rows"]))
            lines = " ".join(f"0 {level:.2f} m {wide:.2f} {level:.2f} l" for level in levels)
            rules = f"q 0.5 w 0 G {lines} S Q\n".encode()
        content = rules + (value.content if value else b"/Tx BMC\nEMC")
        return self._drawing(content, wide, high, value.resources if value else Dictionary())

    def of_mark(self, *, is_on: bool) -> Any:
        """The look of a check box."""
        if is_on not in self._boxes:
            self._boxes[is_on] = self._drawing(_CROSSED if is_on else _EMPTY, 10, 10, Dictionary())
        return self._boxes[is_on]

    def _drawing(self, content: bytes, wide: float, high: float, resources: Any) -> Any:
        box = Array([0, 0, round(wide, 4), round(high, 4)])
        return self.pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=resources)
