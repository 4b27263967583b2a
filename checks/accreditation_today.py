"""Accreditation, 7.1, in the edition current: the categories that Rule 501(a) has since December 8, 2020."""

import re

from checks.categories import CATEGORIES, DESCRIPTIONS_TODAY, LIMBS, TODAY, marked, named, not_marked, one_line
from checks.parties import is_no_answer, listed
from checks.rule import PASS, Context, Verdict, not_applicable, review, rule
from extractors.answers.entities import entity_kind
from extractors.record import Record

_LISTED = {
    "llc": ("a limited liability company", "F"),
    "corporation": ("a corporation", "F"),
    "partnership": ("a partnership", "F"),
    "business_trust": ("a business trust", "F"),
    "bank": ("a bank", "D"),
    "insurance_company": ("an insurance company", "D"),
    "broker_dealer": ("a broker-dealer", "D"),
    "investment_adviser": ("an investment adviser", "D"),
    "family_office": ("a family office", "M"),
}
"""Kinds of entity that other categories name, with the category."""
_DESIGNATED = re.compile(
    r"general securities representative|investment advis[eo]r representative|"
    r"private securities offerings? representative",
    re.IGNORECASE,
)
_NOT_IN_GOOD_STANDING = re.compile(
    r"\b(?:laps\w+|expir\w+|inactive|terminat\w+|revok\w+|suspend\w+|former\w*|no longer|used to|"
    r"not? (?:currently|in))\b",
    re.IGNORECASE,
)


@rule(
    "ACC014",
    title="Category J: the entity is of a type that another category names",
    reads=(CATEGORIES, DESCRIPTIONS_TODAY["J"], "subscriber.entity_name"),
    cites=("Section 7.1, Category J", LIMBS["J"]),
    remedy=(
        "Please tell us why none of the Categories D to H applies to the entity; if one does, mark it, complete its "
        "description, strike Category J, and initial both."
    ),
    editions=(TODAY,),
)
def category_j_is_for_entities_of_other_types(doc: Record, _context: Context) -> Verdict:
    """Category J is marked by an entity of a type that the Categories D to H and M do not name.

    Source: 7.1, Category J, "an entity of a type not listed in Categories D, E, F, G or H"; Rule 501(a)(9).
    Review: a limited liability company under J, which Category F names and tests by total assets.
    """
    if "J" not in marked(doc):
        return not_marked("Category J")
    said = f"{doc.text('subscriber.entity_name')}; {doc.text(DESCRIPTIONS_TODAY['J'])}"
    shown = {one.kind: one.words for one in entity_kind(said) if one.kind in _LISTED}
    if not shown:
        return PASS
    kind = min(shown, key=lambda one: said.find(shown[one]))
    what, letter = _LISTED[kind]
    return review(
        f'Category J is marked, but "{shown[kind]}" shows {what}, which Category {letter} names.',
        cites=(LIMBS[letter],),
    )


@rule(
    "ACC015",
    title="Category K: no designated license in good standing is named",
    reads=(CATEGORIES, DESCRIPTIONS_TODAY["K"]),
    cites=("Section 7.1, Category K", LIMBS["K"], "SEC Release 33-10823, 85 FR 64234"),
    remedy=(
        "Please tell us which of the licenses Series 7, 65 and 82 you hold, whether it is in good standing, and your "
        "number in the Central Registration Depository."
    ),
    editions=(TODAY,),
)
def category_k_names_a_designated_license(doc: Record, _context: Context) -> Verdict:
    """Whoever marks Category K names one of the licenses that the SEC has designated, in good standing.

    Source: 7.1, Category K; Rule 501(a)(10); the SEC has designated the Series 7, 65 and 82 licenses.
    Review: "Series 24"; "Series 7, lapsed in 2019". A blank description is for ACC006.
    """
    if "K" not in marked(doc):
        return not_marked("Category K")
    said = doc.text(DESCRIPTIONS_TODAY["K"])
    if not said or is_no_answer(said):
        return not_applicable("Category K's description is blank: see ACC006.")
    claimed = any(one.kind == "licensed_individual" for one in entity_kind(said)) or _DESIGNATED.search(said)
    if not claimed:
        return review(
            f'Category K is marked, and its description, "{one_line(said)}", names none of the licenses Series 7, 65 '
            "and 82."
        )
    doubt = _NOT_IN_GOOD_STANDING.search(said)
    if doubt:
        return review(
            f'Category K is marked, and its description, "{one_line(said)}", leaves open whether the license is in '
            "good standing."
        )
    return PASS


@rule(
    "ACC016",
    title="Category L: the company must be a private fund",
    reads=(CATEGORIES, DESCRIPTIONS_TODAY["L"]),
    cites=("Section 7.1, Category L", "Section 2.8", LIMBS["L"], "17 CFR 270.3c-5(a)(4)"),
    remedy=(
        "Please mark in Section 7.1 another category that applies to you, strike Category L, and initial both; or tell "
        "us your position, if the Company is a private fund."
    ),
    editions=(TODAY,),
)
def category_l_asks_for_a_private_fund(doc: Record, context: Context) -> Verdict:
    """Category L asks a person to establish that the company is a private fund and the subscriber its employee.

    Source: 7.1, Category L, "available only if the Company would be an investment company but for the
    exclusion provided by Section 3(c)(1) or 3(c)(7)": useless where an operating company sells.
    Review: always where L is marked.
    """
    if "L" not in marked(doc):
        return not_marked("Category L")
    said = doc.text(DESCRIPTIONS_TODAY["L"])
    position = f' The position given is "{one_line(said)}".' if said and not is_no_answer(said) else ""
    return review(
        f"Category L is marked: it is open to knowledgeable employees of a private fund only, and {_issuer(context)} "
        f"must be one.{position}"
    )


def _issuer(context: Context) -> str:
    return context.offering.issuer.name


@rule(
    "ACC017",
    title="Categories M and N: who directs a family office's purchase must be established",
    reads=(CATEGORIES, DESCRIPTIONS_TODAY["M"], DESCRIPTIONS_TODAY["N"]),
    cites=("Section 7.1, Categories M and N", "17 CFR 275.202(a)(11)(G)-1"),
    remedy=(
        "Please tell us which family office it is, that its assets under management exceed $5,000,000 and that it was "
        "not formed to acquire the Shares, who directs the purchase, and that person's knowledge and experience in "
        "financial and business matters."
    ),
    editions=(TODAY,),
)
def a_family_offices_purchase_is_directed_by_a_sophisticated_person(doc: Record, _context: Context) -> Verdict:
    """A family office's Category M and a family client's Category N ask a person to establish who directs the purchase.

    Source: 7.1, Categories M and N; Rule 501(a)(12)(iii) and (13). As ACC009 for trusts.
    Review: always where M or N is marked.
    """
    letters = [letter for letter in marked(doc) if letter in ("M", "N")]
    if not letters:
        return not_marked("Neither Category M nor N")
    texts = [one_line(doc.text(DESCRIPTIONS_TODAY[letter])) for letter in letters]
    said = [f'"{text}"' for text in texts if text and not is_no_answer(text)]
    written = f", and {listed(said)} is written there" if said else ""
    verb = "is" if len(letters) == 1 else "are"
    return review(
        f"{named(letters)} {verb} marked{written}: the family office, its assets under management, and the knowledge "
        "and experience of the person who directs the purchase must be established.",
        cites=tuple(LIMBS[letter] for letter in letters),
    )
