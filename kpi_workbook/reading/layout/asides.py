"""What stands beside an indicator's months: its target, its comparators, and everything else that is kept."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Area, Basis, Comparator, Extra, Month, Observation, Role, Target
from ..targets import Aim, read_target_text
from ..values import Figure, read_figure
from ..words import normal
from .column import Column
from .observations import Site
from .scale import Scale, over_scale, scaled, scaled_beside

FIGURE_ROLES = (Role.YEAR_TO_DATE, Role.QUARTER, Role.TOTAL, Role.AVERAGE, Role.CURRENT_MONTH, Role.TARGET,
                Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE, Role.IGNORED, Role.STRAY)  # fmt: skip
WORD_ROLES = (Role.STATUS, Role.DIRECTION, Role.OWNER, Role.REFERENCE, Role.NARRATIVE)
_NOT_IN_FORCE = ("stretch", "tolerance", "lower", "upper", "threshold", "amber", "red", "next", "previous", "last")


def target_column(columns: Sequence[Column], latest: Month) -> Column | None:
    """The column of the target in force: of several, that of the latest month's year or the plainest heading."""
    targets = [column for column in columns if column.role is Role.TARGET]
    return min(targets, key=lambda column: _rank(column, latest), default=None)


def is_in_force(column: Column, latest: Month) -> bool:
    """Whether a target's heading says that it is the latest month's year's, or says no more than that it is one."""
    return _rank(column, latest)[0] == 0


def _rank(column: Column, latest: Month) -> tuple[int, int]:
    words = normal(column.heading)
    start = latest.year_start().year
    current = any(year in column.heading for year in (f"{start}", f"{start % 100}/", f"{start % 100}-"))
    plain = words in ("target", "targets", "current target", "target value")
    doubtful = any(word in words for word in _NOT_IN_FORCE)
    return (2 if doubtful else 0 if plain or current else 1, column.position)


def target_of(aim: Aim, site: Site, scale: Scale, heading: str = "", month: Month | None = None) -> Target:
    """A target on its row's scale; its heading may say what it is set for (`Annual target`)."""
    (figure,) = scaled_beside([aim.figure], scale)
    basis = aim.basis or (_basis_of(heading) if heading and figure.value is not None else None)
    return Target(
        place=site.place,
        typed=site.typed,
        value=figure.value,
        upper=over_scale(aim.upper, aim.figure, scale),
        comparison=aim.comparison,
        signed=aim.signed,
        basis=basis,
        status=figure.status,
        kind=figure.kind,
        decimals=figure.decimals,
        month=month,
    )


def _basis_of(heading: str) -> Basis | None:
    return read_target_text(f"1 {heading}").basis


def latest_target(monthly: Sequence[Target], observations: Sequence[Observation]) -> Target | None:
    """Of targets given by month, that of the latest month with a figure."""
    reported = [each.month for each in observations if each.value is not None or each.numerator is not None]
    latest = max(reported, default=None)
    given = [target for target in monthly if target.month and (latest is None or target.month <= latest)]
    return max(given, key=lambda target: target.month or Month(0, 1), default=None)


def comparators_of(columns: Sequence[Column], sites: Sequence[Site], scale: Scale) -> tuple[Comparator, ...]:
    """Comparators on their row's scale, in the order of their columns."""
    figures = scaled_beside([read_figure(site.cell) for site in sites], scale)
    return tuple(
        _comparator(column, site, figure) for column, site, figure in zip(columns, sites, figures, strict=True)
    )


def _comparator(column: Column, site: Site, figure: Figure) -> Comparator:
    return Comparator(
        name=column.heading,
        area=column.area or Area.OTHER,
        place=site.place,
        typed=site.typed,
        heading=column.place,
        year=column.year,
        value=figure.value,
        status=figure.status,
        kind=figure.kind,
        decimals=figure.decimals,
    )


def extra_of(role: Role, name: str, site: Site, scale: Scale, months: tuple[Month, ...] = ()) -> Extra | None:
    """Anything else that is typed beside the months; None where nothing is."""
    if site.cell is None or not site.typed.strip():
        return None
    if role in WORD_ROLES:
        return Extra(role=role, name=name, place=site.place, typed=site.typed, kind=site.cell.kind, months=months)
    figure = scaled(read_figure(site.cell), scale)
    return Extra(
        role=role,
        name=name,
        place=site.place,
        typed=site.typed,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        status=figure.status,
        kind=figure.kind,
        decimals=figure.decimals,
        months=months,
    )
