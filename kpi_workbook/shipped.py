"""Files that come with the package beside its code, such as templates: where they are."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def template(name: str) -> Path:
    """The path of a file in `templates/`: in the installed package, or beside it in a checkout."""
    installed = PACKAGE / "templates" / name
    return installed if installed.exists() else PACKAGE.parent / "templates" / name
