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
    return [
        Source(Path(path), path, sha256(path.encode()).hexdigest(), folders=Path(path).parts[:-1]) for path in paths
    ]


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


def test_those_that_clash_are_told_apart_by_folder_then_ending_then_mark_whatever_the_order() -> None:
    long = "n" * 120
    wanted = {
        "other.xlsx": "other",
        "far/away/alone.xlsx": "alone",
        "kpi.xlsx": "kpi",  # stands in the folder itself
        "north/kpi.xlsx": "north-kpi",
        "south/2022/KPI.xls": "south-2022-KPI",
        "east/straße.xlsx": "east-straße",
        "west/STRASSE.xlsx": "west-STRASSE",
        "old/report.xls": "old-report-xls",
        "old/report.xlsx": "old-report-xlsx",
        "new/report.xlsx": "new-report",
        "a/b/c.xlsx": f"c-{mark('a/b/c.xlsx')}",
        "a-b/c.ods": "a-b-c-ods",
        "a-b/c.xlsx": f"c-{mark('a-b/c.xlsx')}",
        "e/c.xlsx": "e-c",
        "x/Twin.xlsx": f"Twin-{mark('x/Twin.xlsx')}",
        "x/twin.xlsx": f"twin-{mark('x/twin.xlsx')}",
        f"{long}/kpi.xlsx": f"kpi-{mark(f'{long}/kpi.xlsx')}",
        "con/aux.xlsx": "con-aux",
        "nul./aux.xlsx": "_nul.-aux",
    }
    paths = list(wanted)
    for seed in range(5):
        random.Random(seed).shuffle(paths)
        assert names_of(*paths) == {path: f"{wanted[path]}{ENDING}" for path in paths}


def test_a_name_with_its_folder_never_meets_a_plain_one() -> None:
    paths = ("north-kpi.xlsx", "north/kpi.xlsx", "south/kpi.xlsx")
    assert names_of(*paths) == {
        "north-kpi.xlsx": f"north-kpi{ENDING}",
        "north/kpi.xlsx": f"north-kpi-xlsx{ENDING}",
        "south/kpi.xlsx": f"south-kpi{ENDING}",
    }


def test_two_spellings_of_one_letter_clash() -> None:
    names = names_of("a/é.xlsx", f"b/{unicodedata.normalize('NFD', 'é')}.xlsx")
    assert names["a/é.xlsx"] == f"a-é{ENDING}"
    assert set(names.values()) == {f"a-é{ENDING}", f"b-é{ENDING}"}


def test_names_given_before_stay_and_nothing_is_overwritten() -> None:
    (first,) = sources("north/kpi.xlsx")
    kept = {first.identity: f"kpi{ENDING}"}
    assert names_of("north/kpi.xlsx", "south/kpi.xlsx", kept=kept) == {
        "north/kpi.xlsx": f"kpi{ENDING}",
        "south/kpi.xlsx": f"south-kpi{ENDING}",
    }
    (second,) = sources("south/kpi.xlsx")
    longer = {second.identity: f"south-kpi{ENDING}"}
    undisturbed = names_of("north/kpi.xlsx", "south/kpi.xlsx")
    assert names_of("north/kpi.xlsx", "south/kpi.xlsx", kept=longer) == undisturbed
    assert names_of("kpi.xlsx", taken=("KPI-Scrutiny.xlsx",)) == {"kpi.xlsx": f"kpi-xlsx{ENDING}"}
