"""The document as one row of words: pages in the form's order, running text set aside."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from extractors.alignment.tokens import joined, tokenize
from extractors.sheet import Page, Sheet, Word
from templates.wording import Print, Wording

_SHINGLE = 4
_RUNNING_LINES = 3
"""How many lines at a page's top and bottom may be running text."""
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|p\.|pg\.?)?\W*(?:[A-Z]{1,2}-)?\d{1,3}\W*(?:(?:of|/|von)\W*\d{1,3})?\W*$", re.IGNORECASE
)
_ENVELOPE = re.compile(
    r"envelope\s*id|docusign|adobe\s*sign|hellosign|dropbox\s*sign|pandadoc|signnow|document\s*(?:id|ref)|"
    r"transaction\s*(?:number|id)|certificate\s*id|\bfax\b|\bfrom:|\bp\.?\s?\d+/\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|"
    r"file:///|https?://|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:not|no|except|void|subject|side|letter|amend\w*|waive\w*|without|agree[sd]?|conditional\w*|provided|unless|"
    r"reserv\w*|rescind\w*|revok\w*|only|if|shall|may|must|prejudice|protest|supersed\w*|null|delet\w*|chang\w*)\b",
    re.IGNORECASE,
)


class Placed(NamedTuple):
    """A word of the document with its page's index."""

    word: Word
    page: int


class Document(NamedTuple):
    """The words that are to be explained by the form."""

    words: list[Placed]
    pages: tuple[Page, ...]
    """In the document's own order; `Placed.page` is an index into it."""
    shuffled: bool
    """Whether the pages stood in another order than the form's."""


def document_of(sheet: Sheet, wording: Wording, *, original: bool = False) -> Document:
    """Set running text aside and bring the pages into the form's order.

    Args:
        sheet: What the reader gave.
        wording: The edition the document is laid against.
        original: Take the words before tracked changes in place of the final ones.
    """
    every = [_lines(_words(page, original=original)) for page in sheet.pages]
    running = _running_lines(every, wording)
    lines_of = [
        _unfolded([line for number, line in enumerate(lines) if (index, number) not in running], wording)
        for index, lines in enumerate(every)
    ]
    order = _order(lines_of, wording)
    words = [Placed(word, index) for index in order for line in lines_of[index] for word in line]
    return Document(words, sheet.pages, order != sorted(order))


def _words(page: Page, *, original: bool) -> tuple[Word, ...]:
    if original and page.original_words is not None:
        return page.original_words
    return page.words


def _uncovered(line: list[Word]) -> list[Word]:
    """A line on which an answer is drawn over a rule that print is glued to ("________,").

    The print is taken apart from the rule, so that the answer stands where it is drawn.
    """
    parts: list[Word] = []
    for word in line:
        covered = "__" in word.text and any(
            other is not word and other.box.x0 > word.box.x0 and other.box.x0 < word.box.x1 - 1 and "__" not in other.text
            for other in line
        )
        if not covered:
            parts.append(word)
            continue
        letter = (word.box.x1 - word.box.x0) / len(word.text)
        parts += [
            word._replace(
                text=found.group(),
                box=word.box._replace(x0=word.box.x0 + found.start() * letter, x1=word.box.x0 + found.end() * letter),
            )
            for found in re.finditer(r"_+|[^_]+", word.text)
        ]
    return sorted(parts, key=lambda word: word.box.x0) if len(parts) > len(line) else line


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and lines[-1][-1].line == word.line:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_uncovered(line) for line in lines]


def _unfolded(lines: list[list[Word]], wording: Wording) -> list[list[Word]]:
    """A page set in two columns of running text, with the right column behind the left.

    Only where the form's own phrases say so: read across, they are torn.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    turned: list[list[Word]] = []
    left: list[list[Word]] = []
    right: list[list[Word]] = []
    for line in lines:
        cut = next((at for at, word in enumerate(line) if word.box.x0 >= gutter), len(line))
        if cut and line[cut - 1].box.x1 > gutter:  # a line across both columns ends them
            turned += [*left, *right, line]
            left, right = [], []
            continue
        if line[:cut]:
            left.append(line[:cut])
        if line[cut:]:
            right.append(line[cut:])
    turned += [*left, *right]
    return turned if _phrases(turned, wording) > _phrases(lines, wording) + 10 else lines


def _gutter(lines: list[list[Word]]) -> float | None:
    """Where the fewest lines of a page have print: the gap between its two columns."""
    if len(lines) < 8:
        return None
    left, right = min(line[0].box.x0 for line in lines), max(line[-1].box.x1 for line in lines)
    middle = [left + (right - left) * share / 60 for share in range(20, 41)]
    crossing = {x: sum(_crosses(line, x) for line in lines) for x in middle}
    fewest = min(crossing.values())
    if fewest > 0.3 * len(lines):
        return None
    best = [x for x in middle if crossing[x] == fewest]
    gutter = best[len(best) // 2]
    sides = (sum(line[0].box.x0 < gutter for line in lines), sum(line[-1].box.x1 > gutter for line in lines))
    return gutter if min(sides) > 5 else None


def _crosses(line: list[Word], x: float) -> bool:
    """Whether a line's print runs across a place: a word, or no more than a space between two."""
    for before, after in pairwise(line):
        if before.box.x1 <= x <= after.box.x0:
            return after.box.x0 - before.box.x1 < 1.1 * (after.box.x1 - after.box.x0) / max(1, len(after.text))
    return line[0].box.x0 < x < line[-1].box.x1


def _phrases(lines: list[list[Word]], wording: Wording) -> int:
    """How many of the form's unique phrases the lines hold."""
    running = _running_phrases(wording)
    texts = [token.text for token in tokenize(word.text for line in lines for word in line) if not token.is_rule]
    return sum(tuple(texts[at : at + _SHINGLE]) in running for at in range(len(texts) - _SHINGLE + 1))


@cache
def _running_phrases(wording: Wording) -> frozenset[tuple[str, ...]]:
    """The phrases of the form's running text: what columns of the form's own cannot make."""
    found: set[tuple[str, ...]] = set()
    for region, group in groupby(wording.items, key=lambda item: item.region):
        if region in ("flow", "lines"):
            texts = [token.text for token in tokenize(item.text for item in group if isinstance(item, Print))]
            found.update(tuple(texts[at : at + _SHINGLE]) for at in range(len(texts) - _SHINGLE + 1))
    return frozenset(found)


def _running_lines(pages: list[list[list[Word]]], wording: Wording) -> set[tuple[int, int]]:
    """Which lines are page furniture: page numbers, running titles, envelope stamps.

    Running text that speaks ("subject to", "not") is none: it stays, and is reported.
    """
    vocabulary, form_lines, _ = _known(wording)
    candidates: dict[str, list[tuple[int, int]]] = {}
    running = _page_numbers(pages)
    for index, lines in enumerate(pages):
        for number, line in enumerate(lines):
            text = " ".join(word.text for word in line)
            outer = min(number, len(lines) - 1 - number) < _RUNNING_LINES
            zone = line[0].zone
            if zone == "comment":
                continue
            if zone in ("header", "footer"):
                if not _SPEAKS.search(text) or _is_own_title(line, vocabulary):
                    running.add((index, number))
                continue
            if zone == "note" or not outer:
                continue
            if (index, number) in running:
                continue
            if _ENVELOPE.search(text) and len(line) < 20 and not _SPEAKS.search(text):
                running.add((index, number))
                continue
            candidates.setdefault(re.sub(r"\d+", "0", joined(text.split())), []).append((index, number))
    for text, places in candidates.items():
        on_pages = {index for index, _ in places}
        if len(on_pages) < max(3, len(pages) // 3) or form_lines.get(text, 0) >= len(places) or len(text) < 3:
            continue
        index, number = places[0]
        line = pages[index][number]
        if _is_own_title(line, vocabulary) or not _SPEAKS.search(" ".join(word.text for word in line)):
            running.update(places)
    return running


@cache
def _known(wording: Wording) -> tuple[frozenset[str], Counter[str], dict[tuple[str, ...], int]]:
    """The form's vocabulary, its lines, and where each of its unique phrases stands."""
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
        return {(index, number) for index, number, value in found if offsets[value - index] > 1}
    rising: set[tuple[int, int]] = set()
    expected = 1
    for index, number, value in found:  # each page number is one more than the last; other figures stay
        if value == expected or (not rising and value == 2):
            rising.add((index, number))
            expected = value + 1
    return rising if len(rising) > 4 else set()


def _is_own_title(line: list[Word], vocabulary: set[str]) -> bool:
    """A short line of nothing but the form's own capitalised words."""
    texts = [word.text.strip('.,;:()"') for word in line]
    return len(texts) < 12 and all(
        text.casefold() in vocabulary and (text[:1].isupper() or text in ("of", "to", "and", "the", "in")) or text.isdigit()
        for text in texts
        if text
    )


def _order(pages: list[list[list[Word]]], wording: Wording) -> list[int]:
    """The indexes of the pages in the form's order: by where their unique phrases stand in it."""
    if len(pages) < 2:
        return list(range(len(pages)))
    places = _known(wording)[2]
    keys: list[float] = []
    for lines in pages:
        texts = [token.text for token in tokenize(word.text for line in lines for word in line) if not token.is_rule]
        found = [
            place
            for at in range(len(texts) - _SHINGLE + 1)
            if (place := places.get(tuple(texts[at : at + _SHINGLE]), -1)) >= 0
        ]
        keys.append(median(found) if found else -1)
    last = -1.0
    for index, key in enumerate(keys):  # a page that says nothing of its place stays behind its neighbour
        keys[index] = last = key if key >= 0 else last
    return sorted(range(len(pages)), key=lambda index: keys[index])
