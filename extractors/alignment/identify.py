"""Which form is this document, and which edition of it?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extractors.alignment.laid import Laid
from extractors.alignment.laying import lay
from extractors.alignment.tokens import tokenize
from extractors.sheet import Sheet, UnreadableError
from templates.form import Form
from templates.wording import Print, Wording

_SHARE_OF_FORM = 0.5
"""A document that has less of the form's print than this is another document …"""
_SHARE_OF_DOCUMENT, _FEWEST = 0.6, 150
"""… unless it is a piece of the form: most of its own words are the form's."""
_RUN = 4
"""Words of a phrase by which editions are told apart before any is laid."""

_Phrases = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Identified:
    """The edition a document was made from, and the document laid against it."""

    form: Form
    edition: str
    wording: Wording
    laid: Laid
    share: float
    """How much of the edition's print the document has, 0 to 1."""


def identify(sheet: Sheet, forms: Mapping[Form, Mapping[str, str]]) -> Identified:
    """Find the edition that has most phrases in common with a document, and lay the document against it.

    Of a wording that depends on a paper's matter, every variant that the terms leave open is tried.

    Args:
        sheet: What a reader gave.
        forms: The forms it may be, the likeliest first, each with the offering's variables.

    Raises:
        UnreadableError: "not-this-form".
    """
    found = _phrases(word.text for page in sheet.pages for word in page.words)
    _, form, edition, wording = max(
        (
            (_likeness(found, _phrases_of(wording)), form, edition, wording)
            for form, terms in forms.items()
            for edition in form.editions
            for wording in (form.wording(edition, variant) for variant in form.variants_of(terms))
        ),
        key=lambda candidate: candidate[0],
    )
    laid = lay(sheet, wording)
    required = [index for index, tick in enumerate(laid.ruler.ticks) if not tick.is_gap and not tick.is_optional]
    share = sum(index in laid.alignment.matched for index in required) / max(1, len(required))
    words = sum(not token.is_rule for token in laid.tokens)
    own = len(laid.alignment.matched) / max(1, words)
    if share < _SHARE_OF_FORM and (own < _SHARE_OF_DOCUMENT or len(laid.alignment.matched) < _FEWEST):
        nearest = (
            f"the form {form.title!r}" if len(forms) == 1 else f"any form known here; the nearest is {form.title!r}"
        )
        raise UnreadableError(
            "not-this-form",
            f"is not {nearest}: it has {share:.0%} of {'the' if len(forms) == 1 else 'that'} form's wording",
            "Check that the right file was put into the folder, and that the offering is the one it belongs to.",
        )
    return Identified(form, edition, wording, laid, share)


def _phrases(texts: Iterable[str]) -> _Phrases:
    words = [token.text for token in tokenize(texts) if not token.is_rule]
    return Counter(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


@cache
def _phrases_of(wording: Wording) -> _Phrases:
    return _phrases(item.text for item in wording.items if isinstance(item, Print))


def _likeness(found: _Phrases, form: _Phrases) -> float:
    """The phrases in common, of all that either has: 1 where they say the same."""
    common = (found & form).total()
    return 2 * common / max(1, found.total() + form.total())
