"""Each thing that can stop the ribbon is told in words, with what to ask for; nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kpi_workbook.addin.diagnose import (
    CHOICES,
    EXPLOIT_GUARD,
    MANAGED_DEFENDER,
    NO_CHILD_PROCESSES,
    POLICIES,
    Diagnosis,
    Machine,
    State,
    ask_version,
    diagnose,
    read_registry,
)
from kpi_workbook.addin.install import install
from kpi_workbook.addin.places import ADDIN, INI, SCRIPT, Places, find_places

CLASSIC_OUTLOOK = {(r"HKCR\Outlook.Application\CLSID", ""): "{0006F03A}"}
TRUSTED_LOCATIONS_OFF = {(rf"{POLICIES}\excel\security\trusted locations", "alllocationsdisabled"): 1}
Values = dict[tuple[str, str], str | int]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    found = find_places("win32", tmp_path, {})
    install(found, Path("/opt/kpi-workbook"))
    return found


def machine(values: Values, version: str | None = "kpi-workbook 0.1.0") -> Machine:
    return Machine(lambda key, name: values.get((key, name)), lambda _: version)


def not_good(places: Places, values: Values, version: str | None = "kpi-workbook 0.1.0") -> list[Diagnosis]:
    return [each for each in diagnose(places, machine(values, version)) if each.state is not State.GOOD]


def test_a_machine_as_it_should_be(places: Places) -> None:
    found = diagnose(places, machine(dict(CLASSIC_OUTLOOK)))
    assert [(each.about, each.state) for each in found] == [
        ("add-in", State.GOOD),
        ("program", State.GOOD),
        ("mark of the web", State.GOOD),
        ("signatures", State.GOOD),
        ("macros", State.GOOD),
        ("starting programs", State.GOOD),
        ("Outlook", State.GOOD),
    ]


@pytest.mark.parametrize(
    ("values", "about", "state", "said"),
    [
        ({(EXPLOIT_GUARD, NO_CHILD_PROCESSES): "1"}, "starting programs", State.PROBLEM, "stops programs"),
        ({(EXPLOIT_GUARD, NO_CHILD_PROCESSES): "6"}, "starting programs", State.NOTE, "warns about"),
        (
            {(MANAGED_DEFENDER, "ASRRules"): f"26190899-1602-49e8-8b27-eb1d0a1ce869=2|{NO_CHILD_PROCESSES.upper()}=1"},
            "starting programs",
            State.PROBLEM,
            "exclusion",
        ),
        ({(rf"{POLICIES}\common\security", "requirealwaysonmacrosig"): 1}, "signatures", State.PROBLEM, "sign"),
        ({(rf"{POLICIES}\excel\security", "requireaddinsig"): 1}, "signatures", State.PROBLEM, "sign"),
        (
            {**TRUSTED_LOCATIONS_OFF, (rf"{POLICIES}\excel\security", "vbawarnings"): 4},
            "macros",
            State.PROBLEM,
            "every macro",
        ),
        (
            {**TRUSTED_LOCATIONS_OFF, (rf"{CHOICES}\excel\security", "vbawarnings"): 3},
            "macros",
            State.PROBLEM,
            "unsigned macros",
        ),
        (TRUSTED_LOCATIONS_OFF, "macros", State.NOTE, "ask each time"),
        ({(rf"{CHOICES}\Outlook\Preferences", "UseNewOutlook"): 1}, "Outlook", State.NOTE, "new Outlook"),
    ],
)
def test_a_policy_that_stands_in_the_way(places: Places, values: Values, about: str, state: State, said: str) -> None:
    (found,) = not_good(places, {**CLASSIC_OUTLOOK, **values})
    assert (found.about, found.state) == (about, state)
    assert said in found.words


@pytest.mark.parametrize(
    "values",
    [
        {(EXPLOIT_GUARD, NO_CHILD_PROCESSES): "0"},
        {(EXPLOIT_GUARD, NO_CHILD_PROCESSES): "2"},
        {(MANAGED_DEFENDER, "ASRRules"): f"{NO_CHILD_PROCESSES}=2"},
        {(rf"{POLICIES}\excel\security", "vbawarnings"): 4},
    ],
)
def test_a_policy_that_does_no_harm_is_not_blamed(places: Places, values: Values) -> None:
    assert not_good(places, {**CLASSIC_OUTLOOK, **values}) == []


def test_no_outlook_means_a_draft_as_a_file(places: Places) -> None:
    (found,) = not_good(places, {})
    assert (found.about, found.state) == ("Outlook", State.NOTE)
    assert "classic Outlook is not installed" in found.words


def test_a_program_that_does_not_start(places: Places) -> None:
    (found,) = not_good(places, dict(CLASSIC_OUTLOOK), version=None)
    assert (found.about, found.state) == ("program", State.PROBLEM)
    assert "/opt/kpi-workbook does not start" in found.words


def test_an_add_in_marked_as_from_the_internet(places: Places) -> None:
    (places.startup / f"{ADDIN}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
    (found,) = not_good(places, dict(CLASSIC_OUTLOOK))
    assert (found.about, found.state) == ("mark of the web", State.PROBLEM)


def test_an_add_in_of_another_version(places: Places) -> None:
    (places.startup / ADDIN).write_bytes(b"older")
    (found,) = not_good(places, dict(CLASSIC_OUTLOOK))
    assert (found.about, found.state) == ("add-in", State.NOTE)


@pytest.mark.parametrize(
    ("system", "about"),
    [("win32", ["add-in", "program", "mark of the web"]), ("darwin", ["add-in", "program", "script"])],
)
def test_files_that_cannot_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, about: list[str]
) -> None:
    """A drive that fails, or a folder that this user may not look into."""

    def failing(path: Path, *_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", str(path))

    found = find_places(system, tmp_path, {})
    install(found, Path("/opt/kpi-workbook"))
    monkeypatch.setattr(Path, "stat", failing)
    bad = not_good(found, dict(CLASSIC_OUTLOOK))
    assert [(each.about, each.state) for each in bad] == [(each, State.PROBLEM) for each in about]
    assert all("cannot be looked at (input/output error). See that its drive is there" in each.words for each in bad)
    assert bad[0].words.startswith(str(found.startup / ADDIN))


def test_a_note_of_the_program_that_is_no_path(places: Places) -> None:
    (places.home / INI).write_bytes(b"program=\\u0000\r\n")
    (found,) = [each for each in diagnose(places, Machine(lambda *_: None, ask_version)) if each.about == "program"]
    assert found.state is State.PROBLEM
    assert "does not start" in found.words


def test_nothing_installed(tmp_path: Path) -> None:
    found = not_good(find_places("win32", tmp_path, {}), dict(CLASSIC_OUTLOOK))
    assert [(each.about, each.state) for each in found] == [("add-in", State.PROBLEM), ("program", State.PROBLEM)]
    assert all("kpi-workbook install-addin" in each.words for each in found)


def test_a_mac_is_asked_about_its_script_and_not_about_windows(tmp_path: Path) -> None:
    mac = find_places("darwin", tmp_path, {})
    install(mac, Path("/opt/kpi-workbook"))
    assert [each.about for each in diagnose(mac, machine({}))] == ["add-in", "program", "script"]
    assert not_good(mac, {}) == []
    assert mac.scripts is not None
    (mac.scripts / SCRIPT).unlink()
    assert [each.about for each in not_good(mac, {})] == ["script"]


def test_a_program_is_asked_for_its_version(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!{sys.executable}\nimport sys\nprint('it is', sys.argv[1])\n")
    program.chmod(0o755)
    assert ask_version(program) == "it is --version"
    program.write_text(f"#!{sys.executable}\nraise SystemExit(3)\n")
    assert ask_version(program) is None
    assert ask_version(tmp_path / "none") is None


@pytest.mark.skipif(sys.platform == "win32", reason="there is a registry")
def test_where_there_is_no_registry_nothing_is_in_it() -> None:
    assert read_registry(EXPLOIT_GUARD, NO_CHILD_PROCESSES) is None
