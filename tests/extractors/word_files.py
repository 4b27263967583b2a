"""Small Word files written by hand, part by part, for tests. All text in them is invented."""

import io
import zipfile

from extractors.readers.word import read
from extractors.sheet import Page, Sheet, Word

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "header2": "hdr",
    "footer": "ftr",
}


def word_file(body: str, **parts: str) -> bytes:
    """A Word file.

    Args:
        body: The XML inside `w:body`.
        parts: The XML inside the root of styles, numbering, settings, footnotes, endnotes, comments, header,
            header2 and footer; the relation's id is the part's name.
    """
    relations = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name.rstrip("2")}" Target="{name}.xml"/>' for name in parts
    )
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{name.rstrip("2")}+xml"/>' for name in parts
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": _relations(
            f'<Relationship Id="main" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = f"<w:{ROOTS[name]} {NAMESPACES}>{inside}</w:{ROOTS[name]}>"
    return zipped({name: text.encode() for name, text in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def _relations(inside: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def run(text: str, properties: str = "") -> str:
    """A run of one text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inside: str, properties: str = "") -> str:
    """A paragraph of runs; text that is no XML becomes a run."""
    parts = (part if part.startswith("<") else run(part) for part in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(parts)}</w:p>"


def table(*rows: list[str], widths: tuple[int, ...] = (3000, 3000), properties: str = "") -> str:
    """A table of cells, each the XML of its blocks, maybe after a `w:tcPr`; text that is no XML is a paragraph."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell if cell.startswith('<') else para(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def lines(part: Sheet | Page | tuple[Word, ...]) -> list[str]:
    """The sheet's, page's or words' lines as they stand on the grid; empty lines are left out."""
    if isinstance(part, Sheet):
        return [line for page in part.pages for line in lines(page)]
    drawn: dict[int, str] = {}
    for word in part.words if isinstance(part, Page) else part:
        drawn[word.line] = drawn.get(word.line, "").ljust(int(word.box.x0)) + word.text
    return [drawn[number] for number in sorted(drawn)]


def texts(part: Sheet | Page | tuple[Word, ...]) -> list[str]:
    """The words, one after the other."""
    if isinstance(part, Sheet):
        return [word.text for page in part.pages for word in page.words]
    return [word.text for word in (part.words if isinstance(part, Page) else part)]


def only(text: str, words: tuple[Word, ...]) -> Word:
    (found,) = [word for word in words if word.text == text]
    return found


def words_of(body: str, **parts: str) -> tuple[Word, ...]:
    return read(word_file(body, **parts)).pages[0].words
