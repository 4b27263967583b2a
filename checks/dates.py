"""Dates: of the subscription and its acceptance, against each other, the offering and today."""

from checks.figures import day as written
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.record import Record

SUBSCRIBED = "subscription.date"
ACCEPTED = "acceptance.date"
ALL_DATES = {
    SUBSCRIBED: "the subscription's date",
    ACCEPTED: "the acceptance's date",
    "nasd.firm_date": "the date of the NASD member firm's acknowledgment",
    "signatory.date": "the date of the certificate of signatory",
}


@rule(
    "DAT001",
    title="The subscription has no date",
    reads=(SUBSCRIBED,),
    cites=('Signature page, "Dated:"', "Preamble"),
    remedy="Please enter the date on which you signed after 'Dated:' on the signature page, and initial the entry.",
)
def subscription_is_dated(doc: Record, _context: Context) -> Verdict:
    """The signature page bears the date of the subscription.

    Source: the agreement is "made as of the last date set forth on the signature page"; by 6.4
    it binds on execution and delivery, and the law is looked up by this date.
    Fails: a blank, "TBD", September 31.
    """
    reading = doc.readings[SUBSCRIBED]
    if reading.state == "blank":
        return fail("The subscription's date is missing.", fields=(SUBSCRIBED,))
    if reading.state == "invalid":
        raw = " ".join((reading.raw or "").split())
        said = f'reads "{raw}", which is no date' if raw else "is no date"
        return fail(f"The subscription's date {said}.", fields=(SUBSCRIBED,))
    return PASS


@rule(
    "DAT002",
    title="The acceptance is dated before the subscription",
    reads=(SUBSCRIBED, ACCEPTED),
    cites=('Signature page, "accepted as of"', "Section 6.4"),
    remedy="The company and you must agree which date is wrong; whoever wrote it corrects and initials it.",
)
def acceptance_follows_subscription(doc: Record, _context: Context) -> Verdict:
    """The company accepts on the day of the subscription or later.

    Source: signature page ("agreed to and accepted as of"); nothing can be accepted before it is
    offered (6.4).
    Fails: subscribed 2005-09-14, accepted 2005-09-12.
    """
    subscribed, accepted = doc.day(SUBSCRIBED), doc.day(ACCEPTED)
    if subscribed is None or accepted is None:
        return not_applicable("One of the two dates is missing: see DAT001 and SIG006.")
    if accepted >= subscribed:
        return PASS
    return fail(
        f"The acceptance is dated {written(accepted)}, before the subscription, which is dated {written(subscribed)}.",
        fields=(SUBSCRIBED, ACCEPTED),
    )


@rule(
    "DAT003",
    title="The subscription lies outside the offering's period",
    reads=(SUBSCRIBED,),
    cites=("The offering's terms, opening and closing dates", "Section 1.12"),
    remedy="Please confirm the date on which you signed; the company decides whether it takes the subscription.",
)
def subscription_is_within_the_period(doc: Record, context: Context) -> Verdict:
    """The subscription's date is neither before the offering's opening nor after its closing.

    Source: the offering's terms (`opens`, `closes`; both days count as within); by 1.12 the
    company may close the offering at any time.
    Asks for review: dated 2006-01-05 in an offering that closed on 2005-12-31.
    """
    subscribed = doc.day(SUBSCRIBED)
    if subscribed is None:
        return not_applicable("The subscription has no date: see DAT001.")
    opens, closes = context.offering.opens, context.offering.closes
    if opens <= subscribed <= closes:
        return PASS
    side = f"before the offering opened on {written(opens)}"
    if subscribed > closes:
        side = f"after the offering closed on {written(closes)}"
    return review(f"The subscription is dated {written(subscribed)}, {side}.", fields=(SUBSCRIBED,))


@rule(
    "DAT004",
    title="A date lies in the future",
    reads=tuple(ALL_DATES),
    cites=("Signature page", "Section 7.4", "Certificate of signatory"),
    remedy="Please confirm the date on which this was signed; if it is wrong, correct and initial it.",
)
def no_date_is_in_the_future(doc: Record, context: Context) -> Verdict:
    """No date in the document is later than the date of the check.

    Source: the dates of the signature page, 7.4 and the certificate say when something was done.
    Asks for review: a subscription dated 2006-09-14, checked on 2006-01-05. Names each such date.
    """
    ahead = [(name, day) for name in ALL_DATES if (day := doc.day(name)) and day > context.as_of]
    if not ahead:
        return PASS
    listed = ", and ".join(f"{ALL_DATES[name]} is {written(day)}" for name, day in ahead)
    return review(
        f"{listed[0].upper()}{listed[1:]}; that is after the date of this check, {written(context.as_of)}.",
        fields=tuple(name for name, _ in ahead),
    )
