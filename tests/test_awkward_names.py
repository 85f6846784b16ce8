"""Files and sheets with awkward names go through every command; no harm is printed or written on."""

from __future__ import annotations

import email
import email.policy
import html
import json
import os
import re
import shutil
import sys
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

sys.path.append(str(Path(__file__).parent / "teams"))

from team_forms import type_into

from kpi_workbook.filenames import printable
from kpi_workbook.reading.files import open_grids

HARMFUL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
NAMES = {
    "newline": b"line\nbreak.xlsx",
    "dash": b"-dash.xlsx",
    "not UTF-8": b"caf\xe9.xlsx",
    "255 bytes": b"x" * 250 + b".xlsx",
    "accent in two": unicodedata.normalize("NFD", "café.xlsx").encode(),
    "reserved": b"CON.xlsx",
    "turned round": "gpj.\u202exslx.xlsx".encode(),
    "ANSI": b"\x1b[31mred\x1b]0;title\x07.xlsx",
    "blanks": b" . .xlsx",
    "quotes": b'it\'s "1" & <2> $(id) `id` %s {x}.xlsx',
    "emoji": "👩‍👧 £.xlsx".encode(),
}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = openpyxl.Workbook()
    for line in (
        ("Children's services 2022/23",),
        ("Indicator", "Apr-22", "May-22", "Jun-22", "Target"),
        ("Number of referrals", 100, 120, 130, 150),
        ("Percentage of assessments within 45 days", "84% (84/100)", "86% (85/100)", "90% (90/100)", "85%"),
    ):
        book.active.append(line)
    path = tmp_path_factory.mktemp("sound") / "kpi.xlsx"
    book.save(path)
    return path


@pytest.fixture(params=NAMES.values(), ids=list(NAMES))
def awkward(request: pytest.FixtureRequest, sound: Path, tmp_path: Path) -> Path:
    path = tmp_path / os.fsdecode(request.param)
    shutil.copyfile(sound, path)
    return path


def harmless(done) -> None:
    """Nothing printed turns a terminal's colours, title or direction, or breaks a line where none is."""
    assert HARMFUL.search(done.out + done.err) is None
    assert "mistake in the program" not in done.err


def outputs(folder: Path, source: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path != source]


def test_every_command_takes_it(run, awkward: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for command, codes in (
        (("read", awkward), (0,)),
        (("read", awkward, "--json"), (0,)),
        (("check", awkward, "--format", "json"), (1,)),
        (("export", awkward, "-o", out / "out.csv"), (0,)),
        (("roll-forward", awkward, "-o", out / "next.xlsx"), (0,)),
        (("build", awkward, "-o", tmp_path / "none" / awkward.name), (2,)),
        (("read", tmp_path / "none" / awkward.name), (2,)),
    ):
        done = run(*command, "--log", out / "kpi.log")
        assert done.code in codes, (command, done.err)
        harmless(done)
        if "json" in str(command[-1]):
            json.loads(done.out).get("file", "").encode("utf-8")
    assert HARMFUL.search((out / "kpi.log").read_text()) is None


def test_what_is_written_beside_it_has_a_legal_name_and_can_be_mailed(run, awkward: Path, tmp_path: Path) -> None:
    harmless(done := run("build", awkward, "--format", "json"))
    assert done.code == 0
    (made,) = outputs(tmp_path, awkward)
    assert not HARMFUL.search(made.name)
    assert len(os.fsencode(made.name)) <= 255
    assert made.stem.split(".")[0].casefold() not in ("con", "prn", "aux", "nul")
    assert json.loads(done.out)["output"] == printable(made)
    harmless(mailed := run("email", made, "--to", "chair@council.gov.uk"))
    assert mailed.code == 0, mailed.err
    message = email.message_from_bytes(made.with_suffix(".eml").read_bytes(), policy=email.policy.default)
    (attached,) = message.iter_attachments()
    assert not HARMFUL.search(attached.get_filename())
    assert not HARMFUL.search(message["Subject"])


def test_a_dash_in_front_is_told_from_an_option(run, sound: Path, tmp_path: Path, monkeypatch) -> None:
    shutil.copyfile(sound, tmp_path / "-dash.xlsx")
    monkeypatch.chdir(tmp_path)
    for command in (("read", "--", "-dash.xlsx"), ("read", "./-dash.xlsx"), ("build", "--quiet", "--", "-dash.xlsx")):
        assert run(*command).code == 0
    assert (tmp_path / "-dash-scrutiny.xlsx").is_file()


def test_two_long_names_that_begin_alike_have_outputs_of_their_own(run, sound: Path, tmp_path: Path) -> None:
    for end in "ab":
        shutil.copyfile(sound, tmp_path / f"{'x' * 240}{end}.xlsx")
        run("build", tmp_path / f"{'x' * 240}{end}.xlsx")
    assert len(list(tmp_path.glob("*-scrutiny.xlsx"))) == 2


def test_a_batch_of_them_all(run, sound: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in NAMES.values():
        shutil.copyfile(sound, folder / os.fsdecode(name))
    for twin in ("Twin.xlsx", "twin.xlsx", "TWIN.XLSX", "café.xlsx"):
        shutil.copyfile(sound, folder / twin)
    done = run("batch", folder, "-o", out, "--jobs", "1", "--log", tmp_path / "kpi.log")
    harmless(done)
    assert done.code == 0, done.err
    assert len(done.out.splitlines()) == len(NAMES) + 4
    made = [path.name for path in out.glob("*-scrutiny.xlsx")]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in made}) == len(NAMES) + 4
    assert [name for name in made if HARMFUL.search(name)] == []
    document = json.loads((out / "batch-summary.json").read_bytes())
    assert all(row["source"].encode("utf-8").isascii() or row["source"].isprintable() for row in document["workbooks"])
    assert HARMFUL.search((tmp_path / "kpi.log").read_text()) is None


TEAMS = (
    "a\nb", "\u202eturned", "=1+1", "'quoted'", "../up", "CON", "x" * 300, "-dash", "&amp; <b>", "north", "cafe\u0301",
    "History", "#REF!", "%s {x} $(id)", "Totals",
)  # fmt: skip
THE_SAME_AGAIN = ("NORTH", "café", " ")
"""Two of them written otherwise, and none."""


def test_organisations_with_awkward_names_side_by_side(run, sound: Path, tmp_path: Path) -> None:
    names = [*NAMES.values(), *(os.fsencode(f"{letter}{'y' * 200}.xlsx") for letter in "ab")]
    for name, organisation in zip(names, TEAMS, strict=False):
        folder = tmp_path / "in" / os.fsdecode(name)
        folder.mkdir(parents=True)
        shutil.copyfile(sound, folder / os.fsdecode(name))
        (folder / "kpi-workbook.toml").write_text(f"organisation = {json.dumps(organisation)}", encoding="utf-8")
    beside, log = tmp_path / "side by side.xlsx", ("--log", tmp_path / "kpi.log")
    done = run(
        "batch", tmp_path / "in", "-o", tmp_path / "out", "--recursive", "--jobs", "1", "--benchmark", beside, *log
    )
    harmless(done)
    assert done.code == 0, done.err
    cells = {str(cell.value)[:200] for cell in open_grids(beside).sheets[1]}
    assert {" ".join(each.split())[:200] for _, each in zip(names, TEAMS, strict=False)} - cells == set()
    assert HARMFUL.search((tmp_path / "kpi.log").read_text()) is None


def by_team(path: Path, teams: Sequence[str]) -> None:
    """Two indicators of teams, figures large enough to be shown to everybody."""
    book = openpyxl.Workbook()
    book.active.append(("Indicator", "Team", "Apr-22", "May-22", "Jun-22"))
    for name in ("Number of referrals in the month", "Number of visits in the month"):
        for number, team in enumerate(teams, start=20):
            book.active.append((name, None, number, number + 1, number + 2))
            book.active.cell(book.active.max_row, 2, team).data_type = "s"
    book.save(path)


def test_its_teams_are_built_and_collected(run, awkward: Path, tmp_path: Path) -> None:
    by_team(awkward, ("North", "South"))
    harmless(done := run("build", awkward, "--by", "team", "--format", "json"))
    assert done.code == 0, done.err
    (sent,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert not HARMFUL.search(sent.name)
    type_into(sent / "North-scrutiny.xlsx", "All is well.")
    harmless(done := run("collect", sent, "-o", tmp_path / "whole.xlsx", "--format", "json"))
    assert done.code == 1, done.err
    assert [each["verdict"] for each in json.loads(done.out)["returns"]] == ["collected", "blank"]


def test_teams_with_awkward_names_are_built_and_collected(run, tmp_path: Path) -> None:
    by_team(tmp_path / "kpi.xlsx", (*TEAMS, *THE_SAME_AGAIN))
    out = tmp_path / "out"
    harmless(done := run("build", tmp_path / "kpi.xlsx", "--by", "team", "-o", out, "--format", "json"))
    assert done.code == 0, done.err
    document = json.loads(done.out)
    teams = [each["team"] for each in document["teams"]]
    made = [path.name for path in out.iterdir()]
    assert (len(teams), len(made), document["whole"]) == (len(TEAMS) - 1, len(TEAMS), "Totals")
    assert set(tmp_path.iterdir()) == {out, tmp_path / "kpi.xlsx"}
    assert [name for name in made if HARMFUL.search(name) or len(os.fsencode(name)) > 255] == []
    assert len({unicodedata.normalize("NFC", name).casefold() for name in made}) == len(made)
    for path in (Path(each["output"]) for each in document["teams"][:3]):
        type_into(path, "+1 is what =1+1 says.")
    done = run("collect", out, "-o", tmp_path / "whole.xlsx", "--format", "json", "--log", tmp_path / "kpi.log")
    harmless(done)
    returns = [(each["team"], each["verdict"]) for each in json.loads(done.out)["returns"]]
    assert returns == [*((team, "collected") for team in teams[:3]), *((team, "blank") for team in teams[3:])]
    assert HARMFUL.search((tmp_path / "kpi.log").read_text()) is None


SHEETS = (
    "a\nb", "\x1b[31mred", "\u202eturned", "=1+1", "'quoted'", "History", "CON", "x" * 31, "-dash", "&amp; <b>", "KPIs",
    "kpis", "a/b:c?*[1]", "y" * 40,
)  # fmt: skip


def test_awkward_sheet_names_in_every_command(run, tmp_path: Path) -> None:
    from raw_sheets import workbook_with_sheets

    path = tmp_path / "kpi.xlsx"
    path.write_bytes(workbook_with_sheets(SHEETS))
    for command, code in (
        (("read", path), 0),
        (("read", path, "--json"), 0),
        (("check", path), 0),
        (("check", path, "--mark", tmp_path / "marked.xlsx"), 0),
        (("build", path, "-o", tmp_path / "out.xlsx"), 0),
        (("build", path, "-o", tmp_path / "public.xlsx", "--edition", "public"), 0),
        (("export", path, "-o", tmp_path / "out.csv"), 0),
        (("roll-forward", path, "-o", tmp_path / "next.xlsx"), 0),
        (("email", tmp_path / "out.xlsx", "--to", "chair@council.gov.uk"), 0),
    ):
        done = run(*command, "--log", tmp_path / "kpi.log")
        assert done.code in (code, 1), done.err
        harmless(done)
    for name in ("marked.xlsx", "out.xlsx", "public.xlsx", "next.xlsx"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            listed = re.findall(r'<sheet name="([^"]*)"', archive.read("xl/workbook.xml").decode())
        titles = [html.unescape(each) for each in listed]
        assert len(titles) >= len(SHEETS)
        assert [title for title in titles if len(title) > 31 or re.search(r"[\[\]:*?/\\\x00-\x1f]", title)] == []
        assert "history" not in {title.casefold() for title in titles}
        assert len({title.casefold() for title in titles}) == len(titles)
