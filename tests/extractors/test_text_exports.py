"""Drafted papers as plain text: as drafted, and as an office program exports a Word file, cell by cell."""

import pytest
import yaml

from extractors.extract import extract
from templates.draft import drafted, write
from templates.form import FOLDER, load_form

SERIES_E = load_form("series-e-subscription")
CERTIFICATE = load_form("certificate-of-signatory")
SAMPLE = yaml.safe_load((FOLDER / SERIES_E.name / "sample.yaml").read_text(encoding="utf-8"))
NAMES = ("Avery Sample, Inc.", "Avery Sample Inc.", "Avery Inc. Sample", "A. B. Sample, Jr.")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("edition", CERTIFICATE.editions)
def test_a_full_stop_in_a_signers_name_ends_no_date(name, edition):
    values = {one: value for one, value in SAMPLE.items() if one in CERTIFICATE.fields_of(edition)}
    values |= {"signatory.name": name, "signatory.signature": True}
    record = extract(write(drafted(CERTIFICATE, edition, {}, values), "txt"), form=CERTIFICATE.name)
    assert record.alterations == ()
    for one in ("signatory.date", "signatory.signature"):
        assert (record.readings[one].state, record.readings[one].is_certain) == ("filled", True)


def cell_by_cell(text: str) -> str:
    """The text with the signature page's columns as an export has them: left cell, right cell, row by row."""
    lines = text.split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith("Signature  "))
    last = next(at for at, line in enumerate(lines) if line.startswith("Tax ID # or"))
    told = []
    for at in range(first, last, 1):
        if lines[at].strip():
            left, right = lines[at][:40].strip().rstrip("_"), lines[at][40:].strip().rstrip("_")
            told.append((left, right))
    rows = []
    for answers, captions in zip(told[1::2], told[2::2], strict=False):
        rows += [answers[0], captions[0], answers[1], captions[1]]
    return "\n".join([*lines[: first + 1], *rows, *lines[last:]])


@pytest.mark.parametrize("joint", [{}, {"joint.name": "Harold T. Specimen", "joint.signature": True}])
def test_columns_exported_cell_by_cell_give_no_certain_answer(joint):
    own = {name: value for name, value in SAMPLE.items() if not name.startswith("joint.")}
    values = {name: value for name, value in (own | joint).items() if name in SERIES_E.fields_of("clean")}
    text = write(drafted(SERIES_E, "clean", {}, values), "txt").decode()
    told = cell_by_cell(text)
    record = extract(told.encode())
    wrong = [
        name
        for name, reading in record.readings.items()
        if name.startswith(("subscriber.", "joint.")) and reading.is_certain
        if (reading.value or None) != values.get(name)
    ]
    assert wrong == []
