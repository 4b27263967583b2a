"""The answer to 7.4: how the subscriber is affiliated with an NASD member firm."""

import re
from dataclasses import dataclass

from extractors.answers.employment import employer_in
from extractors.answers.language import Mention, read
from extractors.answers.securities_business import securities_mentions
from templates.empty_answers import is_empty_answer

_OWNS = re.compile(
    r"\b(?:own(?:s|er|ed|ership)?|shareholder|stockholder|equity (?:interest|holder)|limited partner|member of the llc|"
    r"interest in|control(?:s|ling)? person|parent (?:company|of)|investor in)\b|[0-9]\s?%",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    r"\b(?:president|ceo|c\.e\.o|cfo|coo|chairman|officer|director|managing (?:director|member)|partner|principal|"
    r"treasurer|secretary|vice president|vp)\b",
    re.IGNORECASE,
)
_EMPLOYEE = re.compile(
    r"\b(?:employ(?:ed|ee|er|ment)|works?|working|analyst|trader|assistant|clerk|compliance|engineer|manager|counsel|attorney|"
    r"consultant|banker|accountant|associate)\b",
    re.IGNORECASE,
)
_UNREGISTERED = re.compile(
    r"\b(?:unregistered|non[- ]?registered|not (?:a |an )?(?:registered|licensed)|no (?:securities )?licen[sc]es?|"
    r"back office|clerical)\b",
    re.IGNORECASE,
)


_SO_AM_I = re.compile(r"\b(?:so am i|as am i|i am,? (?:too|also|one)|me too)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What the description of an affiliation says."""

    registered_representative: bool | None
    """None where it may be."""
    firm: str | None
    """The member firm in the writer's words; None where none is named."""
    role: str | None
    """"registered representative", "officer", "employee", "owner", "relative" or "former"; None
    where no word shows it."""
    evidence: tuple[str, ...]


def nasd(text: str) -> Affiliation:
    """Read the description of an affiliation with a member firm.

    A relative's or a former registration is not the subscriber's. An affiliation without words
    for or against registration leaves it open.
    """
    plain = re.sub(r"\s+", " ", text).strip()
    if is_empty_answer(plain):
        return Affiliation(registered_representative=False, firm=None, role=None, evidence=())
    found = securities_mentions(read(plain))
    claims = [m for m in found if m.manner == "claimed"]
    role = _role(plain, found, claims)
    evidence = tuple(dict.fromkeys(m.words for m in found if m.manner in ("claimed", "relative", "past")))
    return Affiliation(_is_registered(plain, found, claims, role), _firm(plain, found), role, evidence)


def _is_registered(text: str, found: tuple[Mention, ...], claims: list[Mention], role: str | None) -> bool | None:
    if any(m.label == "registered" for m in claims):
        return True
    advises = any(
        m.label == "role" and re.search(r"advis|consultant|executive|broker|rep", m.words, re.IGNORECASE)
        for m in claims
    )
    if advises and not _UNREGISTERED.search(text):
        return True if any(m.label == "named firm" for m in claims) else None
    if _UNREGISTERED.search(text) or any(m.label == "registered" and m.manner == "denied" for m in found):
        return False
    if role == "relative" and any(m.label == "registered" for m in found) and _SO_AM_I.search(text):
        return True
    if role in ("relative", "former"):
        return False
    return None if claims or role or re.search(r"[A-Za-z]{3}", text) else False


def _role(text: str, found: tuple[Mention, ...], claims: list[Mention]) -> str | None:
    if any(m.label == "registered" for m in claims):
        return "registered representative"
    if not claims and any(m.manner == "relative" for m in found):
        return "relative"
    if not claims and any(m.manner == "past" for m in found):
        return "former"
    if not claims and re.match(
        r"\W*(?:my\s+)?(?:wife|husband|spouse|son|daughter|father|mother|brother|sister)\b", text, re.IGNORECASE
    ):
        return "relative"
    for name, pattern in (("owner", _OWNS), ("officer", _OFFICER), ("employee", _EMPLOYEE)):
        if pattern.search(text):
            return name
    return None


def _firm(text: str, found: tuple[Mention, ...]) -> str | None:
    """The firm's name with its designator, whether the writer's or the relative's."""
    for label in ("named firm", "group", "bank or insurer"):
        for mention in found:
            if mention.label == label and mention.manner != "denied":
                return _with_designator(text, mention.words)
    named = employer_in(text)
    if named:
        return named
    owned = re.search(r"(?:%|percent|interest|shares?|stock|member|shareholder|partner)\s+(?:of|in)\s+(?=[A-Z])", text)
    return employer_in(f"owner of {text[owned.end() :]}") if owned else None


def _with_designator(text: str, words: str) -> str:
    """The name as it goes on in the text: "Acme Securities" is "Acme Securities, Inc."."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    tail = (
        r"(?:,?\s+(?:&|and)\s+(?:Co|Company)\b\.?|,?\s+[A-Z][\w.&']*){0,4}?"
        r"(?:,?\s+(?:&|and))?,?\s+(?:Inc|LLC|L\.L\.C|Ltd|Corp|Corporation|Co|Company|LP|L\.P|N\.A)\b\.?"
        r"(?:,?\s+(?:Inc|LLC|L\.L\.C|Ltd|LP|L\.P)\b\.?)?"
    )
    match = re.search(rf"{pattern}(?:{tail})?", text)
    return match[0] if match else words
