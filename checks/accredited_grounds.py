"""Grounds of Rule 501(a) that a description may claim and 7.1 has no category for."""

from collections.abc import Mapping
from datetime import date

from checks.dated_law import law
from checks.rule import PASS, Verdict, review
from extractors.answers.entities import entity_kind

GROUNDS = {
    "broker_dealer": ("broker_dealer", "a broker-dealer"),
    "investment_adviser": ("investment_adviser", "an investment adviser"),
    "rbic": ("rural_business_investment_company", "a rural business investment company"),
    "government_plan": ("government_plan", "a government plan"),
    "family_office": ("family_office", "a family office"),
    "knowledgeable_employee": ("knowledgeable_employee", "a knowledgeable employee"),
    "licensed_individual": ("licensed_individual", "an individual with a professional license"),
    "living_trust": ("living_trust", "a living trust"),
    "indian_tribe": ("other_entity", "a tribe"),
}
"""What a description can show, with its law ("ground_<name>" in `checks/law/`) and the words of a sentence."""
ONLY_UNDER_D = {"foreign_entity": ("foreign_institution", "a foreign institution")}
"""A foreign company may stand under F; a foreign bank or insurer is not the one that D means."""


def foreign_institution(description: str, day: date) -> Verdict:
    """Review where Category D of the edition current is described by a foreign company, which it may not mean."""
    shown = sorted(one.words for one in entity_kind(description) if one.kind in ONLY_UNDER_D)
    if not shown:
        return PASS
    then = law("ground_foreign_institution").on(day)
    return review(
        f'Category D\'s description, "{shown[0]}", shows a foreign institution. Its ground in law is {then.value}.',
        cites=(then.cite,),
        remedy=(
            "Please tell us under which statute the institution is organized and supervised; if it does not meet the "
            "definition that Category D names, Category J may apply to it."
        ),
    )


def grounds_beyond_the_form(descriptions: Mapping[str, str], day: date) -> Verdict:
    """Review where a description claims such a ground, with the law in force on that day.

    Args:
        descriptions: The category's letter and its description.
        day: The subscription's date.
    """
    said, cites = [], []
    for letter, text in descriptions.items():
        known = {**GROUNDS, **ONLY_UNDER_D} if letter == "D" else GROUNDS
        claimed: dict[str, str] = {}
        for shown in sorted(entity_kind(text), key=lambda one: (text.find(one.words), one.words)):
            if shown.kind in known:
                claimed.setdefault(shown.kind, shown.words)
        for kind in sorted(claimed):
            name, words = known[kind]
            if kind == "family_office" and "client" in claimed[kind].casefold():
                name, words = "family_client", "a family client"
            then = law(f"ground_{name}").on(day)
            in_law = f"Its ground in law is {then.value}." if then.value else then.note
            said.append(
                f'Category {letter}\'s description, "{claimed[kind]}", claims {words}, for which Section 7.1 has no '
                f"category. {in_law}"
            )
            cites += [then.cite] if then.cite else []
    if not said:
        return PASS
    return review(" ".join(said), cites=tuple(cites))
