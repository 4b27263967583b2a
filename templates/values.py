"""The value types of a form's fields: what a blank's words mean, and how values are written down.

Types: text, lines, integer, decimal, money, date, yes_no, letters, choice, signature, mark; and in
drafted papers items (numbered paragraphs) and table (rows, the cells parted by " | ").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import get_args

from templates.empty_answers import begins_as_empty, is_empty_answer, is_filler, plain
from templates.parsed import (
    AMBIGUOUS,
    BLANK,
    DOUBTFUL,
    INVALID,
    STANDS,
    UNSIGNED,
    Parsed,
    ParsedState,
    ParsedValue,
    filled,
)
from templates.value_dates import complete_year, date_in_words, parse_date
from templates.value_numbers import Kind, Unit, parse_number

__all__ = [
    "TYPES", "JsonValue", "Parsed", "ParsedState", "ParsedValue", "complete_year", "from_json", "is_empty_answer",
    "is_filler", "parse", "parse_date", "to_json", "to_text",
]  # fmt: skip

TYPES = (
    "text", "lines", "integer", "decimal", "money", "date", "yes_no", "letters", "choice", "signature", "mark",
    "items", "table",
)  # fmt: skip
CELL = " | "
"""Parts the cells of a table's row where the row is one string."""
JsonValue = str | bool | list[str] | None

_NUMBERS: tuple[Kind, ...] = get_args(Kind)
_CROSS = re.compile(r"[\s_\[(]*[xX*+✓✔☒☑✗✘][\s_\])]*")
_ONLY_A_PERSON = re.compile(
    r"^[\w./\\ ]+?\s*[-\u2013\u2014(:;,.]+\s*(?:an? |i am an? |for an? )?"
    r"(?:individual|natural person|not an entity|no entity|personal(?:ly)?)"
    r"(?: (?:investor|subscriber|account|purchase))?"
    r"[\s.)]*$",
    re.IGNORECASE,
)
"""The remark behind "N/A" that only says why: "N/A - individual"."""
_YES = frozenset({"yes", "y", "true"})
_NO = frozenset({"no", "n", "false"})


def parse(
    type_: str,
    raw: str,
    *,
    options: Sequence[str] = (),
    printed_year: int | None = None,
    unit: Unit = "",
    none_is_zero: bool = False,
    parts_of_cents: bool = False,
) -> Parsed:
    """Read what stands in a blank as a value of its type.

    Args:
        type_: One of `TYPES`.
        raw: The words of the blank, letter by letter, rules of underscores allowed.
        options: What a choice or letters field offers; empty allows anything.
        printed_year: The year that the form prints beside a date's blank.
        unit: "dollars" of a decimal that is a price.
        none_is_zero: Of a number: "None" says 0, and whether "N/A" does is ambiguous. Else both are blanks.
        parts_of_cents: Of money: it may have more than two decimals. Else such an amount is ambiguous.

    Returns:
        text and lines as str, numbers and money as Decimal, dates as date, yes_no, mark and
        signature as bool, letters as a sorted tuple, a choice as str (several: a sorted tuple), items
        and tables as a tuple of str in their order.

    Raises:
        ValueError: There is no such type.
    """
    if type_ in _BY_WORDS:
        return _BY_WORDS[type_](raw)
    if type_ in _NUMBERS:
        return parse_number(raw, type_, unit, none_is_zero=none_is_zero, parts_of_cents=parts_of_cents)
    if type_ == "date":
        return parse_date(raw, printed_year)
    if type_ == "letters":
        return _letters(raw, options)
    if type_ == "choice":
        return _choice(raw, options)
    if type_ == "mark":
        return STANDS if _CROSS.fullmatch(raw) or not is_empty_answer(raw) else BLANK
    raise ValueError(_no_such_type(type_))


def to_json(type_: str, value: ParsedValue) -> JsonValue:
    """The value as reports write it: "150000.00" for money, "12.5", "2005-09-07", true, ["A", "C"].

    Raises:
        ValueError: The value is none of the type's; money would lose a fraction of a cent.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return _plain_number(value, is_money=type_ == "money")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str):
        return value
    raise ValueError(f"{value!r} is no value of type {type_}")


def from_json(type_: str, json_value: object) -> ParsedValue:
    """The value that a report or a file of values writes down; the reverse of `to_json`.

    Takes whole numbers and dates also in the file format's own kind (YAML reads 1500 and
    2005-09-07 so). Never a floating-point number: write it in quotes.

    Raises:
        ValueError: The value is none of the type's; the message says what was expected.
    """
    if type_ not in TYPES:
        raise ValueError(_no_such_type(type_))
    if json_value is None:
        return None
    if type_ in _NUMBERS:
        return _number_from_json(type_, json_value)
    if type_ == "date":
        return _date_from_json(json_value)
    if type_ in ("yes_no", "signature", "mark"):
        if isinstance(json_value, bool):
            return json_value
        raise ValueError(f"{json_value!r} is neither true nor false")
    if isinstance(json_value, (list, tuple)):
        return _list_from_json(type_, json_value)
    if isinstance(json_value, str) and type_ not in ("letters", "items", "table"):
        return json_value
    raise ValueError(f"{json_value!r} is no value of type {type_}" + (": put it in quotes" if type_ == "text" else ""))


def to_text(type_: str, value: ParsedValue) -> str:
    """The value as a person would write it into the blank: "150,000.00", "1,500", "September 7, 2005"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("Yes" if value else "No") if type_ == "yes_no" else ("X" if value else "")
    if isinstance(value, Decimal):
        whole, _, part = _plain_number(value, is_money=type_ == "money").partition(".")
        sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        return f"{sign}{int(digits):,}" + (f".{part}" if part else "")
    if isinstance(value, date):
        return date_in_words(value)
    if type_ in ("items", "table") and isinstance(value, tuple):
        return "\n".join(value)
    return ", ".join(value) if isinstance(value, tuple) else value


def _collapsed(raw: str) -> str:
    """One line without rules, in the writer's own characters; underscores within a word are its own."""
    words = re.sub("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]", "", raw)  # joiners are letters' own
    return re.sub(r"\s+", " ", re.sub(r"(?:^|\s)_+(?=\s|$)|(?<!\S)_{2,}|_{2,}(?!\S)|^_|_$", " ", words)).strip()


def _text(raw: str) -> Parsed:
    if is_empty_answer(raw):
        return BLANK
    text = _collapsed(raw)
    if begins_as_empty(text):
        return BLANK if _ONLY_A_PERSON.search(text) else Parsed(None, "blank", DOUBTFUL)
    if not any(c.isalnum() for c in text):
        return INVALID
    return filled(text)


def _lines(raw: str) -> Parsed:
    lines = [_collapsed(line) for line in raw.splitlines()]
    kept = [line for line in lines if line and not is_filler(line)]
    if not kept:
        return BLANK if all(is_filler(line) for line in lines) else INVALID
    return filled("\n".join(kept)) if any(c.isalnum() for line in kept for c in line) else INVALID


def _items(raw: str) -> Parsed:
    """Numbered paragraphs: a line that begins with the next number begins the next one."""
    items: list[list[str]] = []
    for line in raw.splitlines():
        text = _collapsed(line)
        number = re.match(r"(\d+)\.(?:\s+|$)", text)
        if number and int(number[1]) == len(items) + 1:
            items.append([text[number.end() :]])
        elif items:
            items[-1].append(text)
        elif not is_filler(line):
            return INVALID
    found = tuple(" ".join(part for part in item if part).strip() for item in items)
    if not found:
        return BLANK
    return filled(found) if all(found) else INVALID


def _list_from_json(type_: str, items: Sequence[object]) -> tuple[str, ...]:
    if all(isinstance(item, str) for item in items):
        words = tuple(str(item) for item in items)
        if type_ in ("letters", "choice"):
            return tuple(sorted(words))
        if type_ in ("items", "table") and all(word.strip() for word in words):
            return tuple(re.sub(r"\s+", " ", word).strip() for word in words)
    raise ValueError(f"{items!r} is no value of type {type_}: a list of words in quotes, where the type has several")


def _yes_no(raw: str) -> Parsed:
    word = re.sub(r"[\s_.]+", "", plain(raw)).casefold()
    if word in _YES | _NO:
        return filled(word in _YES)
    if re.fullmatch(r"[x✓✔☒☑]+", word):
        return AMBIGUOUS  # a mark without its place answers nothing
    if is_empty_answer(raw):
        return BLANK
    return AMBIGUOUS if {"yes", "no"} <= set(re.findall(r"[a-z]+", raw.lower())) else INVALID


def _letters(raw: str, options: Sequence[str]) -> Parsed:
    if is_empty_answer(raw):
        return Parsed((), "blank")
    found = re.split(r"[\s,;&/]+|\band\b", re.sub(r"_+|[()\[\].]", " ", plain(raw)).strip())
    letters = tuple(sorted({item.upper() for item in found if item}))
    allowed = {option.upper() for option in options}
    if any(len(letter) != 1 or (allowed and letter not in allowed) for letter in letters):
        return INVALID
    return filled(letters)


def _choice(raw: str, options: Sequence[str]) -> Parsed:
    if is_empty_answer(raw):
        return BLANK
    text = _collapsed(raw)
    if not options:
        return filled(text)
    wanted = re.sub(r"[\s_-]+", " ", text).casefold()
    for option in options:
        if wanted == re.sub(r"[\s_-]+", " ", option).casefold():
            return filled(option)
    return INVALID


def _signature(raw: str) -> Parsed:
    if is_empty_answer(raw):
        # an X stands for the place to sign as often as for a signature
        is_cross = re.fullmatch(r"[\s_]*[xX][\s_:]*", raw) is not None
        return replace(UNSIGNED, confidence=DOUBTFUL) if is_cross else UNSIGNED
    text = _collapsed(raw)
    return AMBIGUOUS if re.fullmatch(r"[/\\]?s[/\\]", text, re.IGNORECASE) else STANDS


def _plain_number(value: Decimal, *, is_money: bool) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no number")
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    if not is_money:
        return text
    whole, _, part = text.partition(".")
    if len(part) > 2:
        raise ValueError(f"{text} dollars holds a fraction of a cent")
    return f"{whole}.{part:0<2}"


def _number_from_json(type_: str, json_value: object) -> Decimal:
    is_number = isinstance(json_value, (Decimal, int)) and not isinstance(json_value, bool)
    if not is_number and not re.fullmatch(
        r"-?[0-9]+(?:\.[0-9]+)?", str(json_value) if isinstance(json_value, str) else ""
    ):
        raise ValueError(f'{json_value!r} is no exact number: write it in quotes, without commas, like "1500.00"')
    value = Decimal(str(json_value))
    try:
        whole = value == value.to_integral_value()
    except InvalidOperation as error:
        raise ValueError(f"{json_value!r} is no number") from error
    if type_ == "integer" and not whole:
        raise ValueError(f"{json_value!r} is no whole number")
    _plain_number(value, is_money=type_ == "money")
    return value


def _date_from_json(json_value: object) -> date:
    if isinstance(json_value, date):
        return date(json_value.year, json_value.month, json_value.day)
    if isinstance(json_value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", json_value):
        try:
            return date.fromisoformat(json_value)
        except ValueError as error:
            raise ValueError(f"{json_value!r} is no day of the calendar") from error
    raise ValueError(f"{json_value!r} is no date: write it like 2005-09-07")


def _no_such_type(type_: str) -> str:
    return f"there is no value type {type_!r}; there are {', '.join(TYPES)}"


_BY_WORDS: dict[str, Callable[[str], Parsed]] = {
    "text": _text,
    "lines": _lines,
    "yes_no": _yes_no,
    "signature": _signature,
    "items": _items,
    "table": _items,
}
"""The types for which the words alone decide."""
