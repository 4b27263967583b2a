"""What a redline comes to: its changes counted by their cause, in words."""

from pipeline.redline.compare import Cause, Redline

_NAMES: dict[Cause, tuple[str, str]] = {
    "alteration": ("alteration of the print", "alterations of the print"),
    "value": ("answer that differs", "answers that differ"),
    "edition": ("mended slip of the form", "mended slips of the form"),
    "": ("change", "changes"),
}
_MEANINGS: dict[Cause, str] = {
    "alteration": "words that the form does not print were added to one of the two, or print of the form was struck",
    "value": "another value stands in a blank, or none",
    "edition": "the wording of the form itself, nobody's change",
}


def name_of(cause: Cause, redline: Redline, count: int = 1) -> str:
    """How a cause is called, in the singular or plural: "mended slips of the form"."""
    if cause == "edition" and redline.editions != ("as-filed", "clean"):
        return f"{'place' if count == 1 else 'places'} where the edition {redline.editions[1]} is worded otherwise"
    return _NAMES[cause][count != 1]


def counts(redline: Redline) -> list[tuple[Cause, str, str]]:
    """Each cause that can be told, with its number in words and what it means; empty where none can."""
    told: list[tuple[Cause, str, str]] = []
    for cause in redline.causes:
        count = len(redline.of_cause(cause))
        told.append((cause, f"{count or 'no'} {name_of(cause, redline, count)}", _MEANINGS[cause]))
    return told


def summary(redline: Redline) -> str:
    """The redline in a sentence or two: "3 changes: 1 alteration of the print, …"."""
    hidden = hidden_words(redline)
    if redline.is_empty:
        return f"Their pages say the same, but {hidden}" if hidden else "They say the same."
    count = len(redline.changes)
    said = f"{count} {'change' if count == 1 else 'changes'}"
    causes = ", ".join(words for _, words, _ in counts(redline))
    changes = f"{said}: {causes}." if causes else f"{said}."
    return f"{changes} {hidden}" if hidden else changes


def hidden_words(redline: Redline) -> str:
    """That there are words which no page shows; "" where there are none."""
    files = list(dict.fromkeys(one.document for one in redline.hidden))
    if not files:
        return ""
    holds, its = ("holds", "its") if len(files) == 1 else ("hold", "their")
    return f"{' and '.join(files)} {holds} words that {its} pages do not show: look at them."
