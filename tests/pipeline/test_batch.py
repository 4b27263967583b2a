"""Documents over processes: nothing one document does reaches another."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from extractors.record import Record
from extractors.sheet import UnreadableError
from pipeline.batch import Limits, read_all
from pipeline.inputs import Problem, collect


def behave(data: bytes) -> Record:
    """Does what the file says."""
    match data.split():
        case [b"wait", seconds, *_]:
            time.sleep(float(seconds))
        case [b"crash"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case [b"exit"]:
            os._exit(7)
        case [b"fill"]:
            bytearray(8 * 1024**3)
        case [b"recurse"]:
            behave(data)
        case [b"encrypted"]:
            raise UnreadableError("encrypted", "is encrypted, so nothing in it could be read", "Save it anew.")
        case [b"defect"]:
            raise KeyError("a name")
    return Record("a-form", "an-edition", "text", os.getpid(), {})


@pytest.fixture
def inputs(tmp_path):
    def make(**files: str):
        for name, words in files.items():
            (tmp_path / name).write_text(words)
        return collect([tmp_path])

    return make


def codes(results):
    return [result.problem.code if result.problem else "read" for result in results]


def test_results_come_in_the_order_of_the_inputs_whatever_finishes_first(inputs):
    seen = []
    results = read_all(inputs(a="wait 0.3", b="go", c="go"), behave, jobs=2, on_done=seen.append)
    assert [result.input.path for result in results] == ["a", "b", "c"]
    assert tuple(seen) == results
    assert codes(results) == ["read"] * 3


def test_a_document_is_read_in_another_process_even_when_it_is_alone(inputs):
    (result,) = read_all(inputs(a="go"), behave)
    assert result.record.pages != os.getpid()


@pytest.mark.parametrize(("words", "code"), [
    ("crash", "corrupt"), ("exit", "corrupt"), ("recurse", "corrupt"), ("fill", "too-large"), ("wait 30", "timeout"),
    ("encrypted", "encrypted"), ("defect", "corrupt"),
])  # fmt: skip
def test_a_document_that_goes_wrong_costs_itself_alone(inputs, words, code):
    results = read_all(inputs(a="go", b=words, c="go"), behave, limits=Limits(0.4, 2 * 1024**3))
    assert codes(results) == ["read", code, "read"]
    assert results[1].problem.remedy.endswith(".")


def test_the_reason_a_reader_gives_arrives_whole(inputs):
    (result,) = read_all(inputs(a="encrypted"), behave)
    assert result.problem == Problem("encrypted", "is encrypted, so nothing in it could be read", "Save it anew.")


def test_a_defect_names_itself_and_shows_no_traceback(inputs, capfd):
    (result,) = read_all(inputs(a="defect"), behave)
    assert "defect in subdocs (KeyError)" in result.problem.message
    assert "Traceback" not in "".join(capfd.readouterr())


def test_an_input_with_a_problem_is_never_read(inputs, tmp_path):
    (tmp_path / "dead").symlink_to("nowhere")
    results = read_all(inputs(a="go"), behave)
    assert [(result.input.path, result.record is not None) for result in results] == [("a", True), ("dead", False)]
    (tmp_path / "a").unlink()
    assert codes(read_all(collect([tmp_path]), behave)) == ["corrupt"]


def test_a_file_changed_since_it_was_listed_is_not_reported_under_the_old_digest(inputs, tmp_path):
    listed = inputs(a="go")
    (tmp_path / "a").write_text("other words")
    (result,) = read_all(listed, behave)
    assert "changed while it was being read" in result.problem.message


def test_a_file_gone_since_it_was_listed_is_reported(inputs, tmp_path):
    listed = inputs(a="go", b="go")
    (tmp_path / "a").unlink()
    assert codes(read_all(listed, behave)) == ["corrupt", "read"]


def test_an_interruption_ends_the_workers(inputs):
    listed = inputs(a="wait 30", b="wait 30")
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        read_all(listed, behave, jobs=2)
    assert time.monotonic() - started < 20
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if children.exists():
        names = [Path(f"/proc/{pid}/cmdline").read_text() for pid in children.read_text().split()]
        assert not [name for name in names if "pytest" in name]


def test_no_jobs_is_refused(inputs):
    with pytest.raises(ValueError, match="jobs is 0"):
        read_all(inputs(a="go"), behave, jobs=0)
