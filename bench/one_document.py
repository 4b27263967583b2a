"""One agreement of each make, timed from file to report: `python -m bench.one_document [--runs N]`.

Two figures a document, each the least of several runs:

- *in a batch*: bytes → words → record → outcomes, in a process that is warm, as for every document of a folder but
  the first;
- *command*: `subdocs check FILE` from its start to the three written reports, libraries loaded and all.

For PDFs beside them, in the same run: what pdfplumber takes merely to extract the words of the same pages, warm and as
a program of its own. Seconds are processor seconds, of all processes a run starts, so that other work on the machine
does not count; a run of its own on an idle machine takes no longer by the clock.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pdfplumber
import yaml

from checks.offering import load_offering
from checks.rule import Document
from checks.run import judge
from extractors.extract import extract
from pipeline.form_terms import form_terms

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
KINDS = ("text", "html", "word", "pdf")
OFFERING = CORPUS / "offerings/series-e.yaml"
AS_OF = date(2005, 12, 20)
WORDS_ALONE = "import io, sys, pdfplumber\nfor page in pdfplumber.open(sys.argv[1]).pages: page.extract_words()"


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.one_document", description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the best counts [default: 3]")
    runs = parser.parse_args(arguments).runs
    offering = load_offering(OFFERING)
    terms = form_terms(offering)

    def in_batch(data: bytes, name: str) -> None:
        judge([Document(name, "", extract(data, form=offering.form, terms=terms))], offering, AS_OF)

    print(f"{'':<34}{'in a batch':>11}{'command':>10}   pdfplumber's words: {'warm':>6}{'program':>10}   ratio of each")
    slowest = dict.fromkeys(KINDS, (0.0, 0.0))
    for kind, means, path in _one_of_each():
        data = path.read_bytes()
        in_batch(data, path.name)
        warm = _best(runs, lambda data=data, path=path: in_batch(data, path.name))
        command = _best(runs, lambda path=path: _command(path))
        line = f"{means:<18}{path.name:<16.15}{warm:>9.2f} s{command:>8.2f} s"
        if kind == "pdf":
            theirs = _best(runs, lambda data=data: _words(data))
            program = _best(runs, lambda path=path: _run([sys.executable, "-c", WORDS_ALONE, str(path)]))
            line += f"{theirs:>29.2f} s{program:>8.2f} s {warm / theirs:>8.2f} {command / program:.2f}"
            warm, command = warm / theirs, command / program
        print(line, flush=True)
        slowest[kind] = max(slowest[kind][0], warm), max(slowest[kind][1], command)
    print()
    for kind in ("text", "html", "word"):
        warm, command = slowest[kind]
        print(f"{kind}: at most {warm:.2f} s in a batch, {command:.2f} s as a command of its own")
    warm, command = slowest["pdf"]
    print(f"pdf: at most {warm:.2f} × pdfplumber's words in a batch, {command:.2f} × as a command of its own")


def _one_of_each() -> list[tuple[str, str, Path]]:
    """Kind, means and file of the first whole agreement that each maker of the corpus made."""
    found: dict[str, tuple[str, str, Path]] = {}
    for kind in KINDS:
        folder = CORPUS / "completed" / kind
        truth = yaml.safe_load(folder.with_name(f"{kind}.truth.yaml").read_text(encoding="utf-8"))
        for document in truth["documents"]:
            if document["error"] is None and document["outcomes"].get("FRM002") != "fail":
                found.setdefault(document["means"], (kind, document["means"], folder / document["path"]))
    return list(found.values())


def _best(runs: int, work: Callable[[], None]) -> float:
    """Processor seconds of the cheapest of several runs, children included."""
    spent = []
    for _ in range(runs):
        begun = sum(os.times()[:4])
        work()
        spent.append(sum(os.times()[:4]) - begun)
    return min(spent)


def _words(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words()


def _command(path: Path) -> None:
    program = str(Path(sys.executable).with_name("subdocs"))
    with tempfile.TemporaryDirectory() as out:
        _run([program, "check", str(path), "--offering", str(OFFERING), "--out", out, "--as-of", AS_OF.isoformat()])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]}: {done.stderr}")


if __name__ == "__main__":
    main(sys.argv[1:])
