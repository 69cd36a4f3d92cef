"""The guide for changing the law, followed step by step as a newcomer would."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tdkt.cli.law import law

GUIDE = Path(__file__).resolve().parents[2] / "docs/guides/change-the-law.md"
CONSOLE = re.compile(r"```console\n\$ tdkt law (.*)\n((?:.*\n)*?)```")


@pytest.fixture
def followed(tmp_path, monkeypatch):
    """The scratch folder as steps 1 and 2 make it, and the commands of the guide with what they print."""
    text = GUIDE.read_text(encoding="utf-8")
    folder = tmp_path / "thu"
    folder.mkdir()
    instrument = re.search(r"````markdown\n(.*?)````", text, re.DOTALL)
    cases = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    (folder / "05-2024-qd-thu.md").write_text(instrument[1], encoding="utf-8")
    (folder / "cases.yaml").write_text(cases[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder / "05-2024-qd-thu.md", CONSOLE.findall(text)


def run(words: str) -> tuple[int, list[str]]:
    """The exit code and the lines of a command, without the table of the check."""
    done = CliRunner().invoke(law, words.split())
    lines = (done.stderr if words.startswith("check") else done.stdout).splitlines()
    return done.exit_code, lines


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_case_and_the_check_speak_as_the_guide_says(followed):
    file, (agreed, disagreed, checked) = followed

    assert run("check --law thu") == (0, [])
    assert run(agreed[0]) == (0, agreed[1].splitlines())

    change(file, "years: 2", "years: 3")
    fresh(file)
    assert run(disagreed[0]) == (1, disagreed[1].splitlines())

    change(file, "id: art-1", "id: art-2")
    fresh(file)
    assert run(checked[0]) == (1, checked[1].splitlines())


def fresh(_: Path) -> None:
    """The law is read once a process; the next command of a newcomer is a new process."""
    from tdkt.law.loading import load_law

    load_law.cache_clear()
