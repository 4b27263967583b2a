"""Word files that are damaged, made to harm, or unusual."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import lines, para, run, texts, word_file, zipped

from extractors.readers import word_package
from extractors.readers.word import read
from extractors.sheet import UnreadableError

GOOD = word_file(para("Some invented text"))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def error(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as raised:
        read(data)
    assert raised.value.remedy.endswith(".")
    return raised.value


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", GOOD[: len(GOOD) // 2], zipped({"a.txt": b"x"})])
def test_what_is_no_whole_word_file_is_corrupt(data: bytes) -> None:
    assert error(data).code == "corrupt"


def test_damaged_xml_is_corrupt() -> None:
    files = parts_of(GOOD)
    files["word/document.xml"] = files["word/document.xml"][:-20]
    assert error(zipped(files)).code == "corrupt"


def test_another_kind_of_office_file_is_corrupt() -> None:
    files = parts_of(GOOD)
    files["word/document.xml"] = b"<workbook/>"
    assert error(zipped(files)).code == "corrupt"


def test_a_damaged_byte_inside_a_part_is_noticed() -> None:
    middle = GOOD.index(b"word/document.xml") + 60
    assert error(GOOD[:middle] + bytes([GOOD[middle] ^ 0xFF]) + GOOD[middle + 1 :]).code == "corrupt"


def test_a_file_without_words_is_empty() -> None:
    assert error(word_file(para() + para(" "))).code == "empty"


def test_entities_are_refused() -> None:
    files = parts_of(GOOD)
    bomb = b'<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    files["word/document.xml"] = bomb + files["word/document.xml"].replace(b"invented", b"&a;&b;")
    assert error(zipped(files)).code == "corrupt"


def test_what_unpacks_without_measure_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "RATIO_FLOOR", 10_000)
    assert error(word_file(para("x" * 5_000_000))).code == "too-large"
    monkeypatch.setattr(word_package, "MAX_TOTAL", 100)
    assert error(GOOD).code == "too-large"


def test_a_text_that_stands_twice_in_the_package_is_refused() -> None:
    target = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/document.xml", parts_of(GOOD)["word/document.xml"].replace(b"Some", b"None"))
    assert error(target.getvalue()).code == "corrupt"


@pytest.mark.parametrize("depth", [100, 400, 3000])
def test_deep_nesting_ends_in_a_message(depth: int) -> None:
    tags = "<w:smartTag>" * depth + run("deep") + "</w:smartTag>" * depth
    controls = "<w:sdt><w:sdtContent>" * depth + para("deep") + "</w:sdtContent></w:sdt>" * depth
    tables = "<w:tbl><w:tr><w:tc>" * depth + para("deep") + "</w:tc></w:tr></w:tbl>" * depth
    for body in (para(tags), controls, tables):
        try:
            assert texts(read(word_file(body))) == ["deep"]
        except UnreadableError as raised:
            assert raised.code == "corrupt"  # noqa: PT017  reading it is as good


def test_relations_to_nowhere_and_to_the_outside_are_left_alone() -> None:
    files = parts_of(word_file(para("text") + '<w:sectPr><w:headerReference r:id="gone"/></w:sectPr>'))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="gone" Type="{kind}/header" Target="NULL"/>'
        f'<Relationship Id="far" Type="{kind}/styles" Target="http://example.invalid/s.xml" TargetMode="External"/>'
        f'<Relationship Id="up" Type="{kind}/numbering" Target="../../../../etc/passwd"/></Relationships>'
    ).encode()
    assert texts(read(zipped(files))) == ["text"]


def test_strict_files_are_read_as_the_usual_ones() -> None:
    body = para("strict ", run("text", "<w:b/>"), properties='<w:ind w:start="60pt"/>')
    files = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in parts_of(word_file(body)).items()
    }
    sheet = read(zipped(files))
    assert lines(sheet) == [" " * 10 + "strict text"]
    assert sheet.pages[0].words[1].style.bold


def test_a_part_in_utf_16_is_read() -> None:
    files = parts_of(GOOD)
    text = '<?xml version="1.0" encoding="UTF-16"?>' + files["word/document.xml"].decode()
    files["word/document.xml"] = text.encode("utf-16")
    assert texts(read(zipped(files))) == ["Some", "invented", "text"]


def test_names_in_other_letter_case_and_with_backslashes_are_found() -> None:
    files = parts_of(GOOD)
    files["Word\\Document.xml"] = files.pop("word/document.xml")
    assert texts(read(zipped(files))) == ["Some", "invented", "text"]


def test_a_text_that_is_another_file_inside_is_not_passed_over() -> None:
    assert error(word_file(para("text") + '<w:altChunk r:id="x"/>')).code == "unsupported"


def test_a_signed_package_says_so_and_that_nobody_verified_it() -> None:
    files = parts_of(GOOD)
    files["_xmlsignatures/sig1.xml"] = b"<Signature><SignatureText>Ada Testperson</SignatureText></Signature>"
    (signature,) = read(zipped(files)).digital_signatures
    assert (signature.signer, signature.status) == ("Ada Testperson", "unchecked")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_changed_byte_never_raises_anything_else(place: int, change: int) -> None:
    data = bytearray(GOOD)
    data[place] ^= change
    with contextlib.suppress(UnreadableError):
        read(bytes(data))


TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "sdtPr",
    "pPr",
    "rPr",
    "ins",
    "del",
    "tab",
    "br",
    "fldChar",
]


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.sampled_from(TAGS), lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4))))
def test_no_order_of_elements_raises_anything_else(tree: object) -> None:
    def written(node: object) -> str:
        tag, children = node if isinstance(node, tuple) else (node, [])
        return f"<w:{tag}>{'text' if tag == 't' else ''}{''.join(map(written, children))}</w:{tag}>"

    with contextlib.suppress(UnreadableError):
        read(word_file(written(tree) + para("text")))
