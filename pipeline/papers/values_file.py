"""The values of a paper from a YAML file: field names and values as report.json writes them."""

from pathlib import Path
from typing import Any

from checks.exact_yaml import YamlError, read_yaml
from pipeline.wrong_call import WrongCallError


def read_values(file: Path) -> dict[str, Any]:
    """Read a file of values.

    Raises:
        WrongCallError: It is missing, is no YAML, or no list of names with values.
    """
    try:
        data = read_yaml(file)
    except FileNotFoundError as error:
        raise WrongCallError(f"{file}: there is no such file of values. Name an existing one.") from error
    except IsADirectoryError as error:
        raise WrongCallError(f"{file}: this is a folder. Name a file of values.") from error
    except OSError as error:
        raise WrongCallError(f"{file}: the values cannot be read ({error.strerror or error}).") from error
    except YamlError as error:
        raise WrongCallError(f"{file}: {error}") from error
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise WrongCallError(f'{file}: values are field names, each with its value (shares.number: "1500").')
    return data
