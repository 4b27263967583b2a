"""The papers of one call, written together: they agree with each other, and none keeps another from being written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checks.offering import Offering
from pipeline.papers.batch import Terms, letters, schedule
from pipeline.papers.paper import Drafted, Paper, Refusal, write_contents
from pipeline.papers.results import Results
from pipeline.papers.writing import numbered_certificates, write_all, write_certificates
from pipeline.wrong_call import WrongCallError
from templates.draft import Format

Order = Callable[[], Iterable[Paper | Drafted | Refusal]]
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
    unnumbered: list[Refusal] = field(default_factory=list, init=False)
    """Why a schedule shows no number of a certificate."""

    def write(self) -> None:
        """Write the certificates first: a letter names only a certificate that is issued with it.

        Raises:
            WrongCallError: Nothing can be written, where one kind of paper alone was asked for.
        """
        issued = self._issued()
        if "letters" in self.targets:
            named = issued if "certificates" in self.targets else {}
            self._put("letters", lambda: letters(self.results, self.offering, self.terms, named))
        if "clean" in self.targets:
            self._put("clean", self.clean)
        if self.kind is not None:
            self._put("schedule", lambda: self._schedule(issued))

    def _issued(self) -> dict[str, str]:
        """Write the certificates, where they are asked for; document's path → number of those that are issued.

        A schedule alone shows the numbers that the certificates of the same terms have.
        """
        if "certificates" not in self.targets and self.kind is None:
            return {}
        try:
            issued, refused = numbered_certificates(self.results, self.offering, self.terms, self.jobs)
        except WrongCallError as error:
            if len(self.targets) == 1 and "certificates" in self.targets:
                raise
            issued, refused = [], [Refusal("none is written", str(error))]
            self.unnumbered = [Refusal("certificates", f"no number is shown, because none can be written. {error}")]
        if "certificates" not in self.targets:
            return {one.path: one.number for one in issued}
        place = self.targets["certificates"]
        written, numbers = write_certificates(issued, place)
        self._tell("certificates", written.files, place, refused + written.refused)
        return numbers

    def _schedule(self, issued: Mapping[str, str]) -> Iterator[Drafted | Refusal]:
        if self.kind is not None:
            name = self.targets["schedule"].stem
            yield from self.unnumbered
            yield from schedule(self.results, self.offering, self.terms, issued, name=name, kind=self.kind)

    def _put(self, what: str, order: Order) -> None:
        """Write one kind of paper, and say what was not written."""
        place = self.targets[what]
        try:
            orders = list(order())
        except WrongCallError as error:
            if len(self.targets) == 1:
                raise
            orders = [Refusal("none is written", str(error))]
        folder = place.parent if what == "schedule" else place
        written = write_all([one for one in orders if isinstance(one, Paper)], folder, self.jobs)
        for one in orders:
            if isinstance(one, Drafted):
                written.note(*write_contents(one.paper, one.contents, folder))
        refused = [one for one in orders if isinstance(one, Refusal)] + written.refused
        self._tell(what, written.files, place, refused)

    def _tell(self, what: str, files: list[Path], place: Path, refused: list[Refusal]) -> None:
        self.say(what, files, place, refused)
        self.is_complete = self.is_complete and not any(one.is_due for one in refused)
