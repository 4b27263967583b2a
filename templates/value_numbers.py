"""Figures as people write them into a blank: "1,500 (fifteen hundred)", "$150,000.-".

Strict on purpose: a figure that any rule here does not explain whole is ambiguous, never a guess.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from templates.empty_answers import is_empty_answer, plain
from templates.number_words import has_number_word, number_in_words
from templates.parsed import AMBIGUOUS, BLANK, INVALID, LIKELY, Parsed, filled

Kind = Literal["money", "decimal", "integer"]
Unit = Literal["", "dollars"]

_MONEY_BEFORE = re.compile(r"^(?:U\.?\s?S\.?\s?D?\.?\s*)?\$\s*|^U\.?S\.?D\.?\s*", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r"\s*(?:\bU\.?\s?S\.?\s?D?\.?\s*)?(?:\bdollars?\b|\bUSD\b|\bU\.S\.D\.|\(?\bU\.?S\.?(?:D\.?)?\)?|\$)\.?$",
    re.IGNORECASE,
)
_SHARES_AFTER = re.compile(
    r"\s*\b(?:shares?|shs?\.?)(?:\s+of(?:\s+the)?(?:\s+company's)?(?:\s+series\s+[a-z])?"
    r"(?:\s+convertible)?(?:\s+preferred)?(?:\s+(?:stock|shares?))?)?\.?$",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"\s*(?:/|\bper\b|\ba\b)\s*(?:shares?|shs?\.?)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:\.(?P<part>[0-9]+))?\.?")
_COMMAS = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?\.?")
_SPACED = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:(?: ,|, | |')[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+)"
    r"(?P<point> ?\. ?)?(?P<part>(?<=[. ])[0-9]+)?"
)
_LONE_PART = re.compile(r"\.(?P<part>[0-9]+)")
_ROUND = re.compile(r"(?P<figure>[0-9,]+)\s*(?:\.|,|/)\s*-{1,2}|(?P<barred>[0-9,]+)\.\s*(?:00)?\s*-{2,}")
_CENTS = re.compile(
    r"(?P<figure>[0-9, ]*[0-9])\s*(?:and|&|\+)?\s+(?P<cents>[0-9]{2}|no|xx|-0-)\s?/\s?(?:100|xx)(?:ths)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?:(?P<whole>[0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:\s+|-))?(?P<top>[0-9]{1,2})\s?/\s?(?P<bottom>[0-9]{1,3})"
)
_SCALED = re.compile(
    r"(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<scale>k|thousand|mm|million|mil\.?|mln)", re.IGNORECASE
)
_SCALES = {"k": 10**3, "thousand": 10**3, "mm": 10**6, "million": 10**6, "mil": 10**6, "mln": 10**6}
_VULGAR = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅛": " 1/8", "⅜": " 3/8", "⅝": " 5/8", "⅞": " 7/8"}
_NONE = re.compile(
    r"(?:none|nil|zero|no|nothing|-\s?0\s?-|0)(?:\s(?:shares?|remain(?:s|ing)?|left|outstanding))*(?<!^no)"
)
_DASH = re.compile(r"-{1,2}|-\s-")
_MISTAKABLE = re.compile(r"[0-9OoIlSB|][0-9OoIlSB|,. ]*")


@dataclass(frozen=True, slots=True)
class _Reader:
    kind: Kind
    unit: Unit = ""
    parts_of_cents: bool = False

    def read(self, text: str) -> Parsed:
        """One figure, or a figure and its words, without more around it than a unit."""
        bare = self._without_unit(text)
        if bare is None:
            return AMBIGUOUS
        single = self._single(bare)
        if single is not None:
            return single
        twice = self._said_twice(bare)
        if twice is not None:
            return twice
        return AMBIGUOUS if _holds_a_number(text) else INVALID

    def _without_unit(self, text: str) -> str | None:
        """The text without "$", "dollars" or "shares"; None where the unit is the other kind's."""
        sign = ""
        if re.match(r"-\s?(?:\$|U\.?S)", text):
            sign, text = "-", text[1:].lstrip()
        if self.unit:
            text = _PER_SHARE.sub("", text)
        bare = _MONEY_AFTER.sub("", _MONEY_BEFORE.sub("", text)).strip()
        is_money = bare != text
        if self.kind == "money" or self.unit:
            return None if _SHARES_AFTER.search(bare) else sign + bare
        if is_money:
            return None
        return sign + _SHARES_AFTER.sub("", bare).strip()

    def _single(self, text: str) -> Parsed | None:
        """A lone figure or a lone phrase of words; None where it is neither."""
        negative = re.fullmatch(r"-\s?([0-9].*)", text)
        if negative:
            inner = self._figure(negative[1])
            return None if inner is None else _negated(inner)
        figure = self._figure(text)
        if figure is not None:
            return figure
        words = number_in_words(text)
        return None if words is None else self._checked(words, 1.0)

    def _figure(self, text: str) -> Parsed | None:
        for read in (self._digits, self._round_sum, self._with_cents, self._scaled, self._fraction):
            found = read(text)
            if found is not None:
                return found
        return None

    def _digits(self, text: str) -> Parsed | None:
        for pattern, confidence in ((_PLAIN, 1.0), (_COMMAS, 1.0), (_LONE_PART, LIKELY), (_SPACED, LIKELY)):
            match = pattern.fullmatch(text)
            if not match:
                continue
            groups = match.groupdict()
            whole, part = groups.get("whole") or "0", groups.get("part")
            if groups.get("point") and not part:
                return AMBIGUOUS
            if part and not groups.get("point") and pattern is _SPACED:
                return AMBIGUOUS
            if pattern is _PLAIN and len(whole) > 1 and whole.startswith("0"):
                return AMBIGUOUS
            if re.match(r"0[^.]*[, ']", whole):
                return AMBIGUOUS
            is_below_one = (pattern is _PLAIN and whole == "0") or (pattern is _LONE_PART and self.unit == "dollars")
            if part and len(part) == 3 and not is_below_one and (pattern is not _PLAIN or len(whole) <= 3):
                return AMBIGUOUS  # "1.500" is 1500 to a European, "1,500.000" may be 1,500,000; "0.003" is nothing else
            return self._checked(Decimal(re.sub(r"[^0-9]", "", whole) + (f".{part}" if part else "")), confidence)
        return None

    def _round_sum(self, text: str) -> Parsed | None:
        """A figure that a dash closes: "150,000.-", "150,000/--"."""
        match = _ROUND.fullmatch(text)
        if not match:
            return None
        return self._digits(match["figure"] or match["barred"]) or AMBIGUOUS

    def _with_cents(self, text: str) -> Parsed | None:
        match = _CENTS.fullmatch(text)
        if not match or self.kind != "money":
            return None
        whole = self._digits(match["figure"])
        if whole is None or not isinstance(whole.value, Decimal):
            return AMBIGUOUS
        cents = match["cents"]
        return filled(whole.value + Decimal(int(cents) if cents.isdigit() else 0) / 100, whole.confidence)

    def _scaled(self, text: str) -> Parsed | None:
        """A figure and its scale: "150k", "1.5 million". A lone "M" is a thousand to some and a million to others."""
        match = _SCALED.fullmatch(text)
        if not match or not (_PLAIN.fullmatch(match["figure"]) or _COMMAS.fullmatch(match["figure"])):
            return None
        scale = _SCALES[match["scale"].lower().rstrip(".")]
        return self._checked(Decimal(match["figure"].replace(",", "")) * scale, LIKELY)

    def _fraction(self, text: str) -> Parsed | None:
        match = _FRACTION.fullmatch(text)
        if not match or self.kind == "money":
            return None
        top, bottom = int(match["top"]), int(match["bottom"])
        if not 0 < top < bottom or bottom not in (2, 4, 5, 8, 10, 16, 20, 25, 50, 100):
            return AMBIGUOUS
        whole = Decimal((match["whole"] or "0").replace(",", ""))
        return self._checked(whole + Decimal(top) / bottom, LIKELY)

    def _checked(self, value: Decimal, confidence: float) -> Parsed:
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        if self.kind == "money" and places > 2 and not self.parts_of_cents:
            return AMBIGUOUS
        if self.kind == "integer" and value != value.to_integral_value():
            return INVALID
        return filled(value, confidence)

    def _said_twice(self, text: str) -> Parsed | None:
        """A figure and the same in words, or again: both must agree."""
        for first, second in _halves(text):
            pair = [self._part(half) for half in (first, second)]
            values = [p.value for p in pair if p is not None and p.state == "filled"]
            if len(values) == 2:
                if values[0] != values[1]:
                    return AMBIGUOUS
                return filled(values[0], min(p.confidence for p in pair if p is not None))
        return None

    def _part(self, text: str) -> Parsed | None:
        bare = self._without_unit(text.strip())
        return None if not bare else self._single(bare)


def parse_number(
    raw: str, kind: Kind, unit: Unit = "", *, none_is_zero: bool = False, parts_of_cents: bool = False
) -> Parsed:
    """Read a figure.

    Args:
        raw: What stands in the blank, its rule of underscores included.
        kind: "money" is US dollars of at most two places; "decimal" may be fractional shares;
            "integer" is whole.
        unit: A decimal in "dollars" is a price, of any number of places: "$0.0033 per share".
        none_is_zero: The number can be nothing, and is asked for all the same.
        parts_of_cents: Money may have more than two places.

    Returns:
        A Decimal, exact and never rounded. Ambiguous where grouping is malformed ("150,00.00"),
        the decimal mark may be European ("1.500,00"), letters stand for digits, brackets may mean
        a minus, a star points to a note ("500*"), or words and figures disagree. Invalid where no number stands
        ("TBD").
    """
    text = "".join(_VULGAR.get(c, c) for c in raw)
    text = re.sub(r"_+", " ", plain(text))
    text = re.sub(r"\s+", " ", text).strip()
    if re.fullmatch(r"\$?\s?-\s?0\s?-", text):
        return filled(Decimal(0), LIKELY)
    if none_is_zero and text:
        nothing = _nothing(text)
        if nothing is not None:
            return nothing
    if is_empty_answer(text) or is_empty_answer(re.sub(r"\$|\bU\.?S\.?D?\b|\bshares?\b|\bdollars?\b", "", text)):
        return BLANK
    if _points_to_a_note(text):
        return AMBIGUOUS
    text = _without_padding(text)
    if re.fullmatch(r"\$?\s?\([^()a-zA-Z]*\)", text):
        return AMBIGUOUS
    return _Reader(kind, unit, parts_of_cents).read(text)


def _nothing(text: str) -> Parsed | None:
    """0 where the words plainly say so, ambiguous where they may say that there is no answer; None elsewhere."""
    bare = text.strip(" .,;:*\"'").casefold()
    if _NONE.fullmatch(bare) or any(
        _NONE.fullmatch(first.strip()) and _NONE.fullmatch(second.strip()) for first, second in _halves(bare)
    ):
        return filled(Decimal(0), LIKELY)
    if is_empty_answer(text) and (_DASH.fullmatch(bare) or any(char.isalpha() for char in bare.replace("x", ""))):
        return AMBIGUOUS
    return None


def _points_to_a_note(text: str) -> bool:
    """Whether a star or two at one end only is the sign of a note ("500*"), and no guard of the figure."""
    before, after = (
        match[0].count("*") for match in (re.match(r"[$\s*]*", text), re.search(r"[\s*]*$", text)) if match
    )
    return (0 < after <= 2 and not before) or (0 < before <= 2 and not after)


def _without_padding(text: str) -> str:
    """The figure without the stars, dashes and equals signs that guard it against additions."""
    text = re.sub(r"(?<=\$)\s?(?:[*=]+|-{3,})\s*", "", text)
    text = re.sub(r"^(?:[*=]+|-{3,})\s*|\s*[*=]+$", "", text)
    return re.sub(r"(?<=[0-9a-z])\s?-{3,}$|(?<=\.[0-9]{2})\s?-{2,}$|(?<=[a-z])\s*-{2,}$", "", text).strip()


def _halves(text: str) -> list[tuple[str, str]]:
    """The ways to cut a text in a figure and its repetition."""
    bracket = re.fullmatch(r"([^()\[\]]+)[(\[]([^()\[\]]+)[)\]]\s*([^()\[\]]*)", text)
    if bracket:
        tail = bracket[3].strip(" .,;")
        return [(f"{bracket[1].strip(' ,;')} {tail}".strip(), bracket[2])]
    cuts = [(m.start(), m.end()) for m in re.finditer(r"\s*[-/,;=:]\s*|\s+or\s+|\s+", text)]
    return [
        (text[:start], text[end:])
        for start, end in cuts
        if bool(re.search(r"[0-9]", text[:start])) != bool(re.search(r"[0-9]", text[end:].partition("/")[0]))
    ]


def _holds_a_number(text: str) -> bool:
    if re.search(r"\d", text) or has_number_word(text):
        return True
    return bool(_MISTAKABLE.fullmatch(text)) and len(text) > 2


def _negated(parsed: Parsed) -> Parsed:
    if not isinstance(parsed.value, Decimal):
        return AMBIGUOUS
    return Parsed(-parsed.value, parsed.state, min(parsed.confidence, LIKELY))
