"""A notice of conversion that a holder completed in the certificate of which it is Annex A; and terms of a ledger."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run

CORPUS = Path(__file__).parents[2] / "corpus"
OFFERING, LEDGER = CORPUS / "offerings/series-e.yaml", CORPUS / "ledgers/series-d-with-holders.yaml"
CERTIFICATE = (CORPUS / "seeds/series-d-certificate-of-designations.txt").read_text(encoding="utf-8")
NOTICE = (CORPUS / "notices/castellane-october.txt").read_text(encoding="utf-8")
COMPLETED = CERTIFICATE[: CERTIFICATE.index("                                     ANNEX A")] + NOTICE


def checked(folder: Path, text: str) -> dict[str, Any]:
    """The report's entry of one document."""
    file, out = folder / "one.txt", folder / "out"
    file.write_text(text, encoding="utf-8")
    run(["check", str(file), "--offering", str(OFFERING), "--ledger", str(LEDGER), "--out", str(out)])
    return dict(json.loads((out / "report.json").read_text(encoding="utf-8"))["documents"][0])


def test_a_certificate_whose_annex_is_completed_is_the_notice_it_carries(tmp_path: Path) -> None:
    document = checked(tmp_path, COMPLETED)
    assert (document["form"], document["status"]) == ("notice-of-conversion", "pass")
    assert document["fields"]["conversion.shares_converted"]["value"] == "1000"
    assert document["notes"] == ["It stands in a certificate of designations as its Annex A; only that is judged."]


def test_a_certificate_changed_elsewhere_is_told_and_does_not_fail_its_annex(tmp_path: Path) -> None:
    document = checked(tmp_path, COMPLETED.replace("rank (i) senior to", "rank (i) junior to"))
    assert document["status"] == "pass"
    assert "differs from its form in one place: compare it with the one on file." in document["notes"][0]


def test_a_change_of_the_annex_itself_fails(tmp_path: Path) -> None:
    document = checked(tmp_path, COMPLETED.replace("No fee will be", "A fee will be"))
    assert [one["rule"] for one in document["findings"]] == ["FRM001"]


def test_a_certificate_whose_annex_is_blank_is_told_what_it_is(tmp_path: Path) -> None:
    document = checked(tmp_path, CERTIFICATE)
    assert document["status"] == "unreadable"
    assert (
        "is the certificate of designations, and its Annex A is not filled in. Leave it out of the folder"
        in (document["error"]["message"])
    )


def test_extract_reads_a_notice_by_the_terms_of_its_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = NOTICE.replace("Series D", "Series X").replace("Series  D", "Series X")
    text = text.replace("American  Technologies  Group,\nInc., a Nevada", "Example Instruments Corp., a Delaware")
    file = tmp_path / "notice.txt"
    file.write_text(text, encoding="utf-8")

    def alterations(*more: str) -> list[Any]:
        assert run(["extract", str(file), *more]) == 0
        return list(json.loads(capsys.readouterr().out)["alterations"])

    assert alterations()
    assert alterations("--ledger", str(CORPUS / "ledgers/another-series.yaml")) == []
