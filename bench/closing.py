"""All papers of a closing of 100 subscribers: `python -m bench.closing` (INVENTED TEST DATA throughout)."""

import contextlib
import io
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from checks.offering import load_offering
from pipeline.cli import run
from pipeline.form_terms import form_terms
from templates.draft import drafted, write
from templates.form import load_form

ROOT = Path(__file__).parents[1]
OFFERING = ROOT / "corpus/offerings/series-e.yaml"
SUBSCRIBERS = 100
FIRST = ("Avery", "Jordan", "Robin", "Casey", "Morgan", "Quinn", "Rowan", "Sidney", "Taylor", "Emery")
LAST = ("Sample", "Specimen", "Placeholder", "Example", "Invented", "Madeup", "Fictive", "Trial", "Pattern", "Model")


def signed_agreements(folder: Path) -> None:
    """A hundred completed agreements, as text files: most pass, every tenth has an arithmetic slip."""
    form = load_form("series-e-subscription")
    terms = form_terms(load_offering(OFFERING))
    for number in range(SUBSCRIBERS):
        name = f"{FIRST[number % 10]} {LAST[number // 10]}"
        shares = 100 + number
        price = shares * 100 + (500 if number % 10 == 9 else 0)
        day = date(2005, 9, 12) + timedelta(days=number % 60)
        values: dict[str, object] = {
            "accreditation.categories": ["A"],
            "suitability.employment": "Retired; formerly an engineer",
            "suitability.education": "B.S., Example College, 1971",
            "suitability.prior_investments": "Listed shares, municipal bonds",
            "suitability.private_placements": False,
            "suitability.income_decrease": False,
            "suitability.cash_requirements": False,
            "suitability.understands_risk": True,
            "suitability.understands_no_guarantee": True,
            "title.manner": "individual",
            "nasd.affiliated": False,
            "shares.number": str(shares),
            "shares.purchase_price": f"{price}.00",
            "subscriber.signature": True,
            "subscriber.name": name,
            "subscriber.address": f"{number + 1} Invented Lane",
            "subscriber.city_state_zip": "New York, NY 10004",
            "subscriber.telephone_business": f"(212) 467-{3000 + number}",
            "subscriber.tax_id": f"1{number:02d}-45-{6000 + number}",
            "securities.issue_name": name,
            "subscription.date": day.isoformat(),
            "acceptance.date": (day + timedelta(days=2)).isoformat(),
            "acceptance.signature": True,
        }
        draft = drafted(form, "as-filed", terms, values, {"acceptance.signature": "Dr. Gary Fromm"})
        (folder / f"{number:03d}-{name.replace(' ', '-').lower()}.txt").write_bytes(write(draft, "txt"))


def main() -> int:
    """Check the closing, then time all its papers; prints one line."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "signed").mkdir()
        signed_agreements(folder / "signed")
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            run(["check", str(folder / "signed"), "--offering", str(OFFERING), "--out", str(folder / "results")])
        began = time.perf_counter()
        with contextlib.redirect_stdout(said):
            status = run(
                ["draft", "--from", str(folder / "results"), "--letters", str(folder / "letters"), "--certificates",
                 str(folder / "certificates"), "--clean", str(folder / "clean"), "--schedule", str(folder / "s.docx"),
                 "--dated", "2005-12-20"]
            )  # fmt: skip
        seconds = time.perf_counter() - began
        files = sum(1 for path in folder.rglob("*") if path.suffix in (".docx", ".pdf"))
    if status != 0:
        sys.stderr.write(said.getvalue())
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"A closing of {SUBSCRIBERS} subscribers: {files} papers in {seconds:.0f} s on {cores} cores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
