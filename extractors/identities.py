"""Numbers that identify: tax ids, bank routing numbers, SWIFT codes, telephone numbers.

Formats only, checked by well-kept libraries with their gaps closed; whether a kind of number fits
the subscriber is a rule's question.
"""

import re
from dataclasses import dataclass
from datetime import date

import phonenumbers
import stdnum.bic
from stdnum.us import ein, itin, rtn, ssn

from extractors.masking import mask, mask_tax_ids_in
from extractors.names import (
    Person,
    is_entity_name,
    people_in,
    person,
    same_entity,
    same_name,
    same_person,
    similar_names,
)
from extractors.places import Place, city_state_zip, state, state_of_zip, zip_in_state

__all__ = [
    "BankNumber", "Person", "Place", "TaxId", "Telephone", "aba_number", "bic", "city_state_zip", "is_entity_name",
    "mask", "mask_tax_ids_in", "people_in", "person", "same_entity", "same_name", "same_person", "similar_names",
    "state", "state_of_zip", "tax_id", "telephone", "zip_in_state",
]  # fmt: skip

RANDOMIZATION = date(2011, 6, 25)
"""From this day social security numbers are given out without regard to the area."""
_ITIN_MIDDLE_GROUPS = date(2011, 4, 12)
_VOID_SSNS = frozenset({"078051120", "219099999", "457555462"})
_IMPLAUSIBLE = frozenset({"123456789", "987654321", "012345678", "123121234", "001010001"})
_TAX_LABEL = re.compile(
    r"(?:(?:social\s+security|tax(?:payer)?|employer|federal)\s+)*(?:(?:id(?:entification)?|i\.d\.)\s*)?"
    r"(?P<label>ssn|s\.s\.n\.|ss|s\.s\.|itin|tin|f?ein|e\.i\.n\.)?\s*(?:numbers?|no\.?|nr\.?|#)?\s*[:#=-]*\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TaxId:
    """A US taxpayer number."""

    kinds: frozenset[str]
    """What it can be: "ssn", "itin", "ein"; both without a hyphen; empty where it can be none."""
    canonical: str | None
    """Hyphenated where one kind is left ("123-45-6789", "12-3456789"), else nine digits; None where
    no nine digits stand there."""
    problems: tuple[str, ...] = ()
    """Why it is no valid number; empty where it is one."""
    doubts: tuple[str, ...] = ()
    """Why a person should look at a number that is formally valid."""

    @property
    def is_valid(self) -> bool:
        """Whether the number can be any kind."""
        return bool(self.kinds)


@dataclass(frozen=True, slots=True)
class BankNumber:
    """A routing number or SWIFT code; `canonical` is None where `problems` says why."""

    canonical: str | None
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone or facsimile number."""

    canonical: str | None
    """In E.164, "+12125550147"; None where it is malformed."""
    extension: str = ""
    foreign: bool = False
    fictional: bool = False
    """555-0100 to 555-0199, kept free for invented numbers."""
    problems: tuple[str, ...] = ()


def tax_id(raw: str, on: date | None = None) -> TaxId:
    """Read a taxpayer number.

    Args:
        raw: What stands in the blank; a label ("SSN:", "EIN") may stand before it.
        on: The day the number stood there. Before 2011-06-25 unassigned areas are impossible.

    Returns:
        The kinds it can be. The hyphen's place decides between a person's and an employer's
        number; without one both stay possible.
    """
    text = re.sub("[\u2010-\u2015\u2212]", "-", raw).strip(" \t\n._")
    label_match = _TAX_LABEL.match(text)
    label = re.sub(r"\.", "", (label_match["label"] or "") if label_match else "").lower()
    number = text[label_match.end() :].strip() if label_match else text
    digits = re.sub(r"[^0-9]", "", number)
    shape = _shape(number)
    early = _not_nine_digits(number, digits)
    if early:
        return TaxId(frozenset(), None, (early,))
    person_problems, person_kind = _person_problem(digits, on)
    employer_problem, employer_doubt = _employer_problem(digits, hyphened=shape == "ein")
    kinds, problems, doubts = set[str](), list[str](), list[str]()
    if shape != "ein" and label not in ("ein", "fein"):
        if person_problems:
            problems.append(person_problems)
        else:
            kinds.add(person_kind)
    if shape != "ssn" and label not in ("ssn", "ss", "itin"):
        if employer_problem:
            problems.append(employer_problem)
        else:
            kinds.add("ein")
            doubts += [employer_doubt] if employer_doubt else []
    if kinds and shape == "odd":
        doubts.append("The hyphens stand where no tax id has them.")
    if kinds and (len(set(digits)) == 1 or digits in _IMPLAUSIBLE):
        doubts.append("The number looks like a placeholder.")
    return TaxId(frozenset(kinds), _written(digits, kinds), () if kinds else tuple(problems), tuple(doubts))


def aba_number(raw: str) -> BankNumber:
    """Read a bank's ABA routing number: nine digits, a known range, a right check digit."""
    text = re.sub(
        r"^\s*(?:aba|routing|transit)?(?:\s*(?:routing|transit|number|no\.?|nr\.?|#))*\s*[:#]*\s*",
        "",
        raw,
        flags=re.IGNORECASE,
    )
    digits = re.sub(r"[\s\-\u2010-\u2015._]", "", text)
    if not re.fullmatch(r"[0-9]{9}", digits):
        return BankNumber(None, ("An ABA number has nine digits.",))
    first = int(digits[:2])
    if not (first <= 12 or 21 <= first <= 32 or 61 <= first <= 72 or first == 80) or digits == "000000000":
        return BankNumber(None, (f"No ABA number begins with {digits[:2]}.",))
    if not rtn.is_valid(digits):
        return BankNumber(None, ("The check digit of the ABA number is wrong.",))
    if not (1 <= first <= 12 or 21 <= first <= 32):
        return BankNumber(digits, (), ("A wire normally goes to a routing number that begins with 01-12 or 21-32.",))
    return BankNumber(digits)


def bic(raw: str) -> BankNumber:
    """Read a SWIFT code (ISO 9362): its form and country, not whether a bank has it."""
    text = re.sub(r"^\s*(?:(?:swift|bic)\b[\s/]*)*(?:code|number|no\.?|#)?\s*[:#]*\s*", "", raw, flags=re.IGNORECASE)
    code = re.sub(r"[\s\-\u2010-\u2015._]", "", text).upper()
    if not stdnum.bic.is_valid(code):
        return BankNumber(None, ("A SWIFT code has 8 or 11 characters: four letters, a country, two or five more.",))
    return BankNumber(code, (), ("The code is one for tests.",) if code[7] == "0" else ())


def telephone(raw: str) -> Telephone:
    """Read a telephone or facsimile number, US unless it begins with + or 011."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", re.sub(r"[\s_]+", " ", raw)).strip(" .,;")
    extension_word = r"(?:\b(?:ext(?:ension|n)?|x)\b\.?|(?<=[0-9 ])x(?=[ .0-9]))"
    bare = re.sub(
        r"\(?\b(?:tel(?:ephone)?|phone|fax|facsimile|cell(?:ular)?|mobile|mob|home|office|ofc|work|wk|business|bus|"
        r"res(?:idence)?|direct|main|hm|h|w|o|c|m|t|f|p)\b\.?\)?\s*:?",
        " ",
        text,
        flags=re.IGNORECASE,
    ).strip()
    if re.search(r"[0-9]\D*\b(?:or|and)\b|[/;]|&", bare) and len(re.sub(r"[^0-9]", "", bare)) > 15:
        return Telephone(None, problems=("More than one number stands here.",))
    letters = re.sub(extension_word, "", bare, flags=re.IGNORECASE)
    is_vanity = re.fullmatch(r"(?:\+?1[-. ]?)?\(?[0-9]{3}\)?[-. ]?[A-Za-z0-9-]{7,9}", letters) is not None
    if re.search(r"[A-Za-z]", letters) and not is_vanity:
        return Telephone(None, problems=("There are words that belong to no telephone number.",))
    try:
        number = phonenumbers.parse(bare, "US")
    except phonenumbers.NumberParseException:
        return Telephone(None, problems=("This is no telephone number.",))
    extension = number.extension or ""
    if not phonenumbers.is_valid_number(number):
        digits = str(number.national_number)
        why = "The area code is missing." if len(digits) == 7 else "No telephone has this number."
        return Telephone(None, extension, problems=(why,))
    national = str(number.national_number)
    is_american = number.country_code == 1
    if is_american and (national[1:3] == "11" or national[4:6] == "11" or national[1] == "9"):
        return Telephone(
            None, extension, problems=("Its area code or its exchange is none that a telephone can have.",)
        )
    region = phonenumbers.region_code_for_number(number)
    home = is_american and region in (None, "US", "PR", "VI", "GU", "AS", "MP")
    return Telephone(
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        extension,
        foreign=not home,
        fictional=is_american and national[3:8] == "55501",
    )


def _shape(number: str) -> str:
    """Whose hyphens a number has: "ssn", "ein", "none" without any, "odd" otherwise."""
    groups = [len(group) for group in re.split(r"[-\s.]+", number) if group]
    return {(3, 2, 4): "ssn", (2, 7): "ein", (9,): "none"}.get(tuple(groups), "odd")


def _not_nine_digits(number: str, digits: str) -> str:
    if re.search(r"[*xX•#]{3}", number):
        return "The number is masked: only its last digits can be read."
    if len(digits) >= 18:
        return "More than one number stands here."
    if re.search(r"[^0-9\-\s.]", number):
        return "A tax id holds digits and hyphens only."
    return "" if len(digits) == 9 else f"A tax id has nine digits; there are {len(digits)}."


def _person_problem(digits: str, on: date | None) -> tuple[str, str]:
    """Why nine digits are no person's number ("" where they are one), and the kind."""
    area, group = int(digits[:3]), int(digits[3:5])
    if digits in _VOID_SSNS:
        return "This social security number was declared void.", "ssn"
    if area >= 900:
        fits = itin.is_valid(digits) or 50 <= group <= 65
        if group == 93:
            return "Numbers of its kind are given to children in adoption.", "itin"
        if not fits or (on is not None and on < _ITIN_MIDDLE_GROUPS and not 70 <= group <= 88):
            when = " at that date" if fits else ""
            return f"No individual taxpayer number had its middle digits{when}.", "itin"
        return "", "itin"
    if not ssn.is_valid(digits):
        return "No social security number has such first, middle or last digits.", "ssn"
    if on is not None and on < RANDOMIZATION and (734 <= area <= 749 or area > 772):
        return "No social security number began with its first three digits at that date.", "ssn"
    return "", "ssn"


def _employer_problem(digits: str, *, hyphened: bool) -> tuple[str, str]:
    """Why nine digits are no employer's number, and a doubt about one that may be."""
    if ein.is_valid(digits):
        return "", ""
    prefix = digits[:2]
    if prefix == "00" or not hyphened:
        return "No employer identification number begins with its first two digits.", ""
    return "", "Its first two digits are not among the known prefixes of employer identification numbers."


def _written(digits: str, kinds: set[str]) -> str:
    if kinds == {"ein"}:
        return f"{digits[:2]}-{digits[2:]}"
    return digits if len(kinds) != 1 else f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
