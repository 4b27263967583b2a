"""The little of CSS that changes what a page says: which rules hold for an element, and what they give."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

Properties = Mapping[str, str]

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_DECLARATION = re.compile(r"""((?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\)|["'(])+)""")
_COMPOUND = re.compile(r"(\*|[a-z](?:[\w-]|\\:)*)?((?:[.#][\w-]+)*)(::?before)?", re.IGNORECASE)
_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$", re.IGNORECASE)
_MOST_RULES = 5000
_LONGEST = 20_000
_SIDES = ("top", "right", "bottom", "left")
_LINE_STYLES = frozenset({"solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"})
_WIDTH = re.compile(r"([\d.]+)\s*(px|pt|in|cm|mm|em|rem|ex|ch|pc|%)?", re.IGNORECASE)
# A background that shows nothing: white in its spellings, or none; yellow ("#ffff00") begins like white.
_NO_COLOUR = re.compile(
    r"none|transparent|white(?![a-z])|inherit|initial|unset|revert|#(?:f{3,4}|f{6}(?:..)?)(?![0-9a-f])|rgba?\(255,255,255"
    r"|rgba\((?:[^,)]*,){3}0(?:\.0*)?\)|url|window|repeat|var\("
)
# How many columns of the grid one unit takes: a column is 7 px, or 5.25 pt, and a page 80 columns.
_COLUMNS = {
    "px": 1 / 7, "pt": 1 / 5.25, "in": 13.7, "cm": 5.4, "mm": 0.54, "em": 2.2, "rem": 2.2, "ex": 1.0, "ch": 1.0,
    "pc": 2.3, "%": 0.8, "": 1 / 7,
}  # fmt: skip


class Element(NamedTuple):
    """What a selector can ask of an element."""

    tag: str
    id: str
    classes: frozenset[str]


class _Rule(NamedTuple):
    steps: tuple[Element, ...]
    """From the outermost ancestor to the element itself."""
    weight: tuple[int, int]
    properties: Properties
    is_before: bool


class StyleSheet:
    """The rules of a page's <style> blocks: by tag, class, id, and by ancestors; nothing finer."""

    def __init__(self, text: str) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        count = 0
        for selectors, properties in _blocks(_COMMENT.sub(" ", text)):
            for selector in selectors.split(","):
                count += 1
                rule = _rule(selector.strip(), properties, count)
                if rule is not None and count < _MOST_RULES:
                    self._rules.setdefault(_key(rule.steps[-1]), []).append(rule)

    @property
    def has_rules(self) -> bool:
        """Whether there is any rule."""
        return bool(self._rules)

    def properties(self, element: Element, ancestors: Sequence[Element], *, before: bool = False) -> dict[str, str]:
        """What the rules give an element (or what stands before it), the strongest rule last."""
        if not self._rules:
            return {}
        keys = ["", element.tag, f"#{element.id}", *(f".{name}" for name in element.classes)]
        found = [
            rule
            for key in keys
            for rule in self._rules.get(key, ())
            if rule.is_before == before and _fits(rule.steps, element, ancestors)
        ]
        merged: dict[str, str] = {}
        for rule in sorted(found, key=lambda rule: rule.weight):
            merged.update(rule.properties)
        return merged


@lru_cache(maxsize=4096)
def declarations(text: str) -> Properties:
    """The properties of a `style` attribute or of a rule's block; borders brought to their sides."""
    properties: dict[str, str] = {}
    for part in _DECLARATION.findall(text[:_LONGEST]):
        name, colon, setting = part.partition(":")
        if not colon:
            continue
        name = name.strip().lower()
        setting = setting.replace("!important", "").strip()
        if name.startswith("border"):
            properties.update(_border(name, setting.lower()))
        elif name:
            properties[name] = setting if name in ("content", "font-family") else setting.lower()
    return properties


def has_rule(properties: Properties, side: str) -> bool:
    """Whether a border is drawn on this side."""
    if properties.get(f"border-{side}-style", "none") not in _LINE_STYLES:
        return False
    width = _WIDTH.match(properties.get(f"border-{side}-width", "1px"))
    return width is None or float(width[1].strip(".") or 0) > 0


def is_boxed(properties: Properties) -> bool:
    """Whether borders are drawn on all sides."""
    return all(has_rule(properties, side) for side in _SIDES)


def columns(width: str | None) -> int | None:
    """A width in columns of the grid; None where there is none, or none that can be told."""
    found = _WIDTH.match(width.strip()) if width else None
    if found is None:
        return None
    try:
        return round(float(found[1]) * _COLUMNS[(found[2] or "").lower()])
    except (ValueError, OverflowError):
        return None


def is_coloured(properties: Properties) -> bool:
    """Whether a background is set that marks words out."""
    setting = properties.get("background-color") or properties.get("background") or ""
    shade = setting.replace(" ", "")
    return bool(shade) and not _NO_COLOUR.match(shade)


def _border(name: str, setting: str) -> dict[str, str]:
    """A border's setting as `border-SIDE-style` and `border-SIDE-width`."""
    what = name.split("-")[1:]
    sides = [what[0]] if what and what[0] in _SIDES else list(_SIDES)
    tokens = re.sub(r"\([^)]*\)", "", setting).split()
    kind = what[-1] if what and what[-1] in ("style", "width") else ""
    if kind and len(sides) == 4:
        tokens = _on_four_sides(tokens)
        return {f"border-{side}-{kind}": token for side, token in zip(_SIDES, tokens, strict=False)}
    if kind:
        return {f"border-{sides[0]}-{kind}": setting}
    if what and what[-1] not in _SIDES:
        return {}
    style = next((token for token in tokens if token in _LINE_STYLES), "none")
    width = next((token for token in tokens if token[0].isdigit() or token[0] == "."), "1px")
    return {f"border-{side}-{part}": value for side in sides for part, value in (("style", style), ("width", width))}


def _on_four_sides(tokens: list[str]) -> list[str]:
    """One to four values as CSS deals them out: top, right, bottom, left."""
    if not tokens:
        return []
    top, right = tokens[0], tokens[1] if len(tokens) > 1 else tokens[0]
    bottom = tokens[2] if len(tokens) > 2 else top
    return [top, right, bottom, tokens[3] if len(tokens) > 3 else right]


def _blocks(text: str) -> list[tuple[str, Properties]]:
    """Each selector list with its properties; rules for print or for small screens are left out."""
    found: list[tuple[str, Properties]] = []
    at, end = 0, len(text)
    while at < end:
        opening = text.find("{", at)
        if opening < 0:
            break
        selectors = text[at:opening].rpartition(";")[2].strip().lstrip("}").strip()
        if selectors.startswith("@") and not _MEDIA.match(selectors):
            at = _closing(text, opening)
        elif selectors.startswith("@"):
            at = opening + 1
        else:
            closing = text.find("}", opening)
            closing = end if closing < 0 else closing
            found.append((selectors, declarations(text[opening + 1 : closing])))
            at = closing + 1
    return found


def _closing(text: str, opening: int) -> int:
    """The place after the brace that closes the one at `opening`."""
    depth = 0
    for brace in re.finditer(r"[{}]", text[opening:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return opening + brace.end()
    return len(text)


def _rule(selector: str, properties: Properties, order: int) -> _Rule | None:
    """The rule of one selector; None where it asks for more than is known here."""
    steps: list[Element] = []
    is_before = False
    weight = 0
    for part in selector.replace(">", " ").split():
        compound = _COMPOUND.fullmatch(part)
        if compound is None or is_before:
            return None
        names = re.findall(r"[.#][\w-]+", compound[2])
        tag = (compound[1] or "").lower().replace("\\", "").strip("*")
        ids = [name[1:] for name in names if name[0] == "#"]
        classes = frozenset(name[1:].lower() for name in names if name[0] == ".")
        is_before = compound[3] is not None
        weight += 10_000 * len(ids) + 100 * len(classes) + (1 if tag else 0)
        steps.append(Element(tag, ids[0] if ids else "", classes))
    return _Rule(tuple(steps), (weight, order), properties, is_before) if steps and properties else None


def _key(step: Element) -> str:
    """Where a rule is looked up: by what is rarest of its last step."""
    if step.id:
        return f"#{step.id}"
    return next((f".{name}" for name in sorted(step.classes)), step.tag)


def _fits(steps: tuple[Element, ...], element: Element, ancestors: Sequence[Element]) -> bool:
    if not _matches(steps[-1], element):
        return False
    left = len(steps) - 2
    for ancestor in reversed(ancestors):
        if left < 0:
            break
        if _matches(steps[left], ancestor):
            left -= 1
    return left < 0


def _matches(step: Element, element: Element) -> bool:
    return (
        step.tag in ("", element.tag)
        and step.id in ("", element.id)
        and (not step.classes or step.classes <= element.classes)
    )
