"""What a PDF form field shows, against the value it holds: where they differ, neither is certain.

A viewer shows the appearance that the file carries; a program reads the value. A file that was
written by hand, or filled by a program that forgot one of the two, says one thing and shows another.
"""

import re
from typing import Any

import pikepdf

from extractors.readers.pdf_unicode_map import letters

HELD_AND_SHOWN_DIFFER = 0.5
"""The confidence of a value that the page does not show."""
_MOST = 20_000
"""Operators looked at in one appearance."""


def shown_otherwise(widget: Any, value: str) -> str | None:
    """What a text field's appearance shows where that is other letters than its value; else None.

    An appearance whose font does not tell its letters is not judged, nor is none at all: viewers make their own.
    """
    shown = _shown(widget)
    if shown is None or not shown.isascii() or not shown.isprintable() or not value.isascii():
        return None
    return shown.strip() if _letters(shown) != _letters(value) else None


def button_shows_otherwise(widget: Any, value: Any, on_states: set[str]) -> bool:
    """Whether a check box or radio button of one on-state shows the reverse of what its field holds."""
    state = widget.get("/AS")
    if state is None or value is None or len(on_states) != 1:
        return False
    (on,) = (one.removeprefix("/") for one in on_states)
    return (str(state).removeprefix("/") == on) != (str(value).removeprefix("/") == on)


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _shown(widget: Any) -> str | None:
    """The letters of the normal appearance; None where there is none, or it cannot be read."""
    looks = widget.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if not isinstance(normal, pikepdf.Stream):
        return None
    fonts = _fonts(normal)
    font: Any = None
    parts: list[str] = []
    try:
        for count, instruction in enumerate(pikepdf.parse_content_stream(normal)):
            if count > _MOST or str(instruction.operator) == "Do":
                return None
            if str(instruction.operator) == "Tf":
                font = fonts.get(str(instruction.operands[0]))
            if str(instruction.operator) in ("Tj", "'", '"', "TJ"):
                for text in _strings(instruction.operands[-1]):
                    said = letters(font, text)
                    if said is None:
                        return None
                    parts.append(said)
    except (pikepdf.PdfError, pikepdf.PdfParsingError, ValueError, IndexError):
        return None
    return "".join(parts)


def _fonts(appearance: Any) -> dict[str, Any]:
    """The fonts of an appearance by the names it calls them."""
    resources = appearance.get("/Resources")
    named = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    return {str(name): font for name, font in named.items()} if isinstance(named, pikepdf.Dictionary) else {}


def _strings(operand: Any) -> list[bytes]:
    if isinstance(operand, pikepdf.Array):
        return [bytes(one) for one in operand if isinstance(one, pikepdf.String)]
    return [bytes(operand)] if isinstance(operand, pikepdf.String) else []
