"""Says a sentence of the command line in the language that was asked for."""

import os


def say(vietnamese: str, english: str) -> str:
    """The Vietnamese sentence, or the English one under `--lang en`."""
    return english if os.environ.get("TDKT_LANG") == "en" else vietnamese
