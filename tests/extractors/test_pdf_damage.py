"""Files that are no whole, open, text-bearing PDF: each is refused with a reason and a remedy."""

import re

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.pdf import read
from extractors.sheet import UnreadableError
from tests.extractors.pdf_papers import changed, paper, texts


def _text(c: Canvas) -> None:
    for n in range(20):
        c.drawString(72, 700 - 14 * n, f"line {n} of an agreement with enough words on it")


WHOLE = paper(_text, pages=3)


def _refusal(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert caught.value.message
    assert caught.value.remedy
    return caught.value


def test_the_whole_file_is_read() -> None:
    assert len(texts(read(WHOLE))) == 600


@pytest.mark.parametrize("data", [b"", b"\n \0\0"])
def test_an_empty_file(data: bytes) -> None:
    assert _refusal(data).code == "empty"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n" + bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"x" * 500, b"plain text"]
)
def test_rubbish(data: bytes) -> None:
    assert _refusal(data).code == "corrupt"


@given(st.floats(0.02, 0.995))
@settings(max_examples=20, deadline=None)
def test_a_file_cut_off_anywhere_is_never_read_as_whole(part: float) -> None:
    assert _refusal(WHOLE[: int(len(WHOLE) * part)]).code == "corrupt"


def test_a_later_save_that_is_cut_off_is_not_passed_over_for_the_earlier_one() -> None:
    assert _refusal(WHOLE + b"\n5 0 obj\n<< /Type /Page /Parent 6 0 R").code == "corrupt"


@given(st.floats(0.3, 0.995))
@settings(max_examples=20, deadline=None)
def test_a_file_made_for_the_web_and_cut_off_is_never_read_as_whole(part: float) -> None:
    data = changed(WHOLE, lambda pdf: None, linearize=True)
    assert _refusal(data[: int(len(data) * part)]).code == "corrupt"


def test_a_file_whose_later_pages_lost_their_text_is_damaged() -> None:
    data = changed(WHOLE, lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    lost = data.replace(b"/Contents", b"/Contentz", 1)
    assert _refusal(re.sub(rb"startxref\s+\d+", b"startxref\n11", lost)).code == "corrupt"


def test_a_file_with_a_piece_missing_from_its_middle_is_damaged() -> None:
    assert _refusal(WHOLE[:600] + WHOLE[-700:]).code == "corrupt"


def test_lines_before_the_header_and_after_the_end_do_no_harm() -> None:
    assert len(texts(read(b"Content-Type: application/pdf\r\n\r\n" + WHOLE + b"\r\n--part--\r\n"))) == 600


def test_a_wrong_table_of_objects_in_a_file_that_is_whole_does_no_harm() -> None:
    shifted = re.sub(rb"startxref\s+\d+", b"startxref\n11", WHOLE)
    assert len(texts(read(shifted))) == 600


def test_an_encrypted_file() -> None:
    locked = changed(WHOLE, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u"))
    error = _refusal(locked)
    assert error.code == "encrypted"
    assert "password" in error.remedy


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    data = changed(WHOLE, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user=""))
    assert len(texts(read(data))) == 600


def test_a_page_tree_that_goes_round_in_a_circle() -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        tree = pdf.Root.Pages
        inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=3, Parent=tree))
        inner.Kids = Array([tree, inner])
        tree.Kids = Array([inner])

    assert _refusal(changed(WHOLE, loop)).code in ("corrupt", "empty")


def test_a_page_tree_that_promises_more_than_it_has() -> None:
    def promise(count: int) -> bytes:
        return re.sub(rb"/Count 3", b"/Count %d" % count, WHOLE)

    assert _refusal(promise(9)).code == "corrupt"
    assert _refusal(promise(900_000)).code in ("too-large", "corrupt")


def test_more_pages_than_an_agreement_has() -> None:
    assert _refusal(paper(lambda c: c.drawString(72, 72, "x"), pages=501)).code == "too-large"


def _placing(pdf: pikepdf.Pdf, commands: list[bytes]) -> None:
    """Forms in a chain: each is drawn by the commands of the one before, the last by its own."""
    forms = [
        pdf.make_stream(one, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 700])) for one in commands
    ]
    for n, form in enumerate(forms):
        form.Resources = Dictionary(XObject=Dictionary(F=forms[min(n + 1, len(forms) - 1)]))
    page = pdf.pages[0]
    page.Resources.XObject = Dictionary(F=forms[0])
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n/F Do")


@pytest.mark.parametrize(
    "commands",
    [[b"/F Do /F Do"], [b"/F Do", b"/F Do /F Do"], [b"/F Do " * 10] * 9 + [b"0 0 m 9 9 l S"]],
    ids=["itself twice", "a second one twice", "ten times ten times ten"],
)
def test_a_drawing_that_unfolds_without_end_is_refused(commands: list[bytes]) -> None:
    assert _refusal(changed(WHOLE, lambda pdf: _placing(pdf, commands))).code == "corrupt"


def test_drawings_within_drawings_are_read() -> None:
    data = changed(WHOLE, lambda pdf: _placing(pdf, [b"/F Do", b"/F Do", b"9 9 m 99 9 l S"]))
    assert len(read(data).pages[0].ink) == 1


def test_a_scan_says_that_it_is_one() -> None:
    picture = ImageReader(Image.new("RGB", (20, 20), "grey"))
    error = _refusal(paper(lambda c: c.drawImage(picture, 0, 0, 612, 792), pages=2))
    assert error.code == "unsupported"
    assert "scan" in error.message


def test_a_scan_with_a_stamp_on_each_page_is_still_a_scan() -> None:
    picture = ImageReader(Image.new("RGB", (20, 20), "grey"))

    def draw(c: Canvas) -> None:
        c.drawImage(picture, 0, 0, 612, 792)
        c.drawString(20, 780, "Envelope ID: 77AB-1234")

    assert _refusal(paper(draw, pages=2)).code == "unsupported"


def test_empty_pages_are_empty_and_letters_drawn_as_shapes_are_told() -> None:
    assert _refusal(paper(lambda c: None)).code == "empty"
    assert _refusal(paper(lambda c: c.circle(100, 100, 20))).code == "unsupported"
