"""The ledger of a series: what was fixed at the start and every event since, from YAML text.

The reading of the file is the caller's; here is no file, clock or network.
"""

import difflib
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

from pydantic import ConfigDict, Field, ValidationError, field_validator, model_validator

from checks.conversion.events import AnyEvent, DividendDeclared
from checks.conversion.figures import counted
from checks.conversion.refusal import LedgerError
from checks.conversion.strict_yaml import YamlError, load_yaml, plainly
from checks.conversion.terms import Amount, Figure, Issued, Issuer, Name, Readings, Strict, Terms


class Ledger(Strict):
    """A series of convertible preferred stock and what happened to it."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    series: Name
    issuer: Issuer
    stated_value: Amount
    conversion_price: Amount
    designated_shares: Amount
    authorized_common: Amount
    outstanding_common: Figure
    """Common stock outstanding before the first event, without treasury shares."""
    treasury_common: Figure = Fraction(0)
    issued: Issued
    business_days: Literal["federal-reserve", "new-york", "exchange"] = "federal-reserve"
    terms: Terms = Terms()
    readings: Readings = Readings()
    events: tuple[AnyEvent, ...] = ()
    name: str = Field(default="ledger", exclude=True)
    """The ledger's file, for messages."""

    @field_validator("events", "terms", "readings", mode="before")
    @classmethod
    def _none_given(cls, value: Any, info: Any) -> Any:
        if value is None:
            return () if info.field_name == "events" else {}
        return value

    @field_validator("events")
    @classmethod
    def _dividends_at_their_record_dates(cls, events: tuple[AnyEvent, ...]) -> tuple[AnyEvent, ...]:
        """A dividend with a later record date is taken after the events of that day, wherever it stands before (2)."""
        places = [
            place
            for place, event in enumerate(events)
            if isinstance(event, DividendDeclared) and event.effective > event.date
        ]
        moved = list(events)
        for place in reversed(places):
            event, end = moved[place], place + 1
            while end < len(moved) and moved[end].effective <= event.effective and not _pays(moved[end], event):
                end += 1
            moved[place:end] = [*moved[place + 1 : end], event]
        return tuple(moved)

    @model_validator(mode="after")
    def _no_more_than_designated(self) -> "Ledger":
        if self.issued.shares > self.designated_shares:
            raise ValueError(
                f"issued.shares ({counted(self.issued.shares)}) is more than designated_shares "
                f"({counted(self.designated_shares)})"
            )
        return self

    @model_validator(mode="after")
    def _no_more_than_authorized(self) -> "Ledger":
        there = self.outstanding_common + self.treasury_common
        if there > self.authorized_common:
            what = "outstanding_common is" if not self.treasury_common else "outstanding_common and treasury_common are"
            together = " together" if self.treasury_common else ""
            raise ValueError(
                f"{what} {counted(there)} shares{together}, more than authorized_common, "
                f"{counted(self.authorized_common)}; correct one of them"
            )
        return self

    def until(self, day: date) -> "Ledger":
        """The ledger as it was on a day: without the events that take effect later."""
        return self.model_copy(update={"events": tuple(event for event in self.events if event.effective <= day)})

    def refuse(self, event: AnyEvent, words: str) -> LedgerError:
        """The error that names an event."""
        return LedgerError(f"{self.name}: event {event.id} ({event.event}, {event.date}): {words}")


def _pays(later: AnyEvent, dividend: AnyEvent) -> bool:
    """Whether a dividend is paid on its record date itself."""
    return getattr(later, "of", None) == dividend.id and later.effective == dividend.effective


def parse_ledger(data: bytes | str, name: str) -> Ledger:
    """Read and validate a ledger.

    Args:
        data: YAML text; bytes are UTF-8.
        name: The file's name, for messages.

    Raises:
        LedgerError: It is no YAML, or a key is unknown, missing, repeated or wrong. A line a problem.
    """
    try:
        loaded = load_yaml(data)
    except YamlError as error:
        raise LedgerError(f"{name}: {error}") from error
    if not isinstance(loaded, dict):
        raise LedgerError(f"{name}: a ledger is a list of keys (series, issuer, stated_value … events); none is here.")
    if "name" in loaded:
        raise LedgerError(f"{name}: name: there is no such key. Remove it, or check its spelling.")
    try:
        return Ledger.model_validate({**loaded, "name": name})
    except ValidationError as error:
        lines = [f"{name}: {_place(problem['loc'], loaded)}: {_said(problem)}" for problem in error.errors()]
        raise LedgerError("\n".join(dict.fromkeys(lines))) from error


def _place(loc: tuple[int | str, ...], loaded: dict[Any, Any]) -> str:
    """Where a problem is: an event by its id, its kind and its key."""
    if len(loc) < 2 or loc[0] != "events" or not isinstance(loc[1], int):
        return ".".join(str(part) for part in loc) or "ledger"
    event = loaded["events"][loc[1]]
    named = isinstance(event, dict) and event.get("id") not in (None, "")
    where = f"event {event['id']}" if named else f"event number {loc[1] + 1}"
    keys = [str(part) for part in loc[2:] if not (isinstance(event, dict) and part == event.get("event"))]
    return f"{where}: {'.'.join(keys)}" if keys else where


def _said(problem: Any) -> str:
    match problem["type"]:
        case "union_tag_invalid":
            return _no_such_event(problem["ctx"]["tag"])
        case "union_tag_not_found":
            return "event: this key is missing. Say what happened: issue, options, split …"
        case _:
            return plainly(problem)


def _no_such_event(tag: str) -> str:
    kinds = [get_args(kind.model_fields["event"].annotation)[0] for kind in get_args(get_args(AnyEvent)[0])]
    near = difflib.get_close_matches(tag, kinds, n=1)
    meant = f" Is {near[0]} meant?" if near else f" The events are {', '.join(kinds)}."
    return f"there is no event {tag!r}.{meant}"
