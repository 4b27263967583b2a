"""Signatures: what stands above a rule, and whether it is one."""

import re
from dataclasses import dataclass, field

from extractors.alignment.laid import Laid, union
from extractors.alignment.tokens import Piece
from extractors.sheet import Box, Ink
from templates.values import is_empty_answer

_SIGNED = re.compile(r"(?:^|[\s(\[\"'])/?\s?s\s?/|^\\s\\|\((?:signed|sgd\.?)\)|\[(?:signed|signature)\]", re.IGNORECASE)
_STAMP = re.compile(
    r"docusign(?:ed)?|digitally\s+signed|electronically\s+signed|e-?signed|signed\s+by|adobe\s+(?:acrobat\s+)?sign|"
    r"hellosign|dropbox\s+sign|signature\s+(?:id|valid)|esign",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"^[\s_\[(<]*(?:sign(?:ature)?(?: here)?|x:?|by:?|signature required|click to sign|initial here)[\s_\])>]*$", re.IGNORECASE)


@dataclass(slots=True)
class Signed:
    """What stands in a signature's place."""

    state: str
    """"yes", "no" or "doubtful"."""
    name: str = ""
    """The signer's name where it can be read in it."""
    pieces: list[Piece] = field(default_factory=list)
    ink: Ink | None = None
    page: int = 0
    how: str = ""


def signed_in(laid: Laid, gap: int, pieces: list[Piece]) -> Signed:
    """Judge a signature's blank: /s/, an e-signature's stamp, a picture, drawn strokes.

    A name merely typed there, without /s/, may be a signature or not: doubtful.
    """
    text = laid.raw(pieces)
    ink, page = _ink_above(laid, gap)
    if text and _SIGNED.search(text):
        return Signed("yes", _name(text), pieces, how="/s/")
    if text and _STAMP.search(text):
        return Signed("yes", _name(_STAMP.sub(" ", text)), pieces, how="e-signature stamp")
    if ink is not None:
        return Signed("yes", _name(text), pieces, ink, page, how="picture" if ink.kind == "image" else "drawn")
    if not text.strip() or is_empty_answer(text) or _PLACEHOLDER.match(text):
        return Signed("no", pieces=pieces)
    return Signed("doubtful", _name(text), pieces, how="typed name")


def _name(text: str) -> str:
    """The name in a signature's text, without /s/, hash or time."""
    first = ""
    for line in text.splitlines():
        line = re.sub(r"/?\s?\bs\s?/|\\s\\|\((?:signed|sgd\.?)\)|\[(?:signed|signature)\]", " ", line, flags=re.IGNORECASE)
        line = re.sub(r"\b[0-9A-F]{8,}[0-9A-F.…-]*|\d{1,2}/\d{1,2}/\d{2,4}.*|\d{4}[-.]\d{2}[-.]\d{2}.*|\bby:|^by\b", " ", line, flags=re.IGNORECASE)
        line = " ".join(line.split()).strip(" _:,.\"'")
        if line and any(char.isalpha() for char in line):
            first = line
            break
    return first


def _ink_above(laid: Laid, gap: int) -> tuple[Ink | None, int]:
    """Strokes or a picture in the place: in its column, above its rule, below the print before."""
    area = _area(laid, gap)
    if area is None:
        return None, 0
    page, box, first_line, last_line = area
    strokes: list[Ink] = []
    for ink in laid.ink(page):
        width, height = ink.box.x1 - ink.box.x0, ink.box.bottom - ink.box.top
        x, y = (ink.box.x0 + ink.box.x1) / 2, (ink.box.top + ink.box.bottom) / 2
        if not box.x0 <= x <= box.x1 or width > 1.3 * (box.x1 - box.x0):
            continue
        if ink.line is not None and ink.kind == "image":
            if first_line <= ink.line <= last_line:
                return ink, page
            continue
        if not box.top <= y <= box.bottom:
            continue
        if ink.kind == "image":
            return ink, page
        if ink.kind in ("curve", "line") and height > 1.5 and width > 0.5:
            strokes.append(ink)
    curves = [ink for ink in strokes if ink.kind == "curve"]
    if curves or len(strokes) > 3:
        return (curves or strokes)[0], page
    return None, 0


def _area(laid: Laid, gap: int) -> tuple[int, Box, int, int] | None:
    """The place of a signature: (page, box, first line, last line)."""
    rules = [laid.word(token) for token in laid.alignment.filled.get(gap, ()) if laid.tokens[token].is_rule]
    rules = [placed for placed in rules if placed.word.text.count("_") > 2]
    own = [laid.word(token) for token in laid.print_before(gap)]
    caption = laid.next_print(gap)
    if caption is None and not rules:
        return None
    item = laid.ruler.items[laid.ruler.ticks[gap].item]
    anchor = rules[0] if rules else laid.word(caption)  # type: ignore[arg-type]
    page = laid.pages[anchor.page]
    line_height = max(1.0, anchor.word.box.bottom - anchor.word.box.top)
    reach = 4.5 * line_height
    left, right = anchor.word.box.x0, anchor.word.box.x1
    if not rules:  # the rule is drawn, or gone: the column's width
        splits = [at for at in laid.split.values() if at > 0]
        middle = splits[-1] if splits else page.width / 2
        if item.region == "columns":
            left, right = (0.0, middle) if item.column == 0 else (middle, page.width)
        else:
            right = max(right, page.width if page.unit == "cell" else left + 260)
    if own and own[-1].page == anchor.page and own[-1].word.line == anchor.word.line:
        left = min(left, own[-1].word.box.x1)
    upper = 0.0
    first_line, last_line = anchor.word.line - 4, anchor.word.line
    before = [
        laid.word(laid.alignment.matched[at])
        for at in range(max(0, gap - 30), gap)
        if at in laid.alignment.matched
    ]
    above = [
        placed.word
        for placed in before
        if placed.page == anchor.page and placed.word.box.bottom <= anchor.word.box.bottom - 0.5 * line_height
        and placed.word.box.x1 > left and placed.word.box.x0 < right
    ]
    if above:
        upper = max(word.box.top for word in above)
        first_line = max(first_line, max(word.line for word in above) + 1)
    if caption is not None and laid.word(caption).page == anchor.page:
        last_line = max(last_line, laid.word(caption).word.line - 1)
    box = Box(
        left - line_height,
        max(upper, anchor.word.box.top - reach),
        right + line_height,
        anchor.word.box.bottom + 0.6 * line_height,
    )
    return anchor.page, box, first_line, last_line


def ink_where(laid: Laid, signed: Signed) -> Box | None:
    """The box of what stands there."""
    if signed.ink is not None:
        return signed.ink.box
    return union([piece.word.box for piece in signed.pieces]) if signed.pieces else None
