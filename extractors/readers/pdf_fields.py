"""What a PDF page carries on top of its print: form fields, annotations, digital signatures.

None of it is in the page's text, so it is read from the annotations themselves.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pikepdf

from extractors.readers.pdf_appearance import HELD_AND_SHOWN_DIFFER, button_shows_otherwise, shown_otherwise
from extractors.readers.pdf_crossed import Stroke, stroke_between
from extractors.readers.pdf_frame import Frame
from extractors.readers.pdf_lines import Item
from extractors.readers.pdf_words import Marks
from extractors.sheet import Box, Control, DigitalSignature, Ink, Source

if TYPE_CHECKING:
    from extractors.readers.pdf_signatures import Judged

_HIDDEN, _NO_VIEW = 0x02, 0x20
_PUSH_BUTTON, _RADIO, _PASSWORD = 1 << 16, 1 << 15, 1 << 13
_GENERATIONS = 32
"""How many parents a field may have: deeper is a loop."""
_MOST = 5_000
"""Annotations looked at on one page."""
_LETTER = 0.5
"""Ems a letter takes on average, to place the words of a value within its box."""
_PITCH = 1.15
"""From line to line, in ems."""
_SMALLEST = 4.0
"""Points of letters that a person can read."""
_SHAPES: dict[str, Literal["curve", "rect"]] = {
    "/Ink": "curve",
    "/Circle": "curve",
    "/Polygon": "curve",
    "/PolyLine": "curve",
    "/Square": "rect",
}
_MARKUP = {"/Highlight": "highlight", "/Underline": "underline", "/Squiggly": "underline", "/StrikeOut": "strike"}


@dataclass(slots=True)
class Overlay:
    """What lies on one page."""

    items: list[Item] = field(default_factory=list)
    ink: list[Ink] = field(default_factory=list)
    signatures: list[DigitalSignature] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    controls: list[Control] = field(default_factory=list)
    """The named form fields that show, each widget one."""


def overlay(page: Any, frame: Frame, number: int, judge: "Callable[[Any], Judged]") -> Overlay:
    """Read the annotations of a page.

    Args:
        page: pikepdf's page.
        frame: The page's frame.
        number: The page's number, from 1.
        judge: Tells of a signature dictionary who signed, and whether it is intact.
    """
    result = Overlay()
    marked: dict[str, list[Box]] = {"highlight": [], "underline": [], "strike": []}
    strokes: list[Stroke] = []
    for annotation in _annotations(page):
        kind = str(annotation.get("/Subtype", ""))
        box = _rectangle(annotation.get("/Rect"), frame)
        if kind == "/Widget":
            _widget(result, annotation, box, number, judge)
        elif box is None or _integer(annotation.get("/F")) & (_HIDDEN | _NO_VIEW):
            continue
        elif kind in _MARKUP:
            marked[_MARKUP[kind]] += _quads(annotation.get("/QuadPoints"), frame) or [box]
        else:
            _drawn(result, annotation, kind, box, frame)
            strokes += [one for one in (_stroke(annotation, frame),) if kind == "/Line" and one]
    result.marks = Marks(**{name: tuple(boxes) for name, boxes in marked.items()}, strokes=tuple(strokes))
    return result


def _drawn(result: Overlay, annotation: Any, kind: str, box: Box, frame: Frame) -> None:
    """Annotations that put words or ink on the page."""
    contents = _text(annotation.get("/Contents"))
    if kind == "/FreeText":
        size = _font_size(_text(annotation.get("/DA")), box)
        result.items += _lines(contents, box, size, "annotation", top=True)
    elif kind in ("/Text", "/Caret"):
        result.items += _comment(contents, box)
    elif kind == "/Stamp":
        result.ink += [Ink("image", box, contents or _text(annotation.get("/Name"))), Ink("curve", box)]
    elif kind in _SHAPES:
        result.ink.append(Ink(_SHAPES[kind], box))
    elif kind == "/Line":
        result.ink.append(Ink("line", _line(annotation, frame) or box))


def _annotations(page: Any) -> Iterator[Any]:
    listed = page.obj.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        return
    for index in range(min(len(listed), _MOST)):
        annotation = listed[index]
        if isinstance(annotation, pikepdf.Dictionary):
            yield annotation


def _widget(result: Overlay, widget: Any, box: Box | None, number: int, judge: "Callable[[Any], Judged]") -> None:
    kind = str(_inherited(widget, "/FT") or "")
    hidden = bool(_integer(widget.get("/F")) & (_HIDDEN | _NO_VIEW))
    visible = box is not None and box.x1 - box.x0 > 0.5 and box.bottom - box.top > 0.5
    if kind == "/Sig":
        value = _inherited(widget, "/V")
        if isinstance(value, pikepdf.Dictionary):
            place = box if visible else None
            judged = judge(value)
            signer = judged.signer or _signer(value)
            result.signatures.append(DigitalSignature(signer, judged.status, place, number))
            if place and not hidden:
                result.ink.append(Ink("image", place, "digital signature"))
        return
    if box is None or not visible or hidden:
        return
    flags = _integer(_inherited(widget, "/Ff"))
    name = _name(widget)
    if kind == "/Btn" and not flags & _PUSH_BUTTON:
        differs = button_shows_otherwise(widget, _inherited(widget, "/V"), _on_states(widget))
        is_on = _is_on(widget) or differs
        name = _with_option(widget, name, is_radio=bool(flags & _RADIO))
        item = Item("☒" if is_on else "☐", box, _middle(box, 10), 10, source="form-field", floats=True, within=box)
        item.control = name
        item.confidence = HELD_AND_SHOWN_DIFFER if differs else item.confidence
        result.items.append(item)
        _hold(result, Control(name, "", is_box=True, is_marked=is_on, page=number))
    elif kind in ("/Tx", "/Ch"):
        text = _value(widget, kind)
        if flags & _PASSWORD and kind == "/Tx":
            text = "•" * len(text)
        shown = shown_otherwise(widget, text) if kind == "/Tx" and not flags & _PASSWORD else None
        text = text or shown or ""
        size = _font_size(_text(_inherited(widget, "/DA")), box)
        several = bool(flags & 1 << 12) and kind == "/Tx" and box.bottom - box.top > 2 * size
        items = _lines(text, box, size, "form-field", top=several or "\n" in text)
        for item in items:
            item.control = name
            item.confidence = item.confidence if shown is None else HELD_AND_SHOWN_DIFFER
        result.items += items
        _hold(result, Control(name, text, page=number))


def _hold(result: Overlay, control: Control) -> None:
    if control.name:
        result.controls.append(control)


def _name(widget: Any) -> str:
    """A field's full name: those of its parents and its own, parted by full stops; "" where it has none."""
    parts: list[str] = []
    node = widget
    for _ in range(_GENERATIONS):
        if not isinstance(node, pikepdf.Dictionary):
            break
        own = _text(node.get("/T"))
        if own:
            parts.append(own)
        node = node.get("/Parent")
    return ".".join(reversed(parts))


def _with_option(widget: Any, name: str, *, is_radio: bool) -> str:
    """A button's name with the option it stands for, where it is one of several buttons of a field."""
    parent = widget.get("/Parent")
    kids = parent.get("/Kids") if isinstance(parent, pikepdf.Dictionary) and widget.get("/T") is None else None
    is_one_of_several = isinstance(kids, pikepdf.Array) and len(kids) > 1
    states = _on_states(widget)
    if name and len(states) == 1 and (is_radio or is_one_of_several):
        return f"{name}.{states.pop().removeprefix('/')}"
    return name


def _is_on(widget: Any) -> bool:
    state = widget.get("/AS")
    if state is None:
        state = _inherited(widget, "/V")
        own = _on_states(widget)
        if own and str(state) not in own:
            return False
    return state is not None and str(state) not in ("/Off", "Off", "")


def _on_states(widget: Any) -> set[str]:
    looks = widget.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if not isinstance(normal, pikepdf.Dictionary) or isinstance(normal, pikepdf.Stream):
        return set()
    return {str(key) for key in normal.keys()} - {"/Off"}  # noqa: SIM118 - pikepdf's own


def _value(widget: Any, kind: str) -> str:
    value = _inherited(widget, "/V")
    if isinstance(value, pikepdf.Array):
        texts = [_text(value[index]) for index in range(min(len(value), 100))]
    else:
        texts = [_text(value)]
    if kind == "/Ch":
        shown = _options(_inherited(widget, "/Opt"))
        texts = [shown.get(text, text) for text in texts]
    return "\n".join(text for text in texts if text)


def _options(options: Any) -> dict[str, str]:
    """A choice's stored value → what it shows."""
    shown: dict[str, str] = {}
    if isinstance(options, pikepdf.Array):
        for index in range(min(len(options), 1000)):
            option = options[index]
            if isinstance(option, pikepdf.Array) and len(option) == 2:
                shown[_text(option[0])] = _text(option[1])
    return shown


def _inherited(widget: Any, key: str) -> Any:
    node = widget
    for _ in range(_GENERATIONS):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        found = node.get(key)
        if found is not None:
            return found
        node = node.get("/Parent")
    return None


def _text(value: Any) -> str:
    if isinstance(value, pikepdf.Stream):
        try:
            raw = value.read_bytes()
        except pikepdf.PdfError:
            return ""
        text = raw.decode("utf-16") if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else raw.decode("latin-1")
    elif isinstance(value, (pikepdf.String, pikepdf.Name, str, int)):
        text = str(value)
    else:
        return ""
    text = text.removeprefix("/") if isinstance(value, pikepdf.Name) else text
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _integer(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _numbers(value: Any) -> list[float]:
    if not isinstance(value, pikepdf.Array):
        return []
    try:
        return [float(value[index]) for index in range(min(len(value), 4000))]
    except (TypeError, ValueError):
        return []


def _rectangle(value: Any, frame: Frame) -> Box | None:
    corners = _numbers(value)
    if len(corners) != 4:
        return None
    box = frame.box(*corners)
    return box if frame.holds(box) else None


def _line(annotation: Any, frame: Frame) -> Box | None:
    ends = _numbers(annotation.get("/L"))
    return frame.box(*ends) if len(ends) == 4 else None


def _stroke(annotation: Any, frame: Frame) -> Stroke | None:
    ends = _numbers(annotation.get("/L"))
    return stroke_between(frame.point(*ends[:2]), frame.point(*ends[2:])) if len(ends) == 4 else None


def _quads(value: Any, frame: Frame) -> list[Box]:
    corners = _numbers(value)
    return [
        frame.box(min(quad[0::2]), min(quad[1::2]), max(quad[0::2]), max(quad[1::2]))
        for quad in (corners[at : at + 8] for at in range(0, len(corners) - 7, 8))
    ]


def _font_size(look: str, box: Box) -> float:
    """The size a default appearance sets; where it leaves it to the viewer, what the box suggests."""
    found = re.search(r"(\d*\.?\d+)\s+Tf", look)
    size = float(found[1]) if found else 0.0
    return size if 2 < size < 72 else min(max(0.65 * (box.bottom - box.top), 4.0), 11.0)


def _middle(box: Box, size: float) -> float:
    return (box.top + box.bottom) / 2 + 0.3 * size


def _lines(text: str, box: Box, size: float, source: Source, *, top: bool) -> list[Item]:
    """A value's words, spread over its box as a viewer would set them."""
    if not top:
        words = _wrapped(text, size, math.inf)
        return _squeezed(_set(words, box, _middle(box, size), size, source), box)
    wide, high = max(box.x1 - box.x0 - 4, size), box.bottom - box.top
    words = _wrapped(text, size, wide)
    while size > _SMALLEST and len(words) * _PITCH * size > high:  # a viewer shrinks what does not fit
        size *= 0.95
        words = _wrapped(text, size, wide)
    return _set(words, box, box.top + size + 1, size, source)


def _wrapped(text: str, size: float, wide: float) -> list[list[str]]:
    """The words of each line, none of them wider than so many points."""
    lines: list[list[str]] = []
    for line in text.split("\n"):
        at = 0.0
        lines.append([])
        for word in line.split():
            long = len(word) * _LETTER * size
            if at and at + long > wide:
                lines.append([])
                at = 0.0
            lines[-1].append(word)
            at += long + _LETTER * size
    return lines


def _set(lines: list[list[str]], box: Box, base: float, size: float, source: Source) -> list[Item]:
    """The words in their places, the first line's on a baseline."""
    items: list[Item] = []
    for number, line in enumerate(lines):
        x0 = box.x0 + 2
        on = base + number * _PITCH * size
        for word in line:
            long = len(word) * _LETTER * size
            area = Box(x0, on - 0.78 * size, x0 + long, on + 0.22 * size)
            items.append(Item(word, area, on, size, source=source, floats=True, within=box))
            x0 += long + _LETTER * size
    return items


def _squeezed(items: list[Item], box: Box) -> list[Item]:
    """One line's words drawn together where they would leave the box."""
    if not items or items[-1].box.x1 <= box.x1:
        return items
    ratio = (box.x1 - box.x0) / (items[-1].box.x1 - box.x0)
    for item in items:
        x0, x1 = (box.x0 + (edge - box.x0) * ratio for edge in (item.box.x0, item.box.x1))
        item.box = item.box._replace(x0=x0, x1=x1)
    return items


def _comment(text: str, box: Box) -> list[Item]:
    wide = _LETTER * 10
    items = []
    at = box.x0
    for word in text.split():
        area = Box(at, box.top, at + len(word) * wide, box.bottom)
        items.append(Item(word, area, box.bottom, 10, source="annotation", zone_comment=True))
        at = area.x1 + wide
    return items


def _signer(signature: Any) -> str:
    name = _text(signature.get("/Name"))
    if name:
        return name
    contents = signature.get("/Contents")
    return _signer_of(bytes(contents)) if isinstance(contents, pikepdf.String) else ""


def _signer_of(message: bytes) -> str:
    """The common name of the certificate that signed; "" where that is not plain.

    A certificate names its issuer first and its subject second; the signature's own part, after
    the certificates, names the signing certificate's issuer once more.
    """
    names = []
    for found in re.finditer(rb"\x06\x03\x55\x04\x03[\x0c\x13\x16]([\x01-\x7f])", message):
        raw = message[found.end() : found.end() + found[1][0]]
        names.append(raw.decode("utf-8", "replace"))
    pairs = list(zip(names[0:-1:2], names[1:-1:2], strict=False))
    if len(names) % 2 == 0 or not pairs:
        return ""
    signers = {subject for issuer, subject in pairs if issuer == names[-1]}
    if len(signers) > 1:
        signers -= {names[-1]}
    return signers.pop() if len(signers) == 1 else ""
