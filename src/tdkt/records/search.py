"""Finding people, units, models and decisions by a few letters, without accents: "duc" finds Đức.

A word is found where a word of the name begins so; every word asked must be found. What begins with the very words comes first, then
those whose given name it is, then the rest. On SQLite this reads the folded names through; one function, so that an index of words can
take its place: `search`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Func, IntegerField, Q, QuerySet, Value, When

from tdkt.records.decisions import numbered
from tdkt.records.models import Account, CommunityModel, Decision, PersonNumber, Subject
from tdkt.vietnamese.folding import fold

MOST_WORDS = 6


@dataclass(frozen=True)
class Found:
    """What was found, each kind at most as many as asked for; `more` names the kinds that have further ones."""

    people: list[Subject] = field(default_factory=list)
    bodies: list[Subject] = field(default_factory=list)
    models: list[CommunityModel] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    more: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        return len(self.people) + len(self.bodies) + len(self.models) + len(self.decisions)


def search(account: Account, words: str, on: date, *, limit: int = 8) -> Found:
    """What this account sees on a day under these words. "#" before the words asks for decision numbers only."""
    words = words.strip()
    if words.startswith("#"):
        return _cut({"decisions": _decisions(account, words[1:].strip(), on)}, limit)
    if not fold(words):
        return Found()
    subjects = Subject.objects.visible_to(account, on=on).filter(names_with(words))
    people = subjects.filter(kind="individual")
    if words[0].isdigit():
        numbered_so = PersonNumber.objects.filter(kind="service", number__startswith=words).values("subject")
        people = Subject.objects.visible_to(account, on=on).filter(
            Q(pk__in=numbered_so) | names_with(words), kind="individual"
        )
    return _cut(
        {
            "people": best_first(people, words).select_related("person", "belongs_to"),
            "bodies": best_first(subjects.exclude(kind="individual"), words).select_related("unit", "belongs_to"),
            "models": best_first(
                CommunityModel.objects.visible_to(account, on=on).filter(names_with(words)), words, by="name"
            ),
            "decisions": _decisions(account, words, on) if words[0].isdigit() else Decision.objects.none(),
        },
        limit,
    )


def names_with(words: str) -> Q:
    """Rows in whose `search` column every one of these words begins a word."""
    found = Q()
    for word in fold(words).split()[:MOST_WORDS]:
        found &= Q(search__startswith=word) | Q(search__contains=f" {word}")
    return found


def best_first(rows: QuerySet[Any], words: str, *, by: str = "name_key") -> QuerySet[Any]:
    """First what is called just so, then whose given name it is, then what begins so; then the rest."""
    said = fold(words)
    # The column ends with a person's numbers, which are no part of the name.
    rows = rows.alias(called=Func(F("search"), Value(" -0123456789"), function="RTRIM", output_field=CharField()))
    closeness = Case(
        When(called=said, then=Value(0)),
        When(called__endswith=f" {said}", then=Value(1)),
        When(search__startswith=said, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return rows.order_by(closeness, by, "pk")


def _decisions(account: Account, number: str, on: date) -> QuerySet[Any]:
    found = Decision.objects.visible_to(account, on=on)
    return found.filter(numbered(number) if number else Q()).order_by(
        F("signed_on").desc(nulls_last=True), "number", "pk"
    )


def _cut(kinds: dict[str, QuerySet[Any]], limit: int) -> Found:
    """The first of each kind, and which kinds go on."""
    rows = {kind: list(found[: limit + 1]) for kind, found in kinds.items()}
    more = frozenset(kind for kind, found in rows.items() if len(found) > limit)
    return Found(**{kind: found[:limit] for kind, found in rows.items()}, more=more)
