"""Second thoughts on an alignment: words that fell into a blank, and are print or belong elsewhere.

The alignment knows the order of words, not their lines. Three things only lines tell: where one
blank ends and the next begins, that a word before a paragraph is no answer of the blank above it,
and that a caption typed in capitals is the caption, changed.
"""

from itertools import pairwise

from extractors.alignment.laid import Laid

_LONGEST_LABEL, _FEW = 8, 5


def mend(laid: Laid) -> None:
    """Correct an alignment in place."""
    _part_touching_gaps(laid)
    _give_back_what_begins_print(laid)
    _give_back_captions(laid)


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


def _give_back_what_begins_print(laid: Laid) -> None:
    """A word on the line of the print that follows a blank's lines, before it, is no answer.

    "not 7.5 The undersigned …" below the date of 7.4: the date's rule ended a line above.
    """
    items, ticks = laid.ruler.items, laid.ruler.ticks
    for gap in laid.ruler.gaps:
        held = laid.alignment.filled.get(gap, [])
        item = items[ticks[gap].item]
        near = range(gap + 1, min(gap + _FEW, len(ticks)))
        following = next((at for at in near if at in laid.alignment.matched), None)
        if not held or item.region in ("columns", "grid") or following is None:
            continue
        label = laid.print_before(gap, of_line=False)
        behind = laid.word(laid.alignment.matched[following])
        if not label or items[ticks[following].item].line == item.line:
            continue
        if laid.word(label[-1]).word.line == behind.word.line:
            continue
        stray = [
            token
            for token in held
            if laid.word(token).word.line == behind.word.line
            and laid.word(token).page == behind.page
            and token < laid.alignment.matched[following]
            and not laid.tokens[token].is_rule
        ]
        if stray:
            laid.alignment.filled[gap] = [token for token in held if token not in stray]
            laid.alignment.added.setdefault(gap + 1, []).extend(stray)


def _give_back_captions(laid: Laid) -> None:
    """A caption in other letters ("ADDRESS" for "Address") stands in its blank: it is the print, changed."""
    ticks = laid.ruler.ticks
    lost = [
        at
        for at, tick in enumerate(ticks)
        if not tick.is_gap and not tick.is_optional and at not in laid.alignment.matched
    ]
    runs: list[list[int]] = []
    for at in lost:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        if len(run) > _LONGEST_LABEL:
            continue
        wanted = [ticks[at].text.casefold() for at in run]
        for gap in (run[0] - 1, run[-1] + 1):
            held = laid.alignment.filled.get(gap, []) if 0 <= gap < len(ticks) and ticks[gap].is_gap else []
            words = [token for token in held if not laid.tokens[token].is_rule]
            texts = [laid.tokens[token].text.casefold() for token in words]
            place = next((n for n in range(len(texts) - len(wanted) + 1) if texts[n : n + len(wanted)] == wanted), None)
            if place is not None and any(char.isalpha() for text in wanted for char in text):
                own = words[place : place + len(wanted)]
                laid.alignment.filled[gap] = [token for token in held if token not in own]
                laid.alignment.added.setdefault(run[0], []).extend(own)
                break
