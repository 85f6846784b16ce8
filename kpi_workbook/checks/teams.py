"""A workbook broken down by team: whether the teams' figures come to the whole's."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures.rounding import percent, plain
from ..figures.team_labels import labelled, named_by_rows
from ..figures.team_totals import Pair, Part, TeamTotal, team_totals
from ..figures.teams import Measure, divide
from ..model import Indicator, Month, Place, Severity
from .evidence.ledger import cells_of
from .rule import Case, Hit, rule

TYPED = ("S1", "V201", "V202", "V203", "V204", "V205", "V206", "V207")
"""Where these have found fault with a cell, a sum that misses its figure tells nothing new."""
SAME_AS_MEAN = 0.006
"""A share as near as this to the mean of the teams' shares was very likely reckoned as one: half a point, rounded."""
MOST_NAMED = 4
NOUNS = {Part.FIGURE: "", Part.NUMERATOR: " (numerator)", Part.DENOMINATOR: " (denominator)", Part.SHARE: ""}


@rule("A320", "teams-not-the-whole", Severity.ERROR, yields_to=(*TYPED, "A301", "A302", "A303", "A304", "A308"))
def teams_not_the_whole(case: Case) -> Iterator[Hit]:
    """The teams' figures do not come to the whole's.

    Counts and amounts add up over teams; a percentage is the sum of the teams' numerators over the sum of their
    denominators, never the mean of their percentages; rates and averages are not added at all. Where the two agree in
    most months, one in which they do not is a slip. Where they never do, some children may be counted by two teams or
    belong to none, which is worth knowing but no error. To put right: correct the team's or the whole's figure, or say
    in a note who is counted twice or left out.
    """
    division = None if named_by_rows(case.book) else divide(labelled(case.book))
    if division is None:
        return
    rows = division.book.indicators
    for measure in division.measures:
        told: set[Month] = set()
        for each in team_totals(rows, measure):
            odd = [month for month in each.differing if month not in told]
            if each.usually_agrees:
                yield from (_odd_month(rows, measure, each, month) for month in odd)
            elif odd:
                yield _never(rows, measure, each)
            told.update(odd)


def _odd_month(rows: tuple[Indicator, ...], measure: Measure, found: TeamTotal, month: Month) -> Hit:
    """A month in which the teams do not come to the whole, though they do in most."""
    pair = found.months[month]
    whole, together = _said(pair, found.part)
    teams = f"the {len(measure.parts)} teams ({_places(rows, measure, month)})"
    message = f"says {whole}{NOUNS[found.part]}, but {teams} come to {together}{_mean(pair)}"
    return _hit(rows, measure, month, message, (whole, together))


def _never(rows: tuple[Indicator, ...], measure: Measure, found: TeamTotal) -> Hit:
    """The latest of the months in which the two differ, where they mostly do."""
    month = found.differing[-1]
    pair = found.months[month]
    whole, together = _said(pair, found.part)
    often = f"in {len(found.differing)} of {len(found.months)} months the two differ"
    if found.part is Part.SHARE:
        is_mean = all(_is_mean(found.months[each]) for each in found.differing)
        message = f"says {whole}, but the teams' counts together give {together}{_mean(pair)}; {often}"
        return _hit(rows, measure, month, message, (whole, together), Severity.ERROR if is_mean else Severity.WARNING)
    asked = "is anybody counted by two teams?" if pair.together > pair.whole else "is anybody left out?"
    message = f"says {whole}{NOUNS[found.part]}, but the teams come to {together}; {often}: {asked}"
    return _hit(rows, measure, month, message, (whole, together), Severity.INFO)


def _hit(
    rows: tuple[Indicator, ...], measure: Measure, month: Month, message: str, said: tuple[str, str],
    severity: Severity | None = None,
) -> Hit:  # fmt: skip
    row = rows[measure.first]
    others = tuple(place for at in measure.parts.values() for place in _cells(rows[at], month))
    place, *beside = _cells(row, month)
    return Hit(
        place=place, message=message, others=(*beside, *others), indicator=row, month=month, found=said[0],
        expected=said[1], severity=severity,
    )  # fmt: skip


def _places(rows: tuple[Indicator, ...], measure: Measure, month: Month) -> str:
    """The cells of the teams' figures, the first and the last where they are many."""
    found = [str(cells[0]) for at in measure.parts.values() if (cells := _cells(rows[at], month))]
    return ", ".join(found) if len(found) <= MOST_NAMED else f"{found[0]} to {found[-1]}"


def _cells(row: Indicator, month: Month) -> tuple[Place, ...]:
    seen = row.at(month)
    return cells_of(seen) if seen is not None else ()


def _said(pair: Pair, part: Part) -> tuple[str, str]:
    """The whole's number and the teams', as a sentence gives them."""
    if part is Part.SHARE:
        return percent(pair.whole), percent(pair.together, 1)
    digits = 0 if all(float(each).is_integer() for each in pair[:2]) else 2
    return plain(pair.whole, digits), plain(pair.together, digits)


def _is_mean(pair: Pair) -> bool:
    return pair.mean is not None and abs(float(pair.whole) - pair.mean) < SAME_AS_MEAN


def _mean(pair: Pair) -> str:
    """What a share was mistakenly reckoned as, where it is that."""
    return "; the figure typed is the mean of the teams' percentages" if _is_mean(pair) else ""


RULES = (teams_not_the_whole,)
