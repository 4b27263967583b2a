"""Line numbers down the left margin, as pleading paper has them: no words of the document."""

from collections.abc import Sequence
from itertools import pairwise

_FEWEST = 12
"""So many numbers one below the other that rise by one are line numbers; a form's own lists are shorter."""
_RISING = 0.9


def are_line_numbers(values: Sequence[int]) -> bool:
    """Whether the numbers at the left margin, from the top down, count lines.

    Args:
        values: The numbers of one page or, where pages are not known apart, of the whole text:
            then they may begin anew at 1.
    """
    if len(values) < _FEWEST:
        return False
    steps = [after == before + 1 or after == 1 for before, after in pairwise(values)]
    return sum(steps) >= _RISING * len(steps)
