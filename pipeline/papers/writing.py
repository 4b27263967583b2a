"""Papers written by several processes, and the numbers of certificates, which only those have that can be written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from checks.offering import Offering
from pipeline.papers.batch import Terms, certificates
from pipeline.papers.paper import Contents, Paper, Refusal, contents_of, write_contents, write_paper
from pipeline.papers.results import Results

LONGEST = 300.0
"""Seconds that one paper may take."""
_NO_NUMBER = "has no certificate, and no number is kept for one."
_Made = TypeVar("_Made")


@dataclass(slots=True)
class Written:
    """What came of a batch of papers."""

    files: list[Path] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def note(self, files: Sequence[Path], refused: Refusal | None) -> None:
        """Add what came of one paper."""
        self.files += files
        self.refused += [refused] if refused is not None else []


@dataclass(frozen=True, slots=True)
class Certificate:
    """A share certificate that has its number, and is not yet written."""

    path: str
    """Of the document."""
    number: str
    paper: Paper
    contents: Contents


def write_all(papers: Sequence[Paper], folder: Path, jobs: int) -> Written:
    """Write papers into a folder, several at a time; one that cannot be written stops no other."""
    written = Written()
    for outcome in _each(partial(write_paper, folder=folder), papers, jobs):
        if isinstance(outcome, Refusal):
            written.refused.append(outcome)
        else:
            written.note(*outcome)
    return written


def numbered_certificates(
    results: Results, offering: Offering, terms: Terms, jobs: int
) -> tuple[list[Certificate], list[Refusal]]:
    """The certificates that can be written, numbered without gaps, and those that are not issued and why.

    They are drafted before they have their numbers for good: one that no format can hold takes none, and
    those behind it move up.
    """
    lost: dict[str, str] = {}
    while True:
        orders = list(certificates(results, offering, terms, lost))
        ordered = [one for one in orders if not isinstance(one, Refusal)]
        made = _each(contents_of, [paper for _, paper in ordered], jobs)
        drafts = [one if isinstance(one, Contents) else Contents({}, one) for one in made]
        new = {
            path: draft.refused.reason if draft.refused else ""
            for (path, _), draft in zip(ordered, drafts, strict=True)
            if not draft.files
        }
        if not new:
            break
        lost |= new
    refused = [one for one in orders if isinstance(one, Refusal)]
    refused += [Refusal(path, f"{_NO_NUMBER} {reason}") for path, reason in lost.items()]
    found = [
        Certificate(path, str(paper.values["certificate.number"]), paper, draft)
        for (path, paper), draft in zip(ordered, drafts, strict=True)
    ]
    return found, refused


def write_certificates(issued: Sequence[Certificate], folder: Path) -> tuple[Written, dict[str, str]]:
    """Write certificates; what came of it, and document's path → number for those that lie in the folder."""
    written, numbers = Written(), dict[str, str]()
    for one in issued:
        files, refused = write_contents(one.paper, one.contents, folder)
        written.note(files, refused)
        if files:
            numbers[one.path] = one.number
    return written, numbers


def _each(make: Callable[[Paper], _Made], papers: Sequence[Paper], jobs: int) -> list[_Made | Refusal]:
    """What is made of each paper, in their order; a paper that costs its process costs no other."""
    if jobs < 2 or len(papers) < 3:
        return [make(paper) for paper in papers]
    from pebble import ProcessPool  # noqa: PLC0415 - not needed for a few papers

    found: list[_Made | Refusal] = []
    # Not forked: the typesetter's threads, once it has run here, would be missing in the copy.
    with ProcessPool(max_workers=min(jobs, len(papers)), context=get_context("spawn")) as pool:
        futures = [pool.schedule(partial(make, paper), timeout=LONGEST) for paper in papers]
        for paper, future in zip(papers, futures, strict=True):
            try:
                found.append(future.result())
            except Exception as error:  # noqa: BLE001 - see above
                reason = f"could not be written because of a defect in subdocs ({type(error).__name__})."
                found.append(Refusal(paper.name, reason))
    return found
