"""What is recomputed from a KPI workbook: one frozen object that sheets, JSON and frames all read.

Nothing here is computed: the modules beside this one do that, each with its method's source.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic.dataclasses import dataclass

from ..model import Area, Comparison, MeasureType, Month, Number, Place, Polarity, Target, Unit
from ..settings import Tolerance

if TYPE_CHECKING:
    import pandas as pd


class Word(StrEnum):
    """A status in a word, never in colour alone."""

    MET = "Met"
    NEAR = "Near"
    MISSED = "Missed"
    NO_TARGET = "No target"
    NOT_JUDGED = "Not judged"
    YEAR_END = "Year-end target"


class Direction(StrEnum):
    """Direction of travel; rising and falling where neither way is better."""

    IMPROVING = "Improving"
    WORSENING = "Worsening"
    STEADY = "Steady"
    RISING = "Rising"
    FALLING = "Falling"
    UNKNOWN = "Not known"


class Variation(StrEnum):
    """What the latest point of a control chart says (Making Data Count)."""

    IMPROVEMENT = "Special cause: improvement"
    CONCERN = "Special cause: concern"
    CHANGE = "Special cause: change"
    COMMON = "Common cause"
    NONE = "Not shown"


class Assurance(StrEnum):
    """Whether the process can be expected to meet its target."""

    PASSES = "Consistently passes"
    FAILS = "Consistently fails"
    HIT_OR_MISS = "Hit or miss"
    NONE = "Not shown"


class SpecialCause(StrEnum):
    """Why a point is not chance, first that fits."""

    OUTSIDE = "outside the limits"
    TREND = "part of a trend"
    TWO_OF_THREE = "two of three close to a limit"
    SHIFT = "part of a run on one side of the mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What an indicator was taken to be, and why: each trait with where it comes from, in words.

    `entry`: the catalogue's name for it, None where no entry matches; `certain` is False for a match that a reader
    should confirm. `denominator`, `population`, `rate_of`, `rate_row`: names of other indicators, as the catalogue
    or the settings give them. `comparable`: its figure may be set beside a region's or a country's. `conflict`: where
    words and arithmetic disagree on the measure type, a sentence that says so. `target_basis_source`: why the target is
    taken to be for a month or for the year.
    """

    unit: Unit
    measure_type: MeasureType
    measure_type_source: str
    polarity: Polarity
    polarity_source: str
    comparable: bool
    unit_source: str = "not known"
    conflict: str | None = None
    target_basis_source: str | None = None
    entry: str | None = None
    certain: bool = True
    denominator: str | None = None
    population: str | None = None
    rate_of: str | None = None
    rate_row: str | None = None
    definition: str | None = None
    target_set_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator's month, recomputed. `value` is unrounded: numerator over denominator where both are known,
    else what was typed. `low`, `high`: Wilson 95% interval of a percentage with counts. A month without a
    figure has value None."""

    month: Month
    place: Place
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearToDate:
    """The financial year's figure up to the reporting month. `method` says how in words ("pooled counts", "sum",
    "latest"); `months`: the months that went in. `mean_of_months` is there only to recognise it in somebody's text."""

    value: float | None
    method: str
    months: tuple[Month, ...] = ()
    numerator: Number | None = None
    denominator: Number | None = None
    mean_of_months: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One clock's status. `figure` (unrounded) against `target` in force for this clock (pro rata for a year's target).

    `distance`: figure minus target, in fractions for percentages. `shortfall`: how many more (or, where low is
    better, fewer) of `of` children would meet the target, 0 where it is met, None without counts.
    `within_chance`: the interval spans the target. `turns_at`: the tolerance at which Near becomes Missed.
    `why`: the whole judgement in a sentence.
    """

    word: Word
    why: str
    figure: float | None = None
    target: float | None = None
    comparison: Comparison | None = None
    distance: float | None = None
    shortfall: int | None = None
    of: Number | None = None
    within_chance: bool | None = None
    turns_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure beside an earlier one. `difference` = now minus then (fractions for percentages)."""

    since: Month
    then: float
    now: float
    difference: float
    direction: Direction
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPoint:
    """A month on a control chart; `cause` is None for common cause."""

    month: Month
    value: float
    centre: float
    lower: float
    upper: float
    cause: SpecialCause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart:
    """Limits and signals of a series, or why there are none (`why_not`). `trial`: too few points for an icon.

    `of_steps`: a cumulative series was differenced into its months first. `method`: XmR, or P' for percentages.
    """

    method: str
    points: tuple[ControlPoint, ...] = ()
    trial: bool = False
    of_steps: bool = False
    variation: Variation = Variation.NONE
    assurance: Assurance = Assurance.NONE
    why_not: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The distance to a comparator. `difference` = own figure minus theirs; `relative` = difference over theirs.

    `better`: own figure is the better one, None where polarity does not say or it equals theirs. `why_not`: why the
    two may not be compared (a region's count), with the row to look at instead.
    """

    name: str
    area: Area
    place: Place
    year: str | None = None
    value: float | None = None
    difference: float | None = None
    relative: float | None = None
    better: bool | None = None
    words: str = ""
    why_not: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorResult:
    """Everything recomputed of one indicator; `place` is the indicator's own and identifies it.

    `target` is the one in force in the reporting month with comparison and basis known (None: none given);
    `rank`, `ranked`: position among its comparable peers, 1 is best, None where no set is given; `quartile` of that
    position, 1 the best quarter, None with fewer than four in the set. `tolerance`: how far off still counts as near;
    `profile`: the shares in which a year's target falls due (empty: twelfths); both of the settings or the catalogue.
    """

    place: Place
    definition: Definition
    figures: tuple[Figure, ...]
    year_to_date: YearToDate
    in_month: Judgement
    to_date: Judgement
    forecast: Judgement
    control: ControlChart
    month_change: Change | None = None
    year_change: Change | None = None
    gaps: tuple[Gap, ...] = ()
    target: Target | None = None
    rank: int | None = None
    ranked: int | None = None
    quartile: int | None = None
    tolerance: Tolerance
    profile: tuple[float, ...] = ()

    @property
    def latest(self) -> Figure | None:
        """The reporting month's figure, None where there is none."""
        return self.figures[-1] if self.figures and self.figures[-1].value is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationFit:
    """The populations (not rounded) that a rate row and its counts allow, month by month intersected.

    `low` > `high` means that none fits; `clash` are the months whose bounds do not meet.
    """

    rate: Place
    count: Place
    low: float
    high: float
    clash: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All that was recomputed; `indicators` in the order of the workbook's own, one for one.

    `months_gone`: months of the financial year up to and with the reporting month.
    """

    reporting_month: Month
    months_gone: int
    indicators: tuple[IndicatorResult, ...]
    populations: tuple[PopulationFit, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """A pandas frame, a row an indicator in the workbook's order; `sheet` and `cell` are those of its name.

        Columns: sheet, cell, unit, measure_type, polarity, latest, numerator, denominator, year_to_date, forecast,
        in_month, to_date and at_year_end (status words), target, month_change, direction, variation, assurance.
        Percentages are fractions, unrounded. pandas is imported here.
        """
        import pandas as pd

        return pd.DataFrame([_record(each) for each in self.indicators], columns=FRAME_COLUMNS)


FRAME_COLUMNS = (
    "sheet", "cell", "unit", "measure_type", "polarity", "latest", "numerator", "denominator", "year_to_date",
    "forecast", "in_month", "to_date", "at_year_end", "target", "month_change", "direction", "variation", "assurance",
)  # fmt: skip


def _record(each: IndicatorResult) -> tuple[object, ...]:
    """An indicator's row of the frame."""
    latest, change = each.latest, each.month_change
    return (
        each.place.sheet,
        each.place.cell,
        str(each.definition.unit),
        str(each.definition.measure_type),
        str(each.definition.polarity),
        latest.value if latest else None,
        latest.numerator if latest else None,
        latest.denominator if latest else None,
        each.year_to_date.value,
        each.forecast.figure,
        str(each.in_month.word),
        str(each.to_date.word),
        str(each.forecast.word),
        each.target.value if each.target else None,
        change.difference if change else None,
        str(change.direction) if change else None,
        str(each.control.variation),
        str(each.control.assurance),
    )
