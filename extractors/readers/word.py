"""Word files (.docx): the text as Word shows it, laid on a grid of characters."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from extractors.readers.word_blocks import TWIPS_A_COLUMN, Block, Change, Section, View, shows
from extractors.readers.word_content import Walker
from extractors.readers.word_layout import Layout
from extractors.readers.word_names import VAL, W, local, twips
from extractors.readers.word_numbering import Counter, Numbering
from extractors.readers.word_package import Package, corrupt
from extractors.readers.word_pages import ZONES, ZonedRow, assembled, paged
from extractors.readers.word_runs import Reference
from extractors.readers.word_styles import Styles
from extractors.sheet import Control, DigitalSignature, Page, Sheet, UnreadableError, Word, Zone

_DEFAULT_TAB = 720.0


def read(data: bytes) -> Sheet:
    """Read a Word file, by whatever program it was made.

    Args:
        data: The whole file: a .docx, .docm or .dotx, usual or Strict.

    Returns:
        A sheet of kind "word" on a grid of characters: unit "cell", a column 6 points wide on paper.
        A paragraph is one line however long, and so is each part of it between line breaks; cells stand
        beside each other. Automatic numbers are words. Pages are those that Word noted when it last saved,
        and page and section breaks; other programs note none, and then the sheet says so.
        Headers stand on their section's first page, footnotes, endnotes and comments below the text of
        the page that calls for them.

    Raises:
        UnreadableError: "corrupt", "encrypted", "too-large", "unsupported" (the text is another file
            inside), or "empty" (no words).
    """
    try:
        return _File(Package(data)).sheet()
    except RecursionError:
        raise corrupt("is nested deeper than any Word file, so it was not read") from None


class _Text(NamedTuple):
    """One text of the file, walked through: the body, or a header, note or comment for a page of it."""

    walker: Walker
    content: list[Section] | list[Block]


class _Aside(NamedTuple):
    """A text beside the body's own."""

    zone: Zone
    page: int
    change: Change
    text: _Text


class _File:
    """A Word file with what all its texts share."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.main()
        root = package.tree(self._main)
        body = None if root is None or root.tag != f"{W}document" else root.find(f"{W}body")
        if body is None:
            raise corrupt("is no Word document: another kind of Office file, or a damaged one")
        self._body = body
        self._styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"), self._styles)
        settings = self._related("settings")
        stop = None if settings is None else settings.find(f"{W}defaultTabStop")
        self._marks: list[int] = []
        """The pages that filings' own marks end, as Word counts them."""
        self._default_tab = ((None if stop is None else twips(stop.get(VAL))) or _DEFAULT_TAB) / TWIPS_A_COLUMN

    def _related(self, kind: str) -> etree._Element | None:
        name = self._package.related(self._main, kind)
        return None if name is None else self._package.tree(name)

    def sheet(self) -> Sheet:
        """The whole file."""
        body = self._walked(self._body)
        sections = [part for part in body.content if isinstance(part, Section)]
        asides = [*self._zones(sections), *self._remarks(body.walker.references)]
        width = max((section.width for section in sections), default=78.0)
        pages = self._pages(sections, asides, "final", width)
        changed = set(body.walker.changed_pages)
        changed.update(aside.page for aside in asides if aside.text.walker.changed_pages)
        if changed:
            before = {page.number: page.words for page in self._pages(sections, asides, "original", width)}
            pages = [
                replace(page, original_words=before.get(page.number, ()))
                if page.number in changed or _said(page.words) != _said(before.get(page.number, ()))
                else page
                for page in pages
            ]
        while len(pages) > 1 and not pages[-1].words and not pages[-1].ink and not pages[-1].original_words:
            pages.pop()
        if not any(page.words for page in pages):
            raise UnreadableError(
                "empty",
                "has no words in it" + (", only pictures" if any(page.ink for page in pages) else ""),
                "Check that it is the completed agreement; send a scan as a PDF.",
            )
        controls = self._controls(body.walker, asides)
        return Sheet("word", tuple(pages), self._signatures(), controls, has_true_pages=self._has_noted_pages())

    def _has_noted_pages(self) -> bool:
        """Whether Word noted where its pages end, or a filing's own marks say it."""
        noted = next(self._body.iter(f"{W}lastRenderedPageBreak"), None)
        return noted is not None or bool(self._marks)

    def _controls(self, body: Walker, asides: list[_Aside]) -> tuple[Control, ...]:
        """The named controls: those of the body, then those of headers, notes and comments."""
        placed = [(held, held.page) for held in body.controls]
        placed += [(held, aside.page) for aside in asides for held in aside.text.walker.controls]
        return tuple(held.named(page + sum(mark < page for mark in self._marks)) for held, page in placed)

    def _walked(self, element: etree._Element) -> _Text:
        """Walk a text; a second time without fields where one that never ends swallows text."""
        is_body = element is self._body
        for trusts_fields in (True, False):
            walker = Walker(self._styles, self._numbering, trusts_fields=trusts_fields)
            text = _Text(walker, walker.sections(element) if is_body else walker.blocks(element))
            if not walker.is_unfinished:
                break
        return text

    def _zones(self, sections: list[Section]) -> Iterator[_Aside]:
        relations = self._package.relations(self._main)
        seen: set[str] = set()
        for section in sections:
            for kind, key in section.zones:
                name = relations[key].part if key in relations else ""
                tree = None if name in seen else self._package.tree(name)
                seen.add(name)
                if tree is not None:
                    yield _Aside(kind, section.page, "", self._walked(tree))

    def _remarks(self, references: list[Reference]) -> Iterator[_Aside]:
        notes: dict[tuple[str, str], etree._Element] = {}
        for kind in {reference.kind for reference in references}:
            tree = self._related(f"{kind}s")
            for element in () if tree is None else tree:
                notes[kind, element.get(f"{W}id") or ""] = element
        seen: set[tuple[str, str]] = set()
        for reference in references:
            key = (reference.kind, reference.id)
            if key in notes and key not in seen:
                seen.add(key)
                zone: Zone = "comment" if reference.kind == "comment" else "note"
                yield _Aside(zone, reference.page, reference.change, self._walked(notes[key]))

    def _pages(self, sections: list[Section], asides: list[_Aside], view: View, width: float) -> list[Page]:
        rows: dict[int, list[ZonedRow]] = {}
        laid: dict[Zone, list[ZonedRow]] = {}
        body, self._marks = paged(self._layout(view).sections(sections))
        laid["body"] = [ZonedRow("body", row) for row in body]
        for aside in asides:
            if shows(aside.change, view):
                blocks = [block for block in aside.text.content if not isinstance(block, Section)]
                for row in self._layout(view).blocks(blocks, width):
                    row.page = aside.page + sum(page < aside.page for page in self._marks)
                    laid.setdefault(aside.zone, []).append(ZonedRow(aside.zone, row))
        for zone in ZONES:
            for zoned in laid.get(zone, ()):
                rows.setdefault(zoned.row.page, []).append(zoned)
        return assembled(rows, width)

    def _layout(self, view: View) -> Layout:
        return Layout(view, Counter(self._numbering), self._default_tab)

    def _signatures(self) -> tuple[DigitalSignature, ...]:
        """The package's digital signatures, by the name their own text gives; none is verified here."""
        found = []
        for name in self._package.names:
            if name.startswith("_xmlsignatures/") and name.endswith(".xml"):
                tree = self._package.tree(name)
                texts = {} if tree is None else {local(e): e.text or "" for e in tree.iter(etree.Element)}
                signer = texts.get("SignatureText") or texts.get("X509SubjectName") or ""
                found.append(DigitalSignature(signer.strip(), "unchecked"))
        return tuple(found)


def _said(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]
