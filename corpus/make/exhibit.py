"""The seed exhibit as pages, paragraphs and blanks: the makers' own reading of the form.

Nothing here knows the product: the corpus must not inherit its mistakes.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

SEED = Path(__file__).parents[1] / "seeds" / "series-e-subscription-agreement.txt"
RULE = re.compile(r"_+")
QUESTIONS = {
    "d": "private_placements",
    "f": "income_decrease",
    "g": "assets_decrease",
    "h": "cash_requirements",
    "i": "understands_risk",
    "j": "understands_no_guarantee",
}
FREE_TEXT = {"a": "employment", "b": "education", "c": "prior_investments"}
MANNERS = (
    "individual",
    "community_property",
    "joint_tenants",
    "partnership",
    "tenants_in_common",
    "company",
    "trust",
    "other",
)
SIGNATURE_ROWS = (
    "signature",
    "name",
    "title",
    "entity_name",
    "address",
    "address",
    "city_state_zip",
    "telephone_business",
    "telephone_residence",
    "facsimile_business",
    "facsimile_residence",
    "tax_id",
)
WIRE = {
    "Account Name:": "account_name",
    "Account #": "account_number",
    "Swift Code": "swift_code",
    "ABA #": "aba_number",
    "Bank": "bank",
    "Address:": "address",
}


@dataclass(frozen=True)
class Blank:
    """One rule of underscores: line and columns. Several blanks of one slot are its lines."""

    line: int
    start: int
    end: int


@dataclass
class Exhibit:
    """The form as lines, where its pages end, and where its blanks are."""

    lines: list[str]
    page_ends: list[tuple[int, str]]
    """(index of the line after which a page ends, its printed number)."""
    slots: dict[str, list[Blank]] = field(default_factory=dict)


def load(alterations: list[dict[str, str]] | None = None, width: int | None = None) -> Exhibit:
    """Read the seed, apply alterations to its fixed text, find its blanks.

    Args:
        alterations: Each with `printed` (collapsed words, unique in the form, unless `within` names
            words of its paragraph) and `found`; a paragraph changed is set anew to its width.
        width: Wrap every running paragraph anew to this many columns.
    """
    lines, ends = _pages(SEED.read_text(encoding="utf-8"))
    _each_is_found(alterations or [], lines)
    for start, end in reversed(_paragraphs(lines)):
        old = " ".join(" ".join(lines[start:end]).split())
        new = altered(old, alterations or [])
        if new == old and not (width and _is_running(lines[start:end])):
            continue
        indents = [len(line) - len(line.lstrip()) for line in lines[start:end]]
        hang = indents[1] if len(indents) > 1 else min(indents[0], 6)
        wrapped = wrap(new, width or 80, indents[0], hang) if new else []
        if RULE.search(new) and not re.search(r"Agreement is agreed", new):
            raise ValueError(f"an altered paragraph may hold no blank: {new[:60]}")
        shift = len(wrapped) - (end - start)
        lines[start:end] = wrapped
        ends = [(at + shift if at >= end else at, number) for at, number in ends]
    exhibit = Exhibit(lines, ends)
    exhibit.slots = find_slots(lines)
    return exhibit


def _each_is_found(alterations: list[dict[str, str]], lines: list[str]) -> None:
    paragraphs = [" ".join(" ".join(lines[start:end]).split()) for start, end in _paragraphs(lines)]
    for change in alterations:
        places = [text for text in paragraphs if change.get("within", change["printed"]) in text]
        if len(places) != 1 or altered(places[0], [change]) == places[0]:
            raise ValueError(f"this alteration stands in {len(places)} paragraphs: {change}")


def altered(text: str, alterations: list[dict[str, str]]) -> str:
    """The paragraph with its alterations; all of them must be found somewhere by the caller."""
    for change in alterations:
        anchor = change.get("within", change["printed"])
        if anchor not in text:
            continue
        if change["kind"] == "added":
            text = text.replace(anchor, f"{anchor} {change['found']}", 1)
        else:
            text = " ".join(text.replace(change["printed"], change["found"], 1).split())
            text = re.sub(r" ([,.;])", r"\1", text)
    return text


def wrap(text: str, width: int, first: int, hang: int) -> list[str]:
    """Set words ragged right: `first` and `hang` are the indents of the first and later lines."""
    out, line = [], " " * first
    empty = True
    for word in text.split():
        if not empty and len(line) + 1 + len(word) > width:
            out.append(line)
            line, empty = " " * hang, True
        line += word if empty else f" {word}"
        empty = False
    return [*out, line]


def _pages(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    """Lines without the pages' numbers and marks, and where each page ended."""
    lines: list[str] = []
    ends: list[tuple[int, str]] = []
    for page in text.rstrip().split("<PAGE>\n"):
        kept = page.rstrip().split("\n")
        number = kept.pop().strip()
        while kept and not kept[-1].strip():
            kept.pop()
        lines += kept
        ends.append((len(lines), number))
    return lines, ends


def _paragraphs(lines: list[str]) -> list[tuple[int, int]]:
    spans, start = [], None
    for at, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = at
        elif not line.strip() and start is not None:
            spans.append((start, at))
            start = None
    return spans


def _is_running(lines: list[str]) -> bool:
    """Whether this is running text that may be wrapped anew: no blanks, no columns."""
    full = all(len(line) >= 60 for line in lines[:-1])
    bare = not any(RULE.search(line) or "---" in line or line.startswith("Category") for line in lines)
    return len(lines) > 1 and full and bare


def find_slots(lines: list[str]) -> dict[str, list[Blank]]:
    """Every blank of the form by name; `….yes`, `….no`, `category.A`, `title.individual` are marks."""
    slots: dict[str, list[Blank]] = {}
    at = 0

    def runs(index: int) -> list[Blank]:
        return [Blank(index, m.start(), m.end()) for m in RULE.finditer(lines[index])]

    def seek(pattern: str) -> int:
        nonlocal at
        while not re.search(pattern, lines[at]):
            at += 1
        at += 1
        return at - 1

    def put(name: str, *blanks: Blank) -> None:
        slots.setdefault(name, []).extend(blanks)

    def rules(name: str, count: int) -> None:
        for _ in range(count):
            put(name, runs(seek(r"^\s*_+$"))[0])

    for label, entry in WIRE.items():
        put(f"wire.{entry}", runs(seek(rf"^\s+{re.escape(label)}\s+_"))[0])
    rules("wire.address", 1)
    seek(r"if to the Company")
    rules("notice.company_address", 2)
    put("notice.company_attn", runs(seek(r"Attn:  _"))[0])
    for letter in "ABCDEFGHI":
        put(f"category.{letter}", runs(seek(rf"^Category {letter} __"))[0])
        if letter in "DEFH":
            line = seek(r"\(describe entity\)$")
            if letter == "D":
                put("accreditation.description_d", Blank(line, len(lines[line]), len(lines[line])))
            else:
                rules(f"accreditation.description_{letter.lower()}", 2)
    for letter in "abcdefghij":
        seek(rf"^      \({letter}\) ")
        if letter in FREE_TEXT:
            rules(f"suitability.{FREE_TEXT[letter]}", 4)
        elif letter == "e":
            for often in ("Frequently", "Occasionally", "Never"):
                row = runs(seek(rf"^{often} +_"))
                for column, blank in zip(("public", "private", "no_operations"), row, strict=True):
                    put(f"suitability.frequency_{column}.{often.lower()}", blank)
        else:
            yes, no = runs(seek(r"YES_+ +NO_+"))
            put(f"suitability.{QUESTIONS[letter]}.yes", yes)
            put(f"suitability.{QUESTIONS[letter]}.no", no)
    for letter, manner in zip("abcdefgh", MANNERS, strict=True):
        line = seek(rf"^ +\({letter}\) [A-Z]")
        put(f"title.{manner}", Blank(line, lines[line].index("("), len(lines[line])))
    yes, no = runs(seek(r"^Yes _+ +No _+"))
    put("nasd.affiliated.yes", yes)
    put("nasd.affiliated.no", no)
    rules("nasd.description", 3)
    rules("nasd.firm_name", 1)
    put("nasd.firm_by", runs(seek(r"^By: _"))[0])
    put("nasd.firm_date", runs(seek(r"^Date: _"))[0])
    number, price = runs(seek(r"^NUMBER OF SHARES"))
    put("shares.number", number)
    put("shares.purchase_price", price)
    for caption in SIGNATURE_ROWS:
        left, right = runs(seek(r"^_+ +_+$"))
        put(f"subscriber.{caption}", left)
        put(f"joint.{caption}", right)
    put("securities.issue_name", runs(seek(r"^Name in which"))[0])
    put("subscription.date", runs(seek(r"^Dated: _"))[0])
    while not re.search(r"_+ ?, 2005", lines[at]):
        at += 1
    put("acceptance.date", runs(at)[0])
    put("acceptance.by", runs(seek(r"By:_"))[0])
    me, office = runs(seek(r"^I, +_"))
    put("signatory.name", me)
    put("signatory.title", office)
    put("signatory.entity", runs(seek(r"^_+ \(the \"Entity\""))[0])
    day, month, _year = runs(seek(r"^IN WITNESS"))
    put("signatory.day", day)
    put("signatory.month", month)
    rules("signatory.signature", 1)
    return slots
