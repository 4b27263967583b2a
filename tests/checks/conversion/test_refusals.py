"""A ledger that cannot be is refused, with the event, what is wrong and what to do."""

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from small_ledgers import gone_through, written

from checks.conversion.events import AnyEvent
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


FIGURES = st.sampled_from(["0", "1", "0.0001", "1000", "50000000", "0.5", "9" * 30, "x", "", None, 7])
RATIOS = st.sampled_from(["2/1", "1/10000", "1/3", "0/1", "1", 3, "9999999/1"])
IDS = st.sampled_from(["e1", "e2", "e3", "w", "H-1", "H-2", ""])
DAYS = st.sampled_from(["2005-09-06", "2005-10-03", "2006-01-10", "2199-12-31", "2006-02-30"])
KEYS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(
        ("shares", "consideration", "expenses", "exercise_price", "grant_price", "issue_price", "fair_value", "assets",
         "conversion_consideration", "maximum_shares", "market_price", "value_per_share", "per_share", "per_preferred",
         "authorized_common", "survivor_outstanding", "other_consideration", "cash_per_preferred"), FIGURES),
    **dict.fromkeys(("ratio", "exchange_ratio"), RATIOS),
    **dict.fromkeys(("of", "holder", "from", "to", "into", "receives"), IDS),
    **dict.fromkeys(("record_date", "surrendered", "delivered", "expires"), DAYS),
    "clause": st.sampled_from(["A", "B", "C", "D", "E"]),
    "excluded": st.sampled_from(["A", "C"]),
    "adverse": st.booleans(),
    "out_of": st.sampled_from(["earnings", "other"]),
    "act": st.sampled_from(["liquidation", "merger", "amend-conversion-price", "junior-stock"]),
    "consents": st.dictionaries(IDS, FIGURES, max_size=2),
    "holders": st.dictionaries(IDS, FIGURES, max_size=2),
    "parity": st.lists(st.fixed_dictionaries({"name": IDS, "due": FIGURES}), max_size=2),
    "other_stock": st.fixed_dictionaries({"name": IDS, "per_share": FIGURES}),
    "market": st.fixed_dictionaries({"listed": st.sampled_from(["exchange", "quoted", "none"])},
                                    optional={"close": FIGURES, "bid": FIGURES, "asked": FIGURES, "agreed": FIGURES}),
    "rights": st.lists(st.fixed_dictionaries({"id": IDS, "shares": FIGURES, "value": FIGURES}), max_size=2),
}  # fmt: skip
KINDS = {get_args(kind.model_fields["event"].annotation)[0]: kind for kind in get_args(get_args(AnyEvent)[0])}


@st.composite
def any_events(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events of every kind with keys that they have, and values that may be anything."""
    events = []
    for kind in draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6)):
        names = [field.alias or name for name, field in KINDS[kind].model_fields.items()]
        event = {name: draw(KEYS[name]) for name in names if name in KEYS and draw(st.integers(0, 3))}
        events.append({**event, "event": kind})
    return events


@settings(max_examples=400, deadline=None)
@given(events=any_events())
def test_whatever_is_written_a_ledger_is_gone_through_or_refused_in_words(events: list[dict[str, Any]]) -> None:
    said = ""
    try:
        history = gone_through(*events)
    except LedgerError as refused:
        said = str(refused)
    if said:
        assert all(line.startswith("ledger.yaml: ") for line in said.splitlines())
        return
    assert history.last.price > 0
    assert all(state.explanation for state in history.states)
    assert isinstance(history.warnings, tuple)
