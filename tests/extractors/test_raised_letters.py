"""Letters of a Word file that stand above or below the line: a note's mark is no digit. All names are invented."""

import io
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.text.run import Run
from word_files import para, run, texts, word_file

from extractors.extract import extract
from extractors.readers.word import read

SIGNED = Path(__file__).parents[2] / "corpus/completed/word/ashworth.docx"


def said(*inside: str) -> str:
    return " ".join(texts(read(word_file(para(*inside)))))


@pytest.mark.parametrize(
    "raised",
    ['<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', '<w:position w:val="8"/>'],
)
def test_a_raised_figure_is_no_digit_of_the_number_beside_it(raised: str) -> None:
    assert said("500", run("2", raised), " shares") == "500 2 shares"
    assert said(run("1", raised), "500") == "1 500"


def test_an_ordinals_letters_stay_with_it() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert said("the 14", run("th", raised), " day") == "the 14th day"


def test_a_number_all_set_alike_or_moved_by_a_hair_is_one() -> None:
    raised = '<w:position w:val="8"/>'
    assert said(run("50", raised), run("0", raised)) == "500"
    assert said("50", run("0", '<w:vertAlign w:val="baseline"/><w:position w:val="1"/>')) == "500"


def test_a_number_of_shares_with_a_raised_figure_is_uncertain() -> None:
    signed = docx.Document(str(SIGNED))
    line = next(one for one in signed.paragraphs if one.text.startswith("NUMBER OF SHARES 600"))
    answer = next(one for one in line.runs if one.text == "600")
    answer.text = "60"
    raised = deepcopy(answer._r)
    answer._r.addnext(raised)
    Run(raised, line).font.superscript = True
    file = io.BytesIO()
    signed.save(file)
    reading = extract(file.getvalue()).readings["shares.number"]
    assert (reading.value, reading.state) == (None, "ambiguous")
