"""Settings of an office: read from the environment, each documented."""

import re
from pathlib import Path

import pytest

from namro.errors import UsageError
from namro.office.config.environment import Environment, documented, read_environment, secret_key

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("NAMRO_HTTPS", "maybe"),
        ("NAMRO_UPLOAD_FILES", "-1"),
        ("NAMRO_UPLOAD_FILES", "many"),
        ("NAMRO_LANGUAGE", "fr"),
        ("NAMRO_DONE_DAY", "today"),
        ("NAMRO_LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_setting_is_named(name, given):
    with pytest.raises(UsageError) as refused:
        read_environment({name: given})
    assert refused.value.code == "setting-wrong"
    assert refused.value.details["name"] == name


def test_an_empty_variable_is_the_default():
    assert read_environment({"NAMRO_WORKERS": " "}).workers == Environment().workers


def test_the_secret_key_is_made_once_and_is_its_owners(tmp_path):
    environment = read_environment({"NAMRO_DATA": str(tmp_path / "data")})
    made = secret_key(environment)
    assert len(made) >= 50
    assert secret_key(environment) == made
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_every_setting_is_in_the_table_of_the_guide():
    page = (ROOT / "docs" / "how-to" / "run-an-office.md").read_text("utf-8")
    rows = re.findall(r"^\| `(NAMRO_\w+)` \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    wanted = [(name, f"`{default}`" if default else "", about) for name, default, about in documented()]
    assert rows == wanted
