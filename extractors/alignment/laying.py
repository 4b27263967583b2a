"""A sheet laid against an edition: the layouts tried, and the one that fits kept."""

from itertools import pairwise

from extractors.alignment.align import align
from extractors.alignment.answer_shapes import is_foreign, is_own
from extractors.alignment.captions_above import take_from_beside
from extractors.alignment.controls import masked, unmasked
from extractors.alignment.document import Document, Placed, document_of
from extractors.alignment.laid import Laid
from extractors.alignment.mending import mend
from extractors.alignment.placeholders import give_way
from extractors.alignment.reading_order import in_reading_order
from extractors.alignment.ruler import Ruler, labelled, names_of, ruler_of
from extractors.alignment.tokens import Token, split_glued_marks, tokenize
from extractors.sheet import Sheet
from templates.wording import Wording

_FEWEST = 2


def lay(sheet: Sheet, wording: Wording, *, original: bool = False) -> Laid:
    """Lay a sheet against an edition's wording.

    Args:
        sheet: What a reader gave.
        wording: The edition, rendered with the offering's terms.
        original: Judge the words before tracked changes, not the final ones.
    """
    document = document_of(sheet, wording, original=original)
    document = document._replace(words=masked(document.words, names_of(wording)))
    laid = _lay(document, ruler_of(wording))
    captions_first = _captions_stand_first(laid)
    is_untold = captions_first is None
    foreign, own = _answers_that_fit(laid) if is_untold else (0, 0)
    if captions_first or foreign:
        other = _lay(document, ruler_of(wording, captions_first=True))
        if not captions_first:
            other_foreign, other_own = _answers_that_fit(other)
            captions_first = not other_foreign and other_own - own >= _FEWEST
        laid = other if captions_first else laid
    if _labels_missed(laid) >= _FEWEST:
        other = _lay(document, ruler_of(wording, captions_first=captions_first, labels_apart=True), labels_apart=True)
        if len(other.alignment.matched) > len(laid.alignment.matched):
            laid = other
    laid.may_be_shifted = is_untold and not captions_first and not own and _is_answered(laid)
    mend(laid)
    give_way(laid)
    take_from_beside(laid)
    return unmasked(laid, document.controls)


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
    return Laid(ruler, document, ordered.words, tokens, align(ruler, tokens), ordered.split, ordered.doubtful)


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


def _captions_stand_first(laid: Laid) -> bool | None:
    """Whether the signature page's captions stand before (on the line of) or above their blanks.

    As filed, a caption stands under its rule. In a copy re-typed as a table of captions and
    answers the same words in the same order would shift every answer by one field.
    None where places do not tell: every answer is as far from one caption as from the next.
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
                follows = laid.word(end).page == laid.word(begin).page and _are_in_one_column(laid, last, following)
                below += follows and upper < lower - 0.5
                above += follows and lower < upper - 0.5
    if beside >= _FEWEST or (beside and not above and not below):
        return True
    if below >= _FEWEST and not above:
        return True
    return False if above or below or beside else None


def _is_answered(laid: Laid) -> bool:
    """Whether words stand in the columns of the signature page."""
    return any(
        laid.pieces(laid.in_gap(gap))
        for gap in laid.ruler.gaps
        if laid.ruler.items[laid.ruler.ticks[gap].item].region == "columns"
    )


def _are_in_one_column(laid: Laid, *ticks: int) -> bool:
    return len({laid.ruler.items[laid.ruler.ticks[tick].item].column for tick in ticks}) == 1


def _answers_that_fit(laid: Laid) -> tuple[int, int]:
    """How many answers of the signature page are surely another field's, and how many surely their own."""
    foreign = own = 0
    for gap, blanks in laid.ruler.gaps.items():
        item = laid.ruler.items[blanks[0]]
        if item.region == "columns" and item.field and (text := laid.raw(laid.pieces(laid.in_gap(gap)))):
            part = item.field.rpartition(".")[2]
            foreign += is_foreign(part, text)
            own += is_own(part, text)
    return foreign, own


def _caption_lines(laid: Laid) -> list[tuple[int, int]]:
    """(first, last) tick of every caption in the columns that have blanks, in the form's order."""
    lines: dict[tuple[int, int], list[int]] = {}
    for index, tick in enumerate(laid.ruler.ticks):
        item = laid.ruler.items[tick.item]
        if item.region == "columns" and item.section == "signature page" and not tick.is_gap:
            lines.setdefault((item.column, item.line), []).append(index)
    return sorted((ticks[0], ticks[-1]) for ticks in lines.values())
