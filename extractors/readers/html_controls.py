"""Form fields in a web page: what stands in them as text, and what each of them holds by its name."""

from collections.abc import Mapping
from typing import NamedTuple

from extractors.readers.html_look import Look
from extractors.sheet import Control, Source

_NO_TEXT = frozenset({"hidden", "submit", "reset", "button", "image", "file", "password", "range", "color"})
_FIRST_OPTION = 0.5
"""Confidence of a list's first entry where none was chosen: it shows, but nobody may have chosen it."""


class Shown(NamedTuple):
    """A piece of text that stands for a field."""

    text: str
    look: Look
    source: Source = "form-field"
    confidence: float = 1.0
    line_ends: bool = False
    """Whether it begins a new line."""


def of_input(attributes: Mapping[str, str], look: Look) -> list[Shown]:
    """What an `<input>` shows: its value, a blank where it has none, or a check box."""
    kind = attributes.get("type", "text").strip().lower()
    held = held_by_input(attributes)
    look = look._replace(control=held.name) if held else look
    if kind in ("checkbox", "radio"):
        return [Shown("☒" if "checked" in attributes else "☐", look)]
    if kind in _NO_TEXT:
        return []
    value = attributes.get("value", "").strip()
    if value:
        return [Shown(value, look)]
    size = attributes.get("size", "").strip()
    return [_blank(int(size) if size.isdecimal() and len(size) < 4 else 20, look)]


def held_by_input(attributes: Mapping[str, str]) -> Control | None:
    """What a named `<input>` holds; None where it has no name or nothing that shows."""
    name, kind = attributes.get("name", "").strip(), attributes.get("type", "text").strip().lower()
    if not name or kind in _NO_TEXT:
        return None
    if kind not in ("checkbox", "radio"):
        return Control(name, attributes.get("value", ""))
    option = attributes.get("value", "").strip()  # buttons of one name are told apart by their values
    name = f"{name}.{option}" if kind == "radio" and option else name
    return Control(name, "", is_box=True, is_marked="checked" in attributes)


def generated(tag: str, attributes: Mapping[str, str], look: Look) -> list[Shown]:
    """What an element shows beside its content: quotes, or the box of a home-made check box."""
    if tag == "q":
        return [Shown("“", look, "text")]
    if attributes.get("role", "").lower() in ("checkbox", "radio") and "aria-checked" in attributes:
        return [Shown("☒" if attributes["aria-checked"].lower() == "true" else "☐", look)]
    return []


class Controls:
    """Collects the content of an element that is no text of the page, and tells what it shows."""

    def __init__(self) -> None:
        self._tag = ""
        self._look = Look()
        self._size = 20
        self._texts: list[str] = []
        self._options: list[tuple[str, bool]] = []
        self._in_option = False
        self._name = ""

    def begin(self, tag: str, attributes: Mapping[str, str], look: Look) -> None:
        """Enter a `<select>`, a `<textarea>`, or something of which nothing shows."""
        columns = attributes.get("cols", "").strip()
        self._tag, self._look, self._name = tag, look, ""
        if tag in ("select", "textarea"):
            self._name = attributes.get("name", "").strip()
            self._look = look._replace(control=self._name or look.control)
        self._size = int(columns) if columns.isdecimal() and len(columns) < 4 else 20
        self._texts, self._options, self._in_option = [], [], False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag within."""
        if tag == "option" and self._tag == "select":
            is_placeholder = "disabled" in attributes or attributes.get("value") == ""
            self._texts = []
            self._options.append((" " if is_placeholder else "", "selected" in attributes))
            self._in_option = True

    def data(self, text: str) -> None:
        """Text within."""
        if self._tag == "textarea":
            self._texts.append(text)
        elif self._in_option and self._options:
            label, chosen = self._options[-1]
            if label != " ":
                self._options[-1] = (label + text, chosen)

    @property
    def held(self) -> Control | None:
        """What a named `<textarea>` or `<select>` holds."""
        if not self._name:
            return None
        if self._tag == "textarea":
            text = "".join(self._texts).replace("\r\n", "\n").removeprefix("\n")
            return Control(self._name, text)
        return Control(self._name, " ".join(label for label in self._chosen if label))

    @property
    def _chosen(self) -> list[str]:
        return [" ".join(label.split()) for label, is_chosen in self._options if is_chosen]

    def end(self) -> list[Shown]:
        """What shows of it all."""
        if self._tag == "textarea":
            lines = "".join(self._texts).strip("\r\n").splitlines()
            if not any(line.strip() for line in lines):
                return [_blank(self._size, self._look)]
            return [Shown(line, self._look, line_ends=number > 0) for number, line in enumerate(lines)]
        if self._tag != "select":
            return []
        if self._chosen:
            text = " ".join(label for label in self._chosen if label)
            return [Shown(text, self._look)] if text else [_blank(self._size, self._look)]
        first = " ".join(self._options[0][0].split()) if self._options else ""
        return [Shown(first, self._look, confidence=_FIRST_OPTION)] if first else [_blank(self._size, self._look)]


def _blank(size: int, look: Look) -> Shown:
    return Shown("_" * max(4, min(size, 60)), look, "text")
