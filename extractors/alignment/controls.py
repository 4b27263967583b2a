"""Named controls: a field of the form that says its own name needs no guessing of its place.

A paper that was drafted here carries each blank as a Word control or a PDF field of the field's
name. While such a file is laid against the form, what stands in these controls counts as an empty
rule, so that nothing an investor writes can be taken for print. Afterwards the words are put back.
A control that lies where the form has another blank, or none, is not believed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.alignment.document import Placed
from extractors.alignment.laid import Laid, Named
from extractors.alignment.marks import Mark, Place
from extractors.alignment.tokens import EMPTY_BOXES, Piece, tokenize
from extractors.sheet import Control
from templates.wording import Blank, Item

RULE, BOX = "____", "☐"
_NEAR = 4
"""So many tokens from its label a check box may stand."""


def masked(words: Iterable[Placed], names: frozenset[str]) -> list[Placed]:
    """The words with an empty rule, or an empty box, in place of each that a named control holds."""
    return [_masked(placed) if placed.word.control in names else placed for placed in words]


def _masked(placed: Placed) -> Placed:
    is_box = len(placed.word.text) == 1 and placed.word.text in EMPTY_BOXES + "☒☑"
    return placed._replace(word=placed.word._replace(text=BOX if is_box else RULE), own=placed.word)


def unmasked(laid: Laid, controls: Iterable[Control]) -> Laid:
    """Put back what stands in the controls, and keep which words are whose."""
    named = Named()
    words, tokens = list(laid.words), list(laid.tokens)
    for index, token in enumerate(tokens):
        placed = words[token.word]
        if placed.own is None:
            continue
        name = placed.own.control
        if placed.word.text == BOX:
            named.boxes.setdefault(name, []).append(index)
            continue
        held = named.words.setdefault(name, [])
        if set(placed.own.text) == {"_"}:
            continue  # the control shows its empty rule
        held.append(index)
        parts = [part for part in tokenize([placed.own.text]) if not part.is_rule]
        text = parts[0].text if len(parts) == 1 else placed.own.text
        tokens[index] = token._replace(text=text, is_rule=False, start=0, end=len(placed.own.text))
    for control in controls:
        if control.name not in laid.ruler.controls:
            continue
        if control.is_box:
            named.marked[control.name] = named.marked.get(control.name, False) or control.is_marked
        else:
            named.texts.setdefault(control.name, []).append(control.text)
    return replace(laid, words=[_shown(placed) for placed in words], tokens=tokens, named=named)


def _shown(placed: Placed) -> Placed:
    return placed if placed.own is None or placed.word.text == BOX else placed._replace(word=placed.own)


def text_of(laid: Laid, name: str, pieces: Sequence[Piece]) -> str | None:
    """What a field's one control holds, with its own line ends, where nothing else stands in the blank."""
    texts = laid.named.texts.get(name, [])
    if len(texts) != 1 or any(piece.word.control != name for piece in pieces):
        return None
    return texts[0] if _letters(texts[0]) == _letters("".join(piece.text for piece in pieces)) else None


def _letters(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char.isprintable() and char != "_")


def misplaced(laid: Laid) -> set[str]:
    """The fields whose control stands elsewhere, or in whose blank another field's control stands."""
    found: set[str] = set()
    for control, tokens in laid.named.words.items():
        own = {
            gap
            for gap, blanks in laid.ruler.gaps.items()
            if any(_control(laid.ruler.items[index]) == control for index in blanks)
        }
        for token in tokens:
            gap = next((gap for gap, held in laid.alignment.filled.items() if token in held), None)
            if gap in own:
                continue
            found.add(field_of(laid, control))
            if gap is not None:
                found |= {laid.ruler.items[index].field or "" for index in laid.ruler.gaps[gap]}
    return found


def joined_from_outside(laid: Laid) -> set[str]:
    """The fields whose control holds an answer, and in whose blank words stand that are in no control.

    Somebody wrote on beside the control: whether it is one answer nobody can tell.
    """
    found: set[str] = set()
    for control, texts in laid.named.texts.items():
        name = field_of(laid, control)
        gaps = {laid.gap_of_blank[index] for index, _ in laid.blanks(name)}
        pieces = [piece for gap in gaps for piece in laid.pieces(laid.in_gap(gap))]
        if any(texts) and any(not piece.word.control and any(map(str.isalnum, piece.text)) for piece in pieces):
            found.add(name)
    return found


def has_control(laid: Laid, name: str) -> bool:
    """Whether the document has a control of the field's name, filled or empty."""
    return any(field_of(laid, control) == name for control in (*laid.named.texts, *laid.named.words))


def _control(item: Item) -> str:
    part = (item.option or item.part) if isinstance(item, Blank) else item.option
    return ".".join(piece for piece in (item.field, part) if piece)


def field_of(laid: Laid, control: str) -> str:
    """The field that a control belongs to; its own name may be followed by an option or a part."""
    return control if control in laid.ruler.blanks else control.rpartition(".")[0]


def with_boxes(laid: Laid, name: str, places: Sequence[Place]) -> None:
    """Mark the places whose check box is marked and stands beside its own label."""
    for place in places:
        control = f"{name}.{place.option}"
        if not laid.named.marked.get(control):
            continue
        boxes = laid.named.boxes.get(control, [])
        if not boxes:
            continue
        placed = laid.word(boxes[0])
        own = placed.own or placed.word
        is_there = any(_is_beside(laid, name, place.option, box) for box in boxes)
        place.mark = Mark.MARKED if is_there and place.mark is not Mark.WORDS else Mark.DOUBTFUL
        place.pieces, place.page = [Piece(own.text, own, placed.page)], placed.page


def _is_beside(laid: Laid, name: str, option: str, box: int) -> bool:
    """In its blank, in the order of the blanks there; or right beside its label."""
    for index, blank in laid.blanks(name):
        if blank.option != option:
            continue
        gap = laid.gap_of_blank[index]
        if box in laid.alignment.filled.get(gap, ()):
            return _in_order(laid, gap)
        if any(box in laid.alignment.filled.get(laid.gap_of_blank[other], ()) for other, _ in laid.blanks(name)):
            return False  # in the place of another option
        return _is_near(laid, box, laid.print_before(gap))
    label = [
        laid.alignment.matched[tick]
        for tick, own in enumerate(laid.ruler.ticks)
        if tick in laid.alignment.matched and _control(laid.ruler.items[own.item]) == f"{name}.{option}"
    ]
    return _is_near(laid, box, label)


def _in_order(laid: Laid, gap: int) -> bool:
    """Whether the boxes in one gap (a row of the grid) stand in the order of its blanks."""
    places = [
        min(laid.named.boxes[control])
        for index in laid.ruler.gaps[gap]
        if (control := _control(laid.ruler.items[index])) in laid.named.boxes
    ]
    return places == sorted(places)


def _is_near(laid: Laid, box: int, label: Sequence[int]) -> bool:
    place = laid.word(box)
    return any(
        abs(box - token) <= _NEAR
        and (laid.word(token).word.line, laid.word(token).page) == (place.word.line, place.page)
        for token in label
    )
