"""Marks: categories, YES and NO. What is a mark, and whose it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from extractors.alignment.laid import Laid
from extractors.alignment.strokes import centre_in, encircles, is_stroke, strokes_before, widened
from extractors.alignment.tokens import Piece
from extractors.sheet import Box, Ink
from templates.values import is_empty_answer
from templates.wording import Blank

_CROSS = re.compile(
    r"[\[({<|/\s_.]*(?:[xX×✕✖✗✘☒☑☓⊠✓✔√*•●■◼⬛►→+⌧🗸🗹✅❌]|[xX]{2,}|[vV]|/|\\|//+|yes|y|\bok\b|true)[\])}>|/\s_.]*",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[\[({\s_.]*[☐□▢◻❏❐❑❒○◯]?[\])}\s_.]*")
_INITIALS = re.compile(r"[\s_]*(?:[A-Z]\.?\s?){2,4}[\s_]*")
_NO = re.compile(r"[\s_\[(]*(?:no|n|false)[\s_\])]*", re.IGNORECASE)
_WORDS = frozenset(
    "NOT NO NON NOR AND OR IF IS AS IN OF TO AT BY ON IT HE WE US THE ALL ANY BUT ARE WAS HAS MAY".split()  # noqa: SIM905
)


class Mark(Enum):
    """What stands in a place for a mark."""

    NONE = "none"
    EMPTY_BOX = "empty box"
    MARKED = "marked"
    DOUBTFUL = "doubtful"
    WORDS = "words"
    """Text that is no mark and no answer: it belongs to the contract's wording, or to nobody."""


@dataclass(slots=True)
class Place:
    """One option's place: its evidence."""

    option: str
    mark: Mark
    pieces: list[Piece] = field(default_factory=list)
    ink: Ink | None = None
    page: int = 0
    note: str = ""


def kind_of_mark(text: str, initials: frozenset[str] = frozenset()) -> Mark:
    """Judge the text of a place for a mark.

    Args:
        text: What stands there, rules included.
        initials: The signers' own initials, which may spell a word ("OR").
    """
    text = text.strip()
    if not text or _EMPTY.fullmatch(text):
        return Mark.EMPTY_BOX if re.search(r"[☐□▢◻❏❐❑❒○◯\[(]", text) else Mark.NONE
    if _CROSS.fullmatch(text):
        return Mark.MARKED
    if _NO.fullmatch(text) or is_empty_answer(text):
        return Mark.NONE
    bare = text.strip("_ .")
    letters = bare.replace(".", "").replace(" ", "")
    if letters.upper() in initials or (_INITIALS.fullmatch(text) and letters not in _WORDS):
        return Mark.MARKED
    words = bare.split()
    if len(words) == 1 and not (bare.isalpha() and (bare.islower() or bare in _WORDS or len(bare) > 4)):
        return Mark.DOUBTFUL
    return Mark.WORDS


def places_of(laid: Laid, name: str) -> list[Place]:
    """The places of a field's options (letters, yes_no), each with its mark."""
    blanks = [(index, blank) for index, blank in laid.blanks(name) if blank.region != "grid"]
    boxes_before = _boxes_stand_before(laid, blanks)
    places: list[Place] = []
    for index, blank in blanks:
        gap = laid.gap_of_blank[index]
        label = laid.print_before(gap)
        before = _before_label(laid, label)
        if not boxes_before and any(
            token in laid.alignment.filled.get(at, ()) for at in _gaps_of_line(laid, gap) for token in before
        ):
            before = []  # it stands in the place of the option before, on the same line
        inside = laid.in_gap(gap)
        if not boxes_before:
            before = before or _left_to(laid, gap)
            following = _label_after(laid, gap)
            if following is not None:
                inside = [token for token in inside if token not in _left_to(laid, following)]
        following = _label_after(laid, gap)
        if following is not None:
            inside = (
                [token for token in inside if token not in _before_label_tokens(laid, following)]
                if boxes_before
                else inside
            )
        place = judge_mark(laid, blank.option or "", inside)
        if before and (place.mark in (Mark.NONE, Mark.EMPTY_BOX) or boxes_before):
            ahead = judge_mark(laid, blank.option or "", before)
            if ahead.mark in (Mark.MARKED, Mark.DOUBTFUL, Mark.EMPTY_BOX) and not (
                place.mark is Mark.EMPTY_BOX and ahead.mark is Mark.EMPTY_BOX
            ):
                laid.taken.update(before)
                place = ahead
        if place.mark is Mark.WORDS:
            _give_back(laid, gap, place)
        if place.mark in (Mark.NONE, Mark.EMPTY_BOX):
            place = _by_ink(laid, gap, label, place)
        places.append(place)
    return places


def judge_mark(laid: Laid, option: str, tokens: Sequence[int]) -> Place:
    """What the tokens that stand in an option's place make of it."""
    pieces = laid.pieces(tokens, with_rules=True)
    text = " ".join(piece.text for piece in pieces)
    kept = laid.pieces(tokens)
    if pieces and all(piece.word.style.strike for piece in kept) and kept:
        return Place(option, Mark.DOUBTFUL, kept, note="the mark is struck through")
    return Place(option, kind_of_mark(text, laid.initials), kept or pieces, page=pieces[0].page if pieces else 0)


def _left_to(laid: Laid, gap: int) -> list[int]:
    """Marks that stand behind the place of the option before, right before this option's label.

    "YES_______      X NO_______": the cross belongs to NO.
    """
    label = laid.print_before(gap)
    others = [at for at in _gaps_of_line(laid, gap) if at < gap]
    if not label or not others:
        return []
    tokens = sorted(laid.alignment.filled.get(others[-1], ()))
    first = laid.box(label[0])
    letter = max(0.5, (first.x1 - first.x0) / max(1, len(laid.tokens[label[0]].text)))
    found: list[int] = []
    for at, token in enumerate(tokens):
        if laid.tokens[token].is_rule or laid.word(token).word.line != laid.word(label[0]).word.line:
            continue
        rules = [other for other in tokens[:at] if laid.tokens[other].is_rule]
        behind = [other for other in tokens[at + 1 :] if laid.tokens[other].is_rule]
        if not rules or behind:
            continue
        box = laid.box(token)
        if first.x0 - box.x1 < 3 * letter and first.x0 - box.x1 < box.x0 - laid.box(rules[-1]).x1:
            found.append(token)
    return found


def _give_back(laid: Laid, gap: int, place: Place) -> None:
    """Words in a place for a mark are no answer the form asks for: they are an addition to its wording."""
    tokens = [token for token in laid.alignment.filled.pop(gap, []) if token not in laid.taken]
    laid.alignment.added.setdefault(gap + 1, []).extend(tokens)
    place.note = "words stand where a mark belongs"


def _before_label(laid: Laid, label: list[int]) -> list[int]:
    """Tokens right before an option's label, on its line, that look like a mark or a box."""
    if not label:
        return []
    first = label[0]
    line = laid.word(first).word.line
    found: list[int] = []
    for at in range(first - 1, max(-1, first - 4), -1):
        if at in laid.tick_of or laid.word(at).word.line != line:
            break
        found.insert(0, at)
    if not found:
        return []
    text = " ".join(piece.text for piece in laid.pieces(found, with_rules=True))
    return found if kind_of_mark(text, laid.initials) in (Mark.MARKED, Mark.EMPTY_BOX, Mark.DOUBTFUL) else []


def _before_label_tokens(laid: Laid, tick: int) -> list[int]:
    return _before_label(laid, laid.print_before(tick))


def _label_after(laid: Laid, gap: int) -> int | None:
    """The gap of the next option on the same line of the form (NO's, behind YES's)."""
    line = laid.ruler.items[laid.ruler.ticks[gap].item].line
    for at in range(gap + 1, min(gap + 6, len(laid.ruler.ticks))):
        tick = laid.ruler.ticks[at]
        if laid.ruler.items[tick.item].line != line:
            return None
        if tick.is_gap:
            return at
    return None


def _gaps_of_line(laid: Laid, gap: int) -> list[int]:
    """The other gaps on the same line of the form."""
    line = laid.ruler.items[laid.ruler.ticks[gap].item].line
    return [at for at in laid.ruler.gaps if at != gap and laid.ruler.items[laid.ruler.ticks[at].item].line == line]


def _boxes_stand_before(laid: Laid, blanks: list[tuple[int, Blank]]) -> bool:
    """Whether this copy prints its boxes before the labels ("☒ YES ☐ NO")."""
    first_gap = laid.gap_of_blank[blanks[0][0]]
    label = laid.print_before(first_gap)
    before = _before_label(laid, label)
    if not before:
        return False
    last_gap = laid.gap_of_blank[blanks[-1][0]]
    if last_gap == first_gap:
        return True
    behind_last = laid.pieces(laid.in_gap(last_gap), with_rules=True)
    line = laid.word(label[0]).word.line
    return not any(piece.word.line == line for piece in behind_last)


def _by_ink(laid: Laid, gap: int, label: list[int], place: Place) -> Place:
    """Look for a drawn cross, tick or circle in the blank's box, before the label, or around it."""
    if not label:
        return place
    placed = laid.word(label[-1])
    page = laid.pages[placed.page]
    if not page.ink:
        return place
    same = [token for token in label if laid.word(token).word.line == placed.word.line]
    around = laid.box(*same)
    height = max(1.0, around.bottom - around.top)
    character = max(0.5, (around.x1 - around.x0) / max(1, sum(len(laid.tokens[token].text) for token in same)))
    rules = [
        laid.box(token)
        for token in laid.alignment.filled.get(gap, ())
        if laid.tokens[token].is_rule and laid.word(token).word.line == placed.word.line
    ]
    following = laid.next_print(gap)
    edge = around.x1 + 14 * character
    if rules:
        edge = max(box.x1 for box in rules)
    elif following is not None and laid.word(following).word.line == placed.word.line:
        edge = laid.box(following).x0
    area = Box(
        around.x1 - 0.2 * character, around.top - 0.5 * height, edge + 0.5 * character, around.bottom + 0.5 * height
    )
    found = [ink for ink in page.ink if is_stroke(ink, area) and centre_in(ink.box, area)]
    if found:
        return Place(place.option, Mark.MARKED, place.pieces, found[0], placed.page)
    circled = [ink for ink in page.ink if ink.kind == "curve" and encircles(ink.box, around)]
    if circled:
        return Place(place.option, Mark.MARKED, place.pieces, circled[0], placed.page)
    strokes = strokes_before(page.ink, around)
    if strokes and not _in_place_before(laid, gap, strokes[0]):
        return Place(place.option, Mark.MARKED, place.pieces, strokes[0], placed.page)
    return place


def _in_place_before(laid: Laid, gap: int, ink: Ink) -> bool:
    """Whether a stroke lies in the place of the option before, on the same line (YES's, before NO)."""
    for other in _gaps_of_line(laid, gap):
        for token in laid.alignment.filled.get(other, ()):
            if laid.tokens[token].is_rule and centre_in(ink.box, widened(laid.box(token))):
                return True
    return False
