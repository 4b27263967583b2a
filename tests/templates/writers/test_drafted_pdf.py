"""Papers as PDF: what is printed, how it is tagged, and that the same paper gives the same bytes."""

import re
import subprocess
import sys
from collections import Counter
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from templates.blocks import Draft
from templates.draft import drafted
from templates.filling import DraftError
from templates.form import load_form
from templates.writers.pdf import write
from tests.templates.writers.drafted_papers import BLANK_EDITIONS, EDITIONS, NAMES, SERIES_E, blank, named, paper

FOOTER = re.compile(r"Page \d+ of \d+")


def opened(draft: Draft) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(write(draft)))


def page_texts(data: bytes) -> list[str]:
    """The print of each page, without what stands in form fields."""
    document = pdfium.PdfDocument(data)
    texts = (page.get_textpage().get_text_range() for page in document)
    return [text.replace("\r\n", "\n").replace("\ufffe", "-") for text in texts]  # a hyphen at a line's end


def straight(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """The bookmarks: level, title, index of the page."""
    found: list[tuple[int, str, int]] = []
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}

    def walk(entry: object, level: int) -> None:
        while entry is not None:
            found.append((level, str(entry.Title), pages[entry.Dest[0].objgen]))
            walk(entry.get("/First"), level + 1)
            entry = entry.get("/Next")

    walk(pdf.Root.Outlines.get("/First"), 0)
    return found


@pytest.mark.parametrize(("name", "edition"), BLANK_EDITIONS)
def test_a_blank_prints_the_words_of_the_wording_and_no_others(name: str, edition: str) -> None:
    draft = blank(name, edition)
    pages = page_texts(write(draft))
    printed: Counter[str] = Counter()
    for number, text in enumerate(pages, start=1):
        footer = f"Page {number} of {len(pages)}"
        assert (footer in text) is (len(pages) > 1)
        # a term that the offering does not state is a rule to write on
        words = Counter(re.sub(r"_{2,}|\s", "", straight(text).replace(footer, "")))
        if len(pages) > 3 and number > 1:
            words -= Counter("".join(draft.running_title.split()))
        printed += words
    wording = load_form(name).wording(edition)
    residue = Counter(
        "".join(i.text for i in wording.items if getattr(i, "kind", "") == "furniture" and i.text.isdigit())
    )
    assert printed == Counter(re.sub(r"_{2,}|\s|-{3,}", "", wording.text)) - residue


def test_words_keep_their_order_and_quotes_are_curly() -> None:
    text = " ".join(" ".join(page_texts(write(blank()))).split())
    assert "SUBSCRIPTION AGREEMENT (this “Agreement”) made as of the last date set forth on the signature page" in text
    assert "the Subscriber’s own interests" in text
    assert '"' not in text


def test_values_stand_in_the_fields_and_not_in_the_print() -> None:
    text = "".join(page_texts(write(paper(subscriber__name="Zebulon Quillfeather"))))
    assert "Zebulon" not in text


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_a_file_is_sound_tagged_and_titled(name: str, edition: str) -> None:
    draft = paper(name, edition)
    pdf = opened(draft)
    assert pdf.check_pdf_syntax() == []
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "en-US"
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == draft.title
    metadata = root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert f"<xmpTPg:NPages>{len(pdf.pages)}<" in metadata
    assert "/AcroForm" in root
    assert not root.AcroForm.NeedAppearances


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_every_font_that_is_shown_is_embedded(name: str, edition: str) -> None:
    pdf = opened(paper(name, edition))
    resources = [page.Resources for page in pdf.pages]
    for page in pdf.pages:
        for widget in page.obj.get("/Annots", []):
            look = widget.AP.N
            resources += [look.Resources] if isinstance(look, pikepdf.Stream) else []
    fonts = {str(font.BaseFont): font for one in resources for font in one.get("/Font", {}).values()}
    assert fonts
    for name_of_font, font in fonts.items():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile3", "/FontFile2"} & set(descriptor.keys()), name_of_font
        assert "/ToUnicode" in font


def test_headings_are_headings_and_sections_are_bookmarks_under_them() -> None:
    pdf = opened(blank())
    marks = outline(pdf)
    assert pdf.Root.PageMode == "/UseOutlines"
    titles = [title for level, title, _ in marks if level == 0]
    assert titles[:3] == [
        "SUBSCRIPTION AGREEMENT",
        "I. SUBSCRIPTION FOR SHARES AND REPRESENTATIONS BY SUBSCRIBER",
        "II. REPRESENTATIONS BY AND COVENANTS OF THE COMPANY",
    ]
    assert titles[-2:] == ["Signature page", "CERTIFICATE OF SIGNATORY"]
    second = marks.index((0, titles[2], next(page for _, title, page in marks if title == titles[2])))
    assert marks[second + 1][:2] == (1, "2.1 Organization, Good Standing and Qualification")
    pages = page_texts(write(blank()))
    for _, title, page in marks:
        words = straight(title.removesuffix(" …"))
        if title != "Signature page":
            assert "".join(words.split()) in "".join(straight(pages[page]).split()), title
    headings = [element for element in elements(pdf) if element.S in ("/H1", "/H2")]
    assert len(headings) > 10


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The structure elements in their order."""
    found: list[pikepdf.Object] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_the_same_paper_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from templates.writers.pdf import write;"
        "from tests.templates.writers.drafted_papers import paper;"
        "print(hashlib.sha256(write(paper())).hexdigest())"
    )
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in "ab"]
    assert len(runs[0].stdout) > 60
    assert runs[0].stdout == runs[1].stdout
    write(paper(SERIES_E, "clean"))  # what the typesetter remembers of another paper changes nothing
    assert write(paper()) == write(paper())


def test_a_letter_that_no_font_has_is_told_with_its_field() -> None:
    with pytest.raises(DraftError, match=r"subscriber\.name: holds the letter 𓀀 \(U\+13000\), which no font"):
        write(paper(subscriber__name="Avery 𓀀 Sample"))
    with pytest.raises(DraftError, match=r"paper holds the letter 𓀀"):
        write(drafted(load_form(SERIES_E), "as-filed", {"issuer_name": "𓀀 Holdings"}, {}))


def test_an_answer_longer_than_a_page_is_told_with_its_field() -> None:
    with pytest.raises(DraftError, match=r"suitability\.employment: is too long for its blank"):
        write(paper(suitability__employment="\n".join(f"line {number} of a life" for number in range(400))))


@pytest.mark.parametrize(
    ("edition", "name"),
    [("as-filed", "Avery"), ("as-filed", NAMES["length"]), ("clean", NAMES["length"]), ("current", "Avery")],
)
def test_the_company_signs_on_the_page_on_which_the_subscriber_signs(edition: str, name: str) -> None:
    terms = {"officer_name": "Robin Placeholder", "officer_title": "Chief Executive Officer"}
    draft = drafted(load_form(SERIES_E), edition, terms, {"subscriber.name": name, "subscriber.signature": False})
    pages = {}
    for index, page in enumerate(opened(draft).pages):
        for widget in page.obj.get("/Annots", []):
            if str(widget.get("/T", "")) in ("signature", "number"):
                pages[str(widget.Parent.T)] = index
    assert pages["subscriber"] == pages["acceptance"] == pages["joint"] == pages["shares"]


def test_a_table_repeats_its_header_on_every_page_and_numbers_its_rows() -> None:
    rows = [f"Person {number} | Name {number} | 1,{number:03d} | $100.00 | passes | E-{number}" for number in range(70)]
    pages = page_texts(write(paper("closing-schedule", "current", schedule__subscribers=rows)))
    held = [text for text in pages if "Person" in text]
    assert len(held) > 2
    assert all("Purchase price" in text and "No." in text for text in held)
    numbers = [int(found) for text in held for found in re.findall(r"^(\d+) Person", text, re.MULTILINE)]
    assert numbers == list(range(1, 71))


def test_a_title_in_the_head_of_every_page_is_set_aside_by_the_reader_and_the_title_itself_is_not() -> None:
    from extractors.extract import extract

    record = extract(write(blank()))
    assert (record.alterations, record.missing) == ((), ())


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_values_are_never_markup(kind: str) -> None:
    pdf = opened(drafted(load_form(SERIES_E), "as-filed", {}, named(NAMES[kind] + " #panic(1) $x$ *b* [link] `r`")))
    assert pdf.check_pdf_syntax() == []
