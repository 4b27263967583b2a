"""The golden report of the corpus's folder of signed agreements, in lines a person can compare: `make golden`.

What is read, what the rules answer and in which words, document by document. Boxes are left out: they may move by
a hair with a library's release, and the readers' own tests see to them.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GOLDEN = HERE / "folder-of-signed.txt"
MOMENT = "1135036800"
"""2005-12-20, in seconds since 1970, so that `created` is the same in every run."""


def check(out: Path) -> dict[str, Any]:
    """The report of the folder as the command writes it.

    Raises:
        RuntimeError: The check did not run.
    """
    from pipeline.cli import run

    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = MOMENT
    try:
        status = run([
            "check", str(ROOT / "corpus/folder-of-signed"), "--offering", str(ROOT / "corpus/offerings/series-e.yaml"),
            "--out", str(out), "--as-of", "2005-12-20",
        ])  # fmt: skip
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    if status not in (0, 1):
        raise RuntimeError(f"the check ended with status {status}")
    report: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return report


def in_lines(report: dict[str, Any]) -> str:
    """The report as text: one line a value, a finding, an alteration."""
    lines = ["INVENTED TEST DATA. Written by `make golden`; read the difference before committing it.", ""]
    for document in report["documents"]:
        lines.append(f"{document['path']}: {document['status']}")
        if document["error"]:
            lines.append(f"  error {document['error']['code']}: {document['error']['message']}")
        lines += [f"  {finding['rule']} {finding['outcome']}: {finding['message']}" for finding in document["findings"]]
        for change in document.get("alterations") or []:
            told = {name: change.get(name) for name in ("section", "kind", "printed", "found")}
            lines.append(f"  alteration: {json.dumps(told, ensure_ascii=False)}")
        for name, reading in document["fields"].items() if document["fields"] else ():
            if reading["state"] == "blank" and reading["raw"] is None:
                continue
            sure = "" if reading["confidence"] >= 0.9 else f" uncertain ({reading['confidence']:.2f})"
            value = json.dumps(reading["value"], ensure_ascii=False)
            lines.append(f"  {name}: {reading['state']} {value} {reading['method']}{sure}")
        asked = [f"{rule} {outcome}" for rule, outcome in document["outcomes"].items() if outcome != "not_applicable"]
        lines += [f"  outcomes: {', '.join(asked)}", ""]
    for finding in report["findings"]:
        lines.append(f"batch: {finding['rule']} {finding['outcome']}: {finding['message']}")
    lines.append(f"summary: {json.dumps(report['summary'])}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        GOLDEN.write_text(in_lines(check(Path(folder))), encoding="utf-8")
