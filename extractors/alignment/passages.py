"""A document told in the form's order: what it says passage by passage, for comparing two of them.

Layout is gone: the printed words that stand, the words that were added, and each value as a report
writes it. So an agreement on paper and one drafted anew can be laid side by side.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from extractors.alignment.laid import Laid
from extractors.alignment.wording import changes_of
from extractors.record import Passage, Reading, Told
from extractors.sheet import Sheet
from templates.filling import ordinal
from templates.form import Field
from templates.values import to_text
from templates.wording import Blank, Item, Print, Wording

MARKED, UNMARKED, EMPTY = "☒", "☐", "____"


def passages_of(
    laid: Laid, wording: Wording, fields: Mapping[str, Field], readings: Mapping[str, Reading]
) -> tuple[Passage, ...]:
    """The document's passages in the form's order.

    Args:
        laid: The document laid against the edition.
        wording: The edition's wording.
        fields: The edition's fields.
        readings: What was read in them.
    """
    return tuple(_Teller(laid, wording, fields, readings).passages())


def plain_passages(sheet: Sheet) -> tuple[Passage, ...]:
    """The lines of a document that is no form known here."""
    found: dict[tuple[int, int], list[Told]] = {}
    for page in sheet.pages:
        for word in page.words:
            if word.zone == "body":
                found.setdefault((page.number, word.line), []).append(Told(word.text))
    return tuple(Passage("", tuple(words)) for words in found.values())


class _Teller:
    def __init__(
        self, laid: Laid, wording: Wording, fields: Mapping[str, Field], readings: Mapping[str, Reading]
    ) -> None:
        self._laid = laid
        self._wording = wording
        self._fields = fields
        self._readings = readings
        self._said: set[str] = set()
        changes = changes_of(laid)
        self._struck = {
            tick for one in changes for tick in range(one.first, one.last) if tick not in laid.alignment.matched
        }
        self._new = {one.first: one.added for one in changes if one.added}
        self._ticks: dict[int, list[int]] = {}
        for index, tick in enumerate(laid.ruler.ticks):
            if tick.is_gap:
                for blank in laid.ruler.gaps[index]:
                    self._ticks.setdefault(id(laid.ruler.items[blank]), []).append(index)
            else:
                self._ticks.setdefault(id(laid.ruler.items[tick.item]), []).append(index)

    def passages(self) -> Iterator[Passage]:
        items = self._wording.items
        words: list[Told] = []
        behind_struck = False
        for before, item in zip((None, *items), items, strict=False):
            if before is not None and self._begins(before, item) and words:
                yield Passage(before.section, tuple(words))
                words = []
            new = self._words(item)
            if new and behind_struck:
                new[0] = new[0]._replace(follows_struck=True)
            words += new
            behind_struck = self._is_struck(item) or (behind_struck and not new)
            if words and self._is_struck(item):
                words[-1] = words[-1]._replace(precedes_struck=True)
        words += self._added(len(self._laid.ruler.ticks))
        if words and items:
            yield Passage(items[-1].section, tuple(words))

    def _begins(self, before: Item, item: Item) -> bool:
        """Whether another passage begins: a section, a paragraph, a line that keeps its place."""
        if before.section != item.section or before.region != item.region:
            return True
        if before.line == item.line:
            return item.region == "columns" and before.column != item.column
        return item.region != "flow" or any(at in self._wording.ends for at in range(before.line + 1, item.line))

    def _words(self, item: Item) -> list[Told]:
        ticks = self._ticks.get(id(item), [])
        added = [word for tick in ticks for word in self._added(tick)]
        if isinstance(item, Blank):
            return added + self._value(item)
        if item.kind != "fixed":
            return added  # a page's residue, or the year of a date that is told with the date
        stands = all(self._stands(tick) for tick in ticks)
        own = [Told(item.text)] if stands else []
        key = f"{item.field}:{item.option}"
        if item.option and item.field and key not in self._said:
            self._said.add(key)
            own = [Told(MARKED if self._is_marked(item.field, item.option) else UNMARKED, item.field), *own]
        return added + own

    def _is_struck(self, item: Item) -> bool:
        """Whether the item is print that counts, and does not stand there."""
        is_print = isinstance(item, Print) and item.kind == "fixed"
        return is_print and not all(self._stands(tick) for tick in self._ticks.get(id(item), ()))

    def _stands(self, tick: int) -> bool:
        token = self._laid.alignment.matched.get(tick)
        if token is None:
            return tick not in self._struck
        return not self._laid.word(token).word.style.strike

    def _added(self, tick: int) -> list[Told]:
        names = self._laid.pieces(self._laid.given_way.get(tick, ()))
        added = self._laid.pieces(self._new.get(tick, ()))
        return [Told(piece.text, "") for piece in names] + [Told(piece.text, is_added=True) for piece in added]

    def _is_marked(self, name: str, option: str) -> bool:
        reading = self._readings.get(name)
        return reading is not None and option in reading.marks

    def _value(self, blank: Blank) -> list[Told]:
        """A blank's value, told once a field."""
        if blank.option:
            return [Told(MARKED if self._is_marked(blank.field, blank.option) else UNMARKED, blank.field)]
        key = f"{blank.field}:{blank.part or ''}"
        if key in self._said:
            return []
        self._said.add(key)
        reading, field = self._readings.get(blank.field), self._fields.get(blank.field)
        if reading is None or field is None:
            return []
        text = _told(field, reading, blank.part)
        if field.type == "text" and not text and blank.width == 0:
            return []
        return [Told(word, blank.field) for word in (text or EMPTY).split()]


def _told(field: Field, reading: Reading, part: str | None) -> str:
    """A reading as words: its value as a person writes it, or what stands there where it has none."""
    value = reading.value
    if field.type == "signature":
        return "[signed]" if value is True else (reading.raw or "")
    if value is None or reading.state != "filled":
        return "" if reading.state == "blank" else (reading.raw or "") if part in (None, "day") else ""
    if part and isinstance(value, date):
        month, _, year = to_text("date", value).partition(" ")
        return ordinal(value.day) if part == "day" else f"{month} {year.rpartition(' ')[2]}"
    return to_text(field.written_as(value), value)
