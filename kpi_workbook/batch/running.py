"""The story of a batch: lock the folder, see what is there, build what is not done, put it in place, sum it up.

A worker writes to a staging folder. Its line is in the journal before the file is moved to its place, so that whoever
comes after a kill either finds the line and only moves the file, or finds neither and builds it: nothing is built
twice, nothing is torn, and a worker that outlives its batch can put nothing anywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..atomic import make_folder, move
from ..errors import CannotWrite, InvalidSettings, UnreadableWorkbook
from ..events import happened
from ..scrutiny.batch_summary import BatchRow, Outcome
from ..scrutiny.render import own_version
from ..scrutiny.report import Edition
from ..settings import Settings, Theme
from .consortium import write_benchmark
from .crew import Crewed
from .journal import Entry, Journal, open_journal
from .lock import locked
from .names import output_names
from .sources import USUAL_PATTERNS, Source, find_paths, find_sources, may_be_folder
from .summary import write_summary
from .work import SKIPPED, Item, not_built

STATE_FOLDER = ".kpi-workbook-batch"
STAGING = "staging"
ENDINGS = {Edition.INTERNAL: "-scrutiny.xlsx", Edition.PUBLIC: "-scrutiny-public.xlsx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted: a scrutiny workbook in `output` of every workbook in `folder` whose name fits a pattern.

    `settings_for` gives the settings of a workbook; `resume` leaves out what an earlier run has done.
    """

    folder: Path
    output: Path
    settings_for: Callable[[Path], Settings]
    patterns: Sequence[str] = USUAL_PATTERNS
    recursive: bool = False
    edition: Edition = Edition.INTERNAL
    resume: bool = False


class Batch:
    """An order being carried out; `open_batch` makes one."""

    def __init__(self, order: Order, journal: Journal) -> None:
        self._order = order
        self._journal = journal
        self._staging = order.output / STATE_FOLDER / STAGING
        self._inputs: list[str] = []  # in the folder that is written to

    def paths(self) -> Iterator[Path]:
        """The files of the folder, now, by their names alone."""
        order = self._order
        return find_paths(order.folder, order.output, order.patterns, order.recursive)

    def look(self) -> tuple[Source, ...]:
        """The files of the folder, now; the journal forgets others. Raises UnreadableWorkbook where there are none."""
        order = self._order
        sources = find_sources(order.folder, order.output, order.patterns, order.recursive)
        self._journal.keep_only({source.identity for source in sources})
        output = order.output.resolve()
        here = [each.path for each in sources if each.skip is None]
        self._inputs = [path.name for path in here if path.parent.resolve() == output]
        return sources

    def run(self, sources: Sequence[Source], crewed: Crewed) -> Generator[BatchRow, None, None]:
        """What becomes of each source, as it comes: first those that need no work, then as the crew gets done.

        Raises CannotWrite where the journal cannot be written. Whatever stops it, what is done stays done.
        """
        names = self._names(sources)
        items: list[Item] = []
        for source in sources:
            verdict = self._item_or_row(source, names)
            if isinstance(verdict, Item):
                items.append(verdict)
            else:
                yield _logged(verdict)
        self._sweep()
        for item, row in crewed(items):
            yield _logged(self._settle(item, row))

    def summarise(self, theme: Theme) -> tuple[Path, Path]:
        """Writes the summary workbook and its JSON of all that the journal holds; returns their paths."""
        return write_summary(self.rows(), self._order.output, theme)

    def benchmark(self, sources: Sequence[Source], target: Path, settings: Settings) -> Path:
        """Writes the benchmarking workbook of the sources that were built; `settings` are the consortium's own.

        Raises UnreadableWorkbook where they are not of two organisations at least, CannotWrite.
        """
        entries = ((source, self._journal.entry(source.identity)) for source in sources)
        built = [source.path for source, entry in entries if entry and entry.row.outcome is Outcome.BUILT]
        return write_benchmark(built, target, self._order.settings_for, settings, self._order.edition)

    def rows(self) -> list[BatchRow]:
        """What has become of every source so far, by name."""
        return self._journal.rows()

    def _names(self, sources: Sequence[Source]) -> dict[str, str]:
        """The outputs' names: those given before stay, and no input is overwritten."""
        ending = ENDINGS[self._order.edition]
        kept = {identity: name for identity, name in self._journal.outputs().items() if name.endswith(ending)}
        return output_names((each for each in sources if each.skip is None), ending, kept, self._inputs)

    def _item_or_row(self, source: Source, names: Mapping[str, str]) -> Item | BatchRow:
        """Work to do, or what is already known of a source."""
        if source.skip is not None:
            return self._noted(source, not_built(source.name, Outcome.SKIPPED, SKIPPED, source.skip))
        try:
            settings = self._order.settings_for(source.path)
        except InvalidSettings as problem:
            return self._noted(source, not_built(source.name, Outcome.REFUSED, problem.code, str(problem)))
        item = Item(
            source=source.path,
            name=source.name,
            identity=source.identity,
            output=names[source.identity],
            staged=self._staging / f"{source.identity}.xlsx",
            settings=settings,
            edition=self._order.edition,
        )
        return self._done_before(item, source) or item

    def _noted(self, source: Source, row: BatchRow) -> BatchRow:
        self._journal.record(source.identity, Entry(row, None, ""))
        return row

    def _done_before(self, item: Item, source: Source) -> BatchRow | None:
        """The row of an earlier run, where input, settings, version and output are still the same."""
        entry = self._journal.entry(item.identity)
        if entry is None or entry.row.outcome is not Outcome.BUILT:
            return None
        if (entry.row.input_sha256, entry.made_with) != (source.sha256, made_with(item)):
            return None
        if _sha256(self._order.output / item.output) == entry.row.output_sha256:
            return replace(entry.row, outcome=Outcome.UNCHANGED)
        if _sha256(item.staged) == entry.row.output_sha256:  # killed between the journal and the move
            return self._put_in_place(item, entry.row)
        return None

    def _settle(self, item: Item, row: BatchRow) -> BatchRow:
        """Writes down what became of an item, then puts its output in place."""
        if row.outcome in (Outcome.REFUSED, Outcome.FAILED) and os.path.lexists(self._order.output / item.output):
            row = replace(row, why=f"{row.why}; the {item.output} there is of an earlier run")
        self._journal.record(item.identity, Entry(row, item.output, made_with(item)))
        return self._put_in_place(item, row) if row.outcome is Outcome.BUILT else row

    def _put_in_place(self, item: Item, row: BatchRow) -> BatchRow:
        """The staged file, moved in one step over whatever stood there."""
        target = self._order.output / item.output
        try:
            move(item.staged, target)
        except CannotWrite as problem:
            row = not_built(item.name, Outcome.REFUSED, problem.code, f"{problem}; then run with --resume")
            self._journal.record(item.identity, Entry(row, item.output, made_with(item)))
        return row

    def _sweep(self) -> None:
        """Removes what killed workers left."""
        try:
            for left in self._staging.iterdir():
                left.unlink()
        except OSError as cause:
            raise CannotWrite(
                f"{self._staging}: holds what an earlier run left, which cannot be removed ({cause.strerror}); delete "
                "this folder"
            ) from cause


@contextmanager
def open_batch(order: Order, now: datetime) -> Iterator[Batch]:
    """A batch with the folder that it writes to locked against others.

    Raises UnreadableWorkbook where there is no folder to read, CannotWrite where somebody (named) is at work, or
    nothing can be written.
    """
    if not may_be_folder(order.folder):
        raise UnreadableWorkbook(
            f"{order.folder}: is not a folder; give the folder that holds the workbooks", "NOT_FOUND"
        )
    state = order.output / STATE_FOLDER
    make_folder(order.output)
    make_folder(state / STAGING)
    with locked(state / "lock", now), open_journal(state / "journal.sqlite", not order.resume) as journal:
        yield Batch(order, journal)


def _logged(row: BatchRow) -> BatchRow:
    """The same row, once it is told of."""
    more = {"code": row.code} if row.code else {"indicators": row.indicators or 0, "built_in": row.seconds}
    happened("workbook", file=Path(row.source), outcome=row.outcome, **more)
    return row


def made_with(item: Item) -> str:
    """All that an output depends on beside its input: settings, the files they name, edition and version."""
    chosen = json.dumps(item.settings.model_dump(mode="json"))  # in ASCII: paths may have names in no encoding
    parts = [own_version(), item.edition, chosen]
    named = (item.settings.published, item.settings.theme.logo)
    return hashlib.sha256("\n".join([*parts, *(_sha256(path) or "" for path in named)]).encode()).hexdigest()


def _sha256(path: Path | None) -> str | None:
    """The hash of a file's content, None where there is none to read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else None
    except OSError:
        return None
