"""Underscores within an answer: its own letters, or what is left of the rule it was written on.

The text of a control says which: it is the answer letter by letter. Elsewhere nobody can tell, and a value that
may have lost or gained underscores is not certain.
"""

import re
from collections.abc import Sequence

from extractors.alignment.laid import Laid
from extractors.alignment.tokens import Piece

_WITHIN = re.compile(r"[^\s_]_{2,}[^\s_]")
"""Two or more between letters of one word."""
_AT_EDGE = re.compile(r"(?<!\S)_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?!\S)")
"""One or two before or behind a word; a longer row is a rule."""
_APART = re.compile(r"[^\s_][^\S\n]+_+[^\S\n]+[^\s_]")
"""A row of them by itself between two words of a line."""


def are_doubtful(laid: Laid, gaps: Sequence[int], pieces: Sequence[Piece], exact: str | None) -> bool:
    """Whether underscores make an answer's letters uncertain.

    Args:
        laid: The document.
        gaps: Where the answer stands.
        pieces: What it is made of.
        exact: The text of its one control; None where it has none.
    """
    if exact is not None:
        return bool(_AT_EDGE.search(exact) or _APART.search(exact))
    return any(_may_be_its_own(piece) for piece in pieces) or any(_parted(laid, gap) for gap in gaps)


def _may_be_its_own(piece: Piece) -> bool:
    text, own = piece.word.text, piece.text
    is_address = "@" in own and text.strip("_") == own  # few other words begin with an underscore
    return bool(_WITHIN.search(own) or (is_address and _AT_EDGE.search(text)))


def _parted(laid: Laid, gap: int) -> bool:
    """Whether a row of underscores stands between two words of a blank's line."""
    lines: dict[tuple[int, int], list[bool]] = {}
    for token in laid.in_gap(gap):
        placed = laid.word(token)
        is_rule = not placed.word.text.strip("_")
        lines.setdefault((placed.page, placed.word.line), []).append(is_rule)
    return any("word rule word" in _told(line) for line in lines.values())


def _told(line: Sequence[bool]) -> str:
    kinds = ["rule" if is_rule else "word" for is_rule in line]
    return " ".join(kind for at, kind in enumerate(kinds) if at == 0 or kinds[at - 1] != kind)
