"""What kind of entity a description shows: the answers to "(describe entity)" in 7.1."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from extractors.answers.language import Mention, language, mentions, read
from extractors.answers.securities_business import securities_mentions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_FORM_WORDS = re.compile(r"\(?\s*(?:please\s+)?describe\s+entity\s*\)?:?", re.IGNORECASE)
_MANAGERS = frozenset(
    {
        "by",
        "fiduciary",
        "custodian",
        "trustee",
        "through",
        "manager",
        "managed",
        "with",
        "from",
        "at",
        "adviser",
        "advisor",
    }
)
"""After these words an institution serves the entity and is not it."""
_INSTITUTIONS = frozenset(
    {"bank", "investment_adviser", "insurance_company", "savings_and_loan", "broker_dealer", "credit_union"}
)
_NO_BANK = frozenset(
    {"account", "accounts", "statement", "statements", "deposit", "deposits", "loan", "loans", "letter", "reference"}
)
_LICENCE = frozenset({"7", "65", "82"})


_LTD_LIABILITY = re.compile(r"\bltd\.?\s+liability\s+co\b", re.IGNORECASE)
_GOVERNMENT = r"(?:state|city|county|town|township|village|borough|commonwealth|school district)"
_PLAN = r"(?:pension|retirement|benefit|deferred compensation)"
_GOVERNMENTS_PLAN = re.compile(
    rf"\b{_PLAN}\s+(?:plan|fund|system|trust)s?\s+(?:of|for)\s+(?:the\s+)?(?:employees\s+of\s+(?:the\s+)?)?"
    rf"{_GOVERNMENT}\s+of\s+\w+(?!\w*\s+(?:corporation|company))"
    rf"|\b{_GOVERNMENT}\s+of\s+(?:\w+\s+){{1,5}}?{_PLAN}\s+(?:plan|fund|system|trust)",
    re.IGNORECASE,
)
"""A plan named after the government whose employees it serves, whatever words stand between."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One kind that a description shows."""

    kind: str
    """A key of `entity_kinds.yaml`, "broker_dealer" or "licensed_individual"."""
    words: str
    """The words that show it."""


def entity_kind(text: str) -> frozenset[Ground]:
    """The kinds of entity that a description claims, each with its words.

    A living trust is a trust as well, a savings bank no bank. What is denied ("not a bank"), past,
    or somebody else's part ("decision made by a registered investment adviser", "account at First
    National Bank") is not claimed. A number of a series other than 7, 65 and 82 is no licence.
    """
    doc = read(_FORM_WORDS.sub(" ", text))
    found = [m for m in _found(doc) if m.manner in ("claimed", "dealt with")]
    grounds = {Ground(m.label, m.words) for m in found if _is_own(doc, m)}
    grounds |= {
        Ground("trust", g.words) for g in grounds if g.kind in ("living_trust", "irrevocable_trust", "charitable_trust")
    }
    grounds |= {Ground("partnership", g.words) for g in grounds if g.kind == "family_partnership"}
    for mention in securities_mentions(doc):
        if mention.manner != "claimed" or not _is_own(doc, mention):
            continue
        if mention.label in ("firm", "named firm") and not re.search(r"\bbank", mention.words, re.IGNORECASE):
            grounds.add(Ground("broker_dealer", mention.words))
    grounds |= _licences(doc)
    grounds |= {Ground("government_plan", m[0]) for m in _GOVERNMENTS_PLAN.finditer(doc.text)}
    return frozenset(grounds)


def kinds(text: str) -> frozenset[str]:
    """The kinds alone that `entity_kind` finds."""
    return frozenset(ground.kind for ground in entity_kind(text))


def is_llc(text: str) -> bool:
    """Whether a name or description shows a limited liability company."""
    return "llc" in kinds(text) or _LTD_LIABILITY.search(text) is not None


def self_directed_plan(text: str) -> bool:
    """Whether a description shows a plan whose participant decides: self-directed, an IRA, a Keogh."""
    return bool(kinds(text) & {"self_directed_plan", "ira", "keogh"})


@cache
def _ruler() -> "Language":
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("en", vocab=language().vocab)
    ruler: Any = nlp.add_pipe("span_ruler", config={"spans_key": "kinds", "validate": False})
    tokenizer = language()
    patterns: list[dict[str, Any]] = []
    phrases_by_kind = yaml.safe_load((Path(__file__).parent / "entity_kinds.yaml").read_text(encoding="utf-8"))
    for kind, phrases in phrases_by_kind.items():
        for phrase in phrases:
            # an abbreviation is one token in an answer, whatever becomes of it alone
            cuts = {(phrase,), tuple(token.lower_ for token in tokenizer.make_doc(phrase))}
            patterns += [{"label": kind, "pattern": [{"LOWER": token} for token in cut]} for cut in cuts]
    patterns.append({"label": "ira", "pattern": [{"TEXT": {"IN": ["IRA", "ira", "SEP", "Roth"]}}]})
    patterns.append(
        {
            "label": "ira",
            "pattern": [{"LOWER": {"IN": ["rollover", "roth", "simple", "self-directed"]}}, {"LOWER": "ira"}],
        }
    )
    ruler.add_patterns(patterns)
    return nlp


def _found(doc: "Doc") -> tuple[Mention, ...]:
    ruled = _ruler().get_pipe("span_ruler")(doc.copy())
    spans = [doc[span.start : span.end] for span in ruled.spans["kinds"]]
    for span, source in zip(spans, ruled.spans["kinds"], strict=True):
        span.label_ = source.label_
    # "self-directed IRA" shows both; the longest-first choice would keep one
    apart = [span for span in spans if span.label_ == "self_directed_plan"]
    rest = [span for span in spans if span.label_ != "self_directed_plan"]
    return (*mentions(doc, rest), *mentions(doc, apart))


def _is_own(doc: "Doc", mention: Mention) -> bool:
    before = [token.lower_.strip(".,:") for token in doc[max(0, mention.start - 6) : mention.start]]
    following = doc[mention.end].lower_ if mention.end < len(doc) else ""
    if mention.label == "bank" and (following in _NO_BANK or before[-1:] == ["investment"]):
        return False
    if (
        mention.label == "ira"
        and mention.words in ("Roth", "SEP")
        and following not in ("ira", "account", "i.r.a.", "")
    ):
        return False
    if mention.label in _INSTITUTIONS | {"trust"} and mention.manner == "dealt with":
        return False
    if mention.label in _INSTITUTIONS:
        return not any(word in _MANAGERS for word in before[-6:])
    return True


def _licences(doc: "Doc") -> set[Ground]:
    """Series 7, 65 or 82, where it is held."""
    found = set()
    for token in doc:
        if token.lower_ != "series":
            continue
        numbers = [t for t in doc[token.i + 1 : token.i + 8] if t.text in _LICENCE]
        spans = [doc[token.i : number.i + 1] for number in numbers]
        for span in spans:
            span.label_ = "licensed_individual"
        for mention in mentions(doc, spans[:1]):
            if mention.manner == "claimed":
                found.add(Ground("licensed_individual", mention.words))
    return found
