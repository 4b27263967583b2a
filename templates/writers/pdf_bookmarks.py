"""A PDF's bookmarks: headings, and under them the sections that the form names."""

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from templates.blocks import Block, Paragraph, Text

_LONGEST = 64
"""Characters of a bookmark's title."""
_HEADINGS = ("title", "heading", "subheading")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline."""

    title: str
    level: int
    """0: an article or what stands by itself; 1: "1.6"; 2: "(b)"."""


@dataclass(slots=True)
class Bookmarks:
    """The bookmarks met so far."""

    found: list[Bookmark] = field(default_factory=list)
    section: str = "preamble"
    levels: dict[str, int] = field(default_factory=dict)
    """Section → the level of its bookmark."""

    def of(self, block: Block) -> int | None:
        """The number of the bookmark that begins with a block; None where none does."""
        begins = block.section != self.section
        self.section = block.section
        if isinstance(block, Paragraph) and block.style in _HEADINGS:
            return self._add(_title(_words(block)), 0 if block.style != "subheading" else max(block.level, 1))
        if not begins:
            return None
        if isinstance(block, Paragraph) and block.number:
            return self._add(_title(_words(block)), block.level)
        above, _, name = block.section.partition(" ")
        if above in self.levels:  # "7.1 Category A"
            return self._add(name, self.levels[above] + 1)
        return self._add(block.section[:1].upper() + block.section[1:], 0)

    def _add(self, title: str, level: int) -> int:
        deepest = self.found[-1].level + 1 if self.found else 0
        self.levels[self.section] = min(level, deepest)
        self.found.append(Bookmark(title, min(level, deepest)))
        return len(self.found) - 1


def _words(block: Paragraph) -> str:
    return "".join(inline.text for inline in block.inlines if isinstance(inline, Text)).strip()


def _title(words: str) -> str:
    """The heading that begins a text, or its first words."""
    if len(words) <= _LONGEST:
        return words.rstrip(".:")
    number, _, rest = words.partition(" ")
    sentence = rest.split(". ")[0]
    if len(number) + len(sentence) < _LONGEST:
        return f"{number} {sentence}"
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def write_outline(pdf: pikepdf.Pdf, bookmarks: list[Bookmark], places: dict[int, Any]) -> None:
    """Write the bookmarks, in levels; those of the first level stand closed."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    path: list[Any] = [root]
    shown = 0
    for number, bookmark in enumerate(bookmarks):
        if number not in places:
            continue
        del path[bookmark.level + 1 :]
        above = path[-1]
        entry = pdf.make_indirect(Dictionary(Title=String(bookmark.title), Dest=places[number], Parent=above))
        last = above.get("/Last")
        if last is None:
            above.First = entry
        else:
            last.Next = entry
            entry.Prev = last
        above.Last = entry
        if len(path) > 1:
            above.Count = int(above.get("/Count", 0)) - 1
        else:
            shown += 1
        path.append(entry)
    root.Count = shown
    pdf.Root.Outlines = root
    pdf.Root.PageMode = Name.UseOutlines
