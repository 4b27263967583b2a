"""The elements of a web page that have begun and not ended."""

from dataclasses import dataclass, field

from extractors.readers.html_css import Properties, cascaded, declarations
from extractors.readers.html_display import Kind, lays_side_by_side
from extractors.readers.html_items import Cell, Table
from extractors.readers.html_look import Look
from extractors.readers.html_nesting import walls
from extractors.readers.html_selectors import Element, Pseudo
from extractors.readers.html_stylesheet import StyleSheet
from extractors.sheet import UnreadableError


@dataclass(slots=True, eq=False)
class Open:
    """An element not yet closed."""

    tag: str
    kind: Kind
    element: Element
    properties: Properties
    attributes: dict[str, str]
    look: Look
    cell: Cell
    """Where its content goes."""
    mark: int
    """How many items the cell held when it opened."""
    table: Table | None = None
    goes_on: bool = False
    """Opened anew after a paragraph that ended within it."""
    children: list[Element] = field(default_factory=list)
    """The elements begun in it so far."""

    @property
    def is_flexible(self) -> bool:
        """Whether each child of the element is a cell."""
        return self.kind == "table" and self.tag != "table" and lays_side_by_side(self.properties)


class Elements:
    """The elements open at a time, the innermost last, with what the page's styles give them."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.root = Cell()
        self._sheet = sheet
        nothing = Element("", "", frozenset())
        self._stack = [Open("#root", "block", nothing, {}, {}, Look(), self.root, 0)]

    @property
    def _top(self) -> Open:
        return self._stack[-1]

    def _element(self, tag: str, attributes: dict[str, str]) -> Element:
        siblings = self._top.children
        names = frozenset(attributes.get("class", "").lower().split())
        element = Element(tag, attributes.get("id", ""), names, attributes, siblings, len(siblings))
        siblings.append(element)
        return element

    def _ancestors(self) -> list[Element]:
        return [entry.element for entry in self._stack[1:]] if self._sheet.has_rules else []

    def _styled(self, element: Element, attributes: dict[str, str]) -> Properties:
        """The properties of an element that is about to open: its rules', and its own over them."""
        properties: Properties = self._sheet.properties(element, self._ancestors())
        if attributes.get("style"):
            properties = cascaded(properties, declarations(attributes["style"]))
        return self._sheet.settled(properties)

    def _given(self, entry: Open, where: Pseudo) -> Properties:
        """The properties of what the styles put before or after an open element."""
        ancestors = [other.element for other in self._stack[1 : self._stack.index(entry)]]
        return self._sheet.settled(self._sheet.properties(entry.element, ancestors, where))

    def _find(self, tag: str) -> int | None:
        """The innermost open element of this name that an end tag here can mean."""
        beyond = walls(tag)
        for at in range(len(self._stack) - 1, 0, -1):
            if self._stack[at].tag == tag:
                return at
            if self._stack[at].tag in beyond:
                return None
        return None


def nests(what: str, depth: int) -> UnreadableError:
    """The refusal of a page that nests too deeply."""
    return UnreadableError(
        "too-large",
        f"is a web page that nests {what} more than {depth} deep",
        "Open it in a browser: if it shows the agreement, print it to PDF and check that file.",
    )
