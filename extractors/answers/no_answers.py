"""Answers that give no answer: promised for later, found elsewhere, withheld."""

import re

_LATER = re.compile(
    r"[\s_\W]*(?:"
    r"(?:(?:address|name|number|same|info\w*|details?)\s+)?(?:to|will|shall)\s+(?:be\s+)?(?:provided?|determined|advised?|confirm(?:ed)?|"
    r"suppl(?:y|ied)|completed?|announced|sen[dt]|given|furnish(?:ed)?|follow|come|call|discussed)|"
    r"t\.?\s?b\.?\s?[acdp]|pending|later|(?:being|was|is)\s+(?:sent|provided)"
    r")(?:\s+(?:later|soon|shortly|separately|upon\s+request|on\s+request|by\s+\w+|at\s+closing|under\s+separate\s+cover))*[\s_\W]*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"[\s_\W]*(?:please\s+)?(?:see|refer\s+to|as\s+(?:per|on|in)|per)?\s*(?:the\s+|my\s+|our\s+)?"
    r"(?:attach(?:ed|ment)|enclos(?:ed|ure)|annex(?:ed)?|exhibit|schedule|rider|addendum|file|r[eé]sum[eé]|c\.?v\.?|bio\w*|"
    r"overleaf|reverse|back|below|next\s+page|separate\s+(?:page|sheet)|website|linkedin)"
    r"(?:\s+(?:sheet|page|list|schedule|rider|letter|r[eé]sum[eé]|c\.?v\.?|bio\w*|on\s+file|hereto|profile|[a-z]|\d+))*[\s_\W]*|"
    r"[\s_\W]*on\s+file(?:\s+with\s+(?:\w+\s*){1,4})?[\s_\W]*",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\b(?:will|do|does|did|can|would|may)\s?(?:not|n['’]t)\s+(?:\w+\s+){0,2}?(?:disclos\w+|say|state|answer|provide|share|reveal|tell)\b|"
    r"\bwon['’]t\s+(?:disclose|say|state|answer|provide|share)|\bnot\s+(?:be\s+)?(?:disclosed|provided|stated|your\s+business)\b|"
    r"\b(?:declin\w+|refus\w+|prefers?\s+not)\s+to\b|\bnone\s+of\s+your\b|\bwithheld\b|^\W*(?:strictly\s+)?(?:confidential|private|"
    r"declined?|refused?|no\s+comment)(?:\s+information)?\W*$|^\W*(?:strictly\s+)?confidential\s*[-–—,;:(]",
    re.IGNORECASE,
)


def is_promise(answer: str) -> bool:
    """Whether the words only promise an answer, or say where one may be: "TBD", "to be provided", "see attached"."""
    return bool(_LATER.fullmatch(answer) or (_ELSEWHERE.fullmatch(answer) and any(map(str.isalpha, answer))))


def is_withheld(answer: str) -> bool:
    """Whether the answer is refused: "confidential - will not disclose", "decline to state"."""
    return _WITHHELD.search(answer) is not None
