"""Fields: what stands in the blanks, and what is said of it where nobody can be sure. All answers are invented."""

from datetime import date
from decimal import Decimal

import pytest
from alignment_papers import KINDS, SEED, answered, captioned, filled, read, replaced, told

from extractors.record import Record

RULES = "\n".join(["      " + "_" * 74] * 4)
EMPLOYMENT = f"principal business:\n{RULES}"
SHARES = "NUMBER OF SHARES _________ X $100.00  = $_________"


def value(record: Record, name: str) -> object:
    reading = record.readings[name]
    return reading.value if reading.state == "filled" else reading.state


# Free text.


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("      Builder of test bridges", "Builder of test bridges"),
        ("      ____Builder____", "Builder"),
        ("      none", "none"),
        ("      N/A", "N/A"),
        ("      (d) see YES and NO, Category A", "(d) see YES and NO, Category A"),
    ],
)
def test_free_text_is_read_as_it_stands(answer: str, expected: str) -> None:
    record = answered((EMPLOYMENT, f"principal business:\n{answer}"))
    assert filled(record) == {"suitability.employment": expected}
    assert told(record.alterations) == []


def test_an_answer_that_overflows_its_blank_is_read_whole() -> None:
    lines = [f"      line {number} of a long invented answer" for number in range(1, 10)]
    record = answered((EMPLOYMENT, "principal business:\n" + "\n".join(lines)))
    assert value(record, "suitability.employment") == "\n".join(line.strip() for line in lines)
    assert told(record.alterations) == []


@pytest.mark.parametrize("empty", ["N/A", "none", "--", "n.a."])
def test_an_empty_answer_is_a_blank_in_names_dates_and_figures(empty: str) -> None:
    record = answered(
        *captioned(("Name Typed", empty, empty), ("Entity Name", empty, ""), ("Tax ID", empty, "")),
        (SHARES, f"NUMBER OF SHARES {empty} X $100.00  = ${empty}"),
        ("Dated: _________________", f"Dated: {empty}"),
    )  # fmt: skip
    assert told(record.alterations) == []
    assert {reading.state for name, reading in record.readings.items() if name != "shares.price_per_share"} == {"blank"}


def test_terms_in_a_one_line_blank_are_not_taken_for_an_answer() -> None:
    record = answered(*captioned(("Name Typed", "not bound by Article VI hereof", "")))
    assert not record.readings["subscriber.name"].is_certain


def test_a_name_that_is_not_settled_and_terms_in_the_second_column_are_uncertain() -> None:
    record = answered(
        *captioned(("Name Typed", "Ann Test or her designee", ""), ("Entity Name", "", "250 shares only"))
    )
    for name, words in (("subscriber.name", "Ann Test or her designee"), ("joint.entity_name", "250 shares only")):
        assert record.readings[name].raw == words
        assert not record.readings[name].is_certain


# Figures.


@pytest.mark.parametrize(
    ("shares", "price", "expected"),
    [
        ("1,500", "$150,000.00", (Decimal(1500), Decimal("150000.00"))),
        ("__1,500__", "$__150,000__", (Decimal(1500), Decimal(150000))),
        ("1,500 (fifteen hundred)", "$150,000", (Decimal(1500), Decimal(150000))),
        ("1500", "$ $150,000.00", (Decimal(1500), Decimal("150000.00"))),
        ("N/A", "$", ("blank", "blank")),
        ("12.5", "$1,250", (Decimal("12.5"), Decimal(1250))),
        ("1.500", "$150.000,00", ("ambiguous", "ambiguous")),
        ("1500 not", "$150,000 less 10%", ("ambiguous", "ambiguous")),
    ],
)
def test_shares_and_price_are_exact_or_uncertain(shares: str, price: str, expected: tuple[object, ...]) -> None:
    record = answered((SHARES, f"NUMBER OF SHARES {shares} X $100.00  = {price}"))
    assert (value(record, "shares.number"), value(record, "shares.purchase_price")) == expected
    assert told(record.alterations) == []


def test_another_printed_price_is_read_and_told() -> None:
    record = answered(("X $100.00", "X $90.00"))
    assert value(record, "shares.price_per_share") == Decimal("90.00")
    assert [one.printed for one in record.alterations] == ["$100.00"]


# Dates and the printed years beside them.


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dated: ___October 3____, 2005", date(2005, 10, 3)),
        ("Dated: October 3, 2005", date(2005, 10, 3)),
        ("Dated: October 3", date(2005, 10, 3)),
        ("Dated: October 3, 2006", date(2006, 10, 3)),
        ("Dated: __10/3/05______, 2005", date(2005, 10, 3)),
        ("Dated: 10/3/2005, 2005", date(2005, 10, 3)),
        ("Dated: ___October 3, 2006__, 2005", date(2006, 10, 3)),
        ("Dated: October 3, 2005, 2005", date(2005, 10, 3)),
        ("Dated: 3rd day of October, 2005", date(2005, 10, 3)),
        ("Dated: 2005-10-03", date(2005, 10, 3)),
        ("Dated: N/A, 2005", "blank"),
        ("Dated: ____________, 2006", "blank"),
        ("Dated: ____________", "blank"),
        ("Dated: TBD, 2005", "invalid"),
        ("Dated: September 31, 2005", "invalid"),
        ("Dated: __October__, 2005", "invalid"),
        ("Dated: October 3, 2005 - effective September 1", "ambiguous"),
        ("Dated: October 3, 2005\n       October 4, 2005", "ambiguous"),
    ],
)
def test_a_date_takes_the_printed_year_unless_one_is_written(line: str, expected: object) -> None:
    record = answered(("Dated: _________________, 2005", line))
    assert value(record, "subscription.date") == expected
    assert told(record.alterations) == []


@pytest.mark.parametrize("line", ["Dated: October 3, 20__", "Dated: October 3, 200_"])
def test_an_unfinished_year_is_no_year(line: str) -> None:
    reading = answered(("Dated: _________________, 2005", line)).readings["subscription.date"]
    assert reading.value is None or not reading.is_certain


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("this _3rd_ day of _October_, 2005", date(2005, 10, 3)),
        ("this 3 day of October, 200_5_", date(2005, 10, 3)),
        ("this 3 day of October, 200 5", date(2005, 10, 3)),
        ("this third day of October, 2005_", date(2005, 10, 3)),
        ("this 3rd day of October, 2010", date(2010, 10, 3)),
        ("this 3rd day of October, 2013", date(2013, 10, 3)),
        ("this 3rd day of October 2005", date(2005, 10, 3)),
        ("this _3_ day of _October 2005_, 200_", date(2005, 10, 3)),
        ("this _10/3/05_ day of ______, 200_", date(2005, 10, 3)),
        ("this ____ day of __10/3/05__, 200_", date(2005, 10, 3)),
        ("this 3rd day of October, '05", date(2005, 10, 3)),
        ("this ____ day of _______, 200_", "blank"),
        ("this N/A day of N/A, 200_", "blank"),
        ("this 31 day of September, 2005", "invalid"),
        ("this 3 day of October, 200_", "invalid"),
        ("this ____ day of October, 2005", "invalid"),
    ],
)
def test_the_certificate_s_date_is_read_from_its_day_month_and_year(line: str, expected: object) -> None:
    record = answered(("this ________ day of ______________, 200_", line))
    assert value(record, "signatory.date") == expected
    assert told(record.alterations) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("October 5 , 2005.", date(2005, 10, 5)),
        ("October 5, 2006.", date(2006, 10, 5)),
        ("__10/5/05__ , 2005.", date(2005, 10, 5)),
        ("__October 5, 2006__ , 2005.", date(2006, 10, 5)),
    ],
)
def test_the_acceptance_s_date_is_read(line: str, expected: date) -> None:
    record = answered(("________________ , 2005.", line))
    assert value(record, "acceptance.date") == expected
    assert told(record.alterations) == []


# Signatures.


def _signed(shown: str) -> object:
    record = answered(*captioned(("Signature  ", shown, "_" * 40)))
    assert told(record.alterations) == []
    return value(record, "subscriber.signature")


@pytest.mark.parametrize(
    "shown",
    ["/s/ Ann Test", "/s/Ann Test", "/S/ ANN TEST", "s/ Ann Test", "\\s\\ Ann Test", "(signed) Ann Test",
     "Ann Test (signed)", "__/s/ Ann Test__", "By: /s/ Ann Test", "Electronically signed by Ann Test",
     "Digitally signed by Ann Test"],
)  # fmt: skip
def test_a_signature_in_text_is_one(shown: str) -> None:
    assert _signed(shown) is True


@pytest.mark.parametrize("shown", ["", "_" * 35, "N/A", "X__________", "[SIGN HERE]", "(signature)"])
def test_an_empty_place_or_a_placeholder_is_no_signature(shown: str) -> None:
    assert _signed(shown) == "blank"


@pytest.mark.parametrize(
    "shown", ["Ann Test", "see attached", "not signed", "/Ann Test/", "[signature on file]", "void"]
)
def test_a_typed_name_or_a_remark_is_doubtful(shown: str) -> None:
    assert _signed(shown) == "ambiguous"


@pytest.mark.parametrize("shown", ["/s/", "/s/ ______________", "[signature]"])
def test_a_mark_of_signature_without_a_name_is_not_certain(shown: str) -> None:
    assert _signed(shown) != True  # noqa: E712  (a state or False)


def test_a_stamp_of_an_e_signature_beside_its_rule_is_a_signature() -> None:
    assert _signed("DocuSigned by: Ann Test") is True


def test_each_column_s_signature_is_its_own() -> None:
    record = answered(*captioned(("Signature  ", "", "/s/ Bob Test")))
    assert (value(record, "subscriber.signature"), value(record, "joint.signature")) == ("blank", True)


def test_two_signatures_run_together_are_not_certain() -> None:
    reading = answered(*captioned(("Signature  ", "/s/ Ann Test /s/ Bob Test", ""))).readings["subscriber.signature"]
    assert not reading.is_certain


@pytest.mark.parametrize(
    ("beside_by", "officer", "signed"),
    [
        ("/s/ Ann Test", "Ann Test", True),
        ("/s/ Ann Test, Compliance Officer", "Ann Test", True),
        ("/s/ Ann Test, Jr.", "Ann Test, Jr", True),
    ],
)
def test_the_member_firm_s_officer_is_read_from_the_signature(beside_by: str, officer: str, signed: bool) -> None:
    record = answered(("By: ______________________________\n", f"By: {beside_by}\n"))
    assert value(record, "nasd.firm_signature") is signed
    assert str(value(record, "nasd.firm_officer")).rstrip(".") == officer


# The whole signature page in every kind of file, and no value in another's place.

ANSWERS = captioned(
    ("Signature  ", "/s/ Ann Test", "/s/ Bob Test"), ("Name Typed", "Ann Test", "Bob Test"),
    ("City, State", "Reno, NV 89501", "Reno, NV 89501"), ("Telephone-B", "775-555-0100", ""),
    ("Telephone-R", "", "775-555-0101"), ("Tax ID", "000-12-3456", "000-65-4321"),
)  # fmt: skip
READ = {
    "subscriber.signature": True, "joint.signature": True, "subscriber.name": "Ann Test", "joint.name": "Bob Test",
    "subscriber.city_state_zip": "Reno, NV 89501", "joint.city_state_zip": "Reno, NV 89501",
    "subscriber.telephone_business": "775-555-0100", "joint.telephone_residence": "775-555-0101",
    "subscriber.tax_id": "000-12-3456", "joint.tax_id": "000-65-4321",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_two_columns_of_the_signature_page_are_kept_apart_in_every_kind_of_file(kind: str) -> None:
    record = answered(*ANSWERS, kind=kind)
    assert filled(record) == READ
    assert told(record.alterations) == []


def test_wire_instructions_and_notices_are_read_each_in_its_blank() -> None:
    record = read(
        replaced(
            ("Account Name:  ________________", "Account Name:  Test Account"),
            ("ABA #          ________________", "ABA #          021000021"),
            ("Address:       ________________", "Address:       1 Test Street"),
            ("                                                   ________________\n",
             "                                                   Testville\n"),
            ("      Attn:  ________________________", "      Attn:  Ann Test"),
        )
    )  # fmt: skip
    assert told(record.alterations) == []
    assert filled(record) == {
        "wire.account_name": "Test Account", "wire.aba_number": "021000021",
        "wire.address": "1 Test Street\nTestville", "notice.company_attn": "Ann Test",
    }  # fmt: skip


def test_a_reading_has_its_words_place_and_the_print_around_it() -> None:
    reading = read(replaced(("Attn:  ________________________", "Attn:  Ann Test"), text=SEED)).readings[
        "notice.company_attn"
    ]
    assert (reading.raw, reading.where.line, reading.before.split()[-1]) == ("Ann Test", 842, "Attn:")


def test_a_blank_form_holds_nothing_but_what_it_prints() -> None:
    record = answered()
    assert filled(record) == {}
    assert record.is_blank_form
    assert value(record, "shares.price_per_share") == Decimal("100.00")
