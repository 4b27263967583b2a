"""Disqualifying events, 7.5 and 1.20 of the edition current: the "bad actors" of Rule 506(d)."""

from checks.categories import TODAY, one_line
from checks.dated_law import law
from checks.parties import is_missing, is_no_answer
from checks.rule import Context, Verdict, fail, not_applicable, review, rule
from extractors.record import Record

EVENT = "bad_actor.event"
DESCRIPTION = "bad_actor.description"


@rule(
    "BAD001",
    title="Not exactly one of YES and NO is marked for disqualifying events",
    reads=(EVENT, "subscription.date"),
    cites=("Section 7.5",),
    remedy="Please mark in Section 7.5 either YES or NO, and initial the mark.",
    editions=(TODAY,),
)
def disqualifying_events_are_answered_once(doc: Record, context: Context) -> Verdict:
    """Exactly one of YES and NO is marked in 7.5.

    Source: 7.5, "Does any of the following apply to the Subscriber"; Rule 506(d) asks the issuer to know of every
    beneficial owner of 20% or more of its voting securities, as of September 23, 2013.
    Fails: neither is marked, or both are.
    """
    then = law("bad_actor_disqualification").on(context.subscribed_on)
    if then.value is None:
        return not_applicable(then.note)
    if is_missing(doc, EVENT):
        return fail(
            "Neither YES nor NO is marked in Section 7.5, which asks for disqualifying events.",
            fields=(EVENT,),
            cites=(then.cite,),
        )
    if doc.readings[EVENT].marks == ("no", "yes"):
        return fail(
            "Both YES and NO are marked in Section 7.5, which asks to check one.", fields=(EVENT,), cites=(then.cite,)
        )
    return Verdict("pass", rests_on=(EVENT,))


@rule(
    "BAD002",
    title="A disqualifying event is answered with yes, or described",
    reads=(EVENT, DESCRIPTION, "subscription.date"),
    cites=("Section 7.5", "Section 1.20"),
    remedy=(
        "Please describe each event in Section 7.5: the court or authority, the date, what it orders, and until when "
        "it is in effect. Please tell us as well how many shares with votes of the Company you own or will own."
    ),
    editions=(TODAY,),
)
def no_disqualifying_event_is_stated(doc: Record, context: Context) -> Verdict:
    """NO is marked in 7.5, and nothing is described.

    Source: 7.5 and 1.20; Rule 506(d)(1): the exemption is lost if a beneficial owner of 20% of the voting power
    is subject to such an event. Whether the subscriber becomes one, an exception of Rule 506(d)(2) applies, or the
    event lies before September 23, 2013 and is only disclosed (Rule 506(e)), a person must decide.
    Review: YES; NO with an event described.
    """
    then = law("bad_actor_disqualification").on(context.subscribed_on)
    if then.value is None:
        return not_applicable(then.note)
    said = doc.text(DESCRIPTION)
    described = bool(said) and not is_no_answer(said)
    cites = (then.cite, "17 CFR 230.506(e)")
    if doc.value(EVENT) is True:
        what = f'is described by "{one_line(said)}"' if described else "is not described"
        return review(f"YES is marked in Section 7.5: a disqualifying event applies, and {what}.", cites=cites)
    if described:
        answer = "NO is marked" if doc.value(EVENT) is False else "Neither YES nor NO is surely marked"
        return review(
            f'{answer} in Section 7.5, yet an event is described: "{one_line(said)}".',
            fields=(EVENT, DESCRIPTION),
            cites=cites,
        )
    return Verdict("pass", rests_on=(EVENT, DESCRIPTION))
