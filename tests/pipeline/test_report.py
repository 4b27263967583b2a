"""report.json: its layout, its values, its masking, its sameness."""

import json
import re
from datetime import date
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_batch import (
    BATCH,
    FORM,
    JUDGEMENT,
    TITLES,
    batch_of,
    complete,
    finding,
    judged,
    reading,
    record,
    report,
)

from extractors.record import Alteration, Reading
from pipeline.report import build
from pipeline.report.to_html import to_html
from pipeline.report.to_json import SCHEMA_FILE, schema, schema_json, to_json
from pipeline.report.to_xlsx import to_xlsx


def data(made=None):
    return json.loads(to_json(made or report()))


def test_the_published_schema_is_the_models_schema():
    assert SCHEMA_FILE.read_bytes() == schema_json(), "write it anew: python -m pipeline.report.to_json"


def test_a_report_follows_the_schema_and_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(data(), schema(), cls=jsonschema.Draft202012Validator)


def test_the_schema_refuses_an_unknown_state_and_a_missing_key():
    wrong = data()
    wrong["documents"][0]["fields"]["shares.number"]["state"] = "certain"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema())
    short = data()
    del short["documents"][0]["outcomes"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(short, schema())


def test_the_layout_is_the_contracts():
    made = data()
    assert list(made) == [
        "schema", "created", "as_of", "offering", "documents", "findings", "outcomes", "summary",
    ]  # fmt: skip
    assert made["schema"] == "subdocs.report/1"
    assert made["offering"] == {
        "issuer": "Invented Minerals & Sons, Inc.", "security": "Series E Convertible Preferred Stock",
        "price_per_share": "100.00", "shares_offered": "25000",
    }  # fmt: skip
    kessler = made["documents"][1]
    assert kessler["path"] == "kessler.pdf"
    assert (kessler["form"], kessler["status"], kessler["error"]) == ("series-e-subscription", "fail", None)
    shares = kessler["fields"]["shares.number"]
    assert {key: shares[key] for key in ("value", "raw", "state", "confidence", "method", "where")} == {
        "value": "1500", "raw": "1,500", "state": "filled", "confidence": 0.998, "method": "text",
        "where": {"page": 21, "bbox": [162.0, 88.1, 190.4, 99.7], "line": None},
    }  # fmt: skip
    assert kessler["findings"][0] == {
        "rule": "MTH001", "outcome": "fail", "title": "Shares times price is not the purchase price",
        "message": "1,500 × $100.00 is $150,000.00, but the purchase price says $155,000.00.",
        "fields": ["shares.number", "shares.purchase_price"], "cites": ["Signature page"],
        "remedy": "What to do about MTH001, in a sentence.",
    }  # fmt: skip
    assert kessler["outcomes"]["MTH001"] == "fail"
    assert set(kessler["outcomes"]) == set(TITLES)
    assert set(made["findings"][0]) == {"rule", "outcome", "title", "message", "documents", "cites", "remedy"}


def test_fields_stand_in_the_order_of_the_catalogue_and_all_of_them():
    backwards = dict(reversed(complete().items()))
    made = data(report(batch_of(judged("a.pdf", record(backwards)))))
    assert list(made["documents"][0]["fields"]) == list(FORM.fields)


def test_values_are_written_as_the_catalogues_types_write_them():
    fields = data()["documents"][0]["fields"]
    assert fields["shares.purchase_price"]["value"] == "150000.00"
    assert fields["subscription.date"]["value"] == "2005-10-14"
    assert fields["accreditation.categories"]["value"] == ["A"]
    assert fields["title.manner"]["value"] == "joint_tenants"
    assert fields["nasd.affiliated"]["value"] is False
    assert fields["subscriber.address"]["value"] == "12 Invented Lane\nSuite 4"
    assert fields["joint.signature"] | {"where": None} == {
        "value": False, "raw": None, "state": "blank", "confidence": 1.0, "method": "text", "where": None,
        "context": {"before": "", "after": ""}, "marks": [],
    }  # fmt: skip
    assert fields["accreditation.description_d"]["value"] is None


@pytest.mark.parametrize(("figure", "number", "money"), [
    ("1500", "1500", "1500.00"), ("1500.00", "1500", "1500.00"), ("12.5", "12.5", "12.50"), ("1E+3", "1000", "1000.00"),
    ("0.125", "0.125", "0.125"), ("-0", "0", "0.00"), ("0.00", "0", "0.00"),
    ("12345678901234567890.10", "12345678901234567890.1", "12345678901234567890.10"),
])  # fmt: skip
def test_figures_are_written_exactly(figure, number, money):
    assert (build.number(Decimal(figure)), build.money(Decimal(figure))) == (number, money)


@given(st.floats(0, 1))
@settings(max_examples=25, deadline=None)
def test_confidence_is_never_rounded_up(confidence):
    made = build.build_extract(
        BATCH[0].document.__class__(
            "a", "", record(complete(shares__number=reading(Decimal(1), "1", confidence=confidence)))
        ),
        FORM.fields,
    )
    assert made.fields["shares.number"].confidence <= confidence


def test_an_unreadable_document_has_no_form_no_fields_and_says_what_to_do():
    scan = data()["documents"][3]
    assert (scan["form"], scan["fields"], scan["status"]) == (None, {}, "unreadable")
    assert scan["error"]["code"] == "encrypted"
    assert "Save it without its password" in scan["error"]["message"]


def test_the_summary_counts_documents_and_shares():
    assert data()["summary"] == {
        "documents": 4, "pass": 1, "review": 1, "fail": 1, "unreadable": 1,
        "shares": {"pass": "1500", "review": "650", "offered": "25000", "remaining": "22850", "uncounted": 0},
    }  # fmt: skip


def test_remaining_goes_below_nothing_where_too_much_is_subscribed_and_unknown_shares_are_counted():
    many = reading(Decimal("25000.5"), "25,000.5")
    made = data(
        report(
            batch_of(
                judged("a.pdf", record(complete(shares__number=many))),
                judged(
                    "b.pdf", record(complete(shares__number=Reading(None, "1?00", "unreadable", 0.4))),
                    finding("SUI003", "review", "Look."),
                ),
            )
        )
    )  # fmt: skip
    assert made["summary"]["shares"] == {
        "pass": "25000.5", "review": "0", "offered": "25000", "remaining": "-0.5", "uncounted": 1,
    }  # fmt: skip


def test_the_same_batch_gives_the_same_bytes_but_for_created():
    later = to_json(report(created="2027-01-01T00:00:00Z"))
    assert to_json(report()) == to_json(report())
    assert later != to_json(report())
    assert re.sub(rb'"created": "[^"]*"', b"", later) == re.sub(rb'"created": "[^"]*"', b"", to_json(report()))
    assert to_html(report(), FORM.fields, TITLES) == to_html(report(), FORM.fields, TITLES)
    assert to_xlsx(report()) == to_xlsx(report())


def test_the_date_the_user_named_is_said_and_no_other():
    assert data()["as_of"] is None
    assert data(report(as_of=date(2005, 12, 31)))["as_of"] == "2005-12-31"


# Masking

SECRET = "123-45-6789"


def leaky():
    """A batch with a tax id and an account number in every place that takes words."""
    readings = complete(
        wire__account_number=reading("000-445-5667-78"),
        wire__aba_number=reading("021000021"),
        joint__tax_id=Reading(None, "98-7654321 or 98-7654322", "ambiguous", 0.5),
        suitability__employment=reading("Owner; SSN 123 45 6789, acct 00044556 6778", "Owner; SSN 123 45 6789"),
        subscriber__name=reading("Theodora Kessler", "Theodora Kessler 123456789", before=f"id {SECRET}", after=SECRET),
        subscriber__city_state_zip=reading("Reno, NV 895011234"),
    )
    alteration = Alteration("5.2(b)", "changed", SECRET, "my number is 123456789", f"x {SECRET}", "44-1234567")
    first = judged(
        "a.pdf",
        record(readings, alterations=(alteration,), notes=(f"note {SECRET}",), missing=(f"page {SECRET}",)),
        finding("MTH001", "fail", f"The tax id {SECRET} and the account 00044556677 8.", remedy=f"Ask for {SECRET}."),
        finding("IDN005", "review", "The ABA number 021000021 fails its checksum; ZIP 895011234."),
    )
    second = judged("b.pdf", None, error=("corrupt", f"This file belongs to {SECRET}. Save it."))
    whole = finding("OFF002", "review", f"{SECRET} and 987654321 stand in both.", documents=("a.pdf", "b.pdf"))
    judgement = batch_of(first, second)
    return judgement.__class__(judgement.documents, {"OFF002": "review"}, (whole,))


def hidden(text: str) -> list[str]:
    """The secrets that can still be read in a text."""
    digits = re.sub(r"(?<=\w)[-–. ]{1,3}(?=\w)", "", text)
    return [
        secret for secret in ("123456789", "987654321", "987654322", "00044556677", "441234567") if secret in digits
    ]


def test_tax_ids_and_account_numbers_are_masked_everywhere():
    made = report(leaky())
    text = to_json(made).decode()
    assert hidden(text) == []
    assert hidden(re.sub(r"<[^>]*>", " ", to_html(made, FORM.fields, TITLES).decode())) == []
    fields = data(made)["documents"][0]["fields"]
    assert fields["subscriber.tax_id"]["value"] == fields["subscriber.tax_id"]["raw"] == "***-**-6789"
    assert fields["wire.account_number"]["value"].endswith("6778")
    assert set(fields["wire.account_number"]["value"][:-4]) <= {"*", "-"}


def test_masking_leaves_figures_routing_numbers_and_zip_codes_alone():
    made = data(report(leaky()))
    fields = made["documents"][0]["fields"]
    assert fields["wire.aba_number"]["value"] == "021000021"
    assert fields["subscriber.city_state_zip"]["value"] == "Reno, NV 895011234"
    assert fields["shares.purchase_price"]["value"] == "150000.00"
    assert "021000021" in made["documents"][0]["findings"][1]["message"]
    short = complete(wire__account_number=reading("150000"), subscriber__tax_id=reading("1500"))
    kept = finding("MTH001", "fail", "1,500 × $100.00 is $150,000.00 or $150000.00, not 150000.")
    made = data(report(batch_of(judged("a.pdf", record(short), kept))))["documents"][0]
    assert made["findings"][0]["message"] == "1,500 × $100.00 is $150,000.00 or $150000.00, not **0000."
    assert made["fields"]["shares.number"]["raw"] == "1,500"
    assert made["fields"]["subscriber.tax_id"]["value"] == "****"


def test_the_exact_fraction_of_a_price_is_no_tax_id():
    told = "The price is $0.000015885 (exactly 1961111/123450000), and 123450000 stands beside it."
    made = data(report(batch_of(judged("a.pdf", record(complete()), finding("MTH001", "fail", told)))))
    message = made["documents"][0]["findings"][0]["message"]
    assert message == "The price is $0.000015885 (exactly 1961111/123450000), and *****0000 stands beside it."


def test_reveal_writes_them_in_full():
    text = to_json(report(leaky(), reveal=True)).decode()
    assert SECRET in text
    assert "000-445-5667-78" in text
    assert "*" not in text


def test_words_in_place_of_a_tax_id_are_shown():
    made = report(
        batch_of(judged("a.pdf", record(complete(subscriber__tax_id=Reading(None, "applied for", "invalid")))))
    )
    assert made.documents[0].fields["subscriber.tax_id"].raw == "applied for"


@given(st.text(max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_reported(words):
    made = report(batch_of(judged("a.pdf", record(complete(subscriber__name=reading(words + "\ud800"))))))
    assert json.loads(to_json(made))
    assert to_html(made, FORM.fields, TITLES)
    assert to_xlsx(made)


def test_nothing_of_a_judged_batch_is_left_out():
    made = data()
    assert [document["path"] for document in made["documents"]] == [one.document.path for one in JUDGEMENT.documents]
    assert [len(document["findings"]) for document in made["documents"]] == [0, 3, 1, 0]
    assert [change["section"] for change in made["documents"][1]["alterations"]] == ["5.2(b)", "1.6(a)", "2.10(c)"]
