"""Output names: legal on every system, no two alike, and the same whatever order the files are met in."""

from __future__ import annotations

import random
import unicodedata
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from kpi_workbook.batch.names import output_names
from kpi_workbook.batch.sources import Source
from kpi_workbook.filenames import legal_stem

ENDING = "-scrutiny.xlsx"


def sources(*paths: str) -> list[Source]:
    return [Source(Path(path), path, sha256(path.encode()).hexdigest()) for path in paths]


def names_of(*paths: str, kept: dict[str, str] | None = None, taken: tuple[str, ...] = ()) -> dict[str, str]:
    found = sources(*paths)
    names = output_names(found, ENDING, kept or {}, taken)
    return {source.name: names[source.identity] for source in found}


def mark(path: str) -> str:
    return sha256(path.encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("kpi 2022-12.xlsx", "kpi 2022-12"),
        ("con.xlsx", "_con"),
        ("COM¹.xlsx", "_COM¹"),
        ("nul.old.xlsx", "_nul.old"),
        ("lpt10.xlsx", "lpt10"),
        ("console.xlsx", "console"),
        ('a<b>:"c|d?*.xlsx', "a_b___c_d__"),
        ("back\\slash.xlsx", "back_slash"),
        ("bell\x07.xlsx", "bell_"),
        ("\u202etxt.exe.xlsx", "_txt.exe"),
        (" . .xlsx", "workbook"),
        ("broken\udce9.xlsx", "broken_"),
        ("cafe\u0301.xlsx", "café"),
    ],
)
def test_a_stem_is_legal_everywhere(name, stem) -> None:
    assert legal_stem(PurePosixPath(name)) == stem


def test_a_long_name_is_cut_between_letters_and_stays_its_own() -> None:
    one, two = "é" * 125 + "1.xlsx", "é" * 125 + "2.xlsx"
    names = names_of(one, two)
    assert names == {path: f"{'é' * 60}-{mark(path)}{ENDING}" for path in (one, two)}
    assert max(len(name.encode()) for name in names.values()) < 160


def test_only_those_that_clash_are_marked_whatever_the_order() -> None:
    paths = ["north/kpi.xlsx", "south/KPI.xls", "east/straße.xlsx", "west/STRASSE.xlsx", "other.xlsx"]
    wanted = {path: f"{Path(path).stem}-{mark(path)}{ENDING}" for path in paths[:4]} | {"other.xlsx": f"other{ENDING}"}
    for seed in range(5):
        random.Random(seed).shuffle(paths)
        assert names_of(*paths) == wanted


def test_two_spellings_of_one_letter_clash() -> None:
    names = names_of("a/é.xlsx", f"b/{unicodedata.normalize('NFD', 'é')}.xlsx")
    assert len(set(names.values())) == 2


def test_names_given_before_stay_and_nothing_is_overwritten() -> None:
    (first,) = sources("north/kpi.xlsx")
    kept = {first.identity: f"kpi{ENDING}"}
    assert names_of("north/kpi.xlsx", "south/kpi.xlsx", kept=kept) == {
        "north/kpi.xlsx": f"kpi{ENDING}",
        "south/kpi.xlsx": f"kpi-{mark('south/kpi.xlsx')}{ENDING}",
    }
    (second,) = sources("south/kpi.xlsx")
    marked = {second.identity: f"kpi-{mark('south/kpi.xlsx')}{ENDING}"}
    undisturbed = names_of("north/kpi.xlsx", "south/kpi.xlsx")
    assert names_of("north/kpi.xlsx", "south/kpi.xlsx", kept=marked) == undisturbed
    assert names_of("kpi.xlsx", taken=("KPI-Scrutiny.xlsx",)) == {"kpi.xlsx": f"kpi-{mark('kpi.xlsx')}{ENDING}"}
