"""A shared folder, watched: what is saved there is built, once it has stood still for one look."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from ..errors import UnreadableWorkbook
from ..scrutiny.batch_summary import BatchRow, Outcome
from .crew import Crewed
from .running import Batch

Signature = tuple[int, int]
"""Size and time of change: a file whose signature stays is not being written."""

NOT_TOLD = (Outcome.UNCHANGED, Outcome.SKIPPED)  # lock files come and go with every opening


def watch(batch: Batch, crewed: Crewed, pause: Callable[[], bool]) -> Iterator[tuple[BatchRow, ...]]:
    """What became of the files that were new or changed, look by look; empty where nothing was.

    `pause` waits between two looks and says whether to look again. A file is built when two looks in a row see it
    alike, and again only when it has changed. What an earlier run has done, or is none to build, is not told of.
    """
    seen: dict[Path, Signature] = {}
    settled: dict[Path, Signature] = {}
    while True:
        now = {path: signature for path in _paths(batch) if (signature := _signature(path))}
        fresh = {path for path, each in now.items() if seen.get(path) == each != settled.get(path)}
        yield _built(batch, crewed, fresh) if fresh else ()
        still_there = {path: each for path, each in settled.items() if path in now}
        seen, settled = now, still_there | {path: now[path] for path in fresh}
        if not pause():
            return


def _paths(batch: Batch) -> Collection[Path]:
    try:
        return tuple(batch.paths())
    except UnreadableWorkbook:  # a network drive drops out: it will come back
        return ()


def _built(batch: Batch, crewed: Crewed, fresh: Collection[Path]) -> tuple[BatchRow, ...]:
    """What becomes of these files; content is read only when one of them has changed."""
    try:
        sources = [source for source in batch.look() if source.path in fresh]
    except UnreadableWorkbook:  # all gone again
        return ()
    return tuple(row for row in batch.run(sources, crewed) if row.outcome not in NOT_TOLD)


def _signature(path: Path) -> Signature | None:
    """None for a file that has just gone."""
    try:
        facts = path.lstat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns
