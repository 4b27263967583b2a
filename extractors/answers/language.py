"""What the readers of free-text answers share: clauses, and how a thing is mentioned in them.

spaCy without a model: its tokeniser, sentence ends and matchers. Imported when first used.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

Manner = Literal["claimed", "denied", "past", "relative", "dealt with"]
"""How something is mentioned: as the writer's own and present; denied; as past; of a relative; as
somebody the writer deals with ("my account at ...", "software for ...")."""

TokenPattern = list[dict[str, Any]]

_WHOLE = re.compile(
    r"(?:401\(k\)|403\(b\)|457\(b\)|501\(c\)(?:\(3\))?|501c3|[Bb]roker[-/][Dd]ealers?|BROKER[-/]DEALERS?|[A-Za-z]\*[A-Za-z]+|"
    r"(?:[A-Za-z]\.){2,}|[A-Za-z]\.[A-Za-z]|[Ff]/[Bb]/[Oo]|[Nn]/[Aa]|B[-/]D|[Ss]elf-[Dd]irected|[Ss]elf-[Ee]mployed|[Ss]emi-[Rr]etired)"
)
_BREAKS = frozenset({";", "but", "however", "although", "though", "whereas", "while", "•", "|"})
_DENIALS = frozenset(
    {"not", "never", "n't", "no", "neither", "nor", "without", "cannot", "isn't", "non", "none", "nothing"}
)
_FAR_DENIALS = frozenset({"neither", "nor", "none", "nothing"})
_PAST = frozenset(
    {
        "former", "formerly", "previously", "previous", "prior", "ex", "past", "was", "were", "been", "used", "retired",
        "left", "resigned", "sold", "once", "earlier", "became", "worked", "served", "until",
    }
)  # fmt: skip
_NOW = frozenset({"now", "currently", "presently", "present", "current", "am", "is", "are", "i'm", "'m", "also"})
_RELATIVES = frozenset(
    {
        "wife", "husband", "spouse", "son", "daughter", "father", "mother", "brother", "sister", "uncle", "aunt",
        "cousin", "nephew", "niece", "fiance", "fiancee", "son-in-law", "daughter-in-law", "brother-in-law",
        "sister-in-law", "father-in-law", "mother-in-law", "parents", "child", "children", "friend", "neighbor",
        "roommate",
    }
)  # fmt: skip
_DEALINGS = frozenset(
    {
        "account", "accounts", "client", "clients", "customer", "customers", "through", "via", "vendor", "vendors",
        "supplier", "software", "representing", "represents", "represent", "audits", "auditing", "regulates",
        "regulating", "purchased", "bought", "invest", "invested", "investing", "custodian", "held", "introduced",
        "recruiter", "recruits", "recruiting", "recruiters", "tenant", "landlord",
    }
)  # fmt: skip
_SERVICE = frozenset(
    {"manage", "manages", "manager", "managing", "handle", "handling", "employed", "employee", "advise"}
)
"""Who does this with accounts and clients is on the firm's side."""
_OF_A_TITLE = frozenset(
    {
        "account", "accounts", "client", "clients", "customer", "customers", "software", "investing", "vendor",
        "recruiting",
    }
)  # fmt: skip
_TITLES = frozenset(
    {
        "service", "services", "relations", "relationship", "relationships", "support", "experience", "success",
        "associate", "assistant", "advisor", "adviser", "representative", "rep", "specialist", "executive", "director",
        "officer", "analyst", "administrator", "coordinator", "president", "vp", "partner", "engineer", "developer",
        "architect", "programmer", "engineering", "development", "manager", "management", "group", "department", "team",
        "operations", "lead", "supervisor", "consultant", "vice", "exec",
    }
)  # fmt: skip
"""Behind these words the words before them name the writer's own work: "client associate at ..."."""
_SERVED = re.compile(
    r"\b(?:my|our) (?:(?:financial|personal|investment|stock|own|registered|tax) )?"
    r"(?:broker|brokers|advisor|adviser|stockbroker|banker|attorney|lawyer|accountant|consultant|representative)\b"
)
_ENDED = re.compile(
    r"\b(?:until|through|till|to|thru)\s+(?:[a-z]+\s+)?(?:19|20)[0-9]{2}|\b(?:19|20)[0-9]{2}\s*(?:-|\u2013|to|through)\s*"
    r"(?:(?:19|20)[0-9]{2}|[0-9]{2}\b)|\b(?:expired|lapsed|terminated|inactive|surrendered|years ago|in the past)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing found in an answer."""

    label: str
    words: str
    """As they stand in the answer, with white space collapsed."""
    manner: Manner
    start: int
    """First token in the answer, for order."""
    end: int


@cache
def language() -> "Language":
    """The English tokeniser with the field's own words kept whole, and sentence ends."""
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    tokenizer: Any = nlp.tokenizer
    default = tokenizer.token_match

    def token_match(text: str) -> bool:
        return bool(_WHOLE.fullmatch(text)) or bool(default and default(text))

    tokenizer.token_match = token_match
    return nlp


def read(text: str) -> "Doc":
    """The answer in tokens. Line ends count as spaces: they are the form's, not the writer's."""
    plain = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2010: "-", 0x2011: "-"})
    return language()(re.sub(r"\s+", " ", plain).strip())


def mentions(doc: "Doc", spans: Sequence["Span"]) -> tuple[Mention, ...]:
    """The spans with the manner in which each is mentioned, in order; longest first, none twice."""
    from spacy.util import filter_spans  # noqa: PLC0415

    return tuple(
        Mention(span.label_, span.text, manner(doc, span.start, span.end), span.start, span.end)
        for span in filter_spans(spans)
    )


def manner(doc: "Doc", start: int, end: int) -> Manner:
    """How tokens `start` to `end` are mentioned, by the words around them in their clause."""
    first, last = _clause(doc, start, end)
    before = [token.lower_.strip(".") for token in doc[first:start]]
    after = doc[end:last].text
    if _is_denied(before):
        return "denied"
    before = _without_account_titles(before)
    serves = any(word in _SERVICE for word in before)
    if not serves and (
        before[-1:] in (["my"], ["our"])
        or _SERVED.search(" ".join(before))
        or any(word in _DEALINGS for word in before[-5:])
    ):
        return "dealt with"
    if _is_of_relative(before):
        return "relative"
    if _is_past(before, after):
        return "past"
    return "claimed"


def _without_account_titles(before: list[str]) -> list[str]:
    """The words without the "account" of "account executive", who is no account holder."""
    return [
        word
        for word, following in zip(before, [*before[1:], ""], strict=False)
        if word not in _OF_A_TITLE or following not in _TITLES
    ]


def _clause(doc: "Doc", start: int, end: int) -> tuple[int, int]:
    sentence = doc[start].sent
    first, last = sentence.start, sentence.end
    for token in doc[sentence.start : start]:
        if token.lower_ in _BREAKS:
            first = token.i + 1
    for token in doc[end : sentence.end]:
        if token.lower_ in _BREAKS:
            last = token.i
            break
    return first, last


def _is_denied(before: list[str]) -> bool:
    if any(word in _FAR_DENIALS for word in before[-14:]):
        return True
    near = before[-7:]
    if ")" in near:
        near = near[len(near) - near[::-1].index(")") :]
    if "," in near and "nor" not in near:
        near = near[len(near) - near[::-1].index(",") :]
    denials = [i for i, word in enumerate(near) if word in _DENIALS]
    if not denials:
        return False
    rest = near[denials[-1] + 1 :]
    return rest[:1] not in (["only"], ["just"], ["longer"]) or rest[:1] == ["longer"]


def _is_of_relative(before: list[str]) -> bool:
    places = [i for i, word in enumerate(before) if word in _RELATIVES or word.removesuffix("'s") in _RELATIVES]
    own = [i for i, word in enumerate(before) if word in ("i", "myself", "i'm", "undersigned")]
    return bool(places) and (not own or own[-1] < places[-1])


def _is_past(before: list[str], after: str) -> bool:
    since = re.match(r"[^.;]*?\b(?:since|present|current|currently|to date)\b", after, re.IGNORECASE)
    if not since and _ENDED.search(after[:60]):
        return True
    past = [i for i, word in enumerate(before) if word in _PAST]
    now = [i for i, word in enumerate(before) if word in _NOW]
    return bool(past) and (
        not now or now[-1] < past[-1] or before[now[-1] + 1 : now[-1] + 2] in (["retired"], ["former"])
    )
