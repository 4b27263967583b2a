"""INPUT… → each file once, in sorted order, with its sha256.

Nothing that stands in a folder is left out in silence: what cannot be opened is listed
with the reason. Only hidden files, lock files and system files are no inputs.
"""

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checks.opening import reason_of
from extractors.sheet import ErrorCode
from pipeline.wrong_call import WrongCallError

SYSTEM_FILES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store"})
SIZE_LIMIT = 100 * 1024 * 1024
"""Bytes. A signed agreement, even scanned in colour, is a tenth of it."""


class InputError(WrongCallError):
    """An INPUT that is none."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing can be read from an input.

    `message` goes on after the file's name ("is encrypted, …"), without a full stop;
    `remedy` is a sentence of its own.
    """

    code: ErrorCode
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Input:
    """One file to be read."""

    path: str
    """As reports show it: relative to the INPUT folder, with "/"; a file named itself: its name."""
    file: Path
    """Where it lies."""
    sha256: str = ""
    """Of its bytes; "" where they could not be read."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A directory entry on its way to becoming an input."""

    root: Path
    """The INPUT it was found under: a folder, or the file's own folder."""
    relative: str
    file: Path
    through_link: bool
    problem: Problem | None = None


def collect(named: Sequence[Path], *, left_out: Iterable[Path] = (), size_limit: int = SIZE_LIMIT) -> tuple[Input, ...]:
    """List every file of the INPUTs once, sorted by the path that reports show.

    Args:
        named: Files and folders as the user named them; folders with all they hold.
        left_out: Files that are no inputs wherever they lie (the reports about to be written).
        size_limit: Bytes; a longer file is listed as "too-large" and not read.

    Raises:
        InputError: An INPUT does not exist, or is a hidden file.
    """
    ours = {_real(path) for path in left_out}
    found: dict[str, _Found] = {}
    for entry in sorted(_walk(named), key=_preference):
        identity = _identity(entry)
        if identity in ours or identity in found:
            continue
        found[identity] = entry
    shown = _distinct_paths(list(found.values()))
    inputs = [_hashed(Input(path, entry.file, problem=entry.problem), size_limit) for entry, path in shown]
    return tuple(sorted(inputs, key=lambda item: item.path))


def is_no_input(name: str) -> bool:
    """Whether a file or folder of this name inside an INPUT folder is passed over."""
    return name.startswith((".", "~$")) or name.casefold() in SYSTEM_FILES


def _preference(entry: _Found) -> tuple[bool, int, str, str]:
    """What a file that can be reached twice goes by, in whatever order the INPUTs were named.

    Its own name rather than a link's, and the path from the outermost INPUT.
    """
    return entry.through_link, -entry.relative.count("/"), entry.relative, str(entry.root)


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _identity(entry: _Found) -> str:
    """What makes two entries the same input: the file they lead to.

    What leads to none stands for itself, so that two dead links are two inputs.
    """
    if entry.problem is None:
        return _real(entry.file)
    return os.path.join(_real(entry.file.parent), entry.file.name)  # noqa: PTH118


def _walk(named: Sequence[Path]) -> Iterator[_Found]:
    seen: set[str] = set()
    links: list[_Found] = []
    # Outer folders first, so that an INPUT inside another INPUT is not walked a second time.
    for path in sorted(named, key=lambda item: (len(_real(item)), _real(item), str(item))):
        if not os.path.lexists(path):
            raise InputError(f"{path}: there is no such file or folder. Name an existing one.")
        if path.is_dir():
            yield from _walk_folder(_Found(path, "", path, through_link=False), seen, links)
        else:
            yield from _named_file(path)
    # Links come last: what has a name of its own in the INPUTs is listed under that name.
    while links:
        entry = links.pop(0)
        real = _real(entry.file)
        if _lies_in(_real(entry.file.parent), real):
            yield replace(entry, problem=_problem_of_circle())
        elif real not in seen:
            yield from _walk_folder(entry, seen, links)


def _named_file(path: Path) -> Iterator[_Found]:
    name = path.name
    if name.startswith("~$") or name.casefold() in SYSTEM_FILES:
        return  # `check signed/*` names them too, and nobody means them
    if name.startswith("."):
        raise InputError(f"{path}: a hidden file is no input. Give it a name without the leading dot.")
    yield _Found(path.parent, name, path, path.is_symlink(), _problem_of_kind(path))


def _walk_folder(folder: _Found, seen: set[str], links: list[_Found]) -> Iterator[_Found]:
    """Every entry of a folder and the folders in it; links to folders are put off to `links`."""
    pending = [folder]
    while pending:
        here = pending.pop()
        real = _real(here.file)
        if real in seen:
            continue
        seen.add(real)
        try:
            names = sorted(entry.name for entry in here.file.iterdir())
        except OSError as error:
            if not here.relative:
                raise InputError(f"{here.file}: the folder cannot be opened ({reason_of(error)}).") from error
            yield replace(here, problem=_problem_of_access(error, "folder"))
            continue
        for name in names:
            if is_no_input(name):
                continue
            file = here.file / name
            relative = f"{here.relative}/{name}" if here.relative else name
            entry = _Found(here.root, relative, file, here.through_link or file.is_symlink())
            if not _is_folder(file):
                yield replace(entry, problem=_problem_of_kind(file))
            elif file.is_symlink():
                links.append(entry)
            else:
                pending.append(entry)


def _is_folder(file: Path) -> bool:
    try:
        return stat.S_ISDIR(file.stat().st_mode)
    except OSError:
        return False


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _problem_of_kind(file: Path) -> Problem | None:
    """What keeps an entry from being opened at all: a dead link, a pipe, a device."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        if file.is_symlink():
            return Problem(
                "corrupt",
                "is a link that leads to no file",
                "Put the file itself in its place, or remove the link.",
            )
        return _problem_of_access(error, "file")
    if stat.S_ISREG(mode):
        return None
    return Problem("unsupported", "is no file but a device, pipe or socket", "Remove it from the folder.")


def _problem_of_circle() -> Problem:
    return Problem(
        "unsupported",
        "is a link back to a folder it stands in, so it was not followed",
        "Remove the link; what it leads to is checked under its own name.",
    )


def _problem_of_access(error: OSError, noun: str) -> Problem:
    return Problem(
        "corrupt",
        f"is a {noun} that cannot be opened ({reason_of(error)})",
        "Make it readable for the person who runs the check, and check again.",
    )


def _hashed(item: Input, size_limit: int) -> Input:
    if item.problem is not None:
        return item
    try:
        with item.file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return replace(item, problem=_problem_of_access(error, "file"))
    if size > size_limit:
        limit = f"{size_limit // (1024 * 1024):,} MB" if size_limit >= 1024 * 1024 else f"{size_limit:,} bytes"
        too_large = Problem(
            "too-large",
            f"is larger than {limit}, so it was not read",
            "Save it anew with smaller pictures, or split off what does not belong to the agreement.",
        )
        return replace(item, sha256=digest, problem=too_large)
    return replace(item, sha256=digest)


def _distinct_paths(entries: list[_Found]) -> list[tuple[_Found, str]]:
    """The path each entry is shown by.

    Where two would be shown by the same, as many of the folders above are put before both as it
    takes to tell them apart.
    """
    depth = [0] * len(entries)
    while True:
        paths = [_shown(entry, above) for entry, above in zip(entries, depth, strict=True)]
        counts = Counter(paths)
        longer = [
            min(above + 1, len(entry.root.absolute().parts)) if counts[path] > 1 else above
            for entry, above, path in zip(entries, depth, paths, strict=True)
        ]
        if longer == depth:
            return list(zip(entries, _numbered(paths), strict=True))
        depth = longer


def _shown(entry: _Found, above: int) -> str:
    parts = Path(os.path.abspath(entry.root)).parts  # noqa: PTH100 - a link's own name, not its target's
    prefix = [part.strip(os.sep) for part in parts[len(parts) - above :]] if above else []
    text = "/".join([*prefix, entry.relative.replace(os.sep, "/")])
    # Bytes that are no UTF-8 are shown as \xNN, since no report could hold them.
    return os.fsencode(text).decode("utf-8", "backslashreplace")


def _numbered(paths: list[str]) -> list[str]:
    """The last resort for names that differ only in how their odd bytes are shown."""
    taken: Counter[str] = Counter()
    numbered = []
    for path in paths:
        taken[path] += 1
        numbered.append(path if taken[path] == 1 else f"{path} ({taken[path]})")
    return numbered
