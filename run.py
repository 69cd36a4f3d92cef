#!/usr/bin/env python3
"""Sets tdkt up on a machine that has only Python 3.11 or newer, then hands over to it.

    python3 run.py demo          a sample office, its five-year report, and the screens in a browser
    python3 run.py test          everything that is checked before a change is kept
    python3 run.py VERB …        `tdkt VERB …`

Needs nothing but the standard library. Makes `.venv`, installs the requirements named and hashed in
`requirements/` (from a `wheels/` folder beside this file where there is one, so that no network is needed),
and remembers by a stamp what it installed, so that the next start costs nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WHEELS = HERE / "wheels"
TOOLS_OF_TESTS = {  # Debian package -> a program that shows it is there
    "chromium": "chromium",
    "libreoffice-writer-nogui": "soffice",
    "poppler-utils": "pdftotext",
}


def main(arguments: list[str]) -> int:
    """Set up, then become `tdkt` (or the test run); answers the exit code only when set-up itself failed."""
    if sys.version_info < (3, 11):
        return refuse(f"tdkt needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    testing = arguments[:1] == ["test"]
    try:
        make_venv()
        install("test" if testing else "base")
        link()
        if testing:
            bring_tools_of_tests()
    except SetUpFailed as failure:
        return refuse(str(failure))
    environment = os.environ | {"PYTHONPATH": str(HERE / "src"), "PYTHONUTF8": "1"}
    command = (
        [str(PYTHON), "-m", "tests.everything", *arguments[1:]] if testing else [str(PYTHON), "-m", "tdkt", *arguments]
    )
    if os.name == "nt":
        return subprocess.call(command, env=environment, cwd=HERE if testing else None)
    if testing:
        os.chdir(HERE)
    os.execve(command[0], command, environment)
    return 0


class SetUpFailed(Exception):
    """One sentence: what is missing and what to do."""


def make_venv() -> None:
    """Make `.venv` unless a working one is there."""
    if PYTHON.exists():
        return
    say("Preparing .venv …")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetUpFailed(
            "Python could not make a virtual environment. On Debian: apt-get install python3-venv. "
            + done.stdout[-300:]
        )


def install(kind: str) -> None:
    """Install the hashed requirements of `kind` (base or test) unless the stamp says they are there."""
    wanted = HERE / "requirements" / f"{kind}.txt"
    mark = hashlib.sha256(wanted.read_bytes()).hexdigest()
    stamp = VENV / f".installed-{kind}"
    if stamp.exists() and stamp.read_text() == mark:
        return
    source = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    say(f"Installing the {kind} requirements" + (" from wheels/ …" if source else " …"))
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary",
        ":all:",
        *source,
        "-r",
        str(wanted),
    ]
    if subprocess.call(command):
        raise SetUpFailed(
            "The requirements could not be installed. With no network, put the wheels into wheels/ beside run.py:"
            f" pip download --require-hashes -r {wanted.relative_to(HERE)} -d wheels"
        )
    stamp.write_text(mark)
    if kind == "test":  # the tests' list holds the base list whole
        base = HERE / "requirements" / "base.txt"
        (VENV / ".installed-base").write_text(hashlib.sha256(base.read_bytes()).hexdigest())


def link() -> None:
    """Let `.venv` know the program, so that `.venv/bin/python -m tdkt` and the editor's tools find it."""
    folders = list(VENV.glob("lib/python*/site-packages")) or [VENV / "Lib" / "site-packages"]
    for folder in folders:
        path = folder / "tdkt.pth"
        if not path.exists() or path.read_text(encoding="utf-8").strip() != str(HERE / "src"):
            path.write_text(f"{HERE / 'src'}\n", encoding="utf-8")


def bring_tools_of_tests() -> None:
    """The tests open pages in Chromium and papers in LibreOffice: fetch what is missing, or say so. Nothing is skipped."""
    missing = [package for package, program in TOOLS_OF_TESTS.items() if not shutil.which(program)]
    if not missing:
        return
    remedy = "apt-get install --no-install-recommends " + " ".join(missing)
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise SetUpFailed(f"The tests also need: {remedy}")
    say(f"Installing {', '.join(missing)} …")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
    ):
        if subprocess.call(command, env=quiet, stdout=subprocess.DEVNULL):
            raise SetUpFailed(f"The tests also need, and apt could not bring: {remedy}")


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def refuse(sentence: str) -> int:
    say(sentence)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
