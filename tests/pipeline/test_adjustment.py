"""A notice of adjustment is filled from the ledger, in the fields that its form has."""

from datetime import date
from pathlib import Path

import pytest

from checks.business_days import calendar
from checks.conversion.history import ConversionHistory
from checks.conversion.ledger import parse_ledger
from checks.conversion.replay import replay
from pipeline.adjustment import adjustment_values, holder_on
from pipeline.cli import run
from pipeline.convert import read_history
from pipeline.papers.adjustment import Addressee, adjustment_paper
from pipeline.wrong_call import WrongCallError
from templates.form import load_form

LEDGERS = Path(__file__).parents[2] / "corpus/ledgers"
HOLDERS = read_history(LEDGERS / "series-d-with-holders.yaml").history
HISTORY = read_history(LEDGERS / "series-d.yaml").history


@pytest.mark.parametrize("event", [state.event for state in HISTORY.states if state.adjusts])
def test_every_adjustment_fills_every_field_of_its_part_of_the_form(event: str) -> None:
    fields = {name for name in load_form("notice-of-adjustment").fields if name.startswith("adjustment.")}
    values = adjustment_values(HISTORY, event)
    assert set(values) == fields
    assert all(values.values())
    assert not str(values["adjustment.event"]).endswith(".")


def test_the_values_of_the_first_issue_are_these() -> None:
    values = adjustment_values(HISTORY, "e1")
    assert (
        values["adjustment.event"] == "the issue on October 3, 2005 of 10,000,000 shares of Common Stock for $20,000.00"
    )
    assert values["adjustment.price_before_fraction"] == "33/10000"
    assert values["adjustment.price_after"] == "0.003083333333"
    assert (values["adjustment.shares_before"], values["adjustment.shares_after"]) == ("3367000", "3603600")
    assert values["adjustment.takes_effect"] == "as of the close of business on that date (Section 4E)"


def test_advice_to_whoever_keeps_the_ledger_is_not_sent_to_holders() -> None:
    assert "survivor_outstanding" in "\n".join(HISTORY.warnings)
    assert "survivor_outstanding" not in str(adjustment_values(HISTORY, "e12"))


def test_what_adjusted_nothing_has_no_notice() -> None:
    with pytest.raises(WrongCallError, match="event e5 did not adjust the conversion price"):
        adjustment_values(HISTORY, "e5")


def ledger(*events: str, head: str = "") -> ConversionHistory:
    text = f"""
series: Series D Convertible Preferred Stock
issuer: {{name: "American Technologies Group, Inc.", state: Nevada}}
stated_value: "11.1111"
conversion_price: "0.0033"
designated_shares: "900000"
authorized_common: "200000000"
outstanding_common: "50000000"
issued: {{date: 2005-09-06, shares: "20000", holders: {{Orrin Castellane: "20000"}}}}
{head}
events: [{", ".join(events)}]
"""
    return replay(parse_ledger(text, "ledger.yaml"), calendar("federal-reserve"), calendar("exchange"))


def effect(history: ConversionHistory, event: str | None = None, **given: object) -> str:
    return "\n".join(adjustment_values(history, event, **given)["adjustment.effect"])  # type: ignore[arg-type]


# 4L, the second: upon automatic conversion no certificate remains valid


def test_a_notice_of_the_reverse_split_says_what_the_certificate_says_of_automatic_conversion() -> None:
    values = adjustment_values(HOLDERS, "reverse-split")
    told = "\n".join(values["adjustment.effect"])
    assert values["adjustment.clause"] == "4F"
    assert "the second of the two Sections numbered 4L" in told
    assert "all 63,000 shares of the Series D Preferred Stock then outstanding converted" in told
    assert "None of them remains to be converted." in told
    assert "no longer represent outstanding shares. Please surrender yours" in told
    assert "remain valid" not in told
    assert "(4L)" not in "\n".join(values["adjustment.method"])


def test_a_holder_is_told_what_became_of_the_holders_own_shares() -> None:
    told = effect(HOLDERS, "reverse-split", dated=date(2006, 8, 2), holder="Quillfield Fund, L.P.")
    assert "Your 8,000 shares became 3,430 shares of Common Stock." in told


def test_a_late_notice_says_that_the_shares_have_converted_since_and_that_the_price_is_another() -> None:
    told = effect(HOLDERS, "sale-1", dated=date(2006, 9, 1))
    assert "Since this adjustment the Conversion Price has been adjusted 10 times, last on August 1, 2006" in told
    assert "no longer represent outstanding shares" in told
    on_the_day = effect(HOLDERS, "sale-1", dated=date(2005, 10, 3))
    assert "remain valid as they are" in on_the_day
    assert "Since" not in on_the_day


def test_a_reverse_split_without_enough_authorized_stock_converts_nothing_yet() -> None:
    split = '{id: s, date: 2006-02-01, event: split, ratio: "1/10000"}'
    all_but_nothing = '{id: d, date: 2006-01-03, event: distribution, fair_value: "999990", market_price: "0.02"}'
    told = effect(ledger(all_but_nothing, split))
    assert "remain valid" in told
    assert "had not authorized a sufficient number of shares of Common Stock" in told
    more = '{id: a, date: 2006-03-01, event: authorize, authorized_common: "900000000"}'
    assert "remain valid" in effect(ledger(all_but_nothing, split, more), dated=date(2006, 2, 1))
    later = effect(ledger(all_but_nothing, split, more), dated=date(2006, 3, 1))
    assert "Both conditions were fulfilled on March 1, 2006." in later
    assert "remain valid" not in later


# Section 3: dividends declared and unpaid

DECLARED = '{id: d, date: 2005-10-03, event: dividend_declared, per_preferred: "0.05", "on": Series E}'
ISSUED = '{id: i, date: 2005-10-04, event: issue, shares: "10000000", consideration: "20000"}'


def test_the_numbers_count_a_dividend_declared_and_unpaid_and_say_so() -> None:
    values = adjustment_values(ledger(DECLARED, ISSUED))
    told = (
        "Liquidation Preference of one share: $11.1611, being the stated value of $11.1111 and dividends declared and "
        "unpaid of $0.05."
    )
    assert told in values["adjustment.facts"]
    assert told in values["adjustment.effect"][0]
    assert values["adjustment.shares_after"] == str(1000 * 111611 * 12000 // (37 * 10000))


def test_a_dividend_that_is_paid_leaves_two_preferences() -> None:
    paid = '{id: p, date: 2005-11-01, event: dividend_paid, of: d, market_price: "0.02"}'
    declared = '{id: d, date: 2005-10-03, event: dividend_declared, per_share: "0.0001", out_of: other}'
    told = adjustment_values(ledger(declared, paid))["adjustment.effect"][0]
    assert "Before the adjustment it was $11.4478, being the stated value of $11.1111 and dividends" in told
    assert told.endswith("after it, it is $11.1111.")


# 4K, in reasonable detail: however many the steps, however long the fraction


def test_every_step_that_is_taken_anew_is_told_with_its_fact() -> None:
    options = '{id: w, date: 2005-09-07, event: options, shares: "20000000", exercise_price: "0.0031"}'
    issues = [
        f'{{id: i{n}, date: 2005-10-{1 + n:02d}, event: issue, shares: "{1000 + n}", consideration: "1"}}'
        for n in range(25)
    ]
    reprice = '{id: r, date: 2005-11-01, event: reprice, of: w, exercise_price: "0.0020"}'
    values = adjustment_values(ledger(options, *issues, reprice))
    method, facts = values["adjustment.method"], values["adjustment.facts"]
    for n in range(25):
        assert any(step.startswith(f"The issue of October {1 + n}, 2005: (A × B + D)") for step in method)
        assert any(fact.startswith(f"Earlier event: the issue on October {1 + n}, 2005 of") for fact in facts)
    assert "steps more" not in str(values)


def test_a_fraction_too_long_for_its_line_stands_in_the_annex_with_a_decimal_of_forty_places() -> None:
    many = [
        f"{{id: i{n}, date: 2005-10-{1 + n:02d}, event: {kind}}}"
        for n in range(30)
        for kind in [
            'distribution, fair_value: "1001", market_price: "0.019"'
            if n % 2
            else f'issue, shares: "{1000003 + n}", consideration: "{n}"'
        ]
    ]
    history = ledger(*many)
    values = adjustment_values(history)
    assert values["adjustment.price_after_fraction"] == "see Annex A"
    last = values["adjustment.method"][-1]
    price = history.states[-1].after.price
    digits = last.replace(" ", "")
    assert f"numerator{price.numerator}andthedenominator{price.denominator}," in digits
    assert "rounded to the nearest in the 40th decimal place, it is $0.00" in last
    assert max(len(word) for one in values.values() for part in ([one] if isinstance(one, str) else one)
               for word in part.split()) < 60  # fmt: skip


def test_no_id_of_the_ledger_is_sent_to_holders() -> None:
    values = adjustment_values(HOLDERS, "bought-back")
    assert "the convertible securities issued on November 15, 2005" in str(values)
    told = str(adjustment_values(HISTORY, "e6"))
    for one in HISTORY.states:
        assert f" {one.event} " not in told
        assert f" {one.event}:" not in told


def test_the_ledgers_own_words_stay_as_they_are() -> None:
    stock = "shares of Newco common stock"
    terms = f'receives: {stock}, per_share: "2", value_per_share: "0.0001"'
    event = f"{{id: r, date: 2005-12-01, event: reorganization, {terms}}}"
    values = adjustment_values(ledger(event))
    assert f"in which Common Stock receives {stock}" in values["adjustment.event"]
    assert f"2 of {stock}, by reason of the reorganization of December 1, 2005" in "\n".join(
        values["adjustment.effect"]
    )
    assert "min(0.0033, 0.0001) = 1/10000 = 0.0001." in values["adjustment.method"]


# To whom, and when


def paper(history: ConversionHistory, dated: date, holder: str = "", event: str | None = None) -> dict[str, object]:
    return dict(adjustment_paper(history, Addressee(dated, holder), "notice", "txt", event=event).values)


def test_a_notice_before_the_adjustment_is_refused() -> None:
    with pytest.raises(
        WrongCallError, match="--dated: the notice would be of July 31, 2006, the adjustment by reverse"
    ):
        paper(HOLDERS, date(2006, 7, 31))
    assert paper(HOLDERS, date(2006, 8, 1))["notice.date"] == "2006-08-01"


def test_a_notice_goes_to_holders_of_the_register_only() -> None:
    day = date(2006, 7, 1)
    with pytest.raises(WrongCallError, match=r"has no holder 'Nobody'.* Holders on July 1, 2006: Orrin Castellane; "):
        paper(HOLDERS, day, "Nobody", "spin-off")
    with pytest.raises(WrongCallError, match="--holder: Desmond Okoro-Lind holds no share of the series on July 1"):
        paper(HOLDERS, day, "Desmond Okoro-Lind", "spin-off")
    assert paper(HOLDERS, day, "quillfield fund lp", "spin-off")["holder.name"] == "Quillfield Fund, L.P."


def test_whose_shares_converted_automatically_is_given_notice_of_it() -> None:
    day = date(2006, 9, 1)
    assert holder_on(HOLDERS, "Orrin Castellane", day) == "Orrin Castellane"
    with pytest.raises(WrongCallError, match="Desmond Okoro-Lind holds no share"):
        holder_on(HOLDERS, "Desmond Okoro-Lind", day)


def test_without_a_register_anybody_may_be_named() -> None:
    assert holder_on(HISTORY, "H-1", date(2006, 9, 1)) == "H-1"


def test_as_of_chooses_the_adjustment_and_hides_nothing_that_came_after(tmp_path: Path) -> None:
    out = tmp_path / "notice.txt"
    call = ["convert", str(LEDGERS / "series-d-with-holders.yaml"), "--as-of", "2006-06-01",
            "--notice-of-adjustment", str(out)]  # fmt: skip
    assert run([*call, "--dated", "2006-06-02"]) == 0
    text = " ".join(out.read_text(encoding="utf-8").split())
    assert "the distribution on June 1, 2006" in text
    assert "remain valid" in text
    assert run([*call, "--dated", "2006-09-01"]) == 0
    text = " ".join(out.read_text(encoding="utf-8").split())
    assert "the distribution on June 1, 2006" in text
    assert "no longer represent outstanding shares" in text


def test_a_wrong_addressee_or_day_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "notice.txt"
    call = ["convert", str(LEDGERS / "series-d-with-holders.yaml"), "--notice-of-adjustment", str(out)]
    assert run([*call, "--holder", "Nobody"]) == 2
    assert "--holder: the ledger's register has no holder 'Nobody'" in capsys.readouterr().err
    assert run([*call, "--dated", "2006-07-31"]) == 2
    assert "--dated: the notice would be of July 31, 2006" in capsys.readouterr().err
    assert run([*call, "--address", r"\n \n"]) == 2
    assert "--address: no line of it has a word" in capsys.readouterr().err
    assert not out.exists()
