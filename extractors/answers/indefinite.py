"""Names, offices and addresses that are not settled: promised, left to be chosen, past, or said to be unknown."""

import re

from extractors.answers.no_answers import is_open
from extractors.answers.terms import is_plain_blank

_TO_COME = (
    r"\b(?:to|will|shall)\s+be\s+(?:[a-z]+ed|chosen|given|known|sent|set\s+up)\b|"
    r"\b(?:to|will)\s+follow\b|(?-i:(?:^|[\s,;(/–—-])T\.?B\.?[ADC]\W*$)|\bpending\W*$|\byet\s+(?:to\s+be|un)|\bnot\s+yet\b"
)
_WHOSE = r"(?:(?:his|her|its|their|the|my|our|an?|any|such|other|permitted|lawful)\s+)*"
_NAME = re.compile(
    rf"{_TO_COME}|"
    rf"\b(?:and\s*/\s*or|or)\s+{_WHOSE}(?:designees?|nominees?|assign(?:s|ee|ees)?|affiliates?|another|transferees?)\b|"
    rf"\band\s+{_WHOSE}(?:designees?|assigns|assignees?)\b|\b(?:in|under)\s+(?:formation|organi[sz]ation)\b|\bbeing\s+formed\b|"
    r"\bundisclosed\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    rf"{_TO_COME}|"
    r"\b(?:former(?:ly)?|ex(?=[\s-]+[a-z])|proposed|prospective|would-be|incoming|outgoing|past(?!\W+due)|resigned|removed|"
    r"terminated|dismissed|deceased|designate|elect)\b|\bretired\s+\w|\bno\s+longer\b|\b(?:un)?til\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    rf"{_TO_COME}|(?-i:^\W*T\.?B\.?[ADC]\b)|^\W*unknown(?=\W*$|\s*[,;-])|"
    r"(?:^|,)\W*(?:(?:i\s+am|i['’]m|we\s+are|am|are)\s+)?"
    r"moving(?=\s*(?:[-–—,;:(]|to\b|on\b|in\b|soon\b|$))|"
    r"\bin\s+transit\b|\bno\s+(?:fixed|permanent)\s+(?:address|abode|residence)\b|\bsame\s+as\s+(?:before|last\s+time|previous\w*|"
    r"prior|always)\b|\b(?:as|per)\s+(?:per\s+)?(?:(?:our|my|your|the)\s+)?records?\b|\bon\s+file\b|\bunknown\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_SAME = re.compile(r"\W*ditto\W*", re.IGNORECASE)
"""In the second subscriber's column it refers to the first's, plainly enough."""


def is_indefinite(field: str, answer: str) -> bool:
    """Whether a name, office or address is not settled: "Newco, to be formed", "former President", "or nominee"."""
    if not is_plain_blank(field):
        return False
    blank = field.rpartition(".")[2]
    if is_open(answer) and not _SAME.fullmatch(answer):
        return True
    if blank.endswith("title"):
        return _OFFICE.search(answer) is not None
    return (_ADDRESS if blank.endswith(("address", "zip")) else _NAME).search(answer) is not None
