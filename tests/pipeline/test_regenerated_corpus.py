"""Every signed agreement of the corpus, regenerated clean: the same answers, and only the mended slips differ."""

from functools import cache
from pathlib import Path

import pytest

from checks.offering import load_offering
from extractors.extract import extract
from pipeline.papers.paper import paper_of
from pipeline.papers.regenerated import regenerated
from pipeline.redline.compare import compare
from pipeline.redline.editions import between
from templates.draft import drafted, write
from templates.form import load_form

ROOT = Path(__file__).parents[2]
COMPLETED = ROOT / "corpus/completed"
OFFERING = load_offering(ROOT / "corpus/offerings/series-e.yaml")
SIGNED = sorted(path for kind in ("text", "html", "word", "pdf") for path in (COMPLETED / kind).iterdir())
PRINTED = "shares.price_per_share"
DATES_OF_SIGNATURES = ("subscription.date", "acceptance.date", "signatory.date", "nasd.firm_date")
TERMS = dict(paper_of("series-e-subscription", OFFERING, "x", {}).terms)


def passages(data):
    return extract(data, with_passages=True).passages


EDITIONS = ("as-filed", "clean")


@cache
def own_differences():
    return between(load_form("series-e-subscription"), EDITIONS, TERMS)


def redline(before, after):
    own = own_differences()
    return compare(before, after, ("signed", "draft"), lambda word: word.text, editions=EDITIONS, own=own)


def changes(before, after):
    return [(change.section, change.struck, change.added) for change in redline(before, after).changes]


@pytest.fixture(scope="module")
def mended():
    """What the clean edition says otherwise than the one as filed, both with nothing filled in."""
    form = load_form("series-e-subscription")
    blank = [passages(write(drafted(form, edition, TERMS, {}), "txt")) for edition in EDITIONS]
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
    told, unsigned = {}, set()
    for name, reading in before.readings.items():
        again = after.readings[name]
        is_signature = form.fields[name].type == "signature" or name in DATES_OF_SIGNATURES
        if anew.restored and is_signature and reading.state == "filled":
            unsigned.add(name)
        is_copied = reading.state == "filled" and reading.is_certain and not (anew.restored and is_signature)
        wanted = (reading.value, "filled") if is_copied else (again.value, "blank")
        if name != PRINTED and ((again.value, again.state) != wanted or not again.is_certain):
            told[name] = (reading.value, reading.state, again.value, again.state, again.raw)
    assert told == {}
    made = redline(before.passages, after.passages)
    assert len(made.of_cause("alteration")) == len(before.alterations) or before.missing
    assert len(made.of_cause("value")) == len(unsigned.union(anew.left_blank))
    if not before.alterations and not before.missing and not anew.left_blank and not anew.restored:
        assert {(one.section, one.struck, one.added) for one in made.changes} - mended == set()
