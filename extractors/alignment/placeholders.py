"""The name of whoever signs, in the place of what the form prints for it: "[HOLDER]" above "By:".

Such a placeholder may stay, be left out, or give way to a name. The name is no field, no change of the wording,
and no part of the answer above it.
"""

import re
from collections.abc import Iterator

from extractors.alignment.laid import Laid
from extractors.alignment.running_text import SPEAKS
from extractors.signature_words import SIGNED
from templates.number_words import has_number_word
from templates.wording import Print

_LONGEST_LINE, _MOST_LINES = 12, 4


def give_way(laid: Laid) -> None:
    """Take the words in the place of a placeholder out of the blank above it; a signature goes to its own blank.

    Words that speak ("subject to", "$5") stay where they are: they make the answer uncertain, or are an alteration.
    """
    for first, last in _placeholders(laid):
        alignment, gap = laid.alignment, first - 1
        held = alignment.filled.get(gap, []) if gap >= 0 and laid.ruler.ticks[gap].is_gap else []
        added = [token for at in range(first, last + 1) for token in alignment.added.get(at, [])]
        own = [alignment.matched[at] for at in range(first, last) if at in alignment.matched]
        place = _place(laid, _by_line(laid, sorted([*held, *added, *own])), {*added, *own})
        texts = [_text(laid, line) for line in place]
        if not set(held + added) & {token for line in place for token in line} or len(place) > _MOST_LINES:
            continue
        if any(SPEAKS.search(text) or len(text.split()) > _LONGEST_LINE for text in texts):
            continue
        moved = {token for line in place for token in line}
        alignment.filled[gap] = [token for token in held if token not in moved]
        for at in range(first, last + 1):
            alignment.added.pop(at, None)
        signed = [token for line, text in zip(place, texts, strict=True) if SIGNED.search(text) for token in line]
        signature = next(at for at in range(last, len(laid.ruler.ticks)) if laid.ruler.ticks[at].is_gap)
        if signed:
            alignment.filled[signature] = sorted([*signed, *alignment.filled.get(signature, [])])
        if len(own) < last - first:  # "[Sample Fund]" has its brackets only
            for at in range(first, last):
                alignment.matched.pop(at, None)
            own = []
        named = sorted(moved - set(signed) - set(own))
        if named and [laid.tokens[token].text for token in named] != [
            tick.text for tick in laid.ruler.ticks[first:last]
        ]:
            laid.given_way[first] = named


def _placeholders(laid: Laid) -> Iterator[tuple[int, int]]:
    """(first tick, behind the last tick) of each: furniture right above the "By:" of a signature."""
    ticks, items = laid.ruler.ticks, laid.ruler.items
    run: list[int] = []
    for at, tick in enumerate(ticks):
        item = items[tick.item]
        if isinstance(item, Print) and item.kind == "furniture" and not tick.is_gap:
            run.append(at)
            continue
        if run and tick.text == "By" and any(one.is_gap and _signs(laid, one.item) for one in ticks[at : at + 3]):
            yield run[0], at
        run = []


def _signs(laid: Laid, item: int) -> bool:
    return (laid.ruler.items[item].field or "").endswith(".signature")


def _by_line(laid: Laid, tokens: list[int]) -> list[list[int]]:
    lines: list[list[int]] = []
    for token in tokens:
        placed = laid.word(token)
        before = laid.word(lines[-1][-1]) if lines else None
        if before is not None and (before.word.line, before.page) == (placed.word.line, placed.page):
            lines[-1].append(token)
        else:
            lines.append([token])
    return lines


def _place(laid: Laid, lines: list[list[int]], outside: set[int]) -> list[list[int]]:
    """The lines that are the placeholder's: from the first that no answer of the blank above can be."""
    has_answer = False
    for at, line in enumerate(lines):
        text = _text(laid, line)
        is_name = re.search(r"[^\W\d_]{2}", text) is not None
        is_figure = has_number_word(text) or "share" in text.casefold()
        if set(line) & outside or (has_answer and is_name and not is_figure):
            return [one for one in lines[at:] if _text(laid, one)]
        has_answer = True
    return []


def _text(laid: Laid, line: list[int]) -> str:
    return " ".join(piece.text for piece in laid.pieces(line))
