"""report.html: escaped, self-contained, and laid out as told."""

import re

import pytest
from lxml import html
from sample_batch import FORM, TITLES, batch_of, complete, finding, judged, reading, record, report

from extractors.record import Alteration
from extractors.sheet import DigitalSignature
from pipeline.report.to_html import to_html


def page(made=None) -> str:
    return to_html(made or report(), FORM.fields, TITLES).decode("utf-8")


def tree(made=None):
    return html.document_fromstring(page(made))


HOSTILE = (
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "{{ 7 * 7 }}",
    "' onmouseover='alert(1)", "</title></head>", "<!--", "&lt;b&gt;", "javascript:alert(1)", "]]>",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_shown_and_never_become_markup(words):
    change = Alteration(words, "changed", words, words, words, words)
    said = finding("MTH001", "fail", words, "subscriber.name", remedy=words, cites=(words,), title=words)
    document = judged(
        words, record(complete(subscriber__name=reading(words, before=words, after=words)), alterations=(change,),
                      notes=(words,), missing=(words,)), said,
    )  # fmt: skip
    unread = judged(words + "!", None, error=("corrupt", words))
    whole = batch_of(document, unread)
    made = report(whole.__class__(whole.documents, {}, (finding("OFF001", "fail", words, documents=(words,)),)))
    plain, hostile = tree(), tree(made)
    assert {element.tag for element in hostile.iter()} <= {element.tag for element in plain.iter()}
    assert len(hostile.findall(".//script")) == len(hostile.findall(".//style")) == 1
    attributes = {name for element in hostile.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in ("src", "style", "srcdoc")}
    assert all(link.get("href").startswith("#") for link in hostile.iter("a"))
    assert words in hostile.text_content()


def test_characters_that_show_nothing_or_turn_the_words_about_are_shown_by_number():
    made = page(
        report(batch_of(judged("a\u202efdp.exe", record(complete(subscriber__name=reading("1\u200b5\x00\x1b"))))))
    )
    assert "a[U+202E]fdp.exe" in made
    assert "1[U+200B]5[U+0000][U+001B]" in made
    assert not re.search("[\u202a-\u202e\u200b\x00\x1b]", made)


def test_an_intact_signature_is_shown_with_whose_it_is():
    signed = record(
        digital_signatures=(DigitalSignature("Ada Example (test)", "intact", page=22), DigitalSignature("", "broken"))
    )
    made = report(batch_of(judged("signed.pdf", signed)))
    entry = made.documents[0].digital_signatures[0]
    assert (entry.signer, entry.status, entry.page) == ("Ada Example (test)", "intact", 22)
    shown = re.sub(r"\s+", " ", tree(made).text_content())
    assert "Digital signature of Ada Example (test) on page 22: intact; what was signed is unchanged" in shown
    assert "Digital signature of an unnamed signer: invalid, or the file was changed" in shown


def test_nothing_is_loaded_and_only_our_own_script_may_run():
    made = page()
    assert not re.search(r"""(?:src|href|action)=["'](?!#)|url\((?!#hatch)|@import|https?://""", made)
    policy = tree().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_every_document_has_its_place_with_status_findings_and_outcomes():
    articles = tree().xpath("//article[contains(@class, 'document')]")
    assert [article.get("data-status") for article in articles] == ["pass", "fail", "review", "unreadable"]
    kessler = articles[1]
    assert kessler.xpath(".//mark//text()") == ["1,500", "155,000.00"]
    assert "NUMBER OF SHARES 1,500 X $100.00 = $" in kessler.text_content()
    assert kessler.xpath(".//del//text()") == ["within 120 days", "without the prior written consent of the Subscriber"]
    assert kessler.xpath(".//ins//text()") == ["within 210 days", "not"]
    for rule in TITLES:
        assert kessler.xpath(f".//details[contains(@class, 'outcomes')]//a[text()='{rule}']"), rule
    assert "left blank" in kessler.text_content()
    assert "uncertain" in articles[2].text_content()
    assert "Save it without its password" in articles[3].text_content()


def test_links_lead_somewhere_and_no_name_is_given_twice():
    made = tree()
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in made.iter("a")} <= set(ids)


def test_what_needs_doing_comes_in_order_and_once():
    actions = tree().xpath("//ol[@class='actions']/li")
    assert [action.get("class").split()[-1] for action in actions] == ["unreadable", "fail", "fail", "review", "review"]
    same = [judged(f"{count:02}.pdf", record(), finding("SIG001", "fail", "Missing.")) for count in range(20)]
    (action,) = tree(report(batch_of(*same))).xpath("//ol[@class='actions']/li")
    assert len(action.xpath(".//a[starts-with(@href, '#document-')]")) == 20
    assert "and 8 more" in action.text_content()


def test_a_batch_that_passes_says_that_nothing_needs_doing():
    assert "Nothing: every document passes every rule." in page(report(batch_of(judged("a.pdf", record()))))


def test_the_picture_of_shares_shows_an_excess():
    from decimal import Decimal

    many = complete(shares__number=reading(Decimal(30000), "30,000"))
    made = tree(report(batch_of(judged("a.pdf", record(many)))))
    assert made.xpath("//*[@class='bar-excess']/@x") == ["83.33%"]
    assert "5,000" in made.xpath("//*[@class='over']")[0].text_content()
    assert not tree().xpath("//*[@class='bar-excess']")


def test_headings_go_down_one_level_at_a_time():
    from itertools import pairwise

    levels = [int(element.tag[1]) for element in tree().iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
