"""The papers of one call, written together: they agree with each other, and none keeps another from being written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checks.offering import Offering
from pipeline.papers.batch import Terms, certificate_numbers_of, certificates, letters, schedule, write_all
from pipeline.papers.paper import Paper, Refusal
from pipeline.papers.results import Results
from pipeline.wrong_call import WrongCallError
from templates.draft import Format

Order = Callable[[], Iterable[Paper | Refusal]]
Say = Callable[[str, list[Path], Path, list[Refusal]], None]
"""Kind of paper, its files, where they lie, and what was not written."""


@dataclass(slots=True)
class Together:
    """One call's papers."""

    results: Results
    offering: Offering
    terms: Terms
    targets: Mapping[str, Path]
    """"letters", "certificates", "clean", "schedule" → where they go."""
    jobs: int
    clean: Order
    """Orders the signed agreements anew."""
    kind: Format | None
    """Of the schedule."""
    say: Say
    is_complete: bool = field(default=True, init=False)
    """Whether every paper was written that was to be expected."""

    def write(self) -> None:
        """Write the certificates first: a letter names only a certificate that is issued with it.

        Raises:
            WrongCallError: Nothing can be written, where one kind of paper alone was asked for.
        """
        issued = certificate_numbers_of(self.results, self.offering, self.terms)
        if "certificates" in self.targets:
            issued = self._certified(issued)
        if "letters" in self.targets:
            named = issued if "certificates" in self.targets else {}
            self._put("letters", lambda: letters(self.results, self.offering, self.terms, named))
        if "clean" in self.targets:
            self._put("clean", self.clean)
        if self.kind is not None:
            self._put("schedule", lambda: self._schedule(issued))

    def _certified(self, numbers: Mapping[str, str]) -> dict[str, str]:
        """Write the certificates; the numbers of those that were written."""
        path_of: dict[str, str] = {}

        def order() -> Iterator[Paper | Refusal]:
            for one in certificates(self.results, self.offering, self.terms):
                if isinstance(one, Refusal):
                    yield one
                else:
                    path_of[one[1].name] = one[0]
                    yield one[1]

        written = {path_of[name] for name in self._put("certificates", order)}
        return {path: number for path, number in numbers.items() if path in written}

    def _schedule(self, issued: Mapping[str, str]) -> Iterator[Paper]:
        if self.kind is not None:
            name = self.targets["schedule"].stem
            yield schedule(self.results, self.offering, self.terms, issued, name=name, kind=self.kind)

    def _put(self, what: str, order: Order) -> list[str]:
        """Write one kind of paper, and say what was not written; the names of the papers that were."""
        place = self.targets[what]
        try:
            orders = list(order())
        except WrongCallError as error:
            if len(self.targets) == 1:
                raise
            orders = [Refusal("none is written", str(error))]
        papers = [one for one in orders if not isinstance(one, Refusal)]
        written = write_all(papers, place.parent if what == "schedule" else place, self.jobs)
        refused = [one for one in orders if isinstance(one, Refusal)] + written.refused
        self.say(what, written.files, place, refused)
        self.is_complete = self.is_complete and not any(one.is_due for one in refused)
        lost = {one.name for one in written.refused}
        return [paper.name for paper in papers if paper.name not in lost]
