"""Words that promise an answer, refer elsewhere, or refuse one, beside answers that sound like them. All invented."""

import time

import pytest

from extractors.alignment.marks import Mark, kind_of_mark
from extractors.alignment.unseen import speaks_of_the_deal
from extractors.answers.no_answers import is_promise, is_withheld
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


def test_no_answer_takes_long_to_judge() -> None:
    started = time.process_time()
    for words in ("see " + "a " * 60, "on file with " + "a" * 5000, "_" * 20_000 + "a", "will not " + "x " * 20_000):
        is_promise(words)
        is_withheld(words)
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
    "comment", ["please make it 700 shares", "only if the price is under $90", "subject to board approval", "up to 250"]
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
    ],
)
def test_a_comment_of_the_paper_is_a_note(comment: str) -> None:
    assert not speaks_of_the_deal(comment)
