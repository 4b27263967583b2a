"""Signatures and authority: who signs, for whom, and whether the certificate of signatory says the same."""

import re

from checks.parties import PARTY_FIELDS, entity_name, is_missing, listed, party, says_nothing, subscriber
from checks.rule import PASS, VERIFY, Context, Elsewhere, Verdict, fail, not_applicable, review, rule
from extractors.identities import same_entity, same_name
from extractors.record import Record

CERTIFICATE = {
    "signatory.name": "the signatory's name",
    "signatory.title": "the signatory's title",
    "signatory.entity": "the Entity's name",
    "signatory.date": "the date",
    "signatory.signature": "the signature",
}
INDIVIDUAL = "An individual subscribes: the form asks this of entities only."
UNCERTAIN = "Whether an entity or an individual subscribes is uncertain."


@rule(
    "SIG001",
    title="The subscriber has not signed",
    reads=("subscriber.signature", "subscriber.name"),
    cites=("Signature page", "Section 6.4"),
    remedy="Please sign the signature page of the Subscription Agreement and return it.",
)
def subscriber_has_signed(doc: Record, _context: Context) -> Verdict:
    """The subscriber's signature stands on the signature page.

    Source: signature page, left column, "Signature"; by 6.4 the agreement binds on execution and delivery.
    Fails: the line is blank, though the name is typed below it.
    """
    if not is_missing(doc, "subscriber.signature"):
        return Verdict("pass", rests_on=("subscriber.signature",))
    who = doc.text("subscriber.name") or "The subscriber"
    return fail(f"{who} has not signed the signature page.", fields=("subscriber.signature",))


@rule(
    "SIG002",
    title="The certificate of signatory is missing or incomplete",
    reads=("subscriber.name", *CERTIFICATE, *PARTY_FIELDS),
    cites=("Certificate of Signatory", "Section 7.3", "Section 1.15"),
    remedy="Please complete, sign and date the Certificate of Signatory, the last page of the Subscription Agreement.",
)
def entity_certifies_its_signatory(doc: Record, _context: Context) -> Verdict:
    """Where an entity subscribes, the certificate of signatory is complete, signed and dated.

    Source: certificate of signatory, "To be completed if Securities are being subscribed for by an entity";
    7.3, starred note; 1.15 represents that the signer is authorized.
    Fails: an unsigned or undated certificate; the finding lists what is missing.
    Review: a certificate is begun, though nothing shows that an entity subscribes.
    """
    lacking = [field for field in CERTIFICATE if is_missing(doc, field)]
    who = party(doc)
    if who == "entity":
        return _certificate_lacks(doc, lacking) if lacking else Verdict("pass", rests_on=tuple(CERTIFICATE))
    begun = [field for field in CERTIFICATE if _is_given(doc, field)]
    if who == "individual" and begun:
        filled = listed([CERTIFICATE[field] for field in begun])
        return review(
            f"The Certificate of Signatory gives {filled}, but nothing names an entity that subscribes.",
            fields=tuple(begun),
            remedy=(
                "Please tell us whether an entity subscribes. If so, complete its name, the signer's title and the "
                "Certificate of Signatory; if not, strike what is written in the certificate. Initial the correction."
            ),
        )
    return not_applicable(INDIVIDUAL if who == "individual" else UNCERTAIN)


def _is_given(doc: Record, field: str) -> bool:
    said = doc.text(field)
    return doc.is_filled(field) and not (said and says_nothing(said))


def _certificate_lacks(doc: Record, lacking: list[str]) -> Verdict:
    name = subscriber(doc)
    name = f"{name[0].upper()}{name[1:]}"
    if len(lacking) == len(CERTIFICATE):
        return fail(f"{name} is an entity, and its Certificate of Signatory is not completed.", fields=tuple(lacking))
    verb = "is" if len(lacking) == 1 else "are"
    missing = listed([CERTIFICATE[field] for field in lacking])
    return fail(
        f"{name} is an entity, and in its Certificate of Signatory {missing} {verb} missing.{_no_date(doc)}",
        fields=tuple(lacking),
    )


def _no_date(doc: Record) -> str:
    """What stands where the certificate's date should, and is none."""
    reading = doc.readings["signatory.date"]
    said = " ".join((reading.raw or "").split()).strip(" _")
    return f' Its date reads "{said}", which is no date.' if reading.state == "invalid" and said else ""


@rule(
    "SIG003",
    title="The certificate of signatory names another entity",
    reads=("subscriber.entity_name", "signatory.entity"),
    cites=("Certificate of Signatory", "Signature page", "Section 1.14"),
    remedy=(
        "Please have the entity's full legal name entered alike on the signature page and in the Certificate of "
        "Signatory, and initial the correction."
    ),
)
def certificate_names_the_same_entity(doc: Record, _context: Context) -> Verdict:
    """The certificate of signatory and the signature page name one entity.

    Source: certificate of signatory, 'of ____ (the "Entity")'; signature page, "Entity Name".
    Fails: "Copper Basin Holdings, Inc." and "Copper Basin Partners, L.P.".
    Review: names that differ only in case, punctuation or the form of a word ("Inc.", "Incorporated").
    """
    subscribed, certified = (_entity(doc, field) for field in ("subscriber.entity_name", "signatory.entity"))
    if not subscribed or not certified:
        return not_applicable("Only one of the two places names an entity, or none: see SIG002 and SIG005.")
    if subscribed == certified:
        return PASS
    likeness = same_entity(subscribed, certified)
    if likeness == "different" and same_entity(_undescribed(subscribed), _undescribed(certified)) != "different":
        likeness = "form"
    match likeness:
        case "same":
            return PASS
        case "form":
            return review(
                f'The signature page names the entity "{subscribed}", the Certificate of Signatory "{certified}": the '
                "names differ only in form."
            )
        case _:
            return fail(
                f'The signature page names "{subscribed}" as the entity, but the Certificate of Signatory names '
                f'"{certified}".'
            )


_DESCRIBED = re.compile(
    r",?\s+an?\s+(?:[\w.]+\s+){0,4}?(?:corporation|company|partnership|trust|association|l\.?l\.?c\.?|l\.?p\.?)\W*$",
    re.IGNORECASE,
)


def _undescribed(name: str) -> str:
    """An entity's name without the words that describe it: "Acme, Inc., a Nevada corporation"."""
    return _DESCRIBED.sub("", name)


def _entity(doc: Record, field: str) -> str:
    return "" if says_nothing(doc.text(field)) else doc.text(field)


@rule(
    "SIG004",
    title="The certificate's signatory is not the agreement's signer, or has another title",
    reads=("subscriber.name", "subscriber.title", "signatory.name", "signatory.title"),
    cites=("Certificate of Signatory", "Signature page", "Section 1.15"),
    remedy=(
        "Please have the person who signs the agreement complete and sign the Certificate of Signatory with the same "
        "title, or send the entity's resolution that authorizes both."
    ),
)
def certificate_is_the_signers(doc: Record, _context: Context) -> Verdict:
    """The person who certifies the authority is the one who signs the agreement, with the same title.

    Source: certificate of signatory, "I, ____, am the ____ of ____"; signature page, "Name Typed or Printed",
    "Title (if Subscriber is an Entity)".
    Review: the agreement is signed by the president and certified by the secretary.
    """
    signer, signatory = doc.text("subscriber.name"), doc.text("signatory.name")
    title, certified = doc.text("subscriber.title"), doc.text("signatory.title")
    if not signatory and not certified:
        return not_applicable(
            "The Certificate of Signatory names no signatory.", rests_on=("signatory.name", "signatory.title")
        )
    said = []
    if signer and signatory and same_name(signer, signatory) == "different":
        said.append(f"{signer} signs the agreement, but {signatory} the Certificate of Signatory")
    if title and certified and _plain_title(title) != _plain_title(certified):
        said.append(
            f'the signer\'s title is "{title}" on the signature page and "{certified}" in the Certificate of Signatory'
        )
    if not said:
        return PASS
    message = "; ".join(said)
    return review(f"{message[0].upper()}{message[1:]}.")


ABBREVIATED_TITLES = {
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
    "coo": "chief operating officer",
    "pres": "president",
    "vp": "vice president",
    "evp": "executive vice president",
    "svp": "senior vice president",
    "sec": "secretary",
    "secy": "secretary",
    "treas": "treasurer",
    "gp": "general partner",
    "mgr": "manager",
    "tr": "trustee",
    "ttee": "trustee",
    "dir": "director",
}


def _plain_title(title: str) -> tuple[str, ...]:
    """A title as a sorted set of words: "Pres. & CEO" is "chief and executive officer president"."""
    words = re.findall(r"[a-z]+", re.sub(r"(?<=\b[a-z])\.", "", title.casefold().replace("&", " and ")))
    spelled = " ".join(ABBREVIATED_TITLES.get(word, word) for word in words)
    return tuple(sorted(set(spelled.split()) - {"the", "of", "its", "and", "a"}))


@rule(
    "SIG005",
    title="The signature page lacks the signer's title or the entity's name",
    reads=("subscriber.name", *PARTY_FIELDS),
    cites=("Signature page", "Section 1.14"),
    remedy="Please enter the entity's full legal name and the signer's title on the signature page, and initial them.",
)
def entity_signs_by_a_titled_signer(doc: Record, _context: Context) -> Verdict:
    """Where an entity subscribes, the signature page gives its name and the signer's title.

    Source: signature page, "Title (if Subscriber is an Entity)", "Entity Name (if applicable)".
    Fails: a corporation whose signer gives no title.
    """
    who = party(doc)
    if who != "entity":
        return not_applicable(INDIVIDUAL if who == "individual" else UNCERTAIN)
    words = {"subscriber.title": "the signer's title", "subscriber.entity_name": "the entity's name"}
    lacking = [field for field in words if is_missing(doc, field) or _says_only_nothing(doc, field)]
    if not lacking:
        return Verdict("pass", rests_on=tuple(words))
    verb = "is" if len(lacking) == 1 else "are"
    subject, missing = entity_name(doc) or "An entity", listed([words[field] for field in lacking])
    return fail(
        f"{subject} subscribes, but on the signature page {missing} {verb} missing.",
        fields=tuple(lacking),
    )


def _says_only_nothing(doc: Record, field: str) -> bool:
    return doc.is_filled(field) and doc.readings[field].is_certain and says_nothing(doc.text(field))


@rule(
    "SIG006",
    title="The company has not signed its acceptance, or not dated it",
    reads=("acceptance.signature", "acceptance.date"),
    cites=('Signature page, "agreed to and accepted"', "Section 1.12"),
    remedy="The Company must sign and date its acceptance on the signature page before the subscription is closed.",
)
def company_has_accepted(doc: Record, _context: Context) -> Verdict:
    """The company has signed and dated its acceptance.

    Source: signature page, "is agreed to and accepted as of ____", "By: ____"; by 1.12 the company may reject.
    Review: no signature after "By:", or a signature without a date.
    """
    if is_missing(doc, "acceptance.signature"):
        return review("The Company has not signed its acceptance.", fields=("acceptance.signature",))
    if doc.is_filled("acceptance.signature") and is_missing(doc, "acceptance.date"):
        return review("The Company has signed its acceptance and not dated it.", fields=("acceptance.date",))
    return PASS


@rule(
    "SIG007",
    title="A digital signature is broken",
    reads=(),
    cites=("15 U.S.C. 7001(a)", "Section 6.4"),
    remedy="Please sign the agreement again and return the file as it leaves your signing program, without changes.",
    also={
        "notice-of-conversion": Elsewhere(
            ("15 U.S.C. 7001(a)", "Annex A"),
            "Please sign the notice again and return the file as it leaves your signing program, without changes.",
        )
    },
)
def digital_signatures_are_intact(doc: Record, _context: Context) -> Verdict:
    """Every digital signature in the file is valid, and the file was not changed after it was signed.

    Source: the file itself. An intact signature passes whether or not its certificate is trusted: whose it
    is stands in the record, and a certificate by nobody known proves no person.
    Fails: a signature whose bytes no longer agree with the file. Review: one that could not be checked.
    """
    signed = doc.digital_signatures
    if not signed:
        return not_applicable("The file carries no digital signature.")
    broken = [one.signer or "an unnamed signer" for one in signed if one.status == "broken"]
    unchecked = [one.signer or "an unnamed signer" for one in signed if one.status == "unchecked"]
    if broken:
        return fail(
            f"The digital signature of {listed(broken)} is invalid, or the file was changed after it was signed."
        )
    if unchecked:
        return review(
            f"The digital signature of {listed(unchecked)} could not be checked.",
            remedy=VERIFY,
        )
    intact = listed([one.signer or "an unnamed signer" for one in signed])
    return Verdict("pass", f"What was digitally signed by {intact} is unchanged since.")
