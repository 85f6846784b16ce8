"""Settings: read strictly, refused by key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpi_workbook.errors import InvalidSettings
from kpi_workbook.model import Role, Unit
from kpi_workbook.settings import Settings, beside, load

TEMPLATE = Path(__file__).parent.parent / "templates" / "kpi-workbook.toml"


def test_a_folder_that_may_not_be_looked_into(tmp_path, monkeypatch) -> None:
    def denied(_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", denied)
    with pytest.raises(InvalidSettings, match=r"cannot be looked for \(Permission denied\); ask for permission"):
        beside(tmp_path / "kpi.xlsx")


def test_no_file_gives_the_defaults(tmp_path) -> None:
    assert load(None) == Settings()
    assert beside(tmp_path / "book.xlsx") == Settings()


def test_settings_beside_the_workbook_are_used(tmp_path) -> None:
    (tmp_path / "kpi-workbook.toml").write_text('organisation = "Wessex"\n[tolerance]\npoints = 0.03\n')
    settings = beside(tmp_path / "book.xlsx")
    assert (settings.organisation, settings.tolerance.points) == ("Wessex", 0.03)
    assert settings.source == tmp_path / "kpi-workbook.toml"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("tolerance = 3", "tolerance"),
        ("[tolerance]\npoints = 7", "tolerance.points"),
        ("[reading]\nyears = 2022", "reading.years"),
        ('[[silences]]\nrule = "A301"', "silences.0.reason"),
        ("organisation = [", "not valid TOML"),
        ('source = "elsewhere"', "source"),
    ],
)
def test_a_wrong_key_is_named(tmp_path, text, key) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(InvalidSettings, match=key) as refusal:
        load(path)
    assert str(path) in str(refusal.value)


def test_a_settings_file_that_is_not_there_is_refused(tmp_path) -> None:
    with pytest.raises(InvalidSettings, match="there is no such settings file"):
        load(tmp_path / "none.toml")


def test_the_template_shows_the_defaults() -> None:
    template = load(TEMPLATE)
    assert template.model_copy(update={"source": None}) == Settings()


def test_every_example_in_the_template_is_a_setting(tmp_path) -> None:
    path = tmp_path / "all.toml"
    path.write_text(re.sub(r"^# (?=[\[a-zK\"])", "", TEMPLATE.read_text(), flags=re.MULTILINE).split("\n", 3)[3])
    settings = load(path)
    assert settings.organisation == "Southampton"
    assert settings.published == tmp_path / "published.csv"
    assert settings.theme.logo == tmp_path / "logo.png"
    assert settings.reading.columns == {"1 Effective Assessment": {"K": Role.TARGET}}
    assert settings.indicators[0].unit is Unit.PERCENTAGE
    assert settings.silences[0].indicator == "Number of contacts"
