"""Where the work is done: on this computer's cores, or on a Dask cluster whose machines see the same folders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from ..errors import CannotWrite, MissingExtra
from .crew import Crew, Crewed, work_with
from .work import build_one

RETRIES = 3  # of an item whose machine is lost
ITEMS_A_THREAD = 2  # under way, so that no machine waits for its next
CONNECT_SECONDS = 10


@contextmanager
def at_work(jobs: int, scheduler: str | None = None) -> Iterator[Crewed]:
    """Who builds the items: `jobs` processes here, or the cluster at a scheduler's address.

    Raises MissingExtra where Dask is not installed, CannotWrite where nobody answers at the address.
    """
    if scheduler is None:
        yield Crew(build_one, jobs).work
    else:
        with _cluster(scheduler) as crewed:
            yield crewed


@contextmanager
def _cluster(scheduler: str) -> Iterator[Crewed]:
    try:
        from distributed import Client
    except ImportError as cause:
        raise MissingExtra(
            "the package distributed is not installed, and --scheduler needs it; install it with: "
            "pip install 'kpi-workbook[dask]'"
        ) from cause
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as cause:
        raise CannotWrite(
            f"{scheduler}: no Dask scheduler answers there; check the address and that it runs"
        ) from cause
    with client, client.get_executor(pure=False, retries=RETRIES) as executor:
        threads = sum(client.nthreads().values()) or 1
        yield partial(work_with, executor, build_one, at_once=threads * ITEMS_A_THREAD)
