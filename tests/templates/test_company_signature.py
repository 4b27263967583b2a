"""Who signs for the company in a draft: the offering's officer, or nobody."""

import pytest

from templates.draft import drafted, write
from templates.filling import ILLEGIBLE
from templates.form import load_form

FORM = load_form("series-e-subscription")
SIGNED = {"acceptance.signature": True}
TERMS = {"issuer_name": "Example Loom Works, Inc."}


def text(terms, signers=None):
    return write(drafted(FORM, "clean", terms, SIGNED, signers or {}), "txt").decode()


def test_the_offerings_officer_signs():
    assert "/s/ Ira Specimen" in text(TERMS | {"officer_name": "Ira Specimen"})


def test_an_offering_without_an_officer_is_signed_by_nobody():
    assert "/s/" not in text(TERMS)


@pytest.mark.parametrize("terms", [TERMS, {}])
def test_a_signature_that_was_read_stays_one_without_a_name(terms):
    assert f"/s/ {ILLEGIBLE}" in text(terms, {"acceptance.signature": ILLEGIBLE} if terms else None)
