"""Small PDFs made in memory for the tests of the reader. All names and figures are invented."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.pdf import read
from extractors.sheet import Page, Sheet, Word


def paper(draw: Callable[[Canvas], None], pages: int = 1, size: tuple[float, float] = (612, 792)) -> bytes:
    """A PDF whose pages are each drawn by the same function."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for _ in range(pages):
        canvas.setFont("Times-Roman", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
    """The PDF after a change of its objects."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, **save)  # type: ignore[arg-type]
    return out.getvalue()


def annotated(data: bytes, *annotations: dict[str, object]) -> bytes:
    """The PDF with annotations on its first page."""

    def add(pdf: pikepdf.Pdf) -> None:
        made = [pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, **item)) for item in annotations]
        pdf.pages[0].Annots = pikepdf.Array(made)
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(made))

    return changed(data, add)


def page_of(data: bytes) -> Page:
    """The first page as read."""
    return read(data).pages[0]


def texts(page: Page | Sheet) -> list[str]:
    """The words' texts, in order."""
    pages = page.pages if isinstance(page, Sheet) else (page,)
    return [word.text for one in pages for word in one.words]


def lines(page: Page) -> list[str]:
    """The visual lines of a page."""
    found: dict[int, list[str]] = {}
    for word in page.words:
        found.setdefault(word.line, []).append(word.text)
    return [" ".join(found[number]) for number in sorted(found)]


def word(page: Page, text: str) -> Word:
    """The one word with this text."""
    (found,) = [one for one in page.words if one.text == text]
    return found
