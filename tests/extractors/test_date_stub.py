"""A year stub printed for another decade than the form's is no answer."""

from pathlib import Path

from extractors.extract import extract

NOVAK = Path(__file__).parents[2] / "corpus/batches/in-2011/novak-residence.txt"


def test_the_stub_of_another_decade_is_no_date() -> None:
    terms = {"decade": "201", "year": "2011"}
    reading = extract(NOVAK.read_bytes(), form="series-e-subscription", terms=terms).readings["signatory.date"]
    assert (reading.state, reading.value) == ("blank", None)
    assert not reading.raw
