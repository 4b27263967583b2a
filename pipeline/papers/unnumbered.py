"""The words of a finding without tax ids and account numbers, not even masked: letters repeat none."""

import re

from extractors.masking import mask_tax_ids_in

_MASK = r"(?:[*•#]{2,}[-–*•# ]*[0-9A-Za-z]*)+"
_KEPT_BACK = r"(?P<named>\b(?:tax id|(?:account|ABA) number))"
_NUMBER = r'"[^"]*[0-9*][^"]*"'
"""Whole, where the report was made with --reveal, or masked."""
_TWO_THAT_DIFFER = re.compile(rf"{_KEPT_BACK} is {_NUMBER}, but the offering's is {_NUMBER}")
_BY_THE_WAY = re.compile(rf"{_KEPT_BACK}(?:, {_NUMBER},| {_NUMBER})")
_READ = re.compile(rf"{_KEPT_BACK} reads {_NUMBER}")
_ANY = re.compile(_MASK)
_LEFT_OUT = "[number left out]"


def unnumbered(message: str) -> str:
    """A sentence that is whole without its numbers.

    'The tax id "***-**-4827" is an individual's number' says "The tax id is an individual's
    number"; a number within words of the subscriber's own is left out visibly.
    """
    text = _TWO_THAT_DIFFER.sub(r"\g<named> is not the offering's", message)
    text = _BY_THE_WAY.sub(r"\g<named>", text)
    text = _READ.sub(rf'\g<named> reads "{_LEFT_OUT}"', text)
    return _ANY.sub(_LEFT_OUT, mask_tax_ids_in(text))
