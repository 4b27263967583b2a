"""Accreditation, 7.1: the marked category against the subscriber, the offering and Rule 501(a) of that day."""

from checks.accredited_grounds import grounds_beyond_the_form
from checks.accredited_owners import owners_copies
from checks.dated_law import law
from checks.parties import (
    MANNER_WORDS,
    PARTY_FIELDS,
    is_missing,
    listed,
    manners,
    on_day,
    party,
    says_nothing,
    subscriber,
    the_manner,
)
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.answers import entity_kind, is_llc, self_directed_plan
from extractors.identities import people_in, same_person, similar_names
from extractors.record import Record

CATEGORIES = "accreditation.categories"
DESCRIPTIONS = {
    "D": "accreditation.description_d",
    "E": "accreditation.description_e",
    "F": "accreditation.description_f",
    "H": "accreditation.description_h",
}
INDIVIDUALS = ("A", "B", "C")
ENTITIES = ("D", "E", "F", "G", "H")
LIMBS = {"A": "(a)(5)", "B": "(a)(6)", "C": "(a)(4)", "D": "(a)(1)", "E": "(a)(2)", "F": "(a)(3)", "G": "(a)(7)"}
LIMBS["H"] = "(a)(8)"
"""The limb of Rule 501 that each category is taken from."""

NONE_MARKED = "No category is marked: see ACC001."
UNCERTAIN_PARTY = "Whether an entity or an individual subscribes is uncertain."


def _marked(doc: Record) -> tuple[str, ...]:
    value = doc.value(CATEGORIES)
    return value if isinstance(value, tuple) else ()


def _named(letters: tuple[str, ...] | list[str]) -> str:
    return f"{'Category' if len(letters) == 1 else 'Categories'} {listed(list(letters))}"


def _not_marked(letters: str) -> Verdict:
    return not_applicable(f"{letters} is not marked.", rests_on=(CATEGORIES,))


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
        return fail("None of the categories A to I in Section 7.1 is marked.")
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
    marked = _marked(doc)
    if not marked:
        return not_applicable(NONE_MARKED)
    if len(marked) == 1:
        return PASS
    return review(f"Section 7.1 asks for one category, and {len(marked)} are marked: {listed(list(marked))}.")


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
    marked = _marked(doc)
    if not marked:
        return not_applicable(NONE_MARKED)
    if "I" not in marked:
        return PASS
    cites = ("17 CFR 230.506(c)(2)(i)",) if context.offering.exemption == "rule-506c" else ()
    others = [letter for letter in marked if letter != "I"]
    if others:
        return fail(
            f"Category I, not an accredited investor, is marked together with {_named(others)}: the subscriber cannot "
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
    """Categories A, B and C are marked by individuals only.

    Source: 7.1, A and B: "an individual (not a partnership, corporation, etc.)"; C: "a director or
    executive officer of the Company".
    Fails: a corporation that marks A.
    """
    wrong = [letter for letter in _marked(doc) if letter in INDIVIDUALS]
    if not _marked(doc):
        return not_applicable(NONE_MARKED)
    if not wrong:
        return Verdict("pass", rests_on=(CATEGORIES,))
    if party(doc) != "entity":
        return PASS
    verb = "is" if len(wrong) == 1 else "are"
    cites = tuple(f"17 CFR 230.501{LIMBS[letter]}" for letter in wrong)
    return fail(f"{_named(wrong)} {verb} for individuals, but {subscriber(doc)} is an entity.", cites=cites)


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
    """Categories D to H are marked by entities only.

    Source: 7.1, D to H name institutions, companies, trusts and other entities; D's clause (c) is a
    self-directed plan, which is commonly completed in a person's name.
    Fails: an individual who marks F. Review: an individual who marks D alone and describes a
    self-directed plan, an IRA or a Keogh plan.
    """
    wrong = [letter for letter in _marked(doc) if letter in ENTITIES]
    if not _marked(doc):
        return not_applicable(NONE_MARKED)
    if not wrong:
        return Verdict("pass", rests_on=(CATEGORIES,))
    if party(doc) != "individual":
        return PASS
    description = doc.readings[DESCRIPTIONS["D"]]
    if wrong == ["D"] and not description.is_certain:
        return not_applicable("Category D's description may show a self-directed plan, and is uncertain.")
    verb = "is" if len(wrong) == 1 else "are"
    cites = tuple(f"17 CFR 230.501{LIMBS[letter]}" for letter in wrong)
    if wrong == ["D"] and self_directed_plan(doc.text(DESCRIPTIONS["D"])):
        return review(
            f'Category D is marked in the name of {subscriber(doc)}, an individual, and describes "'
            f'{_one_line(doc.text(DESCRIPTIONS["D"]))}": a self-directed plan qualifies where all who decide its '
            "investments are accredited investors.",
            cites=("Section 1.15", *cites),
            remedy=(
                "Please send us the plan's papers, tell us who decides its investments, and let each of them complete "
                "a category of Section 7.1."
            ),
        )
    return fail(f"{_named(wrong)} {verb} for entities, but {subscriber(doc)} subscribes as an individual.", cites=cites)


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


@rule(
    "ACC006",
    title="The entity is not described",
    reads=(CATEGORIES, *DESCRIPTIONS.values()),
    cites=("Section 7.1, Categories D, E, F and H",),
    remedy=(
        'Please describe the entity after "(describe entity)" under the category you marked: what it is, where it is '
        "organized, and the facts that bring it within the category."
    ),
)
def entity_is_described(doc: Record, _context: Context) -> Verdict:
    """A marked category D, E, F or H has its description.

    Source: 7.1, "(describe entity)"; "he, she or it has truthfully set forth, where applicable, the factual
    basis or reason the Subscriber comes within that category".
    Fails: F marked and nothing, or only "N/A", on its lines.
    """
    asked = [letter for letter in _marked(doc) if letter in DESCRIPTIONS]
    if not asked:
        return _not_marked("None of the categories D, E, F and H")
    blank = [letter for letter in asked if _describes_nothing(doc, DESCRIPTIONS[letter])]
    if not blank:
        return Verdict("pass", rests_on=(CATEGORIES, *(DESCRIPTIONS[letter] for letter in asked)))
    verb, pronoun = ("is", "its") if len(blank) == 1 else ("are", "their")
    return fail(
        f'{_named(blank)} {verb} marked, and {pronoun} "(describe entity)" is blank.',
        fields=(CATEGORIES, *(DESCRIPTIONS[letter] for letter in blank)),
    )


def _describes_nothing(doc: Record, field: str) -> bool:
    if is_missing(doc, field):
        return True
    return doc.is_filled(field) and doc.readings[field].is_certain and says_nothing(doc.text(field))


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
    if "C" not in _marked(doc):
        return _not_marked("Category C")
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
    reads=(CATEGORIES, DESCRIPTIONS["H"], "subscriber.name", *PARTY_FIELDS),
    cites=("Section 7.1, Category H", "17 CFR 230.501(a)(8)"),
    remedy="Please have each equity owner complete and sign a separate copy of the Subscription Agreement.",
)
def each_owner_has_a_copy(doc: Record, context: Context) -> Verdict:
    """Where Category H stands alone, every equity owner has a completed copy of the agreement in the batch.

    Source: 7.1, Category H, "If relying upon this Category alone, each equity owner must complete a separate
    copy of this Agreement."
    Fails: an owner named in the description subscribes in no other document of the batch.
    Review: the description names no owners; an owner is only the second subscriber of a joint copy, which
    is no separate one; a copy cannot be attributed, because its subscriber's name is uncertain.
    """
    marked = _marked(doc)
    if "H" not in marked:
        return _not_marked("Category H")
    if marked != ("H",):
        return not_applicable("Category H is not the only category.", rests_on=(CATEGORIES,))
    description = doc.readings[DESCRIPTIONS["H"]]
    if not description.is_certain:
        return not_applicable("Category H's description is uncertain.")
    owners = owners_copies(doc.text(DESCRIPTIONS["H"]), context)
    if not owners.names:
        return review(
            "Category H is marked alone, and its description names no equity owners, so their copies cannot be looked for.",
            remedy=(
                "Please name each equity owner in Category H of Section 7.1, and have each complete and sign a separate "
                "copy of the Subscription Agreement."
            ),
        )
    return owners.verdict()


@rule(
    "ACC009",
    title="Category G: who directs a trust's purchase must be established",
    reads=(CATEGORIES, "title.manner"),
    cites=("Section 7.1, Category G", "17 CFR 230.501(a)(7)", "17 CFR 230.506(b)(2)(ii)"),
    remedy=(
        "Please tell us who directs the trust's purchase, describe that person's knowledge and experience in financial "
        "and business matters, and send the pages of the trust deed that give the authority."
    ),
)
def a_trusts_purchase_is_directed_by_a_sophisticated_person(doc: Record, _context: Context) -> Verdict:
    """A trust's Category G asks a person to establish who directs the purchase.

    Source: 7.1, Category G, 'the purchase is directed by a "sophisticated investor"'; Rule 501(a)(7) refers to a
    person as described in Rule 506(b)(2)(ii). The form does not ask who that is.
    Review: always where G is marked. Fails: title is held in another manner than trust.
    """
    if "G" not in _marked(doc):
        return _not_marked("Category G")
    held = manners(doc)
    if held and "trust" not in held:
        return fail(
            f"Category G is for trusts, but title is to be held as {listed([MANNER_WORDS[manner] for manner in held])}.",
            remedy=(
                'Please circle "Trust" in Section 7.3 if a trust subscribes, or mark the category of Section 7.1 that '
                "applies to the subscriber, and initial the correction."
            ),
        )
    return review(
        "Category G is marked: the form does not say who directs the trust's purchase, nor what knowledge and experience "
        "that person has."
    )


@rule(
    "ACC010",
    title="The marked category no longer satisfies the rule in force",
    reads=(CATEGORIES, "subscription.date", DESCRIPTIONS["H"]),
    cites=("Section 7.1",),
    remedy=(
        "Please give us a statement of your net worth as of the date of the subscription that leaves out your "
        "principal residence and counts the debts Rule 501(a)(5) counts, or mark another category that applies to you."
    ),
)
def category_satisfies_the_rule_of_the_day(doc: Record, context: Context) -> Verdict:
    """The printed words of the marked category satisfy Rule 501(a) as in force on the subscription's date.

    Source: the form's categories are Rule 501(a) as of 2005. Category A counts the principal residence,
    which the rule leaves out from July 21, 2010; Category H inherits that through an owner who relies on A.
    Fails: A alone from that day on; H alone with an owner whose copy relies on A alone.
    Review: A beside another category that still holds; H from that day on, unless every owner's copy in the
    batch relies on a category that holds. A form of the current edition is printed in the words of today's rule.
    """
    marked = [letter for letter in _marked(doc) if letter != "I"]
    if not marked:
        return not_applicable("No category of accredited investor is marked.", rests_on=(CATEGORIES,))
    day = context.subscribed_on
    in_force = {letter: law(f"category_{letter.lower()}").on(day) for letter in marked}
    none = [rule_then.note for rule_then in in_force.values() if rule_then.value is None]
    if none:
        return not_applicable(none[0])
    if doc.edition == "current":
        return PASS
    holding = [letter for letter, then in in_force.items() if then.value == "within"]
    for letter, then in in_force.items():
        if then.value != "wider":
            continue
        message = f"On {on_day(context.subscribed_on)} Category {letter} does not satisfy Rule 501: {then.note}."
        if holding:
            return review(
                f"{message} {_named(holding)}, also marked, does.",
                cites=(then.cite,),
                remedy=f"Please tell us whether you rely on {_named(holding)}; strike Category {letter} and initial it.",
            )
        return fail(message, cites=(then.cite,))
    if in_force.get("H") is not None and in_force["H"].value == "owners" and not holding:
        return owners_copies(doc.text(DESCRIPTIONS["H"]), context).tested_again(context)
    return PASS


@rule(
    "ACC011",
    title="Category F: the manner of title is a trust's",
    reads=(CATEGORIES, "title.manner", DESCRIPTIONS["F"]),
    cites=("Section 7.1, Categories F and G", "Section 7.3", "17 CFR 230.501(a)(3)", "17 CFR 230.501(a)(7)"),
    remedy=(
        "Please tell us whether a trust subscribes. If so, mark Category G in Section 7.1 if it applies; if not, circle "
        "in Section 7.3 the manner that fits the entity. Initial the corrections."
    ),
)
def category_f_fits_the_manner_of_title(doc: Record, _context: Context) -> Verdict:
    """Category F does not stand beside a trust's manner of title.

    Source: 7.1, Category F, "a corporation, partnership, Massachusetts business trust, or non-profit
    organization"; trusts have Category G.
    Review: F marked and "Trust" circled, unless the description shows a Massachusetts business trust, which F names.
    Leaves an individual's manner to ACC005 and TTL002.
    """
    if "F" not in _marked(doc):
        return _not_marked("Category F")
    if the_manner(doc) != "trust":
        return Verdict("pass", rests_on=(CATEGORIES, "title.manner"))
    if entity_kind(doc.text(DESCRIPTIONS["F"])) == "business_trust":
        return PASS
    return review(
        "Category F is marked, but title is to be held as trust: Category G is the category for trusts.",
        fields=(CATEGORIES, "title.manner"),
    )


@rule(
    "ACC012",
    title="Category F is marked by a limited liability company",
    reads=(CATEGORIES, DESCRIPTIONS["F"], "subscriber.entity_name", "signatory.entity"),
    cites=("Section 7.1, Category F",),
    remedy=(
        "Please confirm in writing that the limited liability company was not formed to acquire the Shares and that "
        "its total assets exceed $5,000,000; counsel decides whether Category F may stand."
    ),
)
def category_f_names_no_limited_liability_company(doc: Record, context: Context) -> Verdict:
    """Category F is not marked by a limited liability company, which its printed words do not name.

    Source: 7.1, Category F; Rule 501(a)(3) reaches limited liability companies, by staff interpretation and
    from December 8, 2020 in its own words. Right in law, outside the form.
    Review: "Kessler Ranch, LLC" under F.
    """
    if "F" not in _marked(doc):
        return _not_marked("Category F")
    said = [doc.text(field) for field in ("subscriber.entity_name", "signatory.entity", DESCRIPTIONS["F"])]
    company = next((text for text in said if text and is_llc(text)), "")
    if not company:
        return PASS
    then = law("limited_liability_company").on(context.subscribed_on)
    reach = f"Rule 501(a)(3) reaches {then.value} but " if then.value else ""
    return review(
        f'Category F is marked for "{_one_line(company)}", a limited liability company, which {reach}the printed words '
        "of Category F do not name.",
        cites=(then.cite,) if then.cite else (),
    )


@rule(
    "ACC013",
    title="The description claims a ground the form has no category for",
    reads=tuple(DESCRIPTIONS.values()),
    cites=("Section 7.1",),
    remedy=(
        "Please send the papers that show the ground you rely on; counsel decides whether it makes you an accredited "
        "investor although Section 7.1 has no category for it."
    ),
)
def description_claims_a_ground_of_the_form(doc: Record, context: Context) -> Verdict:
    """No description claims a ground for which 7.1 has no box.

    Source: 7.1 lacks broker-dealers, investment advisers, government plans, family offices and their clients,
    licensed individuals, living trusts and entities of other kinds; Rule 501(a) knows them, most from December 8, 2020.
    Review: "SEC-registered investment adviser" under D. An adviser who is a plan's fiduciary is Category D's own.
    """
    claims = {letter: doc.text(field) for letter, field in DESCRIPTIONS.items() if doc.text(field)}
    return grounds_beyond_the_form(claims, context.subscribed_on)
