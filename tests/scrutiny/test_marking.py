"""The marked copy: figures where they stood, findings as comments, nothing else carried over."""

from __future__ import annotations

import hashlib

import openpyxl


def test_every_finding_is_a_comment_at_its_cell_and_every_figure_stands_where_it_stood(run, december, tmp_path) -> None:
    before = hashlib.sha256(december.read_bytes()).hexdigest()
    target = tmp_path / "marked.xlsx"
    assert run("check", december, "--mark", target).code == 1
    marked, original = openpyxl.load_workbook(target), openpyxl.load_workbook(december)
    assert marked.sheetnames == original.sheetnames
    for name in original.sheetnames:
        for line in original[name].iter_rows():
            for cell in line:
                if cell.value is not None:
                    assert marked[name][cell.coordinate].value == cell.value
    comment = marked["3 Management Support"]["B8"].comment
    assert comment.text == "error A301: says 25%, but 52 of 218 is 24% (23.85%)"
    assert comment.author == "kpi-workbook"
    assert hashlib.sha256(december.read_bytes()).hexdigest() == before


def test_a_marked_copy_has_the_same_bytes_every_time(run, december, tmp_path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        run("check", december, "--mark", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_text_that_looks_like_a_formula_stays_text(run, tmp_path) -> None:
    source = openpyxl.Workbook()
    sheet = source.active
    for line in (["Indicator", "Apr-22", "May-22"], ["=Contacts", 4, 5], ["+Referrals", 6, 7]):
        sheet.append(line)
    for address in ("A2", "A3"):
        sheet[address].data_type = "s"
    source.save(tmp_path / "source.xlsx")
    run("check", tmp_path / "source.xlsx", "--mark", tmp_path / "marked.xlsx")
    marked = openpyxl.load_workbook(tmp_path / "marked.xlsx").active
    assert [(marked[address].value, marked[address].data_type) for address in ("A2", "A3")] == [
        ("=Contacts", "s"),
        ("+Referrals", "s"),
    ]


def test_the_input_is_never_the_copy(run, december, tmp_path) -> None:
    source = tmp_path / december.name
    source.write_bytes(december.read_bytes())
    done = run("check", source, "--mark", source)
    assert done.code == 2
    assert "choose another name" in done.err
    assert source.read_bytes() == december.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [source.name]
