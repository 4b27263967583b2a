"""Make the corpus: `python -m corpus.make [text|html|word|pdf|batches|odd|notices …]`; without a name, all of it.

LibreOffice and Chromium are needed for the kinds they make; the made files are committed, so
that nobody needs them to run the tests.
"""

import importlib
import sys
from typing import Any

import yaml

from corpus.make import truth
from corpus.make.answers import CORPUS, fill

MAKERS = {"text": "plain_text", "html": "html_page", "word": "word", "pdf": "pdf"}
ENDINGS = {"text": "txt", "html": "htm", "word": "docx", "pdf": "pdf"}


def completed(kind: str) -> None:
    """Make the completed agreements of one kind and their truth."""
    maker = importlib.import_module(f"corpus.make.{MAKERS[kind]}")
    folder = CORPUS / "completed" / kind
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    documents: list[dict[str, Any]] = []
    for case in yaml.safe_load((CORPUS / "cases.yaml").read_text(encoding="utf-8"))["cases"]:
        of_kind, means = case["means"].split("/")
        if of_kind != kind:
            continue
        filled = fill(case)
        data = maker.make(filled, means)
        name = f"{case['id']}.{ENDINGS[kind]}"
        (folder / name).write_bytes(data)
        documents.append(truth.of(filled, name, data, f"{kind}/{means}"))
    truth.write(folder, documents)
    sys.stdout.write(f"{folder.relative_to(CORPUS.parent)}: {len(documents)} agreements\n")


def main(names: list[str]) -> None:
    """Make the named parts, or all."""
    for name in names or [*MAKERS, "batches", "odd", "notices"]:
        if name in MAKERS:
            completed(name)
        else:
            importlib.import_module(f"corpus.make.{name}").make_all()


main(sys.argv[1:])
