"""The commands of a convertible series: `convert`, and `deadlines` of both documents."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.calling import PASSED, Command, day_of, now, offering_of, refuse_overwriting, refuse_unused
from pipeline.report.write import write_output
from pipeline.wrong_call import WrongCallError

if TYPE_CHECKING:
    from pipeline.convert import Converted


@click.command(
    cls=Command,
    usage="LEDGER.yaml [--as-of DATE] [--json] [--page FILE.html] [--notice-of-adjustment FILE]",
    short_help="Run a series' ledger: conversion prices, each explained.",
    epilog="""\b
    Exit status: 0 the ledger was gone through; 2 wrong call, or the ledger cannot be.

    \b
    Examples: subdocs convert corpus/ledgers/series-d.yaml
              subdocs convert series-d.yaml --notice-of-adjustment notice.docx --holder H-1""",
)
@click.argument("ledger", metavar="LEDGER.yaml", required=False, type=click.Path(path_type=Path))
@click.option("--as-of", metavar="DATE", help="Events that take effect later are not counted.  [default: the last]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--page", metavar="FILE", type=click.Path(path_type=Path),
              help="A page with every step and pictures of price and ownership.")  # fmt: skip
@click.option("--notice-of-adjustment", "notice", metavar="FILE", type=click.Path(path_type=Path),
              help="The notice of 4K as .docx, .pdf, .html or .txt.")  # fmt: skip
@click.option("--event", metavar="ID", help="The adjustment to give notice of.  [default: the last]")
@click.option("--holder", metavar="NAME", default="", help="To whom the notice goes.  [default: each holder]")
@click.option("--address", metavar="LINES", default="", help=r"The holder's address, lines parted by \n.")
@click.option("--officer", metavar="NAME", default="", help='Who signs it: "Name, Title".')
@click.option("--dated", metavar="DATE", help="Date of the notice.  [default: today]")
def convert(ledger: Path | None, as_of: str | None, *, as_json: bool, page: Path | None, notice: Path | None,
            **options: Any) -> int:  # fmt: skip
    """Run the ledger of a convertible series, exactly, and explain each step."""
    if ledger is None:
        raise WrongCallError("convert needs a LEDGER.yaml.\nSee subdocs convert --help.")
    from pipeline.convert import read_history, run_convert  # noqa: PLC0415

    refuse_overwriting({"--page": page, "--notice-of-adjustment": notice}, (ledger,))
    day = day_of(as_of) if as_of else None
    if notice is None:
        refuse_unused(("event", "holder", "address", "officer", "dated"), "--notice-of-adjustment FILE")
    if page is None and notice is None:
        click.echo(run_convert(ledger, day, as_json=as_json))
        return PASSED
    if page is not None and page.suffix.lower() not in {".html", ".htm"}:
        raise WrongCallError(f"--page: {page}: the page is HTML. End its name with .html or .htm.")
    if options["address"] and not options["address"].replace("\\n", "").strip():
        raise WrongCallError(r"--address: no line of it has a word. Write the lines, parted by \n, or leave it out.")
    converted = read_history(ledger, day)
    if page is not None:
        from pipeline.report.conversion_page import to_html  # noqa: PLC0415

        write_output(page, to_html(converted), "--page")
        click.echo(f"Page: {page}", err=as_json)  # JSON stands alone on standard output
    if notice is not None:
        for line in _notice(ledger, converted, notice, options):
            click.echo(line, err=as_json)
    if as_json:
        from pipeline.convert import to_json  # noqa: PLC0415

        click.echo(to_json(converted))
    return PASSED


def _notice(ledger: Path, converted: "Converted", file: Path, options: dict[str, Any]) -> Iterator[str]:
    """Write the notice, and say what was written and what of it is open."""
    from pipeline.adjustment import adjustment_on  # noqa: PLC0415
    from pipeline.convert import read_history  # noqa: PLC0415
    from pipeline.papers.adjustment import Addressee, adjustment_paper  # noqa: PLC0415
    from pipeline.papers.paper import format_of, write_paper  # noqa: PLC0415

    kind = format_of(file, "--notice-of-adjustment")
    name, _, title = options["officer"].partition(",")
    to = Addressee(
        dated=day_of(options["dated"], "--dated") if options["dated"] else now()[1],
        holder=options["holder"],
        address=options["address"].replace("\\n", "\n"),
        officer=(name.strip(), title.strip()),
    )
    event = adjustment_on(converted.history, options["event"], to.dated).event
    # --as-of chooses the adjustment; what has become of the shares by the day of the notice, the whole ledger says.
    history = read_history(ledger).history if converted.left_out else converted.history
    paper = adjustment_paper(history, to, file.stem, kind, event=event)
    _, refused = write_paper(paper, file.parent)
    if refused is not None:
        raise WrongCallError(f"--notice-of-adjustment: {refused.reason}")
    yield f"Notice of adjustment: {file}"
    if to.holder and not history.register.is_known:
        yield f"The ledger has no register of holders: whether {to.holder} is one was not looked at."
    if not to.officer[0]:
        yield "Nobody is named who signs it: name and title are blank (--officer)."


@click.command(
    cls=Command,
    usage="--offering OFFERING.yaml --closing DATE [--ledger LEDGER.yaml] [--facts FACTS.yaml] [--ics FILE] [--json]",
    short_help="The days to keep after a closing.",
    epilog="""\b
    Example: subdocs deadlines --offering series-e.yaml --closing 2005-09-07 --ics deadlines.ics""",
)
@click.option("--offering", "offering_file", metavar="FILE", type=click.Path(path_type=Path), help="The terms.")
@click.option("--closing", "closings", metavar="DATE", multiple=True, help="A closing; the first one counts for 5.1.")
@click.option("--first-sale", metavar="DATE", help="When the first investor was bound.  [default: the first closing]")
@click.option("--ledger", metavar="FILE", type=click.Path(path_type=Path), help="The series' ledger: 4C, 4K, 4L.")
@click.option("--facts", metavar="FILE", type=click.Path(path_type=Path),
              help="Registration, certificates and acts, as in corpus/deadlines/series-e.yaml.")  # fmt: skip
@click.option("--calendar", metavar="NAME", help="federal-reserve, new-york or exchange.  [default: federal-reserve]")
@click.option("--until", metavar="DATE", help="Liquidated damages are listed to this day.  [default: today]")
@click.option("--ics", metavar="FILE", type=click.Path(path_type=Path), help="The days as a calendar file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def deadlines(
    offering_file: Path | None,
    closings: tuple[str, ...],
    *,
    first_sale: str | None,
    ledger: Path | None,
    facts: Path | None,
    calendar: str | None,
    until: str | None,
    ics: Path | None,
    as_json: bool,
) -> int:
    """List the deadlines of the agreement, the certificate of designations, Form D and Rule 144."""
    if offering_file is None:
        raise WrongCallError("deadlines needs --offering OFFERING.yaml, the terms.\nSee subdocs deadlines --help.")
    if not closings and facts is None:
        raise WrongCallError("deadlines needs --closing DATE.\nSee subdocs deadlines --help.")
    from pipeline.deadlines import Asked, calendar_file, run_deadlines  # noqa: PLC0415

    refuse_overwriting({"--ics": ics}, (offering_file, ledger, facts))
    asked = Asked(
        offering=offering_of(offering_file),
        closings=tuple(day_of(words, "--closing") for words in closings),
        until=day_of(until, "--until") if until else now()[1],
        names_until=until is not None,
        first_sale=day_of(first_sale, "--first-sale") if first_sale else None,
        ledger=ledger,
        facts=facts,
        calendar=calendar,
    )
    text = run_deadlines(asked, as_json=as_json)
    if ics is not None:
        name = f"{asked.offering.issuer.name}: {asked.offering.security.name}"
        write_output(ics, calendar_file(asked, name, now()[0]), "--ics")
    click.echo(text)
    if ics is not None and not as_json:
        click.echo(f"Calendar: {ics}")
    return PASSED
