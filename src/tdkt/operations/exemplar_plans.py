"""The plan by which an exemplar is nurtured: steps with whoever sees to them and their days, done with what came of them; and what is late."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.exemplars import Done, named, opened, seen, settle
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.exemplars import late_steps
from tdkt.records.models import Account, ExemplarStep
from tdkt.vietnamese.folding import nfc


@dataclass(frozen=True)
class Planned:
    """A step to come: what is to be done, by whom, until when."""

    words: str
    due_on: date
    in_charge: str = ""


def plan(exemplar: int, steps: Sequence[Planned], *, by: Account | None, at: datetime, on: date) -> Done:
    """Add steps to the plan of an exemplar. Raises `RuleNotMet` for one without words, one that stands in the plan, or one due before the
    exemplar was found."""
    require(by, "keep-exemplars")
    steps = [Planned(plain(one.words), one.due_on, plain(one.in_charge)[:200]) for one in steps]
    if not steps or not all(one.words for one in steps):
        raise RuleNotMet("Chưa ghi việc phải làm của bước.", "What is to be done in a step is not written.")
    with writing(by=by, at=at, verb="exemplars.plan", detail={"exemplar": exemplar, "steps": len(steps)}) as pen:
        row = named(pen, opened(exemplar, "plan", by=by, on=on))
        standing = set(ExemplarStep.objects.filter(exemplar=row).values_list("words", flat=True))
        counts = Counter([*standing, *(one.words for one in steps)])
        doubled = next((words for words, times in counts.items() if times > 1), "")
        if doubled:
            raise RuleNotMet(
                f"Kế hoạch đã có bước “{doubled}”. Ghi khác đi hoặc sửa hạn của bước đã có.",
                f"The plan has the step “{doubled}” already. Word it otherwise, or change the day of that step.",
            )
        if min(one.due_on for one in steps) < row.found_on:
            raise RuleNotMet(
                "Hạn của bước không được trước ngày phát hiện điển hình.",
                "A step cannot be due before the exemplar was found.",
            )
        pen.add(
            ExemplarStep(
                exemplar=row, place=len(standing) + number, words=one.words, in_charge=one.in_charge, due_on=one.due_on
            )
            for number, one in enumerate(steps, 1)
        )
        settle(pen, row)
        return Done(row.pk, pen.entry.seq, len(steps))


def do_step(step: int, result: str, *, done_on: date, by: Account | None, at: datetime, on: date) -> Done:
    """Say that a step is done, when, and what came of it."""
    require(by, "keep-exemplars")
    result = nfc(result).strip()
    if not result:
        raise RuleNotMet("Chưa ghi kết quả của bước.", "What came of the step is not written.")
    with writing(by=by, at=at, verb="exemplars.step", detail={"step": step}) as pen:
        found = the_step(step, by=by, on=on)
        row = named(pen, opened(found.exemplar_id, "plan", by=by, on=on))
        pen.entry.detail |= {"exemplar": row.pk, "words": found.words}
        if found.done_on is not None:
            raise WrongState(
                f"Bước “{found.words}” đã ghi xong. Hoàn tác lần ghi đó trước nếu ghi nhầm.",
                f"The step “{found.words}” is done already. Undo that first if it was a mistake.",
            )
        if not row.found_on <= done_on <= on:
            raise RuleNotMet(
                "Ngày làm xong không được trước ngày phát hiện hoặc sau hôm nay.",
                "The day it was done lies neither before the day of finding nor after today.",
            )
        pen.change(found, done_on=done_on, result=result)
        settle(pen, row)
        return Done(row.pk, pen.entry.seq)


def put_off(step: int, due_on: date, *, reason: str, by: Account | None, at: datetime, on: date) -> Done:
    """Give a step that is not done another day, with the reason."""
    require(by, "keep-exemplars")
    reason = plain(reason)
    if not reason:
        raise RuleNotMet("Đổi hạn phải ghi lý do.", "Another day needs a reason.")
    with writing(by=by, at=at, verb="exemplars.put-off", detail={"step": step, "reason": reason}) as pen:
        found = the_step(step, by=by, on=on)
        row = named(pen, opened(found.exemplar_id, "plan", by=by, on=on))
        pen.entry.detail |= {"exemplar": row.pk, "words": found.words}
        if found.done_on is not None:
            raise WrongState(f"Bước “{found.words}” đã làm xong.", f"The step “{found.words}” is done.")
        if due_on < row.found_on:
            raise RuleNotMet(
                "Hạn của bước không được trước ngày phát hiện điển hình.",
                "A step cannot be due before the exemplar was found.",
            )
        pen.change(found, due_on=due_on)
        return Done(row.pk, pen.entry.seq)


def drop_step(step: int, *, by: Account | None, at: datetime, on: date) -> Done:
    """Take a step that is not done out of the plan."""
    require(by, "keep-exemplars")
    with writing(by=by, at=at, verb="exemplars.drop-step", detail={"step": step}) as pen:
        found = the_step(step, by=by, on=on)
        row = named(pen, opened(found.exemplar_id, "plan", by=by, on=on))
        pen.entry.detail |= {"exemplar": row.pk, "words": found.words}
        if found.done_on is not None:
            raise WrongState(
                f"Bước “{found.words}” đã làm xong nên ở lại trong kế hoạch.",
                f"The step “{found.words}” is done, so it stays in the plan.",
            )
        pen.withdraw_all(ExemplarStep, [found.pk])
        settle(pen, row)
        return Done(row.pk, pen.entry.seq)


def the_step(step: int, *, by: Account | None, on: date) -> ExemplarStep:
    """A step that this account sees. Raises `NotFound`."""
    found: ExemplarStep | None = seen(ExemplarStep, by=by, on=on).filter(pk=step).first()
    if found is None:
        raise NotFound("Không còn bước này trong kế hoạch.", "This step is no longer in the plan.")
    return found


def overdue(*, by: Account | None, on: date) -> Any:
    """The steps of exemplars still followed that ought to be done by now, the oldest first."""
    mine = seen(ExemplarStep, by=by, on=on).filter(pk__in=late_steps(on=on).values("pk"))
    return mine.exclude(exemplar__state="ended").select_related("exemplar__subject").order_by("due_on", "pk")


def plain(words: str) -> str:
    """Words on one line, composed."""
    return " ".join(nfc(words).split())[:300]
