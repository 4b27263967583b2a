"""`subdocs convert`: what it prints for people and for programs, as the contract of its JSON says."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checks.conversion import lazy_fractions
from checks.conversion.lazy_fractions import is_lazy
from pipeline import convert
from pipeline.cli import run
from pipeline.convert import read_history, run_convert
from pipeline.wrong_call import WrongCallError

LEDGERS = Path(__file__).parents[2] / "corpus/ledgers"
SERIES_D = LEDGERS / "series-d.yaml"


def printed(file: Path = SERIES_D, as_of: date | None = None) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(run_convert(file, as_of, as_json=True))
    return made


def test_the_prices_of_the_certificates_own_ledger_are_these() -> None:
    assert {state["event"]: state["conversion_price"]["fraction"] for state in printed()["states"]} == {
        "e1": "37/12000", "e2": "49/16000", "e3": "337/120000", "e4": "109/40000", "e5": "109/40000",
        "e6": "307/112000", "e7": "307/224000", "e8": "307/235200", "e9": "456509/355622400",
        "e10": "456509/355622400", "e11": "456509/355622400", "e12": "456509/88905600",
    }  # fmt: skip


def test_a_state_has_the_keys_of_the_contract_and_figures_as_text() -> None:
    first = printed()["states"][0]
    assert list(first) == [
        "event", "date", "clause", "conversion_price", "outstanding_common", "common_per_preferred", "votes_per_share",
        "explanation",
    ]  # fmt: skip
    assert first["conversion_price"] == {"fraction": "37/12000", "decimal": "0.003083333333"}
    assert first["outstanding_common"] == "60000000"
    assert first["common_per_preferred"] == {"fraction": "18018/5", "whole_for_1000": "3603600"}
    assert (first["event"], first["date"], first["clause"], first["votes_per_share"]) == (
        "e1", "2005-10-03", "4E", "3603.6",
    )  # fmt: skip


def test_a_conversion_has_its_balance_and_its_day() -> None:
    (made,) = printed()["conversions"]
    assert made == {
        "event": "e10", "holder": "H-1", "preferred": "1001", "common": "8664248", "issue_by": "2006-07-11",
        "balance": "377060",
    }  # fmt: skip


def test_every_figure_of_the_output_is_text() -> None:
    def figures(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [one for each in value.values() for one in figures(each)]
        if isinstance(value, list):
            return [one for each in value for one in figures(each)]
        return [value] if isinstance(value, int | float) else []

    assert figures(printed(LEDGERS / "series-d-with-holders.yaml")) == []


def test_as_of_a_day_later_events_are_left_out_and_told() -> None:
    made = printed(as_of=date(2005, 12, 31))
    assert [state["event"] for state in made["states"]] == ["e1", "e2", "e3"]
    assert made["as_of"]["conversion_price"]["fraction"] == "337/120000"
    assert made["as_of"]["date"] == "2005-12-31"
    assert "not counted, since later than 2005-12-31: e4, e5, e6, e7, e8 and 4 more." in made["warnings"]


def test_before_the_first_event_the_price_is_that_of_the_issue() -> None:
    made = printed(as_of=date(2005, 9, 6))
    assert made["states"] == []
    assert made["as_of"]["conversion_price"] == {"fraction": "33/10000", "decimal": "0.003300000000"}


def test_before_the_issue_there_is_no_state_to_print() -> None:
    with pytest.raises(WrongCallError, match="--as-of: the series was issued on 2005-09-06, after 2005-09-05"):
        run_convert(SERIES_D, date(2005, 9, 5))


def test_an_error_after_the_as_of_date_is_an_error_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "l.yaml"
    file.write_text(SERIES_D.read_text(encoding="utf-8").replace("of: e2, shares", "of: e9, shares"), encoding="utf-8")
    with pytest.raises(WrongCallError, match=r"event e5 \(exercise, 2006-02-01\): of: e9 is no earlier event"):
        run_convert(file, date(2005, 12, 31))


def test_the_reverse_split_converts_every_holder() -> None:
    made = printed(LEDGERS / "series-d-with-holders.yaml")
    assert [(one["holder"], one["common"], one["issue_by"]) for one in made["conversions"]] == [
        ("Desmond Okoro-Lind", "19852815", "2005-12-28"), ("Orrin Castellane", "16079", None),
        ("Maribel Thackeray", "7503", None), ("Quillfield Fund, L.P.", "3430", None),
    ]  # fmt: skip
    assert made["as_of"]["converted_automatically"] == "2006-08-01"
    holders = ("Orrin Castellane", "Maribel Thackeray", "Desmond Okoro-Lind", "Quillfield Fund, L.P.")
    assert made["as_of"]["balances"] == dict.fromkeys(holders, "0")


def test_for_people_each_event_tells_its_clause_formula_and_figures() -> None:
    text = run_convert(SERIES_D)
    assert "e1     2005-10-03  4E                  0.003083333333    37/12000" in text
    assert "e4  2006-01-10  reprice  (4E(3))" in text
    assert "  Gone through again, e3: (A × B + D) ÷ (A + C) = (80,000,000 × 0.0029375 + 92,000) ÷ (80,000,000 +" in text
    assert "e10    H-1     1,001   8,664,248  2006-07-11     377,060" in text
    assert "On 2006-08-01, after e12" in text
    assert max(len(line) for line in text.splitlines()) < 140


@pytest.mark.parametrize("file", sorted(LEDGERS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_ledger_of_the_corpus_can_be_gone_through(file: Path) -> None:
    converted = read_history(file)
    assert converted.history.states
    assert "INVENTED TEST DATA" in file.read_text(encoding="utf-8")
    assert all(state.explanation for state in converted.history.states)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.yaml", "there is no such ledger. Name an existing ledger.yaml."),
        ("", "this is a folder. Name the ledger"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_told_by_its_path(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(WrongCallError) as refused:
        run_convert(tmp_path / name)
    assert str(refused.value).startswith(f"{tmp_path / name}: {said}")


def test_a_price_too_long_to_be_read_back_is_null_but_for_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole numbers of more than 4,300 digits are not read back by default."""
    events = "\n".join(
        f"  - {{id: s{number}, date: 2005-10-03, event: split, ratio: {10**39 + number}/{10**39 - number}}}"
        for number in range(1, 140)
    )
    file = tmp_path / "l.yaml"
    file.write_text(SERIES_D.read_text(encoding="utf-8").partition("  - {id: e1")[0] + events, encoding="utf-8")
    states = printed(file)["states"]
    price = read_history(file).history.last.price
    assert states[0]["conversion_price"]["fraction"] is not None
    assert states[-2]["conversion_price"]["fraction"] is None
    above, _, below = states[-1]["conversion_price"]["fraction"].partition("/")
    assert len(above) > 4_300
    assert (above[-5:], below[-5:]) == (f"{price.numerator % 10**5:05}", f"{price.denominator % 10**5:05}")
    assert states[-2]["conversion_price"]["decimal"] == "0.003300000000"
    assert run_convert(file)
    monkeypatch.setattr(convert, "LONGEST_IN_FULL", 4_400)
    last = printed(file)["states"][-1]["conversion_price"]
    assert last == {"fraction": None, "decimal": states[-1]["conversion_price"]["decimal"]}


@pytest.mark.parametrize("file", sorted(LEDGERS.glob("*.yaml")), ids=lambda file: file.stem)
def test_lazy_figures_are_printed_as_plain_ones(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = [run_convert(file, as_json=as_json) for as_json in (True, False)]
    monkeypatch.setattr(lazy_fractions, "LONG_BITS", 0)
    assert is_lazy(read_history(file).history.last.price)
    assert [run_convert(file, as_json=as_json) for as_json in (True, False)] == plain


def test_prices_of_the_json_are_those_of_the_history() -> None:
    history = read_history(SERIES_D).history
    for state, shown in zip(history.states, printed()["states"], strict=True):
        assert Fraction(shown["conversion_price"]["fraction"]) == state.after.price
        assert abs(Fraction(shown["conversion_price"]["decimal"]) - state.after.price) <= Fraction(1, 2 * 10**12)


def test_whom_a_notice_goes_to_without_a_notice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", str(LEDGERS / "series-d.yaml"), "--holder", "H-1"]) == 2
    assert "convert --holder goes with --notice-of-adjustment FILE." in capsys.readouterr().err


def test_with_json_nothing_else_stands_on_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, notice = tmp_path / "page.html", tmp_path / "notice.txt"
    call = ["convert", str(LEDGERS / "series-d.yaml"), "--json", "--page", str(page), "--dated", "2006-08-02"]
    assert run([*call, "--notice-of-adjustment", str(notice)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["states"]
    assert f"Page: {page}" in err
    assert f"Notice of adjustment: {notice}" in err


def test_a_page_whose_name_is_no_pages_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.docx"
    assert run(["convert", str(SERIES_D), "--page", str(page)]) == 2
    assert "the page is HTML. End its name with .html or .htm." in capsys.readouterr().err
    assert not page.exists()
