"""Answers that give no answer: promised for later, found elsewhere, withheld."""

import re

_EDGE = r"[\s_\W]*"
_WORD = r"[a-z]+(?:'s)?"
_PLACE = (
    r"(?:attach\w*|enclos\w*|annex\w*|exhibit|schedule|rider|addendum|file|r[eé]sum[eé]|c\.?v\.?|bio|biography|letter|list|"
    r"overleaf|reverse|back|below|above|next|separate|other|first|last|page|sheet|side|website|linkedin|profile|of|this|hereto|on|"
    r"prior|previous|earlier|former|cover|covering|agreement|subscription|questionnaire|application|records?|resolutions?|minutes|"
    r"e-?mail|documents?|papers?|statement|materials?|memo(?:randum)?|our|my|your|"
    r"the|[a-z]|\d+)"
)
_LATER = re.compile(
    rf"{_EDGE}(?:"
    r"(?:(?:address|name|number|same|information|info|details?)\s+)?(?:to|will|shall)\s+(?:be\s+)?(?:provided?|determined|"
    r"advised?|confirm(?:ed)?|suppl(?:y|ied)|completed?|announced|sen[dt]|given|furnish(?:ed)?|follow|come|call|discussed)|"
    r"(?:sent|provided|supplied|given|submitted|furnished|delivered|mailed|faxed|e-?mailed)\s+(?:separately|by\s+(?:(?:e-?)?mail|"
    r"fax|phone|telephone|letter)|under\s+separate\s+cover|earlier|previously|before)|coming\s+(?:soon|later|shortly)|"
    r"(?:available\s+)?(?:up)?on\s+request|"
    r"t\.?\s?b\.?\s?[acdp]|pending|later|(?:being|was|is)\s+(?:sent|provided)"
    rf")(?:\s+(?:later|soon|shortly|separately|(?:up)?on\s+request|by\s+{_WORD}|at\s+closing|under\s+separate\s+cover))*{_EDGE}",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"{_EDGE}(?:"
    r"(?:please\s+)?(?:see|refer\s+to|as\s+(?:per|on|in)|per|cf\.?|compare)\s+(?:(?:the|my|our)\s+)?"
    rf"{_PLACE}(?:\W+{_PLACE}){{0,7}}|"
    r"(?:attachment|attached|enclosed|overleaf)(?:\s+(?:hereto|sheet|page|list|letter|schedule|r[eé]sum[eé]|[a-z]|\d+))*|"
    rf"on\s+file(?:\s+with(?:\s+{_WORD}){{1,4}})?|"
    r"(?:(?:my|the|our)\s+)?(?:r[eé]sum[eé]|c\.?v\.?|bio(?:graphy)?|letter|list|details?|information|questionnaire|sheet)\s+"
    r"(?:(?:is|are)\s+)?(?:attached|enclosed|on\s+file|(?:to|will)\s+follow|follows|available)"
    rf"){_EDGE}",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\b(?:will|do|does|did|can|would|may)\s?(?:not|n['’]t)\s+(?:\w+\s+){0,2}?(?:disclos\w+|say|state|answer|provide|share|reveal|tell)\b|"
    r"\bwon['’]t\s+(?:disclose|say|state|answer|provide|share)|\bnot\s+(?:be\s+)?(?:disclosed|provided|stated|your\s+business)\b|"
    r"\b(?:declin\w+|refus\w+|prefers?\s+not)\s+to\b|\brather\s+not\s+"
    r"(?:say|disclose|answer|state|tell|share|reveal|provide)\b|^\W*held\s+back\b|\bon\s+(?:the\s+)?advice\s+of\s+(?:my\s+|our\s+)?"
    r"(?:counsel|attorney|lawyer)|^\W*(?:intentionally\s+)?left\s+blank(?:\s+intentionally)?\W*$|\bnone\s+of\s+your\b|\bwithheld\b|^\W*(?:strictly\s+)?(?:confidential|private|"
    r"declined?|refused?|no\s+comment)(?:\s+information)?\W*$|^\W*(?:strictly\s+)?confidential\s*[-–—,;:(]",
    re.IGNORECASE,
)
_UNANSWERED = re.compile(
    rf"{_EDGE}(?:unknown|(?:i\s+)?(?:do\s+not|don['’]t)\s+know|not\s+known|(?:please\s+)?(?:ask|call|phone|contact|telephone)\s+"
    r"(?:me|us|my\s+office|(?:(?:my|our|the)\s+)?(?:lawyer|attorney|counsel|accountant|broker|agent|c\.?p\.?a\.?|advis[eo]r))|ditto|"
    r"(?:the\s+)?same\s+as\s+(?:last\s+(?:time|year)|before|previous(?:ly)?|always|on\s+file)|no\s+change|unchanged"
    rf"){_EDGE}",
    re.IGNORECASE,
)
"""Neither promised nor refused: the words only send the reader away."""
_LONGEST = 120
"""Letters of a promise: a longer answer says more."""


def is_promise(answer: str) -> bool:
    """Whether the words only promise an answer, or say where one may be: "TBD", "to be provided", "see attached"."""
    said = " ".join(answer.split())
    return len(said) <= _LONGEST and bool(_LATER.fullmatch(said) or _ELSEWHERE.fullmatch(said))


def is_withheld(answer: str) -> bool:
    """Whether the answer is refused: "confidential - will not disclose", "decline to state"."""
    return _WITHHELD.search(answer) is not None


def is_open(answer: str) -> bool:
    """Whether a question in words is left open: promised, refused, unknown, "ask my lawyer", "same as last time"."""
    said = " ".join(answer.split())
    return is_promise(said) or is_withheld(said) or (len(said) <= _LONGEST and _UNANSWERED.fullmatch(said) is not None)
