"""The program that the commands belong to: its global options, and the arguments that several commands share."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from ..errors import BadUsage
from .options import Options

if TYPE_CHECKING:
    from ..model import Month

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


PARSERS_ERROR = cast("type[typer.BadParameter]", typer.BadParameter.__base__)
"""All that the parser says of what was typed; Typer has no name of its own for it."""


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


class EditionName(StrEnum):
    """The two editions, as typed on the command line."""

    INTERNAL = "internal"
    PUBLIC = "public"


File = Annotated[Path, typer.Argument(metavar="FILE", help="The KPI workbook (xlsx, xlsm, xls, xlsb or ods).")]
Previous = Annotated[Path | None, typer.Option(metavar="FILE", help="Last month's issue, to compare with.")]
Form = Annotated[Format, typer.Option("--format", help="A readable table, or JSON for other programs.")]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"kpi-workbook {version('kpi-workbook')}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    settings: Annotated[
        Path | None, typer.Option(metavar="FILE.toml", help="Settings; default kpi-workbook.toml beside the input.")
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(metavar="YYYY", min=1990, max=2100, help="The first month's year, where none is written."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print results only.")] = False,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE.log", help="Add what happens and how long it takes; no figures.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,  # noqa: ARG001 - its callback has answered
) -> None:
    """Read, check and recompute a KPI workbook, and write the scrutiny workbook that members read."""
    context.obj = Options(settings, year, quiet)
    if log:
        from ..events import happened

        happened("command", name=context.invoked_subcommand or "none")


def month_of(text: str | None) -> Month | None:
    """The month typed, None where none was. Raises BadUsage for what is no month."""
    from ..model import Month

    try:
        return Month.parse(text) if text else None
    except ValueError as cause:
        raise BadUsage(f"--month: {cause}") from cause


def print_json(document: dict[str, Any]) -> None:
    """A document for other programs, on standard output."""
    print(json.dumps(document, indent=1))
