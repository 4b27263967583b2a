"""The wording of an edition: a Jinja template rendered into print and blanks, in order.

The template is plain text in paragraphs. Blanks, sections and layout are calls that leave
a mark in the text; the marks are private-use characters, which no offering may contain.
It may include the parts that forms share, by name, and nothing else: it reads no file.
In the region "columns" the items are ordered column by column, as a reader of the page
takes them, while the plain text keeps its lines.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

OPEN, CLOSE = "\ue000", "\ue001"
_DIRECTIVE = re.compile(f"{OPEN}(\\d+){CLOSE}")
Region = Literal["flow", "lines", "columns", "grid", "circle", "table"]
Style = Literal["body", "title", "heading", "subheading", "centered", "legend", "right", "note"]


class WordingError(Exception):
    """A template that cannot be rendered."""


class Print(NamedTuple):
    """One printed word."""

    text: str
    section: str
    page: int
    line: int
    """Counts the lines of the wording, for telling which words stand side by side."""
    region: Region
    kind: Literal["fixed", "furniture", "stub"] = "fixed"
    """Furniture may be missing (page residue); a stub is the printed year of a date blank."""
    field: str | None = None
    """A stub's date field, or the field whose value is printed here."""
    option: str | None = None
    """In the region "circle": the option these words print, of `field`."""
    glued: bool = False
    """No white space stands between this and the item before."""
    column: int = 0
    """Where its column begins, in characters; 0 for the leftmost."""


class Blank(NamedTuple):
    """A place to fill in."""

    field: str
    section: str
    page: int
    line: int
    region: Region
    option: str | None = None
    """The option a mark stands for."""
    width: int = 0
    """In characters; 0 where the form prints no rule."""
    part: str | None = None
    """"day" or "month" where a date is filled in in parts."""
    glued: bool = False
    column: int = 0


Item = Print | Blank


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """An edition's items in reading order, and its plain text. Equal only to itself."""

    items: tuple[Item, ...]
    text: str
    """Blanks as underscores, columns by spaces; words exactly as printed."""
    ends: frozenset[int] = frozenset()
    """The numbers of the empty lines, at which paragraphs and line blocks end."""
    styles: Mapping[int, Style] = field(default_factory=dict)
    """Line → how the paragraph that begins there is set; what is not named is body text."""
    new_pages: frozenset[int] = frozenset()
    """The lines that begin a new page in a drafted paper."""

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """All places to fill in."""
        return tuple(item for item in self.items if isinstance(item, Blank))

    @property
    def fields(self) -> frozenset[str]:
        """The names of all fields that have a place in the wording."""
        named = {item.field for item in self.items if item.field}
        return frozenset(named)

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections in order."""
        return tuple(dict.fromkeys(item.section for item in self.items))


class _Mark(NamedTuple):
    kind: str
    name: str = ""
    option: str | None = None
    width: int = 0
    part: str | None = None
    text: str = ""


def render(
    template: str,
    terms: Mapping[str, str],
    parts: Mapping[str, str] | None = None,
    *,
    is_of_the_filed_issue: bool = True,
) -> Wording:
    """Render a template with the offering's terms.

    Args:
        template: The edition's template.
        terms: Variables and their values, one line each.
        parts: What it may include, by name.
        is_of_the_filed_issue: Whether the terms are of the issuer and security that the form was
            filed for, so that what they leave empty may print the filed words.

    Raises:
        WordingError: The template is wrong, uses a variable that has no value, or a term
            holds a control or private-use character.
    """
    for name, value in terms.items():
        if any(ord(char) < 32 or "\ue000" <= char <= "\uf8ff" for char in value):
            raise WordingError(f"the variable {name} holds a line break or a control character.")
    marks: list[_Mark] = []

    def leave(mark: _Mark) -> str:
        marks.append(mark)
        return f"{OPEN}{len(marks) - 1}{CLOSE}"

    calls: dict[str, Callable[..., str]] = {
        "section": lambda name: leave(_Mark("section", name)),
        "page": lambda number: leave(_Mark("page", width=number)),
        "region": lambda name: leave(_Mark("region", name)),
        "style": lambda name: leave(_Mark("style", name)),
        "new_page": lambda: leave(_Mark("new_page")),
        "column": lambda at: leave(_Mark("column", width=at)),
        "rule": lambda width: leave(_Mark("furniture", text="-" * width)),
        "furniture": lambda text: leave(_Mark("furniture", text=text)),
        "stub": lambda field, text: leave(_Mark("stub", field, text=text)),
        "printed": lambda field, text: leave(_Mark("printed", field, text=text)),
        "option": lambda field, option: leave(_Mark("option", field, option)),
        "mark": lambda field, option, width: leave(_Mark("blank", field, option, width)),
        "blank": lambda field, width, part=None: leave(_Mark("blank", field, None, width, part)),
    }
    # Nothing here is markup: the text is compared and drawn, so escaping would change it.
    environment = SandboxedEnvironment(
        loader=DictLoader(parts or {}),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        text = environment.from_string(template).render(
            {**terms, **calls, "is_of_the_filed_issue": is_of_the_filed_issue}
        )
    except TemplateError as error:
        raise WordingError(str(error)) from error
    return _Builder(marks).build(text)


@dataclass(slots=True)
class _State:
    section: str = "preamble"
    page: int = 1
    region: Region = "flow"
    line: int = 0


class _Builder:
    """Turns rendered text with its marks into items and plain text."""

    def __init__(self, marks: list[_Mark]) -> None:
        self.marks = marks
        self.state = _State()
        self.items: list[Item] = []
        self.columns: dict[int, list[Item]] = {}
        self.plain: list[str] = []
        self.ends: set[int] = set()
        self.styles: dict[int, Style] = {}
        self.new_pages: set[int] = set()
        self.next_style: Style | None = None
        self.begins_page = False

    def build(self, text: str) -> Wording:
        for line in text.split("\n"):
            self.state.line += 1
            self._line(line)
        self._flush()
        return Wording(
            tuple(self.items), "\n".join(self.plain), frozenset(self.ends), self.styles, frozenset(self.new_pages)
        )

    def _line(self, line: str) -> None:
        column, option, drawn, glued = 0, None, "", False
        only_marks = bool(line) and not _DIRECTIVE.sub("", line).strip()
        shown = False
        for piece in _pieces(line):
            if isinstance(piece, str):
                drawn += piece
                shown = shown or bool(piece.strip())
                glued = self._words(piece, column, option, glued=glued)
                continue
            mark = self.marks[piece]
            match mark.kind:
                case "column":
                    column, glued = mark.width, False
                    drawn = drawn.ljust(column - 1) + " " if column else drawn
                case "option":
                    option = mark
                case "blank":
                    self._put(self._blank(mark, column, glued=glued), column)
                    drawn += "_" * mark.width
                    glued, shown = True, True
                case "stub" | "furniture" | "printed":
                    drawn += mark.text
                    kind = "fixed" if mark.kind == "printed" else mark.kind
                    glued = self._words(mark.text, column, option, glued=glued, kind=kind, field=mark.name or None)
                    shown = True
                case _:
                    self._turn(mark)
        if shown or not only_marks:
            self.plain.append(drawn.rstrip())
        if shown:
            self._laid_out()
        elif not only_marks:
            self.ends.add(self.state.line)

    def _laid_out(self) -> None:
        """What was said of the layout holds for the line that is shown next."""
        if self.next_style is not None:
            self.styles[self.state.line] = self.next_style
        if self.begins_page:
            self.new_pages.add(self.state.line)
        self.next_style, self.begins_page = None, False

    def _turn(self, mark: _Mark) -> None:
        match mark.kind:
            case "section":
                self.state.section = mark.name
            case "page":
                self.state.page = mark.width
            case "region":
                if mark.name not in get_args(Region):
                    raise WordingError(f"there is no region {mark.name!r}; there are {', '.join(get_args(Region))}.")
                self._flush()
                self.state.region = mark.name  # type: ignore[assignment]
            case "style":
                if mark.name not in get_args(Style):
                    raise WordingError(f"there is no style {mark.name!r}; there are {', '.join(get_args(Style))}.")
                self.next_style = mark.name  # type: ignore[assignment]
            case "new_page":
                self.begins_page = True

    def _words(
        self,
        text: str,
        column: int,
        option: "_Mark | None",
        *,
        glued: bool,
        kind: str = "fixed",
        field: str | None = None,
    ) -> bool:
        """Put the words of a piece of text; returns whether what follows is glued to it."""
        joined = glued and not text[:1].isspace()
        for word in text.split():
            item = Print(
                word,
                self.state.section,
                self.state.page,
                self.state.line,
                self.state.region,
                kind,  # type: ignore[arg-type]
                option.name if option else field,
                option.option if option else None,
                joined,
                column,
            )
            self._put(item, column)
            joined = False
        return bool(text) and not text[-1].isspace() if text else glued

    def _blank(self, mark: _Mark, column: int, *, glued: bool) -> Blank:
        state = self.state
        return Blank(
            mark.name,
            state.section,
            state.page,
            state.line,
            state.region,
            mark.option,
            mark.width,
            mark.part,
            glued,
            column,
        )

    def _put(self, item: Item, column: int) -> None:
        if self.state.region == "columns":
            self.columns.setdefault(column, []).append(item)
        else:
            self.items.append(item)

    def _flush(self) -> None:
        for column in sorted(self.columns):
            self.items.extend(self.columns[column])
        self.columns.clear()


def _pieces(line: str) -> list[str | int]:
    """Text and marks (by number) in order."""
    pieces: list[str | int] = []
    at = 0
    for found in _DIRECTIVE.finditer(line):
        if found.start() > at:
            pieces.append(line[at : found.start()])
        pieces.append(int(found.group(1)))
        at = found.end()
    if at < len(line):
        pieces.append(line[at:])
    return pieces
