"""Questions about decisions: those of a number, level or year; how many each honours; the files that speak of one."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from tdkt.records.models import ImportBatch


def matching(decisions: QuerySet[Any], *, number: str = "", level: str = "", year: int | None = None) -> QuerySet[Any]:
    """The decisions whose number begins so, of a level, signed in a year; the newest first."""
    found = decisions.filter(numbered(number)) if number else decisions
    if level:
        found = found.filter(level=level)
    if year is not None:
        found = found.filter(year=year)
    return found.order_by(F("signed_on").desc(nulls_last=True), "number", "pk")


def numbered(words: str) -> Q:
    """Decisions whose number begins with these signs, however Đ and capitals are typed: "1958/qd" finds 1958/QĐ-CTN."""
    digits = words[: len(words) - len(words.lstrip("0123456789"))]
    if digits == words:
        return Q(number__startswith=words)
    spelled = {words, words.upper(), words.upper().replace("QD", "QĐ"), words.replace("qđ", "QĐ")}
    said = Q(pk__in=[])
    for spelling in spelled:
        said |= Q(number__istartswith=spelling)
    return said


def honours(conferrals: QuerySet[Any], decisions: list[int]) -> dict[int, dict[str, int]]:
    """How many honours of each kind of receiver, in any state, for each of these decisions."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    counted = conferrals.filter(decision__in=decisions).order_by().values_list("decision", "recipient")
    for decision, recipient, number in counted.annotate(Count("pk")):
        found[decision][recipient] = number
    return dict(found)


def as_listed(conferrals: QuerySet[Any]) -> QuerySet[Any]:
    """The honours of one decision as its list has them: collectives first, then persons, then households, each as entered."""
    first = Case(
        When(recipient="collective", then=Value(0)), When(recipient="individual", then=Value(1)), default=Value(2)
    )
    return conferrals.select_related("subject__unit", "decision", "unit").order_by(first, "pk")


def files(conferrals: QuerySet[Any]) -> list[ImportBatch]:
    """The files from which these conferrals came, the oldest first."""
    batches = ImportBatch.objects.filter(pk__in=conferrals.order_by().values("source__batch")).order_by(
        "received", "pk"
    )
    return list(batches.only("file_name", "received", "state", "sha256"))
