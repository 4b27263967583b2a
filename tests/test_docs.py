"""README and program say the same: commands, options, rules, exit statuses; and no link leads nowhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from checks.catalogue import BATCH_RULES, FAMILIES, RULES
from pipeline import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = sorted([*ROOT.glob("*.md"), *(path for top in ("templates", "extractors", "checks", "pipeline", "corpus")
                                       for path in (ROOT / top).rglob("README.md"))])  # fmt: skip
RULE_ID = re.compile(r"\b[A-Z]{3}\d{3}\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
LARGEST_PICTURE = 250_000


def commands() -> dict[str, str]:
    """Command → what the README's table writes after it."""
    found = re.findall(r"^\| `subdocs (\w+)([^`]*)` \|", README, re.MULTILINE)
    assert found
    return {name: rest.strip() for name, rest in found}


def code_in(text: str) -> str:
    return "\n".join(re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL))


def test_the_readme_lists_every_command_and_no_other() -> None:
    assert set(commands()) == set(cli.app.commands)


def test_each_commands_options_are_the_programs_and_required_ones_stand_first() -> None:
    for name, written in commands().items():
        command = cli.app.commands[name]
        options = {one for part in command.params if isinstance(part, click.Option) for one in part.opts}
        assert set(re.findall(r"--[a-z-]+", written)) == options - {"--help", "-h"}, name
        usage = command.collect_usage_pieces(click.Context(command))[0]
        assert written.startswith(usage.split(" [--")[0]) or usage.startswith(written), name


def test_every_option_named_anywhere_exists() -> None:
    known = {"--help", "--version"} | {
        one
        for command in cli.app.commands.values()
        for part in command.params
        if isinstance(part, click.Option)
        for one in part.opts
    }
    for line in code_in(README).splitlines():
        if "subdocs" in line or line.strip("`").startswith("--"):
            assert set(re.findall(r"(?<!\S)--[a-z-]+", line.replace("`", " "))) <= known, line


def test_every_subcommand_named_in_the_papers_exists() -> None:
    for paper in PAPERS:
        for name in re.findall(r"\bsubdocs ([a-z]+)\b", code_in(paper.read_text(encoding="utf-8"))):
            assert name in cli.app.commands, f"{paper.name}: subdocs {name}"


def test_every_rule_named_in_the_papers_exists() -> None:
    known = {rule.id for rule in (*RULES, *BATCH_RULES)}
    for paper in PAPERS:
        named = set(RULE_ID.findall(paper.read_text(encoding="utf-8")))
        assert named <= known, f"{paper.name} names {sorted(named - known)}"


def test_the_readme_counts_the_rules_and_names_every_family() -> None:
    assert f"{len(RULES) + len(BATCH_RULES)} rules" in README
    checks = README.split("## What it checks", 1)[1].split("\n## ", 1)[0]
    assert re.findall(r"^\| ([A-Z]{3}) \|", checks, re.MULTILINE) == list(FAMILIES)


def test_the_exit_statuses_are_the_programs() -> None:
    listed = {int(number) for number in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert listed == {cli.PASSED, cli.FOUND, cli.WRONG_CALL, cli.DEFECT, cli.STOPPED}


def test_set_up_takes_two_commands() -> None:
    block = README.split("## Set up", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]
    assert [line.split("#")[0].strip() for line in block.splitlines()] == ["make demo", "make test"]


def test_every_target_named_in_the_papers_is_in_the_makefile_and_listed_by_it() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    assert targets == phony
    for paper in PAPERS:
        named = set(re.findall(r"`make ([a-z]+)`", paper.read_text(encoding="utf-8")))
        assert named <= targets, f"{paper.name} names {sorted(named - targets)}"
    shown = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z]+)", shown, re.MULTILINE)) == targets


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(paper) -> None:
    for link in LINK.findall(paper.read_text(encoding="utf-8")):
        if link.startswith(("https:", "http:", "mailto:")):
            continue
        name, _, heading = link.partition("#")
        target = paper.parent / name if name else paper
        assert target.exists(), link
        if heading:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in headings}, link


def test_the_tables_of_the_folders_name_files_that_exist() -> None:
    for top in ("templates", "extractors", "checks", "pipeline"):
        folder = ROOT / top
        for row in re.findall(r"^\| (`.*?`) \|", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE):
            before = ""
            for name in re.findall(r"`([\w./*]+(?:\.py|\.json|/))`", row):
                before = before or str(Path(name).parent)
                assert list(folder.glob(name.rstrip("/"))) or list((folder / before).glob(name.rstrip("/"))), name


def test_the_pictures_are_small() -> None:
    pictures = list((ROOT / "docs/pictures").glob("*.png"))
    assert {f"docs/pictures/{path.name}" for path in pictures} == set(re.findall(r"\((docs/pictures/[^)]+)\)", README))
    assert all(path.stat().st_size < LARGEST_PICTURE for path in pictures)


def test_the_example_of_dated_law_loads(tmp_path) -> None:
    from checks.dated_law import load

    example = re.search(r"```yaml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")
    assert len(load(file).values) == 2


def test_the_calls_of_a_wording_are_all_told() -> None:
    source = (ROOT / "templates/wording.py").read_text(encoding="utf-8")
    calls = set(re.findall(r'^        "(\w+)": lambda', source, re.MULTILINE))
    told = set(re.findall(r"\{\{ (\w+)\(", (ROOT / "templates/README.md").read_text(encoding="utf-8")))
    assert calls == told


def test_the_worked_example_of_a_new_offering_runs_as_it_is_written(tmp_path) -> None:
    block = README.split("### A new offering", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    program = f'"{sys.executable}" -m pipeline.cli '
    script = block.replace(".venv/bin/subdocs ", program)
    assert script.count(program) == 3
    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
    )  # fmt: skip
    assert done.stderr == ""
    assert "1 document: 1 pass" in done.stdout
    assert {path.name for path in tmp_path.rglob("*.*")} >= {"agreement.docx", "one.pdf", "report.html"}
