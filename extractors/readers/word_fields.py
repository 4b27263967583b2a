"""Fields of a Word file: what a form field answers, and what the field codes that draw letters show."""

import re
from dataclasses import dataclass, field

from lxml import etree

from extractors.readers.word_names import VAL, W, local, says_yes, value, whole
from extractors.symbols import symbol

MARKED, UNMARKED = "☒", "☐"
BLANK = "____"
"""Stands for an answer that is not there, where the file shows no rule of its own."""

_ENCLOSED = re.compile(r"^\s*EQ\s.*?\\o\s*(?:\\a[clrd]\s*)?\(\s*([^,;()]*?)\s*[,;]\s*([^,;()]*?)\s*\)", re.IGNORECASE)
_SYMBOL = re.compile(r"^\s*SYMBOL\s+(0x[0-9a-f]+|\d+)\b.*?\\f\s*\"?([^\"\\]+)", re.IGNORECASE)
_CIRCLES = frozenset("○◯〇O")
_PROMPT = re.compile(
    r"\s*(click|tap|choose|select|enter|type)\b.{0,40}\b(here|item|date|text|option)\b.{0,15}", re.IGNORECASE
)


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended."""

    form: etree._Element | None
    """Its ffData, where it is a form field of the older kind."""
    codes: list[str] = field(default_factory=list)
    in_result: bool = False
    said: int = 0
    """How much its result has said so far."""

    @property
    def mutes(self) -> bool:
        """Whether what stands here is not shown: the field's code, or the old look of its answer."""
        return not self.in_result or answer(self.form) is not None

    @property
    def takes_text(self) -> bool:
        """Whether it is a form field whose result is what was typed."""
        return self.form is not None and (
            self.form.find(f"{W}textInput") is not None or "FORMTEXT" in "".join(self.codes).upper()
        )


def answer(form: etree._Element | None) -> str | None:
    """What a check box or a list of the older kind answers; None for all other fields."""
    if form is None:
        return None
    box = form.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        return MARKED if state is not None and says_yes(state) else UNMARKED
    choice = form.find(f"{W}ddList")
    if choice is not None:
        entries = [entry.get(VAL) or "" for entry in choice.findall(f"{W}listEntry")]
        picked = whole(value(choice, "result") or value(choice, "default"))
        return entries[picked] if 0 <= picked < len(entries) else ""
    return None


def shown_by_code(codes: str) -> tuple[str, bool]:
    """The letters that a field's code draws by itself, "" for most, and whether a circle goes around them."""
    found = _ENCLOSED.match(codes)
    if found:
        first, second = found.groups()
        return (second, first in _CIRCLES) if first in _CIRCLES or not second else (first + second, False)
    found = _SYMBOL.match(codes)
    if found:
        code = int(found[1], 16 if found[1].lower().startswith("0x") else 10)
        text = symbol(found[2].strip(), code) or (chr(code) if 0x20 <= code < 0x110000 else "")
        return text, False
    return "", False


def is_prompt(text: str) -> bool:
    """Whether the text is Word's own prompt in an empty control ("Click or tap here to enter text.")."""
    return _PROMPT.fullmatch(text) is not None


class StandIn:
    """What a content control shows in place of the letters inside it: once."""

    def __init__(self, text: str, *, is_mark: bool) -> None:
        self.text = text
        self.is_mark = is_mark
        self._is_given = False

    def instead_of(self, kind: str, text: str) -> tuple[str, str]:
        """What to say in place of this: the first time the stand-in, afterwards nothing.

        A prompt that is itself a rule of underscores stays as it was drawn.
        """
        if self._is_given or not text.strip():
            return kind, ""
        self._is_given = True
        if self.is_mark:
            return "text", self.text
        return ("text", text) if set(text.strip()) == {"_"} else ("rule", self.text)


OF_GOOGLE = "goog_rdk"
"""Begins the tags of the controls that Google's programs put around whatever they keep notes of."""
_NO_ANSWER = frozenset(
    {
        "docPartObj",
        "docPartList",
        "equation",
        "citation",
        "bibliography",
        "group",
        "repeatingSection",
        "repeatingSectionItem",
        "picture",
    }
)
_ANSWER = frozenset({"text", "richText", "date", "dropDownList", "comboBox", "checkbox"})


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: its name, whether its content is an answer, and what stands in for it."""

    is_answer: bool
    stand_in: StandIn | None
    name: str = ""
    """Its tag; "" where it has none."""


def control(element: etree._Element) -> Control:
    """What kind of control a `w:sdt` is."""
    properties = element.find(f"{W}sdtPr")
    if properties is None:
        return Control(is_answer=False, stand_in=None)
    kinds = {local(child): child for child in properties}
    name = value(properties, "tag") or ""
    box = kinds.get("checkbox")
    if box is not None:
        state = next((child for child in box if local(child) == "checked"), None)
        on = (
            ""
            if state is None
            else next((str(text) for name, text in state.items() if str(name).endswith("}val")), "1")
        )
        is_marked = state is not None and on.lower() in ("1", "true", "on")
        return Control(is_answer=True, stand_in=StandIn(MARKED if is_marked else UNMARKED, is_mark=True), name=name)
    is_answer = not (_NO_ANSWER & kinds.keys()) and not name.startswith(OF_GOOGLE)
    if is_answer and not (_ANSWER & kinds.keys()):
        is_answer = _is_small(element)
    placeholder = kinds.get("showingPlcHdr")
    is_prompted = placeholder is not None and says_yes(placeholder)
    if is_prompted or (is_answer and is_prompt("".join(text.text or "" for text in element.iter(f"{W}t")))):
        return Control(is_answer=is_answer, stand_in=StandIn(BLANK, is_mark=False), name=name)
    return Control(is_answer=is_answer, stand_in=None, name=name)


def _is_small(element: etree._Element) -> bool:
    """Whether a control of no kind holds an answer: some programs wrap whole chapters in one."""
    content = element.find(f"{W}sdtContent")
    if content is None:
        return False
    inside = list(content.iter(f"{W}p", f"{W}tbl", f"{W}sdt"))
    return len(inside) <= 4 and all(part.tag == f"{W}p" for part in inside)
