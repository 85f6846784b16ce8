"""Targets on a sheet or in a table of their own: they go to the indicators of their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model import Indicator, Observation, Target
from ..targets import read_target_text
from ..words import normal
from .drafts import Draft

_OF_TARGETS = re.compile(
    r"(?i)((monthly|annual|agreed|kpi|profiled|performance|indicator) )?"
    r"(targets?|trajector(y|ies)|targets? profiles?)( by month| trajector(y|ies))?[\s\d/–-]*"
)


def with_targets_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """Sections where those of targets have gone to the indicators of one name that have none; the others stay."""
    others = [draft for draft in drafts if not _is_of_targets(draft)]
    for draft in drafts:
        if _is_of_targets(draft):
            draft.indicators = [each for each in draft.indicators if not _given(each, others)]
    return [draft for draft in drafts if draft.says_something]


def _is_of_targets(draft: Draft) -> bool:
    return bool(_OF_TARGETS.fullmatch(draft.title))


def _given(goals: Indicator, drafts: Sequence[Draft]) -> bool:
    """Gives a row of targets to its indicator, and says whether it has one."""
    found = [(draft, index) for draft in drafts for index, each in enumerate(draft.indicators) if _is_of(goals, each)]
    for draft, index in found:
        draft.indicators[index] = _with(draft.indicators[index], goals)
    return bool(found)


def _is_of(goals: Indicator, row: Indicator) -> bool:
    without = row.target is None or row.target.value is None
    return without and not row.monthly_targets and normal(row.name) == normal(goals.name) and row.team == goals.team


def _with(row: Indicator, goals: Indicator) -> Indicator:
    targets = tuple(_target(each) for each in goals.observations if each.typed.strip())
    reported = [each.month for each in row.observations if each.value is not None or each.numerator is not None]
    latest = [each for each in targets if each.month and each.month <= max(reported, default=each.month)]
    return replace(row, monthly_targets=targets, target=latest[-1] if latest else row.target)


def _target(goal: Observation) -> Target:
    """A month's figure in a table of targets, with the sign that its text carries."""
    aim = read_target_text(goal.typed)
    return Target(
        place=goal.place,
        typed=goal.typed,
        value=goal.value,
        comparison=aim.comparison,
        signed=aim.signed,
        status=goal.status,
        kind=goal.kind,
        decimals=goal.decimals,
        month=goal.month,
    )
