"""A ledger that cannot be is refused, with the event, what is wrong and what to do."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from small_ledgers import gone_through, written

from checks.conversion.ledger import parse_ledger
from checks.conversion.refusal import LedgerError

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("refusals.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_a_ledger_that_cannot_be_is_refused_by_its_event(name: str) -> None:
    case = CASES[name]
    with pytest.raises(LedgerError) as refused:
        gone_through(*case["events"], **case.get("head", {}))
    assert str(refused.value) == f"ledger.yaml: {case['said']}"


def test_every_problem_of_a_ledger_is_told_at_once() -> None:
    text = written([{"event": "split"}, {"event": "issue", "shares": "x", "consideration": "0"}], stated_value="")
    with pytest.raises(LedgerError) as refused:
        parse_ledger(text, "l.yaml")
    assert [line.split(":")[1].strip() for line in str(refused.value).splitlines()] == [
        "stated_value", "event e1", "event e2",
    ]  # fmt: skip


def test_a_repeated_key_names_its_event_and_line() -> None:
    text = written([]).replace(
        "events: []", "events:\n  - {id: e4, date: 2005-10-03, event: split, ratio: 2/1, ratio: 3/1}"
    )
    with pytest.raises(
        LedgerError, match=r"^l\.yaml: event e4: ratio \(line \d+\): this key is written twice\. Keep one"
    ):
        parse_ledger(text, "l.yaml")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00", "this is no text in UTF-8"),
        ("series: [", "this is no valid YAML (line"),
        ("- a\n- b", "a ledger is a list of keys"),
        ("", "a ledger is a list of keys"),
        ("a: " + "[" * 50_000, "this YAML is nested too deeply"),
        ("- " * 50_000 + "a", "this YAML is nested too deeply"),
        ("series: !!python/object/apply:os.system [id]", "this is no valid YAML"),
    ],
    ids=["bytes", "cut off", "list", "empty", "brackets", "dashes", "object"],
)
def test_what_is_no_ledger_is_refused_in_words(data: bytes | str, said: str) -> None:
    with pytest.raises(LedgerError) as refused:
        parse_ledger(data, "l.yaml")
    assert said in str(refused.value)


def test_a_company_whose_name_has_a_comma_keeps_it_in_a_list_on_one_line() -> None:
    text = written([]).replace(
        "issuer:\n  name: American Technologies Group, Inc.\n  state: Nevada",
        "issuer: {name: American Technologies Group, Inc., state: Nevada}",
    )
    assert "{name: American" in text
    assert parse_ledger(text, "l.yaml").issuer.name == "American Technologies Group, Inc."


def test_a_stray_word_beside_the_name_is_no_part_of_it() -> None:
    text = written([]).replace("issuer:\n", "issuer:\n  stat:\n")
    with pytest.raises(LedgerError, match=r"issuer\.stat: there is no such key"):
        parse_ledger(text, "l.yaml")
