"""Many rows of a plan settled at once: first what would be chosen for which, and which are left as they are and why.

    proposal = propose(rows, "best", least=80)      # rows: {key: row of the plan}
    settle_rows(batch.pk, proposal.choices, …)

Nothing here writes. A row is never settled by a guess: where two candidates have the same score, or the best is under the least score asked
for, or a candidate is out of the reader's reach, the row is left to a person.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tdkt.operations.kept_plans import Choice, fits

ACTS = ("best", "new", "as-read", "skip", "back")
"""The best candidate of a score, somebody new, as read, left out, and back to not settled."""
LEFT = ("tied", "low", "nobody", "elsewhere", "not-offered", "already")
"""Why a row is left: two best candidates, none of the score, no candidates, one out of reach, not to be settled so, settled so already."""


@dataclass
class Proposal:
    """What an act would choose: the choice of each row that it settles, and for the others why they are left."""

    choices: dict[str, Choice] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> Counter[str]:
        """How many rows are left for each reason."""
        return Counter(self.left.values())


def propose(
    rows: Mapping[str, dict[str, Any]], act: str, *, least: int = 80, reach: Collection[int] | None = None
) -> Proposal:
    """What one of `ACTS` does to these rows of a plan. `least` is the lowest score of a best candidate; `reach` the subjects whom whoever
    asks may see, None for all."""
    proposal = Proposal()
    for key, row in rows.items():
        choice, why = _choice(row, act, least=least, reach=reach)
        if not why and choice == row.get("choice"):
            why = "already"
        if not why and not fits(row, choice):
            why = "not-offered"
        if why:
            proposal.left[key] = why
        else:
            proposal.choices[key] = choice
    return proposal


def _choice(row: dict[str, Any], act: str, *, least: int, reach: Collection[int] | None) -> tuple[Choice, str]:
    """What the act chooses for a row, or why it leaves it."""
    candidates = row.get("candidates") or []
    if act in ("best", "new"):
        if not candidates:
            return None, "nobody"
        if reach is not None and any(one["subject"] not in reach for one in candidates):
            return None, "elsewhere"
    if act == "best":
        ranked = sorted((one.get("score") or 0 for one in candidates), reverse=True)
        if ranked[0] < least:
            return None, "low"
        if len(ranked) > 1 and ranked[0] == ranked[1]:
            return None, "tied"
        best = max(candidates, key=lambda one: one.get("score") or 0)
        return {"subject": best["subject"]}, ""
    return (None, "") if act == "back" else (act, "")
