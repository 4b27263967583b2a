"""What an offering does not state: left blank or asked for, and never another company's. Invented companies."""

from pathlib import Path

import pytest

from checks.offering import load_offering
from extractors.extract import extract
from pipeline.cli import run
from pipeline.form_terms import form_terms
from templates.form import FOLDER as FORMS

MERIDIAN = Path(__file__).parents[2] / "corpus/offerings/meridian-506b.yaml"

BARE = """\
issuer: {name: "NAME", state: Ohio, directors_and_officers: [{name: Avery Sample, title: President}]}
security: {name: SECURITY, price_per_share: "25.00", shares_offered: "120000"}
exemption: rule-506b
opens: 2026-02-02
closes: 2026-06-30
terms: {par_value: $0.01TERMS}
"""


def drafted_by(folder, capsys, form, *, name="Oakfen Looms, Inc.", security="Series A Preferred Stock", terms=""):
    """A paper of an offering that states next to nothing, on one line; and what the command said."""
    offering, out = folder / "offering.yaml", folder / "paper.txt"
    words = BARE.replace("NAME", name).replace("SECURITY", security).replace("TERMS", terms)
    offering.write_text(words, encoding="utf-8")
    status = run(["draft", form, "--offering", str(offering), "--out", str(out), *VALUES.get(form, [])])
    said = "".join(capsys.readouterr())
    return (" ".join(out.read_text(encoding="utf-8").split()) if status == 0 else ""), said


VALUES = {"share-certificate": ["--values", str(FORMS / "share-certificate/sample.yaml")]}


def test_what_an_offering_does_not_state_is_a_rule_to_write_on_and_no_fact_of_another_company(tmp_path, capsys):
    words, said = drafted_by(tmp_path, capsys, "series-e-subscription")
    assert "LAWS OF THE STATE OF __________________ WITHOUT" in words
    assert "FOR THE COUNTY OF __________________ OR" in words
    assert 'has carefully reviewed ____________________________________________________________ (the "Disc' in words
    assert "NEW YORK" not in words
    assert "does not state it: governing_state, governing_county, disclosure_documents." in said
    terms = ", governing_state: Ohio, governing_county: Franklin, disclosure_documents: the Example Memorandum"
    words, said = drafted_by(tmp_path, capsys, "series-e-subscription", terms=terms)
    assert "LAWS OF THE STATE OF OHIO WITHOUT" in words
    assert "blank" not in said


@pytest.mark.parametrize("edition", ["as-filed", "clean"])
def test_the_older_editions_leave_another_company_a_rule_for_what_it_does_not_state(edition, tmp_path, capsys):
    out, said = tmp_path / "paper.txt", ""
    (tmp_path / "offering.yaml").write_text(BARE.replace("NAME", "Oakfen Looms, Inc.").replace("TERMS", ""))
    call = ["draft", "series-e-subscription", "--edition", edition, "--out", str(out)]
    assert run([*call, "--offering", str(tmp_path / "offering.yaml")]) == 0
    said = capsys.readouterr().out
    words = " ".join(out.read_text(encoding="utf-8").split())
    assert "STATE OF __________________ WITHOUT" in words
    assert "securities to be issued to ______________________________, there are" in words
    for filed in ("NEW YORK", "New York", "Laurus", "Sichenzia", "Fromm"):
        assert filed not in words
    assert "governing_state, governing_county, lender, counsel_name, counsel_street" in said
    read = extract(out.read_bytes(), terms=form_terms(load_offering(tmp_path / "offering.yaml")))
    assert (read.alterations, read.missing) == ((), ())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Oakfen Looms LLC", "limited liability company"),
        ("Oakfen Looms, L.L.C.", "limited liability company"),
        ("Oakfen Partners, L.P.", "limited partnership"),
    ],
)
def test_what_an_issuers_name_says_it_is(name, kind, tmp_path, capsys):
    words, _ = drafted_by(tmp_path, capsys, "series-e-subscription", name=name, security="Class A Units")
    assert f"{name}, an Ohio {kind} (the" in words


@pytest.mark.parametrize("form", ["series-e-subscription", "share-certificate"])
@pytest.mark.parametrize(
    ("name", "security"),
    [
        ("Oakfen Looms, L.L.P.", "Series A Preferred Stock"),
        ("Oakfen Partners", "Series A Preferred Stock"),
        ("Oakfen Realty Trust", "Series A Preferred Stock"),
        ("Oakfen Looms", "Class A Units"),
    ],
)
def test_an_issuer_that_may_be_no_corporation_is_called_one_only_where_the_offering_says_so(
    form, name, security, tmp_path, capsys
):
    _, said = drafted_by(tmp_path, capsys, form, name=name, security=security)
    assert f"State {name}'s own in the offering, under terms: issuer_kind" in said
    terms = ", issuer_kind: limited liability company, statute: Ohio Revised Limited Liability Company Act"
    words, _ = drafted_by(tmp_path, capsys, form, name=name, security=security, terms=terms)
    assert f"{name}, an Ohio limited liability company" in words
    assert "Ohio corporation" not in words
    assert "Incorporated" not in words


@pytest.mark.parametrize("name", ["Oakfen Looms, Inc.", "Oakfen Partners Corp.", "Oakfen Looms"])
def test_a_corporation_needs_not_to_say_what_its_name_or_its_stock_says(name, tmp_path, capsys):
    words, _ = drafted_by(tmp_path, capsys, "share-certificate", name=name)
    assert f"{name}, an Ohio corporation" in words
    assert "corporation law of Ohio" in words


@pytest.mark.parametrize(
    ("form", "edition", "left_out"),
    [
        ("certificate-of-designations", "clean", "stated_value"),
        ("certificate-of-designations", "as-filed", "designated_shares"),
        ("notice-of-conversion", "clean", "common_par_value"),
    ],
)
def test_a_paper_that_would_print_another_companys_facts_is_refused_by_name(form, edition, left_out, tmp_path, capsys):
    lines = MERIDIAN.read_text(encoding="utf-8").splitlines()
    offering, out = tmp_path / "offering.yaml", tmp_path / "paper.docx"
    offering.write_text("\n".join(line for line in lines if not line.startswith(f"  {left_out}:")), encoding="utf-8")
    call = ("draft", form, "--offering", str(offering), "--edition", edition, "--out", str(out))
    assert run(list(call)) == 2
    said = capsys.readouterr().err
    assert "would print facts of American Technologies Group, Inc." in said
    assert said.rstrip().endswith(f"under terms: {left_out}.")
    assert not out.exists()
