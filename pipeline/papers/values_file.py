"""The values of a paper from a YAML file: field names and values as report.json writes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checks.exact_yaml import YamlError, read_yaml
from checks.opening import why_not
from pipeline.wrong_call import WrongCallError
from templates.form import Form
from templates.guards import unfit_answers
from templates.parsed import ParsedValue
from templates.values import from_json


def read_values(file: Path) -> dict[str, Any]:
    """Read a file of values.

    Raises:
        WrongCallError: It is missing, is no YAML, or no list of names with values.
    """
    try:
        data = read_yaml(file)
    except OSError as error:
        raise WrongCallError(f"{file}: {why_not(error, 'file of values', 'file of values')}") from error
    except YamlError as error:
        raise WrongCallError(f"{file}: {error}") from error
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise WrongCallError(f'{file}: values are field names, each with its value (shares.number: "1500").')
    return data


def refuse_unfit(values: Mapping[str, Any], form: Form, file: Path | None) -> None:
    """Refuse answers that no agreement can be drafted with; what is no value at all, drafting itself refuses.

    Raises:
        WrongCallError: Of one or more fields, each with the reason.
    """
    answers: dict[str, ParsedValue] = {}
    for name, given in values.items():
        field = form.fields.get(name)
        if field is None:
            continue
        try:
            answers[name] = from_json("decimal" if field.parts_of_cents else field.type, given)
        except ValueError:
            continue
    wrong = list(unfit_answers(form, answers))
    if wrong:
        raise WrongCallError("\n".join(f"{file or form.name}: {one}" for one in wrong))
