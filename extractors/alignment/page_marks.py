"""A filing's own page marks, "<PAGE>" below the page's number, where a print or a mail made words of them."""

import re
from collections import Counter

from extractors.sheet import Word

_MARK = re.compile(r"(?P<before>.*?)\s*</?PAGE>", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(?:page\s*)?(\d{1,3})\W*", re.IGNORECASE)

_At = tuple[int, int]


def page_marks(pages: list[list[list[Word]]], running: set[_At]) -> set[_At]:
    """The lines that are page marks, and those above them that are the numbers of the pages they end.

    A figure above a mark is its page's number only where it counts as another's does: it may be an answer.

    Args:
        pages: The words of each page, line by line.
        running: The lines known as running text: the head and foot of a print may part a number from its mark.

    Returns:
        (index of the page, index of the line) of each.
    """
    marks: set[_At] = set()
    numbers: list[tuple[_At, int]] = []
    """Of each mark the line of its number, and the number less the marks before."""
    count = 0
    above = ((0, 0), "")
    for index, lines in enumerate(pages):
        for number, line in enumerate(lines):
            at, text = (index, number), " ".join(word.text for word in line)
            if (found := _MARK.fullmatch(text)) is None:
                above = above if at in running else (at, text)
                continue
            if not found["before"]:
                marks.add(at)
            where, said = (at, found["before"]) if found["before"] else above
            if value := _NUMBER.fullmatch(said):
                numbers.append((where, int(value[1]) - count))
            count += 1
    if numbers and (value := _NUMBER.fullmatch(above[1])):  # no mark ends the last page
        numbers.append((above[0], int(value[1]) - count))
    counting = Counter(offset for _, offset in numbers)
    return marks | {at for at, offset in numbers if counting[offset] > 1}
