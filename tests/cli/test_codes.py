"""Every code that a refusal can carry is listed by `explain`, in one style, with what to do."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kpi_workbook.cli.codes import CODES

PACKAGE = Path(__file__).parent.parent.parent / "kpi_workbook"
PLACE_OF_CODE = {"UnreadableWorkbook": 1, "Refusal": 0}


def codes_in_the_program() -> set[str]:
    """What the source gives to a refusal as its code, and those of the classes of errors."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLACE_OF_CODE:
                given = node.args[PLACE_OF_CODE[node.func.id] :]
                found |= {each.value for each in given[:1] if isinstance(each, ast.Constant)}
            if isinstance(node, ast.ClassDef) and any(
                isinstance(base, ast.Name) and base.id == "KpiWorkbookError" for base in node.bases
            ):
                found |= {each.value.value for each in node.body if isinstance(each, ast.Assign)}
    return found


def test_every_code_of_the_program_is_explained() -> None:
    assert codes_in_the_program() - set(CODES) == set()
    assert {"CANNOT_WRITE", "BAD_USAGE", "NOT_FOUND"} <= codes_in_the_program()
    assert [code for code in CODES if not re.fullmatch(r"[A-Z]+(_[A-Z]+)*", code)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_and_what_to_do(code: str) -> None:
    assert ";" in CODES[code]
    assert not CODES[code].endswith(".")


def test_the_line_ends_with_the_code_that_explain_knows(run, tmp_path: Path) -> None:
    done = run("read", tmp_path / "none.xlsx")
    assert done.err.endswith("[NOT_FOUND]\n")
    assert (
        run("explain", "not_found").out.strip() == "NOT_FOUND: there is no such file; check the folder and the spelling"
    )
    assert run("explain", "CannotWrite").out.startswith("CANNOT_WRITE: ")
