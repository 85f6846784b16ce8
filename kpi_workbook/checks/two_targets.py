"""Targets of one indicator that differ: in two sections, in a list, in a single month, or typed in two ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..figures.rounding import exact
from ..figures.year_to_date import accumulates
from ..model import Extra, Indicator, Month, Role, Severity, Status, Target
from .evidence.names import normal, same_name
from .rule import Case, Hit, rule
from .targets import YEAR_WORDS, with_targets

LEAST_MEANINGS = 2
LEAST_MONTHS = 4
_UNREADABLE = ("T401", "T403", "V202", "V204", "V205")
"""Rules whose finding already says that a target is not what was meant."""


@rule("T404", "one-indicator-two-targets", Severity.WARNING, yields_to=_UNREADABLE)
def one_indicator_two_targets(case: Case) -> Iterator[Hit]:
    """An indicator that stands in two sections, or in a list of targets too, has two targets.

    The same figures are then judged twice, differently. The finding stands at the odd one out, else at the later one,
    and names the other. To put right: agree on one target and type it everywhere.
    """
    for indicator, target, believed in _odd_targets(case):
        if _differ(target, believed):
            yield _odd_target("two targets", indicator, target, believed)
    for indicator, listed, target in _listed_otherwise(case):
        yield _odd_target("two targets", indicator, listed, target)


@rule("T411", "one-target-two-notations", Severity.WARNING, yields_to=_UNREADABLE)
def one_target_two_notations(case: Case) -> Iterator[Hit]:
    """An indicator that stands in two sections has its one target typed in two ways: 700 and 700 (accumulative).

    A reader cannot tell whether the two mean the same, and one of them may be judged by another clock. The finding
    stands at the odd one out, else at the one that says less. To put right: type the target the same way everywhere.
    """
    for indicator, target, believed in _odd_targets(case):
        if not _differ(target, believed):
            yield _odd_target("one target in two notations", indicator, target, believed)


@rule("T413", "target-of-one-month", Severity.WARNING, yields_to=(*_UNREADABLE, "T404"))
def target_of_one_month(case: Case) -> Iterator[Hit]:
    """One month's target is another than that of all months before and after it.

    That month is judged by a target nobody set. A target that changes and stays is none of this, nor is one that moves
    through the year. To put right: type the target of the other months, or say in a note why this month has its own.
    """
    for indicator in case.book.indicators:
        targets = [each for each in indicator.monthly_targets if each.month and each.value is not None]
        targets.sort(key=lambda each: each.month or Month(0, 1))
        others = Counter(each.value for each in targets)
        for before, odd, after in zip(targets, targets[1:], targets[2:], strict=False):
            alone = others[odd.value] == 1 and len(others) == LEAST_MEANINGS and len(targets) >= LEAST_MONTHS
            if alone and before.value == after.value:
                yield Hit(
                    place=odd.place,
                    message=f"{odd.typed.strip()} in this month alone; {before.typed.strip()} in all others",
                    others=(before.place,),
                    indicator=indicator,
                    month=odd.month,
                    found=odd.typed,
                    expected=before.typed,
                )


def _odd_targets(case: Case) -> Iterator[tuple[Indicator, Target, Target]]:
    """Targets of indicators in several sections that are not typed as the believed one, each with that one."""
    copies: dict[object, list[tuple[Indicator, Target]]] = defaultdict(list)
    for indicator, _, target in with_targets(case):
        copies[same_name(indicator), indicator.group and normal(indicator.group)].append((indicator, target))
    for rows in copies.values():
        if len({_meaning(target) for _, target in rows}) > 1:
            believed = _believed(case, rows)
            odd = (row for row in rows if _meaning(row[1]) != _meaning(believed))
            yield from ((indicator, target, believed) for indicator, target in odd)


def _listed_otherwise(case: Case) -> Iterator[tuple[Indicator, Extra, Target]]:
    """Targets in lists on other sheets that are not the number beside the figures, each with that one. Of what adds up,
    either may be a month's and the other the year's; a target that changes with the months has no one number."""
    for indicator, result, target in with_targets(case):
        definition = result.definition
        changes = len({each.value for each in indicator.monthly_targets}) > 1
        if target.value is None or changes or accumulates(definition.unit, definition.measure_type):
            continue
        for extra in indicator.extras:
            listed = extra.role is Role.TARGET and extra.place.sheet != target.place.sheet
            if listed and extra.value is not None and exact(extra.value) != exact(target.value):
                yield indicator, extra, target


def _differ(target: Target, believed: Target) -> bool:
    """Whether two targets are two numbers."""
    return target.value is not None and believed.value is not None and exact(target.value) != exact(believed.value)


def _odd_target(kind: str, indicator: Indicator, target: Target | Extra, believed: Target) -> Hit:
    """What is said of a target that is not typed as the believed one."""
    found, other = target.typed.strip() or "blank", believed.typed.strip() or "blank"
    return Hit(
        place=target.place,
        message=f"{kind}: {found} here, {other} for the same indicator in {believed.place}",
        others=(believed.place,),
        indicator=indicator,
        found=target.typed,
        expected=believed.typed,
    )


def _meaning(target: Target) -> tuple[object, ...]:
    """What two targets must share to be one."""
    if target.value is None:
        return (target.status,)
    sign = target.comparison if target.signed else None
    return (exact(target.value), target.upper, sign, bool(YEAR_WORDS.search(target.typed)))


def _believed(case: Case, rows: Sequence[tuple[Indicator, Target]]) -> Target:
    """The target most copies have; of as many, last month's, the one with a reason or words, the first."""
    meanings = [_meaning(target) for _, target in rows]
    before = _previous_meanings(case, rows[0][0])

    def trust(position: int) -> tuple[int, bool, bool, bool, int]:
        target = rows[position][1]
        worded = bool(YEAR_WORDS.search(target.typed))
        said = target.status is not Status.BLANK
        return meanings.count(meanings[position]), meanings[position] in before, said, worded, -position

    return rows[max(range(len(rows)), key=trust)][1]


def _previous_meanings(case: Case, indicator: Indicator) -> set[tuple[object, ...]]:
    """What the copies of an indicator had as their target in the last issue, where they agreed."""
    before = case.previous.indicators if case.previous else ()
    same = {_meaning(each.target) for each in before if each.target and same_name(each) == same_name(indicator)}
    return same if len(same) == 1 else set()


RULES = (one_indicator_two_targets, one_target_two_notations, target_of_one_month)
