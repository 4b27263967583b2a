"""The form as a flow of items for makers that set it anew: paragraphs, blanks, grids, columns."""

import re
from dataclasses import dataclass, field

from corpus.make.answers import Filled
from corpus.make.exhibit import MANNERS, RULE, Blank, _paragraphs, load


@dataclass(frozen=True)
class Slot:
    """A blank in the running text. `size` is its printed length in characters."""

    name: str
    size: int = 10


Run = str | Slot


@dataclass
class Item:
    """One thing in the order of the form.

    kind: heading, centered, paragraph, legend, line (runs with blanks), wire (rows of runs), rules (one slot,
    several rules), category, yes_no, grid, options, caption_rule (a rule, its caption below), signature_rows,
    company, page.
    """

    kind: str
    text: str = ""
    runs: list[Run] = field(default_factory=list)
    rows: list[list[Run]] = field(default_factory=list)
    slot: str = ""
    count: int = 0
    indent: int = 0
    lines: list[str] = field(default_factory=list)
    letter: str = ""
    mark: str = ""
    body: "list[Item]" = field(default_factory=list)


def flow(filled: Filled) -> list[Item]:
    """The whole form, altered as the case says, its blanks still to be filled by the maker."""
    exhibit = load(filled.alterations)
    lines = exhibit.lines
    at_line: dict[int, list[tuple[str, Blank]]] = {}
    for name, blanks in exhibit.slots.items():
        for blank in blanks:
            at_line.setdefault(blank.line, []).append((name, blank))

    def runs(index: int) -> list[Run]:
        line, at = lines[index], 0
        out: list[Run] = []
        for name, blank in sorted(at_line.get(index, []), key=lambda pair: pair[1].start):
            if name.startswith("title.") or blank.start == blank.end:
                continue
            out += [_words(line[at : blank.start], at == 0), Slot(name, blank.end - blank.start)]
            at = blank.end
        out.append(_words(line[at:], at == 0))
        return [_price(run, filled) for run in out if run != ""]

    items: list[Item] = []
    ends = dict(exhibit.page_ends)
    spans = _paragraphs(lines)
    for start, end in spans:
        block = lines[start:end]
        text = " ".join(" ".join(block).split())
        names = [name for index in range(start, end) for name, _ in at_line.get(index, [])]
        indent = len(block[0]) - len(block[0].lstrip())
        if block[0].startswith("Category"):
            letter = block[0][9]
            body = " ".join(" ".join([block[0][16:], *block[1:]]).split())
            items.append(Item("category", letter=letter, slot=f"category.{letter}", body=[Item("paragraph", body)]))
        elif items and items[-1].kind == "category" and indent == 18 and RULE.fullmatch(text.replace(" ", "")):
            _add_rules(items[-1].body, names[0])
        elif items and items[-1].kind == "category" and indent == 18:
            items[-1].body.append(Item("paragraph", text))
        elif names and names[0].startswith("wire."):
            items.append(Item("wire", rows=[runs(index) for index in range(start, end)]))
        elif text.startswith("Public or Private Companies"):
            items.append(Item("grid_head", lines=block))
        elif names and "frequency" in names[0]:
            items.append(Item("grid", rows=[runs(index) for index in range(start, end)]))
        elif names and names[0].startswith("title."):
            items.append(Item("options", lines=_options(block)))
        elif text.startswith("YES") and names:
            items.append(Item("yes_no", runs=runs(start)))
        elif len(names) == 2 and names[0].startswith("subscriber."):
            caption = re.split(r"\s{3,}", block[1].strip()) if len(block) > 1 else ["", ""]
            if "Tax ID" in text:
                caption = ["Tax ID # or Social Security #"] * 2
            items.append(Item("signature_row", rows=[[Slot(names[0]), Slot(names[1])]], lines=caption))
        elif text.startswith("By:") and "Name:" in text:
            items.append(Item("company", runs=runs(start), lines=[" ".join(line.split()) for line in block[1:]]))
        elif names and RULE.fullmatch(block[0].strip()) and len(block) == 2 and names[0] != "signatory.entity":
            items.append(Item("caption_rule", slot=names[0], text=" ".join(block[1].split())))
        elif text.startswith("By:"):
            items.append(Item("line", runs=runs(start)))
            items.append(Item("caption", "Authorized Officer"))
        elif names and RULE.fullmatch(text.replace(" ", "")):
            _add_rules(items, names[0])
        elif names:
            _line_with_blanks(items, [run for index in range(start, end) for run in [*runs(index), " "]], names)
        elif re.match(r"[IV]+\. [A-Z]", text):
            items.append(Item("heading", text))
        elif indent > 12 or text.startswith(("EXHIBIT", "23")):
            items.append(Item("centered", text))
        elif len(block) > 1 and all(len(line) < 60 for line in block):
            items.append(Item("address", lines=[" ".join(line.split()) for line in block]))
        else:
            kind = "legend" if text.startswith('"THE SECURITIES') else "paragraph"
            items.append(Item(kind, text, indent=indent))
        following = min((s for s, _ in spans if s >= end), default=len(lines) + 1)
        page_ends = [at for at in ends if end <= at <= following]
        items += [Item("page", ends.pop(at)) for at in page_ends]
    return _without_dropped(items, filled)


def _add_rules(items: list[Item], slot: str) -> None:
    if items and items[-1].kind == "rules" and items[-1].slot == slot:
        items[-1].count += 1
    else:
        items.append(Item("rules", slot=slot, count=1))


def _line_with_blanks(items: list[Item], runs: list[Run], names: list[str]) -> None:
    """A line whose blanks stand in running text; a question followed by its rules is two items."""
    slots = [run for run in runs if isinstance(run, Slot)]
    if names[0].startswith("suitability.") and len({slot.name for slot in slots}) == 1 and len(slots) == 4:
        words = " ".join(run.strip() for run in runs if isinstance(run, str) and run.strip())
        items.append(Item("paragraph", " ".join(words.split()), indent=6))
        items.append(Item("rules", slot=names[0], count=4))
        return
    joined: list[Run] = []
    for run in runs:
        if isinstance(run, str) and joined and isinstance(joined[-1], str):
            joined[-1] = re.sub(r"  +", " ", joined[-1] + run)
        else:
            joined.append(re.sub(r"  +", " ", run) if isinstance(run, str) else run)
    if isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
        if joined[-1].endswith("200_"):
            joined[-1:] = [joined[-1][:-4], Slot("signatory.year", 4)]
    items.append(Item("line", runs=[run for run in joined if run != ""]))


def _words(text: str, at_start: bool) -> str:
    text = re.sub(r"\s+", " ", text)
    return text.lstrip() if at_start else text


def _price(run: Run, filled: Filled) -> Run:
    if isinstance(run, str) and "X $100.00" in run and "price" in filled.case:
        return run.replace("100.00", filled.case["price"])
    return run


def _options(block: list[str]) -> list[str]:
    """The options of 7.3, "(a) Individual Ownership", wrapped ones on one line."""
    out: list[str] = []
    for line in block:
        if re.match(r"\s+\([a-h]\) ", line):
            out.append(line.strip())
        else:
            out[-1] += f" {line.strip()}"
    return out


def manner_of(option: str) -> str:
    """The manner of title an option of 7.3 stands for."""
    return MANNERS["abcdefgh".index(option[1])]


def _without_dropped(items: list[Item], filled: Filled) -> list[Item]:
    drop = {"certificate": "22"}.get(filled.case.get("drop", ""), filled.case.get("drop"))
    if drop is None:
        return items
    out: list[Item] = []
    page: list[Item] = []
    for item in items:
        page.append(item)
        if item.kind == "page":
            out += [] if item.text == drop else page
            page = []
    return out + ([] if drop == "22" else page)


def plain(items: list[Item]) -> str:
    """All words of the flow with its blanks empty: to prove that nothing of the seed was lost."""
    out: list[str] = []
    for item in items:
        out.append(item.text if item.kind != "page" else "")
        if item.kind == "category":
            out += [f"Category {item.letter}", plain(item.body)]
        for run in [*item.runs, *(run for row in item.rows for run in row)]:
            out.append(
                "200_"
                if isinstance(run, Slot) and run.name == "signatory.year"
                else run
                if isinstance(run, str)
                else ""
            )
        out += item.lines
    return " ".join(" ".join(out).split())
