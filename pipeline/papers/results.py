"""The results of a check as papers are made from them: the report, and where its documents lie."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.inputs import Input
from pipeline.report.report import DocumentEntry, Report
from pipeline.wrong_call import WrongCallError

RUN_FILE = ".subdocs-run.json"
"""Beside the report: where offering and documents lay. The report itself names no place of a machine."""


class _Run(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    offering: str
    documents: dict[str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """A check's folder."""

    folder: Path
    report: Report
    offering: Path | None
    """Where the offering lay; None where nothing says it."""
    files: Mapping[str, Path]
    """Document's path in the report → where the file lay."""

    def subscriptions(self, form: str) -> list[DocumentEntry]:
        """The documents that subscribe, or may: all but those of another form, a notice of conversion for one."""
        return [document for document in self.report.documents if document.form in (None, form)]

    def others(self, form: str) -> list[DocumentEntry]:
        """The documents of another form than the offering's."""
        return [document for document in self.report.documents if document.form not in (None, form)]

    def file_of(self, document: DocumentEntry) -> Path:
        """The signed file of a document.

        Raises:
            WrongCallError: It is not where it was, or is not the one that was checked.
        """
        file = self.files.get(document.path)
        if file is None or not file.is_file():
            place = f" (it lay at {file})" if file else ""
            raise WrongCallError(
                f"{document.path}: the signed file is not there any more{place}. Check the folder anew: subdocs check."
            )
        if hashlib.sha256(file.read_bytes()).hexdigest() != document.sha256:
            raise WrongCallError(f"{document.path}: the signed file was changed since it was checked. Check it anew.")
        return file


def run_file(offering: Path, inputs: Sequence[Input], out: Path) -> bytes:
    """What `check` notes beside its report: the offering and the documents, relative to the folder."""
    documents = {item.path: _relative(item.file, out) for item in inputs if item.sha256}
    noted = {"offering": _relative(offering, out), "documents": documents}
    return (json.dumps(noted, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _relative(file: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return str(file.resolve())


def load_results(folder: Path) -> Results:
    """The results in a folder that `subdocs check` wrote.

    Raises:
        WrongCallError: There is no report in it, or it is none.
    """
    file = folder / "report.json"
    try:
        report = Report.model_validate_json(file.read_bytes())
    except FileNotFoundError as error:
        raise WrongCallError(
            f"--from: there is no report.json in {folder}. Name the folder that subdocs check wrote (its --out)."
        ) from error
    except OSError as error:
        raise WrongCallError(f"--from: {file} cannot be read ({error.strerror or error}).") from error
    except ValidationError as error:
        raise WrongCallError(
            f"--from: {file} is no report of this version of subdocs. Check the folder anew."
        ) from error
    try:
        run = _Run.model_validate_json((folder / RUN_FILE).read_bytes())
    except (OSError, ValidationError):
        return Results(folder, report, None, {})
    files = {path: folder / place for path, place in run.documents.items()}
    return Results(folder, report, folder / run.offering, files)
