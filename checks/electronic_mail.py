"""E-mail addresses of the signature page, in the edition current: notices may be sent there (6.1)."""

import re

from checks.categories import TODAY
from checks.parties import is_no_answer
from checks.rule import PASS, Context, Verdict, not_applicable, review, rule
from extractors.record import Record

FIELDS = {"subscriber.email": "the subscriber's", "joint.email": "the joint subscriber's"}
_LONGEST = 254
_ADDRESS = re.compile(
    r"(?P<who>[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"
    r"@(?P<where>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59}))"
)
"""As RFC 5321 has them, without quotes and addresses of machines, which nobody gives to a company."""


def is_address(text: str) -> bool:
    """Whether it is one e-mail address as people have them. Whether it reaches anybody nobody here knows."""
    found = _ADDRESS.fullmatch(text)
    return found is not None and len(text) <= _LONGEST and len(found["who"]) <= 64


@rule(
    "EML001",
    title="An e-mail address is malformed",
    reads=tuple(FIELDS),
    cites=("Signature page", "Section 6.1"),
    remedy="Please give us your e-mail address in letters that can be read, as name@company.com.",
    editions=(TODAY,),
)
def email_addresses_are_well_formed(doc: Record, _context: Context) -> Verdict:
    """What stands as an e-mail address is one: notices sent there are deemed given.

    Source: 6.1, "to the Subscriber's address or e-mail address indicated on the signature page".
    Review: "avery.sample@", two addresses on one line. None is needed: a blank is not malformed.
    """
    said = {field: doc.text(field) for field in FIELDS if doc.text(field) and not is_no_answer(doc.text(field))}
    if not said:
        return not_applicable("No e-mail address is given.")
    wrong = [field for field, text in said.items() if not is_address(text)]
    if not wrong:
        return PASS
    told = [f'"{said[field]}", given as {FIELDS[field]} e-mail address, is no e-mail address' for field in wrong]
    return review(f"{told[0]}{'; ' + told[1] if len(told) > 1 else ''}.", fields=tuple(wrong))
