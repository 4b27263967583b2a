"""The offering: the terms every document is judged by, from offering.yaml."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator

from checks.dated_law import law
from checks.exact_yaml import UnquotedFigure, YamlError, read_yaml
from checks.opening import why_not
from templates.form import FOLDER, form_names, read_folder


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
    def _an_exact_figure(cls, value: Any) -> Any:
        if isinstance(value, float | UnquotedFigure):
            raise ValueError(f'write the figure in quotes, "{value}", so that it stays exact')  # noqa: TRY004 - pydantic's
        if isinstance(value, bool):
            raise ValueError('write a figure in quotes, such as "100.00"')  # noqa: TRY004 - pydantic's
        if not isinstance(value, str):
            return value
        plain = re.fullmatch(r"\s*\$?\s*(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*", value)
        if plain is None:
            raise ValueError('write a figure in quotes, such as "100.00" or "25,000"')
        return Decimal(plain.group(1).replace(",", ""))

    @model_validator(mode="after")
    def _minimum_is_offered(self) -> "Security":
        if self.minimum_shares is not None and self.minimum_shares > self.shares_offered:
            raise ValueError(
                f"minimum_shares ({self.minimum_shares}) is more than shares_offered ({self.shares_offered})"
            )
        return self


class WireTerms(_Strict):
    """The company's own wire instructions; what is None is not compared."""

    account_name: str | None = None
    account_number: str | None = None
    swift_code: str | None = None
    aba_number: str | None = None
    bank: str | None = None
    address: str | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _digits_without_quotes(cls, value: Any) -> Any:
        # The loader keeps a leading zero, so that a number written without quotes has lost nothing.
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Offering(_Strict):
    """The terms of one offering."""

    form: str = "series-e-subscription"
    edition: str | None = None
    """The edition of the form that investors sign; None: as the opening day has it."""
    issuer: Issuer
    security: Security
    exemption: Literal["rule-506", "rule-506b", "rule-506c"] = "rule-506"
    opens: date
    closes: date
    blank: str | None = None
    wire: WireTerms = WireTerms()
    terms: dict[str, str] = Field(default_factory=dict)
    """Further variables of the wording of any form (counsel, governing law, periods), by the names in
    the forms' fields.yaml; what is not named keeps the form's own words."""

    @field_validator("form")
    @classmethod
    def _a_form_there_is(cls, value: str) -> str:
        if value not in form_names():
            raise ValueError(f"there is no such form; the forms are {', '.join(form_names())}")
        return value

    @field_validator("edition")
    @classmethod
    def _an_edition_the_form_has(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None or "form" not in info.data:
            return value
        editions = read_folder(FOLDER / info.data["form"]).editions
        if value not in editions:
            raise ValueError(f"{info.data['form']} has no such edition; it has {', '.join(editions)}")
        return value

    @field_validator("opens", "closes", mode="before")
    @classmethod
    def _a_day(cls, value: Any) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else _no_day()
        except (TypeError, ValueError):
            return _no_day()

    @field_validator("terms")
    @classmethod
    def _variables_the_form_has(cls, value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if "form" not in info.data:
            return value
        known = {name for form in form_names() for name in read_folder(FOLDER / form).terms}
        unknown = next((name for name in value if name not in known), None)
        if unknown is not None:
            own = read_folder(FOLDER / info.data["form"]).terms
            raise ValueError(
                f"there is no variable {unknown!r} in any form's wording; {info.data['form']} has {', '.join(own)}"
            )
        return value

    @field_validator("wire", "terms", mode="before")
    @classmethod
    def _none_given(cls, value: Any) -> Any:
        return {} if value is None else value

    @field_validator("terms", mode="before")
    @classmethod
    def _whole_numbers_are_words_too(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: str(one) if type(one) is int else one for key, one in value.items()}

    @model_validator(mode="after")
    def _period_and_exemption(self) -> "Offering":
        if self.closes < self.opens:
            raise ValueError(f"closes ({self.closes}) lies before opens ({self.opens})")
        if self.exemption == "rule-506c" and law("general_solicitation").on(self.closes).value is None:
            raise ValueError(
                f"exemption rule-506c was not in force when the offering closed ({self.closes}); name rule-506"
            )
        return self


def load_offering(path: Path) -> Offering:
    """Read and validate offering.yaml.

    Raises:
        OfferingError: The file is missing, is no YAML, or a key is unknown, missing, repeated or wrong.
    """
    data = _read(path)
    if not isinstance(data, dict):
        raise OfferingError(f"{path}: an offering is a list of keys (issuer, security, opens, closes …); none is here.")
    try:
        return Offering.model_validate(data)
    except ValidationError as error:
        lines = [f"{path}: {key}: {said}" for key, said in _problems(error)]
        raise OfferingError("\n".join(lines)) from error


def _read(path: Path) -> Any:
    try:
        return read_yaml(path)
    except OSError as error:
        raise OfferingError(f"{path}: {why_not(error, 'offering file', 'offering.yaml')}") from error
    except YamlError as error:
        raise OfferingError(f"{path}: {error}") from error


def _problems(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Each key, dotted, with what is wrong with it."""
    for problem in error.errors():
        key = ".".join(str(part) for part in problem["loc"])
        said = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "value_error" and _is_of_several_keys(problem["loc"]):
            # A check of several keys names the first of them itself.
            first, _, rest = said.partition(" ")
            yield f"{key}.{first}" if key else first, f"{rest}."
        else:
            yield key or "offering", _plainly(problem, said)


def _is_of_several_keys(loc: tuple[int | str, ...]) -> bool:
    return loc in ((), ("security",))


def _plainly(problem: Any, said: str) -> str:
    given = problem["input"]
    match problem["type"]:
        case "extra_forbidden":
            return "there is no such key. Remove it, or check its spelling."
        case "missing":
            return "this key is missing. Add it."
        case "greater_than":
            return f"must be more than 0, and is {given}."
        case "string_too_short":
            return "is empty. Write a name."
        case "string_type":
            return f"must be text, and is {_shown(given)}. Write it in quotes."
        case "literal_error":
            return f"must be one of {problem['ctx']['expected']}, and is {_shown(given)}."
        case "decimal_type":
            return f'must be a figure in quotes, such as "100.00", and is {_shown(given)}.'
        case "model_type" | "dict_type":
            return f"must hold keys of its own, and is {_shown(given)}."
        case "tuple_type":
            return f"must be a list, and is {_shown(given)}."
        case _:
            return f"{said} (it is {_shown(given)})."


def _shown(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case UnquotedFigure():
            return str(value)
        case _:
            return repr(value)


def _no_day() -> date:
    raise ValueError("write a date of the calendar as 2005-09-01")
