"""The command line: the same verbs as the office's, for a terminal and for other programs.

`main` finds the data folder and the language among the arguments, then loads the one command that was asked for: `tdkt read` never
waits for the database. Read first: `commands.py`.
"""

import os
import sys

LANGUAGE = "TDKT_LANG"


def main() -> None:
    """Run `tdkt` with the arguments of this process and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; answers its exit code: 0 done, 1 a check failed or rows are open, 2 bad usage or bad input."""
    arguments, options = take_out(arguments, "--data", "--lang")
    if "--data" in options:
        os.environ["TDKT_DATA"] = options["--data"]
    elif "TDKT_DATA" not in os.environ:
        os.environ["TDKT_DATA"] = "data/demo" if arguments[:1] == ["demo"] else "data/office"
    os.environ[LANGUAGE] = options.get("--lang", os.environ.get(LANGUAGE, "vi"))
    return tdkt(arguments)


def take_out(arguments: list[str], *names: str) -> tuple[list[str], dict[str, str]]:
    """Part the options that stand for every command, wherever they are written, from the rest."""
    rest: list[str] = []
    found: dict[str, str] = {}
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if name in names and equals:
            found[name] = value
        elif argument in names:
            found[argument] = next(waiting, "")
        else:
            rest.append(argument)
    return rest, found


from tdkt.cli.commands import tdkt  # noqa: E402  (commands say things in the language found above)
