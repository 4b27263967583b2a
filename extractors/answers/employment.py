"""The answer to 7.2(a): who employs the subscriber, and whether the securities business does."""

import re
from dataclasses import dataclass
from typing import Literal

from extractors.answers.language import Mention, read
from extractors.answers.securities_business import may_speak_of_securities, securities_mentions
from extractors.names import is_entity_name

Registered = Literal["yes", "no", "unclear"]

_NAME_END = (
    r"(?:,?\s+(?:Inc|INC|inc|LLC|llc|L\.L\.C|Ltd|LTD|Corp|CORP|Co|CO|LP|L\.P|LLP|llp|L\.L\.P|P\.C|P\.A|PC|PA|PLLC|N\.A|plc)"
    r"\b\.?)"
)
_WORD = r"(?:[A-Z0-9][\w.'*-]*(?:[&/][A-Z]\w*)?)"
_PROPER = re.compile(
    rf"(?P<name>(?:{_WORD},\s+(?={_WORD}(?:,\s+{_WORD})*,?\s+&))*"
    rf"{_WORD}(?:(?:\s+(?:&|and|of|of\s+the|de|for|-))?\s+{_WORD})*{_NAME_END}*)"
)
_CUES = re.compile(
    r"\b(?:(?:self[- ])?employed(?:\s+as\s+[^,.;]+?)?\s+(?:by|with|at|for)|employe?r?(?:ment)?\s*(?:is|:|-)|"
    r"work(?:s|ing)?(?:\s+(?:full[- ]time|part[- ]time|as\s+[^,.;]+?))?\s+(?:for|at|with)|company\s*(?:is|:)|"
    r"(?:own|owner\s+of|own\s+and\s+operate|run|founded|founder\s+of|operate)|"
    r"(?:president|ceo|c\.e\.o\.|cfo|coo|cto|chairman|officer|director|manager|partner|principal|member|vice\s+president|"
    r"vp|v\.p\.|counsel|attorney|associate|engineer|physician|surgeon|consultant|advisor|adviser|executive|broker|"
    r"representative|rep|rr|analyst|trader|banker|accountant|controller|professor|teacher|employee|superintendent|"
    r"supervisor|founder|head|owner|salesman|assistant|specialist|administrator|secretary|treasurer|dentist|nurse|pilot|developer|"
    r"architect|programmer)"
    r"(?:\s+and\s+\w+)?(?:\s+of\s+\w+)?\s*(?:,?\s*(?:of|at|with|for|to)\b|,|-|:))\s+(?:the\s+(?=[A-Z]))?",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s*(?:[,;:(]|\.(?:\s|$)|\s[-\u2013\u2014]+\s|"
    r"\b(?:a|an|which|that|as|in|is|located|since|where|whose|for|my|and my|engaged|doing)\b)",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:self[- ]?\s?employed|self[- ]?\s?employment|sole propriet\w+|free[- ]?lance\w*|work for myself|"
    r"my own (?:business|company|firm|practice)|independent (?:consultant|contractor)|owner of my|d/?b/?a)\b",
    re.IGNORECASE,
)
_RETIRED = re.compile(r"\b(?:retired|retiree|in retirement)\b", re.IGNORECASE)
_NOT_RETIRED = re.compile(
    r"(?:\bsemi|\bnot|\bnever|\bpartly|\bpartially|n't)[\s-]*(?:yet\s+|fully\s+)?$", re.IGNORECASE
)
_UNEMPLOYED = re.compile(
    r"\b(?:unemployed|not (?:currently |presently )?(?:employed|working)|"
    r"no (?:current |present )?(?:employment|employer|job)|between jobs|home\s?maker|house\s?wife|house\s?husband|"
    r"student|stay[- ]at[- ]home|currently not (?:employed|working)|do(?:es)? not (?:currently )?work|on disability)\b",
    re.IGNORECASE,
)
_NOT_OWN = re.compile(
    r"\b(?:former|formerly|retired|ex|not|never|wife|husband|spouse|son|daughter)\b[^.;]*$", re.IGNORECASE
)
_PARTS = re.compile(
    r"\s*;\s*|\.\s+(?=[A-Z])|\s+[-\u2013]+\s+|,\s+(?!(?:Inc|LLC|L\.L\.C|Ltd|L\.P|LLP|P\.C|P\.A|N\.A)\b)|\("
)
_ADVISING = frozenset({"advisor", "adviser", "consultant", "executive", "representative", "broker", "brokers"})


@dataclass(frozen=True, slots=True)
class Employment:
    """What the answer on employment says."""

    employer: str | None
    """In the writer's words; None where none is named."""
    self_employed: bool
    retired: bool
    unemployed: bool
    registered_representative: Registered
    """"unclear" where a broker, an adviser or somebody in the trade may be one, or a relative is."""
    broker_dealer: bool
    """Whether the answer points to a securities firm as the writer's present employer or trade."""
    evidence: tuple[str, ...]
    """The words that led to the two last, as they stand."""


def employment(text: str) -> Employment:
    """Read an answer on employment.

    A mention that is denied ("not a registered representative"), past ("formerly with ...") or of
    another's ("my broker at ...") is no claim; a relative's makes the registration unclear.
    Brokers of other trades are none.
    """
    plain = re.sub(r"\s+", " ", text).strip()
    found = securities_mentions(read(plain)) if may_speak_of_securities(plain) else ()
    claims = [mention for mention in found if mention.manner == "claimed"]
    relatives = [mention for mention in found if mention.manner == "relative"]
    retired = any(not _NOT_RETIRED.search(plain[: match.start()]) for match in _RETIRED.finditer(plain))
    return Employment(
        employer=employer_in(plain) or next((m.words for m in claims if m.label in ("named firm", "group")), None),
        self_employed=bool(_SELF.search(plain)),
        retired=retired,
        unemployed=bool(_UNEMPLOYED.search(plain)),
        registered_representative=registered(claims, relatives),
        broker_dealer=any(m.label in ("firm", "named firm", "registered", "brokerage") for m in claims),
        evidence=tuple(dict.fromkeys(m.words for m in (*claims, *relatives))),
    )


def registered(claims: list[Mention], relatives: list[Mention]) -> Registered:
    """Whether claimed mentions make the writer a registered representative."""
    labels = {mention.label for mention in claims}
    if "registered" in labels:
        return "yes"
    advises = any(m.label == "role" and m.words.split()[-1].lower() in _ADVISING for m in claims)
    if "named firm" in labels and advises:
        return "yes"
    if labels == {"bank or insurer"} and not relatives:
        return "no"
    if labels or any(m.label in ("registered", "firm", "named firm") for m in relatives):
        return "unclear"
    return "no"


def employer_in(text: str) -> str | None:
    """The employer or firm that a text names after "with", "at", "president of" and the like, or by itself."""
    if not re.search(r"[A-Za-z]{2}", text):
        return None
    for cue in _CUES.finditer(text):
        if _NOT_OWN.search(text[: cue.start()]):
            continue
        name = _name_at(text, cue.end())
        if name:
            return name
    for part in _PARTS.split(text):
        whole = _trimmed(part)
        if is_entity_name(whole) and _PROPER.fullmatch(whole) and len(whole.split()) > 1:
            return whole
    return None


def _name_at(text: str, start: int) -> str | None:
    """The name that begins at a place: capitalised words, or where case says nothing, up to a stop."""
    rest = text[start:]
    match = _PROPER.match(rest)
    if match and not (text.isupper() or text.islower()):
        bare = _trimmed(match["name"])
        return bare if re.search(r"[A-Za-z]{2}", bare) and bare.lower() not in _NO_NAMES else None
    if not (text.isupper() or text.islower()):
        return None
    designator = re.match(r"([^,;.()]+?" + _NAME_END + r"\.?)", rest, re.IGNORECASE)
    stop = _STOP.search(rest)
    name = designator[1] if designator else rest[: stop.start()] if stop else rest
    name = _trimmed(name)
    return name if name and name.lower() not in _NO_NAMES and len(name.split()) <= 7 else None


def _trimmed(name: str) -> str:
    """A name without what closes its sentence; the full stop of "Inc." stays."""
    bare = name.strip(" ,)")
    abbreviated = re.search(r"\b(?:Inc|Corp|Co|Ltd|L\.L\.C|L\.P|L\.L\.P|P\.C|P\.A|N\.A)\.$", bare, re.IGNORECASE)
    return bare if abbreviated else bare.rstrip(".")


_NO_NAMES = frozenset(
    {
        "i",
        "my",
        "a",
        "an",
        "the",
        "myself",
        "self",
        "various",
        "my own",
        "none",
        "n/a",
        "it",
        "u.s",
        "us",
        "sales",
        "marketing",
    }
)
