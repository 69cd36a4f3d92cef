"""The register as the engine reads it: its whole history, or that of a few, as columns."""

from collections.abc import Iterable
from datetime import datetime

from tdkt.records.facts import Known, facts_known
from tdkt.rules.facts import Facts


def register_facts(at: datetime | None = None, *, subjects: Iterable[int] | None = None) -> Facts:
    """The register as facts, as it stands or was known at a moment; subject ids are those of its rows, in their order.

    With `subjects` only those, and the members of the collectives among them.
    """
    return register_history(at, subjects=subjects).facts


def register_history(at: datetime | None = None, *, subjects: Iterable[int] | None = None) -> Known:
    """The same with the ids of the rows behind subjects and awards."""
    return facts_known(at, subjects=subjects)
