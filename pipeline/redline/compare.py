"""Two agreements, passage by passage and word by word: what the second says otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from extractors.alignment.tokens import EMPTY_BOXES, joined
from extractors.record import Passage, Told

Kind = Literal["same", "struck", "added"]
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


class Change(NamedTuple):
    """One change, with the words around it."""

    section: str
    before: str
    struck: str
    added: str
    after: str


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
        """What was struck and what stands in its place, change by change, with the words around it."""
        found: list[Change] = []
        groups = [list(group) for _, group in groupby(self.runs, key=lambda run: run.kind == "same")]
        for number, runs in enumerate(groups):
            if runs[0].kind == "same":
                continue
            struck, added = (" ".join(run.text for run in runs if run.kind == kind) for kind in ("struck", "added"))
            before = groups[number - 1][-1].text.split()[-_AROUND:] if number else []
            after = groups[number + 1][0].text.split()[:_AROUND] if number + 1 < len(groups) else []
            found.append(
                Change(self.name, " ".join(before), " ".join(struck.split()), " ".join(added.split()), " ".join(after))
            )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Redline:
    """The comparison of two agreements."""

    first: str
    second: str
    """How the two are called."""
    sections: tuple[Section, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not any(section.is_changed for section in self.sections)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, section by section."""
        return tuple(change for section in self.sections for change in section.changes)


def compare(
    first: Sequence[Passage], second: Sequence[Passage], names: tuple[str, str], hide: Callable[[Told], str]
) -> Redline:
    """Compare two documents that are told in the order of their form.

    White space, line ends, page ends, quotes and dashes make no difference; letters, figures and
    signs do.

    Args:
        first: The signed agreement.
        second: The draft.
        names: How the two are called.
        hide: A word as it may be shown (tax ids are not); words are compared as they are.
    """
    old, new = _by_section(first), _by_section(second)
    sections = [Section(name, _runs(old.get(name, []), new.get(name, []), hide)) for name in _order(old, new)]
    return Redline(*names, tuple(section for section in sections if section.runs))


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


def _runs(old: list[Told], new: list[Told], hide: Callable[[Told], str]) -> tuple[Run, ...]:
    keys = [[_key(word) for word in words] for words in (old, new)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    pieces: list[tuple[Kind, list[Told]]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(("same", new[c:d]))
            continue
        if b > a:
            pieces.append(("struck", old[a:b]))
        if d > c:
            pieces.append(("added", new[c:d]))
    runs = [Run(kind, _text(words, hide)) for kind, words in _readable(pieces)]
    return tuple(run for run in runs if run.text.strip() or run.kind == "same")


def _key(word: Told) -> str:
    if word.text == _END:
        return word.text
    return joined([word.text]) or (word.text if set(word.text) & set(EMPTY_BOXES + "_") else "-")


def _readable(pieces: list[tuple[Kind, list[Told]]]) -> list[tuple[Kind, list[Told]]]:
    """A word or two that both have between two changes is struck and written anew with them."""
    gathered: list[tuple[list[Told], list[Told]] | list[Told]] = []
    for number, (kind, words) in enumerate(pieces):
        between = 0 < number < len(pieces) - 1
        small = kind == "same" and between and len(words) <= _FEW and not any(word.text == _END for word in words)
        last = gathered[-1] if gathered else None
        if kind == "same" and not small:
            gathered.append(words)
        elif isinstance(last, tuple):
            if kind in ("struck", "same"):
                last[0].extend(words)
            if kind in ("added", "same"):
                last[1].extend(words)
        else:
            gathered.append((list(words) if kind == "struck" else [], list(words) if kind == "added" else []))
    result: list[tuple[Kind, list[Told]]] = []
    for part in gathered:
        if isinstance(part, tuple):
            result += [("struck", part[0])] if part[0] else []
            result += [("added", part[1])] if part[1] else []
        else:
            result.append(("same", part))
    return result


def _text(words: Sequence[Told], hide: Callable[[Told], str]) -> str:
    text = ""
    for word in words:
        if word.text == _END:
            text += _END
        else:
            text += ("" if not text or text.endswith(_END) else " ") + hide(word)
    return text
