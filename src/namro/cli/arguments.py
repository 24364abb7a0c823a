"""A command's arguments: argparse, speaking the user's language.

Help and mistakes are worded here; what the arguments mean is the command's own business.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn

from namro.errors import UsageError, say

# What argparse says, and the sentence it becomes.
_MISTAKES = (
    (re.compile(r"unrecognized arguments: (?P<given>.*)"), "cli-argument-unknown"),
    (
        re.compile(r"(?:the following|one of the) arguments(?: are required:)? (?P<wanted>.*?)(?: is required)?"),
        "cli-argument-missing",
    ),
    (
        re.compile(r"argument (?P<name>.+?): invalid choice: '(?P<given>.*)' \(choose from (?P<known>.*)\)"),
        "cli-choice-unknown",
    ),
    (re.compile(r"argument (?P<name>.+?): expected .*argument.*"), "cli-value-missing"),
    (re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.*)"), "cli-argument-clash"),
    (re.compile(r"argument (?P<name>.+?): invalid .* value: '(?P<given>.*)'"), "cli-value-invalid"),
    (re.compile(r"argument (?P<name>.+?): ignored explicit argument '(?P<given>.*)'"), "cli-value-invalid"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that answers in `lang`; mistakes are raised as UsageError."""

    def __init__(self, prog: str, description: str, lang: str) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=_formatter(lang), add_help=False, allow_abbrev=False
        )
        self.lang = lang
        self._options = self.add_argument_group(say("cli-options", lang))
        self._options.add_argument("-h", "--help", action="help", help=say("cli-help-help", lang))
        self._options.add_argument("--lang", metavar="vi|en", help=say("cli-help-lang", lang))
        self._inputs = self.add_argument_group(say("cli-inputs", lang))

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """As argparse has it, under the headings of this language."""
        group = self._options if names and str(names[0]).startswith("-") else self._inputs
        if "help" in settings:
            settings["help"] = settings["help"].replace("%", "%%")  # our sentences are no format strings of argparse's
        return group.add_argument(*names, **settings)

    def add_mutually_exclusive_group(self, **settings: Any) -> Any:
        """Options of which one may be given, under the heading of this language."""
        return self._options.add_mutually_exclusive_group(**settings)

    def error(self, message: str) -> NoReturn:
        """A mistake in the call, in one sentence with the way out."""
        for pattern, code in _MISTAKES:
            if found := pattern.fullmatch(message):
                raise UsageError(code, **found.groupdict(), prog=self.prog)
        raise UsageError("cli-argument-wrong", message=message, prog=self.prog)


class Commands:
    """The commands within a command: `namro office init`, `namro office backup`."""

    def __init__(self, parser: Parser, dest: str) -> None:
        self.lang = parser.lang
        self._parser = parser
        self._made = parser.add_subparsers(
            dest=dest, metavar="COMMAND", required=True, title=say("cli-commands", parser.lang), parser_class=Parser
        )

    def add(self, name: str, about: str) -> Parser:
        """One of them; `about` is its line in the list and the head of its own help."""
        told = about.replace("%", "%%")
        made: Parser = self._made.add_parser(
            name, prog=f"{self._parser.prog} {name}", help=told, description=told, lang=self._parser.lang
        )
        return made


def subcommands(parser: Parser, dest: str = "command") -> Commands:
    """Let a command have commands of its own; `dest` is the argument that will hold the name of the chosen one."""
    return Commands(parser, dest)


def day(text: str) -> date:
    """A day as people write it: 2024-10-16 or 16/10/2024."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    year, month, day = found.groups() if found else (None, None, None)
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        day, month, year = found.groups()
    try:
        return date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError:
        raise UsageError("cli-day-invalid", given=text) from None


def _formatter(lang: str) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[Any],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, prefix or say("cli-usage", lang))

    return Formatter
