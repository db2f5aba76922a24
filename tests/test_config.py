"""Settings: read from TOML, every mistake one line that names the file, the key and what was meant."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from crosscheck.config import Config, read_config
from crosscheck.records import CrosscheckError


def settings(folder: Path, text: str) -> Path:
    path = folder / "crosscheck.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CrosscheckError) as error:
        read_config(path)
    line = str(error.value)
    assert "\n" not in line
    assert line.startswith(f"{path}: ")
    return line


def test_without_a_file_the_defaults_hold() -> None:
    assert read_config(None) == Config()


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert read_config(settings(tmp_path, "")) == Config()


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    wanted = Config("some/embedder", "some/judge", "some/quick", 7, 0.5, 0.25, 0.1, 0.75, 0.6, 0.7, 3)
    text = "\n".join(f"{f.name} = {getattr(wanted, f.name)!r}" for f in fields(Config))
    assert read_config(settings(tmp_path, text)) == wanted


def test_a_whole_number_will_do_for_a_part(tmp_path: Path) -> None:
    share = read_config(settings(tmp_path, "share = 1")).share
    assert (share, type(share)) == (1.0, float)


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("treads", "threads"),
        ("event_day", "event_days"),
        ("Judge", "judge"),
        ("conflict", "conflict_confidence"),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path, key: str, meant: str) -> None:
    assert refusal(settings(tmp_path, f"{key} = 1")).endswith(f"'{key}'; did you mean '{meant}'?")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("threads = 1.5", "'threads' must be a whole number, not 1.5"),
        ("threads = true", "'threads' must be a whole number, not True"),
        ('share = "half"', "'share' must be a number, not 'half'"),
        ("judge = 3", "'judge' must be a text in quotes, not 3"),
        ("embedder = ['a', 'b']", "'embedder' must be a text in quotes, not ['a', 'b']"),
        ("[judge]\nfolder = 'x'", "'judge' must be a text in quotes"),
    ],
)
def test_a_value_of_another_kind_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(settings(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    ["share = 1.5", "share = -0.1", "share = nan", "share = inf", "event_days = -1", "threads = -2", "threads = 99999",
     "event_probability = 2", "conflict_confidence = 50", "flag_confidence = -1"],
)  # fmt: skip
def test_a_number_out_of_range_is_refused(tmp_path: Path, text: str) -> None:
    assert f"'{text.split()[0]}' must be from 0 to " in refusal(settings(tmp_path, text))


@pytest.mark.parametrize("text", ["share 0.2", "share = ", "share = 0.2\nshare = 0.3", "\x00"])
def test_a_file_that_is_no_toml_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    assert "is not valid TOML" in refusal(settings(tmp_path, text))


def test_a_file_that_is_no_text_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "crosscheck.toml"
    path.write_bytes(b"judge = '\xff\xfe'")
    assert "is not valid TOML" in refusal(path)


def test_a_file_that_is_missing_or_a_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "gone.toml")
    assert "cannot be read" in refusal(tmp_path)
