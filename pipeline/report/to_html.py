"""Report → report.html: one file, read and printed without a network."""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report import view
from pipeline.report.report import Report

PAGE = Path(__file__).with_name("page")

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def to_html(report: Report, catalogue: view.Catalogue, titles: Mapping[str, str]) -> bytes:
    """The report as one page.

    Args:
        report: Masked already, where it is to be masked.
        catalogue: The form's fields, for their types and places.
        titles: Every rule's title by its id, in the order of the catalogue.
    """
    style, script = ((PAGE / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    anchors = view.anchors(report)
    page = _environment().get_template("report.html.j2")
    text = page.render(
        report=report,
        catalogue=catalogue,
        titles=titles,
        anchors=anchors,
        actions=view.actions(report, anchors),
        bar=view.bar(report),
        view=view,
        # Ours, and hashed in the page's policy, so that nothing else can run or be loaded.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return text.encode("utf-8")


def seen(value: object) -> object:
    """Characters that show nothing, or turn the words around them about, by their number.

    What a reader sees is then what stands there.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)
    return value


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=seen,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
