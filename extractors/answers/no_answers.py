"""Answers that give no answer: promised for later, found elsewhere, withheld."""

import re

_EDGE = r"[\s_\W]*"
_WORD = r"[a-z]+(?:'s)?"
_PLACE = (
    r"(?:attach\w*|enclos\w*|annex\w*|exhibit|schedule|rider|addendum|file|r[eé]sum[eé]|c\.?v\.?|bio|biography|letter|list|"
    r"overleaf|reverse|back|below|above|next|separate|other|first|last|page|sheet|side|website|linkedin|profile|of|this|hereto|on|"
    r"the|[a-z]|\d+)"
)
_LATER = re.compile(
    rf"{_EDGE}(?:"
    r"(?:(?:address|name|number|same|information|info|details?)\s+)?(?:to|will|shall)\s+(?:be\s+)?(?:provided?|determined|"
    r"advised?|confirm(?:ed)?|suppl(?:y|ied)|completed?|announced|sen[dt]|given|furnish(?:ed)?|follow|come|call|discussed)|"
    r"t\.?\s?b\.?\s?[acdp]|pending|later|(?:being|was|is)\s+(?:sent|provided)"
    rf")(?:\s+(?:later|soon|shortly|separately|(?:up)?on\s+request|by\s+{_WORD}|at\s+closing|under\s+separate\s+cover))*{_EDGE}",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"{_EDGE}(?:"
    r"(?:please\s+)?(?:see|refer\s+to|as\s+(?:per|on|in)|per)\s+(?:(?:the|my|our)\s+)?"
    rf"{_PLACE}(?:\W+{_PLACE}){{0,7}}|"
    r"(?:attachment|attached|enclosed|overleaf)(?:\s+(?:hereto|sheet|page|list|letter|schedule|r[eé]sum[eé]|[a-z]|\d+))*|"
    rf"on\s+file(?:\s+with(?:\s+{_WORD}){{1,4}})?"
    rf"){_EDGE}",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\b(?:will|do|does|did|can|would|may)\s?(?:not|n['’]t)\s+(?:\w+\s+){0,2}?(?:disclos\w+|say|state|answer|provide|share|reveal|tell)\b|"
    r"\bwon['’]t\s+(?:disclose|say|state|answer|provide|share)|\bnot\s+(?:be\s+)?(?:disclosed|provided|stated|your\s+business)\b|"
    r"\b(?:declin\w+|refus\w+|prefers?\s+not)\s+to\b|\bnone\s+of\s+your\b|\bwithheld\b|^\W*(?:strictly\s+)?(?:confidential|private|"
    r"declined?|refused?|no\s+comment)(?:\s+information)?\W*$|^\W*(?:strictly\s+)?confidential\s*[-–—,;:(]",
    re.IGNORECASE,
)
_LONGEST = 120
"""Letters of a promise: a longer answer says more."""


def is_promise(answer: str) -> bool:
    """Whether the words only promise an answer, or say where one may be: "TBD", "to be provided", "see attached"."""
    said = " ".join(answer.split())
    return len(said) <= _LONGEST and bool(_LATER.fullmatch(said) or _ELSEWHERE.fullmatch(said))


def is_withheld(answer: str) -> bool:
    """Whether the answer is refused: "confidential - will not disclose", "decline to state"."""
    return _WITHHELD.search(answer) is not None
