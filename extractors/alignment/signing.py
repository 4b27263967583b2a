"""Signatures: what stands above a rule, and whether it is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.alignment.document import Placed
from extractors.alignment.laid import Laid
from extractors.alignment.tokens import Piece
from extractors.sheet import Box, Ink
from extractors.signature_words import ILLEGIBLE, SIGNED, STAMP, name_in, remark_in
from templates.values import is_empty_answer

_PLACEHOLDER = re.compile(
    r"^[\s_\[(<]*(?:sign(?:ature)?(?: here)?|x:?|by:?|signature required|click to sign|initial here)[\s_\])>]*$",
    re.IGNORECASE,
)


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


def signed_in(laid: Laid, gap: int, pieces: list[Piece], typed: str = "") -> Signed:
    """Judge a signature's blank: /s/, an e-signature's stamp, a picture, drawn strokes.

    A name merely typed there, without /s/, may be a signature or not: doubtful. So is one with a remark, which
    may be a condition. `typed` is the name typed for the signer in a blank of its own.
    """
    text = laid.raw(pieces)
    ink, page = _ink_above(laid, gap)
    if remark_in(text, typed) and (ink is not None or SIGNED.search(text) or STAMP.search(text)):
        return Signed("doubtful", name_in(text), pieces, ink, page, how="remark")
    if text and SIGNED.search(text):
        name = name_in(text)  # a bare /s/ or [signature] is the prompt of a conformed copy
        return Signed("yes" if name or ILLEGIBLE.search(text) else "doubtful", name, pieces, how="/s/")
    if text and STAMP.search(text):
        return Signed("yes", name_in(STAMP.sub(" ", text)), pieces, how="e-signature stamp")
    if ink is not None:
        return Signed("yes", name_in(text), pieces, ink, page, how="picture" if ink.kind == "image" else "drawn")
    if not text.strip() or is_empty_answer(text) or _PLACEHOLDER.match(text):
        return Signed("no", pieces=pieces)
    return Signed("doubtful", name_in(text), pieces, how="typed name")


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
    """The place of a signature: (page, box, first line, last line).

    Beside its label ("By:") where it has one, else above its rule or caption.
    """
    rules = [laid.word(token) for token in laid.alignment.filled.get(gap, ()) if laid.tokens[token].is_rule]
    rules = [placed for placed in rules if placed.word.text.count("_") > 2]
    own = [laid.word(token) for token in _label_of(laid, gap)]
    following = laid.next_print(gap)
    caption = laid.word(following) if following is not None else None
    anchor = own[-1] if own else (rules[0] if rules else caption)
    if anchor is None:
        return None
    tall = max(1.0, anchor.word.box.bottom - anchor.word.box.top)
    left, right = _sides(laid, gap, anchor, own, rules)
    lower, last_line = anchor.word.box.bottom + 0.6 * tall, anchor.word.line
    if caption is not None and caption.page == anchor.page:
        if own:
            lower = max(lower, caption.word.box.top)
        last_line = max(last_line, caption.word.line - 1)
    upper, first_line = anchor.word.box.top - 4.5 * tall, anchor.word.line - 4
    for at in range(max(0, gap - 40), gap):
        if at not in laid.alignment.matched:
            continue
        placed = laid.word(laid.alignment.matched[at])
        box = placed.word.box
        above = placed.page == anchor.page and box.bottom <= anchor.word.box.bottom - 0.5 * tall
        if above and placed not in own and box.x1 > left and box.x0 < right:
            upper = max(upper, box.top + 0.5 * (box.bottom - box.top))
            first_line = max(first_line, placed.word.line + 1)
    if own:
        first_line = max(own[-1].word.line - 2, first_line)
    return anchor.page, Box(left - tall, upper, right + tall, lower), first_line, last_line


def _label_of(laid: Laid, gap: int) -> list[int]:
    """The print that a signature stands beside: "By:", or the caption where captions stand first."""
    item = laid.ruler.items[laid.ruler.ticks[gap].item]
    if not (laid.ruler.captions_first and item.region == "columns"):
        return laid.print_before(gap)
    before = laid.print_before(gap, of_line=False)
    return [
        token for token in before if laid.ruler.items[laid.ruler.ticks[laid.tick_of[token]].item].region == "columns"
    ]


def _sides(laid: Laid, gap: int, anchor: Placed, own: Sequence[Placed], rules: Sequence[Placed]) -> tuple[float, float]:
    """From where to where across the page a signature may stand."""
    page = laid.pages[anchor.page]
    width = page.width
    label = _label_of(laid, gap)
    item = laid.ruler.items[laid.ruler.ticks[gap].item]
    splits = [at for at in laid.split.values() if at > 0]
    if own and item.region == "columns":  # beside its caption or below it, and short of the other column
        left, end = laid.box(label[0]).x0, laid.box(label[-1]).x1
        return left, min([width, *(at for at in splits[-1:] if at > end)])
    if own:
        return laid.box(label[-1]).x1, max([width, *(placed.word.box.x1 for placed in rules)])
    if rules:
        return rules[0].word.box.x0, rules[0].word.box.x1
    if item.region == "columns":
        middle = splits[-1] if splits else width / 2
        return (0.0, middle) if item.column == 0 else (middle, max(width, anchor.word.box.x1))
    return anchor.word.box.x0, max(anchor.word.box.x1, width)
