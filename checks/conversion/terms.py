"""The terms of a series and the readings taken of them: data, so that another series is another ledger.

What a ledger does not name is what the Series D certificate of designations says.
"""

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, model_validator

from checks.conversion.figures import counted, parse_figure, parse_ratio
from checks.conversion.names import spelt_twice

FIRST_YEAR, LAST_YEAR = 1900, 2199
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Python reads "2005-W40-1" as a date as well."""
LONGEST_PERIOD = 3660
"""Days of the longest period that is no slip: ten years."""


def _positive(figure: Fraction) -> Fraction:
    if figure <= 0:
        raise ValueError("must be more than 0")
    return figure


def parse_day(value: object) -> date:
    """A date of the calendar, written as 2005-10-03.

    Raises:
        ValueError: It is none, or lies before 1900 or after 2199.
    """
    if type(value) is not date:
        text = value if isinstance(value, str) else ""
        try:
            value = date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            value = None
    if not isinstance(value, date):
        raise ValueError("write a date of the calendar as 2005-10-03")  # noqa: TRY004 - pydantic's
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"write a date between the years {FIRST_YEAR} and {LAST_YEAR}")
    return value


def _words(value: Any) -> Any:
    """Names that look like whole numbers are names all the same."""
    return str(value) if type(value) is int else value


def _name(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write a name")
    if not value.isprintable():
        raise ValueError("holds characters that show nothing, or a line end; write the name anew")
    return value


Figure = Annotated[Fraction, PlainValidator(parse_figure)]
"""Nothing or more."""
Amount = Annotated[Fraction, PlainValidator(lambda value: _positive(parse_figure(value)))]
"""More than nothing."""
Ratio = Annotated[Fraction, PlainValidator(parse_ratio)]
Day = Annotated[date, PlainValidator(parse_day)]
Name = Annotated[str, BeforeValidator(_words), PlainValidator(lambda value: _name(_text(value)))]


def _text(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ValueError("write a name in quotes")  # noqa: TRY004 - pydantic's
    return str(value)


class Strict(BaseModel):
    """Keys that are not known are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_ENDING = re.compile(
    r"(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.l\.c|lp|l\.p|llp|l\.l\.p|plc|n\.a|s\.a)\.?",
    re.IGNORECASE,
)


class Issuer(Strict):
    """The company."""

    name: Name
    state: str = ""

    @model_validator(mode="before")
    @classmethod
    def _comma_of_the_name(cls, value: Any) -> Any:
        """{name: Some Company, Inc., state: …} is cut by YAML at the name's own comma; it is put together again."""
        if not isinstance(value, dict) or not isinstance(value.get("name"), str):
            return value
        endings = [key for key, held in value.items() if held is None and _ENDING.fullmatch(str(key))]
        if len(endings) != 1:
            return value
        rest = {key: held for key, held in value.items() if key not in endings}
        return {**rest, "name": f"{value['name']}, {endings[0]}"}


class Terms(Strict):
    """What the certificate fixes, beside stated value and price."""

    anti_dilution: Literal["weighted-average", "full-ratchet", "none"] = "weighted-average"
    """4E's formula: A, B, C and D weighted; the price of the new issue; or no adjustment by 4E."""
    automatic_conversion: Ratio | None = Fraction(1, 10_000)
    """The reverse split that converts the whole series (second 4L); null where nothing does."""
    certificates_within: int = 5
    """Business days after conversion and surrender (4C)."""
    consent_over: Ratio = Fraction(1, 2)
    """The part of the outstanding series whose holders must exceed it in consenting (6, 9)."""
    agreement_at: Ratio = Fraction(5, 8)
    """The part of the series whose disagreement on a market price leads to an appraiser (4H(c))."""

    @model_validator(mode="after")
    def _parts_of_a_whole(self) -> "Terms":
        for name in ("consent_over", "agreement_at"):
            if getattr(self, name) > 1:
                raise ValueError(f"{name} is a part of the series, at most 1")
        if not 0 <= self.certificates_within <= LONGEST_PERIOD:
            raise ValueError(f"certificates_within is a number of business days, at most {LONGEST_PERIOD:,}")
        return self


class Readings(Strict):
    """Which reading is taken where the certificate leaves one open; the first of each is the default."""

    expired_grant_price: Literal["pro-rata", "whole"] = "pro-rata"
    """4E(3), options that expire in part: the grant price counts by the part that stays, or whole."""
    votes: Literal["uncapped", "capped"] = "uncapped"
    """5: votes of all shares into which the series converts, or at most the authorized ones (4A)."""
    same_day_conversion: Literal["before", "after"] = "before"
    """A conversion on the day of an adjustment: at the price before it (4E, close of business; 4I,
    immediately after the date), or at the price after it when the ledger lists it later."""


class Issued(Strict):
    """The issue of the series: when, how many shares, and, where known, to whom."""

    date: Day
    shares: Amount
    holders: dict[Name, Amount] | None = None

    @model_validator(mode="after")
    def _holders_hold_all(self) -> "Issued":
        if self.holders is not None and sum(self.holders.values()) != self.shares:
            held = counted(Fraction(sum(self.holders.values())))
            raise ValueError(f"holders hold {held} shares together, and shares says {counted(self.shares)}")
        twice = spelt_twice(self.holders or ())
        if twice is not None:
            raise ValueError(
                f"holders has {twice[0]!r} and {twice[1]!r}, one name but for case, spaces or punctuation. Add them up,"
                " or write names that differ in more"
            )
        return self
