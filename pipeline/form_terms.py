"""The variables of a form's wording, as an offering sets them."""

import re
from datetime import date
from decimal import Decimal

from checks.offering import Offering
from pipeline.report.build import money, number
from templates.form import load_form

_RENUMBERED = date(2012, 4, 5)
"""Section 4(2) of the Securities Act is 4(a)(2) from here (Pub. L. 112-106, § 201(b))."""

_CORPORATION = "corporation"
_ENDINGS = {
    _CORPORATION: re.compile(r"(?:\binc(?:orporated)?|\bcorp(?:oration)?)\.?$", re.IGNORECASE),
    "limited liability company": re.compile(
        r"\b(?<!p\.)(?:l\.?\s?l\.?\s?c|limited liability company)\.?$", re.IGNORECASE
    ),
    "limited partnership": re.compile(r"\b(?<!l\.)(?:l\.?\s?p|limited partnership)\.?$", re.IGNORECASE),
}
_ANOTHER_ENTITY = re.compile(
    r"\b(?:l\.?\s?l\.?\s?c|l\.?\s?c|p\.?l\.?l\.?c|l\.?l\.?l?\.?\s?p|l\.?\s?p|g\.?p|p\.?l\.?c|limited liability"
    r"|(?:general |limited )?partnership|partners|associates|trust|reit|fund|cooperative|co-op)\b\.?",
    re.IGNORECASE,
)


def form_terms(offering: Offering, form: str | None = None) -> dict[str, str]:
    """The variables of a form's wording, as an offering sets them.

    Figures are printed as forms print them ("$100.00", "25,000"). The offering's `terms` come
    last, so that they can say otherwise. A variable the form does not have is left out.

    Args:
        offering: The terms.
        form: Its name; None: the offering's own form.
    """
    security, issuer = offering.security, offering.issuer
    loaded = load_form(form or offering.form)
    price = f"{Decimal(money(security.price_per_share)):,f}"
    terms = {
        "issuer_name": issuer.name,
        "issuer_state": issuer.state,
        "security_name": security.name,
        "price": f"${price}",
        "price_per_share": price,
        "shares_offered": f"{Decimal(number(security.shares_offered)):,f}",
        "exemption": offering.exemption,
    }
    if issuer.directors_and_officers:
        first = issuer.directors_and_officers[0]
        terms["officer_name"] = first.name
        terms["officer_title"] = first.title
    found = _derived(offering) | terms | offering.terms
    if found.get("issuer_kind") == _CORPORATION and "statute" not in found:
        filed = loaded.terms.get("statute") if loaded.terms.get("issuer_state") == issuer.state else None
        found["statute"] = filed or _corporation_law(issuer.state)
    return {name: words for name, words in found.items() if words and name in loaded.terms}


def _corporation_law(state: str) -> str:
    """How a paper calls the corporation law of a state, after "the"."""
    return f"General Corporation Law of the State of {state}" if state == "Delaware" else f"corporation law of {state}"


def _kind_of_issuer(offering: Offering) -> str | None:
    """What the issuer is, where its name says so, or says nothing and it is stock that is sold.

    None for a trust, a fund or "Partners": what its name does not say (a limited partnership, a
    statutory trust, a corporation after all) a paper must not guess.
    """
    name = offering.issuer.name.strip()
    for kind, ending in _ENDINGS.items():
        if ending.search(name):
            return kind
    is_stock = "stock" in offering.security.name.casefold()
    return _CORPORATION if is_stock and not _ANOTHER_ENTITY.search(name) else None


def _derived(offering: Offering) -> dict[str, str]:
    """What follows from an offering's own keys where its `terms` do not say it."""
    kind = _kind_of_issuer(offering)
    return {
        "security_short_name": re.sub(r"\bConvertible ", "", offering.security.name),
        "year": str(offering.opens.year),
        "decade": str(offering.opens.year // 10),
        "exemption_section": "Section 4(a)(2)" if offering.opens >= _RENUMBERED else "Section 4(2)",
    } | ({"issuer_kind": kind} if kind else {})
