"""Files that come with the package beside its code: where the templates and the example workbooks are."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def template(name: str) -> Path:
    """The path of a file in `templates/`."""
    return _shipped("templates", name)


def example(name: str) -> Path:
    """The path of a file in `examples/`."""
    return _shipped("examples", name)


def _shipped(folder: str, name: str) -> Path:
    """In the installed package, or beside it in a checkout."""
    installed = PACKAGE / folder / name
    return installed if installed.exists() else PACKAGE.parent / folder / name
