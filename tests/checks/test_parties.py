"""Who subscribes: the evidence for an entity, and what is left open."""

from typing import Any

import pytest
from case_records import record_of

from checks.parties import PARTY_FIELDS, is_missing, listed, party, party_doubts, says_nothing, subscriber

UNREADABLE = {"state": "unreadable", "raw": "~"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "individual"),
        ({"subscriber.entity_name": "Kessler Ranch, LLC"}, "entity"),
        ({"subscriber.entity_name": "N/A"}, "individual"),
        ({"subscriber.entity_name": "n.a."}, "individual"),
        ({"subscriber.entity_name": "not applicable"}, "individual"),
        ({"subscriber.entity_name": "none - individual"}, "individual"),
        ({"subscriber.entity_name": "Individual"}, "individual"),
        ({"subscriber.entity_name": "Individual Investors Fund, L.P."}, "entity"),
        ({"subscriber.title": "Trustee"}, "individual"),
        ({"title.manner": "trust"}, "individual"),
        ({"subscriber.title": "Trustee", "title.manner": "trust"}, "entity"),
        ({"subscriber.title": "Custodian", "title.manner": "other"}, "entity"),
        ({"subscriber.title": "N/A", "title.manner": "trust"}, "individual"),
        ({"subscriber.title": "Trustee", "title.manner": ["individual", "trust"]}, "individual"),
        ({"subscriber.title": "Manager", "title.manner": ["company", "partnership"]}, "entity"),
        ({"signatory.entity": "Kessler Ranch, LLC"}, "entity"),
        ({"signatory.title": "Manager", "signatory.signature": True}, "entity"),
        ({"signatory.name": "Harold P. Kessler"}, "individual"),
        ({"signatory.signature": True}, "individual"),
    ],
    ids=str,
)
def test_an_entity_subscribes_by_its_name_its_signers_title_or_its_certificate(
    changes: dict[str, Any], expected: str
) -> None:
    assert party(record_of("individual-complete", changes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"subscriber.entity_name": UNREADABLE}, "uncertain"),
        ({"subscriber.entity_name": {"value": "Kessler Ranch", "confidence": 0.6}}, "uncertain"),
        ({"subscriber.entity_name": {"state": "blank", "confidence": 0.6}}, "uncertain"),
        ({"subscriber.entity_name": UNREADABLE, "signatory.entity": "Kessler Ranch, LLC"}, "entity"),
        ({"subscriber.title": UNREADABLE}, "individual"),
        ({"subscriber.title": UNREADABLE, "title.manner": "trust"}, "uncertain"),
        ({"subscriber.title": "Trustee", "title.manner": UNREADABLE}, "uncertain"),
        ({"title.manner": UNREADABLE}, "individual"),
        ({"signatory.title": UNREADABLE}, "individual"),
        ({"signatory.title": "Manager", "signatory.signature": UNREADABLE}, "uncertain"),
    ],
    ids=str,
)
def test_an_uncertain_reading_leaves_the_party_open_only_where_it_could_decide_it(
    changes: dict[str, Any], expected: str
) -> None:
    doc = record_of("individual-complete", changes)
    assert party(doc) == expected
    assert bool(party_doubts(doc)) == (expected == "uncertain")


@pytest.mark.parametrize("field", PARTY_FIELDS)
def test_every_field_the_party_reads_is_declared(field: str) -> None:
    doc = record_of("individual-complete", {})
    without = {name: reading for name, reading in doc.readings.items() if name in PARTY_FIELDS}
    assert field in without
    only = type(doc)(doc.form, doc.edition, doc.kind, doc.pages, without)
    assert party(only) == "individual"


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        (None, True),
        ({"state": "invalid", "raw": "TBD"}, True),
        ({"state": "blank", "confidence": 0.5}, False),
        ({"state": "ambiguous", "raw": "?"}, False),
        (UNREADABLE, False),
        ("Kessler", False),
    ],
    ids=str,
)
def test_only_a_certain_blank_or_no_value_is_missing(written: Any, missing: bool) -> None:
    assert is_missing(record_of("individual-complete", {"subscriber.name": written}), "subscriber.name") is missing


def test_a_sentence_calls_the_subscriber_by_the_entitys_name_where_there_is_one() -> None:
    assert subscriber(record_of("individual-complete")) == "Harold P. Kessler"
    assert subscriber(record_of("company-complete")) == "Copper Basin Holdings, Inc."
    assert subscriber(record_of("company-complete", {"subscriber.entity_name": None})) == "Copper Basin Holdings, Inc."
    assert subscriber(record_of("individual-complete", {"subscriber.name": None})) == "the subscriber"


def test_things_are_listed_as_a_sentence_lists_them() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize("answer", ["N/A", "n/a", "none", "-", "—", "not applicable", "Same", "an individual", "self"])
def test_an_answer_that_says_nothing_is_known(answer: str) -> None:
    assert says_nothing(answer)


@pytest.mark.parametrize("answer", ["Nona Corp.", "None Such, LLC", "Trustee", "Selfridge & Co.", "Owner"])
def test_an_answer_that_says_something_is_kept(answer: str) -> None:
    assert not says_nothing(answer)
