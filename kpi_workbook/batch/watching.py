"""A shared folder, watched: what is saved there is built, once it has stood still for one look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import UnreadableWorkbook
from ..scrutiny.batch_summary import BatchRow, Outcome
from .crew import Crewed
from .running import Batch
from .sources import Source

Signature = tuple[int, int]
"""Size and time of change: a file whose signature stays is not being written."""


def watch(batch: Batch, crewed: Crewed, pause: Callable[[], bool]) -> Iterator[tuple[BatchRow, ...]]:
    """What became of the files that were new or changed, look by look; empty where nothing was.

    `pause` waits between two looks and says whether to look again. A file is built when two looks in a row see it
    alike, and again only when it has changed; what an earlier run has done is left alone.
    """
    seen: dict[str, Signature] = {}
    settled: dict[str, Signature] = {}
    while True:
        sources = _look(batch)
        now = {source.identity: signature for source in sources if (signature := _signature(source.path))}
        still = {identity: each for identity, each in now.items() if seen.get(identity) == each}
        fresh = {identity for identity, each in still.items() if settled.get(identity) != each}
        rows = batch.run([source for source in sources if source.identity in fresh], crewed) if fresh else ()
        yield tuple(row for row in rows if row.outcome is not Outcome.UNCHANGED)
        seen, settled = now, {**settled, **{identity: still[identity] for identity in fresh}}
        if not pause():
            return


def _look(batch: Batch) -> tuple[Source, ...]:
    """The files of the folder; an empty one will fill."""
    try:
        return batch.look()
    except UnreadableWorkbook:
        return ()


def _signature(path: Path) -> Signature | None:
    """None for a file that has just gone."""
    try:
        facts = path.lstat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns
