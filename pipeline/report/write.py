"""Report → the files of an output folder, all or none of them."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from checks.opening import reason_of
from pipeline.wrong_call import WrongCallError

REPORT_FILES = ("report.json", "report.html", "report.xlsx")


class OutputError(WrongCallError):
    """The output folder cannot be used."""


def report_files(folder: Path) -> tuple[Path, ...]:
    """Where the reports of an output folder lie."""
    return tuple(folder / name for name in REPORT_FILES)


def prepare(folder: Path) -> None:
    """Make the output folder and see that it can be written to, before an hour's work is done.

    Raises:
        OutputError: It is a file, or cannot be made or written to.
    """
    _make_writable(folder, "--out")
    for file in report_files(folder):
        if file.is_dir():
            raise OutputError(f"--out: {file} is a folder where the report would be written. Name another folder.")


def refuse_unwritable(folder: Path, option: str) -> None:
    """See that a folder can be written to, before anything is; nothing stays of a folder that is not there yet.

    Raises:
        OutputError: It is a file, or cannot be made or written to.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        _make_writable(folder, option)
    finally:
        for made in missing:
            with suppress(OSError):
                made.rmdir()


def _make_writable(folder: Path, option: str) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{option}: {folder} is a file. Name a folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".subdocs-"):
            pass
    except OSError as error:
        raise OutputError(
            f"{option}: {folder} cannot be written to ({reason_of(error)}). Name another folder."
        ) from error


def write_output(file: Path, data: bytes, option: str) -> None:
    """Write the one file that an option names, and make its folder.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_file(file, data)
    except OSError as error:
        raise OutputError(f"{option}: {file} cannot be written ({reason_of(error)}).") from error


def write_file(file: Path, data: bytes) -> None:
    """Write a file whole before it takes its place: no reader ever sees a half.

    Raises:
        OSError: The folder is not there or full.
    """
    temporary = _written(file.parent, data)
    try:
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _written(folder: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".subdocs-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write every file whole before the first takes its place: no reader ever sees a half.

    Raises:
        OutputError: The disk is full, or the folder was taken away.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, data in contents.items():
            waiting.append((_written(folder, data), folder / name))
        for temporary_file, file in waiting:
            temporary_file.replace(file)
    except OSError as error:
        raise OutputError(f"--out: the report could not be written to {folder} ({reason_of(error)}).") from error
    finally:
        for temporary_file, _file in waiting:
            temporary_file.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
