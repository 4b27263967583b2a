"""Files of a batch that are byte for byte the same."""

from collections.abc import Iterable

from checks.rule import Judged


def copies_in(documents: Iterable[Judged]) -> list[list[str]]:
    """The paths of identical files, each group sorted; blank and unread files aside."""
    by_digest: dict[str, list[str]] = {}
    for one in documents:
        if one.document.record is not None and not one.document.record.is_blank_form:
            by_digest.setdefault(one.document.sha256, []).append(one.document.path)
    return [sorted(paths) for paths in by_digest.values() if len(paths) > 1]
