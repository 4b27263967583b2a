"""The notice of adjustment (4K) as a paper: what the ledger says, to whom it goes, and who signs."""

from dataclasses import dataclass
from datetime import date

from checks.conversion.history import ConversionHistory
from pipeline.adjustment import adjustment_on, adjustment_values, holder_on
from pipeline.papers.paper import Paper
from pipeline.papers.series import series_terms
from templates.draft import Format

_FORM = "notice-of-adjustment"


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom the notice goes, and by whom it is signed."""

    dated: date
    holder: str = ""
    """Empty for every holder: the notice is then addressed to each as shown on the books."""
    address: str = ""
    officer: tuple[str, str] = ("", "")
    """Name and title."""


def adjustment_paper(
    history: ConversionHistory, to: Addressee, name: str, kind: Format, *, event: str | None = None
) -> Paper:
    """The notice as a paper.

    Raises:
        WrongCallError: There is no such event, nothing was adjusted, the notice would come before the adjustment, or
            the register has no such holder on its day.
    """
    adjustment_on(history, event, to.dated)
    holder = holder_on(history, to.holder, to.dated) if to.holder else ""
    values: dict[str, object] = {
        **adjustment_values(history, event, dated=to.dated, holder=holder),
        "notice.date": to.dated.isoformat(),
        "holder.name": holder or f"Each holder of {history.ledger.series}",
        "holder.address": to.address or "As shown on the books of the Company",
    }
    terms = series_terms(history.ledger, _FORM)
    terms |= {key: words for key, words in zip(("officer_name", "officer_title"), to.officer, strict=True) if words}
    return Paper(name, _FORM, "current", terms, values, formats=(kind,))
