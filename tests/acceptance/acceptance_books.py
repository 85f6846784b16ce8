"""A clean year or two of a council's figures, drawn by seed: what happened, before anyone types it."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace

from acceptance_services import SERVICES, Spec

Month = tuple[int, int]
NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass
class Row:
    """One measure with its figures: counts behind a percentage, the figure itself for all else."""

    spec: Spec
    values: list[float | None]
    numerators: list[int | None]
    denominators: list[int | None]
    target: float | None = None
    comparators: dict[str, float] = field(default_factory=dict)

    @property
    def is_percentage(self) -> bool:
        return self.spec.kind == "percentage"


@dataclass
class Section:
    title: str
    rows: list[Row]
    analysis: list[str] = field(default_factory=list)


@dataclass
class Book:
    service: str
    council: str
    months: list[Month]
    sections: list[Section]

    @property
    def year_start(self) -> int:
        """Index of the first month of the reporting month's financial year."""
        year, month = self.months[-1]
        first = (year if month >= 4 else year - 1, 4)
        return self.months.index(first) if first in self.months else 0


def half_up(value: float, places: int = 0) -> float:
    """Rounded half up, as the councils' own rule asks."""
    scale = 10**places
    return math.floor(value * scale + 0.5 + 1e-9) / scale


def month_after(month: Month, steps: int) -> Month:
    index = month[0] * 12 + month[1] - 1 + steps
    return index // 12, index % 12 + 1


def whole_percent(row: Row, index: int) -> int | None:
    value = row.values[index]
    return None if value is None else int(half_up(value * 100))


def pooled(row: Row, start: int, stop: int) -> float | None:
    """The share over months start to stop - 1, pooled from its counts."""
    pairs = [(n, d) for n, d in zip(row.numerators[start:stop], row.denominators[start:stop], strict=True) if d]
    return sum(n or 0 for n, _ in pairs) / sum(d for _, d in pairs) if pairs else None


def total(row: Row, start: int, stop: int) -> float:
    return sum(value or 0 for value in row.values[start:stop])


def make_book(rng: random.Random, months: int | None = None) -> Book:
    """A book whose every figure agrees with every other."""
    service = rng.choice(sorted(SERVICES))
    length = months or rng.choice((6, 7, 8, 9, 9, 10, 11, 12, 12, 15, 18, 21, 24))
    first = (rng.choice((2021, 2022, 2023, 2024)), 4)
    book = Book(
        service,
        rng.choice(("Marchester", "Westhaven", "Eastborough")),
        [month_after(first, step) for step in range(length)],
        [],
    )
    made: dict[str, Row] = {}
    for title, specs in SERVICES[service].items():
        book.sections.append(
            Section(title, [made.setdefault(spec.name, _row(rng, spec, book, made)) for spec in specs])
        )
    _complete_totals(made)
    for row in made.values():
        _give_target(row, book)
        _give_comparators(row, rng)
    return book


def _poisson(rng: random.Random, mean: float) -> int:
    if mean < 30:
        limit, product, count = math.exp(-mean), rng.random(), 0
        while product > limit:
            product *= rng.random()
            count += 1
        return count
    return max(0, round(rng.gauss(mean, math.sqrt(mean))))


def _row(rng: random.Random, spec: Spec, book: Book, made: dict[str, Row]) -> Row:
    size = len(book.months)
    empty: list[int | None] = [None] * size
    if spec.kind == "percentage":
        return _percentage(rng, spec, book, made)
    if spec.kind == "count":
        season, noise = rng.uniform(0, 0.1), rng.uniform(0.02, 0.07)
        mean = spec.size * rng.uniform(0.8, 1.25)
        means = [
            mean * (1 + season * math.sin(month * math.pi / 6)) * (1 + rng.gauss(0, noise)) for _, month in book.months
        ]
        return Row(spec, [_poisson(rng, each) for each in means], empty, empty)
    if spec.kind == "snapshot":
        level, drift, values = spec.size * rng.uniform(0.85, 1.2), rng.uniform(-0.01, 0.012), []
        for _ in range(size):
            level *= 1 + drift + rng.gauss(0, 0.012)
            values.append(float(round(level)))
        return Row(spec, [int(value) for value in values], empty, empty)
    if spec.kind == "cumulative":
        running, values = 0, []
        for (_, month), each in zip(book.months, made[spec.linked].values, strict=True):
            running = int(each or 0) if month == 4 else running + int(each or 0)
            values.append(running)
        return Row(spec, list(values), empty, empty)
    if spec.kind == "rate":
        population = spec.size * rng.uniform(0.9, 1.2)
        return Row(
            spec, [half_up((value or 0) / population * 10000, 1) for value in made[spec.linked].values], empty, empty
        )
    level = spec.size * rng.uniform(0.9, 1.1)
    places = 1 if spec.kind == "days" else -2
    return Row(spec, [round(level * (1 + rng.gauss(0, 0.05)), places) for _ in range(size)], empty, empty)


def _percentage(rng: random.Random, spec: Spec, book: Book, made: dict[str, Row]) -> Row:
    chance, trend = spec.size + rng.uniform(-0.02, 0.02), rng.uniform(-0.003, 0.003)
    linked = made.get(spec.linked)
    base = spec.base * rng.uniform(0.8, 1.3)
    numerators, denominators = [], []
    for index in range(len(book.months)):
        below = int(linked.values[index] or 0) if linked else max(5, _poisson(rng, base))
        share = min(0.995, max(0.02, chance + trend * index))
        above = round(rng.gauss(below * share, math.sqrt(below * share * (1 - share))))
        numerators.append(min(below, max(0, above)))
        denominators.append(below)
    return Row(
        spec, [n / d for n, d in zip(numerators, denominators, strict=True)], list(numerators), list(denominators)
    )


def _complete_totals(made: dict[str, Row]) -> None:
    if "Total complaints received" in made:
        parts = [made["Stage 1 complaints received"].values, made["Stage 2 complaints received"].values]
        made["Total complaints received"].values[:] = [(a or 0) + (b or 0) for a, b in zip(*parts, strict=True)]


def _give_target(row: Row, book: Book) -> None:
    """A round target that the last month and the year to date meet."""
    if not row.spec.targeted:
        return
    start = book.year_start
    seen = [value for value in row.values[start:] if value is not None]
    step = 0.05 if row.is_percentage else 1
    if row.spec.better == "high":
        row.target = round(math.floor(min(seen) / step) * step, 2)
    else:
        row.target = round(math.ceil(max(seen) / step) * step, 2)


def _give_comparators(row: Row, rng: random.Random) -> None:
    if row.is_percentage or row.spec.kind == "rate":
        latest = row.values[-1] or 0
        spread = 0.04 if row.is_percentage else latest * 0.08
        for name in ("previous", "neighbours", "region", "England"):
            value = latest + rng.uniform(-spread, spread)
            row.comparators[name] = round(min(0.99, max(0.02, value)), 2) if row.is_percentage else round(value)
        middle, step = row.comparators["neighbours"], 0.02 if row.is_percentage else 2
        for name, steps in zip(("Portsmouth", "Derby", "Plymouth", "Bristol"), (-2, -1, 1, 2), strict=True):
            value = middle + step * steps
            row.comparators[name] = round(min(0.99, value), 2) if row.is_percentage else value


def without_last_month(book: Book) -> Book:
    """The issue of the month before: the same figures, one month fewer, no text."""

    def cut(row: Row) -> Row:
        return replace(
            row,
            values=row.values[:-1],
            numerators=row.numerators[:-1],
            denominators=row.denominators[:-1],
            comparators=dict(row.comparators),
        )

    sections = [Section(section.title, [cut(row) for row in section.rows]) for section in book.sections]
    return Book(book.service, book.council, book.months[:-1], sections)
