"""Two agreements, passage by passage and word by word: what the second says otherwise, and why."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from extractors.alignment.passages import EMPTY, MARKED, UNMARKED
from extractors.alignment.tokens import EMPTY_BOXES, joined
from extractors.record import Passage, Told

Kind = Literal["same", "struck", "added"]
Cause = Literal["", "alteration", "value", "edition"]
"""Why two agreements differ: somebody altered the print of one, an answer is another, or the editions of the form
they were printed from differ (the slips that the clean one mends). "" where the editions are not known."""
CAUSES: tuple[Cause, ...] = ("alteration", "value", "edition", "")
"""In the order of their weight."""
Difference = tuple[str, str, str]
"""Section, and the words that the first edition has and that the second has in their place, without values."""
_END = "\n"
"""Stands for a passage's end among its words."""
_AROUND = 4
"""Words shown before and behind a change."""
_FEW = 2
"""So few unchanged words between two changes make a redline harder to read, not shorter."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that both have, or only the first (struck), or only the second (added)."""

    kind: Kind
    text: str
    """Words parted by a space; a line break is a passage's end."""
    cause: Cause = ""
    """Of what was struck or added."""


class Change(NamedTuple):
    """One change, with the words around it."""

    section: str
    before: str
    struck: str
    added: str
    after: str
    cause: Cause = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the two agreements, compared."""

    name: str
    runs: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two differ in it."""
        return any(run.kind != "same" for run in self.runs)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was struck and what stands in its place, change by change, with the words around it.

        Changes of unlike cause that touch each other are told apart.
        """
        found: list[Change] = []
        groups = [list(group) for _, group in groupby(self.runs, key=lambda run: run.kind == "same")]
        for number, runs in enumerate(groups):
            if runs[0].kind == "same":
                continue
            before = groups[number - 1][-1].text.split()[-_AROUND:] if number else []
            after = groups[number + 1][0].text.split()[:_AROUND] if number + 1 < len(groups) else []
            for cause, own in groupby(runs, key=lambda run: run.cause):
                one = list(own)
                struck, added = (
                    " ".join(" ".join(run.text for run in one if run.kind == kind).split())
                    for kind in ("struck", "added")
                )
                found.append(Change(self.name, " ".join(before), struck, added, " ".join(after), cause))
        return tuple(found)


class Hidden(NamedTuple):
    """Words that a file holds and its pages do not show: no comparison of the pages has them."""

    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Redline:
    """The comparison of two agreements."""

    first: str
    second: str
    """How the two are called."""
    sections: tuple[Section, ...]
    editions: tuple[str, str] = ("", "")
    """Of the form, from which the two were printed; "" where they are not known."""
    hidden: tuple[Hidden, ...] = ()
    """Of either file; also where both hide the same."""

    @property
    def is_empty(self) -> bool:
        """Whether the pages of the two say the same."""
        return not any(section.is_changed for section in self.sections)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, section by section."""
        return tuple(change for section in self.sections for change in section.changes)

    def of_cause(self, cause: Cause) -> tuple[Change, ...]:
        """The changes of one cause, section by section."""
        return tuple(change for change in self.changes if change.cause == cause)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The causes that can be told of these two; empty where the editions are not known."""
        if "" in self.editions:
            return ()
        return CAUSES[:2] if self.editions[0] == self.editions[1] else CAUSES[:3]


def compare(
    first: Sequence[Passage], second: Sequence[Passage], names: tuple[str, str], hide: Callable[[Told], str],
    *, editions: tuple[str, str] = ("", ""), own: Collection[Difference] = (),
) -> Redline:  # fmt: skip
    """Compare two documents that are told in the order of their form.

    White space, line ends, page ends, quotes and dashes make no difference; letters, figures and
    signs do.

    Args:
        first: The signed agreement.
        second: The draft.
        names: How the two are called.
        hide: A word as it may be shown (tax ids are not); words are compared as they are.
        editions: From which the two were printed, where that is known: then each change has a cause.
        own: Where these two editions differ of themselves; see `differences`.
    """
    old, new = _by_section(first), _by_section(second)
    sections = []
    for name in _order(old, new):
        pieces = _pieces(old.get(name, []), new.get(name, []))
        if "" not in editions:
            pieces = [piece._replace(cause=_cause(name, piece, own)) for piece in pieces]
        sections.append(Section(name, _runs(pieces, hide)))
    return Redline(*names, tuple(section for section in sections if section.runs), editions)


def differences(first: Sequence[Passage], second: Sequence[Passage]) -> frozenset[Difference]:
    """Where two editions differ of themselves, from two documents in which nothing is filled in or altered."""
    old, new = _by_section(first), _by_section(second)
    return frozenset(
        _difference(name, piece)
        for name in _order(old, new)
        for piece in _pieces(old.get(name, []), new.get(name, []))
        if piece.struck or piece.added
    )


def _by_section(passages: Sequence[Passage]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for passage in passages:
        found.setdefault(passage.section, []).extend([*passage.words, Told(_END)])
    return found


def _order(old: dict[str, list[Told]], new: dict[str, list[Told]]) -> list[str]:
    """All sections, the second's order leading; one that only the first has stands behind its neighbour."""
    order = list(new)
    before = ""
    for name in old:
        if name not in new:
            order.insert(order.index(before) + 1 if before in order else 0, name)
        before = name
    return order


class _Piece(NamedTuple):
    """Words that both have, or what the first has and what the second has in its place."""

    same: list[Told]
    struck: list[Told]
    added: list[Told]
    at_strike: bool = False
    """Whether print of the form was struck at this place in one of the two."""
    cause: Cause = ""


def _pieces(old: list[Told], new: list[Told]) -> list[_Piece]:
    """Print is compared word by word, an answer as a whole and with the answer of its own blank only.

    So two agreements are aligned as their blank forms are, whatever was filled in.
    """
    units, others = _units(old), _units(new)
    matcher = SequenceMatcher(None, _keys(units), _keys(others), autojunk=False)
    pieces: list[_Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces += _answered_otherwise(units[a:b], others[c:d])
        else:
            at_strike = _at_strike(units, a, b) or _at_strike(others, c, d)
            pieces.append(_Piece([], _flat(units[a:b]), _flat(others[c:d]), at_strike))
    return pieces


def _units(words: list[Told]) -> list[list[Told]]:
    """Words of print, marks, and whole answers."""
    units: list[list[Told]] = []
    for word in words:
        is_answer = word.field is not None and word.text not in (MARKED, UNMARKED)
        last = units[-1][-1] if units else None
        if is_answer and last is not None and last.field == word.field and last.text not in (MARKED, UNMARKED):
            units[-1].append(word)
        else:
            units.append([word])
    return units


def _keys(units: list[list[Told]]) -> list[str]:
    """What is laid side by side: words of print, and the blanks of a field in their order."""
    places: Counter[str] = Counter()
    keys = []
    for unit in units:
        field = unit[0].field
        if field is None:
            keys.append(_key(unit[0]))
        else:
            places[field] += 1
            keys.append(f"\0{field}\0{places[field]}")
    return keys


def _answered_otherwise(old: list[list[Told]], new: list[list[Told]]) -> Iterator[_Piece]:
    """Units that both have, parted where an answer is another."""
    same: list[Told] = []
    for one, other in zip(old, new, strict=True):
        if _content(one) == _content(other):
            same += other
            continue
        if same:
            yield _Piece(same, [], [])
            same = []
        yield _Piece([], one, other)
    if same:
        yield _Piece(same, [], [])


def _content(unit: list[Told]) -> list[str]:
    """What is compared of a unit; an answer left blank is blank, however many rules it has."""
    return [] if all(word.text == EMPTY for word in unit) else [_key(word) for word in unit]


def _flat(units: list[list[Told]]) -> list[Told]:
    return [word for unit in units for word in unit]


def _at_strike(units: list[list[Told]], first: int, last: int) -> bool:
    """Whether print was struck among some units, or right before or behind them."""
    before = next((word for word in reversed(_flat(units[:first])) if word.text != _END), None)
    after = next((word for word in _flat(units[last:]) if word.text != _END), None)
    within = any(word.follows_struck or word.precedes_struck for word in _flat(units[first:last]))
    return bool(within or (before and before.precedes_struck) or (after and after.follows_struck))


def _cause(section: str, piece: _Piece, own: Collection[Difference]) -> Cause:
    """Why the two differ here; where more than one cause meets, the gravest."""
    words = [*piece.struck, *piece.added]
    if not words:
        return ""
    difference = _difference(section, piece)
    is_of_print = difference[1:] != ("", "")
    if any(word.is_added for word in words) or (is_of_print and (piece.at_strike or difference not in own)):
        return "alteration"
    return "value" if any(word.field is not None for word in words) or not is_of_print else "edition"


def _difference(section: str, piece: _Piece) -> Difference:
    struck, added = (
        " ".join(_key(word) for word in words if word.field is None and word.text != _END)
        for words in (piece.struck, piece.added)
    )
    return section, struck, added


def _key(word: Told) -> str:
    if word.text == _END:
        return word.text
    return joined([word.text]) or (word.text if set(word.text) & set(EMPTY_BOXES + "_") else "-")


def _runs(pieces: list[_Piece], hide: Callable[[Told], str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for piece in _readable(pieces):
        runs += [Run("same", _text(piece.same, hide))] if piece.same else []
        runs += [Run("struck", _text(piece.struck, hide), piece.cause)] if piece.struck else []
        runs += [Run("added", _text(piece.added, hide), piece.cause)] if piece.added else []
    return tuple(run for run in runs if run.text.strip() or run.kind == "same")


def _readable(pieces: list[_Piece]) -> list[_Piece]:
    """A word or two that both have between two changes of one cause is struck and written anew with them."""
    gathered: list[_Piece] = []
    for number, piece in enumerate(pieces):
        last = gathered[-1] if gathered else None
        is_between = last is not None and not last.same and number < len(pieces) - 1
        is_small = piece.same and len(piece.same) <= _FEW and not any(word.text == _END for word in piece.same)
        if last is not None and is_between and is_small and pieces[number + 1].cause == last.cause:
            gathered[-1] = last._replace(struck=[*last.struck, *piece.same], added=[*last.added, *piece.same])
        elif last is not None and not piece.same and not last.same and piece.cause == last.cause:
            gathered[-1] = last._replace(struck=[*last.struck, *piece.struck], added=[*last.added, *piece.added])
        else:
            gathered.append(piece)
    return gathered


def _text(words: Sequence[Told], hide: Callable[[Told], str]) -> str:
    text = ""
    for word in words:
        if word.text == _END:
            text += _END
        else:
            text += ("" if not text or text.endswith(_END) else " ") + hide(word)
    return text
