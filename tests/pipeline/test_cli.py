"""The command: calls, exit status, messages, files."""

import json
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from sample_batch import complete, reading, record

from checks.catalogue import BATCH_RULES, RULES
from extractors.record import Reading, Record
from extractors.sheet import UnreadableError
from pipeline import job
from pipeline.cli import run
from pipeline.report.to_json import schema
from pipeline.terminal import columns, on_one_line

ROOT = Path(__file__).parents[2]
OFFERING = """
form: series-e-subscription
issuer: {name: "Invented Minerals & Sons, Inc.", state: Nevada}
security: {name: Series E Convertible Preferred Stock, price_per_share: "100.00", shares_offered: "25000"}
opens: 2005-09-01
closes: 2005-12-31
"""


def fake_read(data: bytes, *, forms: object) -> Record:
    """Reads invented documents: the first word says what is in them."""
    if data.startswith(b"kessler"):
        return record(complete(shares__number=reading(Decimal(1500), "1,500")))
    if data.startswith(b"blank"):
        return record({name: Reading() for name in complete()}, is_blank_form=True)
    if data.startswith(b"slow"):
        time.sleep(30)
    raise UnreadableError("not-this-form", "is another document", "Put it where it belongs.")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with an offering and two documents, read by `fake_read`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(job, "read_document", fake_read)
    (tmp_path / "offering.yaml").write_text(OFFERING)
    (tmp_path / "signed").mkdir()
    (tmp_path / "signed/kessler.pdf").write_text("kessler")
    (tmp_path / "signed/other.pdf").write_text("other")
    return tmp_path


CHECK = ("check", "signed", "--offering", "offering.yaml", "--out", "out")


def wrong(capsys, *call: str) -> str:
    """The one message of a wrong call."""
    assert run(call) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("subdocs: ")
    assert "Traceback" not in err
    assert "╭" not in err
    return err


def test_check_writes_the_three_reports_and_says_where(here, capsys):
    assert run(CHECK) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert "kessler.pdf" in out
    assert "2 documents:" in out
    assert out.rstrip().endswith("Report: out/report.html")
    listed = sorted(path.name for path in (here / "out").iterdir() if not path.name.startswith("."))
    assert listed == ["report.html", "report.json", "report.xlsx"]
    made = json.loads((here / "out/report.json").read_text(encoding="utf-8"))
    jsonschema.validate(made, schema())
    assert [document["path"] for document in made["documents"]] == ["kessler.pdf", "other.pdf"]
    assert made["documents"][1]["error"] == {
        "code": "not-this-form", "message": "This file is another document. Put it where it belongs.",
    }  # fmt: skip
    assert set(made["documents"][0]["outcomes"]) == {rule.id for rule in RULES}
    assert set(made["outcomes"]) == {rule.id for rule in BATCH_RULES}


def test_check_ends_with_0_only_where_every_document_passes(here, monkeypatch, capsys):
    def nothing_found(documents, _offering, _as_of, _history):
        from checks.rule import Judged
        from checks.run import Judgement

        return Judgement(
            tuple(Judged(one, "pass" if one.record else "unreadable", {}, ()) for one in documents), {}, ()
        )

    monkeypatch.setattr("checks.run.judge", nothing_found)
    assert run(CHECK) == 1
    (here / "signed/other.pdf").unlink()
    assert run(CHECK) == 0
    assert "1 document: 1 passes" in capsys.readouterr().out


def test_a_report_in_the_input_folder_is_no_input_of_the_next_check(here):
    call = ("check", "signed", "--offering", "offering.yaml", "--out", "signed/results")
    run(call)
    first = (here / "signed/results/report.json").read_text()
    run(call)
    strip = [line for line in first.splitlines() if '"created"' not in line]
    again = (here / "signed/results/report.json").read_text().splitlines()
    assert [line for line in again if '"created"' not in line] == strip
    assert run(("check", "signed", "--offering", "offering.yaml", "--out", "signed")) == 1
    assert len(json.loads((here / "signed/report.json").read_text())["documents"]) == 5  # three of the first folder


def test_source_date_epoch_stands_for_the_clock(here, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1136455200")
    run(CHECK)
    files = {name: (here / "out" / name).read_bytes() for name in ("report.json", "report.html", "report.xlsx")}
    assert json.loads(files["report.json"])["created"] == "2006-01-05T10:00:00Z"
    run(CHECK)
    assert files == {name: (here / "out" / name).read_bytes() for name in files}


def test_reports_mask_unless_told_to_reveal(here):
    run(CHECK)
    assert "123-45-6789" not in (here / "out/report.json").read_text()
    run((*CHECK, "--reveal"))
    assert "123-45-6789" in (here / "out/report.json").read_text()


def test_extract_prints_one_object_a_line(here, capsys):
    assert run(("extract", "signed/other.pdf", "signed/kessler.pdf")) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["path"] for line in lines] == ["kessler.pdf", "other.pdf"]
    assert lines[0]["fields"]["shares.number"]["value"] == "1500"
    assert lines[0]["fields"]["subscriber.tax_id"]["value"] == "***-**-6789"
    assert lines[1]["error"]["code"] == "not-this-form"
    assert not {"findings", "outcomes"} & set(lines[0])
    assert run(("extract", "signed/kessler.pdf", "--offering", "offering.yaml", "--reveal")) == 0
    assert "123-45-6789" in capsys.readouterr().out


@pytest.mark.parametrize(("change", "words"), [
    ({"signed": None}, ["INPUT"]),
    ({"--offering": None}, ["--offering"]),
    ({"--out": None}, ["--out"]),
    ({"signed": "nowhere"}, ["nowhere", "no such file or folder"]),
    ({"signed": "empty"}, ["empty", "no input"]),
    ({"--offering": "nowhere.yaml"}, ["nowhere.yaml", "no such offering"]),
    ({"--offering": "signed"}, ["signed"]),
    ({"--out": "offering.yaml"}, ["--out", "offering.yaml", "is a file"]),
    ({"--out": "offering.yaml/out"}, ["--out", "offering.yaml/out", "cannot be written"]),
    ({"--out": "taken"}, ["taken/report.html", "is a folder"]),
    ({"--as-of": "31.12.2005"}, ["--as-of", "31.12.2005"]),
    ({"--as-of": "2005-02-30"}, ["--as-of", "2005-02-30"]),
    ({"--jobs": "0"}, ["--jobs", "0"]),
    ({"--jobs": "many"}, ["--jobs", "many"]),
    ({"--jobs": "-1"}, ["--jobs", "-1"]),
    ({"--frobnicate": "1"}, ["--frobnicate"]),
])  # fmt: skip
def test_a_wrong_call_ends_with_2_and_one_message(here, capsys, change, words):
    (here / "empty").mkdir()
    (here / "empty/.hidden").write_text("x")
    (here / "taken/report.html").mkdir(parents=True)
    options = {"--offering": "offering.yaml", "--out": "out"} | {k: v for k, v in change.items() if k != "signed"}
    named = [change["signed"]] if change.get("signed") else [] if "signed" in change else ["signed"]
    call = ["check", *named, *(part for key, value in options.items() if value for part in (key, value))]
    message = wrong(capsys, *call)
    for word in words:
        assert word in message
    assert not (here / "out").exists()


@pytest.mark.parametrize(("old", "new", "words"), [
    ('"100.00"', '"-100.00"', ["security.price_per_share", "more than 0"]),
    ("opens:", "opened:", ["opened"]),
    ("form: series-e-subscription", "form: series-f", ["form", "series-f", "series-e-subscription"]),
    ("opens:", "terms: {counsel: X}\nopens:", ["terms", "counsel", "no variable"]),
    ("issuer: {", "issuer: {{", ["offering.yaml"]),
])  # fmt: skip
def test_a_wrong_offering_is_told_by_its_key(here, capsys, old, new, words):
    (here / "offering.yaml").write_text(OFFERING.replace(old, new))
    message = wrong(capsys, *CHECK)
    for word in ("offering.yaml", *words):
        assert word in message


def test_other_wrong_calls_end_with_2(here, capsys, monkeypatch):
    assert "frobnicate" in wrong(capsys, "frobnicate")
    assert "MTH001" in wrong(capsys, "rules", "MTH01")
    assert "series-e-subscription" in wrong(capsys, "fields", "series-e-subscripton")
    assert "FORM" in wrong(capsys, "fields")
    assert "FILE" in wrong(capsys, "extract")
    assert "nowhere" in wrong(capsys, "extract", "nowhere")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    assert "SOURCE_DATE_EPOCH" in wrong(capsys, *CHECK)


def test_a_disk_that_fills_up_leaves_the_old_report_whole(here, capsys, monkeypatch):
    run(CHECK)
    before = {path.name: path.read_bytes() for path in (here / "out").iterdir()}
    capsys.readouterr()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "no space left on device" in wrong(capsys, *CHECK)
    assert {path.name: path.read_bytes() for path in (here / "out").iterdir()} == before


def test_a_defect_is_told_in_one_message_without_a_traceback(here, capsys, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("a thing\nof two lines")

    monkeypatch.setattr(job, "check", broken)
    assert run(CHECK) == 3
    err = capsys.readouterr().err
    assert err.startswith("subdocs: this is a defect in subdocs")
    assert "Traceback" not in err
    monkeypatch.setenv("SUBDOCS_DEBUG", "1")
    run(CHECK)
    assert "Traceback" in capsys.readouterr().err


def test_rules_lists_every_rule_and_explains_one(capsys):
    assert run(("rules",)) == 0
    listed = capsys.readouterr().out
    assert [line.split()[0] for line in listed.splitlines()] == [rule.id for rule in (*RULES, *BATCH_RULES)]
    assert run(("rules", "mth001")) == 0
    told = capsys.readouterr().out
    for words in ("MTH001", "Reads:", "shares.purchase_price", "Sources:", "To do:"):
        assert words in told


@pytest.mark.parametrize("rule", [*RULES, *BATCH_RULES], ids=lambda rule: rule.id)
def test_every_rule_can_be_explained(rule, capsys):
    assert run(("rules", rule.id)) == 0
    assert rule.title in capsys.readouterr().out


def test_fields_and_forms_list_what_there_is(capsys):
    assert run(("fields", "series-e-subscription")) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(complete())
    assert run(("forms",)) == 0
    assert "series-e-subscription" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "extract", "rules", "fields", "forms"])
def test_every_command_has_help_with_an_example(command, capsys):
    assert run((command, "--help")) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Usage: subdocs {command}")
    assert f"Example: subdocs {command}" in told


def test_the_help_of_check_reads_as_the_manual_has_it(capsys):
    run(("check", "--help"))
    told = capsys.readouterr().out
    assert told.startswith("Usage: subdocs check INPUT... --offering OFFERING.yaml --out DIR\n")
    for option in ("--offering", "--out", "--as-of", "--jobs", "--reveal"):
        assert option in told
    assert "Exit status: 0 all pass; 1 something fails, needs review or is unreadable; 2 wrong call." in told


def test_names_that_command_a_terminal_are_printed_harmless():
    assert on_one_line("a\x1b[31m\nb\u202e") == "a\\x1b[31m\\nb\\u202e"
    assert columns([("a\tb", "c"), ("long name", "d")]) == "a\\tb       c\nlong name  d"


def subdocs(*call: str, cwd: Path, **more) -> subprocess.Popen:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    return subprocess.Popen([sys.executable, "-m", "pipeline.cli", *call], cwd=cwd, env=env, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)  # fmt: skip


def test_the_command_itself_reads_a_folder_of_things_that_are_no_agreements(tmp_path):
    (tmp_path / "offering.yaml").write_text(OFFERING)
    folder = tmp_path / "signed"
    folder.mkdir()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog")
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    (folder / "contract.txt").write_text("This lease is made between an invented lessor and an invented lessee. " * 40)
    ran = subdocs("check", "signed", "--offering", "offering.yaml", "--out", "out", "--jobs", "1", cwd=tmp_path)
    out, err = ran.communicate(timeout=60)
    assert ran.returncode == 1, err
    assert err == ""
    documents = {one["path"]: one for one in json.loads((tmp_path / "out/report.json").read_text())["documents"]}
    assert {path: one["error"]["code"] for path, one in documents.items()} == {
        "empty.pdf": "empty", "cut.pdf": "corrupt", "picture.pdf": "unsupported", "contract.txt": "not-this-form",
    }  # fmt: skip
    assert all(one["error"]["message"].startswith("This file ") for one in documents.values())
    assert "4 unreadable" in out


def test_an_interrupted_check_ends_with_130_and_no_traceback(tmp_path):
    (tmp_path / "offering.yaml").write_text(OFFERING)
    (tmp_path / "signed").mkdir()
    for count in range(400):
        (tmp_path / f"signed/{count}.txt").write_text(f"{count} words of no agreement. " * 2000)
    ran = subdocs("check", "signed", "--offering", "offering.yaml", "--out", "out", "--jobs", "1", cwd=tmp_path)
    while not (tmp_path / "out").exists() and ran.poll() is None:
        time.sleep(0.02)
    ran.send_signal(signal.SIGINT)
    _out, err = ran.communicate(timeout=60)
    assert ran.returncode == 130, err
    assert err.strip() == "subdocs: stopped. No report was written."
    assert list((tmp_path / "out").iterdir()) == []


def test_a_reader_that_has_read_enough_causes_no_complaint(tmp_path):
    ran = subdocs("rules", cwd=tmp_path)
    ran.stdout.close()
    assert ran.stderr.read() == ""
    ran.wait(timeout=60)
    ran.stderr.close()


def test_help_loads_nothing_slow(tmp_path):
    code = "import sys; from pipeline.cli import run; run(['check', '--help']); print(sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path,
                         capture_output=True, text=True, check=True)  # fmt: skip
    loaded = ran.stdout.splitlines()[-1]
    for slow in ("pydantic", "jinja2", "xlsxwriter", "pebble", "spacy", "pdfplumber", "lxml", "rich"):
        assert f"'{slow}'" not in loaded, slow


def test_a_ledger_of_another_company_is_refused(here, capsys):
    ledger = Path(__file__).parents[2] / "corpus/ledgers/another-series.yaml"
    assert 'the ledger is of "Example Instruments Corp.", and the offering of' in wrong(
        capsys, *CHECK, "--ledger", str(ledger)
    )
