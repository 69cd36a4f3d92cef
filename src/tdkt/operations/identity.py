"""Making two entries one person, and parting one into two: asked for by one account, confirmed by another, and reversible.

    request = ask_to_merge(keep, drop, reason="…", by=clerk, at=now)
    confirm(request.pk, by=officer, at=now)
    undo = ask_to_undo(request.pk, reason="…", by=officer, at=now)      # two people again, by two accounts as well
    confirm(undo.pk, by=another, at=now)

A merge lets every row of the dropped entry be the kept person's and withdraws the dropped entry; a split lets chosen rows be somebody
else's. Nothing leaves the history: as known before the act, the register answers as it did. Undoing gives every row the state that it had,
or names the later acts that stand in the way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.utils import IntegrityError

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.imports import youngest_first
from tdkt.operations.ledger import Pen, lock_chain, undone_acts, writing
from tdkt.operations.merging import (
    Difference,
    Move,
    carry_out,
    plan_move,
    plan_particulars,
    rows_in,
    rows_of,
    said,
    tables,
)
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    Entry,
    IdentityRequest,
    Office,
    Person,
    PersonNumber,
    Registered,
    Service,
    Subject,
    TwoPeople,
    Unit,
)
from tdkt.vietnamese.collation import name_key
from tdkt.vietnamese.folding import fold, nfc
from tdkt.vietnamese.names import display_name

ASK, CONFIRM = "ask-identity", "confirm-identity"


@dataclass(frozen=True)
class Outlook:
    """What confirming a request would do to the register, and what forbids it."""

    move: Move
    filled: dict[str, Any] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def contradictions(self) -> list[Difference]:
        return [one for one in self.differences if one.firm]


# --- looking -----------------------------------------------------------------------------------


def outlook_of_merge(keep: int, drop: int) -> Outlook:
    """What making two entries one would do."""
    move = plan_move(rows_of(drop), keep)
    filled, differing = plan_particulars(particulars(keep), particulars(drop))
    return Outlook(move, filled, [*differing, *move.differences])


def outlook_of_split(subject: int, rows: Mapping[str, Sequence[int]], to: int | None) -> Outlook:
    """What giving these rows of a person to somebody else would do."""
    move = plan_move(chosen_rows(subject, rows), to)
    return Outlook(move, {}, move.differences)


def particulars(subject: int) -> Person:
    """The particulars of a person; empty ones, not in the register, of whoever has none."""
    return Person.objects.filter(subject_id=subject).first() or Person(subject_id=subject)


def chosen_rows(subject: int, rows: Mapping[str, Sequence[int]]) -> list[Registered]:
    """The rows of a person that a request names. Raises `NotFound` for a row that is not the person's."""
    by_name = {model.__name__: model for model in tables()}
    found: list[Registered] = []
    for name, keys in rows.items():
        model = by_name.get(name)
        mine = list(rows_in(model, subject).filter(pk__in=keys)) if model else []
        if len(mine) != len(set(keys)):
            raise NotFound(
                "Có dòng không còn là của người này. Tải lại trang rồi chọn lại.",
                "A row is no longer this person's. Reload the page and choose again.",
            )
        found += mine
    return found


# --- asking ------------------------------------------------------------------------------------


def ask_to_merge(keep: int, drop: int, *, reason: str, by: Account | None, at: datetime) -> IdentityRequest:
    """Ask that `drop` become one with `keep`. Raises `RuleNotMet` where their histories contradict each other."""
    account = asking(by, reason)
    seen_people([keep, drop], by=account, at=at)
    if keep == drop:
        raise RuleNotMet("Hai mục này là một. Chọn hai người khác nhau.", "These are one entry. Choose two people.")
    refuse_contradictions(outlook_of_merge(keep, drop))
    return ask(account, at, kind="merge", keep=keep, other=drop, reason=reason)


def ask_to_split(
    subject: int,
    rows: Mapping[str, Sequence[int]],
    *,
    to: int | None = None,
    new: Mapping[str, str] | None = None,
    reason: str,
    by: Account | None,
    at: datetime,
) -> IdentityRequest:
    """Ask that these rows ({table: ids}) of a person be those of `to`, or of somebody new with these particulars (name, born, sex)."""
    account = asking(by, reason)
    seen_people([subject] if to is None else [subject, to], by=account, at=at)
    rows = {name: sorted(set(keys)) for name, keys in rows.items() if keys}
    if not rows or subject == to:
        raise RuleNotMet(
            "Chưa chọn dòng nào để tách, hoặc chọn chính người này. Đánh dấu các dòng của người kia.",
            "No row is chosen, or the person itself. Mark the rows that are the other's.",
        )
    chosen = chosen_rows(subject, rows)
    if len(chosen) == len(rows_of(subject)) and to is None:
        raise RuleNotMet(
            "Tách hết mọi dòng thì không còn là tách. Để lại ít nhất một dòng.",
            "With every row there is nothing left to part. Leave one row at least.",
        )
    told = clean_particulars(new or {}) if to is None else {}
    refuse_contradictions(outlook_of_split(subject, rows, to))
    return ask(account, at, kind="split", keep=subject, other=to, rows=rows, particulars=told, reason=reason)


def clean_particulars(new: Mapping[str, str]) -> dict[str, str]:
    name = display_name(new.get("name") or "").strip()
    if not name:
        raise RuleNotMet("Chưa ghi họ tên của người mới.", "The new person has no name yet.")
    if new.get("sex") not in (None, "", "m", "f"):
        raise RuleNotMet("Giới tính ghi nam hoặc nữ.", "Sex is male or female.")
    return {"name": name, "born": new.get("born") or "", "sex": new.get("sex") or ""}


def ask_to_undo(request_id: int, *, reason: str, by: Account | None, at: datetime) -> IdentityRequest:
    """Ask to take a merge or a split back. Raises `RuleNotMet` that names the later acts which stand in the way."""
    account = asking(by, reason)
    done = request_in(request_id, "done")
    if done.kind == "undo" or done.entry is None:
        raise WrongState("Yêu cầu này không hoàn tác được.", "This request cannot be undone.")
    refuse_later_acts(done.entry, done)
    seen_people([done.keep], by=account, at=at)
    return ask(account, at, kind="undo", keep=done.keep, other=done.other, undoes=done, reason=reason)


def ask(account: Account, at: datetime, **columns: Any) -> IdentityRequest:
    """Keep a request, with its entry in the log; the same one is not asked twice."""
    with transaction.atomic():
        lock_chain()
        pair = {columns["keep"], columns.get("other")}
        for waiting in IdentityRequest.objects.filter(state="waiting", kind=columns["kind"]):
            if {waiting.keep, waiting.other} == pair and waiting.undoes_id == getattr(
                columns.get("undoes"), "pk", None
            ):
                raise WrongState(
                    f"Đã có yêu cầu số {waiting.pk} về việc này, đang chờ người thứ hai.",
                    f"Request {waiting.pk} about this is waiting for the second person already.",
                )
        request: IdentityRequest = IdentityRequest.objects.create(asked_by=account, asked_at=at, **columns)
        detail = {"request": request.pk, "kind": request.kind, "keep": request.keep, "other": request.other}
        with writing(by=account, at=at, verb="identity.ask", detail=detail | {"reason": request.reason}):
            pass
    return request


# --- settling ----------------------------------------------------------------------------------


def confirm(request_id: int, *, by: Account | None, at: datetime) -> IdentityRequest:
    """Do what a request asks: the second person's act, never that of the account which asked."""
    account = second(by)
    with transaction.atomic():
        lock_chain()
        request = request_in(request_id, "waiting")
        if request.asked_by_id == account.pk:
            raise NotPermitted(
                "Người đề nghị không tự xác nhận được. Nhờ một tài khoản khác xem và xác nhận.",
                "Whoever asked cannot confirm. Let another account look at it and confirm.",
            )
        seen_people([request.keep], by=account, at=at)
        detail = {"request": request.pk, "keep": request.keep, "other": request.other, "reason": request.reason}
        try:
            with writing(by=account, at=at, verb=f"identity.{request.kind}", detail=detail) as pen:
                DOING[request.kind](request, pen)
                detail["other"] = request.other
        except IntegrityError:
            raise RuleNotMet(
                "Sổ không nhận: có dòng trùng nhau. Tải lại trang để xem lại.",
                "The register does not take it: rows coincide. Reload the page and look again.",
            ) from None
        request.state, request.entry = "done", pen.entry
        settle(request, account, at)
    return request


def merge(request: IdentityRequest, pen: Pen) -> None:
    keep, drop = request.keep, request.other
    assert drop is not None  # the database holds merges to two
    both = Subject.objects.in_bulk([keep, drop])
    if len(both) < 2:
        raise gone()
    outlook = outlook_of_merge(keep, drop)
    refuse_contradictions(outlook)
    carry_out(outlook.move, keep, pen)
    mine = particulars(keep)
    if outlook.filled and mine.pk:
        pen.change(mine, **outlook.filled)
    elif outlook.filled:
        pen.add([Person(subject_id=keep, **outlook.filled)])
    pen.withdraw_all(Person, list(Person.objects.filter(subject_id=drop).values_list("pk", flat=True)))
    # Each was said of one entry, and the other held rows that it did not know: complete is what both are complete for.
    since = [one.history_complete_since for one in both.values()]
    kept = both[keep]
    pen.change(kept, history_complete_since=None if None in since else max(since))
    refresh(kept, pen, else_unit=both[drop].belongs_to_id)
    refuse_if_named(drop)
    pen.withdraw_all(Subject, [drop])


def refuse_if_named(subject: int) -> None:
    """A table that tells of a subject otherwise than as its own (`subject`) would be left speaking of nobody."""
    for relation in Subject._meta.related_objects:
        model = relation.related_model
        if model is not Unit and model._default_manager.filter(**{relation.field.name: subject}).exists():
            raise RuleNotMet(
                f"Chưa gộp được: bảng {model._meta.model_name} còn nhắc đến người này.",
                f"Not yet: the table {model._meta.model_name} still speaks of this person.",
            )


def split(request: IdentityRequest, pen: Pen) -> None:
    source = Subject.objects.filter(pk=request.keep).first()
    if source is None:
        raise gone()
    chosen = chosen_rows(request.keep, request.rows)
    if request.other is None:
        told = request.particulars
        name = told["name"]
        target = pen.add_one(
            Subject(
                kind="individual",
                name=name,
                name_key=name_key(name),
                search=fold(name),
                belongs_to_id=source.belongs_to_id,
            )
        )
        pen.add_one(Person(subject=target, born=told.get("born", ""), sex=told.get("sex", "")))
        move = plan_move(chosen, None)
        request.other = target.pk
    else:
        found = Subject.objects.filter(pk=request.other).first()
        if found is None:
            raise gone()
        target, move = found, plan_move(chosen, found.pk)
        refuse_contradictions(Outlook(move, {}, move.differences))
        if move.rows:  # rows that it lacked until now
            pen.change(target, history_complete_since=None)
    carry_out(move, target.pk, pen)
    refresh(target, pen)
    refresh(source, pen)


def undo(request: IdentityRequest, pen: Pen) -> None:
    done = request.undoes
    assert done is not None  # asked so
    if done.state != "done" or done.entry is None:
        raise WrongState("Việc này đã được hoàn tác.", "This has been undone already.")
    refuse_later_acts(done.entry, done)
    take_back(done, pen)
    done.state = "undone"
    done.save(update_fields=["state"])


DOING = {"merge": merge, "split": split, "undo": undo}


def refuse(request_id: int, *, reason: str, by: Account | None, at: datetime) -> IdentityRequest:
    """The second person says no."""
    account = second(by)
    need_reason(reason)
    with transaction.atomic():
        lock_chain()
        request = request_in(request_id, "waiting")
        if request.asked_by_id == account.pk:
            raise NotPermitted(
                "Đây là yêu cầu của chính bạn; hãy rút lại thay vì từ chối.",
                "This is your own request; withdraw it instead.",
            )
        with writing(by=account, at=at, verb="identity.refuse", detail={"request": request.pk, "reason": reason}):
            pass
        request.state, request.settled_reason = "refused", reason
        settle(request, account, at)
    return request


def withdraw(request_id: int, *, by: Account | None, at: datetime) -> IdentityRequest:
    """Whoever asked thinks better of it."""
    require(by, ASK)
    with transaction.atomic():
        lock_chain()
        request = request_in(request_id, "waiting")
        if by is None or request.asked_by_id != by.pk:
            raise NotPermitted(
                "Chỉ người đề nghị rút được yêu cầu; người khác thì từ chối.",
                "Only whoever asked can withdraw a request; others refuse it.",
            )
        with writing(by=by, at=at, verb="identity.withdraw", detail={"request": request.pk}):
            pass
        request.state = "withdrawn"
        settle(request, by, at)
    return request


def settle(request: IdentityRequest, by: Account, at: datetime) -> None:
    request.settled_by, request.settled_at = by, at
    request.save()


# --- two people --------------------------------------------------------------------------------


def say_two_people(one: int, other: int, *, reason: str = "", by: Account | None, at: datetime) -> TwoPeople:
    """Remember that two entries are two people: they are not shown as likely doubles any more."""
    require(by, ASK)
    seen_people([one, other], by=by, at=at)
    first, second_ = sorted((one, other))
    detail = {"one": first, "other": second_, "reason": reason}
    with writing(by=by, at=at, verb="identity.two-people", detail=detail):
        found, _ = TwoPeople.objects.get_or_create(
            one=first, other=second_, defaults={"by": by, "at": at, "reason": reason}
        )
    return found


def forget_two_people(one: int, other: int, *, by: Account | None, at: datetime) -> None:
    """Show two entries among the likely doubles again."""
    require(by, ASK)
    first, second_ = sorted((one, other))
    with writing(by=by, at=at, verb="identity.two-people-not", detail={"one": first, "other": second_}):
        TwoPeople.objects.filter(one=first, other=second_).delete()


# --- taking back -------------------------------------------------------------------------------


def written(entry: Entry) -> dict[type[Registered], set[int]]:
    """The rows that an act entered, changed or withdrew, table by table."""
    found = {}
    for model in youngest_first():
        versions = model.versions.objects  # type: ignore[attr-defined]
        keys = set(versions.filter(entry=entry).values_list("row", flat=True))
        keys |= set(versions.filter(closed_by=entry).values_list("row", flat=True))
        if keys:
            found[model] = keys
    return found


def refuse_later_acts(entry: Entry, done: IdentityRequest) -> None:
    """Raises `RuleNotMet` that names the acts which changed these rows since, or wrote of a person that the split made."""
    later: set[int] = set()
    rows = written(entry)
    for model, keys in rows.items():
        named = keys - ({done.keep} if model is Subject else set())  # what is derived is derived again
        versions = model.versions.objects.filter(row__in=named)  # type: ignore[attr-defined]
        later |= set(versions.filter(entry__seq__gt=entry.seq).values_list("entry_id", flat=True))
        later |= set(versions.filter(closed_by__seq__gt=entry.seq).values_list("closed_by_id", flat=True))
    if done.kind == "split" and not done_to_another(done):
        for model in tables():
            versions = model.versions.objects.filter(subject_id=done.other, known_to__isnull=True)  # type: ignore[attr-defined]
            later |= set(versions.exclude(row__in=rows.get(model, ())).values_list("entry_id", flat=True))
    if not Subject.objects.filter(pk=done.keep).exists():  # made one with somebody else since
        gone_by = Subject.versions.objects.filter(row=done.keep).order_by("-version").first()  # type: ignore[attr-defined]
        later |= {gone_by.closed_by_id} if gone_by is not None else set()
    later -= undone_acts()
    if later:
        acts = ", ".join(str(seq) for seq in sorted(later)[:5])
        raise RuleNotMet(
            f"Chưa hoàn tác được: các dòng này đã được ghi tiếp sau đó (nhật ký, dòng {acts}). Rút các lần ghi đó trước.",
            f"This cannot be undone yet: these rows were written to later (log entries {acts}). Take those back first.",
        )


def done_to_another(done: IdentityRequest) -> bool:
    """Whether a split gave its rows to somebody who was in the register before."""
    return not done.particulars


def take_back(done: IdentityRequest, pen: Pen) -> None:
    """Give every row that the act wrote the state that it had before."""
    entry = done.entry
    assert entry is not None  # the caller has asked
    moved_on = Subject.versions.objects.filter(row=done.keep, entry__seq__gt=entry.seq).exists()  # type: ignore[attr-defined]
    for model, keys in reversed(written(entry).items()):
        before = {
            state.row: state
            for state in model.versions.objects.filter(row__in=keys, closed_by=entry).exclude(entry=entry)  # type: ignore[attr-defined]
        }
        for key in sorted(before):
            if not (model is Subject and key == done.keep and moved_on):
                pen.restore(model, before[key])
        fresh = [key for key in keys if key not in before and model._default_manager.filter(pk=key).exists()]
        pen.withdraw_all(model, sorted(fresh))
    if moved_on:
        kept = Subject.objects.filter(pk=done.keep).first()
        if kept is not None:
            refresh(kept, pen)


def refresh(subject: Subject, pen: Pen, *, else_unit: int | None = None) -> None:
    """Let a person's words for search and the unit whose people may see it follow from its rows."""
    kinds = {"service": 0, "identity": 1}
    numbers = sorted(PersonNumber.objects.filter(subject=subject), key=lambda one: (kinds[one.kind], one.pk))
    last = Service.objects.filter(subject=subject, unit__isnull=False).order_by("-since").first()
    unit = last.unit_id if last is not None else (subject.belongs_to_id or else_unit)
    search = fold(" ".join([subject.name, *(one.number for one in numbers)]))
    pen.change(subject, search=search, belongs_to_id=unit)


# --- who may, and what may be ------------------------------------------------------------------


def asking(by: Account | None, reason: str) -> Account:
    """The account that asks; the command line has none, so that two could not be told apart."""
    require(by, ASK)
    need_reason(reason)
    return an_account(by)


def second(by: Account | None) -> Account:
    require(by, CONFIRM)
    return an_account(by)


def an_account(by: Account | None) -> Account:
    if by is None:
        raise NotPermitted(
            "Việc này cần hai tài khoản; dòng lệnh không phải là một tài khoản. Làm trên màn hình.",
            "This needs two accounts, and the command line is none. Do it on the screen.",
        )
    return by


def need_reason(reason: str) -> None:
    if not nfc(reason).strip():
        raise RuleNotMet("Ghi căn cứ; lý do được giữ trong nhật ký.", "Give the reason; it is kept in the log.")


def seen_people(subjects: Sequence[int], *, by: Account | None, at: datetime) -> None:
    """Raises `NotFound` unless these are persons of the register whom the account may see."""
    found = Subject.objects.filter(pk__in=subjects, kind="individual")
    if by is not None:
        found = Subject.objects.visible_to(by, on=day_of(at)).filter(pk__in=subjects, kind="individual")
    if found.count() < len(set(subjects)):
        raise gone()


def day_of(at: datetime) -> date:
    """The office's day, by which rights go."""
    office = Office.objects.filter(pk=1).first()
    return office.working_date if office and office.working_date else at.date()


def gone() -> NotFound:
    return NotFound(
        "Người này không còn trong sổ, hoặc ngoài phạm vi của bạn. Tải lại trang.",
        "This person is no longer in the register, or beyond your reach. Reload the page.",
    )


def request_in(request_id: int, state: str) -> IdentityRequest:
    request: IdentityRequest | None = IdentityRequest.objects.filter(pk=request_id).select_related("entry").first()
    if request is None:
        raise NotFound(f"Không có yêu cầu số {request_id}.", f"There is no request {request_id}.")
    if request.state != state:
        raise WrongState(
            f"Yêu cầu số {request_id} đã được người khác xử lý. Tải lại trang.",
            f"Request {request_id} has been settled meanwhile. Reload the page.",
        )
    return request


def refuse_contradictions(outlook: Outlook) -> None:
    """Raises `RuleNotMet` where two rows cannot both be one person's."""
    first = next(iter(outlook.contradictions), None)
    if first is not None:
        number = len(outlook.contradictions)
        more = f" và {number - 1} chỗ khác" if number > 1 else ""
        raise RuleNotMet(
            f"Hai hồ sơ mâu thuẫn: {first.thing} ghi “{said(first.kept)}” và “{said(first.other)}”{more}. Đính chính trước.",
            f"The two histories contradict each other: {first.thing}: “{said(first.kept)}” and “{said(first.other)}”"
            + (f" and {number - 1} more" if number > 1 else "")
            + ". Correct one first.",
        )
