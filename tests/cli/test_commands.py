"""The promises of the command line: streams, exit codes, JSON shapes."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest

FIGURES = Path(__file__).parents[2] / "examples" / "southampton_figures.csv"
MONTHS = [f"2022-{month:02d}" for month in range(4, 13)]


def test_read_gives_every_printed_figure_at_its_cell(run, december) -> None:
    done = run("read", december, "--json")
    document = json.loads(done.out)
    sheets = openpyxl.load_workbook(december)
    read = []
    for section in document["sections"]:
        for row in section["indicators"]:
            assert sheets[section["sheet"]][row["cell"]].value == row["name"]
            read.append([section["title"], row["name"], *(each["typed"] for each in row["observations"])])
    with FIGURES.open(encoding="utf-8", newline="") as file:
        printed = [[row["section"], row["indicator"], *list(row.values())[2:11]] for row in csv.DictReader(file)]
    assert done.code == 0
    assert document["months"] == MONTHS
    assert document["reporting_month"] == "2022-12"
    assert document["organisation"] == "Southampton"
    assert len(read) == 37
    assert [row[:2] for row in read] == [row[:2] for row in printed]
    assert [row[2:] for row in read] == [row[2:] for row in printed]


def test_read_splits_percentages_from_their_counts(run, december) -> None:
    document = json.loads(run("read", december, "--json").out)
    sheets = openpyxl.load_workbook(december)
    with_counts = 0
    for section in document["sections"]:
        for row in section["indicators"]:
            for each in row["observations"]:
                typed = str(sheets[section["sheet"]][each["cell"]].value)
                pattern = re.fullmatch(r"(\d+)% \((\d+)/(\d+)\)", typed)
                if pattern:
                    with_counts += 1
                    percent, numerator, denominator = map(int, pattern.groups())
                    assert each["value"] == pytest.approx(percent / 100)
                    assert (each["numerator"], each["denominator"]) == (numerator, denominator)
    assert with_counts == 153


def test_check_finds_what_is_wrong_with_the_percentages(run, december) -> None:
    done = run("check", december, "--format", "json")
    (file,) = json.loads(done.out)["files"]
    found = {(each["sheet"], each["cell"]) for each in file["findings"] if each["rule"] == "A301"}
    assert found == {
        ("3 Management Support", "B8"),
        ("3 Management Support", "I8"),
        ("2 Direct Contact", "E7"),
        ("5 Corporate Parenting", "C8"),
    }
    assert done.code == 1
    assert set(file) == {"file", "findings", "counts", "not_run"}
    assert file["counts"]["error"] == sum(each["severity"] == "error" for each in file["findings"])


@pytest.mark.parametrize("command", ["read", "check", "build"])
@pytest.mark.parametrize("kind", ["text", "missing", "folder", "empty"])
def test_a_file_that_cannot_be_read_is_refused_in_one_line(run, tmp_path, command, kind) -> None:
    path = tmp_path / "figures.xlsx"
    if kind == "text":
        path.write_text("Indicator,Apr-22\nContacts,4\n")
    elif kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.touch()
    done = run(command, path)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "figures.xlsx" in done.err
    assert "Traceback" not in done.err


def test_one_file_that_cannot_be_read_hides_nothing_of_the_others(run, december, tmp_path) -> None:
    alone = run("check", december)
    none = tmp_path / "none.xlsx"
    refusal = "kpi-workbook: none.xlsx: there is no such file; check the folder and the spelling [NOT_FOUND]\n"
    for order in ((december, none), (none, december)):
        done = run("check", *order)
        assert (done.code, done.out, done.err) == (2, alone.out, refusal)
    document = json.loads(run("check", december, none, "--format", "json").out)
    assert [each["file"] for each in document["files"]] == [december.name]
    assert document["refused"] == [
        {"file": "none.xlsx", "code": "NOT_FOUND", "message": refusal[14:-13]},
    ]
    assert json.loads(run("check", december, "--format", "json").out)["refused"] == []


def test_build_writes_beside_the_file_and_prints_the_path(run, december, tmp_path) -> None:
    source = tmp_path / december.name
    source.write_bytes(december.read_bytes())
    done = run("build", source)
    target = tmp_path / "southampton-2022-12-scrutiny.xlsx"
    assert done.code == 0
    assert done.out.strip() == str(target)
    assert target.is_file()
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name}


def test_build_strict_fails_on_an_error(run, december, tmp_path) -> None:
    assert run("build", december, "-o", tmp_path / "a.xlsx", "--strict").code == 1


def test_build_json_holds_every_indicator(run, december, tmp_path) -> None:
    document = json.loads(run("build", december, "-o", tmp_path / "a.xlsx", "--format", "json").out)
    assert len(document["indicators"]) == 37
    assert document["months_gone"] == 9
    assert sum(document["status"].values()) == 37


def test_build_as_at_an_earlier_month(run, december, tmp_path) -> None:
    document = json.loads(
        run("build", december, "-o", tmp_path / "a.xlsx", "--month", "2022-10", "--format", "json").out
    )
    assert (document["reporting_month"], document["months_gone"]) == ("2022-10", 7)
    refused = run("build", december, "-o", tmp_path / "b.xlsx", "--month", "2023-02")
    assert refused.code == 2
    assert "2023-02" in refused.err
    assert run("build", december, "--month", "October").code == 2


def test_demo_builds_the_bundled_example(run, tmp_path) -> None:
    done = run("demo", "-o", tmp_path)
    assert done.code == 0
    assert Path(done.out.strip()).is_file()
    assert "findings" in done.err


def test_demo_says_where_it_cannot_write(run, tmp_path) -> None:
    (tmp_path / "taken").touch()
    done = run("demo", "-o", tmp_path / "taken")
    assert done.code == 2
    assert (
        done.err
        == f"kpi-workbook: {tmp_path / 'taken'}: cannot be made a folder (file exists); name another [CANNOT_WRITE]\n"
    )


def test_a_folder_for_outputs_is_made_whatever_the_command(run, december, tmp_path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kpi.xlsx").write_bytes(december.read_bytes())
    assert run("demo", "-o", tmp_path / "a" / "demo", "--quiet").code == 0
    assert run("batch", tmp_path / "in", "-o", tmp_path / "a" / "batch", "--jobs", "1", "--quiet").code == 0
    assert {path.name for path in (tmp_path / "a").iterdir()} == {"demo", "batch"}


def test_quiet_prints_results_only(run, tmp_path) -> None:
    assert run("demo", "-o", tmp_path, "--quiet").err == ""


def test_settings_stand_anywhere_on_the_line_and_name_the_wrong_key(run, december, tmp_path) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text("[tolerance]\npoint = 0.1\n")
    for arguments in (("--settings", settings, "read", december), ("read", december, f"--settings={settings}")):
        done = run(*arguments)
        assert done.code == 2
        assert "tolerance.point" in done.err


def test_settings_that_are_not_there_are_said_not_to_be(run, december, tmp_path) -> None:
    missing = tmp_path / "mine.toml"
    done = run("read", december, "--settings", missing)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"kpi-workbook: {missing}: there is no such settings file; check the folder and the spelling "
        "[INVALID_SETTINGS]\n"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("build",), "missing argument 'FILE'; `kpi-workbook build --help` shows what it takes"),
        (("email", "kpi.xlsx"), "missing option '--to'; `kpi-workbook email --help` shows what it takes"),
        (("build", "kpi.xlsx", "--edition", "secret"), "`kpi-workbook build --help` shows what it takes"),
        (("build", "kpi.xlsx", "--colour"), "`kpi-workbook build --help` shows what it takes"),
        (("make", "kpi.xlsx"), "`kpi-workbook --help` shows what it takes"),
        (("--year", "22", "read", "kpi.xlsx"), "`kpi-workbook --help` shows what it takes"),
        (("check", "a.xlsx", "b.xlsx", "--mark", "c.xlsx"), "--mark takes one workbook at a time"),
        (
            ("build", "kpi.xlsx", "--month", "October"),
            "--month: 'October' is not a month written YYYY-MM, such as 2022-04",
        ),
        (("explain", "Z999"), "'Z999' is no check and no refusal; `kpi-workbook explain` lists them all"),
    ],
)
def test_what_no_command_takes_is_told_in_one_line(run, typed, said) -> None:
    done = run(*typed)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("kpi-workbook: ")
    assert done.err.endswith(f"{said} [BAD_USAGE]\n")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(("command", "argument"), [("explain", "RULE"), ("doctor", "FOLDER")])
def test_help_puts_what_may_be_left_out_into_brackets_once(run, command, argument) -> None:
    usage = run(command, "--help").out.splitlines()[0]
    assert usage.removesuffix(f"[{argument}]") == f"Usage: kpi-workbook {command} [OPTIONS] "


def test_without_a_command_the_front_page_is_shown(run) -> None:
    assert run() == run("--help")
    assert run().out.startswith("Usage: kpi-workbook")


def test_explain_lists_the_checks_and_tells_one(run) -> None:
    assert "A301" in run("explain").out
    assert "percentage" in run("explain", "a301").out
    assert run("explain", "Z999").code == 2


def test_text_output_is_a_table_without_control_characters(run, december) -> None:
    done = run("check", december)
    assert "3 Management Support!B8" in done.out
    assert "\x1b" not in done.out
    shown = run("read", december)
    assert "Percentage of re-referrals within 12 months" in shown.out


def test_version(run) -> None:
    assert re.fullmatch(r"kpi-workbook \d+\.\d+\.\d+", run("--version").out.strip())


def test_a_slip_of_ours_is_told_in_one_line(run, december, monkeypatch) -> None:
    def slip(*_: object) -> None:
        raise ZeroDivisionError("52 children")

    monkeypatch.setattr("kpi_workbook.pipeline.define", slip)
    done = run("read", december)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError in test_commands.py" in done.err
    assert "52" not in done.err.split("line")[0]
    monkeypatch.setenv("KPI_WORKBOOK_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run("read", december)
