"""Says a sentence of the command line in the language that was asked for."""

import os


def language() -> str:
    """The language that was asked for: "vi" or "en"."""
    return "en" if os.environ.get("TDKT_LANG") == "en" else "vi"


def say(vietnamese: str, english: str) -> str:
    """The Vietnamese sentence, or the English one under `--lang en`."""
    return english if language() == "en" else vietnamese
