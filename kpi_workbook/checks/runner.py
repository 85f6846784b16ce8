"""Runs rules over a case: leaves out what the settings silence and what another finding already tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..errors import InvalidSettings
from ..model import Finding, NotRun, Place, Severity
from ..settings import Silence
from .rule import Case, Hit, Rule


def run(rules: Iterable[Rule], case: Case) -> tuple[tuple[Finding, ...], tuple[NotRun, ...]]:
    """All findings in sheet order, then row, then column; and what was not run or silenced, each with its reason.

    A rule that fails is a slip of ours and stops the run: it never passes for a rule that found nothing. Raises
    InvalidSettings where a silence names no rule.
    """
    rules = tuple(rules)
    _refuse_unknown(case.settings.silences, rules)
    hits: list[tuple[Rule, Hit]] = []
    not_run: list[NotRun] = []
    for each in rules:
        why = _why_not(each, case)
        if why:
            not_run.append(NotRun(rule=each.id, why=why))
            continue
        heard, silenced = _heard(each, each.generate(case), case.settings.silences)
        hits += ((each, hit) for hit in heard)
        not_run += silenced
    findings = [_finding(each, hit, case) for each, hit in _one_for_a_cause(hits)]
    order = {sheet.name: position for position, sheet in enumerate(case.book.sheets)}
    findings.sort(key=lambda finding: (order.get(finding.place.sheet, len(order)), finding.place.coordinates))
    return tuple(findings), tuple(not_run)


def _refuse_unknown(silences: Sequence[Silence], rules: Sequence[Rule]) -> None:
    """A mistyped silence must not silently do nothing."""
    known = {word for each in rules for word in (each.id, each.name)}
    for silence in silences:
        if silence.rule not in known:
            raise InvalidSettings(f"`silences`: {silence.rule!r} is no rule; `kpi-workbook explain` lists them all")


def _why_not(each: Rule, case: Case) -> str | None:
    """The reason why a rule cannot run on this case, None where it can."""
    for silence in case.settings.silences:
        if silence.rule in (each.id, each.name) and silence.indicator is None:
            return f"switched off in the settings: {silence.reason}"
    missing = {
        "previous": case.previous is None and "no previous workbook was given",
        "published": case.settings.published is None and "the settings name no table of published figures",
        "public": not case.public and "only the public edition is checked for disclosure",
    }
    return (each.needs and missing[each.needs]) or None


def _heard(each: Rule, hits: Iterable[Hit], silences: Sequence[Silence]) -> tuple[list[Hit], list[NotRun]]:
    """A rule's hits without those that the settings silence for their indicator, and a line for every such silence."""
    reasons = {
        _normal(silence.indicator): silence
        for silence in silences
        if silence.indicator and silence.rule in (each.id, each.name)
    }
    heard: list[Hit] = []
    left_out: dict[str, int] = dict.fromkeys(reasons, 0)
    for hit in hits:
        key = _normal(hit.indicator.name) if hit.indicator else ""
        if key in left_out:
            left_out[key] += 1
        else:
            heard.append(hit)
    return heard, [_silenced(each, reasons[key], count) for key, count in left_out.items()]


def _silenced(each: Rule, silence: Silence, count: int) -> NotRun:
    findings = f"{count} finding{'' if count == 1 else 's'} left out"
    return NotRun(
        rule=each.id, why=f"silenced in the settings for {silence.indicator!r}: {silence.reason} ({findings})"
    )


def _normal(name: str) -> str:
    return " ".join(name.casefold().split())


def _one_for_a_cause(hits: Sequence[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """The hits without those whose cells a rule that they yield to has faulted already."""
    faulted: dict[Place | str, set[str]] = defaultdict(set)
    for each, hit in hits:
        if (hit.severity or each.severity) is not Severity.INFO:
            faulted[hit.place].add(each.id)
        if hit.whole_sheet:
            faulted[hit.place.sheet].add(each.id)
    return [(each, hit) for each, hit in hits if not _told(each, hit, faulted)]


def _told(each: Rule, hit: Hit, faulted: dict[Place | str, set[str]]) -> bool:
    if not each.yields_to:
        return False
    places = (hit.place, *hit.others)
    cells: set[Place | str] = {*places, *(place.sheet for place in places)}
    ids = {found for cell in cells for found in faulted.get(cell, ())} - {each.id}
    return any(found.startswith(each.yields_to) for found in ids)


def _finding(each: Rule, hit: Hit, case: Case) -> Finding:
    """A hit with its rule's id, name and usual severity, and the section its indicator stands in."""
    return Finding(
        rule=each.id,
        name=each.name,
        severity=hit.severity or each.severity,
        place=hit.place,
        message=hit.message,
        indicator=hit.indicator.name if hit.indicator else None,
        section=case.section_titles.get(hit.indicator.place) if hit.indicator else None,
        month=hit.month,
        found=hit.found,
        expected=hit.expected,
    )
