"""Writes `docs/cli.md` from the commands' own help. `--check` fails when the page is old."""

import os
import sys
from pathlib import Path

import click

os.environ["TDKT_LANG"] = "en"

from tdkt.cli.commands import COMMANDS, verbs

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = """# The command line

Made by `python tools/cli_reference.py` from the commands' own help (`--lang en`); a test keeps it true. Every command also takes
`--data DIR` (where the register lies; without it `TDKT_DATA`, else `data/office`) and `--lang en`. `python3 run.py VERB …` is
`tdkt VERB …` with set-up done first. Exit codes: 0 done, 1 a check failed or rows are open, 2 bad usage or bad input.
"""


def reference() -> str:
    """The page: each command with its usage, what it does and its options."""

    def described(name: str, command: click.Command) -> str:
        context = click.Context(command, info_name=f"tdkt {name}", max_content_width=100, terminal_width=100)
        text = f"\n## tdkt {name}\n\n```\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            text += "".join(described(f"{name} {part}", command.commands[part]) for part in sorted(command.commands))
        return text

    parts = []
    for name in COMMANDS:
        command = verbs.get_command(click.Context(verbs), name)
        assert command is not None
        parts.append(described(name, command))
    return HEAD + "".join(parts)


if __name__ == "__main__":
    page = reference()
    if "--check" in sys.argv:
        sys.exit(
            0 if PAGE.read_text(encoding="utf-8") == page else "docs/cli.md is old: run python tools/cli_reference.py"
        )
    PAGE.write_text(page, encoding="utf-8")
