"""Exemplars taken in whole and many at once: what an office has kept elsewhere until now, each with its plan, honours, stories and followers.

The same is asked of each as when it is entered step by step; all of them go in, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.exemplar_plans import plain
from tdkt.operations.exemplars import Done, check_days, check_new, particulars, seen, state_of
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    Conferral,
    Exemplar,
    ExemplarHonour,
    ExemplarStep,
    Following,
    Service,
    Story,
    Subject,
)
from tdkt.records.models.awards import STANDING
from tdkt.records.models.exemplars import STORY_KINDS


@dataclass(frozen=True)
class Step:
    """A step of a plan; `done_on` and `result` where it is done."""

    words: str
    due_on: date
    in_charge: str = ""
    done_on: date | None = None
    result: str = ""


@dataclass(frozen=True)
class Tale:
    """A story that was published: its kind, title, where and when."""

    kind: str
    title: str
    published: str
    told_on: date


@dataclass(frozen=True)
class Follower:
    """A unit that took the exemplar up, and how it fared."""

    unit: int
    since: date
    result: str = ""


@dataclass(frozen=True)
class Life:
    """One exemplar whole."""

    subject: int
    new_way: str
    found_on: date
    found_by: str = ""
    whole: bool = False
    field: str = ""
    movement: int | None = None
    steps: tuple[Step, ...] = ()
    review: str = ""
    reviewed_on: date | None = None
    conferrals: tuple[int, ...] = ()
    stories: tuple[Tale, ...] = ()
    followers: tuple[Follower, ...] = ()
    ended_on: date | None = None
    ended_for: str = ""
    picked: bool = False

    @property
    def recorded(self) -> frozenset[str]:
        """Which of the things that `WAY` asks for it has."""
        said = {
            "steps": self.steps,
            "review": self.review,
            "honours": self.conferrals,
            "followings": self.followers,
            "ending": self.ended_on,
        }
        return frozenset(name for name, stands in said.items() if stands)


def enter_lives(
    lives: Sequence[Life], *, from_year: int, to_year: int, by: Account | None, at: datetime, on: date
) -> Done:
    """Enter these exemplars of one period as one act. Raises `NotFound` or `RuleNotMet` for the first that cannot be."""
    require(by, "review-exemplars")
    keys = [life.subject for life in lives]
    detail = {"exemplars": len(lives), "years": f"{from_year}-{to_year}"}
    with writing(by=by, at=at, verb="exemplars.enter", detail=detail) as pen:
        receivers = seen(Subject, by=by, on=on).in_bulk(keys)
        if not lives or len(receivers) < len(lives):
            raise NotFound(
                "Có người hoặc tập thể không có trong sổ, hoặc ghi hai lần.",
                "Somebody is not in the register, or twice.",
            )
        check_new(receivers.values(), from_year, to_year)
        _check_receivers(list(receivers.values()))
        _check_honours(lives)
        for life in lives:
            _check(life, receivers[life.subject], from_year, to_year, on=on)
        made = pen.add(
            Exemplar(
                subject=receivers[life.subject],
                unit_id=receivers[life.subject].belongs_to_id,
                from_year=from_year,
                to_year=to_year,
                found_on=life.found_on,
                state=state_of(life.recorded),
                review=life.review,
                reviewed_on=life.reviewed_on,
                ended_on=life.ended_on,
                ended_for=life.ended_for,
                for_conference=life.picked,
                **particulars(
                    life.new_way,
                    whole=life.whole,
                    field=life.field,
                    found_by=life.found_by,
                    movement=life.movement,
                ),
            )
            for life in lives
        )
        both = list(zip(made, lives, strict=True))
        pen.add(
            ExemplarStep(
                exemplar=row,
                place=place,
                words=plain(one.words),
                in_charge=one.in_charge,
                due_on=one.due_on,
                done_on=one.done_on,
                result=one.result,
            )
            for row, life in both
            for place, one in enumerate(life.steps, 1)
        )
        pen.add(ExemplarHonour(exemplar=row, conferral_id=key) for row, life in both for key in life.conferrals)
        pen.add(
            Story(exemplar=row, kind=one.kind, title=one.title, published=one.published, told_on=one.told_on)
            for row, life in both
            for one in life.stories
        )
        pen.add(
            Following(exemplar=row, unit_id=one.unit, since=one.since, result=one.result)
            for row, life in both
            for one in life.followers
        )
        return Done(made[0].pk, pen.entry.seq, len(made))


def _check_receivers(receivers: Sequence[Subject]) -> None:
    """As `exemplars.check_receiver`, in two questions for all: nobody stands here who neither serves nor is honoured."""
    others = {one.pk: one for one in receivers if one.kind != "collective"}
    known = set(
        Service.objects.filter(subject__in=[pk for pk, one in others.items() if one.kind == "individual"]).values_list(
            "subject", flat=True
        )
    )
    known |= set(Conferral.objects.filter(subject__in=others, state__in=STANDING).values_list("subject", flat=True))
    strange = next((one for pk, one in others.items() if pk not in known), None)
    if strange is not None:
        raise RuleNotMet(
            f"{strange.name} không phải cán bộ, chiến sĩ và chưa được khen thưởng. Ghi quyết định khen thưởng trước.",
            f"{strange.name} neither serves nor holds an honour. Enter the decision that honours them first.",
        )


def _check_honours(lives: Sequence[Life]) -> None:
    """Raises `RuleNotMet` unless each honour stands and is that of its exemplar."""
    keys = {key: life.subject for life in lives for key in life.conferrals}
    held = Conferral.objects.filter(pk__in=keys, state__in=STANDING).values_list("pk", "subject")
    if dict(held) != keys:
        raise RuleNotMet(
            "Chỉ gắn được khen thưởng còn giá trị của chính điển hình này, mỗi lần khen một lần.",
            "Only honours of this very exemplar that stand can be linked, each once.",
        )


def _check(life: Life, receiver: Subject, from_year: int, to_year: int, *, on: date) -> None:
    """Raises `RuleNotMet` where the days of one are out of order or its review lacks."""
    check_days(from_year, to_year, life.found_on, on=on)
    days = [step.done_on for step in life.steps] + [life.reviewed_on, life.ended_on]
    days += [one.since for one in life.followers]
    wrong = any(day is not None and not life.found_on <= day <= on for day in days)
    wrong = wrong or any(step.due_on < life.found_on or bool(step.done_on) != bool(step.result) for step in life.steps)
    wrong = wrong or bool(life.review) != bool(life.reviewed_on) or bool(life.ended_on) != bool(life.ended_for)
    wrong = (
        wrong
        or (bool(life.followers or life.picked) and not life.review)
        or (life.picked and life.ended_on is not None)
    )
    wrong = wrong or any(tale.kind not in STORY_KINDS or tale.told_on > on for tale in life.stories)
    if wrong:
        raise RuleNotMet(
            f"Ngày tháng hoặc nội dung của điển hình {receiver.name} không khớp nhau.",
            f"The days or the words of the exemplar {receiver.name} do not agree.",
        )
