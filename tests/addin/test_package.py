"""The built add-in is the one in the package, and other programs read it: ribbon, modules, callbacks."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from desk import MACROS
from pyopenvba.exceptions import VBACompileError
from pyopenvba.interpreter import parse_module

from kpi_workbook.addin.install import SHIPPED
from kpi_workbook.addin.live import MARK_START
from kpi_workbook.addin.places import ADDIN, HELP, HOME, INI, SCRIPT

SOURCES = sorted(MACROS.glob("*.bas"))
PROGRAMS = Path(sys.executable).parent
RIBBON = MACROS / "customUI14.xml"
BUTTON_ATTRIBUTES = {"id", "label", "imageMso", "keytip", "onAction", "screentip", "supertip"}
NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"


def code(module: str) -> str:
    return (MACROS / f"{module}.bas").read_text(encoding="ascii")


def test_the_shipped_add_in_is_what_the_sources_build(builder: ModuleType, tmp_path: Path) -> None:
    built = builder.build(tmp_path / ADDIN)
    assert built.read_bytes() == (SHIPPED / ADDIN).read_bytes(), "run: python macros/build_addin.py"


@pytest.mark.parametrize("suffix", [".xlam", ".xlsm"])
def test_a_second_reader_sees_every_line(builder: ModuleType, tmp_path: Path, suffix: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oletools uses names that pyparsing has retired
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(builder.build(tmp_path / f"a{suffix}")))
    seen = {Path(name).stem: text.replace("\r\n", "\n") for _, _, name, text in parser.extract_macros()}
    parser.close()
    sources = {path.stem: code(path.stem) for path in SOURCES}
    assert {name: text.rstrip() for name, text in seen.items() if name in sources} == {
        name: text.rstrip() for name, text in sources.items()
    }
    assert {name for name, text in seen.items() if "Sub " in text or "Function " in text} == set(sources)


def test_the_ribbon_stands_in_the_package_as_excel_looks_for_it() -> None:
    with zipfile.ZipFile(SHIPPED / ADDIN) as package:
        assert package.testzip() is None
        assert package.read("customUI/customUI14.xml") == RIBBON.read_bytes()
        relationships = ElementTree.fromstring(package.read("_rels/.rels"))
        content_types = package.read("[Content_Types].xml").decode()
        properties = package.read("docProps/core.xml").decode()
    found = {each.get("Target"): each.get("Type") for each in relationships}
    assert found["customUI/customUI14.xml"] == "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    assert len({each.get("Id") for each in relationships}) == len(relationships)
    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in content_types
    assert "<dc:creator>kpi-workbook</dc:creator>" in properties


def audit(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAMS / "openxml-audit", path], capture_output=True, text=True)


@pytest.mark.parametrize("suffix", [".xlam", ".xlsm"])
def test_the_package_and_its_ribbon_validate(builder: ModuleType, tmp_path: Path, suffix: str) -> None:
    done = audit(builder.build(tmp_path / f"a{suffix}"))
    assert (done.returncode, "no findings" in done.stdout) == (0, True), done.stdout


@pytest.mark.parametrize(("old", "new"), [(b"<button id", b"<knob id"), (b'size="large"', b'size="huge"')])
def test_the_validation_notices_a_wrong_ribbon(builder: ModuleType, tmp_path: Path, old: bytes, new: bytes) -> None:
    broken = tmp_path / "a.xlam"
    bare = builder.write_macros(tmp_path / "bare.xlam").read_bytes()
    broken.write_bytes(builder.with_ribbon(bare, RIBBON.read_bytes().replace(old, new, 1)))
    assert "customUI14.xml" in audit(broken).stdout


def test_every_callback_is_a_public_sub_of_the_right_form() -> None:
    root = ElementTree.parse(RIBBON).getroot()
    named = [
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if key in ("onAction", "onLoad", "loadImage") or key.startswith("get")
    ]
    public = re.findall(r"^Public Sub (\w+)\(control As Object\)$", code("KpiRibbon"), re.MULTILINE)
    assert sorted(named) == sorted(public)
    assert len(named) == 13


def test_ids_and_keytips_are_unique_and_every_button_explains_itself() -> None:
    root = ElementTree.parse(RIBBON).getroot()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    buttons = list(root.iter(f"{NAMESPACE}button"))
    keytips = [button.get("keytip", "") for button in buttons]
    assert len(set(ids)) == len(ids)
    assert len(set(keytips)) == len(keytips) == 13
    assert not [tip for tip in keytips if any(other != tip and other.startswith(tip) for other in keytips)]
    for button in buttons:
        assert set(button.attrib) - {"size"} == BUTTON_ATTRIBUTES
        assert len(button.get("supertip", "")) <= 1024
    (tab,) = root.iter(f"{NAMESPACE}tab")
    assert tab.get("label") == "KPI scrutiny"
    assert [button.get("label") for button in buttons] == [
        "Check", "Build", "Compare with last month", "Previous", "Next", "Mark as comments", "Clear marks",
        "Email", "Roll forward", "Batch folder", "Settings", "Help", "Last log",
    ]  # fmt: skip


def test_only_the_host_module_touches_excel_outlook_and_windows() -> None:
    outside = re.compile(r"CreateObject|AppleScriptTask|MsgBox|Application\.|SaveCopyAs|FollowHyperlink|FileDialog")
    used = {path.stem: outside.findall(path.read_text()) for path in SOURCES if path.stem != "KpiHost"}
    assert {name for name, found in used.items() if found} == set()
    assert not any(re.search(r"\bDeclare\b", path.read_text()) for path in SOURCES)
    assert all("Option Explicit" in path.read_text() for path in SOURCES)


def test_static_analysis_is_silent() -> None:
    done = subprocess.run([PROGRAMS / "pyvbaanalysis", MACROS], capture_output=True, text=True)
    assert (done.returncode, "no diagnostics" in done.stdout) == (0, True), done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_parser_of_vba_reads_every_module(path: Path) -> None:
    source = path.read_text()
    assert parse_module(source, name=path.stem)
    with pytest.raises(VBACompileError):
        parse_module(source.replace("End Function", "", 1).replace("End Sub", "", 1), name=path.stem)


def test_python_and_macros_agree_on_names() -> None:
    assert f'MarkStart As String = "{MARK_START}"' in code("KpiFindings")
    assert f'"{INI}"' in code("KpiFiles")
    assert f'"{HELP}"' in code("KpiFiles")
    assert f'JoinPath(parentFolder, "{HOME}")' in code("KpiFiles")
    script = (SHIPPED / SCRIPT).read_text()
    called = re.findall(r'AppleScriptTask\(? ?"([^"]+)", "(\w+)"', code("KpiHost"))
    assert {file for file, _ in called} == {SCRIPT}
    assert {handler for _, handler in called} == set(re.findall(r"^on (\w+)\(", script, re.MULTILINE))


def test_the_stand_in_host_offers_what_the_real_one_does() -> None:
    signature = re.compile(r"^Public (?:Sub|Function) .*?\)(?: As \w+)?$", re.MULTILINE | re.DOTALL)
    stand_in = (Path(__file__).parent / "KpiHost_libreoffice.bas").read_text()
    assert sorted(signature.findall(stand_in)) == sorted(signature.findall(code("KpiHost")))
