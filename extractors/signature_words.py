"""The words of a signature: whose name they give, and what else they say."""

import re
from pathlib import Path

import yaml

from extractors.names import is_entity_name, is_generation

SIGNED = re.compile(r"(?:^|[\s(\[\"'])/?\s?s\s?/|^\\s\\|\((?:signed|sgd\.?)\)|\[(?:signed|signature)\]", re.IGNORECASE)
STAMP = re.compile(
    r"docusign(?:ed)?|digitally\s+signed|electronically\s+signed|e-?signed|signed\s+by|adobe\s+(?:acrobat\s+)?sign|"
    r"hellosign|dropbox\s+sign|signature\s+(?:id|valid)|esign|"
    r"\([A-Z][a-z]{2,8}\s+\d{1,2},\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?\s+[A-Z]{3,4}\)",
    re.IGNORECASE,
)
ILLEGIBLE = re.compile(
    r"[\[(]\s*(?:(?:signature )?illegible|manual(?:ly)?\s+sign(?:ature|ed)|signed)\s*[\])]", re.IGNORECASE
)
"""How a conformed copy says that somebody signed whose name cannot be read."""
_SIGN = re.compile(r"/?\s?\bs\s?/|\\s\\|\((?:signed|sgd\.?)\)|\[(?:signed|signature)\]", re.IGNORECASE)
_HASH_OR_TIME = re.compile(
    r"\b(?=[0-9A-F]*\d)[0-9A-F]{6,}[0-9A-F.…-]*|\d{1,2}/\d{1,2}/\d{2,4}.*|\d{4}[-.]\d{2}[-.]\d{2}.*|\bby:|^by\b",
    re.IGNORECASE,
)


def name_in(text: str) -> str:
    """The name in a signature's text, without /s/, stamp, hash or time; "" if there is none."""
    for line in ILLEGIBLE.sub(" ", text).splitlines():
        bare = " ".join(_HASH_OR_TIME.sub(" ", _SIGN.sub(" ", STAMP.sub(" ", line))).split()).strip(" _:,.\"'")
        if any(char.isalpha() for char in bare):
            return bare
    return ""


_CONDITION = re.compile(
    r"\b(?:only|subject\s+to|as\s+to|protest\w*|duress|provided|condition(?:s|al|ally|ed)?|contingent|not|except\w*|"
    r"excluding|pending|reserv(?:ing|ation|ations)|reserves?\s+(?:all|the|my|our|rights?)|all\s+rights|without|up\s+to|"
    r"unless|until|if|but|no(?!\.)|approval|void|revok\w+|rescind\w*|withdr[ae]w\w*|cancel\w*|declin\w+|refus\w+|reject\w*|"
    r"disagree\w*|object(?:s|ed|ing|ion|ions)?|prejudice|waiv\w+|limited\s+to|at\s+(?:most|least)|(?:more|less)\s+than|"
    r"maximum|minimum|shares?|refund\w*|partial(?:ly)?|in\s+part|amend\w+|tentativ\w+|draft|dollars?)\b|[$€£%]",
    re.IGNORECASE,
)
"""What makes a signature one under a condition, or for a part of what is agreed."""
_AS_A_TRUSTEE = re.compile(
    r"\bnot\s+(?:individually|in\s+\w+\s+(?:individual|personal)\s+capacity),?\s+(?:but\s+)?(?:solely\s+|only\s+)?(?=as\b|in\b)",
    re.IGNORECASE,
)
"""How a trustee says that he signs for the trust: no condition."""
_OF_A_SERVICE = re.compile(
    r"^\s*(?:dn|c?n|reason|location|contact|(?:docusign\s+)?(?:signer|envelope|signature|document|transaction)?\s*id|"
    r"ip(?:\s+address)?|time\s?stamp|time|date|e-?mail|security\s+level|issuer|verified\s+by|certified\s+by|"
    r"adobe\s+\w+\s+version|signature\s+(?:not\s+verified|valid|is\s+valid))\b\s*[:=]?.*$|^.*\b[coe]n?=\S.*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The lines that services and programs write beside a name."""
_NOT_VERIFIED = re.compile(r"\bsignature\s+not\s+verified\b", re.IGNORECASE)
_ID_OR_TIME = re.compile(
    r"\S+@\S+|https?:\S+|\bwww\.\S+|\b(?=[0-9A-F-]*\d)[0-9A-F]{6,}(?:[-.…]+[0-9A-F]*)*|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|"
    r"\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b|T?\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[ap]\.?m\b\.?)?|[+-]\d{2}'?:?\d{2}'?|"
    r"\b(?:[ECMP][SD]?T|GMT|UTC)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+"
    r"\d{4}\b|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4}\b|"
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:crd|id|account|acct\.?|no\.|#)\s*(?:no\.|number|#|:)*\s*[\w-]*\d[\w-]*",
    re.IGNORECASE,
)
_SEAL = re.compile(r"[\[(]\s*(?:l\.?\s?s\.?|(?:corporate\s+)?seal)\s*[\])]", re.IGNORECASE)
_VOCABULARY: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "signature_words.yaml").read_text(encoding="utf-8")
)
PARTICLES, _CAPACITIES = (frozenset(" ".join(_VOCABULARY[key]).split()) for key in ("particles", "capacities"))
_MOST_WORDS, _MOST_IN_A_NAME = 16, 4


def remark_in(text: str, typed: str = "") -> str:
    """What a signature's words say beside a name, a capacity, an id, a day and time; "" where they say no more.

    Words of condition ("as to 250 shares only", "under protest"), figures, and any other words of lower case. Where
    the signature is the name typed below it, letter by letter, only words of condition count.
    """
    if re.search(r"[\w.]\s*[*†‡+]+\s*$", text, re.MULTILINE):  # it points to a note
        return " ".join(text.split())
    if typed and _letters(SIGNED.sub(" ", _SIGN.sub(" ", text))) == _letters(typed):
        return " ".join(text.split()) if re.search(r"\w", (_CONDITION.search(typed) or [""])[0]) else ""
    said = _NOT_VERIFIED.sub(" ", _AS_A_TRUSTEE.sub(" ", text))
    has_stamp = STAMP.search(said) is not None
    said = _ID_OR_TIME.sub(" ", _SEAL.sub(" ", ILLEGIBLE.sub(" ", SIGNED.sub(" ", _SIGN.sub(" ", said)))))
    if _CONDITION.search(said):
        return " ".join(text.split())
    if has_stamp:  # each service has words of its own
        return ""
    words = [word.strip(".'’-&/") for word in re.findall(r"[^\s,;:()\[\]\"“”_|-]+", _OF_A_SERVICE.sub(" ", said))]
    words = [word for word in words if any(map(str.isalnum, word))]
    plain = [word for word in words if word.casefold().replace(".", "").replace("/", "") not in _CAPACITIES | PARTICLES]
    figures = [word for word in plain if any(map(str.isdigit, word)) and not _is_year_of_a_name(word, words)]
    lower = [word for word in plain if word[0].islower() and not re.match(r"[a-z]['’][A-Z]|[a-z]+[A-Z]", word)]
    is_name_in_lower_case = len(lower) == len(plain) <= _MOST_IN_A_NAME and "(" not in text
    if figures or (lower and not is_name_in_lower_case) or len(words) > _MOST_WORDS:
        return " ".join(text.split())
    return ""


def _letters(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_year_of_a_name(word: str, words: list[str]) -> bool:
    """Whether a figure is the year in a trust's or plan's name: "Redfern 2001 Trust"."""
    return re.fullmatch(r"(?:19|20)\d\d", word) is not None and is_entity_name(" ".join(words))


_ATTORNEY = re.compile(
    r"\battorneys?[\s-]+in[\s-]+fact\b|\bpower\s+of\s+attorney\b|\bp\.?o\.?a\b|\ba\.?i\.?f\b|\bp\.\s?p\.|\bper\s+pro\w*|"
    r"\b(?:his|her|their|its|by|as|the)\s+(?:duly\s+)?(?:authori[sz]ed\s+)?attorneys?\b(?!\s+general)|\battorney\s+for\b|"
    r"\b(?:assistant|secretary|agent)\s+(?:to|for|of)\b(?!\s+the\b)",
    re.IGNORECASE,
)
_FOR_ANOTHER = re.compile(
    r"(?P<before>^.*[A-Za-z.]),?\s+(?P<word>by|for|per):?\s+(?P<after>[A-Z][\w.'’-]*,?\s+[A-Z].*|(?:[A-Z]\.?\s?){2,4}(?:,.*)?$)"
)
_INITIALS_BEHIND = re.compile(r"[A-Za-z.]{2}\s*(?:/|\()\s*([a-z]{2,3})\s*\)?\s*$")
"""A secretary's: "Ann Test /akw"."""
_TITLES = "jr sr ii iii iv md phd jd esq cpa cfa cfo ceo coo cto evp svp vp llc mgr poa dds ltd inc seal"
_NO_INITIALS = frozenset(_TITLES.split())
_OF_ANOTHER = re.compile(
    r"\b(agent|guardian|conservator|executor|executrix|administrator|administratrix|custodian|notary|nominee)\b",
    re.IGNORECASE,
)


def is_by_attorney(text: str) -> bool:
    """Whether a signature says that one person signs for another, by a power of attorney or without naming one."""
    if _ATTORNEY.search(text):
        return True
    return any(_is_for_another(STAMP.sub(" ", line)) for line in text.splitlines())


def _is_for_another(line: str) -> bool:
    found = _INITIALS_BEHIND.search(line)
    if found and found[1] not in _NO_INITIALS:
        return True
    found = _FOR_ANOTHER.search(line)
    if found is None:
        return False
    before = _SIGN.sub(" ", found["before"]).strip()
    return bool(before) and not is_entity_name(found["after"] if found["word"] == "for" else before)


def capacity_for_another(text: str) -> str:
    """The word by which a signature says that somebody acts for another person, "Guardian"; "" where none does."""
    found = _OF_ANOTHER.search(text)
    return found[1] if found else ""


def signer_in(text: str) -> str:
    """The person's name that a signature gives; "" where none can be read, or an entity's stands there."""
    lines = [line for line in text.splitlines() if SIGNED.search(line)] or text.splitlines()
    said = SIGNED.split(lines[-1])[-1] if SIGNED.search(lines[-1] if lines else "") else "\n".join(lines)
    name = re.sub(r"[(\[].*?[)\]]", " ", name_in(_ID_OR_TIME.sub(" ", said)))
    name = re.sub(r"^\s*by\b:?", " ", name, flags=re.IGNORECASE)
    parts = [part.strip() for part in name.split(",") if part.strip()]
    kept = [part for at, part in enumerate(parts) if at == 0 or is_generation(part) or not _is_capacity(part)]
    name = ", ".join(kept[:2])
    return "" if not name or is_entity_name(name) else name


def _is_capacity(part: str) -> bool:
    words = [word.strip(".").casefold().replace(".", "") for word in part.split()]
    return sum(word in _CAPACITIES for word in words) * 2 >= len(words)
