"""One search over the whole register by a few letters, without accents: people, units, awards, decisions, models, movements, files.

A word is found where a word begins so, and every word asked must be found, in any order. Exact names come first, then those whose given
name is asked for, then the rest, all as Vietnamese lists run; where accents are typed, what is written so comes before what is not. However
common a word is, the first results take a few milliseconds: `search_subjects` says how, `search_index` keeps the words.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tdkt.records.models import Account, CommunityModel, Conferral, Decision, ImportBatch, Movement, Subject, UnitName
from tdkt.records.search_awards import conferrals
from tdkt.records.search_decisions import decision_ids
from tdkt.records.search_index import candidates, drift
from tdkt.records.search_subjects import subjects
from tdkt.records.search_words import MOST_WORDS, Typed
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold

__all__ = ["KINDS", "MOST", "Found", "drift", "names_with", "search"]

KINDS = ("people", "bodies", "awards", "decisions", "models", "movements", "files")
"""What is found, in the order in which it is shown."""

MOST = 1000
"""How many of a kind are listed at most; who looks for more adds a word."""
CANDIDATES = 2_000


@dataclass(frozen=True)
class Found:
    """What was found, each kind at most as many as asked for; `more` names the kinds that have further ones."""

    people: list[Subject] = field(default_factory=list)
    bodies: list[Subject] = field(default_factory=list)
    awards: list[Conferral] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    models: list[CommunityModel] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    files: list[ImportBatch] = field(default_factory=list)
    more: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        return sum(len(getattr(self, kind)) for kind in KINDS)


def search(
    account: Account, words: str, on: date, *, limit: int = 8, skip: int = 0, kinds: tuple[str, ...] = KINDS
) -> Found:
    """What this account sees on a day under these words. "#" before the words asks for decision numbers only.

    `skip` leaves out the first of each kind, for the pages of a list; no kind goes beyond `MOST`.
    """
    words = words.strip()
    if words.startswith("#"):
        number = words[1:].strip()
        return _cut({"decisions": lambda most: _by_number(account, number, on, most)}, kinds, limit, skip)
    typed = Typed.of(words)
    if not typed.words:
        return Found()
    ways: dict[str, Callable[[int], Any]] = {
        "people": lambda most: _people(account, typed, on, most),
        "bodies": lambda most: _bodies(account, typed, on, most),
        "awards": lambda most: conferrals(account, words, on, most),
        "decisions": lambda most: _decisions(account, words, typed, on, most),
        "models": lambda most: _models(account, typed, on, most),
        "movements": lambda most: _movements(typed, most),
        "files": lambda most: _files(account, typed, on, most),
    }
    return _cut(ways, kinds, limit, skip)


def names_with(words: str) -> Q:
    """Rows in whose `search` column every one of these words begins a word: for the filter of a list that is short already."""
    found = Q()
    for word in fold(words).split()[:MOST_WORDS]:
        found &= Q(search__startswith=word) | Q(search__contains=f" {word}")
    return found


def _people(account: Account, typed: Typed, on: date, most: int) -> list[Any]:
    ids = subjects(account, typed, on, people=True, most=most)
    return _in_order(Subject.objects.visible_to(account, on=on).select_related("person", "belongs_to"), ids)


def _bodies(account: Account, typed: Typed, on: date, most: int) -> list[Any]:
    """Units and collectives; a unit also by a name that it bore before."""
    ids = subjects(account, typed, on, people=False, most=most)
    if len(ids) < most:
        former = UnitName.objects.all()
        for word in typed.words:
            former = former.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
        known = set(ids)
        ids += [
            pk
            for pk in former.order_by("folded", "pk").values_list("unit__subject", flat=True)[:CANDIDATES]
            if pk not in known
        ]
    seen = Subject.objects.visible_to(account, on=on).select_related("unit", "belongs_to")
    return _in_order(seen, list(dict.fromkeys(ids)))[:most]


def _decisions(account: Account, words: str, typed: Typed, on: date, most: int) -> list[Any]:
    """Decisions by number, giver or title: those whose number begins so first, then the newest."""
    ids = decision_ids(account, words, typed, on, most=most)
    return _in_order(Decision.objects.all(), ids)


def _by_number(account: Account, number: str, on: date, most: int) -> list[Any]:
    """Decisions whose number begins so; without a number, the newest."""
    ids = decision_ids(account, number, Typed.of(number), on, most=most, only_numbered=True)
    return _in_order(Decision.objects.all(), ids)


def _models(account: Account, typed: Typed, on: date, most: int) -> list[Any]:
    found = CommunityModel.objects.visible_to(account, on=on).filter(
        pk__in=candidates(CommunityModel, typed.words, CANDIDATES)
    )
    rows = list(found)
    rows.sort(
        key=lambda row: (not row.search.startswith(typed.said), typed.strangeness(row.name), sort_key(row.name), row.pk)
    )
    return rows[:most]


def _movements(typed: Typed, most: int) -> list[Any]:
    rows = list(Movement.objects.filter(pk__in=candidates(Movement, typed.words, CANDIDATES)))
    rows.sort(
        key=lambda row: (not fold(row.name).startswith(typed.said), -(row.from_year or 0), sort_key(row.name), row.pk)
    )
    return rows[:most]


def _files(account: Account, typed: Typed, on: date, most: int) -> list[Any]:
    """Files taken in, by name, the newest first; not those whose plan was dropped."""
    seen = ImportBatch.objects.visible_to(account, on=on).exclude(state="dropped")
    found = seen.filter(pk__in=candidates(ImportBatch, typed.words, CANDIDATES)).defer("plan", "read", "choices")
    return list(found.order_by("-received", "-pk")[:most])


def _in_order(rows: QuerySet[Any], ids: list[int]) -> list[Any]:
    """The rows of these ids in their order; what the account does not see is missing."""
    found = {row.pk: row for row in rows.filter(pk__in=ids)} if ids else {}
    return [found[pk] for pk in ids if pk in found]


def _cut(ways: dict[str, Callable[[int], Any]], kinds: tuple[str, ...], limit: int, skip: int) -> Found:
    """The asked for part of each kind, and which kinds go on."""
    end = min(skip + limit, MOST)
    rows = {kind: list(ways[kind](end + 1)) for kind in kinds if kind in ways}
    more = frozenset(kind for kind, found in rows.items() if len(found) > end)
    return Found(**{kind: found[skip:end] for kind, found in rows.items()}, more=more)
