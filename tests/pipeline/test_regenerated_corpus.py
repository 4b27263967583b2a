"""Every signed agreement of the corpus, regenerated clean: the same answers, and only the mended slips differ."""

from pathlib import Path

import pytest

from checks.offering import load_offering
from extractors.extract import extract
from pipeline.papers.paper import paper_of
from pipeline.papers.regenerated import regenerated
from pipeline.redline.compare import compare
from templates.draft import drafted, write
from templates.form import load_form

ROOT = Path(__file__).parents[2]
COMPLETED = ROOT / "corpus/completed"
OFFERING = load_offering(ROOT / "corpus/offerings/series-e.yaml")
SIGNED = sorted(path for kind in ("text", "html", "word", "pdf") for path in (COMPLETED / kind).iterdir())
PRINTED = "shares.price_per_share"


def passages(data):
    return extract(data, with_passages=True).passages


def changes(before, after):
    redline = compare(before, after, ("signed", "draft"), lambda word: word.text)
    return [(change.section, change.struck, change.added) for change in redline.changes]


@pytest.fixture(scope="module")
def mended():
    """What the clean edition says otherwise than the one as filed, both with nothing filled in."""
    form = load_form("series-e-subscription")
    terms = dict(paper_of("series-e-subscription", OFFERING, "x", {}).terms)
    blank = [passages(write(drafted(form, edition, terms, {}), "txt")) for edition in ("as-filed", "clean")]
    return set(changes(*blank))


@pytest.mark.parametrize("signed", SIGNED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_signed_agreement_regenerated_says_the_same_and_only_the_slips_are_mended(signed, mended):
    before = extract(signed.read_bytes(), with_passages=True)
    anew = regenerated(before, OFFERING, "paper")
    form = load_form(anew.paper.form)
    draft = drafted(form, anew.paper.edition, anew.paper.terms, anew.paper.values, anew.paper.signers)
    kind = "pdf" if SIGNED.index(signed) % 2 else "docx"
    after = extract(write(draft, kind), with_passages=True)
    assert after.alterations == ()
    assert after.missing == ()
    told = {}
    for name, reading in before.readings.items():
        again = after.readings[name]
        is_copied = reading.state == "filled" and reading.is_certain
        wanted = (reading.value, "filled") if is_copied else (again.value, "blank")
        if name != PRINTED and ((again.value, again.state) != wanted or not again.is_certain):
            told[name] = (reading.value, reading.state, again.value, again.state, again.raw)
    assert told == {}
    if not before.alterations and not before.missing and not anew.left_blank:
        assert set(changes(before.passages, after.passages)) - mended == set()
