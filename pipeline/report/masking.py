"""Tax ids and account numbers are masked but for their last four, wherever they stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.record import Reading, Record

SECRET_FIELDS = frozenset({"subscriber.tax_id", "joint.tax_id", "wire.account_number"})
CLEAR = 4
"""Characters left readable."""
SHORTEST = 5
"""Letters and digits a known number must have to be looked for in other text; a shorter one
would strike out figures that have nothing to do with it."""

OPEN_FIELDS = (
    "wire.aba_number",
    *(f"{who}.city_state_zip" for who in ("subscriber", "joint")),
    *(f"{who}.{line}" for who in ("subscriber", "joint") for line in (
        "telephone_business", "telephone_residence", "facsimile_business", "facsimile_residence")),
)
"""Fields whose nine digits are no tax id: routing numbers, ZIP+4, telephone numbers abroad."""

_TAX_ID = re.compile(r"(?<![\w-])(?:\d{3}[-–. ]\d{2}[-–. ]\d{4}|\d{2}[-–]\d{7}|\d{9})(?![\w-])")
_MARKED_OUT = "*"


@dataclass(frozen=True, slots=True)
class Mask:
    """What is masked in a batch: its known numbers, and whatever is written like a tax id."""

    known: re.Pattern[str] | None
    open: frozenset[str] = frozenset()
    """Runs of nine digits known to be something else."""
    revealing: bool = False

    def field(self, text: str) -> str:
        """A secret field's own value or raw text."""
        return text if self.revealing else mask(text)

    def words(self, text: str) -> str:
        """Any other text: messages, answers, alterations, printed words."""
        if self.revealing or not text:
            return text
        if self.known is not None:
            text = self.known.sub(lambda found: mask(found[0]), text)
        return _TAX_ID.sub(lambda found: found[0] if found[0] in self.open else mask(found[0]), text)


REVEAL = Mask(known=None, revealing=True)


def mask(text: str) -> str:
    """Strike out every letter and digit but the last four; all of them where there are no more.

    Words without a digit ("N/A", "applied for") are no number and stay.
    """
    if not any(character.isdigit() for character in text):
        return text
    solid = [place for place, character in enumerate(text) if character.isalnum()]
    hidden = set(solid[:-CLEAR] if len(solid) > CLEAR else solid)
    return "".join(_MARKED_OUT if place in hidden else character for place, character in enumerate(text))


def mask_for(records: Iterable[Record]) -> Mask:
    """The mask of a batch: every tax id and account number read in it is looked for in all its
    texts, however it is spaced there."""
    records = tuple(records)
    numbers = {
        number
        for record in records
        for name in sorted(SECRET_FIELDS & set(record.readings))
        for number in _numbers(name, record.readings[name])
        if len(number) >= SHORTEST
    }
    known_open = frozenset(
        digits
        for record in records
        for name in OPEN_FIELDS
        if name in record.readings
        for digits in re.findall(r"(?<!\d)\d{9}(?!\d)", f"{record.readings[name].raw} {record.readings[name].value}")
    )
    if not numbers:
        return Mask(None, known_open)
    # Longest first: a number that is the beginning of another must not cut it in two.
    ordered = sorted(numbers, key=lambda number: (-len(number), number))
    spaced = "|".join(r"[-–.\s]?".join(re.escape(character) for character in number) for number in ordered)
    return Mask(re.compile(rf"(?<![^\W_])(?:{spaced})(?![^\W_])", re.IGNORECASE), known_open)


def _numbers(name: str, reading: Reading) -> set[str]:
    """What the reading may be looked for as, without its separators."""
    value = reading.value if isinstance(reading.value, str) else ""
    raw = reading.raw or ""
    written = [value, *re.findall(r"\d[\d\-–. ]*\d", raw)]
    if name == "wire.account_number":
        written.append(raw)
    return {solid for text in written if (solid := re.sub(r"[\W_]", "", text)) and any(map(str.isdigit, solid))}
