"""Words of the pages: compiles each app's English, and tells which words have none.

    python tools/messages.py            # compile every django.po to .mo
    python tools/messages.py --check    # tell what is missing or not used; 1 where anything is
    python tools/messages.py --fill     # append what is missing to each app's django.po, to be translated by hand

The words of pages are written in Vietnamese in templates and code; an app's English stands in its
`locale/en/LC_MESSAGES/django.po`, by hand. A word that several apps use may stand in any of them.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OFFICE = ROOT / "src" / "namro" / "office"
Key = tuple[str | None, str, str | None]
"""Context, message, and its plural."""

_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_HEAD = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


def apps() -> list[Path]:
    """The apps that have words of their own or may have."""
    return sorted(path for path in OFFICE.iterdir() if path.is_dir() and (path / "__init__.py").exists())


def compile_all(office: Path = OFFICE) -> list[Path]:
    """Compile every django.po beside itself; the files made."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = []
    for source in sorted(office.glob("*/locale/*/LC_MESSAGES/django.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name, abort_invalid=True)
        target = source.with_suffix(".mo")
        part = target.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            write_mo(file, catalogue)
        part.replace(target)  # a page that is being shown finds a whole file
        made.append(target)
    return made


def used(app: Path) -> dict[Key, str]:
    """The words in an app's code and templates, with the place of each one's first use."""
    found: dict[Key, str] = {}
    for path in sorted(app.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            content = path.read_bytes()
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            content = _as_code(path).encode()
        else:
            continue
        for line, key in _extracted(content):
            found.setdefault(key, f"{path.relative_to(OFFICE)}:{line}")
    return found


def english(app: Path) -> dict[Key, str]:
    """An app's English: each message with its words, empty where they are wanting."""
    from babel.messages.pofile import read_po

    source = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if not source.exists():
        return {}
    with source.open("rb") as file:
        catalogue = read_po(file, locale="en", abort_invalid=True)
    known: dict[Key, str] = {}
    for message in catalogue:
        if not message.id:
            continue
        one, many = message.id if isinstance(message.id, tuple) else (message.id, None)
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        known[message.context, one, many] = words[0] if all(words) and not message.fuzzy else ""
    return known


def missing() -> dict[Path, list[tuple[Key, str]]]:
    """By app, the words it uses that have no English anywhere in the office, nor in Django's own."""
    known = {key[:2] for app in apps() for key, words in english(app).items() if words}
    return {
        app: lacking
        for app in apps()
        if (lacking := [(key, place) for key, place in used(app).items() if key[:2] not in known])
    }


def unused() -> dict[Path, list[str]]:
    """By app, messages with English that no page or code says any more."""
    said = {key[:2] for app in apps() for key in used(app)}
    return {app: old for app in apps() if (old := [key[1] for key in english(app) if key[:2] not in said])}


def fill() -> int:
    """Append what is missing to each app's django.po with empty words; how many."""
    count = 0
    for app, lacking in missing().items():
        target = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        there = {key[:2] for key in english(app)}
        lines = [] if target.exists() else [_HEAD]
        for (context, one, many), _place in lacking:
            if (context, one) in there:
                continue
            there.add((context, one))
            count += 1
            lines.append("\n" + (f"msgctxt {_quoted(context)}\n" if context else "") + f"msgid {_quoted(one)}\n")
            lines.append(f'msgid_plural {_quoted(many)}\nmsgstr[0] ""\nmsgstr[1] ""\n' if many else 'msgstr ""\n')
        with target.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    return count


def _as_code(path: Path) -> str:
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    return templatize(path.read_text("utf-8"), origin=str(path))


def _extracted(content: bytes) -> Iterator[tuple[int, Key]]:
    from babel.messages.extract import extract

    for line, message, _comments, context in extract("python", io.BytesIO(content), keywords=_KEYWORDS):
        parts = message if isinstance(message, tuple) else (message,)
        if parts and parts[0]:
            yield line, (context, parts[0], parts[1] if len(parts) > 1 else None)


def _quoted(words: str) -> str:
    from babel.messages.pofile import normalize

    return normalize(words)


def main(arguments: list[str]) -> int:
    """Compile, check or fill."""
    if arguments == ["--fill"]:
        print(f"{fill()} appended")
        return 0
    if arguments == ["--check"]:
        lacking, old = missing(), unused()
        for app, keys in lacking.items():
            for (_, one, _), place in keys:
                print(f"{app.name}: no English for {one!r} ({place})")
        for app, ids in old.items():
            for one in ids:
                print(f"{app.name}: not used any more: {one!r}")
        return 1 if lacking or old else 0
    for path in compile_all():
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
