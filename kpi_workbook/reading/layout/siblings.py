"""The lines of one indicator, and lines beneath it under names of their own: its earlier years, its target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...model import Role
from ..words import normal
from .block import Label

LARGEST_SET = 8  # rows under one name
NEAREST_LINES = 3  # a line of an earlier year without a name stands at most this far below its indicator
_TARGET_OF = re.compile(
    r"(?i)(monthly |annual )?targets?( for|:| -| –)? (?P<first>\S.*)"
    r"|(?P<last>.*\S)( -| –|:)? \(?(monthly |annual )?targets?\)?"
)


@dataclass(slots=True)
class Bundle:
    """One indicator's lines. `lines`: the value's own, and those of its counts, target and the rest.

    `earlier`: the lines of its earlier years by how many years back; `base`: its names without a year's.
    """

    name: str
    label: Label | None
    lines: dict[Role, int] = field(default_factory=dict)
    group: str | None = None
    section: Label | None = None
    team: str | None = None
    unit: str = ""
    parts_alone: bool = False
    part_name: str = ""
    base: tuple[str, ...] = ()
    years_back: int | None = None
    earlier: dict[int, int] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """The line that stands for the indicator: its value's, else its numerator's, else the first."""
        for role in (Role.VALUE, Role.NUMERATOR):
            if role in self.lines:
                return self.lines[role]
        return min(self.lines.values())


def with_siblings(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Bundles where lines of earlier years and targets under names of their own have gone to their indicators."""
    return _with_named_targets(_with_earlier_years(bundles))


def _with_earlier_years(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Bundles where lines of earlier years have gone to the one of their name whose own year the headings name."""
    kept: list[Bundle] = []
    for index, bundle in enumerate(bundles):
        around = bundles[max(0, index - LARGEST_SET) : index + LARGEST_SET]
        own = next((each for each in around if _is_own_year_of(each, bundle)), None) if bundle.years_back else None
        if own is None or bundle.years_back is None or bundle.years_back in own.earlier:
            kept.append(bundle)
            continue
        own.earlier[bundle.years_back] = bundle.line
        own.lines = {role: line for role, line in bundle.lines.items() if role is not Role.VALUE} | own.lines
        if own.years_back == 0:
            own.name, own.group = (" | ".join(own.base), own.group) if own.base else (own.group or own.name, None)
    return kept


def _is_own_year_of(bundle: Bundle, earlier: Bundle) -> bool:
    if bundle.years_back or (bundle.group, bundle.team) != (earlier.group, earlier.team):
        return False
    if earlier.base:
        return bundle.base == earlier.base
    if bundle.years_back == 0:
        return not bundle.base
    return 0 < earlier.line - bundle.line <= NEAREST_LINES and earlier.group is None


def _with_named_targets(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Bundles where `Visits target` has become the target of `Visits`."""
    kept: list[Bundle] = []
    for index, bundle in enumerate(bundles):
        around = bundles[max(0, index - LARGEST_SET) : index + LARGEST_SET]
        found = _TARGET_OF.fullmatch(bundle.name) if set(bundle.lines) == {Role.VALUE} else None
        name = normal(found["first"] or found["last"]) if found else None
        own = next((each for each in around if name and _is_named(each, name, bundle)), None)
        if own is None:
            kept.append(bundle)
        else:
            own.lines[Role.TARGET] = bundle.line
    return kept


def _is_named(bundle: Bundle, name: str, target: Bundle) -> bool:
    alike = normal(bundle.name) == name and (bundle.group, bundle.team) == (target.group, target.team)
    alike = alike and bundle.section == target.section
    return alike and Role.TARGET not in bundle.lines
