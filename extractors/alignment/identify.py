"""Is this document the form, and which edition of it?"""

from dataclasses import dataclass

from extractors.alignment.laid import Laid
from extractors.alignment.laying import lay
from extractors.sheet import Sheet, UnreadableError
from templates.form import Form

_SHARE_OF_FORM = 0.5
"""A document that has less of the form's print than this is another document …"""
_SHARE_OF_DOCUMENT, _FEWEST = 0.6, 150
"""… unless it is a piece of the form: most of its own words are the form's."""


@dataclass(frozen=True, slots=True)
class Identified:
    """The edition a document was made from, and the document laid against it."""

    edition: str
    laid: Laid
    share: float
    """How much of the edition's print the document has, 0 to 1."""


def identify(sheet: Sheet, form: Form, terms: dict[str, str]) -> Identified:
    """Lay a document against every edition and keep the one that explains most.

    Raises:
        UnreadableError: "not-this-form".
    """
    candidates = []
    for edition in form.editions:
        laid = lay(sheet, form.wording(edition, terms))
        required = [index for index, tick in enumerate(laid.ruler.ticks) if not tick.is_gap and not tick.is_optional]
        share = sum(index in laid.alignment.matched for index in required) / max(1, len(required))
        candidates.append(Identified(edition, laid, share))
    best = max(candidates, key=lambda candidate: candidate.share)
    words = sum(not token.is_rule for token in best.laid.tokens)
    own = len(best.laid.alignment.matched) / max(1, words)
    if best.share < _SHARE_OF_FORM and (own < _SHARE_OF_DOCUMENT or len(best.laid.alignment.matched) < _FEWEST):
        raise UnreadableError(
            "not-this-form",
            f"is not the form {form.title!r}: it has {best.share:.0%} of the form's wording",
            "Check that the right file was put into the folder, and that the offering is the one it belongs to.",
        )
    return best
