"""All the evidence of one case, gathered when first asked for and only once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...figures.results import Results
from ...model import KpiWorkbook
from . import columns, equal, percentages, rates, running, shares, totals
from .coverage import Coverage, coverage
from .ledger import Ledger, open_ledger
from .trial import Verdict, try_all

PRECEDENCE = (
    percentages.ABOVE_RULE, percentages.SHARE_RULE, equal.COPY_RULE, equal.DENOMINATOR_RULE, running.FALL_RULE,
    equal.RUNNING_RULE, totals.TOTAL_RULE, rates.POPULATION_RULE, columns.COLUMN_RULE,
)  # fmt: skip
"""Of several relations that one cell breaks, the one that tells it best."""


@dataclass(frozen=True)
class Evidence:
    """The ledger of a workbook, its rate rows, and the verdicts on every relation that fails."""

    book: KpiWorkbook
    results: Results

    @cached_property
    def coverage(self) -> Coverage:
        return coverage(self.book)

    @cached_property
    def ledger(self) -> Ledger:
        """Figures in months that the workbook does not report yet are left out."""
        return open_ledger(self.book, self.results, self.coverage.last_of)

    @cached_property
    def rate_rows(self) -> tuple[rates.RateRow, ...]:
        return rates.rate_rows(self.ledger)

    @cached_property
    def verdicts(self) -> Mapping[str, tuple[Verdict, ...]]:
        """The verdicts by rule."""
        ledger = self.ledger
        relations = (
            *percentages.relate(ledger), *shares.relate(ledger), *equal.relate(ledger), *running.relate(ledger),
            *totals.relate(ledger), *rates.relate(ledger, self.rate_rows), *columns.relate(ledger),
        )  # fmt: skip
        found: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in try_all(ledger, relations, PRECEDENCE):
            found[verdict.relation.rule].append(verdict)
        return {rule: tuple(verdicts) for rule, verdicts in found.items()}
