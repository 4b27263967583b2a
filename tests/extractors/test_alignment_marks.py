"""Marks: what is one, whose it is, and when nobody can say. All answers are invented."""

from io import BytesIO

import docx
import pytest
from alignment_papers import KINDS, QUESTIONNAIRE, answered, as_html_paragraphs, as_word, filled, replaced, told

from extractors.alignment.marks import Mark, kind_of_mark
from extractors.extract import extract
from extractors.record import Record

PLACEMENTS = "suitability.private_placements"
BLANK = "YES_______                         NO_______"


@pytest.mark.parametrize(
    "text",
    ["X", "x", "XX", "xxx", "✓", "✔", "√", "☒", "☑", "⊠", "✗", "✘", "×", "[X]", "[x]", "(X)", "{x}", "/", "//", "•",
     "■", "●", "_X_", "__x__", "X.", "yes", "YES", "Y", "ok", "true", "v", "V", "+", "*", "✅", "JD", "J.D.", "J. D.",
     "JAD", "_JD_", "J.A.D."],
)  # fmt: skip
def test_common_marks_are_marks(text: str) -> None:
    assert kind_of_mark(text) is Mark.MARKED


@pytest.mark.parametrize(
    "text", ["", "_", "____", " _ ", "no", "NO", "n", "N/A", "n/a", "none", "--", "—", "not applicable"]
)
def test_nothing_a_rule_and_a_no_are_no_marks(text: str) -> None:
    assert kind_of_mark(text) is Mark.NONE


@pytest.mark.parametrize("text", ["☐", "□", "[ ]", "( )", "[_]", "○"])
def test_an_empty_box_is_seen_as_one(text: str) -> None:
    assert kind_of_mark(text) is Mark.EMPTY_BOX


@pytest.mark.parametrize(
    "text", ["not", "NOT", "except", "subject to approval", "see rider", "if applicable", "maybe so"]
)
def test_words_are_no_mark(text: str) -> None:
    assert kind_of_mark(text) is Mark.WORDS


@pytest.mark.parametrize("text", ["?", "1", "5/1/05", "X?", "0"])
def test_what_nobody_can_tell_is_doubtful(text: str) -> None:
    assert kind_of_mark(text) is Mark.DOUBTFUL


def test_initials_that_spell_a_word_are_a_mark_only_where_they_are_a_signer_s() -> None:
    assert kind_of_mark("OR") is Mark.WORDS
    assert kind_of_mark("OR", frozenset({"OR"})) is Mark.MARKED


@pytest.mark.parametrize("text", ["X X", "x x x", "XX XX"])
def test_several_crosses_are_never_nothing(text: str) -> None:
    assert kind_of_mark(text) in (Mark.MARKED, Mark.DOUBTFUL)


def _reads(line: str) -> tuple[object, tuple[str, ...], Record]:
    record = answered((BLANK, line))
    reading = record.readings[PLACEMENTS]
    return (reading.value if reading.state == "filled" else reading.state), reading.marks, record


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("YES___X___            NO_______", True),
        ("YES_______            NO___X___", False),
        ("YES__JD___            NO_______", True),
        ("YES X                 NO", True),
        ("YES                   NO X", False),
        ("YES X    NO_______", True),
        ("YES_______    X NO", False),
        ("X YES                 NO", True),
        ("YES [X]      NO [ ]", True),
        ("YES [ ]      NO [X]", False),
        ("[ ] YES      [X] NO", False),
        ("☒ YES      ☐ NO", True),
        ("☐ YES      ☒ NO", False),
        ("☐YES  ☒NO", False),
        ("YES ☒      NO ☐", True),
        ("YES☐ NO☒", False),
        ("YES (X)    NO ( )", True),
        ("_____ YES    __X__ NO", False),
        ("__X__ YES    _____ NO", True),
        ("YESX       NO____", True),
        ("YES____    NOX", False),
        ("YES___yes___   NO_____", True),
        ("YES__n/a__     NO__X__", False),
        ("YES_____       NO__no__", False),
    ],
)
def test_yes_and_no_are_read_wherever_their_mark_stands(line: str, value: bool) -> None:
    read, _, record = _reads(line)
    assert read is value
    assert told(record.alterations) == []
    assert set(filled(record)) == {PLACEMENTS}


@pytest.mark.parametrize("line", ["YES__X__  NO__X__", "☒ YES  ☒ NO"])
def test_yes_and_no_both_marked_is_ambiguous_and_says_so(line: str) -> None:
    read, marks, _ = _reads(line)
    assert (read, marks) == ("ambiguous", ("no", "yes"))


@pytest.mark.parametrize("line", ["YES    NO", "YES [ ]  NO [ ]", "☐ YES  ☐ NO", "YES__N/A__  NO__N/A__"])
def test_no_mark_is_a_blank(line: str) -> None:
    read, _, record = _reads(line)
    assert read == "blank"
    assert told(record.alterations) == []


@pytest.mark.parametrize(
    "line", ["YES___?___  NO____", "YES__1__  NO____", "✔ YES  ✘ NO", "YES_____  NO__X__ (see rider)"]
)
def test_a_doubtful_mark_is_never_certain(line: str) -> None:
    assert _reads(line)[0] == "ambiguous"


def test_words_in_the_place_of_a_mark_are_told_as_added() -> None:
    read, _, record = _reads("YES__subject to approval__  NO____")
    assert read == "ambiguous"
    assert [(one.section, one.found) for one in record.alterations] == [("7.2(d)", "subject to approval")]


@pytest.mark.parametrize(
    "line",
    [
        "YES                         X NO_______",
        "XXX____               NO_____",
    ],
)
def test_a_mark_that_may_be_the_other_label_s_is_not_certain(line: str) -> None:
    record = _reads(line)[2]
    reading = record.readings[PLACEMENTS]
    assert not reading.is_certain or reading.value is False


@pytest.mark.parametrize("line", ["[YES]_______       NO_______", "(X) YES   ( ) NO"])
def test_a_bracketed_label_or_box_is_not_read_as_blank(line: str) -> None:
    assert _reads(line)[0] in (True, "ambiguous")


# 7.1: categories.


@pytest.mark.parametrize("place", ["Category A _X_", "Category A X ", "X Category A __", "☒ Category A ",
                                   "Category A [X]", "Category A JD", "Category AX",
                                   "Category A ✓", "Category A __ X "])  # fmt: skip
def test_a_marked_category_is_its_letter(place: str) -> None:
    record = answered(("Category A __ ", place))
    assert filled(record) == {"accreditation.categories": ("A",)}
    assert told(record.alterations) == []


@pytest.mark.parametrize("place", ["Category A ☐", "☐ Category A ", "Category A --", "Category A N/A", "Category A no"])
def test_an_unmarked_category_is_none(place: str) -> None:
    record = answered(("Category A __ ", place))
    assert record.readings["accreditation.categories"].state == "blank"
    assert told(record.alterations) == []


def test_all_marked_categories_are_read() -> None:
    record = answered(*((f"Category {letter} __ ", f"Category {letter} X  ") for letter in "BDFHI"))
    assert filled(record) == {"accreditation.categories": ("B", "D", "F", "H", "I")}


def test_two_crosses_in_a_category_are_not_lost() -> None:
    assert answered(("Category A __ ", "Category A X X ")).readings["accreditation.categories"].state != "blank"


# 7.2(e): the grid.

GRID = ("Frequently          _______________  _______________ ________________________",
        "Occasionally        _______________  _______________ ________________________",
        "Never               _______________  _______________ ________________________")  # fmt: skip
COLUMNS = ("suitability.frequency_public", "suitability.frequency_private", "suitability.frequency_no_operations")


def _grid(*rows: str) -> tuple[list[object], Record]:
    record = answered(*zip(GRID, rows, strict=True))
    readings = [record.readings[name] for name in COLUMNS]
    return [reading.value if reading.state == "filled" else reading.state for reading in readings], record


@pytest.mark.parametrize(
    "rows",
    [
        ("Frequently          _______X_______  _______________ ________________________",
         "Occasionally        _______________  _______X_______ ________________________",
         "Never               _______________  _______________ ___________X____________"),
        ("Frequently                 X", "Occasionally                                X",
         "Never                                                               X"),
        ("Frequently  [X] [ ] [ ]", "Occasionally [ ] [X] [ ]", "Never [ ] [ ] [X]"),
        ("Frequently  ☒ ☐ ☐", "Occasionally ☐ ☒ ☐", "Never ☐ ☐ ☒"),
        ("Frequently          __JD___________  _______________ ________________________",
         "Occasionally        _______________  __JD___________ ________________________",
         "Never               _______________  _______________ ___JD___________________"),
        ("Frequently  __✓__  _____  _____", "Occasionally  _____  __✓__  _____", "Never  _____  _____  __✓__"),
    ],
)  # fmt: skip
def test_each_column_of_the_grid_has_its_row(rows: tuple[str, ...]) -> None:
    values, record = _grid(*rows)
    assert values == ["frequently", "occasionally", "never"]
    assert told(record.alterations) == []


def test_a_column_marked_twice_has_both_rows() -> None:
    values, _ = _grid("Frequently                 X", "Occasionally               X", "Never")
    assert values == [("frequently", "occasionally"), "blank", "blank"]


@pytest.mark.parametrize("never", ["Never  X  X  X", "Never X X X"])
def test_marks_of_a_row_set_close_together_are_not_lost(never: str) -> None:
    values, _ = _grid("Frequently", "Occasionally", never)
    assert "blank" not in values


def test_an_empty_grid_without_rules_is_blank() -> None:
    assert _grid("Frequently", "Occasionally", "Never   N/A")[0] == ["blank", "blank", "blank"]


# 7.3: circle one.

OPTIONS = ("(a) Individual Ownership", "(b) CommSharey Property", "(c) Joint Tenant", "(d) Partnership*",
           "(e) Tenants in Common", "(f) Company*", "(g) Trust*", "(h) Other*")  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["[(d)] Partnership*", "((d)) Partnership*", "[d] Partnership*", "{d} Partnership*", "[D] Partnership*",
     "X (d) Partnership*", "✓ (d) Partnership*", "_X_ (d) Partnership*", "[X] (d) Partnership*", "☒ (d) Partnership*",
     "JD (d) Partnership*", "-> (d) Partnership*", "(d) ✓ Partnership*", "(d)X Partnership*", "(X) Partnership*",
     "(d) Partnership* X", "(d) Partnership*  ✗", "(d) [Partnership*]", "[(d) Partnership*]", "*(d) Partnership**"],
)  # fmt: skip
def test_an_option_is_circled_in_text_by_brackets_crosses_and_ticks(line: str) -> None:
    record = answered(("(d) Partnership*", line))
    assert filled(record) == {"title.manner": "partnership"}
    assert told(record.alterations) == []


def test_boxes_before_all_options_mark_only_the_one_that_is_filled() -> None:
    record = answered(*((option, ("☒ " if option.startswith("(g)") else "☐ ") + option) for option in OPTIONS))
    assert filled(record) == {"title.manner": "trust"}
    assert told(record.alterations) == []


def test_all_circled_options_are_read() -> None:
    record = answered(("(f) Company*", "X (f) Company*"), ("(g) Trust*", "[(g)] Trust*"))
    assert filled(record) == {"title.manner": ("company", "trust")}
    assert record.readings["title.manner"].marks == ("company", "trust")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("(a) Individual", "(a) not Individual", "not"),
        ("(a) Individual", "(a) Joint Individual", "Joint"),
        ("(h) Other*", "(h) Other* Foundation", "Foundation"),
        ("(h) Other*", "(h) Other*\n          (i) Foundation*", "(i) Foundation*"),
    ],
)
def test_words_added_to_the_options_are_no_mark(old: str, new: str, found: str) -> None:
    record = answered((old, new))
    assert [(one.section, one.found) for one in record.alterations] == [("7.3", found)]
    assert filled(record) == {}


def test_letters_typed_as_capitals_are_no_mark() -> None:
    record = answered(*((option, option[:3].upper() + option[3:]) for option in OPTIONS))
    assert record.readings["title.manner"].value is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("empty", "marked"), [("[ ]", "[X]"), ("[]", "[x]"), ("[_]", "[ X ]"), ("( )", "(X)")])
def test_boxes_typed_with_brackets_before_the_options_are_marked_only_where_a_cross_stands(
    empty: str, marked: str, kind: str
) -> None:
    boxes = [(option, f"{empty} {option}") for option in OPTIONS]
    assert filled(answered(*boxes, kind=kind)) == {}
    crossed = [(option, text.replace(empty, marked) if "Trust" in option else text) for option, text in boxes]
    assert filled(answered(*crossed, kind=kind)) == {"title.manner": "trust"}


@pytest.mark.parametrize("kind", ["text", "word", "pdf"])
def test_options_on_one_line_have_the_boxes_that_stand_before_them(kind: str) -> None:
    start, end = QUESTIONNAIRE.index("(d) Partnership*"), QUESTIONNAIRE.index("(e) Tenants in Common")
    row = (QUESTIONNAIRE[start:end], "[ ] (d) Partnership* [X] ")
    rest = [(option, f"[ ] {option}") for option in OPTIONS if option[1] not in "de"]
    assert filled(answered(row, *rest, kind=kind)) == {"title.manner": "tenants_in_common"}


def test_round_brackets_are_boxes_only_among_empty_ones() -> None:
    behind = [(option, f"{option} {'(X)' if option[1] == 'b' else '( )'}") for option in OPTIONS if option[1] != "c"]
    assert filled(answered(*behind)) == {"title.manner": "community_property"}


def test_a_cross_is_read_though_the_option_is_specified() -> None:
    reading = answered(("(h) Other*", "X (h) Other*: IRA custodian")).readings["title.manner"]
    assert reading.value == "other" or not reading.is_certain


def _html(*changes: tuple[str, str]) -> Record:
    page = replaced(*changes, text=as_html_paragraphs(QUESTIONNAIRE).decode())
    return extract(page.encode())


@pytest.mark.parametrize(
    "shown",
    ["<u>{}</u>", "<b>{}</b>", "<mark>{}</mark>", '<span style="background: #ff0">{}</span>',
     '<span style="font-weight: 700">{}</span>', '<span style="text-decoration: underline">{}</span>'],
)  # fmt: skip
def test_an_option_set_off_in_html_is_marked(shown: str) -> None:
    for part in ("(g) Trust*", "(g)"):
        assert filled(_html((part + "", shown.format(part)))) in ({"title.manner": "trust"}, {}) or part == "(g)"
    assert filled(_html(("(g) Trust*", shown.format("(g) Trust*")))) == {"title.manner": "trust"}


def test_options_that_all_look_alike_are_not_marked() -> None:
    assert filled(_html(*((option, f"<b>{option}</b>") for option in OPTIONS))) == {}


def test_several_options_set_off_are_all_read() -> None:
    record = _html(*((option, f"<u>{option}</u>") for option in (OPTIONS[0], OPTIONS[6])))
    assert filled(record) == {"title.manner": ("individual", "trust")}


@pytest.mark.parametrize("look", ["bold", "underline", "highlight"])
def test_an_option_set_off_in_word_is_marked(look: str) -> None:
    document = docx.Document(BytesIO(as_word(QUESTIONNAIRE)))
    (paragraph,) = [one for one in document.paragraphs if "(g) Trust*" in one.text]
    if look == "highlight":
        paragraph.runs[0].font.highlight_color = 7
    else:
        setattr(paragraph.runs[0], look, True)
    out = BytesIO()
    document.save(out)
    assert filled(extract(out.getvalue())) == {"title.manner": "trust"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("text", "text wrapped anew")])
def test_marks_are_the_same_in_every_kind_of_file(kind: str) -> None:
    record = answered(
        ("Category B __", "Category B X "), (BLANK, "YES___X___                         NO_______"),
        ("(g) Trust*", "[(g)] Trust*"), ("No __________", "No ____X_____"),
        (GRID[2], GRID[2].replace("____ _", "_X__ _")),
        kind=kind,
    )  # fmt: skip
    assert told(record.alterations) == []
    assert filled(record) == {
        "accreditation.categories": ("B",), PLACEMENTS: True, "title.manner": "trust", "nasd.affiliated": False,
        COLUMNS[1]: "never",
    }  # fmt: skip


@pytest.mark.parametrize("sign", list("╳⨯❎⊗🗙🞭"))
def test_a_cross_of_any_kind_marks_its_place(sign):
    assert kind_of_mark(f"__{sign}__") is Mark.MARKED


@pytest.mark.parametrize("sign", list("★☼⍟◈♦"))
def test_a_sign_that_nobody_knows_is_no_empty_place(sign):
    assert kind_of_mark(f"__{sign}__") is Mark.DOUBTFUL
