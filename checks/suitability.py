"""Suitability, 7.2: every question that applies is answered once, and the answers bear the investment."""

from checks.parties import PARTY_FIELDS, is_missing, listed, on_one_line, party, party_doubts
from checks.rule import PASS, Context, Verdict, fail, not_applicable, review, rule
from extractors.answers.no_answers import is_open
from extractors.record import Record

QUESTIONS = {
    "a": "suitability.employment",
    "b": "suitability.education",
    "c": "suitability.prior_investments",
    "d": "suitability.private_placements",
    "f": "suitability.income_decrease",
    "g": "suitability.assets_decrease",
    "h": "suitability.cash_requirements",
    "i": "suitability.understands_risk",
    "j": "suitability.understands_no_guarantee",
}
ASKS = {
    "a": "current employment",
    "b": "college or graduate degrees",
    "c": "types of prior investments",
    "d": "participation in other private placements",
    "f": "whether income is expected to decrease significantly",
    "g": "whether total assets are expected to decrease significantly",
    "h": "whether sudden cash requirements are anticipated",
    "i": "familiarity with the risk and non-liquidity",
    "j": "understanding that the entire investment may be lost",
}
"""Each question of 7.2 in short, in the words of a letter to the investor."""

FOR_ALL = ("c", "d", "h", "i", "j")
FOR_INDIVIDUALS = ("a", "b", "f")
FOR_ENTITIES = ("g",)
IN_WORDS = ("a", "b", "c")
YES_OR_NO = ("d", "f", "g", "h", "i", "j")

COLUMNS = {
    "suitability.frequency_public": "Public Companies",
    "suitability.frequency_private": "Private Companies",
    "suitability.frequency_no_operations": (
        "Public or Private Companies with no, or insignificant, assets and operations"
    ),
}


@rule(
    "SUI001",
    title="A suitability question is unanswered",
    reads=(*QUESTIONS.values(), *PARTY_FIELDS),
    cites=("Section 7.2",),
    remedy="Please answer each question of Section 7.2 named here, and initial and date the answers.",
)
def every_question_is_answered(doc: Record, _context: Context) -> Verdict:
    """Every question of 7.2 that applies to this subscriber is answered; the finding names each that is not.

    Source: 7.2, "please answer each question": (a), (b) and (f) "for an individual Subscriber", (g) for
    "trust, corporate, partnership and other institutional Subscribers", (c), (d), (h), (i) and (j) for all;
    (e) only where (d) is yes: see SUI002.
    Fails: an individual who leaves (f) blank, or an entity that leaves (g) blank.
    "None" and "N/A" answer a question that asks for words.
    """
    asked = FOR_ALL + {"individual": FOR_INDIVIDUALS, "entity": FOR_ENTITIES, "uncertain": ()}[party(doc)]
    open_questions = [letter for letter in sorted(asked) if is_missing(doc, QUESTIONS[letter])]
    if not open_questions:
        return Verdict("pass", rests_on=(*(QUESTIONS[letter] for letter in asked), *party_doubts(doc)))
    named = listed([f"({letter}), {ASKS[letter]}" for letter in open_questions])
    subject = "Question" if len(open_questions) == 1 else "Questions"
    verb = "is" if len(open_questions) == 1 else "are"
    return fail(
        f"{subject} {named}, of Section 7.2 {verb} unanswered.",
        fields=tuple(QUESTIONS[letter] for letter in open_questions),
    )


@rule(
    "SUI002",
    title="The frequency of private placements does not answer question (e) once in each column",
    reads=("suitability.private_placements", *COLUMNS),
    cites=("Section 7.2(d)", "Section 7.2(e)"),
    remedy=(
        "Please mark in Section 7.2(e) exactly one of Frequently, Occasionally and Never in each of the three "
        "columns, and initial the marks."
    ),
)
def frequency_is_marked_once_in_each_column(doc: Record, _context: Context) -> Verdict:
    """Where (d) is yes, each column of (e) has one mark; where (d) is no, (e) is blank or says never.

    Source: 7.2(e), "If your answer to question (d) above was YES, please indicate frequency".
    Fails: (d) yes, and the column Private Companies without a mark or with two.
    Review: (d) no, yet a column says frequently or occasionally.
    """
    answer = doc.value("suitability.private_placements")
    if answer is None:
        return not_applicable(
            "Question (d) has no single answer: see SUI001 and SUI004.", rests_on=("suitability.private_placements",)
        )
    if answer is False:
        told = [field for field in COLUMNS if doc.value(field) not in (None, (), "never")]
        if not told:
            return PASS
        words = listed([f'{_marked(doc, field)} under "{COLUMNS[field]}"' for field in told])
        return review(
            f"Question (d) says no other private placements, but question (e) is marked {words}.",
            fields=("suitability.private_placements", *told),
            remedy="Please say whether the answer to (d) or that to (e) is meant, and correct the other.",
        )
    empty = [field for field in COLUMNS if is_missing(doc, field)]
    several = [field for field in COLUMNS if isinstance(doc.value(field), tuple) and field not in empty]
    problems = [f'nothing is marked under "{COLUMNS[field]}"' for field in empty]
    problems += [f'{_marked(doc, field)} are marked under "{COLUMNS[field]}"' for field in several]
    if not problems:
        return PASS
    return fail(
        f"Question (d) is answered yes, but in question (e) {listed(problems)}.",
        fields=("suitability.private_placements", *empty, *several),
    )


def _marked(doc: Record, field: str) -> str:
    value = doc.value(field)
    return listed(list(value)) if isinstance(value, tuple) else str(value)


@rule(
    "SUI003",
    title="An answer bears on suitability",
    reads=tuple(QUESTIONS[letter] for letter in ("f", "g", "h", "i", "j")),
    cites=("Section 7.2", "Section 1.2", "Section 1.3"),
    remedy=(
        "Please tell us in writing what lies behind the answers named here, so that the Company can decide whether "
        "the Shares are suitable for you."
    ),
)
def answers_bear_the_investment(doc: Record, _context: Context) -> Verdict:
    """No answer of 7.2 speaks against the subscriber's bearing the investment.

    Source: 7.2(f), (g) and (h) ask for decreases and sudden needs of cash; (i) and (j) for familiarity with
    the risk and the possible loss, which 1.2 and 1.3 represent.
    Review: (f), (g) or (h) yes; (i) or (j) no.
    """
    against = {
        "f": (True, "income is expected to decrease significantly"),
        "g": (True, "total assets are expected to decrease significantly"),
        "h": (True, "sudden cash requirements in excess of the cash available are anticipated"),
        "i": (False, "the subscriber is not familiar with the risk and non-liquidity of such securities"),
        "j": (False, "the subscriber does not understand that the entire investment may be lost"),
    }
    said = [letter for letter, (answer, _) in against.items() if doc.value(QUESTIONS[letter]) is answer]
    if not said:
        return PASS
    if len(said) == 1:
        words = f"By the answer to question ({said[0]}) of Section 7.2, {against[said[0]][1]}."
    else:
        words = f"By the answers in Section 7.2, {listed([f'({letter}) {against[letter][1]}' for letter in said])}."
    return review(words, fields=tuple(QUESTIONS[letter] for letter in said))


@rule(
    "SUI004",
    title="Both YES and NO are marked",
    reads=tuple(QUESTIONS[letter] for letter in YES_OR_NO),
    cites=("Section 7.2",),
    remedy="Please strike the mark of Section 7.2 that is not meant, and initial the correction.",
)
def yes_and_no_exclude_each_other(doc: Record, _context: Context) -> Verdict:
    """No question of 7.2 is answered both YES and NO.

    Source: 7.2(d), (f), (g), (h), (i) and (j), "YES____ NO____".
    Fails: question (i) with a mark at YES and a mark at NO.
    """
    both = [letter for letter in YES_OR_NO if doc.readings[QUESTIONS[letter]].marks == ("no", "yes")]
    if not both:
        return PASS
    subject = "question" if len(both) == 1 else "questions"
    return fail(
        f"Both YES and NO are marked for {subject} {listed([f'({letter})' for letter in both])} of Section 7.2.",
        fields=tuple(QUESTIONS[letter] for letter in both),
    )


@rule(
    "SUI005",
    title="A suitability answer is withheld, or stands elsewhere",
    reads=tuple(QUESTIONS[letter] for letter in IN_WORDS),
    cites=("Section 7.2(a)", "Section 7.2(b)", "Section 7.2(c)"),
    remedy="Please answer the questions of Section 7.2 named here in the agreement itself, and initial the answers.",
)
def answers_stand_in_the_agreement(doc: Record, _context: Context) -> Verdict:
    """The questions of 7.2 that ask for words are answered there, and not refused, promised or referred elsewhere.

    Source: 7.2, "please answer each question"; (a) employment, (b) degrees, (c) prior investments.
    Review: "see attached", "confidential - will not disclose", "ask my lawyer". "None" and "N/A" are answers.
    """
    open_ = [letter for letter in IN_WORDS if (said := doc.text(QUESTIONS[letter])) and is_open(said)]
    if not open_:
        return PASS
    told = [f'({letter}), {ASKS[letter]}, with "{on_one_line(doc.text(QUESTIONS[letter]))}"' for letter in open_]
    return review(
        f"In Section 7.2, the subscriber answers question {listed(told)}.",
        fields=tuple(QUESTIONS[letter] for letter in open_),
    )
