"""The command `subdocs`: arguments → call, exit status, messages.

Whatever is slow to load is imported where it is used, so that `--help` answers at once.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from pipeline.calling import (
    DEFAULT_FORM,
    DEFECT,
    FOUND,
    PASSED,
    STOPPED,
    WRONG_CALL,
    Command,
    call_of,
    inputs_of,
    offering_of,
)
from pipeline.cli_diff import diff
from pipeline.cli_papers import draft
from pipeline.cli_series_d import convert, deadlines
from pipeline.terminal import complain, print_results, progress
from pipeline.wrong_call import WrongCallError

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=SETTINGS, invoke_without_command=True)
@click.option("--version", is_flag=True, help="Show the version and exit.")
@click.pass_context
def app(context: click.Context, *, version: bool) -> None:
    """Reads signed subscription agreements, judges them by dated rules, and reports what needs doing.

    Example: subdocs check signed/ --offering series-e.yaml --out results/
    """
    if version:
        from importlib.metadata import PackageNotFoundError  # noqa: PLC0415
        from importlib.metadata import version as installed  # noqa: PLC0415

        try:
            click.echo(f"subdocs {installed('subdocs')}")
        except PackageNotFoundError:
            click.echo("subdocs, run from its source")
        context.exit(PASSED)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@app.command(
    cls=Command,
    usage="INPUT... --offering OFFERING.yaml --out DIR",
    short_help="Extract, check and report on agreements.",
    epilog="""\b
    Exit status: 0 all pass; 1 something fails, needs review or is unreadable; 2 wrong call.

    \b
    Example: subdocs check signed/ --offering series-e.yaml --out results/""",
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--offering", "offering_file", metavar="FILE", type=click.Path(path_type=Path),
              help="The terms every document is judged by.")  # fmt: skip
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path),
              help="Where report.json, report.html and report.xlsx go.")  # fmt: skip
@click.option("--as-of", metavar="DATE", help="The day of the check, as 2005-12-31.  [default: today]")
@click.option("--ledger", metavar="FILE", type=click.Path(path_type=Path),
              help="The series' ledger: notices of conversion among the inputs are judged by it.")  # fmt: skip
@click.option("--jobs", metavar="N", help="Documents at a time.  [default: one per core]")
@click.option("--reveal", is_flag=True, help="Write tax ids and account numbers in full.")
def check(
    inputs: tuple[Path, ...],
    offering_file: Path | None,
    out: Path | None,
    *,
    as_of: str | None,
    ledger: Path | None,
    jobs: str | None,
    reveal: bool,
) -> int:
    """Extract, check and report on agreements: files, or folders with all they hold."""
    if not inputs:
        raise WrongCallError("check needs an INPUT: a file or a folder of agreements.\nSee subdocs check --help.")
    if offering_file is None:
        raise WrongCallError("check needs --offering OFFERING.yaml, the terms to judge by.\nSee subdocs check --help.")
    if out is None:
        raise WrongCallError("check needs --out DIR, a folder for the report.\nSee subdocs check --help.")
    call = replace(call_of(as_of, jobs, reveal=reveal), ledger=ledger)
    offering = offering_of(offering_file)

    from pipeline.job import catalogue_of  # noqa: PLC0415
    from pipeline.job import check as run_check  # noqa: PLC0415
    from pipeline.report.write import prepare, report_files, write  # noqa: PLC0415

    found = inputs_of(inputs, left_out=report_files(out))
    prepare(out)
    with progress(len(found)) as done:
        report = run_check(found, offering, call, on_done=done)

    from pipeline.papers.results import RUN_FILE, run_file  # noqa: PLC0415
    from pipeline.reference import rule_titles  # noqa: PLC0415
    from pipeline.report.to_html import to_html  # noqa: PLC0415
    from pipeline.report.to_json import to_json  # noqa: PLC0415
    from pipeline.report.to_xlsx import to_xlsx  # noqa: PLC0415

    write(
        out,
        {
            RUN_FILE: run_file(offering_file, found, out),
            "report.json": to_json(report),
            "report.html": to_html(report, catalogue_of(offering, ledger), rule_titles()),
            "report.xlsx": to_xlsx(report),
        },
    )
    print_results(report, out)
    all_pass = report.summary.passing == report.summary.documents and not report.findings
    return PASSED if all_pass else FOUND


@app.command(
    cls=Command,
    usage="FILE... [--offering OFFERING.yaml] [--ledger LEDGER.yaml]",
    short_help="Print what each document says, as JSON.",
    epilog="""\b
    Exit status: 0 all are read; 1 a file is unreadable; 2 wrong call.

    \b
    Example: subdocs extract signed/kessler.pdf --offering series-e.yaml""",
)
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--offering", "offering_file", metavar="FILE", type=click.Path(path_type=Path),
              help="The terms the form was printed with.  [default: the form's own]")  # fmt: skip
@click.option("--ledger", metavar="FILE", type=click.Path(path_type=Path),
              help="The series' ledger: the forms of a series are read by its terms.")  # fmt: skip
@click.option("--reveal", is_flag=True, help="Write tax ids and account numbers in full.")
def extract(files: tuple[Path, ...], offering_file: Path | None, ledger: Path | None, *, reveal: bool) -> int:
    """Print what each document says: its record, one JSON object a line."""
    if not files:
        raise WrongCallError("extract needs a FILE.\nSee subdocs extract --help.")
    call = call_of(None, None, reveal=reveal)
    offering = offering_of(offering_file) if offering_file else None

    from pipeline.batch import Result  # noqa: PLC0415
    from pipeline.form_terms import form_terms  # noqa: PLC0415
    from pipeline.job import history_of, read_inputs, terms_of_series, to_document  # noqa: PLC0415
    from pipeline.report.build import build_extract  # noqa: PLC0415
    from pipeline.report.to_json import to_json_line  # noqa: PLC0415
    from templates.form import form_names, load_form  # noqa: PLC0415

    expected = offering.form if offering else DEFAULT_FORM
    names = (expected, *(name for name in form_names() if name != expected))
    forms = {name: form_terms(offering, name) if offering else {} for name in names}
    history = history_of(ledger)
    if history is not None:
        forms |= {name: forms[name] | terms for name, terms in terms_of_series(history).items()}

    def show(result: Result) -> None:
        catalogue = load_form(result.record.form if result.record else expected).fields
        click.echo(to_json_line(build_extract(to_document(result), catalogue, reveal=reveal)))

    results = read_inputs(inputs_of(files), forms, call, on_done=show)
    return PASSED if all(result.record is not None for result in results) else FOUND


@app.command(cls=Command, usage="[ID]", epilog="Example: subdocs rules MTH001")
@click.argument("id", metavar="ID", required=False)
def rules(id: str | None) -> int:
    """List the rules, or explain one with its sources."""
    from pipeline.reference import explain_rule, list_rules  # noqa: PLC0415

    click.echo(explain_rule(id) if id else list_rules())
    return PASSED


@app.command(cls=Command, usage="FORM", epilog="Example: subdocs fields series-e-subscription")
@click.argument("form", metavar="FORM", required=False)
def fields(form: str | None) -> int:
    """List a form's fields: name, type, place, options."""
    from pipeline.reference import list_fields  # noqa: PLC0415

    if form is None:
        raise WrongCallError("fields needs a FORM; `subdocs forms` lists them.")
    click.echo(list_fields(form))
    return PASSED


@app.command(cls=Command, usage="", epilog="Example: subdocs forms")
def forms() -> int:
    """List the forms and their editions."""
    from pipeline.reference import list_forms  # noqa: PLC0415

    click.echo(list_forms())
    return PASSED


app.add_command(draft)
app.add_command(diff)
app.add_command(convert)
app.add_command(deadlines)


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a call.

    Args:
        arguments: Without the program's name; None takes the process's own.

    Returns:
        The exit status.
    """
    try:
        status = app.main(
            args=list(arguments) if arguments is not None else None, prog_name="subdocs", standalone_mode=False
        )
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        complain("stopped. No report was written.")
        return STOPPED
    except BrokenPipeError:
        # Whoever read the output has read enough; Python must not complain of it once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except click.ClickException as error:
        complain(_usage(error))
        return WRONG_CALL
    except WrongCallError as error:
        complain(str(error))
        return WRONG_CALL
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        if os.environ.get("SUBDOCS_DEBUG"):
            traceback.print_exc()
        words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        complain(
            f"this is a defect in subdocs, not in your documents ({words})."
            "\nPlease report it. SUBDOCS_DEBUG=1 shows where it happened."
        )
        return DEFECT
    return status if isinstance(status, int) else PASSED


def _usage(error: click.ClickException) -> str:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "subdocs"
    message = error.format_message().rstrip(".")
    end = "" if message.endswith("?") else "."
    return f"{message[:1].lower()}{message[1:]}{end}\nSee {command} --help."


def main() -> NoReturn:
    """The command `subdocs`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a name's letters shows their numbers.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run())


if __name__ == "__main__":
    main()
