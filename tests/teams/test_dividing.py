"""Whatever layout teams stand in, the same teams with the same figures come out; what is no team is none."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from team_books import (
    ASSESSMENTS,
    CHILDREN,
    LAYOUTS,
    REFERRALS,
    TEAMS,
    VISITS,
    WHOLE,
    figures,
    in_column,
    on_sheets,
    under_banners,
)

from kpi_workbook.errors import UnreadableWorkbook
from kpi_workbook.figures.teams import Division
from kpi_workbook.model import Unit
from kpi_workbook.settings import ReadingSettings, Settings
from kpi_workbook.teams import read_division

UNITS = {REFERRALS: Unit.COUNT, CHILDREN: Unit.COUNT, ASSESSMENTS: Unit.PERCENTAGE, VISITS: Unit.PERCENTAGE}


@pytest.fixture
def divide(tmp_path):
    def divided(book: Workbook, by: str = "team", settings: Settings | None = None) -> Division:
        path = tmp_path / "kpi.xlsx"
        book.save(path)
        return read_division(path, by, settings or Settings())

    return divided


def typed(division: Division, position: int) -> list[str]:
    """A row's figures as counts or numbers, however they were typed."""
    return [
        f"{each.numerator}/{each.denominator}" if each.denominator else str(each.value)
        for each in division.book.indicators[position].observations
    ]


def plain(value: object) -> str:
    return str(value).split("(")[1][:-1] if "(" in str(value) else str(value)


@pytest.mark.parametrize(("make", "by"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_gives_the_same_teams_indicators_and_figures(make, by, divide) -> None:
    division, wanted = divide(make(), by), figures()
    assert (division.teams, division.has_whole) == (TEAMS, True)
    found = {division.book.indicators[measure.first].name: measure for measure in division.measures}
    assert set(found) == set(wanted)
    for name, measure in found.items():
        rows = {WHOLE: measure.whole, **measure.parts}
        assert {team: typed(division, at) for team, at in rows.items()} == {
            team: [plain(each) for each in row] for team, row in wanted[name].items()
        }
        assert {division.book.indicators[at].unit for at in rows.values()} == {UNITS[name]}


def test_a_teams_own_workbook_has_its_rows_alone_and_the_whole_the_others(divide) -> None:
    division = divide(in_column())
    south, whole = division.of("South"), division.whole
    assert [(section.title, len(section.indicators)) for section in south.sections] == [
        ("Front door", 2),
        ("Children in care", 2),
    ]
    assert [row.observations[-1].place.cell for row in south.indicators] == ["I5", "I9", "I5", "I9"]
    assert [row.observations[-1].place.cell for row in whole.indicators] == ["I7", "I11", "I7", "I11"]
    assert {row.team for row in (*south.indicators, *whole.indicators)} == {None}
    assert [section.analysis for section in south.sections] == [(), ()]  # it is about the whole
    assert [section.analysis[0].text for section in whole.sections] == [
        "Front door went well.",
        "Children in care went well.",
    ]


def test_texts_on_a_teams_own_sheet_stay_with_it(divide) -> None:
    book = on_sheets()
    for text in ("Analysis", "North went well."):
        book["North"].append([text])
    division = divide(book)
    assert [section.analysis[0].text for section in division.of("North").sections if section.analysis] == [
        "North went well."
    ]
    assert not any(section.analysis for section in (*division.of("South").sections, *division.whole.sections))


def test_a_team_spelt_two_ways_is_one(divide) -> None:
    book = in_column()
    book.worksheets[1]["B4"] = " NORTH "
    assert divide(book).teams == TEAMS


@pytest.mark.parametrize(
    ("names", "whole"),
    [
        (("All Saints", "Totley", "Wholeflats"), "Council"),
        (("City Centre", "Service Road", "County Oak"), "Service total"),
        (("North", "South", "West"), "Children's services"),
    ],
)
def test_the_whole_is_told_by_its_name_or_its_sums_and_never_taken_for_a_ward(names, whole, divide) -> None:
    division = divide(in_column(figures(names, whole)))
    assert (division.teams, division.whole_name) == (names, whole)


def test_without_a_row_about_the_whole_all_stays_in_the_whole(divide) -> None:
    division = divide(in_column(figures(whole=None)))
    assert (division.teams, division.whole_name, division.has_whole) == (TEAMS, None, False)
    assert division.whole == division.book


def test_a_row_without_a_team_is_about_the_whole(divide) -> None:
    book = in_column()
    for cell in ("B7", "B11"):
        for sheet in book.worksheets:
            sheet[cell] = None
    division = divide(book)
    assert (division.teams, division.whole_name, division.has_whole) == (TEAMS, None, True)


def test_a_heading_in_the_settings_is_the_teams(divide) -> None:
    settings = Settings(reading=ReadingSettings(team="Ward"))
    assert divide(in_column(heading="Ward"), "team", settings).teams == TEAMS


@pytest.mark.parametrize(
    ("book", "by"),
    [
        (in_column(), "ward"),
        (in_column(), "sheet"),
        (in_column(figures(("North",), None)), "team"),
        (under_banners(figures(("North",), None)), "team"),
    ],
)
def test_where_no_teams_can_be_told_the_refusal_says_what_there_is(book, by, divide) -> None:
    with pytest.raises(UnreadableWorkbook, match="headings of names are 'Indicator'") as caught:
        divide(book, by)
    assert caught.value.code == "NO_TEAMS"


def test_years_copies_and_other_sides_of_the_figures_are_no_teams(divide) -> None:
    copies = on_sheets(figures(("North",), None))
    copies.copy_worksheet(copies.worksheets[0]).title = "North last week"
    years = on_sheets(figures(("2021-22", "2022-23"), None))
    for sheet in years.worksheets[:1]:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.endswith("-22"):
                    cell.value = cell.value.replace("-22", "-21")
    plans = on_sheets(figures(("Actual", "Target"), None))
    for book in (copies, years, plans):
        with pytest.raises(UnreadableWorkbook, match="no teams can be told"):
            divide(book)
