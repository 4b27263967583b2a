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
    (r"international|intl", "intl"),
    (r"saint|st", "st"),
)
_ENTITY_WORDS = re.compile(
    r"(?<!\w)(?:"
    r"l\.?\s?l\.?\s?c\.?|l\.\s?p\.?|lp|l\.?l\.?p\.?|l\.?l\.?l\.?p\.?|p\.?l\.?l\.?c\.?|p\.\s?c\.?|p\.\s?a\.?|(?-i:P[CA])$|"
    r"inc\.?|incorporated|corp\.?|corporation|company|co\.|ltd\.?|limited|gmbh|s\.\s?a\.(?:r\.l\.)?|n\.\s?v\.|b\.\s?v\.|"
    r"plc|pty|limited liability company|partnership|trust|estate of|roth|individual retirement|i\.r\.a\.?|ira|keogh|"
    r"401\s?\(?k\)?|403\s?\(?b\)?|pension|profit[- ]sharing|retirement (?:plan|account|fund)|defined benefit|"
    r"money purchase|employees?'? (?:benefit )?plan|foundation|endowment|university|college|holdings?|hldgs|partners|"
    r"associates|enterprises|industries|ventures|investments?|investors|securities|properties|realty|advisors|advisers|"
    r"consulting|technologies|systems|services|brothers|bros\.?|fund|bank|bancorp|church|diocese|society|association|club|"
    r"cust(?:odian)?\.?|f/?b/?o|ugma|utma|& co\b\.?|& sons|& associates|n\.\s?a\."
    r")(?!\w)",
    re.IGNORECASE,
)
_SURNAMES_TOO = frozenset({"bank", "fund", "church", "college", "club", "roth", "society", "brothers"})
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
    r"[,;]?\s*(?:[-–—]\s*)?(?:\(?(?:jt\.?\s?ten\.?(?:\s?wros)?|jt\.?\s?/?\s?wros|comm?\.?\s?prop\.?|j\.?t\.?w\.?r\.?o\.?s\.?|wros|tic|ten\.?\s?(?:in\s)?com\.?|ten\.?\s?ent\.?|h/w|"
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
    found = [match for match in _ENTITY_WORDS.finditer(text) if not _is_given_name_ira(text, match)]
    if not found:
        return False
    words = text.split()
    if len(found) == 1 and len(words) <= 3 and words[-1].lower().strip(".") in _SURNAMES_TOO:
        return _sounds_like_a_company(text)
    return True


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


def same_entity(a: str, b: str) -> Sameness:
    """Compare two entities' names, as `same_name` does, without reading either as a person's.

    No word may be left out: "Silver Creek Ranch" is another than "Silver Ranch".
    """
    first, second = (re.sub(r"\s+", " ", text).strip() for text in (a, b))
    if first == second:
        return "same"
    plain = normalised(first)
    return "form" if plain and plain == normalised(second) else "different"


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
        for part in re.split(
            r"\s+(?:and/or|and|or|&|\+)\s+(?:(?:his|her)\s+)?(?:(?:wife|husband|spouse)\b,?\s*)?|\s*[/;]\s*",
            bare,
            flags=re.IGNORECASE,
        )
        if part.strip(" ,;")
    ]
    last = next((person(part).last for part in reversed(parts) if not _lacks_surname(part)), "")
    return tuple(f"{part} {last}" if _lacks_surname(part) and last and len(parts) > 1 else part for part in parts)


def normalised(name: str) -> str:
    """A name in lower case, without accents and punctuation, designators in one form."""
    text = _without_accents(name).lower().strip()
    text = re.sub(r"^the\s+", "", text)
    text = re.sub("['\u2019]", "", text)
    for pattern, short in _DESIGNATORS:
        text = re.sub(rf"(?<![\w'])(?:{pattern})(?!\w)\.?", f" {short} ", text)
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


def _is_given_name_ira(text: str, match: re.Match[str]) -> bool:
    """Whether "Ira" is a person's name: "Ira Goldberg", "Goldberg, Ira", "David Ira Cohen"."""
    if match[0].lower() != "ira":
        return False
    before, after = text[: match.start()], text[match.end() :]
    if re.match(r"[\s,:#-]*(?:f/?b/?o|for|of|acc(?:oun)?t|cust|rollover|#|no|dtd|dated|[0-9])", after, re.IGNORECASE):
        return False
    if re.search(r"(?:roth|rollover|sep|simple|traditional|self[- ]directed)[\s-]*$", before, re.IGNORECASE):
        return False
    if not before.strip() or re.match(r"\s+\w", after):
        return True
    return match[0] != "IRA" and (before.rstrip().endswith(",") or len(before.split()) < 2)


def _sounds_like_a_company(text: str) -> bool:
    # imported here: the model takes a moment to load and few names need it
    import probablepeople  # noqa: PLC0415

    try:
        return bool(probablepeople.tag(text)[1] == "Corporation")
    except probablepeople.RepeatedLabelError:
        return True


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]", "", _without_accents(text).lower())


def generation(raw: str) -> str:
    """The generation that a name gives, "jr", "iii"; "" where it gives none."""
    return _generation(person(raw))


def is_generation(part: str) -> bool:
    """Whether a part of a name is only a generation: "Jr."."""
    return part.strip(" .").lower() in _GENERATIONS


def _generation(name: Person) -> str:
    for part in re.split(r"[\s,]+", name.suffix.lower()):
        if part.strip(".") in _GENERATIONS:
            return _GENERATIONS[part.strip(".")]
    return ""


def _middles_fit(one: str, other: str) -> bool:
    mine, theirs = ([_plain(name) for name in names.split() if _plain(name)] for names in (one, other))
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(mine, theirs, strict=False))


def _lacks_surname(part: str) -> bool:
    """Whether a part of a joint name is a given name alone: "Robert", "Dr. Robert J."."""
    words = [w for w in part.replace(".", " ").split() if w.lower() not in ("dr", "mr", "mrs", "ms", "miss", "prof")]
    return len([w for w in words if len(w) > 1]) <= 1
