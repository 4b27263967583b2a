"""The kind of a file, by what it holds and never by its name."""

import io
import re
import struct
import zipfile
import zlib

from extractors.encoding import decode
from extractors.sheet import Kind, UnreadableError

_PDF = re.compile(rb"%PDF-\d")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IS_SCAN = "Ask for the Word file or a PDF with text; or have the scan made into a PDF whose text can be selected."
_AS_DOCX = "Open it in Word and save it as Word document (.docx) or PDF, then check that file."
_ASK_AGAIN = "Ask for the file again: it was damaged when it was stored or sent."

_PICTURES = (
    (re.compile(rb"\x89PNG\r\n"), "a PNG picture"),
    (re.compile(rb"\xff\xd8\xff"), "a JPEG picture"),
    (re.compile(rb"GIF8[79]a"), "a GIF picture"),
    (re.compile(rb"II[*+]\x00|MM\x00[*+]"), "a TIFF picture"),
    (re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmx]|mif1|msf1|avi[fs])", re.DOTALL), "a HEIC picture"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "a WebP picture"),
    (re.compile(rb"BM.{4}\x00{4}", re.DOTALL), "a BMP picture"),
    (re.compile(rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51"), "a JPEG 2000 picture"),
    (re.compile(rb"AT&TFORM"), "a DjVu scan"),
)
_UNPACK = "Unpack it and check the files in it."
_OTHERS = (
    (re.compile(rb"\{\\rtf"), "an RTF file", _AS_DOCX),
    (re.compile(rb"\xffWPC"), "a WordPerfect file", _AS_DOCX),
    (re.compile(rb"%!PS"), "a PostScript file", "Save it as PDF and check that file."),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh\d|\xfd7zXZ"), "a packed archive", _UNPACK),
)
_BLANK = b" \t\r\n\x0b\x0c\x00\x1a\xa0\x85"
_NOTHING = "\x00 \t\r\n\x0b\x0c\x1a\x85\xa0\ufeff"
_CONTROL = re.compile(r"[\x00-\x06\x0e-\x19\x1c-\x1f\x7f\ufffd]")
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<pre[\s>]", re.IGNORECASE)
# Tags of HTML that EDGAR's text format lacks; <TABLE>, <CAPTION>, <S>, <C> and <PAGE> are in both.
_HTML_TAG = re.compile(
    r"<(?:/?(?:p|div|span|td|tr|th|font|center|h[1-6]|ul|ol|li|strong|em|head|style|b|i|u)|br\s*/?|hr|input|img|meta)"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_LOOK_AT = 2_000_000
_TYPES = "[Content_Types].xml"


def sniff(data: bytes) -> Kind:
    """The kind of a file.

    Args:
        data: The whole file.

    Raises:
        UnreadableError: "empty", "encrypted", "corrupt", or "unsupported" for a file of a kind that
            no reader reads, with what to do about it.
    """
    if _PDF.search(data, 0, 1024 + 8):
        return "pdf"
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(_OLE):
        raise _of_ole(data)
    if not data.strip(_BLANK) or not decode(data[:4096] + data[4096:].strip(_BLANK)).strip(_NOTHING):
        raise UnreadableError("empty", "is empty", "Ask for the file again: nothing was stored or sent.")
    for pattern, name in _PICTURES:
        if pattern.match(data):
            raise UnreadableError("unsupported", f"is {name}, a scan or photograph without text", _IS_SCAN)
    for pattern, name, remedy in _OTHERS:
        if pattern.match(data.lstrip(b" \t\r\n\xef\xbb\xbf") if name == "an RTF file" else data):
            raise UnreadableError("unsupported", f"is {name}, which cannot be read here", remedy)
    return _of_text(data)


def _in_zip(data: bytes) -> Kind:
    """The kind of a zip file: a Word file is one, and so is much else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.replace("\\", "/").lower() for part in parts}
            has_types = any(part.filename == _TYPES and part.file_size < _LOOK_AT for part in parts)
            types = archive.read(_TYPES) if has_types else b""
    except RuntimeError as error:  # what zipfile raises for a member with a password
        raise UnreadableError(
            "encrypted",
            "is protected by a password, so nothing in it could be read",
            "Ask for it without the password, or open it, save it without one and check it again.",
        ) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, struct.error) as error:
        name = "Word file" if b"word/" in data else "zip file"
        raise UnreadableError("corrupt", f"is a {name} that is damaged or cut short", _ASK_AGAIN) from error
    if "word/document.xml" in names or re.search(
        rb"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled\w*)\.main\+xml",
        types,
    ):
        return "word"
    raise _of_other_zip(names, is_protected=any(part.flag_bits & 1 for part in parts))


def _of_other_zip(names: set[str], *, is_protected: bool) -> UnreadableError:
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return UnreadableError("unsupported", "is an Excel file, not an agreement", "Ask for the agreement itself.")
    if "ppt/presentation.xml" in names:
        return UnreadableError("unsupported", "is a PowerPoint file, not an agreement", "Ask for the agreement itself.")
    if "content.xml" in names:
        return UnreadableError(
            "unsupported",
            "is an OpenDocument file, which cannot be read here",
            "Open it in LibreOffice or Word, save it as Word document (.docx) or PDF, and check that file.",
        )
    if any(name.startswith("index/") or name == "index.zip" for name in names):
        return UnreadableError(
            "unsupported",
            "is an Apple Pages file, which cannot be read here",
            "Export it from Pages as Word or PDF, and check that file.",
        )
    if is_protected:
        return UnreadableError(
            "encrypted",
            "is a zip archive protected by a password, so nothing in it could be read",
            "Unpack it with its password and check the files in it.",
        )
    return UnreadableError("unsupported", "is a zip archive", _UNPACK)


def _of_ole(data: bytes) -> UnreadableError:
    """What is wrong with a file in Microsoft's old container."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return UnreadableError(
            "encrypted",
            "is a Word file protected by a password, so nothing in it could be read",
            "Open it with its password, remove the password (File, Info, Protect Document) and check it again.",
        )
    if holds("WordDocument"):
        return UnreadableError("unsupported", "is a Word file of the old kind (.doc)", _AS_DOCX)
    if holds("__substg1.0_"):
        return UnreadableError(
            "unsupported", "is an Outlook message", "Save the agreement attached to it, and check that file."
        )
    if holds("Workbook") or holds("PowerPoint Document"):
        return UnreadableError("unsupported", "is an old Excel or PowerPoint file", "Ask for the agreement itself.")
    return UnreadableError("unsupported", "is an old Office file, which cannot be read here", _AS_DOCX)


def _of_text(data: bytes) -> Kind:
    text = decode(data[:_LOOK_AT] if len(data) > _LOOK_AT else data).rstrip("\x00")
    if len(_CONTROL.findall(text)) > 2 + len(text) // 200:
        raise UnreadableError(
            "unsupported",
            "is no text, HTML, Word or PDF file",
            "Open it in the program it comes from, save it as Word document (.docx) or PDF, and check that file.",
        )
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if head.startswith("<?xml") and re.search(r"<(?:pkg:package|w:wordDocument)\b", head):
        raise UnreadableError("unsupported", "is a Word file saved as XML", _AS_DOCX)
    if re.match(r"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){0,60}?Content-Type:\s*multipart/", head, re.IGNORECASE):
        raise UnreadableError(
            "unsupported",
            "is a mail message or a web page saved as one file (.eml, .mht)",
            "Save the agreement attached to it, or save the page as Word or PDF, and check that file.",
        )
    return "html" if _is_html(text) else "text"


def _is_html(text: str) -> bool:
    """Whether the text is set in HTML; a tag or two may stand in any text."""
    if _HTML.search(text):
        return True
    tags = 0
    for _ in _HTML_TAG.finditer(text):
        tags += 1
        if tags >= 4:
            return True
    return (
        tags > 0 and re.match(r"\s*(?:<!--.*?-->\s*)*" + _HTML_TAG.pattern, text, re.IGNORECASE | re.DOTALL) is not None
    )
