"""`subdocs draft`: one paper, and all papers of a check. The people in the tests are invented."""

import json
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pypdf
import pytest

from checks.offering import load_offering
from extractors.extract import extract
from pipeline.cli import run
from pipeline.papers.paper import paper_of
from templates.form import load_form

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
OFFERING = str(CORPUS / "offerings/series-e.yaml")
FOLDER = CORPUS / "folder-of-signed"
CERTIFICATE = ("draft", "share-certificate", "--offering", OFFERING)
NINE_DIGITS = re.compile(r"\d{3}-\d{2}-\d{4}|\d{2}-\d{7}|\*{2,}")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The corpus's folder of signed agreements, checked."""
    out = tmp_path_factory.mktemp("results")
    assert run(["check", str(FOLDER), "--offering", OFFERING, "--out", str(out), "--as-of", "2005-12-20"]) == 1
    return out


@pytest.fixture(scope="module")
def papers(results, tmp_path_factory):
    """All its papers."""
    out = tmp_path_factory.mktemp("papers")
    status = run(["draft", "--from", str(results), "--letters", str(out / "letters"), "--clean", str(out / "clean"),
                  "--certificates", str(out / "certificates"), "--schedule", str(out / "schedule.docx"),
                  "--dated", "2005-12-20", "--closing", "2005-12-27"])  # fmt: skip
    assert status == 1  # one file could not be read, so one letter is not written
    return out


def words_of(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def test_every_document_has_a_letter_or_a_reason_in_the_output(papers, capsys, results):
    report = json.loads((results / "report.json").read_text(encoding="utf-8"))
    written = {path.name for path in (papers / "letters").rglob("*.pdf")}
    for document in report["documents"]:
        stem = Path(document["path"]).stem
        rules = {finding["rule"] for finding in document["findings"]} - {"SIG006"}
        if document["error"] or document["path"].endswith("Kessler (2).pdf"):
            assert not any(name.startswith(f"{stem}-") for name in written)
        else:
            assert f"{stem}-{'deficiency' if rules else 'acceptance'}.pdf" in written


def test_a_deficiency_letter_names_section_page_figures_and_cure_and_no_tax_id(papers):
    record = extract((papers / "letters/abernathy-deficiency.docx").read_bytes(), form="deficiency-letter")
    (point,) = record.value("deficiency.items")
    assert point.startswith(
        "Signature page, page 21: 1,500 × $100.00 is $150,000.00, but the purchase price says $155,000.00."
    )
    assert "initial the correction" in point
    assert record.value("letter.answer_by") == date(2006, 1, 5)
    assert record.value("deficiency.pages") == "Signature page, page 21"
    for file in (papers / "letters").rglob("*.pdf"):
        if "deficiency" in file.name:
            assert not NINE_DIGITS.search(words_of(file))


def test_a_change_of_the_wording_is_a_point_of_its_own_with_its_words(papers):
    letter = papers / "letters/received in November/moretti-redline-deficiency.docx"
    points = extract(letter.read_bytes(), form="deficiency-letter").value("deficiency.items")
    assert any((point.startswith("Section 1.19") and "was" in point) or "were" in point for point in points)


def test_an_acceptance_letter_carries_the_figures_of_the_signed_agreement(papers):
    record = extract((papers / "letters/Tamarack Ridge Partners-acceptance.pdf").read_bytes(), form="acceptance-letter")
    assert record.number("shares.number") == Decimal(5000)
    assert record.number("shares.purchase_price") == Decimal(500000)
    assert record.text("securities.issue_name") == "Tamarack Ridge Partners, L.P."
    assert record.day("closing.date") == date(2005, 12, 27)


def test_certificates_are_numbered_without_gaps_and_once_a_subscription(papers, results):
    report = json.loads((results / "report.json").read_text(encoding="utf-8"))
    records = [
        extract(path.read_bytes(), form="share-certificate") for path in (papers / "certificates").rglob("*.docx")
    ]
    numbers = sorted(record.text("certificate.number") for record in records)
    assert numbers == [f"E-{number}" for number in range(1, len(records) + 1)]
    passing = {document["sha256"] for document in report["documents"] if document["status"] == "pass"}
    assert len(records) == len(passing)
    kessler = next(record for record in records if record.text("certificate.holder") == "Martin J. Kessler")
    assert kessler.number("certificate.shares") == Decimal(1500)
    assert kessler.text("certificate.shares_in_words") == "One Thousand Five Hundred"


def test_a_regenerated_agreement_says_what_the_signed_one_says(papers):
    for name in ("Kessler", "Hollis Family Trust", "Tamarack Ridge Partners", "Okafor Adaeze"):
        (signed,) = [path for path in FOLDER.iterdir() if path.stem == name]
        before = extract(signed.read_bytes())
        for kind in ("docx", "pdf"):
            after = extract((papers / f"clean/{name}.{kind}").read_bytes())
            assert after.edition == "clean"
            assert after.alterations == ()
            assert {field: reading.value for field, reading in after.readings.items()} == {
                field: reading.value for field, reading in before.readings.items()
            }


def test_the_schedule_lists_every_document_and_counts_what_is_certain(papers, results):
    record = extract((papers / "schedule.docx").read_bytes(), form="closing-schedule")
    report = json.loads((results / "report.json").read_text(encoding="utf-8"))
    rows = record.value("schedule.subscribers")
    assert len(rows) == len(report["documents"])
    assert "Martin J. Kessler | Martin J. Kessler | 1,500 | $150,000.00 | passes | E-1" in rows
    assert any(row.startswith("received in November/scan0007.pdf | - | - | - | not readable") for row in rows)


def test_more_subscribed_than_offered_gives_no_certificates(results, tmp_path, capsys):
    report = json.loads((results / "report.json").read_text(encoding="utf-8"))
    report["findings"].append({"rule": "OFF001", "outcome": "fail", "title": "Oversubscribed", "message": "Too many.",
                               "documents": [], "cites": [], "remedy": ""})  # fmt: skip
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    call = ["draft", "--from", str(tmp_path), "--offering", OFFERING, "--closing", "2005-12-20"]
    places = ["--certificates", str(tmp_path / "c"), "--schedule", str(tmp_path / "schedule.txt")]
    assert run([*call, *places]) == 1
    assert "none is issued: OFF001, told above" in capsys.readouterr().out
    assert not (tmp_path / "c").exists()
    assert "E-1" not in (tmp_path / "schedule.txt").read_text(encoding="utf-8")


def test_a_signed_file_that_was_changed_since_is_not_regenerated(tmp_path, capsys):
    (tmp_path / "signed").mkdir()
    signed = tmp_path / "signed/kessler.txt"
    signed.write_bytes((CORPUS / "completed/text/kessler.txt").read_bytes())
    run(["check", str(tmp_path / "signed"), "--offering", OFFERING, "--out", str(tmp_path / "out")])
    signed.write_text(signed.read_text(encoding="utf-8").replace("1,500", "2,500"), encoding="utf-8")
    capsys.readouterr()
    assert run(["draft", "--from", str(tmp_path / "out"), "--clean", str(tmp_path / "clean")]) == 1
    assert "was changed since it was checked" in capsys.readouterr().out
    assert not list((tmp_path / "clean").glob("*")) if (tmp_path / "clean").exists() else True


def wrong(capsys, *call):
    assert run(list(call)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("subdocs: ")
    return err


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["draft"], "needs a FORM"),
        (["draft", "no-such-form", "--offering", OFFERING, "--out", "x.docx"], "There is no form 'no-such-form'"),
        (["draft", "share-certificate", "--out", "x.docx"], "needs --offering"),
        (["draft", "share-certificate", "--offering", OFFERING], "needs --out"),
        (["draft", "share-certificate", "--offering", OFFERING, "--out", "x.odt"], ".docx, .pdf, .html, .txt"),
        ([*CERTIFICATE, "--out", "x.pdf"], "certificate.number, certificate.shares"),
        ([*CERTIFICATE, "--edition", "old", "--out", "x.pdf"], "no edition 'old'"),
        (["draft", "--from", "nowhere", "--letters", "l"], "no report.json in nowhere"),
        (["draft", "--from", "nowhere"], "--letters, --certificates, --clean or --schedule"),
        (["draft", "series-e-subscription", "--letters", "l"], "goes with --from"),
        (["diff", "one"], "two files"),
    ],
)  # fmt: skip
def test_a_wrong_call_says_what_is_wrong(call, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert said in wrong(capsys, *call)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ("shares.numbr: '5'", "shares.numbr: series-e-subscription, edition clean, has no such field"),
        ("shares.number: many", "shares.number: 'many' is no exact number"),
        ("shares.number: 1.5", None),
        ("subscription.date: 2005-09-31", "subscription.date: '2005-09-31' is no day of the calendar"),
        ("title.manner: circle", "title.manner: there is no option 'circle'"),
        ("accreditation.categories: [J]", "there is no option 'J' here"),
        ("shares.price_per_share: '90.00'", "prints the offering's price, $100.00"),
        ('subscriber.name: "A\\u0007B"', "control character U+0007"),
        ("shares.number: '5'\nshares.number: '6'", "this key is written twice"),
        ("- a list", "field names, each with its value"),
        ("subscriber.name: 'X'", "subscriber.name: 'X' says that nothing stands there, and would be read as a blank"),
        ("subscriber.name: 'None'", "subscriber.name: 'None' says that nothing stands there"),
        ("securities.issue_name: '- - -'", "securities.issue_name: '- - -' says that nothing stands there"),
        ("subscriber.address: N/A", "subscriber.address: 'N/A' says that nothing stands there"),
        ("suitability.education: None", None),
        ("shares.number: -5", "shares.number: is -5, and must be more than zero."),
        ("shares.purchase_price: '0.00'", "shares.purchase_price: is 0.00, and must be more than zero."),
    ],
)
def test_a_wrong_value_is_told_by_its_field(values, said, capsys, tmp_path):
    file = tmp_path / "values.yaml"
    file.write_text(values, encoding="utf-8")
    call = [
        "draft",
        "series-e-subscription",
        "--offering",
        OFFERING,
        "--values",
        str(file),
        "--out",
        str(tmp_path / "a.docx"),
    ]
    if said is None:
        assert run(call) == 0
    else:
        assert said in wrong(capsys, *call)
        assert not (tmp_path / "a.docx").exists()


def test_a_new_offering_is_drafted_filled_read_and_checked_with_nothing_but_its_offering(tmp_path, capsys):
    """The README's worked example: another company, state, security, price, cap and dates."""
    offering = str(CORPUS / "offerings/meridian-506b.yaml")
    values = tmp_path / "values.yaml"
    values.write_text((CORPUS / "values/meridian-investor.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    signed = tmp_path / "signed"
    for kind in ("docx", "pdf", "html", "txt"):
        out = str(signed / f"investor.{kind}")
        assert (
            run(["draft", "series-e-subscription", "--offering", offering, "--values", str(values), "--out", out]) == 0
        )
    assert run(
        ["check", str(signed), "--offering", offering, "--out", str(tmp_path / "out"), "--as-of", "2026-04-01"]
    ) in (0, 1)
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    for document in report["documents"]:
        assert document["edition"] == "current"
        assert document["fields"]["shares.purchase_price"]["value"] == "50000.00"
        assert [finding["rule"] for finding in document["findings"]] == [], document["path"]
        assert document["alterations"] == []


MERIDIAN = str(CORPUS / "offerings/meridian-506b.yaml")


def test_a_certificate_of_another_series_prints_nothing_of_the_series_it_was_filed_for(tmp_path):
    out = tmp_path / "certificate.txt"
    assert run(["draft", "certificate-of-designations", "--offering", MERIDIAN, "--out", str(out)]) == 0
    words = out.read_text(encoding="utf-8")
    for filed in ("Nevada", "American Technologies", "Series D", "2005", "900,000", "11.1111", ".0033", "10,000"):
        assert filed not in words
    for own in ("corporation law of Texas", "Certificate of Formation", "$25.00", "January 20, 2026"):
        assert own in " ".join(words.split())


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("--offering", OFFERING, "--out", "a.pdf", "--dated", "2005-12-20"), "draft --dated goes with --from"),
        (("--offering", OFFERING, "--out", "a.pdf", "--formats", "pdf"), "draft --formats goes with --from"),
        (("--offering", OFFERING, "--out", "a.pdf", "--letters", "b"), "draft --letters goes with --from"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(call, said, capsys):
    assert said in wrong(capsys, "draft", "series-e-subscription", *call)


def test_an_option_that_none_of_the_papers_reads_is_refused(results, tmp_path, capsys):
    call = ("draft", "--from", str(results), "--schedule", str(tmp_path / "s.pdf"), "--answer-by", "2005-12-24")
    assert "draft --answer-by goes with --letters" in wrong(capsys, *call)


def test_word_and_pdf_name_the_paper_in_their_title(tmp_path):
    for kind in ("docx", "pdf"):
        out = tmp_path / f"a.{kind}"
        run(
            [
                "draft",
                "series-e-subscription",
                "--offering",
                str(CORPUS / "offerings/tidewater-series-b.yaml"),
                "--out",
                str(out),
            ]
        )
    assert "Subscription Agreement" in docx.Document(str(tmp_path / "a.docx")).core_properties.title
    assert "Series E" not in docx.Document(str(tmp_path / "a.docx")).core_properties.title
    assert "Subscription Agreement" in pypdf.PdfReader(tmp_path / "a.pdf").metadata.title


def test_the_help_of_draft_and_diff_has_an_example(capsys):
    for command in ("draft", "diff"):
        assert run([command, "--help"]) == 0
        assert "Example" in capsys.readouterr().out


def test_every_form_can_be_named_and_listed(capsys):
    assert run(["forms"]) == 0
    listed = capsys.readouterr().out
    for name in ("series-e-subscription", "share-certificate", "deficiency-letter", "certificate-of-designations"):
        assert name in listed
        assert load_form(name).editions


def test_drafting_needs_no_office_program_and_no_network(tmp_path):
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "import subprocess; subprocess.Popen = refuse\n"
        "from pipeline.cli import run\n"
        f"call = ['draft', 'series-e-subscription', '--offering', {OFFERING!r}, '--out', {str(tmp_path / 'a.pdf')!r}]\n"
        "sys.exit(run(call))"
    )
    done = subprocess.run(
        [str(ROOT / ".venv/bin/python"), "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_notices_of_conversion_among_the_documents_get_no_paper_of_the_closing(tmp_path, capsys):
    signed = tmp_path / "signed"
    signed.mkdir()
    notice = next((CORPUS / "notices").glob("*.docx"))
    shutil.copy(notice, signed / notice.name)
    out = tmp_path / "results"
    ledger = str(CORPUS / "ledgers/series-d-with-holders.yaml")
    run(["check", str(signed), "--offering", OFFERING, "--ledger", ledger, "--out", str(out), "--as-of", "2005-12-20"])
    form = json.loads((out / "report.json").read_text(encoding="utf-8"))["documents"][0]["form"]
    assert form == "notice-of-conversion"
    capsys.readouterr()
    places = [f"--{one}" for one in ("letters", "certificates", "clean")]
    call = [word for place in places for word in (place, str(tmp_path / place.strip("-")))]
    schedule = tmp_path / "schedule.txt"
    assert run(["draft", "--from", str(out), *call, "--schedule", str(schedule)]) == 1
    told = capsys.readouterr().out
    assert told.count(f"{notice.name}: is no subscription (Notice of Conversion)") == 3
    assert not any((tmp_path / place.strip("-")).exists() for place in places)
    assert notice.name not in schedule.read_text(encoding="utf-8")
    assert "No documents" in schedule.read_text(encoding="utf-8")


def test_nobody_is_accepted_while_more_is_subscribed_for_than_offered(tmp_path, capsys):
    out, letters = tmp_path / "results", tmp_path / "letters"
    run(["check", str(CORPUS / "batches/over-offered"), "--offering", OFFERING, "--out", str(out)])
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert "OFF001" in {finding["rule"] for finding in report["findings"]}
    capsys.readouterr()
    assert run(["draft", "--from", str(out), "--letters", str(letters), "--formats", "txt"]) == 1
    assert not list(letters.rglob("*-acceptance.txt"))
    assert "no acceptance is written before it is decided" in capsys.readouterr().out


def test_an_offerings_own_edition_is_drafted_where_none_is_named():
    offering = load_offering(ROOT / "corpus/offerings/series-e.yaml")
    named = offering.model_copy(update={"edition": "as-filed"})
    assert paper_of("series-e-subscription", offering, "one", {}).edition == "clean"
    assert paper_of("series-e-subscription", named, "one", {}).edition == "as-filed"
    assert paper_of("series-e-subscription", named, "one", {}, edition="clean").edition == "clean"
    assert paper_of("certificate-of-signatory", named, "one", {}).edition == "clean"


def test_an_officer_other_than_the_one_that_is_printed_is_refused(tmp_path, capsys):
    sample = ROOT / "templates/notice-of-adjustment/sample.yaml"
    out = tmp_path / "notice.txt"
    today = str(CORPUS / "offerings/meridian-506b.yaml")
    call = ["draft", "notice-of-adjustment", "--offering", today, "--values", str(sample), "--out", str(out)]
    assert run(call) == 2
    assert "officer.name: the values say Harriet Q. Sample, but notice-of-adjustment" in capsys.readouterr().err
    assert not out.exists()
