"""Accreditation, 7.1, in law: the marked category against Rule 501(a) of the day, and beyond the form's words."""

from checks.accredited_grounds import foreign_institution, grounds_beyond_the_form
from checks.accredited_owners import owners_copies
from checks.categories import (
    CATEGORIES,
    DESCRIPTIONS,
    category_law,
    is_of_today,
    marked,
    named,
    not_marked,
    one_line,
)
from checks.dated_law import law
from checks.parties import on_day, the_manner
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.answers.entities import entity_kind, is_llc
from extractors.record import Record

OTHER_CATEGORY = (
    "Please mark in Section 7.1 another category that applies to you on the date of the subscription, strike this one, "
    "and initial both; or tell us the facts that make you an accredited investor by the rule in force on that day."
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

    Source: the form's categories are Rule 501(a) as of 2005, in the edition current as of December 8, 2020.
    Category A of 2005 counts the principal residence, which the rule leaves out from July 21, 2010; Category H
    inherits that through an owner who relies on A.
    Fails: A alone from that day on; H alone with an owner whose copy relies on A alone; in the edition current
    A, B or D alone before December 8, 2020 (spousal equivalents, advisers), and J to N, which did not exist.
    Review: A beside another category that still holds; H of 2005 from 2010 on, unless every owner's copy in the
    batch relies on a category that holds.
    """
    letters = [letter for letter in marked(doc) if letter != "I"]
    if not letters:
        return not_applicable("No category of accredited investor is marked.", rests_on=(CATEGORIES,))
    day = context.subscribed_on
    in_force = {letter: category_law(letter, doc).on(day) for letter in letters}
    none = [rule_then.note for rule_then in in_force.values() if rule_then.value is None]
    if none:
        return not_applicable(none[0])
    holds = Verdict("pass", rests_on=(CATEGORIES, "subscription.date"))
    holding = [letter for letter, then in in_force.items() if then.value == "within"]
    for letter, then in in_force.items():
        if then.value != "wider":
            continue
        message = f"On {on_day(context.subscribed_on)} Category {letter} does not satisfy Rule 501: {then.note}."
        if holding:
            return review(
                f"{message} {named(holding)}, also marked, does.",
                cites=(then.cite,),
                remedy=f"Please tell us whether you rely on {named(holding)}; strike Category {letter} and initial it.",
            )
        return fail(message, cites=(then.cite,), remedy=OTHER_CATEGORY if is_of_today(doc) else "")
    if in_force.get("H") is not None and in_force["H"].value == "owners" and not holding:
        return owners_copies(doc.text(DESCRIPTIONS["H"]), context).tested_again(doc, context)
    return holds


@rule(
    "ACC011",
    title="Category F: the manner of title is a trust's",
    reads=(CATEGORIES, "title.manner", DESCRIPTIONS["F"]),
    cites=("Section 7.1, Categories F and G", "Section 7.3", "17 CFR 230.501(a)(3)", "17 CFR 230.501(a)(7)"),
    remedy=(
        "Please tell us whether a trust subscribes. If so, mark Category G in Section 7.1 if it applies; if not, "
        "circle in Section 7.3 the manner that fits the entity. Initial the corrections."
    ),
)
def category_f_fits_the_manner_of_title(doc: Record, _context: Context) -> Verdict:
    """Category F does not stand beside a trust's manner of title.

    Source: 7.1, Category F, "a corporation, partnership, Massachusetts business trust, or non-profit
    organization"; trusts have Category G.
    Review: F marked and "Trust" circled, unless the description shows a Massachusetts business trust, which F names,
    or in the edition current another business trust.
    Leaves an individual's manner to ACC005 and TTL002.
    """
    if "F" not in marked(doc):
        return not_marked("Category F")
    if the_manner(doc) != "trust":
        return Verdict("pass", rests_on=(CATEGORIES, "title.manner"))
    kinds = entity_kind(doc.text(DESCRIPTIONS["F"]))
    if any("massachusetts business trust" in shown.words.casefold() for shown in kinds):
        return PASS
    if is_of_today(doc) and any(shown.kind == "business_trust" for shown in kinds):
        return PASS
    return review(
        'Category F is marked, but title is to be held as "trust": Category G is the category for trusts.',
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
    editions=("as-filed", "clean"),
)
def category_f_names_no_limited_liability_company(doc: Record, context: Context) -> Verdict:
    """Category F is not marked by a limited liability company, which its printed words do not name.

    Source: 7.1, Category F; Rule 501(a)(3) reaches limited liability companies, by staff interpretation and
    from December 8, 2020 in its own words. Right in law, outside the form. The edition current names them.
    Review: "Kessler Ranch, LLC" under F.
    """
    if "F" not in marked(doc):
        return not_marked("Category F")
    said = [doc.text(field) for field in ("subscriber.entity_name", "signatory.entity", DESCRIPTIONS["F"])]
    company = next((text for text in said if text and is_llc(text)), "")
    if not company:
        return PASS
    then = law("limited_liability_company").on(context.subscribed_on)
    reach = f"Rule 501(a)(3) reaches {then.value} but " if then.value else ""
    return review(
        f'Category F is marked for "{one_line(company)}", a limited liability company, which {reach}the printed words '
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
    The edition current has a category for each, so that there only a foreign institution under D is asked about.
    Review: "SEC-registered investment adviser" under D. An adviser who is a plan's fiduciary is Category D's own.
    """
    if is_of_today(doc):
        return foreign_institution(doc.text(DESCRIPTIONS["D"]), context.subscribed_on)
    claims = {letter: doc.text(field) for letter, field in DESCRIPTIONS.items() if doc.text(field)}
    return grounds_beyond_the_form(claims, context.subscribed_on)
