"""Figures in words, as a certificate writes the number of its shares: "One Thousand Five Hundred".

What is written here is read back by `number_words`, whose grammar is the same.
"""

from decimal import Decimal

_BELOW_TWENTY = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
)  # fmt: skip
_TENS = ("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_SCALES = ((10**9, "Billion"), (10**6, "Million"), (10**3, "Thousand"))
_LARGEST = 10**12


def in_words(number: Decimal) -> str:
    """A number in English words, exactly; a fraction as a decimal fraction of its own ("and 25/100").

    One half is "One-Half". No rounding: 12.5 is "Twelve and One-Half", 0.25 is "Zero and 25/100".

    Raises:
        ValueError: Below zero, a billion thousands or more, or no number.
    """
    if not number.is_finite() or number < 0 or number >= _LARGEST:
        raise ValueError(f"{number} cannot be written in words")
    whole = int(number)
    part = number - whole
    words = _whole(whole)
    if not part:
        return words
    if part == Decimal("0.5"):
        return f"{words} and One-Half"
    digits = format(part.normalize(), "f").partition(".")[2]
    return f"{words} and {int(digits)}/1{'0' * len(digits)}"


def _whole(number: int) -> str:
    if number < 20:
        return _BELOW_TWENTY[number]
    parts: list[str] = []
    for scale, name in _SCALES:
        if number >= scale:
            parts.append(f"{_below_thousand(number // scale)} {name}")
            number %= scale
    if number:
        parts.append(_below_thousand(number))
    return " ".join(parts)


def _below_thousand(number: int) -> str:
    parts = []
    if number >= 100:
        parts.append(f"{_BELOW_TWENTY[number // 100]} Hundred")
        number %= 100
    if number >= 20:
        ones = number % 10
        parts.append(_TENS[number // 10] + (f"-{_BELOW_TWENTY[ones]}" if ones else ""))
    elif number:
        parts.append(_BELOW_TWENTY[number])
    return " ".join(parts)
