"""The corpus's notices of conversion: read as they were filled in, and judged by the ledger as worked by hand."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.make.notices import FOLDER, TRUTH, made
from pipeline import cli

ROOT = Path(__file__).parents[2]
FIELDS = (
    "conversion.date", "conversion.shares_owned_before", "conversion.shares_converted", "conversion.stated_value",
    "conversion.common_issued", "conversion.applicable_price", "conversion.shares_owned_after", "holder.signature",
    "holder.name", "holder.title",
)  # fmt: skip
NOTICES: dict[str, Any] = yaml.safe_load(TRUTH.read_text(encoding="utf-8"))
BY_PATH = {notice["path"]: notice for notice in NOTICES["documents"]}
KINDS = {"txt": "text", "htm": "html", "docx": "word", "pdf": "pdf"}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The report's documents, by path."""
    out = tmp_path_factory.mktemp("notices")
    status = cli.run([
        "check", str(FOLDER), "--offering", str(ROOT / NOTICES["offering"]), "--ledger", str(ROOT / NOTICES["ledger"]),
        "--as-of", NOTICES["as_of"], "--out", str(out),
    ])  # fmt: skip
    assert status == cli.FOUND
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return {document["path"]: document for document in report["documents"]}


def test_every_notice_is_there_as_the_maker_makes_it() -> None:
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == made()


def test_the_notices_are_of_all_kinds_of_file() -> None:
    assert {notice["means"].split("/")[0] for notice in BY_PATH.values()} == set(KINDS.values())
    for path, notice in BY_PATH.items():
        assert KINDS[path.rpartition(".")[2]] == notice["means"].split("/")[0]


@pytest.mark.parametrize("path", BY_PATH)
def test_a_notice_is_read_as_it_was_filled_in(path: str, report: dict[str, dict[str, Any]]) -> None:
    fields = report[path]["fields"]
    for name, value in zip(FIELDS, BY_PATH[path]["fields"], strict=True):
        read = fields[name]
        expected = "blank" if value is None or value is False else "filled"
        assert (read["state"], read["confidence"] >= 0.9) == (expected, True), f"{name}: {read}"
        if expected == "filled":
            same = read["value"] == value or (
                name.startswith("conversion.") and name != FIELDS[0] and Decimal(read["value"]) == Decimal(value)
            )
            assert same, f"{name}: {read}"


@pytest.mark.parametrize("path", BY_PATH)
def test_a_notice_has_the_findings_worked_by_hand_and_no_other(path: str, report: dict[str, dict[str, Any]]) -> None:
    found = {finding["rule"]: finding["outcome"] for finding in report[path]["findings"]}
    assert found == BY_PATH[path]["findings"], [finding["message"] for finding in report[path]["findings"]]
    assert report[path]["status"] == BY_PATH[path]["status"]


@pytest.mark.parametrize("path", BY_PATH)
def test_only_the_altered_notice_has_alterations(path: str, report: dict[str, dict[str, Any]]) -> None:
    assert bool(report[path]["alterations"]) == bool(BY_PATH[path].get("changes"))


def test_every_rule_on_notices_but_the_future_finds_something_in_the_corpus() -> None:
    found = {rule for notice in BY_PATH.values() for rule in notice["findings"]}
    assert {f"CNV00{number}" for number in range(1, 9)} <= found
