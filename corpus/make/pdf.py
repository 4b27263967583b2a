"""PDF files, made in four ways: LibreOffice from Word, a browser's print, ink on the blank, a new layout."""

import io

import pikepdf

from corpus.make.answers import Filled


def make(filled: Filled, means: str) -> bytes:
    """A PDF made by these means."""
    from corpus.make import html_page, office, overlay, platypus, word

    match means:
        case "office":
            how = "tables" if "firm" in filled.case else filled.rng.choice(("runs", "pictures", "tables"))
            return settled(office.convert(word.make(filled, how), "docx", "pdf"))
        case "browser":
            page = html_page.Tables(filled, circle=filled.rng.choice(("ellipse", "highlight", "underline"))).page()
            return settled(office.print_page(page.encode(), header_footer=False))
        case "overlay":
            return settled(overlay.make(filled))
        case "platypus":
            return settled(platypus.make(filled))
    raise ValueError(f"no such way of making PDF: {means}")


def settled(data: bytes) -> bytes:
    """The file without its date, so that the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        for key in ("/DocChecksum", "/ID"):  # LibreOffice's own, of its clock
            if key in pdf.trailer:
                del pdf.trailer[key]
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True, compress_streams=True,
                 object_stream_mode=pikepdf.ObjectStreamMode.generate)  # fmt: skip
    return buffer.getvalue()
