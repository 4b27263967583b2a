"""A conversion price as it is stated: exact, rounded, or another."""

from decimal import Decimal
from fractions import Fraction


def figures_it_is_rounded_to(stated: Decimal, exact: Fraction) -> int:
    """The significant figures to which a stated price is the exact one, rounded half up or cut off.

    Returns:
        0 where it is neither: it is another price. "0.003083" of 37/12000 is 4, "0.0031" is 2.
    """
    places = max(0, -int(stated.as_tuple().exponent))
    units = exact * 10**places
    cut_off, rounded = int(units), int(units + Fraction(1, 2))
    own = Fraction(stated) * 10**places
    return len(str(int(own))) if own in (cut_off, rounded) and own > 0 else 0
