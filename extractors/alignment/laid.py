"""A document laid against its form: which words are print, which stand in which blank."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractors.alignment.align import Alignment
from extractors.alignment.document import Document, Placed
from extractors.alignment.ruler import Ruler
from extractors.alignment.tokens import Piece, Token
from extractors.record import NOWHERE, Where
from extractors.sheet import Box, Ink, Page
from templates.wording import Blank, Print

_RULE = r"(?:_+|[-‐‑‒–—―−]{3,})"
_RULE_AROUND = re.compile(rf"^{_RULE}+|{_RULE}+$")
"""The rule that an answer was typed on: "-----1,000-----"."""
_ONLY_RULE = re.compile(_RULE)
_LONGEST_DASH = 4
"""Dashes that may be an answer ("--"); a longer row of them is the rule to write on."""
_AFTER_CAPTION = (":", ".", ",", ";")


@dataclass(slots=True)
class Named:
    """The controls of a document that bear the names of the form's fields."""

    boxes: dict[str, list[int]] = field(default_factory=dict)
    """Field and option ("nasd.affiliated.yes") → the tokens of its check box."""
    words: dict[str, list[int]] = field(default_factory=dict)
    """Field, or field and part → the tokens of the words in its control."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    """The same → what each of its controls holds, letter by letter."""
    marked: dict[str, bool] = field(default_factory=dict)
    """Field and option → whether its box is marked."""


@dataclass(slots=False)
class Laid:
    """The result of laying a document against a ruler, with what later readers ask of it."""

    ruler: Ruler
    document: Document
    words: list[Placed]
    tokens: list[Token]
    alignment: Alignment
    split: dict[int, float]
    doubtful_lines: frozenset[int]
    taken: set[int] = field(default_factory=set)
    """Tokens that a mark or a value has claimed though no blank holds them: no alteration."""
    struck: set[int] = field(default_factory=set)
    """Ticks whose print is missing only because a mark stands on it (a bracketed letter)."""
    given_way: dict[int, list[int]] = field(default_factory=dict)
    """First tick of a placeholder → the words that stand in its place, or beside it."""
    may_be_shifted: bool = False
    """Nothing tells whether the signature page's captions stand above or below their answers."""
    named: Named = field(default_factory=Named)
    """The controls that say their own field."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The sheet's pages, in the document's own order."""
        return self.document.pages

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of everybody who is named as a signer."""
        found: set[str] = set()
        for name in self.ruler.blanks:
            if not name.endswith((".name", ".firm_officer")):
                continue
            gap = self.gap_of_blank[self.ruler.blanks[name][0][0]]
            words = [
                word for word in self.raw(self.pieces(self.in_gap(gap))).replace(".", " ").split() if word[0].isalpha()
            ]
            letters = "".join(word[0] for word in words).upper()
            if 2 <= len(letters) <= 5:
                found |= {letters, letters[0] + letters[-1]}
        return frozenset(found)

    @cached_property
    def tick_of(self) -> dict[int, int]:
        """Token → the tick it is the print of."""
        return {token: tick for tick, token in self.alignment.matched.items()}

    @cached_property
    def gap_of_blank(self) -> dict[int, int]:
        """Index of a blank among the items → its gap's tick."""
        return {blank: tick for tick, blanks in self.ruler.gaps.items() for blank in blanks}

    @cached_property
    def tokens_of_word(self) -> dict[int, list[int]]:
        """Word → its tokens."""
        found: dict[int, list[int]] = {}
        for index, token in enumerate(self.tokens):
            found.setdefault(token.word, []).append(index)
        return found

    def blanks(self, name: str) -> list[tuple[int, Blank]]:
        """The blanks of a field with their item indexes, in order."""
        return self.ruler.blanks.get(name, [])

    def in_gap(self, tick: int) -> list[int]:
        """The tokens that stand in a gap and that no mark elsewhere has claimed."""
        return [token for token in self.alignment.filled.get(tick, ()) if token not in self.taken]

    def pieces(self, tokens: Iterable[int], *, with_rules: bool = False) -> list[Piece]:
        """The words, or parts of words, that tokens make up.

        A word that fell wholly into one place is given whole; of one that the form's print
        shares ("$65,000(the") only its part.
        """
        by_word: dict[int, list[int]] = {}
        for token in tokens:
            if with_rules or not self.tokens[token].is_rule or self._is_dash(token):
                by_word.setdefault(self.tokens[token].word, []).append(token)
        result: list[Piece] = []
        for index, own in sorted(by_word.items()):
            placed = self.words[index]
            every = self.tokens_of_word[index]
            others = [token for token in every if token not in own and not self.tokens[token].is_rule]
            text = placed.word.text
            begin = max((self.tokens[token].end for token in others if token < own[0]), default=0)
            end = min((self.tokens[token].start for token in others if token > own[-1]), default=len(text))
            part = text[begin:end]
            if not with_rules:
                part = (_RULE_AROUND.sub("", part) if _says(part) else part).strip("_")
            if others and part.strip() in _AFTER_CAPTION and others[-1] < own[0]:
                continue  # "Name Typed or Printed:" in a copy; the colon is no answer
            if part:
                result.append(Piece(part, placed.word, placed.page))
        return result if with_rules else _without_rules_end(result)

    def _is_dash(self, token: int) -> bool:
        word = self.words[self.tokens[token].word].word.text
        return len(word) <= _LONGEST_DASH and not any(char.isalnum() or char in "_☐□" for char in word)

    def is_doubtful(self, gap: int) -> bool:
        """Whether a line at a gap's place could not be parted into columns with certainty."""
        if not self.doubtful_lines or self.ruler.items[self.ruler.ticks[gap].item].region != "columns":
            return False
        around = [
            self.word(self.alignment.matched[at])
            for at in range(max(0, gap - 12), min(len(self.ruler.ticks), gap + 12))
            if at in self.alignment.matched and self.ruler.items[self.ruler.ticks[at].item].region == "columns"
        ]
        before = [placed.word.line for placed in around if self._tick_at(placed) < gap]
        after = [placed.word.line for placed in around if self._tick_at(placed) > gap]
        first, last = max(before, default=0), min(after, default=1 << 30)
        return any(first <= line <= last for line in self.doubtful_lines) and last - first < 12

    def _tick_at(self, placed: Placed) -> int:
        index = self._word_index[id(placed)]
        return next((self.tick_of[token] for token in self.tokens_of_word[index] if token in self.tick_of), -1)

    @cached_property
    def _word_index(self) -> dict[int, int]:
        return {id(placed): index for index, placed in enumerate(self.words)}

    def lines_of(self, pieces: Sequence[Piece]) -> list[list[Piece]]:
        """Pieces grouped by the visual line they stand on."""
        lines: list[list[Piece]] = []
        for piece in pieces:
            if lines and lines[-1][-1].word.line == piece.word.line and lines[-1][-1].page == piece.page:
                lines[-1].append(piece)
            else:
                lines.append([piece])
        return lines

    def raw(self, pieces: Sequence[Piece]) -> str:
        """The pieces as text, a line a visual line."""
        return "\n".join(" ".join(piece.text for piece in line) for line in self.lines_of(pieces))

    def where(self, pieces: Sequence[Piece]) -> Where:
        """The place of the pieces on the page of the first."""
        if not pieces:
            return NOWHERE
        page = self.pages[pieces[0].page]
        same = [piece.word for piece in pieces if piece.page == pieces[0].page]
        if page.unit == "cell":
            return Where(page=page.number, line=same[0].line)
        return Where(page.number, _round(union([word.box for word in same])), None)

    def where_tick(self, tick: int) -> Where:
        """The place of the print nearest to a tick."""
        nearest = self.nearest(tick)
        if nearest is None:
            return NOWHERE
        placed = self.words[self.tokens[nearest].word]
        return self.where([Piece(placed.word.text, placed.word, placed.page)])

    def nearest(self, tick: int) -> int | None:
        """The token of the last print at or before a tick, else of the first after it."""
        for at in range(min(tick, len(self.ruler.ticks) - 1), -1, -1):
            if at in self.alignment.matched:
                return self.alignment.matched[at]
        return next((self.alignment.matched[at] for at in sorted(self.alignment.matched) if at > tick), None)

    def print_before(self, tick: int, *, of_line: bool = True) -> list[int]:
        """The tokens of the print right before a gap (on its line of the form, if asked)."""
        line = self.ruler.items[self.ruler.ticks[tick].item].line
        found: list[int] = []
        for at in range(tick - 1, -1, -1):
            here = self.ruler.ticks[at]
            if here.is_gap or (of_line and self.ruler.items[here.item].line != line):
                break
            if at in self.alignment.matched:
                found.insert(0, self.alignment.matched[at])
        return found

    def next_print(self, tick: int) -> int | None:
        """The token of the first print behind a tick that stands in the document."""
        for at in range(tick + 1, min(len(self.ruler.ticks), tick + 40)):
            if at in self.alignment.matched:
                return self.alignment.matched[at]
        return None

    def word(self, token: int) -> Placed:
        """The word a token is a part of."""
        return self.words[self.tokens[token].word]

    def box(self, *tokens: int) -> Box:
        """The box of tokens of one line; of a word they share ("YES____") only their part."""
        boxes = []
        for index in tokens:
            token = self.tokens[index]
            word = self.words[token.word].word
            letter = (word.box.x1 - word.box.x0) / max(1, len(word.text))
            boxes.append(
                Box(
                    word.box.x0 + token.start * letter,
                    word.box.top,
                    word.box.x0 + token.end * letter,
                    word.box.bottom,
                )
            )
        return union(boxes)

    def form_words(self, tick: int, count: int) -> str:
        """Some of the form's own words before (count < 0) or after a tick, up to the next blank."""
        items: list[str] = []
        last = None
        at = tick
        while 0 <= at < len(self.ruler.ticks) and len(items) < abs(count):
            here = self.ruler.ticks[at]
            if here.is_gap and items:
                break
            item = self.ruler.items[here.item]
            if isinstance(item, Print) and here.item != last:
                items.append(item.text)
                last = here.item
            at += 1 if count > 0 else -1
        return " ".join(items if count > 0 else reversed(items))

    def ink(self, page: int) -> tuple[Ink, ...]:
        """What is drawn on a page (by its index)."""
        return self.pages[page].ink


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _without_rules_end(pieces: list[Piece]) -> list[Piece]:
    """An answer without what is left of its rule before and behind it: "---- October 3 ----"; dashes alone stay."""
    if not any(_says(piece.text) for piece in pieces):
        return pieces
    first = next(at for at, piece in enumerate(pieces) if not _ONLY_RULE.fullmatch(piece.text))
    last = next(at for at in range(len(pieces), 0, -1) if not _ONLY_RULE.fullmatch(pieces[at - 1].text))
    return pieces[first:last]


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def _round(box: Box) -> tuple[float, float, float, float]:
    return (round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1))
