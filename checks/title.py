"""Title, 7.3: one manner of title, which fits the subscriber and has the signatures it needs."""

from checks.parties import (
    ENTITY_MANNERS,
    JOINT_MANNERS,
    MANNER_WORDS,
    PARTY_FIELDS,
    is_missing,
    listed,
    manners,
    party,
    says_nothing,
    subscriber,
    the_manner,
)
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.record import Record

NO_ONE_MANNER = "No single manner of title is marked: see TTL001."


@rule(
    "TTL001",
    title="Not exactly one manner of title is marked",
    reads=("title.manner",),
    cites=("Section 7.3",),
    remedy="Please circle in Section 7.3 the one manner in which title is to be held, and initial it.",
)
def one_manner_is_marked(doc: Record, _context: Context) -> Verdict:
    """Exactly one manner of title is marked.

    Source: 7.3, "MANNER IN WHICH TITLE IS TO BE HELD. (circle one)".
    Fails: nothing is circled, or both "Individual Ownership" and "Trust" are.
    """
    marked = manners(doc)
    if is_missing(doc, "title.manner"):
        return fail("No manner in which title is to be held is marked in Section 7.3.", fields=("title.manner",))
    if len(marked) > 1:
        named = listed([MANNER_WORDS[manner] for manner in marked])
        return fail(f"Section 7.3 asks for one manner of title, and {len(marked)} are marked: {named}.")
    return PASS


@rule(
    "TTL002",
    title="The manner of title contradicts the subscriber",
    reads=("title.manner", "subscriber.name", *PARTY_FIELDS),
    cites=("Section 7.3",),
    remedy=(
        "Please tell us who subscribes. Circle in Section 7.3 the manner that fits, or complete the entity's name, "
        "the signer's title and the Certificate of Signatory, and initial the corrections."
    ),
)
def manner_fits_the_subscriber(doc: Record, _context: Context) -> Verdict:
    """The manner of title is an individual's for an individual, an entity's for an entity.

    Source: 7.3; its starred manners (partnership, company, trust, other) are for entities.
    Fails: an individual, without an entity's name, who circles "Company", or a corporation that circles
    "Joint Tenant".
    """
    manner, who = the_manner(doc), party(doc)
    if not manner:
        return not_applicable(NO_ONE_MANNER, rests_on=("title.manner",))
    if who == "uncertain":
        return not_applicable("Whether an entity or an individual subscribes is uncertain.")
    is_entitys = manner in ENTITY_MANNERS
    if is_entitys == (who == "entity"):
        return PASS
    if is_entitys:
        return fail(
            f'Title is to be held as "{MANNER_WORDS[manner]}", which is an entity\'s manner, but {subscriber(doc)} '
            "subscribes as an individual: no entity is named."
        )
    return fail(
        f'Title is to be held as "{MANNER_WORDS[manner]}", which is an individual\'s manner, but {subscriber(doc)} '
        "is an entity."
    )


@rule(
    "TTL003",
    title="Joint title without a second subscriber's name and signature",
    reads=("title.manner", "joint.name", "joint.signature"),
    cites=("Section 7.3", "Signature page"),
    remedy=(
        "Please have the second subscriber complete and sign the right-hand column of the signature page, or circle "
        "another manner of title in Section 7.3 and initial it."
    ),
)
def joint_title_has_two_subscribers(doc: Record, _context: Context) -> Verdict:
    """A joint manner of title has a second subscriber's name and signature.

    Source: 7.3, "Joint Tenant with Right of Survivorship (both parties must sign)"; signature page,
    "Signature (if purchasing jointly)".
    Fails: joint tenants with one signature. Review: community property whose second owner is named but
    has not signed, because the form asks both only of joint tenants to sign.
    """
    manner = the_manner(doc)
    if not manner:
        return not_applicable(NO_ONE_MANNER, rests_on=("title.manner",))
    if manner not in JOINT_MANNERS:
        return not_applicable(
            f'Title is to be held as "{MANNER_WORDS[manner]}", by one subscriber.', rests_on=("title.manner",)
        )
    name = doc.text("joint.name")
    no_name = is_missing(doc, "joint.name") or bool(
        name and says_nothing(name) and doc.readings["joint.name"].is_certain
    )
    no_signature = is_missing(doc, "joint.signature")
    lacking = [word for word, lacks in (("name", no_name), ("signature", no_signature)) if lacks]
    fields = ("title.manner", *(f"joint.{word}" for word in lacking))
    if not lacking:
        return PASS
    verb = "is" if len(lacking) == 1 else "are"
    held = f'Title is to be held as "{MANNER_WORDS[manner]}"'
    message = f"{held}, but the second subscriber's {listed(lacking)} {verb} missing."
    judged = review if manner == "community_property" and not no_name else fail
    return judged(message, fields=fields)


@rule(
    "TTL004",
    title="A second subscriber signs under a manner of title for one",
    reads=("title.manner", "joint.signature", "joint.name"),
    cites=("Section 7.3", "Signature page"),
    remedy=(
        "Please tell us whether the second signer is to own the Shares too. If so, circle a joint manner of title in "
        "Section 7.3; if not, strike the second signature. Initial the correction."
    ),
)
def second_signature_has_a_joint_manner(doc: Record, _context: Context) -> Verdict:
    """A second subscriber signs only where title is held jointly.

    Source: signature page, "Signature (if purchasing jointly)"; 7.3.
    Review: "Individual Ownership" or "Company" is circled, and the right-hand signature is there.
    """
    manner = the_manner(doc)
    if not manner:
        return not_applicable(NO_ONE_MANNER, rests_on=("title.manner",))
    if manner in JOINT_MANNERS or not doc.is_filled("joint.signature"):
        return PASS
    second = doc.text("joint.name") or "A second person"
    held = f'title is to be held as "{MANNER_WORDS[manner]}"'
    return review(f"{second} signs as a second subscriber, but {held}, by one subscriber.")


JOINT_BLANKS = tuple(
    f"joint.{word}"
    for word in (
        "name",
        "title",
        "entity_name",
        "address",
        "city_state_zip",
        "telephone_business",
        "telephone_residence",
        "facsimile_business",
        "facsimile_residence",
        "email",
        "tax_id",
    )
)


@rule(
    "TTL005",
    title="The second subscriber's blanks are filled, and no second subscriber signs",
    reads=("title.manner", "joint.signature", *JOINT_BLANKS),
    cites=("Section 7.3", "Signature page"),
    remedy=(
        "Please tell us whether a second subscriber subscribes with you. If so, have the second subscriber sign; if "
        "not, strike what stands in the right-hand column of the signature page, and initial it."
    ),
)
def second_column_is_signed_or_empty(doc: Record, _context: Context) -> Verdict:
    """What stands in the right-hand column of the signature page belongs to somebody who signs there.

    Source: signature page, "Signature (if purchasing jointly)". "N/A" and "same" say nothing. Where title is held
    jointly, TTL003 asks for the signature.
    Review: an address in the right-hand column, and nobody signs below it.
    """
    filled = tuple(name for name in JOINT_BLANKS if doc.text(name) and not says_nothing(doc.text(name)))
    if not filled:
        return Verdict("pass", rests_on=JOINT_BLANKS)
    # beside a signature, a doubt whether another blank is empty is no reason to look: only doubts of what stands there
    in_doubt = tuple(name for name in JOINT_BLANKS if doc.readings[name].state != "blank")
    if not is_missing(doc, "joint.signature"):
        return Verdict("pass", rests_on=("joint.signature", *in_doubt))
    if the_manner(doc) in JOINT_MANNERS:
        return Verdict("pass", rests_on=("title.manner", *in_doubt))
    return review(
        "The second subscriber's blanks on the signature page are filled, but nobody signs there.", fields=filled
    )
