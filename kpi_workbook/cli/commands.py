"""The commands; each imports what it needs when it runs, so that `--help` stays quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import BadUsage, KpiWorkbookError
from ..events import happened
from ..filenames import printable, stem_of_its_own
from .options import Options
from .program import EditionName, File, Form, Format, Previous, app, month_of, print_json
from .refused import COULD_NOT_RUN, tell

if TYPE_CHECKING:
    from ..scrutiny.report import Report


@app.command()
def demo(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="Where to put the scrutiny workbook.")
    ] = Path(),
) -> None:
    """Build the bundled example from end to end; print what was made and what was found."""
    from ..atomic import make_folder
    from ..pipeline import build
    from ..shipped import example

    source, previous = example("southampton-2022-12.xlsx"), example("southampton-2022-10.xlsx")
    target = make_folder(out) / _default_output(source, EditionName.INTERNAL).name
    _say_built(context.obj, build(source, target, previous=previous), target)


@app.command()
def read(
    context: typer.Context,
    file: File,
    as_json: Annotated[bool, typer.Option("--json", help="The whole of it as JSON.")] = False,
) -> None:
    """Show what was understood of a workbook: months, sections, indicators, and what every heading was taken for."""
    from .. import documents, pipeline
    from .tables import show_book

    book = pipeline.read(file, context.obj.settings_for(file))
    if as_json:
        print_json(documents.of_book(book))
    else:
        show_book(book)


@app.command()
def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="One or more KPI workbooks.")],
    previous: Previous = None,
    form: Form = Format.TEXT,
    mark: Annotated[
        Path | None, typer.Option(metavar="COPY", help="Write a copy of the figures, each finding a cell comment.")
    ] = None,
) -> None:
    """Check one or more workbooks. Exit code 2 where one cannot be read, else 1 where a finding is an error, else 0."""
    from .. import pipeline
    from ..model import Severity
    from .tables import show_findings

    if mark and len(files) > 1:
        raise BadUsage("--mark takes one workbook at a time")
    reports: list[Report] = []
    refused: dict[Path, KpiWorkbookError] = {}
    for file in files:
        try:
            settings = context.obj.settings_for(file)
            book = pipeline.read(file, settings)
        except KpiWorkbookError as problem:  # the others are checked all the same
            refused[file] = problem
            happened("refused", code=problem.code)
            tell(problem)
            continue
        earlier = pipeline.read(previous, settings) if previous else None
        reports.append(pipeline.prepare(book, settings, earlier))
        if form is Format.TEXT:
            show_findings(book.file, reports[-1].findings, reports[-1].not_run)
        if mark:
            pipeline.mark(file, reports[-1].findings, mark)
    if form is Format.JSON:
        print_json(_findings_document(reports, refused))
    if mark and not (refused or context.obj.quiet):
        print(f"marked copy: {printable(mark)}", file=sys.stderr)
    wrong = any(finding.severity is Severity.ERROR for each in reports for finding in each.findings)
    raise typer.Exit(COULD_NOT_RUN if refused else int(wrong))


@app.command()
def build(
    context: typer.Context,
    file: File,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="OUT", help="The scrutiny workbook.")] = None,
    previous: Previous = None,
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="Report as at an earlier month.")] = None,
    edition: Annotated[EditionName, typer.Option(help="Public applies disclosure control.")] = EditionName.INTERNAL,
    form: Form = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 where a finding is an error.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Also a PDF beside it, where LibreOffice is installed.")] = False,
    by: Annotated[
        str | None, typer.Option(metavar="WORD", help="One a team: the heading of the teams, `team` or `sheet`.")
    ] = None,
) -> None:
    """Write the scrutiny workbook; by default beside FILE. With --by, one a team and a comparison, in folder OUT."""
    from .. import documents, pipeline
    from ..model import Severity
    from ..scrutiny.report import Edition

    if by:
        from .teams import build_by

        if pdf:
            raise BadUsage("--pdf goes with one workbook; leave it out beside --by")
        built = build_by(context.obj, file, by, out, previous, month_of(month), edition, form)
        wrong = any(each.severity is Severity.ERROR for each in built.findings)
        raise typer.Exit(int(strict and wrong))
    target = out or _default_output(file, edition)
    if pdf and target.suffix.lower() == ".pdf":
        raise BadUsage("--out names the workbook, an .xlsx file; the PDF beside it has its name")
    settings = context.obj.settings_for(file)
    report = pipeline.build(file, target, settings, previous, Edition(edition), month_of(month))
    if form is Format.JSON:
        print_json(documents.of_report(report, printable(target)))
    else:
        _say_built(context.obj, report, target)
    if pdf:
        _add_pdf(target)
    wrong = any(finding.severity is Severity.ERROR for finding in report.findings)
    raise typer.Exit(int(strict and wrong))


@app.command()
def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="A check's id or name, or a refusal's code.")
    ] = None,
) -> None:
    """Say what a check looks for, why it matters and how to put it right; without RULE, list them all."""
    from .tables import show_rule, show_rules

    if rule is None:
        show_rules()
    else:
        show_rule(rule)


@app.command("install-addin")
def install_addin(
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take out what was put in, and nothing else.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Say what stops the ribbon, and whom to ask.")] = False,
) -> None:
    """Put the ribbon where Excel loads it, without administrator's rights; on Windows and Mac."""
    from ..addin import diagnose, install
    from ..addin.places import find_places

    places = find_places(sys.platform, Path.home(), os.environ)
    if check:
        found = diagnose.diagnose(places, diagnose.this_machine())
        print("\n".join(f"{each.state}: {each.about}: {each.words}" for each in found))
        raise typer.Exit(int(any(each.state is diagnose.State.PROBLEM for each in found)))
    if uninstall:
        for path in install.uninstall(places):
            print(f"removed {printable(path)}")
    else:
        installed = install.install(places, install.find_program(install.program_candidates()))
        print("\n".join([*(printable(path) for path in installed.files), *installed.steps]))


@app.command()
def job(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The job folder that the ribbon made.")]) -> None:
    """Answer one click on the ribbon: what it asked for is in FOLDER, and the answer goes there."""
    from ..addin.job import run_job

    answer = run_job(folder, datetime.now())
    print(answer.message)
    raise typer.Exit(answer.exit_code)


def _findings_document(reports: Iterable[Report], refused: Mapping[Path, KpiWorkbookError]) -> dict[str, Any]:
    """The findings of the workbooks that could be read, and why the others could not."""
    from .. import documents

    document = documents.of_findings((each.book.file, each.findings, each.not_run) for each in reports)
    document["refused"] = [
        {"file": printable(file.name), "code": problem.code, "message": str(problem)}
        for file, problem in refused.items()
    ]
    return document


def _default_output(file: Path, edition: EditionName) -> Path:
    suffix = "-public" if edition is EditionName.PUBLIC else ""
    return file.with_name(f"{stem_of_its_own(file)}-scrutiny{suffix}.xlsx")


def _add_pdf(workbook: Path) -> None:
    """A PDF beside the workbook; told on standard error, where nothing else is parsed."""
    from ..scrutiny.pdf import find_office, write_pdf

    office = find_office()
    if office is None:
        said = "no PDF: LibreOffice (its program soffice) is not on the path; install it, or print to PDF from Excel"
    else:
        said = f"PDF: {printable(write_pdf(workbook, workbook.with_suffix('.pdf'), office))}"
    print(said, file=sys.stderr)


def _say_built(options: Options, report: Report, target: Path) -> None:
    """The path on standard output; unless quiet, what it holds in a few lines."""
    from .lines import show_report

    print(printable(target))
    if not options.quiet:
        show_report(report)
