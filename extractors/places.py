"""US states, ZIP codes and the line "City, State and Zip Code"."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycountry
import us
import usaddress
import yaml

_FURTHER_STATES = {
    "MH": "Marshall Islands", "FM": "Federated States of Micronesia", "PW": "Palau", "AA": "Armed Forces Americas",
    "AE": "Armed Forces Europe", "AP": "Armed Forces Pacific",
}  # fmt: skip
_FURTHER_NAMES = {
    "cal": "CA", "calif": "CA", "colo": "CO", "penn": "PA", "penna": "PA", "tex": "TX", "oreg": "OR",
    "w virginia": "WV",
    "nebr": "NE", "kans": "KS", "virgin islands": "VI", "us virgin islands": "VI", "usvi": "VI", "micronesia": "FM",
    "washington dc": "DC", "n carolina": "NC", "s carolina": "SC", "n dakota": "ND", "s dakota": "SD",
    "commonwealth of massachusetts": "MA", "commonwealth of virginia": "VA", "commonwealth of pennsylvania": "PA",
    "mich": "MI", "wisc": "WI", "ind": "IN", "ida": "ID", "minn": "MN", "okla": "OK",
}  # fmt: skip
_COUNTRIES = {
    "uk": "United Kingdom", "united kingdom": "United Kingdom", "great britain": "United Kingdom",
    "england": "United Kingdom", "scotland": "United Kingdom", "wales": "United Kingdom",
    "northern ireland": "United Kingdom", "south korea": "South Korea", "korea": "South Korea", "russia": "Russia",
    "holland": "Netherlands", "the netherlands": "Netherlands", "republic of ireland": "Ireland",
    "uae": "United Arab Emirates", "bvi": "British Virgin Islands", "british virgin islands": "British Virgin Islands",
    "bahamas": "Bahamas", "grand cayman": "Cayman Islands",
    "the bahamas": "Bahamas", "hong kong": "Hong Kong", "taiwan": "Taiwan", "vietnam": "Vietnam", "turkey": "Turkey",
    "czech republic": "Czechia", "channel islands": "Channel Islands", "prc": "China",
    "peoples republic of china": "China",
}  # fmt: skip
_CITY_STATES = frozenset({"Singapore", "Monaco", "Luxembourg", "Hong Kong", "Gibraltar", "Macao"})
_UNITED_STATES = frozenset({"us", "usa", "united states", "united states of america", "u s a", "u s"})
_PROVINCES = re.compile(
    r"[\s,]+(?:ab|alberta|b\.?c\.?|british columbia|mb|manitoba|nb|new brunswick|nl|newfoundland|n\.?s\.?|nova scotia|"
    r"ont?|ontario|pei?|prince edward island|p?q\.?c?|qu[eé]bec|sk|saskatchewan|yt|yukon)\.?[\s,]*$",
    re.IGNORECASE,
)
_CANADIAN = re.compile(r"\b[A-CEGHJ-NPR-TVXY][0-9][A-Z][ -]?[0-9][A-Z][0-9]\b", re.IGNORECASE)
_BRITISH = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_ZIP = re.compile(r"[\s,]*(?P<zip>[0-9]{5})(?:\s?[-\u2010-\u2015]\s?(?P<more>[0-9]{4})|(?P<run>[0-9]{4}))?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A city line, taken apart."""

    city: str = ""
    state: str | None = None
    """Two letters; None where no US state or territory is named."""
    zip: str | None = None
    """Five digits, or nine as "10018-1234"."""
    country: str = "United States"
    foreign: bool = False
    problems: tuple[str, ...] = ()
    """What is missing or contradicts, in sentences."""


def state(raw: str) -> str | None:
    """The two-letter code of a US state, district, territory or armed forces region.

    By code, name or usual abbreviation ("Minn.", "N.Y."), upper or lower case; None where none of
    them is meant exactly.
    """
    return _states().get(_key(raw))


def zip_in_state(zip_code: str, state_code: str) -> bool:
    """Whether a ZIP code lies in a state, by its first digits."""
    return state_of_zip(zip_code) == state_code.upper()


def state_of_zip(zip_code: str) -> str | None:
    """The state or territory whose ZIP codes begin so; None for digits that no state has."""
    digits = re.sub(r"[^0-9]", "", zip_code)[:5]
    if len(digits) < 5:
        return None
    prefixes = _prefixes()
    for length in range(5, 1, -1):
        if digits[:length] in prefixes:
            return prefixes[digits[:length]]
    return None


def city_state_zip(raw: str) -> Place:
    """Take apart what stands on "City, State and Zip Code".

    Returns:
        A place with whatever could be read. US unless a country, a Canadian province or a British
        or Canadian postal code says otherwise.
    """
    text = re.sub(r"\s+", " ", raw.replace("_", " ")).strip(" ,.;")
    text, country = (text, None) if state(text) else _without_country(text)
    if country is None:
        abroad = _canadian_or_british(text)
        if abroad is not None:
            return abroad
    elif country != "United States":
        return _abroad(text, country)
    if state(text) is None and _country(text) not in (None, "United States"):
        return _abroad(text if _country(text) in _CITY_STATES else "", _country(text) or "")
    zip_match = _ZIP.search(text)
    zip_code = None
    if zip_match:
        more = zip_match["more"] or zip_match["run"]
        zip_code = zip_match["zip"] + (f"-{more}" if more else "")
        text = text[: zip_match.start()].strip(" ,")
    shortened = re.search(r"[\s,]+[0-9][0-9-]*$", text) if zip_code is None else None
    city, code = _city_and_state(text[: shortened.start()] if shortened else text)
    problems = []
    if not city:
        problems.append("The city is missing.")
    if code is None:
        problems.append("The state is missing, or is none.")
    if zip_code is None:
        problems.append("The ZIP code has not five digits." if shortened else "The ZIP code is missing.")
    elif code is not None and not zip_in_state(zip_code, code):
        problems.append(f"The ZIP code {zip_code} does not lie in {code}.")
    return Place(city, code, zip_code, problems=tuple(problems))


@cache
def _states() -> dict[str, str]:
    known = dict(_FURTHER_NAMES)
    for item in (*us.STATES_AND_TERRITORIES, us.states.DC):
        for name in (item.abbr, item.name, item.ap_abbr):
            if name:
                known[_key(name)] = item.abbr
    for code, name in _FURTHER_STATES.items():
        known[_key(code)] = known[_key(name)] = code
    return known


def _key(raw: str) -> str:
    """Lower case without points, and single letters joined: "N. Y." is "ny"."""
    words = re.sub(r"[.,()]", " ", raw).lower().split()
    if words and all(len(word) == 1 for word in words):
        return "".join(words)
    joined = re.sub(r"\.", "", raw).lower().strip(" ,()")
    if re.sub(r"\s+", "", joined) == "wva":
        return "wva"
    return re.sub(r"[\s,]+", " ", joined)


@cache
def _prefixes() -> dict[str, str]:
    table = yaml.safe_load((Path(__file__).parent / "zip_prefixes.yaml").read_text(encoding="utf-8"))
    prefixes = {}
    for code, ranges in table.items():
        for entry in ranges:
            first, _, last = entry.partition("-")
            for number in range(int(first), int(last or first) + 1):
                prefixes[f"{number:0{len(first)}d}"] = code
    return prefixes


def _city_and_state(text: str) -> tuple[str, str | None]:
    """The city, and the longest end of the text that is a state."""
    words = text.replace(",", " , ").split()
    for count in (4, 3, 2, 1):
        tail = [word for word in words[-count:] if word != ","]
        if count > len(words) or words[-count] == ",":
            continue
        code = state(" ".join(tail))
        head = " ".join(words[:-count]).replace(" ,", ",").strip(" ,")
        if code is not None and head:
            return _only_city(head), code
        if code is not None and count == len(words) and (len(tail) == 1 and len(tail[0].strip(".")) == 2):
            return "", code
    return _only_city(text.strip(" ,")), None


def _only_city(text: str) -> str:
    """The city without a street that was written on the same line."""
    if not re.search(r"[0-9]", text):
        return text
    try:
        parts, _ = usaddress.tag(text)
    except usaddress.RepeatedLabelError:
        return text.rpartition(",")[2].strip() or text
    city = str(parts.get("PlaceName", "")).strip(" ,")
    return city or text.rpartition(",")[2].strip()


@cache
def _country(name: str) -> str | None:
    key = re.sub(r"[.,']", "", name).lower().strip()
    if key in _UNITED_STATES:
        return "United States"
    if key in _COUNTRIES:
        return _COUNTRIES[key]
    if len(key) < 4:
        return None
    for country in pycountry.countries:
        if key in (country.name.lower(), getattr(country, "common_name", "").lower()):
            return str(getattr(country, "common_name", country.name))
    return None


def _without_country(text: str) -> tuple[str, str | None]:
    """The text without its last words where they name a country, and that country."""
    words = text.split()
    for count in (4, 3, 2, 1):
        if count >= len(words):
            continue
        tail = " ".join(words[-count:]).strip("()")
        found = _country(tail)
        if found is None:
            continue
        longer = (state(" ".join(words[-n:])) for n in (count + 1, count) if n < len(words))
        if any(longer) and found != "United States":
            break
        return " ".join(words[:-count]).strip(" ,.("), found
    # a postal code may follow the country: "Guadalajara, Mexico 44100"
    tail_match = re.fullmatch(r"(.+?),?\s+([A-Za-z ]+?)\s+([0-9]{3,10})", text)
    if tail_match and not state(tail_match[2].rpartition(" ")[2]):
        for part in (tail_match[2], tail_match[2].rpartition(" ")[2]):
            found = _country(part.strip())
            if found and found != "United States" and state(" ".join(tail_match[2].split()[-2:])) is None:
                return text.replace(part, "").strip(" ,"), found
    return text, None


def _canadian_or_british(text: str) -> Place | None:
    canadian = _CANADIAN.search(text)
    if canadian or (_PROVINCES.search(text) and state(text.rpartition(" ")[2]) is None):
        return _abroad(text, "Canada")
    british = _BRITISH.search(text)
    if british and not _ZIP.search(text):
        return _abroad(text, "United Kingdom")
    return None


def _abroad(text: str, country: str) -> Place:
    without_code = re.sub(r"\b[0-9]{3,}\b", "", _BRITISH.sub("", _CANADIAN.sub("", text))).strip(" ,")
    bare = _PROVINCES.sub("", without_code) if country == "Canada" else without_code
    city = (bare or without_code).partition(",")[0].strip(" ,")
    return Place(city, None, None, country, foreign=True, problems=() if city else ("The city is missing.",))
