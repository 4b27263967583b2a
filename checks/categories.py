"""The categories of 7.1: which are marked, for whom they are, and the limbs of Rule 501(a) behind them."""

import re

from checks.dated_law import Provision, law
from checks.parties import listed
from checks.rule import Verdict, not_applicable
from extractors.record import Record

TODAY = "current"
"""The edition with a category for every limb of today's Rule 501(a): J to N beside A to I."""
CATEGORIES = "accreditation.categories"
DESCRIPTIONS = {
    "D": "accreditation.description_d",
    "E": "accreditation.description_e",
    "F": "accreditation.description_f",
    "H": "accreditation.description_h",
}
"""The categories that ask to "describe entity" in the editions for the law of 2005, and where they do."""
DESCRIPTIONS_TODAY = {letter: f"accreditation.description_{letter.lower()}" for letter in "DEFGHJKLMN"}
"""The categories that ask for a description in the edition current, and where they do."""

FOR_INDIVIDUALS = ("A", "B", "C", "K", "L")
FOR_ENTITIES = ("D", "E", "F", "G", "H", "J", "M")
"""N is for either: a family client may be a person or an entity."""
LIMBS = {
    "A": "17 CFR 230.501(a)(5)",
    "B": "17 CFR 230.501(a)(6)",
    "C": "17 CFR 230.501(a)(4)",
    "D": "17 CFR 230.501(a)(1)",
    "E": "17 CFR 230.501(a)(2)",
    "F": "17 CFR 230.501(a)(3)",
    "G": "17 CFR 230.501(a)(7)",
    "H": "17 CFR 230.501(a)(8)",
    "J": "17 CFR 230.501(a)(9)",
    "K": "17 CFR 230.501(a)(10)",
    "L": "17 CFR 230.501(a)(11)",
    "M": "17 CFR 230.501(a)(12)",
    "N": "17 CFR 230.501(a)(13)",
}
"""The limb of Rule 501(a) that each category is taken from."""
_REWORDED = frozenset("ABDHJKLMN")
"""The categories whose words in the edition current reach further than before, or are new."""


def is_of_today(doc: Record) -> bool:
    """Whether the document is of the edition that is printed in the words of today's rule."""
    return doc.edition == TODAY


def descriptions(doc: Record) -> dict[str, str]:
    """The categories that ask for a description in the document's edition, and where they do."""
    return DESCRIPTIONS_TODAY if is_of_today(doc) else DESCRIPTIONS


def category_law(letter: str, doc: Record) -> Provision:
    """How a category's words, as the document's edition prints them, stand against the rule through time."""
    edition = f"_{TODAY}" if is_of_today(doc) and letter in _REWORDED else ""
    return law(f"category_{letter.lower()}{edition}")


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
