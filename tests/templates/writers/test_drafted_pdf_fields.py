"""Form fields of drafted PDFs: named as the catalogue's, filled in, shown whole, and read back."""

import re
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from pypdf import PdfReader

from extractors.extract import extract
from templates.blocks import Draft, Slot
from templates.draft import drafted
from templates.form import load_form
from templates.values import from_json
from templates.writers.pdf import write
from tests.templates.writers.drafted_papers import (
    BLANK_EDITIONS,
    EDITIONS,
    NAMES,
    SERIES_E,
    blank,
    named,
    paper,
    sample,
    slots,
)
from tests.templates.writers.fill_pdf_fields import fill_fields

LINES, RADIO = 1 << 12, 1 << 15


def is_group(slot: Slot) -> bool:
    return slot.is_mark and slot.type in ("yes_no", "choice")


def own_slots(draft: Draft) -> list[Slot]:
    """The slots that are form fields: a list or table that is filled in is print."""
    return [slot for slot in slots(draft) if not slot.entries]


def name_of(slot: Slot) -> str:
    return slot.field if is_group(slot) else slot.control


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def widgets(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    """Every widget with its full name, page by page."""
    found = []
    for page in pdf.pages:
        for widget in page.obj.get("/Annots", []):
            parts, node = [], widget
            while node is not None:
                parts += [str(node.T)] if "/T" in node else []
                node = node.get("/Parent")
            found.append((".".join(reversed(parts)), widget))
    return found


def fields(data: bytes) -> dict[str, dict[str, object]]:
    return {name: field for name, field in (PdfReader(BytesIO(data)).get_fields() or {}).items() if "/FT" in field}


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_fields_are_named_as_the_catalogues_and_hold_what_is_drafted(name: str, edition: str) -> None:
    draft = paper(name, edition)
    found = fields(write(draft))
    assert set(found) == {name_of(slot) for slot in own_slots(draft)}
    for slot in own_slots(draft):
        field = found[name_of(slot)]
        if is_group(slot):
            marked = {one.option for one in own_slots(draft) if one.field == slot.field and one.is_marked}
            assert field["/V"] == (f"/{marked.pop()}" if marked else "/Off")
            assert f"/{slot.option}" in field["/_States_"]
            assert field["/Ff"] == RADIO
        elif slot.is_mark:
            assert field["/V"] == ("/Yes" if slot.is_marked else "/Off")
        else:
            assert field["/FT"] == "/Tx"
            assert field.get("/V", "") == slot.value
            assert "/MaxLen" not in field
            if slot.type == "lines" or slot.rules > 1:
                assert field["/Ff"] == LINES


def test_no_fields_name_is_the_beginning_of_anothers() -> None:
    for name, edition in EDITIONS:
        names = {name_of(slot) for slot in own_slots(paper(name, edition))}
        assert [(one, other) for one in names for other in names if other.startswith(f"{one}.")] == []


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_a_field_says_what_it_is_and_stands_in_the_structure_where_it_is_read(name: str, edition: str) -> None:
    draft = paper(name, edition)
    pdf = opened(write(draft))
    found = widgets(pdf)
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    by_key = {int(parents[at]): parents[at + 1] for at in range(0, len(parents), 2)}
    for _, widget in found:
        assert str(widget.TU)
        assert int(widget.F) == 4
        element = by_key[int(widget.StructParent)]
        assert element.S == "/Form"
        assert len(element.K) == 1
        assert element.K[0].Type == "/OBJR"
        assert element.K[0].Obj.objgen == widget.objgen
    for page in pdf.pages:
        assert not page.obj.get("/Annots") or page.obj.Tabs == "/S"
    order = [name for name, _ in found]
    structure = [widget.objgen for widget in in_structure(pdf)]
    by_place = {widget.objgen: name for name, widget in found}
    assert sorted(by_place[one] for one in structure) == sorted(order)
    wanted = list(dict.fromkeys(name_of(slot) for slot in own_slots(draft)))
    if name != SERIES_E:  # its signature page is told by rows and read by columns
        assert list(dict.fromkeys(by_place[one] for one in structure)) == wanted


def in_structure(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The widgets in the order of the structure tree, as a screen reader comes to them."""
    found: list[pikepdf.Object] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/Type") == "/OBJR":
                found.append(node.Obj)
            else:
                walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_the_first_subscriber_is_read_before_the_second() -> None:
    pdf = opened(write(blank()))
    by_place = {widget.objgen: name for name, widget in widgets(pdf)}
    order = [by_place[one.objgen] for one in in_structure(pdf)]
    assert order.index("subscriber.tax_id") < order.index("joint.signature")


@pytest.mark.parametrize(("name", "edition"), EDITIONS)
def test_every_field_has_a_look_as_large_as_itself(name: str, edition: str) -> None:
    pdf = opened(write(paper(name, edition)))
    for field_name, widget in widgets(pdf):
        look = widget.AP.N
        looks = [look] if isinstance(look, pikepdf.Stream) else list(look.values())
        assert len(looks) == (1 if "/DA" in widget or "/DA" in widget.get("/Parent", {}) else 2), field_name
        x0, y0, x1, y1 = (float(edge) for edge in widget.Rect)
        for one in looks:
            assert [float(edge) for edge in one.BBox] == pytest.approx([0, 0, x1 - x0, y1 - y0], abs=0.01)


def test_a_viewer_finds_the_font_to_write_in() -> None:
    pdf = opened(write(blank()))
    form = pdf.Root.AcroForm
    looks = [str(widget.DA) for _, widget in widgets(pdf) if "/DA" in widget]
    assert looks
    for look in looks:
        font = re.match(r"/(\w+) 0 Tf", look)
        assert font is not None
        assert f"/{font[1]}" in form.DR.Font


def letters_in_fields(data: bytes) -> dict[str, tuple[str, list[bool]]]:
    """Field → the letters that show in its place once the file is printed, and whether each lies within it."""
    document = pdfium.PdfDocument(data)
    document.init_forms()
    places = places_of(data)
    found: dict[str, tuple[str, list[bool]]] = {}
    for index, own in enumerate(places):
        page = document[index]
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT)
        page.close()
        text = document[index].get_textpage()
        for name, (x0, y0, x1, y1) in own:
            inside, shown = [], ""
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at, loose=False)
                if left >= x0 - 0.5 and right <= x1 + 20 and bottom >= y0 - 4 and (top + bottom) / 2 <= y1:
                    char = text.get_text_range(at, 1).replace("\ufffe", "-")  # a hyphen at a line's end
                    if char.strip():
                        shown += char
                        inside.append(right <= x1 + 0.5 and bottom >= y0 - 1.5 and top <= y1 + 1.5)
            found[name] = shown, inside
    return found


def places_of(data: bytes) -> list[list[tuple[str, list[float]]]]:
    """For each page its fields and their rectangles."""
    pdf = opened(data)
    names = {widget.objgen: name for name, widget in widgets(pdf)}
    return [
        [(names[one.objgen], [float(edge) for edge in one.Rect]) for one in page.obj.get("/Annots", [])]
        for page in pdf.pages
    ]


@pytest.mark.parametrize("kind", ["length", "a long word", "markup", "umlauts", "Chinese", "Japanese", "quotes"])
def test_a_value_is_shown_whole_within_its_field(kind: str) -> None:
    values = named(NAMES[kind])
    data = write(drafted(load_form(SERIES_E), "as-filed", {}, values))
    shown = letters_in_fields(data)
    for name in ("subscriber.name", "joint.entity_name", "securities.issue_name", "signatory.entity", "wire.bank"):
        text, inside = shown[name]
        value = "".join(str(values[name]).split())
        assert value in text, name
        begin = text.index(value)
        assert all(inside[begin : begin + len(value)]), name


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_unusual_names_are_held_letter_by_letter(kind: str) -> None:
    values = named(NAMES[kind])
    found = fields(write(drafted(load_form(SERIES_E), "as-filed", {}, values)))
    assert found["subscriber.name"]["/V"] == " ".join(NAMES[kind].split())
    assert found["wire.address"]["/V"] == f"{NAMES[kind]}\nsecond line"


def test_a_field_whose_value_needs_more_lines_than_its_rule_may_be_written_in_lines() -> None:
    found = fields(write(paper(subscriber__name=NAMES["length"])))
    assert found["subscriber.name"]["/Ff"] == LINES
    assert "/Ff" not in fields(write(paper()))["subscriber.name"]


def filling(draft: Draft) -> dict[str, str]:
    """What is written into the fields of a blank so that it holds what a paper holds."""
    values: dict[str, str] = {}
    for slot in own_slots(draft):
        if slot.is_mark and slot.is_marked:
            values[name_of(slot)] = f"/{slot.option}" if is_group(slot) else "/Yes"
        elif slot.value:
            values[slot.control] = slot.value
    return values


@pytest.mark.parametrize(("name", "edition"), [one for one in BLANK_EDITIONS if one != (SERIES_E, "as-filed")])
def test_a_blank_filled_in_by_another_program_reads_back(name: str, edition: str) -> None:
    form, values = load_form(name), sample(name, edition)
    data = fill_fields(write(blank(name, edition)), filling(drafted(form, edition, {}, values)))
    assert_reads_back(data, name, edition, values)
    assert opened(data).check_pdf_syntax() == []


@pytest.mark.parametrize(("name", "edition"), BLANK_EDITIONS)
def test_a_paper_that_is_printed_to_a_new_file_reads_back_without_its_fields(name: str, edition: str) -> None:
    document = pdfium.PdfDocument(write(paper(name, edition)))
    document.init_forms()
    for page in document:
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT)
    out = BytesIO()
    document.save(out)
    assert_reads_back(out.getvalue(), name, edition, sample(name, edition))


def assert_reads_back(data: bytes, name: str, edition: str, values: dict[str, object]) -> None:
    record = extract(data, form=name)
    assert (record.alterations, record.missing) == ((), ())
    for field_name, field in load_form(name).fields_of(edition).items():
        reading = record.readings[field_name]
        assert reading.value == from_json(field.type, values[field_name]), field_name
        assert reading.is_certain, field_name


def test_filling_a_field_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError, match="subscriber\\.nickname"):
        fill_fields(write(blank()), {"subscriber.nickname": "Avery"})


def test_two_options_of_one_choice_are_boxes_of_their_own() -> None:
    """A button field holds one state: a signer who marked two would be shown otherwise than the file says."""
    data = write(paper(title__manner=["individual", "tenants_in_common"]))
    held = {name: field["/V"] for name, field in fields(data).items() if name.startswith("title.manner")}
    assert held.pop("title.manner.individual") == held.pop("title.manner.tenants_in_common") == "/Yes"
    assert len(held) == 6
    assert set(held.values()) == {"/Off"}
    reading = extract(data).readings["title.manner"]
    assert reading.value == ("individual", "tenants_in_common")
    assert reading.is_certain


def test_a_choice_is_called_by_its_name_and_not_by_its_first_option() -> None:
    pdf = opened(write(blank()))
    told = {name: str(widget.Parent.TU) for name, widget in widgets(pdf) if name in ("nasd.affiliated", "title.manner")}
    assert told == {"nasd.affiliated": "7.4: affiliated", "title.manner": "7.3: manner"}
