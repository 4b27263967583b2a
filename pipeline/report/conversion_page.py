"""Conversion history → one HTML page: figures, pictures, every event with its reasons. Read without a network."""

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from checks.conversion.figures import counted, dollars, fraction, is_shown_exactly, plain, price
from checks.figures import day
from pipeline.convert import Converted, standing_rows
from pipeline.report.conversion_chart import has_splits, ownership_chart, price_chart
from pipeline.report.page_environment import PAGE, page_environment
from templates.page_policy import policy_hash

LONGEST_FRACTION = 28
"""Characters of a fraction that a cell shows."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the page."""

    heading: str
    caption: str
    svg: Markup


def to_html(converted: Converted) -> bytes:
    """The history as one page.

    Args:
        converted: A ledger gone through up to a day.
    """
    style = "\n".join((PAGE / name).read_text(encoding="utf-8") for name in ("report.css", "conversion.css"))
    history, standing = converted.history, converted.standing
    text = (
        page_environment()
        .get_template("conversion.html.j2")
        .render(
            ledger=history.ledger,
            history=history,
            standing=standing,
            position=standing.position,
            standing_rows=standing_rows(standing),
            pictures=_pictures(converted),
            warnings=converted.warnings,
            thousand=Fraction(1000),
            day=day,
            plain=plain,
            counted=counted,
            dollars=dollars,
            price=price,
            is_shown_exactly=is_shown_exactly,
            short_fraction=_short_fraction,
            grouped=lambda number: f"{number:,}",
            # Ours, and hashed in the page's policy, so that nothing else can be loaded.
            style=Markup(style),  # noqa: S704
            style_hash=policy_hash(style),
        )
    )
    return text.encode("utf-8")


def _pictures(converted: Converted) -> list[Picture]:
    history, until = converted.history, converted.standing.day
    # The pictures escape every word that they hold.
    found = [
        Picture(
            "The conversion price",
            "After each event that adjusts it. A logarithmic scale where prices lie far apart.",
            Markup(price_chart(history, until)),  # noqa: S704
        )
    ]
    if has_splits(history):
        found.append(
            Picture(
                "The conversion price without splits",
                "For a share of common stock of the first day: splits, stock dividends and exchange ratios are taken "
                "out, so that dilution and distributions remain.",
                Markup(price_chart(history, until, without_splits=True)),  # noqa: S704
            )
        )
    found.append(
        Picture(
            "Who would own the common stock, fully converted",
            "If the whole series were converted and enough shares were authorized. Common stock received on conversion "
            "is counted as kept by whoever converted; options and other convertible securities are not counted.",
            Markup(ownership_chart(history, until)),  # noqa: S704
        )
    )
    return found


def _short_fraction(figure: Fraction) -> str:
    exact = fraction(figure)
    return exact if exact is not None and len(exact) <= LONGEST_FRACTION else "a longer fraction"
