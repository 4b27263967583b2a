"""What a certificate or letter may not say: a blank or tag left over, figures that cannot be right."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from templates.empty_answers import FREE_TEXT, is_empty_answer, is_filler
from templates.figures_in_words import in_words
from templates.form import Field, Form
from templates.number_words import number_in_words
from templates.parsed import ParsedValue
from templates.values import parse, to_text

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<<[^<>]*>>|«[^«»]*»|\$\{[^{}]*\}")
_LEFT_BLANK = re.compile(
    r"_{3,}|\[[\s._*•●]*\]|\[\s*(?:insert|enter|type|fill in|name|date|number|amount|holder|tbd)\b[^\]]*\]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[[^\[\]]*\]|<[^<>]*>")
_LATER = re.compile(r"tb[da]|to be (?:determined|announced|provided|completed)|to come|xx+", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_OTHER_UNITS = re.compile(r"dollar|\bcents?\b|\bu\.?s\.?\b", re.IGNORECASE)


def leftovers(form: Form, values: Mapping[str, ParsedValue], terms: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with each value or term of a certificate or letter in which a blank or a tag was left.

    Words that a letter quotes are left alone: they are a document's, and may be the very thing it
    writes about. An agreement's values may be anything, since it is also drafted from what was
    signed, and its terms may be blanks; no paper's terms may be tags.
    """
    is_issued = form.kind != "agreement"
    for name, value in values.items() if is_issued else ():
        if (found := _leftover(form.fields[name], value)) is not None:
            yield f"{name}: {found}"
    for name, words in terms.items():
        if (found := _tag_in(words) or (_blank_in(words) if is_issued else None)) is not None:
            yield f"the offering's {name}: {found}"


def _leftover(field: Field, value: ParsedValue) -> str | None:
    match field.type, value:
        case ("items", tuple()):
            bare = [_QUOTED.sub("quoted", str(item)) for item in value]
            return next((said for item in bare if (said := _tag_in(item) or _blank_in(item))), None)
        case ("table", tuple()):  # a cell may be a dash: nothing is known there
            return next((said for row in value if (said := _tag_in(str(row)))), None)
        case ("lines", str()):
            return next((said for line in value.split("\n") if (said := _tag_in(line) or _blank_in(line))), None)
        case ("text", str()) if value and is_empty_answer(value):
            return _is_a_blank(value)
        case ("text", str()):
            return _tag_in(value) or _blank_in(value)
    return None


def _tag_in(words: str) -> str | None:
    found = _TAG.search(words)
    return None if found is None else f"{found[0]!r} is a tag into which nothing was put. Write what it stands for."


def _blank_in(words: str) -> str | None:
    if not words.strip():
        return None
    is_blank = is_filler(words) or _BRACKETED.fullmatch(words.strip()) or _LATER.fullmatch(words.strip(" ."))
    found = words if is_blank else (match[0] if (match := _LEFT_BLANK.search(words)) else None)
    return None if found is None else _is_a_blank(found)


def _is_a_blank(words: str) -> str:
    return f"{words!r} is a blank that nobody has filled in. Write the value."


def unfit_answers(form: Form, values: Mapping[str, ParsedValue]) -> Iterator[str]:
    """What is wrong with each answer that somebody gives to an agreement's blanks, and that none can be.

    Words that a reader holds for an empty blank would be lost; a number below zero is no number of shares,
    price or amount. An agreement that is drafted anew from a signed copy says what that says, and is not asked.
    """
    if form.kind != "agreement":
        return
    for name, value in values.items():
        field = form.fields.get(name)
        if field is None:
            continue
        if isinstance(value, str) and value.strip() and _reads_as_blank(field, value):
            yield (
                f"{name}: {value!r} says that nothing stands there, and would be read as a blank. Write the value,"
                " or leave it out, and the blank stays open."
            )
        if isinstance(value, Decimal) and (value < 0 or (field.is_above_zero and value == 0)):
            least = "must be more than zero" if field.is_above_zero else "cannot be less than zero"
            yield f"{name}: is {to_text(field.type, value)}, and {least}."


def _reads_as_blank(field: Field, words: str) -> bool:
    if field.type == "lines" and not field.name.startswith(FREE_TEXT) and is_empty_answer(words):
        return True
    return field.type in ("text", "lines") and parse(field.type, words).state == "blank"


def contradictions(form: Form, values: Mapping[str, ParsedValue], terms: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with each figure that the catalogue limits: not above zero, too large, other words than figures.

    Fractions are no mistake: Section 1.12 of the agreement leaves them to the company.
    """
    for name, field in form.fields.items():
        value = values.get(name)
        if value is None:
            continue
        if form.kind != "agreement" and field.is_above_zero and isinstance(value, Decimal) and value <= 0:
            yield f"{name}: is {to_text(field.type, value)}, and must be more than zero."
        limit = _limit(form, field, values, terms)
        if limit is not None and isinstance(value, Decimal) and value > limit:
            most = f"{field.at_most} is {to_text('decimal', limit)}"
            yield f"{name}: is {to_text(field.type, value)}, but {most}. It cannot be more."
        figure = values.get(field.in_words_of) if field.in_words_of else None
        if isinstance(value, str) and isinstance(figure, Decimal) and figure > 0 and not _says(value, figure):
            yield (
                f"{name}: says {value!r}, but {field.in_words_of} says {to_text('decimal', figure)}. Correct one of"
                f" them; the figure in words is {in_words(figure)!r}."
            )


def _limit(
    form: Form, field: Field, values: Mapping[str, ParsedValue], terms: Mapping[str, str]
) -> Decimal | None:  # fmt: skip
    if field.at_most in form.fields:
        found = values.get(field.at_most)
        return found if isinstance(found, Decimal) else None
    words = terms.get(field.at_most, "").replace(",", "")
    return Decimal(words) if re.fullmatch(r"\d+(?:\.\d+)?", words) else None


def _says(words: str, figure: Decimal) -> bool:
    """Whether words say a figure, and nothing besides: no dollars, no cents."""
    if _OTHER_UNITS.search(words):
        return False
    return number_in_words(words) == figure or _plain(words) == _plain(in_words(figure))


def _plain(words: str) -> str:
    return " ".join(words.replace("-", " ").casefold().split())
