"""`namro`: shows the commands, and hands over to the one that was asked for.

Nothing but the standard library's smallest modules is imported here, so that `namro --help` answers at once; the
module of a command, and all it stands on, is imported when it runs. A command is a module with `NAME`, `HELP` (a
sentence a language), `add_arguments(parser)` and `run(args, lang) -> int`.
"""

from __future__ import annotations

import os
import sys

LANGUAGES = ("vi", "en")

COMMANDS: dict[str, dict[str, str]] = {
    "read": {
        "vi": "đọc văn bản: số liệu, nhiệm vụ, mục tiêu, viện dẫn, chữ viết tắt, chỗ chưa rõ",
        "en": "read documents: measures, tasks, goals, references, acronyms and what is unclear",
    },
    "annex": {
        "vi": "soạn phụ lục giao việc từ một văn bản, hoặc đọc lại phụ lục đã sửa",
        "en": "draft the assignment annex of a notice, or read an edited one back",
    },
    "clarity": {
        "vi": "đếm nhiệm vụ còn thiếu rõ người, việc, trách nhiệm, thẩm quyền, thời gian, kết quả",
        "en": "count the tasks that leave open who, what, duty, power, when or result",
    },
    "check": {
        "vi": "đối chiếu từng số liệu của văn bản với chuỗi số liệu",
        "en": "hold every figure of a notice against the series",
    },
    "rank": {
        "vi": "xếp hạng một chỉ tiêu trong cả nước hoặc một vùng",
        "en": "rank an indicator over the nation or a region",
    },
    "pace": {
        "vi": "mỗi năm còn cần tăng bao nhiêu để đạt mục tiêu",
        "en": "what yearly rate a goal still needs",
    },
    "chart": {
        "vi": "vẽ số liệu: đường, thứ hạng, bản đồ ô, vùng",
        "en": "draw figures: lines, ranks, a tile map, regions",
    },
    "data": {
        "vi": "liệt kê, nạp, xuất số liệu",
        "en": "list, import and export figures",
    },
    "place": {
        "vi": "một đơn vị hành chính cấp tỉnh vào một ngày",
        "en": "a provincial unit on a day",
    },
    "assess": {
        "vi": "đối chiếu một đơn vị với tiêu chuẩn luật định của một ngày",
        "en": "hold a place against the legal standards of a day",
    },
    "law": {
        "vi": "các văn bản luật, mức bao quát, số ngưỡng",
        "en": "the acts, what they cover, their thresholds",
    },
    "serve": {
        "vi": "mở sổ theo dõi nhiệm vụ trong trình duyệt, trên máy này",
        "en": "serve the register of directives to a browser on this machine",
    },
    "office": {
        "vi": "quản trị sổ: tạo, người dùng, sao lưu, phục hồi, kiểm tra",
        "en": "administer the register: make, people, backup, restore, check",
    },
    "ledger": {
        "vi": "kiểm tra hoặc xuất sổ cái của mọi việc đã làm",
        "en": "verify or export the ledger of everything that was done",
    },
}

_WORDS = {
    "vi": {
        "usage": "Cách dùng: namro LỆNH [ĐỐI SỐ…] [--lang vi|en]",
        "about": "Namro đọc văn bản hành chính và chỉ ra từng điều văn bản nêu, đúng chỗ văn bản nêu.",
        "commands": "Các lệnh:",
        "more": "Xem cách dùng của một lệnh: namro LỆNH --help",
    },
    "en": {
        "usage": "Usage: namro COMMAND [ARGUMENTS…] [--lang vi|en]",
        "about": "Namro reads official documents and shows each thing they state, at the place where they state it.",
        "commands": "Commands:",
        "more": "How to use one command: namro COMMAND --help",
    },
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 when a file failed, 2 when the call itself was wrong."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a stream that a test put in its place may not have it
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments, lang = _take_language(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in ("-h", "--help"):
        sys.stdout.write(_overview(lang))
        return 0 if arguments else 2
    try:
        return _run(arguments, lang)
    except BrokenPipeError:  # the reader of our output has had enough: `namro read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str], lang: str) -> int:
    from importlib import import_module

    from namro.cli.arguments import Parser
    from namro.errors import NamroError, UsageError, say

    name = arguments[0]
    try:
        if lang not in LANGUAGES:
            lang, given = "vi", lang
            raise UsageError("cli-language-unknown", given=given, known=", ".join(LANGUAGES))
        if name == "--version":
            from importlib.metadata import version

            sys.stdout.write(f"namro {version('namro')}\n")
            return 0
        if name not in COMMANDS:
            raise UsageError("cli-command-unknown", given=name, known=", ".join(COMMANDS))
        command = import_module(f"namro.cli.{name}")
        parser = Parser(prog=f"namro {name}", description=command.HELP[lang], lang=lang)
        command.add_arguments(parser)
        status: int = command.run(parser.parse_args(arguments[1:]), lang)
        sys.stdout.flush()
        return status
    except NamroError as error:
        sys.stderr.write(f"{say('cli-name', lang)}: {error.message(lang)}\n")
        return 2 if isinstance(error, UsageError) else 1


def _take_language(arguments: list[str]) -> tuple[list[str], str]:
    """The arguments without `--lang`, wherever it stood before a `--`, and the language it named."""
    rest: list[str] = []
    lang = os.environ.get("NAMRO_LANG") or "vi"
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--lang":
            lang = next(waiting, "")
        elif argument.startswith("--lang="):
            lang = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    return rest, lang


def _overview(lang: str) -> str:
    words = _WORDS.get(lang, _WORDS["vi"])
    width = max(map(len, COMMANDS))
    commands = "".join(
        f"  {name:<{width}}  {about[lang if lang in about else 'vi']}\n" for name, about in COMMANDS.items()
    )
    return f"{words['usage']}\n\n{words['about']}\n\n{words['commands']}\n{commands}\n{words['more']}\n"


if __name__ == "__main__":
    sys.exit(main())
