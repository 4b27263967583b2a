"""Whether a PDF file is whole: viewers mend a broken file in silence, and show what is left of it."""

import re
from collections import Counter
from io import BytesIO
from typing import Any

_HEADER = re.compile(rb"%PDF-\d")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_OBJECT = re.compile(rb"[\r\n]\d+\s+\d+\s+obj\b")
_PLACED = re.compile(rb"/Subtype\s*/(?:Form|[^\s/<>]*#)|/S#|/Su#")
_DO = re.compile(rb"(/[^\s/<>\[\]()]+)\s+Do\b")
_MOST_DRAWN = 20_000
_DEEPEST = 12


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
    if _OBJECT.search(data, data.rfind(b"%%EOF") + 1):  # a later save that was cut off; before it stands an older state
        return False
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


def unfolds_without_end(data: bytes) -> bool:
    """Whether the drawings placed within drawings come to more than any page holds.

    A few lines that draw themselves twice keep a viewer busy for years, and it cannot be stopped
    meanwhile; so this is asked before a page is opened.
    """
    if not _PLACED.search(data):
        return False
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            costs: dict[tuple[int, int], int] = {}
            return any(_cost(page.obj, page.obj, costs, 0) > _MOST_DRAWN for page in pdf.pages)
    except (pikepdf.PdfError, ValueError, RuntimeError, AttributeError, TypeError):
        return False


def _cost(drawing: Any, page: Any, costs: dict[tuple[int, int], int], depth: int) -> int:
    """How many drawings one drawing comes to, itself included."""
    import pikepdf  # noqa: PLC0415

    if depth > _DEEPEST:
        return _MOST_DRAWN + 1
    key = drawing.objgen
    if key != (0, 0) and key in costs:
        return costs[key]
    costs[key] = _MOST_DRAWN + 1  # met again before it is done, it draws itself
    resources = drawing.get("/Resources") or page.get("/Resources")
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    total = 1
    if isinstance(named, pikepdf.Dictionary):
        forms = {str(name): form for name, form in named.items() if str(form.get("/Subtype", "")) == "/Form"}
        if forms:
            for name, times in Counter(_DO.findall(_content(drawing))).items():
                form = forms.get(name.decode("latin-1"))
                if form is not None:
                    total += times * _cost(form, page, costs, depth + 1)
    costs[key] = min(total, _MOST_DRAWN + 1)
    return costs[key]


def _content(drawing: Any) -> bytes:
    """The drawing commands of a page or of a form."""
    import pikepdf  # noqa: PLC0415

    if isinstance(drawing, pikepdf.Stream):
        return bytes(drawing.read_bytes())
    contents = drawing.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        return bytes(contents.read_bytes())
    if isinstance(contents, pikepdf.Array):
        return b"\n".join(bytes(part.read_bytes()) for part in contents if isinstance(part, pikepdf.Stream))
    return b""
