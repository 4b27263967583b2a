"""Free-text answers, written the way investors write. Every person and firm not known to all is invented."""

import pytest

from extractors.answers.affiliation import nasd
from extractors.answers.employment import employment
from extractors.answers.entities import entity_kind, is_llc, kinds, self_directed_plan
from extractors.answers.language import read
from extractors.answers.owners import equity_owners, owners
from extractors.answers.securities_business import may_speak_of_securities, securities_mentions


@pytest.mark.parametrize(
    "text",
    [
        "Registered representative with Acme Securities, Inc.", "registered rep, Doe & Co.", "RR at Harbor",
        "Stockbroker", "stock broker",
        "Financial advisor with Merrill Lynch", "Account executive at Smith Barney", "Series 7 licensed",
        "Associated person of an NASD member",
        "General securities principal of Doe Financial Group", "I sell insurance and mutual funds (Series 6)",
        "I am a NASD-registered broker", "Registered with the NASD since 1999",
        "financial consultant\nwith A.G. Edwards",
        "Formerly an engineer, now a registered representative with Doe Securities LLC",
        "I am not retired; I am a registered representative of Acme Securities",
    ],
)  # fmt: skip
def test_a_registered_representative_is_known(text):
    assert employment(text).registered_representative == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Not a registered representative. Partner at Smith & Jones LLP, a law firm.", "Formerly a registered rep",
        "Retired stockbroker",
        "I was a stockbroker until 1998; now I run a restaurant", "ex-broker", "no longer a registered rep",
        "Licensed real estate broker",
        "Real-estate broker with Doe Realty", "Insurance broker at Doe Agency, Inc.", "customs broker",
        "Yacht broker, owner of Doe Yachts",
        "mortgage broker", "Securities attorney, Doe & Roe LLP", "Lawyer (securities litigation)",
        "Economist at the Securities and Exchange Commission",
        "Neither I nor my partner is a registered representative of any NASD member",
        "I have a brokerage account at Charles Schwab; teacher",
        "My broker at Merrill Lynch knows me. Dentist.", "Software engineer; software for broker-dealers",
        "Retired from Merrill Lynch in 2001",
        "Chief Financial Officer - Northwind Traders Corp. - wholesale", "Hedge fund manager, Doe Partners LP",
        "I hold Series E preferred stock",
        "My Series 7 lapsed in 2002", "Real estate developer and former NASD registered representative", "Engineer",
        "N/A", "",
        "broker of grain", "Vice President, Wells Fargo",
    ],
)  # fmt: skip
def test_who_is_none_is_not_taken_for_one(text):
    found = employment(text)
    assert found.registered_representative == "no"
    assert not found.broker_dealer


@pytest.mark.parametrize(
    "text",
    ["broker", "Investment banker, Rodman & Renshaw", "Engineer at E*Trade", "My wife is a stockbroker at Smith Barney",
     "Compliance officer at a brokerage firm",
     "Analyst, Goldman Sachs", "Managing director, Harbor Capital Markets, an NASD member firm", "Financial advisor",
     "Vice President, UBS"],
)  # fmt: skip
def test_who_may_be_one_is_unclear(text):
    assert employment(text).registered_representative == "unclear"


@pytest.mark.parametrize(
    "text",
    ["Principal of a broker/dealer", "clerk at a broker dealer", "Analyst, Goldman Sachs", "acme securities inc.",
     "NASD member firm",
     "I manage client accounts at Merrill Lynch"],
)  # fmt: skip
def test_work_at_a_securities_firm_points_to_a_broker_dealer(text):
    found = employment(text)
    assert found.broker_dealer
    assert found.evidence


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("President of Kessler Machine Works, Inc., a manufacturer of precision parts", "Kessler Machine Works, Inc."),
        ("I am employed by Acme Software, Inc., which develops software", "Acme Software, Inc."),
        ("EMPLOYED BY ACME SOFTWARE, INC., A SOFTWARE COMPANY", "ACME SOFTWARE, INC."),
        ("partner, smith & jones llp, law", "smith & jones llp"),
        ("Physician, Mercy Hospital of Springfield", "Mercy Hospital of Springfield"),
        ("Northwind Traders, Inc. - Vice President - wholesale of food", "Northwind Traders, Inc."),
        ("Semi-retired; consultant to Acme Corp.", "Acme Corp."), ("I work for IBM.", "IBM"), ("Retired", None),
        ("Investor", None),
        ("Homemaker", None), ("Formerly with Acme Corp.; retired", None), ("", None),
    ],
)  # fmt: skip
def test_the_employer_is_named(text, employer):
    assert employment(text).employer == employer


def test_work_without_an_employer():
    assert employment("Self-employed dentist").self_employed
    assert employment("Retired").retired
    assert not employment("Semi-retired; consultant").retired
    assert not employment("I am not yet retired").retired
    assert employment("Not currently employed").unemployed
    assert employment("Homemaker").unemployed
    assert not employment("Employed by Acme Corp.").unemployed


@pytest.mark.parametrize(
    "text",
    ["registered rep", "RR", "R.R.", "Series 7", "stockbroker", "stock broker", "broker/dealer", "B/D", "Merrill Lynch",
     "E*Trade", "NASD member",
     "associated person of", "wealth management", "vice president - investments", "securities salesman",
     "FINRA registered", "member firm",
     "brokerage", "investment banker", "trader", "general principal", "UBS", "State Farm",
     "licensed with the n.a.s.d."],
)  # fmt: skip
def test_no_word_of_the_trade_is_passed_over_before_the_language_is_loaded(text):
    assert securities_mentions(read(text))
    assert may_speak_of_securities(text)


@pytest.mark.parametrize(
    ("text", "registered", "firm", "role"),
    [
        ("Registered representative with Acme Securities, Inc.", True, "Acme Securities, Inc.",
            "registered representative"),
        ("I hold Series 7 and 63 licenses with H.C. Wainwright & Co., Inc.", True, "H.C. Wainwright & Co., Inc.",
            "registered representative"),
        ("Financial advisor, Edward Jones", True, "Edward Jones", None),
        ("RR of Acme", True, "Acme", "registered representative"),
        ("My spouse works at Merrill Lynch", False, "Merrill Lynch", "relative"),
        ("My wife is a registered rep at Smith Barney", False, "Smith Barney", "relative"),
        ("my brother is a broker", False, None, "relative"),
        ("I own 10% of Harbor Securities LLC", None, "Harbor Securities LLC", "owner"),
        ("CEO of Harbor Securities LLC, an NASD member", None, "Harbor Securities LLC", "officer"),
        ("Employee (not registered) of Merrill Lynch", False, "Merrill Lynch", "employee"),
        ("Compliance clerk at Morgan Stanley, no licenses", False, "Morgan Stanley", "employee"),
        ("Formerly a registered representative of Gruntal & Co.", False, "Gruntal & Co.", "former"),
        ("Acme Securities, Inc.", None, "Acme Securities, Inc.", None), ("N/A", False, None, None),
        ("none", False, None, None), ("", False, None, None),
    ],
)  # fmt: skip
def test_an_affiliation_is_described(text, registered, firm, role):
    found = nasd(text)
    assert (found.registered_representative, found.firm, found.role) == (registered, firm, role)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kessler Holdings LLC, a Delaware limited liability company", {"llc"}), ("Acme L.L.C.", {"llc"}),
        ("Northwind Corp., a New York corporation", {"corporation"}), ("Doe Partners, L.P.", {"partnership"}),
        ("Harbor Securities, Inc., a registered broker-dealer", {"broker_dealer", "corporation"}),
        ("Self-directed IRA of John Doe, custodian First National Bank", {"ira", "self_directed_plan"}),
        ("John Doe Keogh Plan", {"keogh"}),
        ("Doe Family Revocable Living Trust", {"living_trust", "trust"}),
        ("Massachusetts business trust", {"business_trust"}),
        ("First National Bank of Springfield", {"bank"}), ("savings bank", {"savings_and_loan"}),
        ("Licensed SBIC", {"sbic"}),
        ("401(k) plan; investment decisions made by a registered investment adviser", {"erisa_plan"}),
        ("Registered investment adviser", {"investment_adviser"}), ("Doe Family Office", {"family_office"}),
        ("I hold a Series 65 license", {"licensed_individual"}), ("Series 63 only", set()),
        ("Series E Preferred", set()),
        ("Doe Family Foundation, a 501(c)(3) organization", {"foundation", "nonprofit"}),
        ("State of New York Teachers' Retirement System", {"government_plan"}), ("Estate of Mary Roe", {"estate"}),
        ("DOE PENSION PLAN, self directed", {"erisa_plan", "self_directed_plan"}),
        ("private business development company", {"bdc"}),
        ("an insurance company", {"insurance_company"}), ("not a bank", set()),
        ("not a trust but a partnership", {"partnership"}),
        ("see bank statement", set()), ("my account at First Bank", set()), ("Ira Goldberg", set()),
        ("real estate in Nevada", set()),
        ("Doe Realty LLC, real estate brokerage", {"llc"}), ("N/A", set()), ("", set()),
    ],
)  # fmt: skip
def test_the_kind_of_entity_is_shown_by_its_words(text, expected):
    assert kinds(text) == expected


def test_each_ground_carries_its_words():
    assert {(g.kind, g.words) for g in entity_kind("Doe Ventures, a limited liability company")} == {
        ("llc", "limited liability company")
    }


def test_a_plan_whose_participant_decides_is_self_directed():
    assert self_directed_plan("John Doe 401(k), participant directed")
    assert self_directed_plan("IRA - John Doe; Sterling Trust Company, Custodian")
    assert self_directed_plan("Keogh plan")
    assert not self_directed_plan("Doe Corp. Pension Plan, decisions by First Bank")
    assert not self_directed_plan("Ira Goldberg")
    assert is_llc("Doe Ventures, LLC")
    assert not is_llc("Doe Ventures, Inc.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Owned 50% by John Q. Doe and 50% by Jane Roe", ("John Q. Doe", "Jane Roe")),
        ("Members: A. Doe, Bea Roe and Carl Poe", ("A. Doe", "Bea Roe", "Carl Poe")),
        ("sole member: Xavier Doe", ("Xavier Doe",)),
        ("wholly owned by Y Holdings LLC", ("Y Holdings LLC",)),
        ("John Doe (60%); Jane Roe (40%)", ("John Doe", "Jane Roe")),
        ("Owned by Dr. John Doe, Jr. and his wife Mary Smith", ("Dr. John Doe, Jr.", "Mary Smith")),
        ("Doe Holdings LLC, a Delaware limited\nliability company, owned 50% by John Doe\nand 50% by Jane Roe",
            ("John Doe", "Jane Roe")),
        ("John Doe and Jane Roe each own 50%", ("John Doe", "Jane Roe")),
        ("60% John Doe, 40% Jane Roe", ("John Doe", "Jane Roe")),
        ("John Doe owns 60% and Jane Roe owns 40%", ("John Doe", "Jane Roe")),
        ("Robert and Mary Kessler are the only members", ("Robert Kessler", "Mary Kessler")),
        ("OWNED BY JOHN DOE AND JANE ROE, EACH AN ACCREDITED INVESTOR", ("JOHN DOE", "JANE ROE")),
        ("owned by john doe and jane roe", ("john doe", "jane roe")),
        ("Owned equally by John Doe, Jane Roe, and Doe & Roe LLC", ("John Doe", "Jane Roe", "Doe & Roe LLC")),
        ("Shareholders: Mary-Jane O'Neil 33.3%, Jan van der Berg 33.3%, Li Wei 33.4%",
            ("Mary-Jane O'Neil", "Jan van der Berg", "Li Wei")),
        ("Partnership whose partners are John Doe, M.D. and Jane Roe, M.D.", ("John Doe, M.D.", "Jane Roe, M.D.")),
        ("Acme Inc., owned by John Doe, President, and Jane Roe, Secretary", ("John Doe", "Jane Roe")),
        ("Doe Capital LLC. Members are John Doe and the Jane Roe Revocable Trust.",
            ("John Doe", "Jane Roe Revocable Trust")),
        ("Our members, John Doe and Jane Roe, are accredited investors within Category A", ("John Doe", "Jane Roe")),
        ("The LLC is owned fifty percent by John Doe and fifty percent by Jane Roe", ("John Doe", "Jane Roe")),
        ("Members:\nJohn Doe\nJane Roe", ("John Doe", "Jane Roe")),
        ("Equity owners: 1. John Doe 2. Jane Roe", ("John Doe", "Jane Roe")),
        ("Managed by Carl Poe; owned by Jane Roe", ("Jane Roe",)), ("Doe LLC (John Doe, sole member)", ("John Doe",)),
    ],
)  # fmt: skip
def test_the_equity_owners_are_named(text, names):
    assert equity_owners(text) == names
    assert owners(text).complete


@pytest.mark.parametrize(
    "text",
    ["Limited liability company", "Nevada corporation", "N/A", "", "All equity owners are accredited investors",
     "Doe Holdings LLC",
     "a limited liability company owned by me and my wife", "Family LLC; see attached list of members",
     "Investment club of 5 partners"],
)  # fmt: skip
def test_a_description_without_names_names_none(text):
    assert equity_owners(text) == ()
    assert not owners(text).complete


@pytest.mark.parametrize(
    "text",
    ["Owned by John Doe and others", "Owned by John Doe (60%) and his children",
     "Owned by John Doe 60% and Jane Roe 30%",
     "LLC with three members: John Doe, Jane Roe", "Owned by John Doe, Jane Roe, et al.", "Owners: John Doe and spouse",
     "Owned 50% by John\nDoe and 50% by Jane Roe", "Members: John Doe Jane Roe"],
)  # fmt: skip
def test_owners_that_may_not_be_all_are_said_to_be_incomplete(text):
    assert not owners(text).complete
