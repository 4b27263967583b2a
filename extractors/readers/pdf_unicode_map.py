"""The letters of a PDF font that numbers its glyphs, as its ToUnicode map tells them."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pikepdf

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_ONE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_LONGEST = 300_000
_BYTES = 2
"""Of a glyph's number, in the encodings that are known here."""


def letters(font: Any, text: bytes) -> str | None:
    """What a string drawn in a font says; None where the file does not tell every one of its letters.

    Args:
        font: The font's dictionary; a font of single bytes is taken as Latin.
        text: The string.
    """
    if not isinstance(font, pikepdf.Dictionary) or font.get("/Subtype") != "/Type0":
        return text.decode("latin-1")
    told = font.get("/ToUnicode")
    if not isinstance(told, pikepdf.Stream) or str(font.get("/Encoding", "")) != "/Identity-H" or len(text) % _BYTES:
        return None
    known = _map(told.read_bytes()[:_LONGEST])
    found = [known.get(text[at : at + _BYTES]) for at in range(0, len(text), _BYTES)]
    return None if None in found else "".join(one for one in found if one is not None)


@lru_cache(maxsize=16)
def _map(text: bytes) -> Mapping[bytes, str]:
    found: dict[bytes, str] = {}
    for kind, inside in _BLOCK.findall(text):
        if kind == b"bfchar":
            for code, said in _ONE.findall(inside):
                found[_number(int(code, 16))] = _said(said)
            continue
        for first, last, begins, listed in _RANGE.findall(inside):
            start = int(first, 16)
            each = [_said(one) for one in re.findall(rb"<([0-9A-Fa-f]*)>", listed)]
            for step in range(min(int(last, 16) - start + 1, 0x10000)):
                if listed:
                    found[_number(start + step)] = each[step] if step < len(each) else ""
                else:
                    found[_number(start + step)] = _said(b"%0*X" % (len(begins), int(begins, 16) + step))
    return found


def _number(code: int) -> bytes:
    return (code & 0xFFFF).to_bytes(_BYTES, "big")


def _said(digits: bytes) -> str:
    try:
        return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")
    except ValueError:
        return "\ufffd"
