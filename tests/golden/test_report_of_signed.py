"""The corpus's folder of signed agreements is reported as it was last reviewed; `make golden` writes it anew."""

from report_of_signed import GOLDEN, check, in_lines


def test_the_report_is_the_one_last_reviewed_and_the_same_in_every_run(tmp_path) -> None:
    report = check(tmp_path / "first")
    check(tmp_path / "second")
    first, second = ((tmp_path / name / "report.json").read_bytes() for name in ("first", "second"))
    assert first == second
    assert in_lines(report) == GOLDEN.read_text(encoding="utf-8")
