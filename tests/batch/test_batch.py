"""A folder of thirty workbooks, four of them broken: outputs, summary, lines and exit code."""

from __future__ import annotations

import errno
import gc
import json
import os
from pathlib import Path

import openpyxl
import pytest
from batch_books import BROKEN, NOW, SOUND, carry_out, in_this_process, small_book

from kpi_workbook import pipeline
from kpi_workbook.batch import Order, open_batch
from kpi_workbook.batch.running import STATE_FOLDER
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.batch_summary import Outcome
from kpi_workbook.settings import beside


def scrutiny_name(source: str) -> str:
    return f"{Path(source).stem}-scrutiny.xlsx"


def test_every_sound_workbook_is_built_and_nothing_else_is_left(finished) -> None:
    made = {path.name for path in finished.output.iterdir()}
    assert made == {*map(scrutiny_name, SOUND), "batch-summary.xlsx", "batch-summary.json", STATE_FOLDER}
    assert list((finished.output / STATE_FOLDER / "staging").iterdir()) == []
    assert {path.name for path in (finished.output / STATE_FOLDER).iterdir()} == {"journal.sqlite", "lock", "staging"}
    assert finished.code == 1


@pytest.mark.parametrize("source", SOUND[::12])
def test_an_output_has_the_bytes_of_a_single_build(finished, tmp_path, source) -> None:
    pipeline.build(finished.folder / source, tmp_path / "alone.xlsx")
    assert (finished.output / scrutiny_name(source)).read_bytes() == (tmp_path / "alone.xlsx").read_bytes()


def test_the_json_summary_tells_of_every_workbook(finished) -> None:
    document = json.loads((finished.output / "batch-summary.json").read_text())
    rows = {row["source"]: row for row in document["workbooks"]}
    assert document["counts"] == {"built": 26, "skipped": 1, "refused": 4, "failed": 0}
    assert {name: row["code"] for name, row in rows.items() if row["outcome"] == "refused"} == BROKEN
    assert [name for name, row in rows.items() if row["outcome"] == "skipped"] == ["~$kpi-01.xlsx"]
    built = rows["kpi-07.xlsx"]
    assert (built["output"], built["reporting_month"], built["indicators"]) == ("kpi-07-scrutiny.xlsx", "2022-06", 2)
    assert sum(built["status"].values()) == 2
    assert set(built["findings"]) == {"error", "warning", "info"}
    assert list(rows) == sorted(rows)


def test_the_summary_workbook_is_a_table_that_passes_our_audit(finished) -> None:
    path = finished.output / "batch-summary.xlsx"
    sheet = openpyxl.load_workbook(path)["Batch summary"]
    (table,) = sheet.tables.values()
    lines = [[cell.value for cell in line] for line in sheet[table.ref]]
    assert audit(path.read_bytes()) == []
    assert sheet["A2"].value == "31 workbooks: 26 built, 1 skipped, 4 refused"
    assert [line[0] for line in lines] == ["Workbook", *sorted([*SOUND, *BROKEN, "~$kpi-01.xlsx"])]
    assert [line[1] for line in lines].count("Built") == 26
    headings = dict(zip(lines[0], next(line for line in lines if line[0] == "empty.xlsx"), strict=True))
    assert headings["Outcome"] == "Refused"
    assert headings["Why not"].startswith("empty.xlsx: the file holds nothing at all")
    assert headings["Indicators"] == "[z]"


def test_each_workbook_has_one_line_and_no_bar_is_piped(finished) -> None:
    lines = finished.out.splitlines()
    assert sorted(line.split()[1].rstrip(":") for line in lines) == sorted([*SOUND, *BROKEN, "~$kpi-01.xlsx"])
    assert sum(line.startswith("built ") for line in lines) == 26
    assert finished.err.splitlines() == [
        f"31 workbooks: 26 built, 1 skipped, 4 refused; summary: {finished.output / 'batch-summary.xlsx'}"
    ]


def test_what_is_done_and_unchanged_is_left_alone(tmp_path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for name in ("a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"):
        small_book(folder / name)
    (folder / "broken.xlsx").touch()
    carry_out(folder, out)
    small_book(folder / "b.xlsx", 7)
    (out / "c-scrutiny.xlsx").write_bytes(b"torn")
    (out / "d-scrutiny.xlsx").unlink()
    rows = carry_out(folder, out, resume=True)
    assert {name: row.outcome for name, row in rows.items()} == {
        "a.xlsx": Outcome.UNCHANGED,
        "b.xlsx": Outcome.BUILT,
        "broken.xlsx": Outcome.REFUSED,
        "c.xlsx": Outcome.BUILT,
        "d.xlsx": Outcome.BUILT,
    }
    (folder / "kpi-workbook.toml").write_text('organisation = "Testshire"\n')
    assert carry_out(folder, out, resume=True)["a.xlsx"].organisation == "Testshire"
    (folder / "kpi-workbook.toml").write_text("organisation = 7\n")
    refused = carry_out(folder, out, resume=True)["a.xlsx"]
    assert (refused.outcome, refused.code) == (Outcome.REFUSED, "INVALID_SETTINGS")


def test_an_output_of_an_earlier_run_is_never_taken_for_a_new_one(tmp_path) -> None:
    small_book(tmp_path / "in" / "a.xlsx")
    carry_out(tmp_path / "in", tmp_path / "out")
    (tmp_path / "in" / "a.xlsx").write_bytes(b"PK cut")
    row = carry_out(tmp_path / "in", tmp_path / "out", resume=True)["a.xlsx"]
    assert (row.outcome, row.output) == (Outcome.REFUSED, None)
    assert str(row.why).endswith("; the a-scrutiny.xlsx there is of an earlier run")


def test_without_resume_everything_is_built_again(tmp_path) -> None:
    small_book(tmp_path / "in" / "a.xlsx")
    for _ in range(2):
        assert carry_out(tmp_path / "in", tmp_path / "out")["a.xlsx"].outcome is Outcome.BUILT


def test_outputs_beside_their_inputs_are_known_again(tmp_path) -> None:
    small_book(tmp_path / "a.xlsx")
    theirs = small_book(tmp_path / "b-scrutiny.xlsx")
    small_book(tmp_path / "b.xlsx", 5)
    before = theirs.read_bytes()
    first = carry_out(tmp_path, tmp_path)
    again = carry_out(tmp_path, tmp_path)
    assert {row.output for row in again.values()} == {row.output for row in first.values()} | {None}
    assert theirs.read_bytes() == before
    assert {name: row.why for name, row in again.items() if row.outcome is Outcome.SKIPPED} == {
        str(row.output): "written by kpi-workbook itself" for row in first.values()
    }


def test_an_output_that_cannot_be_replaced_is_a_row(tmp_path) -> None:
    small_book(tmp_path / "in" / "a.xlsx")
    small_book(tmp_path / "in" / "b.xlsx")
    (tmp_path / "out" / "a-scrutiny.xlsx").mkdir(parents=True)
    rows = carry_out(tmp_path / "in", tmp_path / "out")
    assert [row.outcome for row in rows.values()] == [Outcome.REFUSED, Outcome.BUILT]
    assert "name a file, not a folder; then run with --resume" in str(rows["a.xlsx"].why)


def test_a_folder_without_workbooks_cannot_run(run, tmp_path) -> None:
    for folder, said in ((tmp_path / "none", "is not a folder"), (tmp_path, "holds no file called")):
        done = run("batch", folder, "-o", tmp_path / "out")
        assert (done.code, done.out) == (2, "")
        assert said in done.err


def test_the_public_edition_has_names_of_its_own(tmp_path) -> None:
    small_book(tmp_path / "in" / "a.xlsx")
    carry_out(tmp_path / "in", tmp_path / "out")
    row = carry_out(tmp_path / "in", tmp_path / "out", edition=pipeline.Edition.PUBLIC, resume=True)["a.xlsx"]
    assert (row.outcome, row.output) == (Outcome.BUILT, "a-scrutiny-public.xlsx")
    assert (tmp_path / "out" / "a-scrutiny.xlsx").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_odd_names_stay_inside_the_folder(tmp_path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for name in (b"caf\xe9.xlsx", b"con.2022.xlsx", b"a\nb.xlsx", b"-o.xlsx", b"q?*.xlsx", "Ünï.xlsx".encode()):
        small_book(folder / "model.xlsx").rename(folder / os.fsdecode(name))
    rows = carry_out(folder, out)
    assert {row.outcome for row in rows.values()} == {Outcome.BUILT}
    assert sorted(str(row.output) for row in rows.values()) == [
        "-o-scrutiny.xlsx",
        "_con.2022-scrutiny.xlsx",
        "a_b-scrutiny.xlsx",
        "caf_-scrutiny.xlsx",
        "q__-scrutiny.xlsx",
        "Ünï-scrutiny.xlsx",
    ]
    assert all((out / str(row.output)).is_file() for row in rows.values())


def test_names_that_would_be_one_get_marks(tmp_path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for number, name in enumerate(("north/kpi.xlsx", "south/kpi.xlsx", "south/KPI.xls.xlsx", "east/other.xlsx")):
        small_book(folder / name, number)
    rows = carry_out(folder, out, recursive=True)
    names = {source: str(row.output) for source, row in rows.items()}
    assert names["east/other.xlsx"] == "other-scrutiny.xlsx"
    assert len(set(names.values())) == 4
    assert sorted(path.name for path in out.glob("*.xlsx")) == sorted(names.values())
    for source, name in names.items():
        pipeline.build(folder / source, tmp_path / "alone.xlsx")
        assert (out / name).read_bytes() == (tmp_path / "alone.xlsx").read_bytes()


def test_one_folder_one_batch(run, tmp_path) -> None:
    from kpi_workbook.batch.lock import locked

    small_book(tmp_path / "in" / "a.xlsx")
    (tmp_path / "out" / STATE_FOLDER).mkdir(parents=True)
    with locked(tmp_path / "out" / STATE_FOLDER / "lock", NOW):
        done = run("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert done.code == 2
    assert f"a batch is at work here already ({__import__('getpass').getuser()}" in done.err
    assert f"process {os.getpid()}, since 2023-01-09 08:30" in done.err
    assert carry_out(tmp_path / "in", tmp_path / "out")["a.xlsx"].outcome is Outcome.BUILT


def test_a_disk_that_knows_no_locks_is_told_from_another_batch(run, tmp_path, monkeypatch) -> None:
    def fails(_file) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    small_book(tmp_path / "in" / "a.xlsx")
    monkeypatch.setattr("kpi_workbook.batch.lock.try_lock", fails)
    done = run("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert done.code == 2
    assert "lock: cannot be written (No locks available); make room there, or choose a folder" in done.err


def test_a_damaged_journal_is_told_and_replaced(run, tmp_path) -> None:
    small_book(tmp_path / "in" / "a.xlsx")
    state = tmp_path / "out" / STATE_FOLDER
    state.mkdir(parents=True)
    (state / "journal.sqlite").write_bytes(b"not a database, " * 99)
    done = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--resume")
    assert done.code == 2
    assert "without --resume" in done.err
    assert carry_out(tmp_path / "in", tmp_path / "out")["a.xlsx"].outcome is Outcome.BUILT


def test_nothing_is_kept_of_a_workbook_that_is_done(tmp_path) -> None:
    """Memory does not grow with the number of workbooks: whatever fills on the way is full after a few."""
    for number in range(12):
        small_book(tmp_path / "in" / f"{number:02d}.xlsx", number)
    counts = []
    order = Order(folder=tmp_path / "in", output=tmp_path / "out", settings_for=beside)
    with open_batch(order, NOW) as batch:
        for _ in batch.run(batch.look(), in_this_process):
            gc.collect()
            counts.append(len(gc.get_objects()))
    assert counts[-1] - counts[5] < 60  # one report of two indicators is many times more


def test_a_batch_given_up_keeps_what_is_done(tmp_path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        small_book(tmp_path / "in" / name)
    order = Order(folder=tmp_path / "in", output=tmp_path / "out", settings_for=beside)
    with open_batch(order, NOW) as batch:
        next(batch.run(batch.look(), in_this_process))
    rows = carry_out(tmp_path / "in", tmp_path / "out", resume=True)
    assert [row.outcome for row in rows.values()] == [Outcome.UNCHANGED, Outcome.BUILT]
