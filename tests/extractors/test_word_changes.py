"""Tracked changes of Word files: what stands there now, and what stood there before."""

from word_files import lines, para, run, table, texts, word_file

from extractors.readers.word import read

NUMBERING = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/><w:suff w:val="space"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def inserted(text: str) -> str:
    return f"<w:ins>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    return f'<w:del><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def views(body: str, **parts: str) -> tuple[list[str], list[str] | None]:
    (page,) = read(word_file(body, **parts)).pages
    return lines(page), None if page.original_words is None else lines(page.original_words)


def test_insertions_and_deletions_are_kept_apart() -> None:
    body = para("shall ", inserted("not "), "sell ", deleted("10,000"), inserted("90,000"), " shares")
    sheet = read(word_file(body))
    assert sheet.has_tracked_changes
    assert views(body) == (["shall not sell 90,000 shares"], ["shall sell 10,000 shares"])
    assert [word.text for word in sheet.pages[0].words if word.inserted] == ["not", "90,000"]


def test_moved_text_stands_at_its_new_place() -> None:
    body = para(f"<w:moveFrom>{run('moved ')}</w:moveFrom>", "rest ", f"<w:moveTo>{run('moved')}</w:moveTo>")
    assert views(body) == (["rest moved"], ["moved rest"])


def test_text_inserted_and_deleted_again_stands_nowhere() -> None:
    body = para("a ", f"<w:ins>{deleted('gone ')}</w:ins>", inserted("b"))
    assert views(body) == (["a b"], ["a"])


def test_changes_of_form_are_no_changes() -> None:
    body = para(
        run("text", "<w:b/><w:rPrChange><w:rPr/></w:rPrChange>"), properties="<w:pPrChange><w:pPr/></w:pPrChange>"
    )
    assert views(body) == (["text"], None)
    assert not read(word_file(body)).has_tracked_changes


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    body = para("first ", properties="<w:rPr><w:del/></w:rPr>") + para("second") + para("third")
    assert views(body) == (["first second", "third"], ["first", "second", "third"])


def test_an_inserted_paragraph_end_did_not_part_them_before() -> None:
    body = para("first ", properties="<w:rPr><w:ins/></w:rPr>") + para("second")
    assert views(body) == (["first", "second"], ["first second"])


def test_a_deleted_paragraph_takes_its_number_with_it() -> None:
    body = (
        para("a", properties=NUMBERED)
        + para(deleted("b"), properties=NUMBERED + "<w:rPr><w:del/></w:rPr>")
        + para("c", properties=NUMBERED)
    )
    assert views(body, numbering=NUMBERING) == (["1. a", "2. c"], ["1. a", "2. b", "3. c"])


def test_a_page_whose_numbers_changed_knows_its_words_from_before() -> None:
    body = (
        para(inserted("new"), properties=NUMBERED + "<w:rPr><w:ins/></w:rPr>")
        + para('<w:r><w:br w:type="page"/></w:r>')
        + para("old", properties=NUMBERED)
        + para('<w:r><w:br w:type="page"/></w:r>')
        + para("untouched")
    )
    first, second, third = read(word_file(body, numbering=NUMBERING)).pages
    assert (lines(first), lines(second), lines(third)) == (["1. new"], ["2. old"], ["untouched"])
    assert first.original_words == ()
    assert second.original_words is not None
    assert lines(second.original_words) == ["1. old"]
    assert third.original_words is None


def test_inserted_and_deleted_rows_are_kept_apart() -> None:
    body = table(["kept", "row"], ["new", "row"], ["old", "row"])
    body = body.replace("<w:tr>", "<w:tr#>")
    for change in ("", "<w:trPr><w:ins/></w:trPr>", "<w:trPr><w:del/></w:trPr>"):
        body = body.replace("<w:tr#>", f"<w:tr>{change}", 1)
    now, before = views(body)
    assert [line.split() for line in now] == [["kept", "row"], ["new", "row"]]
    assert before is not None
    assert [line.split() for line in before] == [["kept", "row"], ["old", "row"]]
    assert all(word.inserted for word in read(word_file(body)).pages[0].words if word.line == 2)


def test_a_check_box_marked_with_tracking_on_is_marked() -> None:
    box = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{deleted('☐')}{inserted('☒')}</w:sdtContent></w:sdt>"
    )
    assert views(para(box, " yes")) == (["☒ yes"], ["☐ yes"])


def test_changes_in_a_footnote_are_known() -> None:
    note = f'<w:footnote w:id="2">{para("as ", inserted("not "), "amended")}</w:footnote>'
    body = para("text", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert views(body, footnotes=note) == (["text", "as not amended"], ["text", "as amended"])


def test_a_deleted_control_leaves_no_answer() -> None:
    content = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{deleted('Ada')}</w:sdtContent></w:sdt>"
    assert texts(read(word_file(para("name ", content)))) == ["name"]
