"""The categories of 7.1: which are marked, for whom they are, and the limbs of Rule 501(a) behind them."""

import re

from checks.parties import listed
from checks.rule import Verdict, not_applicable
from extractors.record import Record

CATEGORIES = "accreditation.categories"
DESCRIPTIONS = {
    "D": "accreditation.description_d",
    "E": "accreditation.description_e",
    "F": "accreditation.description_f",
    "H": "accreditation.description_h",
}
"""The categories that ask to "describe entity", and where they do."""

FOR_INDIVIDUALS = ("A", "B", "C")
FOR_ENTITIES = ("D", "E", "F", "G", "H")
LIMBS = {
    "A": "17 CFR 230.501(a)(5)",
    "B": "17 CFR 230.501(a)(6)",
    "C": "17 CFR 230.501(a)(4)",
    "D": "17 CFR 230.501(a)(1)",
    "E": "17 CFR 230.501(a)(2)",
    "F": "17 CFR 230.501(a)(3)",
    "G": "17 CFR 230.501(a)(7)",
    "H": "17 CFR 230.501(a)(8)",
}
"""The limb of Rule 501(a) that each category is taken from."""


def marked(doc: Record) -> tuple[str, ...]:
    """The letters that are marked, sorted; () where none is, or where that is uncertain."""
    value = doc.value(CATEGORIES)
    return value if isinstance(value, tuple) else ()


def named(letters: tuple[str, ...] | list[str]) -> str:
    """The letters in a sentence: "Category A", "Categories A and B"."""
    return f"{'Category' if len(letters) == 1 else 'Categories'} {listed(list(letters))}"


def not_marked(what: str) -> Verdict:
    """The rule asks nothing, because what it is about is not marked; the descriptions do not matter."""
    return not_applicable(f"{what} is not marked.", rests_on=(CATEGORIES,))


def one_line(text: str) -> str:
    """A description as a message quotes it."""
    plain = " ".join(text.split())
    return plain if _ABBREVIATED.search(plain) else plain.rstrip(".")


_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Inc|Corp|Co|Ltd|Bros|Jr|Sr|Esq)\.$", re.IGNORECASE)
