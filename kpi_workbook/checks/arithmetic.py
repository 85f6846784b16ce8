"""Figures that cannot be right together: percentages and counts, copies, running totals, rates, parts and totals.

What fails is found in `evidence`, which lays every failure to one cell; a rule here says what its kind of failure is.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..figures.rounding import plain
from ..model import Indicator, MeasureType, Severity
from .evidence.columns import COLUMN_RULE
from .evidence.equal import COPY_RULE, DENOMINATOR_RULE, RUNNING_RULE
from .evidence.ledger import Part
from .evidence.names import same_name
from .evidence.percentages import ABOVE_RULE, SHARE_RULE
from .evidence.rates import POPULATION_RULE, RateRow
from .evidence.running import FALL_RULE, by_year, falls, falls_often
from .evidence.totals import TOTAL_RULE
from .rule import Case, Hit, rule

TYPED = ("S1", "V201", "V202", "V203", "V204", "V205", "V206", "V207")
"""Where these have found fault with a cell, sums and copies that miss its figure tell nothing new;
nor where the months themselves are in doubt."""
SLIPS = (*TYPED, "V208", "V209", "V210", "V211")


def _verdicts(case: Case, rule_id: str) -> Iterator[Hit]:
    """A hit for each verdict of one rule."""
    ledger = case.evidence.ledger
    for verdict in case.evidence.verdicts.get(rule_id, ()):
        telling = verdict.relation.tell(verdict.node) if verdict.relation.tell else None
        if telling:
            yield Hit(
                place=verdict.node.place,
                message=telling.message,
                others=verdict.others,
                indicator=ledger.rows[verdict.node.row],
                month=verdict.node.month,
                found=telling.found,
                expected=telling.expected,
            )


@rule(SHARE_RULE, "percentage-not-its-counts", Severity.ERROR)
def percentage_not_its_counts(case: Case) -> Iterator[Hit]:
    """A percentage is not the share of the counts beside it, rounded once and half up.

    A reader who divides the counts gets another figure, and stops trusting the page. Usual causes are rounding twice,
    cutting off, a digit exchanged, or a count taken from another month or row; the message names the one that fits.
    To put right: correct the count if it is wrong, then let the percentage be computed from the counts.
    """
    yield from _verdicts(case, SHARE_RULE)


@rule(ABOVE_RULE, "part-larger-than-whole", Severity.ERROR)
def part_larger_than_whole(case: Case) -> Iterator[Hit]:
    """A numerator is larger than its denominator.

    No more children can have been visited than there are. Either a digit slipped or the two counts changed places.
    To put right: look both counts up at their source; a row where this is usual (more done than planned) is left alone.
    """
    yield from _verdicts(case, ABOVE_RULE)


@rule(DENOMINATOR_RULE, "denominator-not-its-count", Severity.ERROR, yields_to=TYPED)
def denominator_not_its_count(case: Case) -> Iterator[Hit]:
    """A denominator differs from the count, or from the other denominators, that it equals in the row's other months.

    Rows about the same children must count the same children. The finding stands at the likelier slip and names the
    other cell. To put right: find which of the two was taken at another time or mistyped, and correct it.
    """
    yield from _verdicts(case, DENOMINATOR_RULE)


@rule(COPY_RULE, "one-indicator-two-figures", Severity.ERROR, yields_to=TYPED)
def one_indicator_two_figures(case: Case) -> Iterator[Hit]:
    """An indicator that stands in two sections has different figures for the same month.

    Two members will quote two figures. To put right: correct the copy that is wrong, and let one cell refer to the
    other so that they cannot part again.
    """
    yield from _verdicts(case, COPY_RULE)


@rule(FALL_RULE, "cumulative-falls", Severity.ERROR, yields_to=TYPED)
def cumulative_falls(case: Case) -> Iterator[Hit]:
    """A row that adds up through the year falls from one month to a later one.

    A running total cannot shrink, unless earlier months were revised and the row was not. To put right: recompute the
    running total from its months.
    """
    yield from _verdicts(case, FALL_RULE)


@rule(RUNNING_RULE, "cumulative-not-its-months", Severity.ERROR, yields_to=TYPED)
def cumulative_not_its_months(case: Case) -> Iterator[Hit]:
    """The steps of a cumulative row are another row's monthly figures, except in this month.

    One of the two rows was updated without the other, or mistyped. To put right: correct the figure that is wrong and
    compute the running total by formula.
    """
    yield from _verdicts(case, RUNNING_RULE)


@rule(
    POPULATION_RULE,
    "rate-not-its-count",
    Severity.WARNING,
    yields_to=(*SLIPS, "A301", "A303", "A304", "A305", "A306", "A308"),
)
def rate_not_its_count(case: Case) -> Iterator[Hit]:
    """No single population makes a row's rates out of its counts.

    A rate and its count allow only certain populations, month by month; where no population is allowed by all months,
    a rate or a count is wrong, or the population was exchanged within the year. To put right: recompute the rates
    from the counts and one population, and say which.
    """
    disputed = {
        place
        for equal in (DENOMINATOR_RULE, COPY_RULE, RUNNING_RULE)
        for verdict in case.evidence.verdicts.get(equal, ())
        for place in verdict.others
    }
    yield from (hit for hit in _verdicts(case, POPULATION_RULE) if not disputed & {*hit.others, hit.place})


@rule(TOTAL_RULE, "total-not-its-parts", Severity.ERROR, yields_to=TYPED)
def total_not_its_parts(case: Case) -> Iterator[Hit]:
    """A total is not the sum of its parts, though it is in the other months.

    To put right: correct the part or the total that was mistyped; totals are best computed by formula.
    """
    yield from _verdicts(case, TOTAL_RULE)


@rule(COLUMN_RULE, "column-not-its-months", Severity.ERROR, yields_to=(*TYPED, "V210", "V211"))
def column_not_its_months(case: Case) -> Iterator[Hit]:
    """A typed year-to-date, quarter, total, average or latest figure is not what the months give.

    Percentages pool their counts: the mean of monthly percentages gives a small month the weight of a large one.
    Monthly counts add, states take the latest month. To put right: compute the column by formula.
    """
    yield from _verdicts(case, COLUMN_RULE)


@rule("A310", "cumulative-not-labelled", Severity.INFO)
def cumulative_not_labelled(case: Case) -> Iterator[Hit]:
    """A row adds up through the year, as its arithmetic shows, but neither its name nor its target says so.

    Readers take each month for that month's figure. To put right: write "(cumulative)" after the name.
    """
    for indicator, result in case.rows:
        definition = result.definition
        if definition.measure_type is MeasureType.CUMULATIVE and not _says_cumulative(indicator):
            yield Hit(
                place=indicator.place,
                message="adds up through the year, but neither the name nor the target says that it is cumulative",
                indicator=indicator,
            )


def _says_cumulative(indicator: Indicator) -> bool:
    words = f"{indicator.name} {indicator.group or ''} {indicator.target.typed if indicator.target else ''}".lower()
    return any(each in words for each in ("cumulative", "accumul", "ytd", "year to date", "to date", "running total"))


@rule(
    "A311",
    "populations-differ",
    Severity.WARNING,
    yields_to=(*SLIPS, "A301", "A303", "A304", "A305", "A306", "A307", "A308"),
)
def populations_differ(case: Case) -> Iterator[Hit]:
    """Two rate rows of one area rest on different populations.

    Each row's rates and counts allow a narrow range of populations; where two ranges do not meet, the rows cannot have
    been computed from the same one. To put right: use one population for all rates of a year, and name it.
    """
    rows = _one_a_name(case)
    for position, row in enumerate(rows):
        apart = [other for other in rows[:position] if _are_apart(row, other)]
        if apart:
            other = apart[0]
            name, place = _name(case, other), case.evidence.ledger.rows[other.rate.row].place
            yield Hit(
                place=case.evidence.ledger.rows[row.rate.row].place,
                message=f"its counts fit populations {_range(row)} only, those of {name!r} ({place}) {_range(other)}",
                others=tuple(place for each in (row, other) for place in each.rate.places.values()),
                indicator=case.evidence.ledger.rows[row.rate.row],
                found=_range(row),
                expected=_range(other),
            )


@rule("A312", "words-against-arithmetic", Severity.INFO, yields_to=("A30", "V2"))
def words_against_arithmetic(case: Case) -> Iterator[Hit]:
    """An indicator's words say that it is one kind of measure, and its figures behave as another.

    A row called cumulative that falls time and again holds months, not running totals (a warning, since readers take
    it for the year so far); one that is said to be a month's figure, but grows by another row's months, is a running
    total. Year to date and forecast are computed by what it was taken for. To put right: name the row for what it is,
    or give its `measure_type` in kpi-workbook.toml.
    """
    told: set[object] = set()
    for row, (indicator, result) in enumerate(case.rows):
        conflict = result.definition.conflict
        if conflict and same_name(indicator) not in told and not _only_starts_again(case, row):
            told.add(same_name(indicator))
            yield Hit(
                place=indicator.place,
                message=conflict,
                others=tuple(each.place for each in indicator.observations),
                indicator=indicator,
                severity=Severity.WARNING if _falls(case, row, often=True) else None,
            )


def _only_starts_again(case: Case, row: int) -> bool:
    """Whether a running total falls only where another year than the financial one begins."""
    cumulative = case.evidence.ledger.measure_type(row) is MeasureType.CUMULATIVE
    return cumulative and not _falls(case, row)


def _falls(case: Case, row: int, often: bool = False) -> bool:
    """Whether a row falls within its years, once or time and again."""
    series = case.evidence.ledger.series.get((row, Part.VALUE))
    if series is None:
        return False
    years = by_year(series, case.book.year_starts_in)
    return falls_often(series, years) if often else any(falls(series, year) for year in years)


def _one_a_name(case: Case) -> list[RateRow]:
    """The rate rows whose months agree on a population, the first of each name."""
    found: dict[object, RateRow] = {}
    for row in case.evidence.rate_rows:
        if not row.outside and not row.by_name:
            found.setdefault(same_name(case.evidence.ledger.rows[row.rate.row]), row)
    return list(found.values())


def _are_apart(row: RateRow, other: RateRow) -> bool:
    return row.agreed[1] < other.agreed[0] or other.agreed[1] < row.agreed[0]


def _range(row: RateRow) -> str:
    return f"{plain(row.agreed[0])} to {plain(row.agreed[1])}"


def _name(case: Case, row: RateRow) -> str:
    return case.evidence.ledger.rows[row.rate.row].name


RULES = (
    percentage_not_its_counts, part_larger_than_whole, denominator_not_its_count, one_indicator_two_figures,
    cumulative_falls, cumulative_not_its_months, rate_not_its_count, total_not_its_parts, column_not_its_months,
    cumulative_not_labelled, populations_differ, words_against_arithmetic,
)  # fmt: skip
