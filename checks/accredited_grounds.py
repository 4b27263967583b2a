"""Grounds of Rule 501(a) that a description may claim and 7.1 has no category for."""

from collections.abc import Mapping
from datetime import date

from checks.dated_law import law
from checks.rule import PASS, Verdict, review
from extractors.answers import other_grounds

GROUNDS = {
    "broker_dealer": "a broker-dealer",
    "investment_adviser": "an investment adviser",
    "rural_business_investment_company": "a rural business investment company",
    "government_plan": "a government plan",
    "family_office": "a family office",
    "family_client": "a family client",
    "knowledgeable_employee": "a knowledgeable employee",
    "licensed_individual": "an individual with a professional license",
    "living_trust": "a living trust",
    "other_entity": "an entity of another kind",
}
"""The grounds by the names of their files in `checks/law/` ("ground_<name>"), in the words of a sentence."""


def grounds_beyond_the_form(descriptions: Mapping[str, str], day: date) -> Verdict:
    """Review where a description claims such a ground, with the law in force on that day.

    Args:
        descriptions: The category's letter and its description.
        day: The subscription's date.
    """
    claimed: dict[str, str] = {}
    for letter, text in descriptions.items():
        for ground in other_grounds(text):
            claimed.setdefault(ground, letter)
    if not claimed:
        return PASS
    said, cites = [], []
    for ground, letter in claimed.items():
        then = law(f"ground_{ground}").on(day)
        in_law = f"Its ground in law is {then.value}." if then.value else then.note
        said.append(
            f"Category {letter}'s description claims {GROUNDS[ground]}, for which Section 7.1 has no category. {in_law}"
        )
        cites += [then.cite] if then.cite else []
    return review(" ".join(said), cites=tuple(cites))
