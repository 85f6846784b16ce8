"""Small workbooks of several services, held in memory: what the tests of the text auditor speak about."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from kpi_workbook.checks.narrative import RULES
from kpi_workbook.checks.rule import Case
from kpi_workbook.checks.runner import run
from kpi_workbook.figures import Results, define, recompute
from kpi_workbook.model import (
    Area,
    Comparator,
    Finding,
    Indicator,
    KpiWorkbook,
    Month,
    Observation,
    Passage,
    Place,
    Polarity,
    Section,
    Severity,
    Sheet,
    Target,
)
from kpi_workbook.settings import Settings

FIRST = Month(2023, 4)
AREAS = {
    "2022/23": Area.PREVIOUS_YEAR, "England": Area.ENGLAND, "CIPFA neighbours": Area.NEIGHBOURS,
    "South West": Area.REGION,
}  # fmt: skip
Row = tuple[str, str, str, str, dict[str, str]]
"""Name, figures month by month, target, polarity, comparators."""

HOUSING: tuple[Row, ...] = (
    ("Number of homelessness applications", "112 98 121 130 125 140 138 151 119 160", "", "", {"2022/23": "128"}),
    ("Number of households in temporary accommodation at the end of the month",
     "210 214 219 225 231 228 236 241 247 252", "220", "low", {"2022/23": "205"}),
    ("Percentage of repairs completed within target time",
     "820/950 845/960 800/930 870/980 890/990 905/1000 910/1010 940/1030 930/1040 985/1060", "92%", "high",
     {"2022/23": "88%", "England": "90%"}),
    ("Average days to re-let a council home", "31 33 30 29 35 36 34 32 30 28", "30", "low", {"CIPFA neighbours": "34"}),
    ("Number of anti-social behaviour cases opened", "45 52 61 70 66 58 49 40 33 38", "", "", {}),
)  # fmt: skip
WASTE: tuple[Row, ...] = (
    ("Household waste recycled and composted (%)",
     "2100/4800 2300/5000 2400/5100 2350/5050 2250/4950 2200/4900 2150/4850 1950/4700 1800/4650 1850/4600",
     "45%", "high",
     {"England": "43%", "CIPFA neighbours": "44%", "2022/23": "42%"}),
    ("Missed bin collections per 100,000 collections", "62 58 55 49 47 52 60 66 71 68", "<60", "low", {}),
    ("Number of fly-tipping incidents reported", "340 355 371 402 389 377 360 348 331 366", "", "", {}),
    ("Percentage of fly-tips cleared within 24 hours",
     "300/340 320/355 330/371 350/402 340/389 335/377 330/360 322/348 312/331 341/366", "90%", "high", {}),
)  # fmt: skip
ADULTS: tuple[Row, ...] = (
    ("Number of new requests for support", "612 655 640 601 588 630 671 702 559 690", "", "", {}),
    ("Percentage of safeguarding enquiries concluded within 30 days",
     "70/95 75/98 78/104 80/110 85/112 82/105 88/108 90/111 77/99 95/115", "80%", "high", {"South West": "77%"}),
    ("Delayed transfers of care (bed days)", "320 298 310 341 355 330 312 305 290 366", "300", "low", {}),
    ("Permanent admissions to residential care (cumulative)", "14 27 41 58 70 84 99 115 126 142", "160", "low",
     {"2022/23": "171"}),
    ("Number of people waiting for a care act assessment at month end", "402 395 388 371 366 359 340 333 328 315",
     "350", "low", {}),
)  # fmt: skip
CORPORATE: tuple[Row, ...] = (
    ("Percentage of calls answered within 60 seconds",
     "8100/11000 8300/11200 8450/11050 7900/10900 8050/10800 8300/10700 8600/10950 8450/10600 7000/9100 9100/11500",
     "80%",
     "high", {"2022/23": "74%"}),
    ("Number of stage 1 complaints received", "64 71 58 66 73 69 80 77 52 61", "", "low", {}),
    ("Percentage of Freedom of Information requests answered within 20 working days",
     "81/90 84/95 78/88 90/99 85/96 88/94 92/101 90/97 70/79 93/98", "90%", "high", {"2022/23": "87%"}),
    ("Number of website visits", "41200 43900 40100 39800 38700 42500 44100 43300 37900 46800",
     "500,000 per year", "high", {}),
)  # fmt: skip
SERVICES = {
    "Housing": HOUSING,
    "Waste and recycling": WASTE,
    "Adult social care": ADULTS,
    "Customer and corporate": CORPORATE,
}


def place(row: int, column: int = 1, sheet: str = "KPIs") -> Place:
    """A cell by row and column."""
    return Place(sheet, f"{chr(64 + column)}{row}")


def observation(month: Month, typed: str, where: Place) -> Observation:
    """A figure as its text: `57/270` is a percentage with its counts, printed whole."""
    if "/" in typed:
        n, d = (int(part) for part in typed.split("/"))
        whole = int(100 * n / d + 0.5)
        return Observation(month=month, place=where, typed=f"{whole}% ({n}/{d})", value=whole / 100, numerator=n,
                           denominator=d, decimals=0)  # fmt: skip
    return Observation(month=month, place=where, typed=typed, value=float(typed) if "." in typed else int(typed))


def _value(typed: str) -> float | None:
    digits = typed.strip("<>=").split()[0].replace(",", "") if typed else ""
    return float(digits.rstrip("%")) / (100 if "%" in digits else 1) if digits else None


def indicator(row: Row, number: int, first: Month = FIRST) -> Indicator:
    """A row of the table as an indicator, its figures from the first month on."""
    name, figures, target, polarity, others = row
    typed = figures.split()
    return Indicator(
        name=name,
        place=place(number),
        polarity=Polarity(polarity) if polarity else Polarity.UNKNOWN,
        target=Target(place=place(number, 20), typed=target, value=_value(target)) if target else None,
        comparators=tuple(
            Comparator(name=label, area=AREAS[label], place=place(number, 21 + at), typed=figure, value=_value(figure))
            for at, (label, figure) in enumerate(others.items())
        ),
        observations=tuple(
            observation(first.plus(step), figure, place(number, 2 + step)) for step, figure in enumerate(typed)
        ),
    )


def book(
    *services: tuple[str, tuple[Row, ...]], texts: dict[str, tuple[str, ...]], first: Month = FIRST
) -> KpiWorkbook:
    """A workbook of the services' tables with each one's analysis, a passage a cell from row 100 on."""
    sections, number, line = [], 2, 100
    for title, rows in services:
        indicators = tuple(indicator(row, number + step, first) for step, row in enumerate(rows))
        number += len(rows)
        passages = tuple(Passage(place=place(line + step), text=text) for step, text in enumerate(texts.get(title, ())))
        line += len(passages)
        sections.append(Section(title=title, sheet="KPIs", indicators=indicators, analysis=passages))
    months = tuple(first.plus(step) for step in range(len(services[0][1][0][1].split())))
    made = KpiWorkbook(file="kpi.xlsx", sha256="0" * 64, organisation=None, reporting_month=months[-1], months=months,
                       sections=tuple(sections), sheets=(Sheet(name="KPIs"),))  # fmt: skip
    return define(made, Settings())


def case(made: KpiWorkbook, previous: KpiWorkbook | None = None) -> Case:
    """What the rules look at. Texts change no figure, so that workbooks of the same rows are recomputed once."""
    return Case(made, _recomputed(with_texts(made, {})), Settings(), previous)


@lru_cache(maxsize=8)
def _recomputed(made: KpiWorkbook) -> Results:
    return recompute(made, Settings())


@lru_cache(maxsize=1)
def _all_services() -> KpiWorkbook:
    return book(*SERVICES.items(), texts={})


def with_texts(made: KpiWorkbook, texts: dict[int, tuple[str, ...]]) -> KpiWorkbook:
    """The workbook with these texts only, by the position of their section, from row 100 of its sheet on."""
    sections = tuple(
        replace(
            section,
            analysis=tuple(
                Passage(place=place(100 + step, sheet=section.sheet), text=text)
                for step, text in enumerate(texts.get(number, ()))
            ),
            actions=(),
        )
        for number, section in enumerate(made.sections)
    )
    return replace(made, sections=sections)


def every_service(service: str, *texts: str) -> KpiWorkbook:
    """All four services in one workbook, with texts in one of them."""
    return with_texts(_all_services(), {list(SERVICES).index(service): texts})


def faults(made: KpiWorkbook, previous: KpiWorkbook | None = None) -> list[Finding]:
    """The findings of the text rules that call something wrong or misleading."""
    findings, _ = run(RULES, case(made, previous))
    return [each for each in findings if each.severity is not Severity.INFO]
