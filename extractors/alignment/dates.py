"""Dates: what is written in a date's blanks, with the year that the form prints beside them."""

import re
from dataclasses import dataclass

from extractors.alignment.laid import Laid
from extractors.alignment.tokens import Piece
from templates.values import Parsed, complete_year, is_empty_answer, parse_date
from templates.wording import Print


@dataclass(frozen=True, slots=True)
class Dated:
    """A date's words and what they mean."""

    gap: int
    raw: str
    pieces: list[Piece]
    parsed: Parsed


def dated_in(laid: Laid, name: str) -> Dated:
    """Read a date field: one blank with a printed year, or a day and a month apart.

    The printed year stub (", 2005", "200_") belongs to the blank: a year written beside or
    over it is the date's year, and the stub counts only where no year is written.
    """
    blanks = laid.blanks(name)
    gaps = list(dict.fromkeys(laid.gap_of_blank[index] for index, _ in blanks))
    stub_ticks = [
        index
        for index, tick in enumerate(laid.ruler.ticks)
        if not tick.is_gap
        and isinstance(item := laid.ruler.items[tick.item], Print)
        and item.kind == "stub"
        and item.field == name
    ]
    stubs = [laid.alignment.matched[tick] for tick in stub_ticks if tick in laid.alignment.matched]
    is_struck = any(laid.word(token).word.style.strike for token in stubs if laid.tokens[token].text.isdigit())
    years = [laid.tokens[token].text for token in stubs]
    printed = "".join(laid.ruler.ticks[tick].text for tick in stub_ticks).strip(",. ")
    over = "".join(years).strip(",. ")
    if over and over != printed:
        printed = over  # another year stands over the printed one
    written_beside = _beside_stub(laid, stub_ticks)
    parts = {blank.part: laid.pieces(laid.in_gap(laid.gap_of_blank[index])) for index, blank in blanks}
    pieces = [piece for gap in gaps for piece in laid.pieces(laid.in_gap(gap))]
    kept = [piece for piece in pieces if not piece.word.style.strike]
    beside = laid.pieces(written_beside)
    laid.taken.update(written_beside)
    raw = laid.raw(kept)
    if is_struck and not beside and raw.strip():  # the printed year is crossed out, and none is read for it
        return Dated(gaps[0], raw, kept, parse_date("?", None))
    if None in parts:
        if not years and any(_UNFINISHED.search(piece.word.text) for piece in kept):
            return Dated(gaps[0], raw, kept, parse_date("?", None))  # "October 3, 20__" has no year yet
        return _one_blank(gaps[0], raw, kept, printed, beside)
    return _day_and_month(gaps[0], parts, kept, printed, beside)


_UNFINISHED = re.compile(r"(?:^|\D)(?:19|20)\d?_{1,2}\b|^(?:19|20)\d?_{1,2}$")


_DECADE = re.compile(r"(?:19|20)\d_")


def _one_blank(gap: int, raw: str, kept: list[Piece], printed: str, beside: list[Piece]) -> Dated:
    year = int(printed) if re.fullmatch(r"\d{4}", printed) else None
    extra = " ".join(piece.text for piece in beside).strip(" .,")
    text = " ".join(raw.split()).strip(" ,")
    if not text:
        return Dated(gap, extra, beside, parse_date(extra, None) if extra else parse_date("", None))
    if extra:
        text = f"{text}, {extra}"
        return Dated(gap, text, kept + beside, parse_date(text, None))
    return Dated(gap, raw, kept, parse_date(text, year))


def _day_and_month(
    gap: int, parts: dict[str | None, list[Piece]], kept: list[Piece], printed: str, beside: list[Piece]
) -> Dated:
    day, month = (" ".join(piece.text for piece in parts.get(part, ())).strip(" ,") for part in ("day", "month"))
    if not day and any(_DECADE.fullmatch(piece.word.text) for piece in parts.get("month", ())) and len(month) == 3:
        month = ""  # no answer, but the stub printed for another decade: "200_" where the form says "201_"
    extra = "".join(piece.text for piece in beside).strip(" .,_")
    raw = " ".join(part for part in (day, month, extra) if part)
    if not day and not month:
        return Dated(gap, raw, kept + beside, parse_date(raw, None))
    if is_empty_answer(day or month) and is_empty_answer(month or day):
        return Dated(gap, raw, kept, parse_date("", None))
    year = _year(extra, printed)
    for own in (month, day):  # a whole date written into one of the two
        whole = parse_date(own, None)
        if whole.state == "filled" and ((own == month and not day) or (own == day and not month)):
            return Dated(gap, raw, kept + beside, whole)
    found = re.search(r"[, ]+(\d{4}|'?\d{2})$", month)
    if found:
        month, year = month[: found.start()], found.group(1)
    text = f"{month} {day}, {year}" if year else f"{month} {day}"
    if not day or not month:
        return Dated(gap, raw, kept + beside, parse_date(raw, None))
    return Dated(gap, raw, kept + beside, parse_date(text, None))


def _year(extra: str, printed: str) -> str:
    """The year of a stub like "200" completed by what is written beside it."""
    digits = re.sub(r"\D", "", extra)
    if len(digits) == 4:
        return digits
    if digits:
        year = complete_year(f"{printed}_" if len(printed) == 3 else printed, digits)
        return str(year) if year else ""
    return printed if len(printed) == 4 else ""


def _beside_stub(laid: Laid, stub_ticks: list[int]) -> list[int]:
    """Tokens written beside or over a printed year."""
    if not stub_ticks:
        return []
    found = [
        token
        for tick in range(stub_ticks[0], stub_ticks[-1] + 2)
        for token in laid.alignment.added.get(tick, ())
        if not laid.tokens[token].is_rule
    ]
    texts = [laid.tokens[token].text for token in found]
    if (
        found
        and all(re.fullmatch(r"[.,]|'?\d{1,4}", text) for text in texts)
        and any(text[-1].isdigit() for text in texts)
    ):
        return found
    return []
