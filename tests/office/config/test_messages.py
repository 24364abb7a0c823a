"""Every word of a page has its English, and no English is left of words that no page says."""

import gettext
import re
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "tools"))
import messages  # noqa: E402

sys.path.pop(0)


missing, unused = cache(messages.missing), cache(messages.unused)


@pytest.mark.parametrize("app", messages.apps(), ids=lambda app: app.name)
def test_every_word_has_its_english(app):
    lacking = missing().get(app, [])
    assert not lacking, "\n".join(f"{key[1]!r} ({place})" for key, place in lacking)


@pytest.mark.parametrize("app", messages.apps(), ids=lambda app: app.name)
def test_no_english_is_left_over(app):
    assert not unused().get(app)


def test_blanks_are_the_same_in_both_languages():
    for app in messages.apps():
        for (_, one, many), words in messages.english(app).items():
            assert not words or blanks(words) <= blanks(one) | blanks(many or ""), one


def blanks(words):
    return {name for found in re.findall(r"%\((\w+)\)[sd]|\{(\w+)\}", words) for name in found if name}


def test_what_is_compiled_says_the_english(tmp_path):
    source = tmp_path / "app" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    source.write_text(head + '\nmsgid "Quá hạn"\nmsgstr "Overdue"\n')
    [made] = messages.compile_all(tmp_path)
    with made.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Quá hạn") == "Overdue"
