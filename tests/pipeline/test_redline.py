"""The redline between two agreements. The people in the tests are invented."""

import re
import zipfile
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.offering import load_offering
from extractors.extract import extract
from extractors.record import Passage, Told
from pipeline.calling import inputs_of
from pipeline.cli import run
from pipeline.job import Call
from pipeline.papers.regenerated import regenerated
from pipeline.redline.compare import compare
from pipeline.redline.diff import diff
from pipeline.redline.summary import summary
from pipeline.redline.write import to_html, to_word
from templates.draft import drafted, write
from templates.form import FOLDER, load_form

ROOT = Path(__file__).parents[2]
FORM = load_form("series-e-subscription")
OFFERING = load_offering(ROOT / "corpus/offerings/series-e.yaml")
WORDS = ("the", "Company", "agrees", "to", "sell", "not", "Shares", "25,000", "$100.00", "and", "(a)")


def passage(section, text):
    return Passage(section, tuple(Told(word) for word in text.split()))


def redline(first, second, hide=lambda word: word.text):
    return compare([passage(*one) for one in first], [passage(*one) for one in second], ("signed", "draft"), hide)


def test_what_the_second_says_otherwise_is_told_with_the_words_around_it():
    made = redline(
        [("1.8", "The Subscriber agrees not to sell the Shares")], [("1.8", "The Subscriber agrees to sell the Shares")]
    )
    (change,) = made.changes
    assert (change.section, change.struck, change.added) == ("1.8", "not", "")
    assert change.before.endswith("Subscriber agrees")
    assert change.after.startswith("to sell")


def test_white_space_quotes_and_line_ends_make_no_difference():
    first = [("1.1", 'the "Company" agrees - and'), ("1.1", "sells")]
    second = [("1.1", "the “Company” agrees – and"), ("1.1", "sells")]
    assert redline(first, second).is_empty


def test_a_figure_is_compared_whole():
    (change,) = redline([("1.1", "up to 25,000 shares")], [("1.1", "up to 52,000 shares")]).changes
    assert (change.struck, change.added) == ("25,000", "52,000")


def test_a_section_that_only_one_has_is_struck_or_added_as_a_whole():
    made = redline(
        [("1.1", "one"), ("1.2", "gone words"), ("1.3", "three")], [("1.1", "one"), ("1.3", "three"), ("1.4", "new")]
    )
    assert [(one.section, one.struck, one.added) for one in made.changes] == [
        ("1.2", "gone words", ""),
        ("1.4", "", "new"),
    ]
    assert [section.name for section in made.sections] == ["1.1", "1.2", "1.3", "1.4"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.lists(st.sampled_from(WORDS), max_size=30))
def test_either_agreement_can_be_read_off_the_redline(first, second):
    """Without what was added it is the first, without what was struck the second: nothing is lost, nothing made up."""
    made = redline([("1.1", " ".join(first))], [("1.1", " ".join(second))])
    runs = [run for section in made.sections for run in section.runs]
    assert [word for run in runs if run.kind != "added" for word in run.text.split()] == first
    assert [word for run in runs if run.kind != "struck" for word in run.text.split()] == second
    assert made.is_empty == (first == second)


def test_words_of_a_document_are_escaped_in_the_page():
    made = redline([("1.1", "a <script>alert(1)</script>")], [("1.1", "a & b")])
    page = to_html(made).decode("utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_word_redline_holds_real_tracked_changes():
    made = redline([("1.8", "agrees not to sell")], [("1.8", "agrees to buy")])
    text = zipfile.ZipFile(BytesIO(to_word(made))).read("word/document.xml").decode("utf-8")
    assert "<w:del w:id=" in text
    assert "<w:ins w:id=" in text
    assert "<w:delText" in text


@pytest.fixture
def two(tmp_path):
    values = {"subscriber.name": "Avery Sample", "subscriber.tax_id": "540-62-7718", "shares.number": "1500"}
    one, other = tmp_path / "signed.docx", tmp_path / "draft.pdf"
    one.write_bytes(write(drafted(FORM, "clean", {}, values), "docx"))
    other.write_bytes(
        write(drafted(FORM, "clean", {}, values | {"shares.number": "2500", "subscriber.tax_id": "540-62-7719"}), "pdf")
    )
    return one, other


def test_two_kinds_of_file_are_compared_and_a_value_that_differs_is_told(two, capsys):
    assert run(["diff", str(two[0]), str(two[1])]) == 1
    said = capsys.readouterr().out
    assert "answer that differs: … NUMBER OF SHARES [1,500] → [2,500]" in said
    assert "2 changes: no alterations of the print, 2 answers that differ." in said


def test_no_alterations_are_told_quietly(two, tmp_path):
    page = tmp_path / "redline.html"
    assert run(["diff", str(two[0]), str(two[1]), "--out", str(page)]) == 1
    said = page.read_text(encoding="utf-8")
    assert '<li class="none"><strong>no alterations of the print' in said
    assert '<li class="value"><strong>2 answers' in said


HIDDEN = "The Company may redeem all Shares at any time for one dollar."


@pytest.mark.parametrize("is_in_both", [False, True])
def test_words_that_a_page_does_not_show_are_told_wherever_the_redline_is(is_in_both, tmp_path, capsys):
    shown = write(drafted(FORM, "clean", {}, {"subscriber.name": "Avery Sample"}), "html").decode("utf-8")
    hiding = shown.replace("</h1>", f'</h1><p style="color:#ffffff">{HIDDEN}</p>', 1)
    one, other, page, word = (tmp_path / name for name in ("draft.html", "signed.html", "r.html", "r.docx"))
    one.write_text(hiding if is_in_both else shown, encoding="utf-8")
    other.write_text(hiding, encoding="utf-8")
    assert run(["diff", str(one), str(other), "--out", str(page), "--out", str(word)]) == 1
    said = capsys.readouterr().out
    assert f'Not shown on the pages of signed.html: "{HIDDEN}"' in said
    files = "draft.html and signed.html hold words that their" if is_in_both else "signed.html holds words that its"
    assert f"Their pages say the same, but {files} pages do not show: look at them." in said
    assert HIDDEN in page.read_text(encoding="utf-8")
    assert f"signed.html, not shown on its pages: “{HIDDEN}”" in (
        zipfile.ZipFile(word).read("word/document.xml").decode("utf-8")
    )


SIGNED = (ROOT / "corpus/completed/text/kessler.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Kessler's agreement anew, in the clean edition."""
    file = tmp_path_factory.mktemp("clean") / "kessler.txt"
    paper = regenerated(extract(SIGNED.encode("utf-8")), OFFERING, "kessler").paper
    file.write_bytes(write(drafted(FORM, "clean", paper.terms, paper.values), "txt"))
    return file


def causes(signed, clean, folder):
    file = folder / "signed.txt"
    file.write_text(signed, encoding="utf-8")
    call = Call(date(2026, 1, 5), "2026-01-05T10:00:00Z")
    made = diff(inputs_of([file])[0], inputs_of([clean])[0], OFFERING, call)
    return made, [(one.section, one.struck, one.added) for one in made.of_cause("alteration")]


def test_what_differs_by_the_edition_alone_is_no_alteration(clean, tmp_path):
    made, altered = causes(SIGNED, clean, tmp_path)
    assert altered == []
    assert made.of_cause("value") == ()
    assert ("1.1", "purchase price", "Purchase Price (as defined on the signature page hereof)") in [
        (one.section, one.struck, one.added) for one in made.of_cause("edition")
    ]


@pytest.mark.parametrize(
    ("printed", "found", "told"),
    [
        # beside a mended slip, within one, and in the very words of one at another place of the same section
        ("a high degree of risk", "a low degree of risk", ("1.2", "low", "high")),
        ("has limited operating history", "has a very limited operating history", ("1.2", "very", "")),
        ("purchase price is payable", "purchase price (in full) is payable",
         ("1.1", "purchase price (in full)", "Purchase Price (as defined on the signature page hereof)")),
        ("an investment in", "investment in", ("1.2", "", "an")),
        ("in the event of a\n", "in the event of\n", ("1.2", "", "a")),
    ],
)  # fmt: skip
def test_an_alteration_is_never_told_as_a_mended_slip(printed, found, told, clean, tmp_path):
    spaced = re.compile(r"\s+".join(re.escape(word) for word in printed.split()))
    signed, count = spaced.subn(found.strip(), SIGNED, count=1)
    assert count == 1
    made, altered = causes(signed, clean, tmp_path)
    assert altered == [told]
    assert "1 alteration of the print, " in summary(made)
    page, word = to_html(made).decode("utf-8"), zipfile.ZipFile(BytesIO(to_word(made))).read("word/document.xml")
    assert "Alteration of the print (1)" in page
    assert 'w:author="subdocs: alteration"' in word.decode("utf-8")
    assert 'w:author="subdocs: wording of the form"' in word.decode("utf-8")


@pytest.mark.parametrize(("name", "one", "other"), [
    (name, one, other) for name in ("series-e-subscription", "certificate-of-signatory", "notice-of-conversion")
    for one, other in combinations(load_form(name).editions, 2)
])  # fmt: skip
def test_no_two_editions_differ_by_an_alteration_whatever_is_filled_in(name, one, other, tmp_path, capsys):
    form = load_form(name)
    sample = yaml.safe_load((FOLDER / name / "sample.yaml").read_text(encoding="utf-8"))
    files = []
    for edition in (one, other):
        values = {field: value for field, value in sample.items() if field in form.fields_of(edition)}
        values |= {"accreditation.categories": ["A"]} if "accreditation.categories" in values else {}
        files.append(tmp_path / f"{edition}.txt")
        files[-1].write_bytes(write(drafted(form, edition, {}, values), "txt"))
    assert run(["diff", *map(str, files)]) == 1
    assert "no alterations of the print, " in capsys.readouterr().out


def test_the_marks_of_two_answers_never_pair(tmp_path, capsys):
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file, answer in zip(files, (True, False), strict=True):
        file.write_bytes(write(drafted(FORM, "clean", {}, {"suitability.private_placements": answer}), "txt"))
    assert run(["diff", str(files[0]), str(files[1])]) == 1
    assert "no alterations of the print, 1 answer that differs" in capsys.readouterr().out


def test_characters_that_nobody_sees_are_shown_by_their_number():
    made = redline([("1.1", "sells")], [("1.1", "sel\u202els \x0b")])
    assert "sel[U+202E]ls" in to_html(made).decode("utf-8")
    assert "sel[U+202E]ls" in zipfile.ZipFile(BytesIO(to_word(made))).read("word/document.xml").decode("utf-8")


def test_tax_ids_are_compared_in_full_and_shown_masked(two, capsys, tmp_path):
    page = tmp_path / "redline.html"
    run(["diff", str(two[0]), str(two[1]), "--out", str(page)])
    assert "540-62" not in page.read_text(encoding="utf-8")
    assert "***-**-7718" in page.read_text(encoding="utf-8")
    run(["diff", str(two[0]), str(two[1]), "--out", str(page), "--reveal"])
    assert "540-62-7718" in page.read_text(encoding="utf-8")


def test_the_same_agreement_in_two_kinds_of_file_says_the_same(tmp_path, capsys):
    files = []
    for kind in ("docx", "pdf", "html", "txt"):
        files.append(tmp_path / f"a.{kind}")
        files[-1].write_bytes(write(drafted(FORM, "current", {}, {"subscriber.name": "Avery Sample"}), kind))
    for other in files[1:]:
        assert run(["diff", str(files[0]), str(other)]) == 0
    assert "They say the same." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: (folder / "b.docx").write_bytes(b""), "empty"),
        (lambda folder: (folder / "b.docx").write_text("A lease.", encoding="utf-8"), "is not any form known here"),
        (lambda folder: (folder / "b.docx").mkdir(), "is a folder"),
        (lambda folder: None, "no such file"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_with_its_file(make, said, tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes((ROOT / "corpus/completed/text/kessler.txt").read_bytes())
    make(tmp_path)
    assert run(["diff", str(tmp_path / "a.txt"), str(tmp_path / "b.docx")]) == 2
    err = capsys.readouterr().err
    assert "b.docx" in err
    assert said in err
    assert "Traceback" not in err
