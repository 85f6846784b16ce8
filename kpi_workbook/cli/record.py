"""A command's run in the log: what was started, with what, and how it ended."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import KpiWorkbookError
from ..events import happened, logged_to
from ..scrutiny.render import own_version


@contextmanager
def recorded(path: Path) -> Iterator[None]:
    """Keeps a log of all that happens within. Raises CannotWrite where the log cannot be kept there."""
    with logged_to(path):
        python = ".".join(map(str, sys.version_info[:3]))
        happened("started", version=own_version().replace(" ", "-"), python=python, system=sys.platform)
        try:
            yield
        except SystemExit as end:
            happened("ended", exit=int(end.code or 0))
            raise
        except KpiWorkbookError as problem:
            happened("refused", code=problem.code)
            raise
        except BaseException as slip:
            frame = traceback.extract_tb(slip.__traceback__)[-1]
            happened("stopped", code=type(slip).__name__, at=f"{Path(frame.filename).stem}:{frame.lineno}")
            raise
