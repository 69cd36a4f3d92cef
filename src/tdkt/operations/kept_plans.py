"""Plans that wait: a file is read and planned, people settle its rows, and somebody who may applies it, or it is dropped.

    incoming = read_incoming("bang-khen-2019.xlsx", content)
    batch = keep_plan(incoming, by=clerk, at=now)
    settle_row(batch.pk, "0.12", {"subject": 1211}, by=clerk, at=now)
    apply_kept(batch.pk, by=officer, at=now)

Nothing of a waiting plan is in the register. Each change of a plan counts its `revision` up and is made only upon the state that was
seen, so that a double click, or two people at once, do it once: the second is told `WrongState`. Rows are named "part.row", counted
from 0, because one line of a file may give several rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from tdkt.operations.abbreviations import office_abbreviations
from tdkt.operations.desk import Watch
from tdkt.operations.directory import Directory
from tdkt.operations.errors import NotFound, NotReadable, RuleNotMet, WrongState
from tdkt.operations.imports import Incoming, Taken, TakenBack, take_in
from tdkt.operations.kept_files import forget_file, forget_strays, keep_file, keep_for_good, kept_file
from tdkt.operations.ledger import lock_chain, writing
from tdkt.operations.mappings import sent_mappings
from tdkt.operations.packing import packing
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    DirectionReport,
    Draft,
    Entry,
    ImportBatch,
    ModelEventVersion,
    ModelRatingVersion,
    Paper,
    ProofVersion,
    StoryVersion,
    Subject,
)
from tdkt.sheets.archive import unpacked
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.plan import read_plan

STATE_WORDS = {
    "planned": "đang chờ ghi",
    "applied": "đã ghi vào sổ",
    "reverted": "đã rút",
    "dropped": "đã bỏ",
}
AN_HOUR = 3600.0

Choice = Any
"""How a row is settled: {"subject": id} (this person), "new" (somebody new), "as-read" (with a cell left empty that could not be read),
"skip" (leave the row out), or None (not settled)."""


def unpack(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes | NotReadable]]:
    """The files, an archive replaced by those in it ("lists.zip/a.xlsx"); in place of the bytes of what cannot be had, why."""
    for name, content in unpacked(files):
        yield name, NotReadable(str(content)) if isinstance(content, UnreadableFile) else content


def read_incoming(name: str, content: bytes, *, sender: int | None = None, pasted: bool = False) -> Incoming:
    """Read a file from outside, in the child process, with the office's abbreviations and what was said of the columns of this sender (a
    unit's id). The plan keeps both as `sender` and `mappings`; `pasted`: no file, but cells copied out of a sheet. Raises `NotReadable` with
    one sentence."""
    if len(content) > settings.MAX_IMPORT_SIZE:
        raise NotReadable(too_large())
    mappings = sent_mappings(sender)
    try:
        plan = read_plan(name, content, mappings=mappings, abbreviations=office_abbreviations(), pasted=pasted)
    except UnreadableFile as refusal:
        raise NotReadable(str(refusal)) from None
    return Incoming(name, content, plan | {"sender": sender, "mappings": mappings, "pasted": pasted})


def too_large() -> str:
    """The sentence for a file over the limit."""
    return (
        f"Tệp lớn hơn {settings.MAX_IMPORT_SIZE // 2**20} MB nên chưa đọc; hãy chia danh sách thành nhiều tệp rồi nhập."
    )


# --- keeping -----------------------------------------------------------------------------------


def keep_plan(incoming: Incoming, *, by: Account | None, at: datetime, watch: Watch | None = None) -> ImportBatch:
    """Put a file and its plan away until it is applied or dropped. Nothing is entered in the register."""
    require(by, "import")
    planned = plan_rows(incoming.plan, {}, name=incoming.name, sha256=incoming.sha256, by=by, at=at, watch=watch)
    kept = keep_file(incoming.content)
    try:
        detail: dict[str, Any] = {"file": incoming.name, "sha256": incoming.sha256, "counts": dict(planned.counts)}
        with writing(by=by, at=at, verb="imports.plan", detail=detail) as pen:
            batch = ImportBatch.objects.create(
                file_name=incoming.name,
                sha256=incoming.sha256,
                received=at,
                by=by,
                kept=kept,
                read=incoming.plan,
                plan=planned.plan,
                counts=dict(planned.counts),
                head=pen.entry.seq - 1,
            )
            pen.entry.detail["batch"] = batch.pk
    except BaseException:
        forget_file(kept)
        raise
    with transaction.atomic():
        lock_chain()  # files are put on the shelf under the same lock
        named = [
            name
            for model in (
                ImportBatch,
                Paper,
                Draft,
                DirectionReport,
                ProofVersion,
                ModelEventVersion,
                ModelRatingVersion,
                StoryVersion,
            )
            for name in model.objects.exclude(kept="").values_list("kept", flat=True)
        ]
        given_out = Draft.objects.exclude(signature={}).values_list("signature", flat=True)
        named += [said["exported"] for said in given_out if "exported" in said]
        forget_strays(named, before=at.timestamp() - AN_HOUR)
    return batch


def plan_rows(
    read: dict[str, Any],
    choices: dict[str, Choice],
    *,
    name: str,
    sha256: str,
    by: Account | None,
    at: datetime,
    watch: Watch | None = None,
) -> Taken:
    """What taking in would do now, with these choices; `read` is left as it is. Nothing is written."""
    try:
        with transaction.atomic(), packing(keep=False):
            lock_chain()
            plan = with_choices(read, choices)
            batch = ImportBatch.objects.create(file_name=name, sha256=sha256, received=at, by=by)
            taken = take_in(batch, plan, by=by, at=at, directory=Directory(), watch=watch)
            raise TakenBack
    except TakenBack:
        return Taken(taken.batch, taken.plan, applied=False)


def with_choices(read: dict[str, Any], choices: dict[str, Choice]) -> dict[str, Any]:
    """A copy of the plan as the file gave it, with the choices on its rows. A person who has left the register is no choice any more."""
    plan = copy_of(read)
    chosen = [choice["subject"] for choice in choices.values() if isinstance(choice, dict)]
    standing = set(Subject.objects.filter(pk__in=chosen).values_list("pk", flat=True))
    for key, row in rows_of(plan):
        choice = choices.get(key)
        if choice is None or (isinstance(choice, dict) and choice["subject"] not in standing):
            continue
        row["choice"] = choice
        if choice == "skip":
            row["status"], row["why"] = "ignored", "skipped"
    return plan


def copy_of(read: dict[str, Any]) -> dict[str, Any]:
    """A plan whose rows can be given other ends; the records, which nobody changes, are shared."""
    parts = [
        {**part, "rows": [{**row, "problems": list(row["problems"])} for row in part["rows"]]} for part in read["parts"]
    ]
    return {**read, "parts": parts}


def rows_of(plan: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of a plan with its name."""
    for part_number, part in enumerate(plan["parts"]):
        for row_number, row in enumerate(part["rows"]):
            yield f"{part_number}.{row_number}", row


def ends_of(plan: dict[str, Any]) -> list[tuple[str, str]]:
    """What becomes of each row: two plans with the same ends do the same."""
    return [(key, row["status"]) for key, row in rows_of(plan)]


# --- settling ----------------------------------------------------------------------------------


def settle_row(
    batch_id: int, key: str, choice: Choice, *, by: Account | None, at: datetime, watch: Watch | None = None
) -> ImportBatch:
    """Say how one row is to be taken in, or with None take that back; the plan is made again.

    Raises `NotFound` for an unknown batch or row, `WrongState` when the plan waits no longer, `RuleNotMet` for a choice that the row
    does not offer: somebody who is not among its candidates, or a person for a row without any.
    """
    require(by, "import")
    with transaction.atomic():
        batch = waiting_plan(batch_id)
        row = offered_rows(batch, {key: choice})[key]
        choices = with_new(batch.choices, {key: choice})
        if choices == batch.choices:
            return batch
        planned = plan_rows(batch.read, choices, name=batch.file_name, sha256=batch.sha256, by=by, at=at, watch=watch)
        detail = {"batch": batch.pk, "row": key, "at": row["at"], "choice": choice}
        with writing(by=by, at=at, verb="imports.settle", detail=detail) as pen:
            keep_newer(batch, planned, choices=choices, head=pen.entry.seq - 1)
    return batch


def settle_rows(
    batch_id: int,
    said: Mapping[str, Choice],
    *,
    by: Account | None,
    at: datetime,
    revision: int | None = None,
    watch: Watch | None = None,
) -> tuple[ImportBatch, int | None]:
    """Settle many rows as one act with one entry in the log; answers the batch and that entry's number, by which `unsettle_rows` takes it
    back (None: nothing differed). `revision` is that of the plan on the screen. Raises as `settle_row`, before anything is done."""
    require(by, "import")
    with transaction.atomic():
        batch = waiting_plan(batch_id)
        if revision is not None and revision != batch.revision:
            raise changed_elsewhere(batch_id)
        offered_rows(batch, said)
        return _settle_all(batch, said, "imports.settle-many", by=by, at=at, watch=watch)


def unsettle_rows(
    batch_id: int, entry: int, *, by: Account | None, at: datetime, watch: Watch | None = None
) -> tuple[ImportBatch, int | None]:
    """Take an act of `settle_rows` back: its rows have exactly the choices that they had before it.

    Raises `NotFound` for an entry that settled no rows of this plan, `WrongState` when one of the rows was settled otherwise since then.
    """
    require(by, "import")
    with transaction.atomic():
        batch = waiting_plan(batch_id)
        act = Entry.objects.filter(pk=entry, verb="imports.settle-many", detail__batch=batch_id).first()
        if act is None:
            raise NotFound(
                f"Nhật ký, dòng {entry} không quyết định dòng nào của lần nhập này.",
                f"Log entry {entry} settled no rows of this import.",
            )
        if any(batch.choices.get(key) != choice for key, choice in act.detail["rows"].items()):
            raise WrongState(
                "Có dòng đã được quyết định khác đi sau đó nên không hoàn tác cả nhóm được. Sửa từng dòng.",
                "Some of these rows were settled otherwise since then, so that they cannot be taken back together. Settle them one by one.",
            )
        return _settle_all(batch, act.detail["before"], "imports.unsettle", by=by, at=at, watch=watch)


def _settle_all(
    batch: ImportBatch, said: Mapping[str, Choice], verb: str, *, by: Account | None, at: datetime, watch: Watch | None
) -> tuple[ImportBatch, int | None]:
    choices = with_new(batch.choices, said)
    if choices == batch.choices:
        return batch, None
    planned = plan_rows(batch.read, choices, name=batch.file_name, sha256=batch.sha256, by=by, at=at, watch=watch)
    before = {key: batch.choices.get(key) for key in said}
    detail = {"batch": batch.pk, "count": len(said), "rows": dict(said), "before": before}
    with writing(by=by, at=at, verb=verb, detail=detail) as pen:
        keep_newer(batch, planned, choices=choices, head=pen.entry.seq - 1)
    return batch, pen.entry.seq


def offered_rows(batch: ImportBatch, said: Mapping[str, Choice]) -> dict[str, dict[str, Any]]:
    """The rows of a plan that are to be settled so. Raises `NotFound` or `RuleNotMet`."""
    rows = {key: row for key, row in rows_of(batch.plan) if key in said}
    for key, choice in said.items():
        if key not in rows:
            raise NotFound(
                f"Lần nhập số {batch.pk} không có dòng {key}.",
                f"Import {batch.pk} has no row {key}.",
            )
        refuse_if_not_offered(rows[key], choice)
    return rows


def with_new(choices: dict[str, Choice], said: Mapping[str, Choice]) -> dict[str, Choice]:
    """The choices with those that are said now; None takes one back."""
    return {key: choice for key, choice in {**choices, **said}.items() if choice is not None}


def fits(row: dict[str, Any], choice: Choice) -> bool:
    """Whether the row can be settled so."""
    try:
        refuse_if_not_offered(row, choice)
    except RuleNotMet:
        return False
    return True


def refuse_if_not_offered(row: dict[str, Any], choice: Choice) -> None:
    """Raises `RuleNotMet` unless the row can be settled so."""
    candidates = [candidate["subject"] for candidate in row.get("candidates") or ()]
    listed = row["status"] != "ignored" or row.get("why") == "skipped"
    if isinstance(choice, dict):
        offered = set(choice) == {"subject"} and choice["subject"] in candidates
    elif choice == "new":
        offered = bool(candidates)
    elif choice == "as-read":
        offered = bool(row.get("held")) or row.get("choice") == "as-read"
    else:
        offered = choice in (None, "skip") and listed
    if not offered:
        raise RuleNotMet(
            f"Dòng {row['at']} không chọn được như vậy. Chọn một người trong gợi ý, ghi là người mới, ghi như đã đọc, hoặc bỏ qua dòng này.",
            f"Row {row['at']} cannot be settled so. Choose a candidate, a new person, the row as read, or skip it.",
        )


def replan(batch_id: int, *, by: Account | None, at: datetime, watch: Watch | None = None) -> ImportBatch:
    """Make a waiting plan again upon the register as it stands now, keeping what was chosen."""
    require(by, "import")
    with transaction.atomic():
        batch = waiting_plan(batch_id)
        planned = plan_rows(
            batch.read, batch.choices, name=batch.file_name, sha256=batch.sha256, by=by, at=at, watch=watch
        )
        keep_newer(batch, planned, choices=batch.choices, head=last_entry())
    return batch


def waiting_plan(batch_id: int) -> ImportBatch:
    """The plan, held until the transaction ends. Raises `NotFound`, or `WrongState` when it waits no longer."""
    batch: ImportBatch | None = ImportBatch.objects.select_for_update(of=("self",)).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(
            f"Không có lần nhập số {batch_id}. Xem danh sách các lần nhập.",
            f"There is no import {batch_id}. See the list of imports.",
        )
    if batch.state != "planned":
        raise WrongState(
            f"Lần nhập số {batch_id} {STATE_WORDS[batch.state]} nên không sửa được nữa.",
            f"Import {batch_id} is {batch.state} and can no longer be settled.",
        )
    return batch


def last_entry() -> int:
    """The number of the last entry of the log, 0 before the first."""
    return Entry.objects.aggregate(last=Max("seq"))["last"] or 0


def keep_newer(batch: ImportBatch, planned: Taken, *, choices: dict[str, Choice], head: int) -> None:
    """Let a newer plan stand in place of the one before; the row is already held."""
    batch.plan, batch.counts, batch.choices, batch.head = planned.plan, dict(planned.counts), choices, head
    batch.revision += 1
    batch.save(update_fields=["plan", "counts", "choices", "head", "revision"])


# --- applying and dropping ---------------------------------------------------------------------


def apply_kept(
    batch_id: int,
    *,
    by: Account | None,
    at: datetime,
    partial: bool = False,
    revision: int | None = None,
    watch: Watch | None = None,
) -> Taken:
    """Enter what a waiting plan shows, as one act. `revision` is that of the plan which was on the screen; `watch` as in `apply_imports`.

    Raises `WrongState` when it was applied, dropped or changed meanwhile, and `RuleNotMet` while rows are open (unless `partial`) or when
    the register has changed so that rows would end otherwise than shown; the newer plan then waits in place of the old one.
    """
    require(by, "apply")
    try:
        with transaction.atomic():
            batch = claim(batch_id, state="applied", revision=revision)
            lock_chain()
            shown = ends_of(batch.plan)
            plan = with_choices(batch.read, batch.choices)
            taken = take_in(batch, plan, by=by, at=at, directory=Directory(), watch=watch)
            if ends_of(plan) != shown or (taken.open_rows and not partial):
                raise TakenBack
            shelve(batch)
    except TakenBack:
        moved = sum(before != after for before, after in zip(shown, ends_of(taken.plan), strict=True))
        if not moved:
            raise RuleNotMet(
                f"Chưa ghi gì: còn {len(taken.open_rows)} dòng cần quyết định. Quyết định từng dòng, hoặc ghi các dòng đã rõ.",
                f"Nothing was entered: {len(taken.open_rows)} rows are open. Settle each, or enter the settled rows.",
            ) from None
        replan(batch_id, by=by, at=at)
        raise RuleNotMet(
            f"Chưa ghi gì: sổ đã thay đổi sau khi lập kế hoạch, {moved} dòng nay có kết quả khác. Xem lại kế hoạch mới rồi ghi.",
            f"Nothing was entered: the register has changed since the plan was made, and {moved} rows now end otherwise. Look at the new plan, then enter it.",
        ) from None
    return taken


def claim(batch_id: int, *, state: str, revision: int | None) -> ImportBatch:
    """Take a waiting plan for oneself by giving it its next state: of several who try at once, one succeeds."""
    waiting = ImportBatch.objects.filter(pk=batch_id, state="planned")
    if revision is not None:
        waiting = waiting.filter(revision=revision)
    if not waiting.update(state=state, revision=F("revision") + 1):
        batch = ImportBatch.objects.filter(pk=batch_id).first()
        if batch is None:
            raise NotFound(
                f"Không có lần nhập số {batch_id}. Xem danh sách các lần nhập.",
                f"There is no import {batch_id}. See the list of imports.",
            )
        if batch.state == "planned":
            raise changed_elsewhere(batch_id)
        raise WrongState(
            f"Lần nhập số {batch_id} {STATE_WORDS[batch.state]}; không làm lần nữa.",
            f"Import {batch_id} is {batch.state} already; it is not done twice.",
        )
    claimed: ImportBatch = ImportBatch.objects.get(pk=batch_id)
    return claimed


def changed_elsewhere(batch_id: int) -> WrongState:
    """The refusal of an act upon a plan that is no longer the one on the screen."""
    return WrongState(
        f"Kế hoạch của lần nhập số {batch_id} vừa được sửa ở nơi khác. Xem lại rồi làm tiếp.",
        f"The plan of import {batch_id} was just changed elsewhere. Look at it again, then go on.",
    )


def free(batch: ImportBatch, *, kept: str = "") -> None:
    """Let go of what was only needed while the plan waited; `kept` is the name under which its file stays, if it does."""
    name, batch.kept, batch.read = batch.kept, kept, {}
    batch.save(update_fields=["kept", "read"])
    transaction.on_commit(lambda: forget_file(name))


def shelve(batch: ImportBatch) -> None:
    """Keep the file of a plan that is entered for good, so that its rows open to their cells."""
    content = kept_file(batch.kept)
    free(batch, kept=keep_for_good(content) if content is not None else "")


def drop_plan(batch_id: int, *, by: Account | None, at: datetime) -> ImportBatch:
    """Give a waiting plan up: its file and all that was read from it are forgotten, the log keeps that it was here."""
    require(by, "import")
    with transaction.atomic():
        batch = claim(batch_id, state="dropped", revision=None)
        with writing(by=by, at=at, verb="imports.drop", detail={"batch": batch.pk, "file": batch.file_name}):
            batch.plan, batch.choices = {}, {}
            batch.save(update_fields=["plan", "choices"])
            free(batch)
    return batch


def waiting_file(batch: ImportBatch) -> bytes | None:
    """The file of an import as it came, while its plan waits and after it was entered; None when it was dropped."""
    return kept_file(batch.kept)


def applied_before(batch: ImportBatch) -> ImportBatch | None:
    """The import that entered the very same file earlier, if one did and still stands."""
    earlier: ImportBatch | None = (
        ImportBatch.objects.filter(sha256=batch.sha256, state="applied").exclude(pk=batch.pk).defer("plan").first()
    )
    return earlier
