"""Papers for the tests of the writers: every form with its sample, blank, and with names that tear things."""

from collections.abc import Iterator

import yaml

from templates.blocks import Columns, Draft, Grid, Items, LineBlock, Options, Paragraph, Slot, Table
from templates.draft import drafted
from templates.form import FOLDER, form_names, load_form

SERIES_E = "series-e-subscription"
EDITIONS = [(name, edition) for name in form_names() for edition in load_form(name).editions]
BLANK_EDITIONS = [(name, edition) for name, edition in EDITIONS if load_form(name).kind == "agreement"]

NAMES = {
    "markup": "<script>alert(1)</script> & Co.",
    "entities": "Smith &amp; Sons &lt;b&gt; &#65; Ltd",
    "quotes": '"Quoted" O\'Brien "Bud" \'n\' Sons',
    "backslashes": "Back\\slash\\n Fund C:\\temp",
    "underscores": "snake_case_name LP",
    "template marks": "{{ 7*7 }} {% raw %} {# x #}",
    "marks of the file": "<PAGE> <S> <C> [x] and [ ] Co.",
    "leaders": "Et cetera.... Inc.",
    "a cross": "Malcolm X",
    "a figure": "Fund 4",
    "Hebrew": "ישראל כהן",
    "Arabic": "محمد بن سلمان",
    "Chinese": "张伟投资有限公司",
    "Japanese": "株式会社 山田太郎",
    "umlauts": "Jürgen Müller-Lüdenscheidt GmbH & Co. KG",
    "words of a caption": "Entity Name Holdings",
    "length": ("The Honorable Bartholomew Featherstonehaugh-Cholmondeley Trust " * 5)[:300].strip(),
    "a long word": "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenfabrik" * 2,
}
"""Invented names of which each tears what is not built for it."""


def sample(name: str, edition: str) -> dict[str, object]:
    """The form's own sample, without the fields that the edition lacks."""
    values = yaml.safe_load((FOLDER / name / "sample.yaml").read_text(encoding="utf-8"))
    return {field: value for field, value in values.items() if field in load_form(name).fields_of(edition)}


def paper(name: str = SERIES_E, edition: str = "as-filed", **values: object) -> Draft:
    """A form with its sample; single values are given by their field's name with "__" for its dots."""
    own = {field.replace("__", "."): value for field, value in values.items()}
    return drafted(load_form(name), edition, {}, sample(name, edition) | own)


def blank(name: str = SERIES_E, edition: str = "as-filed") -> Draft:
    """A form with nothing filled in."""
    return drafted(load_form(name), edition, {}, {})


def named(value: str) -> dict[str, object]:
    """The agreement's sample with one name in every place for a name, but an officer's, who is a person."""
    fields = (
        "wire.account_name", "wire.bank", "notice.company_attn", "nasd.firm_name",
        "subscriber.name", "subscriber.title", "subscriber.entity_name", "joint.name", "joint.entity_name",
        "securities.issue_name", "signatory.name", "signatory.entity",
    )  # fmt: skip
    lines = ("wire.address", "accreditation.description_d", "suitability.employment", "subscriber.address")
    return sample(SERIES_E, "as-filed") | dict.fromkeys(fields, value) | dict.fromkeys(lines, f"{value}\nsecond line")


def slots(draft: Draft) -> Iterator[Slot]:
    """Every slot of a paper, in order."""
    for block in draft.blocks:
        match block:
            case Paragraph():
                yield from (inline for inline in block.inlines if isinstance(inline, Slot))
            case LineBlock():
                yield from (i for group in block.groups for line in group for i in line if isinstance(i, Slot))
            case Columns():
                yield from (slot for row in block.rows for cell in row if cell for slot in cell.slots)
            case Grid():
                yield from (slot for _, row in block.rows for slot in row)
            case Options():
                yield from (slot for slot, _ in block.options)
            case Items() | Table():
                yield block.slot


def drawn_words(name: str, edition: str) -> str:
    """An edition's words as a draft prints them: without the page number of another paging ("23")."""
    lines = load_form(name).wording(edition).text.split("\n")
    return "\n".join(line for line in lines if not line.strip().isdigit())
