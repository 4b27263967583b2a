"""What an office puts into a page's margin: the stamp of the day it came in, a file's number, a fax machine's line.

None of it is the agreement's, and none of it is dropped in silence: it is told as a note.
"""

import re
from collections.abc import Iterable

from extractors.alignment.running_text import speaks_of_a_deal
from extractors.sheet import Word

_OUTER_LINES = 3
"""How many lines at a page's top and bottom may be its margin's."""
_LONGEST = 160
"""Letters of a fax line, at most."""
_GAP = 1.4
"""Heights of a line that are empty between the margin's lines and the page's own, at least."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"(?:{_MONTH}[ ,-]*\d{{1,2}},?[ -]*(?:\d{{4}}|'?\d\d)|\d{{1,2}}[ -]*{_MONTH}[ ,-]*(?:\d{{4}}|'?\d\d)|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})"
)
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
_NUMBER = r"(?<!\d)(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}(?!\d)"
_RECEIVED = re.compile(
    rf"\W*(?:(?:date\s+)?(?:received|rec'?d|recd|scanned))\W*{_DAY}\W*(?:{_TIME})?\W*", re.IGNORECASE
)
_FILE = re.compile(
    r"(?:[A-Z][\w&.'-]*,?\s+){0,3}(?i:file|matter|client-matter|docket)\W*(?:(?i:no|nr|number)\b)?\W*(?=\d*[-/.]\d)[\d/.-]+"
)
_FAX = re.compile(r"\bfax\b|\bfacsimile\b|\bfrom\s*:", re.IGNORECASE)
_OF_A_FAX = (
    rf"\b(?:fax|facsimile|tel|phone|telephone)\b\.?\W*(?:(?:no|nr|number)\b)?[.:#\s]*(?P<number>{_NUMBER})",
    rf"(?P<number>{_NUMBER})",
    rf"(?P<day>{_DAY})",
    rf"(?P<time>{_TIME})",
    r"(?P<page>\b(?:page|pg|p)\b[.:]?\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?)",
    r"(?P<side>\b(?:from|to)\s*:)",
)
"""What a fax machine writes, in the order in which it is taken out of its line."""

_At = tuple[int, int]


def office_stamps(pages: list[list[list[Word]]], running: Iterable[_At]) -> set[_At]:
    """Which lines are an office's stamps: each alone in its page's margin, and of a known kind.

    Args:
        pages: The words of each page, line by line.
        running: The lines known as running text, outside of which nothing of the page's own stands.

    Returns:
        (index of the page, index of the line) of each.
    """
    apart = set(running)
    stamps: set[_At] = set()
    for index, lines in enumerate(pages):
        for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
            for place, number in enumerate(order):
                if place >= min(_OUTER_LINES, len(lines) - 1):
                    break
                at, line = (index, number), lines[number]
                if is_office_stamp(" ".join(word.text for word in line)) and _stands_off(line, lines[order[place + 1]]):
                    stamps.add(at)
                elif at not in apart:
                    break
    return stamps


def is_office_stamp(text: str) -> bool:
    """Whether a line says nothing but when it came in, under which file it is kept, or who faxed it when."""
    if len(text) > _LONGEST:
        return False
    if _RECEIVED.fullmatch(text):
        return True
    if _FILE.fullmatch(text):
        return not speaks_of_a_deal(text.rstrip("-/.0123456789"))
    return _is_fax_line(text)


def _is_fax_line(text: str) -> bool:
    """Whether a line is a fax machine's: a number or a page with day and time, and beside them a name at most."""
    if not _FAX.search(text):
        return False
    found: set[str] = set()
    for pattern in _OF_A_FAX:
        text, count = re.subn(pattern, " ", text, flags=re.IGNORECASE)
        if count:
            found.add(re.findall(r"\?P<(\w+)>", pattern)[0])
    is_whole = {"number"} < found or {"day", "time", "page"} <= found
    return is_whole and not re.search(r"\d", text) and not speaks_of_a_deal(text)


def _stands_off(line: list[Word], inner: list[Word]) -> bool:
    """Whether a margin's line stands apart from the next line of the page: no answer goes on there."""
    if line[0].zone in ("header", "footer"):
        return True
    upper, lower = sorted((line, inner), key=lambda one: one[0].box.top)
    height = min(word.box.bottom - word.box.top for word in line)
    return min(word.box.top for word in lower) - max(word.box.bottom for word in upper) > _GAP * height
