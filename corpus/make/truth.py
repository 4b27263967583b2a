"""The truth of a folder: a YAML file beside it, one entry a document."""

import hashlib
from pathlib import Path
from typing import Any

import yaml

from corpus.make.answers import Filled

RULES = {"ACC": 13, "NSD": 6, "MTH": 6, "SUI": 4, "TTL": 4, "SIG": 7, "IDN": 6, "DAT": 4, "WIR": 1, "FRM": 5}
ALL_RULES = tuple(f"{family}{number:03d}" for family, count in RULES.items() for number in range(1, count + 1))
BATCH_RULES = tuple(f"OFF{number:03d}" for number in range(1, 6))
OFFERING = "corpus/offerings/series-e.yaml"
AS_OF = "2005-12-20"
HEADER = """\
# INVENTED TEST DATA, made by `python -m corpus.make`: what each document of the folder says, and what the rules
# must answer. No person, firm, address, number or tax id here belongs to anybody.
# outcomes: fail, review, pass (applies and passes), clean (passes or asks nothing of this document), open (not scored).
"""


class _Flow(dict):  # type: ignore[type-arg]
    """A mapping written on one line."""


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)


def of(filled: Filled, path: str, data: bytes, means: str) -> dict[str, Any]:
    """One document's truth."""
    case = filled.case
    findings, unsure = case.get("findings", {}), case.get("open", [])
    outcomes = {}
    for rule in ALL_RULES:
        default = "pass" if rule in case.get("points", []) else "clean"
        outcomes[rule] = findings.get(rule, "open" if rule in unsure else default)
    alterations: Any = [
        {name: change[name].strip() for name in ("section", "kind", "printed", "found")}
        for change in filled.alterations
    ]
    if "price" in case:
        alterations.append(
            {"section": "signature page", "kind": "changed", "printed": "$100.00", "found": f"${case['price']}"}
        )
    if case.get("drop", "certificate") != "certificate":
        alterations = None
    return {
        "path": path,
        "sha256": hashlib.sha256(data).hexdigest(),
        "means": means,
        "form": "series-e-subscription",
        "status": status(outcomes),
        "error": None,
        "fields": {name: _Flow(said) for name, said in filled.truth.items()},
        "alterations": alterations,
        "outcomes": _Flow(outcomes),
    }


def status(outcomes: dict[str, str]) -> str | None:
    """What the document's status must be; None where an open rule could change it."""
    if "fail" in outcomes.values():
        return "fail"
    if "open" in outcomes.values():
        return None
    return "review" if "review" in outcomes.values() else "pass"


def write(folder: Path, documents: list[dict[str, Any]], batch: dict[str, str] | None = None, **more: str) -> None:
    """Write `<folder>.truth.yaml`. Batch rules not named are open."""
    truth = {
        "folder": folder.name,
        "offering": more.get("offering", OFFERING),
        "as_of": more.get("as_of", AS_OF),
        "batch": _Flow({rule: (batch or {}).get(rule, "open") for rule in BATCH_RULES}),
        "documents": sorted(documents, key=lambda document: document["path"]),
    }
    text = yaml.dump(truth, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=4000)
    folder.with_name(f"{folder.name}.truth.yaml").write_text(HEADER + text, encoding="utf-8")


def unread(path: str, data: bytes, codes: list[str]) -> dict[str, Any]:
    """The truth of a file from which nothing can be read: one of these error codes."""
    other = codes == ["not-this-form"]
    return _without_fields(path, data, "unreadable") | {
        "error": codes,
        "outcomes": _Flow({rule: "fail" if rule == "FRM004" and other else "clean" for rule in ALL_RULES}),
    }


def blank_form(path: str, data: bytes) -> dict[str, Any]:
    """The truth of a form that nobody filled in."""
    outcomes = {rule: "fail" if rule == "FRM003" else "clean" for rule in ALL_RULES}
    return _without_fields(path, data, "fail") | {"form": "series-e-subscription", "outcomes": _Flow(outcomes)}


def _without_fields(path: str, data: bytes, status: str) -> dict[str, Any]:
    return {
        "path": path,
        "sha256": hashlib.sha256(data).hexdigest(),
        "means": "odd",
        "form": None,
        "status": status,
        "error": None,
        "fields": None,
        "alterations": None,
        "outcomes": {},
    }
