"""A case → its truth (every field's value and state) and what the investor wrote in each blank."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).parents[1]
FIELDS: dict[str, str] = yaml.safe_load((CORPUS / "fields.yaml").read_text(encoding="utf-8"))
INVENTED = yaml.safe_load((CORPUS / "people.yaml").read_text(encoding="utf-8"))
PARTY = ("signature", "name", "title", "entity_name", "address", "city_state_zip", "telephone_business",
         "telephone_residence", "facsimile_business", "facsimile_residence", "tax_id")  # fmt: skip
WIRE = {
    "wire.account_name": "American Technologies Group, Inc.",
    "wire.account_number": "40-118826",
    "wire.swift_code": "HAHUUS33",
    "wire.aba_number": "021300077",
    "wire.bank": "Harbor & Hudson Bank",
    "wire.address": "310 Water Street\nNew York, NY 10038",
    "notice.company_address": "412 West Foothill Parkway\nMonrovia, CA 91016",
    "notice.company_attn": "Dr. Gary Fromm",
}
"""Invented: the company's own entries."""
MARKS = ("X", "x", "✓", "✔", "[X]", "☒", "initials", "XX")


@dataclass
class Filled:
    """One completed agreement, before it is a file."""

    id: str
    case: dict[str, Any]
    rng: random.Random
    truth: dict[str, dict[str, Any]] = field(default_factory=dict)
    written: dict[str, list[str]] = field(default_factory=dict)
    """Blank → the lines the investor wrote there."""
    marks: dict[str, str] = field(default_factory=dict)
    """Mark's blank (`category.A`, `nasd.affiliated.yes`) → what was set there."""
    manners: list[str] = field(default_factory=list)
    signed: dict[str, str] = field(default_factory=dict)
    """Signature's blank → whose name stands there."""

    def at(self, slot: str, row: int | None = None) -> list[str]:
        """What stands in a blank, line by line.

        `row` picks one of an address's two rules: a street of one line stands on the upper or on the lower.
        """
        key = {"nasd.firm_by": "nasd.firm_signature", "acceptance.by": "acceptance.signature"}.get(slot, slot)
        if key in self.signed:
            return [f"/s/ {self.signed[key]}"]
        if slot in self.marks:
            return [self.marks[slot]]
        lines = self.written.get(slot, [])
        if row is None:
            return lines
        if len(lines) == 1:
            return lines if row == len(self.id) % 2 else []
        return lines[row : row + 1] if row == 0 else lines[1:]

    @property
    def alterations(self) -> list[dict[str, str]]:
        """The changes of fixed text, as a truth states them."""
        return list(self.case.get("alter", []))


def fill(case: dict[str, Any]) -> Filled:
    """Everything the case says, and everything the investor wrote."""
    filled = Filled(case["id"], case, random.Random(case["id"]))
    values = _values(case, filled.rng)
    for name in case.get("set", {}):
        if name not in FIELDS:
            raise ValueError(f"{case['id']}: there is no field {name}")
    for name, kind in FIELDS.items():
        filled.truth[name] = _truth(kind, values.get(name))
    _write(filled, values)
    return filled


def _truth(kind: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return {"value": None, "state": value["state"]}
    if kind == "signature":
        return {"value": bool(value), "state": "filled" if value else "blank"}
    if kind == "letters":
        return {"value": sorted(value or []), "state": "filled" if value else "blank"}
    if value is None:
        return {"value": None, "state": "blank"}
    if kind == "money":
        return {"value": f"{Decimal(value):.2f}", "state": "filled"}
    if kind == "decimal":
        return {"value": f"{Decimal(value):f}", "state": "filled"}
    if kind == "date":
        return {"value": str(value), "state": "filled"}
    return {"value": value if isinstance(value, bool | list) else str(value), "state": "filled"}


def _values(case: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Field → value of the complete agreement the case starts from, with what the case sets."""
    values: dict[str, Any] = {}
    dated = case["dated"]
    price = Decimal(case.get("price", "100.00"))
    values |= {
        "shares.number": case["shares"],
        "shares.price_per_share": price,
        "shares.purchase_price": Decimal(case["shares"]) * price,
        "subscription.date": dated,
        "acceptance.date": dated + timedelta(days=rng.choice((1, 2, 4, 5))),
        "acceptance.signature": "Gary Fromm",
        "suitability.prior_investments": rng.choice(INVENTED["investments"]),
        "suitability.cash_requirements": False,
        "suitability.understands_risk": True,
        "suitability.understands_no_guarantee": True,
        "nasd.affiliated": False,
    }
    if rng.random() < 0.6:
        values |= WIRE
    experienced = rng.random() < 0.6
    values["suitability.private_placements"] = experienced
    if experienced:
        for column in ("public", "private", "no_operations"):
            values[f"suitability.frequency_{column}"] = rng.choice(("frequently", "occasionally", "never"))
    if "firm" in case:
        values |= _entity(case, INVENTED["firms"][case["firm"]])
    else:
        values |= _individual(case, rng)
    if notice := case.get("nasd"):
        values |= {
            "nasd.affiliated": True,
            "nasd.description": f"Registered representative with {notice['firm']}",
            "nasd.firm_name": notice["firm"],
            "nasd.firm_signature": notice["officer"],
            "nasd.firm_officer": notice["officer"],
            "nasd.firm_date": notice["date"],
            "suitability.employment": f"Registered representative, {notice['firm']}, securities brokerage",
        }
    return {**values, **case.get("set", {})}


def _individual(case: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    person = INVENTED["people"][case["who"]]
    values = {
        "accreditation.categories": case["categories"],
        "suitability.employment": rng.choice(INVENTED["employments"]),
        "suitability.education": rng.choice(INVENTED["educations"]),
        "suitability.income_decrease": False,
        "title.manner": case.get("manner", "individual"),
        "securities.issue_name": person["name"],
    } | _party("subscriber", person)
    if "joint" in case:
        other = INVENTED["people"][case["joint"]]
        values |= _party("joint", other) | {"securities.issue_name": f"{person['name']} and {other['name']}"}
    return values


def _party(side: str, person: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{side}.signature": person["name"],
        f"{side}.name": person["name"],
        f"{side}.address": person["street"],
        f"{side}.city_state_zip": person["city"],
        f"{side}.telephone_business": person["business"],
        f"{side}.telephone_residence": person["home"],
        f"{side}.facsimile_business": person["fax"],
        f"{side}.tax_id": person["ssn"],
    }


def _entity(case: dict[str, Any], firm: dict[str, Any]) -> dict[str, Any]:
    categories = case.get("categories", [firm["category"]])
    values = {
        "accreditation.categories": categories,
        "suitability.assets_decrease": False,
        "title.manner": firm["manner"],
        "subscriber.signature": firm["signer"],
        "subscriber.name": firm["signer"],
        "subscriber.title": firm["title"],
        "subscriber.entity_name": firm["entity"],
        "subscriber.address": firm["street"],
        "subscriber.city_state_zip": firm["city"],
        "subscriber.telephone_business": firm["business"],
        "subscriber.facsimile_business": firm["fax"],
        "subscriber.tax_id": firm["ein"],
        "securities.issue_name": firm["entity"],
        "signatory.name": firm["signer"],
        "signatory.title": firm["title"],
        "signatory.entity": firm["entity"],
        "signatory.date": case["dated"],
        "signatory.signature": firm["signer"],
    }
    for letter in "DEFH":
        if letter in categories:
            values[f"accreditation.description_{letter.lower()}"] = firm["description"]
    return values


# --- how it is written ------------------------------------------------------------------------


def _write(filled: Filled, values: dict[str, Any]) -> None:
    rng, case = filled.rng, filled.case
    mark = rng.choice(MARKS)
    if mark == "initials":
        name = values["subscriber.name"]
        mark = "".join(part[0] for part in name.split() if part[0].isupper())
    for name, kind in FIELDS.items():
        value, given = values.get(name), case.get("write", {}).get(name)
        match kind:
            case "signature" if value:
                filled.signed[name] = str(value) if isinstance(value, str) else "Gary Fromm"
            case "signature":
                pass  # unsigned: the rule stays empty
            case "yes_no":
                both = isinstance(value, dict)
                for side, wanted in (("yes", True), ("no", False)):
                    if both or value is wanted:
                        filled.marks[f"{name}.{side}"] = mark
            case "letters":
                filled.marks |= {f"category.{letter}": mark for letter in value or []}
            case "choice" if name == "title.manner":
                filled.manners = value if isinstance(value, list) else [value] if value else []
            case "choice" if value:
                filled.marks[f"{name}.{value}"] = mark
            case _ if name == "shares.price_per_share":
                pass
            case _:
                raw = given or _raw(name, kind, value, rng)
                if raw is not None:
                    filled.written[name] = raw.split("\n")
    _entity_blanks(filled, values)
    _certificate_date(filled, values.get("signatory.date"))
    if values.get("nasd.firm_officer"):
        filled.written.pop("nasd.firm_officer", None)
    if date_written := filled.written.pop("signatory.date", None):
        del date_written


def _raw(name: str, kind: str, value: Any, rng: random.Random) -> str | None:
    """One of the ways people write this value; None leaves the blank."""
    if isinstance(value, dict):
        return str(value["raw"])
    if value is None:
        # An empty answer is as common as an empty blank where no free text is asked.
        side, _, blank = name.partition(".")
        if side == "subscriber" and blank in ("title", "entity_name", "facsimile_residence", "facsimile_business"):
            return rng.choice((None, None, "N/A", "none", "--", "n/a"))
        if side == "joint" and blank in ("entity_name", "facsimile_residence"):
            return rng.choice((None, None, None, None, "N/A"))
        return None
    if kind == "money":
        amount = Decimal(value)
        plain = f"{amount:,.2f}"
        short = f"{amount:,.0f}" if amount == amount.to_integral() else plain
        return rng.choice((plain, short, f"{amount:.2f}", f"{short}.00" if "." not in short else short))
    if kind == "decimal":
        number = Decimal(value)
        grouped = f"{number:,}"
        return rng.choice((grouped, grouped, str(number), f"{grouped} ({_in_words(number)})"))
    if kind == "date":
        return _date(name, value, rng)
    return str(value)


def _date(name: str, day: date, rng: random.Random) -> str:
    month, short = day.strftime("%B"), {9: "Sept"}.get(day.month, day.strftime("%b"))
    if name in ("subscription.date", "acceptance.date"):  # the form prints the year after the blank
        return rng.choice((
            f"{month} {day.day}", f"{month} {day.day}",
            f"{short}. {day.day}" if len(month) > 4 else f"{month} {day.day}",
            f"{day.month}/{day.day}", f"{_ordinal(day.day)} of {month}", f"{day.day} {month}",
        ))  # fmt: skip
    return rng.choice((
        f"{month} {day.day}, {day.year}", f"{day.month}/{day.day}/{day.year}", f"{day:%m/%d/%y}",
        f"{day:%Y-%m-%d}", f"{day.day} {month} {day.year}", f"{short} {day.day}, {day.year}",
    ))  # fmt: skip


def _certificate_date(filled: Filled, value: date | None) -> None:
    if value is None:
        return
    day = _ordinal(value.day) if filled.rng.random() < 0.7 else str(value.day)
    filled.written["signatory.day"] = [day]
    filled.written["signatory.month"] = [f"{value:%B}"]
    filled.written["signatory.year"] = [str(value.year)]


def _entity_blanks(filled: Filled, values: dict[str, Any]) -> None:
    """An entity often writes N/A where only individuals are asked: an answer in free text."""
    if "firm" in filled.case and filled.rng.random() < 0.5:
        for name in ("suitability.employment", "suitability.education"):
            if values.get(name) is None:
                filled.written[name] = ["N/A"]
                filled.truth[name] = {"value": "N/A", "state": "filled"}


def _ordinal(day: int) -> str:
    suffix = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _in_words(number: Decimal) -> str:
    if number != number.to_integral():
        return f"{_in_words(number.to_integral(rounding='ROUND_FLOOR'))} and one half"
    return _whole(int(number)).strip()


def _whole(n: int) -> str:
    if n >= 1000:
        return f"{_whole(n // 1000)} thousand {_whole(n % 1000)}".strip()
    if n >= 100:
        return f"{_whole(n // 100)} hundred {_whole(n % 100)}".strip()
    if n >= 20:
        return f"{TENS[n // 10]}-{ONES[n % 10]}".rstrip("-")
    return ONES[n]
