"""The written-out front page names what there is, and comes without loading the parser."""

from __future__ import annotations

import re
import subprocess
import sys

from typer.main import get_command

from kpi_workbook.cli import whole
from kpi_workbook.cli.front_page import PAGE


def test_the_front_page_names_every_command_and_option_once() -> None:
    program = get_command(whole())
    named = re.findall(r"^  ([a-z][a-z-]+)  +[A-Z]", PAGE, re.M)
    assert sorted(named) == sorted(name for name, each in program.commands.items() if not each.hidden)
    options = re.findall(r"^  (--[a-z]+) ", PAGE, re.M)
    assert sorted(options) == sorted(["--help", *(name for each in program.params for name in each.opts)])
    assert max(map(len, PAGE.splitlines())) < 80


def test_the_front_page_comes_without_the_parser() -> None:
    code = (
        "import sys; sys.argv = ['kpi-workbook', '--help']\n"
        "from kpi_workbook.cli import main\n"
        "main()\n"
        "print(sorted({'typer', 'dataclasses', 'typing', 'pathlib'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr.strip()) == (PAGE, "[]")
