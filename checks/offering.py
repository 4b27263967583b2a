"""The offering: the terms every document is judged by, from offering.yaml."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator


class OfferingError(Exception):
    """The offering cannot be used; the message names the file, the key, and what to do."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Officer(_Strict):
    """A director or executive officer of the issuer (Rule 501(f), Category C of 7.1)."""

    name: str = Field(min_length=1)
    title: str = ""


class Issuer(_Strict):
    """The company that sells."""

    name: str = Field(min_length=1)
    state: str = Field(min_length=1)
    directors_and_officers: tuple[Officer, ...] = ()


class Security(_Strict):
    """What is sold. Money in US dollars, exact."""

    name: str = Field(min_length=1)
    price_per_share: Decimal = Field(gt=0)
    shares_offered: Decimal = Field(gt=0)
    minimum_shares: Decimal | None = Field(default=None, gt=0)

    @field_validator("price_per_share", "shares_offered", "minimum_shares", mode="before")
    @classmethod
    def _never_a_float(cls, value: Any) -> Any:
        if isinstance(value, float):
            raise ValueError(f'write the figure in quotes, "{value}", so that it stays exact')
        return value.replace(",", "").replace("$", "") if isinstance(value, str) else value


class WireTerms(_Strict):
    """The company's own wire instructions; what is None is not compared."""

    account_name: str | None = None
    account_number: str | None = None
    swift_code: str | None = None
    aba_number: str | None = None
    bank: str | None = None
    address: str | None = None


class Offering(_Strict):
    """The terms of one offering."""

    form: str = "series-e-subscription"
    issuer: Issuer
    security: Security
    exemption: Literal["rule-506", "rule-506b", "rule-506c"] = "rule-506"
    opens: date
    closes: date
    blank: str | None = None
    wire: WireTerms = WireTerms()
    terms: dict[str, str] = Field(default_factory=dict)
    """Further variables of the form's wording (counsel, governing law, periods), by the names
    in the form's fields.yaml; what is not named keeps the form's own words."""

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> "Offering":
        if self.closes < self.opens:
            raise ValueError(f"closes ({self.closes}) lies before opens ({self.opens})")
        return self


def load_offering(path: Path) -> Offering:
    """Read and validate offering.yaml.

    Raises:
        OfferingError: The file is missing, is no YAML, or a key is unknown, missing or wrong.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise OfferingError(f"{path}: there is no such offering file. Name an existing offering.yaml.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise OfferingError(f"{path}: the offering cannot be read ({error}).") from error
    except yaml.YAMLError as error:
        raise OfferingError(f"{path}: this is no valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise OfferingError(f"{path}: an offering is a list of keys (issuer, security, opens, closes …); none is here.")
    try:
        return Offering.model_validate(data)
    except ValidationError as error:
        lines = []
        for problem in error.errors():
            key = ".".join(str(part) for part in problem["loc"]) or "offering"
            lines.append(f"{path}: {key}: {_plainly(problem)}")
        raise OfferingError("\n".join(lines)) from error


def _plainly(problem: Any) -> str:
    match problem["type"]:
        case "extra_forbidden":
            return "there is no such key. Remove it, or check its spelling."
        case "missing":
            return "this key is missing. Add it."
        case "greater_than":
            return f"must be more than 0, and is {problem['input']}."
        case _:
            return f"{problem['msg'].removeprefix('Value error, ')} (it is {problem['input']!r})."
