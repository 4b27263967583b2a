"""Lines to pages, as exhibits filed with the Commission have them: a number at each end, a mark between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from templates.writers.text_setting import centred

PAGE_LINES = 56
"""Lines of a page without its number. A block that is kept together and longer makes its page longer."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block's lines in parts between which a page may end."""

    parts: tuple[tuple[str, ...], ...]
    begins_page: bool = False
    keeps_next: bool = False
    """Its last part stands on the page of the first part of what follows."""
    head: tuple[str, ...] = ()
    """Lines that stand again at the top of each page that goes on with it."""
    room: int = 1
    """Empty lines before it."""


def paged(stretches: Sequence[Stretch]) -> str:
    """The text of a paper. One page has no number."""
    pages = _Pages()
    for stretch in stretches:
        pages.put(stretch)
    texts = pages.texts()
    if len(texts) == 1:
        return texts[0]
    numbered = [f"{text}\n\n\n{centred(str(number))}\n" for number, text in enumerate(texts, start=1)]
    return "<PAGE>\n\n".join(numbered)


class _Pages:
    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]
        self._waiting: list[str] = []
        """What must stand on the page of the part that comes next."""

    def put(self, stretch: Stretch) -> None:
        if stretch.begins_page:
            self._flush()
            self._new_page()
        for at, part in enumerate(stretch.parts):
            self._waiting += [*([""] * stretch.room if at == 0 else []), *part]
            if stretch.keeps_next and at == len(stretch.parts) - 1:
                return
            self._flush(stretch.head if at else ())

    def texts(self) -> list[str]:
        self._flush()
        return ["\n".join(line.rstrip() for line in page).rstrip("\n") + "\n" for page in self._pages if any(page)]

    def _flush(self, head: Iterable[str] = ()) -> None:
        page = self._pages[-1]
        if any(page) and len(page) + len(self._waiting) > PAGE_LINES:
            self._new_page()
            self._pages[-1] += head
        if not self._pages[-1]:
            self._waiting = self._waiting[next((at for at, line in enumerate(self._waiting) if line), 0) :]
        self._pages[-1] += self._waiting
        self._waiting = []

    def _new_page(self) -> None:
        if any(self._pages[-1]):
            self._pages.append([])
