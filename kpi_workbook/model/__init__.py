"""The nouns of a KPI workbook: frozen, validated, and every figure knows its cell.

`reading` makes them, every later room only looks at them. They hold what the workbook says, never
what we recompute from it (that is `figures.results`).
"""

from .calendar import MONTH_NAMES, Month
from .findings import Finding, NotRun
from .traits import Area, Basis, Comparison, Kind, MeasureType, Polarity, RemarkKind, Role, Severity, Status, Unit
from .workbook import (
    Comparator,
    Extra,
    Heading,
    Indicator,
    KpiWorkbook,
    Number,
    Observation,
    Passage,
    Place,
    Remark,
    Section,
    Sheet,
    Table,
    Target,
)

__all__ = [
    "MONTH_NAMES",
    "Area",
    "Basis",
    "Comparator",
    "Comparison",
    "Extra",
    "Finding",
    "Heading",
    "Indicator",
    "Kind",
    "KpiWorkbook",
    "MeasureType",
    "Month",
    "NotRun",
    "Number",
    "Observation",
    "Passage",
    "Place",
    "Polarity",
    "Remark",
    "RemarkKind",
    "Role",
    "Section",
    "Severity",
    "Sheet",
    "Status",
    "Table",
    "Target",
    "Unit",
]
