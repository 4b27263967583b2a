"""The caption that begins a numbered paragraph: "Licenses." in "2.5 Licenses. Except as …"."""

import re

_LONGEST = 90
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "no", "not", "of", "off", "on", "or", "other",
    "over", "per", "such", "than", "that", "the", "to", "under", "upon", "with", "without",
})  # fmt: skip


def run_in_caption(text: str) -> str:
    """The caption and its full stop; "" where the paragraph begins with a sentence.

    A caption is short, ends with a full stop and has every weighty word capitalised.
    """
    found = re.match(r"[A-Z][^.]*\.(?=\s)", text)
    if found is None or len(found.group()) > _LONGEST or len(found.group()) == len(text):
        return ""
    words = re.findall(r"[^\W\d_][\w'-]*", found.group())
    return found.group() if all(word in _SMALL or word[0].isupper() for word in words) else ""
