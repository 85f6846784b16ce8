"""The report of the whole with the teams' texts, each under its team's name in its section.

A team's sentences are checked against that team's own figures; what is said elsewhere in the workbook against the
whole's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .. import figures, pipeline
from ..checks import teams as team_checks
from ..figures.teams import Division
from ..model import Finding, KpiWorkbook, Passage, Place, Section
from ..reading.words import normal
from ..scrutiny.report import Edition, Report
from ..scrutiny.response import ANALYSIS, SHEET, Answer, Box
from ..settings import Settings
from .publishing import as_published, withheld_from
from .returns import Return, answers_in

OTHERS = "Teams that have not answered as asked"


def report_of_whole(
    division: Division,
    returns: Sequence[Return],
    settings: Settings,
    earlier: Division | None,
    edition: Edition,
) -> Report:
    """The whole with the teams' texts; for the public edition what the texts state is withheld in them as well.

    The internal edition also says which teams have not answered as they should.
    """
    answers = answers_in(returns)
    told = replace(division, book=_with_texts(division, answers))
    if edition is Edition.INTERNAL:
        told = replace(told, book=_with_the_others(told.book, returns))
    told, suppression = as_published(told, settings, edition)
    whole = told.whole
    results = figures.recompute(whole, settings)
    previous = earlier.whole if earlier else None
    found, not_run = pipeline.examine(whole, results, settings, previous, edition)
    return Report(
        book=whole,
        results=results,
        findings=_merged(whole, told, found, answers, settings, edition),
        not_run=not_run,
        settings=settings,
        edition=edition,
        previous=previous,
        suppression=withheld_from(whole, suppression) if suppression else None,
    )


def _with_texts(division: Division, answers: Sequence[tuple[str, Answer]]) -> KpiWorkbook:
    """The labelled workbook with each text under its team's name, in the section of the whole that it was asked for."""
    sections = list(division.book.sections)
    for team, answer in answers:
        for box in answer.boxes:
            if box.text:
                at = _home(sections, division, box.section)
                sections[at] = _with_passage(sections[at], box.label, _passage(team, box))
    return replace(division.book, sections=tuple(sections))


def _with_the_others(book: KpiWorkbook, returns: Sequence[Return]) -> KpiWorkbook:
    """The workbook with a last section that says who has not answered as asked, where anybody has not."""
    passages = tuple(
        Passage(place=Place(_sheet_of(each.team), "A1"), text=f"{each.team}: {each.why}.")
        for each in returns
        if each.team and not each.went_well
    )
    if not passages:
        return book
    return replace(book, sections=(*book.sections, Section(title=OTHERS, sheet=SHEET, analysis=passages)))


def _home(sections: list[Section], division: Division, title: str) -> int:
    """The position of the section of that title which the whole keeps; a new one at the end where there is none."""
    alike = [at for at, section in enumerate(sections) if normal(section.title) == normal(title)]
    kept = [at for at in alike if any(division.team_of(row) is None for row in sections[at].indicators)]
    textual = [at for at in alike if not sections[at].indicators]
    found = [*kept, *textual] if division.has_whole else alike
    if not found:
        sections.append(Section(title=title, sheet=SHEET))
        return len(sections) - 1
    return found[0]


def _with_passage(section: Section, label: str, passage: Passage) -> Section:
    if label == ANALYSIS:
        return replace(section, analysis=(*section.analysis, passage))
    return replace(section, actions=(*section.actions, passage))


def _passage(team: str, box: Box) -> Passage:
    """A box's text under the team's name; its place names the team, since every form has the same cells."""
    return Passage(place=Place(_sheet_of(team), box.place.cell), text=_opening(team, box.text) + box.text)


def _opening(team: str, text: str) -> str:
    return f"{team}:\n" if "\n" in text else f"{team}: "


def _sheet_of(team: str) -> str:
    return f"{team}: {SHEET}"


def _merged(
    whole: KpiWorkbook,
    told: Division,
    found: Iterable[Finding],
    answers: Sequence[tuple[str, Answer]],
    settings: Settings,
    edition: Edition,
) -> tuple[Finding, ...]:
    """What was found in the whole, between the teams and the whole, and in each team's sentences by its own figures."""
    teams = [team for team, _ in answers]
    boxes = set(map(_sheet_of, told.teams))
    of_teams = {each.id for each in team_checks.RULES}
    between = [each for each in _examined(told.book, settings, edition) if each.rule in of_teams]
    said = [
        each
        for team in teams
        for each in _examined(_with_own_texts(whole, told, team), settings, edition)
        if each.place.sheet == _sheet_of(team)
    ]
    return (*(each for each in found if each.place.sheet not in boxes), *between, *said)


def _examined(book: KpiWorkbook, settings: Settings, edition: Edition) -> tuple[Finding, ...]:
    return pipeline.examine(book, figures.recompute(book, settings), settings, None, edition)[0]


def _with_own_texts(whole: KpiWorkbook, told: Division, team: str) -> KpiWorkbook:
    """One team's workbook with its texts, as the whole has them, without the team's name before each."""
    texts: dict[str, tuple[list[Passage], list[Passage]]] = {}
    for section in whole.sections:
        kinds = tuple([_bare(each, team) for each in passages if each.place.sheet == _sheet_of(team)]
                      for passages in (section.analysis, section.actions))  # fmt: skip
        texts[normal(section.title)] = (kinds[0], kinds[1])
    book = told.of(team)
    sections = []
    for section in book.sections:
        analysis, actions = texts.pop(normal(section.title), ([], []))
        sections.append(replace(section, analysis=tuple(analysis), actions=tuple(actions)))
    return replace(book, sections=tuple(sections))


def _bare(passage: Passage, team: str) -> Passage:
    return replace(passage, text=passage.text.removeprefix(f"{team}:").lstrip())
