"""What the answers of the signature page look like: a tax id is no name, and a street no title.

Captions say what belongs where, and places say which answer is whose. In a table whose answers stand as far below one
caption as above the next, places say nothing, and a layout that nobody foresaw may shift every answer by one. Then the
answers themselves tell.
"""

import re

from extractors.places import state
from extractors.signature_words import SIGNED

_DASH = "[-\u2010-\u2015]"
_STAMPED = re.compile(r"docusigned by|digitally signed|electronically signed|e-?signed by", re.IGNORECASE)
_TAX_ID = re.compile(
    rf"(?<![\w-])(?:[0-9]{{3}}\s?{_DASH}\s?[0-9]{{2}}\s?{_DASH}\s?[0-9]{{4}}|[0-9]{{2}}{_DASH}[0-9]{{7}})(?![\w-])"
)
_TELEPHONE = re.compile(
    rf"(?:\+?1(?:[\s.]|{_DASH})*)?(?:\([0-9]{{3}}\)|[0-9]{{3}})(?:[\s./]|{_DASH})+[0-9]{{3}}(?:[\s.]|{_DASH})+[0-9]{{4}}"
    rf"(?:\s*(?:x|ext)\.?\s*[0-9]+)?|[0-9]{{3}}{_DASH}[0-9]{{4}}",
    re.IGNORECASE,
)
_ZIP = re.compile(rf"[0-9]{{5}}(?:{_DASH}[0-9]{{4}})?")
_STREET = re.compile(
    r"[0-9]+[a-z]?(?:-[0-9]+)?\s+(?:[\w.']+\s+){1,3}(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|place|pl|boulevard|"
    r"blvd|court|ct|parkway|pkwy|highway|hwy|terrace|circle|square)\b|p\.?\s?o\.?\s+box\s+[0-9]",
    re.IGNORECASE,
)
_OF_PERSONS = ("signature", "name", "title", "entity_name")
_OF_LINES = ("telephone", "facsimile")


def is_foreign(part: str, text: str) -> bool:
    """Whether what stands in a signer's field is surely another field's answer.

    Args:
        part: The field without its signer: "name", "telephone_business".
        text: Its words.
    """
    text = " ".join(text.split())
    kind = _kind(text)
    if not kind:
        return part in _OF_PERSONS and _TAX_ID.search(text) is not None
    if part in ("entity_name", "name"):  # "40 Wall Street LLC"
        return kind != "street"
    if part == "address":  # it may hold the city as well
        return kind not in ("street", "city")
    return not _is_own(part, kind)


def is_own(part: str, text: str) -> bool:
    """Whether what stands in a signer's field looks like that field's answer and no other's."""
    return _is_own(part, _kind(" ".join(text.split())))


def _is_own(part: str, kind: str) -> bool:
    if part.startswith(_OF_LINES):
        return kind == "telephone"
    return bool(kind) and {"city_state_zip": "city", "address": "street"}.get(part, part) == kind


def _kind(text: str) -> str:
    """The one field whose answer a text looks like; "" where that is not sure."""
    if SIGNED.search(text) or _STAMPED.search(text):
        return "signature"
    if _TAX_ID.fullmatch(text):
        return "tax_id"
    if _TELEPHONE.fullmatch(text):
        return "telephone"
    if _ends_in_state_and_zip(text):
        return "city"
    return "street" if _STREET.match(text) else ""


def _ends_in_state_and_zip(text: str) -> bool:
    """Whether a text ends as "Reno, NV 89501" or "Albany, New York 12207" does, or is no more than a ZIP code."""
    words = text.replace(",", " ").split()
    if not words or not _ZIP.fullmatch(words[-1]):
        return False
    return len(words) == 1 or any(state(" ".join(words[-count:-1])) for count in (2, 3, 4))
