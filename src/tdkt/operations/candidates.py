"""Who may be proposed in a round for one of its awards: who qualifies, who nearly does, who was never proposed, who stands on a list already.

The verdicts are those of `operations.selection`, by the round's ground and the law of its day. Read first: `candidates`, `Candidates`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from tdkt.law.catalogue import awards
from tdkt.law.quotas import Quota, meter
from tdkt.law.way import ENDED
from tdkt.operations.eligibility import Answer
from tdkt.operations.law import office_law
from tdkt.operations.reporting import state_now
from tdkt.operations.round_kinds import KINDS, Form
from tdkt.operations.rounds import units_taking_part
from tdkt.operations.selection import Selection, holders, lower_now, select_on_ground, tell
from tdkt.records.models import Account, Conferral, Nomination, Office, Person, Rating, Round, Subject, Unit
from tdkt.records.models.scope import family
from tdkt.rules.packed import FIRST_YEAR

UNDONE = ("withdrawn", "lowered")
"""States of a nomination that leave its receiver free to be proposed again in the same round."""

TABS = ("eligible", "council", "near", "never", "other")
"""Parts of the list: qualifies; the council has to judge; nearly qualifies (one condition, a record or time is lacking); qualifies or is
for the council and was never proposed for this award in any year; the rest."""


@dataclass(frozen=True)
class Candidates:
    """The receivers that may come into question for one award of a round, by name, apart by what the law says of each.

    `listed` says of some that they stand on a list already or have the award, by what: "in-round", "other-round", "given". `left_out`: how
    many have left the service or ended by the day of the law.
    """

    round: Round
    award: str
    class_no: int | None
    selection: Selection
    never: frozenset[int]
    listed: Mapping[int, str]
    left_out: int

    @cached_property
    def parts(self) -> dict[str, tuple[int, ...]]:
        """The receivers of each of `TABS`; those never proposed stand among the qualified too."""
        by_verdict = self.selection.by_verdict
        far = by_verdict["not-eligible"]
        near = (*by_verdict["coming"], *by_verdict["facts-missing"])
        qualified = (*by_verdict["eligible"], *by_verdict["council"])
        return {
            "eligible": by_verdict["eligible"],
            "council": by_verdict["council"],
            "near": (*near, *(key for key in far if key in self.selection.one_lacks)),
            "never": tuple(key for key in qualified if key in self.never),
            "other": tuple(key for key in far if key not in self.selection.one_lacks),
        }

    @cached_property
    def all(self) -> tuple[int, ...]:
        """Everybody, the qualified first."""
        return tuple(key for part, keys in self.parts.items() if part != "never" for key in keys)

    @cached_property
    def verdicts(self) -> dict[int, str]:
        """The verdict of each."""
        return {key: verdict for verdict, keys in self.selection.by_verdict.items() for key in keys}

    @property
    def may_be_proposed(self) -> frozenset[int]:
        """Who stands on no list and is not refused by the law; some of them only with a reason."""
        return frozenset(
            key for key, verdict in self.verdicts.items() if verdict in PROPOSABLE and key not in self.listed
        )

    def told(self, keys: Iterable[int], *, language: str = "vi") -> list[Answer]:
        """What is lacking for each of these, in their order."""
        return tell(self.selection, keys, language=language)

    def lower(self, keys: Iterable[int]) -> dict[int, Form]:
        """For each of these the nearest lawful award below: of the round if it can be, else any."""
        return nearest_lower(self.round, self.selection, keys)


PROPOSABLE = ("eligible", "council", "facts-missing")
"""Verdicts with which somebody may be proposed; all but the first need a reason."""


def candidates(
    round_: Round,
    unit_ids: Iterable[int],
    award: str,
    class_no: int | None,
    *,
    by: Account | None,
    on: date,
    kind: str = "",
    use_memory: bool = False,
) -> Candidates:
    """Who of these units (with all under them; none named: of everything that the account sees) comes into question for an award.

    `kind` narrows it to individual, collective or household.
    """
    found = subjects_of(round_, unit_ids, award, by=by, on=on, kind=kind)
    rows = list(found.order_by("name_key", "pk").values_list("pk", "departure__day", "unit__ended"))
    keys = [
        key
        for key, left, ended in rows
        if not (left and left <= round_.law_on) and not (ended and ended < round_.law_on)
    ]
    selection = select_on_ground(keys, award, class_no, round_.law_on, KINDS[round_.kind].ground, use_memory=use_memory)
    qualified = [*selection.by_verdict["eligible"], *selection.by_verdict["council"]]
    return Candidates(
        round=round_,
        award=award,
        class_no=class_no,
        selection=selection,
        never=never_proposed_for(qualified, award, class_no),
        listed=listed(round_, award, class_no, keys),
        left_out=len(rows) - len(keys),
    )


def subjects_of(
    round_: Round, unit_ids: Iterable[int], award: str, *, by: Account | None, on: date, kind: str = ""
) -> QuerySet[Subject]:
    """The receivers of these units that the account sees and that an award of the round may be given to."""
    kinds = awards()[award].recipients & {kind} if kind else awards()[award].recipients
    found: Any = Subject.objects.all() if by is None else Subject.objects.visible_to(by, on=on)
    found = found.filter(kind__in=sorted(kinds))
    within = units_taking_part(round_, on=on)
    for unit in unit_ids:
        if unit != office_unit():
            mine = family(unit, on=on)
            within = mine if within is None else within & mine
    return found if within is None else found.filter(belongs_to__in=within)


def office_unit() -> int | None:
    """The office's own unit: everything belongs to it."""
    return Office.objects.filter(pk=1).values_list("unit_id", flat=True).first()


# --- who stands on a list already, who never did -------------------------------------------------


def listed(round_: Round, award: str, class_no: int | None, subjects: Collection[int]) -> dict[int, str]:
    """Who of these stands on a list for this award already, or has the title of the year: "in-round", "other-round" or "given"."""
    wanted = set(subjects)
    found: dict[int, str] = {}
    if awards()[award].kind == "title":
        given = holders(state_now(), (award,), round_.years_to, max(round_.law_on, round_.closes_on))
        found |= dict.fromkeys(given & wanted, "given")
    going = Nomination.objects.filter(award=award, class_no=class_no).exclude(state__in=UNDONE)
    here = Q(round=round_)
    elsewhere = ~Q(round=round_) & Q(for_to=round_.years_to) & ~Q(state__in=ENDED)
    for subject, of in going.filter(here | elsewhere).values_list("subject_id", "round_id"):
        if subject in wanted and found.get(subject) != "in-round":
            found[subject] = "in-round" if of == round_.pk else "other-round"
    return found


def never_proposed_for(subjects: Collection[int], award: str, class_no: int | None) -> frozenset[int]:
    """Who of these the register surely shows never to have had the award or been proposed for it, in any year.

    Silence counts only for whom the register holds everything since the beginning: of all others it is not known.
    """
    keys = list(subjects)
    if not keys:
        return frozenset()
    had = set(
        Conferral.objects.filter(Q(class_no=class_no) | Q(class_no__isnull=True), award=award, subject__in=keys)
        .order_by()
        .values_list("subject_id", flat=True)
    )
    had |= set(Rating.objects.filter(title=award, subject__in=keys).values_list("subject_id", flat=True))
    had |= set(
        Nomination.objects.filter(award=award, class_no=class_no, subject__in=keys)
        .exclude(state="withdrawn")
        .values_list("subject_id", flat=True)
    )
    return frozenset(key for key in keys if key not in had) & told_from_the_beginning(keys)


def told_from_the_beginning(keys: list[int]) -> frozenset[int]:
    """Whose history is complete since they joined or were founded; where that year is not known, since the first year of all."""
    began = {
        key: int(joined[:4])
        for key, joined in Person.objects.filter(subject__in=keys).values_list("subject_id", "joined")
        if joined
    }
    began |= {
        key: founded.year
        for key, founded in Unit.objects.filter(subject__in=keys).values_list("subject_id", "founded")
        if founded
    }
    complete = Subject.objects.filter(pk__in=keys, history_complete_since__isnull=False)
    return frozenset(
        key
        for key, since in complete.values_list("pk", "history_complete_since")
        if since <= max(began.get(key, FIRST_YEAR), FIRST_YEAR)
    )


def nearest_lower(round_: Round, selection: Selection, keys: Iterable[int]) -> dict[int, Form]:
    """The nearest lawful award below, not had for the year yet: one of the round's own where there is one, else any."""
    keys = list(keys)
    if not keys:
        return {}
    had = forms_had(round_, keys)
    own = {(form["award"], form["class"]) for form in round_.forms}
    found = lower_now(selection, keys, among=own, had=had)
    rest = [key for key in keys if key not in found]
    return found | (lower_now(selection, rest, had=had) if rest else {})


def forms_had(round_: Round, keys: list[int]) -> set[tuple[int, Form]]:
    """What each of these has for the years of the round or stands on its lists for."""
    given = Conferral.objects.filter(subject__in=keys, for_to=round_.years_to).exclude(
        state__in=["annulled", "stripped"]
    )
    rated = Rating.objects.filter(subject__in=keys, year=round_.years_to).exclude(title="")
    going = Nomination.objects.filter(round=round_, subject__in=keys).exclude(state__in=UNDONE)
    return (
        {(key, (award, class_)) for key, award, class_ in given.values_list("subject_id", "award", "class_no")}
        | {(key, (title, None)) for key, title in rated.values_list("subject_id", "title")}
        | {(key, (award, class_)) for key, award, class_ in going.values_list("subject_id", "award", "class_no")}
    )


# --- how many may be proposed --------------------------------------------------------------------


def quota_for(round_: Round, award: str, *, unit_id: int, on: date, more: int = 0) -> Quota | None:
    """The cap on how many a unit may propose for an award in a round, used by those it proposes already and `more`; None where no text
    in force caps it. A whole of 0: nobody there holds the title that the text counts, so that nothing can be reckoned.
    """
    law = office_law()
    stated = meter(law, award, round_.law_on, proposed=0, whole=0)
    if stated is None:
        return None
    everything = unit_id == office_unit()
    mine = frozenset[int]() if everything else family(unit_id, on=on)
    subjects = Subject.objects.all() if everything else Subject.objects.filter(belongs_to__in=mine)
    if stated.of:
        holding = holders(state_now(), stated.of, round_.years_to, round_.law_on)
        whole = len(holding) if everything else len(holding & set(subjects.values_list("pk", flat=True)))
    else:
        whole = subjects.filter(kind__in=sorted(awards()[award].recipients)).count()
    going = Nomination.objects.filter(round=round_, award=award).exclude(state__in=(*UNDONE, "failed", "refused"))
    if not everything:
        going = going.filter(Q(proposer__in=mine) | Q(subject__in=subjects.values("pk")))
    return meter(law, award, round_.law_on, proposed=going.count() + more, whole=whole)
