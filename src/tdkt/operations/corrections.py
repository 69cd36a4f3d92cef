"""Correcting the register: the row gets a new state with the reason; the state it had stays, and stays answerable."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.utils import DataError, IntegrityError

from tdkt.law.catalogue import GROUNDS, award, awards
from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.exemplars import resettle
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Conferral, Decision
from tdkt.records.models.awards import STATES

CORRECTABLE = frozenset(
    {
        "award",
        "class_no",
        "level",
        "authority",
        "ground",
        "for_from",
        "for_to",
        "year",
        "state",
        "rank",
        "post",
        "achievement",
        "note",
        "posthumous",
    }
)


def correct_conferral(conferral_id: int, *, reason: str, by: Account | None, at: datetime, **said: Any) -> Conferral:
    """Give a conferral other values. `reason` is kept in the log; `achievement` is the column `reason`, for what it was given. Raises `NotFound`, or `RuleNotMet` for a value that cannot be."""
    require(by, "correct")
    need_reason(reason)
    unknown = sorted(set(said) - CORRECTABLE)
    if unknown:
        raise RuleNotMet(
            f"Không đính chính được mục {', '.join(unknown)}. Các mục đính chính được: {', '.join(sorted(CORRECTABLE))}.",
            f"{', '.join(unknown)} cannot be corrected. What can: {', '.join(sorted(CORRECTABLE))}.",
        )
    if "award" in said and said["award"] not in awards():
        raise RuleNotMet(
            f"Không có hình thức “{said['award']}”. Chọn một hình thức trong danh mục.",
            f"No award “{said['award']}”. Choose one of the catalogue.",
        )
    if said.get("state") and said["state"] not in STATES:
        raise RuleNotMet(
            f"Không có trạng thái “{said['state']}”. Chọn một trong: {', '.join(STATES)}.",
            f"No state “{said['state']}”. Choose one of: {', '.join(STATES)}.",
        )
    if "achievement" in said:
        said["reason"] = said.pop("achievement")
    try:
        return _correct(conferral_id, reason=reason, by=by, at=at, said=said)
    except (IntegrityError, DataError):  # the database's own constraints, in words
        raise RuleNotMet(
            "Sổ không nhận: đã có một dòng giống hệt, khen thưởng đã ký mà không có quyết định, năm đầu sau năm cuối, hoặc có mục quá dài. Đối chiếu rồi sửa lại.",
            "The register does not take it: the same line is there already, an honour is decided without a decision,"
            " the first year is after the last, or an entry is too long. Compare and mend it.",
        ) from None


def _correct(conferral_id: int, *, reason: str, by: Account | None, at: datetime, said: dict[str, Any]) -> Conferral:
    with writing(by=by, at=at, verb="awards.correct", detail={"conferral": conferral_id, "reason": reason}) as pen:
        row: Conferral | None = Conferral.objects.select_for_update().filter(pk=conferral_id).first()
        if row is None:
            raise NotFound(
                f"Không có khen thưởng số {conferral_id} trong sổ.",
                f"There is no award {conferral_id} in the register.",
            )
        form = award(said.get("award", row.award))
        class_no = said.get("class_no", row.class_no)
        if class_no is not None and class_no not in form.classes:
            raise RuleNotMet(
                f"{form.name} không có hạng này.",
                f"{form.name} has no such class.",
            )
        if row.recipient not in form.recipients:
            raise RuleNotMet(
                f"{form.name} không tặng cho đối tượng này.",
                f"{form.name} is not given to this kind of receiver.",
            )
        if not pen.change(row, **said):
            raise RuleNotMet(
                "Không có gì khác với sổ để đính chính.",
                "Nothing differs from the register.",
            )
        resettle(pen, [row.pk])
    return row


def correct_decision(decision_id: int, *, reason: str, by: Account | None, at: datetime, signed_on: date) -> Decision:
    """Give a decision another date of signing; the years of its conferrals that count by signing follow."""
    require(by, "correct")
    need_reason(reason)
    with writing(by=by, at=at, verb="decisions.correct", detail={"decision": decision_id, "reason": reason}) as pen:
        decision = Decision.objects.select_for_update().filter(pk=decision_id).first()
        if decision is None:
            raise NotFound(
                f"Không có quyết định số {decision_id} trong sổ.",
                f"There is no decision {decision_id} in the register.",
            )
        if not pen.change(decision, signed_on=signed_on, year=signed_on.year):
            raise RuleNotMet(
                "Không có gì khác với sổ để đính chính.",
                "Nothing differs from the register.",
            )
        for conferral in decision.conferrals.all():
            titled = award(conferral.award).kind == "title" and conferral.for_to
            if not titled:
                pen.change(conferral, year=signed_on.year)
    return decision


def need_reason(reason: str) -> None:
    """A correction without a reason is no correction."""
    if not reason.strip():
        raise RuleNotMet(
            "Ghi lý do đính chính; lý do được giữ trong nhật ký.",
            "Give the reason of the correction; it is kept in the log.",
        )


def say_ground(grounds: Mapping[int, str], *, reason: str, by: Account | None, at: datetime) -> int:
    """Say for decisions (by id) for what they gave their honours: each of their conferrals that says no ground gets it.

    Titles of a year have no ground. Answers how many conferrals were completed. Raises `NotFound`, `RuleNotMet` for a ground that is none.
    """
    require(by, "correct")
    need_reason(reason)
    wrong = sorted(set(grounds.values()) - set(GROUNDS))
    if wrong:
        raise RuleNotMet(
            f"Không có loại khen thưởng “{wrong[0]}”. Chọn một trong: {', '.join(GROUNDS)}.",
            f"No ground “{wrong[0]}”. Choose one of: {', '.join(GROUNDS)}.",
        )
    strangers = sorted(set(grounds) - set(Decision.objects.filter(pk__in=list(grounds)).values_list("pk", flat=True)))
    if strangers:
        raise NotFound(
            f"Không có quyết định số {strangers[0]} trong sổ.", f"There is no decision {strangers[0]} in the register."
        )
    detail = {"decisions": len(grounds), "reason": reason}
    with writing(by=by, at=at, verb="decisions.ground", detail=detail) as pen:
        groundless = Conferral.objects.filter(decision__in=list(grounds), ground="").order_by("pk")
        rows = [row for row in groundless if award(row.award).kind != "title"]
        for row in rows:
            pen.change(row, ground=grounds[row.decision_id or 0])
    return len(rows)
