"""A Word file's package: a zip of XML parts and the relations between them, opened with care.

Read with zipfile and lxml: python-docx refuses Strict files and files with a dangling relation, and knows
no limits. Nothing outside the file is ever fetched: a relation to the outside is left alone.
"""

import io
import posixpath
import zipfile
import zlib
from functools import cache
from typing import NamedTuple

from lxml import etree

from extractors.sheet import UnreadableError

MAX_TOTAL = 200 * 2**20
"""Bytes of all parts together, unpacked."""
MAX_XML = 48 * 2**20
"""Bytes of one XML part, unpacked: a Word file of 5,000 pages has less."""
MAX_RATIO = 300
RATIO_FLOOR = 4 * 2**20
"""Parts smaller than this may be packed as tightly as they like."""
MAX_PARTS = 20_000

REMEDY = "Open it in Word, save it again as .docx, or ask for a new copy."

# Strict files say the same with other namespaces; the longer names stand first.
_STRICT = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        ("drawingml/picture", "drawingml/2006/picture"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
        ("drawingml/main", "drawingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
    )
)
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


class Relation(NamedTuple):
    """What one part says of another: `kind` is the last word of the relation's type ("header")."""

    kind: str
    part: str


def corrupt(message: str = "is damaged, so nothing in it could be read") -> UnreadableError:
    """The error for a file that is no whole Word file."""
    return UnreadableError("corrupt", message, REMEDY)


class Package:
    """The parts of a Word file by name ("word/document.xml"), and their relations.

    Raises:
        UnreadableError: "corrupt" for a damaged zip or damaged XML, "encrypted" for a zip with a
            password, "too-large" for one that unpacks beyond all measure.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _ZIP_ERRORS:
            raise corrupt() from None
        if len(members) > MAX_PARTS or sum(member.file_size for member in members) > MAX_TOTAL:
            raise _too_large()
        if any(member.flag_bits & 1 for member in members):
            raise UnreadableError(
                "encrypted",
                "is encrypted, so nothing in it could be read",
                "Save it without its password and check it again.",
            )
        # Some programs write other letter case or backslashes than their own relations say.
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        for member in members:
            name = member.filename.replace("\\", "/").lstrip("/").lower()
            if name in self._members:
                self._twice.add(name)
            self._members[name] = member
        self._relations = cache(self._read_relations)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return tuple(self._members)

    def has(self, name: str) -> bool:
        """Whether the part is there."""
        return name.lower() in self._members

    def tree(self, name: str) -> etree._Element | None:
        """The part's XML with the usual namespaces; None where the part is missing."""
        member = self._members.get(name.lower())
        if member is None:
            return None
        if name.lower() in self._twice:
            raise corrupt("holds two texts under one name, so it is not certain which one is meant")
        if member.file_size > MAX_XML or (
            member.file_size > RATIO_FLOOR and member.file_size > MAX_RATIO * max(1, member.compress_size)
        ):
            raise _too_large()
        try:
            data = self._zip.read(member)
        except _ZIP_ERRORS:
            raise corrupt() from None
        return _parse(data)

    def main(self) -> str:
        """The name of the part that holds the text."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.part):
                return relation.part
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise corrupt("is no whole Word file: the part that holds its text is missing")

    def relations(self, part: str) -> dict[str, Relation]:
        """The part's relations by id; "" asks for the package's own. Those to the outside are left out."""
        return self._relations(part)

    def related(self, part: str, kind: str) -> str | None:
        """The name of the first part related in this way that is there."""
        for relation in self.relations(part).values():
            if relation.kind == kind and self.has(relation.part):
                return relation.part
        return None

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if tree is None:
            return {}
        found: dict[str, Relation] = {}
        for element in tree:
            if not isinstance(element.tag, str) or element.get("TargetMode") == "External":
                continue
            target = (element.get("Target") or "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            found[element.get("Id") or ""] = Relation(kind, posixpath.normpath(path))
        return found


def _parse(data: bytes) -> etree._Element:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
        data = (text.partition("?>")[2] if text.startswith("<?xml") else text).encode()
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise corrupt() from None
    # The format forbids document type declarations; only entities made to harm need one.
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise corrupt("holds an XML declaration that Word files may not have, so it was not read")
    return root


def _too_large() -> UnreadableError:
    return UnreadableError(
        "too-large",
        "unpacks to far more than any agreement holds, so it was not read",
        "Ask where the file comes from; have the agreement saved again from Word.",
    )
