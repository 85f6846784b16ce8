"""Several organisations side by side: their workbooks read, cut at one month, compared, and written as one workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import catalogue, pipeline
from ..atomic import put
from ..disclosure import apply, suppress
from ..errors import UnreadableWorkbook
from ..figures.benchmark import Member
from ..figures.benchmarking import common_month, compare
from ..model import KpiWorkbook, Month
from ..scrutiny.audit import must_pass
from ..scrutiny.benchmark import Input, render_benchmark
from ..scrutiny.report import Edition
from ..settings import Settings

FEWEST = 2


class _Issue(NamedTuple):
    """A workbook of an organisation, with the settings it is read by."""

    organisation: str
    book: KpiWorkbook
    settings: Settings


def write_benchmark(
    files: Iterable[Path],
    target: Path,
    settings_for: Callable[[Path], Settings],
    settings: Settings,
    edition: Edition = Edition.INTERNAL,
) -> Path:
    """Writes the benchmarking workbook of these workbooks, whole or not at all; returns its path.

    Compared is the latest month that more than half of the organisations reach. `settings` are the consortium's own:
    its catalogue says which names are one indicator, its theme colours the workbook. For the public edition, what must
    be withheld is taken out of every workbook first. Raises UnreadableWorkbook for fewer than two organisations with
    figures for that month, InvalidSettings, CannotWrite.
    """
    issues = _newest_first(_issue(path, settings_for(path), edition) for path in files)
    newest = {each.organisation: each.book.reporting_month for each in reversed(issues)}
    _at_least_two(newest, target, "was read; name each in a kpi-workbook.toml beside its workbooks (`organisation`)")
    month = common_month(newest.values())
    reached = [each for each in issues if month in each.book.months and month <= each.book.reporting_month]
    advice = f"has figures for {month.title}; give workbooks that share a month"
    _at_least_two({each.organisation for each in reached}, target, advice)
    inputs = [_input(each, None if each in reached else f"no figures for {month.title}") for each in issues]
    benchmark = compare([_member(each, month) for each in reached], catalogue.load(settings))
    content = must_pass(render_benchmark(benchmark, inputs, settings, edition))
    return put(content, target, {each.book.sha256 for each in issues})


def _at_least_two(organisations: Collection[str], target: Path, advice: str) -> None:
    if len(organisations) < FEWEST:
        said = f"only {', '.join(organisations)} " if organisations else "no organisation "
        raise UnreadableWorkbook(
            f"{target}: a comparison needs two organisations, and {said}{advice}", "ONE_ORGANISATION"
        )


def _issue(path: Path, settings: Settings, edition: Edition) -> _Issue:
    """A workbook as it may be shown. One that names no organisation is called by its file."""
    book = pipeline.read(path, settings)
    if edition is Edition.PUBLIC:
        book = apply(book, suppress(book, settings))
    return _Issue(" ".join((settings.organisation or book.organisation or path.stem).split()), book, settings)


def _newest_first(issues: Iterable[_Issue]) -> Sequence[_Issue]:
    """The workbooks, each organisation's newest first, under one spelling of its name."""
    ordered = sorted(issues, key=lambda each: each.book.file)
    ordered.sort(key=lambda each: each.book.reporting_month, reverse=True)
    spelling: dict[str, str] = {}
    for each in ordered:
        spelling.setdefault(each.organisation.casefold(), each.organisation)
    return [each._replace(organisation=spelling[each.organisation.casefold()]) for each in ordered]


def _member(issue: _Issue, month: Month) -> Member:
    book = pipeline.as_at(issue.book, month)
    return Member(organisation=issue.organisation, book=book, results=pipeline.recompute(book, issue.settings))


def _input(issue: _Issue, why_not: str | None) -> Input:
    return Input(
        organisation=issue.organisation,
        file=issue.book.file,
        reporting_month=issue.book.reporting_month,
        why_not=why_not,
    )
