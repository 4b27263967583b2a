"""Alterations: whatever is changed in the fixed wording is told, and nothing else is, in every kind of file."""

import re

import alignment_papers as papers
import pytest
from alignment_papers import KINDS, SEED, Edit, Place, bare, edited, filled, places, read, replaced, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.extract import extract

TERMS = {"Company": "Subscriber", "Subscriber": "Company", "Holder": "Company", "Shares": "Securities"}
_SENTENCE_END = re.compile(r"[.;:]\"?$")
quick = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def _sentences() -> list[tuple[int, int]]:
    """First and last word of every sentence of the running text."""
    found, first = [], 0
    words = places()
    for at, word in enumerate(words):
        ends = at + 1 == len(words) or words[at + 1].paragraph != word.paragraph
        if ends or (_SENTENCE_END.search(word.text) and len(word.text) > 3):
            if at - first > 3:
                found.append((first, at))
            first = at + 1
    return found


SENTENCES = _sentences()


def _strike_sentence(draw: st.DrawFn) -> Edit:
    first, last = draw(st.sampled_from(SENTENCES))
    words = tuple(word.text for word in places()[first : last + 1])
    return Edit(places()[first], places()[last], "", words, ())


def _word(draw: st.DrawFn, accept: str) -> Place:
    return draw(st.sampled_from([word for word in places() if re.search(accept, word.text)]))


def _insert_not(draw: st.DrawFn) -> Edit:
    word = draw(st.sampled_from(places()))
    new = draw(st.sampled_from([f"not {word.text}", f"{word.text} not"]))
    return Edit(word, word, new, (), ("not",))


def _change_figure(draw: st.DrawFn) -> Edit:
    word = _word(draw, r"\d")
    digits = [at for at, char in enumerate(word.text) if char.isdigit()]
    at = draw(st.sampled_from(digits))
    other = draw(st.sampled_from([digit for digit in "0123456789" if digit != word.text[at]]))
    figure = next(one for one in re.finditer(r"\d[\d.,]*\d|\d", word.text) if one.start() <= at < one.end())
    new = word.text[:at] + other + word.text[at + 1 :]
    return Edit(word, word, new, (figure.group(),), (new[figure.start() : figure.end()],))


def _swap_term(draw: st.DrawFn) -> Edit:
    word = _word(draw, r"^\W*(?:Company|Subscriber|Holder|Shares)\W*$")
    term = re.sub(r"\W", "", word.text)
    return Edit(word, word, word.text.replace(term, TERMS[term]), (term,), (TERMS[term],))


def _strike_word(draw: st.DrawFn) -> Edit:
    word = _word(draw, r"[A-Za-z0-9]")
    return Edit(word, word, "", (word.text,), ())


def _transpose(draw: st.DrawFn) -> Edit:
    pairs = [
        (one, other)
        for one, other in zip(places(), places()[1:], strict=False)
        if one.line == other.line and bare(one.text) and bare(other.text) and bare(one.text) != bare(other.text)
    ]
    one, other = draw(st.sampled_from(pairs))
    return Edit(one, other, f"{other.text} {one.text}", (), ())


def _loosen(draw: st.DrawFn) -> Edit:
    word = _word(draw, r"^(?:may|1\.0%|shall|all|no|or|and)$")
    new = {"may": "shall", "1.0%": "10%", "shall": "may", "all": "any", "no": "any", "or": "and", "and": "or"}[word.text]
    return Edit(word, word, new, (word.text.strip("%"),), (new.strip("%"),))


MAKERS = (_strike_sentence, _insert_not, _change_figure, _swap_term, _strike_word, _transpose, _loosen)


@st.composite
def edit_lists(draw: st.DrawFn, most: int = 12) -> list[Edit]:
    """Edits of the running text, no two in one paragraph."""
    made = [draw(st.sampled_from(MAKERS))(draw) for _ in range(draw(st.integers(1, most)))]
    apart: dict[int, Edit] = {}
    for edit in made:
        apart.setdefault(edit.place.paragraph, edit)
    return list(apart.values())


def _assert_told(edits: list[Edit], kind: str) -> None:
    record = read(edited(edits), kind)
    for edit in edits:
        if edit.printed or edit.found:
            assert papers.shows(record, edit), (str(edit), told(record.alterations), record.missing)
        else:  # two words that changed places: either may be told as struck here and added there
            sections = edit.place.sections | edit.last.sections
            assert any(one.section in sections for one in record.alterations), (edit.new, told(record.alterations))
    assert len(record.alterations) <= 3 * len(edits), told(record.alterations)
    assert not filled(record), filled(record)


@settings(quick, max_examples=24)
@given(edit_lists())
def test_random_edits_of_a_text_are_told_with_their_section_and_words(edits: list[Edit]) -> None:
    _assert_told(edits, "text")
