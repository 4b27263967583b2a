"""Running text: page numbers, headers, footers and stamps that are not the agreement's."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from extractors.alignment.page_marks import page_marks
from extractors.alignment.tokens import joined, tokenize
from extractors.sheet import Word
from templates.wording import Print, Wording

_OUTER_LINES = 3
"""How many lines at a page's top and bottom may be running text."""
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|seite|p\.|pg\.?)?\W*(?:[A-Z]{1,2}-)?\d{1,3}\W*(?:(?:of|/|von)\W*\d{1,3})?\W*$", re.IGNORECASE
)
_NAMES_ITSELF = re.compile(r"^\W*(?:page|seite)\s+\d{1,3}\s*(?:of|von|/)\s*\d{1,3}\W*$", re.IGNORECASE)
"""No number of anything else: a program's export prints it once, at the document's end."""
_ENVELOPE = re.compile(
    r"envelope\s*id|docusign\s+envelope|adobe\s*sign|hellosign|dropbox\s*sign|pandadoc|signnow|document\s*(?:id|ref)|"
    r"transaction\s*(?:number|id)|certificate\s*id|\bfax\b|\bfrom:|\bp\.?\s?\d+/\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|"
    r"file:///|https?://|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}|\d{4}-\d{2}-\d{2},?[ T]\d{1,2}:\d{2}|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4},? (?:at )?\d{1,2}:\d{2}",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r"\b(?:not|no|except|void|subject|side|letter|amend\w*|waive\w*|without|agree[sd]?|conditional\w*|provided|unless|"
    r"reserv\w*|rescind\w*|revok\w*|only|if|shall|may|must|prejudice|protest|supersed\w*|null|delet\w*|chang\w*|"
    r"reduc\w*|increas\w*|guarant\w*|owe[sd]?|pay\w*|paid|refund\w*|price|discount\w*|option\w*|right[s]?|warrant\w*|"
    r"dividend\w*|fee[s]?|interest|nothing|entitled|consent\w*|accept\w*|reject\w*|cancel\w*|terminat\w*)\b|"
    r"[$€£]|\d\s?%|\b\d{1,3}(?:,\d{3})+\b",
    re.IGNORECASE,
)
"""Words that say something of the deal: no running text, no name."""
_DOUBTS = re.compile(
    r"\b(?:draft|drafts|specimen|unsigned|unexecuted|pending|awaiting|until|contingent|conditioned|proposed|requires?|"
    r"in\s+escrow|valid|invalid|binding|non-?binding|discussions?|negotiations?|usd|dollars?)\b|"
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand)\s+(?:(?:preferred|common|series\s+e)\s+)*(?:shares?|warrants?|units?)\b",
    re.IGNORECASE,
)
"""Words with which a running line casts doubt on the agreement or names a number of shares: no doubt elsewhere."""
_OF_TITLES = re.compile(
    r"(?:rights?|options?|dividends?|warrant(?:s|y|ies)?|fees?|interest|letter|payments?|acceptance)",
    re.IGNORECASE,
)
"""Those of the words that speak which titles are made of ("REGISTRATION RIGHTS"): "SUBJECT TO" is no title."""
_PATH = re.compile(r"[^\\/]*[\\/][^\\/]*[\\/].*|.+\.(?:docx?|pdf|wpd|rtf|html?|txt)", re.IGNORECASE)
"""A word that is a file's name or folder, whatever it is made of."""
_OFFICIAL = re.compile(
    r"\b(?:exhibit|page|copy|file|subscriber|subscription|agreement|document|doc|account|matter|section|schedule|"
    r"certificate|ref|reference|investor)\s+nos?\b\.?(?=[\s:#]*[\w-]*\d)|\bnot\s+for\s+(?:distribution|reproduction)\b|"
    r"\bdo\s+not\s+(?:copy|distribute|reproduce|detach|staple|fold)\b|\baccredited\s+investors\s+only\b|"
    r"\bfor\s+(?:office|internal|company)\s+use\s+only\b",
    re.IGNORECASE,
)
"""What heads any paper of its kind: the number of a copy, that it is not to be passed on."""
_LONGEST_STAMP = 20
"""Words of an envelope stamp or fax line, at most."""
_SHINGLE = 4


def running_lines(pages: list[list[list[Word]]], wording: Wording) -> set[tuple[int, int]]:
    """Which lines are page furniture: page numbers and marks, running titles, envelope stamps.

    Running text that speaks ("subject to", "not") is none: it stays, and is reported.

    Args:
        pages: The words of each page, line by line.
        wording: The form's, whose own lines and titles are known.

    Returns:
        (index of the page, index of the line) of each.
    """
    vocabulary, form_lines, _ = known_of(wording)
    repeated: dict[str, list[tuple[int, int]]] = {}
    running = _page_numbers(pages)
    for index, lines in enumerate(pages):
        for number, line in enumerate(lines):
            if (index, number) in running or line[0].zone in ("comment", "note"):
                continue
            text = " ".join(word.text for word in line)
            if speaks_of_a_deal(text) and not _is_own_title(line, vocabulary):
                continue
            is_outer = min(number, len(lines) - 1 - number) < _OUTER_LINES
            is_stamp = is_outer and _ENVELOPE.search(text) is not None and len(line) < _LONGEST_STAMP
            if is_stamp or line[0].zone in ("header", "footer"):
                running.add((index, number))
            elif is_outer:
                repeated.setdefault(_plain(text), []).append((index, number))
    for text, places in repeated.items():
        on_pages = len({index for index, _ in places})
        if on_pages >= max(3, len(pages) // 3) and form_lines.get(text, 0) < len(places) and len(text) > 2:
            own = form_lines.get(text, 0)
            if own:  # a title that heads the first page is the form's own
                own = max(own - sum(_plain(line) == text for line in _inner_lines(pages)), 0)
            running.update(places[own:])
    return running | page_marks(pages, running)


def speaks_of_a_deal(text: str) -> bool:
    """Whether a line in a margin says something of the deal, or casts doubt on it: its path in an office does not."""
    text = _OFFICIAL.sub(" ", text)
    words = " ".join(word for word in text.split() if not _PATH.fullmatch(word))
    return SPEAKS.search(text) is not None or _DOUBTS.search(words) is not None


def _plain(text: str) -> str:
    """A line's characters, by which a running line is known again whatever its page number."""
    return re.sub(r"\d+", "0", joined(text.split()))


def _inner_lines(pages: list[list[list[Word]]]) -> Iterator[str]:
    """The lines that are too far from a page's top and bottom to be running text."""
    for lines in pages:
        yield from (" ".join(word.text for word in line) for line in lines[_OUTER_LINES:-_OUTER_LINES])


@cache
def known_of(wording: Wording) -> tuple[frozenset[str], Counter[str], dict[tuple[str, ...], int]]:
    """The form's vocabulary, its lines (as characters), and where each of its unique phrases stands."""
    prints = [item for item in wording.items if isinstance(item, Print)]
    vocabulary = frozenset(item.text.strip('.,;:()"').casefold() for item in prints)
    lines = Counter(joined(item.text for item in line) for _, line in groupby(prints, key=lambda item: item.line))
    form = [token.text for token in tokenize(item.text for item in prints)]
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(form) - _SHINGLE + 1):
        shingle = tuple(form[at : at + _SHINGLE])
        places[shingle] = -1 if shingle in places else at
    return vocabulary, lines, places


def _page_numbers(pages: list[list[list[Word]]]) -> set[tuple[int, int]]:
    """Lone numbers that count the pages: outermost on their pages, or rising through an unpaged text."""
    found: list[tuple[int, int, int]] = []
    for index, lines in enumerate(pages):
        for number, line in enumerate(lines):
            if len(pages) > 1 and min(number, len(lines) - 1 - number) > (1 if line[0].box.x1 < 200 else 5):
                continue
            text = " ".join(word.text for word in line)
            if len(line) < 6 and _PAGE_NUMBER.match(text):
                found.append((index, number, int(re.findall(r"\d+", text)[0])))
    if len(pages) > 1:
        offsets = Counter(value - index for index, _, value in found)
        counting = {(index, number) for index, number, value in found if offsets[value - index] > 1}
        values = [value for _, _, value in found if value <= len(pages) + 3]
        on_pages = {index for index, _, _ in found}
        if len(set(values)) > 0.7 * len(pages) and len(on_pages) > 0.7 * len(pages):  # counted, but shuffled
            counting |= {(index, number) for index, number, value in found if value <= len(pages) + 3}
        return counting | {
            (index, number)
            for index, number, _ in found
            if number in (0, len(pages[index]) - 1) and _NAMES_ITSELF.match(_text(pages[index][number]))
        }
    rising: set[tuple[int, int]] = set()
    expected = 1
    for index, number, value in found:  # each page number is one more than the last; other figures stay
        if value == expected or (not rising and value == 2):
            rising.add((index, number))
            expected = value + 1
    if len(rising) > 4:
        return rising
    return {(index, number) for index, number, _ in found if _is_number_of_one_page(pages[0], number)}


def _is_number_of_one_page(lines: list[list[Word]], number: int) -> bool:
    """Whether the first or last line of a single page is its number.

    It is dressed as one ("-15-", "Page 1 of 1"), or stands alone far below all else.
    """
    last, own = len(lines) - 1, lines[number]
    if not last or number not in (0, last):
        return False
    text = _text(own)
    if re.search(r"[-–—]\s*\d+\s*[-–—]|^\W*\[\s*\d+\s*\]|page|seite|\bof\b", text, re.IGNORECASE):
        return True
    counted = re.fullmatch(r"\W*(\d+)\s*/\s*(\d+)\W*", text)
    if counted and int(counted[1]) <= int(counted[2]):
        return True
    if number != last or len(own) > 1:
        return False
    above = max(word.box.bottom for word in lines[last - 1])
    return own[0].box.top - above > 1.4 * (own[0].box.bottom - own[0].box.top)


def _text(line: list[Word]) -> str:
    return " ".join(word.text for word in line)


def _is_own_title(line: list[Word], vocabulary: frozenset[str]) -> bool:
    """A short line of nothing but the form's own capitalised words, none of which is a condition or a doubt."""
    text = _OFFICIAL.sub(" ", _text(line))
    if _DOUBTS.search(text) or not all(_OF_TITLES.fullmatch(found[0]) for found in SPEAKS.finditer(text)):
        return False
    texts = [word.text.strip('.,;:()"') for word in line]
    return len(texts) < 12 and all(
        (text.casefold() in vocabulary and (text[:1].isupper() or text in ("of", "to", "and", "the", "in")))
        or text.isdigit()
        for text in texts
        if text
    )
