"""The command line: the same verbs as the office's, for a terminal and for other programs. Read first: `commands.py`."""

import sys


def main() -> None:
    """Run `tdkt` with the arguments of this process."""
    sys.exit("tdkt: not yet")
