"""When two addresses are one, spelling aside."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from extractors.places import Place, city_state_zip

_WORDS = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "blvd": "boulevard", "dr": "drive",
    "ln": "lane", "ct": "court", "pl": "place", "plz": "plaza", "sq": "square", "hwy": "highway", "pkwy": "parkway",
    "cir": "circle", "ter": "terrace", "terr": "terrace", "trl": "trail", "mt": "mount", "ft": "fort", "rte": "route",
    "n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast", "nw": "northwest", "se": "southeast",
    "sw": "southwest", "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip
_UNIT = re.compile(r"\b(?:apt|apartment|unit|suite|ste|room|rm|floor|fl)\b\s*(?P<a>\w+)|#\s*(?P<b>\w+)")
_POST_BOX = re.compile(r"\bp\s*o\s*box\b|\bpost office box\b")
_ALIKE = 88
"""Of 100: how alike two streets or cities must be spelled to be one."""


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """A text in lower case, without accents and punctuation; # stays."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return " ".join(re.sub(r"[^\w\s#]|_", " ", plain.replace("'", "")).split())


def plain_address(address: str) -> str:
    """An address in lower case, without punctuation, with its usual abbreviations written out."""
    return " ".join(_WORDS.get(word, word) for word in plain_words(address).replace("#", " # ").split())


@lru_cache(maxsize=4096)
def house_number(street: str) -> str:
    """The first number of a street line, "" without one: what never differs by spelling alone."""
    found = re.search(r"[0-9]+", _UNIT.sub(" ", plain_words(street)))
    return found[0] if found else ""


def same_street(one: str, other: str) -> bool:
    """Whether two street lines are one place; a suite or apartment named in only one is no difference."""
    if not one.strip() or not other.strip() or house_number(one) != house_number(other):
        return False
    units = _unit(plain_words(one)), _unit(plain_words(other))
    if all(units) and units[0] != units[1]:
        return False
    first, second = _without_unit(one), _without_unit(other)
    return first == second or fuzz.token_sort_ratio(first, second) >= _ALIKE


def same_city(one: str, other: str) -> bool:
    """Whether two lines of city, state and ZIP code are one place."""
    if not one.strip() or not other.strip():
        return False
    first, second = _place(one), _place(other)
    if first.foreign or second.foreign:
        return first.country == second.country and _alike(first.city, second.city)
    if first.zip and second.zip and first.zip[:5] == second.zip[:5]:
        return True
    return _same_state(first, second) and _alike(first.city, second.city)


def _same_state(one: Place, other: Place) -> bool:
    return one.state == other.state or one.state is None or other.state is None


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and fuzz.ratio(plain_address(one), plain_address(other)) >= _ALIKE


@lru_cache(maxsize=4096)
def _place(line: str) -> Place:
    return city_state_zip(line)


@lru_cache(maxsize=4096)
def _without_unit(street: str) -> str:
    return plain_address(_UNIT.sub(" ", _POST_BOX.sub("pobox", plain_words(street))))


def _unit(bare: str) -> str:
    found = _UNIT.search(bare)
    return (found["a"] or found["b"]) if found else ""
