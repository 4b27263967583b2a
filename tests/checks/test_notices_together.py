"""Notices of a batch counted together, whatever they claim. All holders are invented test data."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from case_records import document_of, history_of, offering_of
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import run
from checks.notices_together import (
    authorized_shares_suffice_for_all,
    each_conversion_appears_once,
    shares_are_converted_once,
)
from checks.rule import Context, Judged, Verdict

BASE = "notice-of-a-registered-holder"
FIRST = date(2005, 10, 11)
OWNED = 5_000
HISTORY = history_of(BASE)
conversions = st.lists(st.tuples(st.integers(0, 20), st.integers(1, OWNED)), min_size=1, max_size=6)


def notices(claims: list[tuple[int, int]], status: str = "pass") -> tuple[Judged, ...]:
    """One after the other, each starting from where the one before it ends, as long as shares are left."""
    left, found = OWNED, []
    for number, (days, shares) in enumerate(sorted(claims)):
        said: dict[str, Any] = {
            "conversion.date": str(FIRST + timedelta(days)),
            "conversion.shares_owned_before": str(max(left, shares)),
            "conversion.shares_converted": str(shares),
            "conversion.common_issued": str(shares * 3367),
            "conversion.stated_value": str(Decimal(shares) * Decimal("11.1111")),
            "conversion.shares_owned_after": str(max(left, shares) - shares),
        }
        left = max(0, left - shares)
        document = document_of({"set": said}, BASE, f"{number}.txt")
        found.append(Judged(document, status, {}, ()))  # type: ignore[arg-type]
    return tuple(found)


def judged(rule: Any, documents: tuple[Judged, ...]) -> Verdict:
    verdict: Verdict = rule(documents, Context(offering_of(), date(2006, 9, 1), FIRST, history=HISTORY))
    return verdict


@settings(max_examples=150, deadline=None)
@given(claims=conversions)
def test_notices_pass_together_only_if_they_convert_no_more_than_is_owned(claims: list[tuple[int, int]]) -> None:
    verdict = judged(shares_are_converted_once, notices(claims))
    too_many = sum(shares for _, shares in claims) > OWNED and len(claims) > 1
    assert (verdict.outcome == "pass") == (not too_many), verdict.message
    if verdict.outcome == "fail":
        assert len(verdict.documents) > 1


@settings(max_examples=50, deadline=None)
@given(claims=conversions)
def test_notices_that_fail_already_are_never_counted_as_certain(claims: list[tuple[int, int]]) -> None:
    assert judged(shares_are_converted_once, notices(claims, "fail")).outcome != "fail"


@settings(max_examples=50, deadline=None)
@given(claims=conversions, copies=st.integers(2, 4))
def test_however_many_copies_there_are_each_file_counts_once(claims: list[tuple[int, int]], copies: int) -> None:
    once = notices(claims)
    for rule in (shares_are_converted_once, authorized_shares_suffice_for_all):
        assert judged(rule, once * copies) == judged(rule, once)
    assert judged(each_conversion_appears_once, once * copies).outcome == "review"


def test_a_batch_of_notices_alone_is_judged_by_no_rule_on_agreements() -> None:
    offering = offering_of({"form": "notice-of-conversion"})
    judgement = run.judge([one.document for one in notices([(0, 1000), (1, 500)])], offering, FIRST, HISTORY)
    assert [finding.rule for finding in judgement.findings] == []
