"""Every word of a page has its English, and no English is left of words that no page says."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "tools"))
import messages  # noqa: E402

sys.path.pop(0)


@pytest.mark.parametrize("app", messages.apps(), ids=lambda app: app.name)
def test_every_word_has_its_english(app):
    lacking = messages.missing().get(app, [])
    assert not lacking, "\n".join(f"{key[1]!r} ({place})" for key, place in lacking)


@pytest.mark.parametrize("app", messages.apps(), ids=lambda app: app.name)
def test_no_english_is_left_over(app):
    assert not messages.unused().get(app)


def test_blanks_are_the_same_in_both_languages():
    import re

    blank = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
    for app in messages.apps():
        for (_, one, many), words in messages.english(app).items():
            if words:
                wanted = {name for names in blank.findall(many or one) for name in names if name}
                assert {name for names in blank.findall(words) for name in names if name} <= wanted | set(
                    name for names in blank.findall(one) for name in names if name
                ), one


def test_what_is_compiled_says_the_english(tmp_path):
    import gettext
    import shutil

    source = tmp_path / "app" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Quá hạn"\nmsgstr "Overdue"\n')
    [made] = messages.compile_all(tmp_path)
    with made.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Quá hạn") == "Overdue"
    shutil.rmtree(tmp_path / "app")
