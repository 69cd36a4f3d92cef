"""Where the sample's chance comes from: one fixed seed, a stream of its own for each part, so that a change in one part leaves the others alone."""

import random

SEED = 2020


def chance(part: str) -> random.Random:
    """The stream of random numbers of one part of the sample office ("people", "awards", ...): the same on every run."""
    if part == "names":
        return random.Random(SEED)  # noqa: S311
    return random.Random(f"{SEED}: {part}")  # noqa: S311
