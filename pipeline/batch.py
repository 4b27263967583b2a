"""Documents over processes: a time and a memory limit each, results in the order of the inputs.

Every document is read in a process of its own kind, even a single one: a file made to
crash or hang a reader costs that file, never the batch.
"""

import hashlib
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as OutOfTime
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.record import Record
from extractors.sheet import UnreadableError
from pipeline.inputs import Input, Problem

Read = Callable[[bytes], Record]
"""A file's bytes → its record; raises UnreadableError. Must be picklable."""

TIME_LIMIT = 120.0
"""Seconds a document."""
MEMORY_LIMIT = 4 * 1024**3
"""Bytes of address space a process."""
DOCUMENTS_PER_PROCESS = 100
"""A process is replaced after so many, so that no library's leak adds up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    seconds: float = TIME_LIMIT
    memory: int = MEMORY_LIMIT


NORMAL = Limits()


@dataclass(frozen=True, slots=True)
class Result:
    """An input with its record, or with the reason there is none."""

    input: Input
    record: Record | None = None
    problem: Problem | None = None


def read_all(
    inputs: Sequence[Input],
    read: Read,
    *,
    jobs: int = 1,
    limits: Limits = NORMAL,
    on_done: Callable[[Result], None] = lambda _result: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[Result, ...]:
    """Read every input that can be opened; the others keep their problem.

    Args:
        inputs: As `pipeline.inputs.collect` lists them.
        read: Applied to each file's bytes in a worker process.
        jobs: Documents at a time, at least 1.
        limits: Time and memory of one document.
        on_done: Called for each result, in the order of the inputs.
        meanwhile: Called once in this process, where there is something to wait for anyway:
            to load what comes after reading.

    Returns:
        One result an input, in the same order, whatever finished first.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}, and must be at least 1")
    readable = [item for item in inputs if item.problem is None]
    results: list[Result] = []

    def done(result: Result) -> None:
        results.append(result)
        on_done(result)

    if not readable:
        for item in inputs:
            done(Result(item, problem=item.problem))
        return tuple(results)

    from pebble import ProcessPool  # noqa: PLC0415 - not needed by --help

    # A worker that is started while this process loads modules could wait for ever for one of
    # them. One document needs one worker, which has started by then; many may need further ones.
    if len(readable) > 1:
        meanwhile()
    pool = ProcessPool(
        max_workers=min(jobs, len(readable)),
        max_tasks=DOCUMENTS_PER_PROCESS,
        initializer=_start_worker,
        initargs=(limits.memory,),
        context=_context(),
    )
    try:
        futures = {
            item.path: pool.schedule(_read_one, args=(read, item.file, item.sha256), timeout=limits.seconds)
            for item in readable
        }
        if len(readable) == 1:
            meanwhile()
        for item in inputs:
            done(_result(item, futures.get(item.path), limits))
    except BaseException:
        # Also on Ctrl-C: the workers must not go on behind the user's back.
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    else:
        pool.close()  # type: ignore[no-untyped-call]
    finally:
        pool.join()
    return tuple(results)


def _context() -> multiprocessing.context.BaseContext:
    """Fork where there is fork: a worker then starts in milliseconds."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    return multiprocessing.get_context(method)


def _result(item: Input, future: object, limits: Limits) -> Result:
    if future is None:
        return Result(item, problem=item.problem)
    try:
        answer = future.result()  # type: ignore[attr-defined]  # pebble's future is untyped
    except OutOfTime:
        return Result(item, problem=_out_of_time(limits.seconds))
    except MemoryError:
        return Result(item, problem=OUT_OF_MEMORY)
    except Exception:  # noqa: BLE001 - a worker that died says so in many ways, and none may end the batch
        return Result(item, problem=CRASHED)
    if isinstance(answer, Problem):
        return Result(item, problem=answer)
    return Result(item, record=answer)


def _start_worker(memory: int) -> None:
    # Ctrl-C reaches the whole group; the parent alone decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not os.environ.get("SUBDOCS_DEBUG"):
        # What libraries say of a damaged file is for their authors; the user gets our message.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read_one(read: Read, file: Path, sha256: str) -> Record | Problem:
    """In the worker. What goes back is data: an exception of ours would not survive the way."""
    try:
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            return CHANGED
        record = read(data)
        return replace(record, readings=dict(record.readings))
    except UnreadableError as error:
        return Problem(error.code, error.message, error.remedy)
    except OSError as error:
        return Problem("corrupt", f"cannot be opened ({error.strerror or error})", "Make it readable and check again.")
    except MemoryError:
        return OUT_OF_MEMORY
    except RecursionError:
        return CRASHED
    except Exception as error:  # noqa: BLE001 - a defect of ours costs the document, not the batch
        if os.environ.get("SUBDOCS_DEBUG"):
            traceback.print_exc(file=sys.stderr)
        return Problem(
            "corrupt",
            f"could not be read because of a defect in subdocs ({type(error).__name__})",
            "Read this document by hand, and report the defect.",
        )


CHANGED = Problem("corrupt", "was changed while it was being read", "Check it again when nobody is writing to it.")
CRASHED = Problem(
    "corrupt",
    "is damaged in a way that stopped the reader, so nothing in it could be read",
    "Open it in the program it was made with, save it anew or print it to PDF, and check it again.",
)
OUT_OF_MEMORY = Problem(
    "too-large",
    "needs more memory to read than one document may use",
    "Save it anew with smaller pictures or fewer pages, and check it again.",
)


def _out_of_time(seconds: float) -> Problem:
    return Problem(
        "timeout",
        f"took longer than {seconds:g} seconds to read, so it was stopped",
        "Open it, save it anew or print it to PDF, and check it again.",
    )
