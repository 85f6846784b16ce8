"""What works and what does not is told in plain words, with what to do; nothing is left behind."""

from __future__ import annotations

import json
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from kpi_workbook.addin import diagnose
from kpi_workbook.addin.diagnose import Diagnosis, State
from kpi_workbook.addin.install import install
from kpi_workbook.addin.places import ADDIN, find_places
from kpi_workbook.doctor import examine, this_machine, work
from kpi_workbook.doctor.choices import choices, told
from kpi_workbook.doctor.machine import Machine, installed_version, why_not_loaded
from kpi_workbook.doctor.parts import FOR_DEVELOPERS, WHAT_FOR, Requirement, libraries, parsed, runtime
from kpi_workbook.errors import InvalidSettings
from kpi_workbook.settings import FILE_NAME, MailSettings, Settings, load

ROOT = Path(__file__).parent.parent.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights and scripts of POSIX systems")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """One as it should be, without LibreOffice and Excel."""
    return Machine(
        platform="linux",
        python=(3, 12, 1),
        expat=(2, 6, 2),
        home=tmp_path / "home",
        environment={},
        requirements=("pydantic>=2.8", "pyarrow>=16; extra == 'parquet'", 'pytest>=8; extra == "test"'),
        version={"kpi-workbook": "0.1.0", "pydantic": "2.14.3", "pyarrow": "26.0.1", "msal": "1.31"}.get,
        load=lambda _: None,
        office=None,
        keyring=lambda *_: None,
        excel=diagnose.Machine(lambda *_: None, lambda _: "kpi-workbook 0.1.0"),
    )


def test_a_machine_as_it_should_be(machine: Machine, tmp_path: Path) -> None:
    checkup = examine(tmp_path, Settings(), {}, machine)
    assert [(each.about, str(each.state)) for each in checkup.found] == [
        ("kpi-workbook", "good"), ("Python", "good"), ("expat (XML)", "good"), ("pydantic", "good"),
        ("pyarrow", "good"), ("settings", "good"), ("writing", "good"), ("temporary files", "good"),
        ("LibreOffice", "note"), ("mail", "note"), ("ribbon", "note"),
    ]  # fmt: skip
    assert checkup.healthy
    assert list(tmp_path.iterdir()) == []


def test_the_command_prints_a_table_or_json(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kpi_workbook.doctor.machine.find_office", lambda: None)
    (tmp_path / FILE_NAME).write_text('organisation = "Exeter"\n[control]\nrun_length = 6\n')
    shown = run("doctor", tmp_path)
    assert "Python" in shown.out
    assert "run_length = 6" in shown.out
    document = json.loads(run("doctor", tmp_path, "--json", "--year", "2022").out)
    assert document["schema"] == 1
    assert document["healthy"] == (shown.code == 0)
    origins = {each["key"]: (each["value"], each["from"]) for each in document["settings"]}
    assert origins["control.run_length"] == (6, str(tmp_path / FILE_NAME))
    assert origins["control.least_points"] == (13, "default")
    assert origins["reading.year"] == (2022, "--year")


def test_wrong_settings_are_a_problem_and_the_rest_is_looked_at(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kpi_workbook.doctor.machine.find_office", lambda: None)
    (tmp_path / FILE_NAME).write_text("[control]\nrun_lenght = 6\n")
    done = run("doctor", tmp_path, "--json")
    found = {each["about"]: each for each in json.loads(done.out)["found"]}
    assert done.code == 1
    assert found["settings"]["state"] == "problem"
    assert "`control.run_lenght`: is not a setting" in found["settings"]["words"]
    assert found["writing"]["state"] == "good"


def test_every_setting_of_the_template_is_said_to_come_from_it() -> None:
    path = ROOT / "templates" / FILE_NAME
    origins = {each.key: each.origin for each in choices(load(path), {})}
    written = tomllib.loads(path.read_text())
    keys = {
        f"{name}.{key}" if key else name
        for name, value in written.items()
        for key in (value if isinstance(value, dict) else [""])
    }
    assert {key for key, origin in origins.items() if origin == str(path)} == keys
    assert set(origins.values()) == {str(path), "default"}


def test_settings_are_told_by_where_they_came_from(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text('organisation = "Exeter"\n[[silences]]\nrule = "N810"\nreason = "elsewhere"\n')
    in_force = choices(load(path), {"reading.year": "--year"})
    assert told(load(path), in_force).words == (
        f'{path}: organisation = "Exeter", silences = 1 listed; --year: reading.year = null; '
        f"the other {len(in_force) - 3} are the defaults"
    )


def test_old_versions_are_told(machine: Machine) -> None:
    old = replace(machine, python=(3, 9, 2), expat=(2, 5, 0), version=lambda _: None)
    assert [(each.about, str(each.state)) for each in runtime(old)] == [
        ("kpi-workbook", "note"), ("Python", "problem"), ("expat (XML)", "note"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("pydantic>=2.8", Requirement("pydantic", "2.8", None)),
        ("pyarrow>=16 ; extra == 'parquet'", Requirement("pyarrow", "16", "parquet")),
        ('pyopenvba==6.5.0; extra == "test"', Requirement("pyopenvba", "6.5.0", "test")),
        ("kpi-workbook[test]; extra == 'dev'", Requirement("kpi-workbook", None, "dev")),
    ],
)
def test_requirements_are_read_from_the_metadata(line: str, expected: Requirement) -> None:
    assert parsed(line) == expected


@pytest.mark.parametrize(
    ("versions", "broken", "expected"),
    [
        ({}, None, [("pydantic", State.PROBLEM, "is not installed. Run: pip install pydantic"),
                    ("pyarrow", State.NOTE, "is not installed; only `export` to .parquet needs it. "
                                            "Run: pip install 'kpi-workbook[parquet]'")]),
        ({"pydantic": "2.7.9", "pyarrow": "16"}, None,
         [("pydantic", State.PROBLEM, "2.7.9 is older than 2.8. Run: pip install --upgrade pydantic"),
          ("pyarrow", State.GOOD, "16, for `export` to .parquet")]),
        ({"pydantic": "2.10", "pyarrow": "16"}, "ImportError: DLL load failed",
         [("pydantic", State.PROBLEM, "2.10 is installed but does not load (ImportError: DLL load failed). "
                                      "Run: pip install --force-reinstall pydantic"),
          ("pyarrow", State.PROBLEM, "16 is installed but does not load (ImportError: DLL load failed). "
                                     "Run: pip install --force-reinstall pyarrow")]),
    ],
)  # fmt: skip
def test_libraries(machine: Machine, versions, broken, expected) -> None:
    found = libraries(replace(machine, version=versions.get, load=lambda _: broken))
    assert list(found) == [Diagnosis(*each) for each in expected]


def test_every_extra_says_what_it_brings() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert set(WHAT_FOR) == set(project["optional-dependencies"]) - set(FOR_DEVELOPERS)


def test_packages_of_this_machine() -> None:
    assert installed_version("pydantic")
    assert installed_version("no-such-package") is None
    assert why_not_loaded("pydantic") is None
    assert why_not_loaded("no-such-package") == "ModuleNotFoundError: No module named 'no_such_package'"
    assert this_machine().python == sys.version_info[:3]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found = work.writing(tmp_path / "none")
    assert found.state is State.PROBLEM
    assert "make the folder first" in found.words


def test_little_room_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(work, "SCARCE_MEGABYTES", 1 << 40)
    assert work.writing(tmp_path).state is State.NOTE


def test_a_folder_in_which_nothing_can_be_replaced(tmp_path: Path, monkeypatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", denied)
    found = work.writing(tmp_path)
    assert found.state is State.PROBLEM
    assert "cannot be removed or replaced (Permission denied)" in found.words


def unseeable(monkeypatch) -> None:
    def failing(path: Path, *_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(Path, "stat", failing)


def test_a_folder_that_cannot_be_looked_into(tmp_path: Path, monkeypatch) -> None:
    unseeable(monkeypatch)
    found = work.writing(tmp_path)
    assert found.state is State.PROBLEM
    assert found.words == f"{tmp_path}: what lies there cannot be seen (Input/output error). Choose another"


def test_a_ribbon_that_cannot_be_looked_at(machine: Machine, monkeypatch) -> None:
    unseeable(monkeypatch)
    (found,) = work.addin(replace(machine, platform="win32"))
    assert (found.about, found.state) == ("ribbon", State.PROBLEM)
    assert "cannot be looked at (input/output error)" in found.words


def test_no_place_for_temporary_files(monkeypatch) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    assert work.temporary().state is State.PROBLEM


@POSIX
@pytest.mark.parametrize(
    ("script", "said"), [("sleep 30", "did not finish within 0.2 seconds"), ("exit 81", "ended with code 81")]
)
def test_an_office_that_does_not_work(machine: Machine, tmp_path: Path, monkeypatch, script: str, said: str) -> None:
    monkeypatch.setattr(work, "OFFICE_SECONDS", 0.2 if "sleep" in script else 20)
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    found = work.office(replace(machine, office=str(program)))
    assert found.state is State.PROBLEM
    assert said in found.words


@POSIX
def test_an_office_that_works(machine: Machine, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nprintf '%%PDF-1.7 %%%%EOF' > kpi-workbook-template.pdf\n")
    program.chmod(0o755)
    assert work.office(replace(machine, office=str(program))).state is State.GOOD


SENDING = {"host": "127.0.0.1", "sender": "kpi@council.gov.uk", "domains": ("council.gov.uk",)}
GRAPH = {"tenant": "council.gov.uk", "client": "00000000-0000-0000-0000-000000000000"}


@pytest.mark.parametrize(
    ("settings", "state", "said"),
    [
        ({}, State.NOTE, "to send, set `mail.host` or `mail.graph`"),
        ({"host": "smtp.council.gov.uk"}, State.PROBLEM, "before the settings say `mail.sender` and `mail.domains`"),
        ({"graph": GRAPH}, State.PROBLEM, "before the settings say `mail.sender` and `mail.domains`"),
        ({**SENDING, "graph": GRAPH}, State.PROBLEM, "name two ways to send"),
        ({**SENDING, "host": None, "graph": GRAPH}, State.GOOD, "through Microsoft 365 as kpi@council.gov.uk"),
        ({**SENDING, "port": 9}, State.PROBLEM, "127.0.0.1:9 cannot be used without login: Connection refused"),
    ],
)
def test_mail(machine: Machine, settings, state: State, said: str) -> None:
    found = work.mail(MailSettings(**settings), machine)
    assert found.state is state
    assert said in found.words


def test_microsoft_365_without_its_library(machine: Machine) -> None:
    settings = MailSettings(**{**SENDING, "host": None, "graph": GRAPH})
    found = work.mail(settings, replace(machine, version=lambda _: None))
    assert found.state is State.PROBLEM
    assert "Run: pip install 'kpi-workbook[graph]'" in found.words


def test_a_mail_server_is_greeted_and_handed_nothing(machine: Machine, monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "mail"))
    from post_office import PostOffice, serving

    office = PostOffice()
    with serving(office) as port:
        found = work.mail(MailSettings(**SENDING, port=port), machine)
    assert found == Diagnosis("mail", State.GOOD, f"127.0.0.1:{port} takes messages without login")
    assert office.taken == []
    secret = replace(machine, environment={"KPI_WORKBOOK_SMTP_PASSWORD": "planted"})
    told = work.mail(MailSettings(**SENDING), secret)
    assert told.state is State.PROBLEM
    assert "planted" not in told.words
    with serving(office) as port:
        logged_in = replace(machine, keyring=lambda *_: "planted")
        told = work.mail(MailSettings(**SENDING, port=port), logged_in)
    assert "the server does not offer to encrypt" in told.words
    assert "planted" not in told.words


def test_a_ribbon_that_was_put_in_is_diagnosed(machine: Machine) -> None:
    windows = replace(machine, platform="win32")
    assert [each.state for each in work.addin(windows)] == [State.NOTE]
    places = find_places("win32", windows.home, {})
    install(places, Path("/opt/kpi-workbook"))
    assert {each.about: each.state for each in work.addin(windows)}["add-in"] is State.GOOD
    (places.startup / ADDIN).unlink()
    assert {each.about: each.state for each in work.addin(windows)}["add-in"] is State.PROBLEM


def test_settings_that_are_none() -> None:
    assert told(InvalidSettings("kpi-workbook.toml: not valid TOML"), ()).state is State.PROBLEM
