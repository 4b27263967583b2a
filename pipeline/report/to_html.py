"""Report → report.html: one file, read and printed without a network."""

from collections.abc import Mapping

from markupsafe import Markup

from pipeline.report import view
from pipeline.report.page_environment import PAGE, page_environment
from pipeline.report.report import Report
from templates.page_policy import policy_hash


def to_html(report: Report, catalogue: view.Catalogue, titles: Mapping[str, str]) -> bytes:
    """The report as one page.

    Args:
        report: Masked already, where it is to be masked.
        catalogue: The form's fields, for their types and places.
        titles: Every rule's title by its id, in the order of the catalogue.
    """
    style, script = ((PAGE / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    anchors = view.anchors(report)
    page = page_environment().get_template("report.html.j2")
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
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )
    return text.encode("utf-8")
