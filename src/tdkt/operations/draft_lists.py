"""The list of a draft decision: its order (the law's, then the office's), lines that are taken out or go to another draft, and what changed
in a dossier since it was put on the list.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min, QuerySet

from tdkt.law.catalogue import award
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.operations.way import take_within
from tdkt.records.models import Account, Draft, DraftLine, Nomination, Subject
from tdkt.vietnamese.folding import nfc

RECEIVERS_IN_ORDER = ("collective", "individual", "household")
"""Collectives first: the order in which the register lists a decision (`records.decisions.as_listed`)."""
CONTENT = (
    "subject_id",
    "recipient",
    "award",
    "class_no",
    "level",
    "ground",
    "for_from",
    "for_to",
    "unit_id",
    "rank",
    "post",
    "achievement",
    "posthumous",
)
"""The columns of a nomination that a decision repeats."""
ENDED_ON_THE_LIST = ("drafted", "sent-up")
"""States in which a dossier belongs on a list that is not decided yet."""


# --- order ------------------------------------------------------------------------------------------


def statutory(nomination: Nomination) -> tuple[Any, ...]:
    """The order of a list: awards as the law lists them, first classes first, collectives before persons, then the office's own order, then
    the names. `nomination.subject` is read."""
    return (
        award(nomination.award).rank,
        nomination.class_no or 0,
        RECEIVERS_IN_ORDER.index(nomination.recipient),
        nomination.place,
        nomination.subject.name_key,
        nomination.pk,
    )


def lines_of(paper: Draft) -> QuerySet[DraftLine]:
    """The lines of a draft in their order, with whom they name."""
    found = DraftLine.objects.filter(draft=paper).order_by("place", "pk")
    return found.select_related("nomination__subject__unit", "nomination__unit")


def out_of_order(lines: Iterable[DraftLine]) -> list[DraftLine]:
    """The lines that stand behind one that the law lists after them: award, class or kind of receiver is out of order."""
    found, furthest = [], None
    for line in lines:
        key = statutory(line.nomination)[:3]
        if furthest is not None and key < furthest:
            found.append(line)
        furthest = key if furthest is None else max(furthest, key)
    return found


def move(line_id: int, place: int, *, reason: str, by: Account | None, at: datetime) -> DraftLine:
    """Give a line another place (from 1) on its list. The reason is kept with the line, unless the list is in the law's order again."""
    require(by, "draft")
    if not reason.strip():
        raise RuleNotMet("Ghi lý do xếp khác thứ tự.", "Give the reason of the other order.")
    with writing(by=by, at=at, verb="drafts.reorder", detail={"reason": reason}) as pen:
        line = DraftLine.objects.select_related("draft", "nomination__subject").filter(pk=line_id).first()
        if line is None:
            raise NotFound("Dòng này không còn trong danh sách.", "This line is no longer on the list.")
        need_open(line.draft)
        lines = list(lines_of(line.draft))
        moved = next(one for one in lines if one.pk == line_id)
        lines.remove(moved)
        lines.insert(max(0, min(place - 1, len(lines))), moved)
        pen.change_soon(moved, words=nfc(reason).strip()[:300])
        renumber(pen, lines)
        if lines == sorted(lines, key=lambda one: statutory(one.nomination)):
            for one in lines:
                pen.change_soon(one, words="")
        pen.write_changes()
        pen.entry.detail |= {"draft": line.draft_id, "title": line.draft.title, "name": moved.nomination.subject.name}
    return moved


def put_in_order(draft_id: int, *, by: Account | None, at: datetime) -> int:
    """Bring the whole list into the law's order; reasons for another order go. Answers how many lines moved."""
    require(by, "draft")
    with writing(by=by, at=at, verb="drafts.order", detail={"draft": draft_id}) as pen:
        paper = open_draft(draft_id)
        lines = sorted(lines_of(paper), key=lambda one: statutory(one.nomination))
        for one in lines:
            pen.change_soon(one, words="")
        moved = renumber(pen, lines)
        pen.write_changes()
        pen.entry.detail |= {"title": paper.title, "lines": moved}
    return moved


def renumber(pen: Pen, lines: list[DraftLine]) -> int:
    """Give lines the places 1, 2, 3 …; answers how many had another. They are written with the pen's other changes."""
    return sum(pen.change_soon(line, place=place) for place, line in enumerate(lines, start=1))


# --- leaving a list -----------------------------------------------------------------------------------


def take_out(lines: Iterable[int], *, reason: str, by: Account | None, at: datetime, on: date) -> int:
    """Take lines off their draft; their dossiers go back to where the council left them, unless they ended meanwhile. Answers how many."""
    require(by, "draft")
    if not reason.strip():
        raise RuleNotMet("Ghi lý do rút khỏi danh sách.", "Give the reason for taking them out.")
    keys = sorted(set(lines))
    with writing(by=by, at=at, verb="drafts.take-out", detail={"reason": reason}) as pen:
        paper, leaving = of_one_draft(keys)
        need_open(paper)
        drafted = [line.nomination_id for line in leaving if line.nomination.state == "drafted"]
        if drafted:
            take_within(pen, drafted, "undraft", by=by, on=on, reason=reason)
        pen.withdraw_all(DraftLine, [line.pk for line in leaving])
        renumber(pen, list(lines_of(paper)))
        pen.write_changes()
        pen.entry.detail |= {"draft": paper.pk, "title": paper.title, "lines": len(leaving)}
    return len(leaving)


def split(lines: Iterable[int], *, title: str = "", by: Account | None, at: datetime, on: date) -> Draft:
    """Move lines of a draft to a second one with the same words. Of a list that was sent up the second is sent up too: what comes back in two
    decisions becomes two. Raises `RuleNotMet` when none would stay."""
    require(by, "draft")
    keys = sorted(set(lines))
    with writing(by=by, at=at, verb="drafts.split", detail={}) as pen:
        paper, leaving = of_one_draft(keys)
        if paper.state not in ("drafting", "sent-up"):
            need_open(paper)
        staying = [line for line in lines_of(paper) if line.pk not in keys]
        if not staying:
            raise RuleNotMet(
                "Không tách cả danh sách: để lại ít nhất một dòng.",
                "Leave at least one line: the whole list cannot go.",
            )
        second = pen.add_one(twin(paper, title=title, on=on))
        for line in leaving:
            pen.change_soon(line, draft_id=second.pk)
        renumber(pen, staying)
        renumber(pen, leaving)
        pen.write_changes()
        pen.entry.detail |= {"draft": second.pk, "from": paper.pk, "title": second.title, "lines": len(leaving)}
    return second


def twin(paper: Draft, *, title: str, on: date) -> Draft:
    """A draft with the words of another, and where that one was sent to."""
    same = (
        "round_id",
        "sitting_id",
        "own",
        "level",
        "authority",
        "series",
        "signer",
        "signer_post",
        "sign_as",
        "sent_on",
        "letter_number",
        "due_on",
        "state",
    )
    return Draft(
        title=nfc(title).strip() or paper.title, drafted_on=on, **{name: getattr(paper, name) for name in same}
    )


def of_one_draft(keys: list[int]) -> tuple[Draft, list[DraftLine]]:
    """The draft that these lines are of, and the lines in their order. Raises `NotFound` unless all stand on one list."""
    found = list(
        DraftLine.objects.filter(pk__in=keys)
        .select_related("draft", "nomination__subject__unit")
        .order_by("place", "pk")
    )
    if not keys or len(found) != len(keys) or len({line.draft_id for line in found}) != 1:
        raise NotFound(
            "Có dòng không còn trong danh sách này. Tải lại trang rồi chọn lại.",
            "Some lines are no longer on this list. Reload the page and choose again.",
        )
    return found[0].draft, found


def open_draft(draft_id: int) -> Draft:
    paper = Draft.objects.filter(pk=draft_id).first()
    if paper is None:
        raise NotFound(f"Không có dự thảo số {draft_id}.", f"There is no draft {draft_id}.")
    need_open(paper)
    return paper


def need_open(paper: Draft) -> None:
    """A list is worked on while it is being drafted; what lies before the signer, or was signed or sent, stands still."""
    if paper.state != "drafting":
        raise WrongState(
            "Danh sách chỉ sửa được khi dự thảo đang soạn. Lấy dự thảo về từ người ký trước khi sửa.",
            "The list can only be changed while it is being drafted. Take it back from the signer first.",
        )


# --- what changed -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """Something of a dossier that is no longer as it was when it was put on the list. `column` is that of the nomination, "name" of the
    receiver, or "state"."""

    line: int
    name: str
    column: str
    before: Any
    after: Any


def changes(paper: Draft) -> list[Change]:
    """What changed in the dossiers of a list since each was put on it, in the order of the list; for any length of list the same few
    questions to the database."""
    lines = list(lines_of(paper))
    since = dict(
        DraftLine.versions.objects.filter(row__in=DraftLine.objects.filter(draft=paper).values("pk"))  # type: ignore[attr-defined]
        .values_list("row")
        .annotate(Min("entry"))
    )
    first = min(since.values(), default=0)
    nominations = _states(Nomination, paper, "nomination", first)
    subjects = _states(Subject, paper, "nomination__subject", first)
    found = []
    for line in lines:
        now, begun = line.nomination, since.get(line.pk, 0)
        before = _at(nominations.get(now.pk, []), begun)
        for column in CONTENT if before else ():
            if getattr(before, column) != getattr(now, column):
                found.append(Change(line.pk, now.subject.name, column, getattr(before, column), getattr(now, column)))
        named = _at(subjects.get(now.subject_id, []), begun)
        if named and named.name != now.subject.name:
            found.append(Change(line.pk, now.subject.name, "name", named.name, now.subject.name))
        if paper.state in ("drafting", "to-sign", "sent-up") and now.state not in ENDED_ON_THE_LIST:
            found.append(Change(line.pk, now.subject.name, "state", "drafted", now.state))
    return found


def _states(model: Any, paper: Draft, column: str, since: int) -> dict[int, list[Any]]:
    """Every state of the rows that a draft's lines name, the oldest first: of those rows only that changed after an act of the log."""
    rows = DraftLine.objects.filter(draft=paper).values(column)
    more = model.versions.objects.filter(row__in=rows, entry__gt=since).values("row")
    found: dict[int, list[Any]] = {}
    for state in model.versions.objects.filter(row__in=more).order_by("row", "version"):
        found.setdefault(state.row, []).append(state)
    return found


def _at(states: list[Any], entry: int) -> Any:
    """The state that held when an act of the log ended."""
    return next((state for state in reversed(states) if state.entry_id <= entry), None)


def shown_mark(paper: Draft) -> str:
    """A fingerprint of all that a draft says: itself, its lines, their dossiers and receivers. Another one later: something changed."""
    lines = DraftLine.objects.filter(draft=paper)
    digest = hashlib.sha256()
    for model, rows in (
        (Draft, [paper.pk]),
        (DraftLine, lines.values("pk")),
        (Nomination, lines.values("nomination")),
        (Subject, lines.values("nomination__subject")),
    ):
        newest = model.versions.objects.filter(row__in=rows, known_to__isnull=True).aggregate(Max("version"))  # type: ignore[attr-defined]
        digest.update(f"{model.__name__} {newest['version__max']}\n".encode())
    digest.update(str(lines.count()).encode())
    return digest.hexdigest()[:32]
