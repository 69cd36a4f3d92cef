"""Questions about draft decisions: which are in which stage, how long their lists are, what a list holds of each award."""

from typing import Any

from django.db.models import Count, QuerySet

STAGES: dict[str, tuple[str, ...]] = {
    "soan": ("drafting",),
    "cho-ky": ("to-sign",),
    "da-trinh": ("sent-up",),
    "xong": ("signed", "returned", "refused", "called-off"),
}
"""The stages of a draft as the tabs of its list, with the states that each holds."""


def in_stage(drafts: QuerySet[Any], stage: str) -> QuerySet[Any]:
    """The drafts of a stage: those that wait the longest first, of those that are done the newest first."""
    found = drafts.filter(state__in=STAGES[stage]).select_related("round", "decision")
    if stage == "da-trinh":
        return found.order_by("due_on", "pk")
    return found.order_by("-pk") if stage == "xong" else found.order_by("pk")


def by_stage(drafts: QuerySet[Any]) -> dict[str, int]:
    """How many drafts are in each stage."""
    states = dict(drafts.order_by().values_list("state").annotate(Count("pk")))
    return {stage: sum(states.get(state, 0) for state in held) for stage, held in STAGES.items()}


def line_counts(lines: QuerySet[Any], drafts: list[int]) -> dict[int, int]:
    """How many lines each of these drafts has."""
    return dict(lines.filter(draft__in=drafts).order_by().values_list("draft").annotate(Count("pk")))


def held_of_each(lines: QuerySet[Any], draft: int) -> list[tuple[str, int | None, str, int]]:
    """What a list holds: award, class, kind of receiver, how many."""
    named = ("nomination__award", "nomination__class_no", "nomination__recipient")
    return list(lines.filter(draft=draft).order_by().values_list(*named).annotate(Count("pk")))
