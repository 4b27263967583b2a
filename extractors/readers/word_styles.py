"""How a Word file's paragraphs and runs are set: its styles, and what a paragraph says itself."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from extractors.readers.word_blocks import TWIPS_A_COLUMN, Format, Tab
from extractors.readers.word_names import VAL, W, local, says_yes, twips, value, whole
from extractors.readers.word_sight import Ground, Sight, colour_of, fill_of, is_flat, shading_of, sight_of
from extractors.sheet import PLAIN, Style

_TOGGLES = ("b", "i", "caps", "strike", "dstrike", "vanish")
_MONO = ("courier", "mono", "consolas", "typewriter", "lucida console", "menlo", "andale", "ocr a", "letter gothic")
_NO_LINE = frozenset({"", "none", "nil"})
_WHITE = frozenset({"auto", "ffffff", "white", ""})
_TWIPS_A_LINE = 240.0
_RAISED = 4
"""Half points that letters moved up or down by hand stand off the line, at least."""

Properties = dict[str, Any]


class Look(NamedTuple):
    """How a run is set."""

    style: Style = PLAIN
    caps: bool = False
    hidden: bool = False
    font: str = ""
    size: float = 10.0
    pitch: float = 0.0
    """Columns a letter takes in a typewriter face; 0 in a proportional one."""
    sight: Sight = Sight()
    is_raised: bool = False
    """Set above or below the line, like a note's mark."""


class Styles:
    """The file's styles.

    Args:
        tree: The root of styles.xml; None where the file has none.
    """

    def __init__(self, tree: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default_paragraph = ""
        self._default_table = ""
        self._run_defaults: Properties = {}
        self._plain = Format()
        for style in () if tree is None else tree.findall(f"{W}style"):
            name, kind = style.get(f"{W}styleId") or "", style.get(f"{W}type")
            self._styles[name] = style
            if (style.get(f"{W}default") or "0").lower() in ("1", "true", "on"):
                if kind == "paragraph":
                    self.default_paragraph = name
                elif kind == "table":
                    self._default_table = name
        defaults = None if tree is None else tree.find(f"{W}docDefaults")
        if defaults is not None:
            self._run_defaults = run_properties(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self._plain = _formatted(self._plain, defaults.find(f"{W}pPrDefault/{W}pPr"))
        self._chain = cache(self._read_chain)
        self._run_of = cache(self._read_run)
        self._format_of = cache(self._read_format)
        self._plain_look = cache(self._read_plain_look)

    def _read_chain(self, name: str) -> tuple[etree._Element, ...]:
        """The style and those it is based on, nearest first."""
        chain: list[etree._Element] = []
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            chain.append(self._styles[name])
            name = value(chain[-1], "basedOn") or ""
        return tuple(chain)

    def _read_run(self, name: str) -> Properties:
        merged: Properties = {}
        for style in reversed(self._chain(name)):
            merged.update(run_properties(style.find(f"{W}rPr")))
        return merged

    def look(self, direct: etree._Element | None, paragraph_style: str) -> Look:
        """How a run is set by its own properties, its character style and its paragraph's style."""
        own = run_properties(direct)
        of_paragraph = self._run_of(paragraph_style)
        of_letters = self._run_of(own["rStyle"]) if "rStyle" in own else {}
        if not own and not of_letters:
            return self._plain_look(paragraph_style)
        return self._resolve(own, of_letters, of_paragraph)

    def _read_plain_look(self, paragraph_style: str) -> Look:
        return self._resolve({}, {}, self._run_of(paragraph_style))

    def _resolve(self, own: Properties, letters: Properties, paragraph: Properties) -> Look:
        defaults = self._run_defaults
        merged = {**defaults, **paragraph, **letters, **own}
        # Bold in both the paragraph's and the letters' style is not bold: the two switch each other off.
        for name in _TOGGLES:
            if name not in own:
                switched = bool(paragraph.get(name)) != bool(letters.get(name))
                merged[name] = switched or bool(defaults.get(name))
        font, size = merged.get("font", ""), merged.get("size", 10.0)
        fixed = any(part in font.lower() for part in _MONO)
        return Look(
            Style(
                bold=merged["b"],
                italic=merged["i"],
                underline=bool(merged.get("u")),
                strike=merged["strike"] or merged["dstrike"],
                highlight=bool(merged.get("highlight") or merged.get("shd") or merged.get("bdr")),
            ),
            merged["caps"],
            merged["vanish"],
            font,
            size,
            size * 0.1 if fixed else 0.0,
            sight_of(merged, size),
            bool(merged.get("vertAlign") or merged.get("position")),
        )

    def _read_format(self, name: str) -> Format:
        form = self._plain
        for style in reversed(self._chain(name)):
            form = _formatted(form, style.find(f"{W}pPr"))
        return replace(form, style=name)

    def format(self, direct: etree._Element | None) -> Format:
        """How a paragraph is set by its style and its own properties, without those of its list."""
        name = value(direct, "pStyle") or self.default_paragraph
        if name not in self._styles:
            name = self.default_paragraph
        return _formatted(self._format_of(name), direct)

    def indents_itself(self, direct: etree._Element | None) -> bool:
        """Whether the paragraph, or the style that numbers it, has an indent that outdoes its list's."""
        if direct is not None:
            if direct.find(f"{W}ind") is not None:
                return True
            if direct.find(f"{W}numPr") is not None:
                return False
        for style in self._chain(value(direct, "pStyle") or self.default_paragraph):
            own = style.find(f"{W}pPr")
            if own is not None and own.find(f"{W}ind") is not None:
                return True
            if own is not None and own.find(f"{W}numPr") is not None:
                return False
        return False

    def list_of(self, name: str) -> str | None:
        """The list that a numbering style stands for."""
        for style in self._chain(name):
            found = value(style.find(f"{W}pPr/{W}numPr"), "numId")
            if found:
                return found
        return None

    def table_ground(self, name: str | None) -> Ground:
        """What a table style puts behind its cells: a head's or a band's shading is not told apart."""
        for style in self._chain(name or self._default_table):
            if any(shading_of(shade) is not None for shade in style.iter(f"{W}shd")):
                return "unknown"
        return None

    def table_borders(self, name: str | None) -> dict[str, bool]:
        """Which borders a table style draws: "top", "bottom", "insideH"."""
        drawn: dict[str, bool] = {}
        for style in reversed(self._chain(name or self._default_table)):
            drawn.update(borders(style.find(f"{W}tblPr/{W}tblBorders")))
        return drawn


def with_level(form: Format, level: etree._Element | None) -> Format:
    """The format with the indent and tabs of a list's level."""
    return form if level is None else _formatted(form, level)


def borders(element: etree._Element | None) -> dict[str, bool]:
    """Which borders are drawn, of those that are named."""
    found: dict[str, bool] = {}
    for child in () if element is None else element:
        found[local(child)] = (child.get(VAL) or "").lower() not in _NO_LINE
    return found


def run_properties(element: etree._Element | None) -> Properties:
    """What run properties say, of what is of use here."""
    found: Properties = {}
    for child in () if element is None else element:
        name = local(child)
        if name in _TOGGLES:
            found[name] = says_yes(child)
        elif name == "rFonts":
            font = child.get(f"{W}ascii") or child.get(f"{W}hAnsi")
            if font:
                found["font"] = font
        elif name in _RUN_READERS:
            found[name if name != "sz" else "size"] = _RUN_READERS[name](child)
        if name == "shd":
            found["ground"] = shading_of(child)
        elif name == "textFill":
            found["fill"] = fill_of(child)
    return found


def _is_drawn(element: etree._Element) -> bool:
    return (element.get(VAL) or "").lower() not in _NO_LINE


def _is_shaded(element: etree._Element) -> bool:
    pattern, colour = (element.get(VAL) or "clear").lower(), (element.get(f"{W}fill") or "").lower()
    return colour not in _WHITE or pattern not in ("clear", "nil")


def _is_raised(element: etree._Element) -> bool:
    return (element.get(VAL) or "").lower() in ("superscript", "subscript")


_RUN_READERS: dict[str, Callable[[etree._Element], Any]] = {
    "sz": lambda element: max(1.0, whole(element.get(VAL), 20) / 2),
    "u": _is_drawn,
    "bdr": _is_drawn,  # a border around a letter marks it as a highlight does
    "highlight": lambda element: (element.get(VAL) or "none").lower() not in ("none", "white"),
    "shd": _is_shaded,
    "color": colour_of,
    "w": lambda element: whole(element.get(VAL), 100),
    "rStyle": lambda element: element.get(VAL) or "",
    "vertAlign": _is_raised,
    "position": lambda element: abs(whole(element.get(VAL), 0)) >= _RAISED,
}


def _columns(element: etree._Element, *names: str) -> float | None:
    for name in names:
        length = twips(element.get(W + name))
        if length is not None:
            return length / TWIPS_A_COLUMN
    return None


def _formatted(form: Format, element: etree._Element | None) -> Format:
    """The format with what paragraph properties say over it."""
    if element is None:
        return form
    changed: dict[str, Any] = {}
    for child in element:
        reader = _PARAGRAPH_READERS.get(local(child))
        if reader is not None:
            changed.update(reader(form, child))
    return replace(form, **changed) if changed else form


def _indent(_form: Format, element: etree._Element) -> dict[str, Any]:
    hanging, first = _columns(element, "hanging"), _columns(element, "firstLine")
    found = {
        "left": _columns(element, "start", "left"),
        "right": _columns(element, "end", "right"),
        "first": first if hanging is None else -hanging,
    }
    return {name: length for name, length in found.items() if length is not None}


def _spacing(_form: Format, element: etree._Element) -> dict[str, Any]:
    lengths = {end: twips(element.get(W + end)) for end in ("before", "after")}
    found: dict[str, Any] = {
        end: max(0.0, length / _TWIPS_A_LINE) for end, length in lengths.items() if length is not None
    }
    if element.get(f"{W}line") is not None:
        found["is_flat"] = is_flat(element, "line", "lineRule")
    return found


def _ruled(form: Format, element: etree._Element) -> dict[str, Any]:
    drawn = borders(element)
    return {"ruled_above": drawn.get("top", form.ruled_above), "ruled_below": drawn.get("bottom", form.ruled_below)}


_ALIGNS = {"center": "center", "right": "right", "end": "right"}
_PARAGRAPH_READERS: dict[str, Callable[[Format, etree._Element], dict[str, Any]]] = {
    "ind": _indent,
    "spacing": _spacing,
    "pBdr": _ruled,
    "shd": lambda _form, element: {"ground": shading_of(element)},
    "tabs": lambda form, element: {"tabs": _with_tabs(form.tabs, element)},
    "numPr": lambda form, element: {"number": _numbered(form.number, element)},
    "jc": lambda _form, element: {"align": _ALIGNS.get(element.get(VAL) or "", "left")},
    "pageBreakBefore": lambda _form, element: {"page_break_before": says_yes(element)},
}


def _numbered(inherited: tuple[str, int] | None, element: etree._Element) -> tuple[str, int] | None:
    """The list and level; a style may give the list and the paragraph the level, or the reverse."""
    name, level = value(element, "numId"), value(element, "ilvl")
    if name is None:
        name = inherited[0] if inherited else None
    if name is None or name == "0":
        return ("0", 0) if name == "0" else None
    return name, whole(level, inherited[1] if inherited and inherited[0] == name else 0)


def _with_tabs(inherited: tuple[Tab, ...], element: etree._Element) -> tuple[Tab, ...]:
    stops = {round(tab.at, 2): tab for tab in inherited}
    for child in element:
        at, kind = _columns(child, "pos"), child.get(VAL) or "left"
        if at is None:
            continue
        if kind == "clear":
            stops.pop(round(at, 2), None)
        elif kind != "bar":
            align = {"end": "right", "start": "left", "num": "left", "decimal": "right"}.get(kind, kind)
            stops[round(at, 2)] = Tab(at, align, child.get(f"{W}leader") or "none")
    return tuple(sorted(stops.values()))
