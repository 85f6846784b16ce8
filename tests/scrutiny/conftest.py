"""The LibreOffice that the tests of the written workbook share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent))

from libreoffice import Calculator, running


@pytest.fixture(scope="session")
def calculator() -> Iterator[Calculator]:
    """A running LibreOffice; skips where it is missing."""
    yield from running()
