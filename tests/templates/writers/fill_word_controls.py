"""Fills the content controls of a Word file as Word does when somebody types into them, whoever wrote it."""

import copy
import io
import zipfile
from datetime import UTC, datetime

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BODY = "word/document.xml"
CELL = " | "


def fill_controls(data: bytes, values: dict[str, str | bool]) -> bytes:
    """The file with values typed into its controls.

    Args:
        data: A .docx file.
        values: The control's tag → its text, the lines parted by line breaks (rows of a table: a line each, the
            cells parted by " | "), or for a check box whether it is on. Every control of the name is filled.

    Raises:
        KeyError: There is no such control.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {info: old.read(info) for info in old.infolist()}
    tree = etree.fromstring(next(text for info, text in files.items() if info.filename == BODY))
    filled: set[str] = set()
    for control in list(tree.iter(f"{W}sdt")):
        tag = control.find(f"{W}sdtPr/{W}tag")
        name = "" if tag is None else tag.get(f"{W}val")
        if name in values:
            filled.add(name)
            _fill(control, values[name])
    if values.keys() - filled:
        raise KeyError(f"no control is called {', '.join(sorted(values.keys() - filled))}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info, text in files.items():
            changed = info.filename == BODY
            new.writestr(info, etree.tostring(tree, xml_declaration=True, encoding="UTF-8") if changed else text)
    return out.getvalue()


def _fill(control: etree._Element, value: str | bool) -> None:
    setting, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    assert setting is not None
    assert content is not None
    box = setting.find(f"{W14}checkbox")
    if box is not None:
        assert isinstance(value, bool)
        _check(box, content, on=value)
        return
    assert isinstance(value, str)
    prompt = setting.find(f"{W}showingPlcHdr")
    if prompt is not None:
        setting.remove(prompt)
    date = setting.find(f"{W}date")
    if date is not None:
        date.set(
            f"{W}fullDate", f"{datetime.strptime(value, '%B %d, %Y').replace(tzinfo=UTC).date().isoformat()}T00:00:00Z"
        )
    look = setting.find(f"{W}rPr")
    lines = value.split("\n")
    if content.find(f"{W}tr") is not None:
        _fill_rows(content, lines)
    elif content.find(f"{W}p") is not None:
        _fill_paragraphs(content, lines)
    else:
        for child in list(content):
            content.remove(child)
        content.append(_run(lines, look))


def _check(box: etree._Element, content: etree._Element, *, on: bool) -> None:
    checked = box.find(f"{W14}checked")
    state = box.find(f"{W14}{'checkedState' if on else 'uncheckedState'}")
    assert checked is not None
    assert state is not None
    checked.set(f"{W14}val", "1" if on else "0")
    (glyph,) = content.iter(f"{W}t")
    glyph.text = chr(int(state.get(f"{W14}val") or "", 16))
    for fonts in content.iter(f"{W}rFonts"):
        for script in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(W + script, state.get(f"{W14}font") or "")


def _fill_paragraphs(content: etree._Element, lines: list[str]) -> None:
    """A line a paragraph, each set as the first, as Enter makes them."""
    pattern = content.findall(f"{W}p")[0]
    made = []
    for line in lines:
        paragraph = copy.deepcopy(pattern)
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        paragraph.append(_run([line], None))
        made.append(paragraph)
    for child in list(content):
        content.remove(child)
    content.extend(made)


def _fill_rows(content: etree._Element, lines: list[str]) -> None:
    """A line a row; the cell that only counts the rows is left as it is."""
    pattern = content.findall(f"{W}tr")[0]
    made = []
    for line in lines:
        row = copy.deepcopy(pattern)
        cells = [cell for cell in row.findall(f"{W}tc") if cell.find(f"{W}p/{W}pPr/{W}numPr") is None]
        for cell, text in zip(cells, line.split(CELL), strict=True):
            _fill_cell(cell, text)
        made.append(row)
    for child in list(content):
        content.remove(child)
    content.extend(made)


def _fill_cell(cell: etree._Element, text: str) -> None:
    for run in list(cell.iter(f"{W}r")):
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)
    paragraph = cell.find(f"{W}p")
    assert paragraph is not None
    paragraph.append(_run([text], None))


def _run(lines: list[str], look: etree._Element | None) -> etree._Element:
    run = etree.Element(f"{W}r", {f"{W}rsidR": "00A10B20"})
    if look is not None:
        run.append(copy.deepcopy(look))
    for number, line in enumerate(lines):
        if number:
            etree.SubElement(run, f"{W}br")
        text = etree.SubElement(run, f"{W}t")
        text.text = line
        text.set(SPACE, "preserve")
    return run
