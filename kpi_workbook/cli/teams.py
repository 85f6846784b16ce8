"""Teams on the command line: `build --by`, and `collect`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..filenames import printable, stem_of_its_own
from .options import Options
from .program import EditionName, Form, Format, Previous, app, month_of, print_json

if TYPE_CHECKING:
    from ..model import Month
    from ..teams import Collected, Return, TeamsBuilt


def build_by(
    options: Options,
    file: Path,
    by: str,
    out: Path | None,
    previous: Path | None,
    month: Month | None,
    edition: EditionName,
    form: Format,
) -> TeamsBuilt:
    """Builds one scrutiny workbook a team and the comparison, and prints what was made. By default into a folder beside
    the file."""
    from ..scrutiny.report import Edition
    from ..teams import build_teams

    folder = out or file.with_name(f"{stem_of_its_own(file)}-teams")
    built = build_teams(file, by, folder, options.settings_for(file), previous, month, Edition(edition))
    if form is Format.JSON:
        print_json(_built_document(built, by))
        return built
    for each in built.teams:
        print(printable(each.path))
    print(printable(built.comparison))
    if not options.quiet:
        _say(_built_words(built))
    return built


@app.command()
def collect(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the teams' workbooks came back to.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="The scrutiny workbook of the whole.")],
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="The KPI workbook they were made from; default in or above FOLDER."
        ),
    ] = None,
    previous: Previous = None,
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="Report as at an earlier month.")] = None,
    edition: Annotated[EditionName, typer.Option(help="Public applies disclosure control.")] = EditionName.INTERNAL,
    form: Form = Format.TEXT,
) -> None:
    """Read the texts of the teams' workbooks back into the whole. Exit code 1 where some did not come back sound."""
    from ..scrutiny.report import Edition
    from ..teams import collect as collect_texts

    collected = collect_texts(
        folder, out, context.obj.settings_for, source, previous, month_of(month), Edition(edition)
    )
    if form is Format.JSON:
        print_json(_collected_document(collected, out))
    else:
        print(printable(out))
        for each in collected.returns:
            if not (context.obj.quiet and each.went_well):
                _say(_return_words(each))
    raise typer.Exit(int(not collected.went_well))


def _built_document(built: TeamsBuilt, by: str) -> dict[str, Any]:
    from .. import documents

    book = built.division.book
    return {
        "schema": documents.SCHEMA,
        "file": book.file,
        "by": by,
        "organisation": book.organisation,
        "reporting_month": str(book.reporting_month),
        "whole": built.division.whole_name,
        "teams": [
            {
                "team": each.team,
                "output": printable(each.path),
                "edition": str(each.report.edition),
                "indicators": len(each.report.book.indicators),
                "status": documents.status_counts(each.report),
                "findings": documents.severity_counts(each.report.findings),
            }
            for each in built.teams
        ],
        "comparison": printable(built.comparison),
        "findings": documents.severity_counts(built.findings),
        "differences": [
            {
                "indicator": each.indicator,
                "month": str(each.month),
                "what": str(each.part),
                "teams": each.pair.together,
                "whole": each.pair.whole,
            }
            for each in built.differences
        ],
    }


def _built_words(built: TeamsBuilt) -> str:
    """How many teams and indicators, and whether the teams come to the whole."""
    many = f"{len(built.teams)} teams, {len(built.division.measures)} indicators"
    if not built.division.has_whole:
        return f"{many}; no row is about the whole, so the teams were not held against it"
    apart = {(each.indicator, each.month) for each in built.differences}
    if not apart:
        return f"{many}; the teams come to the whole"
    name, month = built.differences[0].indicator, built.differences[0].month.title
    counted = "1 figure of the whole differs" if len(apart) == 1 else f"{len(apart)} figures of the whole differ"
    return f"{many}; {counted} from the teams' together, the first {name!r} in {month}: see the sheet Totals"


def _collected_document(collected: Collected, out: Path) -> dict[str, Any]:
    from .. import documents

    report = collected.report
    return {
        "schema": documents.SCHEMA,
        "file": report.book.file,
        "output": printable(out),
        "edition": str(report.edition),
        "reporting_month": str(report.book.reporting_month),
        "returns": [
            {
                "team": each.team,
                "file": each.file,
                "verdict": str(each.verdict),
                "why": each.why or None,
                "altered": list(each.answer.altered) if each.answer else [],
                "texts": [
                    {"section": box.section, "kind": box.label, "text": box.text}
                    for box in (each.answer.boxes if each.answer else ())
                    if box.text
                ],
            }
            for each in collected.returns
        ],
        "findings": documents.severity_counts(report.findings),
    }


def _return_words(each: Return) -> str:
    """`missing    East: no workbook of this team came back`."""
    texts = sum(bool(box.text) for box in each.answer.boxes) if each.answer else 0
    told = each.why or f"{texts} text{'' if texts == 1 else 's'}"
    whose = " in ".join(name for name in (each.team, each.file) if name)
    return f"{each.verdict:<11}{whose}: {told}"


def _say(words: str) -> None:
    from .lines import one_line

    print(one_line(words), file=sys.stderr)
