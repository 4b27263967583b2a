"""What holds of every ledger, whatever happened in it."""

from fractions import Fraction
from typing import Any
from unittest.mock import patch

from by_hand import prices
from hypothesis import given, settings
from hypothesis import strategies as st
from random_ledgers import ledgers
from small_ledgers import START, gone_through

from checks.conversion import lazy_fractions
from checks.conversion.lazy_fractions import is_lazy

ROOMY: dict[str, Any] = {"authorized_common": "90000000000000"}
OF_4E = ("issue", "options", "convertibles", "exercise", "excluded_issue", "convert")


@settings(max_examples=150, deadline=None)
@given(events=ledgers())
def test_the_machine_agrees_with_going_through_everything_again_by_hand(events: list[dict[str, Any]]) -> None:
    history = gone_through(*events, **ROOMY)
    assert [state.after.price for state in history.states] == prices({**START, **ROOMY}, events)


@settings(max_examples=100, deadline=None)
@given(events=ledgers(kinds=OF_4E))
def test_no_issue_grant_or_exercise_raises_the_price(events: list[dict[str, Any]]) -> None:
    for state in gone_through(*events, **ROOMY).states:
        assert state.after.price <= state.before.price


@settings(max_examples=100, deadline=None)
@given(events=ledgers(longest=6), ratio=st.fractions(Fraction(1, 50), 50, max_denominator=60))
def test_a_split_leaves_a_holders_share_of_the_company_unchanged(events: list[dict[str, Any]], ratio: Fraction) -> None:
    split = {"id": "s", "date": "2006-01-10", "event": "split", "ratio": str(ratio)}
    state = gone_through(*events, split, **ROOMY).states[-1]
    before, after = state.before, state.after
    share = before.common_per_preferred / (before.outstanding_common + before.deemed_common)
    assert after.common_per_preferred / (after.outstanding_common + after.deemed_common) == share
    assert after.price * after.outstanding_common == before.price * before.outstanding_common


@settings(max_examples=100, deadline=None)
@given(
    before=ledgers(longest=4, kinds=("issue", "options", "split", "distribution")),
    between=ledgers(longest=5, kinds=("issue", "convertibles", "split", "stock_dividend", "distribution")),
    shares=st.integers(1, 90_000_000),
    exercise=st.integers(0, 40),
)
def test_after_expiry_the_price_is_that_of_a_ledger_in_which_the_option_never_was(
    before: list[dict[str, Any]], between: list[dict[str, Any]], shares: int, exercise: int
) -> None:
    earlier = [{**event, "id": f"b{event['id']}"} for event in before]
    later = [{**event, "date": event["date"].replace("2005", "2006")} for event in between]
    option = {"id": "o", "date": "2005-12-01", "event": "options", "shares": str(shares),
              "grant_price": "1000", "exercise_price": f"0.{exercise:04}"}  # fmt: skip
    end = {"id": "x", "date": "2006-12-01", "event": "expire", "of": "o"}
    with_it = gone_through(*earlier, option, *later, end, **ROOMY).last
    without = gone_through(*earlier, *later, **ROOMY).last
    assert with_it.price == without.price
    assert with_it.position.deemed_common == without.position.deemed_common


@settings(max_examples=100, deadline=None)
@given(events=ledgers(longest=10))
def test_exercised_in_full_an_option_is_never_counted_twice(events: list[dict[str, Any]]) -> None:
    position = gone_through(*events, **ROOMY).last.position
    assert position.deemed_common >= 0
    assert position.outstanding_common >= 0


HOLDERS = ("H-1", "H-2", "H-3", "H-4")


@settings(max_examples=100, deadline=None)
@given(
    start=st.lists(st.integers(1, 90_000), min_size=4, max_size=4),
    moves=st.lists(
        st.tuples(st.sampled_from(["transfer", "convert", "issue_preferred"]), st.integers(0, 3), st.integers(0, 3),
                  st.integers(1, 100)),
        max_size=12,
    ),
    ratio=st.sampled_from(["2/1", "1/2", "3/1"]),
)  # fmt: skip
def test_the_holders_balances_add_up_to_the_series(start: list[int], moves: list[Any], ratio: str) -> None:
    held = dict(zip(HOLDERS, start, strict=True))
    events: list[dict[str, Any]] = []
    for kind, one, other, part in moves:
        holder, shares = HOLDERS[one], held[HOLDERS[one]] * part // 100
        if kind == "issue_preferred":
            shares = part
            events.append({"event": kind, "holder": holder, "shares": str(shares)})
            held[holder] += shares
        elif shares and kind == "convert":
            events.append({"event": kind, "holder": holder, "shares": str(shares)})
            held[holder] -= shares
        elif shares:
            events.append({"event": kind, "from": holder, "to": HOLDERS[other], "shares": str(shares)})
            held[holder] -= shares
            held[HOLDERS[other]] += shares
    events.append({"event": "split_preferred", "ratio": ratio})
    issued = {
        "date": "2005-09-06",
        "shares": str(sum(start)),
        "holders": dict(zip(HOLDERS, map(str, start), strict=True)),
    }
    history = gone_through(*events, issued=issued, **ROOMY)
    for moment, state in enumerate(history.states, start=1):
        assert sum(history.register.balances_at(moment).values()) == state.after.preferred
    assert history.last.balances == {holder: left * Fraction(ratio) for holder, left in held.items()}
    assert sum(one.common for one in history.conversions) + 50_000_000 == history.last.position.outstanding_common


@settings(max_examples=60, deadline=None)
@given(
    preferred=st.integers(1, 900_000),
    split_at=st.integers(0, 899_999),
    assets=st.integers(0, 20_000_000),
    parity=st.lists(st.integers(0, 5_000_000), max_size=3),
)
def test_a_liquidation_pays_out_every_cent_and_no_more(
    preferred: int, split_at: int, assets: int, parity: list[int]
) -> None:
    last = gone_through(issued={"date": "2005-09-06", "shares": str(preferred)}).last
    claims = {f"P{number}": Fraction(due) for number, due in enumerate(parity)}
    paid = last.on_liquidation(Fraction(assets), claims)
    assert paid.paid + sum(paid.parity.values()) + paid.rest == assets
    assert paid.rest == 0 or paid.part == 1
    assert paid.part <= 1
    one = Fraction(min(split_at, preferred))
    assert paid.of(one) + paid.of(preferred - one) == paid.paid


@settings(max_examples=60, deadline=None)
@given(events=ledgers(longest=8), preferred=st.integers(1, 900_000), parts=st.integers(1, 20))
def test_converting_together_never_gives_less_than_converting_in_parts(
    events: list[dict[str, Any]], preferred: int, parts: int
) -> None:
    position = gone_through(*events, **ROOMY).last.position
    each, rest = divmod(preferred, parts)
    apart = position.common_for(Fraction(each)) * parts + position.common_for(Fraction(rest))
    assert apart <= position.common_for(Fraction(preferred)) < apart + parts + 1


@settings(max_examples=100, deadline=None)
@given(events=ledgers())
def test_lazy_figures_from_the_first_event_on_tell_the_same(events: list[dict[str, Any]]) -> None:
    plain = gone_through(*events, **ROOMY)
    with patch.object(lazy_fractions, "LONG_BITS", 0):
        lazy = gone_through(*events, **ROOMY)
        assert all(is_lazy(state.after.price) for state in lazy.states)
        assert [state.explanation for state in lazy.states] == [state.explanation for state in plain.states]
        assert [state.after for state in lazy.states] == [state.after for state in plain.states]
        assert lazy.conversions == plain.conversions
        assert lazy.warnings == plain.warnings
