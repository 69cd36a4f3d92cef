"""The command line itself: help without loading anything, both languages, one sentence for each mistake."""

import subprocess
import sys
from pathlib import Path

import pytest

from tdkt.cli import take_out
from tdkt.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent


def tdkt(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "tdkt", *arguments], capture_output=True, text=True, env=environment, cwd="/tmp"
    )


def test_options_of_all_commands_may_stand_anywhere():
    assert take_out(["import", "--data", "x", "a.xlsx", "--lang=en", "--plan"], "--data", "--lang") == (
        ["import", "a.xlsx", "--plan"],
        {"--data": "x", "--lang": "en"},
    )


@pytest.mark.parametrize(("language", "words"), [("vi", "nhập danh sách vào sổ"), ("en", "take lists in")])
def test_the_list_of_commands_speaks_both_languages(language: str, words: str):
    listed = tdkt("--help", "--lang", language)

    assert (listed.returncode, listed.stderr) == (0, "")
    assert words in listed.stdout
    assert [name for name in COMMANDS if f"  {name} " not in listed.stdout] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path):
    done = tdkt(command, "--help", "--lang", "en", "--data", str(tmp_path / "none"))

    assert done.returncode == 0
    assert "Example:" in done.stdout or "Commands:" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nope"], "No command “nope”."),
        (["import", "--bogus"], "There is no option --bogus. See: tdkt import --help"),
        (["report", "five-year", "--from", "2015"], "--to is missing. See: tdkt report five-year --help"),
        (
            ["check", "x.txt", "--data", "/tmp/nowhere-at-all"],
            "x.txt: cannot be opened. Check the path and your rights.",
        ),
    ],
)
def test_a_mistake_is_one_sentence_on_standard_error_and_exit_2(arguments: list[str], sentence: str):
    done = tdkt(*arguments, "--lang", "en")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert len(done.stderr.splitlines()) == 1


def test_a_refusal_of_the_register_speaks_the_language_asked_for(tmp_path: Path):
    units = tmp_path / "don-vi.csv"
    units.write_text("STT,Tên đơn vị,Đơn vị cấp trên\n1,Công an tỉnh Quảng Nam,Bộ Công an\n", encoding="utf-8")
    data = ("--data", str(tmp_path / "office"))
    entered = tdkt("import", str(units), *data)

    vietnamese = tdkt("import", "--revert", "7", *data)
    english = tdkt("import", "--revert", "7", *data, "--lang", "en")

    assert entered.returncode == 0, entered.stdout + entered.stderr
    assert (vietnamese.returncode, vietnamese.stderr) == (2, "Không có lần nhập số 7. Xem danh sách các lần nhập.\n")
    assert (english.returncode, english.stderr) == (2, "There is no import 7. See the list of imports.\n")
