"""The rules of a page's styles: which hold for an element, and what they give it together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.readers.html_css import Properties, cascaded, declarations
from extractors.readers.html_selectors import Element, Pseudo, Selector, each, parsed
from extractors.readers.html_sight import hides

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_WIDTH_ASKED = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|em|rem)\s*\)")
_ASKED = re.compile(r"\(([^()]*)\)")
_WINDOW = 1024
"""Pixels: how wide the window is that a page is taken to be shown in."""
_MOST_RULES = 5000
_DEEPEST = 8
_LONGEST = 2000


class _Rule(NamedTuple):
    selector: Selector
    order: int
    properties: Properties


class StyleSheet:
    """The rules of a page's <style> blocks, as they hold on a screen.

    A selector that asks for what cannot be told (`:last-child`) is passed over, but not where it
    would hide words or add some: then it is taken to hold.
    """

    def __init__(self, text: str) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._variables: dict[str, str] = {}
        self._generates = False
        count = 0
        for selectors, properties in _blocks(_COMMENT.sub(" ", text)):
            for name, setting in properties.items():
                if name.startswith("--"):
                    self._variables.setdefault(name, setting)
            for selector in each(selectors):
                count += 1
                known = parsed(selector) if properties and count < _MOST_RULES else None
                if known is None or (known.is_guessed and not (known.generates or hides(self.settled(properties)))):
                    continue
                self._generates = self._generates or bool(known.generates)
                self._rules.setdefault(_key(known), []).append(_Rule(known, count, properties))

    @property
    def generates(self) -> bool:
        """Whether any rule puts words before or after elements."""
        return self._generates

    @property
    def has_rules(self) -> bool:
        """Whether there is any rule."""
        return bool(self._rules)

    def properties(self, element: Element, ancestors: Sequence[Element], generated: Pseudo = "") -> dict[str, str]:
        """What the rules give an element (or what stands before or after it), the strongest rule last."""
        if not self._rules:
            return {}
        keys = ["", element.tag, f"#{element.id}", *(f".{name}" for name in element.classes)]
        found = [
            rule
            for key in keys
            for rule in self._rules.get(key, ())
            if rule.selector.generates == generated and rule.selector.fits(element, ancestors)
        ]
        merged: dict[str, str] = {}
        for rule in sorted(found, key=lambda rule: (rule.selector.weight, rule.order)):
            merged = cascaded(merged, rule.properties)
        return merged

    def settled(self, properties: Properties) -> Properties:
        """Properties with the page's own variables in their places."""
        if not any("var(" in setting for setting in properties.values()):
            return properties
        variables = {**self._variables, **{name: own for name, own in properties.items() if name.startswith("--")}}
        return {name: _without_variables(setting, variables) for name, setting in properties.items()}


def _without_variables(setting: str, variables: Mapping[str, str]) -> str:
    for _ in range(_DEEPEST):
        if "var(" not in setting:
            break
        setting = _VARIABLE.sub(lambda found: variables.get(found[1], found[2] or "unknown"), setting[:_LONGEST])
    return setting


def _key(selector: Selector) -> str:
    """Where a rule is looked up: by what is rarest of its last step."""
    step = selector.steps[-1]
    if step.id:
        return f"#{step.id}"
    return next((f".{name}" for name in sorted(step.classes)), step.tag)


def _blocks(text: str) -> Iterator[tuple[str, Properties]]:
    """Each selector list with its properties; rules for print, or for a narrow window, are left out."""
    at, end = 0, len(text)
    while at < end:
        opening = text.find("{", at)
        if opening < 0:
            break
        selectors = text[at:opening].rpartition(";")[2].strip().lstrip("}").strip()
        if selectors.startswith("@") and not _applies(selectors.lower()):
            at = _closing(text, opening)
        elif selectors.startswith("@"):
            at = opening + 1
        else:
            closing = text.find("}", opening)
            closing = end if closing < 0 else closing
            yield selectors, declarations(text[opening + 1 : closing])
            at = closing + 1


def _applies(rule: str) -> bool:
    """Whether what stands in an at-rule holds on a screen; of `@media` one of its queries must."""
    kind, _, query = rule.partition(" ")
    kind, bracket, rest = kind.partition("(")
    query = f"{bracket}{rest} {query}"
    if kind in ("@layer", "@supports"):
        return True
    return kind == "@media" and any(_is_met(one.strip()) for one in query.split(","))


def _is_met(query: str) -> bool:
    medium = query.split("(", maxsplit=1)[0].replace("only", "").replace("and", "").strip()
    if medium not in ("", "all", "screen"):
        return False
    for asked in _ASKED.findall(query):
        width = _WIDTH_ASKED.fullmatch(f"({asked})")
        if width is not None:
            pixels = float(width[2]) * (1 if width[3] == "px" else 16)
            if (pixels > _WINDOW) if width[1] == "min" else (pixels < _WINDOW):
                return False
        elif re.match(
            r"\s*(?:prefers-|forced-colors|orientation\s*:\s*portrait|print|hover\s*:\s*none|pointer)", asked
        ):
            return False
    return True


def _closing(text: str, opening: int) -> int:
    """The place after the brace that closes the one at `opening`."""
    depth = 0
    for brace in re.finditer(r"[{}]", text[opening:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return opening + brace.end()
    return len(text)
