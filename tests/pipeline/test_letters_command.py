"""`subdocs draft --from`: days, folders and reports that cannot be, and papers that agree with each other."""

import json
import shutil
from pathlib import Path

import pytest

from extractors.extract import extract
from pipeline.cli import run

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SERIES_E = str(CORPUS / "offerings/series-e.yaml")


# The command


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """Four signed agreements, checked: one passes, one waits for the company, one was changed, one is wrong."""
    signed, out = tmp_path_factory.mktemp("signed"), tmp_path_factory.mktemp("results")
    for name in (
        "text/kessler.txt",
        "word/haldane-not-accepted.docx",
        "text/thornbury-struck.txt",
        "text/abernathy.txt",
    ):
        shutil.copy(CORPUS / "completed" / name, signed)
    run(["check", str(signed), "--offering", SERIES_E, "--out", str(out), "--as-of", "2005-12-20"])
    return out


def draft(checked, *more):
    return run(["draft", "--from", str(checked), "--formats", "txt", "--dated", "2005-12-20", *map(str, more)])


def test_the_papers_of_a_call_agree_with_each_other(checked, tmp_path, capsys):
    places = [word for one in ("letters", "certificates", "clean") for word in (f"--{one}", tmp_path / one)]
    assert draft(checked, *places) == 1
    told = capsys.readouterr().out
    assert "thornbury-struck.txt: says what was not signed, so it is left unsigned" in told
    clean = extract((tmp_path / "clean/thornbury-struck-to-be-signed.docx").read_bytes())
    assert clean.value("subscriber.signature") is False
    words = {path.stem: " ".join(path.read_text(encoding="utf-8").split()) for path in (tmp_path / "letters").iterdir()}
    assert "certificate for your Shares is E-1." in words["kessler-acceptance"]
    assert '(the "Company") has accepted your subscription for 1,500 shares' in words["kessler-acceptance"]
    assert "a Purchase Price of $150,000.00" in words["kessler-acceptance"]
    haldane = words["haldane-not-accepted-acceptance"]
    assert "has accepted" not in haldane
    assert "The subscription is not accepted before the Company has signed that page." in haldane
    assert "is not yet assigned." in haldane
    assert "has not been accepted" not in words["abernathy-deficiency"]
    assert "bears the Company's signature under its acceptance" in words["abernathy-deficiency"]
    assert "The whole Agreement, in a new copy" in words["thornbury-struck-deficiency"]


def test_letters_alone_name_no_certificate(checked, tmp_path):
    draft(checked, "--letters", tmp_path)
    for letter in tmp_path.glob("*-acceptance.txt"):
        assert "is not yet assigned." in " ".join(letter.read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--answer-by", "2005-12-19"], "--answer-by: 2005-12-19 is not after the date of the letters, 2005-12-20"),
        (["--closing", "2005-08-31"], "--closing: 2005-08-31 lies before the offering opened on 2005-09-01"),
    ],
)
def test_days_that_cannot_be_are_refused_with_both(more, said, checked, tmp_path, capsys):
    assert draft(checked, "--letters", tmp_path / "letters", *more) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "letters").exists()


def test_a_closing_after_the_offering_is_asked_about_with_both_days(checked, tmp_path, capsys):
    assert draft(checked, "--certificates", tmp_path, "--closing", "2006-01-15") == 1
    told = capsys.readouterr().out
    assert "Look at the closing: 2006-01-15 lies after the offering closed on 2005-12-31" in told
    assert "Certificates are dated 2006-01-15, the closing, not 2005-12-20" in told


@pytest.mark.parametrize("place", ["file/letters", "file"])
def test_a_folder_that_cannot_be_written_is_one_error_before_anything_is_written(place, checked, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert draft(checked, "--certificates", tmp_path / "new", "--letters", tmp_path / place) == 2
    _, err = capsys.readouterr()
    assert len(err.strip().splitlines()) == 1
    assert f"--letters: {tmp_path / place}" in err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("shares.number", "15000", "15,000 × $100.00 is not $150,000.00"),
        ("shares.purchase_price", "1500000.00", "1,500 × $100.00 is not $1,500,000.00"),
    ],
)
def test_a_report_that_contradicts_itself_gives_no_papers(field, value, said, checked, tmp_path, capsys):
    told = json.loads((checked / "report.json").read_text(encoding="utf-8"))
    kessler = next(document for document in told["documents"] if document["path"] == "kessler.txt")
    kessler["fields"][field]["value"] = value
    (tmp_path / "report.json").write_text(json.dumps(told), encoding="utf-8")
    assert draft(tmp_path, "--offering", SERIES_E, "--certificates", tmp_path / "c") == 2
    err = capsys.readouterr().err
    assert "report.json was changed since it was made: kessler.txt passes" in err
    assert said in err


def test_a_document_that_passes_with_findings_gives_no_papers(checked, tmp_path, capsys):
    told = json.loads((checked / "report.json").read_text(encoding="utf-8"))
    next(document for document in told["documents"] if document["path"] == "abernathy.txt")["status"] = "pass"
    (tmp_path / "report.json").write_text(json.dumps(told), encoding="utf-8")
    assert draft(tmp_path, "--offering", SERIES_E, "--certificates", tmp_path / "c") == 2
    assert "abernathy.txt passes, and has findings (MTH001)" in capsys.readouterr().err


def test_another_offering_than_the_one_checked_by_gives_no_papers(checked, tmp_path, capsys):
    other = tmp_path / "other.yaml"
    words = Path(SERIES_E).read_text(encoding="utf-8").replace('price_per_share: "100.00"', 'price_per_share: "90.00"')
    other.write_text(words, encoding="utf-8")
    assert draft(checked, "--offering", other, "--certificates", tmp_path / "c") == 2
    assert "was checked by other terms than the offering's now" in capsys.readouterr().err


def test_what_keeps_one_kind_of_paper_from_being_written_keeps_no_other(checked, tmp_path, capsys):
    nobody = tmp_path / "nobody.yaml"
    lines = Path(SERIES_E).read_text(encoding="utf-8").splitlines()
    nobody.write_text("\n".join(line for line in lines if "Fromm" not in line and "directors_" not in line), "utf-8")
    call = ("--offering", nobody, "--letters", tmp_path / "letters")
    assert draft(checked, *call, "--schedule", tmp_path / "schedule.txt") == 1
    assert "none is written: the offering names nobody who signs letters." in capsys.readouterr().out
    assert (tmp_path / "schedule.txt").exists()
    assert draft(checked, *call) == 2


def test_one_tax_id_under_two_names_is_told_and_gets_no_certificate(tmp_path, capsys):
    out = tmp_path / "results"
    run(["check", str(CORPUS / "batches/same-subscriber"), "--offering", SERIES_E, "--out", str(out), "--as-of",
         "2005-12-20"])  # fmt: skip
    capsys.readouterr()
    assert draft(out, "--certificates", tmp_path / "c") == 1
    told = capsys.readouterr().out
    assert "The batch: OFF004 review: " in told
    assert (
        "vance-with-okafors-number.txt: needs review before a certificate is issued: OFF002, OFF004 of the batch"
        in told
    )
    assert not list((tmp_path / "c").glob("vance*")) if (tmp_path / "c").exists() else True
