"""Fills a PDF's form fields by another program's means, as an investor's viewer does."""

from collections.abc import Mapping
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def fill_fields(data: bytes, values: Mapping[str, str]) -> bytes:
    """The file with fields filled in.

    Args:
        data: A PDF with form fields.
        values: A field's full name → what is written into it; for a button the state, "/yes".

    Raises:
        KeyError: The file has no field of that name.
    """
    reader = PdfReader(BytesIO(data))
    fields = reader.get_fields() or {}
    for name in values:
        if name not in fields:
            raise KeyError(name)
    writer = PdfWriter(clone_from=reader)
    writer.update_page_form_field_values(None, dict(values), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
