"""The borders between the folders hold, and stay cheap to cross."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("templates", "extractors", "checks", "pipeline")
SLOW = ("pypdfium2", "pikepdf", "pdfplumber", "pdfminer", "lxml", "docx", "spacy", "usaddress", "xlsxwriter")


def modules_after(statement: str) -> set[str]:
    """The top-level modules that a fresh Python has loaded after a statement."""
    shown = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}))"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(shown.stdout.split())


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_init_files_hold_nothing_but_a_docstring() -> None:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("__init__.py"):
            statements = ast.parse(path.read_text(encoding="utf-8")).body
            assert all(isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) for one in statements), path


@pytest.mark.parametrize("module", ["extractors.record", "extractors.sheet", "templates.form", "checks.rule"])
def test_importing_what_everybody_needs_loads_no_reader(module) -> None:
    assert not modules_after(f"import {module}") & set(SLOW)


def test_the_command_answers_without_loading_what_it_does_not_use() -> None:
    loaded = modules_after("from pipeline.cli import run\nimport contextlib, io\n"
                           "with contextlib.redirect_stdout(io.StringIO()): run(['--help'])")  # fmt: skip
    assert not loaded & {*SLOW, "pydantic", "rich", "jinja2", "yaml"}


def test_only_the_command_line_reads_the_clock() -> None:
    clocks = {"now", "today", "utcnow", "time", "time_ns"}
    readers = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr in clocks
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id in ("datetime", "date", "time")
                ):
                    readers.add(path.relative_to(ROOT).as_posix())
    assert readers <= {"pipeline/calling.py"}


def test_no_number_of_money_or_shares_is_a_float() -> None:
    for package in ("templates", "checks"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
                assert not called, f"{path}:{getattr(node, 'lineno', 0)} makes a float"
