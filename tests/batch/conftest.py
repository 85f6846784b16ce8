"""One large batch, done once by worker processes, that several tests look at."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from batch_books import many_books


@dataclass(frozen=True)
class Finished:
    """A batch that ran to its end undisturbed."""

    folder: Path
    output: Path
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    home = tmp_path_factory.mktemp("batch")
    folder, output = many_books(home / "in"), home / "out"
    command = [sys.executable, "-m", "kpi_workbook", "batch", folder, "-o", output, "--jobs", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Finished(folder, output, done.returncode, done.stdout, done.stderr)
