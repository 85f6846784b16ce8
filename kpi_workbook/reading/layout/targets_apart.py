"""Targets on a sheet or in a table of their own: they go to the indicators of their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model import Indicator, Observation, Remark, RemarkKind, Target
from ..targets import read_target_text
from ..words import normal
from .asides import latest_target
from .drafts import Draft

_OF_TARGETS = re.compile(
    r"(?i)((monthly|annual|agreed|kpi|profiled|performance|indicator) )?"
    r"(targets?|trajector(y|ies)|targets? profiles?)( by month| trajector(y|ies))?[\s\d/–-]*"
)


def with_targets_apart(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Remark]]:
    """Sections where those of targets have gone to the indicators of their names, and what found none.

    A section of which no row finds its indicator is one of figures like any other.
    """
    others = [draft for draft in drafts if not _is_of_targets(draft)]
    remarks: list[Remark] = []
    for draft in drafts:
        left = [each for each in draft.indicators if not _given(each, others)] if _is_of_targets(draft) else []
        if _is_of_targets(draft) and len(left) < len(draft.indicators):
            remarks += map(_not_given, left)
            draft.indicators = []
    return [draft for draft in drafts if draft.says_something], remarks


def _not_given(goals: Indicator) -> Remark:
    return Remark(
        kind=RemarkKind.LEFT_OUT,
        place=goals.place,
        words=f"The targets of '{goals.name}' were not read: no indicator has this name.",
        found=goals.name,
        expected="an indicator's name",
    )


def _is_of_targets(draft: Draft) -> bool:
    return bool(_OF_TARGETS.fullmatch(draft.title))


def _given(goals: Indicator, drafts: Sequence[Draft]) -> bool:
    """Gives a row of targets to its indicator, and says whether it has one."""
    found = [(draft, index) for draft in drafts for index, each in enumerate(draft.indicators) if _is_of(goals, each)]
    for draft, index in found:
        draft.indicators[index] = _with(draft.indicators[index], goals)
    return bool(found)


def _is_of(goals: Indicator, row: Indicator) -> bool:
    return normal(row.name) == normal(goals.name) and row.team == goals.team


def _with(row: Indicator, goals: Indicator) -> Indicator:
    """A row with its targets by month; a target of its own stays the one in force."""
    targets = row.monthly_targets or tuple(_target(each) for each in goals.observations if each.typed.strip())
    own = row.target if row.target is not None and row.target.value is not None else None
    return replace(row, monthly_targets=targets, target=own or latest_target(targets, row.observations) or row.target)


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
