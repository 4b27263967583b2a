"""Random values for every field of a form: INVENTED TEST DATA, as unlike as people's names and answers are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from templates.figures_in_words import in_words
from templates.form import Field, Form
from templates.values import to_json

LATIN = ("Avery", "Jordan", "Zoë", "Åse", "Łukasz", "Núñez", "O'Sample", "Strömberg", "Specimen-Wu", "D'Invented",
         "Müller", "Šťastný", "Ørsted", "Ferreira", "Quill")  # fmt: skip
ELSEWHERE = ("דנה", "אבני", "田中", "恵子", "김민준", "李小龍", "Ольга", "Παύλος")
ODD = (
    '"Bud"',
    "<Trustee>",
    "& Sons,",
    "Inc.",
    "(II)",
    "L.P.",
    "{{ 7*7 }}",
    "&amp;",
    "\\textbf",
    "#1",
    "50%",
    "A$AP",
    "*",
    "@home",
)
PLACES = (
    "Seattle, WA 98101",
    "Portland, OR 97205",
    "Sample Falls, MN 55401",
    "Invented, TX 75201",
    "New York, NY 10004",
)


def _words(pool: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pool), min_size=least, max_size=most).map(" ".join)


NAMES = st.one_of(
    _words(LATIN, 2, 4),
    st.tuples(_words(LATIN, 1, 2), _words(ELSEWHERE, 1, 2)).map(" ".join),
    st.tuples(_words(LATIN, 2, 3), st.sampled_from(ODD), _words(LATIN, 1, 1)).map(" ".join),
)
ANSWERS = st.one_of(
    _words(LATIN, 2, 6),
    st.tuples(st.sampled_from(("Engineer", "Retired", "Teacher", "Farmer", "B.A., Example College,")),
              _words(LATIN, 1, 3), st.sampled_from(ODD)).map(" ".join),
)  # fmt: skip
PHONES = st.integers(200, 999).flatmap(lambda area: st.just(f"({area}) 467-{area * 7 % 9000 + 1000}"))
TAX_IDS = st.integers(10, 88).map(lambda n: f"5{n}-{n}-{n * 97 % 9000 + 1000}")
DAYS = st.dates(date(2005, 9, 1), date(2005, 12, 31))


def values_of(form: Form, edition: str) -> st.SearchStrategy[dict[str, object]]:
    """Values for some or all fields of an edition, as report.json writes them."""
    fields = {name: _as_in(edition, form, field) for name, field in form.fields_of(edition).items()}
    named = {name: _value(field) for name, field in fields.items() if name != "shares.price_per_share"}
    if form.kind == "agreement":
        return st.fixed_dictionaries({}, optional=named).map(_that_agree)
    needed = {name: one for name, one in named.items() if not fields[name].is_optional}
    more = {name: one for name, one in named.items() if fields[name].is_optional}
    return st.fixed_dictionaries(needed, optional=more).map(lambda values: _that_may_be_issued(form, values))


def _as_in(edition: str, form: Form, field: Field) -> Field:
    """The field with the options that the edition has places for."""
    places = {item.option for item in form.wording(edition).items if item.field == field.name and item.option}
    return replace(field, options=tuple(one for one in field.options if one in places)) if places else field


def _that_agree(values: Mapping[str, object]) -> dict[str, object]:
    """Without what cannot be: a signature's name that is told elsewhere needs the signature."""
    agreed = dict(values)
    if agreed.get("nasd.firm_signature") and "nasd.firm_officer" not in agreed:
        agreed["nasd.firm_officer"] = "Robin Placeholder"
    if "nasd.firm_officer" in agreed:
        agreed["nasd.firm_signature"] = True
    return agreed


def _that_may_be_issued(form: Form, values: Mapping[str, object]) -> dict[str, object]:
    """Without a tag, with figures within their limits, and with words that say the figures."""
    issued = {name: _untagged(value) for name, value in values.items()}
    for name, field in form.fields.items():
        if name in issued and field.at_most:
            most = str(issued.get(field.at_most) or form.terms[field.at_most]).replace(",", "")
            issued[name] = to_json("decimal", min(Decimal(str(issued[name])), Decimal(most)))
    for name, field in form.fields.items():
        if name in issued and field.in_words_of:
            issued[name] = in_words(Decimal(str(issued[field.in_words_of])))
    return _that_agree(issued)


def _untagged(value: object) -> object:
    if isinstance(value, list):
        return [_untagged(one) for one in value]
    return value.replace("{{ 7*7 }}", "{ 7*7 }") if isinstance(value, str) else value


def _value(field: Field) -> st.SearchStrategy[object]:
    typed = _of_type(field)
    return _words_of(field) if typed is None else typed


def _of_type(field: Field) -> st.SearchStrategy[object] | None:
    match field.type:
        case "signature" | "yes_no" | "mark":
            return st.booleans()
        case "date":
            return DAYS.map(lambda day: to_json("date", day))
        case "integer":
            return st.integers(0, 10**6).map(str)
        case "decimal":
            return st.decimals(1, 10**6, places=2).map(lambda number: to_json("decimal", number))
        case "money":
            return st.decimals(1, 10**8, places=2).map(lambda number: to_json("money", number))
        case "letters":
            return st.sets(st.sampled_from(field.options), min_size=1).map(sorted)
        case "choice":
            return st.sampled_from(field.options)
        case "items":
            return st.lists(ANSWERS.map(lambda text: f"Point about {text}"), min_size=1, max_size=12)
        case "table":
            cells = st.lists(_words(LATIN, 1, 3), min_size=len(field.columns), max_size=len(field.columns))
            return st.lists(cells.map(" | ".join), min_size=1, max_size=8)
    return None


def _words_of(field: Field) -> st.SearchStrategy[object]:
    kind = field.name.rpartition(".")[2]
    if kind.startswith(("telephone", "facsimile")):
        return PHONES
    if kind == "tax_id":
        return TAX_IDS
    if kind == "city_state_zip":
        return st.sampled_from(PLACES)
    if kind in ("address", "company_address"):
        return st.tuples(st.integers(1, 99).map(lambda n: f"{n} Invented Lane"), st.sampled_from(PLACES)).map("\n".join)
    if kind == "firm_officer":  # in a signature's own blank other words may be a remark
        return _words((*LATIN, *ELSEWHERE), 2, 4)
    if field.type == "lines":
        return st.lists(ANSWERS, min_size=1, max_size=2).map("\n".join)
    if kind in ("account_number", "aba_number", "swift_code"):
        return st.sampled_from(("0045501234", "EXMPUS33", "021000089"))
    return NAMES
