"""Taking an honour back: annulment, stripping and restoration add a state and erase nothing; and which other honours rested on it.

Awards form a graph: an order may rest on the certificate of merit that came before it. `dependants` judges every other award of the
receiver, and of the collectives in which the receiver was counted, once as it stands and once as if the honour had never been given; what
differs is listed with the limb that falls. Nothing else is taken back by itself: each of them is for a person to decide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tdkt.law.catalogue import award
from tdkt.law.instruments import Law
from tdkt.law.wording import head, say_award
from tdkt.operations.certificates import revoke_within
from tdkt.operations.corrections import need_reason
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.exemplars import resettle
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.operations.replay import Answer, Replayed, replay
from tdkt.records.models import Account, Conferral, Unit, UnitPlace
from tdkt.records.models.awards import STANDING
from tdkt.rules.conditions import AllOf, AnyOf, Condition
from tdkt.rules.findings import Judged, leaf_truths, walk
from tdkt.rules.truth import Truth
from tdkt.vietnamese.folding import nfc

ENDINGS = ("annulled", "stripped")
"""annulled: it ought not to have been given. stripped: taken from one who no longer deserves it."""


@dataclass(frozen=True)
class Limb:
    """A condition that held and no longer does: its words and its provision."""

    words: str
    cite: str


@dataclass(frozen=True)
class Dependant:
    """An award that rested on the honours in question: what the law of its day says with them and without, and the limbs that fall.

    `through` are the conferrals (by id) whose own fall it would take besides; empty where it rests on them directly.
    """

    conferral: int
    subject: int
    name: str
    award: str
    class_: int | None
    day: date | None
    before: Answer
    after: Answer
    fell: tuple[Limb, ...]
    through: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """The award with its class."""
        return say_award(self.award, self.class_)


def dependants(conferrals: Iterable[int], *, law: Law | None = None, language: str = "vi") -> tuple[Dependant, ...]:
    """Every other award whose eligibility rested on these conferrals (by id), by day; and what would follow if those fell too."""
    gone = frozenset(conferrals)
    rows = list(Conferral.objects.filter(pk__in=gone).select_related("decision", "unit"))
    if not rows:
        return ()
    subjects = {row.subject_id for row in rows} | set(_collectives_of(rows))
    before = {
        one.conferral: one for one in replay(law=law, subjects=subjects, titles=False) if one.conferral not in gone
    }
    found: dict[int, Dependant] = {}
    without: frozenset[int] = gone
    through: tuple[int, ...] = ()
    while True:
        fallen = []
        for one in replay(law=law, subjects=subjects, titles=False, without=without):
            was = before.get(one.conferral)
            if was is None or one.conferral is None or one.conferral in found or one.conferral in gone:
                continue
            fell = tuple(_fell(was, one, language))
            if not fell and was.answer is one.answer:
                continue
            found[one.conferral] = _dependant(was, one, fell, through)
            if one.answer is Answer.NOT_ALLOWED and was.answer is not Answer.NOT_ALLOWED:
                fallen.append(one.conferral)
        if not fallen:
            return tuple(sorted(found.values(), key=lambda one: (one.day or date.max, one.conferral)))
        without |= frozenset(fallen)
        through = tuple(sorted(fallen))


def _collectives_of(rows: Sequence[Conferral]) -> Iterator[int]:
    """The collectives that may have counted these receivers: the unit of the day, and the units above it. They count titles alone."""
    titled = [row for row in rows if row.recipient == "individual" and award(row.award).kind == "title"]
    units = {row.unit_id for row in titled if row.unit_id}
    if not units:
        return
    above: set[int] = set()
    for path in UnitPlace.objects.filter(unit__in=units).values_list("path", flat=True):
        above |= {int(part) for part in path.strip(".").split(".")}
    yield from Unit.objects.filter(pk__in=above).values_list("subject_id", flat=True)


def _dependant(was: Replayed, now: Replayed, fell: tuple[Limb, ...], through: tuple[int, ...]) -> Dependant:
    assert now.conferral is not None  # the caller has asked
    return Dependant(
        now.conferral, now.subject, now.name, now.award, now.class_, now.day, was.answer, now.answer, fell, through
    )


def _fell(was: Replayed, now: Replayed, language: str) -> Iterator[Limb]:
    """The limbs of the pathway by which it stood that held and hold no longer."""
    stood, stands = _pathway(was, was), _pathway(was, now)
    if stood is None or stands is None:
        return
    held, holds = leaf_truths(stood), leaf_truths(stands)
    words = {part.id: part for part in _leaves(stands)}
    for id_, truth in held.items():
        if truth in (Truth.YES, Truth.JUDGE) and holds.get(id_, truth) < truth and id_ in words:
            yield Limb(head(words[id_], language), words[id_].cite)


def _pathway(was: Replayed, one: Replayed) -> Judged | None:
    """The pathway by which the award stood, as it was judged in one of the two worlds."""
    if was.outcome is None or was.outcome.chosen is None or one.outcome is None:
        return None
    id_ = was.outcome.chosen.rule.id
    return next((judged for judged in one.outcome.judged if judged.rule.id == id_), None)


def _leaves(judged: Judged) -> Iterator[Condition]:
    for finding in (*judged.gates, *walk(judged.finding)):
        if not isinstance(finding.condition, AllOf | AnyOf):
            yield finding.condition


# --- the acts ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Revoked:
    """What was taken back, and what rested on it and is now for a person to look at."""

    conferrals: tuple[Conferral, ...]
    dependants: tuple[Dependant, ...]


def revoke(
    conferrals: Iterable[int], *, ending: str, paper: str, reason: str, by: Account | None, at: datetime, on: date
) -> Revoked:
    """Annul or strip honours (by id) by the decision `paper`, of the day `on`. Their certificates are revoked with them.

    The dependants are named in the log, and left as they are. Raises `NotFound`, `RuleNotMet` without a decision or a reason, `WrongState`
    for one that does not stand.
    """
    require(by, "revoke")
    if ending not in ENDINGS:
        raise RuleNotMet(
            f"Chọn hủy bỏ hoặc tước, không có “{ending}”.", f"Choose annulled or stripped, there is no “{ending}”."
        )
    paper = _decision_words(paper)
    need_reason(reason)
    keys = sorted(set(conferrals))
    rested = dependants(keys)
    detail = {
        "conferrals": keys,
        "ending": ending,
        "paper": paper,
        "reason": nfc(reason).strip(),
        "on": on.isoformat(),
        "dependants": [one.conferral for one in rested],
    }
    with writing(by=by, at=at, verb="awards.revoke", detail=detail) as pen:
        rows = _standing(keys)
        for row in rows:
            pen.change_soon(row, state=ending)
        resettle(pen, keys)
        revoke_within(pen, keys, on, f"{paper}: {nfc(reason).strip()}"[:300])
    return Revoked(tuple(rows), rested)


def restore(
    conferrals: Iterable[int], *, paper: str, reason: str, by: Account | None, at: datetime, on: date
) -> tuple[Conferral, ...]:
    """Give honours back that were annulled or stripped, by a decision. A new certificate is issued by itself, later."""
    require(by, "revoke")
    paper = _decision_words(paper)
    need_reason(reason)
    keys = sorted(set(conferrals))
    detail = {"conferrals": keys, "paper": paper, "reason": nfc(reason).strip(), "on": on.isoformat()}
    with writing(by=by, at=at, verb="awards.restore", detail=detail) as pen:
        rows = _found(keys)
        for row in rows:
            if row.state not in ENDINGS:
                raise WrongState(
                    f"Khen thưởng số {row.pk} đang có hiệu lực, không cần khôi phục.",
                    f"Award {row.pk} stands; there is nothing to restore.",
                )
            pen.change_soon(row, state="restored")
        resettle(pen, keys)
    return tuple(rows)


def _decision_words(paper: str) -> str:
    words = " ".join(nfc(paper).split())
    if not words:
        raise RuleNotMet(
            "Ghi số và ngày của quyết định hủy bỏ, tước hoặc khôi phục, ví dụ 12/QĐ-BCA ngày 05/03/2024.",
            "Give the number and day of the decision that annuls, strips or restores, as 12/QĐ-BCA of 05/03/2024.",
        )
    return words[:200]


def _found(keys: Sequence[int]) -> list[Conferral]:
    rows = list(Conferral.objects.filter(pk__in=keys).order_by("pk"))
    lost = sorted(set(keys) - {row.pk for row in rows})
    if lost or not keys:
        named = lost[0] if lost else 0
        raise NotFound(f"Không có khen thưởng số {named} trong sổ.", f"There is no award {named} in the register.")
    return rows


def _standing(keys: Sequence[int]) -> list[Conferral]:
    rows = _found(keys)
    for row in rows:
        if row.state not in STANDING:
            raise WrongState(
                f"Khen thưởng số {row.pk} không còn hiệu lực hoặc chưa có quyết định, nên không có gì để hủy bỏ hay tước.",
                f"Award {row.pk} does not stand, or was never decided; there is nothing to take back.",
            )
    return rows
