"""Which letter and certificate a document gets, and what they may say. The people in the tests are invented."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checks.offering import load_offering
from checks.rule import LOOK, Finding
from extractors.record import Alteration, Reading
from pipeline.papers.batch import Terms, certificate_numbers_of, certificates, letters, schedule
from pipeline.papers.deficiency import places_to_sign, points
from pipeline.papers.paper import Paper, Refusal, contents_of
from pipeline.papers.regenerated import regenerated
from pipeline.papers.results import Results
from pipeline.papers.standing import held
from pipeline.papers.subscriber import Subscriber
from pipeline.papers.writing import numbered_certificates, write_certificates
from tests.pipeline.sample_batch import batch_of, complete, judged, reading, record, report

CORPUS = Path(__file__).parents[2] / "corpus"
SERIES_E = str(CORPUS / "offerings/series-e.yaml")
SOLD_BY = load_offering(Path(SERIES_E))
DAY = date(2005, 11, 1)
TERMS = Terms(dated=DAY, answer_by=date(2005, 11, 15), closing=DAY)
ACCEPTED = {
    "title__manner": reading("individual"),
    "acceptance__signature": reading(value=True, raw="/s/", method="signature"),
    "acceptance__date": reading(date(2005, 10, 20)),
}
UNSIGNED = Finding(
    "SIG006", "review", "t", "The Company has not signed its acceptance.", (), (), "The Company must sign."
)
DOUBT = Finding(
    "SUI003", "review", "t", "This could not be decided, because the reading of suitability.education is uncertain.",
    ("suitability.education",), (), LOOK,
)  # fmt: skip
WRONG_PHONE = Finding(
    "IDN005", "review", "t", "No telephone number is given.", ("subscriber.telephone_business",), ("Signature page",),
    "Please enter one.",
)  # fmt: skip


def results(*documents, findings=()):
    judgement = replace(batch_of(*documents), findings=findings)
    return Results(Path(), report(judgement), None, {})


def accepted(path="adler.pdf", *findings, **changes):
    return judged(path, record(complete(**(ACCEPTED | changes))), *findings)


def papers(found, terms=TERMS, issued=None):
    orders = list(letters(found, SOLD_BY, terms, issued or {}))
    return [one for one in orders if isinstance(one, Paper)], [one for one in orders if isinstance(one, Refusal)]


def certified(found, terms=TERMS):
    orders = list(certificates(found, SOLD_BY, terms))
    refused = [one for one in orders if isinstance(one, Refusal)]
    return [one[1] for one in orders if not isinstance(one, Refusal)], refused


def batch_finding(rule, *paths, outcome="review"):
    return Finding(rule, outcome, "t", "Something is to be decided.", (), (), "Decide.", paths)


# The acceptance, and the number of a certificate


TAMIL = "தமிழ் மாதிரி"


def named(path, name):
    return accepted(path, subscriber__name=reading(name), securities__issue_name=reading(name))


def numbers_in(found, formats):
    issued, refused = numbered_certificates(found, SOLD_BY, replace(TERMS, formats=formats), 1)
    return {one.path: one.number for one in issued}, refused


@pytest.mark.parametrize(("name", "formats"), [("{{name}}", ("docx", "txt")), (TAMIL, ("pdf",))])
def test_a_certificate_that_cannot_be_written_takes_no_number_and_is_told_by_its_document(name, formats):
    found = results(named("a.pdf", "Avery Adler"), named("b.pdf", name), named("c.pdf", "Casey Cole"))
    numbers, refused = numbers_in(found, formats)
    assert numbers == {"a.pdf": "E-1", "c.pdf": "E-2"}
    (told,) = refused
    assert told.name == "b.pdf"
    assert told.reason.startswith("has no certificate, and no number is kept for one. certificate.holder: ")
    assert told.is_due


def test_a_name_that_one_format_cannot_show_keeps_its_number_and_the_other_formats(tmp_path):
    found = results(named("a.pdf", TAMIL), named("b.pdf", "Blair Baker"))
    issued, refused = numbered_certificates(found, SOLD_BY, TERMS, 1)
    assert refused == []
    written, numbers = write_certificates(issued, tmp_path)
    assert numbers == {"a.pdf": "E-1", "b.pdf": "E-2"}
    assert sorted(path.name for path in written.files) == ["a-E-1.docx", "b-E-2.docx", "b-E-2.pdf"]
    (told,) = written.refused
    assert told.name == "a-E-1"
    assert told.reason.startswith("is written as docx and not as pdf.\ncertificate.holder: holds the letter ")


@pytest.mark.parametrize(("name", "kind"), [("{{name}}", "docx"), (TAMIL, "pdf")])
def test_a_name_that_cannot_be_printed_leaves_the_schedule_whole_and_is_told_by_its_document(name, kind):
    found = results(named("a.pdf", "Avery Adler"), named("b.pdf", name), named("c.pdf", "Casey Cole"))
    told, drafted = schedule(found, SOLD_BY, TERMS, {"a.pdf": "E-1"}, name="closing", kind=kind)
    assert told.name == "b.pdf"
    assert told.reason.startswith('the schedule says "name cannot be printed" in place of its name. ')
    assert drafted.contents.refused is None
    assert drafted.contents == contents_of(drafted.paper)
    rows = drafted.paper.values["schedule.subscribers"]
    assert rows[1].startswith("name cannot be printed, see b.pdf | cannot be printed | 1,500 |")
    assert [row.split(" | ")[0] for row in (rows[0], rows[2])] == ["Avery Adler", "Casey Cole"]


def test_a_file_whose_own_name_cannot_be_printed_is_pointed_to_by_its_place_in_the_report():
    found = results(named("{{a}}.pdf", "{{name}}"))
    _, drafted = schedule(found, SOLD_BY, TERMS, {}, name="closing", kind="docx")
    assert drafted.paper.values["schedule.subscribers"][0].startswith(
        "name cannot be printed, see document 1 of the report |"
    )


def test_a_letter_names_the_number_of_a_certificate_that_is_issued_with_it_and_no_other():
    found = results(accepted("a.pdf"), judged("b.pdf", record(complete(title__manner=reading("individual"))), UNSIGNED))
    assert certificate_numbers_of(found, SOLD_BY, TERMS) == {"a.pdf": "E-1"}
    written, _ = papers(found, issued={"a.pdf": "E-1"})
    assert [paper.values["certificate.number"] for paper in written] == ["E-1", "not yet assigned"]
    written, _ = papers(found)
    assert {paper.values["certificate.number"] for paper in written} == {"not yet assigned"}


def test_a_letter_says_accepted_only_of_what_the_company_has_signed_and_dated():
    unsigned = judged("b.pdf", record(complete(title__manner=reading("individual"))), UNSIGNED)
    undated = accepted("c.pdf", UNSIGNED, acceptance__date=Reading())
    written, _ = papers(results(accepted("a.pdf"), unsigned, undated))
    assert [paper.terms["countersigned"] for paper in written] == ["yes", "", ""]
    assert [paper.values["acceptance.signature"] for paper in written] == [True, False, False]
    assert [paper.values["acceptance.date"] for paper in written] == ["2005-10-20", "2005-11-01", "2005-11-01"]
    assert {paper.values["acceptance.shares"] for paper in written} == {"1,500 shares"}
    assert {paper.values["acceptance.purchase_price"] for paper in written} == {"$150,000.00"}


@pytest.mark.parametrize(
    ("dated", "closing", "said"),
    [
        ("2005-10-01", "2005-11-01", ("October 20, 2005", "October 1, 2005", "--dated")),
        ("2005-11-01", "2005-10-18", ("October 20, 2005", "October 18, 2005", "--closing")),
    ],
)
def test_an_acceptance_out_of_the_order_of_its_dates_is_refused_with_both(dated, closing, said):
    terms = replace(TERMS, dated=date.fromisoformat(dated), closing=date.fromisoformat(closing))
    written, refused = papers(results(accepted()), terms)
    assert written == []
    assert all(word in refused[0].reason for word in said)


def test_what_would_be_accepted_before_it_was_subscribed_is_refused_with_both_dates():
    unsigned = judged("b.pdf", record(complete(title__manner=reading("individual"))), UNSIGNED)
    written, refused = papers(results(unsigned), replace(TERMS, dated=date(2005, 10, 1)))
    assert written == []
    assert "October 14, 2005" in refused[0].reason
    assert "October 1, 2005" in refused[0].reason


# Doubts


def test_a_doubt_is_told_and_is_no_letter_of_its_own():
    written, refused = papers(results(accepted("a.pdf", DOUBT)))
    assert written == []
    assert refused[0].reason.startswith("needs review before a letter can be sent. SUI003: ")


def test_a_doubt_beside_a_point_is_told_and_is_not_in_the_letter():
    written, refused = papers(results(accepted("a.pdf", WRONG_PHONE, DOUBT)))
    assert [paper.form for paper in written] == ["deficiency-letter"]
    assert len(written[0].values["deficiency.items"]) == 1
    assert refused[0].reason.startswith("needs review before its letter can be sent. SUI003: ")


def test_a_doubt_of_what_the_subscriber_is_asked_anyway_needs_nobody_else():
    asked = replace(WRONG_PHONE, fields=("suitability.education",))
    _, refused = papers(results(accepted("a.pdf", asked, DOUBT)))
    assert refused == []


def test_a_doubt_of_the_companys_signature_is_no_acceptance():
    doubt = replace(DOUBT, rule="SIG006", fields=("acceptance.signature",))
    unclear = Reading(None, "scrawl", "unreadable", 0.3)
    written, refused = papers(results(accepted("a.pdf", doubt, acceptance__signature=unclear)))
    assert written == []
    assert "SIG006" in refused[0].reason


@pytest.mark.parametrize(
    ("signature", "state"),
    [
        (reading(value=True, raw="/s/", method="signature"), "signed"),
        (Reading(value=False), ""),
        (Reading(None, "scrawl", "unreadable", 0.3), "uncertain"),
    ],
)
def test_a_deficiency_letter_says_no_more_of_the_acceptance_than_is_known(signature, state):
    written, _ = papers(results(accepted("a.pdf", WRONG_PHONE, acceptance__signature=signature)))
    assert written[0].terms["acceptance"] == state


# The batch


def test_documents_that_a_finding_on_the_batch_names_are_held_back_and_take_no_number():
    found = results(
        accepted("a.pdf"), accepted("b.pdf"), accepted("c.pdf"), findings=(batch_finding("OFF004", "a.pdf", "b.pdf"),)
    )
    written, refused = certified(found)
    assert [paper.values["certificate.number"] for paper in written] == ["E-1"]
    assert [(one.name, one.is_due) for one in refused] == [("a.pdf", True), ("b.pdf", True)]
    assert all("OFF004" in one.reason for one in refused)
    written, refused = papers(found)
    assert [paper.name for paper in written] == ["c-acceptance"]


def test_copies_of_one_file_hold_nobody_back_unless_another_file_is_of_their_subscriber():
    one, copy, other = accepted("a.pdf"), accepted("b.pdf"), accepted("c.pdf")
    copy = replace(copy, document=replace(copy.document, sha256=one.document.sha256))
    finding = batch_finding("OFF002", "a.pdf", "b.pdf")
    assert held(results(one, copy, other, findings=(finding,)).report) == {}
    finding = batch_finding("OFF002", "a.pdf", "b.pdf", "c.pdf")
    assert set(held(results(one, copy, other, findings=(finding,)).report)) == {"a.pdf", "b.pdf", "c.pdf"}


def test_certificates_are_dated_at_the_closing_where_the_letters_precede_it():
    terms = replace(TERMS, closing=date(2005, 11, 8))
    written, _ = certified(results(accepted()), terms)
    assert written[0].values["certificate.date"] == "2005-11-08"


# The holder


@pytest.mark.parametrize(
    ("manner", "issue_name", "holder", "doubt"),
    [
        ("joint_tenants", "A. Roe and B. Roe", "A. Roe and B. Roe, as joint tenants with right of survivorship", False),
        ("tenants_in_common", "A. Roe and B. Roe", "A. Roe and B. Roe, as tenants in common", False),
        ("community_property", "A. Roe and B. Roe", "A. Roe and B. Roe, as community property", False),
        ("joint_tenants", "A. Roe and B. Roe JT TEN", "A. Roe and B. Roe JT TEN", False),
        ("joint_tenants", "A. Roe and B. Roe, JTWROS", "A. Roe and B. Roe, JTWROS", False),
        ("joint_tenants", "A. Roe and B. Roe, tenants in common", "A. Roe and B. Roe, tenants in common", True),
        ("individual", "Theodora Kessler", "Theodora Kessler", False),
    ],
)
def test_two_holders_are_registered_with_their_tenancy(manner, issue_name, holder, doubt):
    changes = {"title__manner": reading(manner), "securities__issue_name": reading(issue_name)}
    found = results(accepted("a.pdf", **changes))
    subscriber = Subscriber(found.report.documents[0])
    assert subscriber.holder == holder
    assert bool(subscriber.tenancy_in_doubt) is doubt
    written, refused = certified(found)
    assert (len(written), len(refused)) == ((0, 1) if doubt else (1, 0))


def test_an_entity_has_no_tenancy():
    found = results(accepted("a.pdf", subscriber__entity_name=reading("Roe & Roe, L.P.")))
    assert Subscriber(found.report.documents[0]).holder == "Roe & Roe, L.P."


# Points, places and what is to be signed


def test_each_point_says_every_section_with_its_page_also_of_a_blank():
    finding = replace(WRONG_PHONE, fields=("accreditation.categories", "title.manner", "subscriber.facsimile_business"))
    found = results(accepted("a.pdf", finding, title__manner=reading("individual", where=reading("x").where)))
    (point,) = points(found.report.documents[0])
    assert point.startswith("Section 7.1, Section 7.3 and Signature page, page 21: ")


def test_missing_parts_are_the_place_of_their_finding():
    finding = replace(WRONG_PHONE, rule="FRM002", fields=("title.manner",))
    document = judged("a.pdf", record(complete(), missing=("5.6", "page 19")), finding)
    (point,) = points(results(document).report.documents[0])
    assert point.startswith("Section 5.6; Page 19: ")


@pytest.mark.parametrize(
    ("rules", "signed"),
    [
        (("SIG007", "MTH001"), ["The whole Agreement, in a new copy"]),
        (("FRM005",), ["The whole Agreement, in a new copy"]),
        (("MTH001",), ["Signature page, page 21"]),
        (("DAT003", "IDN005", "ACC005"), []),
        (("NSD003",), ["Acknowledgment of the member firm, page 21"]),
    ],
)
def test_what_is_to_be_signed_is_what_the_cures_ask_to_sign(rules, signed):
    findings = [replace(WRONG_PHONE, rule=rule, fields=("subscription.date",)) for rule in rules]
    document = results(accepted("a.pdf", *findings)).report.documents[0]
    assert places_to_sign(document) == signed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Alteration("2.9", "struck", "not", "", "The Company is", ""), "the printed word “not” was struck after “The"),
        (Alteration("1.1", "changed", "$100.00", "$90.00", "", ""), "the printed figure “$100.00” was changed to"),
        (Alteration("1.9", "added", "", "may transfer", "", "in"), "the words “may transfer” were added before “in”."),
    ],
)
def test_a_change_of_the_wording_is_said_in_whole_sentences(change, said):
    finding = replace(WRONG_PHONE, rule="FRM001", fields=())
    document = judged("a.pdf", record(complete(), alterations=(change,)), finding)
    (point,) = points(results(document).report.documents[0])
    assert point.startswith(f"Section {change.section}: {said}")


# Regenerated agreements


@pytest.mark.parametrize(
    ("more", "restored"),
    [
        (
            {"alterations": (Alteration("1.19", "struck", "to indemnify them", "", "", ""),)},
            "“to indemnify them” (struck)",
        ),
        ({"missing": ("page 19",)}, "page 19 (missing)"),
        ({"tracked_changes": "blanks"}, "tracked changes"),
    ],
)
def test_nobody_is_shown_as_having_signed_words_that_were_not_signed(more, restored):
    anew = regenerated(record(complete(**ACCEPTED), **more), SOLD_BY, "adler")
    assert restored in "; ".join(anew.restored)
    assert anew.paper.name == "adler-to-be-signed"
    for name in ("subscriber.signature", "acceptance.signature", "subscription.date", "acceptance.date"):
        assert name not in anew.paper.values
    assert anew.paper.values["shares.number"] == "1500"


def test_an_agreement_that_was_signed_as_printed_shows_its_signatures():
    anew = regenerated(record(complete(**ACCEPTED), missing=("certificate of signatory",)), SOLD_BY, "adler")
    assert anew.restored == ()
    assert anew.paper.values["subscriber.signature"] is True
