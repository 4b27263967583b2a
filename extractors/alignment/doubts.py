"""Doubts: where the print around a blank is torn, what stands in it is not certain.

A reading is as sure as its place, and its place is told by the print around it. These nets are
for layouts that nobody foresaw: they turn a certain reading into one that a person looks at.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from extractors.alignment.answer_shapes import is_foreign
from extractors.alignment.captions_above import answers_elsewhere
from extractors.alignment.controls import has_control, joined_from_outside, misplaced
from extractors.alignment.crossed import crossed_answers
from extractors.alignment.laid import Laid
from extractors.alignment.ruler import Tick
from extractors.alignment.unseen import beside_blanks
from extractors.record import Reading
from templates.wording import Print

_RUN, _MUCH = 5, 40
_NEAR = 3
"""So many tokens of print before and behind a blank are its label and its caption."""
_FEWEST_CAPTIONS = 3
_UNSURE = 0.6
_SIGNERS = ("subscriber.", "joint.")


def with_doubts(laid: Laid, readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """The readings, less sure where their labels are torn or their columns make no sense."""
    captions = _captions(laid)
    doubtful: set[str] = set(readings) if _is_scrambled(laid) else set()
    strangers = misplaced(laid)
    doubtful |= strangers
    doubtful |= beside_blanks(laid) | joined_from_outside(laid) | crossed_answers(laid)
    told = {name for name in readings if name not in strangers and has_control(laid, name)}
    for name, reading in readings.items():
        gaps = {laid.gap_of_blank[index] for index, _ in laid.blanks(name)}
        torn = any(not _labels_stand(laid, gap) and not _is_absent(laid, gap) for gap in gaps)
        shifted = any(_shares_line_with_caption(laid, gap) for gap in gaps) or (
            name.startswith(_SIGNERS) and reading.raw is not None and _holds_caption(reading.raw, captions)
        )
        if torn or (shifted and name not in told):  # an answer in a control of its own name cannot have shifted
            doubtful.add(name)
    anew = {laid.pages[one].number for one, _, same in laid.document.repeated if not same}
    doubtful.update(name for name, reading in readings.items() if reading.where.page in anew)
    if anew:  # a blank of that page has no place to tell it by
        sections = {
            laid.ruler.items[laid.ruler.ticks[tick].item].section
            for tick, token in laid.alignment.matched.items()
            if laid.pages[laid.word(token).page].number in anew
        }
        doubtful.update(name for name in readings for _, blank in laid.blanks(name) if blank.section in sections)
    doubtful.update(
        name
        for name, reading in readings.items()
        if reading.state == "blank"
        and any(blank.option for _, blank in laid.blanks(name))
        and _ink_on_labels(laid, name)
    )
    doubtful |= answers_elsewhere(laid, readings) - told
    if laid.may_be_shifted or _makes_no_sense(readings) or _columns_are_torn(laid):
        doubtful.update(name for name in readings if name.startswith(_SIGNERS) and name not in told)
    return {
        name: replace(reading, confidence=min(reading.confidence, _UNSURE)) if name in doubtful else reading
        for name, reading in readings.items()
    }


def _is_scrambled(laid: Laid) -> bool:
    """Whether much of the print that was not found in its order stands elsewhere in the document.

    Then the words were read in a wrong order (columns nobody told apart), and no place is sure.
    """
    ticks = laid.ruler.ticks
    lost = [
        at
        for at, tick in enumerate(ticks)
        if not tick.is_gap and not tick.is_optional and at not in laid.alignment.matched
    ]
    if len(lost) < _MUCH:
        return False
    own, present = _own_phrases(laid.ruler.ticks), _phrases_of(laid)
    return sum(own.get(at) in present for at in lost) > _MUCH


@cache
def _own_phrases(ticks: tuple[Tick, ...]) -> dict[int, tuple[str, ...]]:
    """Tick → the run of print that begins there, where the form has that run once."""
    form = [tick.text for tick in ticks]
    runs = [tuple(form[at : at + _RUN]) for at in range(len(form) - _RUN + 1)]
    counts = Counter(runs)
    return {at: run for at, run in enumerate(runs) if counts[run] == 1 and "" not in run}


def _phrases_of(laid: Laid) -> set[tuple[str, ...]]:
    """The runs of words that stand in the document, wherever."""
    words = [token.text for token in laid.tokens if not token.is_rule]
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _labels_stand(laid: Laid, gap: int) -> bool:
    """Whether the print right before and right behind a gap stands in the document."""
    return _stands(laid, range(gap - 1, -1, -1)) and _stands(laid, range(gap + 1, len(laid.ruler.ticks)))


def _shares_line_with_caption(laid: Laid, gap: int) -> bool:
    """Whether an answer of the signature page stands on the line of its caption, which should be below it.

    Then the copy is laid out in a way of its own, or the "caption" is a word of the answer.
    """
    item = laid.ruler.items[laid.ruler.ticks[gap].item]
    if item.region != "columns" or laid.ruler.captions_first:
        return False
    held = [token for token in laid.alignment.filled.get(gap, ()) if not laid.tokens[token].is_rule]
    near = [laid.alignment.matched[at] for at in (gap - 1, gap + 1) if at in laid.alignment.matched]
    lines = {(laid.word(token).word.line, laid.word(token).page) for token in held}
    return any((laid.word(token).word.line, laid.word(token).page) in lines for token in near)


def _is_absent(laid: Laid, gap: int) -> bool:
    """Whether the whole section of a gap is not in the document: then its blanks surely are not."""
    section = laid.ruler.items[laid.ruler.ticks[gap].item].section
    ticks = [
        index
        for index, tick in enumerate(laid.ruler.ticks)
        if laid.ruler.items[tick.item].section == section and not tick.is_gap and not tick.is_optional
    ]
    if any(tick in laid.alignment.matched for tick in ticks):
        return False
    own, present = _own_phrases(laid.ruler.ticks), _phrases_of(laid)
    return not any(own.get(tick) in present for tick in ticks)


def _stands(laid: Laid, ticks: range) -> bool:
    near = [tick for tick in ticks[:12] if not laid.ruler.ticks[tick].is_optional][:_NEAR]
    found = sum(tick in laid.alignment.matched or tick in laid.struck for tick in near)
    return not near or found * 2 > len(near)


def _captions(laid: Laid) -> set[str]:
    """The captions of the signature page of more than one word."""
    lines: dict[tuple[int, int], list[str]] = {}
    for item in laid.ruler.items:
        if isinstance(item, Print) and item.region == "columns":
            lines.setdefault((item.line, item.column), []).append(item.text)
    words = {" ".join(line) for line in lines.values()}
    return {_plain(line) for line in words if len(re.findall(r"\w+", line)) > 1}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _columns_are_torn(laid: Laid) -> bool:
    """Whether captions of the signature page's columns are missing while others stand: both columns read as one.

    So does text that a program exports cell by cell. All captions missing are a page that is missing.
    """
    missing, standing = set[tuple[int, int]](), set[tuple[int, int]]()
    for at, tick in enumerate(laid.ruler.ticks):
        item = laid.ruler.items[tick.item]
        if item.region == "columns" and not tick.is_gap and not tick.is_optional:
            stands = at in laid.alignment.matched or at in laid.struck
            (standing if stands else missing).add((item.line, item.column))
    return len(missing - standing) >= _FEWEST_CAPTIONS and bool(standing)


def _holds_caption(raw: str, captions: set[str]) -> bool:
    text = f" {_plain(raw)} "
    return any(f" {caption} " in text for caption in captions)


def _ink_on_labels(laid: Laid, name: str) -> bool:
    """Whether something is drawn over an option's label that no mark explains."""
    for index, _ in laid.blanks(name):
        label = laid.print_before(laid.gap_of_blank[index])
        if not label:
            continue
        page, box = laid.word(label[0]).page, laid.box(label[0])
        tall = box.bottom - box.top
        for ink in laid.ink(page):
            drawn = ink.kind == "curve" or (ink.kind == "line" and ink.box.bottom - ink.box.top > 0.4 * tall)
            near = ink.box.top < box.bottom + 0.3 * tall and ink.box.bottom > box.top - 0.3 * tall
            small = ink.box.bottom - ink.box.top < 6 * tall
            if drawn and near and small and ink.box.x0 < box.x1 + 2 * tall and ink.box.x1 > box.x0 - 2 * tall:
                return True
    return False


def _makes_no_sense(readings: Mapping[str, Reading]) -> bool:
    """Whether the signature page's answers look shifted, or two signers' answers run into one."""
    odd = 0
    for signer in _SIGNERS:
        raw = {
            name.removeprefix(signer): reading.raw or ""
            for name, reading in readings.items()
            if name.startswith(signer)
        }
        if any(is_foreign(part, text) for part, text in raw.items()):
            return True
        digits = {name: sum(char.isdigit() for char in text) for name, text in raw.items()}
        if digits.get("tax_id", 0) > 14 or len(re.findall(r"/s/", raw.get("signature", ""))) > 1:
            return True
        letters = {name: sum(char.isalpha() for char in text) for name, text in raw.items()}
        odd += any(digits[name] > 3 for name in ("name", "title") if name in digits)
        odd += bool(raw.get("tax_id")) and digits["tax_id"] < 4 and letters["tax_id"] > 4
        odd += bool(raw.get("city_state_zip")) and letters["city_state_zip"] < 3 and digits["city_state_zip"] > 6
        telephones = [name for name in raw if name.startswith(("telephone", "facsimile")) and raw[name]]
        odd += any(digits[name] < 4 and letters[name] > 8 for name in telephones)
        odd += any(digits[name] > 18 for name in telephones)
    return odd > 1
