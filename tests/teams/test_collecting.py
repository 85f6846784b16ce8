"""The texts come back into the whole under their teams' names; whatever did not come back sound is said by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from team_books import figures, in_column, on_sheets
from team_forms import boxes, type_into

from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.scrutiny.response import SHEET
from kpi_workbook.settings import Settings
from kpi_workbook.teams import Collected, Verdict, build_teams
from kpi_workbook.teams import collect as collect_texts

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")
NORTH, SOUTH, EAST = ("North-scrutiny.xlsx", "South-scrutiny.xlsx", "East-scrutiny.xlsx")


def collect(sent: Path, source: Path | None = None, output: Path | None = None, **more: object) -> Collected:
    source, output = source or sent.parent / "kpi.xlsx", output or sent.parent / "whole.xlsx"
    return collect_texts(sent, output, lambda _: Settings(), source, **more)


def verdicts(found: Collected) -> list[tuple[str | None, str | None, str]]:
    return [(each.team, each.file, str(each.verdict)) for each in found.returns]


def texts(found: Collected) -> dict[str, list[list[str]]]:
    """Each section's analysis and actions as the whole has them."""
    return {
        section.title: [[each.text for each in passages] for passages in (section.analysis, section.actions)]
        for section in found.report.book.sections
    }


def fill_all(sent: Path) -> None:
    type_into(sent / NORTH, "Referrals rose to 175.", "Meet the schools.", "Visits fell to 63%.", None)
    type_into(sent / SOUTH, "Referrals fell to 67.\nTimeliness is 89%.", None, None, "- Share what works")
    type_into(sent / EAST, None, None, "119 children are looked after.", "Recruit.\n\nTrain.")


def test_every_text_stands_in_its_section_under_its_teams_name(sent) -> None:
    fill_all(sent)
    found = collect(sent)
    assert verdicts(found) == [
        ("North", NORTH, "collected"), ("South", SOUTH, "collected"), ("East", EAST, "collected"),
    ]  # fmt: skip
    assert found.went_well
    assert texts(found) == {
        "Front door": [
            ["Front door went well.", "North: Referrals rose to 175.",
             "South:\nReferrals fell to 67.\nTimeliness is 89%."],
            ["Go on with it.", "North: Meet the schools."],
        ],
        "Children in care": [
            ["Children in care went well.", "North: Visits fell to 63%.", "East: 119 children are looked after."],
            ["Go on with it.", "South: - Share what works", "East:\nRecruit.\n\nTrain."],
        ],
    }  # fmt: skip
    assert [len(section.indicators) for section in found.report.book.sections] == [2, 2]
    shown = {
        str(cell)
        for sheet in load_workbook(sent.parent / "whole.xlsx").worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    assert "North: Referrals rose to 175." in shown


def test_a_teams_sentence_is_held_against_its_own_figures_not_the_wholes(sent) -> None:
    """South had 67 referrals and the whole 360: only the wrong one of three statements is faulted, at its box."""
    type_into(sent / NORTH, "There were 175 referrals in September.")
    type_into(sent / SOUTH, "There were 360 referrals in September.")
    type_into(sent / EAST, "There were 118 referrals in September.")
    found = [each for each in collect(sent).report.findings if each.place.sheet.endswith(SHEET)]
    assert [(str(each.place), each.found, each.expected) for each in found if each.rule == "N801"] == [
        ("South: Your response!B8", "360", "67")
    ]


def test_what_did_not_come_back_sound_is_said_by_name(sent) -> None:
    type_into(sent / NORTH, "All is well.", elsewhere={("Cover", "A3"): "Mine"})
    (sent / SOUTH).unlink()
    found = collect(sent)
    assert verdicts(found) == [("North", NORTH, "altered"), ("South", None, "missing"), ("East", EAST, "blank")]
    assert [each.why for each in found.returns] == [
        "its texts are taken, but more than the boxes was changed on 'Cover'",
        "no workbook of this team came back",
        "came back with nothing in its boxes",
    ]
    assert texts(found)["Front door"][0][-1] == "North: All is well."
    assert texts(found)["Teams that have not answered as asked"][0] == [
        f"{each.team}: {each.why}." for each in found.returns
    ]
    assert not found.went_well


def test_a_figure_typed_over_shows_and_changes_nothing_in_the_whole(sent) -> None:
    type_into(sent / NORTH, "All is well.", elsewhere={("1 Front door", "G7"): 9999})
    fill = collect(sent)
    assert fill.returns[0].answer.altered == ("1 Front door",)
    assert fill.report.book.indicators[0].observations[-1].value == 360


def test_another_month_or_another_issue_of_the_input_is_stale(sent, another) -> None:
    type_into(sent / NORTH, "All is well.")
    shutil.copy(another / SOUTH, sent)
    issue = collect(sent)
    shutil.copy(another / "august" / SOUTH, sent)
    month = collect(sent)
    assert [(str(each.returns[1].verdict), each.returns[1].why) for each in (issue, month)] == [
        ("stale", "was made from another issue of other.xlsx; build and send it again"),
        ("stale", "is of 2022-08, not of 2022-09; ask for this month's"),
    ]
    assert "Never to be seen" not in str(texts(issue)) + str(texts(month))


def test_workbooks_built_as_at_an_earlier_month_give_the_whole_as_at_that_month(another, tmp_path) -> None:
    found = collect(another / "august", another / "other.xlsx", output=tmp_path / "whole.xlsx")
    assert [(each.team, str(each.verdict)) for each in found.returns] == [("South", "collected"), ("West", "blank")]
    assert str(found.report.book.reporting_month) == "2022-08"


def test_two_answers_of_a_team_are_taken_only_where_they_say_the_same(sent) -> None:
    type_into(sent / NORTH, "All is well.")
    type_into(sent / EAST, "All is well.")
    shutil.copy(sent / NORTH, sent / "North-scrutiny (1).xlsx")
    assert collect(sent).returns[0].went_well
    type_into(sent / "North-scrutiny (1).xlsx", "Something else.")
    found = collect(sent).returns[0]
    assert (found.verdict, found.why) == (
        Verdict.TWICE,
        f"came back with different texts in North-scrutiny (1).xlsx, {NORTH}; keep the one that counts",
    )


def test_strangers_and_broken_files_are_named_and_others_left_alone(sent, another) -> None:
    type_into(sent / NORTH, "All is well.")
    shutil.copy(another / "West-scrutiny.xlsx", sent)
    (sent / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (sent / "~$North-scrutiny.xlsx").write_bytes(b"a lock")
    in_column().save(sent / "notes.xlsx")
    found = collect(sent).returns[3:]
    assert [(each.file, str(each.verdict)) for each in found] == [
        ("West-scrutiny.xlsx", "stranger"),
        ("broken.xlsx", "unreadable"),
    ]
    assert found[0].why == "is of 'West', which is no team of kpi.xlsx"


def test_a_formula_in_a_box_is_no_text(sent) -> None:
    type_into(sent / NORTH, "=Recruit two workers", "Go on.")
    found = collect(sent)
    assert (found.returns[0].verdict, found.returns[0].why) == (
        Verdict.FORMULA,
        "has a formula for a text in Analysis of Front door; type it as text, without = before it",
    )
    assert texts(found)["Front door"][1][-1] == "North: Go on."


def test_texts_are_data_and_never_formulas(sent) -> None:
    type_into(sent / NORTH, "+44 people came", "@SUM(A1)")
    collect(sent)
    book = load_workbook(sent.parent / "whole.xlsx")
    cells = [cell for row in book["1 Charts and commentary"].iter_rows() for cell in row if cell.value]
    assert [cell.data_type for cell in cells if "people" in str(cell.value) or "@SUM" in str(cell.value)] == ["s", "s"]


def test_the_source_is_found_by_its_content_in_the_folder_or_above(sent, tmp_path) -> None:
    def found() -> Path:
        seen: list[Path] = []
        collect_texts(sent, tmp_path / "whole.xlsx", lambda path: seen.append(path) or Settings())
        return seen[0]

    type_into(sent / NORTH, "All is well.")
    assert found() == sent.parent / "kpi.xlsx"
    shutil.move(sent.parent / "kpi.xlsx", sent / "renamed.xlsx")
    assert found() == sent / "renamed.xlsx"
    (sent / "renamed.xlsx").unlink()
    with pytest.raises(UnreadableWorkbook, match=r"kpi\.xlsx, which the teams' workbooks were made from, lies") as none:
        found()
    assert none.value.code == "NO_SOURCE"


def test_with_nothing_to_take_nothing_is_written(sent) -> None:
    with pytest.raises(UnreadableWorkbook, match="no team's texts can be taken") as caught:
        collect(sent)
    assert caught.value.code == "NO_RETURNS"
    assert not (sent.parent / "whole.xlsx").exists()
    for path in sent.iterdir():
        path.unlink()
    with pytest.raises(UnreadableWorkbook, match="holds no team's workbook"):
        collect(sent)


def test_a_sheet_a_team_gives_the_texts_to_the_wholes_own_section(tmp_path) -> None:
    on_sheets().save(tmp_path / "kpi.xlsx")
    sent = tmp_path / "sent"
    build_teams(tmp_path / "kpi.xlsx", "sheet", sent, Settings())
    type_into(sent / SOUTH, "All is well.", None, None, "Go on.")
    assert texts(collect(sent)) == {
        "Front door": [["South: All is well."], []],
        "Children in care": [[], ["South: Go on."]],
        "Teams that have not answered as asked": [
            ["North: came back with nothing in its boxes.", "East: came back with nothing in its boxes."],
            [],
        ],
    }


def test_the_public_edition_withholds_in_the_teams_texts_what_it_withholds_in_their_figures(tmp_path) -> None:
    made = figures(least=0, most=14)
    on_sheets(made).save(tmp_path / "kpi.xlsx")
    sent = tmp_path / "sent"
    build_teams(tmp_path / "kpi.xlsx", "team", sent, Settings())
    referrals = made["Number of referrals in the month"]
    team, number = next((team, row[at]) for at in range(6) for team, row in referrals.items() if 1 < row[at] <= 5)
    type_into(sent / f"{team}-scrutiny.xlsx", f"There were {number} referrals.")
    assert texts(collect(sent, edition=Edition.PUBLIC))["Front door"][0] == [f"{team}: There were [c] referrals."]


def test_texts_typed_and_saved_by_libreoffice_come_back(sent, calculator) -> None:
    """As xlsx over the file itself, and as ods beside it: nothing but the boxes is taken for changed."""
    for name, target in ((NORTH, NORTH), (SOUTH, "South-scrutiny.ods")):
        typed = dict(zip(boxes(sent / name), ("- More visits\n+ 3 = better", "Next: café №5"), strict=False))
        calculator.type_and_save(sent / name, typed, sent / target)
    (sent / SOUTH).unlink()
    type_into(sent / EAST, "All is well.")
    found = collect(sent)
    assert verdicts(found) == [
        ("North", NORTH, "collected"), ("South", "South-scrutiny.ods", "collected"), ("East", EAST, "collected"),
    ]  # fmt: skip
    assert texts(found)["Front door"] == [
        ["Front door went well.", "North:\n- More visits\n+ 3 = better", "South:\n- More visits\n+ 3 = better",
         "East: All is well."],
        ["Go on with it.", "North: Next: café №5", "South: Next: café №5"],
    ]  # fmt: skip
