"""Automatic numbers of Word files, which stand nowhere in their text."""

import pytest
from word_files import lines, para, texts, word_file

from extractors.readers.word import read
from extractors.readers.word_numbering import counted

AGREEMENT = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/>
  <w:suff w:val="space"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/>
  <w:suff w:val="space"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/>
  <w:suff w:val="space"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>
  <w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0FD;"/>
  <w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
"""


def numbered(text: str, level: int = 0, name: int = 1) -> str:
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def test_numbers_of_all_levels_stand_before_their_paragraphs() -> None:
    body = (
        numbered("SUBSCRIPTION")
        + numbered("first", 1)
        + numbered("one", 2)
        + numbered("two", 2)
        + numbered("second", 1)
        + numbered("again", 2)
        + numbered("REPRESENTATIONS")
        + numbered("third", 1)
    )
    assert lines(read(word_file(body, numbering=AGREEMENT))) == [
        "I.    SUBSCRIPTION",
        "1.1 first",
        "(a) one",
        "(b) two",
        "1.2 second",
        "(a) again",
        "II.   REPRESENTATIONS",
        "2.1 third",
    ]


def test_a_list_starts_where_it_says_and_anew_where_another_list_says() -> None:
    body = numbered("a", 0, 2) + numbered("b", 0, 2) + numbered("c", 0, 3) + numbered("d", 0, 3)
    assert lines(read(word_file(body, numbering=AGREEMENT))) == ["4) a", "5) b", "7) c", "8) d"]


def test_bullets_are_left_out_unless_they_are_boxes() -> None:
    body = numbered("plain", 0, 4) + numbered("marked", 0, 5)
    assert texts(read(word_file(body, numbering=AGREEMENT))) == ["plain", "☒", "marked"]


def test_number_zero_takes_a_number_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    style = '<w:pStyle w:val="N"/>'
    body = (
        para("a", properties=style)
        + para("b", properties=style + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("c", properties=style)
    )
    assert lines(read(word_file(body, numbering=AGREEMENT, styles=styles))) == ["4) a", "b", "5) c"]


def test_a_style_takes_its_level_from_the_list() -> None:
    styles = """
    <w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>
    <w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H2"/></w:style>"""
    numbering = """<w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="H1"/><w:suff w:val="space"/>
     <w:lvlText w:val="Article %1"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="H2"/><w:suff w:val="space"/>
     <w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""
    body = para("A", properties='<w:pStyle w:val="H1"/>') + para("B", properties='<w:pStyle w:val="H2"/>')
    assert lines(read(word_file(body, numbering=numbering, styles=styles))) == ["Article 1 A", "1.1 B"]


def test_a_list_that_stands_for_a_style_is_followed() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    numbering = """<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
     <w:numFmt w:val="upperLetter"/><w:suff w:val="space"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>"""
    assert lines(read(word_file(numbered("x"), numbering=numbering, styles=styles))) == ["A. x"]


def test_the_indent_of_a_level_places_number_and_text() -> None:
    numbering = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1."/><w:pPr><w:ind w:left="1200" w:hanging="480"/></w:pPr></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""
    assert lines(read(word_file(numbered("text"), numbering=numbering))) == [" " * 6 + "1." + " " * 2 + "text"]


def test_levels_restart_only_after_the_level_they_name() -> None:
    def level(number: int, restart: str = "") -> str:
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{restart}<w:suff w:val="space"/>'
            f'<w:lvlText w:val="%{number + 1}"/></w:lvl>'
        )

    never = '<w:lvlRestart w:val="0"/>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0)}{level(1, never)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = numbered("a") + numbered("b", 1) + numbered("c") + numbered("d", 1)
    assert lines(read(word_file(body, numbering=numbering))) == ["1 a", "1 b", "2 c", "2 d"]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"),
        (21, "cardinalText", "Twenty-one"),
        (20, "ordinalText", "Twentieth"),
        (12, "ordinalText", "Twelfth"),
        (3, "decimalEnclosedCircle", "③"),
        (3, "none", ""),
        (0, "lowerRoman", "0"),
        (5, "hebrew1", "5"),
    ],
)
def test_a_number_is_written_as_its_format_says(number: int, form: str, shown: str) -> None:
    assert counted(number, form) == shown
