"""Fixed text: the form itself, its wording, its pages, and tracked changes."""

import re
from collections.abc import Iterator

from checks.categories import DESCRIPTIONS_TODAY
from checks.parties import PARTY_FIELDS, listed, on_one_line, party
from checks.rule import PASS, Context, Elsewhere, Verdict, fail, review, rule
from extractors.answers.terms import hold_terms
from extractors.record import Alteration, Record

CERTIFICATE = "certificate of signatory"
UNALTERED = (
    "Please sign the agreement again on the form as the company sent it, without changes; "
    "a change you want must be agreed with the company in a writing that both sign."
)
ACCEPT = "Please accept or reject every tracked change in the file, sign that version, and send it again."
NOTICE = "notice-of-conversion"
BY_THE_FORM = ("Certificate of Designations, Section 4A", "Annex A")
"""4A: holders effect conversions by "the form of conversion notice attached hereto"."""

_WORDS = ("name", "title", "entity_name", "address", "city_state_zip")
BLANKS_FOR_WORDS = (
    *DESCRIPTIONS_TODAY.values(),
    "suitability.employment",
    "suitability.education",
    "suitability.prior_investments",
    "nasd.description",
    "nasd.firm_name",
    "bad_actor.description",
    *(f"subscriber.{word}" for word in _WORDS),
    *(f"joint.{word}" for word in _WORDS),
    "securities.issue_name",
    "signatory.name",
    "signatory.title",
    "signatory.entity",
)

_SERIES = re.compile(r"\bSeries [A-Z][\w-]*")


def _in_a_notice(remedy: str) -> dict[str, Elsewhere]:
    return {NOTICE: Elsewhere(BY_THE_FORM, remedy)}


@rule(
    "FRM001",
    title="The form's fixed wording was changed",
    reads=(),
    cites=("Section 6.2", "Section 6.3"),
    remedy=UNALTERED,
    also=_in_a_notice("Please sign the notice again on the form of Annex A, without changes."),
)
def wording_is_unaltered(doc: Record, context: Context) -> Verdict:
    """Everything the form prints stands in the document, unchanged, and nothing was added.

    Source: 6.3 (the agreement is the entire agreement) and 6.2 (it is changed only by a writing
    signed by the party to be charged). White space, line ends, quotes and dashes make no change;
    a figure, a word or a sentence does. Lists every change with its section and both wordings.
    A line through print of which the page does not say that it strikes it out asks for review.
    Words that the pages do not show (white on white, painted over) are not judged as if they stood
    there: the form's own are struck, and others that speak of the deal ask for review. Of a notice of
    conversion that names another series than the form, that is said first.
    Fails: "not" inserted into 2.1; $100.00 changed to $90.00 in 1.1.
    """
    if not doc.alterations and (doc.hidden or doc.crossed):
        return review(" ".join(_to_look_at(doc)))
    if not doc.alterations:
        return PASS
    count = len(doc.alterations)
    opening = (
        "The form's fixed wording was changed in one place."
        if count == 1
        else (f"The form's fixed wording was changed in {count} places.")
    )
    told = [opening, *_of_another_series(doc, context), *(_said(alteration) for alteration in doc.alterations)]
    return fail(" ".join(told))


@rule(
    "FRM002",
    title="A part of the form is missing",
    reads=PARTY_FIELDS,
    cites=("Section 6.3", "Section 7.3", "Certificate of signatory"),
    remedy="Please send the whole agreement, with every page of the form, as you signed it.",
    also=_in_a_notice("Please send the whole notice, as you signed it."),
)
def nothing_is_missing(doc: Record, _context: Context) -> Verdict:
    """Every page and section of the form is in the document.

    Source: 6.3 (the entire agreement). The certificate of signatory is "to be completed if
    Securities are being subscribed for by an entity", so an individual's agreement may lack it.
    Fails: page 19 is missing; an entity's agreement ends with the signature page.
    """
    if not doc.missing:
        return Verdict("pass", rests_on=())
    parts = [part for part in doc.missing if CERTIFICATE not in " ".join(part.lower().split())]
    if not parts and party(doc) != "entity":
        # An individual; where that is uncertain, `checks.run` makes a review of it.
        return PASS
    if party(doc) == "entity":
        parts = list(doc.missing)
    named = [f"Section {part}" if part[:1].isdigit() else part for part in parts]
    return fail(f"The document lacks {'this part' if len(parts) == 1 else 'these parts'} of the form: {listed(named)}.")


@rule(
    "FRM003",
    title="The document is a blank form",
    reads=(),
    cites=("Signature page",),
    remedy="Please complete and sign the agreement, and send it again.",
    also=_in_a_notice("Please complete and sign the notice, and send it again."),
)
def something_is_filled_in(doc: Record, _context: Context) -> Verdict:
    """Something is filled in, marked or signed.

    Source: a form that nobody completed subscribes for nothing (1.1, signature page). Such a
    document has no other outcome than this one.
    Fails: the form as the company sends it out.
    """
    if doc.is_blank_form:
        return fail("This is the blank form: nothing in it is filled in, marked or signed.")
    return PASS


@rule(
    "FRM004",
    title="The document is not this form",
    reads=(),
    cites=("The offering's form",),
    remedy="Please check which document was sent, and send the completed subscription agreement.",
)
def document_is_this_form(_doc: Record, _context: Context) -> Verdict:
    """The document is the offering's form.

    Source: the offering's `form`. What is recognized as another document (a certificate of
    designations, another contract) has no record and the status unreadable, and `checks.run`
    gives it this finding; a document that was read is this form.
    """
    return PASS


@rule(
    "FRM005",
    title="The file carries tracked changes that nobody accepted",
    reads=(),
    cites=("Section 6.2",),
    remedy=ACCEPT,
    also=_in_a_notice(ACCEPT),
)
def no_tracked_change_is_open(doc: Record, _context: Context) -> Verdict:
    """The file holds no tracked change that is neither accepted nor rejected.

    Source: 6.2 (changes need a writing signed by the party to be charged): an open change leaves
    it unclear what was signed. All other rules judge the final reading, with insertions in and
    deletions out, so FRM001 speaks of changed fixed text too.
    Fails: a tracked change of fixed text. Asks for review where changes touch only answers, or
    neither answers nor fixed text.
    """
    match doc.tracked_changes:
        case "none":
            return PASS
        case "fixed-text":
            return fail(
                "The file carries tracked changes of the form's fixed text that were neither accepted nor rejected."
            )
        case "blanks":
            return review("The file carries tracked changes of answers, neither accepted nor rejected.")
        case _:
            return review(
                "The file carries tracked changes, neither accepted nor rejected; "
                "they touch neither the fixed text nor an answer."
            )


@rule(
    "FRM006",
    title="A comment on the file speaks of the deal",
    reads=(),
    cites=("Section 6.2", "Section 6.3"),
    remedy=(
        "Please tell us whether the comment on the file is meant to change the agreement; if not, send the agreement "
        "again without it."
    ),
    also=_in_a_notice("Please tell us whether the comment on the file is meant to change the notice."),
)
def no_comment_speaks_of_the_deal(doc: Record, _context: Context) -> Verdict:
    """No comment or note put on the file names a figure, shares, a price or a condition.

    Source: 6.3 (the agreement is the entire agreement) and 6.2 (changes need a writing signed by the party to be
    charged): a comment is no part of the agreement, but may say that something else is meant. Other comments are
    notes of the record.
    Review: "please make it 700 shares" beside the number of shares.
    """
    if not doc.comments:
        return PASS
    said = " ".join(f'"{on_one_line(words)}".' for words in doc.comments)
    return review(f"The file carries a comment that speaks of the deal: {said}")


@rule(
    "FRM007",
    title="Terms are written into a blank",
    reads=BLANKS_FOR_WORDS,
    cites=("Section 6.2", "Section 6.3"),
    remedy=(
        "Please tell us whether the words named here are meant to change the agreement; if not, write into the blank "
        "only what it asks for, and initial the correction."
    ),
)
def no_blank_holds_terms(doc: Record, _context: Context) -> Verdict:
    """No blank for a name, an office, an address or a description sets a condition, a number of shares or a price.

    Source: 6.3 (the agreement is the entire agreement) and 6.2 (changes need a writing signed by the party to be
    charged). Also looks at the blanks that do not apply to this subscriber, which no other rule reads. In the answers
    of 7.1 and 7.2 only what is said of this subscription counts: they speak of shares and dollars honestly.
    Review: "Void after Dec. 1" for a title; "250 shares only" for the second subscriber's entity.
    """
    said = {
        name: on_one_line(doc.readings[name].raw or doc.text(name)) for name in BLANKS_FOR_WORDS if _stands(doc, name)
    }
    found = {name: words for name, words in said.items() if hold_terms(name, words)}
    if not found:
        return Verdict("pass", rests_on=())  # an uncertain name is for the rules that need the name
    told = listed([f'"{words}"' for words in found.values()])
    verb = "stands in a blank that asks" if len(found) == 1 else "stand in blanks that ask"
    return review(f"{told} {verb} for something else, and may set terms for the subscription.", fields=tuple(found))


def _stands(doc: Record, name: str) -> bool:
    return doc.readings[name].state not in ("blank", "unreadable")


def _to_look_at(doc: Record) -> Iterator[str]:
    """What may change the wording, and is for a person to decide."""
    if doc.hidden:
        said = " ".join(f'"{on_one_line(words)}".' for words in doc.hidden)
        yield f"The file holds words that its pages do not show, which may be held against you: {said}"
    if doc.crossed:
        said = " ".join(f'"{on_one_line(words)}".' for words in doc.crossed)
        yield f"A line is drawn through printed words, which may strike them out: {said}"


def _of_another_series(doc: Record, context: Context) -> list[str]:
    """That a notice of conversion names another series, of which many changes may come; nothing where it does not."""
    if doc.form != NOTICE:
        return []
    pairs = [
        (_series_in(one.before, one.printed), _series_in(one.before, one.found))
        for one in doc.alterations
        if one.kind == "changed"
    ]
    changed = sorted({(of, to) for of, to in pairs if of and to and of != to})
    if not changed:
        return []
    named, expected = listed([to for _, to in changed]), changed[0][0]
    is_ledgers = context.history is not None and expected in context.history.ledger.series
    whose = "the ledger's" if is_ledgers else "the form's"
    return [f"The notice names {named}, but {whose} series is {expected}: see which of the two is meant."]


def _series_in(before: str, words: str) -> str:
    """The series that some words name, with the word before them; "" for none."""
    named = _SERIES.search(" ".join([*before.split()[-1:], words]))
    return named.group() if named else ""


def _said(alteration: Alteration) -> str:
    """One change as a sentence, in its place: "Section 1.1: "$100.00" was changed to "$90.00" (…)."."""
    printed, found = on_one_line(alteration.printed), on_one_line(alteration.found)
    match alteration.kind:
        case "struck":
            change = f'"{printed}" was struck'
        case "added":
            change = f'"{found}" was added'
        case _:
            change = f'"{printed}" was changed to "{found}"'
    before, after = on_one_line(alteration.before), on_one_line(alteration.after)
    place = f"{before} […] {after}".strip() if before or after else ""
    return f"{_section(alteration.section)}: {change}" + (f' (at "{place}").' if place else ".")


def _section(section: str) -> str:
    if not section:
        return "In a place that could not be named"
    return f"Section {section}" if section[0].isdigit() else f"{section[0].upper()}{section[1:]}"
