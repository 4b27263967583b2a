"""What is installed works on its own: a wheel in a fresh environment, outside the checkout, forms and law inside."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("templates", "extractors", "checks", "pipeline")
AGREEMENTS = ROOT / "corpus/completed/text"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from a copy, so that nothing a build leaves behind gets into the checkout."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    built = tmp_path_factory.mktemp("wheel")
    pip("wheel", str(source), "--no-deps", "--no-build-isolation", "--wheel-dir", str(built))
    (made,) = built.glob("subdocs-*.whl")
    return made


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory) -> Path:
    """A fresh environment with the wheel in it. The libraries are lent to it by the one the tests run in."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin/python"
    pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    # A .pth file inside a folder that is itself lent by one is not read: the checkout's editable install stays out.
    (site(folder) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def site(environment: Path) -> Path:
    (packages,) = environment.glob("lib/python*/site-packages")
    return packages


def pip(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def outside(environment: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment from a folder that is not the checkout, with nothing of it on the path."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    program = environment / "bin" / command[0]
    return subprocess.run(
        [str(program), *command[1:]], cwd=folder, env=variables, capture_output=True, text=True, check=False
    )


def test_the_wheel_holds_every_file_of_the_packages(wheel) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert ours - held == set()
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == set(PACKAGES)
    assert {Path(name).suffix for name in ours} >= {".py", ".yaml", ".j2", ".css", ".js", ".json"}
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_modules_are_the_installed_ones(environment, tmp_path) -> None:
    shown = outside(
        environment, tmp_path, "python", "-c",
        "import checks, extractors, pipeline, templates\n"
        "for package in (checks, extractors, pipeline, templates): print(package.__path__[0])",
    )  # fmt: skip
    assert shown.returncode == 0, shown.stderr
    places = [Path(line) for line in shown.stdout.split()]
    assert len(places) == 4
    assert all(place.parent == site(environment) for place in places)


def test_forms_law_and_rules_come_with_it(environment, tmp_path) -> None:
    forms = outside(environment, tmp_path, "subdocs", "forms")
    assert (forms.returncode, forms.stderr) == (0, "")
    assert "series-e-subscription" in forms.stdout
    fields = outside(environment, tmp_path, "subdocs", "fields", "series-e-subscription")
    assert "signatory.signature" in fields.stdout
    rule = outside(environment, tmp_path, "subdocs", "rules", "MTH001")
    assert (rule.returncode, rule.stderr) == (0, "")
    assert rule.stdout.startswith("MTH001  ")
    version = outside(environment, tmp_path, "subdocs", "--version")
    assert version.stdout.startswith("subdocs 0.")


def test_it_checks_an_agreement_outside_the_checkout(environment, tmp_path) -> None:
    agreement = shutil.copy(AGREEMENTS / "abernathy.txt", tmp_path)
    offering = shutil.copy(ROOT / "corpus/offerings/series-e.yaml", tmp_path)
    checked = outside(
        environment, tmp_path, "subdocs", "check", Path(agreement).name, "--offering", Path(offering).name,
        "--out", "results", "--as-of", "2005-12-20", "--jobs", "1",
    )  # fmt: skip
    assert (checked.returncode, checked.stderr) == (1, "")
    report = json.loads((tmp_path / "results/report.json").read_text(encoding="utf-8"))
    (document,) = report["documents"]
    assert document["outcomes"]["MTH001"] == "fail"
    assert document["outcomes"]["ACC001"] == "pass"
    assert document["fields"]["subscriber.name"]["value"] == "Claire Abernathy"
    assert (tmp_path / "results/report.html").read_bytes().lower().startswith(b"<!doctype html>")
    assert (tmp_path / "results/report.xlsx").read_bytes().startswith(b"PK")
