"""Underscores in answers: kept where they are the answer's own, never lost for certain."""

import pytest

from extractors.extract import extract
from templates.draft import drafted, write
from templates.filling import DraftError
from templates.form import load_form

FORM = load_form("series-e-subscription")


def read(kind, values):
    return extract(write(drafted(FORM, "current", {}, values), kind))


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
@pytest.mark.parametrize("value", ["a__b@example.com", "a_b@example.com"])
def test_a_fields_own_text_keeps_its_underscores(kind, value):
    reading = read(kind, {"subscriber.email": value}).readings["subscriber.email"]
    assert (reading.value, reading.is_certain) == (value, True)


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
@pytest.mark.parametrize("value", ["_a@example.com", "12 ___ Invented Avenue"])
def test_underscores_that_may_be_a_rules_make_a_fields_text_uncertain(kind, value):
    name = "subscriber.email" if "@" in value else "subscriber.address"
    assert not read(kind, {name: value}).readings[name].is_certain


def test_plain_text_keeps_underscores_within_a_word_and_is_not_certain_of_them():
    reading = read("txt", {"subscriber.email": "a__b@example.com"}).readings["subscriber.email"]
    assert (reading.value, reading.is_certain) == ("a__b@example.com", False)


@pytest.mark.parametrize("typed", ["_a@example.com____", "a@example.com ___ x"])
def test_plain_text_is_not_certain_of_underscores_that_may_be_a_rules(typed):
    page = write(drafted(FORM, "current", {}, {"subscriber.email": "a@example.com"}), "txt").decode()
    changed = page.replace("a@example.com____", typed)
    assert changed != page
    assert not extract(changed.encode()).readings["subscriber.email"].is_certain


@pytest.mark.parametrize("value", ["_a@example.com", "12 ___ Invented Avenue", "Invented_"])
def test_plain_text_is_not_drafted_with_underscores_that_it_would_lose(value):
    with pytest.raises(DraftError, match=r"subscriber\.address: .* Draft the paper as Word"):
        write(drafted(FORM, "current", {}, {"subscriber.address": value}), "txt")
