"""Answers that hold the very word the form prints between them: "the ____ of ____".

"I am the Trust Officer of Bank of New York Trust Company" can be parted at either "of". The
signature page's own title and entity tell where; if they do not, the reading is in doubt.
"""

from collections.abc import Mapping
from dataclasses import replace

from extractors.record import Reading

_TITLE, _ENTITY, _BETWEEN = "signatory.title", "signatory.entity", "of"
_OWN_TITLE, _OWN_ENTITY = "subscriber.title", "subscriber.entity_name"
_DOUBTFUL = 0.6


def with_parted_names(readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """The readings, with title and entity of the certificate parted as the signature page has them."""
    result = dict(readings)
    title, entity = readings.get(_TITLE), readings.get(_ENTITY)
    if title is None or entity is None or not title.raw or not entity.raw:
        return result
    words = [*title.raw.split(), _BETWEEN, *entity.raw.split()]
    cuts = [at for at, word in enumerate(words) if word.casefold() == _BETWEEN]
    if len(cuts) < 2:
        return result
    known_entity, known_title = _plain(readings.get(_OWN_ENTITY)), _plain(readings.get(_OWN_TITLE))
    for at in cuts:
        one, two = " ".join(words[:at]), " ".join(words[at + 1 :])
        if (
            one
            and two
            and known_entity == two.casefold().strip(" ,.")
            and known_title in ("", one.casefold().strip(" ,."))
        ):
            result[_TITLE] = replace(title, value=one, raw=one)
            result[_ENTITY] = replace(entity, value=two, raw=two)
            return result
    if known_entity == entity.raw.casefold().strip(" ,."):
        return result
    for name, reading in ((_TITLE, title), (_ENTITY, entity)):
        result[name] = replace(reading, confidence=min(reading.confidence, _DOUBTFUL))
    return result


def _plain(reading: Reading | None) -> str:
    if reading is None:
        return ""
    return " ".join((reading.raw or "").split()).casefold().strip(" ,.")
