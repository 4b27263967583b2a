"""Straight quotes as a printer sets them: “ ” and ’."""

_OPENS_AFTER = frozenset(" \t\n\u00a0([{/\u2014\u2013-\u201c\u2018")


def typographic(text: str, before: str = " ") -> str:
    """The text with curly quotes and apostrophes; nothing else of it changes.

    Args:
        text: Printed words. Quotes that are curly already stay.
        before: The character that stands before the text, which tells an opening quote from a closing one.
    """
    if '"' not in text and "'" not in text:
        return text
    result: list[str] = []
    for at, char in enumerate(text):
        last = result[-1] if result else before
        if char == '"':
            result.append("\u201c" if last in _OPENS_AFTER else "\u201d")
        elif char == "'":
            following = text[at + 1 : at + 2]
            opens = last in _OPENS_AFTER and not following.isdigit()  # '34 Act: an apostrophe
            result.append("\u2018" if opens else "\u2019")
        else:
            result.append(char)
    return "".join(result)
