"""Documents cannot lie: the pages that are made from the program are made again and compared."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}", "DJANGO_SETTINGS_MODULE": "tdkt.config.settings"}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, env=environment, cwd=ROOT)


def test_the_page_of_commands_is_what_the_commands_say_of_themselves():
    done = run("tools/cli_reference.py", "--check")

    assert (done.returncode, done.stderr) == (0, "")


def test_the_map_is_what_the_program_is():
    done = run("tools/map.py", "--check")

    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_gives_an_example_in_its_help():
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    commands = re.split(r"\n## ", page)[1:]

    assert [c.split("\n", 1)[0] for c in commands if "Example:" not in c and "Commands:" not in c] == []


def test_links_between_pages_lead_somewhere():
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:", "mailto:")) and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_the_two_readmes_have_the_same_shape():
    english, vietnamese = (
        [(line.split(" ")[0], "") if line.startswith("#") else ("```", line) for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
         if line.startswith(("#", "```", "python3 run.py", "git clone"))]
        for name in ("README.md", "README.vi.md")
    )  # fmt: skip
    assert english == vietnamese
