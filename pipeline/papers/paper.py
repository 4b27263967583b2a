"""One paper to be drafted, from an order to its files."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checks.offering import Offering
from checks.opening import reason_of
from pipeline.form_terms import form_terms
from pipeline.report.write import write_file
from pipeline.wrong_call import WrongCallError
from templates.draft import FORMATS, Format, drafted, write
from templates.filling import DraftError
from templates.form import Form, FormError, load_form

ACCREDITED_AS_TODAY = date(2020, 12, 8)
"""From here the `current` editions state Rule 501(a) as it was in force (Release 33-10824)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be drafted, and under which name."""

    name: str
    """Of its files, without an ending."""
    form: str
    edition: str
    terms: Mapping[str, str]
    values: Mapping[str, object]
    signers: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[Format, ...] = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A paper that was not written, or not in each of its formats, and why."""

    name: str
    reason: str
    is_due: bool = True
    """Whether a paper was to be expected, so that somebody must act; a deficient agreement has no certificate."""


def default_edition(form: Form, opens: date) -> str:
    """The edition a new paper is drafted in: today's law for an offering under it, else the clean one."""
    editions = form.editions
    if len(editions) == 1:
        return editions[0]
    if "current" in editions and (opens >= ACCREDITED_AS_TODAY or "clean" not in editions):
        return "current"
    return "clean" if "clean" in editions else editions[0]


def edition_of(offering: Offering, form: Form) -> str:
    """The edition of a form for an offering: of its own form the one that it names, else the default."""
    if offering.edition is not None and offering.form == form.name:
        return offering.edition
    return default_edition(form, offering.opens)


def paper_of(
    form: str, offering: Offering, name: str, values: Mapping[str, object], *, edition: str | None = None,
    formats: tuple[Format, ...] = ("docx", "pdf"), signers: Mapping[str, str] | None = None,
    own_terms: Mapping[str, str] | None = None,
) -> Paper:  # fmt: skip
    """A paper of an offering, in the form's default edition where none is named.

    `own_terms` are variables of the wording that follow from the paper's matter, and not from the offering.

    Raises:
        WrongCallError: There is no such form or edition, or the offering does not state what the wording needs.
    """
    try:
        loaded = load_form(form)
    except FormError as error:
        raise WrongCallError(str(error)) from error
    chosen = edition or edition_of(offering, loaded)
    if chosen not in loaded.editions:
        raise WrongCallError(f"--edition: {form} has no edition {chosen!r}; it has {', '.join(loaded.editions)}.")
    terms = form_terms(offering, form) | dict(own_terms or {})
    unstated = loaded.unstated(chosen, terms)
    if unstated:
        raise WrongCallError(
            f"{form}, edition {chosen}, would print facts of {loaded.terms['issuer_name']}, whose form it was. State "
            f"{offering.issuer.name}'s own in the offering, under terms: {', '.join(unstated)}."
        )
    return Paper(name, form, chosen, terms, values, signers or {}, formats)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a paper's files hold, before there are any."""

    files: Mapping[Format, bytes]
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A paper with what its files hold: it need not be drafted again to be written."""

    paper: Paper
    contents: Contents


def contents_of(paper: Paper) -> Contents:
    """Draft a paper in each of its formats that can hold it.

    A value that no paper may have refuses it whole; a letter that one format cannot show leaves the others.
    """
    try:
        draft = drafted(load_form(paper.form), paper.edition, paper.terms, paper.values, paper.signers)
    except (DraftError, FormError) as error:
        return Contents({}, Refusal(paper.name, str(error)))
    files: dict[Format, bytes] = {}
    lost: dict[Format, str] = {}
    for kind in paper.formats:
        try:
            files[kind] = write(draft, kind)
        except (DraftError, FormError) as error:
            lost[kind] = str(error)
    reasons = list(dict.fromkeys(lost.values()))
    if files and lost:
        reasons.insert(0, f"is written as {', '.join(files)} and not as {', '.join(lost)}.")
    return Contents(files, Refusal(paper.name, "\n".join(reasons)) if lost else None)


def write_paper(paper: Paper, folder: Path) -> tuple[list[Path], Refusal | None]:
    """Write a paper in each of its formats that can hold it, and say what was not written."""
    return write_contents(paper, contents_of(paper), folder)


def write_contents(paper: Paper, contents: Contents, folder: Path) -> tuple[list[Path], Refusal | None]:
    """Write a paper that is drafted; its files, and what was not written."""
    files: list[Path] = []
    for kind, data in contents.files.items():
        file = folder / f"{paper.name}.{kind}"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_file(file, data)
        except OSError as error:
            reason = f"{file} cannot be written ({reason_of(error)})."
            return files, Refusal(paper.name, reason)
        files.append(file)
    return files, contents.refused


def format_of(file: Path, option: str = "--out") -> Format:
    """The format that the name of an option's file asks for.

    Raises:
        WrongCallError: It asks for none that can be written.
    """
    for kind in FORMATS:
        if file.suffix.lower() == f".{kind}":
            return kind
    kinds = ", ".join(f".{kind}" for kind in FORMATS)
    raise WrongCallError(f"{option}: {file} names no format. End it with one of {kinds}.")


def file_names(paths: Sequence[str]) -> list[str]:
    """Documents' paths → names for the papers about them, without an ending, each once.

    Two documents that differ in their ending only keep it: "kessler-pdf", "kessler-docx".
    """
    bare = [os.path.splitext(path)[0] for path in paths]  # noqa: PTH122 - paths of a report, not of this machine
    taken = [one.casefold() for one in bare]
    return [
        name if taken.count(name.casefold()) == 1 else path.replace(".", "-")
        for name, path in zip(bare, paths, strict=True)
    ]
