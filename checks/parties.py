"""Who subscribes: an entity or an individual, by what evidence, and under which manner of title."""

import re
from datetime import date
from typing import Literal

from extractors.record import Record
from templates.empty_answers import begins_as_empty, is_empty_answer

Party = Literal["entity", "individual", "uncertain"]

ENTITY_MANNERS = ("partnership", "company", "trust", "other")
JOINT_MANNERS = ("joint_tenants", "tenants_in_common", "community_property")
INDIVIDUAL_MANNERS = ("individual", *JOINT_MANNERS)

MANNER_WORDS = {
    "individual": "individual ownership",
    "community_property": "community property",
    "joint_tenants": "joint tenants with right of survivorship",
    "partnership": "partnership",
    "tenants_in_common": "tenants in common",
    "company": "company",
    "trust": "trust",
    "other": "other",
}
"""7.3's options in the words of a sentence."""

PARTY_FIELDS = (
    "subscriber.entity_name",
    "subscriber.title",
    "title.manner",
    "signatory.entity",
    "signatory.title",
    "signatory.signature",
)
"""What `party` reads: every rule that asks it declares these."""

_THE_PERSON = re.compile(
    r"\W*(an? )?(self|(the )?same( as above)?|(as|see) above|myself|natural person|personal(ly)?|"
    r"individual(ly)?( (investor|subscriber|owner(ship)?|only))?)\W*",
    re.IGNORECASE,
)
"""What an individual writes in the blanks for an entity beside "N/A"."""


def party(doc: Record) -> Party:
    """Whether an entity or an individual subscribes.

    An entity subscribes where the entity's name is filled, or a title is given with an entity's
    manner of title, or a certificate of signatory is completed: it names the Entity, or is signed
    with a title. Otherwise an individual. One certain piece of evidence suffices for an entity;
    an individual is only certain where no piece that could show an entity is uncertain.
    """
    evidence = (
        _names_something(doc, "subscriber.entity_name"),
        _all(_names_something(doc, "subscriber.title"), _entity_manner(doc)),
        _names_something(doc, "signatory.entity"),
        _all(
            _names_something(doc, "signatory.title"),
            _is_signed(doc, "signatory.signature"),
            not (doc.text("signatory.entity") and says_nothing(doc.text("signatory.entity"))),
        ),
    )
    if True in evidence:
        return "entity"
    return "uncertain" if None in evidence else "individual"


def party_doubts(doc: Record) -> tuple[str, ...]:
    """The uncertain fields on which the party depends; () where it is certain whatever they say."""
    if party(doc) != "uncertain":
        return ()
    return tuple(field for field in PARTY_FIELDS if not doc.readings[field].is_certain)


def manners(doc: Record) -> tuple[str, ...]:
    """The manners of title that are marked; () where none is, or where that is uncertain."""
    value = doc.value("title.manner")
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


def the_manner(doc: Record) -> str:
    """The one manner of title that is marked; "" where none or several are."""
    marked = manners(doc)
    return marked[0] if len(marked) == 1 else ""


def subscriber(doc: Record) -> str:
    """The subscriber's name as a sentence calls it within: the entity's where one subscribes.

    Reads `subscriber.name` beside PARTY_FIELDS.
    """
    if party(doc) == "entity":
        return entity_name(doc) or "the subscriber"
    return doc.text("subscriber.name") or "the subscriber"


def entity_name(doc: Record) -> str:
    """The entity's name, from the signature page, else from the certificate of signatory."""
    for field in ("subscriber.entity_name", "signatory.entity"):
        if doc.text(field) and not says_nothing(doc.text(field)):
            return doc.text(field)
    return ""


def is_missing(doc: Record, field: str) -> bool:
    """Whether it is certain that no value stands in a field (blank, or readable and no value).

    An uncertain reading is not missing: it is for `checks.run` to ask for a person's eyes.
    """
    reading = doc.readings[field]
    return reading.state in ("blank", "invalid") and reading.is_certain


def says_nothing(answer: str) -> bool:
    """Whether an answer is only "N/A" and the like, or says that a person subscribes for himself."""
    return is_no_answer(answer) or _THE_PERSON.fullmatch(answer) is not None


def is_no_answer(answer: str) -> bool:
    """Whether an answer is only "N/A" and the like, with or without a remark."""
    return is_empty_answer(answer) or begins_as_empty(answer)


def on_one_line(text: str | None) -> str:
    """Words of a document as a message quotes them; "" for none."""
    return " ".join((text or "").split())


def listed(things: list[str]) -> str:
    """The things as a sentence lists them: "a", "a and b", "a, b and c"."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def sentence(words: str) -> str:
    """The words as a sentence: a capital first, one full stop last, also after "Inc."."""
    return f"{words[0].upper()}{words[1:].rstrip('.')}." if words else ""


def on_day(day: date) -> str:
    """A date as a sentence says it: "September 14, 2005"."""
    return f"{day:%B} {day.day}, {day.year}"


def _names_something(doc: Record, field: str) -> bool | None:
    reading = doc.readings[field]
    if not reading.is_certain:
        return None
    return doc.is_filled(field) and not says_nothing(doc.text(field))


def _entity_manner(doc: Record) -> bool | None:
    if not doc.readings["title.manner"].is_certain:
        return None
    marked = manners(doc)
    return bool(marked) and all(manner in ENTITY_MANNERS for manner in marked)


def _is_signed(doc: Record, field: str) -> bool | None:
    return doc.is_filled(field) if doc.readings[field].is_certain else None


def _all(*known: bool | None) -> bool | None:
    """All of them, where None is unknown: unknown unless one of them is certainly not so."""
    if False in known:
        return False
    return None if None in known else True
