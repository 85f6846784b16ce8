"""Reports of every shape, drawn by Hypothesis: odd names, gaps, every status, unit, measure type and target."""

from __future__ import annotations

import dataclasses

from hypothesis import strategies as st
from report_builder import Figure, finding, indicator, report, section

from kpi_workbook.model import (
    Area,
    Comparison,
    Indicator,
    MeasureType,
    Month,
    Place,
    Polarity,
    Section,
    Severity,
    Status,
    Target,
    Unit,
)
from kpi_workbook.scrutiny.report import Report

ODD_NAMES = (
    "=1+1",
    "+44 calls",
    "-5% change",
    "@SUM(A1)",
    "\t=cmd|' /C calc'!A0",
    "http://example.org/x",
    "Naïve \U0001f600 name",
    "A" * 300,
    "tab\tand\nnewline",
    "bad \x01 control",
    "'quoted'",
    "[x]",
    "100%",
    "History",
    "a:b/c\\d?e*f[g]",
    " ",
    "R1C1",
    '"=HYPERLINK(""x"")"',
    "C_x0041_D",
    "ŵŷ £",
)
names = st.sampled_from(ODD_NAMES) | st.text(min_size=1, max_size=60)
counts = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(sorted).map(tuple)
plain = st.integers(0, 10**6) | st.floats(-1000, 10**6, allow_nan=False).map(lambda value: round(value, 3))
statuses = st.sampled_from(list(Status)) | st.none()
TARGETS = st.integers(0, 1000) | st.floats(0, 2, allow_nan=False).map(lambda value: round(value, 3))


def figures_of(unit: Unit, months: int) -> st.SearchStrategy[list[Figure]]:
    """A row's figures: counted, plain or missing."""
    known = counts | st.floats(0, 1).map(lambda value: round(value, 3)) if unit is Unit.PERCENTAGE else plain
    return st.lists(known | known | statuses, min_size=months, max_size=months)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Any target: a number of any side, a range, or a word."""
    place = Place("1 Sheet", "Z1")
    if draw(st.booleans()) and draw(st.booleans()):
        return Target(place=place, typed="word", status=draw(st.sampled_from(list(Status))))
    value = draw(TARGETS)
    comparison = draw(st.sampled_from([*Comparison, None, None]))
    upper = value + draw(TARGETS) if comparison is Comparison.WITHIN else None
    sided = {"comparison": comparison, "signed": bool(comparison)}
    return Target(place=place, typed=str(value), value=value, upper=upper, **sided)


@st.composite
def indicators(draw: st.DrawFn, row: int, months: int, first: Month) -> Indicator:
    """Any row."""
    unit = draw(st.sampled_from(list(Unit)))
    made = indicator(
        draw(names), draw(figures_of(unit, months)), row=row, unit=unit, first=first,
        polarity=draw(st.sampled_from(list(Polarity))), measure_type=draw(st.sampled_from(list(MeasureType))),
        comparators=draw(st.lists(st.tuples(st.sampled_from(list(Area)), plain), max_size=3)),
        group=draw(st.none() | names), team=draw(st.none() | names),
    )  # fmt: skip
    given_for = sorted(draw(st.sets(st.integers(0, 15), max_size=3))) if draw(st.booleans()) else []
    dated = tuple(dataclasses.replace(draw(targets()), month=first.plus(later)) for later in given_for)
    return dataclasses.replace(made, target=draw(st.none() | targets()), monthly_targets=dated)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report."""
    months = draw(st.integers(1, 14) | st.just(36))
    month = Month(2023, draw(st.integers(1, 12)))
    first = month.plus(1 - months)
    row = 5
    sections: list[Section] = []
    for _ in range(draw(st.integers(1, 3))):
        rows = []
        for _ in range(draw(st.integers(0, 4))):
            rows.append(draw(indicators(row, months, first)))
            row += 1
        analysis, actions = (draw(st.lists(names, max_size=2)) for _ in range(2))
        sections.append(section(draw(names), *rows, analysis=analysis, actions=actions))
    found = [
        finding(f"B{number + 5}", draw(names), draw(st.sampled_from(list(Severity))), found=draw(st.none() | names))
        for number in range(draw(st.integers(0, 3)))
    ]
    return report(*sections, month=month, first=first, findings=found, organisation=draw(st.none() | names))
