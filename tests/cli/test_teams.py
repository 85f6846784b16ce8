"""`build --by` and `collect` on the command line: paths and JSON on standard output, words aside, exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import openpyxl
import pytest

sys.path.append(str(Path(__file__).parent.parent / "teams"))

from team_books import figures, in_column
from team_forms import type_into


@pytest.fixture
def kpi(tmp_path: Path) -> Path:
    in_column(figures(("North", "South"))).save(tmp_path / "kpi.xlsx")
    return tmp_path / "kpi.xlsx"


def test_teams_are_built_sent_and_collected(run, kpi) -> None:
    sent = kpi.parent / "kpi-teams"
    built = run("build", kpi, "--by", "team")
    assert (built.code, built.out.splitlines()) == (
        0, [str(sent / name) for name in ("North-scrutiny.xlsx", "South-scrutiny.xlsx", "teams-side-by-side.xlsx")]
    )  # fmt: skip
    assert built.err == "2 teams, 4 indicators; the teams come to the whole\n"
    type_into(sent / "North-scrutiny.xlsx", "All is well.")
    some = run("collect", sent, "-o", kpi.parent / "whole.xlsx")
    assert (some.code, some.out) == (1, f"{kpi.parent / 'whole.xlsx'}\n")
    assert some.err.splitlines() == [
        "collected  North in North-scrutiny.xlsx: 1 text",
        "blank      South in South-scrutiny.xlsx: came back with nothing in its boxes",
    ]
    type_into(sent / "South-scrutiny.xlsx", "Better than last month.")
    whole = run("collect", sent, "-o", kpi.parent / "whole.xlsx", "--from", kpi, "--format", "json", "--quiet")
    document = json.loads(whole.out)
    assert (whole.code, whole.err) == (0, "")
    assert {key: document[key] for key in ("schema", "file", "output", "edition", "reporting_month")} == {
        "schema": 1, "file": "kpi.xlsx", "output": str(kpi.parent / "whole.xlsx"), "edition": "internal",
        "reporting_month": "2022-09",
    }  # fmt: skip
    assert document["returns"][1] == {
        "team": "South",
        "file": "South-scrutiny.xlsx",
        "verdict": "collected",
        "why": None,
        "altered": [],
        "texts": [{"section": "Front door", "kind": "Analysis", "text": "Better than last month."}],
    }


def test_json_of_a_build_names_each_workbook_and_what_does_not_add_up(run, kpi) -> None:
    book = openpyxl.load_workbook(kpi)
    book.worksheets[0]["I6"] = 999
    book.save(kpi)
    done = run("build", kpi, "--by", "team", "-o", kpi.parent / "out", "--format", "json", "--strict")
    document = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert (document["by"], document["whole"], document["reporting_month"]) == ("team", "All teams", "2022-09")
    assert [(each["team"], Path(each["output"]).name, each["indicators"]) for each in document["teams"]] == [
        ("North", "North-scrutiny.xlsx", 4),
        ("South", "South-scrutiny.xlsx", 4),
    ]
    assert document["comparison"] == str(kpi.parent / "out" / "teams-side-by-side.xlsx")
    assert sum(document["findings"].values()) > 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "kpi.xlsx", "--by", "ward"), "no teams can be told by 'ward'"),
        (("build", "kpi.xlsx", "--by", "team", "--pdf"), "--pdf goes with one workbook"),
        (("build", "kpi.xlsx", "--by", "team", "-o", "kpi.xlsx"), "cannot be made a folder"),
        (("collect", "nowhere", "-o", "whole.xlsx"), "nowhere: is no folder"),
        (("collect", ".", "-o", "whole.xlsx"), "holds no team's workbook"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(run, kpi, monkeypatch, arguments, words) -> None:
    monkeypatch.chdir(kpi.parent)
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert not (kpi.parent / "whole.xlsx").exists()
