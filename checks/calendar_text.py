"""Deadlines as a calendar file (iCalendar, RFC 5545)."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from checks.deadlines import Deadline

LONGEST_LINE = 75
"""Octets of a line, without its end (3.1)."""
PRODUCT = "-//subdocs//deadlines//EN"
LEAD_DAYS = {"by": 7, "due": 3, "from": 0}
"""Days before on which a calendar reminds; 0 for no reminder."""


def calendar_text(deadlines: Sequence[Deadline], name: str, stamp: datetime, *, of: str, whose: str = "") -> str:
    """A calendar of all-day events.

    Args:
        deadlines: Each becomes an event; the same key gives the same UID, so that a new file replaces the old.
        name: The calendar's name.
        of: The offering, as it stays from file to file: the same key of two offerings gives two UIDs.
        whose: The company, named in every event, since calendars are merged; "" names nobody.
        stamp: When the file is made, in UTC (DTSTAMP).

    Returns:
        Lines end with CRLF and are folded at 75 octets (3.1).
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    seen: Counter[str] = Counter()
    for deadline in deadlines:
        seen[deadline.key] += 1
        lines += _event(deadline, stamp, _uid(of, deadline.key, seen[deadline.key]), whose)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _uid(of: str, key: str, time: int) -> str:
    """Of a key that stands twice in one file (two certificates of one name) each has its own."""
    named = "\n".join((of, key, *([str(time)] if time > 1 else [])))
    return f"{hashlib.sha256(named.encode()).hexdigest()[:32]}@subdocs"


def _event(deadline: Deadline, stamp: datetime, uid: str, whose: str) -> Iterator[str]:
    told = " ".join((deadline.rule, *deadline.remarks))
    title = f"{whose}: {deadline.title}" if whose else deadline.title
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{title} ({deadline.clause})')}"
    yield f"DESCRIPTION:{_text(told)}"
    yield f"CATEGORIES:{_text(deadline.clause)}"
    yield "TRANSP:TRANSPARENT"
    lead = LEAD_DAYS.get(deadline.kind, 0)
    if lead:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(title)}", f"TRIGGER:-P{lead}D",
                    "END:VALARM")  # fmt: skip
    yield "END:VEVENT"


def _text(words: str) -> str:
    """A value of type TEXT, escaped (3.3.11); characters that no calendar may hold are dropped."""
    kept = "".join(character for character in words if character >= " " or character == "\n")
    escaped = kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return escaped.replace("\x7f", "")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each further one after a space; no letter is cut."""
    part, used = "", 0
    for character in line:
        size = len(character.encode("utf-8"))
        if used + size > LONGEST_LINE:
            yield part
            part, used = " ", 1
        part += character
        used += size
    yield part
