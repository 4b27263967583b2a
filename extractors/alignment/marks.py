"""Marks: categories, YES and NO. What is a mark, and whose it is."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from extractors.alignment.laid import Laid
from extractors.alignment.strokes import centre_in, encircles, is_stroke, strokes_before, widened
from extractors.alignment.tokens import EMPTY_BOXES, Piece
from extractors.sheet import Box, Ink
from templates.values import is_empty_answer

_CROSS = re.compile(
    r"[\[({<|/\s_.]*(?:[xX×✕✖✗✘☒☑☓⊠✓✔√*•●■◼⬛►→+⌧🗸🗹✅❌❎╳⨯⨉⊗⮽🗙🗴🗵🗶🗷🞩🞪🞫🞬🞭🞮]|[xX]{2,}|[vV]|/|\\|//+|yes|y|\bok\b|true)[\])}>|/\s_.]*",
    re.IGNORECASE,
)
_CROSSES = re.compile(r"(?:[xX×✓✔✗✘*]\s*){2,}")
_NOTED = re.compile(r"[\s_\[(]*[xX×✓✔✗✘]\s*[*†‡+]{1,3}[\s_\])]*")
"""A mark with the sign of a note, which may take it back."""
_EMPTY = re.compile(r"[\[({\s_.]*[☐□▢◻❏❐❑❒○◯]?[\])}\s_.]*")
_INITIALS = re.compile(r"[\s_]*(?:[A-Z]\.?\s?){2,4}[\s_]*")
_NO = re.compile(r"[\s_\[(]*(?:no|n|false)[\s_\])]*", re.IGNORECASE)
_DENIALS = frozenset({"no", "not", "n/a", "na", "none", "never", "false"})
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
    if _NOTED.fullmatch(text):
        return Mark.DOUBTFUL
    if _CROSS.fullmatch(text) or _CROSSES.fullmatch(text.strip("_ .")):
        return Mark.MARKED
    if _NO.fullmatch(text) or is_empty_answer(text):
        return Mark.DOUBTFUL if any(map(_is_sign, text)) else Mark.NONE
    bare = text.strip("_ .")
    letters = bare.replace(".", "").replace(" ", "")
    words = bare.split()
    if letters.upper() not in initials and len(words) > 1 and _denies(words):
        return Mark.DOUBTFUL if any(_CROSS.fullmatch(word) for word in words) else Mark.WORDS
    if letters.upper() in initials or (_INITIALS.fullmatch(text) and letters not in _WORDS):
        return Mark.MARKED
    if len(words) == 1 and not (bare.isalpha() and (bare.islower() or bare in _WORDS or len(bare) > 4)):
        return Mark.DOUBTFUL
    return Mark.WORDS


def _denies(words: Sequence[str]) -> bool:
    """Whether a word says that the option is not meant: "X NO", "X (N/A)"."""
    return any(word.casefold().strip(".,;:()[]") in _DENIALS for word in words)


def _is_sign(char: str) -> bool:
    """Whether a character is a drawn sign that may be somebody's mark, though none that is known here."""
    return not char.isascii() and unicodedata.category(char)[0] == "S" and char not in EMPTY_BOXES + "─━═"


class _Label(NamedTuple):
    """An option's label and the gap of its place."""

    option: str
    gap: int
    tokens: list[int]
    """What of the label stands in the document."""


def places_of(laid: Laid, name: str) -> list[Place]:
    """The places of a field's options (letters, yes_no), each with its mark."""
    labels = [
        _Label(blank.option or "", gap, laid.print_before(gap))
        for index, blank in laid.blanks(name)
        if blank.region != "grid"
        for gap in (laid.gap_of_blank[index],)
    ]
    lines: dict[int, list[_Label]] = {}
    for label in labels:
        lines.setdefault(laid.ruler.items[laid.ruler.ticks[label.gap].item].line, []).append(label)
    places = [place for group in lines.values() for place in _places_of_line(laid, group)]
    if len(lines) > 1 and all(place.mark in (Mark.NONE, Mark.EMPTY_BOX) for place in places):
        _by_label_style(laid, labels, places)
    return places


def _places_of_line(laid: Laid, group: list[_Label]) -> list[Place]:
    """The places of the options on one line of the form (YES and NO; a category by itself)."""
    ahead = _before_label(laid, group[0].tokens)
    places_before = bool(ahead) and not _on_line_of(laid, group[-1].tokens, laid.in_gap(group[-1].gap))
    held: list[list[int]] = [[] for _ in group]
    for at, label in enumerate(group):
        following = group[at + 1].tokens if at + 1 < len(group) else []
        for token in laid.in_gap(label.gap):
            goes_on = bool(following) and _belongs_to_next(laid, token, label, following, places_before=places_before)
            held[at + 1 if goes_on else at].append(token)
    places = []
    for at, label in enumerate(group):
        place = judge_mark(laid, label.option, held[at])
        if at == 0 and ahead and (places_before or place.mark in (Mark.NONE, Mark.EMPTY_BOX)):
            place = _by_what_stands_ahead(laid, ahead, place, places_before=places_before)
        place = _by_brackets(laid, label, held, place)
        if place.mark is Mark.MARKED and _is_nearer_to_next(laid, group, at, held[at]):
            place.mark, place.note = Mark.DOUBTFUL, "the mark stands nearer to the next option"
        if place.mark is Mark.MARKED and len(group) > 1 and _is_off_line(laid, label, held[at]):
            place.mark, place.note = Mark.DOUBTFUL, "the mark stands on another line, or where the label was"
        if place.mark is Mark.WORDS:
            _give_back(laid, label.gap, held[at], place)
        if place.mark in (Mark.NONE, Mark.EMPTY_BOX):
            place = _by_ink(laid, label.gap, label.tokens, place)
        places.append(place)
    _look_again(laid, group, places)
    return places


def _look_again(laid: Laid, group: list[_Label], places: list[Place]) -> None:
    """What only the options together tell: a label typed over, a label set off."""
    if any(not label.tokens for label in group):  # a label typed over leaves the others' marks unclear
        for place in places:
            place.mark = Mark.DOUBTFUL if place.mark is Mark.MARKED else place.mark
    if len(group) > 1 and all(place.mark in (Mark.NONE, Mark.EMPTY_BOX) for place in places):
        _by_label_style(laid, group, places)


def _by_what_stands_ahead(laid: Laid, ahead: list[int], place: Place, *, places_before: bool) -> Place:
    """A mark or box before the first label: its place, where the copy has places before labels."""
    before = judge_mark(laid, place.option, ahead)
    if before.mark is Mark.WORDS:
        return place
    laid.taken.update(ahead)
    return before if places_before or before.mark in (Mark.MARKED, Mark.DOUBTFUL) else place


def _by_label_style(laid: Laid, group: list[_Label], places: list[Place]) -> None:
    """A label set off from the others (highlighted; underlined or bold, which may mean less) answers."""
    for attribute, mark in (("highlight", Mark.MARKED), ("underline", Mark.DOUBTFUL), ("bold", Mark.DOUBTFUL)):
        styled = [at for at, label in enumerate(group) if _is_set_off(laid, label, attribute)]
        if 0 < len(styled) <= len(group) // 2:
            for at in styled:
                word = laid.word(group[at].tokens[0])
                places[at].mark = mark
                places[at].pieces = [Piece(word.word.text, word.word, word.page)]
            return
    struck = [at for at, label in enumerate(group) if _is_set_off(laid, label, "strike")]
    if struck and len(struck) < len(group):  # the others crossed out: an answer of a kind
        for at in range(len(group)):
            places[at].mark = places[at].mark if at in struck else Mark.DOUBTFUL


def _is_set_off(laid: Laid, label: _Label, attribute: str) -> bool:
    return bool(label.tokens) and all(getattr(laid.word(token).word.style, attribute) for token in label.tokens)


def _by_brackets(laid: Laid, label: _Label, held: list[list[int]], place: Place) -> Place:
    """A label in brackets ("[YES]", "(NO)") is marked as if it were circled."""
    if place.mark not in (Mark.NONE, Mark.EMPTY_BOX, Mark.WORDS) or not label.tokens:
        return place
    first = last = label.tokens[-1]  # "Category [A]"
    sides = [laid.tokens[token].text if 0 <= token < len(laid.tokens) else "" for token in (first - 1, last + 1)]
    glued = [
        0 <= token < len(laid.tokens) and laid.tokens[token].word == laid.tokens[own].word
        for token, own in ((first - 1, first), (last + 1, last))
    ]
    if sides in (["[", "]"], ["(", ")"], ["<", ">"], ["{", "}"]) and all(glued):
        laid.taken.update((first - 1, last + 1))
        for tokens in held:
            tokens[:] = [token for token in tokens if token not in (first - 1, last + 1)]
        word = laid.word(first)
        return Place(label.option, Mark.MARKED, [Piece(word.word.text, word.word, word.page)], page=word.page)
    return place


def _is_off_line(laid: Laid, label: _Label, tokens: Sequence[int]) -> bool:
    """Whether a mark of two options stands on no label's line, or its label is gone."""
    marks = [token for token in tokens if not laid.tokens[token].is_rule]
    return bool(marks) and not _on_line_of(laid, label.tokens, marks)


def _is_nearer_to_next(laid: Laid, group: list[_Label], at: int, tokens: Sequence[int]) -> bool:
    """Whether a mark without a rule around it stands far from its label and close before the next."""
    if at + 1 >= len(group) or not group[at].tokens or not group[at + 1].tokens:
        return False
    rules = [token for token in tokens if laid.tokens[token].is_rule]
    marks = _on_line_of(laid, group[at + 1].tokens[:1], [token for token in tokens if token not in rules])
    if not marks or not _on_line_of(laid, group[at].tokens, marks):
        return False
    own, following, mark = laid.box(group[at].tokens[-1]), laid.box(group[at + 1].tokens[0]), laid.box(marks[-1])
    if rules:  # behind its own rule, and no nearer to it than to the next label
        last = laid.box(rules[-1])
        return mark.x0 > last.x1 and following.x0 - mark.x1 <= 2 * (mark.x0 - last.x1)
    return 3 * (following.x0 - mark.x1) < mark.x0 - own.x1


def _on_line_of(laid: Laid, label: list[int], tokens: Sequence[int]) -> list[int]:
    if not label:
        return []
    last = laid.word(label[-1])
    return [
        token for token in tokens if (laid.word(token).word.line, laid.word(token).page) == (last.word.line, last.page)
    ]


def _belongs_to_next(laid: Laid, token: int, label: _Label, following: list[int], *, places_before: bool) -> bool:
    """Whether what stands between two labels is the place, or the mark, of the second."""
    if not _on_line_of(laid, following[:1], [token]):
        return False
    if label.tokens and not _on_line_of(laid, label.tokens, [token]):
        return True
    return places_before or token in _left_to(laid, label.gap, following)


def judge_mark(laid: Laid, option: str, tokens: Sequence[int]) -> Place:
    """What the tokens that stand in an option's place make of it."""
    pieces = laid.pieces(tokens, with_rules=True)
    text = " ".join(piece.text for piece in pieces)
    kept = laid.pieces(tokens)
    if pieces and (said := _said(text)):  # "no" written into a place answers NO's, and contradicts YES's
        mark = Mark.MARKED if said == option else Mark.DOUBTFUL
        return Place(option, mark if option in ("yes", "no") else kind_of_mark(text), kept, page=pieces[0].page)
    if pieces and all(piece.word.style.strike for piece in kept) and kept:
        return Place(option, Mark.DOUBTFUL, kept, note="the mark is struck through")
    return Place(option, kind_of_mark(text, laid.initials), kept or pieces, page=pieces[0].page if pieces else 0)


def _said(text: str) -> str:
    """Yes or no, where the word itself is written; nothing where it is not."""
    word = text.strip("_ .[]()").casefold()
    return {"yes": "yes", "y": "yes", "no": "no", "n": "no"}.get(word, "")


def _left_to(laid: Laid, gap: int, following: list[int]) -> list[int]:
    """Marks that stand behind a place, right before the label that follows it.

    "YES_______      X NO_______": the cross belongs to NO.
    """
    tokens = sorted(laid.alignment.filled.get(gap, ()))
    first = laid.box(following[0])
    letter = max(0.5, (first.x1 - first.x0) / max(1, len(laid.tokens[following[0]].text)))
    found: list[int] = []
    for at, token in enumerate(tokens):
        rules = [other for other in tokens[:at] if laid.tokens[other].is_rule]
        behind = [other for other in tokens[at + 1 :] if laid.tokens[other].is_rule]
        if laid.tokens[token].is_rule or not rules or behind:
            continue
        box = laid.box(token)
        if first.x0 - box.x1 < 3 * letter and first.x0 - box.x1 < box.x0 - laid.box(rules[-1]).x1:
            found.append(token)
    return found


def _give_back(laid: Laid, gap: int, tokens: Sequence[int], place: Place) -> None:
    """Words in a place for a mark are no answer the form asks for: they are an addition to its wording."""
    kept = [token for token in laid.alignment.filled.pop(gap, []) if token not in tokens]
    if kept:
        laid.alignment.filled[gap] = kept
    laid.alignment.added.setdefault(gap + 1, []).extend(token for token in tokens if token not in laid.taken)
    place.note = "words stand where a mark belongs"


def _before_label(laid: Laid, label: list[int]) -> list[int]:
    """Tokens right before an option's label, on its line, that look like a mark, a box or a rule."""
    if not label:
        return []
    first = label[0]
    line = laid.word(first).word.line
    found: list[int] = []
    for at in range(first - 1, max(-1, first - 5), -1):
        if at in laid.tick_of or laid.word(at).word.line != line:
            break
        found.insert(0, at)
    if not found:
        return []
    text = " ".join(piece.text for piece in laid.pieces(found, with_rules=True))
    return found if kind_of_mark(text, laid.initials) is not Mark.WORDS else []


def _gaps_of_line(laid: Laid, gap: int) -> list[int]:
    """The other gaps on the same line of the form."""
    line = laid.ruler.items[laid.ruler.ticks[gap].item].line
    return [at for at in laid.ruler.gaps if at != gap and laid.ruler.items[laid.ruler.ticks[at].item].line == line]


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
