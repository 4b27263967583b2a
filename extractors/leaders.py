"""Leaders: rows of dots that a form prints where others print a rule of underscores."""

import re

_DOTS = re.compile(r"\.{4,}|\u2026{2,}|[.\u2026]{4,}")


def ruled(text: str) -> str:
    """The text with rows of four and more dots as rules of underscores, letter for letter.

    Whoever writes over a row of dots leaves some of them standing before or behind the answer;
    three dots may be the writer's own.
    """
    if ".." not in text and "\u2026" not in text:
        return text
    return _DOTS.sub(lambda row: "_" * len(row[0]), text)
