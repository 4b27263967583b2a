"""Dates as people write them into a blank of a US form.

Own patterns rather than a lenient library: nothing is made up, not a day, not a year. Each pattern
must explain the whole answer.
"""

import re
from datetime import date

from rapidfuzz.distance import Levenshtein

from templates.empty_answers import is_empty_answer, plain
from templates.number_words import number_in_words, ordinal_in_words
from templates.parsed import AMBIGUOUS, BLANK, DOUBTFUL, INVALID, LIKELY, Parsed, filled

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORT = {m[:3]: i for i, m in enumerate(_MONTHS, start=1)} | {m: i for i, m in enumerate(_MONTHS, start=1)}
_SHORT |= {"sept": 9}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
_YEAR = r"(?P<year>[0-9]{4}|'?\s?[0-9]{2}|two thousand(?: and)?(?: [a-z]+(?:[ -][a-z]+)?)?)"
_DAY = r"(?:the\s+)?(?P<day>[0-9]{1,2})(?:\s?(?:st|nd|rd|th))?"
_DAY_WORD = r"(?P<dayword>[a-z]+(?:[- ][a-z]+)?)"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_OF = r"(?:\s*,?\s*(?:of|in the year(?: of)?)\s+|\s*[,.]\s*|\s+)"
_TIME = re.compile(
    r"(?:\s*[|,@]\s*|\s+at\s+|\s+|(?<=[0-9])t)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?:\s*[ap]\.?\s?m\.?)?(?:\s*\(?(?:z|gmt|utc|[ecmp][sd]?t|[+-][0-9]{2}[:']?[0-9]{2}'?)\)?)*$"
)
_FIRST_WORDS = re.compile(
    r"^(?:(?:dated?|signed|executed|effective)\b\s*:?\s*)?(?:(?:as of|on|this|the)\s+)*(?:date\s*:\s*)?"
)

_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MONTH}\s*{_DAY}{_OF}{_YEAR}",
        rf"{_MONTH}[-/]{_DAY}[-/]{_YEAR}",
        rf"{_DAY}(?:\s*-?\s*day)?(?:\s+of)?\s*,?\s*{_MONTH}(?:{_OF}|\s*(?=')){_YEAR}",
        rf"{_DAY}\s?(?P<sep>[-/.]?)\s?{_MONTH}(?P=sep)\s?{_YEAR}",
        rf"{_DAY_WORD}\s+day\s+of\s+{_MONTH}{_OF}{_YEAR}",
        rf"{_MONTH}\s+{_DAY_WORD}{_OF}{_YEAR}",
    )
)
_NAMED_NO_YEAR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MONTH}\s*{_DAY}\s?[,.]?",
        rf"{_DAY}(?:\s*-?\s*day)?(?:\s+of)?[\s,-]*{_MONTH}\s?,?",
        rf"{_DAY_WORD}\s+day\s+of\s+{_MONTH}\s?,?",
        rf"{_MONTH}\s+{_DAY_WORD}\s?,?",
    )
)
_NUMERIC = re.compile(
    r"(?P<a>[0-9]{1,2})\s?(?P<sep>[-/.]| )\s?(?P<b>[0-9]{1,2})\s?(?P=sep)\s?(?P<year>[0-9]{4}|'?[0-9]{2})"
)
# Month and day in figures, and the year after a comma, as where the form prints ", 2005" beside the blank.
_NUMERIC_YEAR_APART = re.compile(
    r"(?P<a>[0-9]{1,2})\s?(?P<sep>[-/.])\s?(?P<b>[0-9]{1,2})"
    r"(?:\s?[-/]?\s?,\s?(?P<year>[0-9]{4}|'?[0-9]{2})|\s(?P<far>[0-9]{4}))"
)
_NUMERIC_NO_YEAR = re.compile(r"(?P<a>[0-9]{1,2})\s?[-/]\s?(?P<b>[0-9]{1,2})\s?[-/,]?")
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<sep>[-/.]|)(?P<b>[0-9]{2}|(?<=[-/.])[0-9])(?P=sep)(?P<day>[0-9]{2}|(?<=[-/.])[0-9])"
)
_RUN = re.compile(r"(?P<b>[0-9]{2})(?P<day>[0-9]{2})(?P<year>[0-9]{4})")
_INSIDE = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|[a-z]{3,9}\.?\s*[0-9]{1,2}(?:st|nd|rd|th)?[\s,]+'?[0-9]{2,4}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?\s(?:day of\s)?[a-z]{3,9},?\s'?[0-9]{2,4}"
)


def parse_date(raw: str, printed_year: int | None = None) -> Parsed:
    """Read a date.

    Args:
        raw: What stands in the blank; it may hold the year printed after it.
        printed_year: The year that the form prints beside the blank (", 2005"), for answers that
            give none. A year that the answer gives itself wins.

    Returns:
        A date. Numbers are month first as in the United States; day first only where the first
        number cannot be a month. Dots with two readings ("7.9.2005", a European habit) stay below
        certainty. Two-digit years 00 to 49 are 2000 to 2049. Invalid: impossible dates, years
        outside 1900 to 2099, a date without a day or a year, words that are no date. Ambiguous: a
        date with other words beside it, two dates, misspelt months, letters for digits.
    """
    text = re.sub(r"(?<=[0-9])_+(?=[0-9]\s*$)", "", plain(raw))
    text = re.sub(r"\s+", " ", re.sub(r"_+", " ", text)).strip(" *")
    if is_empty_answer(text) or text.strip(" ,.'") == str(printed_year):
        return BLANK
    text = text.lower().strip(" ;")
    text = _FIRST_WORDS.sub("", text)
    text = re.sub(r",?\s*a\.?d\.?$", "", text).strip()
    text = _one_year(text)
    timed = _TIME.search(text)
    if timed and re.search(r"[0-9]", text[: timed.start()]):
        text = text[: timed.start()].strip(" ,|@")
    weekday = re.match(_WEEKDAY, text)
    if weekday:
        text = text[weekday.end() :]
    text = re.sub(r"(?<=[0-9])\.$", "", text).strip()
    found = _whole(text, printed_year)
    if found is None:
        return _why_not(text, printed_year)
    if (
        weekday
        and isinstance(found.value, date)
        and not _WEEKDAYS[found.value.weekday()].startswith(weekday["weekday"][:3])
    ):
        return AMBIGUOUS
    return found


def complete_year(stub: str, written: str) -> int | None:
    """The year that a printed stub and the hand beside it make together.

    ("200_", "5"), ("200_", "05"), ("200_", "2005") and (", 2005", "") are 2005; ("200_", "") is
    None, as is whatever contradicts the stub, unless all four digits are written.
    """
    printed = re.sub(r"[^0-9]", "", stub)[:4]
    digits = re.sub(r"[\s_',.]", "", written)
    if not digits:
        return int(printed) if len(printed) == 4 else None
    if not re.fullmatch(r"[0-9]{1,4}", digits) or (len(digits) == 3 and not digits.startswith("20")):
        return None
    if len(digits) == 4:
        return int(digits) if 1900 <= int(digits) <= 2099 else None
    if len(printed) + len(digits) == 4:
        return int(printed + digits)
    if len(digits) == 2 and printed[:2] and f"{printed[:2]}{digits}".startswith(printed):
        return int(printed[:2] + digits)
    return None


def _one_year(text: str) -> str:
    """The answer with its year once, where writer and printer both gave the same."""
    text = re.sub(r"\b([0-9]{4})(?:\s?,\s?|\s)\1$", r"\1", text)
    return re.sub(r"^([0-9]{1,2}([-/])[0-9]{1,2}\2)([0-9]{2})(?:\s?,\s?|\s)([12][0-9]\3)$", r"\1\4", text)


def _whole(text: str, printed_year: int | None) -> Parsed | None:
    for read in (_read_named, _read_year_first, _read_numeric, _read_numeric_year_apart, _read_run):
        found = read(text)
        if found is not None:
            return found
    if printed_year is None:
        return None
    return _read_named_without_year(text, printed_year) or _read_numeric_without_year(text, printed_year)


def _read_named(text: str) -> Parsed | None:
    for pattern in _NAMED:
        match = pattern.fullmatch(text)
        if match:
            month, day, year = _SHORT.get(match["month"]), _day(match), _year(match["year"])
            if month is not None and day is not None and year is not None:
                return _dated(year[0], month, day, year[1])
    return None


def _read_named_without_year(text: str, printed_year: int) -> Parsed | None:
    for pattern in _NAMED_NO_YEAR:
        match = pattern.fullmatch(text)
        if match:
            month, day = _SHORT.get(match["month"]), _day(match)
            if month is not None and day is not None:
                return _dated(printed_year, month, day, 0.97)
    return None


def _day(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    return int(groups["day"]) if groups.get("day") else ordinal_in_words(groups["dayword"])


def _year(written: str) -> tuple[int, float] | None:
    """The year and how surely it is that."""
    if written[0].isalpha():
        number = number_in_words(written)
        return None if number is None else (int(number), 1.0)
    digits = written.strip("' ")
    if len(digits) == 4:
        return int(digits), 1.0
    return int(digits) + (2000 if int(digits) < 50 else 1900), 0.97


def _dated(year: int, month: int, day: int, confidence: float) -> Parsed:
    if not 1900 <= year <= 2099:
        return INVALID
    try:
        return filled(date(year, month, day), confidence)
    except ValueError:
        return INVALID


def _read_year_first(text: str) -> Parsed | None:
    match = _YEAR_FIRST.fullmatch(text)
    if not match or not 1900 <= int(match["year"]) <= 2099:
        return None
    return _dated(int(match["year"]), int(match["b"]), int(match["day"]), 1.0 if match["sep"] else LIKELY)


def _read_run(text: str) -> Parsed | None:
    match = _RUN.fullmatch(text)
    return _dated(int(match["year"]), int(match["b"]), int(match["day"]), LIKELY) if match else None


def _read_numeric(text: str) -> Parsed | None:
    match = _NUMERIC.fullmatch(text)
    year = _year(match["year"]) if match else None
    if not match or year is None:
        return None
    doubt = DOUBTFUL if match["sep"] == "." else LIKELY if match["sep"] == " " else year[1]
    return _month_first(int(match["a"]), int(match["b"]), year[0], doubt, year[1])


def _read_numeric_year_apart(text: str) -> Parsed | None:
    match = _NUMERIC_YEAR_APART.fullmatch(text)
    year = _year(match["year"] or match["far"]) if match else None
    if not match or year is None:
        return None
    if _may_be_month_and_year(match, year[0]):
        return AMBIGUOUS
    sure = min(year[1], LIKELY) if int(match["b"]) == year[0] % 100 else year[1]
    return _month_first(int(match["a"]), int(match["b"]), year[0], DOUBTFUL if match["sep"] == "." else sure, sure)


def _may_be_month_and_year(match: re.Match[str], year: int) -> bool:
    """Whether the second figure is the year as well as a day: "9/05" beside 2005.

    A month without its zero goes with a day without one, so "4/11" beside 2011 is the eleventh.
    """
    return len(match["a"]) == 1 and match["b"].startswith("0") and int(match["b"]) == year % 100


def _read_numeric_without_year(text: str, printed_year: int) -> Parsed | None:
    match = _NUMERIC_NO_YEAR.fullmatch(text)
    if not match:
        return None
    if _may_be_month_and_year(match, printed_year):
        return AMBIGUOUS
    return _month_first(int(match["a"]), int(match["b"]), printed_year, LIKELY, LIKELY)


def _month_first(a: int, b: int, year: int, if_both_fit: float, otherwise: float) -> Parsed:
    if a > 12 and b <= 12:
        return _dated(year, b, a, LIKELY)
    return _dated(year, a, b, if_both_fit if b <= 12 and a != b else otherwise)


def _why_not(text: str, printed_year: int | None) -> Parsed:
    """Ambiguous where a date nearly stands there, invalid where none does."""
    mended = re.sub(r"(?<![a-z])[o](?=[0-9])|(?<=[0-9])o(?![a-z])", "0", text)
    mended = re.sub(r"(?<![a-z])[li|](?=[0-9/])|(?<=[0-9])[li|](?![a-z])", "1", mended)
    if mended != text and _whole(mended, printed_year or 2000):
        return AMBIGUOUS
    words = re.findall(r"[a-z]+", text)
    if any(_is_nearly_a_month(word) for word in words) and re.search(r"[0-9]", text):
        return AMBIGUOUS
    if "?" in text and re.search(r"[0-9]", text):
        return AMBIGUOUS
    inner = _INSIDE.search(text)
    if inner and (inner[0] != text or re.search(r"[0-9]{1,2}([-/.])[0-9]{1,2}(?!\1)[-/.][0-9]{2,4}", text)):
        return AMBIGUOUS
    if inner or re.fullmatch(r"[0-9]{6}", text):
        return AMBIGUOUS
    if any(word in _SHORT for word in words) and len(re.findall(r"[0-9]+", text)) > 1:
        return AMBIGUOUS
    if re.search(r"[0-9]{1,2}\s?[-/]\s?[0-9]{1,2}", text) and printed_year is not None:
        return AMBIGUOUS
    return INVALID


def _is_nearly_a_month(word: str) -> bool:
    if word in _SHORT or len(word) < 4:
        return False
    return any(Levenshtein.distance(word, month, score_cutoff=2) <= 2 and len(month) > 3 for month in _MONTHS)


def date_in_words(day: date) -> str:
    """Print a day as "September 7, 2005", in English whatever the machine's language."""
    return f"{_MONTHS[day.month - 1].title()} {day.day}, {day.year}"
