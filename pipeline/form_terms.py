"""The variables of a form's wording, as an offering sets them."""

from decimal import Decimal

from checks.offering import Offering
from pipeline.report.build import money, number
from templates.form import load_form


def form_terms(offering: Offering, form: str | None = None) -> dict[str, str]:
    """The variables of a form's wording, as an offering sets them.

    Figures are printed as forms print them ("$100.00", "25,000"). The offering's `terms` come
    last, so that they can say otherwise. A variable the form does not have is left out.

    Args:
        offering: The terms.
        form: Its name; None: the offering's own form.
    """
    security, issuer = offering.security, offering.issuer
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
    known = load_form(form or offering.form).terms
    return {name: words for name, words in (terms | offering.terms).items() if words and name in known}
