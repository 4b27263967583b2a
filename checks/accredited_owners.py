"""The equity owners behind Category H, and their own copies of the agreement in the batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checks.categories import CATEGORIES, category_law, is_of_today, marked, named
from checks.parties import entity_name, is_missing, listed, on_day, party
from checks.rule import LOOK, PASS, Context, Document, Verdict, fail, review
from extractors.answers.owners import owners
from extractors.identities import people_in, same_entity, same_name
from extractors.names import is_entity_name
from extractors.record import Record


@dataclass(frozen=True, slots=True)
class Owners:
    """The owners a description names, each with what the batch holds of them."""

    names: tuple[str, ...]
    copies: Mapping[str, tuple[Record, ...]]
    """Owner → the agreements that owner subscribes as first subscriber."""
    only_second: tuple[str, ...]
    """Owners who are found only as the second subscriber of a joint agreement."""
    doubtful: tuple[str, ...]
    """Paths of the agreements whose subscriber's name is uncertain."""
    unread: tuple[str, ...]
    """Paths of the files nothing could be read from."""
    complete: bool
    """False where the description hints at more owners than it names."""

    def relying_on_words_that_fail(self, day: date) -> list[str]:
        """The owners each of whose copies marks only categories whose words no longer satisfy the rule on a day."""
        return [
            name for name in self.names if self.copies[name] and all(_fails(copy, day) for copy in self.copies[name])
        ]

    def all_hold(self, day: date) -> bool:
        """Whether each owner has a copy that surely marks a category which still satisfies its rule on a day."""
        return self.complete and all(any(_holds(copy, day) for copy in self.copies[name]) for name in self.names)

    def verdict(self, *, looks_through: bool = False) -> Verdict:
        """Whether every owner has a completed copy of the agreement in the batch.

        Args:
            looks_through: Whether the form lets the natural persons behind an owner stand in its place.
        """
        missing = [name for name in self.names if not self.copies[name] and name not in self.only_second]
        if missing and self.doubtful:
            return review(
                f"No other agreement received is surely subscribed by {listed(missing)}, named as equity owner in "
                f"Category H's description; the subscriber's name in {listed(list(self.doubtful))} is uncertain.",
                remedy=LOOK,
            )
        if missing and looks_through and all(is_entity_name(name) for name in missing):
            return review(
                f"Category H's description names {listed(missing)} as equity owner, and no other agreement received "
                "is subscribed in that name: the natural persons behind it may be accredited in its place.",
                remedy=(
                    "Please name the natural persons to whom you look through, and have each complete and sign a "
                    "separate copy of the Subscription Agreement."
                ),
            )
        if missing:
            owner = "an equity owner" if len(missing) == 1 else "equity owners"
            unread = " Not every agreement received could be read." if self.unread else ""
            return fail(
                f"Category H's description names {listed(missing)} as {owner}, and no other agreement received is "
                f"subscribed by {'that owner' if len(missing) == 1 else 'them'}.{unread}"
            )
        if self.only_second:
            return review(
                f"{listed(list(self.only_second))}, named as equity owner in Category H's description, subscribes "
                "only as the second subscriber of a joint agreement, which is no separate copy."
            )
        unsigned = [name for name in self.names if self.copies[name] and not any(map(_is_signed, self.copies[name]))]
        if unsigned:
            message = f"The copy of {listed(unsigned)}, named as equity owner in Category H's description, is not"
            if all(is_missing(copy, "subscriber.signature") for name in unsigned for copy in self.copies[name]):
                return fail(f"{message} signed.")
            return review(f"{message} surely signed.", remedy=LOOK)
        if not self.complete:
            return review(
                f"Category H's description names {listed(list(self.names))}, whose copies were received, but "
                "may speak of further equity owners.",
                remedy="Please name each equity owner with that owner's share in Category H of Section 7.1.",
            )
        return PASS

    def tested_again(self, doc: Record, context: Context) -> Verdict:
        """Whether each owner is accredited by the rule of the day, which a mark under A may not show.

        In the edition current only copies that surely do not show it count: ACC008 asks for the others.
        """
        day = context.subscribed_on
        then = category_law("H", doc).on(day)
        remedy = (
            "Please have each equity owner give the facts that make that owner an accredited investor under Rule 501."
        )
        relying = self.relying_on_words_that_fail(day)
        if relying:
            verb = "relies" if len(relying) == 1 else "rely"
            relied_on = {letter: copy for name in relying for copy in self.copies[name] for letter in marked(copy)}
            return fail(
                f"Category H is only as good as its owners, and {listed(relying)} {verb} on "
                f"{named(sorted(relied_on))}: {then.note}.",
                cites=(then.cite, *(category_law(letter, copy).on(day).cite for letter, copy in relied_on.items())),
                remedy=remedy,
            )
        if is_of_today(doc) or (self.names and self.all_hold(day)):
            return PASS
        return review(
            f"On {on_day(day)} each owner behind Category H must be tested again: {then.note}.",
            cites=(then.cite,),
            remedy=remedy,
        )


def owners_copies(description: str, context: Context) -> Owners:
    """Look for the copies of the owners whom a Category H's description names.

    The document itself is none of them, nor is a blank form or another form's document.
    """
    described = owners(description)
    names = described.names
    others = [document for document in context.batch if document.path != context.path]
    agreements = [document for document in others if _is_completed(document)]
    copies = {name: tuple(_record(one) for one in agreements if _subscribes(name, _record(one))) for name in names}
    second = tuple(
        name for name in names if not copies[name] and any(_is_second(name, _record(one)) for one in agreements)
    )
    return Owners(
        names,
        copies,
        second,
        doubtful=tuple(one.path for one in agreements if _is_doubtful(_record(one))),
        unread=tuple(one.path for one in others if one.record is None),
        complete=described.complete,
    )


def _record(document: Document) -> Record:
    if document.record is None:
        raise ValueError(f"{document.path} has no record")
    return document.record


def _is_completed(document: Document) -> bool:
    record = document.record
    return record is not None and not record.is_blank_form and "subscriber.name" in record.readings


def _subscribes(owner: str, copy: Record) -> bool:
    if _is_doubtful(copy):
        return False
    if party(copy) == "entity":
        return same_entity(owner, entity_name(copy)) != "different"
    return any(same_name(owner, name) != "different" for name in _people(copy, "subscriber.name")[:1])


def _is_second(owner: str, copy: Record) -> bool:
    """As a second subscriber, or as the second name that stands in the first subscriber's blank."""
    seconds = [*_people(copy, "subscriber.name")[1:], *_people(copy, "joint.name")]
    return party(copy) != "entity" and any(same_name(owner, name) != "different" for name in seconds)


def _people(copy: Record, field: str) -> tuple[str, ...]:
    return people_in(copy.text(field))


def _is_doubtful(copy: Record) -> bool:
    """Whether the name by which a copy would be known as an owner's is uncertain."""
    who = party(copy)
    if who == "uncertain":
        return True
    if who == "individual":
        return not copy.readings["subscriber.name"].is_certain
    names = ("subscriber.entity_name", "signatory.entity")
    return next((not copy.readings[name].is_certain for name in names if not is_missing(copy, name)), False)


def _is_signed(copy: Record) -> bool:
    return copy.is_filled("subscriber.signature") and copy.readings["subscriber.signature"].is_certain


def _holds(copy: Record, day: date) -> bool:
    return any(category_law(letter, copy).on(day).value == "within" for letter in _surely_marked(copy))


def _fails(copy: Record, day: date) -> bool:
    letters = _surely_marked(copy)
    return bool(letters) and all(category_law(letter, copy).on(day).value == "wider" for letter in letters)


def _surely_marked(copy: Record) -> tuple[str, ...]:
    return marked(copy) if copy.readings[CATEGORIES].is_certain else ()
