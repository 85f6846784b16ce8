"""Texts recorded beside the tests.

After a change that is meant, `KPI_UPDATE_GOLDEN=1 pytest tests/scrutiny` writes them anew; read the difference before
committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def recorded(name: str, shown: str) -> str:
    """The text recorded under a name, first written anew where that was asked for."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("KPI_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    return path.read_text(encoding="utf-8")
