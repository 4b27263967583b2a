"""Terms in a blank: words of condition, of shares or of a price where the form asks for something else.

A name, title or address speaks of no condition at all. An answer in several lines (what an entity is, where
somebody works) speaks honestly of shares, dollars and conditions: there only what is said of this subscription counts.
"""

import re

_PLAIN_BLANK = re.compile(
    r"\b\d[\d,.]*\s+(?:of\s+the\s+)?shares?\b|\bshares?\s+only\b|\bonly\s+[\d$]|\bhalf\s+(?:of|the)\b|\bas\s+to\s+(?:\d|half)|"
    r"\bnull\s+and\s+void\b|\bvoid\s+(?:after|if|unless|on|before|by|as|from|without|until)\b|^\W*void\W*$|"
    r"\bexpir(?:es|ed|ing|y)\b|\b(?:good|valid|binding|open|firm)\s+(?:until|till|through|only)\b|"
    r"\bsubject\s+to\b|\bcondition(?:al|ed)(?:ly)?(?=\W*$|\s*[,;]|\s+(?:up)?on\b)|\bcontingent\b|\bprovided\s+that\b|\bunless\b|\bwithout\s+(?:prejudice|"
    r"recourse|liability|warranty)\b|\bside\s+letter\b|\bnotwithstanding\b|\bin\s+lieu\s+of\b|\bsupersed\w*|"
    r"\bwaive[srd]?\b|\bunder\s+(?:protest|duress)\b|[$€£]\s?\d|\bper\s+share\b|\bprice\s+(?:is|of|per|agreed|\d)|"
    r"\bas\s+agreed\b|\bagreed(?=\W*$|\s+(?:with|by|to|on|in|upon)\b)|"
    r"\bnot\s+(?:valid|binding|accepted|agreed|effective|before|liable|responsible|signed|an?|to)\b|"
    r"\bonly\s+(?:if|when|after|until)\b|\bhold\s+(?:until|for|pending|off)\b|\bwithdr(?:aw|ew)\w*",
    re.IGNORECASE,
)
_OF_THIS = (
    r"(?:(?:my|our|this)\s+(?:subscription|commitment|offer|order|purchase|investment|agreement|signature)|"
    r"the\s+subscription)"
)
_OF_THE_DEAL = re.compile(
    rf"\b{_OF_THIS}\s+(?:[a-z]+\s+){{0,3}}?(?:condition(?:al|ed)|contingent|subject\s+to|void|expires?|lapses|limited\s+to|"
    r"only\s+if|depends?|withdrawn|cancell?ed|revoked|revocable|terminates)\b|"
    r"\b(?:i|we)\s+(?:am|are|is)\s+not\s+(?:yet\s+)?(?:an?\s+)?accredited\b|\bnot\s+(?:an?\s+)?accredited\s+investors?\b|"
    r"\b(?:limited|restricted)\s+to\s+(?:only\s+)?\d[\d,]*\s+shares\b|\b\d[\d,]*\s+shares\s+only\b|\bonly\s+\d[\d,]*\s+shares\b|"
    r"\bsubscrib\w+\s+(?:for\s+)?(?:only|up\s+to)\b|\bprice\s+(?:of\s+)?[$]?\s?\d[\d.,]*\s+(?:is\s+|was\s+|as\s+)?agreed\b|"
    r"\b(?:i|we)\s+(?:hereby\s+)?(?:withdraw|revoke|cancel|rescind)\b|\b(?:i|we)\s+reserve\s+the\s+right\b|"
    r"\bvoid\s+(?:after|if|unless)\b|\boffer\s+expires\b|\bunder\s+(?:protest|duress)\b",
    re.IGNORECASE,
)
_CLAUSE_IN_LINES = re.compile(
    r"\b(?:do(?:es)? not (?:agree|accept|consent)|subject to|side letter|see (?:attached )?rider|void|shall be|"
    r"notwithstanding|without prejudice|in lieu of section|supersed\w*|(?:the )?(?:purchase )?price (?:is|shall))\b|"
    r"^not$|\snot$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:not|subject to|provided|except|void|unless|side letter|without prejudice|conditional|amend\w*|waive\w*|"
    r"supersed\w*|notwithstanding|in lieu of|hereby|shall)\b",
    re.IGNORECASE,
)
_LONGEST_LINE = 28
"""Words of the longest answer of one line that is no clause."""
_PLAIN_BLANKS = ("name", "entity", "title", "address", "city_state_zip", "firm_officer")
"""How the names of fields end, behind the point, that hold a name, an office or an address."""


def is_plain_blank(field: str) -> bool:
    """Whether a field holds a name, an office or an address."""
    return field.rpartition(".")[2].endswith(_PLAIN_BLANKS)


def hold_terms(field: str, answer: str) -> bool:
    """Whether an answer sets terms for the subscription: "Void after Dec. 1" for a title, "250 shares only"."""
    said = " ".join(answer.split())
    return (_PLAIN_BLANK if is_plain_blank(field) else _OF_THE_DEAL).search(said) is not None


def may_hold_terms(answer: str) -> bool:
    """Whether an answer in several lines has words of terms, that may be honest too: for a person to read."""
    return _CLAUSE_IN_LINES.search(answer) is not None


def is_clause(answer: str) -> bool:
    """Whether an answer of one line reads like a clause: somebody wrote terms into a blank."""
    words = answer.split()
    if words[0].casefold() == "not" or words[-1].casefold() == "not":
        return True
    conditional = bool(_CONDITION.search(answer)) and (len(words) > 6 or "not" in answer.casefold().split())
    return conditional or len(words) > _LONGEST_LINE
