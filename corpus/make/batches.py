"""Folders judged as a whole, and the demonstration folder, from batches.yaml."""

import copy
from pathlib import Path
from typing import Any

import yaml

from corpus.make import html_page, pdf, plain_text, signing, truth, word
from corpus.make.answers import CORPUS, INVENTED, fill

MAKERS: dict[str, Any] = {"text": plain_text, "html": html_page, "word": word, "pdf": pdf}
ENDINGS = {"text": "txt", "html": "htm", "word": "docx", "pdf": "pdf"}
OFFERING: dict[str, Any] = {
    "form": "series-e-subscription",
    "issuer": {
        "name": "American Technologies Group, Inc.",
        "state": "Nevada",
        "directors_and_officers": [{"name": "Dr. Gary Fromm", "title": "Chief Executive Officer"}],
    },
    "security": {
        "name": "Series E Convertible Preferred Stock",
        "price_per_share": "100.00",
        "shares_offered": "25000",
        "minimum_shares": None,
    },
    "exemption": "rule-506",
    "opens": "2005-09-01",
    "closes": "2005-12-31",
    "wire": {},
}


def make_all() -> None:
    """Make every folder of batches.yaml."""
    for name, batch in yaml.safe_load((CORPUS / "batches.yaml").read_text(encoding="utf-8")).items():
        folder = CORPUS / "batches" / name if "at" not in batch else CORPUS / batch["at"]
        _make(folder, batch)
        print(f"{folder.relative_to(CORPUS.parent)}: made")


def _make(folder: Path, batch: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if batch.get("signed") and any(folder.iterdir()):
        return  # a signature holds its time: made once, kept
    for old in sorted(folder.rglob("*")):
        if old.is_file():
            old.unlink()
    documents = []
    for case in batch.get("cases") or _everyone(batch["everyone"]):
        kind, means = case["means"].split("/")
        filled = fill(case)
        data = MAKERS[kind].make(filled, means)
        if batch.get("signed"):
            data = signing.signed(data, filled.truth["subscriber.name"]["value"])
            if case.get("findings", {}).get("SIG007") == "fail":
                data = signing.changed_afterwards(data)
        name = case.get("file", f"{case['id']}.{ENDINGS[kind]}")
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        documents.append(truth.of(filled, name, data, case["means"]))
    for name, of in batch.get("copies", {}).items():
        (folder / name).write_bytes((folder / of).read_bytes())
        original = next(document for document in documents if document["path"] == of)
        documents.append(copy.deepcopy(original) | {"path": name})
    for name, of in batch.get("truncated", {}).items():
        data = (folder / of).read_bytes()
        (folder / name).write_bytes(data[: len(data) * 2 // 5])
        documents.append(truth.unread(name, data[: len(data) * 2 // 5], ["corrupt"]))
    offering = truth.OFFERING
    if terms := batch.get("offering"):
        whole = copy.deepcopy(OFFERING)
        for key, value in terms.items():
            whole[key] = whole[key] | value if isinstance(value, dict) else str(value)
        path = folder.with_name(f"{folder.name}.offering.yaml")
        path.write_text(
            "# INVENTED TEST DATA: the terms this folder is judged by.\n" + yaml.dump(whole, sort_keys=False)
        )
        offering = str(path.relative_to(CORPUS.parent))
    truth.write(folder, documents, batch["batch"], offering=offering, as_of=batch.get("as_of", truth.AS_OF))


def _everyone(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Thirty-six people of as many households, all with the same case."""
    seen: set[str] = set()
    cases: list[dict[str, Any]] = []
    for who, person in INVENTED["people"].items():
        if person["street"] in seen or who in ("fromm", "ashworth") or len(cases) == 36:
            continue
        seen.add(person["street"])
        cases.append(case | {"id": f"{who}-not-accredited", "who": who})
    if len(cases) != 36:
        raise ValueError("people.yaml has too few households")
    return cases
