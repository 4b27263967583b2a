"""Whether a PDF file is whole: viewers mend a broken file in silence, and show what is left of it."""

import re
from io import BytesIO

_HEADER = re.compile(rb"%PDF-\d")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")


def header_at(data: bytes) -> int:
    """Where the PDF begins in the file; -1 where it is none. Mail gateways put lines before it."""
    found = _HEADER.search(data[:4096])
    return found.start() if found else -1


def is_whole(data: bytes) -> bool:
    """Whether the file is as long as it was written, with every page it says it has.

    Args:
        data: A file that begins like a PDF.
    """
    start = header_at(data)
    ends = list(_END.finditer(data[-4096:]))
    if ends and _is_index(data, start + int(ends[-1][1])):
        return True
    return _opens_strictly(data) or (bool(ends) and _mends_wholly(data))


def _is_index(data: bytes, at: int) -> bool:
    """Whether the table of the file's objects stands where the end of the file says."""
    return bool(re.match(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)", data[at : at + 40])) if 0 < at < len(data) else False


def _opens_strictly(data: bytes) -> bool:
    import pikepdf  # noqa: PLC0415 - only a file that looks damaged needs it

    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            return len(pdf.pages) > 0
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return False


def _mends_wholly(data: bytes) -> bool:
    """Whether a file with a wrong table, but with its end, has all its pages and what is on them."""
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if int(pdf.Root.Pages.Count) != len(pdf.pages):
                return False
            for page in pdf.pages:
                contents = page.obj.get("/Contents")
                parts = [contents] if isinstance(contents, pikepdf.Stream) else list(contents or ())
                for part in parts:
                    part.read_bytes()
                if not parts:
                    return False
            return True
    except (pikepdf.PdfError, ValueError, RuntimeError, AttributeError, TypeError):
        return False
