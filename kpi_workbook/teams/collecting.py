"""The teams' texts read back into the scrutiny workbook of the whole.

That is what is written, and not a copy of the officers' own workbook: it has formulas, charts and notes that no program
writes back without loss, and it is never changed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .. import pipeline
from ..errors import UnreadableWorkbook
from ..filenames import printable
from ..model import Month
from ..reading.guard.file import snapshot
from ..reading.refusals import Refusal
from ..scrutiny.report import Edition, Report
from ..settings import Settings
from .dividing import read_division
from .publishing import previous_issue
from .returns import Came, Return, answers_in, came_back, judge, workbooks_in
from .whole import report_of_whole


@dataclass(frozen=True, slots=True)
class Collected:
    """What was collected: a line a team, and the report of the whole that was written from it."""

    returns: tuple[Return, ...]
    report: Report

    @property
    def went_well(self) -> bool:
        """Whether every team's texts came back as they should."""
        return all(each.went_well for each in self.returns)


def collect(
    folder: Path,
    output: Path,
    settings_for: Callable[[Path], Settings],
    source: Path | None = None,
    previous: Path | None = None,
    month: Month | None = None,
    edition: Edition = Edition.INTERNAL,
) -> Collected:
    """Writes the scrutiny workbook of the whole with the texts that came back, and says what became of each team.

    `source`: the KPI workbook that the teams' workbooks were made from, found by its content in the folder or in the
    one above where it is not given. `month`: by default that of the teams' workbooks. Raises UnreadableWorkbook
    (NO_RETURNS where no text can be taken, NO_SOURCE), InvalidSettings, CannotWrite.
    """
    came = came_back(folder, output)
    by = next((each.answer.by for each in came if each.answer), None)
    if by is None:
        raise UnreadableWorkbook(
            f"{printable(folder)}: holds no team's workbook that `build --by` wrote; check the folder", "NO_RETURNS"
        )
    source = source or _find_source(came, folder, output)
    settings = settings_for(source)
    division = read_division(source, by, settings, month or _usual_month(came, source))
    returns = judge(came, division)
    answers = answers_in(returns)
    if not answers:
        told = "; ".join(f"{each.team or each.file}: {each.why}" for each in returns)
        raise UnreadableWorkbook(f"{printable(folder)}: no team's texts can be taken ({told})", "NO_RETURNS")
    earlier = previous_issue(previous, by, settings, edition)
    report = report_of_whole(division, returns, settings, earlier, edition)
    pipeline.write(report, output)
    return Collected(returns, report)


def _find_source(came: Sequence[Came], folder: Path, output: Path) -> Path:
    """The workbook that most forms were made from."""
    answers = [each.answer for each in came if each.answer]
    sha256, _ = Counter(answer.input_sha256 for answer in answers).most_common(1)[0]
    for place in (folder, folder.absolute().parent):
        with suppress(UnreadableWorkbook):  # the folder above may be nobody's to look into
            for path in workbooks_in(place, output):
                if _hash_of(path) == sha256:
                    return path
    name = next(answer.input_file for answer in answers if answer.input_sha256 == sha256)
    raise UnreadableWorkbook(
        f"{printable(folder)}: {name}, which the teams' workbooks were made from, lies neither there nor in the folder "
        "above; give it with --from",
        "NO_SOURCE",
    )


def _usual_month(came: Sequence[Came], source: Path) -> Month | None:
    """The month that most forms made from just this workbook are of: they may have been built as at an earlier one."""
    sha256 = _hash_of(source)
    months = Counter(each.answer.month for each in came if each.answer and each.answer.input_sha256 == sha256)
    try:
        return Month.parse(months.most_common(1)[0][0]) if months else None
    except ValueError:  # a slip that somebody wrote in
        return None


def _hash_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(snapshot(path)).hexdigest()
    except Refusal:  # no file that could be read, so not the one
        return None
