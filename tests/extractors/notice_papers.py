"""Notices of conversion completed by hand, in ways that the project's own writers would not: for the tests of reading.

The wording is that of Annex A in the exhibit. Everybody and everything written into it is invented.
"""

import html
import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
from alignment_papers import as_html_paragraphs, as_html_pre, as_pdf, as_text, as_word
from docx.document import Document as WordDocument
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import extract
from extractors.record import Record

FORM = "notice-of-conversion"
_SEED = (Path(__file__).parents[2] / "corpus/seeds/series-d-certificate-of-designations.txt").read_text("utf-8")
ANNEX = _SEED[_SEED.index("                                     ANNEX A") :]
"""With the heading "ANNEX A" and the page number "-15-"."""
NOTICE = _SEED[_SEED.index("                              NOTICE OF CONVERSION") : _SEED.rindex("-15-")].rstrip() + "\n"
RULE = "      -----------------------------------------\n"
LINE = "_______________________"

FIELDS = (
    "conversion.date", "conversion.shares_owned_before", "conversion.shares_converted", "conversion.stated_value",
    "conversion.common_issued", "conversion.applicable_price", "conversion.shares_owned_after",
)  # fmt: skip
ANSWERS = ("October 3, 2005", "5,000", "1,000", "$11,111.10", "3,367,000", "$0.0033", "4,000")
READ: dict[str, object] = {
    "conversion.date": date(2005, 10, 3),
    "conversion.shares_owned_before": Decimal(5000),
    "conversion.shares_converted": Decimal(1000),
    "conversion.stated_value": Decimal("11111.10"),
    "conversion.common_issued": Decimal(3367000),
    "conversion.applicable_price": Decimal("0.0033"),
    "conversion.shares_owned_after": Decimal(4000),
    "holder.signature": True,
    "holder.name": "Avery Sample",
    "holder.title": "General Partner",
}
"""What `ANSWERS`, signed, say."""

KINDS: dict[str, Callable[[str], bytes]] = {
    "text": as_text,
    "html pre": as_html_pre,
    "html paragraphs": as_html_paragraphs,
    "word": as_word,
    "pdf": as_pdf,
}


# Answers typed into the exhibit's own lines: (the lines up to a rule, the answer) → the lines with the answer.


def _on(before: str, answer: str) -> str:
    return f"{before}      -----{answer}{'-' * (36 - len(answer))}\n"


def _on_what_is_left(before: str, answer: str) -> str:
    return f"{before}      ---- {answer} ----------\n"


def _above(before: str, answer: str) -> str:
    return f"{before.rstrip()}\n\n          {answer}\n{RULE}"


def _right_above(before: str, answer: str) -> str:
    return f"{before.rstrip()}\n          {answer}\n{RULE}"


def _below(before: str, answer: str) -> str:
    return f"{before}{RULE}      {answer}\n"


def _in_place(before: str, answer: str) -> str:
    return f"{before}      {answer}\n"


def _beside_the_caption(before: str, answer: str) -> str:
    return f"{before.rstrip()}      {answer}\n\n{RULE}"


def _behind_a_colon(before: str, answer: str) -> str:
    return f"{before.rstrip()}: {answer}\n\n"


def _on_underscores(before: str, answer: str) -> str:
    return f"{before}      __{answer}_____________\n"


WAYS: dict[str, Callable[[str, str], str]] = {
    "on the rule": _on,
    "on what is left of the rule": _on_what_is_left,
    "above the rule": _above,
    "right above the rule": _right_above,
    "below the rule": _below,
    "in place of the rule": _in_place,
    "beside the caption": _beside_the_caption,
    "behind a colon": _behind_a_colon,
    "on underscores": _on_underscores,
}


def completed(
    answers: Sequence[str] = ANSWERS,
    *,
    way: str | Sequence[str] = "above the rule",
    signed: str = "/s/ Avery Sample",
    name: str = "Avery Sample",
    title: str = "General Partner",
    holder: str = "[HOLDER]",
    paper: str = NOTICE,
) -> str:
    """The annex with answers; an empty one leaves its rule as it is. A way for all, or one for each answer."""
    ways = [way] * len(answers) if isinstance(way, str) else way
    text, *parts = paper.split(RULE)
    for answer, how, part in zip(answers, ways, parts, strict=True):
        text = (WAYS[how](text, answer) if answer else text + RULE) + part
    for printed, written in {
        f"By:{LINE}": f"By:{signed}", "Name:": f"Name: {name}", "Title:": f"Title: {title}", "[HOLDER]": holder,
    }.items():  # fmt: skip
        assert printed in text, printed
        text = text.replace(printed, written.rstrip())
    return text


def with_answer(number: int, answer: str) -> list[str]:
    """The answers with another in one place."""
    return [answer if at == number else own for at, own in enumerate(ANSWERS)]


def but(**changes: object) -> dict[str, object]:
    """`READ` with other values; the field's dot is written as two underscores."""
    return {**READ, **{name.replace("__", "."): value for name, value in changes.items()}}


# Notices set anew: captions and answers in tables, paragraphs, columns.

SHORT = (
    "Date to Effect Conversion",
    "Number of shares of Series D Preferred Stock owned prior to Conversion",
    "Number of shares of Series D Preferred Stock to be Converted",
    "Series D Stated Value of shares of Series D Preferred Stock to be Converted",
    "Number of shares of Common Stock to be Issued",
    "Applicable Set Price",
    "Number of shares of Series D Preferred Stock subsequent to Conversion",
)
ROWS = tuple(zip(SHORT, ANSWERS, strict=True))
SIGNED = (("By:", "/s/ Avery Sample"), ("Name:", "Avery Sample"), ("Title:", "General Partner"))


def head() -> list[str]:
    """The paragraphs above the calculations."""
    parts = NOTICE[: NOTICE.index("Conversion calculations")].split("\n\n")
    return [*(" ".join(part.split()) for part in parts if part.strip()), "Conversion calculations:"]


def html_of(body: str) -> bytes:
    """A web page with the head of the notice and a body."""
    paragraphs = "".join(f"<p>{html.escape(one)}</p>" for one in head())
    return f"<!DOCTYPE html><html><body>{paragraphs}{body}</body></html>".encode()


def html_rows(rows: Sequence[tuple[str, str]], row: str) -> str:
    """Each caption and answer set by a pattern with `{0}` and `{1}`."""
    return "".join(row.format(html.escape(caption), html.escape(answer)) for caption, answer in rows)


SIGNED_IN_PARAGRAPHS = html_rows(SIGNED, "<p>{0} {1}</p>")
SIGNED_IN_A_TABLE = f"<table>{html_rows(SIGNED, '<tr><td>{0}</td><td>{1}</td></tr>')}</table>"
SIGNED_IN_THE_RIGHT_COLUMN = f"<table>{html_rows(SIGNED, '<tr><td></td><td>{0} {1}</td></tr>')}</table>"

HTML: dict[str, str] = {
    "a table": f"<table>{html_rows(ROWS, '<tr><td>{0}</td><td>{1}</td></tr>')}</table>",
    "a table with rules": f"<table border=1>{html_rows(ROWS, '<tr><td>{0}</td><td>{1}</td></tr>')}</table>",
    "a narrow table": f"<table width=350>{html_rows(ROWS, '<tr><td width=180>{0}</td><td>{1}</td></tr>')}</table>",
    "captions with colons": f"<table>{html_rows(ROWS, '<tr><td>{0}:</td><td><u>{1}</u></td></tr>')}</table>",
    "answers on underscores": f"<table>{html_rows(ROWS, '<tr><td>{0}</td><td>____{1}____</td></tr>')}</table>",
    "answers under captions": f"<table>{html_rows(ROWS, '<tr><td>{0}</td></tr><tr><td>{1}</td></tr>')}</table>",
    "paragraphs": html_rows(ROWS, "<p>{0}</p><p><u>{1}</u></p>"),
    "line breaks": html_rows(ROWS, "<p>{0}<br>{1}</p>"),
    "a list of terms": f"<dl>{html_rows(ROWS, '<dt>{0}</dt><dd>{1}</dd>')}</dl>",
    "inputs": html_rows(ROWS, "<p>{0}<br><input type=text value='{1}'></p>"),
}


def word_of(set_answers: Callable[[WordDocument], None], set_signature: Callable[[WordDocument], None]) -> bytes:
    """A Word file with the head of the notice, its answers and its signature."""
    document = docx.Document()
    for paragraph in head():
        document.add_paragraph(paragraph)
    set_answers(document)
    set_signature(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def word_table(rows: Sequence[tuple[str, str]], *, ruled: bool = False) -> Callable[[WordDocument], None]:
    """A table of captions and answers."""

    def fill(document: WordDocument) -> None:
        table = document.add_table(rows=0, cols=2)
        if ruled:
            table.style = "Table Grid"
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words

    return fill


def word_lines(rows: Sequence[tuple[str, str]], between: str) -> Callable[[WordDocument], None]:
    """Caption and answer in one paragraph, with a tab, a colon or a line break between; "¶": a paragraph each."""

    def fill(document: WordDocument) -> None:
        for row in rows:
            for words in row if between == "¶" else (between.join(row),):
                document.add_paragraph(words)

    return fill


WORD: dict[str, Callable[[WordDocument], None]] = {
    "a table": word_table(ROWS),
    "a table with rules": word_table(ROWS, ruled=True),
    "tabs": word_lines(ROWS, "\t"),
    "colons": word_lines(ROWS, ": "),
    "line breaks": word_lines(ROWS, "\n"),
    "paragraphs": word_lines(ROWS, "¶"),
    "underscores": word_lines([(caption, f"____{answer}____") for caption, answer in ROWS], "¶"),
}


def pdf_of(draw: Callable[[Canvas, float, str, str], float], *, drawn: bool = False) -> bytes:
    """A PDF with the head of the notice; each answer is set by a function from its height to the next.

    Args:
        draw: (canvas, height in points, caption, answer) → the height below.
        drawn: Signed with strokes, and not with /s/.
    """
    out = BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    canvas.setFont("Helvetica", 10)
    y = 740.0
    for paragraph in head():
        for line in textwrap.wrap(paragraph, 95):
            canvas.drawString(54, y, line)
            y -= 13
        y -= 8
    for caption, answer in ROWS:
        y = draw(canvas, y, caption, answer)
    y -= 10
    canvas.drawString(330, y, "[HOLDER]")
    y -= 24
    canvas.drawString(330, y, "By:")
    canvas.line(350, y - 2, 530, y - 2)
    if drawn:
        strokes = canvas.beginPath()
        strokes.moveTo(360, y)
        strokes.curveTo(380, y + 30, 390, y - 20, 420, y + 10)
        strokes.curveTo(425, y + 20, 430, y, 450, y + 5)
        canvas.drawPath(strokes)
    else:
        canvas.drawString(355, y, "/s/ Avery Sample")
    canvas.drawString(330, y - 16, "Name: Avery Sample")
    canvas.drawString(330, y - 30, "Title: General Partner")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _at_the_right(canvas: Canvas, y: float, caption: str, answer: str) -> float:
    canvas.drawString(72, y, caption)
    canvas.drawString(450, y, answer)
    canvas.line(445, y - 2, 560, y - 2)
    return y - 22


def _beside_the_first_line(canvas: Canvas, y: float, caption: str, answer: str) -> float:
    canvas.drawString(330, y, answer)
    return _caption_of_two_lines(canvas, y, caption)


def _close_beside_the_first_line(canvas: Canvas, y: float, caption: str, answer: str) -> float:
    canvas.drawString(300, y, answer)
    return _caption_of_two_lines(canvas, y, caption)


def _between_the_two_lines(canvas: Canvas, y: float, caption: str, answer: str) -> float:
    lines = len(textwrap.wrap(caption, 40))
    canvas.drawString(330, y - 6 * (lines - 1), answer)
    return _caption_of_two_lines(canvas, y, caption)


def _caption_of_two_lines(canvas: Canvas, y: float, caption: str) -> float:
    for line in textwrap.wrap(caption, 40):
        canvas.drawString(72, y, line)
        y -= 12
    return y - 10


def _on_a_drawn_line(canvas: Canvas, y: float, caption: str, answer: str) -> float:
    canvas.drawString(72, y, caption)
    canvas.drawString(90, y - 14, answer)
    canvas.line(72, y - 16, 300, y - 16)
    return y - 32


def _over_the_dashes(canvas: Canvas, y: float, caption: str, answer: str) -> float:
    canvas.drawString(72, y, caption)
    canvas.drawString(72, y - 14, "-" * 41)
    canvas.setFont("Times-Italic", 12)
    canvas.drawString(95, y - 13, answer)
    canvas.setFont("Helvetica", 10)
    return y - 32


def _above_the_caption(canvas: Canvas, y: float, caption: str, answer: str) -> float:
    canvas.drawString(90, y, answer)
    canvas.line(72, y - 2, 300, y - 2)
    canvas.drawString(72, y - 12, caption)
    return y - 32


def _at_heights_of_its_own(canvas: Canvas, y: float, caption: str, answer: str) -> float:
    canvas.drawString(330, 560 - 17 * ANSWERS.index(answer), answer)
    return _caption_of_two_lines(canvas, y, caption)


PDF: dict[str, Callable[[Canvas, float, str, str], float]] = {
    "at the right": _at_the_right,
    "beside the first line of a caption": _beside_the_first_line,
    "close beside the first line of a caption": _close_beside_the_first_line,
    "between the two lines of a caption": _between_the_two_lines,
    "on a drawn line": _on_a_drawn_line,
    "over the dashes": _over_the_dashes,
}
ELSEWHERE: dict[str, bytes] = {
    "html, before the captions": html_of(
        f"<table>{html_rows(ROWS, '<tr><td>{1}</td><td>{0}</td></tr>')}</table>{SIGNED_IN_PARAGRAPHS}"
    ),
    "html, above the captions": html_of(html_rows(ROWS, "<p><u>{1}</u></p><p>{0}</p>") + SIGNED_IN_PARAGRAPHS),
    "pdf, above the captions": pdf_of(_above_the_caption),
    "pdf, beside the captions at heights of their own": pdf_of(_at_heights_of_its_own),
}
"""Where the form has an answer under its caption, these have it elsewhere, and nothing but sense tells whose it is."""


def read(text: str, kind: str = "text") -> Record:
    """A completed annex as a kind of file, read."""
    return extract(KINDS[kind](text), form=FORM)


def certainly(record: Record, expected: Mapping[str, object] = READ) -> list[str]:
    """What is not read, or not as expected, or not surely: a line a field; none where all is well."""
    return [
        f"{name}: {reading.state} {reading.value!r} ({reading.confidence}), {reading.raw!r}"
        for name, reading in record.readings.items()
        if not reading.is_certain or not _is(reading.state, reading.value, expected[name])
    ]


def surely_wrong(record: Record, expected: Mapping[str, object] = READ) -> list[str]:
    """The fields read with certainty and wrongly."""
    return [
        f"{name}: {reading.state} {reading.value!r}, {reading.raw!r}"
        for name, reading in record.readings.items()
        if reading.is_certain and not _is(reading.state, reading.value, expected[name])
    ]


def _is(state: str, value: object, expected: object) -> bool:
    return state == "blank" if expected is None or expected is False else state == "filled" and value == expected
