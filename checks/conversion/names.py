"""Names of holders: when two spellings are one name."""

from collections.abc import Iterable


def plain_name(name: str) -> str:
    """A name without what is no letter or digit, and without case."""
    return "".join(char for char in name.casefold() if char.isalnum())


def spelt_twice(names: Iterable[str]) -> tuple[str, str] | None:
    """The first two names that differ only in case, spaces or punctuation; None where all are apart."""
    seen: dict[str, str] = {}
    for name in names:
        plain = plain_name(name)
        if plain and seen.setdefault(plain, name) != name:
            return seen[plain], name
    return None
