"""Gaps to comparators as live words, and where they stand on the comparators' sheet."""

from __future__ import annotations

from ..figures.results import Gap
from ..model import Area, Unit
from .at_hand import at_hand
from .cells import NOT_APPLICABLE, NOT_AVAILABLE, Cell
from .display import number_format, plain_format
from .formulas import SAME_TO, agree, distance_words
from .naming import quoted
from .page import address, fixed_place
from .places import YEAR_TO_DATE_COLUMN, Plan, Row
from .series import AREA_LABELS
from .words import formatted, short_name

COMPARATORS = "Comparators"
FIRST_ROW = 5
OWN_COLUMN, FIRST_AREA_COLUMN = 2, 3
PREFERRED = (Area.ENGLAND, Area.NEIGHBOURS, Area.REGION, Area.PREVIOUS_YEAR, Area.SAME_MONTH_LAST_YEAR)
"""Which comparator a chart's title speaks of, the first that there is."""
MOST_IN_SUMMARY = 2
AREA_IN_WORDS = {
    Area.PREVIOUS_YEAR: "last year",
    Area.SAME_MONTH_LAST_YEAR: "the same month last year",
    Area.NEIGHBOURS: "the neighbours",
    Area.REGION: "the region",
    Area.ENGLAND: "England",
}


def compared(plan: Plan) -> tuple[Row, ...]:
    """The indicators with any comparator's figure."""
    return tuple(row for row in plan.rows if row.compared_line is not None)


@at_hand()
def shown_areas(plan: Plan) -> tuple[Area, ...]:
    """The areas with any figure."""
    present = {gap.area for row in plan.rows for gap in row.result.gaps if gap.value is not None}
    return tuple(area for area in AREA_LABELS if area in present and area is not Area.OTHER)


def summary_areas(plan: Plan) -> tuple[Area, ...]:
    """The one or two that a summary has room for."""
    shown = shown_areas(plan)
    chosen = [area for area in PREFERRED if area in shown][:MOST_IN_SUMMARY]
    return tuple(area for area in shown if area in chosen)


def against(area: Area) -> str:
    """The heading of the gaps to an area: `Against neighbours`."""
    return f"Against {AREA_LABELS[area] if area is Area.ENGLAND else AREA_LABELS[area].lower()}"


def gap_of(row: Row, area: Area) -> Gap | None:
    """The gap to an area (the first of its kind)."""
    return next((gap for gap in row.result.gaps if gap.area is area and gap.value is not None), None)


def is_comparable(gap: Gap | None) -> bool:
    """Whether the two figures may be set side by side."""
    return gap is not None and gap.why_not is None and gap.difference is not None


def own_value(row: Row) -> float | None:
    """What was compared. Only last year's same month stands beside a month of ours, so it says so only when alone."""
    last_year_last = sorted(row.result.gaps, key=lambda gap: gap.area is Area.SAME_MONTH_LAST_YEAR)
    return next((value for gap in last_year_last if (value := _ours(gap)) is not None), None)


def _ours(gap: Gap) -> float | None:
    """Our figure in a gap: theirs and the difference together."""
    return None if gap.value is None or gap.difference is None else gap.value + gap.difference


def own_cell(plan: Plan, row: Row) -> Cell:
    """Our figure that is compared, from the section's table or the workings where it stands there."""
    value = own_value(row)
    if value is None:
        return Cell(NOT_AVAILABLE, "marker")
    latest = row.result.latest
    formula = None
    if agree(row.result.year_to_date.value, value):
        formula = row.figure_place(YEAR_TO_DATE_COLUMN)
    elif latest is not None and agree(latest.value, value):
        formula = row.figure_place(plan.report_column)
    elif agree(row.result.forecast.figure, value):
        formula = row.working_place(2, 3)
    return Cell(value, "figure shaded", formula, form=number_format(row.unit, row.decimals, value))


def their_cell(row: Row, gap: Gap | None) -> Cell:
    """A comparator's figure."""
    if gap is None or gap.value is None:
        return Cell(NOT_AVAILABLE, "marker")
    return Cell(gap.value, "figure", form=number_format(row.unit, row.decimals, gap.value))


def gap_cell(row: Row, gap: Gap | None, ours: str, theirs: str) -> Cell:
    """The gap in words, following our figure where it is the one that the gap is from."""
    if gap is None:
        return Cell(NOT_AVAILABLE, "marker")
    if not is_comparable(gap):
        return Cell("not comparable", "marker")
    formula = _formula(row, gap, ours, theirs) if agree(_ours(gap), own_value(row)) else None
    return Cell(gap_in_words(row, gap), "figure", formula)


def gap_elsewhere(areas: tuple[Area, ...], row: Row, area: Area) -> Cell:
    """The gap in words on another sheet; `areas`: those that the comparators' table shows."""
    gap = gap_of(row, area)
    if gap is None or row.compared_line is None:
        return Cell(NOT_AVAILABLE, "marker")
    if not is_comparable(gap):
        return Cell(NOT_APPLICABLE, "marker")
    column = FIRST_AREA_COLUMN + len(areas) + areas.index(area)
    return Cell(gap_in_words(row, gap), "figure", fixed_place(COMPARATORS, FIRST_ROW + row.compared_line, column))


def message_cell(areas: tuple[Area, ...], row: Row, at: int) -> Cell:
    """`Re-referrals: 26%, 4.6 points worse than England`, following the figure and the gap."""
    area = next((each for each in PREFERRED if is_comparable(gap_of(row, each))), None)
    value = own_value(row)
    gap = gap_of(row, area) if area else None
    if area is None or gap is None or value is None:
        return Cell(NOT_APPLICABLE, "marker")
    opening, ending = f"{short_name(row.label)}: ", AREA_IN_WORDS[area]
    words = gap_in_words(row, gap)
    joined = "the same as" if words == "the same" else f"{words} than"
    text = f"{opening}{formatted(value, row.unit, row.decimals)}, {joined} {ending}"
    place = address(at, FIRST_AREA_COLUMN + len(areas) + areas.index(area))
    shown = f'TEXT({address(at, OWN_COLUMN)},"{plain_format(row.unit, row.decimals)}")'
    than = f'IF({place}="the same"," as"," than")'
    return Cell(text, "label", f'{quoted(opening)}&{shown}&", "&{place}&{than}&" {ending}"')


def gap_in_words(row: Row, gap: Gap) -> str:
    """`4.6 points worse`."""
    difference = gap.difference or 0.0
    size = distance_words(difference, row.unit, row.decimals).removesuffix(" above").removesuffix(" below")
    higher, lower = _verdicts(gap)
    return "the same" if size == "on target" else size + (higher if difference > 0 else lower)


def _verdicts(gap: Gap) -> tuple[str, str]:
    """What follows a higher and a lower figure of ours."""
    if gap.better is None or gap.difference is None:
        return " higher", " lower"
    return (" better", " worse") if gap.better == (gap.difference > 0) else (" worse", " better")


def _formula(row: Row, gap: Gap, ours: str, theirs: str) -> str:
    """The twin of `gap_in_words`."""
    higher, lower = _verdicts(gap)
    digits = "." + "0" * row.decimals if row.decimals else ""
    apart = f"ABS({ours}-{theirs})"
    size = f'TEXT({apart}*100,"#,##0.0")&" points"' if row.unit is Unit.PERCENTAGE else f'TEXT({apart},"#,##0{digits}")'
    words = f'IF({apart}<{SAME_TO},"the same",{size}&IF({ours}>{theirs},"{higher}","{lower}"))'
    return f'IF(ISNUMBER({ours}),{words},"{NOT_AVAILABLE}")'
