"""The document as one row of words: pages in the form's order, running text set aside."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from extractors.alignment.boxes import boxed
from extractors.alignment.mail import lines_of_mail
from extractors.alignment.office_stamps import office_stamps
from extractors.alignment.running_text import known_of, running_lines
from extractors.alignment.tokens import tokenize
from extractors.sheet import Control, Page, Sheet, Word
from templates.wording import Print, Wording

_SHINGLE = 4
_FEWEST_COMMON = 8


class Placed(NamedTuple):
    """A word of the document with its page's index."""

    word: Word
    page: int
    own: Word | None = None
    """The word that a named control holds, while `word` is the empty rule that stands for it."""


class Document(NamedTuple):
    """The words that are to be explained by the form."""

    words: list[Placed]
    pages: tuple[Page, ...]
    """In the document's own order; `Placed.page` is an index into it."""
    shuffled: bool
    """Whether the pages stood in another order than the form's."""
    repeated: tuple[tuple[int, int, bool], ...] = ()
    """Pages that stand twice: (index of the page kept, of the other, whether they say the same)."""
    controls: tuple[Control, ...] = ()
    """The named controls; none for the words before tracked changes."""
    mail: str = ""
    """The header of the mail that the agreement was pasted into, its lines parted by line breaks."""
    stamps: tuple[tuple[int, str], ...] = ()
    """What an office put into the margins: (index of the page, words)."""


def document_of(sheet: Sheet, wording: Wording, *, original: bool = False) -> Document:
    """Set running text aside and bring the pages into the form's order.

    Args:
        sheet: What the reader gave.
        wording: The edition the document is laid against.
        original: Take the words before tracked changes in place of the final ones.
    """
    lines_as_read = [_lines(_words(page, original=original)) for page in sheet.pages]
    every = boxed(lines_as_read, has_square=sheet.kind != "text")
    running = running_lines(every, wording)
    stamps = office_stamps(every, running)
    running |= stamps
    mail = every[0][: lines_of_mail(every[0], wording)]
    running.update((0, number) for number in range(len(mail)))
    lines_of = [
        _unfolded([line for number, line in enumerate(lines) if (index, number) not in running], wording)
        for index, lines in enumerate(every)
    ]
    repeated = _repeated(lines_of, wording)
    for _, other, _ in repeated:
        lines_of[other] = []
    order = _order(lines_of, wording)
    words = [Placed(word, index) for index in order for line in lines_of[index] for word in line]
    said = "\n".join(" ".join(word.text for word in line) for line in mail)
    return Document(
        words,
        sheet.pages,
        order != sorted(order),
        repeated,
        () if original else sheet.controls,
        said,
        tuple((index, " ".join(word.text for word in every[index][number])) for index, number in sorted(stamps)),
    )


def _repeated(pages: list[list[list[Word]]], wording: Wording) -> tuple[tuple[int, int, bool], ...]:
    """Pages that hold the same stretch of the form twice: a copy, or a page filled in anew."""
    places = known_of(wording)[2]
    texts = [[token.text for token in tokenize(word.text for line in lines for word in line)] for lines in pages]
    held = []
    for page in texts:
        words = [text for text in page if text != "_"]
        found = (places.get(tuple(words[at : at + _SHINGLE]), -1) for at in range(len(words) - _SHINGLE + 1))
        held.append({place for place in found if place >= 0})
    repeated: list[tuple[int, int, bool]] = []
    gone: set[int] = set()
    for one in range(len(pages)):
        for other in range(one + 1, len(pages)):
            common = len(held[one] & held[other])
            if other not in gone and common > _FEWEST_COMMON and common > 0.6 * min(len(held[one]), len(held[other])):
                gone.add(other)
                repeated.append((one, other, texts[one] == texts[other]))
    return tuple(repeated)


def _words(page: Page, *, original: bool) -> tuple[Word, ...]:
    words = page.original_words if original and page.original_words is not None else page.words
    return tuple(word for word in words if word.zone != "comment")  # a comment is nobody's wording


def _uncovered(line: list[Word]) -> list[Word]:
    """A line on which an answer is drawn over a rule that print is glued to ("________,").

    The print is taken apart from the rule, so that the answer stands where it is drawn.
    """
    parts: list[Word] = []
    for word in line:
        covered = "__" in word.text and any(
            other is not word
            and other.box.x0 > word.box.x0
            and other.box.x0 < word.box.x1 - 1
            and "__" not in other.text
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
    if sum(_may_be_parted(line, (left + right) / 2) for line in lines) < 0.7 * len(lines):
        return None
    middle = [left + (right - left) * share / 60 for share in range(20, 41)]
    crossing = {x: sum(_crosses(line, x) for line in lines) for x in middle}
    fewest = min(crossing.values())
    if fewest > 0.3 * len(lines):
        return None
    best = [x for x in middle if crossing[x] == fewest]
    gutter = best[len(best) // 2]
    sides = (sum(line[0].box.x0 < gutter for line in lines), sum(line[-1].box.x1 > gutter for line in lines))
    return gutter if min(sides) > 5 else None


def _may_be_parted(line: list[Word], middle: float) -> bool:
    """Whether a line keeps to one side of the page, or has a gap wider than a space."""
    if len(line) < 6 or line[-1].box.x1 < 1.15 * middle or line[0].box.x0 > 0.85 * middle:
        return True
    width = 1.1 * (line[0].box.x1 - line[0].box.x0) / max(1, len(line[0].text))
    return any(after.box.x0 - before.box.x1 >= width for before, after in pairwise(line))


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


def _order(pages: list[list[list[Word]]], wording: Wording) -> list[int]:
    """The indexes of the pages in the form's order: by where their unique phrases stand in it."""
    if len(pages) < 2:
        return list(range(len(pages)))
    places = known_of(wording)[2]
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
