"""Where months run: the lines whose cells name months one after another, each cell resolved to a calendar month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...model import Kind, Month, Role
from ..grid import Cell
from ..months import How, MonthReading, read_month
from ..runs import Anchor, Run, resolve
from ..words import role_of
from ..years import Span, heading_span
from .candidates import IN_WORDS, Candidate, month_cells, runs_of
from .lens import Lens, text_of
from .turned import names_start
from .year_cells import year_hints, years_beside
from .years_under import months_over_years

LEAST_SLOTS = 2  # months in a run; a single one counts only beside headings we know (`tables`)
DEAREST_STEP = 0.45  # mean cost of a step in a run that is still one: half its months may be missing
DEAREST_CERTAIN_STEP = 0.8  # where every heading is beyond doubt, they may stand in any order
YEAR_NONE = Anchor(Span(1, 1), "each line's own year")
NEAR = 3  # positions between a run and a month before it that still belongs beside it
MONTHS_IN_YEAR = 12
LEAST_SWAPPED = 7  # headings with day and month swapped that are no list of days
MOSTLY_SWAPPED = 0.7  # of a run's headings
FAR = 8  # months between a run and a heading that no longer belongs to it


@dataclass(frozen=True, slots=True)
class Slot:
    """A heading of a month at a position of its line. `rest`: the words beside the month in the heading."""

    position: int
    cell: Cell
    month: Month
    how: How = How.PLAIN
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """A run of months on a line, in the line's order. `lone`: months beside the run that are no part of it.

    `wrong_years` are positions whose heading says another year than the run; `year_from` quotes what gave the
    year where no heading did. `year_position`: where each line's own label says the year; its months have year 0.
    """

    line: int
    slots: tuple[Slot, ...]
    direction: int = 1
    lone: tuple[Slot, ...] = ()
    wrong_years: tuple[int, ...] = ()
    year_from: str | None = None
    year_lines: tuple[int, ...] = ()
    year_position: int | None = None

    @property
    def first(self) -> int:
        return self.slots[0].position

    @property
    def last(self) -> int:
        return self.slots[-1].position


@dataclass(frozen=True, slots=True)
class Yearless:
    """A run of months that no year could be found for."""

    line: int
    first: Cell
    length: int


Anchors = Callable[[int, int, int], Sequence[Anchor]]  # for a line from one position to another


def find_axes(lens: Lens, anchors: Anchors, year_starts_in: int) -> tuple[list[Axis], list[Yearless]]:
    """Every run of months on every line of a lens, and the runs that no year could be found for."""
    axes: list[Axis] = []
    yearless: list[Yearless] = []
    for line, cells in sorted(lens.lines.items()):
        candidates = month_cells(cells, lens.turned)
        if len(candidates) < LEAST_SLOTS and not (candidates and _among_headings(cells)):
            continue
        if len(candidates) <= LEAST_SLOTS and not lens.turned and _are_data(lens, line, cells, candidates):
            continue
        before: Axis | None = None
        spread = months_over_years(lens, line, candidates, year_starts_in)
        candidates = spread or candidates
        hints, year_lines = year_hints(
            lens, line, [each[0] for each in candidates], all(each[2].dated for each in candidates)
        )
        year_lines = (line + 1,) if spread else year_lines
        names = [] if lens.turned else [each for each, cell in cells if role_of(text_of(cell)) is Role.INDICATOR]
        for run in runs_of(candidates, hints, names):
            found = _axis(lens, line, run, hints, anchors, year_starts_in, before)
            if isinstance(found, Axis):
                before = replace(found, year_lines=year_lines)
                axes.append(before)
            elif found:
                yearless.append(found)
    return axes, yearless


def is_short_number(run: Axis | Yearless) -> bool:
    """Whether a run is of `P1`, `P2` or `M1`, `M2`, which can be what is no month where they are not twelve."""
    first, length = (run.slots[0].cell, len(run.slots)) if isinstance(run, Axis) else (run.first, run.length)
    if length == MONTHS_IN_YEAR:
        return False
    reading = read_month(first)
    numbered = reading is not None and reading.guesses[0].how is How.NUMBERED
    return numbered and not text_of(first).lower().startswith(IN_WORDS)


def _among_headings(cells: Sequence[tuple[int, Cell]]) -> bool:
    """Whether a single month stands among headings we know, so that it heads a column all the same."""
    roles = {role_of(text) for _, cell in cells if (text := text_of(cell))}
    return Role.INDICATOR in roles or {Role.TARGET, Role.REFERENCE} <= roles


def _are_data(lens: Lens, line: int, cells: Sequence[tuple[int, Cell]], months: Sequence[Candidate]) -> bool:
    """Whether a month or two on a line head nothing: they stand among figures, or in a column of months."""
    figures = any(
        cell.kind is Kind.NUMBER and not heading_span(cell.value) and not read_month(cell) for _, cell in cells
    )
    if figures or len(months) < LEAST_SLOTS:
        return figures
    near = [(cell, lens.at(line + step, position)) for position, cell, _ in months for step in (1, -1)]
    return any(other and other.value != cell.value and read_month(other) for cell, other in near)


def _axis(
    lens: Lens,
    line: int,
    run: list[Candidate],
    hints: dict[int, Span | None],
    anchors: Anchors,
    year_starts_in: int,
    before: Axis | None,
) -> Axis | Yearless | None:
    """A run resolved to months, or why it is none."""
    years = [hints.get(position) for position, _, _ in run]
    resolved = resolve([reading for _, _, reading in run], years, (), year_starts_in)
    alike = _swapped_alike(run, resolved)
    if alike is not run:
        run, resolved = alike, resolve([reading for _, _, reading in alike], years, (), year_starts_in)
    run, resolved = _without_misreadings(run, resolved, years, year_starts_in)
    if not run or (len(run) > 1 and resolved.cost / (len(run) - 1) > _dearest(run)):
        return _of_a_report(line, run)
    year_position = None
    if all(month is None for month in resolved.months):
        year_position = years_beside(lens, line, run[0][0])
        known = (YEAR_NONE,) if year_position else _known(lens, line, run, anchors, before)
        years = [hints.get(position) for position, _, _ in run]
        resolved = resolve([reading for _, _, reading in run], years, known, year_starts_in)
    slots = tuple(
        Slot(position, cell, Month(0, month.month) if year_position else month, how, reading.rest)
        for (position, cell, reading), month, how in zip(run, resolved.months, resolved.hows, strict=True)
        if month is not None
    )
    if len(slots) < len(run):
        return Yearless(line, run[0][1], len(run)) if len(run) >= LEAST_SLOTS else None
    axis = Axis(line, slots, resolved.direction, (), resolved.wrong_years, resolved.year_from, (), year_position)
    return axis if year_position or any(years) else _with_lone(axis)


def _swapped_alike(run: list[Candidate], resolved: Run) -> list[Candidate]:
    """A run where each date has its day and month swapped, if most have: one slip of the whole run, not one a heading,
    so that another slip beside it neither hides the months nor is taken for a date as it stands."""
    swapped = resolved.hows.count(How.SWAPPED)
    if swapped < LEAST_SWAPPED or swapped < MOSTLY_SWAPPED * len(run):
        return run
    return [(position, cell, _swapped(reading)) for position, cell, reading in run]


def _swapped(reading: MonthReading) -> MonthReading:
    guesses = tuple(replace(guess, doubt=guess.doubt / 2) for guess in reading.guesses if guess.how is How.SWAPPED)
    return replace(reading, guesses=guesses) if guesses else reading


def _of_a_report(line: int, run: list[Candidate]) -> Axis | None:
    """The months of a report beside which the same months of the year before stand (`Nov-22`, `Dec-22`, `Dec-21`)."""
    if not run or not all(reading.sure and reading.dated and not reading.rest for _, _, reading in run):
        return None
    slots = [
        Slot(position, cell, Month(guess.year or 0, guess.month), guess.how)
        for position, cell, reading in run
        for guess in reading.guesses[:1]
    ]
    latest = max(slot.month for slot in slots)
    kept = tuple(slot for slot in slots if latest.since(slot.month) < MONTHS_IN_YEAR)
    lone = tuple(slot for slot in slots if slot not in kept)
    months = {slot.month for slot in kept}
    if len(months) < len(kept) or not lone or any(slot.month.plus(MONTHS_IN_YEAR) not in months for slot in lone):
        return None
    return Axis(line, kept, lone=lone)


def _dearest(run: list[Candidate]) -> float:
    """What a step may cost on average: more where every heading names its month and year for itself."""
    months = {(reading.guesses[0].year, reading.guesses[0].month) for _, _, reading in run}
    certain = len(run) > 3 and len(months) == len(run) and all(reading.sure and reading.dated for _, _, reading in run)
    return DEAREST_CERTAIN_STEP if certain else DEAREST_STEP


def _known(lens: Lens, line: int, run: list[Candidate], anchors: Anchors, before: Axis | None) -> Sequence[Anchor]:
    """What gives a run its year: the run before it, where no heading of its own makes it another measure; titles."""
    known = anchors(line, run[0][0], run[-1][0])
    apart = before and (_has_heading(lens, line, run) or _named_anew(lens, line, before.last, run[0][0]))
    if before and not apart and run[0][2].rest == before.slots[0].rest:
        return (Anchor(_following(before), "the months before it"), *known)
    return known


def _without_misreadings(
    run: list[Candidate], resolved: Run, years: list[Span | None], year_starts_in: int
) -> tuple[list[Candidate], Run]:
    """A run without the words that only look like misspelt months: those that do not follow their neighbours."""
    kept = []
    for index, (_candidate, how) in enumerate(zip(run, resolved.hows, strict=True)):
        if how is not How.MISSPELT or _follows(resolved, index):
            kept.append(index)
    if len(kept) == len(run):
        return run, resolved
    left = [run[index] for index in kept]
    if not left:
        return [], resolved
    return left, resolve([reading for _, _, reading in left], [years[index] for index in kept], (), year_starts_in)


def _follows(resolved: Run, index: int) -> bool:
    """Whether a misspelt heading is the month its neighbours leave open."""
    months = resolved.months
    month = months[index]
    near = [
        (other, index - place)
        for place in (index - 1, index + 1)
        if 0 <= place < len(months) and (other := months[place])
    ]
    if month is None:  # no years yet: the cost has been counted, one slip among sure months passes
        sure = sum(1 for how in resolved.hows if how is not How.MISSPELT)
        return sure >= 2 and resolved.cost < 1.6
    return any(month.since(other) == step * resolved.direction for other, step in near)


def _named_anew(lens: Lens, line: int, after: int, before: int) -> bool:
    """Whether another table starts between two runs of months: below this one, or beside it with a heading over its
    own names."""
    if lens.turned:
        return names_start(lens, line, after + 1, before - 1) is not None
    between = lens.within(line, after + 1, before - 1)
    return any(role_of(text_of(cell)) is Role.INDICATOR for _, cell in between)


def _has_heading(lens: Lens, line: int, run: list[Candidate]) -> bool:
    """Whether a heading of its own stands above a run (then it is another measure of the same months)."""
    return any(lens.text(line - 1, position) for position, _, _ in run)


def _following(before: Axis) -> Span:
    month = max(slot.month for slot in before.slots).plus(12)
    return Span(month.year, month.year, month.month)


def _with_lone(axis: Axis) -> Axis:
    """Months at a run's ends that are far from it in time are apart: the same month last year, a baseline."""
    slots = list(axis.slots)
    lone: list[Slot] = []
    while len(slots) > 3 and _apart(slots[-1], slots[-2], slots[-3], axis.direction):
        lone.append(slots.pop())
    while len(slots) > 3 and _apart(slots[0], slots[1], slots[2], -axis.direction):
        first = slots.pop(0)
        if slots[0].position - first.position <= NEAR:
            lone.append(first)
    counts = Counter(slot.month for slot in slots)
    once = sum(1 for count in counts.values() if count == 1)
    if once >= 2 and once > len(counts) / 2:  # a month named twice among months named once: a column of its own
        for slot in reversed(slots[1:]):
            if counts[slot.month] > 1:
                counts[slot.month] -= 1
                lone.append(slot)
                slots.remove(slot)
    return replace(axis, slots=tuple(slots), lone=tuple(lone))


def _apart(end: Slot, neighbour: Slot, further: Slot, direction: int) -> bool:
    gap = end.month.since(neighbour.month) * direction
    usual = neighbour.month.since(further.month) * direction
    return usual in (0, 1) and (gap >= FAR or gap < 0)
