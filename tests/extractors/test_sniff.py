import io
import zipfile
from pathlib import Path

import pytest

from extractors.sheet import UnreadableError
from extractors.sniff import sniff

SEEDS = Path(__file__).parents[2] / "corpus" / "seeds"


def zipped(*names: str, **contents: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name.split("/")[0], b"<x/>"))
    return file.getvalue()


def refusal(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        sniff(data)
    return caught.value


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_an_exhibit_with_page_marks_is_text(seed: Path) -> None:
    assert sniff(seed.read_bytes()) == "text"


@pytest.mark.parametrize(
    "text",
    [
        "AGREEMENT\n<TABLE>\n<CAPTION>\n  Price\n<S>   <C>\n a   b\n</TABLE>\n<PAGE>\n",
        "<DOCUMENT>\n<TYPE>EX-4.28\n<SEQUENCE>2\n<TEXT>\n<PAGE>\nAGREEMENT\n</TEXT>\n</DOCUMENT>\n",
        "<SEC-DOCUMENT>0000000000-05-000001.txt : 20050930\n<SEC-HEADER>\n</SEC-HEADER>\nAGREEMENT",
        "Dear Rosa,\n<u>one</u> stray tag is no web page.\n",
        "a < b and c > d; Rosa <rosa@example.com> wrote",
        "Account # 123\x0cnext page",
    ],
)
def test_text_with_stray_tags_is_text(text: str) -> None:
    assert sniff(text.encode()) == "text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_text_in_every_encoding(encoding: str) -> None:
    assert sniff("the “Agreement” made as of September 30, 2005\r\n".encode(encoding)) == "text"


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "\ufeff\n<html><body>x</body></html>",
        "<DOCUMENT>\n<TYPE>EX-4.28\n<TEXT>\n<HTML><BODY><PRE>x</PRE></BODY></HTML>\n</TEXT>\n</DOCUMENT>",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>x</body></html>',
        "<p>A fragment</p>",
        "text first <b>x</b> and <br> then <i>y</i>",
        "<pre>\nAGREEMENT\n<PAGE>\n</pre>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_markup_is_html(text: str, encoding: str) -> None:
    assert sniff(text.encode(encoding)) == "html"


def test_a_pdf_is_a_pdf_also_after_a_kilobyte_of_junk() -> None:
    assert sniff(b"%PDF-1.7\n%\xe2\xe3") == "pdf"
    assert sniff(b"\x00\x01" * 500 + b"%PDF-1.4\n") == "pdf"


@pytest.mark.parametrize("kind", ["document.main", "template.main"])
def test_a_word_file_is_known_by_its_parts(kind: str) -> None:
    assert sniff(zipped("[Content_Types].xml", "word/document.xml")) == "word"
    types = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml".encode()
    assert sniff(zipped("[Content_Types].xml", "word/document2.xml", **{"[Content_Types].xml": types})) == "word"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", b"\x00" * 4096, b"\xef\xbb\xbf\n", b"\xff\xfe \x00\n\x00", b"\x0c\x1a"]
)
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    assert refusal(data).code == "empty"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unsupported", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "unsupported", "JPEG"),
        (b"II*\x00\x08\x00", "unsupported", "TIFF"),
        (b"MM\x00*\x00\x00", "unsupported", "TIFF"),
        (b"GIF89a\x01\x00", "unsupported", "GIF"),
        (b"\x00\x00\x00\x18ftypheic\x00", "unsupported", "HEIC"),
        (b"{\\rtf1\\ansi x}", "unsupported", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "unsupported", ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted", "password"),
        (zipped("xl/workbook.xml"), "unsupported", "Excel"),
        (zipped("ppt/presentation.xml"), "unsupported", "PowerPoint"),
        (zipped("mimetype", "content.xml"), "unsupported", "OpenDocument"),
        (zipped("a.pdf", "b.pdf"), "unsupported", "zip archive"),
        (zipped("[Content_Types].xml", "word/document.xml")[:60] + b"word/", "corrupt", "damaged"),
        (bytes(range(256)) * 20, "unsupported", "no text"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; x\n\n--x\n", "unsupported", "mail"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(data: bytes, code: str, said: str) -> None:
    error = refusal(data)
    assert (error.code, said in error.message) == (code, True)
    assert error.remedy.endswith(".")
