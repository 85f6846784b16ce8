"""What several rooms' tests share: the command line run in process, the example workbooks, and a LibreOffice."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from libreoffice import Calculator, running

from kpi_workbook.cli import main

# The suite is the same every time: new examples are looked for by raising `max_examples` with another seed, by hand.
settings.register_profile("same-every-time", derandomize=True, database=None, deadline=None)
settings.load_profile("same-every-time")

EXAMPLES = Path(__file__).parent.parent / "examples"


@dataclass(frozen=True)
class Done:
    """A command's exit code and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `kpi-workbook` with the given arguments in this process."""

    def call(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["kpi-workbook", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def december() -> Path:
    """The example: April to December 2022."""
    return EXAMPLES / "southampton-2022-12.xlsx"


@pytest.fixture(scope="session")
def october() -> Path:
    """The issue before it: April to October 2022."""
    return EXAMPLES / "southampton-2022-10.xlsx"


@pytest.fixture(scope="session")
def calculator() -> Iterator[Calculator]:
    """A running LibreOffice, one for all tests; skips where it is missing."""
    yield from running()
