"""A real batch put to the torture: hundreds of workbooks, some of them broken, killed at random moments and resumed;
and a long one whose memory is watched.

The suite runs a small share with a fixed seed; `run` and `steady` are the long forms. Nothing here imports the other
modules of these tests, so that it can be called from anywhere.
"""

from __future__ import annotations

import importlib.util
import json
import math
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

import openpyxl
import psutil

REPOSITORY = Path(__file__).parents[2]
JOBS = 2
JUNK = b"KPI figures, not a workbook\n" * 40
STATE_FOLDER = ".kpi-workbook-batch"
WARM_UP_SHARE = 0.25
"""The first quarter of a long run, in which caches fill."""
MOST_GROWTH_MEGABYTES = 16
LINKS_A_SECOND = 12
"""More workbooks than two processes build in a second."""


class Held(NamedTuple):
    """One promise: what was looked at, what was found, what is wanted, and whether it is so."""

    what: str
    found: str
    wanted: str
    held: bool


def run(
    seed: int, home: Path, workbooks: int = 200, broken: int = 12, kills: int = 10, until: float = math.inf
) -> list[Held]:
    """Builds `workbooks` example workbooks, `broken` of them broken, undisturbed and then killed so many times.

    `home` is an empty folder, or one to be made. `until`: no second kill is begun after this moment of the monotonic
    clock.
    """
    folder, undisturbed = home / "in", home / "undisturbed"
    names = example_books(folder, workbooks - broken) + broken_books(folder, broken, random.Random(seed))
    began = time.monotonic()
    done = start(folder, undisturbed)
    out, said = done.communicate()
    seconds = time.monotonic() - began
    document = json.loads((undisturbed / "batch-summary.json").read_text())
    outcomes = {"built": workbooks - broken, "skipped": 0, "refused": broken, "failed": 0}
    return [
        _equal("exit code with broken workbooks", done.returncode, int(broken > 0)),
        _equal("outcomes in the summary", document["counts"], outcomes),
        _equal("names in the summary", sorted(row["source"] for row in document["workbooks"]) == sorted(names), True),
        _equal("outputs made", len(outputs(undisturbed)), workbooks - broken),
        _equal("lines printed", len(out.splitlines()), workbooks),
        _equal("tracebacks", said.count("Traceback"), 0),
        Held("workbooks a minute, two processes", f"{workbooks / seconds * 60:.0f}", "told", True),
        *killed_and_resumed(folder, undisturbed, home / "killed", seed, kills, until),
    ]


def killed_and_resumed(
    folder: Path, undisturbed: Path, output: Path, seed: int, kills: int, until: float = math.inf
) -> list[Held]:
    """The same batch killed (`kill -9`) so many times, resumed each time, against what an undisturbed run made."""
    dice, whole = random.Random(seed), outputs(undisturbed)
    torn, again, tried, struck, told = 0, 0, 0, 0, Counter[str]()
    for number in range(kills):
        if number and time.monotonic() > until:
            break
        tried += 1
        before, latest = marks(output), len(whole) * (number + 1) // (kills + 1)
        work = start(folder, output)
        lines = _kill_at(work, dice.randint(0, latest), dice)
        struck += work.returncode == -signal.SIGKILL
        told += _built_in(lines)
        again += len(before.items() - marks(output).items())
        torn += len(outputs(output).items() - whole.items())
    before, last = marks(output), start(folder, output)
    told += _built_in(last.communicate()[0])
    made = outputs(output)
    again += len(before.items() - marks(output).items()) + sum(times > 1 for times in told.values())
    return [
        _equal("runs that a kill ended", struck, tried),
        _equal("outputs torn at a kill", torn, 0),
        _equal("outputs missing after the last --resume", len(whole.keys() - made.keys()), 0),
        _equal("outputs that differ from the undisturbed run's", len(made.items() - whole.items()), 0),
        _equal("workbooks built twice", again, 0),
        _equal("lines of the summary that differ", _differing(output, undisturbed), 0),
        _equal("files left in the staging folder", len(list((output / STATE_FOLDER / "staging").iterdir())), 0),
        _equal("exit code after the last --resume", last.returncode, _expected_code(undisturbed)),
    ]


def steady(seconds: float, home: Path, distinct: int = 20) -> list[Held]:
    """A batch that goes on for so long, its memory looked at: does it stay as it was once the work was under way?"""
    folder, output = home / "in", home / "out"
    names = example_books(folder, distinct)
    for number in range(distinct, int(seconds * LINKS_A_SECOND)):
        os.link(folder / names[number % distinct], folder / f"more-{number:06d}.xlsx")
    work, began = start(folder, output), time.monotonic()
    looks: list[tuple[float, dict[str, float]]] = []
    outcomes = Counter[str]()
    for line in _stream(work):
        outcomes[line.split()[0]] += 1
        (output / line.split(" -> ")[-1].split(" (")[0]).unlink(missing_ok=True)
        looks.append((time.monotonic() - began, _megabytes(work.pid)))
        if time.monotonic() - began > seconds:
            os.killpg(work.pid, signal.SIGINT)
            break
    said = work.communicate()[1]
    warm = [each for at, each in looks if at >= WARM_UP_SHARE * seconds]
    half = len(warm) // 2
    return [
        Held("workbooks built", str(outcomes["built"]), "told", outcomes["built"] > 0),
        _equal("workbooks that were not", outcomes.total() - outcomes["built"], 0),
        *(_grown(who, warm[:half], warm[half:]) for who in ("the batch itself", "its workers together")),
        _equal("exit code after Ctrl-C", work.returncode, 130),
        _equal("tracebacks", said.count("Traceback"), 0),
    ]


def example_books(folder: Path, count: int) -> list[str]:
    """So many copies of the bundled example, no two with the same figures; returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    write_issue, months = _example_writer()
    names = [f"kpi-{number:03d}.xlsx" for number in range(count)]
    for number, name in enumerate(names):
        contacts = {"Number of contacts": {months[-1]: str(1_200 + number)}}
        write_issue(folder / name, "2022-12", months, contacts)
    return names


def _example_writer() -> tuple[Callable[..., None], tuple[str, ...]]:
    """What writes the bundled example, and its months."""
    place = REPOSITORY / "examples" / "make_examples.py"
    spec = importlib.util.spec_from_file_location("make_examples", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.write_issue, module.MONTHS


def broken_books(folder: Path, count: int, dice: random.Random) -> list[str]:
    """So many workbooks that are none, broken in every way in turn; returns their names."""
    sound = (REPOSITORY / "examples" / "southampton-2022-12.xlsx").read_bytes()
    ways = (_cut_short, _emptied, _turned_to_text, _without_months, _damaged_inside, _without_its_sheets)
    names = [f"broken-{number:03d}.xlsx" for number in range(count)]
    for number, name in enumerate(names):
        (folder / name).write_bytes(ways[number % len(ways)](sound, dice))
    return names


def _cut_short(sound: bytes, dice: random.Random) -> bytes:
    return sound[: dice.randint(1, len(sound) - 1)]


def _emptied(_sound: bytes, _dice: random.Random) -> bytes:
    return b""


def _turned_to_text(_sound: bytes, _dice: random.Random) -> bytes:
    return JUNK


def _without_months(_sound: bytes, _dice: random.Random) -> bytes:
    book, made = openpyxl.Workbook(), BytesIO()
    book.worksheets[0].append(("Name", "Telephone"))
    book.save(made)
    return made.getvalue()


def _damaged_inside(sound: bytes, dice: random.Random) -> bytes:
    """A byte of the first sheet changed, as a failing disk does."""
    with zipfile.ZipFile(BytesIO(sound)) as archive:
        start_of_part = archive.getinfo("xl/worksheets/sheet2.xml").header_offset
    at = start_of_part + dice.randint(80, 400)
    return sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :]


def _without_its_sheets(sound: bytes, _dice: random.Random) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(sound)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if not name.startswith("xl/worksheets/"):
                new.writestr(name, old.read(name))
    return made.getvalue()


def start(folder: Path, output: Path, *more: str) -> subprocess.Popen[str]:
    """The command, resumed, in a session of its own."""
    command = [sys.executable, "-m", "kpi_workbook", "batch", folder, "-o", output, "--jobs", str(JOBS), "--resume"]
    return subprocess.Popen(
        [*map(str, command), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_hear_ctrl_c,
    )


def _hear_ctrl_c() -> None:
    """A shell that starts a command in the background has it ignore Ctrl-C, and so would the batch."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def outputs(folder: Path) -> dict[str, bytes]:
    """What stands in place, by name."""
    return {path.name: path.read_bytes() for path in folder.glob("*-scrutiny.xlsx")}


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """What changes when a file is written again."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.glob("*-scrutiny.xlsx")}


def _kill_at(work: subprocess.Popen[str], rows: int, dice: random.Random) -> str:
    """Kills the batch, alone or with its workers, some moments after so many lines; returns what it printed."""
    stream = _stream(work)
    lines = [line for _ in range(rows) if (line := stream.readline())]
    time.sleep(dice.random() * (0.3 if lines else 1.5))
    if dice.random() < 0.5:
        os.killpg(work.pid, signal.SIGKILL)
    else:
        work.kill()
    return "".join(lines) + work.communicate()[0]


def _stream(work: subprocess.Popen[str]) -> IO[str]:
    assert work.stdout is not None
    return work.stdout


def _built_in(printed: str) -> Counter[str]:
    """How often a line says that a workbook was built."""
    return Counter(line.split()[1] for line in printed.splitlines() if line.startswith("built ") and " -> " in line)


def _differing(one: Path, other: Path) -> int:
    """Lines of two summaries that are not the same, but for the time it took."""
    left, right = ({json.dumps({**row, "seconds": 0}) for row in _rows(output)} for output in (one, other))
    return len(left ^ right)


def _rows(output: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((output / "batch-summary.json").read_text())["workbooks"]
    return rows


def _expected_code(undisturbed: Path) -> int:
    return int(any(row["outcome"] in ("refused", "failed") for row in _rows(undisturbed)))


def _megabytes(process: int) -> dict[str, float]:
    """The memory of a batch and of its worker processes, now."""
    batch = psutil.Process(process)
    workers = []
    for child in batch.children(recursive=True):
        try:
            workers.append(child.memory_info().rss)
        except psutil.NoSuchProcess:
            continue
    return {"the batch itself": batch.memory_info().rss / 1e6, "its workers together": sum(workers) / 1e6}


def _grown(who: str, first: list[dict[str, float]], second: list[dict[str, float]]) -> Held:
    """The most memory in the second half of the time, against the first half's."""
    before, after = (max((each[who] for each in half), default=0.0) for half in (first, second))
    found = f"{before:.1f} MB, then {after:.1f} MB"
    wanted = f"growth of at most {MOST_GROWTH_MEGABYTES} MB"
    return Held(f"memory of {who}", found, wanted, 0 < after <= before + MOST_GROWTH_MEGABYTES)


def _equal(what: str, found: object, wanted: object) -> Held:
    return Held(what, str(found), str(wanted), found == wanted)
