"""Reads a PDF that carries its text: words and ink in their places, form fields, annotations."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from extractors.readers.pdf_damage import header_at, is_whole, unfolds_without_end
from extractors.readers.pdf_frame import Frame, frame
from extractors.readers.pdf_glyphs import pieces
from extractors.readers.pdf_ink import Drawn, drawn
from extractors.readers.pdf_lines import Item
from extractors.readers.pdf_shown import Painted
from extractors.readers.pdf_text_page import Piece
from extractors.readers.pdf_words import NO_MARKS, Marks, words
from extractors.readers.right_to_left import in_logical_order
from extractors.sheet import Box, Control, DigitalSignature, Ink, Page, Sheet, UnreadableError, Unseen, Word

if TYPE_CHECKING:
    from extractors.readers.pdf_signatures import Judged, Signatures

_MOST_BYTES = 100_000_000
_MOST_PAGES = 500
_MOST_GLYPHS = 200_000
"""On one page: a page of the smallest print has 15,000."""
_MOST_GLYPHS_IN_ALL = 3_000_000
_STAMP = 15
"""Words on a page that a stamp over a scan may have (an envelope's number, "page 3 of 22")."""
_FEWEST_TURNED, _NEARLY_ALL = 20, 0.8
"""So many words, and that share of all, must be turned alike for the page itself to be turned."""
_WHOLE = "Ask for the file once more, or open it, print it to a new PDF, and check that one."
_TYPED = (
    "Ask for the PDF as it was typed or signed electronically, or put the scan through text recognition (OCR) first."
)


@dataclass(frozen=True, slots=True)
class _Overlaid:
    items: tuple[Item, ...] = ()
    ink: tuple[Ink, ...] = ()
    signatures: tuple[DigitalSignature, ...] = ()
    marks: Marks = NO_MARKS
    controls: tuple[Control, ...] = ()


def read(data: bytes) -> Sheet:
    """Read a PDF.

    Args:
        data: The whole file.

    Returns:
        A sheet of the file's pages in points from the top left of what is shown (CropBox, turned as
        displayed). Lines are counted through the sheet. Pages that are only a picture have that
        picture as their ink and no words. Text of a scan's text layer has the source "ocr"; text
        that may be hidden or whose letters the file does not name has a confidence of 0.5; what the
        page surely does not show is `unseen`.

    Raises:
        UnreadableError: "empty", "corrupt", "encrypted", "too-large", or "unsupported" for a scan.
    """
    if not data.strip(b"\0\t\n\f\r "):
        raise UnreadableError("empty", "is empty: there is nothing in the file", "Ask for the file once more.")
    if len(data) > _MOST_BYTES:
        message = f"is too large: {len(data) / 1e6:,.0f} MB, where 100 MB can be read"
        raise UnreadableError(
            "too-large", message, "Save it with smaller pictures, or split off what is not the agreement."
        )
    if header_at(data) < 0:
        raise UnreadableError("corrupt", "is no PDF, or its beginning is damaged", _WHOLE)
    with _opened(data) as document:
        if not is_whole(data):
            raise UnreadableError("corrupt", "is incomplete or damaged: a part of the file is missing", _WHOLE)
        if unfolds_without_end(data):
            raise UnreadableError("corrupt", "is damaged: a drawing in it contains itself", _WHOLE)
        return _sheet(data, document)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableError(
                "encrypted",
                "is encrypted, so nothing in it could be read",
                "Save it without its password and check it again: qpdf --decrypt --password=… IN.pdf OUT.pdf",
            )
        raise UnreadableError("corrupt", "is damaged: it could not be opened as a PDF", _WHOLE)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def _page(document: Any, index: int) -> Iterator[Any]:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise UnreadableError("corrupt", f"is damaged: its page {index + 1} could not be opened", _WHOLE)
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _sheet(data: bytes, document: Any) -> Sheet:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise UnreadableError("corrupt", "is damaged: it has no pages", _WHOLE)
    if count > _MOST_PAGES:
        message = f"is too large: it says it has {count:,} pages, where {_MOST_PAGES} can be read"
        raise UnreadableError("too-large", message, "Split the agreement off and check it alone.")
    pages: list[Page] = []
    signatures: list[DigitalSignature] = []
    controls: dict[Control, Control] = {}
    scans = line = glyphs = 0
    with ExitStack() as stack:
        overlays = _Overlays(data, count, stack)
        for index in range(count):
            with _page(document, index) as page:
                area, turn = _frame(page), 0
                try:
                    most = min(_MOST_GLYPHS, _MOST_GLYPHS_IN_ALL - glyphs)
                    found = pieces(page, area, most)
                    if turn := _quarter_turn(found):  # the page lies on its side or stands on its head
                        area = _frame(page, turn)
                        found = pieces(page, area, most)
                except OverflowError:
                    message = f"is too large: its page {index + 1} holds more text than any page of print"
                    raise UnreadableError("too-large", message, _WHOLE) from None
                glyphs += sum(len(piece.text) for piece in found)
                drawing = drawn(page, area)
                over = overlays.of(index, area) if pdfium.FPDFPage_GetAnnotCount(page) > 0 else _Overlaid()
                painted = Painted(page, area, turn)
            on_page: list[Piece] = []
            beside: list[Unseen] = []
            for piece in found:
                if area.holds(Box(piece.x0, piece.top, piece.x1, piece.bottom)):
                    on_page.append(piece)
                else:
                    beside.append(Unseen(piece.text, None))
            laid, unseen = words(on_page, drawing, painted, over.items, over.marks, line=line)
            these = list(in_logical_order(laid))
            line = max((word.line for word in these), default=line)
            typed = sum(word.source == "text" and "__" not in word.text for word in these)
            scans += drawing.backdrop is not None and typed < _STAMP and not any(w.source == "ocr" for w in these)
            pages.append(
                Page(
                    index + 1, area.width, area.height, "pt", tuple(these), _ink(drawing, over, these),
                    unseen=(*unseen, *beside),
                )
            )  # fmt: skip
            signatures += over.signatures
            for control in over.controls:  # a field that stands in several places is told once
                controls.setdefault(replace(control, page=1), control)
        signatures += overlays.signatures_elsewhere()
    _refuse_without_text(pages, scans)
    return Sheet("pdf", tuple(pages), tuple(signatures), tuple(controls.values()))


def _frame(page: Any, turn: int = 0) -> Frame:
    """The frame of a page, turned further clockwise by so many degrees than the file says."""
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, rect) or rect.right <= rect.left or rect.top <= rect.bottom:
        return frame(0, 0, 612, 792, turn)
    return frame(rect.left, rect.bottom, rect.right, rect.top, 90 * pdfium.FPDFPage_GetRotation(page) + turn)


def _quarter_turn(found: list[Piece]) -> int:
    """How far clockwise a page must be turned for nearly all of its words to be level: mostly 0."""
    turned = Counter(round(piece.face.angle / 90) % 4 for piece in found if len(piece.text) > 1)
    if not turned:
        return 0
    quarter, count = turned.most_common(1)[0]
    return 90 * quarter if count >= _FEWEST_TURNED and count >= _NEARLY_ALL * turned.total() else 0


def _ink(drawing: Drawn, over: _Overlaid, these: list[Word]) -> tuple[Ink, ...]:
    ink = [*drawing.ink, *over.ink]
    if drawing.backdrop is not None and not these:
        ink.insert(0, Ink("image", Box(0, 0, drawing.width, drawing.height)))
    return tuple(Ink(item.kind, Box(*(round(edge, 2) for edge in item.box)), item.text) for item in ink)


def _refuse_without_text(pages: list[Page], scans: int) -> None:
    if scans == len(pages) or not any(page.words for page in pages):
        if scans or any(item.kind == "image" for page in pages for item in page.ink):
            message = "is a scan: its pages are pictures without text, so nothing in it could be read"
            raise UnreadableError("unsupported", message, _TYPED)
        if any(page.ink for page in pages):
            message = "has its letters drawn as lines, without text, so nothing in it could be read"
            raise UnreadableError("unsupported", message, _TYPED)
        raise UnreadableError("empty", "is empty: nothing stands on its pages", "Ask for the file once more.")


class _Overlays:
    """What lies on the pages, by a second parser that is opened only when something does."""

    def __init__(self, data: bytes, count: int, stack: ExitStack) -> None:
        self._data, self._count, self._stack = data, count, stack
        self._pdf: Any = None
        self._signatures: Signatures | None = None

    def of(self, index: int, area: Frame) -> _Overlaid:
        """The form fields and annotations of a page.

        Raises:
            UnreadableError: They cannot be read; without them a filled form would seem blank.
        """
        import pikepdf  # noqa: PLC0415 - a tenth of a second that few files need

        from extractors.readers.pdf_fields import overlay  # noqa: PLC0415

        try:
            self._open()
            if len(self._pdf.pages) != self._count:
                raise UnreadableError("corrupt", "is damaged: its list of pages contradicts itself", _WHOLE)
            found = overlay(self._pdf.pages[index], area, index + 1, self._judge)
        except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError) as error:
            message = f"is damaged: the form fields and notes on its page {index + 1} could not be read"
            raise UnreadableError("corrupt", message, _WHOLE) from error
        return _Overlaid(
            tuple(found.items), tuple(found.ink), tuple(found.signatures), found.marks, tuple(found.controls)
        )

    def signatures_elsewhere(self) -> tuple[DigitalSignature, ...]:
        """The digital signatures that no page shows."""
        if b"/ByteRange" not in self._data:  # it cannot be compressed, and no signature is without
            return ()
        import pikepdf  # noqa: PLC0415

        try:
            self._open()
            found = self._judges().elsewhere(self._pdf)
        except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError):
            return (DigitalSignature("", "unchecked"),)
        return tuple(DigitalSignature(one.signer, one.status) for one in found)

    def _open(self) -> None:
        import pikepdf  # noqa: PLC0415

        if self._pdf is None:
            self._pdf = self._stack.enter_context(pikepdf.open(BytesIO(self._data)))

    def _judge(self, value: Any) -> "Judged":
        return self._judges().judged(value)

    def _judges(self) -> "Signatures":
        from extractors.readers.pdf_signatures import Signatures  # noqa: PLC0415 - two seconds, for signed files only

        if self._signatures is None:
            self._signatures = Signatures(self._data)
        return self._signatures
