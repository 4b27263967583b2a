"""Share arithmetic is exact, whatever the figures: properties over random figures."""

import ast
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from case_records import document_of, offering_of, record_of
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import figures
from checks.batch import offering_is_not_exceeded
from checks.rule import Context, Judged, Verdict
from checks.share_math import purchase_price_is_shares_times_price

CHECKS = Path(figures.__file__).parent
AS_OF = date(2006, 1, 5)

whole_shares = st.integers(1, 10**40).map(Decimal)
fractional_shares = st.decimals("0.0001", "1e30", places=4, allow_nan=False, allow_infinity=False)
prices = st.decimals("0.01", "100000", places=2, allow_nan=False, allow_infinity=False)
cents = st.integers(-(10**6), 10**6)


def mth001(number: Decimal, price: Decimal, stated: Decimal) -> str:
    written = {
        "shares.number": f"{number:f}",
        "shares.price_per_share": f"{price:f}",
        "shares.purchase_price": f"{stated:f}",
    }
    context = Context(offering_of(), AS_OF, date(2005, 9, 14))
    return purchase_price_is_shares_times_price(record_of("individual-complete", written), context).outcome


def in_cents(amount: int) -> Decimal:
    sign, digits = (0, amount) if amount >= 0 else (1, -amount)
    return Decimal((sign, tuple(int(digit) for digit in str(digits)), -2))


@settings(max_examples=60, deadline=None)
@given(whole_shares, prices, cents)
def test_whole_shares_pass_exactly_when_the_purchase_price_is_the_product(
    number: Decimal, price: Decimal, off: int
) -> None:
    due = int(Fraction(number) * Fraction(price) * 100)
    assert mth001(number, price, in_cents(due)) == "pass"
    assert mth001(number, price, in_cents(due + off)) == ("pass" if off == 0 else "fail")


@settings(max_examples=60, deadline=None)
@given(fractional_shares, prices)
def test_fractional_shares_pass_exactly_at_the_nearest_cent(number: Decimal, price: Decimal) -> None:
    due = Fraction(number) * Fraction(price) * 100
    below = due.numerator // due.denominator
    for stated in (below - 1, below, below + 1):
        nearest = abs(due - stated) <= Fraction(1, 2)
        assert mth001(number, price, in_cents(stated)) == ("pass" if nearest else "fail")


@settings(max_examples=60, deadline=None)
@given(st.lists(fractional_shares, max_size=12))
def test_sums_and_differences_lose_nothing(numbers: list[Decimal]) -> None:
    expected = sum((Fraction(number) for number in numbers), Fraction(0))
    summed = figures.total(numbers)
    assert Fraction(summed) == expected
    assert all(Fraction(figures.difference(summed, number)) == expected - Fraction(number) for number in numbers)


@settings(max_examples=60, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value="-1e30", max_value="1e30", places=6))
def test_a_written_figure_is_the_figure(figure: Decimal) -> None:
    assert Decimal(figures.shares(figure).replace(",", "")) == figure
    assert Decimal(figures.dollars(figure).replace(",", "").replace("$", "")) == figure


def judged(number: int, shares: str, day: int) -> Judged:
    written = {
        "set": {
            "shares.number": shares,
            "subscription.date": f"2005-09-{day:02}",
            "subscriber.name": f"Invented Person {number}",
            "subscriber.tax_id": f"530-61-{4000 + number}",
        }
    }
    return Judged(document_of(written, "individual-complete", f"{number:03}.txt"), "pass", {}, ())


def off001(documents: tuple[Judged, ...], offered: str) -> Verdict:
    context = Context(offering_of({"security.shares_offered": offered}), AS_OF, date(2005, 9, 1))
    return offering_is_not_exceeded(documents, context)


@settings(max_examples=25, deadline=None)
@given(st.data(), st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 30)), min_size=1, max_size=6))
def test_the_batch_is_judged_alike_in_whatever_order_it_stands(
    data: st.DataObject, written: list[tuple[int, int]]
) -> None:
    documents = [judged(number, f"{shares}.25", day) for number, (shares, day) in enumerate(written, 1)]
    total = figures.total(Decimal(f"{shares}.25") for shares, _ in written)
    shuffled = tuple(data.draw(st.permutations(documents)))
    assert off001(shuffled, f"{total:f}").outcome == "pass"
    below = figures.difference(total, Decimal("0.01"))
    exceeded = off001(shuffled, f"{below:f}")
    assert exceeded.outcome == "fail"
    assert exceeded == off001(tuple(documents), f"{below:f}")
    assert "by 0.01 shares" in exceeded.message
    assert set(exceeded.documents) == {one.document.path for one in documents}


def test_no_rule_of_figures_reckons_with_floats() -> None:
    for name in ("figures", "share_math", "offering", "batch", "purchasers", "same_subscriber"):
        tree = ast.parse((CHECKS / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"{name}: a float"
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
            assert not called, f"{name}: float()"
            assert not (isinstance(node, ast.Name) and node.id == "abs"), f"{name}: abs() rounds a Decimal"
