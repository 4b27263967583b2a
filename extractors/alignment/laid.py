"""A document laid against its form: which words are print, which stand in which blank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from extractors.alignment.align import Alignment, align
from extractors.alignment.document import Document, Placed, document_of
from extractors.alignment.reading_order import in_reading_order
from extractors.alignment.ruler import Ruler, labelled, ruler_of
from extractors.alignment.tokens import Piece, Token, split_glued_marks, tokenize
from extractors.record import NOWHERE, Where
from extractors.sheet import Box, Ink, Page, Sheet
from templates.wording import Blank, Print, Wording

_FEWEST = 2
_AFTER_CAPTION = (":", ".", ",", ";")


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
    def ticks_of_line(self) -> dict[tuple[int, int], list[int]]:
        """(line, column) of the wording → its ticks of print."""
        lines: dict[tuple[int, int], list[int]] = {}
        for index, tick in enumerate(self.ruler.ticks):
            item = self.ruler.items[tick.item]
            if not tick.is_gap:
                lines.setdefault((item.line, item.column), []).append(index)
        return lines

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
                part = part.strip("_")
            if others and part.strip() in _AFTER_CAPTION and others[-1] < own[0]:
                continue  # "Name Typed or Printed:" in a copy; the colon is no answer
            if part:
                result.append(Piece(part, placed.word, placed.page))
        return result

    def _is_dash(self, token: int) -> bool:
        word = self.words[self.tokens[token].word].word.text
        return not any(char.isalnum() or char in "_☐□" for char in word)

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


def lay(sheet: Sheet, wording: Wording, *, original: bool = False) -> Laid:
    """Lay a sheet against an edition's wording.

    Args:
        sheet: What a reader gave.
        wording: The edition, rendered with the offering's terms.
        original: Judge the words before tracked changes, not the final ones.
    """
    document = document_of(sheet, wording, original=original)
    laid = _lay(document, ruler_of(wording))
    captions_first = _captions_stand_first(laid)
    if captions_first:
        laid = _lay(document, ruler_of(wording, captions_first=True))
    if _labels_missed(laid) >= _FEWEST:
        other = _lay(document, ruler_of(wording, captions_first=captions_first, labels_apart=True), labels_apart=True)
        if len(other.alignment.matched) > len(laid.alignment.matched):
            laid = other
    return laid


def _labels_missed(laid: Laid) -> int:
    """How many labels of 7.1 were not found where the form has them."""
    labels, _ = labelled(laid.ruler.items)
    items = {index for own in labels.values() for index in own}
    return sum(
        1
        for index, tick in enumerate(laid.ruler.ticks)
        if tick.item in items and not tick.is_gap and index not in laid.alignment.matched
    )


def _lay(document: Document, ruler: Ruler, *, labels_apart: bool = False) -> Laid:
    ordered = in_reading_order(document.words, ruler, labels_apart=labels_apart)
    tokens = split_glued_marks(_with_line_begins(ordered.words), ruler.labels, ruler.vocabulary)
    laid = Laid(ruler, document, ordered.words, tokens, align(ruler, tokens), ordered.split, ordered.doubtful)
    _part_touching_gaps(laid)
    return laid


def _part_touching_gaps(laid: Laid) -> None:
    """Where two gaps touch but for a printed year that is gone, part their words by line.

    The date of the certificate of signatory ends its line; the signature stands on the next.
    """
    ticks = laid.ruler.ticks
    gaps = sorted(laid.ruler.gaps)
    for first, second in pairwise(gaps):
        between = range(first + 1, second)
        if not all(ticks[at].is_optional for at in between) or laid.ruler.items[ticks[second].item].region == "flow":
            continue
        matched = [laid.alignment.matched[at] for at in between if at in laid.alignment.matched]
        before = laid.print_before(first)
        anchor = matched[-1] if matched else (before[-1] if before else None)
        if anchor is None:
            continue
        line, page = laid.word(anchor).word.line, laid.word(anchor).page
        added = [token for at in (*between, second) for token in laid.alignment.added.pop(at, [])]
        held = sorted([*laid.alignment.filled.pop(first, []), *added, *laid.alignment.filled.pop(second, [])])
        own = [
            t
            for t in held
            if laid.word(t).word.line <= line and laid.word(t).page == page and t < (matched or [1 << 30])[0]
        ]
        beside = [t for t in held if t not in own and laid.word(t).word.line <= line and laid.word(t).page == page]
        rest = [t for t in held if t not in own and t not in beside]
        for tick, tokens in ((first, own), (second, rest)):
            if tokens:
                laid.alignment.filled[tick] = tokens
        if beside:
            laid.alignment.added[second] = beside


def _with_line_begins(words: list[Placed]) -> list[Token]:
    """Tokens that know whether they are the first of their line in their column."""
    tokens = tokenize([placed.word.text for placed in words])
    previous: Placed | None = None
    result: list[Token] = []
    for token in tokens:
        placed = words[token.word]
        first = previous is None or (placed.word.line, placed.page) != (previous.word.line, previous.page)
        if not token.is_rule:
            previous = placed
        result.append(token._replace(begins_line=True) if first and not token.is_rule else token)
    return result


def _captions_stand_first(laid: Laid) -> bool:
    """Whether the signature page's captions stand before (on the line of) or above their blanks.

    As filed, a caption stands under its rule. In a copy re-typed as a table of captions and
    answers the same words in the same order would shift every answer by one field.
    """
    captions = _caption_lines(laid)
    beside = below = above = 0
    for (_, last), (following, _) in pairwise(captions):
        gap = next((tick for tick in range(last + 1, following) if laid.ruler.ticks[tick].is_gap), None)
        end, begin = laid.alignment.matched.get(last), laid.alignment.matched.get(following)
        if gap is None or end is None or begin is None:
            continue
        for token in laid.alignment.filled.get(gap, ()):
            word = laid.word(token).word
            if word.line == laid.word(end).word.line:
                beside += 1
                break
            if word.line == laid.word(begin).word.line:
                break
        else:
            tokens = laid.alignment.filled.get(gap, ())
            if tokens:
                upper = laid.word(tokens[0]).word.box.top - laid.word(end).word.box.bottom
                lower = laid.word(begin).word.box.top - laid.word(tokens[-1]).word.box.bottom
                same_page = laid.word(end).page == laid.word(begin).page
                below += same_page and upper < lower - 0.5
                above += same_page and lower < upper - 0.5
    if beside >= _FEWEST:
        return True
    return below >= _FEWEST and not above


def _caption_lines(laid: Laid) -> list[tuple[int, int]]:
    """(first, last) tick of every caption in the columns that have blanks, in the form's order."""
    lines: dict[tuple[int, int], list[int]] = {}
    for index, tick in enumerate(laid.ruler.ticks):
        item = laid.ruler.items[tick.item]
        if item.region == "columns" and item.section == "signature page" and not tick.is_gap:
            lines.setdefault((item.column, item.line), []).append(index)
    return sorted((ticks[0], ticks[-1]) for ticks in lines.values())
