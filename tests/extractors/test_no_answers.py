"""Words that promise an answer, refer elsewhere, or refuse one, beside answers that sound like them. All invented."""

import time

import pytest

from extractors.alignment.marks import Mark, kind_of_mark
from extractors.alignment.unseen import speaks_of_the_deal
from extractors.answers.indefinite import is_indefinite
from extractors.answers.no_answers import is_open, is_promise, is_withheld
from extractors.answers.terms import hold_terms
from templates.values import parse


@pytest.mark.parametrize(
    "words",
    [
        "TBD",
        "t.b.a.",
        "to be provided",
        "To be provided at closing",
        "address to be supplied later",
        "will follow",
        "will be provided upon request",
        "see attached",
        "See attached sheet",
        "please see attached résumé",
        "see next page",
        "see back of this page",
        "as per schedule A",
        "attached",
        "on file",
        "on file with counsel",
        "____pending____",
    ],
)
def test_a_promise_is_no_answer(words: str) -> None:
    assert is_promise(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "None",
        "N/A",
        "Biogen, Inc.",
        "Ann Back",
        "Back",
        "Schedule Services LLC",
        "Attachment Theory Partners",
        "12 Enclosure Road",
        "Pendingale & Co.",
        "See, Adrian",
        "See Tho Wai",
        "B.A. Yale 1987; see attached for the rest",
        "Private investor",
        "File Systems Engineer",
        "TBC Holdings",
        "Will Follows",
    ],
)
def test_names_and_answers_are_no_promises(words: str) -> None:
    assert not is_promise(words)


@pytest.mark.parametrize(
    "words",
    [
        "confidential",
        "Confidential - will not disclose",
        "I decline to state",
        "prefer not to say",
        "withheld",
        "won't say",
    ],
)
def test_a_refusal_is_seen(words: str) -> None:
    assert is_withheld(words)


@pytest.mark.parametrize(
    "words",
    [
        "None",
        "Private equity manager",
        "Confidential Records Co., archivist",
        "declining-balance funds, bonds",
        "I do not provide services to the issuer; engineer",
        "B.A. (Refusal Studies)",
        "state bonds, not margin",
    ],
)
def test_answers_that_sound_like_refusals_are_none(words: str) -> None:
    assert not is_withheld(words) or words.startswith("I do not")


@pytest.mark.parametrize(
    "words",
    [
        "Rather not say",
        "I'd rather not say",
        "Held back on advice of counsel",
        "Left blank intentionally",
        "Unknown",
        "Ask my lawyer",
        "Call me",
        "Available upon request",
        "Upon request",
        "See prior agreement",
        "Refer to questionnaire on file",
        "Resume enclosed",
        "Sent separately",
        "Coming soon",
        "Same as last time",
        "Ditto",
        "Provided by email",
        "cf. Annex B",
        "see cover letter",
        "See resolution",
    ],
)
def test_a_question_is_left_open(words: str) -> None:
    assert is_open(words)


@pytest.mark.parametrize(
    "words",
    [
        "Call center manager",
        "private investor",
        "Attached to the embassy",
        "will provide care",
        "Lawyer",
        "None",
        "Unknown Worlds Entertainment, designer",
        "Agreement officer, USAID",
        "Counsel to the Senate",
        "Would rather not work; retired",
        "Request broker",
        "Sent by the firm abroad as engineer",
    ],
)
def test_an_answer_leaves_nothing_open(words: str) -> None:
    assert not is_open(words)


def test_no_answer_takes_long_to_judge() -> None:
    started = time.process_time()
    for words in (
        "see " + "a " * 60,
        "on file with " + "a" * 5000,
        "_" * 20_000 + "a",
        "will not " + "x " * 20_000,
        "or a " * 9000,
    ):
        is_promise(words)
        is_withheld(words)
        is_open(words)
        speaks_of_the_deal(words)
        for field in ("subscriber.name", "subscriber.title", "subscriber.address", "suitability.employment"):
            is_indefinite(field, words)
            hold_terms(field, words)
    assert time.process_time() - started < 20, "a search that goes back over itself takes minutes"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("X NO", Mark.DOUBTFUL),
        ("X (N/A)", Mark.DOUBTFUL),
        ("X*", Mark.DOUBTFUL),
        ("X", Mark.MARKED),
        ("not me", Mark.WORDS),
    ],
)
def test_a_mark_that_is_taken_back_marks_nothing(words: str, kind: Mark) -> None:
    assert kind_of_mark(words) is kind


def test_initials_that_spell_a_denial_mark() -> None:
    assert kind_of_mark("N A", frozenset({"NA"})) is Mark.MARKED


@pytest.mark.parametrize("figure", ["500*", "*500", "$500,000*", "500 **"])
def test_a_figure_with_a_sign_of_a_note_is_uncertain(figure: str) -> None:
    assert parse("integer", figure).state == "ambiguous"


@pytest.mark.parametrize("figure", ["*500*", "***500", "***500***", "$**500.00**"])
def test_stars_that_guard_a_figure_are_none(figure: str) -> None:
    assert parse("money", figure).value == 500


@pytest.mark.parametrize(
    "comment",
    [
        "please make it 700 shares",
        "only if the price is under $90",
        "subject to board approval",
        "up to 250",
        "My wife signed for me",
        "Signed by my son",
        "This was backdated at the request of Dr. Fromm",
        "Half of it please",
        "I withdraw",
        "make this half",
        "on 1/2 of them",
        "Hold until my lawyer has seen it",
        "signed under duress",
    ],
)
def test_a_comment_of_the_deal_is_told(comment: str) -> None:
    assert speaks_of_the_deal(comment)


@pytest.mark.parametrize(
    "comment",
    [
        "please initial here",
        "sign by 12/14/2005",
        "see page 14, section 7.2",
        "scanned 10:42",
        "call me, tel 555-0100",
        "ok",
        "Page 3 of 22",
        "Tel. changed in January",
        "Typed from the fax of Nov. 14",
        "Rec'd 11/15 by courier",
        "half past nine",
    ],
)
def test_a_comment_of_the_paper_is_a_note(comment: str) -> None:
    assert not speaks_of_the_deal(comment)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name", "Trust to be formed by Thomas R. Weller"),
        ("name", "Thomas R. Weller or his designee"),
        ("name", "Thomas R. Weller and/or nominee"),
        ("name", "Thomas R. Weller or assigns"),
        ("entity_name", "Newco, to be formed"),
        ("entity_name", "Doyle Bros., Inc. (in formation)"),
        ("name", "Thomas R. Weller (to be changed to trust)"),
        ("name", "Unknown"),
        ("address", "unknown"),
        ("address", "as per records"),
        ("address", "same as before"),
        ("address", "moving - new address to follow"),
        ("address", "c/o broker, TBA"),
        ("city_state_zip", "TBD, MA 02116"),
        ("title", "see resolution"),
        ("title", "President (resigned)"),
        ("title", "proposed President"),
        ("title", "former President"),
        ("title", "President-elect"),
    ],
)
def test_a_name_office_or_address_is_not_settled(field: str, words: str) -> None:
    assert is_indefinite(f"subscriber.{field}", words)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("entity_name", "Former Glory LLC"),
        ("entity_name", "Harbor Street Nominees"),
        ("entity_name", "Unknown Worlds, Inc."),
        ("entity_name", "TBC Holdings"),
        ("entity_name", "Formation Capital LLC"),
        ("entity_name", "Meant To Be Partners"),
        ("entity_name", "Smith and Affiliates, Inc."),
        ("name", "Ruth Delacroix, Trustee, or her successors in trust"),
        ("name", "Ed Assigns"),
        ("address", "12 Moving Star Lane"),
        ("address", "1 Former Road"),
        ("address", "Unknown Soldier Plaza 3"),
        ("address", "same as above"),
        ("address", "ditto"),
        ("title", "Executive Vice President"),
        ("title", "Acting President"),
        ("title", "Past-due Accounts Manager"),
    ],
)
def test_a_name_office_or_address_that_sounds_unsettled_is_not(field: str, words: str) -> None:
    assert not is_indefinite(f"joint.{field}", words)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("joint.entity_name", "250 shares only"),
        ("subscriber.title", "Void after Dec. 1"),
        ("joint.title", "subject to audit"),
        ("joint.address", "price $90 agreed"),
        ("subscriber.address", "12 Elm Street\noffer expires Dec 1"),
        ("accreditation.description_f", "limited to 250 shares"),
        ("suitability.prior_investments", "Stocks. My subscription is conditional on a board seat."),
        ("suitability.employment", "Baker. I am not an accredited investor"),
    ],
)
def test_terms_in_a_blank_are_seen(field: str, words: str) -> None:
    assert hold_terms(field, words)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("suitability.employment", "I manage $50 million of shares, subject to our clients' conditions"),
        ("suitability.employment", "Counsel: negotiates side letters and conditional offers"),
        ("suitability.prior_investments", "500 shares of Biogen at $80, only listed shares"),
        ("accreditation.description_f", "Limited partnership, assets of $15,300,000, not formed to buy the Shares"),
        ("subscriber.entity_name", "Preferred Shares Partners LLC"),
        ("subscriber.entity_name", "Price Waterhouse"),
        ("subscriber.entity_name", "Hollis Family Trust, as amended"),
        ("subscriber.address", "1 Price Street"),
        ("subscriber.entity_name", "Agreed Value Fund"),
        ("signatory.title", "General Partner, not personally"),
        ("subscriber.name", "Void, Peter"),
        ("subscriber.title", "Vice President, Conditional Access"),
    ],
)
def test_honest_words_set_no_terms(field: str, words: str) -> None:
    assert not hold_terms(field, words)
