"""The command `diff`: the redline between two agreements."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.calling import FOUND, PASSED, Command, call_of, inputs_of, offering_of
from pipeline.terminal import on_one_line
from pipeline.wrong_call import WrongCallError

if TYPE_CHECKING:
    from pipeline.redline.compare import Change, Redline

_KINDS = (".html", ".docx")


@click.command(
    cls=Command,
    usage="SIGNED DRAFT [--offering OFFERING.yaml] [--out FILE.html] [--out FILE.docx]",
    short_help="Show where two agreements differ.",
    epilog="""\b
    Exit status: 0 they say the same; 1 they differ, or one hides words; 2 wrong call, or one
    cannot be read.

    \b
    Example: subdocs diff signed/kessler.pdf clean/kessler.docx --out redline.html --out redline.docx""",
)
@click.argument("signed", metavar="SIGNED", required=False, type=click.Path(path_type=Path))
@click.argument("draft", metavar="DRAFT", required=False, type=click.Path(path_type=Path))
@click.option("--offering", "offering_file", metavar="FILE", type=click.Path(path_type=Path),
              help="The terms they were printed with.  [default: the form's own]")  # fmt: skip
@click.option("--out", "outs", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
              help="The redline as .html or .docx.  [default: the changes on the terminal]")  # fmt: skip
@click.option("--reveal", is_flag=True, help="Write tax ids and account numbers in full.")
def diff(signed: Path | None, draft: Path | None, offering_file: Path | None, outs: tuple[Path, ...], *,
         reveal: bool) -> int:  # fmt: skip
    """Show the redline between two agreements: what the second says otherwise than the first."""
    if signed is None or draft is None:
        raise WrongCallError("diff needs two files, SIGNED and DRAFT.\nSee subdocs diff --help.")
    for out in outs:
        if out.suffix.lower() not in _KINDS:
            raise WrongCallError(f"--out: {out} names no kind of redline. End it with .html or .docx.")
    offering = offering_of(offering_file) if offering_file else None
    items = []
    for path in (signed, draft):
        if path.is_dir():
            raise WrongCallError(f"{path}: this is a folder. Name a file.")
        items.append(inputs_of([path])[0])

    from pipeline.redline.diff import diff as compare_files  # noqa: PLC0415
    from pipeline.redline.summary import summary  # noqa: PLC0415
    from pipeline.redline.write import to_html, to_word  # noqa: PLC0415
    from pipeline.report.write import write_output  # noqa: PLC0415

    redline = compare_files(items[0], items[1], offering, call_of(None, "1", reveal=reveal))
    for out in outs:
        data = to_html(redline) if out.suffix.lower() == ".html" else to_word(redline)
        write_output(out, data, "--out")
    for one in redline.hidden:
        click.echo(on_one_line(f'Not shown on the pages of {one.document}: "{one.words}"'))
    if not outs:
        _say(redline)
    click.echo(summary(redline))
    return PASSED if redline.is_empty and not redline.hidden else FOUND


def _say(redline: "Redline") -> None:
    """The changes, those first that somebody made."""
    from pipeline.redline.compare import CAUSES  # noqa: PLC0415
    from pipeline.redline.summary import name_of  # noqa: PLC0415

    for cause in CAUSES:
        for change in redline.of_cause(cause):
            kind = f"{name_of(cause, redline)}: " if cause else ""
            click.echo(on_one_line(f"{change.section}: {kind}{_in_words(change)}"))


def _in_words(change: "Change") -> str:
    """A change with the words around it."""
    around = f"… {change.before} [{change.struck}] → [{change.added}] {change.after} …"
    return " ".join(around.split())
