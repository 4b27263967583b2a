"""Words with a drawn line through them that is told as no strike: print that may be struck, answers that may be."""

from itertools import groupby

from extractors.alignment.laid import Laid
from extractors.alignment.wording import printed_between

_LONGEST = 24
"""Words of one section that are told."""


def crossed_answers(laid: Laid) -> set[str]:
    """The fields in whose blanks a word stands that a line goes through, and not the rule it is written on."""
    return {
        name
        for gap, tokens in laid.alignment.filled.items()
        if any(laid.word(token).word.crossed == "line" for token in tokens)
        for item in laid.ruler.gaps[gap]
        if (name := laid.ruler.items[item].field)
    }


def crossed_print(laid: Laid) -> tuple[str, ...]:
    """The form's own words that a line goes through, section by section: no rule of a blank goes through print."""
    ticks = sorted(
        tick
        for tick, token in laid.alignment.matched.items()
        if laid.word(token).word.crossed and not laid.ruler.ticks[tick].is_optional
    )
    said: dict[str, list[str]] = {}
    for _, group in groupby(enumerate(ticks), key=lambda pair: pair[1] - pair[0]):
        run = [tick for _, tick in group]
        section = laid.ruler.items[laid.ruler.ticks[run[0]].item].section
        said.setdefault(section, []).append(printed_between(laid, run[0], run[-1] + 1))
    return tuple(f"{section}: {_shortened(' … '.join(passages))}" for section, passages in said.items())


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) <= _LONGEST else [*words[:_LONGEST], "…"])
