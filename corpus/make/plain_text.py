"""Text files, made in five ways: lines of the exhibit with the answers typed into them."""

import textwrap
from dataclasses import dataclass, field

from corpus.make.answers import Filled
from corpus.make.exhibit import MANNERS, Blank, Exhibit, load

ASCII_MARKS = {"✓": "X", "✔": "x", "☒": "[X]"}


@dataclass
class Typed:
    """Lines with answers, and where pages end (index of the line after)."""

    lines: list[str]
    page_ends: list[tuple[int, str]]
    spans: list[tuple[int, int, str]] = field(default_factory=list)


def typed(filled: Filled, *, how: str, width: int | None = None, ascii_only: bool = False) -> Typed:
    """Type the answers into the exhibit.

    Args:
        filled: What the investor wrote.
        how: "over" keeps the rules' width (typed over underscores), "replace" puts the value in
            place of the rule, "inside" leaves rules on both sides of the value.
        width: Wrap the running text anew to this many columns.
        ascii_only: A typewriter has no check marks.
    """
    exhibit = load(filled.alterations, width)
    edits: dict[int, list[tuple[Blank, str]]] = {}
    extra: dict[int, list[str]] = {}

    def put(blank: Blank, text: str) -> None:
        edits.setdefault(blank.line, []).append((blank, text))

    for slot, mark in filled.marks.items():
        glyph = ASCII_MARKS.get(mark, mark) if ascii_only else mark
        put(exhibit.slots[slot][0], glyph)
    for slot, name in filled.signed.items():
        key = {"nasd.firm_signature": "nasd.firm_by", "acceptance.signature": "acceptance.by"}.get(slot, slot)
        shown = f"Dr. {name}" if name == "Gary Fromm" and filled.rng.random() < 0.3 else name
        put(exhibit.slots[key][0], f"/s/ {shown}")
    for slot, lines in filled.written.items():
        if slot == "signatory.year":
            continue
        blanks = exhibit.slots[slot]
        room = [blank.end - blank.start for blank in blanks]
        fitted = _fit(lines, room, slot)
        for at, line in enumerate(fitted):
            if at < len(blanks):
                put(_second_address_line(slot, fitted, blanks, at, filled), line)
            else:
                last = blanks[-1]
                extra.setdefault(last.line, []).append(" " * last.start + line)
    lines = list(exhibit.lines)
    _circle(lines, exhibit, filled)
    for index, changes in edits.items():
        for blank, text in sorted(changes, key=lambda change: -change[0].start):
            lines[index] = _set(lines[index], blank, text, how, filled)
    _year_and_price(lines, filled)
    return _assemble(lines, extra, exhibit, filled)


def _second_address_line(slot: str, lines: list[str], blanks: list[Blank], at: int, filled: Filled) -> Blank:
    """A street of one line stands on the upper or on the lower of the two rules."""
    if slot.endswith("r.address") or slot == "joint.address":
        return blanks[-1] if len(lines) == 1 and len(filled.id) % 2 else blanks[at]
    return blanks[at]


def _fit(lines: list[str], room: list[int], slot: str) -> list[str]:
    """Break an answer over its rules; what overflows goes on extra lines."""
    out: list[str] = []
    for line in lines:
        if len(room) == 1 or slot == "accreditation.description_d":
            out.append(line)
        else:
            out += textwrap.wrap(line, max(room[0] - 2, 20)) or [""]
    return out


def _set(line: str, blank: Blank, text: str, how: str, filled: Filled) -> str:
    size = blank.end - blank.start
    if size == 0:
        return f"{line[: blank.start]} {text}"
    if how == "replace":
        shown = text.ljust(size) if line[blank.end :].strip() else text
    elif how == "inside" and len(text) + 2 <= size:
        left = (size - len(text)) // 2
        shown = "_" * left + text + "_" * (size - left - len(text))
    elif filled.rng.random() < 0.5 and len(text) + 4 <= size:
        shown = f"__{text}".ljust(size, "_")
    else:
        shown = text.ljust(size, "_") if how == "over" else text.ljust(size)
    return line[: blank.start] + shown + line[blank.end :]


def _circle(lines: list[str], exhibit: Exhibit, filled: Filled) -> None:
    how = filled.rng.choice(("bracket", "x", "check", "parens"))
    for manner in filled.manners:
        blank = exhibit.slots[f"title.{manner}"][0]
        line = lines[blank.line]
        letter = "abcdefgh"[MANNERS.index(manner)]
        rest = line[blank.start + 3 :]
        before = line[: blank.start]
        lines[blank.line] = {
            "bracket": f"{before}[({letter})]{rest}",
            "x": f"{before[:-3]}X  ({letter}){rest}",
            "check": f"{before[:-4]}[x] ({letter}){rest}",
            "parens": f"{before}(({letter})){rest}",
        }[how]


def _year_and_price(lines: list[str], filled: Filled) -> None:
    for at, line in enumerate(lines):
        if written := filled.written.get("signatory.year"):
            lines[at] = line.replace("200_", written[0]) if line.startswith("IN WITNESS") else line
        year = filled.case["dated"].year
        if year != 2005 and (line.startswith("Dated:") or line.rstrip().endswith(", 2005.")):
            lines[at] = lines[at].replace(", 2005", f", {year}")
        if line.startswith("NUMBER OF SHARES") and "price" in filled.case:
            lines[at] = lines[at].replace("X $100.00", f"X ${filled.case['price']}")


def _assemble(lines: list[str], extra: dict[int, list[str]], exhibit: Exhibit, filled: Filled) -> Typed:
    out: list[str] = []
    ends: list[tuple[int, str]] = []
    page_ends = list(exhibit.page_ends)
    drop = {"certificate": "22"}.get(filled.case.get("drop", ""), filled.case.get("drop"))
    start = 0
    for at, number in page_ends:
        if number != drop:
            for index in range(start, at):
                out.append(lines[index].rstrip())
                out += extra.get(index, [])
            ends.append((len(out), number))
        start = at
    return Typed(out, ends)


def pages(made: Typed) -> list[tuple[list[str], str]]:
    """The lines of each page and its printed number."""
    start, out = 0, []
    for end, number in made.page_ends:
        out.append((made.lines[start:end], number))
        start = end
    return out


def make(filled: Filled, means: str) -> bytes:
    """A text file made by these means."""
    if means == "typed":
        made = typed(filled, how="over", ascii_only=True)
        return _edgar(made).encode("cp1252", "replace")
    if means == "rewrapped":
        made = typed(filled, how="inside", width=(65, 100, 72)[len(filled.id) % 3])
        return _edgar(made).encode("utf-8")
    if means == "replaced":
        made = typed(filled, how="replace", ascii_only=True)
        return _smart(_edgar(made)).replace("\n", "\r\n").encode("cp1252")
    if means == "overflow":
        made = typed(filled, how="over")
        return _edgar(made).encode("utf-16")
    if means == "formfeed":
        made = typed(filled, how="over", ascii_only=filled.rng.random() < 0.5)
        text = "\f".join(
            "\n".join(lines) + f"\n\n\n{f'- {number} -'.center(80).rstrip()}\n" for lines, number in pages(made)
        )
        return text.encode("utf-8")
    raise ValueError(f"no such way of making text: {means}")


def _edgar(made: Typed) -> str:
    return "\n<PAGE>\n".join("\n".join(lines) + f"\n\n\n\n{' ' * 39}{number}" for lines, number in pages(made)) + "\n"


def _smart(text: str) -> str:
    """Curly quotes, and tabs where eight blanks stood: a file that went through a word processor."""
    return "\n".join(_smart_line(line) for line in text.split("\n"))


def _smart_line(line: str) -> str:
    while '"' in line:
        line = line.replace('"', "“", 1).replace('"', "”", 1)
    line = line.replace("'", "’")
    return "\t" + line[8:] if line.startswith("        ") and "_" not in line else line
