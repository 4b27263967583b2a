"""What a signature's words say: a name, a capacity, a remark. All names are invented."""

import pytest

from extractors.signature_words import capacity_for_another, is_by_attorney, remark_in, signer_in
from extractors.signer_names import is_anothers_name


@pytest.mark.parametrize(
    "text",
    [
        "/s/ Gary Fromm, as to 250 shares only",
        "subject to counsel approval\n/s/ Irene Castlemaine",
        "/s/ I. Castlemaine (under protest)",
        "/s/ Ann Test (seen and agreed)",
        "/s/ ANN TEST - UNDER PROTEST",
        "/s/ Ann Test for $25,000",
        "/s/ Ann Test 250",
        "/s/ Ann Test as agreed by phone",
        "/s/ Ann Test 11/14/2005, up to 250",
        "DocuSigned by: Ann Test\nReason: subject to financing\n3A4B5C6D7E8F412",
    ],
)
def test_a_remark_beside_the_name_is_told(text: str) -> None:
    assert remark_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "/s/ Gary Fromm",
        "/s/ Ann Test, individually and as joint tenant",
        "/s/ Ann Test, a married woman",
        "/S/ ANN TEST",
        "/s/ ann test",
        "/s/ Étienne Dubois, M.D.",
        "/s/ Juan de la Cruz y Gómez",
        "/s/ Harold Finch, its General Partner",
        "TAMARACK RIDGE PARTNERS, L.P.\nBy: /s/ Harold Finch\nIts: general partner",
        "/s/ Ann Test, not individually but solely as Trustee u/a/d 3/4/1999",
        "/s/ Ann Test, as Trustee of the Redfern 2001 Trust",
        "/s/ T. Roe, attorney-in-fact",
        "/s/ Ann Test, Jr. (SEAL)",
        "/s/ Ann Test 11/14/2005 3:15 p.m.",
        "/s/ Ann Test November 14, 2005",
        "[illegible]",
        "[signature]",
        "DocuSigned by:\nAnn Test\n3A4B5C6D7E8F412...",
        "Digitally signed by Ann Test\nDN: cn=Ann Test, o=Test\nReason: I am approving this document\nDate: 2005.11.14",
        "Electronically signed by Ann Test (Nov 14, 2005 10:22 EST)",
        "Signature Not Verified\nDigitally signed by Ann Test",
        "",
    ],
)
def test_a_name_with_its_capacity_its_time_and_its_service_holds_no_remark(text: str) -> None:
    assert remark_in(text) == ""


@pytest.mark.parametrize(
    ("signed", "typed"),
    [
        ("/s/ Robert Castlemaine", "Irene Castlemaine"),
        ("/s/ Linda Peralta", "Dr. Gary Fromm"),
        ("/s/ Irene Jones", "Irene Castlemaine"),
        ("/s/ Juan de la Cruz", "Pedro de la Cruz"),
        ("DocuSigned by: Bob Test", "Ann Test"),
    ],
)
def test_anothers_name_is_known(signed: str, typed: str) -> None:
    assert is_anothers_name(signer_in(signed), typed)


@pytest.mark.parametrize(
    ("signed", "typed"),
    [
        ("/s/ I. Castlemaine", "Irene Castlemaine"),
        ("/s/ Castlemaine, Irene", "IRENE CASTLEMAINE"),
        ("/s/ Bob Kessler", "Robert J. Kessler"),
        ("/s/ J. Robert Kessler, Jr.", "Robert Kessler"),
        ("/s/ Irene C.", "Irene Castlemaine"),
        ("/s/ Irene", "Irene Castlemaine"),
        ("/s/ Xv Brtz", "Irene Castlemaine"),
        ("/s/ Maria Garcia", "María García-López"),
        ("/s/ Gary Fromm", "Dr. Gary Fromm"),
        ("/s/ Irene Castlemain", "Irene Castlemaine"),
        ("/s/ Søren Dahl", "Soren Dahl"),
        ("/s/ Иван Петров", "Ivan Petrov"),
        ("Electronically signed by Ann Test (Nov 14, 2005 10:22 EST)", "Ann Test, Trustee"),
        ("TAMARACK RIDGE PARTNERS, L.P.\nBy: /s/ Harold Finch", "Harold Finch"),
        ("Tamarack Ridge Partners, L.P.", "Harold Finch"),
        ("[drawn]", "Harold Finch"),
    ],
)
def test_a_name_written_otherwise_is_the_same_persons(signed: str, typed: str) -> None:
    assert not is_anothers_name(signer_in(signed), typed)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("/s/ T. Roe, attorney-in-fact", True),
        ("s/ Irene Castlemaine by her attorney T. Roe", True),
        ("/s/ Tobias Roe for Irene Castlemaine", True),
        ("p.p. T. Roe", True),
        ("/s/ Irene Castlemaine by: AW, agent", True),
        ("/s/ Irene Castlemaine, by A. Weller", True),
        ("/s/ Irene Castlemaine per A. Weller", True),
        ("/s/ Irene Castlemaine /akw", True),
        ("/s/ Irene Castlemaine (lp)", True),
        ("/s/ Irene Castlemaine by A.K.W.", True),
        ("/s/ Irene Castlemaine per JR", True),
        ("/s/ Jane Roe, assistant to Irene Castlemaine", True),
        ("/s/ L.P. for Gary Fromm", True),
        ("/s/ Irene Castlemaine, Secretary of the Company", False),
        ("/s/ Irene Castlemaine (jr)", False),
        ("/s/ Irene Castlemaine, cpa", False),
        ("Fromm & Co., Inc. by Gary Fromm", False),
        ("By: /s/ Gary Fromm", False),
        ("/s/ Gary Fromm for Delacroix Holdings, Inc.", False),
        ("/s/ Irene Castlemaine", False),
        ("Digitally signed by Irene Castlemaine", False),
        ("Delacroix Holdings, Inc. by Ruth A. Delacroix", False),
        ("/s/ Ann Test, Attorney General", False),
    ],
)
def test_who_signs_for_another_says_so(text: str, *, is_so: bool) -> None:
    assert is_by_attorney(text) is is_so


@pytest.mark.parametrize(
    ("signed", "typed"),
    [
        ("/s/ Sarah Kim", "Sarah Lim"),
        ("/s/ Ana Perez", "Ana Lopez"),
        ("/s/ Karl Jensen", "Karl Hansen"),
        ("/s/ Karl Stern", "Karl Stein"),
        ("/s/ Ann Cartwright", "Ann Carter"),
        ("/s/ Ann Walker", "Ann Weller"),
        ("/s/ Gary Frost", "Dr. Gary Fromm"),
        ("/s/ Joan Wilson", "James Wilson"),
        ("/s/ Simon Park", "Susan Park"),
        ("/s/ Tina Weller", "Thomas R. Weller"),
        ("/s/ Mark Weller", "Mary Weller"),
        ("/s/ George Fromm", "Dr. Gary Fromm"),
        ("/s/ Robert K. Adair", "Robert J. Adair"),
        ("/s/ Theodore R. Weller", "Thomas R. Weller"),
        ("/s/ Harold Finch, Jr.", "Harold Finch, Sr."),
        ("/s/ Harold Finch III", "Harold Finch, Jr."),
    ],
)
def test_a_name_that_only_sounds_alike_is_anothers(signed: str, typed: str) -> None:
    assert is_anothers_name(signer_in(signed), typed)


@pytest.mark.parametrize(
    ("signed", "typed"),
    [
        ("/s/ Tom Weller", "Thomas R. Weller"),
        ("/s/ T. R. Weller", "Thomas R. Weller"),
        ("/s/ Thomas Weller", "T. R. Weller"),
        ("/s/ B. Kessler", "Robert Kessler"),
        ("/s/ J. Robert Kessler", "John R. Kessler"),
        ("/s/ Alexander Solovyov", "Aleksandr Solovyov"),
        ("/s/ Kai-shek Chang", "Chang Kai-shek"),
        ("/s/ Harold Finch III", "Harold Finch"),
        ("/s/ Mike McDonald", "Michael Mc Donald"),
        ("/s/ Jorge de la Cruz", "Jorge De La Cruz"),
        ("/s/ Mohamed Ali Hassan", "Muhammad Ali Hassan"),
        ("/s/ Jon Thackeray", "Jonathan Thackery"),
        ("/s/ Mary Ann Weller", "Mary Weller"),
        ("/s/ Jim O'Brien", "James O’Brien"),
    ],
)
def test_an_honest_name_is_no_others(signed: str, typed: str) -> None:
    assert not is_anothers_name(signer_in(signed), typed)


def test_who_acts_for_another_is_told_by_the_capacity() -> None:
    assert capacity_for_another("/s/ Ann Test, Guardian") == "Guardian"
    assert capacity_for_another("/s/ Ann Test, as Executor") == "Executor"
    assert not capacity_for_another("/s/ Ann Test, President")
    assert not capacity_for_another("/s/ Ann Agentieri")


@pytest.mark.parametrize("text", ["/s/ Ann Test*", "/s/ Ann Test †", "Ann Test +"])
def test_the_sign_of_a_note_is_a_remark(text: str) -> None:
    assert remark_in(text)


def test_the_name_typed_below_is_no_remark_unless_it_is_a_condition() -> None:
    assert remark_in("/s/ Maria de quem fala 3rd of Faro")
    assert not remark_in("/s/ Maria de quem fala 3rd of Faro", "MARIA de quem fala 3rd of Faro")
    assert not remark_in("/s/ Quill $5", "Quill $5")
    assert remark_in("/s/ Ann Test, as to 250 shares only", "Ann Test, as to 250 shares only")
