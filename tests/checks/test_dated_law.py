"""Law as dated data: every file is sound, and what is not sound does not load."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from case_records import record_of
from hypothesis import given
from hypothesis import strategies as st

from checks.categories import category_law
from checks.dated_law import FOLDER, LawError, law, load

FILES = sorted(FOLDER.glob("*.yaml"))
DAYS = st.dates(min_value=date(1930, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_law_loads_with_a_citation_for_each_value(path: Path) -> None:
    provision = load(path)
    assert provision.values
    assert all(value.cite and value.since for value in provision.values)
    assert provision.before.endswith(".")


@given(day=DAYS, path=st.sampled_from(FILES))
def test_a_value_holds_from_its_date_until_the_next(day: date, path: Path) -> None:
    provision = law(path.stem)
    then = provision.on(day)
    if then.since is None:
        assert then.value is None
        assert then.note
        assert all(value.since and value.since > day for value in provision.values)
        return
    assert then.since <= day
    assert not any(value.since and then.since < value.since <= day for value in provision.values)


@pytest.mark.parametrize(
    ("name", "first_day", "before", "after"),
    [
        ("principal_residence", date(2010, 7, 21), True, False),
        ("category_a", date(2010, 7, 21), "within", "wider"),
        ("category_h", date(2010, 7, 21), "within", "owners"),
        ("spousal_equivalent", date(2020, 12, 8), False, True),
        ("ground_family_office", date(2020, 12, 8), None, "Rule 501(a)(12)"),
        ("ground_licensed_individual", date(2020, 12, 8), None, "Rule 501(a)(10)"),
        ("purchaser_count_window", date(2021, 3, 15), 0, 90),
        ("private_offering_section", date(2012, 4, 5), "Section 4(2)", "Section 4(a)(2)"),
        ("self_regulator", date(2007, 7, 30), "NASD", "FINRA"),
        ("private_transaction_rule", date(2015, 9, 21), "NASD Rule 3040, in FINRA's rulebook", "FINRA Rule 3280"),
        ("rule_144_holding_period", date(2008, 2, 15), 12, 6),
        ("general_solicitation", date(2013, 9, 23), None, True),
        ("bad_actor_disqualification", date(2013, 9, 23), None, True),
        ("category_a_current", date(2020, 12, 8), "wider", "within"),
        ("category_b_current", date(2020, 12, 8), "wider", "within"),
        ("category_d_current", date(2020, 12, 8), "wider", "within"),
        *((f"category_{letter}_current", date(2020, 12, 8), "wider", "within") for letter in "jklmn"),
    ],
)
def test_the_law_changes_on_its_day_and_not_the_day_before(
    name: str, first_day: date, before: object, after: object
) -> None:
    assert law(name).on(first_day - timedelta(days=1)).value == before
    assert law(name).on(first_day).value == after


def test_every_category_of_the_form_has_its_file() -> None:
    for letter in "abcdefghi":
        assert law(f"category_{letter}").on(date(2005, 9, 14)).value in ("within", "none")


def test_every_category_of_todays_edition_is_within_the_rule_of_today_or_asks_for_its_owners() -> None:
    document = record_of("individual-current")
    for letter in "ABCDEFGHJKLMN":
        expected = "owners" if letter == "H" else "within"
        assert category_law(letter, document).on(date(2026, 2, 2)).value == expected, letter


def test_before_the_first_date_nothing_applies_and_the_reason_is_given() -> None:
    then = law("non_accredited_purchasers").on(date(1982, 4, 14))
    assert then.value is None
    assert then.note == "Regulation D was not in force before April 15, 1982."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: N\nvalues: {2010-07-21: {value: true}}", "has no citation"),
        ('name: N\nvalues: {2010-07-21: {value: true, cite: " "}}', "has no citation"),
        ("name: N\nvalues: {2010-07-21: {cite: C}}", "has no value"),
        ("name: N\nvalues: {2010-07-21: true}", "has no value"),
        ("name: N\nvalues: {July 2010: {value: true, cite: C}}", "is no date"),
        ("name: N\nvalues: {2010-07-21 10:00:00: {value: true, cite: C}}", "is no date"),
        ("name: N\nvalues: {2010-07-21: {value: 0.5, cite: C}}", "is no value"),
        ("name: N\nvalues: {2010-07-21: {value: null, cite: C}}", "without a note"),
        ("name: N\nvalues: {2010-07-21: {value: true, cite: C, source: S}}", "no key 'source'"),
        ("name: N\nlimit: 3\nvalues: {2010-07-21: {value: true, cite: C}}", "no key 'limit'"),
        (
            "name: N\nvalues: {2010-07-21: {value: true, cite: C}, 2010-07-21: {value: false, cite: C}}",
            "written twice",
        ),
        ("values: {2010-07-21: {value: true, cite: C}}", "has no name"),
        ("name: N", "dated values"),
        ("- 1", "dated values"),
        ("name: [", "no valid YAML"),
    ],
)
def test_a_file_that_is_not_sound_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "law.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=problem):
        load(path)


def test_a_provision_that_is_not_there_is_said_so() -> None:
    with pytest.raises(LawError, match="no such file of law"):
        law("rule_nobody_wrote")
