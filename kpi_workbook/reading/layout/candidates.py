"""Which cells of a line may head months, names and dates or what is one only in company of its like, and their runs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...model import Kind
from ..grid import Cell
from ..months import LONGEST_HEADING, How, MonthReading, read_month, read_month_text
from ..years import Span, end_of_rolling_year
from .lens import text_of

LEAST_INITIALS = 6  # in a row before single letters (J F M A M J) can be months
LEAST_LETTERS = 4  # different ones among them: `n`, `d` over and over are counts
MOST_BEFORE = 6  # cells of a line of headings before one of a month
LEAST_ROLLING = 2  # in a row before `12 months to Apr-22` can be months
IN_WORDS = ("month", "period")  # before a number that can be nothing else than a month's
LEAST_NUMBERED = 3  # in a row before M1, M2, M3 can be months
LEAST_WITH_A_SLIP = 6  # in a row before one of them may be named twice, or two stand in each other's place
MOST_OUT_OF_PLACE = 2

Candidate = tuple[int, Cell, MonthReading]


def month_cells(cells: Sequence[tuple[int, Cell]], turned: bool) -> list[Candidate]:
    """The cells of a line that may name a month; bare numbers count only where all the numbers beside them do."""
    read = [(position, cell, reading) for position, cell in cells if (reading := read_month(cell))]
    found = _without_dates_of_titles(read) or _years_to_months(cells)
    numbers = [each for each in found if each[1].kind is Kind.NUMBER]
    if numbers:
        first, last = numbers[0][0], numbers[-1][0]
        beside = sum(1 for position, cell in cells if cell.kind is Kind.NUMBER and first <= position <= last)
        if len(numbers) < 3 or len(numbers) < 0.8 * beside:
            found = [each for each in found if each[1].kind is not Kind.NUMBER]
    if any(reading.sure for _, _, reading in found):
        return [each for each in found if _how(each) not in (How.INITIAL, How.NUMBERED)]
    return _initials(found) or _numbered(found, turned)


def _years_to_months(cells: Sequence[tuple[int, Cell]]) -> list[Candidate]:
    """Headings that are all of twelve months to a month: a rolling figure a month; the first stands near the left."""
    if not any(cell.kind is Kind.TEXT and end_of_rolling_year(text_of(cell)) for _, cell in cells[:MOST_BEFORE]):
        return []
    found = [(position, cell, reading) for position, cell in cells if (reading := _twelve_months_to(text_of(cell)))]
    return found if len(found) >= LEAST_ROLLING else []


def _twelve_months_to(text: str) -> MonthReading | None:
    return read_month_text(end_of_rolling_year(text)) if len(text) <= LONGEST_HEADING else None


def _without_dates_of_titles(found: list[Candidate]) -> list[Candidate]:
    """Without an `As at 31/12/2022` that stands alone and so says of what day a table is."""
    days = [each for each in found if text_of(each[1]).lower().startswith("as at")]
    return [each for each in found if each not in days] if len(days) == 1 else found


def _how(candidate: Candidate) -> How:
    return candidate[2].guesses[0].how


def _initials(found: Sequence[Candidate]) -> list[Candidate]:
    """Single letters, where there are enough of them and they differ."""
    initials = [each for each in found if _how(each) is How.INITIAL]
    letters = {text_of(cell).lower() for _, cell, _ in initials}
    return initials if len(initials) >= LEAST_INITIALS and len(letters) >= LEAST_LETTERS else []


def _numbered(found: Sequence[Candidate], turned: bool) -> list[Candidate]:
    """Months that are counted off from the first. Down the side `P1`, `P2` are rather the rows' references: there only
    `Period 1` and `Month 1` count."""
    numbered = [each for each in found if _how(each) is How.NUMBERED]
    if turned:
        numbered = [each for each in numbered if text_of(each[1]).lower().startswith(IN_WORDS)]
    counts = [reading.guesses[0].month for _, _, reading in numbered]
    in_order = len(counts) >= LEAST_NUMBERED and all(after == before + 1 for before, after in pairwise(counts))
    out_of_place = sum(1 for place, count in enumerate(counts, 1) if count != place)
    a_slip = len(counts) >= LEAST_WITH_A_SLIP and out_of_place <= MOST_OUT_OF_PLACE
    return numbered if counts[:1] == [1] and (in_order or a_slip) else []


def runs_of(
    candidates: Sequence[Candidate], hints: dict[int, Span | None], names: Sequence[int]
) -> list[list[Candidate]]:
    """Headings split where a month returns: tables side by side, or several measures of the same months.

    `names`: the positions headed as indicators' names, between which nothing runs on.
    """
    runs: list[list[Candidate]] = []
    seen: set[tuple[object, ...]] = set()
    last: tuple[object, ...] | None = None
    for candidate in candidates:
        position, _, reading = candidate
        guess, hint = reading.guesses[0], hints.get(position)
        key = (guess.year if guess.year is not None else hint, guess.month, reading.day)
        apart = bool(runs) and any(runs[-1][-1][0] < name < position for name in names)
        if not runs or apart or (reading.sure and key in seen and key != last):
            runs.append([])
            seen = set()
        runs[-1].append(candidate)
        if reading.sure:
            seen.add(key)
            last = key
    return [each for run in _rejoined(runs) for each in _years_apart(run)]


def _rejoined(runs: list[list[Candidate]]) -> list[list[Candidate]]:
    """Runs where a month that stands first and returns alone at the end (the current month) is set apart there."""
    whole: list[list[Candidate]] = []
    for run in runs:
        before = whole[-1] if whole else []
        if len(run) == 1 and len(before) > 3 and _same_heading(run[0], before[0]):
            whole[-1:] = [before[:1], [*before[1:], *run]]
        else:
            whole.append(run)
    return whole


def _same_heading(one: Candidate, other: Candidate) -> bool:
    return one[2].guesses[0] == other[2].guesses[0] and one[2].day == other[2].day


def _years_apart(run: list[Candidate]) -> list[list[Candidate]]:
    """A run a year where the years' months stand in turns (`Apr-21`, `Apr-22`, `May-21`, `May-22`), else the run."""
    guesses = [reading.guesses[0] for _, _, reading in run]
    width = next((index for index, guess in enumerate(guesses) if guess.month != guesses[0].month), 0)
    groups = [guesses[start : start + width] for start in range(0, len(guesses), width or 1)]
    years = [guess.year for guess in groups[0]]
    in_turns = (
        width > 1
        and len(groups) > 1
        and len(set(years)) == width
        and all(reading.sure and reading.dated for _, _, reading in run)
        and all(len({guess.month for guess in group}) == 1 and len(group) == width for group in groups)
    )
    return [run[start::width] for start in range(width)] if in_turns else [run]
