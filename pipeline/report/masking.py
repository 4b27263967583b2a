"""Tax ids and account numbers are masked but for their last four, wherever they stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.masking import mask, mask_tax_ids_in
from extractors.record import Reading, Record

SECRET_FIELDS = frozenset({"subscriber.tax_id", "joint.tax_id", "wire.account_number"})
OPEN_FIELDS = frozenset(
    {"wire.aba_number"}
    | {
        f"{who}.{line}"
        for who in ("subscriber", "joint")
        for line in (
            "city_state_zip", "telephone_business", "telephone_residence", "facsimile_business", "facsimile_residence",
        )
    }
)  # fmt: skip
"""Fields whose nine digits are no tax id: routing numbers, ZIP+4, telephone numbers abroad."""
SHORTEST = 5
"""Letters and digits a known number must have to be looked for in other text; a shorter one
would strike out figures that have nothing to do with it."""

_NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
_NO_TAX_ID = re.compile(rf"{_NINE_DIGITS.pattern}|\(exactly \d+/\d+\)")
"""Nine digits, which may be open; and a price as our own sentences write it, which is."""


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
        if self.revealing or not any(map(str.isdigit, text)):
            return text
        if self.known is not None:
            text = self.known.sub(lambda found: mask(found[0]), text)
        masked, start = [], 0
        for run in _NO_TAX_ID.finditer(text):
            if run[0] in self.open or not run[0].isdigit():
                masked += [mask_tax_ids_in(text[start : run.start()]), run[0]]
                start = run.end()
        return "".join([*masked, mask_tax_ids_in(text[start:])])


REVEAL = Mask(known=None, revealing=True)


def mask_for(records: Iterable[Record]) -> Mask:
    """The mask of a batch.

    Every tax id and account number read in it is looked for in all its texts, however it is
    spaced there.
    """
    records = tuple(records)
    numbers = {
        number
        for record in records
        for name in SECRET_FIELDS & set(record.readings)
        for number in _numbers(name, record.readings[name])
        if len(number) >= SHORTEST
    }
    known_open = frozenset(
        digits
        for record in records
        for name in OPEN_FIELDS & set(record.readings)
        for digits in _NINE_DIGITS.findall(f"{record.readings[name].raw} {record.readings[name].value}")
    )
    if not numbers:
        return Mask(None, known_open)
    # Longest first: a number that is the beginning of another must not cut it in two.
    ordered = sorted(numbers, key=lambda number: (-len(number), number))
    spaced = "|".join(r"[-\u2010-\u2015.\s]{0,3}".join(map(re.escape, number)) for number in ordered)
    # A figure with commas or cents around the digits ("150,000.00") is an amount, no number of these.
    pattern = rf"(?<![^\W_])(?<!\d[,.])(?:{spaced})(?![^\W_])(?![,.]\d)"
    return Mask(re.compile(pattern, re.IGNORECASE), known_open)


def _numbers(name: str, reading: Reading) -> set[str]:
    """What the reading may be looked for as, without its separators."""
    raw = reading.raw or ""
    written = [reading.value if isinstance(reading.value, str) else "", *re.findall(r"\d[\d\-\u2010-\u2015. ]*\d", raw)]
    if name == "wire.account_number":
        written.append(raw)
    return {solid for text in written if (solid := re.sub(r"[\W_]", "", text)) and any(map(str.isdigit, solid))}
