"""What the commands share: how a call is told, what it exits with, and what it takes in.

Whatever is slow to load is imported where it is used, so that `--help` answers at once.
"""

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.wrong_call import WrongCallError

if TYPE_CHECKING:
    from checks.offering import Offering
    from pipeline.inputs import Input
    from pipeline.job import Call

PASSED, FOUND, WRONG_CALL, DEFECT, STOPPED = 0, 1, 2, 3, 130
"""Exit status."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Of a day that a call may name."""
DEFAULT_FORM = "series-e-subscription"


class Command(click.Command):
    """A command whose help says the whole call in one line."""

    def __init__(self, *args: Any, usage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usage = usage

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """The arguments and options as the command table writes them."""
        return [self.usage]


def refuse_unused(names: Sequence[str], where: str) -> None:
    """Refuse options of this call that would do nothing.

    Args:
        names: Of the parameters.
        where: What they go with: "--from RESULTS_DIR".

    Raises:
        WrongCallError: One of them was given.
    """
    context = click.get_current_context()
    for name in names:
        if context.get_parameter_source(name) not in (None, click.core.ParameterSource.DEFAULT):
            raise WrongCallError(f"{context.info_name} --{name.replace('_', '-')} goes with {where}.")


def refuse_overwriting(outputs: "dict[str, Path | None]", inputs: "Sequence[Path | None]") -> None:
    """Refuse a call that would write over one of its own inputs, or two outputs into one file.

    Raises:
        WrongCallError: It would.
    """
    read = {file.resolve() for file in inputs if file is not None}
    written: set[Path] = set()
    for option, file in outputs.items():
        if file is None:
            continue
        if file.resolve() in read:
            raise WrongCallError(f"{option}: {file} is read by this call and would be overwritten. Name another file.")
        if file.resolve() in written:
            raise WrongCallError(f"{option}: {file} is written by another option of this call. Name another file.")
        written.add(file.resolve())


def offering_of(file: Path) -> "Offering":
    """The offering of a file; a wrong one is a wrong call."""
    from checks.offering import OfferingError, load_offering  # noqa: PLC0415

    try:
        return load_offering(file)
    except OfferingError as error:
        raise WrongCallError(str(error)) from error


def inputs_of(named: Sequence[Path], left_out: Sequence[Path] = ()) -> "tuple[Input, ...]":
    """The files of the named INPUTs, each once."""
    from pipeline.inputs import collect  # noqa: PLC0415

    found = collect(named, left_out=left_out)
    if not found:
        places = ", ".join(str(path) for path in named)
        raise WrongCallError(f"{places}: there is no input. Name a file, or a folder that holds some.")
    return found


def call_of(as_of: str | None, jobs: str | None, *, reveal: bool) -> "Call":
    """Dates and processes of this run."""
    from pipeline.job import Call  # noqa: PLC0415

    moment, today = now()
    return Call(
        today=today,
        created=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        as_of=day_of(as_of) if as_of is not None else None,
        jobs=_jobs(jobs) if jobs is not None else _cores(),
        reveal=reveal,
    )


def now() -> tuple[datetime, date]:
    """The time in UTC and the day it is here; here alone the clock is read.

    SOURCE_DATE_EPOCH stands for both, for reports that must come out the same.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        moment = datetime.now(UTC)
        return moment, moment.astimezone().date()
    try:
        moment = datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise WrongCallError(f"SOURCE_DATE_EPOCH: {fixed!r} is no number of seconds since 1970.") from error
    return moment, moment.date()


def day_of(words: str, option: str = "--as-of") -> date:
    """A day named by an option.

    Raises:
        WrongCallError: It is no date, or of a year that no paper of an offering is of.
    """
    try:
        day = datetime.strptime(words, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise WrongCallError(f"{option}: {words!r} is no date. Write it as 2005-12-31.") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise WrongCallError(f"{option}: {words} is no day between the years {FIRST_YEAR} and {LAST_YEAR}. Correct it.")
    return day


def _jobs(words: str) -> int:
    if not words.isdecimal() or not int(words):
        raise WrongCallError(f"--jobs: {words!r} is no number of documents at a time. Write 1 or more.")
    return int(words)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
