"""One workbook a team with boxes that alone can be typed into, and the comparison: figures, words, formulas."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from team_books import ASSESSMENTS, CHILDREN, REFERRALS, VISITS, figures, in_column, on_sheets
from team_forms import boxes, type_into

from kpi_workbook.errors import CannotWrite
from kpi_workbook.reading.files import open_grids
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.scrutiny.response import SHEET, read_answer
from kpi_workbook.settings import Settings
from kpi_workbook.teams import build_teams
from kpi_workbook.teams.building import file_names

NASTY = ("North*", "North & 'East'", ">5 " + "é" * 60)
BOXES = [(SHEET, "B8"), (SHEET, "B9"), (SHEET, "B13"), (SHEET, "B14")]
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")


def rows_of(path: Path, sheet: str) -> list[list[object]]:
    """A sheet's stored values, empty rows and cells left out."""
    book = load_workbook(path, data_only=True)
    lines = ([cell for cell in row if cell is not None] for row in book[sheet].iter_rows(values_only=True))
    return [line for line in lines if line]


def test_every_team_has_a_workbook_of_its_own_rows_named_after_it(built) -> None:
    assert [(each.team, each.path.name) for each in built.teams] == [
        ("North", "North-scrutiny.xlsx"),
        ("South", "South-scrutiny.xlsx"),
        ("East", "East-scrutiny.xlsx"),
    ]
    assert {path.name for path in built.comparison.parent.iterdir()} == {
        *(each.path.name for each in built.teams),
        "teams-side-by-side.xlsx",
    }
    assert [len(each.report.book.indicators) for each in built.teams] == [4, 4, 4]
    assert [each.report.book.indicators[0].observations[-1].place.cell for each in built.teams] == ["I4", "I5", "I6"]


def test_the_form_asks_section_by_section_and_its_slip_says_whose_it_is(built) -> None:
    answer = read_answer(open_grids(built.teams[1].path))
    assert (answer.team, answer.by, answer.month) == ("South", "team", "2022-09")
    assert (answer.input_file, answer.input_sha256) == ("kpi.xlsx", built.division.book.sha256)
    assert [(box.number, box.section, box.label) for box in answer.boxes] == [
        (1, "Front door", "Analysis"),
        (1, "Front door", "Actions and next steps"),
        (2, "Children in care", "Analysis"),
        (2, "Children in care", "Actions and next steps"),
    ]
    assert (answer.altered, answer.is_blank) == ((), True)


def test_the_boxes_alone_can_be_typed_into_and_say_what_they_are_for(built) -> None:
    sheet = load_workbook(built.teams[0].path)[SHEET]
    unlocked = [(SHEET, cell.coordinate) for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert sheet.protection.sheet
    assert unlocked == boxes(built.teams[0].path) == BOXES
    assert {cell.number_format for cell in (sheet[place] for _, place in BOXES)} == {"@"}
    prompts = sheet.data_validations.dataValidation
    assert all(each.showInputMessage for each in prompts)
    assert [(str(each.sqref), each.promptTitle, each.prompt.split(". ")[0]) for each in prompts] == [
        ("B8", "Analysis", "Front door"),
        ("B9", "Actions and next steps", "Front door"),
        ("B13", "Analysis", "Children in care"),
        ("B14", "Actions and next steps", "Children in care"),
    ]


def test_the_same_input_gives_the_same_bytes(built, tmp_path) -> None:
    source = built.comparison.parent.parent / "kpi.xlsx"
    again = build_teams(source, "team", tmp_path / "again", Settings())
    for one, other in zip(
        (*(each.path for each in built.teams), built.comparison),
        (*(each.path for each in again.teams), again.comparison),
        strict=True,
    ):
        assert one.read_bytes() == other.read_bytes()


def test_a_workbook_in_which_a_team_has_typed_is_never_written_over(sent) -> None:
    source = sent.parent / "kpi.xlsx"
    build_teams(source, "team", sent, Settings())  # untouched ones may go
    type_into(sent / "South-scrutiny.xlsx", "All is well.")
    before = {path: path.read_bytes() for path in sent.iterdir()}
    with pytest.raises(CannotWrite, match=r"South-scrutiny\.xlsx: holds texts of South that would be lost"):
        build_teams(source, "team", sent, Settings())
    assert {path: path.read_bytes() for path in sent.iterdir()} == before


def test_teams_may_be_called_what_no_file_may_hold(tmp_path) -> None:
    """openpyxl writes texts as they are, so these are a control character, no character at all, and `_x0041_`."""
    in_column(figures(("North_x0001_", "South_xFFFE_", "East _x005F_x0041_"))).save(tmp_path / "kpi.xlsx")
    done = build_teams(tmp_path / "kpi.xlsx", "team", tmp_path / "out", Settings())
    assert [each.team for each in done.teams] == ["North\x01", "South\ufffe", "East _x0041_"]
    (cover,) = [grid for grid in open_grids(done.comparison).sheets if grid.name == "Teams"]
    shown = {cell.value for cell in cover}
    assert {"North", "South", "East _x0041_"} <= shown


def test_names_are_legal_and_no_two_are_one_file() -> None:
    assert file_names(("A/B", "A:B", "North", "NORTH", "con", "No. 1", "..."), "-scrutiny.xlsx") == {
        "A/B": "A_B-scrutiny.xlsx",
        "A:B": "A_B-2-scrutiny.xlsx",
        "North": "North-scrutiny.xlsx",
        "NORTH": "NORTH-2-scrutiny.xlsx",
        "con": "_con-scrutiny.xlsx",
        "No. 1": "No. 1-scrutiny.xlsx",
        "...": "workbook-scrutiny.xlsx",
    }


def share(*typed: str) -> float:
    """Percentages as typed, their counts pooled."""
    pairs = [tuple(map(int, each.split("(")[1][:-1].split("/"))) for each in typed]
    return sum(part for part, _ in pairs) / sum(of for _, of in pairs)


def approximate(lines: list[list[object]]) -> list[list[object]]:
    return [[pytest.approx(cell) if isinstance(cell, float) else cell for cell in line] for line in lines]


def test_the_comparison_sets_teams_side_by_side(built) -> None:
    """Figures, the whole, the spread, who is best by polarity, and whether the gap could be chance; then words."""
    made = figures()
    latest = {name: [row[-1] for row in made[name].values()] for name in made}  # the teams, then the whole
    shares = {name: [share(each) for each in latest[name]] for name in (ASSESSMENTS, VISITS)}
    tail = ("[z]", "[z]", "[z]")
    wanted = [
        ["Indicator", "Target", "All teams", "North", "South", "East", "Spread", "Best", "Furthest behind",
         "Beyond chance?"],
        [REFERRALS, "[z]", 360, 175, 67, 118, 108, *tail],
        [ASSESSMENTS, 0.85, *_whole_first(shares[ASSESSMENTS]), 36.95099818511797, "North", "East", "Yes"],
        [CHILDREN, "[z]", 512, 198, 195, 119, 79, *tail],
        [VISITS, 0.95, *_whole_first(shares[VISITS]), 36.19932432432432, "South", "North", "Yes"],
        ["The same held against the target, in words"],
        ["Indicator", "Target", "All teams", "North", "South", "East"],
        [REFERRALS, "[z]", *("No target",) * 4],
        [ASSESSMENTS, 0.85, "Missed", "Met", "Met", "Missed"],
        [CHILDREN, "[z]", *("No target",) * 4],
        [VISITS, 0.95, "Missed", "Missed", "Met", "Near"],
    ]  # fmt: skip
    assert rows_of(built.comparison, "In month")[3:] == approximate(wanted)


def _whole_first(values: list[float]) -> list[float]:
    return [values[-1], *values[:-1]]


def test_the_year_to_date_pools_counts_and_adds_flows(built) -> None:
    made = figures()
    added = [sum(row) for row in made[REFERRALS].values()]
    pooled = [share(*row) for row in made[ASSESSMENTS].values()]
    spread = (max(pooled[:3]) - min(pooled[:3])) * 100
    assert rows_of(built.comparison, "Year to date")[4:6] == approximate(
        [
            [REFERRALS, "[z]", *_whole_first(added), max(added[:3]) - min(added[:3]), "[z]", "[z]", "[z]"],
            [ASSESSMENTS, 0.85, *_whole_first(pooled), spread, "South", "North", "Yes"],
        ]
    )


def test_teams_are_counted_by_status_and_held_against_the_whole(built) -> None:
    assert rows_of(built.comparison, "Teams")[6:10] == [
        ["Team", "Indicators", "Met in month", "Near in month", "Missed in month", "Met to date", "Near to date",
         "Missed to date", "Scrutiny workbook"],
        ["North", 4, 1, 0, 1, 0, 0, 2, "North-scrutiny.xlsx"],
        ["South", 4, 2, 0, 0, 0, 1, 1, "South-scrutiny.xlsx"],
        ["East", 4, 0, 1, 1, 0, 0, 2, "East-scrutiny.xlsx"],
    ]  # fmt: skip
    agreed = "The teams come to the whole in every month."
    assert rows_of(built.comparison, "Totals")[4:7] == [
        [REFERRALS, "Figures, added", 360, 360, 0, 6, 0, agreed],
        [ASSESSMENTS, "Numerators, added", 352, 352, 0, 6, 0, agreed],
        [ASSESSMENTS, "Denominators, added", 457, 457, 0, 6, 0, agreed],
    ]


def test_a_whole_that_differs_is_told_in_words_and_by_a_finding(tmp_path) -> None:
    book = in_column()
    book.worksheets[0]["I7"] = 363
    book.save(tmp_path / "kpi.xlsx")
    made = build_teams(tmp_path / "kpi.xlsx", "team", tmp_path / "out", Settings())
    assert rows_of(made.comparison, "Totals")[4] == [
        REFERRALS, "Figures, added", 360, 363, -3, 6, 1, "Teams and whole: Sep-22 360 and 363.",
    ]  # fmt: skip
    assert [str(each.place) for each in made.findings if each.rule in ("A308", "A320")] == ["1 Front door!I7"]


def test_without_a_whole_the_teams_stand_together_whatever_they_are_called(tmp_path, calculator) -> None:
    in_column(figures(NASTY, None)).save(tmp_path / "kpi.xlsx")
    made = build_teams(tmp_path / "kpi.xlsx", "team", tmp_path / "out", Settings())
    heading, referrals, assessments, *_ = rows_of(made.comparison, "In month")[3:]
    pooled = share(*(row[-1] for row in figures(NASTY, None)[ASSESSMENTS].values()))
    assert heading[3:6] == list(NASTY)
    assert (heading[2], referrals[2], assessments[2]) == ("Teams together", 360, pytest.approx(pooled))
    assert "Totals" not in load_workbook(made.comparison).sheetnames
    stored, recalculated = calculator.stored_and_recalculated(made.comparison)
    assert recalculated == stored


def test_the_public_edition_has_no_boxes_and_withholds_in_the_comparison(tmp_path) -> None:
    on_sheets(figures(least=0, most=14)).save(tmp_path / "kpi.xlsx")
    made = build_teams(tmp_path / "kpi.xlsx", "team", tmp_path / "out", Settings(), edition=Edition.PUBLIC)
    assert made.comparison.name == "teams-side-by-side-public.xlsx"
    for each in made.teams:
        assert SHEET not in load_workbook(each.path).sheetnames
        assert each.report.suppression.cells
    assert any("[c]" in line for line in rows_of(made.comparison, "In month"))


def test_formulas_of_a_teams_workbook_and_of_the_comparison_recalculate_alike(built, calculator) -> None:
    for path, least in ((built.teams[1].path, 300), (built.comparison, 100)):
        stored, recalculated = calculator.stored_and_recalculated(path)
        assert recalculated == stored
        assert len(stored) > least


def test_each_team_is_held_against_its_own_rows_of_the_previous_issue(tmp_path) -> None:
    teams = figures(("North", "South"))
    in_column(teams).save(tmp_path / "november.xlsx")
    book = in_column(teams)
    book.worksheets[0]["E5"] = 1 + book.worksheets[0]["E5"].value  # South in May, and not the whole
    book.save(tmp_path / "december.xlsx")
    made = build_teams(
        tmp_path / "december.xlsx", "team", tmp_path / "out", Settings(), previous=tmp_path / "november.xlsx"
    )
    revised = {
        each.team: [str(one.place) for one in each.report.findings if one.rule.startswith("R")] for each in made.teams
    }
    assert revised == {"North": [], "South": ["1 Front door!E5"]}
    assert all("Revisions" in load_workbook(each.path).sheetnames for each in made.teams)
