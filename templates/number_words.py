"""English number words: "one hundred fifty thousand and 00/100" is 150000.

Own grammar, because the libraries answer where they should refuse: word2number, for one, reads
"seventy five hundred" as 450 and "one million one hundred and eighty two thousand" as 1182001.
Whatever the grammar does not cover whole has no value here.
"""

import re
from decimal import Decimal

_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_UNITS = {word: value for value, word in enumerate(_BELOW_TWENTY[:10])}
_TEENS = {word: value for value, word in enumerate(_BELOW_TWENTY) if value > 9}
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "ninty": 90,
}  # fmt: skip
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_HALVES = {("one", "half"), ("a", "half"), ("half",)}
_ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS, start=1)} | {"thirtieth": 30}

WORDS = frozenset(_UNITS) | frozenset(_TEENS) | frozenset(_TENS) | frozenset(_SCALES) | {"hundred"}


def has_number_word(text: str) -> bool:
    """Whether any word of the text is a number word."""
    return any(word in WORDS for word in re.findall(r"[a-z]+", text.lower()))


def number_in_words(text: str) -> Decimal | None:
    """The number that the words say, exactly; None where they are not one whole number phrase.

    Takes "fifteen hundred", "One Thousand Five Hundred", "one hundred and fifty thousand",
    "a thousand", "twelve and one-half", and cents as "and 00/100", "and no/100", "and fifty
    cents". The words "dollars" and "only" may stand where a check has them.
    """
    words = re.sub(r"[-,]", " ", text.lower())
    words = re.sub(r"\b(?:exactly|only|even)\b", " ", words)
    whole, cents = _split_cents(re.sub(r"\s+", " ", words).strip(" .*"))
    if whole is None or cents is None:
        return None
    tokens = re.sub(r"\b(?:u\.?s\.?|united states)? ?dollars?\b", " ", whole).split()
    tokens, half = _split_half(tokens)
    value = _whole(tokens)
    if value is None or (half and cents):
        return None
    return Decimal(value) + half + cents


def ordinal_in_words(text: str) -> int | None:
    """The number from 1 to 31 that an ordinal says ("seventh", "twenty-first"); else None."""
    tokens = text.lower().replace("-", " ").split()
    if len(tokens) == 1:
        return _ORDINALS.get(tokens[0])
    if len(tokens) == 2 and tokens[0] in ("twenty", "thirty") and _ORDINALS.get(tokens[1], 10) < 10:
        return _TENS[tokens[0]] + _ORDINALS[tokens[1]]
    return None


def _split_cents(text: str) -> tuple[str | None, Decimal | None]:
    match = re.fullmatch(r"(.*\S) (?:and|&)? ?(\d{1,2}|no|xx|zero) ?/ ?(?:100|xx)(?: ?ths)?( dollars?)?", text)
    if match:
        written = match[2]
        return match[1].removesuffix(" and"), Decimal(int(written) if written.isdigit() else 0) / 100
    match = re.fullmatch(r"(.*\bdollars?)(?: and| &)? (\S.*) cents?", text)
    if match:
        number = match[2].strip()
        value = 0 if number in ("no", "zero") else _below_hundred(number.split())
        return match[1], None if value is None else Decimal(value) / 100
    return text, Decimal(0)


def _split_half(tokens: list[str]) -> tuple[list[str], Decimal]:
    if "half" not in tokens:
        return tokens, Decimal(0)
    if "and" in tokens:
        place = len(tokens) - 1 - tokens[::-1].index("and")
        if tuple(tokens[place + 1 :]) in _HALVES and place:
            return tokens[:place], Decimal("0.5")
    return [], Decimal(0)


def _below_hundred(tokens: list[str]) -> int | None:
    if len(tokens) == 1:
        for table in (_UNITS, _TEENS, _TENS):
            if tokens[0] in table:
                return table[tokens[0]]
    if len(tokens) == 2 and tokens[0] in _TENS and _UNITS.get(tokens[1]):
        return _TENS[tokens[0]] + _UNITS[tokens[1]]
    return None


def _group(tokens: list[str], *, is_last: bool) -> int | None:
    """A number of hundreds and below; "fifteen hundred" only where no scale follows."""
    if "hundred" not in tokens:
        return _below_hundred(tokens)
    place = tokens.index("hundred")
    head, tail = tokens[:place], tokens[place + 1 :]
    hundreds = 1 if head == ["a"] else _below_hundred(head)
    if not hundreds or (hundreds > 9 and not is_last):
        return None
    if not tail:
        return hundreds * 100
    rest = _below_hundred(tail[1:] if tail[0] == "and" else tail)
    return None if not rest else hundreds * 100 + rest


def _whole(tokens: list[str]) -> int | None:
    total, last_scale, group = 0, 10**12, list[str]()
    for index, token in enumerate(tokens):
        if token not in _SCALES:
            group.append(token)
            continue
        scale = _SCALES[token]
        head = _strip_and(group, allowed=total > 0)
        value = 1 if head == ["a"] else _group(head, is_last=False)
        if not value or scale >= last_scale:
            return None
        total, last_scale, group = total + value * scale, scale, []
        if index == len(tokens) - 1:
            return total
    head = _strip_and(group, allowed=total > 0)
    value = _group(head, is_last=True) if head else None
    if value is None or (total and (value == 0 or value >= last_scale or (value >= 1000 and total))):
        return None
    return total + value


def _strip_and(tokens: list[str], *, allowed: bool) -> list[str]:
    return tokens[1:] if allowed and tokens[:1] == ["and"] else tokens
