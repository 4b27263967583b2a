"""What parsing a blank's words gives."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

ParsedValue = str | Decimal | date | bool | tuple[str, ...] | None
ParsedState = Literal["filled", "blank", "invalid", "ambiguous"]

LIKELY = 0.92
"""A reading that custom settles though another is conceivable: certain, but only just."""
DOUBTFUL = 0.85
"""The likelier of two readings; below the line of certainty, so that a person looks at it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value of a type, or why there is none.

    `blank`: an empty answer; `invalid`: readable, and no value of the type; `ambiguous`: more
    than one reading, and no rule to choose. Only `filled` carries a value (a blank signature is
    False and blank letters are ()).
    """

    value: ParsedValue
    state: ParsedState
    confidence: float = 1.0
    """0 to 1: how sure value and state are, supposing the words were read right."""


BLANK = Parsed(None, "blank")
UNSIGNED = Parsed(value=False, state="blank")
STANDS = Parsed(value=True, state="filled")
"""A mark or signature that stands there."""
INVALID = Parsed(None, "invalid")
AMBIGUOUS = Parsed(None, "ambiguous")


def filled(value: ParsedValue, confidence: float = 1.0) -> Parsed:
    """A value that stands there."""
    return Parsed(value, "filled", confidence)
