"""Report → report.json, and the schema it follows."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline.report.report import Report

SCHEMA_FILE = Path(__file__).with_name("report.schema.json")


def to_json(report: Report) -> bytes:
    """The report as UTF-8, its keys in the order of the models: the same report, the same bytes."""
    return _written(report.model_dump(mode="json", by_alias=True))


def to_json_line(entry: BaseModel) -> str:
    """One object on one line, without a line end."""
    return json.dumps(entry.model_dump(mode="json", by_alias=True), ensure_ascii=False)


def schema() -> dict[str, Any]:
    """The JSON Schema of report.json, made from the models."""
    described = Report.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


def schema_json() -> bytes:
    """The published schema file, as it should stand in `SCHEMA_FILE`."""
    return _written(schema())


def _written(data: object) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


if __name__ == "__main__":
    SCHEMA_FILE.write_bytes(schema_json())
