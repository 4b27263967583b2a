"""The report as data: the models of report.json, schema "subdocs.report/1".

Every other report (HTML, workbook) is made from this one and knows nothing more, so what is
masked here is masked everywhere.
"""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from checks.rule import Outcome, Status
from extractors.record import Method, State
from extractors.sheet import ErrorCode

SCHEMA: Final = "subdocs.report/1"

Json = str | bool | list[str] | None
"""A value as the field catalogue's types write it: numbers, money and dates are strings."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="null")


class Place(_Model):
    """Where something stands in the document; what a format does not have is null."""

    page: int | None = Field(description="Counts from 1.")
    bbox: tuple[float, float, float, float] | None = Field(
        description="[x0, top, x1, bottom] in PDF points from the page's top left."
    )
    line: int | None = Field(description="Counts from 1 in text formats.")


class Surroundings(_Model):
    """The printed words around a blank, for showing a value in its place."""

    before: str
    after: str


class FieldReading(_Model):
    """What stands in one field."""

    value: Json = Field(description="Null unless the state is filled; false for a blank signature, [] for no letters.")
    raw: str | None = Field(description="What stands in the document, letter by letter.")
    state: State
    confidence: float = Field(ge=0, le=1, description="How sure the reader is of value and state together.")
    method: Method
    where: Place
    context: Surroundings
    marks: list[str] = Field(description="The options marked, of a question or a choice.")


class DocumentError(_Model):
    """Why nothing could be read from a file, and what to do."""

    code: ErrorCode
    message: str


class DocumentFinding(_Model):
    """A rule that fails or needs review on one document."""

    rule: str
    outcome: Literal["fail", "review"]
    title: str
    message: str
    fields: list[str]
    cites: list[str]
    remedy: str


class BatchFinding(_Model):
    """A rule that fails or needs review on the whole batch."""

    rule: str
    outcome: Literal["fail", "review"]
    title: str
    message: str
    documents: list[str]
    cites: list[str]
    remedy: str


class AlterationEntry(_Model):
    """A change of the form's printed wording, for a redline."""

    section: str
    kind: Literal["changed", "struck", "added"]
    printed: str
    found: str
    before: str
    after: str
    where: Place


class SignatureEntry(_Model):
    """A digital signature in the file."""

    signer: str
    status: Literal["intact", "broken", "unchecked"]
    page: int | None


class Extract(_Model):
    """What was read from one input: the object `subdocs extract` prints."""

    path: str
    sha256: str = Field(description="Of the file's bytes; empty where they could not be read.")
    form: str | None
    status: Status | None = Field(description="Null where no rule was asked.")
    error: DocumentError | None
    edition: str | None
    kind: str | None = Field(description="The kind of file, by its content: text, html, word, pdf.")
    pages: int | None
    blank_form: bool
    tracked_changes: Literal["none", "blanks", "fixed-text", "neither"]
    fields: dict[str, FieldReading] = Field(description="Every name of the form's catalogue, in its order.")
    alterations: list[AlterationEntry]
    missing: list[str] = Field(description="Sections or pages of the form that the document lacks.")
    digital_signatures: list[SignatureEntry]
    notes: list[str]


class DocumentEntry(Extract):
    """One input with everything read from it and every rule's outcome."""

    findings: list[DocumentFinding]
    outcomes: dict[str, Outcome]


class OfferingEntry(_Model):
    """The terms the documents were judged by. Money and shares are exact decimals."""

    issuer: str
    security: str
    price_per_share: str
    shares_offered: str


class Shares(_Model):
    """Shares subscribed, as exact decimals."""

    model_config = ConfigDict(populate_by_name=True)

    passing: str = Field(alias="pass", description="In documents that pass.")
    review: str = Field(description="In documents that need review.")
    offered: str
    remaining: str = Field(description="Offered less passing and review; negative when oversubscribed.")
    uncounted: int = Field(description="Documents in review whose number of shares is not known.")


class Summary(_Model):
    """The batch at a glance."""

    model_config = ConfigDict(populate_by_name=True)

    documents: int
    passing: int = Field(alias="pass")
    review: int
    fail: int
    unreadable: int
    shares: Shares


class Report(_Model):
    """A check's whole result."""

    model_config = ConfigDict(populate_by_name=True, title="A subdocs report")

    schema_name: Literal["subdocs.report/1"] = Field(alias="schema")
    created: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
    as_of: str | None = Field(description="The date given with --as-of; null where it was the day of `created`.")
    offering: OfferingEntry
    documents: list[DocumentEntry]
    findings: list[BatchFinding]
    outcomes: dict[str, Outcome] = Field(description="Of the rules on the whole batch.")
    summary: Summary
