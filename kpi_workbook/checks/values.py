"""Single figures that cannot be meant as they stand: unreadable, mistyped, impossible, missing or too early."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..figures.results import IndicatorResult
from ..figures.rounding import exact, is_usable
from ..model import (
    Comparator,
    Extra,
    Indicator,
    Kind,
    Number,
    Observation,
    Place,
    RemarkKind,
    Role,
    Severity,
    Status,
    Target,
    Unit,
)
from .evidence.coverage import Coverage
from .rule import Case, Hit, rule

Cell = Observation | Target | Comparator | Extra

MANY = 3
"""More cells of a row than this with the same problem are one cause and get one finding."""
LOOKALIKES = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})
_LOOKALIKE = re.compile(r"(?<=[0-9])[OoIl|SB](?=[0-9OoIl|%/),.\s]|$)|(?:^|(?<=[\s(/,.£]))[OoIl|SB](?=[OoIl|SB]*[0-9])")
_NUMBER = re.compile(r"[-+£$€]?\s*[0-9][0-9,]*(\.[0-9]+)?\s*%?(\s*\(\s*[0-9,]+\s*/\s*[0-9,]+\s*\))?")
_BELOW_NOTHING = re.compile(
    r"(?i)\b(net|change|changes|variance|difference|balance|surplus|deficit|growth|movement|gap|over/?under|savings?|"
    r"profit|loss|temperature|points)\b"
)
_ABOVE_ALL = re.compile(
    r"(?i)\b(change|growth|increase|variance|occupancy|capacity|of (the )?(plan|planned|target|budget|expected)|"
    r"baseline|index|uptake|utilisation|delivery|compared)\b"
)
_BROKEN_COUNTS = re.compile(r"%\s*[(\[{]?\s*[A-Za-z]?[0-9]")
WHOLE_ROW = 0.8
"""Of a row's other figures: as many as this are whole before a fraction among them is a slip."""
USUALLY_ABOVE = 0.2
"""Of a row's figures: above 100% as often as this is the measure's nature."""


def _cells(indicator: Indicator) -> Iterator[Cell]:
    yield from indicator.observations
    yield from (indicator.target,) if indicator.target else ()
    yield from indicator.monthly_targets
    yield from indicator.comparators
    yield from indicator.extras


def _each(case: Case, wrong: Callable[[Cell], str | None], why_many: str) -> Iterator[Hit]:
    """A hit for each cell for which `wrong` has words, one for a row that has many."""
    for indicator in case.book.indicators:
        found = [(cell, words) for cell in _once(_cells(indicator)) if (words := wrong(cell))]
        shown = found[:1] if len(found) > MANY else found
        for cell, words in shown:
            month = cell.month if isinstance(cell, Observation | Target) else None
            more = f"; so {why_many} {len(found) - 1} more cells of this row" if len(found) > MANY else ""
            yield Hit(place=cell.place, message=words + more, indicator=indicator, month=month, found=cell.typed)


def _once(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Each place once: merged comparators share theirs."""
    seen: set[Place] = set()
    for cell in cells:
        if cell.place not in seen:
            seen.add(cell.place)
            yield cell


def _with_digits(cell: Cell) -> str | None:
    """The cell's words with look-alike letters turned into digits, where that makes a figure of them."""
    if cell.kind is not Kind.TEXT or not _LOOKALIKE.search(cell.typed):
        return None
    repaired = _LOOKALIKE.sub(lambda found: found[0].translate(LOOKALIKES), cell.typed.strip())
    return repaired if _NUMBER.fullmatch(repaired) else None


@rule("V201", "unreadable-figure", Severity.ERROR)
def unreadable_figure(case: Case) -> Iterator[Hit]:
    """A cell among the figures holds words that are neither a number nor a known reason for having none.

    It is left out of every sum and chart. To put right: type the number, or one of N/A, TBC, Not set or a blank.
    """

    def wrong(cell: Cell) -> str | None:
        if isinstance(cell, Target | Extra) or _with_digits(cell):
            return None
        if cell.status is Status.UNREADABLE and cell.kind is not Kind.DATE:
            return f"cannot be read as a figure: {cell.typed!r}"
        if isinstance(cell, Observation) and cell.numerator is None and _BROKEN_COUNTS.search(cell.typed):
            return f"the counts in {cell.typed.strip()!r} cannot be read"
        return None

    yield from _each(case, wrong, "do")


@rule("V202", "letter-for-digit", Severity.ERROR)
def letter_for_digit(case: Case) -> Iterator[Hit]:
    """A letter stands where a digit is meant: O for 0, l or I for 1, S for 5, B for 8.

    To the eye it is a number, to Excel it is text: sums and charts leave it out without a word. To put right: type the
    digit.
    """

    def wrong(cell: Cell) -> str | None:
        repaired = None if _is_reference(cell) else _with_digits(cell)
        return f"{cell.typed.strip()!r} has a letter for a digit; {repaired} is meant" if repaired else None

    yield from _each(case, wrong, "have")


def _is_reference(cell: Cell) -> bool:
    """Whether a cell names its row, as B1 and S12 do, or says something in words: letters are meant there."""
    return isinstance(cell, Extra) and cell.role in (Role.REFERENCE, Role.NARRATIVE, Role.OWNER)


@rule("V203", "number-as-text", Severity.WARNING, yields_to=("V202",))
def number_as_text(case: Case) -> Iterator[Hit]:
    """A number is stored as text in a row of real numbers.

    Excel's sums, averages and charts pass over it, usually marked by a small green triangle. To put right: select the
    cell, choose "Convert to number". Rows that are text throughout, such as `21% (57/270)`, are left alone.
    """
    for indicator in case.book.indicators:
        known = [each for each in indicator.observations if each.value is not None]
        texts = [each for each in known if each.kind is Kind.TEXT and _is_plain_number(each)]
        numbers = sum(each.kind is Kind.NUMBER for each in known)
        if texts and numbers > len(texts) and numbers >= MANY:
            for each in texts:
                yield Hit(
                    place=each.place,
                    message=f"{each.typed.strip()!r} is stored as text, so that sums and charts leave it out",
                    indicator=indicator,
                    month=each.month,
                    found=each.typed,
                )


def _is_plain_number(each: Observation) -> bool:
    return each.numerator is None and bool(re.fullmatch(r"\s*-?[£$€]?[0-9][0-9,]*(\.[0-9]+)?\s*%?\s*", each.typed))


@rule("V204", "date-for-number", Severity.ERROR)
def date_for_number(case: Case) -> Iterator[Hit]:
    """A date stands where a figure belongs.

    Excel turns `1-2`, `3/4` or `57/27` into a date as it is typed. To put right: set the cell's format to Text or
    Number first, then type the figure again.
    """

    def wrong(cell: Cell) -> str | None:
        if cell.kind is not Kind.DATE or isinstance(cell, Extra):
            return None
        return f"holds the date {cell.typed} where a figure belongs; Excel makes dates of entries such as 1-2 or 3/4"

    yield from _each(case, wrong, "do")


@rule("V205", "error-value", Severity.ERROR)
def error_value(case: Case) -> Iterator[Hit]:
    """A cell shows an Excel error (`#DIV/0!`, `#REF!`, `#N/A`, `#VALUE!`).

    The formula behind it lost what it refers to or divides by nothing. To put right: mend the formula, or type why
    there is no figure.
    """

    def wrong(cell: Cell) -> str | None:
        return f"shows the error {cell.typed} instead of a figure" if cell.status is Status.ERROR else None

    yield from _each(case, wrong, "do")


@rule("V206", "negative-figure", Severity.ERROR)
def negative_figure(case: Case) -> Iterator[Hit]:
    """A count, percentage, rate or duration is below zero.

    There are no minus seven children. To put right: correct the sign; rows of changes, variances and balances are left
    alone.
    """
    for indicator, result in case.rows:
        if _may_be_negative(indicator, result):
            continue
        for each in indicator.observations:
            below = [
                value for value in (each.value, each.numerator, each.denominator) if value is not None and value < 0
            ]
            if below:
                yield _on(indicator, each, f"{each.typed} is below zero", expected=each.typed.replace("-", "", 1))


def _may_be_negative(indicator: Indicator, result: IndicatorResult) -> bool:
    values = [each.value for each in indicator.observations if each.value is not None]
    negative = sum(value < 0 for value in values)
    named = _BELOW_NOTHING.search(indicator.name) is not None and result.definition.unit is not Unit.COUNT
    return named or negative > 1 or (result.definition.unit is Unit.MONEY and negative > 0 and len(values) < MANY)


@rule("V207", "fractional-count", Severity.ERROR)
def fractional_count(case: Case) -> Iterator[Hit]:
    """A count is not a whole number, though the row's other figures are.

    A point slipped in (39.9 for 399) or a rate landed in the wrong row. To put right: look the figure up. Rows of
    averages and full-time equivalents, where fractions are usual, are left alone.
    """
    for indicator, result in case.rows:
        uncounted = (Unit.PERCENTAGE, Unit.RATE, Unit.MONEY, Unit.DAYS)
        parts: tuple[Callable[[Observation], Number | None], ...] = (
            lambda each: None if result.definition.unit in uncounted else each.value,  # noqa: B023 - used at once
            lambda each: each.numerator,
            lambda each: each.denominator,
        )
        for part in parts:
            known = [(each, value) for each in indicator.observations if is_usable(value := part(each)) and value]
            broken = [each for each, value in known if value != int(value)]
            if broken and len(known) > MANY and len(broken) <= (1 - WHOLE_ROW) * len(known) + 0.5:
                yield from (
                    _on(indicator, each, f"{each.typed} is no whole number, in a row of counts") for each in broken
                )


@rule("V208", "percentage-over-100", Severity.ERROR, yields_to=("A301", "A302"))
def percentage_over_100(case: Case) -> Iterator[Hit]:
    """A percentage lies above 100% in a row where that is not usual.

    More than all cannot be. To put right: look the figure up, and whether it was typed in a cell that already shows
    percentages (90 becomes 9000%). Rows of growth, occupancy or delivery against plan are left alone.
    """
    for indicator, result in case.rows:
        if result.definition.unit is not Unit.PERCENTAGE or _ABOVE_ALL.search(indicator.name):
            continue
        known = [each for each in indicator.observations if is_usable(each.value)]
        above = [each for each in known if each.value is not None and exact(each.value) > 1]
        aims_above = indicator.target and indicator.target.value is not None and exact(indicator.target.value) > 1
        if above and not aims_above and (len(above) == 1 or len(above) <= USUALLY_ABOVE * len(known)):
            yield from (_on(indicator, each, f"{each.typed} is more than 100%") for each in above)


@rule("V210", "gap-in-series", Severity.WARNING, yields_to=("S103", "S104", "S114"))
def gap_in_series(case: Case) -> Iterator[Hit]:
    """A month in a row's run of figures is blank.

    Nobody can tell whether nothing happened, nothing was counted or the figure was forgotten. To put right: type the
    figure, 0, or the reason (TBC, N/A). Rows that are reported only now and then are left alone.
    """
    where = case.evidence.coverage
    for row, indicator in enumerate(case.book.indicators):
        for each in where.gaps(row):
            last = each.month == where.last_of(each.place.sheet)
            words = (
                "has no figure for the reporting month, nor a reason"
                if last
                else "is blank between months with figures"
            )
            yield _on(indicator, each, f"{each.month.label} {words}")


@rule("V212", "figure-before-its-month", Severity.WARNING, yields_to=("S102", "S103", "S104"))
def figure_before_its_month(case: Case) -> Iterator[Hit]:
    """A figure stands in a month that the workbook does not report yet.

    It was typed one column too far, or is a forecast that readers will take for fact. To put right: move or remove it.
    """
    where: Coverage = case.evidence.coverage
    for row, indicator in enumerate(case.book.indicators):
        for each in where.too_early(row):
            last = where.last_of(indicator.place.sheet)
            words = f"has a figure for {each.month.label}, though the workbook reports up to {last.label}"
            yield _on(indicator, each, words)


@rule("V213", "zeros-of-months-to-come", Severity.INFO)
def zeros_of_months_to_come(case: Case) -> Iterator[Hit]:
    """Zeros fill months that have not been.

    They are taken for places kept free, not for figures; a chart made by hand would fall to nothing. To put right:
    leave coming months blank.
    """
    for remark in case.book.remarks:
        if remark.kind is RemarkKind.PLACEHOLDER_ZEROS:
            yield Hit(place=remark.place, message=remark.words, month=remark.month, found=remark.found)
            return


def _on(indicator: Indicator, each: Observation, message: str, expected: str | None = None) -> Hit:
    return Hit(
        place=each.place, message=message, indicator=indicator, month=each.month, found=each.typed, expected=expected
    )


RULES = (
    unreadable_figure, letter_for_digit, number_as_text, date_for_number, error_value, negative_figure,
    fractional_count, percentage_over_100, gap_in_series, figure_before_its_month, zeros_of_months_to_come,
)  # fmt: skip
