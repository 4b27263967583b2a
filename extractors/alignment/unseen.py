"""Words of the file that its pages do not show: what they say, and which answers they cast doubt on.

What nobody sees is not judged as if it stood there: hidden print is missing, hidden answers are none. Yet it is
in the file, and may be held against somebody: so what says something of the deal is told.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from extractors.alignment.controls import field_of
from extractors.alignment.laid import Laid
from extractors.alignment.running_text import SPEAKS
from extractors.alignment.tokens import tokenize
from extractors.sheet import Sheet, Unseen
from templates.wording import Print, Wording

_FEWEST = 4
"""Words of which programs hide fewer for reasons of their own ("skip to content", "not required")."""
_FARTHEST = 30
"""Ticks of the form between what stands before hidden words and what stands behind them: blanks there may be theirs."""
_LONGEST = 400
"""Letters that are told of one passage."""
_FIGURE = re.compile(r"\bshares?\b|\d{2,}", re.IGNORECASE)
_ACT = re.compile(
    r"\bsigned\s+(?:for|by|on\s+behalf)\b|\b(?:back|ante|post)-?dat(?:e|ed|ing)\b|\bhalf\b(?!\s+(?:past|an?\s+hour|a?\s*page|day))|"
    r"\b(?:1/[234]|[23]/[34])\b(?!/)|"
    r"\bwithdr(?:aw|ew)\w*|\bhold\s+(?:it\s+|this\s+|off\s*)?(?:until|till|for|pending|off)\b|\bduress\b|\bforg(?:ed|ery)\b|"
    r"\bcoerc\w+|\bforced\b|\bpressure[ds]?\b|\b(?:lawyer|attorney|counsel)\s+(?:has|must|should|will|is|says|advis\w+)\b",
    re.IGNORECASE,
)
"""What was done to the paper, or is to be done with it, that a company wants to know: "signed for me", "I withdraw"."""
_MONTH_DAY = (
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+"
    r"\d{1,2}(?:st|nd|rd|th)?(?![\d/]|,\d)(?:,?\s+\d{4}\b)?"
)
_NO_FIGURE = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}:\d{2}\S*|\b(?:page|p\.|pp\.)\W*\d{1,3}\s+of\s+\d{1,3}\b|"
    r"\b(?:page|p\.|pp\.|section|sec\.|line|exhibit|tel|phone)\W*\d[\d.-]*|"
    # a day of a month, with a word before it that no fraction of the shares follows
    r"\b(?:rec['’]?d|received|dated|on|by|sent|faxed|mailed|scanned)\.?\s+\d{1,2}/(?:\d{2}|[5-9])\b|"
    rf"{_MONTH_DAY}|\b(?:19|20)\d\d\b|"
    r"\b(?:tel|phone|telephone|fax|e-?mail|address|zip)\b\.?\s+(?:number\s+|no\.\s+|code\s+)?(?:(?:has|was|is)\s+)?changed\b",
    re.IGNORECASE,
)
"""Days, times and places in a paper, and how to reach somebody: nothing of the deal."""
_TAG = re.compile(
    r"[\\/]\w{1,12}[\\/]|[{\[<*]{2}.*[}\]>*]{2}|\w*(?:sig|sign|date|init|name|title)\w*?_?\d*", re.IGNORECASE
)
"""Where a service for signatures is to put its fields: "\\s1\\", "{{Sig_es_:signer1:signature}}"."""


def told(sheet: Sheet, wording: Wording) -> tuple[str, ...]:
    """The hidden passages that say something of the deal and are no copy of the form's print."""
    form = " ".join(token.text for token in tokenize(item.text for item in wording.items if isinstance(item, Print)))
    found: list[str] = []
    for passage in _passages(sheet):
        text = " ".join(one.text for one in passage)
        tokens = [token.text for token in tokenize(text.split()) if not token.is_rule]
        is_print = len(tokens) >= _FEWEST and " ".join(tokens) in form
        if SPEAKS.search(text) and not is_print and (len(tokens) >= _FEWEST or not passage[0].is_usual):
            found.append(text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …")
    return tuple(dict.fromkeys(found))


def speaks_of_the_deal(text: str) -> bool:
    """Whether a comment names a figure, shares, a price, a condition or a change: more than "please initial"."""
    said = _NO_FIGURE.sub(" ", text)
    return any(words.search(said) for words in (SPEAKS, _FIGURE, _ACT))


def _passages(sheet: Sheet) -> Iterator[list[Unseen]]:
    """Hidden words that follow each other, line by line, hidden in a like way."""
    for page in sheet.pages:
        for _, alike in groupby(page.unseen, key=lambda one: (one.is_usual, one.line is None)):
            passage: list[Unseen] = []
            for one in alike:
                if passage and one.line is not None and one.line - (passage[-1].line or 0) > 1:
                    yield passage
                    passage = []
                passage.append(one)
            if passage:
                yield passage


def beside_blanks(laid: Laid) -> set[str]:
    """The fields in whose blanks words stand that the page does not show."""
    found: set[str] = set()
    places = _places(laid) if any(page.unseen for page in laid.pages) else []
    for index, page in enumerate(laid.pages):
        for one in page.unseen:
            if one.control in laid.ruler.controls:
                found.add(field_of(laid, one.control))
            elif one.line is not None and not one.is_usual and _is_answer(one.text):
                found |= _fields_at(laid, places, (index, one.line, one.x0))
    return found


def _is_answer(text: str) -> bool:
    return sum(map(str.isalnum, text)) > 1 and not _TAG.fullmatch(text.strip())


def _places(laid: Laid) -> list[tuple[tuple[int, int, float], int]]:
    """Where each word stands, (index of the page, line, left edge), and the tick or gap that it is in."""
    gap_of = {token: gap for gap, tokens in laid.alignment.filled.items() for token in tokens}
    found = []
    for token in range(len(laid.tokens)):
        tick = laid.tick_of.get(token, gap_of.get(token))
        if tick is not None:
            placed = laid.word(token)
            found.append(((placed.page, placed.word.line, placed.word.box.x0), tick))
    return sorted(found)


def _fields_at(laid: Laid, places: list[tuple[tuple[int, int, float], int]], at: tuple[int, int, float]) -> set[str]:
    """The fields of the blanks between what stands before a place and what stands behind it."""
    before = max((place for place in places if place[0] <= at), default=None)
    after = min((place for place in places if place[0] > at), default=None)
    ticks = [place[1] for place in (before, after) if place is not None]
    gaps = {tick for tick in ticks if laid.ruler.ticks[tick].is_gap}
    if ticks and max(ticks) - min(ticks) <= _FARTHEST:
        gaps.update(tick for tick in range(min(ticks), max(ticks)) if laid.ruler.ticks[tick].is_gap)
    return {name for gap in gaps for item in laid.ruler.gaps[gap] if (name := laid.ruler.items[item].field)}
