"""A judgement as live cells: figure, target in force, distance, tolerance, word and children, each from the one before.

The words must be those of `figures`; a formula that would say another word is not written.
"""

from __future__ import annotations

import math

from ..figures.results import Judgement, Word
from ..model import Basis, Comparison, Target, Unit
from .cells import NOT_APPLICABLE, NOT_AVAILABLE, Cell
from .display import COMPARISON_SIGNS, number_format, plain_format, target_format
from .formulas import (
    SAME_TO,
    agree,
    distance_formula,
    distance_words,
    figure_counts,
    forecast_formula,
    pooled_counts,
)
from .page import address, place_in
from .places import TARGET_COLUMN, YEAR_TO_DATE_COLUMN, Plan, Row

SECTION, INDICATOR, CLOCK, FIGURE, SET, SHARE, TARGET, MEETS, DISTANCE, NEAR, STATUS, CHILDREN, OF, IN_WORDS, WHY = (
    range(15)
)
"""Columns of the workings."""

JUDGED = (Word.MET, Word.NEAR, Word.MISSED)
TARGET_WORDS = {"not_set": "Not set", "to_be_confirmed": "TBC", "not_applicable": NOT_APPLICABLE}
_LIES = {Comparison.AT_MOST: 1, Comparison.BELOW: 1, Comparison.AT_LEAST: -1, Comparison.ABOVE: -1}
"""The sign of a distance on the wrong side of the target."""


def judgements(row: Row) -> tuple[Judgement, Judgement, Judgement]:
    """The three clocks, in the order of `plan.CLOCKS`."""
    return row.result.in_month, row.result.to_date, row.result.forecast


def comparison_of(row: Row) -> Comparison | None:
    """What meets the target, as the judgements took it."""
    return next((each.comparison for each in judgements(row) if each.comparison), None)


def is_yearly(row: Row) -> bool:
    """Whether the target is the year's on a measure that adds up, so that a month is not held against it."""
    target = row.result.target
    withheld = row.result.in_month.word is Word.YEAR_END
    return withheld and target is not None and target.basis is not Basis.YEAR_TO_DATE


def target_cell(row: Row, look: str = "figure") -> Cell:
    """The target as a number with its sign, a range or a word for there being none."""
    target = row.result.target
    if target is None:
        return Cell(NOT_AVAILABLE, "marker")
    if target.value is None:
        return Cell(TARGET_WORDS.get(str(target.status), NOT_AVAILABLE), "marker")
    form = target_format(row.unit, target_decimals(row, target), comparison_of(row) or target.comparison)
    return Cell(target.value, look, form=form + ('"/yr"' if is_yearly(row) else ""))


def target_decimals(row: Row, target: Target) -> int:
    """Digits a target is shown with: as many as it needs, two at most."""
    scaled = (target.value or 0) * (100 if row.unit is Unit.PERCENTAGE else 1)
    return next((digits for digits in (0, 1) if math.isclose(round(scaled, digits), scaled, abs_tol=1e-9)), 2)


def working_line(plan: Plan, row: Row, clock: int, name: str) -> tuple[Cell, ...]:
    """A line of the workings: one clock of one indicator."""
    judgement = judgements(row)[clock]
    at = row.working_row(clock)
    return (
        Cell(row.section_number, "figure"),
        Cell(row.label, "label"),
        Cell(name, "label"),
        figure_cell(plan, row, clock, judgement),
        _set_cell(row),
        _share_cell(row, judgement),
        _target_in_force(row, judgement, at),
        Cell(
            COMPARISON_SIGNS.get(judgement.comparison, NOT_APPLICABLE) if judgement.comparison else NOT_APPLICABLE,
            "figure",
        ),
        _distance_cell(row, judgement, at),
        _near_cell(row, judgement, at),
        _word_cell(row, judgement, at),
        _children_cell(plan, row, clock, judgement, at),
        _of_cell(plan, row, clock, judgement),
        _distance_words_cell(row, judgement, at),
        Cell(judgement.why or NOT_AVAILABLE, "label"),
    )


def figure_cell(plan: Plan, row: Row, clock: int, judgement: Judgement) -> Cell:
    """The figure that is judged, from the section's table."""
    latest = row.result.latest
    if clock == 0:
        same, formula = agree(latest.value if latest else None, judgement.figure), row.figure_place(plan.report_column)
    elif clock == 1:
        same = agree(row.result.year_to_date.value, judgement.figure)
        formula = row.figure_place(YEAR_TO_DATE_COLUMN)
    else:
        found = forecast_formula(plan, row, judgement) if judgement.figure is not None else None
        same, formula = found is not None, found or ""
    if judgement.figure is None:
        return Cell(NOT_AVAILABLE, "marker")
    form = number_format(row.unit, row.decimals, judgement.figure)
    return Cell(judgement.figure, "figure", formula if same else None, form=form)


def meets(comparison: Comparison, distance: float) -> bool:
    """The twin of the status formula's first half."""
    gap = 0.0 if abs(distance) < SAME_TO else distance
    return {
        Comparison.AT_MOST: gap <= 0,
        Comparison.BELOW: gap < 0,
        Comparison.AT_LEAST: gap >= 0,
        Comparison.ABOVE: gap > 0,
        Comparison.EQUAL: gap == 0,
    }[comparison]


def tolerated(row: Row, target: float) -> float:
    """How far from its target a figure is still near it, in its own unit."""
    tolerance = row.result.tolerance
    if tolerance.absolute is not None:
        return tolerance.absolute
    return tolerance.points if row.unit is Unit.PERCENTAGE else tolerance.share * abs(target)


def _set_cell(row: Row) -> Cell:
    """The target as set, from the section's table."""
    cell = target_cell(row)
    return Cell(cell.value, cell.look, row.figure_place(TARGET_COLUMN), form=cell.form)


def _share_cell(row: Row, judgement: Judgement) -> Cell:
    """How much of the target is due by this clock: all, or the part of the year that is gone."""
    target = row.result.target
    if target is None or not target.value or judgement.target is None:
        return Cell(NOT_APPLICABLE, "marker")
    return Cell(judgement.target / target.value, "figure", form="0%")


def _target_in_force(row: Row, judgement: Judgement, at: int) -> Cell:
    """The target this clock is held against."""
    if judgement.target is None:
        return Cell(NOT_APPLICABLE, "marker")
    target = row.result.target
    live = target is not None and bool(target.value)
    form = plain_format(row.unit, max(row.decimals, target_decimals(row, target) if target else 0))
    return Cell(judgement.target, "figure", f"{address(at, SET)}*{address(at, SHARE)}" if live else None, form=form)


def _distance_cell(row: Row, judgement: Judgement, at: int) -> Cell:
    """Figure minus target."""
    if judgement.distance is None:
        return Cell(NOT_APPLICABLE, "marker")
    live = judgement.figure is not None and judgement.target is not None
    same = live and agree(judgement.figure - judgement.target, judgement.distance)  # type: ignore[operator]
    form = "+0.0%;-0.0%;0%" if row.unit is Unit.PERCENTAGE else "+#,##0.0;-#,##0.0;0"
    formula = f'IFERROR({address(at, FIGURE)}-{address(at, TARGET)},"{NOT_AVAILABLE}")'
    return Cell(judgement.distance, "figure", formula if same else None, form=form)


def _near_cell(row: Row, judgement: Judgement, at: int) -> Cell:
    """How far from the target still counts as near."""
    tolerance = row.result.tolerance
    if judgement.target is None or tolerance.floor is not None:
        return Cell(NOT_APPLICABLE, "marker")
    value = tolerated(row, judgement.target)
    shared = tolerance.absolute is None and row.unit is not Unit.PERCENTAGE
    formula = f"{tolerance.share:g}*ABS({address(at, TARGET)})" if shared else None
    return Cell(value, "figure", formula, form="0.0%" if row.unit is Unit.PERCENTAGE else "#,##0.0")


def _word_cell(row: Row, judgement: Judgement, at: int) -> Cell:
    """The status word, live where the distance decides it."""
    comparison, distance, target = judgement.comparison, judgement.distance, judgement.target
    if comparison not in _FORMULAS or distance is None or target is None or row.result.tolerance.floor is not None:
        return Cell(str(judgement.word), "status")
    near_by = tolerated(row, target)
    wrong_way = distance * _LIES.get(comparison, 0) or abs(distance)
    near = wrong_way < near_by + SAME_TO if row.result.tolerance.edge_counts else wrong_way < near_by - SAME_TO
    word = Word.MET if meets(comparison, distance) else Word.NEAR if near else Word.MISSED
    formula = _word_formula(comparison, at, row.result.tolerance.edge_counts)
    return Cell(str(judgement.word), "status", formula if word is judgement.word else None)


_FORMULAS = {
    Comparison.AT_MOST: ("{gap}<=0", "{gap}"),
    Comparison.BELOW: ("{gap}<0", "{gap}"),
    Comparison.AT_LEAST: ("{gap}>=0", "-{gap}"),
    Comparison.ABOVE: ("{gap}>0", "-{gap}"),
    Comparison.EQUAL: ("{gap}=0", "ABS({gap})"),
}
"""For each comparison: the test for met, and the distance on the wrong side."""


def _word_formula(comparison: Comparison, at: int, edge_counts: bool) -> str:
    """Met, Near or Missed from the distance and the tolerance; rounded so that floating point decides nothing."""
    gap = f"ROUND({address(at, DISTANCE)},9)"
    met, wrong_way = (part.format(gap=gap) for part in _FORMULAS[comparison])
    near = f"{wrong_way}{'<=' if edge_counts else '<'}ROUND({address(at, NEAR)},9)"
    return f'IF(ISNUMBER({address(at, DISTANCE)}),IF({met},"Met",IF({near},"Near","Missed")),"Not judged")'


def _counts_of(plan: Plan, row: Row, clock: int, judgement: Judgement) -> tuple[str, str] | None:
    """The cells of the two counts behind the figure judged, where they are the ones it was judged by."""
    counted = row.figures.get(plan.month)
    pair = figure_counts(counted) if clock == 0 else pooled_counts(row)
    if row.count_row is None or pair is None or not pair[1]:
        return None
    if not (agree(pair[1], judgement.of) and agree(pair[0] / pair[1], judgement.figure)):
        return None
    column = plan.report_column if clock == 0 else YEAR_TO_DATE_COLUMN
    return place_in(row.sheet, row.count_row, column), place_in(row.sheet, row.count_row + 1, column)


def _children_cell(plan: Plan, row: Row, clock: int, judgement: Judgement, at: int) -> Cell:
    """How many more (or fewer) would meet the target."""
    if judgement.shortfall is None:
        return Cell(NOT_APPLICABLE, "marker")
    places = _counts_of(plan, row, clock, judgement)
    formula = _children_formula(places, judgement, address(at, TARGET)) if places else None
    return Cell(judgement.shortfall, "figure", formula, form="#,##0")


def _children_formula(places: tuple[str, str], judgement: Judgement, target: str) -> str | None:
    """The children lacking, counted from the target and the two counts; None where that gives another number."""
    comparison, figure, aim, of = judgement.comparison, judgement.figure, judgement.target, judgement.of
    if comparison not in _LIES or figure is None or aim is None or of is None:
        return None
    sign = -_LIES[comparison]
    strict = comparison in (Comparison.BELOW, Comparison.ABOVE)
    lacking = round(sign * (aim - figure) * float(of), 6)
    twin = math.floor(lacking) + 1 if strict else math.ceil(lacking)
    if max(0, twin) != judgement.shortfall:
        return None
    wanted = f"ROUND({'' if sign > 0 else '-'}({target}*{places[1]}-{places[0]}),6)"
    needed = f"INT({wanted})+1" if strict else f"ROUNDUP({wanted},0)"
    return f'IFERROR(MAX(0,{needed}),"{NOT_AVAILABLE}")'


def _of_cell(plan: Plan, row: Row, clock: int, judgement: Judgement) -> Cell:
    """Of how many."""
    if judgement.of is None:
        return Cell(NOT_APPLICABLE, "marker")
    places = _counts_of(plan, row, clock, judgement)
    return Cell(judgement.of, "figure", places[1] if places else None, form="#,##0")


def _distance_words_cell(row: Row, judgement: Judgement, at: int) -> Cell:
    """`2.3 points below`, following the distance."""
    if judgement.distance is None:
        return Cell(NOT_APPLICABLE, "marker")
    decimals = row.decimals
    words = distance_words(judgement.distance, row.unit, decimals)
    return Cell(words, "label", distance_formula(address(at, DISTANCE), row.unit, decimals))


def status_cell(row: Row, clock: int) -> Cell:
    """A status word on another sheet, from the workings."""
    return Cell(str(judgements(row)[clock].word), "status", row.working_place(clock, STATUS))
