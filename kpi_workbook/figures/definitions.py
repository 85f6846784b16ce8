"""What each indicator is: its unit, measure type, polarity and what its target is for, each with where that comes from.

In order: the organisation's settings, the catalogue, the words of name and target, arithmetic, else unknown. What the
workbook itself states of a row (a polarity column, a unit column) is a local choice and stands before the catalogue.
One name has one definition, in whichever section it stands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from ..catalogue import load
from ..model import Basis, Comparison, Indicator, KpiWorkbook, MeasureType, Polarity, Target, Unit
from ..settings import IndicatorSettings, Settings
from .evidence import NO_ENTRY, Evidence, explicit, gather, identity, match_of
from .measure_type import first_fall, from_words
from .proofs import Series, running_totals, values
from .results import Definition
from .rounding import is_usable
from .targets import comparison, is_years
from .team_labels import titled
from .traits import polarity_from_words
from .year_to_date import accumulates

_COUNTED = (Unit.COUNT, Unit.MONEY)


class Known(NamedTuple):
    """An indicator's definition, the entry of settings or catalogue it came from (an empty one for none), what its
    target is for, whether the entry is the organisation's own, and the series that arithmetic proved it to run up."""

    definition: Definition
    entry: IndicatorSettings
    basis: Basis = Basis.MONTH
    own: bool = False
    runs_up: Series | None = None


def define(book: KpiWorkbook, settings: Settings) -> KpiWorkbook:
    """The workbook with each indicator's unit, measure type and polarity, and each target's side and basis, filled in.

    Defining twice changes nothing. Raises nothing for what a workbook may hold.
    """
    known = iter(definitions(book, settings))
    sections = tuple(
        replace(section, indicators=tuple(_defined(row, next(known)) for row in section.indicators))
        for section in book.sections
    )
    return replace(book, sections=sections)


def definitions(book: KpiWorkbook, settings: Settings) -> tuple[Known, ...]:
    """What each indicator is, in the order of the workbook's own."""
    catalogue = load(settings)
    grouped: dict[tuple[object, ...], list[int]] = defaultdict(list)
    rows = titled(book).indicators
    matches = [match_of(catalogue, row) for row in rows]
    for position, (row, match) in enumerate(zip(rows, matches, strict=True)):
        grouped[identity(row, match)].append(position)
    proofs = running_totals(book)
    known: list[Known | None] = [None] * len(rows)
    for positions in grouped.values():
        evidence = gather([rows[each] for each in positions], matches[positions[0]], proofs)
        shared = _definition(evidence, book.year_starts_in)
        for position in positions:
            basis, source = _basis(rows[position], evidence, shared)
            own = replace(shared, target_basis_source=source)
            runs_up = evidence.proof.series if evidence.proof else None
            known[position] = Known(own, evidence.entry, basis, evidence.own, runs_up)
    return tuple(each for each in known if each is not None)


def _definition(evidence: Evidence, first_month: int) -> Definition:
    entry = evidence.entry
    kind, kind_source = _measure_type(evidence, first_month)
    polarity, polarity_source = _polarity(evidence)
    return Definition(
        unit=evidence.unit,
        unit_source=evidence.unit_source,
        measure_type=kind,
        measure_type_source=kind_source,
        conflict=_conflict(evidence, kind, kind_source, first_month),
        polarity=polarity,
        polarity_source=polarity_source,
        comparable=evidence.unit not in _COUNTED if entry.comparable is None else entry.comparable,
        entry=entry.name or None,
        certain=evidence.match.certain if evidence.match else True,
        denominator=entry.denominator,
        population=entry.population,
        rate_of=entry.rate_of,
        rate_row=entry.rate_row,
        definition=entry.definition,
        target_set_by=entry.target_set_by,
    )


def _measure_type(evidence: Evidence, first_month: int) -> tuple[MeasureType, str]:
    """Settings, the workbook's own word, a name that says cumulative or rolling, catalogue, words, arithmetic."""
    entry, certain = evidence.entry, bool(evidence.match and evidence.match.certain)
    if evidence.own and entry.measure_type:
        return entry.measure_type, "settings"
    derived = _derived_measure_type(evidence, entry if certain else NO_ENTRY, first_month)
    stated = next((row.measure_type for row in evidence.rows if row.measure_type is not MeasureType.UNKNOWN), None)
    if stated is None or stated is derived[0]:
        return derived
    return stated, "stated in the workbook"


def _derived_measure_type(evidence: Evidence, entry: IndicatorSettings, first_month: int) -> tuple[MeasureType, str]:
    said = explicit(evidence.rows[0].name)
    if said:
        return said[0], f'words of the name ("{said[1]}")'
    if entry.measure_type:
        return entry.measure_type, evidence.source
    for row in evidence.rows:
        found = _of_words(row, evidence.unit, first_month)
        if found:
            return found
    if evidence.proof:
        return MeasureType.CUMULATIVE, f"arithmetic: {evidence.proof.words}"
    if any(_has_years_target(row) for row in evidence.rows) and evidence.unit in (Unit.COUNT, Unit.MONEY):
        return MeasureType.MONTHLY, "arithmetic: its target is of the order of the year's sum"
    return MeasureType.UNKNOWN, "not known"


def _of_words(row: Indicator, unit: Unit, first_month: int) -> tuple[MeasureType, str] | None:
    """What a row's target, name or group says. An accumulative target of a row that falls is for a flow's year."""
    said = from_words(row.target.typed) if row.target else None
    if said and "cumul" in said[1]:
        source = f'words of the target ("{said[1]}")'
        if unit is not Unit.PERCENTAGE and first_fall(values(row), first_month):
            return MeasureType.MONTHLY, f"{source}, while the months rise and fall"
        return MeasureType.CUMULATIVE, source
    for text, where in ((row.name, "name"), (row.group or "", "group")):
        said = from_words(text)
        if said:
            return said[0], f'words of the {where} ("{said[1]}")'
    return None


def _conflict(evidence: Evidence, kind: MeasureType, source: str, first_month: int) -> str | None:
    """Where arithmetic disproves what words, catalogue or settings said; None where they agree."""
    if kind not in (MeasureType.CUMULATIVE, MeasureType.UNKNOWN) and evidence.proof:
        return f"said to be {kind} ({source}), but {evidence.proof.words}, as a running total does"
    if kind is not MeasureType.CUMULATIVE or evidence.unit not in (Unit.COUNT, Unit.RATE):
        return None
    for row in evidence.rows:
        fall = first_fall(values(row), first_month)
        if fall:
            return f"said to be cumulative ({source}), but it falls from {fall[0].title} to {fall[1].title}"
    return None


def _polarity(evidence: Evidence) -> tuple[Polarity, str]:
    """Settings, the workbook's own polarity column, catalogue, the target's sign, words, an uncertain entry."""
    entry = evidence.entry
    if evidence.own and entry.polarity:
        return entry.polarity, f"settings{f': {entry.polarity_source}' if entry.polarity_source else ''} (local)"
    derived = _derived_polarity(evidence, entry)
    stated = next((row.polarity for row in evidence.rows if row.polarity is not Polarity.UNKNOWN), None)
    if stated is None or stated is derived[0]:
        return derived
    return stated, "stated in the workbook (local)"


def _derived_polarity(evidence: Evidence, entry: IndicatorSettings) -> tuple[Polarity, str]:
    if evidence.match and evidence.match.certain and entry.polarity:
        return entry.polarity, entry.polarity_source or evidence.source
    for row in evidence.rows:
        signed = _polarity_of_sign(row.target)
        if signed:
            return signed, f"the sign of its target ({row.target.typed if row.target else ''})"
    said = next((found for row in evidence.rows if (found := polarity_from_words(row.name))), None)
    if said:
        return said[0], f'words of the name ("{said[1]}")'
    if entry.polarity:
        return entry.polarity, evidence.source
    return Polarity.UNKNOWN, "not known"


def _polarity_of_sign(target: Target | None) -> Polarity | None:
    if target is None or not target.signed or target.comparison is None:
        return None
    return {
        Comparison.AT_MOST: Polarity.LOW,
        Comparison.BELOW: Polarity.LOW,
        Comparison.AT_LEAST: Polarity.HIGH,
        Comparison.ABOVE: Polarity.HIGH,
    }.get(target.comparison)


def _basis(row: Indicator, evidence: Evidence, shared: Definition) -> tuple[Basis, str]:
    """What a row's target is for: settings, its words, the running total it is set against, catalogue, arithmetic."""
    entry = evidence.entry
    if evidence.own and entry.target_basis:
        return entry.target_basis, "settings"
    derived = _derived_basis(row, evidence, shared)
    stated = row.target.basis if row.target else None
    if stated is None or stated is derived[0]:
        return derived
    return stated, f"words of the target ({row.target.typed if row.target else ''})"


def _derived_basis(row: Indicator, evidence: Evidence, shared: Definition) -> tuple[Basis, str]:
    if shared.measure_type is MeasureType.CUMULATIVE:
        return Basis.YEAR, "the row is a running total"
    if evidence.entry.target_basis and shared.certain:
        return evidence.entry.target_basis, evidence.source
    if accumulates(shared.unit, shared.measure_type) and _has_years_target(row):
        return Basis.YEAR, "arithmetic: of the order of the year's sum and over three times every month's figure"
    return Basis.MONTH, "no word says otherwise"


def _has_years_target(row: Indicator) -> bool:
    if row.target is None or not is_usable(row.target.value):
        return False
    return is_years(float(row.target.value), [float(value) for _, value in values(row)])


def _defined(row: Indicator, known: Known) -> Indicator:
    definition = known.definition
    return replace(
        row,
        unit=definition.unit,
        measure_type=definition.measure_type,
        polarity=definition.polarity,
        target=None if row.target is None else _with_side(row.target, known),
        monthly_targets=tuple(_with_side(each, known) for each in row.monthly_targets),
    )


def _with_side(target: Target, known: Known) -> Target:
    """A target with the side that meets it and its basis; one without a number keeps what it has."""
    if target.value is None:
        return target
    side = target.comparison
    if known.own and known.entry.target_comparison:
        side = known.entry.target_comparison
    elif not target.signed:
        derived = comparison(target, known.definition.unit, known.definition.polarity)
        side = known.entry.target_comparison or derived or target.comparison
    return replace(target, comparison=side, basis=target.basis if target.month else known.basis)
