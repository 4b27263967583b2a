"""The corpus says of every document what is in it, covers every rule, and is made by unlike means."""

import hashlib
import re
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.make.exhibit import SEED, load
from corpus.make.flow import flow, plain
from corpus.make.truth import ALL_RULES, BATCH_RULES
from templates.form import load_form

CORPUS = Path(__file__).parents[2] / "corpus"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NEVER_PASSES = {"ACC009"}
"""Category G always asks for review: who directs the purchase must be established."""


@cache
def truths() -> dict[Path, dict[str, Any]]:
    """Folder → its truth."""
    return {
        path.with_name(path.name.removesuffix(".truth.yaml")): yaml.load(
            path.read_text(encoding="utf-8"), Loader=LOADER
        )
        for path in sorted(CORPUS.rglob("*.truth.yaml"))
    }


def documents() -> list[tuple[Path, dict[str, Any]]]:
    return [(folder, document) for folder, truth in truths().items() for document in truth["documents"]]


def agreements() -> list[dict[str, Any]]:
    return [document for folder, document in documents() if folder.parent.name == "completed"]


def test_every_document_is_there_and_is_the_one_that_was_made() -> None:
    wrong = [
        f"{folder.name}/{document['path']}"
        for folder, document in documents()
        if hashlib.sha256((folder / document["path"]).read_bytes()).hexdigest() != document["sha256"]
    ]
    assert wrong == []


def test_every_file_of_a_folder_has_a_truth() -> None:
    for folder, truth in truths().items():
        seen = {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith((".", "~$")) and path.name != "Thumbs.db"
        }
        assert seen == {document["path"] for document in truth["documents"]}


def test_sixty_agreements_in_four_kinds_of_file_each_by_three_unlike_means() -> None:
    means = defaultdict(set)
    for document in agreements():
        kind, maker = document["means"].split("/")
        means[kind].add(maker)
    assert len(agreements()) >= 60
    assert set(means) == {"text", "html", "word", "pdf"}
    assert all(len(makers) >= 3 for makers in means.values()), dict(means)


def test_every_truth_names_every_field_of_the_catalogue_and_no_other() -> None:
    catalogue = set(yaml.safe_load((CORPUS / "fields.yaml").read_text(encoding="utf-8")))
    for folder, document in documents():
        if document["fields"] is not None:
            assert set(document["fields"]) == catalogue, f"{folder.name}/{document['path']}"


def test_the_corpus_knows_the_same_fields_as_the_form() -> None:
    form = load_form("series-e-subscription")
    assert set(yaml.safe_load((CORPUS / "fields.yaml").read_text(encoding="utf-8"))) == set(form.fields_of("as-filed"))


@pytest.mark.parametrize("rule", ALL_RULES)
def test_every_rule_fails_or_asks_for_review_somewhere_and_passes_somewhere(rule: str) -> None:
    outcomes = {document["outcomes"][rule] for _, document in documents()}
    assert outcomes & {"fail", "review"}
    assert "pass" in outcomes or rule in NEVER_PASSES


@pytest.mark.parametrize("rule", BATCH_RULES)
def test_every_rule_on_the_batch_fails_or_asks_for_review_somewhere_and_passes_somewhere(rule: str) -> None:
    outcomes = {truth["batch"][rule] for truth in truths().values()}
    assert outcomes & {"fail", "review"}
    assert "pass" in outcomes


def test_a_truth_agrees_with_itself() -> None:
    for folder, document in documents():
        where = f"{folder.name}/{document['path']}"
        outcomes, fields = document["outcomes"], document["fields"]
        if document["alterations"]:
            assert outcomes["FRM001"] == "fail", where
        if document["status"] == "pass":
            assert not {"fail", "review", "open"} & set(outcomes.values()), where
        if fields is None:
            continue
        for name, said in fields.items():
            has_value = said["value"] not in (None, False, [])
            if said["state"] == "blank" or has_value:
                assert has_value == (said["state"] == "filled"), f"{where}: {name}"
        figures = [fields[f"shares.{name}"]["value"] for name in ("number", "price_per_share", "purchase_price")]
        if None not in figures:
            number, price, stated = map(Decimal, figures)
            assert (number * price == stated) == (outcomes["MTH001"] != "fail"), where


def test_the_answers_of_text_files_stand_in_them_as_the_truth_says() -> None:
    free = ("name", "entity_name", "city_state_zip", "tax_id", "telephone_business")
    for folder, document in documents():
        if folder.name != "text":
            continue
        data = (folder / document["path"]).read_bytes()
        text = data.decode("utf-16" if data[:2] == b"\xff\xfe" else "cp1252" if b"\r\n" in data else "utf-8")
        for name in free:
            value = document["fields"][f"subscriber.{name}"]["value"]
            assert value is None or value in text.replace("’", "'"), f"{document['path']}: {name}"


def test_the_makers_keep_every_word_of_the_exhibit() -> None:
    blank = yaml.safe_load((CORPUS / "cases.yaml").read_text(encoding="utf-8"))["cases"][0]

    class Nothing:
        id, case, alterations = "blank", blank, ()

    printed = re.sub(r"_+", " ", SEED.read_text(encoding="utf-8").replace("200_", "200=")).replace("200=", "200_")
    words = Counter(printed.replace("<PAGE>", " ").split())
    words.subtract(number for _, number in load().page_ends)  # a page's printed number is no word of the form
    assert Counter(plain(flow(Nothing())).split()) == words  # type: ignore[arg-type]


def test_no_tax_id_is_given_twice() -> None:
    invented = yaml.safe_load((CORPUS / "people.yaml").read_text(encoding="utf-8"))
    numbers = [person["ssn"] for person in invented["people"].values()]
    numbers += [firm["ein"] for firm in invented["firms"].values()]
    assert len(set(numbers)) == len(numbers)
