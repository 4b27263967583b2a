"""Small web pages, read, for tests."""

from extractors.readers.html_page import read
from extractors.sheet import Sheet, Word


def sheet_of(text: str) -> Sheet:
    return read(text.encode())


def all_words(sheet: Sheet) -> list[Word]:
    return [word for page in sheet.pages for word in page.words]


def words(text: str) -> list[str]:
    return [word.text for word in all_words(sheet_of(text))]


def lines(text: str) -> list[str]:
    """The visual lines with words on them, each word in its column."""
    shown: dict[int, str] = {}
    for word in all_words(sheet_of(text)):
        shown[word.line] = shown.get(word.line, "").ljust(int(word.box.x0)) + word.text
    return [shown[line] for line in sorted(shown)]


def word(text: str, wanted: str) -> Word:
    return next(found for found in all_words(sheet_of(text)) if found.text == wanted)
