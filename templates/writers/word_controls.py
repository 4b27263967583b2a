"""Content controls: each blank of a paper under its field's name, filled or showing its rule."""

import re
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Literal

from templates.blocks import Slot
from templates.values import parse
from templates.writers.word_markup import element, part, run, value_runs, w
from templates.writers.word_styles import ANSWER, BOX, PROMPT, SYMBOLS

MARKED, UNMARKED = "\u2612", "\u2610"
_SPACES = "\u2002" * 5
"""What an empty control shows whose rule is drawn beside or under it."""
_LONGEST_TITLE = 64
"""Letters of a control's title that Word takes."""
_FIRST_ID = 1_000_001
_NAMES = uuid.UUID("5b0f2d5e-9a3c-5c52-8a0e-0d6a2f1b7c41")
"""The name space of the prompts' ids, so that the same prompt has the same one in every paper."""

Rule = Literal["drawn", "letters", "lines"]
"""Where a blank's rule comes from: from what stands around it (a border, a tab), from underscores, or from tabs
that reach to the right edge, one line a rule."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a control is set in its place."""

    rule: Rule = "letters"
    is_underlined: bool = True
    """Whether what is filled in carries the rule itself."""
    has_year: bool = False
    """Whether the form prints the year of a date beside it."""


class Controls:
    """The controls of one paper; keeps their ids and what they show when they are emptied.

    Args:
        underlines: Whether what is filled in stands on a rule, as in a form; a letter reads on without.
    """

    def __init__(self, *, underlines: bool = True) -> None:
        self._underlines = underlines
        self._count = 0
        self._prompts: dict[str, str] = {}

    def inline(self, slot: Slot, look: Look) -> str:
        """A control inside a paragraph: its value, or its prompt."""
        if slot.is_mark:
            return self._box(slot)
        style = ANSWER if look.is_underlined and slot.width and self._underlines else ""
        prompt = _prompt(slot, look)
        content = value_runs(slot.value, style) if slot.value else prompt
        return self._control(slot, _kind(slot, look), content, prompt, is_empty=not slot.value, style=style)

    def around(self, slot: Slot, content: str) -> str:
        """A control around paragraphs or rows: all that is a field's value."""
        return self._control(slot, "<w:richText/>", content, "", is_empty=False)

    def _box(self, slot: Slot) -> str:
        fonts = w("rFonts", hint="eastAsia")
        state = element(
            "w14:checkbox",
            element("w14:checked", **{"w14:val": int(slot.is_marked)}),
            element("w14:checkedState", **{"w14:val": f"{ord(MARKED):04X}", "w14:font": SYMBOLS}),
            element("w14:uncheckedState", **{"w14:val": f"{ord(UNMARKED):04X}", "w14:font": SYMBOLS}),
        )
        glyph = run(MARKED if slot.is_marked else UNMARKED, w("rStyle", val=BOX) + fonts)
        return self._control(slot, state, glyph, "", is_empty=False, style=BOX)

    def _control(self, slot: Slot, kind: str, content: str, prompt: str, *, is_empty: bool, style: str = "") -> str:
        self._count += 1
        properties = w(
            "sdtPr",
            w("rPr", w("rStyle", val=style)) if style else "",
            w("alias", val=_title(slot.label or slot.control)),
            w("tag", val=slot.control),
            w("id", val=_FIRST_ID + self._count),
            w("lock", val="sdtLocked"),
            w("placeholder", w("docPart", val=self._prompt_name(prompt))) if prompt else "",
            "<w:showingPlcHdr/>" if is_empty and prompt else "",
            kind,
        )
        return w("sdt", properties, w("sdtContent", content))

    def _prompt_name(self, prompt: str) -> str:
        return self._prompts.setdefault(prompt, f"Blank {len(self._prompts) + 1}")

    def prompts(self) -> bytes | None:
        """The part with what the controls show when they are emptied; None where there are none."""
        if not self._prompts:
            return None
        return part("glossaryDocument", w("docParts", *(_docpart(*item) for item in self._prompts.items())))


def _docpart(prompt: str, name: str) -> str:
    return w(
        "docPart",
        w(
            "docPartPr",
            w("name", val=name),
            w("category", w("name", val="General"), w("gallery", val="placeholder")),
            w("types", w("type", val="bbPlcHdr")),
            w("behaviors", w("behavior", val="content")),
            w("guid", val=f"{{{uuid.uuid5(_NAMES, name + prompt)}}}".upper()),
        ),
        w("docPartBody", w("p", prompt)),
    )


def _prompt(slot: Slot, look: Look) -> str:
    """What an empty control shows: its rule, to be seen and written on in a printed copy."""
    style, underlined = w("rStyle", val=PROMPT), w("u", val="single")
    match look.rule:
        case "letters" if slot.width:
            return run("_" * slot.width, style)
        case "lines":
            return run("\n".join("\t" * slot.rules), style + underlined)
        case "drawn":
            # The rules before the last are drawn by the prompt itself.
            spaces = run(_SPACES, style + (underlined if look.is_underlined else ""))
            return run("\t\n" * (slot.rules - 1), style + underlined) + spaces
        case _:
            return run(_SPACES, style)


def _kind(slot: Slot, look: Look) -> str:
    if slot.type == "lines" or slot.rules > 1:
        # Rich, for its lines: LibreOffice 7.4 puts those of a plain control in front of its words.
        return "<w:richText/>"
    if slot.type != "date" or slot.part or look.has_year:
        return "<w:text/>"
    chosen = parse("date", slot.value).value if slot.value else None
    said = {"fullDate": f"{chosen.isoformat()}T00:00:00Z"} if isinstance(chosen, date) else {}
    return w(
        "date",
        w("dateFormat", val="MMMM d, yyyy"),
        w("lid", val="en-US"),
        w("storeMappedDataAs", val="dateTime"),
        w("calendar", val="gregorian"),
        **said,
    )


def _title(label: str) -> str:
    if len(label) <= _LONGEST_TITLE:
        return label
    return re.sub(r"[\s,:;]+\S*$", "", label[: _LONGEST_TITLE - 1]) + "\u2026"
