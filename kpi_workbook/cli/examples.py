"""Where the bundled example workbooks are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def example(name: str) -> Path:
    """The path of a bundled example workbook."""
    installed = PACKAGE / "examples" / name
    return installed if installed.exists() else PACKAGE.parent / "examples" / name
