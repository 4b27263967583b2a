"""Check boxes typed with brackets: "[ ]", "[_]", "( )" are empty boxes, whatever words a reader makes of them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.sheet import Box, Word

_EMPTY_SQUARE = r"\[[\s_]{0,12}\]"
_EMPTY_ROUND = r"\([\s_]{1,8}\)(?!\s?\d)"  # "( ) 555-0100" lacks an area code
_MARK = r"\s?[xX×✓✔✗✘√*]\s?"
_FARTHEST = 20
"""Letters between two brackets of one box."""

_Lines = list[list[Word]]


def boxed(pages: list[_Lines], *, has_square: bool = True) -> list[_Lines]:
    """The lines of each page with every typed box as one word: "☐" for an empty one, "☒" for a marked one.

    Two brackets with nothing between them would each pass for a bracket set beside a label by hand. A cross in
    round brackets is a box only where empty ones stand as well: elsewhere "(x)" numbers a paragraph. What a
    control holds is left as it is.

    Args:
        pages: Of each page its lines, of each line its words.
        has_square: Whether boxes of square brackets are still to be seen; the reader of plain text, which knows
            a bracket that is none, has seen to them.
    """
    has_round = any(re.search(_EMPTY_ROUND, " ".join(word.text for word in line)) for page in pages for line in page)
    shapes = [_EMPTY_SQUARE, rf"\[{_MARK}\]"] if has_square else []
    shapes += [_EMPTY_ROUND, rf"\({_MARK}\)"] if has_round else []
    if not shapes:
        return pages
    typed = re.compile("|".join(shapes))
    return [[_line(line, typed) for line in page] for page in pages]


def _line(line: list[Word], typed: re.Pattern[str]) -> list[Word]:
    if not any("[" in word.text or "(" in word.text for word in line):
        return line
    stretches: list[list[Word]] = [[line[0]]]
    for before, after in pairwise(line):
        if _may_share_box(before, after):
            stretches[-1].append(after)
        else:
            stretches.append([after])
    return [word for stretch in stretches for word in _boxed(stretch, typed)]


def _may_share_box(before: Word, after: Word) -> bool:
    gap = after.box.x0 - before.box.x1
    return (
        0 <= gap <= _FARTHEST * max(_letter(before), _letter(after))
        and (before.zone, before.source, before.control) == (after.zone, after.source, after.control)
        and before.inserted == after.inserted
    )


def _letter(word: Word) -> float:
    return (word.box.x1 - word.box.x0) / len(word.text)


def _boxed(words: Sequence[Word], typed: re.Pattern[str]) -> list[Word]:
    text = " ".join(word.text for word in words)
    found = list(typed.finditer(text))
    if not found or words[0].control or words[0].source == "form-field":
        return list(words)
    begins: list[int] = []
    at = 0
    for word in words:
        begins.append(at)
        at += len(word.text) + 1
    result: list[Word] = []
    done = 0
    for box in [*found, None]:
        end = len(text) if box is None else box.start()
        result += [
            _part(word, done - begin, end - begin)
            for word, begin in zip(words, begins, strict=True)
            if begin < end and begin + len(word.text) > done
        ]
        if box is not None:
            held = [
                _part(word, box.start() - begin, box.end() - begin)
                for word, begin in zip(words, begins, strict=True)
                if begin < box.end() and begin + len(word.text) > box.start()
            ]
            result.append(held[0]._replace(text="☒" if box[0].strip("[]()_ ") else "☐", box=_around(held)))
            done = box.end()
    return result


def _part(word: Word, start: int, end: int) -> Word:
    """The letters of a word from `start` up to `end`, in their place."""
    start, end = max(start, 0), min(end, len(word.text))
    if (start, end) == (0, len(word.text)):
        return word
    letter, left = _letter(word), word.box.x0
    return word._replace(
        text=word.text[start:end], box=word.box._replace(x0=left + start * letter, x1=left + end * letter)
    )


def _around(words: Sequence[Word]) -> Box:
    return Box(
        words[0].box.x0,
        min(word.box.top for word in words),
        words[-1].box.x1,
        max(word.box.bottom for word in words),
    )
