"""Plain text: an EDGAR exhibit, or an agreement saved as text or pasted into mail."""

import html
import re
from collections.abc import Iterator

from extractors.character_grid import columns, expand_tabs, visible
from extractors.encoding import decode
from extractors.leaders import ruled
from extractors.line_numbers import are_line_numbers
from extractors.sheet import Box, Page, Sheet, UnreadableError, Word
from extractors.symbols import plain_symbol, split_boxes

LARGEST = 20_000_000
"""Bytes; the whole agreement has under a hundred thousand."""

_LINE_END = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
_PAGE_MARK = re.compile(r"</?PAGE>|\f", re.IGNORECASE)
_SOFT_HYPHEN_AT_END = re.compile(r"(?<=\w)\u00ad(?=\s*$)")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,12});")
# EDGAR's marks inside tables, and round text changed since the last filing.
_TABLE_TAG = re.compile(r"</?(?:TABLE|CAPTION|FN|F\d{1,2}|[SCR])>|</?(?:table|caption|fn)>")
_HEADER_OPENS = ("SEC-HEADER", "IMS-HEADER")
_QUOTE = re.compile(r"^ ?>+ ?")
_WORD = re.compile(r"\S+")
_NUMBERED = re.compile(r"^ {0,5}(\d{1,3})(?= |$)")
_MARKED_BOX = re.compile(r"\[ ?[xX\u2713\u2714] ?\]")
_EMPTY_BOX = re.compile(r"\[[ _]{0,3}\]")  # round brackets are a box only among others of their kind

_Line = tuple[int, str]
"""The line's number in the file, and its text."""


def read(data: bytes) -> Sheet:
    """Read a text file.

    Args:
        data: The whole file, in UTF-8, UTF-16 or Windows-1252, with any line ends.

    Returns:
        A sheet whose boxes are in columns and lines of the character grid. Pages end at form feeds
        and at EDGAR's `<PAGE>`; pages without a word are left out. A word's line is the file's own,
        as an editor counts it.

    Raises:
        UnreadableError: "empty" where no word stands, "too-large" above LARGEST.
    """
    if len(data) > LARGEST:
        raise UnreadableError(
            "too-large",
            "is a text of more than 20 MB, far larger than any agreement",
            "Look whether it is the right file; cut it down to the agreement and check it again.",
        )
    lines = list(enumerate(_LINE_END.split(decode(data)), start=1))
    pages: list[Page] = []
    for page_lines in _pages(_without_line_numbers(_without_quote_marks(_without_wrapper(lines)))):
        page = _page(page_lines, number=len(pages) + 1)
        if page.words:
            pages.append(page)
    if not pages:
        raise UnreadableError(
            "empty",
            "holds no words",
            "Ask for the file again, or export the agreement to text once more.",
        )
    return Sheet("text", tuple(pages))


def _without_wrapper(lines: list[_Line]) -> list[_Line]:
    """The lines without the headers that EDGAR puts round each document of a submission.

    Only a submission's own header, before all else, is dropped unread; later on nothing but the
    wrapper's own lines, lest an agreement's words go with them.
    """
    last_opening = max((place for place, (_, text) in enumerate(lines) if _tag(text) == "TEXT"), default=-1)
    if last_opening < 0:
        return lines
    kept: list[_Line] = []
    in_header = False
    for place, (number, text) in enumerate(lines):
        tag = _tag(text)
        if place > last_opening:
            in_header = False
        elif tag in _HEADER_OPENS or text.startswith("-----BEGIN PRIVACY-ENHANCED MESSAGE"):
            in_header = not any(words.strip() for _, words in kept)
        elif tag in ("/SEC-HEADER", "/IMS-HEADER", "DOCUMENT"):
            in_header = False
        if tag == "DOCUMENT":
            kept.append((number, "\f"))
        elif tag == "TEXT":
            kept.append((number, text.split(">", 1)[1]))
        elif not in_header and not _is_wrapper(tag, text):
            kept.append((number, text))
    return kept


def _tag(text: str) -> str:
    """The name of the tag a line begins with, in capitals; "" for most lines."""
    found = re.match(r"\s*<(/?[A-Za-z-]+)>", text)
    return found[1].upper() if found else ""


def _is_wrapper(tag: str, text: str) -> bool:
    """Whether a line is nothing but a part of EDGAR's wrapper."""
    if tag in ("TYPE", "SEQUENCE", "FILENAME", "DESCRIPTION", "SEC-DOCUMENT", "IMS-DOCUMENT"):
        return True
    closing = ("/DOCUMENT", "/TEXT", "/SEC-DOCUMENT", "/IMS-DOCUMENT", "/SEC-HEADER", "/IMS-HEADER")
    bare = text.strip().upper() == f"<{tag}>"
    return (bare and tag in closing) or text.startswith("-----END PRIVACY-ENHANCED MESSAGE")


def _without_quote_marks(lines: list[_Line]) -> list[_Line]:
    """The lines without the `>` that mail puts before each line it quotes.

    Only where nearly all lines have one: a single `>` may be anything.
    """
    while True:
        standing = [text for _, text in lines if text.strip()]
        quoted = sum(1 for text in standing if _QUOTE.match(text))
        if quoted < 5 or quoted < 0.9 * len(standing):
            return lines
        lines = [(number, re.sub(r"^ ?> ?", "", text)) for number, text in lines]


def _without_line_numbers(lines: list[_Line]) -> list[_Line]:
    """The lines without the numbers that pleading paper has down its left margin; columns stay."""
    numbered = {at: found for at, (_, text) in enumerate(lines) if (found := _NUMBERED.match(text.expandtabs()))}
    standing = sum(1 for _, text in lines if text.strip())
    if len(numbered) < 0.4 * standing or not are_line_numbers([int(found[1]) for found in numbered.values()]):
        return lines
    margin = max(found.end() for found in numbered.values())
    result: list[_Line] = []
    for at, (number, text) in enumerate(lines):
        wide = text.expandtabs()
        if at in numbered and not wide[numbered[at].end() : margin].strip():
            wide = " " * margin + wide[margin:]
        result.append((number, wide))  # words within the margin, of a line without a number, stay
    return result


def _pages(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines of each page; what stands on a page mark's own line goes to its side of it."""
    page: list[_Line] = []
    for number, text in lines:
        parts = _PAGE_MARK.split(text)
        for before in parts[:-1]:
            page.append((number, before))
            yield page
            page = []
        if len(parts) == 1 or parts[-1].strip():
            page.append((number, parts[-1]))
    yield page


def _page(lines: list[_Line], number: int) -> Page:
    words: list[Word] = []
    width = 0
    first = lines[0][0] if lines else 1
    for line, raw in lines:
        text = expand_tabs(_shown(raw))
        width = max(width, columns(text.rstrip()))
        words.extend(_words(text, line, line - first))
    height = lines[-1][0] - first + 1 if lines else 0
    return Page(number, width, height, "cell", tuple(words))


def _shown(raw: str) -> str:
    """A line as it shows: tags as blanks of their width, entities as characters."""
    if "<" in raw:
        raw = _TABLE_TAG.sub(lambda tag: " " * len(tag[0]), raw)
    if "&" in raw:
        raw = _ENTITY.sub(lambda entity: _character(entity[0]), raw)
    if "\u00ad" in raw:
        raw = _SOFT_HYPHEN_AT_END.sub("-", raw)
    if "[" in raw:
        raw = _MARKED_BOX.sub(lambda box: "\u2612" + " " * (len(box[0]) - 1), raw)
        raw = _EMPTY_BOX.sub(lambda box: "\u2610" + " " * (len(box[0]) - 1), raw)
    return visible(ruled(raw))


def _character(entity: str) -> str:
    """The character an entity stands for; the entity itself where it stands for none or for a line end."""
    character = html.unescape(entity)
    return character if character.isprintable() or character == "\xa0" else entity


def _words(text: str, line: int, top: int) -> Iterator[Word]:
    plain = text.isascii()
    column, done = 0, 0
    for found in _WORD.finditer(text):
        column += found.start() - done if plain else columns(text[done : found.start()])
        for part in [found[0]] if plain else split_boxes(plain_symbol(found[0])):
            end = column + columns(part)
            yield Word(part, Box(column, top, end, top + 1), line)
            column = end
        done = found.end()
