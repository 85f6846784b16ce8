"""The workbooks that came back: whose each is, and whether its texts may be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..batch.sources import OPEN_ELSEWHERE, USUAL_PATTERNS, find_paths, may_be_folder
from ..errors import UnreadableWorkbook
from ..figures.teams import Division
from ..filenames import printable
from ..reading.files import open_grids
from ..scrutiny.response import Answer, read_answer


class Verdict(StrEnum):
    """What became of a team's workbook, the best first."""

    COLLECTED = "collected"
    ALTERED = "altered"
    FORMULA = "formula"
    BLANK = "blank"
    STALE = "stale"
    TWICE = "twice"
    STRANGER = "stranger"
    UNREADABLE = "unreadable"
    MISSING = "missing"


TAKEN = (Verdict.COLLECTED, Verdict.ALTERED, Verdict.FORMULA)
"""Whose texts are taken: figures are never read from what came back, so that a change there does no harm."""


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came back with a form, or one that cannot be read, with the reason. `ours`: it has our mark."""

    file: str
    answer: Answer | None = None
    ours: bool = True
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What became of one team, or of one file that is no team's of this issue. `why`: what is to be done about it.

    `answer`: what came back, where its texts are taken.
    """

    team: str | None
    file: str | None
    verdict: Verdict
    why: str = ""
    answer: Answer | None = None

    @property
    def went_well(self) -> bool:
        """Whether nothing needs to be done."""
        return self.verdict is Verdict.COLLECTED


def came_back(folder: Path, output: Path) -> tuple[Came, ...]:
    """What came back to a folder, by name; what asks no team (the input, the comparison) is left out.

    Raises UnreadableWorkbook for what is no folder.
    """
    found = (_read(path) for path in workbooks_in(folder, output))
    return tuple(each for each in found if each.answer or each.problem)


def workbooks_in(folder: Path, output: Path) -> list[Path]:
    """Every workbook of a folder but the one that is to be written. Raises UnreadableWorkbook for what is no folder."""
    if not may_be_folder(folder):
        raise UnreadableWorkbook(
            f"{printable(folder)}: is no folder; give the one that the teams' workbooks came back to", "NO_RETURNS"
        )
    paths = find_paths(folder, folder, USUAL_PATTERNS, recursive=False)
    kept = (path for path in paths if not path.name.startswith((*OPEN_ELSEWHERE, ".")))
    return sorted(path for path in kept if path.resolve() != output.resolve())


def _read(path: Path) -> Came:
    try:
        grids = open_grids(path)
    except UnreadableWorkbook as problem:
        return Came(printable(path.name), problem=str(problem))
    return Came(grids.file, read_answer(grids), grids.ours)


def judge(came: Sequence[Came], division: Division) -> tuple[Return, ...]:
    """A line a team of the issue, in its order, then one for each file that is no team's."""
    by_team: dict[str, list[Return]] = defaultdict(list)
    others: list[Return] = []
    for each in came:
        found = _judged(each, division)
        (by_team[found.team] if found.team else others).append(found)
    return (*(_settled(team, by_team[team]) for team in division.teams), *others)


def _judged(came: Came, division: Division) -> Return:
    """What one file is; its team only where it is one of the issue's."""
    answer = came.answer
    if answer is None:
        return Return(team=None, file=came.file, verdict=Verdict.UNREADABLE, why=came.problem)
    if answer.team not in division.teams:
        why = f"is of {answer.team!r}, which is no team of {division.book.file}"
        return Return(team=None, file=came.file, verdict=Verdict.STRANGER, why=why)
    verdict, why = _verdict(came, answer, division)
    taken = answer if verdict in TAKEN else None
    return Return(team=answer.team, file=came.file, verdict=verdict, why=why, answer=taken)


def _verdict(came: Came, answer: Answer, division: Division) -> tuple[Verdict, str]:
    book = division.book
    if not came.ours:
        return Verdict.STRANGER, "has lost the mark of a workbook of ours; ask for the file as Excel saves it"
    if answer.month != str(book.reporting_month):
        return Verdict.STALE, f"is of {answer.month}, not of {book.reporting_month}; ask for this month's"
    if answer.input_sha256 != book.sha256:
        return Verdict.STALE, f"was made from another issue of {answer.input_file}; build and send it again"
    if answer.is_blank:
        return Verdict.BLANK, "came back with nothing in its boxes"
    lost = [f"{box.label} of {box.section}" for box in answer.boxes if box.is_formula]
    if lost:
        return Verdict.FORMULA, f"has a formula for a text in {', '.join(lost)}; type it as text, without = before it"
    if answer.altered:
        named = ", ".join(f"'{sheet}'" for sheet in answer.altered if sheet)
        where = f"on {named}" if named else "to its sheets"
        return Verdict.ALTERED, f"its texts are taken, but more than the boxes was changed {where}"
    return Verdict.COLLECTED, ""


def _settled(team: str, found: Sequence[Return]) -> Return:
    """What became of a team of which none, one or several workbooks came back."""
    if not found:
        return Return(team=team, file=None, verdict=Verdict.MISSING, why="no workbook of this team came back")
    taken = [each for each in found if each.answer]
    if len({_texts(each) for each in taken}) > 1:
        files = ", ".join(str(each.file) for each in taken)
        why = f"came back with different texts in {files}; keep the one that counts"
        return Return(team=team, file=taken[0].file, verdict=Verdict.TWICE, why=why)
    return min(found, key=lambda each: list(Verdict).index(each.verdict))


def _texts(each: Return) -> tuple[tuple[int, str, str], ...]:
    return tuple((box.number, box.label, box.text) for box in each.answer.boxes) if each.answer else ()


def answers_in(returns: Iterable[Return]) -> list[tuple[str, Answer]]:
    """The answers whose texts are taken, with their teams."""
    return [(each.team, each.answer) for each in returns if each.team and each.answer]
