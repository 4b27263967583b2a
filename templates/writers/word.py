"""The Word file of a paper: styles, numbers and headers of Word's own, and a control for each blank."""

import io
import re
import zipfile
from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from templates.blocks import Draft, Paragraph, Text
from templates.writers.quotes import typographic
from templates.writers.word_blocks import Body
from templates.writers.word_controls import Controls
from templates.writers.word_markup import Setting, element, paragraph, part, run, w
from templates.writers.word_numbers import Numbers
from templates.writers.word_styles import FOOTER, HALF_INCH, HEADER, styles

_SHORT, _LONG = 12240, 15840
"""The sides of a letter page, in twips."""
_MARGIN, _NARROW_MARGIN = 1440, 1080
_FROM_EDGE = 700
"""Of header and footer."""
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""In place of the day of writing: the same paper gives the same file."""
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_WORD_OF_TODAY = 15
_LONGEST_HEADER = 70
"""Letters of a title that stands in one line of the header."""


def write(paper: Draft) -> bytes:
    """The paper as a .docx file: the same paper gives the same bytes."""
    width = (_LONG if paper.is_landscape else _SHORT) - 2 * _margin(is_landscape=paper.is_landscape)
    is_letter = paper.form.kind == "letter"
    controls = Controls(underlines=not is_letter)
    numbers = Numbers(paper.blocks, is_automatic=paper.numbering == "automatic")
    body = "".join(Body(controls, numbers, width, is_letter=is_letter).markup(paper.blocks))

    package = Package()
    whole = part("document", w("body", body, _section(is_landscape=paper.is_landscape)))
    document = _part(package, package, "document", "document", whole)
    of_styles = styles(numbers.of_styles, is_letter=is_letter)
    _part(package, document, "styles", "styles", of_styles)
    _part(package, document, "numbering", "numbering", numbers.part())
    _part(package, document, "settings", "settings", _settings())
    _part(package, document, "header", "header1", _header(_short_title(paper)))
    for name in ("footer1", "footer2"):
        _part(package, document, "footer", name, _footer())
    prompts = controls.prompts()
    if prompts is not None:
        glossary = _part(package, document, "glossary", "glossary/document", prompts)
        _part(package, glossary, "styles", "glossary/styles", of_styles)
    _describe(package, paper)
    return _packed(package)


_KINDS = {
    "document": (CONTENT_TYPE.WML_DOCUMENT_MAIN, RELATIONSHIP_TYPE.OFFICE_DOCUMENT),
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "glossary": (CONTENT_TYPE.WML_DOCUMENT_GLOSSARY, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT),
}


def _part(package: Package, holder: Package | Part, kind: str, name: str, data: bytes) -> Part:
    """A new part of the package, called for by another or by the package itself under an id made of its name."""
    content, relation = _KINDS[kind]
    made = Part(PackURI(f"/word/{name}.xml"), content, data, package)
    holder.load_rel(relation, made, name.replace("/", "."))
    return made


def _section(*, is_landscape: bool) -> str:
    width, height = (_LONG, _SHORT) if is_landscape else (_SHORT, _LONG)
    margin = _margin(is_landscape=is_landscape)
    orient = {"orient": "landscape"} if is_landscape else {}
    references = (
        ("headerReference", "default", "header1"),
        ("footerReference", "default", "footer1"),
        ("footerReference", "first", "footer2"),
    )
    return w(
        "sectPr",
        *(element(f"w:{name}", **{"w:type": kind, "r:id": file}) for name, kind, file in references),
        w("pgSz", w=width, h=height, **orient),
        w(
            "pgMar", top=margin, right=margin, bottom=margin, left=margin,
            header=_FROM_EDGE, footer=_FROM_EDGE, gutter=0,
        ),
        "<w:titlePg/>",
    )  # fmt: skip


def _margin(*, is_landscape: bool) -> int:
    return _NARROW_MARGIN if is_landscape else _MARGIN


def _header(title: str) -> bytes:
    """The paper's title, on every page but the first."""
    return part("hdr", paragraph(Setting(HEADER), run(typographic(title))))


def _short_title(paper: Draft) -> str:
    """The title as it is printed, which agrees with the offering's terms; a letter has none on its further pages."""
    if paper.form.kind == "letter":
        return ""
    titles = (block for block in paper.blocks if isinstance(block, Paragraph) and block.style == "title")
    title = next(titles, None)
    printed = "" if title is None else "".join(inline.text for inline in title.inlines if isinstance(inline, Text))
    return printed if 0 < len(printed) <= _LONGEST_HEADER else re.sub(r"\s*\(.*\)$", "", paper.title)


def _footer() -> bytes:
    """The page's number and how many there are; Word counts both whenever it shows them."""
    return part("ftr", paragraph(Setting(FOOTER), run("Page "), _field("PAGE"), run(" of "), _field("NUMPAGES")))


def _field(code: str) -> str:
    parts = ("begin", "separate", "end")
    begin, separate, end = (w("r", w("fldChar", fldCharType=kind)) for kind in parts)
    instruction = w("r", f'<w:instrText xml:space="preserve"> {code} </w:instrText>')
    return begin + instruction + separate + run("1") + end


def _settings() -> bytes:
    return part(
        "settings",
        w("defaultTabStop", val=HALF_INCH),
        w("characterSpacingControl", val="doNotCompress"),
        w(
            "compat",
            w(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=_WORD_OF_TODAY,
            ),
        ),
        w("themeFontLang", val="en-US"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _describe(package: Package, paper: Draft) -> None:
    about = package.core_properties
    about.title = paper.title
    about.author = about.last_modified_by = ""
    about.language = "en-US"
    about.created = about.modified = _ANY_DAY


def _packed(package: Package) -> bytes:
    """The package as a file in which nothing tells when it was written."""
    written, settled = io.BytesIO(), io.BytesIO()
    package.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIRST_OF_ZIP), old.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
