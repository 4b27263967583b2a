"""Draft → one web page: filled in at a screen and printed, without a network."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from templates.blocks import Draft
from templates.page_policy import policy_hash
from templates.writers.html_fields import PageField
from templates.writers.html_view import fields_of, sheets

PAGE = Path(__file__).with_name("page")


def write(paper: Draft) -> bytes:
    """The paper as a page in UTF-8. The same paper gives the same bytes.

    The page's one script keeps what is typed when the page is saved; its policy lets nothing else
    run, and nothing be loaded.
    """
    shown = sheets(paper)
    style = _file("paper.css") + _style_of(paper, fields_of(shown))
    script = _file("paper.js")
    text = _template().render(
        title=paper.title,
        sheets=shown,
        # Ours, and hashed in the page's policy.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )
    return text.encode("utf-8")


def _style_of(paper: Draft, fields: Iterable[PageField]) -> str:
    """The rules that differ from paper to paper: how wide and how high a field is at least, and how the sheet lies."""
    sizes = {(field.columns, field.rows) for field in fields}
    widths, rows = sorted({width for width, _ in sizes}), sorted({row for _, row in sizes})
    rules = [f".w{width} {{ min-width: min({width}ch, 100%); }}" for width in widths if width]
    rules += [f".rows{row} {{ min-height: calc({row} * var(--row)); }}" for row in rows if row > 1]
    if paper.is_landscape:
        rules += ["@page { size: letter landscape; }", ".sheet { max-width: 11in; }"]
    return "\n".join([*rules, ""])


@cache
def _template() -> Template:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("paper.html.j2")


@cache
def _file(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")
