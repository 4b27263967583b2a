"""The variables of the papers of a series, as its ledger sets them."""

import re

from checks.conversion.ledger import Ledger
from templates.form import load_form

_SERIES = re.compile(r"\bSeries\s+\S+")


def series_terms(ledger: Ledger, form: str) -> dict[str, str]:
    """The variables of a form's wording: issuer and names of the series.

    "Series D Convertible Preferred Stock" is also called "Series D Preferred Stock" and "Series D".
    """
    found = _SERIES.search(ledger.series)
    terms = {
        "issuer_name": ledger.issuer.name,
        "issuer_state": ledger.issuer.state,
        "security_name": ledger.series,
        "security_short_name": re.sub(r"\bConvertible ", "", ledger.series),
        "series_name": found.group(0) if found else ledger.series,
    }
    known = load_form(form).terms
    return {name: words for name, words in terms.items() if words and name in known}
