"""Who does the work: worker processes of our own, made anew when one dies, or any executor that is handed in."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import connection
from multiprocessing.context import BaseContext
from pathlib import Path

from ..errors import slip_in_words
from ..scrutiny.batch_summary import BatchRow, Outcome
from .work import PROGRAM_ERROR, STOPPED, TOO_LONG, Item, build_one, not_built

Work = Callable[[Item], BatchRow]
Done = tuple[Item, BatchRow]
Crewed = Callable[[Iterable[Item]], Iterator[Done]]
QUEUED = 1  # more than there are workers, so that none waits while the last one's row is written down
TIME_LIMIT_SECONDS = 300.0  # the largest workbook that is read at all takes a fraction of it


def work_with(executor: Executor, work: Work, items: Iterable[Item], *, at_once: int) -> Iterator[Done]:
    """Every item through any executor, as each is done; a lost one is a row. At most `at_once` are under way."""
    waiting, under_way = iter(items), dict[Future[BatchRow], Item]()
    while True:
        under_way |= {executor.submit(work, item): item for item in islice(waiting, at_once - len(under_way))}
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            item = under_way.pop(future)
            yield item, _row(item, future)


class Crew:
    """Worker processes. One that dies, or works longer than `time_limit` seconds on a workbook, costs that workbook
    only: the others that were under way are done again by new workers."""

    def __init__(self, work: Work, jobs: int, time_limit: float = TIME_LIMIT_SECONDS) -> None:
        self._work = work
        self._jobs = jobs
        self._time_limit = time_limit

    def work(self, items: Iterable[Item]) -> Iterator[Done]:
        """Every item, as each is done. Closing the iterator, or Ctrl-C, ends the workers at once."""
        waiting = iter(items)
        while suspects := (yield from self._until_one_dies(waiting)):
            remaining = iter(suspects)
            for item in remaining:
                yield from self._one_by_one(item, remaining)

    def _until_one_dies(self, waiting: Iterator[Item]) -> Generator[Done, None, list[Item]]:
        """The items through one pool; returns those that were under way when a worker died."""
        under_way: dict[Future[BatchRow], Item] = {}
        suspects: list[Item] = []
        with _pool(self._jobs) as pool:
            while not suspects:
                for item in islice(waiting, self._jobs + QUEUED - len(under_way)):
                    try:
                        under_way[pool.submit(_timed, self._work, self._time_limit, item)] = item
                    except BrokenExecutor:
                        suspects.append(item)
                if not under_way:
                    break
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    item = under_way.pop(future)
                    try:
                        yield item, _row(item, future, BrokenExecutor)
                    except BrokenExecutor:
                        suspects.append(item)
        return suspects + list(under_way.values())

    def _one_by_one(self, first: Item, others: Iterator[Item]) -> Iterator[Done]:
        """Items by one worker alone, so that a death is the item's own; ends with the worker."""
        with _pool(1) as pool:
            pool.submit(os.getpid).result()  # it has started: the time counts from here
            for item in chain([first], others):
                began = time.monotonic()
                try:
                    yield item, _row(item, pool.submit(_timed, self._work, self._time_limit, item), BrokenExecutor)
                except BrokenExecutor:
                    yield item, self._died(item, time.monotonic() - began)
                    return

    def _died(self, item: Item, seconds: float) -> BatchRow:
        """The row of an item whose worker died, after so many seconds."""
        if seconds >= self._time_limit:
            why = f"was not finished after {self._time_limit:g} seconds; keep only the KPI sheets in a copy"
            return not_built(item.name, Outcome.FAILED, TOO_LONG, why)
        why = "the process that built it stopped without a word, as where memory runs out; build it alone to see more"
        return not_built(item.name, Outcome.FAILED, STOPPED, why)


def _row(item: Item, future: Future[BatchRow], *let_through: type[Exception]) -> BatchRow:
    """What a worker answered, or a row that says in words what its executor says of it."""
    try:
        return future.result()
    except let_through:
        raise
    except Exception as slip:
        return not_built(item.name, Outcome.FAILED, PROGRAM_ERROR, slip_in_words(slip))


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes for a while; ended at once where the work is given up, as by Ctrl-C."""
    others = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(jobs, mp_context=_new_processes(), initializer=_enter)
    try:
        yield executor
    except BaseException:
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def _new_processes() -> BaseContext:
    """How workers are made: clean, without anything of this process; on Linux copied from one that has our modules."""
    if sys.platform != "linux":  # elsewhere a copied process is not safe
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([build_one.__module__])
    return context


def _enter() -> None:
    """What a worker does first: leaves Ctrl-C to its parent, and ends when the parent has, however that came."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _timed(work: Work, limit: float, item: Item) -> BatchRow:
    """The work, by a process that ends itself where it takes too long, wherever it hangs."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
        try:
            return work(item)
        finally:
            faulthandler.cancel_dump_traceback_later()
