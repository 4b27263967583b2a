"""Named content controls: what each holds in the end, letter by letter."""

from extractors.readers.word_fields import MARKED, Control
from extractors.sheet import Control as Named

_CELL = " | "
"""Between the cells of a row inside a control."""
_BLANK = frozenset(" _\t\n\u00a0\u2002\u2003")
"""What an empty control may show without saying that it is its prompt."""


class Held:
    """A named control, and what has been said in it.

    Args:
        control: The control.
        page: Where it begins.
    """

    def __init__(self, control: Control, page: int) -> None:
        self._name = control.name
        self._box = control.stand_in.text if control.stand_in is not None and control.stand_in.is_mark else None
        self.page = page
        self._parts: list[str] = []

    def say(self, text: str) -> None:
        """Letters, a tab or a line's end."""
        self._parts.append(text)

    @property
    def count(self) -> int:
        """How many things have been said; `end_cell` is told how many it were when the cell began."""
        return len(self._parts)

    def end_cell(self, since: int, *, is_number: bool) -> None:
        """End a table's cell; one that holds nothing but its automatic number is none."""
        if len(self._parts) == since:
            return
        if is_number:
            del self._parts[since:]
        elif self._parts[-1] == "\n":
            self._parts[-1] = _CELL

    def end_row(self) -> None:
        """End a table's row."""
        if self._parts and self._parts[-1] == _CELL:
            self._parts[-1] = "\n"

    def named(self, page: int) -> Named:
        """The control as the sheet has it."""
        if self._box is not None:
            return Named(self._name, "", is_box=True, is_marked=self._box == MARKED, page=page)
        text = "".join(self._parts)
        text = text.removesuffix("\n" if text.endswith("\n") else _CELL)
        return Named(self._name, "" if set(text) <= _BLANK else text, page=page)
