"""Nominations: many proposed in one act with the verdict and its reasons kept, lowered to another award, withdrawn, named from a typed list.

The law is asked again here whatever a screen showed: whoever is not eligible is refused with the article and the nearest lawful award; over
a cap nobody is taken. Read first: `nominate`, `lower`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tdkt.law.catalogue import awards
from tdkt.law.wording import say_award
from tdkt.operations.candidates import (
    PROPOSABLE,
    listed,
    nearest_lower,
)
from tdkt.operations.eligibility import Answer
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.operations.reporting import state_now
from tdkt.operations.round_kinds import KINDS, Form
from tdkt.operations.rounds import STATE_WORDS, found_round
from tdkt.operations.selection import select_on_ground, tell
from tdkt.operations.way import Taken, take, take_within
from tdkt.operations.weighing import (
    Asked,
    Skipped,
    Weighed,
    check_form,
    check_quota,
    judged,
    nobody,
    not_seen,
    stands_listed,
    unlawful,
    weigh,
)
from tdkt.records.models import Account, Conferral, DossierText, Nomination, Paper, Role, Round, Unit
from tdkt.records.people import last_services
from tdkt.vietnamese.dates import write_date

ORDER = ("place", "subject__name_key", "pk")
"""The order of a list: as the law lists the awards, then by class, collectives before persons and households, then by name."""

GROUP = 100_000
"""So many places has each award, class and kind of receiver; those that nobody has put in order stand in the middle of them."""

LOWERABLE = ("received", "checked", "ready", "tabled", "failed")
SAME_PLACE = {"tabled": "ready", "failed": "ready"}
"""Where a lowered nomination goes on: at the same place, or ready for the next sitting where the old one was before the council."""


@dataclass(frozen=True)
class Nominated:
    """What came of proposing: the nominations made, in their order, who was skipped and why, and the entry of the log (None: nothing made)."""

    made: tuple[Nomination, ...]
    skipped: tuple[Skipped, ...]
    entry: int | None = None


def place_of(award: str, class_no: int | None, recipient: str) -> int:
    """The place of a new nomination in the order of the law; equal places stand by name, and the office may move them within their group."""
    kind = ("collective", "individual", "household").index(recipient)
    return (awards()[award].rank * 12 + (class_no or 0) * 3 + kind) * GROUP + GROUP // 2


# --- proposing -----------------------------------------------------------------------------------


def nominate(
    round_: Round | int,
    subjects: Iterable[int],
    *,
    award: str,
    class_no: int | None,
    unit: Unit | int,
    by: Account | None,
    at: datetime,
    on: date,
    reason: str = "",
    posthumous: bool = False,
) -> Nominated:
    """Propose all of these for one award in one act, for a unit.

    Who is for the council to judge or lacks evidence is taken only with a reason, which is kept. Who cannot be taken is skipped and said.
    Raises `RuleNotMet` when nobody could be taken, with the first reason and the nearest lawful award, or when the cap would be exceeded;
    `WrongState` when the round does not take proposals.
    """
    asked = [Asked(key, award, class_no) for key in dict.fromkeys(subjects)]
    return _propose(round_, asked, unit=unit, by=by, at=at, on=on, reason=reason, posthumous=posthumous)


def nominate_from_conferrals(
    round_: Round | int,
    conferrals: Iterable[int],
    *,
    unit: Unit | int,
    by: Account | None,
    at: datetime,
    on: date,
    reason: str = "",
) -> Nominated:
    """Take proposals that came with an imported list (conferrals in the state "proposed") into a round, each for its own award.

    They keep the line of the file they came from, and their post, rank and reason. Raises as `nominate` does.
    """
    seen: Any = Conferral.objects.all() if by is None else Conferral.objects.visible_to(by, on=on)
    found = seen.filter(pk__in=list(conferrals), state="proposed").order_by("pk")
    asked = [Asked(one.subject_id, one.award, one.class_no, one) for one in found]
    if not asked:
        raise NotFound(
            "Không có dòng nào đang đề nghị trong các dòng đã chọn. Nhập danh sách đề nghị trước.",
            "None of the rows chosen is a proposal. Take in a list of proposals first.",
        )
    return _propose(round_, asked, unit=unit, by=by, at=at, on=on, reason=reason)


def _propose(
    round_: Round | int,
    asked: list[Asked],
    *,
    unit: Unit | int,
    by: Account | None,
    at: datetime,
    on: date,
    reason: str,
    posthumous: bool = False,
) -> Nominated:
    """One act for all that is asked; the law is asked before the log is locked, and again only where something was written in between."""
    require(by, "nominate")
    round_id, unit_id = _key(round_), _key(unit)
    reason = reason.strip()
    weighed = weigh(found_round(round_id), asked, unit_id, reason, by=by, on=on)
    forms = sorted({say_award(*one.form) for one in asked})
    detail: dict[str, Any] = {"round": round_id, "award": "; ".join(forms), "unit": unit_id}
    with writing(by=by, at=at, verb="nominations.make", detail=detail) as pen:
        said = found_round(round_id)
        check_takes_proposals(said, by=by, on=on)
        if weighed.state != state_now():
            weighed = weigh(said, asked, unit_id, reason, by=by, on=on)
        if not weighed.taken:
            raise nobody(weighed.skipped)
        for form, more in weighed.counts().items():
            check_quota(said, form, unit_id=unit_id, on=on, more=more)
        made = pen.add(_rows(said, weighed, unit_id, on=on, reason=reason, posthumous=posthumous))
        detail["made"] = len(made)
        entry = pen.entry.seq
    return Nominated(tuple(made), tuple(weighed.skipped), entry)


def _key(row: Any) -> int:
    return row if isinstance(row, int) else int(row.pk)


def check_takes_proposals(said: Round, *, by: Account | None, on: date) -> None:
    """Raises `WrongState` unless the round takes proposals on a day; after its last day only the officer may still add."""
    if said.state != "open":
        raise WrongState(
            f"Đợt “{said.name}” {STATE_WORDS[said.state]}, không nhận đề nghị. Hỏi người phụ trách mở đợt.",
            f"The round “{said.name}” is {said.state} and takes no proposals. Ask whoever is in charge to open it.",
        )
    if on < said.opens_on:
        raise WrongState(
            f"Đợt “{said.name}” nhận đề nghị từ {write_date(said.opens_on)}.",
            f"The round “{said.name}” takes proposals from {write_date(said.opens_on)} on.",
        )
    if on > said.closes_on and by is not None and by.role != Role.OFFICER:
        raise WrongState(
            f"Đã hết hạn nộp {write_date(said.closes_on)} của đợt “{said.name}”. Hỏi người phụ trách gia hạn.",
            f"The last day of the round “{said.name}” was {write_date(said.closes_on)}. Ask whoever is in charge for more time.",
        )


# --- the rows ------------------------------------------------------------------------------------


def _rows(said: Round, weighed: Weighed, unit_id: int, *, on: date, reason: str, posthumous: bool) -> list[Nomination]:
    """The nominations of those who were taken, in the order of the law and then by name."""
    people = [subject.pk for _, subject, _ in weighed.taken if subject.kind == "individual"]
    services = last_services(people, on=on) if people else {}
    bodies = [subject.pk for _, subject, _ in weighed.taken if subject.kind == "collective"]
    units = dict(Unit.objects.filter(subject__in=bodies).values_list("subject_id", "pk")) if bodies else {}
    levels = {(form["award"], form["class"]): form.get("level") or "" for form in said.forms}
    found = []
    for asked, subject, answer in weighed.taken:
        service, listed_as = services.get(subject.pk), asked.conferral
        nomination = Nomination(
            round=said,
            subject=subject,
            recipient=subject.kind,
            award=asked.award,
            class_no=asked.class_no,
            level=levels[asked.form] or (listed_as.level if listed_as else ""),
            unit_id=units.get(subject.pk) or (service.unit_id if service else None) or subject.belongs_to_id,
            proposer_id=unit_id,
            rank=(listed_as.rank if listed_as else "") or (service.rank if service else ""),
            post=(listed_as.post if listed_as else "") or (service.post if service else ""),
            achievement=listed_as.reason if listed_as else "",
            posthumous=posthumous or bool(listed_as and listed_as.posthumous),
            since=on,
            due_on=said.closes_on,
            place=place_of(asked.award, asked.class_no, subject.kind),
            note=reason if answer.verdict != "eligible" else "",
            source_id=listed_as.source_id if listed_as else None,
            **judged(said, answer),
            **years_of(said, asked.award),
        )
        found.append(nomination)
    return sorted(found, key=lambda one: (one.place, one.subject.name_key))


def years_of(said: Round, award: str) -> dict[str, Any]:
    """Ground and years of a nomination: a title is of the round's last year, anything else of all its years on its ground."""
    if awards()[award].kind == "title":
        return {"ground": "", "for_from": said.years_to, "for_to": said.years_to}
    return {"ground": KINDS[said.kind].ground, "for_from": said.years_from, "for_to": said.years_to}


# --- another award -------------------------------------------------------------------------------


def lower(
    nomination: Nomination | int,
    award: str,
    class_no: int | None,
    *,
    reason: str,
    by: Account | None,
    at: datetime,
    on: date,
) -> Nomination:
    """Propose for a lower award instead: the old nomination ends as "lowered", a new one goes on at the same place with its papers.

    Raises `RuleNotMet` when the other award is not lower, not of the round or not lawful for the receiver; `WrongState` where it cannot
    be lowered any more.
    """
    require(by, "lower-nomination")
    if not reason.strip():
        raise RuleNotMet("Hạ mức phải ghi lý do.", "Lowering needs a reason.")
    key = _key(nomination)
    detail = {"nomination": key, "award": say_award(award, class_no), "reason": reason.strip()}
    with writing(by=by, at=at, verb="nominations.lower", detail=detail) as pen:
        old = Nomination.objects.select_related("round", "subject").filter(pk=key).first()
        if old is None:
            raise NotFound(f"Không có hồ sơ số {key}.", f"There is no dossier {key}.")
        if old.state not in LOWERABLE:
            raise WrongState(
                f"Hồ sơ của {old.subject.name} không còn hạ mức được ở bước này.",
                f"The dossier of {old.subject.name} cannot be lowered at this step any more.",
            )
        answer = _lower_answer(old, (award, class_no))
        check_quota(old.round, (award, class_no), unit_id=old.proposer_id, on=on, more=1)
        state = SAME_PLACE.get(old.state, old.state)
        take_within(pen, [old.pk], "lower", by=by, on=on, reason=reason.strip())
        return _go_on(pen, old, (award, class_no), answer, state, reason=reason.strip(), on=on)


def _lower_answer(old: Nomination, form: Form) -> Answer:
    """What the law says of the lower award for this receiver. Raises `RuleNotMet` where it cannot be proposed."""
    check_form(old.round, form)
    before, after = place_of(old.award, old.class_no, old.recipient), place_of(*form, old.recipient)
    if after <= before:
        raise RuleNotMet(
            f"{say_award(*form)} không thấp hơn {say_award(old.award, old.class_no)}.",
            f"{say_award(*form)} is not lower than {say_award(old.award, old.class_no)}.",
        )
    if old.recipient not in awards()[form[0]].recipients:
        raise not_seen(Asked(old.subject_id, *form), form[0]).refusal()
    stands = listed(old.round, *form, [old.subject_id])
    if stands:
        raise stands_listed(old.subject, form, stands[old.subject_id], old.round).refusal()
    selection = select_on_ground([old.subject_id], *form, old.round.law_on, KINDS[old.round.kind].ground)
    answer = tell(selection, [old.subject_id])[0]
    if answer.verdict not in PROPOSABLE:
        offered = nearest_lower(old.round, selection, [old.subject_id]).get(old.subject_id)
        raise unlawful(old.subject, answer, offered).refusal()
    return answer


def _go_on(pen: Pen, old: Nomination, form: Form, answer: Answer, state: str, *, reason: str, on: date) -> Nomination:
    """The nomination for the lower award, with the text and the papers of the old one."""
    levels = {(one["award"], one["class"]): one.get("level") or "" for one in old.round.forms}
    kept = ("round", "subject", "recipient", "unit_id", "proposer_id", "rank", "post", "achievement", "posthumous")
    new = pen.add_one(
        Nomination(
            **{name: getattr(old, name) for name in kept},
            award=form[0],
            class_no=form[1],
            level=levels[form],
            state=state,
            since=on,
            due_on=old.due_on,
            place=place_of(*form, old.recipient),
            came_from=old,
            note=reason,
            source_id=old.source_id,
            **judged(old.round, answer),
            **years_of(old.round, form[0]),
        )
    )
    text = DossierText.objects.filter(nomination=old).first()
    if text is not None:
        DossierText.objects.create(
            nomination=new, text=text.text, saves=text.saves, saved_at=text.saved_at, saved_by=text.saved_by
        )
    papers = list(Paper.objects.filter(nomination=old, state="in").order_by("pk"))
    named = [field.attname for field in Paper._meta.concrete_fields if field.attname not in ("id", "nomination_id")]
    pen.add([Paper(nomination=new, **{name: getattr(paper, name) for name in named}) for paper in papers])
    return new


# --- taking back ---------------------------------------------------------------------------------


def withdraw(nominations: Iterable[int], *, reason: str, by: Account | None, at: datetime, on: date) -> Taken:
    """Withdraw nominations along the way of a dossier."""
    return take(nominations, "withdraw", by=by, at=at, on=on, reason=reason)


def made_by(entry: int) -> list[int]:
    """The nominations that one act made, by id."""
    said = Nomination.versions.objects.filter(entry_id=entry, known_from__isnull=False)  # type: ignore[attr-defined]
    first = said.values_list("row", flat=True)
    return sorted(set(Nomination.objects.filter(pk__in=first).values_list("pk", flat=True)))


def undo_nominating(entry: int, *, by: Account | None, at: datetime, on: date) -> Taken:
    """Take back an act of proposing: everything that it made and that still lies with the unit is withdrawn.

    Raises `WrongState` when nothing of it is left there.
    """
    still = list(Nomination.objects.filter(pk__in=made_by(entry), state="drafting").values_list("pk", flat=True))
    if not still:
        raise WrongState(
            "Không còn hồ sơ nào của lần chọn này ở đơn vị. Rút từng hồ sơ nếu cần.",
            "No dossier of this choice is with the unit any more. Withdraw them one by one if need be.",
        )
    return take(still, "withdraw", by=by, at=at, on=on, reason="Hoàn tác lần chọn")
