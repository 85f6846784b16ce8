"""Reads a KPI workbook, checks and recomputes it, and writes the scrutiny workbook.

    import kpi_workbook as kw
    book = kw.read("kpi-2022-12.xlsx")
    results = kw.recompute(book)
    findings = kw.check(book, results)
    kw.write(kw.Report(book, results, findings), "scrutiny-2022-12.xlsx")
    kw.build("kpi-2022-12.xlsx", "scrutiny-2022-12.xlsx")   # all four

The names below are fetched when first used, so that the command line's `--help` starts at once.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it; to import it costs more than all else here
if TYPE_CHECKING:
    from .errors import CannotWrite, InvalidSettings, KpiWorkbookError, MissingExtra, UnreadableWorkbook
    from .figures.results import Results
    from .model import Finding, KpiWorkbook, Month
    from .pipeline import build, check, read, recompute, write
    from .scrutiny.report import Edition, Report
    from .settings import Settings

_HOME_OF = {
    "build": ".pipeline",
    "check": ".pipeline",
    "read": ".pipeline",
    "recompute": ".pipeline",
    "write": ".pipeline",
    "Edition": ".scrutiny.report",
    "Finding": ".model",
    "KpiWorkbook": ".model",
    "Month": ".model",
    "Report": ".scrutiny.report",
    "Results": ".figures.results",
    "Settings": ".settings",
    "CannotWrite": ".errors",
    "InvalidSettings": ".errors",
    "KpiWorkbookError": ".errors",
    "MissingExtra": ".errors",
    "UnreadableWorkbook": ".errors",
}

__all__ = [
    "CannotWrite",
    "Edition",
    "Finding",
    "InvalidSettings",
    "KpiWorkbook",
    "KpiWorkbookError",
    "MissingExtra",
    "Month",
    "Report",
    "Results",
    "Settings",
    "UnreadableWorkbook",
    "build",
    "check",
    "read",
    "recompute",
    "write",
]


def __getattr__(name: str) -> object:
    """A public name, from the module that holds it."""
    from importlib import import_module

    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name], __name__), name)
