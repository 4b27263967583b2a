"""Who subscribes in each document of a batch, and when two of them are one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from checks.addresses import house_number, plain_words, same_city, same_street
from checks.parties import JOINT_MANNERS, PARTY_FIELDS, entity_name, manners, party, says_nothing
from checks.rule import Document
from extractors.identities import mask, tax_id
from extractors.names import normalised, person, similar_names
from extractors.record import Record


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One subscriber of one document: the first, or the joint one."""

    path: str
    place: str
    """The prefix of its fields: "subscriber" or "joint"."""
    name: str
    """The entity's name where an entity subscribes; "" where none can be read."""
    is_entity: bool
    street: str
    city: str
    """The line of city, state and ZIP code."""
    tax_digits: str
    """The nine digits of the tax id; "" where there are none."""
    tax_written: str
    """The tax id fit to be shown: at most its last four digits."""
    uncertain: tuple[str, ...] = ()
    """The fields that say who it is and whose reading is uncertain."""

    @property
    def shown(self) -> str:
        """The name for a sentence."""
        return self.name or "a subscriber without a name"


def has_joint_subscriber(record: Record) -> bool:
    """Whether a second subscriber is named, signs, or is called for by a joint manner of title.

    Reads joint.name, joint.signature and title.manner.
    """
    named = record.is_filled("joint.name") and not says_nothing(record.text("joint.name"))
    joint_manner = any(manner in JOINT_MANNERS for manner in manners(record))
    return named or record.is_filled("joint.signature") or joint_manner


def subscribers_of(document: Document) -> tuple[Subscriber, ...]:
    """The first subscriber, and the joint one where something is said of one; none of a blank form."""
    record = document.record
    if record is None or record.is_blank_form:
        return ()
    is_entity = party(record) == "entity"
    first = _subscriber(document.path, record, "subscriber", is_entity=is_entity)
    if is_entity or not any(record.stands(f"joint.{part}") for part in ("name", "tax_id")):
        return (first,)
    return (first, _subscriber(document.path, record, "joint", is_entity=False))


def _subscriber(path: str, record: Record, place: str, *, is_entity: bool) -> Subscriber:
    name = entity_name(record) if is_entity else record.text(f"{place}.name")
    address = place
    if place == "joint" and not any(record.stands(f"joint.{part}") for part in ("address", "city_state_zip")):
        address = "subscriber"
    identity = [f"{place}.tax_id", f"{place}.name", f"{address}.address", f"{address}.city_state_zip"]
    if place == "subscriber":
        identity += ["subscriber.entity_name"] if party(record) != "uncertain" else list(PARTY_FIELDS)
    written = record.text(f"{place}.tax_id")
    number = tax_id(written).canonical if written else None
    return Subscriber(
        path=path,
        place=place,
        name="" if says_nothing(name) else name,
        is_entity=is_entity,
        street=record.text(f"{address}.address"),
        city=record.text(f"{address}.city_state_zip"),
        tax_digits=(number or "").replace("-", ""),
        tax_written=mask(number or ""),
        uncertain=tuple(field for field in identity if not record.readings[field].is_certain),
    )


def same_tax_id(one: Subscriber, other: Subscriber) -> bool:
    """Whether both give one tax id, wherever its hyphens stand."""
    return bool(one.tax_digits) and one.tax_digits == other.tax_digits


def same_address(one: Subscriber, other: Subscriber) -> bool:
    """Whether both give one address, spelling aside."""
    return same_street(one.street, other.street) and same_city(one.city, other.city)


def same_name(one: Subscriber, other: Subscriber) -> bool:
    """Whether both give one name, spelling aside."""
    return bool(one.name and other.name) and _may_be_one(one.name, other.name) and similar_names(one.name, other.name)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names are alike as a whole or in their surnames: a quick look before the thorough one."""
    return fuzz.token_sort_ratio(_plain_name(one), _plain_name(other)) >= 90 or (
        fuzz.ratio(surname(one), surname(other)) >= 80
    )


@lru_cache(maxsize=4096)
def _plain_name(name: str) -> str:
    return normalised(name)


@lru_cache(maxsize=4096)
def surname(name: str) -> str:
    """A person's surname in lower case, without accents, white space and punctuation."""
    return plain_words(person(name).last).replace(" ", "")


def same_name_and_address(one: Subscriber, other: Subscriber) -> bool:
    """Whether both give one name and one address, spelling aside."""
    return same_address(one, other) and same_name(one, other)


def groups(
    subscribers: Sequence[Subscriber],
    same: Callable[[Subscriber, Subscriber], bool],
    *bucket_of: Callable[[Subscriber], Hashable],
) -> list[list[Subscriber]]:
    """Gather subscribers that are one, directly or through others; only groups of two and more.

    Args:
        subscribers: In the order in which groups shall list them.
        same: Whether two are one.
        bucket_of: Only subscribers that share a bucket are compared, so that a large batch
            needs no comparison of each with each. An empty bucket compares nothing.
    """
    chief = list(range(len(subscribers)))

    def root(index: int) -> int:
        while chief[index] != index:
            chief[index] = chief[chief[index]]
            index = chief[index]
        return index

    for one, other in _pairs(subscribers, bucket_of):
        if root(one) != root(other) and same(subscribers[one], subscribers[other]):
            low, high = sorted((root(one), root(other)))
            chief[high] = low
    gathered: dict[int, list[Subscriber]] = defaultdict(list)
    for index, subscriber in enumerate(subscribers):
        gathered[root(index)].append(subscriber)
    return [group for group in gathered.values() if len(group) > 1]


def _pairs(
    subscribers: Sequence[Subscriber], bucket_of: Iterable[Callable[[Subscriber], Hashable]]
) -> Iterable[tuple[int, int]]:
    for bucket in bucket_of:
        shelves: dict[Hashable, list[int]] = defaultdict(list)
        for index, subscriber in enumerate(subscribers):
            key = bucket(subscriber)
            if key:
                shelves[key].append(index)
        for shelf in shelves.values():
            for position, one in enumerate(shelf):
                for other in shelf[position + 1 :]:
                    yield one, other


def by_tax_id(subscriber: Subscriber) -> Hashable:
    """The bucket of those who may share a tax id."""
    return subscriber.tax_digits


def by_house(subscriber: Subscriber) -> Hashable:
    """The bucket of those who may share an address."""
    return ("house", house_number(subscriber.street)) if subscriber.street else ""
