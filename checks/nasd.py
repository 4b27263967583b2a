"""Affiliation with a member firm, 7.4 and 1.16: the answer, its description, and the firm's acknowledgment.

The editions for the law of 2005 say NASD; the edition current says FINRA, and reaches every associated person.
"""

import re
from typing import Literal

from checks.categories import is_of_today, one_line
from checks.dated_law import law
from checks.parties import is_missing, listed, on_day, says_nothing
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.answers.affiliation import nasd
from extractors.answers.employment import employment
from extractors.identities import same_name, same_person, similar_names
from extractors.names import normalised
from extractors.record import Record

AFFILIATED = "nasd.affiliated"
DESCRIPTION = "nasd.description"
EMPLOYMENT = "suitability.employment"
ACKNOWLEDGMENT = {
    "nasd.firm_name": "the member firm's name",
    "nasd.firm_signature": "the authorized officer's signature",
    "nasd.firm_date": "the date",
}


_DESIGNATOR = re.compile(r"(?: (?:inc|corp|co|llc|llp|lp|ltd))+$")


def _association(doc: Record, context: Context) -> str:
    """The association's name: NASD, or FINRA from July 30, 2007 and wherever the form prints it."""
    return "FINRA" if is_of_today(doc) else str(law("self_regulator").on(context.subscribed_on).value or "NASD")


def _notice_rule(context: Context) -> tuple[str, ...]:
    """The rule book's citation for the notice that 1.16 speaks of, as in force that day."""
    cite = law("private_transaction_rule").on(context.subscribed_on).cite
    return (cite,) if cite else ()


def _answer(doc: Record, field: str) -> str:
    """A free-text answer; "" where it says nothing."""
    return "" if says_nothing(doc.text(field)) else doc.text(field)


@rule(
    "NSD001",
    title="Not exactly one of Yes and No is marked for the affiliation with a member firm",
    reads=(AFFILIATED,),
    cites=("Section 7.4",),
    remedy="Please mark in Section 7.4 either Yes or No, and initial the mark.",
)
def affiliation_is_answered_once(doc: Record, context: Context) -> Verdict:
    """Exactly one of Yes and No is marked in 7.4.

    Source: 7.4, "Are you affiliated or associated with an NASD member firm (please check one)".
    Fails: neither is marked, or both are.
    """
    if is_missing(doc, AFFILIATED):
        return fail(
            "Neither Yes nor No is marked in Section 7.4, which asks whether the subscriber is affiliated or "
            f"associated with {_a_member(doc, context)}.",
            fields=(AFFILIATED,),
        )
    if doc.readings[AFFILIATED].marks == ("no", "yes"):
        return fail("Both Yes and No are marked in Section 7.4, which asks to check one.", fields=(AFFILIATED,))
    return PASS


def _a_member(doc: Record, context: Context) -> str:
    association = _association(doc, context)
    return f"{'an' if association == 'NASD' else 'a'} {association} member firm"


@rule(
    "NSD002",
    title="The affiliation with a member firm is not described",
    reads=(AFFILIATED, DESCRIPTION),
    cites=("Section 7.4",),
    remedy=(
        "Please describe your affiliation in Section 7.4: which member firm, and what you are to it (registered "
        "representative, employee, owner, relative)."
    ),
)
def affiliation_is_described(doc: Record, _context: Context) -> Verdict:
    """Where Yes is marked, the affiliation is described.

    Source: 7.4, "If Yes, please describe".
    Fails: Yes, and blank lines, or only "N/A" on them.
    """
    if doc.value(AFFILIATED) is not True:
        return not_applicable("Yes is not marked in Section 7.4.", rests_on=(AFFILIATED,))
    nothing = doc.is_filled(DESCRIPTION) and doc.readings[DESCRIPTION].is_certain and not _answer(doc, DESCRIPTION)
    if is_missing(doc, DESCRIPTION) or nothing:
        return fail("Yes is marked in Section 7.4, and nothing describes the affiliation.")
    return PASS


@rule(
    "NSD003",
    title="The member firm's acknowledgment is incomplete",
    reads=(AFFILIATED, DESCRIPTION, EMPLOYMENT, *ACKNOWLEDGMENT),
    cites=("Section 1.16", "Section 7.4"),
    remedy=(
        "Please give your member firm written notice of this purchase, and have its authorized officer complete, sign "
        "and date the acknowledgment in Section 7.4."
    ),
)
def a_registered_representatives_firm_acknowledges(doc: Record, context: Context) -> Verdict:
    """A registered representative's member firm acknowledges the notice by name, signature and date.

    Source: 7.4, starred note, "If Subscriber is a Registered Representative with an NASD member firm, have the
    following acknowledgment signed"; 1.16. Reads the description and the employment answer for it. Owners,
    relatives and employees who are no registered representatives need no acknowledgment by the form's words. The
    edition current, as FINRA Rule 3280, asks it of every associated person, registered or not.
    Fails: "registered representative of Redstone Securities" and an acknowledgment without a date.
    Review: an employee who may be a registered representative, and no complete acknowledgment; in the edition
    current any employee, officer or owner of the firm.
    """
    if doc.value(AFFILIATED) is not True:
        return not_applicable("Yes is not marked in Section 7.4.", rests_on=(AFFILIATED,))
    shown = _registered_representative(doc)
    if shown == "no":
        return not_applicable(f"The answers show no {_who_must(doc)}.", rests_on=(AFFILIATED, DESCRIPTION, EMPLOYMENT))
    lacking = [field for field in ACKNOWLEDGMENT if is_missing(doc, field)]
    if not lacking:
        return PASS
    verb = "is" if len(lacking) == 1 else "are"
    missing = "nothing is filled in"
    if len(lacking) < len(ACKNOWLEDGMENT):
        missing = f"{listed([ACKNOWLEDGMENT[field] for field in lacking])} {verb} missing"
    who = f"a registered representative of {_a_member(doc, context)}"
    found = {"fields": (AFFILIATED, *lacking), "cites": _notice_rule(context)}
    if shown == "yes":
        return fail(
            f"The answers show {who}, but in the firm's acknowledgment in Section 7.4 {missing}.",
            **found,
        )
    if is_of_today(doc):
        who = f"a person associated with {_a_member(doc, context)}"
    return review(
        f"The answers leave open whether the subscriber is {who}, and in the firm's acknowledgment in Section 7.4 "
        f"{missing}.",
        remedy=(
            f"Please tell us whether you are a {_who_must(doc)}. If so, have an authorized officer of your member firm "
            "complete, sign and date the acknowledgment in Section 7.4."
        ),
        **found,
    )


def _who_must(doc: Record) -> str:
    """Whose firm must acknowledge the notice, by the edition's words."""
    return "person associated with a member firm" if is_of_today(doc) else "registered representative"


def _registered_representative(doc: Record) -> Literal["yes", "no", "unclear"]:
    """Whether 7.4's description or 7.2(a) shows a registered representative.

    Owners and relatives are none by the form's words, nor is whoever says so; an officer, an employee or
    a description that says neither may be one. In the edition current an officer, an employee or an owner
    may be an associated person though not registered.
    """
    described = nasd(_answer(doc, DESCRIPTION))
    job = employment(_answer(doc, EMPLOYMENT))
    if described.registered_representative or job.registered_representative == "yes":
        return "yes"
    open_by_description = described.registered_representative is None and described.role not in ("owner", "relative")
    if is_of_today(doc) and described.role in ("officer", "employee", "owner"):
        return "unclear"
    if open_by_description or job.registered_representative == "unclear":
        return "unclear"
    return "no"


@rule(
    "NSD004",
    title="No affiliation with a member firm is claimed, yet the answers point to one",
    reads=(AFFILIATED, DESCRIPTION, EMPLOYMENT, *ACKNOWLEDGMENT, "nasd.firm_officer"),
    cites=("Section 7.4", "Section 7.2(a)", "Section 1.16"),
    remedy=(
        "Please tell us whether you are affiliated or associated with a member firm. If so, mark Yes in Section 7.4 "
        "and describe it; if not, strike what is written there. Initial the correction."
    ),
)
def no_affiliation_fits_the_other_answers(doc: Record, context: Context) -> Verdict:
    """Where No is marked, no other answer points to an affiliation.

    Source: 7.4; 7.2(a) asks for the employer and its business.
    Review: No, and the description or the acknowledgment is filled in, or the employment answer names a
    broker-dealer or a registered representative.
    """
    if doc.value(AFFILIATED) is not False:
        return not_applicable("No is not marked in Section 7.4.", rests_on=(AFFILIATED,))
    said, fields = [], [AFFILIATED]
    if doc.is_filled(DESCRIPTION) and _answer(doc, DESCRIPTION):
        said.append(f'the description says "{one_line(doc.text(DESCRIPTION))}"')
        fields.append(DESCRIPTION)
    acknowledged = [field for field in (*ACKNOWLEDGMENT, "nasd.firm_officer") if doc.is_filled(field)]
    if acknowledged:
        said.append("a member firm's acknowledgment is filled in")
        fields += acknowledged
    job = employment(_answer(doc, EMPLOYMENT))
    if job.broker_dealer or job.registered_representative != "no":
        points_to = "points to a broker-dealer" if job.broker_dealer else "may point to a broker-dealer"
        if job.registered_representative == "yes":
            points_to = "points to a registered representative"
        said.append(f'the employment answer in Section 7.2(a) {points_to}: "{one_line(doc.text(EMPLOYMENT))}"')
        fields.append(EMPLOYMENT)
    if not said:
        return PASS
    return review(
        f"No is marked for an affiliation with {_a_member(doc, context)}, but {'; '.join(said)}.", fields=tuple(fields)
    )


@rule(
    "NSD005",
    title="The member firm's acknowledgment is dated after the subscription",
    reads=("nasd.firm_date", "subscription.date", "acceptance.date"),
    cites=("Section 7.4", "Section 1.16", "Section 6.4"),
    remedy=(
        "The notice to the member firm must precede the purchase. Please send us the firm's written statement of the "
        "day it received your notice, or sign the agreement anew after the acknowledgment."
    ),
)
def acknowledgment_precedes_the_subscription(doc: Record, context: Context) -> Verdict:
    """The member firm acknowledges the notice on or before the day of the subscription.

    Source: the notice that 1.16 requires is a prior one; by 6.4 the subscriber is bound on execution and delivery.
    Review: the agreement is dated September 14, the acknowledgment September 20.
    """
    acknowledged, subscribed = doc.day("nasd.firm_date"), doc.day("subscription.date")
    if acknowledged is None:
        return not_applicable("There is no dated acknowledgment of a member firm.", rests_on=("nasd.firm_date",))
    if subscribed is None:
        return not_applicable("The subscription has no date: see DAT001.")
    if acknowledged <= subscribed:
        return Verdict("pass", rests_on=("nasd.firm_date", "subscription.date"))
    accepted = doc.day("acceptance.date")
    late = "" if accepted is None or acknowledged <= accepted else ", and after the Company accepted it"
    return review(
        f"The member firm's acknowledgment is dated {on_day(acknowledged)}, after the subscription of "
        f"{on_day(subscribed)}{late}: the notice must be prior.",
        fields=("nasd.firm_date", "subscription.date"),
        cites=_notice_rule(context),
    )


@rule(
    "NSD006",
    title="The acknowledgment is the subscriber's own, or another firm's",
    reads=("nasd.firm_officer", "nasd.firm_name", DESCRIPTION, EMPLOYMENT, "subscriber.name"),
    cites=("Section 7.4", "Section 1.16"),
    remedy=(
        "Please have the acknowledgment in Section 7.4 signed by an authorized officer, other than yourself, of the "
        "member firm you describe."
    ),
)
def acknowledgment_is_the_described_firms(doc: Record, context: Context) -> Verdict:
    """The acknowledgment is signed by somebody else than the subscriber, for the firm the answers describe.

    Source: 7.4, "Name of NASD Member Firm", "By: Authorized Officer"; whoever gives a notice cannot acknowledge it.
    Review: the officer is the subscriber; the firm is not the one named in 7.4's description or in 7.2(a); the
    answers name no firm.
    """
    officer, firm = doc.text("nasd.firm_officer"), doc.text("nasd.firm_name")
    if not officer and not firm:
        return not_applicable("No member firm acknowledges a notice.", rests_on=("nasd.firm_officer", "nasd.firm_name"))
    said, fields = [], []
    who = doc.text("subscriber.name")
    if officer and who and similar_names(officer, who):
        sure = same_person(officer, who) != "different"
        said.append(
            f"{officer}, who signs the member firm's acknowledgment, is the subscriber"
            if sure
            else f"{officer}, who signs the member firm's acknowledgment, has nearly the subscriber's name, {who}"
        )
        fields += ["nasd.firm_officer", "subscriber.name"]
    other = _other_firm(doc, firm) if firm else ""
    if other:
        said.append(other)
        fields += ["nasd.firm_name", *(field for field in (DESCRIPTION, EMPLOYMENT) if doc.is_filled(field))]
    if not said:
        return PASS
    message = "; ".join(said)
    return review(f"{message[0].upper()}{message[1:].rstrip('.')}.", fields=tuple(fields), cites=_notice_rule(context))


def _other_firm(doc: Record, firm: str) -> str:
    """Why the firm that acknowledges is not the one described; "" where it is."""
    answers = [_answer(doc, DESCRIPTION), _answer(doc, EMPLOYMENT)]
    if any(_mentions(answer, firm) for answer in answers):
        return ""
    named = list(dict.fromkeys(one for one in (nasd(answers[0]).firm, employment(answers[1]).employer) if one))
    if any(same_name(one, firm) != "different" for one in named):
        return ""
    if not named:
        return f"{firm} acknowledges the notice, but the answers in Sections 7.4 and 7.2(a) name no firm"
    return f"{firm} acknowledges the notice, but the answers name {listed(named)}"


def _mentions(answer: str, firm: str) -> bool:
    """Whether an answer names the firm, with or without its "Inc." and the like."""
    core = _DESIGNATOR.sub("", normalised(firm)).strip() or normalised(firm)
    return bool(core) and f" {core} " in f" {normalised(answer)} "
