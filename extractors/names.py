"""Names of persons and entities: parts, kinds, and when two are one."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from nameparser import HumanName
from rapidfuzz import fuzz

Sameness = Literal["same", "form", "different"]

_DESIGNATORS = (
    (r"limited liability limited partnership|l\W?l\W?l\W?p", "lllp"),
    (r"limited liability compan(?:y|ies)|l\W{0,2}l\W{0,2}c|ltd\W{0,2}liability co(?:mpany)?", "llc"),
    (r"limited liability partnership|l\W{0,2}l\W{0,2}p", "llp"),
    (r"limited partnership|l\W{0,2}p", "lp"),
    (r"incorporated|inc", "inc"),
    (r"corporation|corp", "corp"),
    (r"company|co", "co"),
    (r"limited|ltd", "ltd"),
    (r"trustees?|ttees?", "trustee"),
    (r"individual retirement (?:account|annuity)|i\W{0,2}r\W{0,2}a", "ira"),
    (r"for the benefit of|f\W?b\W?o", "fbo"),
    (r"under agreement dated|u\W{0,2}a\W{0,2}d(?:td|ated)?", "uad"),
    (r"dated|dtd", "dtd"),
    (r"and|&|\+", "and"),
    (r"brothers|bros", "bros"),
    (r"associates|assocs?", "assoc"),
    (r"international|intl|int'l", "intl"),
    (r"saint|st", "st"),
)
_HARD = re.compile(
    r"(?<!\w)(?:"
    r"l\.?\s?l\.?\s?c\.?|l\.\s?p\.?|lp|l\.?l\.?p\.?|l\.?l\.?l\.?p\.?|p\.?l\.?l\.?c\.?|p\.\s?c\.?|p\.\s?a\.?|inc\.?|incorporated|"
    r"corp\.?|corporation|company|co\.|ltd\.?|limited|gmbh|s\.\s?a\.(?:r\.l\.)?|n\.\s?v\.|b\.\s?v\.|plc|pty|"
    r"limited liability company|limited partnership|general partnership|partnership|"
    r"(?:\w+\s+)?trust|estate of|roth|individual retirement|i\.?r\.?a\.?|sep[- ]ira|keogh|401\s?\(?k\)?|403\s?\(?b\)?|"
    r"pension|profit[- ]sharing|retirement (?:plan|account|fund)|defined benefit|money purchase|employees?'? (?:benefit )?plan|"
    r"foundation|endowment|university|college|holdings?|hldgs|partners|associates|enterprises|industries|ventures|"
    r"investments?|investors|securities|properties|realty|advisors|advisers|consulting|technologies|systems|services|"
    r"fund|bank|bancorp|church of|diocese|society|association|club|cust(?:odian)?\.?|f/?b/?o|ugma|utma|"
    r"& co\b\.?|and company|& sons|& associates|n\.\s?a\."
    r")(?!\w)",
    re.IGNORECASE,
)
_SURNAMES_TOO = frozenset(
    {
        "bank",
        "fund",
        "church",
        "college",
        "club",
        "investments",
        "partners",
        "roth",
        "limited",
        "trust",
        "society",
        "cust",
    }
)
_GENERATIONS = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
    "2nd": "ii",
    "3rd": "iii",
}
_HOLDERS = re.compile(
    r",?\s*(?:\(?(?:jt\.?\s?ten\.?(?:\s?wros)?|j\.?t\.?w\.?r\.?o\.?s\.?|wros|tic|ten\.?\s?(?:in\s)?com\.?|ten\.?\s?ent\.?|h/w|"
    r"as\s+(?:joint\s+tenants|tenants|community|husband|spouses)\b.*|joint\s+tenants\b.*|tenants\s+in\s+common\b.*|"
    r"husband\s+and\s+wife|his\s+wife|community\s+property\b.*)\)?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in its parts; "" where a part is missing."""

    title: str
    first: str
    middle: str
    last: str
    suffix: str


def person(raw: str) -> Person:
    """Take a person's name apart ("Dr. Robert J. Kessler, Jr.", "KESSLER, ROBERT")."""
    name = HumanName(re.sub(r"\s+", " ", raw).strip(" ,;"))
    return Person(str(name.title), str(name.first), str(name.middle), str(name.last), str(name.suffix))


def is_entity_name(name: str) -> bool:
    """Whether a name is an entity's: a company's, partnership's, trust's, plan's, an account's.

    By words only an entity carries ("LLC", "Trust", "IRA", "f/b/o"). A two-part name whose last
    word is also a surname ("Peter Fund") counts as a person's.
    """
    text = re.sub(r"\s+", " ", name).strip(" ,;")
    found = [match[0] for match in _HARD.finditer(text)]
    if not found:
        return False
    words = text.split()
    is_like_surname = len(found) == 1 and found[0].split()[-1].lower().strip(".") in _SURNAMES_TOO
    return not (
        is_like_surname and len(words) <= 3 and words[-1].lower() == found[0].split()[-1].lower() and _given(words)
    )


def same_name(a: str, b: str) -> Sameness:
    """Compare two names of persons or entities.

    Returns:
        "same" letter by letter but for white space; "form" where they differ only in case,
        punctuation, accents, order ("Kessler, Robert"), titles, a middle name left out or
        abbreviated, or the way a designator is written (Inc./Incorporated, LLC/L.L.C.);
        "different" otherwise, also where one is misspelt (see `similar_names`) or lacks its
        designator.
    """
    first, second = (re.sub(r"\s+", " ", text).strip() for text in (a, b))
    if not first or not second:
        return "same" if first == second else "different"
    if first == second:
        return "same"
    if normalised(first) == normalised(second):
        return "form"
    if is_entity_name(first) or is_entity_name(second):
        return "different"
    return same_person(first, second)


def same_person(a: str, b: str) -> Sameness:
    """Compare two persons' names, as `same_name` does.

    A generation (Jr., III) on one side only makes them different, as do a lone initial for the
    first name and two middle names that do not fit.
    """
    first, second = re.sub(r"\s+", " ", a).strip(), re.sub(r"\s+", " ", b).strip()
    if first == second:
        return "same"
    if not first or not second:
        return "different"
    one, other = person(first), person(second)
    fits = (
        _plain(one.last) == _plain(other.last)
        and _plain(one.first) == _plain(other.first)
        and _generation(one) == _generation(other)
        and _middles_fit(one.middle, other.middle)
    )
    return "form" if fits and _plain(one.first) and _plain(one.last) else "different"


def similar_names(a: str, b: str) -> bool:
    """Whether two names may be one, spelling aside: for finding the same subscriber twice."""
    if same_name(a, b) != "different":
        return True
    one, other = normalised(a), normalised(b)
    if not one or not other:
        return False
    if fuzz.token_sort_ratio(one, other) >= 90:
        return True
    if is_entity_name(a) or is_entity_name(b):
        return False
    p, q = person(a), person(b)
    if fuzz.ratio(_plain(p.last), _plain(q.last)) < 85:
        return False
    firsts = _plain(p.first), _plain(q.first)
    if min(len(name) for name in firsts) == 1:
        return firsts[0][0] == firsts[1][0]
    return bool(firsts[0] and firsts[1]) and fuzz.ratio(*firsts) >= 80


def people_in(raw: str) -> tuple[str, ...]:
    """The names that a joint title holds, in their order.

    "Robert and Mary Kessler, JTWROS" gives "Robert Kessler" and "Mary Kessler". An entity's name
    is given whole.
    """
    text = re.sub(r"\s+", " ", raw).strip(" ,;")
    bare = _HOLDERS.sub("", text).strip(" ,;")
    if not bare:
        return ()
    if is_entity_name(bare):
        return (bare,)
    parts = [
        part.strip(" ,;")
        for part in re.split(r"\s+(?:and/or|and|or|&|\+)\s+|\s*[/;]\s*", bare, flags=re.I)
        if part.strip(" ,;")
    ]
    last = person(parts[-1]).last if parts else ""
    return tuple(f"{part} {last}" if _lacks_surname(part) and last and len(parts) > 1 else part for part in parts)


def normalised(name: str) -> str:
    """A name in lower case, without accents and punctuation, designators in one form."""
    text = _without_accents(name).lower().strip()
    text = re.sub(r"^the\s+", "", text)
    text = re.sub(r"'s\b", "s", text)
    for pattern, short in _DESIGNATORS:
        text = re.sub(rf"(?<![\w'])(?:{pattern})(?!\w)\.?", f" {short} ", text)
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


def _given(words: list[str]) -> bool:
    """Whether the words before the last look like given names and initials."""
    return len(words) > 1 and all(re.fullmatch(r"[A-Z][a-z']+|[A-Z]\.?", word) for word in words[:-1])


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]", "", _without_accents(text).lower())


def _generation(name: Person) -> str:
    for part in re.split(r"[\s,]+", name.suffix.lower()):
        if part.strip(".") in _GENERATIONS:
            return _GENERATIONS[part.strip(".")]
    return ""


def _middles_fit(one: str, other: str) -> bool:
    mine, theirs = _without_accents(one).lower().split(), _without_accents(other).lower().split()
    for a, b in zip(mine, theirs, strict=False):
        a, b = _plain(a), _plain(b)
        if not (a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])):
            return False
    return True


def _lacks_surname(part: str) -> bool:
    """Whether a part of a joint name is a given name alone: "Robert", "Dr. Robert J."."""
    words = [w for w in part.replace(".", " ").split() if w.lower() not in ("dr", "mr", "mrs", "ms", "miss", "prof")]
    return len([w for w in words if len(w) > 1]) <= 1
