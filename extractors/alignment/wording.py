"""Alterations: every change of the form's fixed wording, and the parts that are missing."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from extractors.alignment.laid import Laid
from extractors.alignment.ruler import Tick
from extractors.alignment.tokens import Piece
from extractors.record import Alteration
from templates.wording import Print

_HEAD = "7.2(e)"
_HEAD_LINES = 6
_PAIR = ("Public", "Private")
_CONTEXT = 8
_LOST_PAGE = 80
"""So many ticks missing in one run where the document breaks a page: the page was lost, not struck."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """What was found of the fixed text."""

    alterations: tuple[Alteration, ...]
    missing: tuple[str, ...]


@dataclass(slots=True)
class Change:
    """A run of print that is missing, with what stands in its place."""

    first: int
    """Index of the first tick struck, or before which something was added."""
    last: int
    """Behind the last tick struck."""
    added: list[int]


def alterations_of(laid: Laid) -> Wordings:
    """Compare the fixed text. White space, line-end hyphens, quotes and dashes make no difference."""
    alterations: list[Alteration] = []
    missing: list[str] = []
    for change in changes_of(laid):
        printed, found = printed_between(laid, change.first, change.last), laid.pieces(change.added)
        if found and _struck(laid, change):
            found = _whole_words(laid, change)
        if not found:
            sections = _whole_sections(laid, change)
            is_lost = change.last - change.first >= _LOST_PAGE and _at_page_break(laid, change)
            missing.extend(sections or ([_part(laid, change)] if is_lost else []))
            if is_lost:
                continue
        alterations.append(_alteration(laid, change, printed, found))
    alterations.extend(_struck_through(laid))
    return Wordings(tuple(alterations), tuple(dict.fromkeys(missing)))


def changes_of(laid: Laid) -> list[Change]:
    """The changes that count: not those of white space, letter-spacing, or the order of a grid's heads."""
    changes = [change for change in _changes(laid) if not _is_headed(laid, change)]
    return [
        change
        for change in changes + _heads(laid)
        if _struck(laid, change) != "".join(laid.tokens[token].text for token in change.added)
    ]


def _struck(laid: Laid, change: Change) -> str:
    """The letters of the print that is missing."""
    return "".join(tick.text for tick in laid.ruler.ticks[change.first : change.last] if _counts(tick))


def _changes(laid: Laid) -> list[Change]:
    """Runs of print that is missing, with what stands in its place."""
    added = {
        tick: [token for token in tokens if token not in laid.taken and not laid.tokens[token].is_rule]
        for tick, tokens in laid.alignment.added.items()
    }
    changes: list[Change] = []
    current: Change | None = None
    for index, tick in enumerate([*laid.ruler.ticks, None]):
        tokens = added.get(index, [])
        gone = (
            tick is not None
            and not tick.is_gap
            and not tick.is_optional
            and index not in laid.alignment.matched
            and index not in laid.struck
        )
        if tokens:
            if current is None:
                current = Change(index, index, [])
                changes.append(current)
            current.added.extend(tokens)
        if gone:
            if current is None:
                current = Change(index, index, [])
                changes.append(current)
            current.last = index + 1
        elif tick is None or index in laid.alignment.matched or (tick.is_gap and laid.in_gap(index)):
            current = None
    return changes


def _counts(tick: Tick) -> bool:
    return not tick.is_gap and not tick.is_optional


def _whole_words(laid: Laid, change: Change) -> list[Piece]:
    """What stands there, with the unchanged parts of the same words: "$90.00", not "90.00"."""
    items = {tick.item for tick in laid.ruler.ticks[change.first : change.last] if _counts(tick)}
    near = range(max(0, change.first - 4), min(len(laid.ruler.ticks), change.last + 4))
    kept = {
        laid.alignment.matched[at] for at in near if at in laid.alignment.matched and laid.ruler.ticks[at].item in items
    }
    own = {laid.tokens[token].word for token in change.added}
    return laid.pieces(sorted({*change.added, *(token for token in kept if laid.tokens[token].word in own)}))


def _is_headed(laid: Laid, change: Change) -> bool:
    """Whether a change lies in the head of the grid, whose words come in many orders."""
    at = min(change.first, len(laid.ruler.ticks) - 1)
    ticks = laid.ruler.ticks[max(0, at - 1) : max(change.last, at + 1)]
    return any(
        laid.ruler.items[tick.item].region == "columns" and laid.ruler.items[tick.item].section == _HEAD
        for tick in ticks
    )


def _heads(laid: Laid) -> list[Change]:
    """The head of the grid, compared as a heap of words: layout orders them differently."""
    inside = [change for change in _changes(laid) if _is_headed(laid, change)]
    if not inside:
        return []
    struck = Counter(
        tick.text
        for change in inside
        for index, tick in enumerate(laid.ruler.ticks[change.first : change.last], change.first)
        if not tick.is_gap and not tick.is_optional and index not in laid.alignment.matched
    )
    added = [token for change in inside for token in change.added]
    if struck == Counter(laid.tokens[token].text for token in added) and not _exchanged(laid, inside):
        return []
    return inside


def _exchanged(laid: Laid, inside: list[Change]) -> bool:
    """Whether the heads of two columns changed places: however set, Public comes before Private."""
    at = laid.nearest(inside[0].first)
    if at is None:
        return True
    line = laid.word(at).word.line
    words = [
        placed.word for placed in laid.words if abs(placed.word.line - line) < _HEAD_LINES and placed.word.text in _PAIR
    ]
    order = [word.text for word in sorted(words, key=lambda word: (word.line, word.box.x0))]
    return order != list(_PAIR) * (len(order) // 2)


def printed_between(laid: Laid, first: int, last: int) -> str:
    """The form's words from one tick to another, whole words."""
    indexes = dict.fromkeys(
        tick.item for tick in laid.ruler.ticks[first:last] if not tick.is_gap and not tick.is_optional
    )
    words = [item for index in indexes if isinstance(item := laid.ruler.items[index], Print)]
    text = ""
    for word in words:
        text += word.text if word.glued or not text else f" {word.text}"
    return text


def _alteration(laid: Laid, change: Change, printed: str, found: list[Piece]) -> Alteration:
    # Whole words on both sides: a changed figure or comma is shown with the word it belongs to.
    found_text = " ".join(piece.text for piece in found)
    item = laid.ruler.items[laid.ruler.ticks[min(change.first, len(laid.ruler.ticks) - 1)].item]
    before_item = laid.ruler.items[laid.ruler.ticks[max(0, change.first - 1)].item]
    section = item.section if printed else before_item.section
    return Alteration(
        section=section,
        kind="changed" if printed and found else ("struck" if printed else "added"),
        printed=printed,
        found=found_text,
        before=laid.form_words(change.first - 1, -_CONTEXT) if change.first else "",
        after=laid.form_words(max(change.last, change.first), _CONTEXT),
        where=laid.where(found) if found else laid.where_tick(change.first),
    )


def _struck_through(laid: Laid) -> list[Alteration]:
    """Print that stands there, but with a line through it."""
    ticks = sorted(tick for tick, token in laid.alignment.matched.items() if laid.word(token).word.style.strike)
    alterations: list[Alteration] = []
    for _, group in groupby(enumerate(ticks), key=lambda pair: pair[1] - pair[0]):
        run = [tick for _, tick in group]
        printed = printed_between(laid, run[0], run[-1] + 1)
        token = laid.alignment.matched[run[0]]
        placed = laid.word(token)
        alterations.append(
            Alteration(
                section=laid.ruler.items[laid.ruler.ticks[run[0]].item].section,
                kind="struck",
                printed=printed,
                found="",
                before=laid.form_words(run[0] - 1, -_CONTEXT),
                after=laid.form_words(run[-1] + 1, _CONTEXT),
                where=laid.where([Piece(placed.word.text, placed.word, placed.page)]),
            )
        )
    return alterations


def _whole_sections(laid: Laid, change: Change) -> list[str]:
    """The sections all of whose print lies in a run that is missing."""
    inside: dict[str, int] = {}
    for tick in laid.ruler.ticks[change.first : change.last]:
        section = laid.ruler.items[tick.item].section
        if not tick.is_gap and not tick.is_optional:
            inside[section] = inside.get(section, 0) + 1
    totals = _totals(laid)
    return [section for section, count in inside.items() if count >= totals[section]]


def _totals(laid: Laid) -> dict[str, int]:
    totals: dict[str, int] = {}
    for tick in laid.ruler.ticks:
        if not tick.is_gap and not tick.is_optional:
            section = laid.ruler.items[tick.item].section
            totals[section] = totals.get(section, 0) + 1
    return totals


def _part(laid: Laid, change: Change) -> str:
    first = laid.ruler.items[laid.ruler.ticks[change.first].item].section
    last = laid.ruler.items[laid.ruler.ticks[change.last - 1].item].section
    return f"part of {first}" if first == last else f"from {first} to {last}"


def _at_page_break(laid: Laid, change: Change) -> bool:
    """Whether the document begins, ends, or turns a page where the run is missing."""
    before = next(
        (laid.alignment.matched[at] for at in range(change.first - 1, -1, -1) if at in laid.alignment.matched), None
    )
    after = next(
        (
            laid.alignment.matched[at]
            for at in range(change.last, len(laid.ruler.ticks))
            if at in laid.alignment.matched
        ),
        None,
    )
    if before is None or after is None:
        return True
    return laid.word(before).page != laid.word(after).page
