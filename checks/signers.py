"""Whose signature it is: the name that a signature gives against the name typed or printed below it."""

from checks.offering import Offering
from checks.parties import on_one_line, says_nothing
from checks.rule import PASS, Context, Verdict, not_applicable, review, rule
from extractors.record import Record
from extractors.signature_words import capacity_for_another, is_by_attorney, signer_in
from extractors.signer_names import is_anothers_name

SIGNERS = {
    "subscriber.signature": ("subscriber.name", "the signature page"),
    "joint.signature": ("joint.name", "the right-hand side of the signature page"),
    "signatory.signature": ("signatory.name", "the Certificate of Signatory"),
    "nasd.firm_signature": ("nasd.firm_officer", "the acknowledgment of the member firm"),
}
"""Signature → the field of its signer's name, and where both stand."""
WHO_SUBSCRIBES = (
    "subscriber.name", "subscriber.entity_name", "subscriber.title", "joint.name", "joint.entity_name", "joint.title",
    "securities.issue_name", "signatory.entity", "signatory.title", "nasd.firm_officer",
)  # fmt: skip
"""Where it may stand that somebody subscribes for another."""
ACCEPTANCE = "acceptance.signature"
NO_NAME = "No signature stands there whose name can be compared with a typed one."


@rule(
    "SIG008",
    title="A signature gives another name than the one typed below it",
    reads=(*SIGNERS, *(name for name, _ in SIGNERS.values())),
    cites=("Signature page", "Certificate of Signatory", "Section 7.4", "Section 1.15", "Section 6.4"),
    remedy=(
        "Please have the person named below each signature sign there, or correct the name; if somebody signs for "
        "another, send the power of attorney or resolution that authorizes it."
    ),
)
def signer_is_the_person_named(doc: Record, _context: Context) -> Verdict:
    """Each signature is that of the person whose name is typed below it.

    Source: signature page, "Signature" above "Name Typed or Printed"; certificate of signatory, "I, ____"; 7.4,
    "By: ____"; by 6.4 the agreement binds whoever executes it. Compares surnames, given names and generations (Jr.):
    initials, a middle name left out, short forms ("Bob"), order and accents make no difference. What cannot be read is
    not compared.
    Review: "/s/ Robert Castlemaine" above "Irene Castlemaine".
    """
    wrong = {}
    for signature, (field, place) in SIGNERS.items():
        named = doc.text(field)
        signer = _signer(doc, signature)
        if signer and named and not says_nothing(named) and is_anothers_name(signer, named):
            wrong[signature] = f'On {place} stands the signature "{signer}", but the name "{named}".'
    if wrong:
        return review(
            " ".join(wrong.values()),
            fields=tuple(name for signature in wrong for name in (signature, SIGNERS[signature][0])),
        )
    # Whether an uncertain signature stands there, other rules ask.
    compared = tuple(field for signature, (field, _) in SIGNERS.items() if _signer(doc, signature))
    return Verdict("pass", rests_on=compared) if compared else not_applicable(NO_NAME, rests_on=())


def _signer(doc: Record, signature: str) -> str:
    """The name in a signature that stands there for certain; "" where none can be read, or a power is named."""
    reading = doc.readings[signature]
    raw = reading.raw or ""
    if reading.value is not True or not reading.is_certain or is_by_attorney(raw):
        return ""
    return signer_in(raw)


@rule(
    "SIG009",
    title="Somebody signs for another",
    reads=(*SIGNERS, *WHO_SUBSCRIBES),
    cites=("Signature page", "Section 1.15", "Section 6.4"),
    remedy="Please send a copy of the power of attorney under which the agreement was signed.",
)
def attorney_shows_the_power(doc: Record, _context: Context) -> Verdict:
    """Nobody signs as attorney-in-fact, whose power is not in the agreement.

    Source: 1.15 represents that the signer is authorized; by 6.4 the agreement binds on execution, and an
    attorney's binds by the power only. Nor does anybody sign by initials behind a name ("/akw"), or as agent, guardian,
    executor or custodian, unless the subscriber's name or title says so.
    Review: "/s/ T. Roe, attorney-in-fact"; "/s/ Ann Test, by A. Roe"; "/s/ Ann Test, Guardian".
    """
    by = [name for name in SIGNERS if doc.stands(name) and _is_for_another(doc, name)]
    if not by:
        return Verdict("pass", rests_on=())
    said = " ".join(
        f'On {SIGNERS[name][1]} the signature reads "{on_one_line(doc.readings[name].raw)}".' for name in by
    )
    return review(
        f"{said} One person signs for another, and the agreement does not show the power to do so.", fields=tuple(by)
    )


def _is_for_another(doc: Record, signature: str) -> bool:
    raw = doc.readings[signature].raw or ""
    if is_by_attorney(raw):
        return True
    capacity = capacity_for_another(raw).casefold()
    said = " ".join(doc.text(name) or "" for name in WHO_SUBSCRIBES).casefold()
    return bool(capacity) and capacity[:4] not in said  # "Cust." for Custodian


@rule(
    "SIG010",
    title="The company's acceptance is signed by another than the officer printed below it",
    reads=(ACCEPTANCE,),
    cites=('Signature page, "agreed to and accepted"', "Section 1.12"),
    remedy="The officer named on the signature page must sign the acceptance, or the Company must show who signed it.",
)
def officer_accepts(doc: Record, context: Context) -> Verdict:
    """The acceptance is signed by the officer whose name the form prints below "By:".

    Source: signature page, "By: ____ Name: Dr. Gary Fromm". The name is the offering's officer.
    Review: "/s/ Linda Peralta" above "Dr. Gary Fromm"; a signature for him.
    """
    reading, officer = doc.readings[ACCEPTANCE], _officer(context.offering)
    raw = reading.raw or ""
    if not doc.stands(ACCEPTANCE) or not officer:
        return not_applicable("No acceptance is signed, or the form names no officer.", rests_on=())
    if is_by_attorney(raw) or is_anothers_name(signer_in(raw), officer):
        return review(
            f'The acceptance is signed "{on_one_line(raw)}", but the officer named below it is {officer}.',
            fields=(ACCEPTANCE,),
        )
    return PASS


def _officer(offering: Offering) -> str:
    """The officer whom the form prints: as `officer_name` of the terms, else the first named."""
    named = offering.issuer.directors_and_officers
    return offering.terms.get("officer_name") or (named[0].name if named else "")
