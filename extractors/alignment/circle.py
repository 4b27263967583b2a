"""7.3, "circle one": which option is circled, bracketed, ticked, underlined or set off."""

from dataclasses import dataclass
from statistics import median

from extractors.alignment.laid import Laid
from extractors.alignment.marks import Mark, Place, kind_of_mark
from extractors.alignment.strokes import strokes_before
from extractors.alignment.tokens import CIRCLED, Piece
from extractors.sheet import Box, Ink
from templates.wording import Print

_FEW_WORDS = 3
_BRACKETS = frozenset("()[]{}<>|")


@dataclass(slots=True)
class _Option:
    name: str
    ticks: list[int]
    """Its print, the letter's bracket first."""
    tokens: list[int]
    """What of it stands in the document."""


def circled(laid: Laid, name: str) -> list[Place]:
    """Each option of a circle-one field with its mark.

    Several ways of marking may be used together; an option is marked if any says so. A way
    that sets off every option (all bold) says nothing.
    """
    options = _options(laid, name)
    ahead = _places_stand_ahead(laid, options)
    places = [_by_text(laid, option, options if ahead else []) for option in options]
    if not any(place.mark is Mark.MARKED for place in places):
        _by_style(laid, options, places)
    _by_curve(laid, options, places)
    _by_strokes(laid, options, places)
    _by_striking(laid, options, places)
    if _torn(laid, options):
        for place in places:
            place.mark = Mark.DOUBTFUL if place.mark is Mark.MARKED else place.mark
    return places


def _torn(laid: Laid, options: list[_Option]) -> bool:
    """Whether the options' own print was not found in its order: then no mark is sure of its option."""
    lost = [
        tick
        for option in options
        for tick in option.ticks
        if tick not in laid.alignment.matched and tick not in laid.struck
    ]
    return len(lost) > _FEW_WORDS


def _options(laid: Laid, name: str) -> list[_Option]:
    options: dict[str, _Option] = {}
    for index, tick in enumerate(laid.ruler.ticks):
        item = laid.ruler.items[tick.item]
        if isinstance(item, Print) and item.option and item.field == name:
            option = options.setdefault(item.option, _Option(item.option, [], []))
            option.ticks.append(index)
            if index in laid.alignment.matched:
                option.tokens.append(laid.alignment.matched[index])
    return list(options.values())


def _places_stand_ahead(laid: Laid, options: list[_Option]) -> bool:
    """Whether the copy prints a place for a mark before its options, several of which may share a line."""
    heads: dict[tuple[int, int], int] = {}
    for option in options:
        if option.tokens:
            first = laid.word(option.tokens[0])
            heads.setdefault((first.page, first.word.line), option.tokens[0])
    return bool(heads) and all(_place_before(laid, token) for token in heads.values())


def _place_before(laid: Laid, token: int) -> bool:
    if not token or laid.word(token - 1).word.line != laid.word(token).word.line or token - 1 in laid.tick_of:
        return False
    return (
        kind_of_mark(laid.word(token - 1).word.text) in (Mark.EMPTY_BOX, Mark.MARKED) or laid.tokens[token - 1].is_rule
    )


def _by_text(laid: Laid, option: _Option, in_row: list[_Option]) -> Place:
    """A bracket, cross or tick beside the option, or in place of its letter's brackets.

    Args:
        laid: The document.
        option: Whose mark is looked for.
        in_row: All the options, where each has its place before it.
    """
    first, last = option.ticks[0], option.ticks[-1]
    extra = [
        token
        for tick in range(first, last + 2)
        for token in laid.alignment.added.get(tick, ())
        if token not in laid.taken and _is_beside(laid, option, token, in_row)
    ]
    place = Place(option.name, Mark.NONE, page=laid.word(option.tokens[0]).page if option.tokens else 0)
    circled_letters = [laid.word(token) for token in option.tokens[:3] if CIRCLED.search(laid.word(token).word.text)]
    if circled_letters:
        one = circled_letters[0]
        place.mark, place.pieces = Mark.MARKED, [Piece(one.word.text, one.word, one.page)]
    if not extra:
        return place
    ahead = [token for token in extra if option.tokens and token < option.tokens[0]]
    missing = [tick for tick in option.ticks[:3] if tick not in laid.alignment.matched]
    for tokens in (extra, ahead):
        place.mark = _beside(laid, option, tokens, lost=missing)
        if place.mark is not Mark.NONE:
            break
    else:
        if circled_letters:
            place.mark = Mark.MARKED
        return place
    laid.taken.update(tokens)
    if place.mark is Mark.MARKED:
        laid.struck.update(missing)
        place.pieces = laid.pieces(tokens)
    return place


def _beside(laid: Laid, option: _Option, tokens: list[int], *, lost: list[int]) -> Mark:
    """What tokens beside an option make of it: brackets of another kind or one more, a cross, a box."""
    texts = [laid.tokens[token].text for token in _without_empty_brackets(laid, tokens)]
    if not texts and tokens:
        return Mark.EMPTY_BOX
    bare = [text for text in texts if text not in _BRACKETS and text != "_"]
    letter = laid.ruler.ticks[option.ticks[1]].text
    if not texts:
        return Mark.NONE
    if not bare and any(text in _BRACKETS for text in texts):
        return Mark.MARKED  # [(a)], ((a)), [a]
    is_letter = [text.casefold() for text in bare] == [letter.casefold()] and lost
    if is_letter and any(text in _BRACKETS for text in texts):
        return Mark.MARKED  # [A] in place of (a)
    crosses = [text for text in bare if _are_marks(laid, [text])]
    if bare and not is_letter and (len(crosses) == len(bare) or _are_marks(laid, [" ".join(bare)])):
        # Capitals behind an option ("Other* IRA") may be words as well as initials.
        behind = option.tokens and tokens[0] > option.tokens[-1]
        is_word = behind and all(text.isalpha() and text != "X" for text in bare)
        return Mark.DOUBTFUL if is_word else Mark.MARKED
    return Mark.EMPTY_BOX if all(text == "_" for text in texts) else Mark.NONE


def _without_empty_brackets(laid: Laid, tokens: list[int]) -> list[int]:
    """The tokens without brackets that hold nothing ("[          ]"): they are a place for a mark."""
    kept: list[int] = []
    for token in tokens:
        pair = [laid.tokens[other].text for other in (*kept[-1:], token)]
        if pair in (["[", "]"], ["(", ")"]) and token == kept[-1] + 1:
            kept.pop()
        else:
            kept.append(token)
    return kept


def _are_marks(laid: Laid, texts: list[str]) -> bool:
    return all(kind_of_mark(text, laid.initials) is Mark.MARKED for text in texts)


def _is_beside(laid: Laid, option: _Option, token: int, in_row: list[_Option]) -> bool:
    """On a line of the option, and nearer to it than to a neighbour side by side with it."""
    word = laid.word(token).word
    own = [laid.word(other).word for other in option.tokens]
    same = [other for other in own if other.line == word.line]
    if not same:
        return False
    for other in in_row:
        first = other.tokens[0] if other.tokens else -1
        is_before = token < first and laid.word(first).word.line == word.line
        if is_before and not any(between in laid.tick_of for between in range(token, first)):
            return other is option
    nearest = min(max(other.box.x0 - word.box.x1, word.box.x0 - other.box.x1, 0) for other in same)
    others = [
        laid.word(other).word
        for tick, other in laid.alignment.matched.items()
        if laid.word(other).word.line == word.line and tick not in option.ticks
    ]
    rival = min((max(other.box.x0 - word.box.x1, word.box.x0 - other.box.x1, 0) for other in others), default=1e9)
    return nearest <= rival


def _by_style(laid: Laid, options: list[_Option], places: list[Place]) -> None:
    for attribute in ("highlight", "underline", "bold"):
        styled = []
        for index, option in enumerate(options):
            words = [laid.word(token).word for token in option.tokens]
            letter, rest = words[:3], words[3:]
            if any(part and all(getattr(word.style, attribute) for word in part) for part in (letter, rest)):
                styled.append(index)
        if styled and len(styled) < max(2, len(options) - 1):
            for index in styled:
                placed = [laid.word(token) for token in options[index].tokens]
                places[index].mark = Mark.MARKED
                places[index].pieces = [Piece(one.word.text, one.word, one.page) for one in dict.fromkeys(placed)]
            return


def _by_striking(laid: Laid, options: list[_Option], places: list[Place]) -> None:
    """All but one or two crossed out: an answer of a kind, for a person to read."""
    struck = [
        bool(option.tokens) and all(laid.word(token).word.style.strike for token in option.tokens[3:] or option.tokens)
        for option in options
    ]
    if any(struck) and not all(struck) and all(place.mark is not Mark.MARKED for place in places):
        for place, is_struck in zip(places, struck, strict=True):
            place.mark = place.mark if is_struck else Mark.DOUBTFUL


def _by_curve(laid: Laid, options: list[_Option], places: list[Place]) -> None:
    """A drawn circle belongs to the option it covers most; it leaks into its neighbours."""
    letters: dict[int, tuple[int, Box]] = {}
    for index, option in enumerate(options):
        if option.tokens:
            first = laid.word(option.tokens[0])
            line = [token for token in option.tokens if laid.word(token).word.line == first.word.line]
            letters[index] = (first.page, laid.box(*line))
    if not letters:
        return
    height = median(box.bottom - box.top for _, box in letters.values())
    for page in {page for page, _ in letters.values()}:
        heads = {index: _letter_box(box, height) for index, (on, box) in letters.items() if on == page}
        for ink in laid.ink(page):
            if not _is_circle(ink, height):
                continue
            covers = {index: _overlap(ink.box, head) for index, head in heads.items()}
            best = max(covers, key=lambda index: covers[index])
            if covers[best] <= (0.3 * height * height if ink.kind == "rect" else 0):
                continue
            rest = sorted(covers.values())[-2] if len(covers) > 1 else 0.0
            if places[best].mark is not Mark.MARKED:
                is_clear = covers[best] > 1.3 * rest
                places[best].mark = Mark.MARKED if is_clear else Mark.DOUBTFUL
                places[best].ink, places[best].page = ink, page
                places[best].note = "" if is_clear else "a circle lies between two options"


def _is_circle(ink: Ink, height: float) -> bool:
    """A curve or frame about as large as an option's letter or its words, on lines of a height."""
    width, tall = ink.box.x1 - ink.box.x0, ink.box.bottom - ink.box.top
    if ink.kind not in ("curve", "rect") or width < 0.6 * height or tall < 0.6 * height:
        return False
    return tall <= (2.2 if ink.kind == "rect" else 6) * height


def _by_strokes(laid: Laid, options: list[_Option], places: list[Place]) -> None:
    """A cross or tick drawn before an option, or behind its words."""
    for option, place in zip(options, places, strict=True):
        if not option.tokens or place.mark is Mark.MARKED:
            continue
        first = laid.word(option.tokens[0])
        line = [token for token in option.tokens if laid.word(token).word.line == first.word.line]
        words = laid.box(*line)
        ink = laid.ink(first.page)
        found = strokes_before(ink, words)
        if not found:
            height = words.bottom - words.top
            found = strokes_before(ink, Box(words.x1 + 3.5 * height, words.top, words.x1 + 4 * height, words.bottom))
        if found:
            place.mark, place.ink, place.page = Mark.MARKED, found[0], first.page


def _letter_box(box: Box, height: float) -> Box:
    """The letter in brackets and the beginning of the option's words."""
    return Box(box.x0 - 0.3 * height, box.top, min(box.x1, box.x0 + 8 * height), box.bottom)


def _overlap(one: Box, other: Box) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return width * height if width > 0 and height > 0 else 0.0
