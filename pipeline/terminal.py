"""What the commands print: tables that read well on a terminal and in a pipe."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.report.report import Report

LONG_RUN = 4
"""Documents from which a progress bar is worth its line."""
LONGEST_MESSAGE = 160
STATUS_WORDS = {"pass": "passes", "review": "review", "fail": "fails", "unreadable": "unreadable"}
STATUS_STYLES = {"pass": "green", "review": "yellow", "fail": "red", "unreadable": "magenta"}


def on_one_line(text: str) -> str:
    """Text that cannot break a line or command the terminal."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns of plain text, each as wide as its widest cell; the last is left as it is."""
    rows = [[on_one_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)


def print_results(report: "Report", out: Path) -> None:
    """The table of results, the counts, and where the report lies."""
    rows = [
        (document.status or "review", document.path, " ".join(finding.rule for finding in document.findings))
        if document.error is None
        else ("unreadable", document.path, document.error.code)
        for document in report.documents
    ]
    if sys.stdout.isatty():
        _print_table(rows)
    else:
        _say(columns([(STATUS_WORDS[status], path, rules) for status, path, rules in rows]))
    print_batch_findings(report)
    _say(_counts(report))
    _say(f"Report: {on_one_line(str(out / 'report.html'))}")


def print_batch_findings(report: "Report") -> None:
    """What the rules on the whole batch found."""
    for finding in report.findings:
        _say(f"The batch: {finding.rule} {finding.outcome}: {_in_short(finding.message)}")


def _in_short(message: str) -> str:
    words = on_one_line(message)
    return words if len(words) <= LONGEST_MESSAGE else f"{words[:LONGEST_MESSAGE].rsplit(' ', 1)[0]} … (see the report)"


def _counts(report: "Report") -> str:
    summary = report.summary
    documents = "1 document" if summary.documents == 1 else f"{summary.documents:,} documents"
    parts = (
        (summary.passing, "passes" if summary.passing == 1 else "pass"),
        (summary.review, "needs review" if summary.review == 1 else "need review"),
        (summary.fail, "fails" if summary.fail == 1 else "fail"),
        (summary.unreadable, "unreadable"),
    )
    return f"\n{documents}: " + ", ".join(f"{number:,} {words}" for number, words in parts)


def _print_table(rows: Sequence[tuple[str, str, str]]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("Result", "Document", "Findings"):
        table.add_column(head, overflow="fold")
    for status, path, rules in rows:
        table.add_row(Text(STATUS_WORDS[status], STATUS_STYLES[status]), Text(on_one_line(path)), Text(rules))
    Console().print(table)


@contextmanager
def progress(total: int) -> Iterator[Callable[[object], None]]:
    """A progress bar on standard error, for a long run at a terminal.

    What it gives is called for each document done.
    """
    if total < LONG_RUN or not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    # Drawn by hand: a thread of its own would be copied half-way into the workers.
    with Progress(
        TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), auto_refresh=False, transient=True,
    ) as drawn:  # fmt: skip
        task = drawn.add_task("", total=total)

        def done(_result: object) -> None:
            drawn.advance(task)
            drawn.refresh()

        yield done


def complain(message: str) -> None:
    """An error for people on standard error: `subdocs: …`, further lines below it."""
    first, *further = message.splitlines() or [""]
    lines = [f"subdocs: {on_one_line(first)}", *(f"         {on_one_line(line)}" for line in further)]
    sys.stderr.write("\n".join(lines) + "\n")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
