"""Whether a signature gives the name that is typed below it, or another person's."""

import re
from pathlib import Path

import yaml
from rapidfuzz.distance import Levenshtein

from extractors.names import generation, is_entity_name, normalised, person
from extractors.signature_words import PARTICLES

_PARTICLES = PARTICLES - {"a", "e", "i", "y"} | {"and", "ste"}
"""Letters alone may be initials."""
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})
_UMLAUT = re.compile(r"(?<=[aou])e(?=[a-z])")
"""Müller and Mueller are one."""
_GIVEN_NAMES = tuple(
    frozenset(_UMLAUT.sub("", one).split())
    for one in yaml.safe_load((Path(__file__).parent / "given_names.yaml").read_text(encoding="utf-8"))
)
_LONG = 6
"""Letters of a name in which one letter too many or too few is a slip."""


def is_anothers_name(signed: str, typed: str) -> bool:
    """Whether a signature's name is surely another person's than the name typed below it.

    Surnames must be the same but for one letter left out of a long one; given names the same, short forms of one
    name, or initials; a middle name and a generation (Jr., III) must not contradict. Order, case and accents make no
    difference; what cannot be read, an entity's name, and a name of one word are no other's.
    """
    if not signed or not typed or is_entity_name(typed):
        return False
    own, other = _parts(signed), _parts(typed)
    if own is None or other is None:
        return False
    (words, surname), (typed_words, typed_surname) = own, other
    generations = {generation(signed), generation(typed)} - {""}
    if len(surname[-1]) == 1 or sorted(words) == sorted(typed_words):  # "Irene C."
        return len(generations) > 1
    shared = {word for word in surname if _stands_in(word, typed_words)} | {
        word for word in typed_surname if _stands_in(word, words)
    }
    if "".join(surname) == "".join(typed_surname):  # "Mc Donald"
        shared = {*surname, *typed_surname}
    if not shared:
        is_legible = re.search(r"[aeiouy]", "".join(surname)) is not None
        return is_legible and "".join(words) != "".join(typed_words)
    given, typed_given = ([word for word in one if not _stands_in(word, list(shared))] for one in (words, typed_words))
    return len(generations) > 1 or _contradict(given, typed_given)


def _contradict(given: list[str], typed: list[str]) -> bool:
    """Whether given names are two persons': none of one is one of the other, or the middle ones differ."""
    if not given or not typed:
        return False
    # Two initials say nothing where both have a name in full: Thomas R. is not Theodore R.
    in_full = max(map(len, given)) > 1 and max(map(len, typed)) > 1
    pairs = [(one, other) for one in given for other in typed if not (in_full and len(one) == len(other) == 1)]
    if not any(_may_be_one(one, other) for one, other in pairs):
        return True
    if min(len(given), len(typed)) < 2 or not _may_be_one(given[0], typed[0]):
        return False
    return not any(_may_be_one(one, other) for one in given[1:] for other in typed[1:])


def _may_be_one(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short) or any(name.startswith(short) for name in _forms(long))
    return long.startswith(short) or _is_slip(short, long) or bool(_forms(one) & _forms(other))


def _parts(name: str) -> tuple[list[str], list[str]] | None:
    """(all words, the surname's words) of a person's name in plain letters; None for less than two words."""
    taken = person(name)
    plain = _plain(f"{taken.first} {taken.middle} {taken.last}")
    surname = _plain(taken.last)
    words = [word for word in plain.split() if word not in _PARTICLES]
    last = [word for word in surname.split() if word in words]
    is_latin = all(re.fullmatch(r"[a-zß-ÿœłđı]+", word) for word in words)
    return (words, last) if len(words) > 1 and last and is_latin else None


def _plain(name: str) -> str:
    return _UMLAUT.sub("", normalised(re.sub(r"(?<=\w)-(?=\w)", " ", name)).translate(_PLAIN))


def _stands_in(word: str, words: list[str]) -> bool:
    return any(word == one or _is_slip(*sorted((word, one), key=len)) for one in words)


def _is_slip(short: str, long: str) -> bool:
    """Whether one letter was left out: another letter in its place makes another name."""
    return len(short) >= _LONG and len(long) == len(short) + 1 and Levenshtein.distance(short, long) == 1


def _forms(name: str) -> set[str]:
    """A given name with all forms of it."""
    return {name}.union(*(group for group in _GIVEN_NAMES if name in group))
