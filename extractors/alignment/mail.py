"""What a mail puts above an agreement that was pasted into it: its header, and the marks of a forwarded one."""

import re
from itertools import islice

from extractors.alignment.running_text import SPEAKS
from extractors.sheet import Word
from templates.wording import Print, Wording

_HEADER = re.compile(
    r"\W*(From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Attachments?|Importance)\s*:\s*(\S.*)?", re.IGNORECASE
)
_OPENS = re.compile(
    r"\W*(?:Begin forwarded message:?|(?:Original|Forwarded) Message:?|Forwarded by [\w ./@-]{1,60})\W*", re.IGNORECASE
)
_WROTE = re.compile(r"\W*On [\w ,]{0,40}\d{4}[\w ,:.]{0,60}<[^\s@]+@[^\s@]+>,? wrote:", re.IGNORECASE)
_TIMES = ("date", "sent")
_LONGEST_TIME = 50
_BEGINNING = 60
"""Words of the form's own within which a header of its own would stand ("TO: …")."""


def lines_of_mail(lines: list[list[Word]], wording: Wording) -> int:
    """How many lines at a document's head are a mail's own; 0 where any doubt is.

    Only header lines of the known kinds, at least two of them, count; one that speaks ("subject to") ends
    them, and is told as what it is: words added to the wording.
    """
    first = " ".join(
        item.text for item in islice((item for item in wording.items if isinstance(item, Print)), _BEGINNING)
    )
    if re.search(r"\b(?:From|To|Date)\s*:", first, re.IGNORECASE):
        return 0
    names: set[str] = set()
    count, before = 0, ""
    for line in lines:
        text = " ".join(word.text for word in line)
        header = _HEADER.fullmatch(text)
        if header is not None:
            name, value = header[1].casefold(), header[2] or ""
            speaks = len(value) > _LONGEST_TIME if name in _TIMES else SPEAKS.search(value) is not None
            if speaks or "__" in value:
                break
            names.add(name)
        elif _WROTE.fullmatch(text):
            names |= {"from", "date"}
        elif not _OPENS.fullmatch(text) and not _continues(before, text, names):
            break
        count, before = count + 1, text
    return count if len(names) > 1 and names & {"from", "to"} else 0


def _continues(before: str, text: str, names: set[str]) -> bool:
    """Whether a line goes on with the addresses of the one above."""
    return bool(names & {"to", "cc"}) and before.endswith((",", ";")) and "@" in text and SPEAKS.search(text) is None
