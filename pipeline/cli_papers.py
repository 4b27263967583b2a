"""The commands that write papers: `draft`, of one paper or of all papers of a check."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.calling import FOUND, PASSED, Command, call_of, day_of, now, offering_of, refuse_unused
from pipeline.wrong_call import WrongCallError

if TYPE_CHECKING:
    from checks.offering import Offering
    from pipeline.papers.batch import Terms
    from pipeline.papers.paper import Paper, Refusal
    from pipeline.papers.results import Results
    from templates.draft import Format

_USED_BY = {
    "dated": {"letters", "certificates", "schedule"},
    "answer_by": {"letters"},
    "closing": {"letters", "certificates", "schedule"},
    "first_certificate": {"certificates", "schedule"},
    "formats": {"letters", "certificates", "schedule"},
}
"""Option → the papers that it makes a difference to."""
_DAYS_TO_ANSWER = 10
"""Business days that a deficiency letter gives where --answer-by names no day."""


@click.command(
    cls=Command,
    usage="FORM --offering OFFERING.yaml [--values VALUES.yaml] --out FILE\n"
    "   or: subdocs draft --from RESULTS_DIR [--letters DIR] [--certificates DIR] [--clean DIR] [--schedule FILE]",
    short_help="Write agreements, certificates, notices and letters.",
    epilog="""\b
    FILE ends with .docx, .pdf, .html or .txt. Exit status: 0 every paper is written; 1 some are
    not, or something must be looked at first, and why is said; 2 wrong call.

    \b
    Examples: subdocs draft series-e-subscription --offering meridian.yaml --out agreement.docx
              subdocs draft --from results/ --letters letters/ --certificates certificates/""",
)
@click.argument("form", metavar="FORM", required=False)
@click.option("--offering", "offering_file", metavar="FILE", type=click.Path(path_type=Path),
              help="The terms.  [with --from: the ones it was checked by]")  # fmt: skip
@click.option("--edition", metavar="E", help="The wording; subdocs forms lists them.  [default: today's]")
@click.option("--values", "values_file", metavar="FILE", type=click.Path(path_type=Path),
              help="Field names and values, as report.json writes them.")  # fmt: skip
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Where one paper goes.")
@click.option("--from", "results_dir", metavar="DIR", type=click.Path(path_type=Path),
              help="A folder that subdocs check wrote.")  # fmt: skip
@click.option("--letters", metavar="DIR", type=click.Path(path_type=Path),
              help="A deficiency or acceptance letter for each document.")  # fmt: skip
@click.option("--certificates", metavar="DIR", type=click.Path(path_type=Path),
              help="A share certificate for each document that passes.")  # fmt: skip
@click.option("--clean", metavar="DIR", type=click.Path(path_type=Path),
              help="Each signed agreement anew, in clean wording with its values.")  # fmt: skip
@click.option("--schedule", metavar="FILE", type=click.Path(path_type=Path),
              help="The closing schedule of all subscribers.")  # fmt: skip
@click.option("--dated", metavar="DATE", help="Date of the papers.  [default: today]")
@click.option("--answer-by", metavar="DATE", help="Date to answer by.  [default: ten business days later]")
@click.option("--closing", metavar="DATE", help="Date of the closing.  [default: that of the papers]")
@click.option("--first-certificate", metavar="N", default="1", help="Number of the first certificate.  [default: 1]")
@click.option("--formats", metavar="LIST", default="docx,pdf", help="Of letters and certificates.  [default: docx,pdf]")
@click.option("--jobs", metavar="N", help="Papers at a time.  [default: one per core]")
def draft(form: str | None, results_dir: Path | None, **options: Any) -> int:
    """Write one paper from a form, or all papers that follow from a check."""
    if results_dir is None:
        return _draft_one(form, **options)
    if form is not None or any(options[name] for name in ("out", "values_file", "edition")):
        raise WrongCallError("draft --from takes no FORM, --out, --values or --edition.\nSee subdocs draft --help.")
    return _draft_batch(results_dir, **options)


def _draft_one(
    form: str | None, *, offering_file: Path | None, edition: str | None, values_file: Path | None,
    out: Path | None, **options: Any,
) -> int:  # fmt: skip
    if form is None:
        raise WrongCallError("draft needs a FORM (subdocs forms lists them), or --from RESULTS_DIR.")
    refuse_unused(tuple(options), "--from RESULTS_DIR, not with a FORM")
    if offering_file is None:
        raise WrongCallError("draft needs --offering OFFERING.yaml, the terms.\nSee subdocs draft --help.")
    if out is None:
        raise WrongCallError("draft needs --out FILE.docx, .pdf, .html or .txt.\nSee subdocs draft --help.")
    from pipeline.papers.paper import format_of, paper_of, write_paper  # noqa: PLC0415
    from pipeline.papers.values_file import read_values, refuse_unfit  # noqa: PLC0415
    from templates.form import load_form  # noqa: PLC0415

    kind = format_of(out)
    if out.is_dir():
        raise WrongCallError(f"--out: {out} is a folder. Name a file.")
    values = read_values(values_file) if values_file else {}
    paper = paper_of(form, offering_of(offering_file), out.stem, values, edition=edition, formats=(kind,))
    refuse_unfit(values, load_form(paper.form), values_file)
    _, refused = write_paper(paper, out.parent)
    if refused is not None:
        raise WrongCallError(f"{values_file or form}: {refused.reason}")
    click.echo(f"Drafted: {out}")
    _say_what_is_blank(paper)
    if values.get("acceptance.signature") is True and not paper.terms.get("officer_name"):
        click.echo("Left blank: acceptance.signature. State the offering's officer_name, under terms.", err=True)
    return PASSED


def _say_what_is_blank(paper: "Paper") -> None:
    """The terms that the offering does not state, and for which the paper has a rule to write on."""
    from templates.form import load_form  # noqa: PLC0415

    blank = load_form(paper.form).blank_terms(paper.edition, paper.terms)
    if blank:
        click.echo(
            f"Left blank, because the offering does not state it: {', '.join(blank)}.\n"
            "State it under terms before the paper goes out: check reports what is written there by hand as a change."
        )


def _draft_batch(results_dir: Path, **options: Any) -> int:
    targets = {name: options[name] for name in ("letters", "certificates", "clean", "schedule") if options[name]}
    if not targets:
        raise WrongCallError("draft --from needs --letters, --certificates, --clean or --schedule.")
    _refuse_what_no_paper_uses(set(targets))
    from pipeline.papers.paper import format_of  # noqa: PLC0415
    from pipeline.papers.results import load_results  # noqa: PLC0415
    from pipeline.papers.standing import refuse_unsound  # noqa: PLC0415
    from pipeline.papers.together import Together  # noqa: PLC0415
    from pipeline.report.write import refuse_unwritable  # noqa: PLC0415
    from pipeline.terminal import print_batch_findings  # noqa: PLC0415

    results = load_results(results_dir)
    offering = _offering_of(results, options["offering_file"])
    refuse_unsound(results, offering)
    terms, questions = _terms(options, offering, set(targets))
    kind = format_of(targets["schedule"], "--schedule") if "schedule" in targets else None
    for name, place in targets.items():
        refuse_unwritable(place.parent if name == "schedule" else place, f"--{name}")
    jobs = call_of(None, options["jobs"], reveal=False).jobs
    print_batch_findings(results.report)
    for question in questions:
        click.echo(question)
    warnings: list[str] = []
    papers = Together(
        results, offering, terms, targets, jobs, lambda: _clean(results, offering, jobs, warnings), kind, _say
    )
    papers.write()
    return PASSED if papers.is_complete and not questions and not warnings else FOUND


def _refuse_what_no_paper_uses(targets: set[str]) -> None:
    """An option that none of the papers asked for reads is a mistake of the call."""
    for name, users in _USED_BY.items():
        if not targets & users:
            refuse_unused((name,), " or ".join(f"--{user}" for user in sorted(users)))


def _clean(results: "Results", offering: "Offering", jobs: int, warnings: list[str]) -> "list[Paper | Refusal]":
    """The signed agreements read again, in full, and ordered anew in clean wording."""
    from pipeline.papers.rereading import reread  # noqa: PLC0415

    papers, notes = reread(results, offering, call_of(None, str(jobs), reveal=True))
    for note in notes:
        click.echo(note.words)
        warnings += [note.words] if note.is_warning else []
    return papers


def _say(name: str, files: list[Path], place: Path, refused: "list[Refusal]") -> None:
    click.echo(f"{name.capitalize()}: {len(files)} {'file' if len(files) == 1 else 'files'} in {place}")
    for refusal in refused:
        click.echo(f"  {refusal.name}: " + refusal.reason.replace("\n", "\n    "))


def _offering_of(results: "Results", named: Path | None) -> "Offering":
    if named is not None:
        return offering_of(named)
    if results.offering is None or not results.offering.is_file():
        raise WrongCallError(
            f"--from: nothing in {results.folder} says by which offering it was checked. Name it: --offering FILE."
        )
    return offering_of(results.offering)


def _terms(options: dict[str, Any], offering: "Offering", papers: set[str]) -> "tuple[Terms, list[str]]":
    from pipeline.papers.batch import Terms  # noqa: PLC0415

    dated = day_of(options["dated"], "--dated") if options["dated"] else now()[1]
    first = options["first_certificate"]
    if not first.isdecimal() or not int(first):
        raise WrongCallError(f"--first-certificate: {first!r} is no number. Write 1 or more.")
    terms = Terms(
        dated=dated,
        answer_by=day_of(options["answer_by"], "--answer-by") if options["answer_by"] else _answer_by(dated),
        closing=day_of(options["closing"], "--closing") if options["closing"] else dated,
        first_certificate=int(first),
        formats=_formats(options["formats"]),
    )
    if terms.answer_by <= dated:
        raise WrongCallError(
            f"--answer-by: {terms.answer_by} is not after the date of the letters, {dated}. Name a later day."
        )
    return terms, _questions_of_the_closing(terms, offering, papers)


def _questions_of_the_closing(terms: "Terms", offering: "Offering", papers: set[str]) -> list[str]:
    """What a person must look at in the date of the closing, where a paper states it.

    Raises:
        WrongCallError: It lies before the offering opened.
    """
    if not papers & _USED_BY["closing"]:
        return []
    if terms.closing < offering.opens:
        raise WrongCallError(
            f"--closing: {terms.closing} lies before the offering opened on {offering.opens}. Name the day of the "
            "closing."
        )
    questions = []
    if terms.closing > offering.closes:
        questions.append(
            f"Look at the closing: {terms.closing} lies after the offering closed on {offering.closes}. If it took "
            "place on another day, name it: --closing DATE."
        )
    if "certificates" in papers and terms.issued != terms.dated:
        click.echo(f"Certificates are dated {terms.issued}, the closing, not {terms.dated}: no share is issued before.")
    return questions


def _formats(words: str) -> "tuple[Format, ...]":
    from templates.draft import FORMATS  # noqa: PLC0415

    named = tuple(dict.fromkeys(word.strip().lower() for word in words.split(",") if word.strip()))
    unknown = next((word for word in named if word not in FORMATS), None)
    if unknown or not named:
        raise WrongCallError(f"--formats: {unknown or words!r} is no format. Name some of {', '.join(FORMATS)}.")
    return tuple(kind for kind in FORMATS if kind in named)


def _answer_by(dated: date) -> date:
    from checks.business_days import Calendar  # noqa: PLC0415

    return Calendar("federal-reserve").after(dated, _DAYS_TO_ANSWER)
