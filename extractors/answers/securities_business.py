"""Words of the securities business in free-text answers: firms, registrations, roles."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from extractors.answers.language import Mention, TokenPattern, language, mentions

if TYPE_CHECKING:
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc, Span

_OTHER_TRADES = frozenset(
    {
        "aircraft", "airplane", "apartment", "art", "auto", "automobile", "boat", "book", "business", "car",
        "cargo", "cattle", "chemical", "coffee", "coin", "commercial", "cotton", "customhouse", "customs", "data",
        "diamond", "domain", "electricity", "energy", "equipment", "estate", "export", "farm", "fish", "food",
        "freight", "fur", "gas", "grain", "home", "import", "information", "insurance", "jewelry", "land",
        "lease", "leasing", "list", "livestock", "loan", "logistics", "lumber", "machinery", "marine", "marriage",
        "media", "metal", "metals", "mortgage", "oil", "paper", "patent", "pawn", "power", "produce", "property",
        "ranch", "realty", "residential", "scrap", "ship", "shipping", "steel", "sugar", "surplus", "tea",
        "textile", "ticket", "timber", "title", "tobacco", "transportation", "travel", "truck", "trucking",
        "wine", "yacht", "health", "life", "benefits", "annuity", "reinsurance", "wholesale",
    }
)  # fmt: skip
_NOT_A_FIRM = frozenset(
    {
        "law", "lawyer", "lawyers", "attorney", "attorneys", "litigation", "litigator", "fraud", "commission",
        "counsel", "regulation", "regulations", "lawsuit", "and", "practice", "exchange", "act", "analyst",
        "analysis", "industry", "markets", "market", "matters", "class", "laws", "work", "transactions",
        "arbitration", "regulator", "offerings", "offering", "portfolio",
    }
)  # fmt: skip
_STEMS = re.compile(
    r"\breg|licen[sc]|\bR\.?R|broker|dealer|b[-/]?d\b|securit|series|associated|n\.?a\.?s\.?d|finra|nyse|sipc|advis|consult|"
    r"invest|wealth|account|vice|trader|member|principal|salesm|bank",
    re.IGNORECASE,
)
_SERIES = ["6", "7", "11", "17", "22", "24", "26", "37", "38", "52", "55", "57", "62", "72", "79", "82", "99"]


def _lower(*words: str) -> TokenPattern:
    return [{"LOWER": word} for word in words]


def _any(*words: str) -> dict[str, Any]:
    return {"LOWER": {"IN": list(words)}}


_DASH = {"TEXT": {"IN": ["-", "/"]}, "OP": "?"}
_MEMBER_BODIES = ("nasd", "n.a.s.d.", "n.a.s.d", "finra", "nyse", "sipc")
_PATTERNS: dict[str, list[TokenPattern]] = {
    "registered": [
        [
            _any("registered", "reg", "reg.", "licensed"),
            _any("rep", "rep.", "reps", "representative", "representatives"),
        ],
        [{"TEXT": {"IN": ["RR", "R.R.", "RRs"]}}],
        [
            _any("registered", "general", "licensed"),
            {"LOWER": "securities", "OP": "?"},
            _any("principal", "principals"),
        ],
        [
            _any("registered", "licensed"),
            {"LOWER": "securities", "OP": "?"},
            _any("broker", "stockbroker", "salesman", "salesperson"),
        ],
        [
            _any("registered", "licensed"),
            _any("with", "by", "through"),
            {"LOWER": "the", "OP": "?"},
            _any(*_MEMBER_BODIES),
        ],
        [_any(*_MEMBER_BODIES), {"TEXT": "-", "OP": "?"}, _any("registered", "licensed")],
        [_any("stockbroker", "stockbrokers", "stock-broker")],
        [{"LOWER": "stock"}, {"TEXT": "-", "OP": "?"}, _any("broker", "brokers")],
        [
            _any("securities", "options", "equity", "equities", "bond", "institutional", "retail"),
            _any("broker", "brokers", "salesman"),
        ],
        [{"LOWER": "series"}, _any(*_SERIES)],
        [_any("associated"), _any("person", "persons"), _any("of", "with")],
    ],
    "role": [
        [_any("financial", "investment", "wealth"), _any("advisor", "adviser", "consultant", "representative")],
        [{"LOWER": "investment"}, {"LOWER": "executive"}],
        [{"LOWER": "wealth"}, _any("manager", "management")],
        [{"LOWER": "account"}, _any("executive", "vice", "exec")],
        [{"LOWER": "investment"}, _any("banker", "banking")],
        [
            _any("vice", "senior"),
            {"OP": "*", "LOWER": {"IN": ["vice", "president"]}},
            {"TEXT": {"IN": ["-", ",", "of"]}, "OP": "?"},
            _any("investments"),
        ],
        [{"LOWER": "trader"}],
        [_any("broker", "brokers")],
    ],
    "firm": [
        [_any("broker-dealer", "broker-dealers", "broker/dealer", "broker/dealers", "brokerdealer")],
        [{"LOWER": "broker"}, _DASH, _any("dealer", "dealers")],
        [{"TEXT": {"IN": ["BD", "B/D", "B-D"]}}],
        [
            {"LOWER": "securities", "OP": "?"},
            {"LOWER": "brokerage"},
            _any("firm", "house", "company", "business", "industry"),
        ],
        [{"LOWER": "stock"}, {"LOWER": "brokerage"}],
        [_any("securities"), _any("firm", "dealer", "brokerage", "house")],
        [_any("investment"), _any("banking", "bank"), {"LOWER": "firm", "OP": "?"}],
        [_any(*_MEMBER_BODIES), {"TEXT": "-", "OP": "?"}, _any("member", "members"), {"LOWER": "firm", "OP": "?"}],
        [
            _any("member", "members"),
            {"TEXT": ",", "OP": "?"},
            {"LOWER": {"IN": ["of", "firm"]}, "OP": "*"},
            {"LOWER": "the", "OP": "?"},
            _any(*_MEMBER_BODIES),
        ],
        [{"LOWER": "member"}, {"LOWER": "firm"}],
    ],
    "brokerage": [[{"LOWER": "brokerage"}]],
}


@cache
def _word_matcher() -> "Matcher":
    from spacy.matcher import Matcher  # noqa: PLC0415

    matcher = Matcher(language().vocab)
    for label, patterns in _PATTERNS.items():
        matcher.add(label, patterns)
    return matcher


@cache
def _firm_matcher() -> "PhraseMatcher":
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    names = _names()
    matcher = PhraseMatcher(language().vocab, attr="LOWER")
    for label, key in (("named firm", "firms"), ("group", "groups"), ("bank or insurer", "banks and insurers")):
        ways = {way for name in names[key] for way in (name, _INITIALS.sub(r"\1. ", name))}
        matcher.add(label, [language().make_doc(way) for way in sorted(ways)])
    return matcher


_INITIALS = re.compile(r"\b([A-Za-z])\.(?=[A-Za-z])")
"""Initials written together, which many write apart: "A. G. Edwards"."""


@cache
def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = yaml.safe_load(
        (Path(__file__).parent / "broker_dealers.yaml").read_text(encoding="utf-8")
    )
    return names


def may_speak_of_securities(text: str) -> bool:
    """Whether an answer holds any stem or name that `securities_mentions` looks for.

    Spares most answers the loading of spaCy.
    """
    if _STEMS.search(text):
        return True
    plain = re.sub(r"\s+", " ", text.replace("\u2019", "'")).lower()
    plain = re.sub(r"\b([a-z])\. (?=[a-z]\.)", r"\1.", plain)
    return any(name.lower() in plain for names in _names().values() for name in names)


def securities_mentions(doc: "Doc") -> tuple[Mention, ...]:
    """What an answer says of the securities business.

    Labels: "registered" (a registration or what only registered persons are called), "role"
    (people in and outside of the business are called so), "firm" (a broker-dealer in general
    words), "named firm", "group" (houses with a large securities firm),
    "bank or insurer", "brokerage".
    Brokers of other trades (real estate, insurance, yachts) are none.
    """
    spans: list[Span] = [*_word_matcher()(doc, as_spans=True), *_firm_matcher()(doc, as_spans=True)]
    spans = [span for span in spans if not _is_of_another_trade(doc, span) and not _is_no_firm(doc, span)]
    return mentions(doc, [*spans, *_firms_by_name(doc)])


def _is_of_another_trade(doc: "Doc", span: "Span") -> bool:
    if not any(token.lower_.startswith(("broker", "account")) for token in span):
        return False
    before = [token.lower_ for token in doc[max(0, span.start - 4) : span.start]]
    joined = [word for token in before for word in token.split("-")]
    if "," in joined:
        joined = joined[len(joined) - joined[::-1].index(",") :]
    if any(word in _OTHER_TRADES for word in joined):
        return True
    if span[-1].lower_ in ("brokerage", "broker", "brokers") and span.end < len(doc):
        following = doc[span.end].lower_
        if following in ("account", "accounts", "fee", "fees", "statement", "statements"):
            return True
        return following in ("of", "for", "in") and any(
            token.lower_ in _OTHER_TRADES or token.lower_ == "real" for token in doc[span.end : span.end + 4]
        )
    return False


def _is_no_firm(doc: "Doc", span: "Span") -> bool:
    """Whether a firm's name goes on as another's ("Merrill Lynch Realty", "Laidlaw Transit")."""
    if span.label_ not in ("named firm", "group", "bank or insurer") or span.end >= len(doc):
        return False
    return doc[span.end].lower_ in (
        "realty",
        "transit",
        "realtors",
        "insurance",
        "arena",
        "center",
        "building",
        "university",
    )


def _firms_by_name(doc: "Doc") -> list["Span"]:
    """Names that end in "Securities", "Brokerage" or "Investment Bankers"."""
    from spacy.tokens import Span  # noqa: PLC0415

    found = []
    for token in doc:
        if token.lower_ != "securities" or token.i == 0:
            continue
        following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        has_designator = following.strip(".") in (
            "inc",
            "llc",
            "l.l.c",
            "corp",
            "corporation",
            "co",
            "lp",
            "ltd",
            "incorporated",
        )
        before = doc[token.i - 1]
        is_name = token.text[0].isupper() and before.text[0].isupper() and before.is_alpha
        comma_designator = (
            following == ","
            and token.i + 2 < len(doc)
            and doc[token.i + 2].lower_.strip(".") in ("inc", "llc", "l.l.c", "corp", "ltd")
        )
        if following in _NOT_A_FIRM or not (is_name or has_designator or comma_designator):
            continue
        start = token.i - 1
        while (
            start > 0
            and doc[start - 1].text[0].isupper()
            and doc[start - 1].is_alpha
            and doc[start - 1].lower_ not in _SENTENCE_WORDS
        ):
            start -= 1
        found.append(Span(doc, start, token.i + 1, label="named firm"))
    return found


_SENTENCE_WORDS = frozenset(
    {"i", "my", "with", "at", "for", "of", "by", "the", "a", "an", "not", "registered", "representative", "broker"}
)
