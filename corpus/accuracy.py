"""How well the product reads and judges the corpus: `python -m corpus.accuracy [FOLDER-NAME …] [--keep DIR]`.

Runs the public command over every folder that has a truth and compares report.json with it. Exit status 1
where a rule passes that should not, a value is silently wrong, or one is invented for a blank.

A field is *exactly right* where value and state are the truth's (line breaks aside); *flagged* where the
report itself says that it is unsure (ambiguous, unreadable, invalid, or confidence below 0.9); *silently wrong*
where it gives another value, or none, as certain; *invented* where a blank is given a value as certain.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
CERTAIN = 0.9
FLAGGED_STATES = ("ambiguous", "unreadable")


@dataclass
class Tally:
    """The figures of one kind of file (or one way of making it)."""

    documents: int = 0
    fields: int = 0
    exact: int = 0
    flagged: int = 0
    wrong: int = 0
    invented: int = 0
    alterations: int = 0
    found: int = 0
    false_alterations: int = 0
    true_findings: int = 0
    missed_findings: int = 0
    false_findings: int = 0
    false_passes: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add another's figures and errors."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def row(self, name: str) -> str:
        """One line of the table."""
        precision = _percent(self.true_findings, self.true_findings + self.false_findings)
        recall = _percent(self.true_findings, self.true_findings + self.missed_findings)
        return (
            f"{name:<18}{self.documents:>5}{self.fields:>8}{_percent(self.exact, self.fields):>10}{self.flagged:>9}"
            f"{self.wrong:>8}{self.invented:>10}{f'{self.found}/{self.alterations}':>11}{self.false_alterations:>7}"
            f"{precision:>11}{recall:>9}{self.false_passes:>8}"
        )


HEAD = (
    f"{'kind of file':<18}{'docs':>5}{'fields':>8}{'exact':>10}{'flagged':>9}{'wrong':>8}{'invented':>10}"
    f"{'alterations':>11}{'false':>7}{'precision':>11}{'recall':>9}{'passes':>8}\n"
    f"{'':<18}{'':>5}{'read':>8}{'right':>10}{'':>9}{'silent':>8}{'':>10}{'found':>11}{'':>7}{'of rules':>11}"
    f"{'':>9}{'false':>8}"
)


def main(arguments: list[str]) -> int:
    """Measure, print, and say by the exit status whether the product may be trusted."""
    parser = argparse.ArgumentParser(prog="corpus.accuracy", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="folders by name (text, html, word, pdf, odd …); default: all")
    parser.add_argument("--keep", type=Path, help="keep each folder's report below this folder")
    parser.add_argument("--errors", type=int, default=400, help="how many errors to list")
    options = parser.parse_args(arguments)
    kinds: dict[str, Tally] = defaultdict(Tally)
    means: dict[str, Tally] = defaultdict(Tally)
    whole = Tally()
    for truth_file in sorted(CORPUS.rglob("*.truth.yaml")):
        folder = truth_file.with_name(truth_file.name.removesuffix(".truth.yaml"))
        if options.names and folder.name not in options.names:
            continue
        truth = yaml.safe_load(truth_file.read_text(encoding="utf-8"))
        report, trouble = _check(folder, truth, options.keep)
        if report is None:
            whole.errors.append(f"{folder.relative_to(ROOT)}: {trouble}")
            whole.false_passes += 1
            continue
        label = folder.relative_to(CORPUS).as_posix()
        for document, said in _paired(truth, report, whole, label):
            tally = compare(document, said, label)
            kinds[document["means"].split("/")[0]].add(tally)
            means[document["means"]].add(tally)
            whole.add(tally)
        whole.add(_batch(truth["batch"], report, label))
    _print(kinds, means, whole, options.errors)
    return 1 if whole.false_passes or whole.wrong or whole.invented else 0


def _check(folder: Path, truth: dict[str, Any], keep: Path | None) -> tuple[dict[str, Any] | None, str]:
    with tempfile.TemporaryDirectory() as temporary:
        out = keep / folder.relative_to(CORPUS) if keep else Path(temporary)
        out.mkdir(parents=True, exist_ok=True)
        command = Path(sys.executable).with_name("subdocs")
        start = [str(command)] if command.exists() else [sys.executable, "-c", "from pipeline.cli import main; main()"]
        run = subprocess.run(
            [*start, "check", str(folder), "--offering", str(ROOT / truth["offering"]), "--out", str(out),
             "--as-of", truth["as_of"], "--reveal"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        path = out / "report.json"
        if run.returncode not in (0, 1) or not path.exists():
            return None, f"the check ended with status {run.returncode}: {(run.stderr or run.stdout).strip()[-600:]}"
        return json.loads(path.read_text(encoding="utf-8")), ""


def _paired(
    truth: dict[str, Any], report: dict[str, Any], whole: Tally, label: str
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    said = {document["path"]: document for document in report["documents"]}
    pairs = []
    for document in truth["documents"]:
        if found := said.pop(document["path"], None):
            pairs.append((document, found))
        else:
            whole.false_passes += 1
            whole.errors.append(f"{label}/{document['path']}: is not in the report")
    whole.errors += [f"{label}/{path}: is in the report and is no input" for path in said]
    return pairs


def compare(truth: dict[str, Any], said: dict[str, Any], label: str) -> Tally:
    """One document's report against its truth."""
    tally = Tally(documents=1)
    where = f"{label}/{truth['path']}"
    if truth["error"] is not None:
        code = (said.get("error") or {}).get("code")
        if code not in truth["error"]:
            tally.errors.append(f"{where}: error should be {' or '.join(truth['error'])}, is {code}")
    elif said.get("error"):
        tally.errors.append(f"{where}: could not be read: {said['error']}")
    if truth["status"] and said["status"] != truth["status"]:
        tally.errors.append(f"{where}: status should be {truth['status']}, is {said['status']}")
        tally.false_passes += said["status"] == "pass"
    for name, expected in (truth["fields"] or {}).items():
        _field(tally, f"{where}: {name}", expected, (said.get("fields") or {}).get(name))
    if truth["alterations"] is not None:
        _alterations(tally, where, truth["alterations"], said)
    told = {finding["rule"]: finding["message"] for finding in said.get("findings") or []}
    _outcomes(tally, where, truth["outcomes"], said.get("outcomes") or {}, told)
    return tally


def _field(tally: Tally, where: str, expected: dict[str, Any], read: dict[str, Any] | None) -> None:
    tally.fields += 1
    if read is None:
        tally.wrong += expected["state"] != "blank"
        tally.errors.append(f"{where}: is not in the report")
        return
    value, state = _plain(read["value"]), read["state"]
    certain = state not in FLAGGED_STATES and read["confidence"] >= CERTAIN
    wanted = _plain(expected["value"])
    if state == expected["state"] and value == wanted:
        tally.exact += 1
        if not certain and state not in FLAGGED_STATES:
            tally.flagged += 1
            tally.errors.append(f"{where}: right, but flagged (confidence {read['confidence']}): {_short(value)}")
        return
    what = f"should be {expected['state']} {_short(wanted)}, is {state} {_short(value)} (raw {_short(read.get('raw'))})"
    if not certain or (state == "invalid" and expected["state"] == "filled"):
        tally.flagged += 1
        tally.errors.append(f"{where}: flagged: {what}")
    elif expected["state"] == "blank":
        tally.invented += 1
        tally.errors.append(f"{where}: INVENTED: {what}")
    else:
        tally.wrong += 1
        tally.errors.append(f"{where}: SILENTLY WRONG: {what}")


def _plain(value: Any) -> Any:
    """A value without what layout decides: where its lines were broken."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 120 else f"{text[:117]}…"


def _alterations(tally: Tally, where: str, expected: list[dict[str, str]], said: dict[str, Any]) -> None:
    reported = list(said.get("alterations") or [])
    for change in expected:
        tally.alterations += 1
        matching = [other for other in reported if _same_change(change, other)]
        if matching:
            tally.found += 1
            reported = [other for other in reported if other not in matching]
        else:
            tally.errors.append(f"{where}: ALTERATION MISSED: {change}")
    tally.false_alterations += len(reported)
    if len(reported) > 4:
        tally.errors.append(f"{where}: {len(reported)} false alterations, of which the first:")
    for other in reported[:4]:
        shown = {name: other.get(name) for name in ("section", "kind", "printed", "found")}
        tally.errors.append(f"{where}: false alteration: {_short(shown)}")


def _same_change(expected: dict[str, str], reported: dict[str, str]) -> bool:
    """Whether a report's change is the one expected, or a part of it, in the same section.

    A program may tell a change by the word or by the phrase; words and section must agree.
    """
    if _section(expected["section"]) != _section(reported.get("section", "")):
        return False
    sides = []
    for side in ("printed", "found"):
        ours, theirs = _words(expected[side]), _words(reported.get(side) or "")
        if not theirs:
            sides.append(True)
            continue
        sides.append(theirs in ours or ours in theirs or fuzz.partial_ratio(ours, theirs) >= 90)
    return all(sides)


def _section(name: str) -> str:
    return re.sub(r"[^0-9a-z().]", "", name.lower())


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w$%.,]+", text.lower()))


def _outcomes(tally: Tally, where: str, expected: dict[str, str], said: dict[str, str], told: dict[str, str]) -> None:
    unsure = []
    for rule, outcome in expected.items():
        if outcome == "open":
            continue
        got = said.get(rule, "not_applicable")
        if outcome in ("fail", "review"):
            if got in ("fail", "review"):
                tally.true_findings += 1
                if got != outcome:
                    tally.errors.append(f"{where}: {rule} should be {outcome}, is {got}")
            else:
                tally.missed_findings += 1
                tally.false_passes += 1
                tally.errors.append(f"{where}: FALSE PASS: {rule} should be {outcome}, is {got}")
        elif got in ("fail", "review"):
            tally.false_findings += 1
            message = told.get(rule, "")
            if message.startswith("This could not be decided"):
                unsure.append(rule)
            else:
                tally.errors.append(f"{where}: {rule} should not speak, is {got}: {message[:300]}")
        elif outcome == "pass" and got == "not_applicable":
            tally.errors.append(f"{where}: {rule} applies and should pass, is not_applicable")
    if unsure:
        tally.errors.append(
            f"{where}: should not speak, and ask for review of an uncertain reading: {' '.join(unsure)}"
        )


def _batch(expected: dict[str, str], report: dict[str, Any], label: str) -> Tally:
    tally = Tally()
    got = {finding["rule"]: finding["outcome"] for finding in report["findings"]}
    told = {finding["rule"]: finding["message"] for finding in report["findings"]}
    wanted = {rule: "clean" if outcome == "pass" else outcome for rule, outcome in expected.items()}
    _outcomes(tally, f"{label} (batch)", wanted, got, told)
    return tally


def _percent(part: int, of: int) -> str:
    return f"{100 * part / of:.2f} %" if of else "–"


def _print(kinds: dict[str, Tally], means: dict[str, Tally], whole: Tally, limit: int) -> None:
    for error in whole.errors[:limit]:
        print(error)
    if len(whole.errors) > limit:
        print(f"… and {len(whole.errors) - limit} more")
    print(f"\n{HEAD}")
    for name in sorted(means):
        print(means[name].row(f"  {name}"))
    print()
    for name in sorted(kinds):
        print(kinds[name].row(name))
    print(whole.row("all"))
    verdict = "good" if not (whole.false_passes or whole.wrong or whole.invented) else "NOT GOOD"
    print(
        f"\n{verdict}: {whole.documents} documents, "
        f"{_percent(whole.exact, whole.fields)} of {whole.fields} fields exactly right, "
        f"{whole.wrong} silently wrong, {whole.invented} invented, {whole.false_passes} false passes, "
        f"{whole.found} of {whole.alterations} alterations found, {whole.false_alterations} false."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
