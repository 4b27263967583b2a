"""The runs of a Word file's paragraph: letters, tabs, breaks, symbols, fields and drawings, as Word shows them."""

import re
from abc import ABC, abstractmethod
from functools import cache
from typing import NamedTuple

from lxml import etree

from extractors.readers.word_blocks import Atom, Block, Change, Drawn, Paragraph, said_in, within
from extractors.readers.word_controls import Held
from extractors.readers.word_drawing import chosen, drawn
from extractors.readers.word_fields import BLANK, Field, StandIn, answer, is_prompt, shown_by_code
from extractors.readers.word_names import MC, W, twips, value
from extractors.readers.word_sight import Ground, ground_of_box
from extractors.readers.word_styles import Look, Styles
from extractors.sheet import Source
from extractors.symbols import is_symbol_font, symbol

_RPR, _T = f"{W}rPr", f"{W}t"
_TRIMMED = " \t\r\n"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_LETTERS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
# Soft hyphens and marks of no width are no letters; the hyphen that does not break is one.
_CLEANED = str.maketrans({"\u2011": "-", "\u2010": "-", **dict.fromkeys(_NO_LETTERS, "")})
_LINE_ENDS = re.compile(r"[\t\r\n]")
_is_symbolic = cache(is_symbol_font)


class Context(NamedTuple):
    """What the elements around a text say of it."""

    change: Change = ""
    source: Source = "text"
    stand_in: StandIn | None = None
    control: str = ""
    """The name of the nearest content control that has one."""

    def changed(self, change: Change) -> "Context":
        """The same inside a further tracked change."""
        return self._replace(change=within(self.change, change))

    @property
    def is_gone(self) -> bool:
        """Whether the text is deleted."""
        return self.change in ("out", "never")


PLAIN_CONTEXT = Context()


class Spot(NamedTuple):
    """Where a run's parts go, and how they are set."""

    look: Look
    context: Context
    paragraph: Paragraph
    is_prompt: bool = False
    """Set in the style of Word's own prompts."""


class Reference(NamedTuple):
    """A mark in the text that calls for a note or a comment."""

    kind: str
    """footnote, endnote or comment"""
    id: str
    page: int
    change: Change


class Runs(ABC):
    """Reads runs, and keeps what goes on from one to the next: the page, and fields that have begun.

    Args:
        styles: The file's.
        trusts_fields: False reads a text whose fields begin and never end as if it had none.
    """

    def __init__(self, styles: Styles, *, trusts_fields: bool = True) -> None:
        self._styles = styles
        self._trusts_fields = trusts_fields
        self.page = 1
        self._is_fresh = True
        self._fields: list[Field] = []
        self._is_muted = False
        self._in_box = 0
        self._is_off = False
        """Within a row of no height, or a box beside the page."""
        self._grounds: list[Ground] = []
        """The shadings behind the text, from the page's inwards."""
        self._section: etree._Element | None = None
        self.references: list[Reference] = []
        self.changed_pages: set[int] = set()
        self.controls: list[Held] = []
        self._held: list[Held] = []
        """Those of the controls that have not ended yet."""
        self._readers = {
            f"{W}t": self._text,
            f"{W}delText": self._text,
            f"{W}tab": self._tab,
            f"{W}ptab": self._tab,
            f"{W}br": self._break,
            f"{W}cr": self._break,
            f"{W}lastRenderedPageBreak": self._rendered_break,
            f"{W}noBreakHyphen": self._hyphen,
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field,
            f"{W}instrText": self._code,
            f"{W}delInstrText": self._code,
            f"{W}drawing": self._draw,
            f"{W}pict": self._draw,
            f"{W}object": self._draw,
            f"{MC}AlternateContent": self._alternatives,
            f"{W}contentPart": self._ink,
            f"{W}footnoteReference": self._reference,
            f"{W}endnoteReference": self._reference,
            f"{W}commentReference": self._reference,
            f"{W}ruby": self._ruby,
        }

    @property
    def is_unfinished(self) -> bool:
        """Whether a field's code began and never ended, so that text after it was taken for code."""
        return any(not field.in_result for field in self._fields)

    @abstractmethod
    def blocks(self, parent: etree._Element, context: Context = PLAIN_CONTEXT) -> list[Block]:
        """The paragraphs and tables of a body, cell, note or text box."""

    @abstractmethod
    def _inline(self, parent: etree._Element, context: Context, paragraph: Paragraph) -> None:
        """What stands between a paragraph's ends."""

    def _run(self, run: etree._Element, context: Context, paragraph: Paragraph) -> None:
        setting = run.find(_RPR)
        look = self._styles.look(setting, paragraph.format.style)
        is_prompt = setting is not None and value(setting, "rStyle") == "PlaceholderText"
        spot = Spot(look, context, paragraph, is_prompt)
        for child in run:
            reader = self._readers.get(child.tag)
            if reader is not None:
                reader(child, spot)

    def _text(self, element: etree._Element, spot: Spot) -> None:
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            text = text.strip(_TRIMMED)
        context = spot.context
        if element.tag != _T and not context.is_gone:
            spot = spot._replace(context=context.changed("out"))
        if spot.is_prompt and context.stand_in is None and is_prompt(text):
            self._blank(spot)
        else:
            self._say("text", text, spot)

    def _tab(self, _element: etree._Element, spot: Spot) -> None:
        self._say("tab", "\t", spot)

    def _hyphen(self, _element: etree._Element, spot: Spot) -> None:
        self._say("text", "-", spot)

    def _code(self, element: etree._Element, _spot: Spot) -> None:
        if self._fields:
            self._fields[-1].codes.append(element.text or "")

    def _ink(self, _element: etree._Element, spot: Spot) -> None:
        spot.paragraph.atoms.append(Atom("drawn", change=spot.context.change, drawn=Drawn("curve", width=6.0)))

    def _ruby(self, element: etree._Element, spot: Spot) -> None:
        self._inline(element, spot.context, spot.paragraph)

    def _alternatives(self, element: etree._Element, spot: Spot) -> None:
        picked = chosen(element)
        for child in () if picked is None else picked:
            reader = self._readers.get(child.tag)
            if reader is not None:
                reader(child, spot)

    def _reference(self, element: etree._Element, spot: Spot) -> None:
        kind = str(element.tag)[len(W) :].removesuffix("Reference")
        self.references.append(Reference(kind, element.get(f"{W}id") or "", self.page, spot.context.change))

    def _break(self, element: etree._Element, spot: Spot) -> None:
        kind = element.get(f"{W}type") if element.tag == f"{W}br" else None
        if kind == "column":
            spot.paragraph.atoms.append(Atom("column", change=spot.context.change))
        elif kind != "page":
            self._say("line", "\n", spot)
        elif not self._in_box:
            self._turn(spot.paragraph)

    def _rendered_break(self, _element: etree._Element, spot: Spot) -> None:
        # Word notes where a page began even where a break of the text's own has said so already.
        if not self._is_fresh and not self._in_box:
            self._turn(spot.paragraph)

    def _turn(self, paragraph: Paragraph) -> None:
        self.page, self._is_fresh = self.page + 1, True
        paragraph.atoms.append(Atom("page", page=self.page))

    def _symbol(self, element: etree._Element, spot: Spot) -> None:
        try:
            code = int(element.get(f"{W}char") or "", 16)
            text = symbol(element.get(f"{W}font") or spot.look.font, code) or chr(code)
        except (ValueError, OverflowError):
            return
        self._say("text", text, _unlettered(spot))

    def _draw(self, element: etree._Element, spot: Spot) -> None:
        if spot.look.hidden or self._is_muted:
            return
        context = spot.context
        margins, width = page_measures(self._section)
        # A text box has its own fields, and its text turns no page.
        fields, muted, self._fields, self._is_muted = self._fields, self._is_muted, [], False
        self._in_box += 1
        things = drawn(element, lambda content: self._boxed(content, context), margins, width)
        self._in_box -= 1
        self._fields, self._is_muted = fields, muted
        for thing in things:
            if context.stand_in is not None and thing.kind == "image":
                continue  # the picture that invites to put one in
            if thing.blocks and thing.is_beside_page(margins, width):
                self._keep_unseen("text", said_in(thing.blocks), spot)
                continue
            spot.paragraph.atoms.append(Atom("drawn", change=context.change, drawn=thing))
            self._is_fresh = False

    def _boxed(self, content: etree._Element, context: Context) -> list[Block]:
        """The text of a text box, on what the box is filled with."""
        self._grounds.append(ground_of_box(content))
        found = self.blocks(content, context._replace(stand_in=None))
        self._grounds.pop()
        return found

    # Fields

    def _field(self, element: etree._Element, spot: Spot) -> None:
        if not self._trusts_fields:
            return
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(Field(element.find(f"{W}ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            self._is_muted = any(field.mutes for field in self._fields)
            self._field_result(ended, spot)
        self._is_muted = any(field.mutes for field in self._fields)

    def _field_result(self, ended: Field, spot: Spot) -> None:
        """Say what a field shows by itself, beside the result that the file keeps for it."""
        text = answer(ended.form)
        if text is not None and text.strip():
            self._say("text", text, _unlettered(spot)._replace(context=spot.context._replace(source="form-field")))
        elif text is not None or (ended.takes_text and not ended.said):
            self._blank(spot)
        elif not ended.said and not ended.in_result:
            text, is_circled = shown_by_code("".join(ended.codes))
            if is_circled:
                circle = Drawn("curve", "circle", width=float(len(text)))
                spot.paragraph.atoms.append(Atom("drawn", change=spot.context.change, drawn=circle))
            self._say("text", text, _unlettered(spot))

    # What is said

    def _counted(self, source: Source, *, is_seen: bool) -> Source | None:
        """Count what is said for the fields it stands in; where it comes from then, None where it is only a blank."""
        for field in self._fields:
            if field.takes_text:
                # Five wide blanks are how an empty form field looks.
                if not is_seen and not field.said:
                    return None
                source = "form-field"
            field.said += is_seen
        return source

    def _hold(self, text: str) -> None:
        for held in self._held if text else ():
            held.say(text)

    def _blank(self, spot: Spot) -> None:
        """Say that an answer is not there."""
        context = spot.context._replace(source="form-field", stand_in=None)
        self._say("rule", BLANK, Spot(Look(), context, spot.paragraph))

    def _say(self, kind: str, text: str, spot: Spot) -> None:
        """Put letters, a tab or a line's end into the paragraph, if they are shown at all."""
        look, context, paragraph, _ = spot
        if self._is_muted or not text:
            return
        if self._is_unseen(spot):
            self._keep_unseen(kind, text, spot)
            return
        held = _as_typed(kind, text, look)
        if context.stand_in is not None and not context.is_gone:
            kind, text = context.stand_in.instead_of(kind, text)
        elif kind == "text":
            text = _letters(text, look)
        is_seen = bool(text.strip())
        source = self._counted(context.source, is_seen=is_seen)
        if source is None or not text:
            return
        atom = Atom(
            kind,  # type: ignore[arg-type]
            text,
            look.style,
            source,
            context.change,
            pitch=look.pitch,
            size=look.size,
            control=context.control,
            is_raised=look.is_raised,
        )
        paragraph.atoms.append(atom)
        if context.stand_in is None and not context.is_gone:
            self._hold(held)
        if context.change in ("in", "out"):
            self.changed_pages.add(self.page)
        if is_seen:
            self._is_fresh = False

    def _is_unseen(self, spot: Spot) -> bool:
        """Whether letters here are not shown: hidden, on a ground of their own colour, or beside the page."""
        if spot.look.hidden or self._is_off or spot.paragraph.format.is_flat:
            return True
        return spot.look.sight.hides((*self._grounds, spot.paragraph.format.ground))

    @staticmethod
    def _keep_unseen(kind: str, text: str, spot: Spot) -> None:
        if kind == "text" and text.strip() and not spot.context.is_gone and spot.context.stand_in is None:
            spot.paragraph.atoms.append(
                Atom("unseen", change=spot.context.change, control=spot.context.control, unseen=text)
            )


def _as_typed(kind: str, text: str, look: Look) -> str:
    """What a control holds of it: the letters of the font as typed, whatever case they are shown in."""
    if kind != "text":
        return text if kind in ("tab", "line") else ""
    if _is_symbolic(look.font):
        return "".join(letter if letter.isspace() else symbol(look.font, ord(letter)) or letter for letter in text)
    return _LINE_ENDS.sub(" ", text)


def _unlettered(spot: Spot) -> Spot:
    """The same spot for a text that is already what its font shows."""
    return spot._replace(look=spot.look._replace(font="", caps=False))


def _letters(text: str, look: Look) -> str:
    """The letters as the run's font and case show them."""
    if _is_symbolic(look.font):
        text = "".join(letter if letter.isspace() else symbol(look.font, ord(letter)) or letter for letter in text)
    text = _LINE_ENDS.sub(" ", text.translate(_CLEANED))
    return text.upper() if look.caps else text


def page_measures(section: etree._Element | None) -> tuple[tuple[float, float], float]:
    """Of a section: the left and top margin, and the width between the margins, in points."""
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")

    def of(element: etree._Element | None, name: str, default: float) -> float:
        length = None if element is None else twips(element.get(W + name))
        return (default if length is None else length) / 20

    left, right = of(margins, "left", 1440), of(margins, "right", 1440)
    width = of(size, "w", 12240) - left - right
    return (left, of(margins, "top", 1440)), width if width > 36 else 468.0
