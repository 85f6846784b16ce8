"""Bugs seeded into the macros, one at a time: each must turn a test of the ribbon red.

LibreOffice hides what does not compile, so this is the proof that the tests of the ribbon can fail at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import test_ribbon
from desk import Ribbon

pytestmark = pytest.mark.libreoffice


@dataclass(frozen=True)
class Mutant:
    """A bug: in `module`, `new` in the place of `old`; `killed_by` is the test that must notice."""

    name: str
    module: str
    old: str
    new: str
    killed_by: Callable[..., None]


ROUND_TRIP = ('KpiText.Unescaped(KpiText.Escaped("£5 – “ŵ”" & vbLf & vbTab))', "£5 – “ŵ”\n\t")

MUTANTS = (
    Mutant("escapes are short of digits", "KpiText", 'Right("0000"', 'Right("00"', test_ribbon.test_words_and_paths),
    Mutant("a line does not compile", "KpiText", "Dim unit As Long", "Dim unit As", test_ribbon.test_words_and_paths),
    Mutant(
        "the wrong action is asked for", "KpiRibbon", 'KpiActions.RunAction "compare"', 'KpiActions.RunAction "build"',
        test_ribbon.test_a_job_says_all_that_the_program_needs,
    ),
    Mutant(
        "the program gets another folder", "KpiActions", "KpiFiles.Quoted(jobFolder)", '"nowhere"',
        test_ribbon.test_check_sees_unsaved_edits,
    ),
    Mutant(
        "the copy is forgotten", "KpiActions", "    KpiHost.CopyOpenWorkbook ", "    ' KpiHost.CopyOpenWorkbook ",
        test_ribbon.test_check_sees_unsaved_edits,
    ),
    Mutant(
        "a problem is told as success", "KpiActions", 'KpiFiles.ReadKey(resultPath, "status") <> "ok"', "False",
        test_ribbon.test_what_the_program_cannot_do_is_told_as_a_problem,
    ),
    Mutant(
        "the report is not opened", "KpiActions", 'If opened <> "" Then KpiHost.OpenWorkbook opened', "",
        test_ribbon.test_build_writes_beside_the_workbook_and_opens_it,
    ),
    Mutant(
        "a cancelled dialogue goes on", "KpiActions", 'If NeedsChoice(action) And chosen = "" Then Exit Sub', "",
        test_ribbon.test_cancel_in_a_dialogue_does_nothing,
    ),
    Mutant(
        "a missing answer is ignored", "KpiActions", "If Not KpiFiles.FileThere(resultPath) Then", "If False Then",
        test_ribbon.test_a_program_without_an_answer_is_told,
    ),
    Mutant(
        "errors are swallowed", "KpiActions", "On Error GoTo Failed", "On Error Resume Next",
        test_ribbon.test_a_program_that_has_gone_is_told_with_what_to_do,
    ),
    Mutant(
        "the draft always goes to a file", "KpiActions", "If Not shown Then", "If True Then",
        test_ribbon.test_email_shows_a_draft_in_outlook_or_as_a_file,
    ),
    Mutant(
        "the list is off by one", "KpiFindings", "If current > howMany Then current = 1",
        "If current >= howMany Then current = 1", test_ribbon.test_next_and_previous_walk_round_the_list,
    ),
    Mutant(
        "the cell is not selected", "KpiFindings", ".Range(cellName).Select", '.Range("A1").Select',
        test_ribbon.test_next_and_previous_walk_round_the_list,
    ),
    Mutant(
        "a hidden sheet counts as shown", "KpiFindings", "Selects = (ActiveSheet.Name = sheetName)", "Selects = True",
        test_ribbon.test_a_finding_on_a_hidden_sheet_is_told_all_the_same,
    ),
    Mutant(
        "a new list is added to the old one", "KpiFindings", "    howMany = 0\n", "",
        test_ribbon.test_a_new_check_replaces_the_list,
    ),
    Mutant(
        "everybody's comments are ours", "KpiFindings", "(Left(commentText, Len(MarkStart)) = MarkStart)", "True",
        test_ribbon.test_marks_are_comments_and_the_officers_own_stay,
    ),
    Mutant(
        "marking twice doubles the marks", "KpiFindings", "    RemoveMarks listedBook\n", "",
        test_ribbon.test_marks_are_comments_and_the_officers_own_stay,
    ),
    Mutant(
        "only the first line of a file is read", "KpiFiles", "everything = everything & lineText & vbLf",
        'If everything = "" Then everything = lineText',
        test_ribbon.test_check_sees_unsaved_edits,
    ),
)  # fmt: skip


def run(mutant: Mutant, ribbon: Ribbon, december: Path, october: Path) -> None:
    """The test that must notice, as pytest would call it, with one case where it has several."""
    case: dict[Callable[..., None], tuple[object, ...]] = {
        test_ribbon.test_words_and_paths: ROUND_TRIP,
        test_ribbon.test_cancel_in_a_dialogue_does_nothing: (december, "KpiOnCompare"),
        test_ribbon.test_email_shows_a_draft_in_outlook_or_as_a_file: (
            december, "yes", ["a@b.example|KPIs – £|Dear all,\nhere.|/x/s.xlsx"],
        ),
        test_ribbon.test_a_job_says_all_that_the_program_needs: (december, october),
    }  # fmt: skip
    mutant.killed_by(ribbon, *case.get(mutant.killed_by, (december,)))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_seeded_bug_turns_a_test_red(ribbon: Ribbon, december: Path, october: Path, mutant: Mutant) -> None:
    ribbon.macros.change(mutant.module, mutant.old, mutant.new)
    with pytest.raises((AssertionError, ValueError)):  # ValueError: one message was wanted, none or two came
        run(mutant, ribbon, december, october)
