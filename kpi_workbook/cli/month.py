"""The month's work on the command line: many workbooks, a watched folder, the figures for other programs."""

from __future__ import annotations

import os
import sys
import time
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..filenames import printable
from .options import Options
from .program import EditionName, File, Form, Format, app, print_json

if TYPE_CHECKING:
    from ..batch import Order
    from ..settings import Settings

SECONDS_BETWEEN_LOOKS = 5.0
MOST_JOBS = 60  # Windows can wait for no more processes at once

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder that holds the KPI workbooks.")]
OutputFolder = Annotated[Path, typer.Option("-o", "--out", metavar="OUTDIR", help="Where the scrutiny workbooks go.")]
Patterns = Annotated[
    list[str] | None, typer.Option("--pattern", metavar="GLOB", help="Only files called so; can be given repeatedly.")
]
Recursive = Annotated[bool, typer.Option("--recursive", help="The folders in the folder too.")]
Jobs = Annotated[
    int | None, typer.Option(metavar="N", min=1, max=MOST_JOBS, help="Worker processes; default the cores.")
]
Kind = Annotated[EditionName, typer.Option(help="Public applies disclosure control.")]


@app.command()
def batch(
    context: typer.Context,
    folder: Folder,
    out: OutputFolder,
    jobs: Jobs = None,
    resume: Annotated[bool, typer.Option("--resume", help="Leave out what is done and has not changed.")] = False,
    recursive: Recursive = False,
    pattern: Patterns = None,
    edition: Kind = EditionName.INTERNAL,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Let a Dask cluster work; it must see the same folders.")
    ] = None,
    benchmark: Annotated[
        Path | None,
        typer.Option(metavar="OUT.xlsx", help="Also set the organisations side by side, with ranks and quartiles."),
    ] = None,
    form: Form = Format.TEXT,
) -> None:
    """Build every KPI workbook of a folder, with one summary. Exit code 1 where some were not built."""
    from ..batch import at_work, document_of, open_batch, went_well
    from ..scrutiny.batch_summary import in_words
    from .progress import Lines

    order = _order(context.obj, folder, out, pattern, recursive, edition, resume)
    with open_batch(order, datetime.now()) as running:
        sources = running.look()
        with (
            at_work(jobs or _cores(), scheduler) as crewed,
            Lines(len(sources), context.obj.quiet, aside=form is Format.JSON) as lines,
            closing(running.run(sources, crewed)) as rows,
        ):
            try:
                for row in rows:
                    lines.add(row)
            except KeyboardInterrupt:
                print("stopped; what is built stays, and --resume goes on from here", file=sys.stderr)
                raise
        settings = _settings(context.obj, folder)
        summary, _ = running.summarise(settings.theme)
        done = running.rows()
        if form is Format.JSON:
            print_json(document_of(done))
        _say(context.obj, f"{in_words(done)}; summary: {printable(summary)}")
        if benchmark:
            _say(context.obj, f"side by side: {printable(running.benchmark(sources, benchmark, settings))}")
    raise typer.Exit(int(not went_well(done)))


@app.command()
def watch(
    context: typer.Context,
    folder: Folder,
    out: OutputFolder,
    jobs: Jobs = None,
    recursive: Recursive = False,
    pattern: Patterns = None,
    edition: Kind = EditionName.INTERNAL,
    every: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="How often to look.")
    ] = SECONDS_BETWEEN_LOOKS,
) -> None:
    """Build what is saved into a folder, until Ctrl-C: for places where Excel may not start programs."""
    from ..batch import at_work, open_batch
    from ..batch import watch as watch_folder
    from .progress import line_of

    def pause() -> bool:
        time.sleep(every)
        return True

    order = _order(context.obj, folder, out, pattern, recursive, edition, resume=True)
    with open_batch(order, datetime.now()) as running, at_work(jobs or _cores()) as crewed:
        _say(context.obj, f"watching {printable(folder)}; Ctrl-C ends it")
        for rows in watch_folder(running, crewed, pause):
            for row in rows:
                print(line_of(row), flush=True)
            if rows:
                running.summarise(_settings(context.obj, folder).theme)


@app.command()
def export(
    context: typer.Context,
    file: File,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="A name in .csv, .parquet or .json.")],
) -> None:
    """Write the figures as a tidy table, a row an observation; the ending of OUT says in which format."""
    from .. import pipeline
    from ..export import export as export_book

    print(printable(export_book(pipeline.read(file, context.obj.settings_for(file)), out)))


def _say(options: Options, words: str) -> None:
    """On standard error, unless quiet was asked for."""
    if not options.quiet:
        print(words, file=sys.stderr)


def _cores() -> int:
    return min(os.cpu_count() or 1, MOST_JOBS)


def _settings(options: Options, folder: Path) -> Settings:
    """The settings of a workbook in a folder."""
    return options.settings_for(folder / "workbook")


def _order(
    options: Options,
    folder: Path,
    out: Path,
    patterns: list[str] | None,
    recursive: bool,
    edition: EditionName,
    resume: bool,
) -> Order:
    """What the arguments ask for. Raises InvalidSettings for settings named on the line."""
    from ..batch import Order
    from ..batch.sources import USUAL_PATTERNS
    from ..scrutiny.report import Edition

    settings_of = cache(lambda place: _settings(options, place))  # one object a folder, however many workbooks
    if options.settings:
        settings_of(folder)
    return Order(
        folder=folder.absolute(),
        output=out.absolute(),
        settings_for=lambda workbook: settings_of(workbook.parent),
        patterns=patterns or USUAL_PATTERNS,
        recursive=recursive,
        edition=Edition(edition),
        resume=resume,
    )
