"""Everything that is checked before a change is kept: `python3 run.py test`, or `python -m tests.everything`.

Runs in order and stops at the first failure with one line that says which: style, layout, types, room order, the tests on SQLite, the
screens in a browser, and the tests of the database, with one long walk, again on PostgreSQL. With arguments, only those tests: `run.py test tests/law -x`.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest", "-p", "no:cacheprovider")
BOTH_CORES = ("-n", "2")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass(frozen=True)
class Step:
    """One command that must succeed."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


STEPS = (
    Step("style", (PYTHON, "-m", "ruff", "check", ".")),
    Step("layout of code", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Step("types", (PYTHON, "-m", "mypy")),
    Step("order of rooms", (PYTHON, "-c", LINT_IMPORTS)),
    Step("tests on SQLite", (*PYTEST, *BOTH_CORES, "-m", "not browser")),
    Step("screens in a browser", (*PYTEST, *BOTH_CORES, "-m", "browser")),
    Step(
        "tests of the database on PostgreSQL",
        (
            *PYTEST,
            *BOTH_CORES,
            "-m",
            "not browser",
            "tests/records",
            "tests/operations",
            "tests/web",
            "tests/journeys",
        ),
        {"TDKT_TEST_DATABASE": "postgres"},
    ),
    Step(
        "from nomination to certificate on PostgreSQL",
        (*PYTEST, "tests/journeys/test_nomination.py"),
        {"TDKT_TEST_DATABASE": "postgres"},
    ),
)


def main(arguments: list[str]) -> int:
    """Run the steps. The last line of a good run is pytest's own."""
    with tempfile.TemporaryDirectory(prefix="tdkt-tests-") as folder:
        return run_steps(arguments, {"TDKT_TEST_FOLDER": folder, "TDKT_DATA": str(Path(folder) / "office")})


def run_steps(arguments: list[str], shared: dict[str, str]) -> int:
    """Run the steps; `shared` is the environment of those on SQLite, which make the states of the database once for all."""
    steps = (Step("the tests named", (*PYTEST, *arguments)),) if arguments else STEPS
    taken: list[str] = []
    for step in steps:
        if step is steps[-1] and taken:
            print(f"So far: {', '.join(taken)}", flush=True)
        print(f"--- {step.name}", flush=True)
        begun = time.monotonic()
        code = run(step, {} if "TDKT_TEST_DATABASE" in {**os.environ, **step.environment} else shared)
        taken.append(f"{step.name} {time.monotonic() - begun:.0f} s")
        if code:
            print(f"Failed: {step.name} (exit {code}). Again alone: {' '.join(step.command[1:])}", flush=True)
            return 1
        if step is not steps[-1]:
            print(f"    {taken[-1]}", flush=True)
    return 0


def run(step: Step, shared: dict[str, str]) -> int:
    """Run one step from the project's folder, its output straight through."""
    path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **shared, **step.environment}
    if shared:
        environment.pop("DATABASE_URL", None)
    return subprocess.call(step.command, cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
