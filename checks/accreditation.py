"""Accreditation, 7.1: the marked category against the form, the subscriber and the offering.

The same categories against the law of the day, and beyond the form's words: `accreditation_in_law`.
"""

from collections.abc import Mapping

from checks.accredited_owners import owners_copies
from checks.categories import (
    CATEGORIES,
    DESCRIPTIONS,
    DESCRIPTIONS_TODAY,
    FOR_ENTITIES,
    FOR_INDIVIDUALS,
    LIMBS,
    descriptions,
    is_of_today,
    marked,
    named,
    not_marked,
    one_line,
)
from checks.parties import MANNER_WORDS, PARTY_FIELDS, is_missing, is_no_answer, listed, manners, party, subscriber
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.answers.entities import self_directed_plan
from extractors.answers.no_answers import is_open
from extractors.identities import people_in, same_person, similar_names
from extractors.record import Record

NONE_MARKED = "No category is marked: see ACC001."
ENTITYS_REMEDY_TODAY = (
    "Please mark in Section 7.1 the category that applies to the entity (D, E, F, G, H, J, M or N), complete its "
    "description, strike the other mark, and initial both."
)
INDIVIDUALS_REMEDY_TODAY = (
    "Please mark in Section 7.1 the category that applies to you as an individual (A, B, C, K, L or N); or, if an "
    "entity subscribes, complete its name, the signer's title and the Certificate of Signatory. Initial the changes."
)


@rule(
    "ACC001",
    title="No category of accredited investor is marked",
    reads=(CATEGORIES,),
    cites=("Section 7.1", "Section 1.3", "17 CFR 230.501(a)"),
    remedy="Please mark in Section 7.1 the one category that applies to you, and initial the mark.",
)
def a_category_is_marked(doc: Record, _context: Context) -> Verdict:
    """A category of 7.1 is marked.

    Source: 7.1, "comes within one category marked below"; 1.3 rests on the answers of Article VII.
    Fails: every line from Category A to Category I is blank.
    """
    if is_missing(doc, CATEGORIES):
        return fail(
            f"None of the categories A to {'N' if is_of_today(doc) else 'I'} in Section 7.1 is marked.",
            fields=(CATEGORIES,),
        )
    return PASS


@rule(
    "ACC002",
    title="More than one category is marked",
    reads=(CATEGORIES,),
    cites=("Section 7.1", "17 CFR 230.501(a)"),
    remedy="Please tell us on which one category of Section 7.1 you rely; strike the other marks and initial them.",
)
def one_category_is_marked(doc: Record, _context: Context) -> Verdict:
    """Only one category of 7.1 is marked.

    Source: 7.1, "comes within one category marked below".
    Review: A and B are marked; either would do, but the form asks for one.
    """
    letters = marked(doc)
    if not letters:
        return not_applicable(NONE_MARKED)
    if len(letters) == 1:
        return PASS
    return review(f"Section 7.1 asks for one category, and {len(letters)} are marked: {listed(list(letters))}.")


@rule(
    "ACC003",
    title="Category I: not an accredited investor",
    reads=(CATEGORIES,),
    cites=("Section 7.1, Category I", "Section 1.3", "17 CFR 230.501(a)"),
    remedy=(
        "By Category I you are not an accredited investor, and the Offering is made to accredited investors only. If "
        "another category of Section 7.1 applies to you, please mark it, strike Category I, and initial both; "
        "otherwise the subscription cannot be accepted."
    ),
)
def subscriber_is_accredited(doc: Record, context: Context) -> Verdict:
    """Category I is not marked, neither alone nor with another.

    Source: 7.1, Category I, "is therefore not an accredited investor"; 1.3 represents the contrary.
    Fails: I alone; A and I.
    """
    letters = marked(doc)
    if not letters:
        return not_applicable(NONE_MARKED)
    if "I" not in letters:
        return PASS
    cites = ("17 CFR 230.506(c)(2)(i)",) if context.offering.exemption == "rule-506c" else ()
    others = [letter for letter in letters if letter != "I"]
    if others:
        return fail(
            f"Category I, not an accredited investor, is marked together with {named(others)}: the subscriber cannot "
            "be both, and Section 1.3 requires an accredited investor.",
            cites=cites,
        )
    return fail(
        "Category I is marked: by it the subscriber is not an accredited investor, which Section 1.3 requires.",
        cites=cites,
    )


@rule(
    "ACC004",
    title="An individual's category is marked by an entity",
    reads=(CATEGORIES, "subscriber.name", *PARTY_FIELDS),
    cites=("Section 7.1, Categories A to C",),
    remedy=(
        "Please mark in Section 7.1 the category that applies to the entity (D, E, F, G or H), complete its "
        "description, strike the other mark, and initial both."
    ),
)
def individuals_categories_are_for_individuals(doc: Record, _context: Context) -> Verdict:
    """Categories A, B and C, and in the edition current K and L, are marked by individuals only.

    Source: 7.1, A and B: "an individual (not a partnership, corporation, etc.)"; C: "a director or
    executive officer of the Company"; K and L: "a natural person".
    Fails: a corporation that marks A.
    """
    wrong = [letter for letter in marked(doc) if letter in FOR_INDIVIDUALS]
    if not marked(doc):
        return not_applicable(NONE_MARKED)
    if not wrong:
        return Verdict("pass", rests_on=(CATEGORIES,))
    if party(doc) != "entity":
        return PASS
    verb = "is" if len(wrong) == 1 else "are"
    cites = tuple(LIMBS[letter] for letter in wrong)
    return fail(
        f"{named(wrong)} {verb} for individuals, but {subscriber(doc)} is an entity.",
        cites=cites,
        remedy=ENTITYS_REMEDY_TODAY if is_of_today(doc) else "",
    )


@rule(
    "ACC005",
    title="An entity's category is marked by an individual",
    reads=(CATEGORIES, DESCRIPTIONS["D"], "subscriber.name", *PARTY_FIELDS),
    cites=("Section 7.1, Categories D to H",),
    remedy=(
        "Please mark in Section 7.1 the category that applies to you as an individual (A, B or C); or, if an entity "
        "subscribes, complete its name, the signer's title and the Certificate of Signatory. Initial the corrections."
    ),
)
def entities_categories_are_for_entities(doc: Record, _context: Context) -> Verdict:
    """Categories D to H, and in the edition current J and M, are marked by entities only.

    Source: 7.1, D to H, J and M name institutions, companies, trusts, family offices and other entities;
    D's clause (c) is a self-directed plan, which is commonly completed in a person's name.
    Fails: an individual who marks F. Review: an individual who marks D alone and describes a
    self-directed plan, an IRA or a Keogh plan.
    """
    wrong = [letter for letter in marked(doc) if letter in FOR_ENTITIES]
    if not marked(doc):
        return not_applicable(NONE_MARKED)
    if not wrong:
        return Verdict("pass", rests_on=(CATEGORIES,))
    if party(doc) != "individual":
        return PASS
    description = doc.readings[DESCRIPTIONS["D"]]
    if wrong == ["D"] and not description.is_certain:
        return not_applicable("Category D's description may show a self-directed plan, and is uncertain.")
    verb = "is" if len(wrong) == 1 else "are"
    cites = tuple(LIMBS[letter] for letter in wrong)
    if wrong == ["D"] and self_directed_plan(doc.text(DESCRIPTIONS["D"])):
        return review(
            f'Category D is marked in the name of {subscriber(doc)}, an individual, and describes "'
            f'{one_line(doc.text(DESCRIPTIONS["D"]))}": a self-directed plan qualifies where all who decide its '
            "investments are accredited investors.",
            cites=("Section 1.15", *cites),
            remedy=(
                "Please send us the plan's papers, tell us who decides its investments, and let each of them complete "
                "a category of Section 7.1."
            ),
        )
    return fail(
        f"{named(wrong)} {verb} for entities, but {subscriber(doc)} subscribes as an individual.",
        cites=cites,
        remedy=INDIVIDUALS_REMEDY_TODAY if is_of_today(doc) else "",
    )


@rule(
    "ACC006",
    title="The entity is not described",
    reads=(CATEGORIES, *DESCRIPTIONS_TODAY.values()),
    cites=("Section 7.1",),
    remedy=(
        'Please describe the entity after "(describe entity)" under the category you marked: what it is, where it is '
        "organized, and the facts that bring it within the category."
    ),
)
def entity_is_described(doc: Record, _context: Context) -> Verdict:
    """A marked category D, E, F or H has its description; in the edition current G and J to N as well.

    Source: 7.1, "(describe entity)"; "he, she or it has truthfully set forth, where applicable, the factual
    basis or reason the Subscriber comes within that category".
    Fails: F marked and nothing, or only "N/A", on its lines. Review: "see attached", "to be provided", "confidential".
    """
    places = descriptions(doc)
    asked = [letter for letter in marked(doc) if letter in places]
    if not asked:
        return not_marked(f"None of the categories {listed(list(places))}")
    blank = [letter for letter in asked if _describes_nothing(doc, places[letter])]
    if not blank:
        return _of_words_elsewhere(doc, {letter: places[letter] for letter in asked})
    verb, pronoun = ("is", "its") if len(blank) == 1 else ("are", "their")
    what, remedy = '"(describe entity)"', ""
    if is_of_today(doc):
        what, remedy = "description", "Please write under the category you marked what it asks for in brackets."
    return fail(
        f"{named(blank)} {verb} marked, and {pronoun} {what} is blank.",
        fields=(CATEGORIES, *(places[letter] for letter in blank)),
        cites=(f"Section 7.1, {named(blank)}",),
        remedy=remedy,
    )


def _of_words_elsewhere(doc: Record, places: Mapping[str, str]) -> Verdict:
    """A review of descriptions that only promise or refuse one; a pass where there are none."""
    open_ = [letter for letter, place in places.items() if is_open(doc.text(place))]
    if not open_:
        return Verdict("pass", rests_on=(CATEGORIES, *places.values()))
    told = [f'that of {named([letter])} reads "{one_line(doc.text(places[letter]))}"' for letter in open_]
    return review(
        f"The description asked for stands not in the agreement: {listed(told)}.",
        fields=(CATEGORIES, *(places[letter] for letter in open_)),
        remedy="Please write in Section 7.1 itself, under the category you marked, what it asks for.",
    )


def _describes_nothing(doc: Record, field: str) -> bool:
    if is_missing(doc, field):
        return True
    return doc.is_filled(field) and doc.readings[field].is_certain and is_no_answer(doc.text(field))


@rule(
    "ACC007",
    title="Category C: the subscriber is no director or executive officer of the company",
    reads=(CATEGORIES, "subscriber.name", "joint.name", *PARTY_FIELDS),
    cites=("Section 7.1, Category C", "17 CFR 230.501(a)(4)", "17 CFR 230.501(f)"),
    remedy=(
        "Please tell us which office you hold with the Company, or mark in Section 7.1 the category that applies to "
        "you instead, and initial the correction."
    ),
)
def category_c_is_for_the_companys_officers(doc: Record, context: Context) -> Verdict:
    """Whoever marks Category C is among the offering's directors and executive officers.

    Source: 7.1, Category C, "a director or executive officer of the Company which is issuing and selling the
    Shares"; Rule 501(f) says who is an executive officer.
    Fails: a name the offering does not list. Review: a listed name is nearly the subscriber's; or of two
    joint subscribers only one is listed, because 1.3 requires each subscriber to be accredited.
    """
    if "C" not in marked(doc):
        return not_marked("Category C")
    officers = [officer.name for officer in context.offering.issuer.directors_and_officers]
    if party(doc) == "entity":
        people = [subscriber(doc)]
    else:
        people = [one for field in ("subscriber.name", "joint.name") for one in people_in(doc.text(field))]
    if not people:
        return not_applicable("The subscriber's name is missing.")
    if not officers:
        return fail(
            f"Category C is marked by {listed(people)}, but the offering names no directors or executive officers."
        )
    unlisted = [one for one in people if all(same_person(one, officer) == "different" for officer in officers)]
    if not unlisted:
        return PASS
    among = f"({listed(officers)})"
    if all(any(similar_names(one, officer) for officer in officers) for one in unlisted):
        return review(
            f"Category C is marked by {listed(unlisted)}, and the offering's directors and executive officers have a "
            f"similar name {among}."
        )
    those = "is not among" if len(unlisted) == 1 else "are not among"
    message = (
        f"Category C is marked, but {listed(unlisted)} {those} the offering's directors and executive officers {among}."
    )
    return review(message) if len(unlisted) < len(people) else fail(message)


@rule(
    "ACC008",
    title="Category H: an equity owner's copy of the agreement is missing",
    reads=(CATEGORIES, DESCRIPTIONS["H"]),
    cites=("Section 7.1, Category H", "17 CFR 230.501(a)(8)"),
    remedy="Please have each equity owner complete and sign a separate copy of the Subscription Agreement.",
)
def each_owner_has_a_copy(doc: Record, context: Context) -> Verdict:
    """Where Category H stands alone, every equity owner has a completed copy of the agreement in the batch.

    Source: 7.1, Category H, "If relying upon this Category alone, each equity owner must complete a separate
    copy of this Agreement." In the edition current an owner's own owners may do so instead.
    Fails: an owner named in the description subscribes in no other document of the batch.
    Review: the description names no owners, or may speak of more than it names; an owner is only the second
    subscriber of a joint copy, which is no separate one; an owner's copy is not signed; a copy cannot be
    attributed, because its subscriber's name is uncertain.
    """
    letters = marked(doc)
    if "H" not in letters:
        return not_marked("Category H")
    if letters != ("H",):
        return not_applicable("Category H is not the only category.", rests_on=(CATEGORIES,))
    description = doc.readings[DESCRIPTIONS["H"]]
    if not description.is_certain:
        return not_applicable("Category H's description is uncertain.")
    owners = owners_copies(doc.text(DESCRIPTIONS["H"]), context)
    if not owners.names:
        return review(
            "Category H is marked alone, and its description names no equity owners, so their copies cannot be found.",
            remedy=(
                "Please name each equity owner in Category H of Section 7.1, and have each complete and sign a "
                "separate copy of the Subscription Agreement."
            ),
        )
    return owners.verdict(looks_through=is_of_today(doc))


@rule(
    "ACC009",
    title="Category G: who directs a trust's purchase must be established",
    reads=(CATEGORIES, "title.manner", DESCRIPTIONS_TODAY["G"]),
    cites=("Section 7.1, Category G", "17 CFR 230.501(a)(7)", "17 CFR 230.506(b)(2)(ii)"),
    remedy=(
        "Please tell us who directs the trust's purchase, describe that person's knowledge and experience in financial "
        "and business matters, and send the pages of the trust deed that give the authority."
    ),
)
def a_trusts_purchase_is_directed_by_a_sophisticated_person(doc: Record, _context: Context) -> Verdict:
    """A trust's Category G asks a person to establish who directs the purchase.

    Source: 7.1, Category G, 'the purchase is directed by a "sophisticated investor"'; Rule 501(a)(7) refers to a
    person as described in Rule 506(b)(2)(ii). Before the edition current the form does not ask who that is.
    Review: always where G is marked. Fails: title is held in another manner than trust.
    """
    if "G" not in marked(doc):
        return not_marked("Category G")
    held = manners(doc)
    if held and "trust" not in held:
        manner = listed([MANNER_WORDS[one] for one in held])
        return fail(
            f'Category G is for trusts, but title is to be held as "{manner}".',
            remedy=(
                'Please circle "Trust" in Section 7.3 if a trust subscribes, or mark the category of Section 7.1 that '
                "applies to the subscriber, and initial the correction."
            ),
        )
    said = doc.text(DESCRIPTIONS_TODAY["G"])
    if said and not is_no_answer(said):
        return review(
            f'Category G is marked, and "{one_line(said)}" is written of who directs the trust\'s purchase: whether '
            "that person directs it, and has such knowledge and experience, must be established."
        )
    return review(
        "Category G is marked: the form does not say who directs the trust's purchase, nor what knowledge and "
        "experience that person has."
    )
