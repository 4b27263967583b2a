"""Whether an offering and a ledger are of one company."""

import re

from checks.conversion.ledger import Ledger
from checks.offering import Offering
from pipeline.wrong_call import WrongCallError

_SHORT = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd"}


def refuse_another_company(offering: Offering, ledger: Ledger) -> None:
    """Nothing of one company is judged, or counted, by the ledger of another.

    Raises:
        WrongCallError: The names differ by more than case, punctuation, and "Inc." for "Incorporated".
    """
    one, other = offering.issuer.name, ledger.issuer.name
    if _plain(one) != _plain(other):
        raise WrongCallError(
            f'{ledger.name}: the ledger is of "{other}", and the offering of "{one}". Name the ledger of the '
            "offering's company; if it is one company, write issuer.name alike in both files."
        )


def _plain(name: str) -> str:
    words = re.sub(r"[^\w\s]", "", name.casefold().replace("&", " and ")).split()
    return "".join(_SHORT.get(word, word) for word in words if word != "the")
