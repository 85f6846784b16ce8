"""The same work on a real Dask cluster: the same bytes, also when one of two workers is killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import distributed
import pytest
from batch_books import small_book

from kpi_workbook import pipeline
from kpi_workbook.batch import at_work
from kpi_workbook.errors import MissingExtra

COUNT = 8


def test_without_dask_the_extra_is_named(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"distributed.*kpi-workbook\[dask\]"), at_work(1, "tcp://127.0.0.1:1"):
        pass


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path) -> None:
    for number in range(COUNT):
        small_book(tmp_path / "in" / f"kpi-{number:02d}.xlsx", number)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        command = [sys.executable, "-m", "kpi_workbook", "batch", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
        work = subprocess.Popen(
            [*command, "--scheduler", cluster.scheduler_address],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        work.stdout.readline()
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        out = work.stdout.read()  # `communicate` would lose what came with the first line
        _, err = work.communicate(timeout=240)
    assert (work.returncode, err.count("Traceback")) == (0, 0), err
    assert out.count("built ") == COUNT - 1
    for number in range(COUNT):
        pipeline.build(tmp_path / "in" / f"kpi-{number:02d}.xlsx", tmp_path / "alone.xlsx")
        made = tmp_path / "out" / f"kpi-{number:02d}-scrutiny.xlsx"
        assert made.read_bytes() == (tmp_path / "alone.xlsx").read_bytes()
