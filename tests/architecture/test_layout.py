"""The repository's shape: four folders and four nouns, short files, and no trace of the machine it was made on."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("templates", "extractors", "checks", "pipeline")
TOP = {*PACKAGES, "corpus", "tests", "bench", "docs", ".ci"}
PAPERS = {
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "DECISIONS.md", "LICENSE", "Makefile", "pyproject.toml",
    "constraints.txt", ".gitignore",
}  # fmt: skip
NO_NOUNS = {"utils", "util", "common", "core", "helpers", "helper", "misc", "shared", "lib"}
LONGEST = 420
"""Lines of a file: what one purpose takes, with its comments."""

_PLACES = "work|tmp|root|home|Users|opt|mnt"
MACHINE_PATH = re.compile(rf"(?<![\w.\-/<>*)}}}}\]])(?:file://)?/(?:{_PLACES})/\w")
BESIDE = re.compile(r"\.\./" + "shared")
REGISTRY = re.compile("|".join(("py" + "pi" + r"\.", "python" + r"hosted\.", "index" + r"-url", "find" + "-links")))


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository, also one not committed yet, and none that git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        names = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        names = [path for top in TOP for path in (ROOT / top).rglob("*") if "__pycache__" not in path.parts]
    return tuple(path for path in names if path.is_file())


def texts() -> list[tuple[str, str]]:
    """Name and text of every file that is text."""
    found = []
    for path in files():
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_the_top_holds_the_four_folders_their_proofs_and_the_papers() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in files()}
    assert tops <= TOP | PAPERS | {"NOTICE"}
    assert tops >= TOP - {".ci"} | PAPERS


def test_no_module_is_called_what_anything_could_be() -> None:
    named = [path.relative_to(ROOT) for path in files() if {path.stem.lower(), path.parent.name.lower()} & NO_NOUNS]
    assert named == []


def test_files_of_the_packages_stay_short() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_each_folder_says_what_it_is_and_how_to_add_one() -> None:
    for package in PACKAGES:
        readme = (ROOT / package / "README.md").read_text(encoding="utf-8")
        assert readme.startswith(f"# {package}")
        assert "## How to add" in readme


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if path.name != "__init__.py" and not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []


def test_nothing_names_a_machines_paths() -> None:
    named = [f"{name}: {found[0]}" for name, text in texts() if (found := MACHINE_PATH.search(text))]
    assert named == []


def test_nothing_reaches_beside_the_repository() -> None:
    assert [name for name, text in texts() if BESIDE.search(text)] == []


def test_no_registry_is_named() -> None:
    assert [name for name, text in texts() if REGISTRY.search(text)] == []


def test_constraints_are_pins_and_nothing_else() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wrong = [line for line in lines if not re.fullmatch(r"#.*|[a-z0-9.\-]+==[\w.+!]+", line)]
    assert wrong == []
    assert len(lines) == len({line.split("==")[0] for line in lines})


def test_tests_mirror_the_packages() -> None:
    for package in PACKAGES:
        assert list((ROOT / "tests" / package).glob("test_*.py")), f"tests/{package} holds no test"
