"""The Python example does what it says, from read to export."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd

EXAMPLE = Path(__file__).parent.parent / "examples" / "figures_of_one_month.py"


def test_the_example_reads_recomputes_checks_and_exports(december, tmp_path) -> None:
    table = tmp_path / "figures.parquet"
    done = subprocess.run([sys.executable, EXAMPLE, december, table], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Southampton, December 2022: ")
    assert any("Percentage of re-referrals within 12 months: 30% " in line for line in lines)
    assert any("says 25%, but 52 of 218 is 24%" in line for line in lines)
    assert lines[-1] == str(table)
    assert len(pd.read_parquet(table)) == 333
    assert done.stderr == ""
