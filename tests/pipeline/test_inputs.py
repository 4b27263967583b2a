"""INPUT… → each file once."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.inputs import Input, InputError, collect


def made(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(path.encode())
    return folder


def paths(*inputs: Input) -> list[str]:
    return [item.path for item in inputs]


def test_a_folder_gives_every_file_in_it_sorted_by_its_path(tmp_path):
    made(tmp_path, "b.pdf", "a/z.docx", "a/b/c.txt", "A.html", "a.xyz")
    assert paths(*collect([tmp_path])) == ["A.html", "a.xyz", "a/b/c.txt", "a/z.docx", "b.pdf"]


def test_an_input_carries_the_digest_of_its_bytes(tmp_path):
    made(tmp_path, "one.pdf")
    assert collect([tmp_path])[0].sha256 == sha256(b"one.pdf").hexdigest()


def test_hidden_lock_and_system_files_are_no_inputs(tmp_path):
    made(tmp_path, "a.pdf", ".hidden.pdf", "~$a.docx", "Thumbs.db", "sub/THUMBS.DB", "desktop.ini", ".DS_Store",
         "._a.pdf", ".git/config")  # fmt: skip
    assert paths(*collect([tmp_path])) == ["a.pdf"]


def test_a_lock_file_that_a_shell_named_is_passed_over_and_a_hidden_one_is_refused(tmp_path):
    made(tmp_path, "a.pdf", "~$a.docx", ".b.pdf")
    assert paths(*collect([tmp_path / "a.pdf", tmp_path / "~$a.docx"])) == ["a.pdf"]
    with pytest.raises(InputError, match=r"\.b\.pdf: a hidden file"):
        collect([tmp_path / ".b.pdf"])


def test_a_folder_inside_a_hidden_folder_can_be_an_input(tmp_path):
    made(tmp_path, ".work/batch/a.pdf")
    assert paths(*collect([tmp_path / ".work" / "batch"])) == ["a.pdf"]


def test_a_file_named_itself_is_listed_by_its_name(tmp_path):
    made(tmp_path, "deep/down/a.pdf")
    assert paths(*collect([tmp_path / "deep/down/a.pdf"])) == ["a.pdf"]


def test_overlapping_inputs_list_a_file_once_in_whatever_order_they_are_named(tmp_path):
    made(tmp_path, "a/b/x.pdf", "a/y.pdf")
    named = [tmp_path / "a", tmp_path / "a/b", tmp_path / "a/b/x.pdf", tmp_path / "a/../a"]
    assert paths(*collect(named)) == paths(*collect(named[::-1])) == ["b/x.pdf", "y.pdf"]


def test_two_inputs_with_the_same_relative_path_stay_apart(tmp_path):
    made(tmp_path, "monday/x.pdf", "tuesday/x.pdf", "tuesday/only.pdf")
    named = [tmp_path / "monday", tmp_path / "tuesday"]
    assert paths(*collect(named)) == ["monday/x.pdf", "only.pdf", "tuesday/x.pdf"]
    made(tmp_path, "p/in/x.pdf", "q/in/x.pdf")
    assert paths(*collect([tmp_path / "p/in", tmp_path / "q/in"])) == ["p/in/x.pdf", "q/in/x.pdf"]


def test_a_prefix_that_tells_two_files_apart_does_not_run_into_a_third(tmp_path):
    made(tmp_path, "monday/x.pdf", "tuesday/x.pdf", "other/monday/x.pdf")
    shown = paths(*collect([tmp_path / "monday", tmp_path / "tuesday", tmp_path / "other"]))
    assert len(set(shown)) == 3


def test_a_link_to_a_listed_file_adds_nothing_and_one_to_a_file_elsewhere_is_listed(tmp_path):
    made(tmp_path, "in/z.pdf", "elsewhere/e.pdf")
    (tmp_path / "in/a.pdf").symlink_to("z.pdf")
    (tmp_path / "in/link.pdf").symlink_to(tmp_path / "elsewhere/e.pdf")
    found = collect([tmp_path / "in"])
    assert paths(*found) == ["link.pdf", "z.pdf"]
    assert all(item.problem is None for item in found)


def test_a_linked_folder_is_followed_once(tmp_path):
    made(tmp_path, "in/a.pdf", "elsewhere/e.pdf")
    (tmp_path / "in/one").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in/two").symlink_to(tmp_path / "elsewhere")
    assert paths(*collect([tmp_path / "in"])) == ["a.pdf", "one/e.pdf"]


def test_dead_and_circular_links_are_listed_with_what_is_wrong(tmp_path):
    made(tmp_path, "in/sub/a.pdf")
    (tmp_path / "in/dead.pdf").symlink_to("nowhere.pdf")
    (tmp_path / "in/dead too.pdf").symlink_to("nowhere.pdf")
    (tmp_path / "in/self").symlink_to("self")
    (tmp_path / "in/sub/up").symlink_to("..")
    found = {item.path: item for item in collect([tmp_path / "in"])}
    assert set(found) == {"dead too.pdf", "dead.pdf", "self", "sub/a.pdf", "sub/up"}
    assert found["dead.pdf"].problem.code == found["self"].problem.code == "corrupt"
    assert found["sub/up"].problem.code == "unsupported"
    assert found["sub/up"].problem.message


def test_many_folders_that_link_to_each_other_are_walked_quickly(tmp_path):
    for name in "abcdefghij":
        made(tmp_path, f"{name}/{name}.pdf")
        for other in "abcdefghij":
            if other != name:
                (tmp_path / name / f"to {other}").symlink_to(tmp_path / other)
    assert paths(*collect([tmp_path])) == [f"{name}/{name}.pdf" for name in "abcdefghij"]


def test_a_file_over_the_size_limit_is_listed_and_not_read(tmp_path):
    made(tmp_path, "large.pdf")
    (found,) = collect([tmp_path], size_limit=8)
    assert found.problem.code == "too-large"
    assert "8 bytes" in found.problem.message


def test_a_pipe_is_listed_and_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    (found,) = collect([tmp_path])
    assert found.problem.code == "unsupported"


def test_a_file_that_cannot_be_opened_is_listed(tmp_path, monkeypatch):
    made(tmp_path, "locked.pdf")
    opened = Path.open

    def refusing(self, *args, **more):
        if self.name == "locked.pdf":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **more)

    monkeypatch.setattr(Path, "open", refusing)
    (found,) = collect([tmp_path])
    assert (found.problem.code, found.sha256) == ("corrupt", "")
    assert "permission denied" in found.problem.message


def test_a_folder_that_cannot_be_opened_is_listed(tmp_path, monkeypatch):
    made(tmp_path, "locked/a.pdf", "b.pdf")
    iterdir = Path.iterdir

    def refusing(self):
        if self.name == "locked":
            raise PermissionError(13, "Permission denied")
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", refusing)
    found = collect([tmp_path])
    assert paths(*found) == ["b.pdf", "locked"]
    assert found[1].problem.code == "corrupt"


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system there takes no odd bytes")
def test_names_of_odd_bytes_are_shown_in_text_any_report_can_hold(tmp_path):
    for name in (b"bad\xff.pdf", b"bad\xfe.pdf", b"line\nbreak.pdf", ("long" * 60).encode(), b"bad\\xff.pdf"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(name)
    found = collect([tmp_path])
    assert len({item.path for item in found}) == 5
    assert "bad\\xfe.pdf" in paths(*found)
    for item in found:
        item.path.encode("utf-8")
        assert item.file.read_bytes()


def test_files_left_out_are_no_inputs_and_the_rest_of_their_folder_is(tmp_path):
    made(tmp_path, "a.pdf", "out/report.json", "out/late.pdf")
    assert paths(*collect([tmp_path], left_out=[tmp_path / "out/report.json"])) == ["a.pdf", "out/late.pdf"]


def test_an_input_that_does_not_exist_is_an_error_that_names_it(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.pdf: there is no such file or folder"):
        collect([tmp_path / "nowhere.pdf"])


def test_the_same_folder_gives_the_same_inputs_from_any_working_directory(tmp_path):
    made(tmp_path, "in/a.pdf", "in/b/c.pdf")
    code = "import pathlib, pipeline.inputs as p; print([item.path for item in p.collect([pathlib.Path('in')])])"
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.strip() == "['a.pdf', 'b/c.pdf']" == str(paths(*collect([tmp_path / "in"])))
