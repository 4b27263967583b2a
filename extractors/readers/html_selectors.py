"""CSS selectors: which elements of a page a rule holds for, as far as a page read once from the top can tell."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

_PIECE = re.compile(
    r"""\s*(?P<combinator>[>+~])\s*
      | (?P<space>\s+)
      | \.(?P<class>(?:[\w-]|\\.)+)
      | \#(?P<id>(?:[\w-]|\\.)+)
      | \[(?P<attribute>[^\]]*)\]
      | ::?(?P<generated>before|after)(?![\w-])
      | (?P<element>::[\w-]+(?:\([^)]*\))?)
      | :(?P<pseudo>[\w-]+)(?:\((?P<argument>(?:[^()]|\([^()]*\))*)\))?
      | (?P<tag>\*|(?:[\w-]|\\.)+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""\s*([\w:-]+)\s*(?:([~^$*|]?=)\s*["']?(.*?)["']?\s*[is]?\s*)?$""", re.DOTALL)
_NTH = re.compile(r"([+-]?\d*)n\s*(?:([+-])\s*(\d+))?|([+-]?\d+)")
_NEVER = frozenset(
    {
        "hover", "focus", "focus-visible", "focus-within", "active", "visited", "target", "checked",
        "disabled", "invalid", "empty", "placeholder-shown", "indeterminate", "fullscreen", "host",
        "popover-open", "open", "user-invalid", "autofill",
    }
)  # fmt: skip
"""What holds of no element that words are read from, or only while somebody points at it."""
_ALWAYS = frozenset(["link", "any-link", "enabled", "defined", "read-write", "valid", "optional"])
_DEEPEST = 3
"""Selectors within selectors."""

Pseudo = Literal["", "before", "after"]


@dataclass(slots=True, eq=False)
class Element:
    """What a selector can ask of an element."""

    tag: str
    id: str
    classes: frozenset[str]
    attributes: Mapping[str, str] = field(default_factory=dict)
    before: "Sequence[Element]" = ()
    """The elements of the same parent that begin before it."""
    place: int = 0
    """How many of them there were when it began."""


_Test = Callable[[Element], bool]


class Step(NamedTuple):
    """A compound selector, and how it hangs on the step before it."""

    combinator: str
    """">", "+", "~", or a space; a space too for the first."""
    tag: str
    id: str
    classes: frozenset[str]
    tests: tuple[_Test, ...]

    def holds(self, element: Element) -> bool:
        """Whether the step fits the element by itself."""
        return (
            self.tag in ("", element.tag)
            and self.id in ("", element.id)
            and (not self.classes or self.classes <= element.classes)
            and all(test(element) for test in self.tests)
        )


class Selector(NamedTuple):
    """A selector that may hold."""

    steps: tuple[Step, ...]
    weight: int
    generates: Pseudo
    is_guessed: bool
    """Whether it asks for more than can be told; that part is taken as granted."""

    def fits(self, element: Element, ancestors: Sequence[Element]) -> bool:
        """Whether it holds for an element, given with those around it from the outermost."""
        return self.steps[-1].holds(element) and _holds_around(self.steps, element, ancestors)


def _holds_around(steps: tuple[Step, ...], element: Element, ancestors: Sequence[Element]) -> bool:
    if len(steps) == 1:
        return True
    rest = steps[:-1]
    match steps[-1].combinator:
        case "+" | "~" as kind:
            earlier = list(element.before[: element.place])
            candidates = earlier[-1:] if kind == "+" else earlier
            return any(rest[-1].holds(one) and _holds_around(rest, one, ancestors) for one in candidates)
        case ">":
            nearest = range(len(ancestors) - 1, max(len(ancestors) - 2, -1), -1)
        case _:
            nearest = range(len(ancestors) - 1, -1, -1)
    return any(rest[-1].holds(ancestors[at]) and _holds_around(rest, ancestors[at], ancestors[:at]) for at in nearest)


def parsed(text: str, depth: int = 0) -> Selector | None:
    """A selector; None where it can hold of no words on the page, or is none."""
    reader = _Reader(depth)
    text, at = text.strip(), 0
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None or found.end() == at or not reader.take(found):
            return None
        at = found.end()
    return reader.selector() if at else None


class _Reader:
    """Takes the pieces of a selector one after the other."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._steps: list[Step] = []
        self._weight = 0
        self._generates: Pseudo = ""
        self._is_guessed = False
        self._begin(" ")

    def _begin(self, combinator: str) -> None:
        self._combinator, self._tag, self._id = combinator, "", ""
        self._classes: set[str] = set()
        self._tests: list[_Test] = []

    def _end(self) -> None:
        step = Step(self._combinator, self._tag, self._id, frozenset(self._classes), tuple(self._tests))
        self._steps.append(step)

    def selector(self) -> Selector:
        """What was read, at its end."""
        self._end()
        return Selector(tuple(self._steps), self._weight, self._generates, self._is_guessed)

    def take(self, found: re.Match[str]) -> bool:
        """One piece; False where the selector can hold of nothing, or is none."""
        if self._generates:
            return False
        if found["combinator"] or found["space"]:
            self._end()
            self._begin(found["combinator"] or " ")
        elif found["tag"]:
            self._tag = "" if found["tag"] == "*" else _plain(found["tag"]).lower()
            self._weight += bool(self._tag)
        elif found["id"]:
            self._id = _plain(found["id"])
            self._weight += 10_000
        elif found["generated"]:
            self._generates = "before" if found["generated"].lower() == "before" else "after"
        else:
            self._weight += 100
            return self._asked(found)
        return True

    def _asked(self, found: re.Match[str]) -> bool:
        """A class, an attribute or a pseudo-class."""
        if found["class"]:
            self._classes.add(_plain(found["class"]).lower())
            return True
        if found["attribute"] is not None:
            test: _Test | bool | None = _attribute(found["attribute"]) or False
        else:
            test = _pseudo((found["pseudo"] or "").lower(), found["argument"] or "", self._depth)
        if test is None:
            self._is_guessed = True
        elif not isinstance(test, bool):
            self._tests.append(test)
        return test is not False


def each(selectors: str) -> Iterator[str]:
    """The selectors of a list, parted at the commas that stand in no brackets."""
    depth, start = 0, 0
    for at, char in enumerate(selectors):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            yield selectors[start:at]
            start = at + 1
    yield selectors[start:]


def _plain(name: str) -> str:
    return name.replace("\\", "")


def _attribute(text: str) -> _Test | None:
    found = _ATTRIBUTE.match(text)
    if found is None:
        return None
    name, relation, wanted = found[1].lower(), found[2], found[3] or ""
    match relation:
        case None:
            return lambda element: name in element.attributes
        case "=":
            return lambda element: element.attributes.get(name) == wanted
        case "~=":
            return lambda element: wanted in element.attributes.get(name, "").split()
        case "^=":
            return lambda element: bool(wanted) and element.attributes.get(name, "").startswith(wanted)
        case "$=":
            return lambda element: bool(wanted) and element.attributes.get(name, "").endswith(wanted)
        case "*=":
            return lambda element: bool(wanted) and wanted in element.attributes.get(name, "")
        case _:
            return lambda element: element.attributes.get(name, "").partition("-")[0] == wanted


def _pseudo(name: str, argument: str, depth: int) -> _Test | bool | None:
    """A pseudo-class as a test; True or False where it always or never holds, None where that cannot be told."""
    if not name or name in _NEVER or name.startswith("-"):
        return False
    if name in _ALWAYS:
        return True
    if name == "root":
        return lambda element: element.tag == "html"
    if name in ("not", "is", "where", "matches") and depth < _DEEPEST:
        inner = [parsed(one, depth + 1) for one in each(argument)]
        if any(one is not None and (one.is_guessed or len(one.steps) > 1) for one in inner):
            return None
        steps = [one.steps[0] for one in inner if one is not None]
        return lambda element: any(step.holds(element) for step in steps) is not (name == "not")
    if name in ("first-child", "first-of-type"):
        argument = "1"
    of_type = name.endswith("of-type")
    if name in ("nth-child", "nth-of-type", "first-child", "first-of-type") and (formula := _formula(argument)):
        step, offset = formula
        return lambda element: _is_nth(_number(element, of_type=of_type), step, offset)
    return None


def _formula(argument: str) -> tuple[int, int] | None:
    """The step and offset of "odd", "3", "2n+1"."""
    text = argument.strip().lower()
    if text in ("odd", "even"):
        return 2, int(text == "odd")
    found = _NTH.fullmatch(text)
    if found is None:
        return None
    if found[4]:
        return 0, int(found[4][:6])
    step = int(f"{found[1]}1" if found[1] in ("", "+", "-") else found[1][:6])
    return step, int(f"{found[2]}{found[3][:6]}") if found[2] else 0


def _number(element: Element, *, of_type: bool) -> int:
    if not of_type:
        return element.place + 1
    return 1 + sum(other.tag == element.tag for other in element.before[: element.place])


def _is_nth(number: int, step: int, offset: int) -> bool:
    if step == 0:
        return number == offset
    return (number - offset) % step == 0 and (number - offset) // step >= 0
