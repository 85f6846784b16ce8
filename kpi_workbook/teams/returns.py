"""The workbooks that came back: whose each is, and whether its texts may be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from ..batch.sources import OPEN_ELSEWHERE, USUAL_PATTERNS, find_paths
from ..errors import UnreadableWorkbook
from ..figures.teams import Division
from ..filenames import printable
from ..reading.files import open_grids
from ..reading.grid import Grids
from ..scrutiny.response import Answer, read_answer


class Verdict(StrEnum):
    """What became of a team's workbook."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What became of one team, or of one file that is no team's of this issue. `why`: what is to be done about it."""

    team: str | None
    file: str | None
    verdict: Verdict
    why: str = ""
    answer: Answer | None = None

    @property
    def went_well(self) -> bool:
        """Whether nothing needs to be done."""
        return self.verdict is Verdict.COLLECTED


def forms_in(folder: Path, output: Path) -> list[tuple[Path, Answer]]:
    """The forms among a folder's workbooks, by the files' names; whatever holds none is left out."""
    found = []
    for path in workbooks_in(folder, output):
        grids = _grids(path)
        answer = read_answer(grids) if grids else None
        if answer:
            found.append((path, answer))
    return found


def workbooks_in(folder: Path, output: Path) -> list[Path]:
    """Every workbook of a folder but the one that is to be written. Raises UnreadableWorkbook for what is no folder."""
    if not folder.is_dir():
        raise UnreadableWorkbook(f"{folder}: is no folder; give the one that the teams' workbooks came back to",
                                 "NOT_FOUND")  # fmt: skip
    paths = find_paths(folder, folder / "*", USUAL_PATTERNS, recursive=False)
    kept = (path for path in paths if not path.name.startswith((*OPEN_ELSEWHERE, ".")))
    return sorted(path for path in kept if path.resolve() != output.resolve())


def _grids(path: Path) -> Grids | None:
    try:
        return open_grids(path)
    except UnreadableWorkbook:
        return None


def judge(folder: Path, output: Path, division: Division) -> tuple[Return, ...]:
    """A line a team of the issue, in its order, then one for each file that could be a team's and is none of them."""
    by_team: dict[str, list[Return]] = defaultdict(list)
    others: list[Return] = []
    for path in workbooks_in(folder, output):
        found = _look(path, division)
        if found is None:
            continue
        if found.team in division.teams:
            by_team[found.team].append(found)
        else:
            others.append(found)
    return (*(_settle(team, by_team[team]) for team in division.teams), *others)


def _look(path: Path, division: Division) -> Return | None:
    """What one file is; None for a workbook that no team was asked in (the input, the comparison)."""
    name = printable(path.name)
    try:
        grids = open_grids(path)
    except UnreadableWorkbook as problem:
        return Return(team=None, file=name, verdict=Verdict.UNREADABLE, why=str(problem))
    answer = read_answer(grids)
    if answer is None:
        return None
    verdict, why = _verdict(grids, answer, division)
    team = next((each for each in division.teams if each == answer.team), None)
    return Return(team=team, file=name, verdict=verdict, why=why, answer=answer)


def _verdict(grids: Grids, answer: Answer, division: Division) -> tuple[Verdict, str]:
    book = division.book
    if not grids.ours:
        return Verdict.STRANGER, "has lost the mark of a workbook of ours; ask for the file as Excel saves it"
    if answer.team not in division.teams:
        return Verdict.STRANGER, f"is of {answer.team!r}, which is no team of {book.file}"
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


def _settle(team: str, found: Sequence[Return]) -> Return:
    """What became of a team of which none, one or several workbooks came back."""
    if not found:
        return Return(team=team, file=None, verdict=Verdict.MISSING, why="no workbook of this team came back")
    taken = [each for each in found if each.verdict in TAKEN]
    if len({_texts(each) for each in taken}) > 1:
        files = ", ".join(str(each.file) for each in taken)
        why = f"came back with different texts in {files}; keep the one that counts"
        return Return(team=team, file=taken[0].file, verdict=Verdict.TWICE, why=why)
    best = min(found, key=lambda each: list(Verdict).index(each.verdict))
    return replace(best, answer=best.answer if best.verdict in TAKEN else None)


def _texts(each: Return) -> tuple[tuple[int, str, str], ...]:
    return tuple((box.number, box.label, box.text) for box in each.answer.boxes) if each.answer else ()


def texts_of(returns: Iterable[Return]) -> list[tuple[str, Answer]]:
    """The answers whose texts are taken, with their teams."""
    return [(each.team, each.answer) for each in returns if each.team and each.answer and each.verdict in TAKEN]
