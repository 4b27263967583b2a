"""Alterations: whatever is changed in the fixed wording is told, and nothing else is, in every kind of file."""

import re

import alignment_papers as papers
import pytest
from alignment_papers import KINDS, SEED, Edit, Place, bare, edited, filled, places, read, replaced, told
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractors.extract import extract

TERMS = {"Company": "Subscriber", "Subscriber": "Company", "Holder": "Company", "Shares": "Securities"}
_SENTENCE_END = re.compile(r"[.;:]\"?$")
# Without shrinking: a failing example names its edits, and reading an agreement a hundred times more takes minutes.
quick = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


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
    new = {"may": "shall", "1.0%": "10%", "shall": "may", "all": "any", "no": "any", "or": "and", "and": "or"}[
        word.text
    ]
    return Edit(word, word, new, (word.text.strip("%"),), (new.strip("%"),))


MAKERS = (_strike_sentence, _insert_not, _change_figure, _swap_term, _strike_word, _transpose, _loosen)


@st.composite
def edit_lists(draw: st.DrawFn, most: int = 12) -> list[Edit]:
    """Edits of the running text, far enough from each other that none can be told for another."""
    made: list[Edit] = []
    for _ in range(draw(st.integers(1, most))):
        edit = draw(st.sampled_from(MAKERS))(draw)
        if all(abs(edit.place.paragraph - other.place.paragraph) > 2 for other in made):
            made.append(edit)
    return made


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


@settings(quick, max_examples=18)
@given(edit_lists())
def test_random_edits_of_a_text_are_told_with_their_section_and_words(edits: list[Edit]) -> None:
    _assert_told(edits, "text")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text"])
@settings(quick, max_examples=2)
@given(edits=edit_lists())
def test_random_edits_are_told_in_every_kind_of_file(kind: str, edits: list[Edit]) -> None:
    _assert_told(edits, kind)


TELLING = {
    "the price in the text": ("equal to $100.00 per", "equal to $90.00 per", "1.1", "$100.00", "90.00"),
    "the price on the signature page": ("X $100.00", "X $90.00", "signature page", "$100.00", "90.00"),
    "the number offered": ("25,000", "52,000", "preamble", "25,000", "52,000"),
    "the penalty": ("1.0%", "10%", "5.2(b)", "1.0%", "10%"),
    "a duty made a choice": ("The Company  agrees not to", "The Company  agrees to", "1.18(b)", "not", ""),
    "a right given away": ("has full power and", "has not full power and", "1.14", "", "not"),
    "the wrong party": ("indemnify them against", "indemnify it against", "1.19", "them", "it"),
    "the court": ("STATE OF NEW YORK IN", "STATE OF NEVADA IN", "6.5", "NEW YORK", "NEVADA"),
    "the holding period": ("a one-year holding period", "a two-year holding period", "1.10", "one-year", "two"),
    "the net worth": ("exceeds $1,000,000.", "exceeds $100,000.", "7.1 Category A", "$1,000,000", "100,000"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_changes_that_matter_are_told_in_every_kind_of_file(kind: str) -> None:
    record = read(replaced(*((old, new) for old, new, *_ in TELLING.values())), kind)
    for name, (_, _, section, printed, found) in TELLING.items():
        own = [one for one in record.alterations if one.section == section]
        assert any(printed in one.printed and found in one.found for one in own), (name, told(tuple(own)))
    assert len(record.alterations) == len(TELLING), told(record.alterations)
    assert not filled(record)


def test_an_alteration_says_where_and_between_which_words() -> None:
    (one,) = read(replaced(("25,000", "52,000"))).alterations
    assert (one.kind, one.printed, one.found) == ("changed", "25,000", "52,000")
    assert one.before.endswith("of up to")
    assert one.after.startswith("shares")
    assert one.where.line == 12


def test_an_alteration_of_a_pdf_has_its_page_and_place() -> None:
    (one,) = read(replaced(("5.8 shall survive", "5.8 may survive")), "pdf").alterations
    assert one.section == "5.8(f)"
    assert one.where.page == 14
    assert one.where.bbox is not None


# "not" beside what is no running text: blanks, captions, labels, options, heads, page breaks. Each group is one
# document, so that the places of one group lie far from each other. Some places belong to a blank, where "not" is
# somebody's answer: there it is enough that the reading is uncertain, so that no rule can pass on it.

BOUNDARIES: dict[str, dict[str, tuple[str, str, str]]] = {
    "one": {
        "first word": ("EXHIBIT 4.28", "not EXHIBIT 4.28", "preamble"),
        "before a wire caption's colon": ("Account Name:", "Account not Name:", "1.1"),
        "right before a page's number": ("    5\n<PAGE>", "not 5\n<PAGE>", "2.3"),
        "first line of a page": ("<PAGE>\n\n      1.3 The", "<PAGE>\n\n      not 1.3 The", "1.2"),
        "within the mark's label": ("Category C __", "Category not C __", "7.1 Category C"),
        "behind YES": ("YES_______ ", "YES_______ not ", "7.2(d)"),
        "head of the grid": ("Public           Private", "not Public           Private", "7.2(e)"),
        "an option's words": ("(a) Individual Ownership", "(a) not Individual Ownership", "7.3"),
        "the price": ("X $100.00  =", "X $100.00 not =", "signature page"),
        "last word": ("200_", "200_ not", "certificate of signatory"),
    },
    "two": {
        "within a notice": ("shall not constitute notice):", "shall not not constitute notice):", "6.1"),
        "residue of the page": ("[REMAINDER OF PAGE", "[REMAINDER not OF PAGE", "6.11"),
        "behind a category's mark": ("Category A __ ", "Category A __ not ", "7.1 Category A"),
        "before the circle": ("(circle one)", "(do not circle one)", "7.3"),
        "an option's letter": ("(d) Partnership*", "not (d) Partnership*", "7.3"),
        "behind the last option": ("(h) Other*", "(h) Other* not", "7.3"),
        "behind NO of 7.4": ("No __________", "No __________ not", "7.4"),
        "before the purchase price": ('(the "Purchase Price")', '(not the "Purchase Price")', "signature page"),
        "the officer's name": ("Name:  Dr. Gary", "Name:  not Dr. Gary", "signature page"),
        "in the certificate": ("empowered  and duly  auth", "empowered  and not duly  auth", "certificate"),
    },
    "three": {
        "foot of a page, a line of its own": ("    8\n<PAGE>", "    8\n  not\n<PAGE>", "3.2"),
        "the grid's lower head": ("Companies       assets", "Companies  not  assets", "7.2(e)"),
        "a row's label": ("Occasionally  ", "not Occasionally  ", "suitability.frequency"),
        "between YES and NO": (
            "YES_______                         NO",
            "YES_______          not            NO",
            "7.2(d)",
        ),
        "a caption": ("Name of NASD Member Firm", "Name of NASD not Member Firm", "7.4"),
        "a caption of both columns": ("Signature (if purchasing", "Signature (if not purchasing", "signature page"),
        "a blank in a sentence": ("am  the   ______", "am  not the   ______", "signatory"),
        "by the signature's caption": ("(Signature)", "(not Signature)", "signatory"),
    },
}


@pytest.mark.parametrize("group", BOUNDARIES)
def test_not_is_never_lost_beside_blanks_labels_and_page_breaks(group: str) -> None:
    places_of_group = BOUNDARIES[group]
    record = read(_at_boundaries(group))
    for name, (_, _, where) in places_of_group.items():
        told_of = any(one.section.startswith(where) and "not" in bare(one.found) for one in record.alterations)
        doubted = any(
            field.startswith(where) and not reading.is_certain and "not" in bare(reading.raw or "")
            for field, reading in record.readings.items()
        )
        assert told_of or doubted, (name, told(record.alterations), filled(record))


def _at_boundaries(group: str) -> str:
    return replaced(*((old, new) for old, new, _ in BOUNDARIES[group].values()))


@pytest.mark.parametrize("group", BOUNDARIES)
def test_the_places_beside_blanks_are_told_in_word_too(group: str) -> None:
    record = read(_at_boundaries(group).replace("\n  not\n<PAGE>", "\n<PAGE>"), "word")
    sections = {one.section for one in record.alterations if "not" in bare(one.found)}
    wanted = {where for old, _, where in BOUNDARIES[group].values() if "." in where and "suitability" not in where}
    assert wanted - {"3.2"} <= sections


# What is no alteration: the same words set otherwise.


def _paged(text: str, every: int, number: str) -> str:
    """Pages of so many lines in place of the exhibit's, as far as the signature page; blocks of lines stay whole."""
    head, tail = text.split("<PAGE>\n\n\n23\n", 1)
    out: list[str] = []
    count = page = 1
    for line in head.split("\n"):
        if line == "<PAGE>" or re.fullmatch(r"\s{20,}\d+", line):
            continue
        out.append(line)
        count += 1
        if count > every and not line.strip():
            out += [number.format(page), "<PAGE>"]
            count, page = 1, page + 1
    return "\n".join(out) + "\n<PAGE>\n\n\n23\n" + tail


def _headed(text: str, line: str) -> str:
    return "\n<PAGE>\n".join(f"{line}\n\n{page}" for page in text.split("\n<PAGE>\n"))


def _curly(text: str) -> str:
    return re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")


def _is_untouched(data: bytes) -> None:
    record = extract(data)
    assert told(record.alterations) == []
    assert filled(record) == {}
    assert record.missing == ()
    assert record.is_blank_form


TITLES = ("Series E Convertible Preferred Stock", "DocuSign Envelope ID: 0A1B2C3D-0000-1111-2222-333344445555")


@settings(quick, max_examples=12)
@given(
    pages=st.none() | st.tuples(st.integers(25, 80), st.sampled_from(["{:>40}", "- {} -", "Page {} of 30", "{}"])),
    wrap=st.none() | st.tuples(st.integers(50, 120), st.booleans()),
    title=st.none() | st.sampled_from(TITLES),
    curly=st.booleans(),
    dash=st.sampled_from("-–—‑‐"),
    space=st.sampled_from(["  ", " \u00a0", "   "]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_the_same_words_set_otherwise_are_no_alteration(
    pages: tuple[int, str] | None,
    wrap: tuple[int, bool] | None,
    title: str | None,
    curly: bool,
    dash: str,
    space: str,
    line_end: str,
) -> None:
    text = _paged(SEED, *pages) if pages else SEED
    text = papers.wrapped(text, wrap[0], hyphenated=wrap[1]) if wrap else text
    text = _headed(text, title) if title else text
    text = _curly(text) if curly else text
    text = re.sub(r"(?<=\w)-(?=\w)", dash, text).replace("  ", space).replace("\n", line_end)
    _is_untouched(text.encode())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["as filed", "set otherwise"])
def test_an_unaltered_document_of_any_kind_has_no_alteration_and_no_value(kind: str, how: str) -> None:
    text = SEED if how == "as filed" else _curly(_headed(_paged(SEED, 52, "- {} -"), "Series E Preferred Stock"))
    _is_untouched(KINDS[kind](text))


@pytest.mark.parametrize("width", [50, 120])
def test_long_words_parted_at_line_ends_are_no_alteration(width: int) -> None:
    _is_untouched(papers.wrapped(SEED, width, hyphenated=True).encode())


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_curly_quotes_in_any_encoding_are_no_alteration(encoding: str) -> None:
    _is_untouched(_curly(SEED).encode(encoding))


def test_ligatures_and_single_spaces_are_no_alteration() -> None:
    text = SEED.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
    _is_untouched("\n".join(re.sub(r"(?<=\S) +", " ", line) for line in text.split("\n")).encode())


def test_a_page_break_between_the_columns_of_the_signature_page_is_no_alteration() -> None:
    _is_untouched(replaced(("\nTelephone-Residence", "\n<PAGE>\n\nTelephone-Residence")).encode())


# Running text: page furniture is none, terms are.


@pytest.mark.parametrize("line", ["Subject to side letter of May 1", "Purchase price reduced to $90.00 per Share"])
def test_a_running_header_that_sets_terms_is_told(line: str) -> None:
    record = read(_headed(SEED, line))
    assert any(line in one.found for one in record.alterations)


def test_a_line_of_text_added_at_the_foot_of_one_page_is_told() -> None:
    record = read(replaced(("    5\n<PAGE>", "    5\n      as amended by our letter\n<PAGE>")))
    assert told(record.alterations) == [("2.3", "added", "", "as amended by our letter")]


# Struck print, sections that are gone, heads that changed places.


def test_print_with_a_line_through_it_is_struck() -> None:
    page = KINDS["html paragraphs"](SEED).decode().replace("$100.00 per Share", "<s>$100.00</s> $90.00 per Share", 1)
    assert {(one.kind, one.printed, one.found) for one in extract(page.encode()).alterations} == {
        ("struck", "$100.00", ""),
        ("added", "", "$90.00"),
    }


def test_a_page_that_is_gone_is_missing_and_its_neighbours_are_unaltered() -> None:
    parts = SEED.split("\n<PAGE>\n")
    record = read("\n<PAGE>\n".join([*parts[:4], *parts[5:]]))
    assert {"2.1", "2.2"} <= set(record.missing)
    assert told(record.alterations) == []


def test_pages_in_another_order_are_no_alteration() -> None:
    parts = SEED.split("\n<PAGE>\n")
    record = read("\n<PAGE>\n".join([parts[0], parts[2], parts[1], *parts[3:]]))
    assert told(record.alterations) == []
    assert record.notes


def test_a_section_struck_from_a_page_is_told() -> None:
    first, last = SEED.index("      1.17 The Sub"), SEED.index("                                       4\n<PAGE>")
    record = read(SEED[:first] + SEED[last:])
    assert "1.17" in record.missing or [one.section for one in record.alterations] == ["1.17"]


def test_heads_of_the_grid_that_changed_places_are_told() -> None:
    record = read(replaced(("Public           Private  ", "Private          Public   ")))
    assert [one.section for one in record.alterations] in (["7.2(e)"], ["7.2(e)", "7.2(e)"])


def test_a_number_or_word_before_a_section_is_no_answer_to_the_blank_above_it() -> None:
    record = read(replaced(("      7.5 The und", "      not 7.5 The und"), ("      1.2 The Sub", "      9.2 The Sub")))
    assert filled(record) == {}
    assert [(one.printed, one.found) for one in record.alterations] == [("1.2", "9.2"), ("", "not")]


def test_a_lost_hyphen_within_a_word_is_no_alteration() -> None:
    _is_untouched(replaced(("non-listed,", "nonlisted,"), ("short-term", "shortterm")).encode())


def test_a_changed_letter_of_a_section_is_shown_with_its_whole_word_on_both_sides() -> None:
    (one,) = read(replaced(("Section  5.8(b) shall", "Section  5.8(c) shall"))).alterations
    assert (one.printed, one.found) == ("5.8(b)", "5.8(c)")
