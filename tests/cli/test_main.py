import subprocess
import sys

import pytest

from namro.cli.main import COMMANDS, main


def test_the_overview_names_every_command_in_the_language_asked_for(capsys, monkeypatch):
    monkeypatch.delenv("NAMRO_LANG", raising=False)
    assert main(["--help"]) == 0
    vietnamese = capsys.readouterr().out
    assert main(["--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    monkeypatch.setenv("NAMRO_LANG", "en")
    assert main(["-h"]) == 0
    assert capsys.readouterr().out == english
    for name, about in COMMANDS.items():
        assert about["vi"] in vietnamese
        assert f"{name} " in english
        assert about["en"] in english


def test_every_command_listed_is_there_and_speaks_both_languages(capsys):
    for name in COMMANDS:
        for lang, heading in (("vi", "Cách dùng: "), ("en", "Usage: ")):
            with pytest.raises(SystemExit) as end:
                main([name, "--help", f"--lang={lang}"])
            assert end.value.code == 0
            assert capsys.readouterr().out.startswith(f"{heading}namro {name}")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["reda"], "Không có lệnh “reda”; các lệnh: read"),
        (["read"], "Thiếu FILE; xem namro read --help."),
        (["read", "a", "--formt", "x"], "Không hiểu đối số “--formt x”"),
        (
            ["read", "a", "--format", "docx"],
            "--format không có giá trị “docx”; các giá trị dùng được: 'terminal', 'json'",
        ),
        (["read", "a", "--on", "30/2/2024"], "“30/2/2024” không phải một ngày; hãy viết như 2024-10-16"),
        (["read", "a", "-o"], "Sau -o/--output phải có một giá trị"),
        (["read", "a", "--lang", "fr"], "Không có ngôn ngữ “fr” cho --lang"),
        (
            ["read", "a", "--formt", "x", "--lang", "en"],
            "The argument “--formt x” is not known; see namro read --help.",
        ),
    ],
)
def test_a_mistake_in_the_call_is_one_sentence_and_status_2(capsys, call, words):
    assert main(call) == 2
    said = capsys.readouterr().err
    assert said.startswith("namro: ")
    assert words in said
    assert said.count("\n") == 1


def test_the_overview_imports_no_library_and_no_room():
    script = "import sys; from namro.cli.main import main; main(['--help']); print(sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    for heavy in ("'argparse'", "'rich'", "'namro.reading'", "'namro.documents'", "'namro.cli.arguments'"):
        assert heavy not in run.stdout
