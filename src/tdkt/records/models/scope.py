"""Whose rows an account may see: those of its unit's subtree as it stands today, with everything that those units inherited.

Rights follow today's tree: when a district police is dissolved, its rows go to the unit that succeeded it. Screens ask
`Model.objects.visible_to(account, on=today)`; asking for nothing in particular is not a way to get everything.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from tdkt.records.models.accounts import Account


@dataclass(frozen=True)
class Reach:
    """The ids of the units whose rows an account may see; `everything` for those who serve the whole office."""

    units: frozenset[int]
    everything: bool = False


NOTHING = Reach(frozenset())


def path_range(path: str) -> Q:
    """The places at or under a path, as one range: `LIKE` cannot use the index on SQLite."""
    return Q(path__gte=path, path__lt=path[:-1] + "/")  # "/" is the sign after "."


def reach_of(account: "Account", *, on: date) -> Reach:
    """The reach of an account on a day. An account without a unit, or switched off, reaches nothing."""
    if not account.is_active or account.unit_id is None:
        return NOTHING
    kept: dict[tuple[int, date], Reach] = account.__dict__.setdefault("_reach", {})
    key = (account.unit_id, on)
    if key not in kept:
        kept[key] = _find_reach(account, on)
    return kept[key]


def _find_reach(account: "Account", on: date) -> Reach:
    office = apps.get_model("records", "Office").objects.filter(pk=1).values_list("unit_id", flat=True).first()
    if account.unit_id == office:
        return Reach(frozenset(), everything=True)
    assert account.unit_id is not None  # reach_of has asked
    return Reach(family(account.unit_id, on=on))


def family(unit_id: int, *, on: date) -> frozenset[int]:
    """The unit, what stands under it on a day, and the units whose place these have taken, with all that stood under them."""
    places = apps.get_model("records", "UnitPlace").objects.filter(Q(from_date__isnull=True) | Q(from_date__lte=on))
    standing = places.filter(Q(to_date__isnull=True) | Q(to_date__gte=on))
    successions = apps.get_model("records", "Succession").objects.filter(Q(on_date__isnull=True) | Q(on_date__lte=on))
    found = {unit_id} | under({unit_id}, standing)
    fresh = set(found)
    while fresh:
        inherited = set(successions.filter(successor__in=fresh).values_list("predecessor_id", flat=True)) - found
        # A dissolved unit leaves its teams with it: they stood under it on its last day, and have no successor of their own.
        fresh = (inherited | under(inherited, places)) - found if inherited else set()
        found |= fresh
    return frozenset(found)


def under(units: set[int], places: Any) -> set[int]:
    """The units whose place is within that of any of these."""
    within = Q(pk__in=[])
    for path in places.filter(unit__in=units).values_list("path", flat=True):
        within |= path_range(path)
    return set(places.filter(within).values_list("unit_id", flat=True))


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows that know to which units they belong."""

    columns: tuple[str, ...] = ()

    def visible_to(self, account: "Account", *, on: date) -> "ScopedQuerySet":
        """The rows within the account's reach on a day."""
        reach = reach_of(account, on=on)
        if reach.everything:
            return self
        owned = Q(pk__in=[])
        for column in self.columns:
            owned |= self._within(column, reach.units)
        return self.filter(owned)

    def _within(self, column: str, units: frozenset[int]) -> Q:
        """The rows whose column names one of these units. Over a relation the ids are asked for by themselves: a condition on either of
        two joined tables would have no index to use."""
        link, _, beyond = column.partition("__")
        if not beyond:
            return Q(**{f"{column}__in": units})
        related: Any = self.model._meta.get_field(link).related_model
        return Q(**{f"{link}__in": related._base_manager.filter(**{f"{beyond}__in": units}).values("pk")})

    def _clone(self) -> "ScopedQuerySet":
        clone: ScopedQuerySet = super()._clone()  # type: ignore[misc]
        clone.columns = self.columns
        return clone


class ScopedManager(models.Manager[Any]):
    """A manager of scoped rows; `columns` name the units that a row belongs to."""

    use_in_migrations = False

    def __init__(self, *columns: str) -> None:
        super().__init__()
        self.columns = columns

    def get_queryset(self) -> ScopedQuerySet:
        rows = ScopedQuerySet(self.model, using=self._db)
        rows.columns = self.columns
        return rows

    def visible_to(self, account: "Account", *, on: date) -> ScopedQuerySet:
        return self.get_queryset().visible_to(account, on=on)
