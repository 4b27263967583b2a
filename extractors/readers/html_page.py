"""HTML: EDGAR's exhibits, and pages saved by word processors, Google Docs and browsers."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from extractors.character_grid import columns, visible
from extractors.encoding import decode
from extractors.readers.html_items import Cell
from extractors.readers.html_layout import Laid, Line, Run, blanks_drawn, lay_out
from extractors.readers.html_source import declared_encoding, is_xml, markup, style_blocks
from extractors.readers.html_stylesheet import StyleSheet
from extractors.readers.html_tree import TreeBuilder
from extractors.sheet import Box, Control, Ink, Page, Sheet, Style, UnreadableError, Unseen, Word
from extractors.struck import parts_from_struck
from extractors.symbols import plain_symbol, split_boxes

LARGEST = 40_000_000
"""Bytes; pages saved with their pictures inside may be large."""
_MOST_WORDS = 300_000
_WORD = re.compile(r"\S+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?(\d{1,3})\W*", re.IGNORECASE)


def read(data: bytes) -> Sheet:
    """Read a web page.

    Args:
        data: The whole file, in the encoding it declares, in UTF-8 or UTF-16, or in Windows-1252.

    Returns:
        A sheet laid out on a character grid: paragraphs each on one line, cells of a table side by
        side, `<pre>` as it stands. Pages end where the file says so; where only its style sheet does,
        and no page has its number, the sheet says that they are not the paper's. Words struck by
        `<del>` stand only in `original_words`; what is hidden is left out, and told as `unseen`.
        `controls` are the named form fields, and elements that say by `data-field` for which field
        their words stand.

    Raises:
        UnreadableError: "empty" where no word stands, "too-large" beyond sensible bounds.
    """
    if len(data) > LARGEST:
        raise _too_large("is a web page of more than 40 MB, far larger than any agreement")
    text = decode(data, declared_encoding(data))
    root, controls = _parse(text)
    laid = lay_out(root)
    pages: list[Page] = []
    words = 0
    starts = sorted({0, *laid.breaks})
    for start, end in zip(starts, [*starts[1:], len(laid.lines)], strict=True):
        page = _page(laid, start, end, number=len(pages) + 1)
        words += len(page.words)
        if words > _MOST_WORDS:
            raise _too_large(f"holds more than {_MOST_WORDS:,} words, far more than any agreement")
        if page.words or page.original_words:
            pages.append(page)
        elif pages and page.unseen:
            beside = tuple(one._replace(line=None) for one in page.unseen)
            pages[-1] = replace(pages[-1], unseen=pages[-1].unseen + beside)
    if not words:
        raise UnreadableError(
            "empty",
            "is a web page that shows no words",
            "Open it in a browser: if it shows the agreement, print it to PDF and check that file.",
        )
    has_true_pages = laid.has_filed_breaks or _are_numbered(pages)
    return Sheet("html", tuple(pages), controls=_paged(controls, pages), has_true_pages=has_true_pages)


def _are_numbered(pages: list[Page]) -> bool:
    """Whether the pages are those of a paper: nearly each but the last ends in its printed number."""
    numbers = []
    for at, page in enumerate(pages[:-1]):
        last = [word.text for word in page.words if word.line == page.words[-1].line] if page.words else []
        if found := _PAGE_NUMBER.fullmatch(" ".join(last)):
            numbers.append(int(found[1]) - at)
    most = Counter(numbers).most_common(1)
    return bool(most) and most[0][1] > 1 and most[0][1] >= 0.8 * (len(pages) - 1)


def _too_large(message: str) -> UnreadableError:
    return UnreadableError(
        "too-large", message, "Look whether it is the right file; print the agreement to PDF and check that file."
    )


def _paged(controls: list[Control], pages: list[Page]) -> tuple[Control, ...]:
    """The controls with the page that each begins on."""
    first: dict[str, int] = {}
    for page in pages:
        for word in page.words:
            if word.control:
                first.setdefault(word.control, page.number)
    return tuple(replace(control, page=first.get(control.name, 1)) for control in controls)


def _parse(text: str) -> tuple[Cell, list[Control]]:
    source = markup(text)
    builder = TreeBuilder(StyleSheet(style_blocks(source)), is_xml=is_xml(source))
    builder.feed(source)
    builder.close()
    return builder.root, builder.controls


def _page(laid: Laid, start: int, end: int, number: int) -> Page:
    """One page: its lines from `start` up to `end`."""
    words: list[Word] = []
    original: list[Word] = []
    ink: list[Ink] = []
    unseen: list[Unseen] = []
    width = 0
    is_tracked = False
    for top, line in enumerate(laid.lines[start:end]):
        drawn = blanks_drawn(line)
        number_of_line = start + top + 1
        width = max(width, drawn[-1].end if drawn else 0)
        changed = any((run.look.inserted or run.look.deleted) and run.text.strip() for run in drawn)
        is_tracked = is_tracked or changed
        now = list(_words(drawn, top, number_of_line, without="deleted"))
        words.extend(now)
        original.extend(_words(drawn, top, number_of_line, without="inserted") if changed else now)
        unseen.extend(
            Unseen(" ".join(text.split()), number_of_line, run.column, run.hidden.is_usual, run.hidden.look.control)
            for run in drawn
            if run.hidden and (text := visible(run.hidden.text))
        )
        ink.extend(
            Ink("image", Box(run.column, top, run.end, top + 1), run.picture.name, number_of_line)
            for run in drawn
            if run.picture
        )
    before = tuple(original) if is_tracked else None
    return Page(number, width, end - start, "cell", tuple(words), tuple(ink), before, tuple(unseen))


def _words(line: Line, top: int, number: int, without: Literal["deleted", "inserted"]) -> Iterator[Word]:
    """The words of a line, tracked deletions (or insertions) left out. A word may run over several runs."""
    word: list[Run] = []
    reach = 0
    for run in line:
        if run.hidden:
            continue
        if getattr(run.look, without):
            reach = run.end if run.column == reach else reach  # what is left out parts no word
            continue
        at, done = run.column, 0
        if word and (run.column != reach or run.picture):
            yield from _split(word, top, number)
            word = []
        for found in _WORD.finditer(run.text):
            at += columns(run.text[done : found.start()])
            piece = run._replace(column=at, text=found[0])
            if word and (found.start() > 0 or _stands_alone(word[-1], piece)):
                yield from _split(word, top, number)
                word = []
            word.append(piece)
            at, done = piece.end, found.end()
        if word and done < len(run.text):
            yield from _split(word, top, number)
            word = []
        reach = run.end
    if word:
        yield from _split(word, top, number)


def _stands_alone(before: Run, after: Run) -> bool:
    """Whether two pieces that touch are two words: so are a field's value, a note's mark, and struck figures."""
    if (
        before.source != after.source
        or before.look.zone != after.look.zone
        or before.look.control != after.look.control
    ):
        return True
    if before.look.strike != after.look.strike and parts_from_struck(before.text, after.text):
        return True
    raised = before.text if before.look.raised else after.text
    return before.look.raised != after.look.raised and not raised.isalpha()


def _split(pieces: list[Run], top: int, number: int) -> Iterator[Word]:
    """The word of touching pieces, its check boxes each a word of its own."""
    text = "".join(piece.text for piece in pieces)
    look = pieces[0].look
    telling = [piece.look for piece in pieces if any(character.isalnum() for character in piece.text)] or [
        piece.look for piece in pieces
    ]
    style = Style(*(any(look[place] for look in telling) for place in range(5)))
    column = pieces[0].column
    for part in split_boxes(plain_symbol(text)):
        end = column + columns(part)
        yield Word(
            part,
            Box(column, top, end, top + 1),
            number,
            style,
            look.zone,
            pieces[0].source,
            min(piece.confidence for piece in pieces),
            inserted=any(piece.look.inserted for piece in pieces),
            control=look.control,
        )
        column = end
