"""The commands whose calls are made to fail: what lies there before them, and what may lie there after.

All that write are here, each from a folder of its own.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from batch_books import carry_out, small_book
from failing_mail import PostOffice
from team_books import figures, in_column
from team_forms import type_into

from kpi_workbook import pipeline
from kpi_workbook.addin.protocol import keys_as_text
from kpi_workbook.settings import Settings
from kpi_workbook.teams import build_teams

Ground = Callable[[Path], None]
Promise = Callable[[bool, int, str], Iterable[str]]
STATE = "out/.kpi-workbook-batch"
DONE, PARTLY = 0, 1


def plain(folder: Path) -> None:
    """A small workbook, the month's before it, its scrutiny workbook and settings."""
    for name, months in (("kpi.xlsx", (12, 3, 40)), ("before.xlsx", (12, 4))):
        book = openpyxl.Workbook()
        for line in (
            ("Indicator", *("Apr-22", "May-22", "Jun-22")[: len(months)], "Target"),
            ("Number of referrals", *months, 30),
            ("Percentage of visits in time", *(f"{each}% ({each}/100)" for each in months), "90%"),
        ):
            book.worksheets[0].append(line)
        book.save(folder / name)
    pipeline.build(folder / "kpi.xlsx", folder / "scrutiny.xlsx")
    (folder / "kpi-workbook.toml").write_text('organisation = "Exeter"\n')


def teams(folder: Path) -> None:
    """A workbook of two teams."""
    in_column(figures(("North", "South"))).save(folder / "kpi.xlsx")


def returned(folder: Path) -> None:
    """The teams' workbooks as they came back with texts typed into them."""
    teams(folder)
    for each in build_teams(folder / "kpi.xlsx", "team", folder / "back", Settings()).teams:
        type_into(each.path, "It went well.")


def two_books(folder: Path) -> None:
    """What a batch begins with."""
    for number in range(2):
        small_book(folder / "in" / f"{number}.xlsx", 100 + number)


def half_done(folder: Path) -> None:
    """What a killed batch left: one workbook built and in its place, one built and not yet moved, one not begun."""
    two_books(folder)
    carry_out(folder / "in", folder / "out")
    staged = f"{hashlib.sha256(b'1.xlsx').hexdigest()}.xlsx"
    (folder / "out" / "1-scrutiny.xlsx").rename(folder / STATE / "staging" / staged)
    small_book(folder / "in" / "2.xlsx", 102)


def clicked(action: str) -> Ground:
    """What the ribbon leaves when it is clicked."""

    def ground(folder: Path) -> None:
        for name in ("job", "home", "saved"):
            (folder / name).mkdir()
        plain(folder / "saved")
        shutil.copy(folder / "saved" / "kpi.xlsx", folder / "job" / "workbook.xlsx")
        keys = {"action": action, "home": folder / "home", "workbook": "workbook.xlsx", "name": "kpi.xlsx"}
        keys |= {"saved_in": folder / "saved"} if action != "settings" else {}
        text = keys_as_text({key: str(value) for key, value in keys.items()})
        (folder / "job" / "job.txt").write_bytes(text.encode())

    return ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command. Words that begin with `./` are paths in its folder; the others of its files are named as there.

    `again`: what is said besides to finish what failed, None where the command is not to be said twice. `own`: the
    program's own notes, which no two runs write alike; `passing`: what may lie there until it is said again; `telling`:
    what says what came of the others, and so is something else where one of them failed. `partly`: its exit code
    where some was done and some not, or in another way. `replaces`: another file stands where each output goes.
    `platform`: the system that it believes to be on. `large`: every workbook is written as a large one is, its long
    tables put aside among the temporary files, which are in its folder then. `loads`: a library that it loads only now.
    `promise`: tells what else is not as promised, given whether the command was said again, its exit code and what it
    printed.
    """

    words: tuple[str, ...]
    ground: Ground = plain
    again: tuple[str, ...] | None = ()
    own: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    partly: int | None = None
    replaces: bool = True
    platform: str = ""
    large: bool = False
    loads: str = "kpi_workbook"
    promise: Promise | None = None


def _click(action: str, elsewhere: tuple[str, ...] = ()) -> Command:
    """A click on the ribbon. It is always answered, if need be from what could still be used."""
    return Command(
        words=("job", "./job"), ground=clicked(action), again=None, replaces=False,
        own=("home/log.txt", "job/workbook*", "job/workbook/*"), telling=("job/result.txt", "job/findings.txt"),
        passing=elsewhere, partly=DONE,
    )  # fmt: skip


def _batch(ground: Ground, *words: str) -> Command:
    return Command(
        words=("batch", "./in", "-o", "./out", "--jobs", "1", *words),
        ground=ground,
        again=() if "--resume" in words else ("--resume",),
        own=(f"{STATE}/journal.sqlite*", f"{STATE}/lock"),
        passing=(f"{STATE}/staging/*",),
        telling=("out/batch-summary.*", "out/together.xlsx"),
        partly=PARTLY,
    )


_POST = PostOffice()
_EMAIL = ("email", "./scrutiny.xlsx", "--to", "chair@council.gov.uk", "--to", "clerk@council.gov.uk")
COMMANDS = {
    "build": Command(words=("build", "./kpi.xlsx", "-o", "./out.xlsx")),
    "build, large": Command(words=("build", "./kpi.xlsx", "-o", "./out.xlsx"), large=True),
    "build, public": Command(
        words=("build", "./kpi.xlsx", "-o", "./out.xlsx", "--edition", "public", "--previous", "./before.xlsx")
    ),
    "build by team": Command(words=("build", "./kpi.xlsx", "--by", "team", "-o", "./out"), ground=teams),
    "mark": Command(words=("check", "./kpi.xlsx", "--mark", "./out.xlsx")),
    "demo": Command(words=("demo", "-o", "./out")),
    "roll-forward": Command(words=("roll-forward", "./kpi.xlsx", "-o", "./out.xlsx")),
    "template": Command(words=("template", "./out.xlsx", "--year", "2022")),
    "export to csv": Command(words=("export", "./kpi.xlsx", "-o", "./out.csv"), loads="pandas"),
    "export to json": Command(words=("export", "./kpi.xlsx", "-o", "./out.json"), loads="pandas"),
    "collect": Command(
        words=("collect", "./back", "-o", "./out.xlsx"), ground=returned, telling=("out.xlsx",), partly=PARTLY
    ),
    "draft": Command(words=(*_EMAIL, "--draft", "./out.eml")),
    "log": Command(words=("read", "./kpi.xlsx", "--log", "./out.log"), own=("out.log",)),
    "doctor": Command(words=("doctor", "./"), partly=PARTLY),
    "install-addin": Command(words=("install-addin",), platform="darwin", replaces=False),
    "click on Build": _click("build", ("home/Scrutiny workbooks/kpi-scrutiny.xlsx", "saved/workbook-scrutiny.xlsx")),
    "click on Check": _click("check"),
    "click on Settings": _click("settings"),
}
BATCHES = {
    "batch": _batch(two_books, "--benchmark", "./out/together.xlsx"),
    "batch, half done": _batch(half_done, "--resume"),
}
MAIL = {
    "send": Command(
        words=(*_EMAIL, "--settings", "./settings.toml", "--outbox", "./outbox.sqlite", "--send", "--yes"),
        ground=_POST.ground,
        own=("outbox.sqlite*",),
        promise=_POST.broken,
    )
}
GROUPS = {"commands": COMMANDS, "batches": BATCHES, "mail": MAIL}
ALL = COMMANDS | BATCHES | MAIL


def in_its_place(words: Iterable[str], folder: Path) -> list[str]:
    """The words with their paths in a folder."""
    return [f"{folder}{os.sep}{each[2:]}" if each.startswith("./") else each for each in words]
