"""A web page's source before it is parsed: its encoding, its styles, and EDGAR's marks in it."""

import re
from html import escape

from extractors.sheet import UnreadableError

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_STYLE_FOR_PRINT = re.compile(
    r"<style\b[^>]*\bmedia\s*=\s*[\"']?print[^>]*>.*?</style[^>]*>", re.IGNORECASE | re.DOTALL
)
_DOCUMENT = re.compile(r"<DOCUMENT>(.*?)<TEXT>(.*?)(?:</TEXT>|(?=<DOCUMENT>)|\Z)", re.DOTALL)
_NO_TEXT = re.compile(
    r"<TYPE>\s*(?:GRAPHIC|ZIP|EXCEL|XML|JSON|PDF|COVER)|<FILENAME>\S+\.(?:jpe?g|gif|pdf|zip|xlsx?|xsd|xml)\b",
    re.IGNORECASE,
)
_HTML = re.compile(r"<(?:html|body|p|div|br|font|pre)\b", re.IGNORECASE)
_PRE = re.compile(r"(<pre\b[^>]*>)(.*?)(</pre\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(r"</?PAGE>|^[ \t]*&lt;PAGE&gt;[ \t]*$", re.IGNORECASE | re.MULTILINE)
_TABLE_TAG = re.compile(r"</?(?:TABLE|CAPTION|FN|F\d{1,2}|[SCR])>", re.IGNORECASE)
_MOST_LOST = 2000


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _CHARSET.search(data, 0, 8192) or _XML_ENCODING.search(data, 0, 512)
    return found[1].decode("ascii") if found else None


def is_xml(text: str) -> bool:
    """Whether a page is XHTML, where any tag may close itself."""
    return text[:200].lstrip("\ufeff \r\n\t").startswith("<?xml") or "http://www.w3.org/1999/xhtml" in text[:3000]


def style_blocks(text: str) -> str:
    """What stands in the page's <style> blocks."""
    return "\n".join(_STYLE.findall(_STYLE_FOR_PRINT.sub("", text)))


def markup(text: str) -> str:
    """The page as HTML alone: without EDGAR's wrapper, its page and table marks turned into HTML's.

    Raises:
        UnreadableError: "corrupt" where so many tags or comments are left open that a parser would
            take for ever over them.
    """
    unclosed = text.count("<!--") - text.count("-->")
    if unclosed > _MOST_LOST or text.count("<", text.rfind(">") + 1) > _MOST_LOST:
        raise UnreadableError(
            "corrupt",
            "is a web page whose tags are broken",
            "Open it in a browser: if it shows the agreement, print it to PDF and check that file.",
        )
    documents = [_document(*found) for found in _DOCUMENT.findall(text)]
    if documents:
        text = "<!--PAGE-->".join(document for document in documents if document)
    text = _PRE.sub(_grid, text)
    return _PAGE.sub("<!--PAGE-->", text)


def _document(header: str, body: str) -> str:
    """One document of an EDGAR submission; empty where it is a picture or a data file."""
    if _NO_TEXT.search(header):
        return ""
    return body if _HTML.search(body) else f"<pre>{_plain(body)}</pre>"


def _plain(body: str) -> str:
    """A text document as HTML, its tags being EDGAR's only."""
    marked = _PAGE.sub("\x0c", _TABLE_TAG.sub(lambda tag: " " * len(tag[0]), body))
    return escape(marked.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"), quote=False).replace(
        "\x0c", "<!--PAGE-->"
    )


def _grid(found: re.Match[str]) -> str:
    """A `<pre>` block; tables in it that have no rows are EDGAR's, whose marks show nothing."""
    opening, body, closing = found.groups()
    if re.search(r"<t[rdh]\b", body, re.IGNORECASE):
        return found[0]
    struck = re.search(r"</S>", body, re.IGNORECASE)
    return (
        opening
        + _TABLE_TAG.sub(
            lambda tag: tag[0] if struck and tag[0].upper() in ("<S>", "</S>") else " " * len(tag[0]), body
        )
        + closing
    )
