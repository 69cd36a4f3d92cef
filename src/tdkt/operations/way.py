"""Moving dossiers along the one table of `law.way`: one, or many as one act, and back again while nothing was built on it.

    taken = take([12, 13], "receive", by=officer, at=now, on=today)     # an act of its own
    take_within(pen, [12, 13], "table", by=officer, on=today)           # within the act of a sitting, a posting or a draft: all or none
    outlook = preview([12, 13], "receive", by=officer, on=today)        # who, from what to what, who is skipped and why
    take_back(taken.entry, by=officer, at=now, on=today)

The state of a dossier is read again under the lock of the chain, so that of several who move it at once exactly one does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from tdkt.law import way
from tdkt.law.way import Transition
from tdkt.law.workdays import calendar_of
from tdkt.operations import dossiers
from tdkt.operations.conditions import Unmet, unmet
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import Pen, writing
from tdkt.records.models import (
    Account,
    DossierText,
    Entry,
    Nomination,
    NominationVersion,
    Remark,
    Revision,
    Step,
    StepVersion,
)

TAKE, BACK = "way.take", "way.take-back"
GONE = ("withdrawn", "lowered")
NAMED_AT_MOST = 3

STATE_WORDS: Mapping[str, tuple[str, str]] = {
    "drafting": ("đang soạn", "being drafted"),
    "submitted": ("đã gửi", "submitted"),
    "received": ("đã tiếp nhận", "received"),
    "returned": ("trả lại để sửa", "returned for correction"),
    "checked": ("đã thẩm định", "appraised"),
    "posted": ("đang công khai", "out for public comment"),
    "ready": ("sẵn sàng trình hội đồng", "ready for the council"),
    "tabled": ("trong chương trình họp", "on an agenda"),
    "passed": ("hội đồng đã thông qua", "passed by the council"),
    "failed": ("hội đồng không thông qua", "not passed"),
    "drafted": ("trong dự thảo quyết định", "on a draft decision"),
    "sent-up": ("đã trình cấp trên", "sent up"),
    "decided": ("đã có quyết định", "decided"),
    "refused": ("không được khen", "refused"),
    "withdrawn": ("đã rút", "withdrawn"),
    "lowered": ("đã chuyển mức thấp hơn", "lowered"),
}
"""Each state in the sentences of this room; screens have theirs in `web.words`."""


@dataclass(frozen=True)
class Skipped:
    """A dossier that a step passes over, and why."""

    nomination: Nomination
    vietnamese: str
    english: str
    state: bool = False
    """Whether its state is why: it stands where the step does not begin."""

    def said(self, language: str) -> str:
        return self.english if language == "en" else self.vietnamese


@dataclass(frozen=True)
class Move:
    """A dossier that a step moves: from which state to which."""

    nomination: Nomination
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What a step would do to each of several dossiers, before it is taken; `reasoned`: a reason would let more of them go."""

    transition: Transition
    rows: tuple[Move, ...]
    skipped: tuple[Skipped, ...]
    reasoned: bool = False


@dataclass(frozen=True)
class Taken:
    """What an act moved: the entry of the log by which it can be taken back, its steps, and whom it passed over."""

    entry: int
    steps: tuple[Step, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A step that an account could take with one dossier, whether it may now, and what stands in the way.

    `needs_reason`: it is taken with a reason only; `needs_points`: with points for correction.
    """

    transition: Transition
    allowed: bool
    why_not: tuple[Unmet, ...] = ()
    needs_reason: bool = False
    needs_points: bool = False


# --- looking ------------------------------------------------------------------------------------


def choices(nomination: int, *, by: Account | None, on: date) -> list[Choice]:
    """The steps that lie before one dossier and that this account takes by hand, in the order of the table."""
    one = _seen([nomination], by, on)[0]
    found = []
    for transition in way.from_state(one.state):
        if transition.within or not _may(by, transition, one.state):
            continue
        against = tuple(each for each in _against(transition, [one], on).get(one.pk, ()) if each.condition != "points")
        found.append(
            Choice(
                transition=transition,
                allowed=all(each.soft for each in against),
                why_not=against,
                needs_reason=transition.needs_reason or any(each.soft for each in against),
                needs_points="points" in transition.conditions,
            )
        )
    return found


def preview(
    nominations: Iterable[int], name: str, *, by: Account | None, on: date, reason: str = "", pointed: bool = True
) -> Preview:
    """What taking a step with these dossiers would do now. Raises `NotPermitted` and `NotFound` as `take` does."""
    transition = by_hand(name)
    require_role(by, transition)
    found = _seen(nominations, by, on)
    moving, skipped = _sorted_out(transition, found, by, on, reason=reason, pointed=pointed)
    more = False
    if not reason.strip():
        with_reason, _ = _sorted_out(transition, found, by, on, reason="…", pointed=pointed)
        more = len(with_reason) > len(moving)
    rows = tuple(Move(one, one.state, transition.after) for one in moving)
    return Preview(transition, rows, tuple(skipped), more)


# --- taking -------------------------------------------------------------------------------------


def take(
    nominations: Iterable[int],
    name: str,
    *,
    by: Account | None,
    at: datetime,
    on: date,
    reason: str = "",
    points: Iterable[tuple[str, str]] = (),
) -> Taken:
    """Take a step by hand with one dossier or many, as one act; those that cannot take it are passed over and told.

    `points` are (place in the dossier, what to mend). Raises `WrongState` or `RuleNotMet` where none can take it, `NotPermitted`,
    `NotFound`.
    """
    transition = by_hand(name)
    require_role(by, transition)
    reason, keys = reason.strip(), list(dict.fromkeys(nominations))
    named = [(place.strip(), words.strip()) for place, words in points if words.strip()]
    detail = {
        "step": name,
        "label": transition.label[0],
        "on": on.isoformat(),
        "dossiers": len(keys),
        "first": keys[0] if keys else None,
    }
    with writing(by=by, at=at, verb=TAKE, detail=detail | ({"reason": reason} if reason else {})) as pen:
        found = _seen(keys, by, on)
        moving, skipped = _sorted_out(transition, found, by, on, reason=reason, pointed=bool(named))
        if not moving:
            raise refusal(transition, skipped)
        pen.entry.detail["dossiers"] = len(moving)
        steps = _move(pen, transition, moving, by=by, on=on, reason=reason)
        if named:
            pen.add(
                Remark(nomination_id=step.nomination_id, step=step, place=place or dossiers.WHOLE, words=words)
                for step in steps
                for place, words in named
            )
    return Taken(pen.entry.seq, tuple(steps), tuple(skipped))


def take_within(
    pen: Pen, nominations: Iterable[int], name: str, *, by: Account | None, on: date, reason: str = ""
) -> list[Step]:
    """Take a step with all of these dossiers within an act that is under way (a sitting, a posting, a draft), or with none.

    Raises `WrongState` or `RuleNotMet` naming those that cannot. Whether the account may see them, whoever acts has asked.
    """
    transition = known(name)
    require_role(by, transition)
    keys = list(dict.fromkeys(nominations))
    found = list(_with_rounds(keys))
    if len(found) != len(keys):
        raise _not_found()
    order = {key: place for place, key in enumerate(keys)}
    found.sort(key=lambda one: order[one.pk])
    moving, skipped = _sorted_out(transition, found, by, on, reason=reason, pointed=True, all_states=True)
    if skipped:
        raise refusal(transition, skipped)
    return _move(pen, transition, moving, by=by, on=on, reason=reason.strip())


# --- taking back --------------------------------------------------------------------------------


def take_back(entry_seq: int, *, by: Account | None, at: datetime, on: date) -> Taken:
    """Take back what one act by hand did to each dossier that has not moved on since; the others are passed over and told.

    Raises `WrongState` where none can go back, `NotFound` for an entry that moved no dossier by hand.
    """
    act = Entry.objects.filter(seq=entry_seq, verb=TAKE).first()
    written = StepVersion.objects.filter(entry=entry_seq).values("row")
    steps = list(Step.objects.filter(pk__in=written).order_by("pk")) if act else []
    if act is None or not steps:
        raise NotFound("Không có bước nào để hoàn tác ở mục này.", "There is no step to take back here.")
    transition = known(steps[0].name)
    require_role(by, transition)
    detail = {
        "entry": entry_seq,
        "step": transition.name,
        "label": transition.label[0],
        "on": on.isoformat(),
        "dossiers": len(steps),
    }
    with writing(by=by, at=at, verb=BACK, detail=detail) as pen:
        _seen([step.nomination_id for step in steps], by, on)
        back, skipped = step_back(pen, steps, by=by, on=on)
        if not back:
            raise WrongState(
                f"Không hoàn tác được: {skipped[0].vietnamese}", f"It cannot be taken back: {skipped[0].english}"
            )
        pen.entry.detail["dossiers"] = len(back)
    return Taken(pen.entry.seq, tuple(back), tuple(skipped))


def step_back(pen: Pen, steps: Sequence[Step], *, by: Account | None, on: date) -> tuple[list[Step], list[Skipped]]:
    """Give the dossiers of these steps the states they had before, within an act; those that have moved on since are passed over.

    Raises `RuleNotMet` for a step that the table does not take back.
    """
    if any(not known(step.name).undo for step in steps):
        raise RuleNotMet("Bước này không hoàn tác được.", "This step cannot be taken back.")
    keys = [step.nomination_id for step in steps]
    found = {one.pk: one for one in _with_rounds(keys)}
    newest = dict(
        Step.objects.filter(nomination__in=keys)
        .values("nomination")
        .annotate(last=Max("pk"))
        .values_list("nomination", "last")
    )
    written = dict(StepVersion.objects.filter(row__in=[step.pk for step in steps]).values_list("row", "entry"))
    closed = NominationVersion.objects.filter(row__in=keys, closed_by__in=set(written.values()))
    were = {(state.row, state.closed_by_id): state for state in closed}
    back, skipped, made = [], [], []
    for step in steps:
        one = found[step.nomination_id]
        if newest[one.pk] != step.pk or one.state != step.after:
            skipped.append(_moved_on(one))
            continue
        if step.after in GONE and _stands_again(one):
            skipped.append(
                Skipped(
                    one,
                    f"{one.subject.name}: đã được đề nghị lại cùng hình thức trong đợt này.",
                    f"{one.subject.name}: proposed again for the same award in this round.",
                )
            )
            continue
        was = were.get((one.pk, written.get(step.pk)))
        pen.change_soon(one, state=step.before, since=was.since if was else on, due_on=was.due_on if was else None)
        back.append(one)
        made.append(
            Step(
                nomination=one,
                name=known(step.name).undo,
                before=step.after,
                after=step.before,
                on_date=on,
                by_name=_name(by),
                undoes=step,
            )
        )
    pen.write_changes()
    pen.withdraw_all(
        Remark, list(Remark.objects.filter(step__in=[one.undoes_id for one in made]).values_list("pk", flat=True))
    )
    return pen.add(made), skipped


# --- asking of the table ------------------------------------------------------------------------


def known(name: str) -> Transition:
    """The transition of this name. Raises `NotFound` for one that the table does not have."""
    try:
        return way.named(name)
    except KeyError:
        raise NotFound(f"Không có bước “{name}”.", f"There is no step “{name}”.") from None


def by_hand(name: str) -> Transition:
    """A transition that is an act of its own. Raises `RuleNotMet` for one that happens within another act."""
    transition = known(name)
    if transition.within:
        where = WITHIN[transition.within]
        raise RuleNotMet(
            f"Bước “{transition.label[0]}” chỉ thực hiện trong {where[0]}.",
            f"The step “{transition.label[1]}” is taken within {where[1]} only.",
        )
    return transition


WITHIN: Mapping[str, tuple[str, str]] = {
    "posting": ("việc lập danh sách công khai", "the posting of a list"),
    "sitting": ("phiên họp hội đồng", "a sitting of the council"),
    "draft": ("dự thảo quyết định", "a draft decision"),
    "nomination": ("việc chuyển mức khen", "the lowering of a nomination"),
}


def require_role(by: Account | None, transition: Transition) -> None:
    """Raises `NotPermitted` unless the account's role takes this step; None is the command line on the machine itself."""
    if by is not None and not (by.is_active and by.role in transition.roles):
        raise NotPermitted(
            f"Tài khoản này không thực hiện được bước “{transition.label[0]}”. Hỏi cán bộ thi đua, khen thưởng.",
            f"This account may not take the step “{transition.label[1]}”. Ask the emulation officer.",
        )


def _may(by: Account | None, transition: Transition, state: str) -> bool:
    """Whether the account takes this step from this state: the proposing unit some steps only while the dossier is in its hands."""
    if by is None:
        return True
    mine = by.role != way.CLERK or not transition.own or state in transition.own
    return by.is_active and by.role in transition.roles and mine


def _against(
    transition: Transition, nominations: Sequence[Nomination], on: date, *, pointed: bool = False
) -> dict[int, list[Unmet]]:
    return unmet(transition, nominations, on=on, pointed=pointed)


def _sorted_out(
    transition: Transition,
    nominations: Sequence[Nomination],
    by: Account | None,
    on: date,
    *,
    reason: str,
    pointed: bool,
    all_states: bool = False,
) -> tuple[list[Nomination], list[Skipped]]:
    """Those that can take the step, and the others with why. `all_states`: the states that the proposing unit may act from are not asked."""
    standing, skipped = [], []
    for one in nominations:
        if one.state not in transition.before or not (all_states or _may(by, transition, one.state)):
            skipped.append(_not_there(one))
        else:
            standing.append(one)
    against = _against(transition, standing, on, pointed=pointed)
    moving = []
    for one in standing:
        left = [each for each in against.get(one.pk, ()) if not (each.soft and reason.strip())]
        if transition.needs_reason and not reason.strip():
            left.append(Unmet("reason", "Chưa ghi lý do.", "No reason is written."))
        if left:
            skipped.append(
                Skipped(
                    one,
                    f"{one.subject.name}: {' '.join(each.vietnamese for each in left)}",
                    f"{one.subject.name}: {' '.join(each.english for each in left)}",
                )
            )
        else:
            moving.append(one)
    return moving, skipped


def refusal(transition: Transition, skipped: Sequence[Skipped]) -> WrongState | RuleNotMet:
    """Why a step moved nothing, naming the first few."""
    more = len(skipped) - NAMED_AT_MOST
    first = skipped[:NAMED_AT_MOST]
    vietnamese = " ".join(one.vietnamese for one in first) or "Chưa chọn hồ sơ nào."
    english = " ".join(one.english for one in first) or "No dossier is chosen."
    if more > 0:
        vietnamese, english = f"{vietnamese} Và {more} hồ sơ khác.", f"{english} And {more} more."
    kind = WrongState if skipped and all(one.state for one in skipped) else RuleNotMet
    return kind(
        f"Không thực hiện được bước “{transition.label[0]}”. {vietnamese}",
        f"The step “{transition.label[1]}” was not taken. {english}",
    )


def _not_there(one: Nomination) -> Skipped:
    ways = [each.label for each in way.from_state(one.state)]
    vietnamese, english = STATE_WORDS[one.state]
    then = f" Có thể: {', '.join(label[0].lower() for label in ways)}." if ways else " Hồ sơ đã kết thúc."
    then_english = f" It can: {', '.join(label[1].lower() for label in ways)}." if ways else " It has ended."
    return Skipped(
        one,
        f"{one.subject.name}: hồ sơ {vietnamese}.{then}",
        f"{one.subject.name}: the dossier is {english}.{then_english}",
        state=True,
    )


def _moved_on(one: Nomination) -> Skipped:
    vietnamese, english = STATE_WORDS[one.state]
    return Skipped(
        one,
        f"{one.subject.name}: hồ sơ đã đi tiếp ({vietnamese}).",
        f"{one.subject.name}: the dossier has moved on ({english}).",
        state=True,
    )


def _stands_again(one: Nomination) -> bool:
    """Whether the same is proposed again in the round, since this one went."""
    same = Nomination.objects.filter(round=one.round_id, subject=one.subject_id, award=one.award, class_no=one.class_no)
    return same.exclude(pk=one.pk).exclude(state__in=GONE).exists()


# --- rows ---------------------------------------------------------------------------------------


def _with_rounds(keys: Iterable[int]) -> Iterable[Nomination]:
    return Nomination.objects.filter(pk__in=list(keys)).select_related("round", "subject")


def _seen(keys: Iterable[int], by: Account | None, on: date) -> list[Nomination]:
    """These nominations in this order, as far as the account sees them. Raises `NotFound` where one is missing."""
    keys = list(dict.fromkeys(keys))
    every = Nomination.objects.all() if by is None else Nomination.objects.visible_to(by, on=on)
    found = {one.pk: one for one in every.filter(pk__in=keys).select_related("round", "subject")}
    if len(found) != len(keys):
        raise _not_found()
    return [found[key] for key in keys]


def _not_found() -> NotFound:
    return NotFound(
        "Có hồ sơ không còn, hoặc không thuộc đơn vị của tài khoản này. Tải lại trang.",
        "A dossier is gone, or is not of this account's units. Reload the page.",
    )


def _name(by: Account | None) -> str:
    return by.name if by else "tdkt"


def _move(
    pen: Pen, transition: Transition, nominations: Sequence[Nomination], *, by: Account | None, on: date, reason: str
) -> list[Step]:
    """Write the steps and the new states."""
    revisions = _keep_revisions(pen, nominations, by=by, on=on) if transition.name == "submit" else {}
    origins = _origins(transition, nominations)
    steps = []
    for one in nominations:
        after = origins.get(one.pk, transition.after)
        steps.append(
            Step(
                nomination=one,
                name=transition.name,
                before=one.state,
                after=after,
                on_date=on,
                by_name=_name(by),
                reason=reason,
                revision=revisions.get(one.pk, 0),
            )
        )
        pen.change_soon(one, state=after, since=on, due_on=due(one, after, on))
    pen.write_changes()
    return pen.add(steps)


def _origins(transition: Transition, nominations: Sequence[Nomination]) -> dict[int, str]:
    """Where a reversing step leads each dossier: to where its newest step of the reversed name came from."""
    if not transition.reverses:
        return {}
    taken = Step.objects.filter(nomination__in=[one.pk for one in nominations], name=transition.reverses)
    return dict(taken.order_by("pk").values_list("nomination_id", "before"))


def due(one: Nomination, state: str, on: date) -> date | None:
    """By which day a state that began on a day is to be left: the law's limit, the round's last day for what its unit writes; None: unknown."""
    if state in ("drafting", "returned"):
        return one.round.closes_on if on <= one.round.closes_on else None
    law = office_law()
    found = way.limit(law, state, award=one.award, level=one.level, on=one.round.law_on)
    return None if found is None else calendar_of(law).add_working_days(on, found.working_days)


def _keep_revisions(pen: Pen, nominations: Sequence[Nomination], *, by: Account | None, on: date) -> dict[int, int]:
    """Keep the texts of dossiers as they are sent, numbered; the number of each. A dossier without a text has no revision."""
    keys = [one.pk for one in nominations]
    # Whoever is typing holds the dossier's row while a text is saved: what is sent is never half of what was typed.
    list(Nomination.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    texts = dict(DossierText.objects.filter(nomination__in=keys).values_list("nomination_id", "text"))
    last = dict(
        Revision.objects.filter(nomination__in=keys)
        .values("nomination")
        .annotate(last=Max("number"))
        .values_list("nomination", "last")
    )
    made = pen.add(
        [
            Revision(nomination_id=key, number=last.get(key, 0) + 1, text=text, on_date=on, by_name=_name(by))
            for key, text in texts.items()
        ]
    )
    return {one.nomination_id: one.number for one in made}
