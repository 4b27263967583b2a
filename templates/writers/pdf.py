"""Writes a drafted paper as a PDF: tagged, with bookmarks and a form field for every blank.

The typesetter sets the paper and, on pages of their own, what stands in its blanks; those pages
become the looks of the form fields. Fonts are embedded, so that every script is shown everywhere.
"""

import json
import re
from functools import cache
from pathlib import Path

import typst

from templates.blocks import Draft
from templates.filling import DraftError
from templates.writers.pdf_fonts import fonts
from templates.writers.pdf_form import with_form
from templates.writers.pdf_layout import Layout, lay_out

_SOURCE = Path(__file__).with_name("paper.typ")
_NO_LETTER = re.compile(r'the text `"(.*?)"` could not be displayed')
_TOO_LONG = re.compile(r"too-long:(\d+)")


def write(paper: Draft) -> bytes:
    """The paper as a PDF.

    Raises:
        DraftError: A value holds a letter that no font has, or is longer than a page.
    """
    layout = lay_out(paper)
    return with_form(_typeset(layout), layout)


def _typeset(layout: Layout) -> bytes:
    told = json.dumps(layout.told, ensure_ascii=False)
    try:
        data = _compiler().compile(input=_SOURCE, format="pdf", sys_inputs={"paper": told}, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise _explained(error, layout) from error
    if not isinstance(data, bytes):
        raise TypeError("the typesetter gave no file")
    return data


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(input=_SOURCE, root=_SOURCE.parent, font_paths=fonts(), ignore_system_fonts=True)


def _explained(error: typst.TypstError, layout: Layout) -> Exception:
    said = f"{error.message}\n{error.diagnostic}"
    too_long = _TOO_LONG.search(said)
    if too_long:
        name = layout.slots[int(too_long[1])].field
        return DraftError(f"{name}: is too long for its blank: it would fill more than a page. Put it into an annex.")
    missing = [char for found in _NO_LETTER.findall(said) for char in found]
    for char in missing:
        for slot in sorted(layout.slots, key=lambda slot: slot.type == "signature"):
            if char in slot.value:
                return DraftError(
                    f"{slot.field}: holds the letter {char} (U+{ord(char):04X}), which no font of a PDF has here."
                    " Write it in other letters, or draft the paper as Word."
                )
        return DraftError(
            f"The paper holds the letter {char} (U+{ord(char):04X}), which no font of a PDF has here."
            " Write it in other letters, or draft the paper as Word."
        )
    return error
