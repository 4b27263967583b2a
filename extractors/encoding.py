"""Bytes to text where nothing says for sure which encoding it is."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOK_AT = 4096
# Declared by habit; and a declared UTF-8 has just been found wrong.
_SAME_AS_WINDOWS_1252 = ("utf", "iso-8859-1", "latin", "us-ascii", "ascii", "windows-1252")
_NEL_BYTE = b"\x85"


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file, its byte order mark left out.

    In this order: a byte order mark; UTF-16 by its zero bytes; UTF-8 where the bytes are valid
    as such, whatever is declared (other encodings give valid UTF-8 by chance only in pure
    ASCII); what the file declares; UTF-8 with every wrong byte taken for Windows-1252, which is
    Windows-1252 where no byte is UTF-8. Never raises: what no encoding explains is U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    order = _utf_16_order(data)
    if order:
        return data.decode(order, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and not declared.lower().startswith(
        ("utf", "iso-8859-1", "latin", "us-ascii", "ascii", "windows-1252")
    ):
        try:
            return data.decode(declared, "replace")
        except LookupError:
            pass
    if not re.search(rb"[\r\n]", data) and data.count(_NEL_BYTE) > 1:
        data = data.replace(_NEL_BYTE, b"\n")  # a mainframe's line ends
    return data.decode("utf-8", _ERRORS)


def _utf_16_order(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: in Western text every second byte is zero."""
    head = data[:_LOOK_AT]
    pairs = len(head) // 2
    if pairs < 2:
        return None
    first, second = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if second > 0.6 * pairs and first < 0.1 * pairs:
        return "utf-16-le"
    if first > 0.6 * pairs and second < 0.1 * pairs:
        return "utf-16-be"
    return None


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_ERRORS = "subdocs-windows-1252"
codecs.register_error(_ERRORS, _as_windows_1252)
