"""Share math: the figures of the signature page against each other and the offering."""

from decimal import Decimal

from checks.figures import difference, dollars, is_due, is_whole, product, share_count, shares
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.record import Record

NUMBER = "shares.number"
PRICE = "shares.price_per_share"
PAID = "shares.purchase_price"
FIGURES = (NUMBER, PRICE, PAID)
LINE = 'Signature page, "NUMBER OF SHARES"'


@rule(
    "MTH001",
    title="Shares times price is not the purchase price",
    reads=FIGURES,
    cites=(LINE, "Section 1.1"),
    remedy="Please tell us which figure you mean, correct the other on the signature page, and initial the correction.",
)
def purchase_price_is_shares_times_price(doc: Record, _context: Context) -> Verdict:
    """The purchase price is the number of shares times the price per share, to the cent.

    Source: signature page, "NUMBER OF SHARES ____ X $100.00 = $____"; 1.1 sets the price.
    Units: shares an exact decimal; price and purchase price US dollars. The product is exact;
    parts of a cent, which only fractional shares give, may be rounded to the nearest cent.
    Fails: 1,500 shares at $100.00 with a purchase price of $155,000.00.
    Leaves a missing figure to MTH002, a missing price per share to MTH004.
    """
    number, price, stated = (_figure(doc, name) for name in FIGURES)
    if number is None or price is None or stated is None:
        return not_applicable("A figure is missing: see MTH002 and MTH004.")
    due = product(number, price)
    if is_due(stated, due):
        return PASS
    return fail(
        f"{shares(number)} × {dollars(price)} is {dollars(due)}, but the purchase price says {dollars(stated)}.",
        fields=FIGURES,
    )


@rule(
    "MTH002",
    title="The number of shares or the purchase price is missing or is no amount",
    reads=(NUMBER, PAID),
    cites=(LINE, "Section 1.1"),
    remedy="Please enter the number of shares and the purchase price on the signature page, and initial the entry.",
)
def both_figures_are_given(doc: Record, _context: Context) -> Verdict:
    """The number of shares and the purchase price are each a number above zero.

    Source: 1.1 (the Subscriber subscribes for "such number of Shares ... as is set forth on the
    signature page").
    Fails: a blank, "TBD", 0, a negative figure. Names each figure that is wrong.
    """
    wrong = [(name, said) for name in (NUMBER, PAID) if (said := _what_is_wrong(doc, name))]
    if not wrong:
        return PASS
    return fail(" ".join(said for _, said in wrong), fields=tuple(name for name, _ in wrong))


@rule(
    "MTH003",
    title="The number of shares is fractional",
    reads=(NUMBER,),
    cites=("Section 1.12",),
    remedy="The company decides whether it accepts a fraction of a share; until it does, "
    "please be ready to change the subscription to whole shares.",
)
def shares_are_whole(doc: Record, _context: Context) -> Verdict:
    """The number of shares is a whole number.

    Source: 1.12: the company reserves the right "to accept subscriptions for fractional Shares",
    so a person at the company must decide.
    Asks for review: 1,500.5 shares.
    """
    number = _figure(doc, NUMBER)
    if number is None:
        return not_applicable("There is no number of shares: see MTH002.")
    if is_whole(number):
        return PASS
    return review(
        f"The subscription is for {share_count(number)}, which is no whole number. "
        "Section 1.12 leaves it to the company to accept a fraction.",
        fields=(NUMBER,),
    )


@rule(
    "MTH004",
    title="The price per share is not the offering's",
    reads=(PRICE,),
    cites=("Section 1.1", LINE),
    remedy="Please sign the agreement again on the form as the company sent it, with its printed price per share.",
)
def price_is_the_offerings(doc: Record, context: Context) -> Verdict:
    """The price per share on the signature page is the offering's.

    Source: 1.1 ("at a per share price equal to $100.00 per Share"). The price is printed on the
    form; another price, or none, means an altered form or another offering's form.
    Fails: $90.00 where the offering's price is $100.00.
    """
    due = context.offering.security.price_per_share
    reading = doc.readings[PRICE]
    if reading.state in ("blank", "invalid"):
        raw = " ".join((reading.raw or "").split())
        found = f'reads "{raw}"' if raw else "is missing"
        return fail(
            f"The price per share, which the form prints, {found}; the offering's price is {dollars(due)}.",
            fields=(PRICE,),
        )
    price = _figure(doc, PRICE)
    if price is None or price == due:
        return PASS
    return fail(
        f"The price per share in the document is {dollars(price)}, but the offering's is {dollars(due)}.",
        fields=(PRICE,),
    )


@rule(
    "MTH005",
    title="The subscription is for more shares than the offering has",
    reads=(NUMBER,),
    cites=("First recital", "Section 1.12"),
    remedy="Please reduce the number of shares and the purchase price to what is offered, and initial the correction.",
)
def shares_are_within_the_offering(doc: Record, context: Context) -> Verdict:
    """One subscription is for no more shares than the whole offering has.

    Source: the first recital ("consisting of up to 25,000 shares"). The company may limit a
    subscription (1.12), but cannot issue more than it offers.
    Fails: 26,000 shares of an offering of 25,000.
    """
    offered = context.offering.security.shares_offered
    number = _figure(doc, NUMBER)
    if number is None:
        return not_applicable("There is no number of shares: see MTH002.")
    if number <= offered:
        return PASS
    return fail(
        f"The subscription is for {share_count(number)}; the whole offering has {share_count(offered)}, "
        f"{shares(difference(number, offered))} fewer.",
        fields=(NUMBER,),
    )


@rule(
    "MTH006",
    title="The number of shares is below the offering's minimum",
    reads=(NUMBER,),
    cites=("The offering's terms, minimum subscription", "Section 1.12"),
    remedy="Please raise the number of shares and the purchase price to the minimum, and initial the correction.",
)
def shares_reach_the_minimum(doc: Record, context: Context) -> Verdict:
    """The number of shares is not below the offering's minimum subscription.

    Source: the offering's own terms (`security.minimum_shares`); the 2005 form names no minimum.
    Fails: 150 shares where the minimum is 200. Not applicable where the offering has none.
    """
    least = context.offering.security.minimum_shares
    if least is None:
        return not_applicable("The offering has no minimum subscription.", rests_on=())
    number = _figure(doc, NUMBER)
    if number is None:
        return not_applicable("There is no number of shares: see MTH002.")
    if number >= least:
        return PASS
    return fail(
        f"The subscription is for {share_count(number)}; the offering's minimum is {share_count(least)}.",
        fields=(NUMBER,),
    )


def _figure(doc: Record, name: str) -> Decimal | None:
    """The field's number; None where there is none, or none one can reckon with."""
    number = doc.number(name)
    return number if number is not None and number.is_finite() else None


def _what_is_wrong(doc: Record, name: str) -> str:
    label = "The number of shares" if name == NUMBER else "The purchase price"
    reading = doc.readings[name]
    if reading.state == "blank":
        return f"{label} is missing."
    if reading.state == "invalid":
        raw = " ".join((reading.raw or "").split())
        return f'{label} reads "{raw}", which is no amount.' if raw else f"{label} is no amount."
    number = doc.number(name)
    if number is None:
        return ""
    if not number.is_finite():
        return f"{label} is no amount."
    if number > 0:
        return ""
    written = shares(number) if name == NUMBER else dollars(number)
    return f"{label} is {written}; it must be more than zero."
