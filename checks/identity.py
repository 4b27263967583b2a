"""Identity and contact: tax ids, addresses, telephone numbers, the name of issue."""

import re
from datetime import date

from checks.parties import (
    ENTITY_MANNERS,
    PARTY_FIELDS,
    entity_name,
    is_missing,
    listed,
    party,
    party_doubts,
    says_nothing,
    subscriber,
    the_manner,
)
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from checks.same_subscriber import has_joint_subscriber
from extractors.identities import mask, tax_id, telephone
from extractors.names import is_entity_name, people_in, person, same_entity, same_name
from extractors.places import Place, city_state_zip, state_of_zip, zip_in_state
from extractors.record import Record

TAX_ID = "subscriber.tax_id"
JOINT_TAX_ID = "joint.tax_id"
SUBSCRIBED = "subscription.date"
STREET = "subscriber.address"
CITY = "subscriber.city_state_zip"
ISSUE_NAME = "securities.issue_name"
JOINT_FIELDS = ("joint.name", "joint.signature", "title.manner")
TELEPHONES = {
    "subscriber.telephone_business": "business telephone number",
    "subscriber.telephone_residence": "residence telephone number",
}
FACSIMILES = {
    "subscriber.facsimile_business": "business facsimile number",
    "subscriber.facsimile_residence": "residence facsimile number",
}
TAX_LINE = 'Signature page, "Tax ID # or Social Security #"'
_STREET_ON_LINE = re.compile(r"\s*(?:[0-9]+\S*\s+\w+.*,|p\.?\s*o\.?\s*box\b)", re.IGNORECASE)
_EITHER_NUMBER = re.compile(r"\b(?:trusts?|trustees?|ttees?|i\.?r\.?a|individual retirement|keogh)\b", re.IGNORECASE)
_TRUST_COMPANY = re.compile(
    r"\btrust,?\s+(?:(?:&|and)\s+savings\s+)?(?:company|co|corp\w*|bank|association|n\.?a|inc\w*)\b", re.IGNORECASE
)
"""An institution that has "Trust" in its name and is none."""
_COMPANY_WITH_ONE_OWNER = re.compile(r"\bl\.?\s?l\.?\s?c\b|limited liability company", re.IGNORECASE)


@rule(
    "IDN001",
    title="A tax id is missing or impossible",
    reads=(TAX_ID, JOINT_TAX_ID, *JOINT_FIELDS, *PARTY_FIELDS, SUBSCRIBED),
    cites=(TAX_LINE, "26 CFR 301.6109-1"),
    remedy="Please enter the correct social security or tax identification number on the signature page, initialed.",
)
def tax_ids_are_possible(doc: Record, context: Context) -> Verdict:
    """Each subscriber gives a number that can be a social security number, an ITIN or an EIN.

    Source: signature page; the payer of dividends needs the number. The joint subscriber is asked
    too, where a second name, a second signature or a joint manner of title shows one.
    Fails: a blank, "applied for", 000-12-3456; a social security number of an area that was not
    given out by the subscription's date. Asks for review: what looks like a placeholder.
    """
    wanted = {TAX_ID: "The subscriber's tax id"}
    if has_joint_subscriber(doc) and not _may_only_sign_for_the_entity(doc):
        wanted[JOINT_TAX_ID] = "The joint subscriber's tax id"
    rests_on = (*wanted, *JOINT_FIELDS, *party_doubts(doc)) if has_joint_subscriber(doc) else (*wanted, *JOINT_FIELDS)
    wrong, doubtful = {}, {}
    for name, label in wanted.items():
        written = doc.text(name)
        if is_missing(doc, name) or (written and says_nothing(written)):
            raw = " ".join((doc.readings[name].raw or "").split())
            wrong[name] = f'{label} reads "{mask(raw)}".' if raw.strip(" _") else f"{label} is missing."
        elif written:
            number = tax_id(written, context.subscribed_on)
            if any(tax_id(written, day).kinds != number.kinds for day in (date.min, date.max)):
                rests_on = (*rests_on, SUBSCRIBED)
            if not number.is_valid:
                kinds = "neither a valid social security number or ITIN nor a valid EIN"
                wrong[name] = f'{label}, "{mask(written)}", is {kinds}.{_reasons(number.problems)}'
            elif number.doubts:
                doubtful[name] = f'{label}, "{mask(written)}", is doubtful.{_reasons(number.doubts)}'
    said = " ".join([*wrong.values(), *doubtful.values()])
    if wrong:
        return fail(said, fields=(*wrong, *doubtful))
    return review(said, fields=tuple(doubtful)) if doubtful else Verdict("pass", rests_on=rests_on)


def _may_only_sign_for_the_entity(doc: Record) -> bool:
    """Whether the right-hand column may be a second officer's: an entity's manner, and no number stands there."""
    return party(doc) != "individual" and the_manner(doc) in ENTITY_MANNERS and is_missing(doc, JOINT_TAX_ID)


@rule(
    "IDN002",
    title="The tax id is of another kind than the subscriber",
    reads=(TAX_ID, "subscriber.name", *PARTY_FIELDS),
    cites=(TAX_LINE, "26 CFR 301.6109-1"),
    remedy="Please tell us whose number this is, and enter the subscriber's own if it is another's.",
)
def tax_id_is_of_the_subscribers_kind(doc: Record, context: Context) -> Verdict:
    """An individual gives a social security number or ITIN, a company an EIN.

    Source: 26 CFR 301.6109-1. The hyphen's place tells the kind; nine digits without one may be
    either. Trusts and retirement accounts may have either. Looks at the first subscriber.
    Asks for review: 12-3456789 for an individual, 123-45-6789 for a corporation.
    """
    written = doc.text(TAX_ID)
    kinds = tax_id(written, context.subscribed_on).kinds if written else frozenset()
    if not kinds:
        return not_applicable("There is no valid tax id: see IDN001.")
    who, name = party(doc), entity_name(doc)
    if the_manner(doc) == "trust" or _EITHER_NUMBER.search(_TRUST_COMPANY.sub(" ", name)):
        return PASS
    if who == "individual" and kinds == {"ein"}:
        return review(
            f'The tax id "{mask(written)}" is an employer identification number, but {subscriber(doc)} '
            "subscribes as an individual.",
            fields=(TAX_ID,),
        )
    if who == "entity" and "ein" not in kinds:
        more = (
            " A limited liability company with a single owner may give its owner's number."
            if _COMPANY_WITH_ONE_OWNER.search(name)
            else ""
        )
        return review(
            f'The tax id "{mask(written)}" is an individual\'s number, but {subscriber(doc)} is an entity.{more}',
            fields=(TAX_ID,),
        )
    return PASS


@rule(
    "IDN003",
    title="The address is incomplete",
    reads=(STREET, CITY),
    cites=("Signature page, address", "Section 1.13", "Section 6.1"),
    remedy="Please complete your address on the signature page: street, city, state and ZIP code, abroad the country.",
)
def address_is_complete(doc: Record, _context: Context) -> Verdict:
    """The subscriber's address has street, city, state and ZIP code; abroad street, city and country.

    Source: 1.13 (principal residence or principal business address), 6.1 (notices go there); the
    state decides which state's notice filing the sale needs. What stands on another line of the
    address counts. Names each part that is missing; looks at the first subscriber.
    Fails: "Reno" without state and ZIP code; no street.
    """
    street, line = _address(doc)
    lacking, fields = [], []
    if says_nothing(street):
        street = ""
    if not street and (is_missing(doc, STREET) or doc.text(STREET)) and not (line and _STREET_ON_LINE.match(line)):
        lacking.append("street")
        fields.append(STREET)
    if line or is_missing(doc, CITY):
        place = city_state_zip(line)
        parts = {"city": bool(place.city)}
        if not place.foreign:
            parts |= {"state": bool(place.state or _unknown_state(place)), "ZIP code": bool(place.zip)}
        missing = [part for part, stands in parts.items() if not stands]
        lacking += missing
        fields += [CITY] if missing else []
    if not lacking:
        return PASS
    named = listed([f"the {part}" for part in lacking])
    return fail(f"The subscriber's address lacks {named}.", fields=tuple(fields))


@rule(
    "IDN004",
    title="State and ZIP code do not agree, or the address is abroad",
    reads=(STREET, CITY),
    cites=("Signature page, address", "Section 1.13"),
    remedy="Please confirm your address, and correct and initial the state or the ZIP code if one is wrong.",
)
def zip_lies_in_the_state(doc: Record, _context: Context) -> Verdict:
    """The ZIP code lies in the state, and the state is one of the United States.

    Source: 1.13. A state counts with the District of Columbia, the territories and the armed forces'
    regions. Looks at the first subscriber.
    Asks for review: Reno, CA 89509; a state that is none; an address abroad, where other securities
    laws, other tax forms and another wire may be needed.
    """
    _, line = _address(doc)
    if not line:
        return not_applicable("There is no city line: see IDN003.")
    place = city_state_zip(line)
    if place.foreign:
        return review(
            f"The subscriber's address is abroad, in {_with_article(place.country)}. Whether the sale is allowed "
            "there, and under which papers, must be established.",
            fields=(CITY,),
            remedy="Please confirm your residence, and complete the tax form for persons abroad that we send you.",
        )
    unknown = _unknown_state(place)
    if unknown:
        return review(f'"{unknown}" is not the name or code of any state.', fields=(CITY,))
    if place.state is None or place.zip is None:
        return not_applicable("State or ZIP code is missing: see IDN003.")
    if zip_in_state(place.zip, place.state):
        return PASS
    home = state_of_zip(place.zip)
    lies = f"lies in {home}" if home else "lies in no state"
    return review(f"The ZIP code {place.zip} {lies}, but the address says {place.state}.", fields=(CITY,))


@rule(
    "IDN005",
    title="No telephone number, or a malformed number",
    reads=(*TELEPHONES, *FACSIMILES),
    cites=("Signature page, telephone and facsimile",),
    remedy="Please enter a telephone number with its area code on the signature page, and correct a wrong one.",
)
def numbers_can_be_called(doc: Record, _context: Context) -> Verdict:
    """A telephone number is given, and each telephone or facsimile number can be one.

    Source: signature page. A number is judged by the North American plan, or with + as another
    country's. Looks at the first subscriber.
    Fails: neither a business nor a residence telephone. Asks for review: 332-4180 without area code.
    """
    if all(_no_number(doc, name) for name in TELEPHONES):
        return fail("No telephone number is given.", fields=tuple(TELEPHONES))
    wrong = {}
    for name, label in (TELEPHONES | FACSIMILES).items():
        written = doc.text(name)
        if doc.readings[name].state == "invalid":
            raw = " ".join((doc.readings[name].raw or "").split())
            wrong[name] = f'The {label} reads "{raw}", which is no number.'
        elif written and not says_nothing(written):
            problems = telephone(written).problems
            if problems:
                wrong[name] = f'The {label} "{written}" is malformed.{_reasons(problems)}'
    if not wrong:
        return PASS
    return review(" ".join(wrong.values()), fields=tuple(wrong))


@rule(
    "IDN006",
    title="The securities are to be issued in another name",
    reads=(ISSUE_NAME, "subscriber.name", "joint.name", "joint.signature", *PARTY_FIELDS),
    cites=('Signature page, "Name in which securities should be issued"', "Section 1.9"),
    remedy="Please enter the exact name in which the securities should be issued; if it is not the subscriber's, "
    "tell us why.",
)
def securities_are_issued_to_the_subscriber(doc: Record, _context: Context) -> Verdict:
    """The securities are issued in the subscriber's name, to joint subscribers in both names.

    Source: signature page; by 1.9 the subscriber buys for its own account. Case, punctuation, a
    middle name left out, initials for all given names and the usual words of joint title are no difference.
    Asks for review: another's name; one of two joint names; a blank.
    """
    reading, written = doc.readings[ISSUE_NAME], doc.text(ISSUE_NAME)
    if is_missing(doc, ISSUE_NAME) or (written and says_nothing(written)):
        raw = " ".join((reading.raw or "").split())
        said = f'reads "{raw}"' if raw.strip(" _") else "is blank"
        return review(f"The name in which the securities should be issued {said}.", fields=(ISSUE_NAME,))
    expected = _names_of_the_subscriber(doc)
    if not written or party(doc) == "uncertain":
        return PASS
    if "" in expected:
        if not all(doc.readings[name].is_certain for name in ("subscriber.name", "joint.name")):
            return PASS
        return review(
            f'The securities should be issued to "{written}"; no full name of the subscriber stands beside it.',
            fields=(ISSUE_NAME,),
        )
    if party(doc) == "entity" and _is_issued_to_the_entity(written, expected[0], doc.text("subscriber.name")):
        return PASS
    if party(doc) == "individual" and _is_issued_to(written, expected):
        return PASS
    whose = f"the subscriber is {expected[0]}" if len(expected) == 1 else f"the subscribers are {listed(expected)}"
    return review(f'The securities should be issued to "{written}", but {whose.rstrip(".")}.', fields=(ISSUE_NAME,))


def _reasons(sentences: tuple[str, ...]) -> str:
    """Why a number is wrong, without any sentence that would give away its first digits."""
    return "".join(f" {sentence}" for sentence in sentences if not re.search(r"[0-9]{2}", sentence))


def _with_article(country: str) -> str:
    takes = country.startswith(("United ", "British Virgin")) or country.endswith(("Islands", "Republic"))
    return f"the {country}" if takes or country in ("Bahamas", "Netherlands", "Philippines") else country


def _address(doc: Record) -> tuple[str, str]:
    """Street and city line; the city line may stand last among the street lines."""
    street, line = doc.text(STREET), doc.text(CITY)
    if not line and is_missing(doc, CITY) and street:
        *above, last = street.splitlines()
        place = city_state_zip(last)
        if place.foreign or (place.state and place.zip):
            return "\n".join(above), last
    return street, line


def _unknown_state(place: Place) -> str:
    """What stands where the state should, after the city, and is none; "" where nothing does."""
    if place.foreign or place.state is not None:
        return ""
    after = re.search(r",\s*([^,0-9]+)$|\s([A-Z]{2})\.?$", place.city)
    return (after[1] or after[2]).strip() if after else ""


def _no_number(doc: Record, name: str) -> bool:
    """Whether it is certain that no telephone number stands there, right or wrong."""
    written = doc.readings[name].raw or "" if doc.readings[name].state == "invalid" else doc.text(name)
    if written:
        return doc.readings[name].is_certain and not re.search(r"[0-9]", written)
    return is_missing(doc, name)


def _names_of_the_subscriber(doc: Record) -> list[str]:
    """Every name the securities must be issued to; "" for one that is not given."""
    if party(doc) == "entity":
        return [entity_name(doc)]
    names = ["subscriber.name", "joint.name"] if has_joint_subscriber(doc) else ["subscriber.name"]
    return ["" if says_nothing(doc.text(name)) else doc.text(name) for name in names]


def _is_issued_to(written: str, expected: list[str]) -> bool:
    named = people_in(written)
    # of the names, not of what is written: the words of joint title, which `people_in` leaves away, are no name
    listed_by_comma = tuple(part.strip() for part in ",".join(named).split(",") if part.strip())
    if len(named) == 1 < len(expected) == len(listed_by_comma) and all(" " in part for part in listed_by_comma):
        named = listed_by_comma
    alone = len(expected) == 1 and len(named) == len(people_in(expected[0]))
    if alone and _may_be_the_same(written, expected[0]):
        return True
    return (
        len(named) == len(expected)
        and all(any(_may_be_the_same(one, name) for one in named) for name in expected)
        and all(any(_may_be_the_same(one, name) for name in expected) for one in named)
    )


def _may_be_the_same(one: str, other: str) -> bool:
    """Whether two names are one, also where one has initials for all given names: "T. R. Weller"."""
    if same_name(one, other) != "different":
        return True
    if is_entity_name(one) or is_entity_name(other):
        return False
    mine, theirs = person(one), person(other)
    first, second = (f"{name.first} {name.middle}".replace(".", " ").split() for name in (mine, theirs))
    return (
        len(first) == len(second) > 1
        and any(all(len(word) == 1 for word in words) for words in (first, second))
        and all(a[0].casefold() == b[0].casefold() for a, b in zip(first, second, strict=True))
        and same_name(f"A {mine.last} {mine.suffix}", f"A {theirs.last} {theirs.suffix}") != "different"
    )


def _is_issued_to_the_entity(written: str, entity: str, signer: str) -> bool:
    if same_entity(written, entity) != "different":
        return True
    # "Ruth A. Delacroix, Trustee of the Delacroix Trust": the usual title of a trust.
    titled = re.fullmatch(r"(.+?),?\s+(?:as\s+)?(?:trustee|ttee)s?\s+(?:of|for|under)\s+(.+)", written, re.IGNORECASE)
    return (
        titled is not None
        and same_name(titled[1], signer) != "different"
        and same_entity(titled[2], entity) != "different"
    )
