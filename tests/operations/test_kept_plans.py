"""Plans that wait: settled row by row, applied once whoever tries at the same time, and forgotten with their file."""

import copy
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from tdkt.operations.audit import verify
from tdkt.operations.errors import NotFound, NotPermitted, NotReadable, Refused, RuleNotMet, WrongState
from tdkt.operations.imports import apply_import, revert_import
from tdkt.operations.kept_files import folder, kept_file
from tdkt.operations.kept_plans import (
    applied_before,
    apply_kept,
    drop_plan,
    keep_plan,
    read_incoming,
    replan,
    rows_of,
    settle_row,
    waiting_file,
)
from tdkt.records.models import Account, Conferral, Entry, ImportBatch, Subject, Unit
from tests.databases import States
from tests.operations.plans import MONDAY, TUESDAY, incoming, units_of_province
from tests.operations.test_imports import LAN, MERIT, register_rows

NAMELESS = {"name": "Trần Thị Lan", "unit": "Công an huyện Đại Lộc"} | MERIT
BINH = LAN | {"name": "Phan Văn Bình", "born": "1979-01-02"}


@pytest.fixture
def province(db: None) -> None:
    apply_import(units_of_province(), by=None, at=MONDAY)


def ends(batch: ImportBatch) -> list[str]:
    return [row["status"] for _, row in rows_of(batch.plan)]


def known(name: str) -> int:
    key: int = Subject.objects.get(name=name).pk
    return key


def test_a_kept_plan_says_what_would_be_done_and_enters_nothing(province: None):
    before = register_rows()
    file = incoming("awards", LAN | MERIT)

    batch = keep_plan(file, by=None, at=TUESDAY)

    assert (batch.state, ends(batch), batch.counts, register_rows()) == ("planned", ["new"], {"new": 1}, before)
    assert waiting_file(batch) == file.content
    assert (folder() / batch.kept).stat().st_mode & 0o777 == 0o600
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.verb, entry.rows, entry.detail["batch"]) == ("imports.plan", 0, batch.pk)


def test_applying_a_kept_plan_enters_what_it_shows_and_keeps_the_file_for_good(
    province: None, django_capture_on_commit_callbacks: Any
):
    file = incoming("awards", LAN | MERIT)
    batch = keep_plan(file, by=None, at=MONDAY)
    path = folder() / batch.kept

    with django_capture_on_commit_callbacks(execute=True):
        taken = apply_kept(batch.pk, by=None, at=TUESDAY, revision=batch.revision)

    batch.refresh_from_db()
    assert (taken.applied, batch.state, batch.read, batch.kept) == (True, "applied", {}, batch.sha256)
    assert (path.exists(), kept_file(batch.kept)) == (False, file.content)
    assert list(Conferral.objects.values_list("subject__name", "source__batch")) == [("Trần Thị Lan", batch.pk)]
    assert waiting_file(batch) == file.content
    assert verify().faults == ()


def test_a_kept_plan_that_was_applied_is_reverted_like_any_import(province: None):
    before = register_rows()
    batch = keep_plan(incoming("awards", LAN | MERIT), by=None, at=MONDAY)
    apply_kept(batch.pk, by=None, at=MONDAY)

    revert_import(batch.pk, by=None, at=TUESDAY)

    assert register_rows() == before


def test_a_doubtful_person_is_settled_as_one_of_the_candidates(province: None):
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    batch = keep_plan(incoming("awards", NAMELESS), by=None, at=MONDAY)
    assert ends(batch) == ["doubtful"]

    settled = settle_row(batch.pk, "0.0", {"subject": known("Trần Thị Lan")}, by=None, at=TUESDAY)
    apply_kept(batch.pk, by=None, at=TUESDAY)

    assert ends(settled) == ["new"]
    assert list(Conferral.objects.values_list("subject", flat=True)) == [known("Trần Thị Lan")]
    assert Entry.objects.filter(verb="imports.settle").get().detail == {
        "batch": batch.pk, "row": "0.0", "at": "Sheet1!A7:F7", "choice": {"subject": known("Trần Thị Lan")},
    }  # fmt: skip


def test_a_doubtful_person_is_settled_as_somebody_new(province: None):
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    batch = keep_plan(incoming("awards", NAMELESS), by=None, at=MONDAY)

    settle_row(batch.pk, "0.0", "new", by=None, at=TUESDAY)
    apply_kept(batch.pk, by=None, at=TUESDAY)

    assert Subject.objects.filter(name="Trần Thị Lan").count() == 2


def test_a_choice_can_be_changed_and_taken_back_until_the_plan_is_applied(province: None):
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    batch = keep_plan(incoming("awards", NAMELESS), by=None, at=MONDAY)

    seen = []
    for choice in ({"subject": known("Trần Thị Lan")}, "new", "skip", None):
        changed = settle_row(batch.pk, "0.0", choice, by=None, at=TUESDAY)
        seen.append((ends(changed), changed.choices.get("0.0"), changed.revision))

    assert seen == [
        (["new"], {"subject": known("Trần Thị Lan")}, 1),
        (["new"], "new", 2),
        (["ignored"], "skip", 3),
        (["doubtful"], None, 4),
    ]


def damaged(*records: dict[str, Any]) -> Any:
    """A list whose rows each have a cell that could not be read."""
    file = incoming("awards", *records)
    for row in file.plan["parts"][0]["rows"]:
        row["problems"].append({"code": "date-bad", "level": "error", "at": "Sheet1!C7", "value": "31/02/1984"})
    return file


def test_a_row_with_a_damaged_cell_is_entered_when_somebody_has_looked_at_it(province: None):
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    batch = keep_plan(damaged(NAMELESS, BINH | MERIT), by=None, at=MONDAY)
    candidates = [len(row.get("candidates", ())) for _, row in rows_of(batch.plan)]
    assert (ends(batch), candidates) == (["doubtful", "doubtful"], [1, 0])

    settle_row(batch.pk, "0.0", {"subject": known("Trần Thị Lan")}, by=None, at=TUESDAY)
    settled = settle_row(batch.pk, "0.1", "as-read", by=None, at=TUESDAY)

    assert ends(settled) == ["new", "new"]
    apply_kept(batch.pk, by=None, at=TUESDAY)
    assert sorted(Conferral.objects.values_list("subject__name", flat=True)) == ["Phan Văn Bình", "Trần Thị Lan"]


def test_a_damaged_row_that_may_mean_several_is_not_settled_by_reading_it_alone(province: None):
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    batch = keep_plan(damaged(NAMELESS), by=None, at=MONDAY)

    assert ends(settle_row(batch.pk, "0.0", "as-read", by=None, at=TUESDAY)) == ["doubtful"]


def test_a_person_whose_particulars_differ_from_the_register_is_a_conflict(province: None):
    apply_import(incoming("people", LAN | {"service_number": "000-0001"}), by=None, at=MONDAY)

    batch = keep_plan(
        incoming("people", LAN | {"service_number": "000-0001", "born": "1986-01-01"}), by=None, at=TUESDAY
    )

    assert ends(batch) == ["conflict"]


def test_a_row_that_completes_what_is_there_says_what_it_adds(province: None):
    apply_import(incoming("people", LAN | {"rank": "Trung úy"}), by=None, at=MONDAY)

    batch = keep_plan(incoming("people", LAN | {"sex": "f", "home": "xã Đại Hiệp"}), by=None, at=TUESDAY)

    (row,) = batch.plan["parts"][0]["rows"]
    assert (row["status"], row["adds"]) == ("changes", ["home", "post", "rank", "sex", "unit_id"])


def test_the_same_choice_twice_is_one_choice(province: None):
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    batch = keep_plan(incoming("awards", NAMELESS), by=None, at=MONDAY)

    settle_row(batch.pk, "0.0", "new", by=None, at=TUESDAY)
    again = settle_row(batch.pk, "0.0", "new", by=None, at=TUESDAY)

    assert (again.revision, Entry.objects.filter(verb="imports.settle").count()) == (1, 1)


@pytest.mark.parametrize("choice", [{"subject": 10**6}, {"subject": 1, "more": 2}, {}, "new", "as-read", "yes", 7])
def test_a_row_takes_no_choice_that_it_does_not_offer(province: None, choice: Any):
    batch = keep_plan(incoming("awards", LAN | MERIT), by=None, at=MONDAY)

    with pytest.raises(RuleNotMet, match="Sheet1!A7:F7"):
        settle_row(batch.pk, "0.0", choice, by=None, at=TUESDAY)


def test_a_row_that_is_not_there_is_not_found(province: None):
    batch = keep_plan(incoming("awards", LAN | MERIT), by=None, at=MONDAY)

    with pytest.raises(NotFound):
        settle_row(batch.pk, "0.7", "skip", by=None, at=TUESDAY)
    with pytest.raises(NotFound):
        settle_row(batch.pk + 1, "0.0", "skip", by=None, at=TUESDAY)


def test_while_a_row_is_open_nothing_is_applied_unless_the_rest_is_asked_for(province: None):
    unsaid = BINH | MERIT | {"decision_number": None}
    batch = keep_plan(incoming("awards", LAN | MERIT, unsaid), by=None, at=MONDAY)
    before = register_rows()

    with pytest.raises(RuleNotMet, match="còn 1 dòng cần quyết định"):
        apply_kept(batch.pk, by=None, at=TUESDAY)
    batch.refresh_from_db()
    unchanged = (batch.state, register_rows())
    taken = apply_kept(batch.pk, by=None, at=TUESDAY, partial=True)

    assert unchanged == ("planned", before)
    assert ([row["status"] for _, row in rows_of(taken.plan)], Conferral.objects.count()) == (["new", "refused"], 1)


def test_a_refused_row_that_is_left_out_no_longer_holds_the_others_up(province: None):
    unsaid = BINH | MERIT | {"decision_number": None}
    batch = keep_plan(incoming("awards", LAN | MERIT, unsaid), by=None, at=MONDAY)

    settle_row(batch.pk, "0.1", "skip", by=None, at=TUESDAY)
    apply_kept(batch.pk, by=None, at=TUESDAY)

    assert Conferral.objects.count() == 1


def test_a_plan_that_the_register_has_overtaken_is_shown_again_before_it_is_applied(province: None):
    batch = keep_plan(incoming("awards", LAN | MERIT, BINH | MERIT), by=None, at=MONDAY)
    apply_import(incoming("awards", LAN | MERIT, name="truoc.xlsx"), by=None, at=TUESDAY)

    with pytest.raises(RuleNotMet, match="1 dòng nay có kết quả khác"):
        apply_kept(batch.pk, by=None, at=TUESDAY)

    batch.refresh_from_db()
    assert (batch.state, ends(batch), batch.head) == ("planned", ["same", "new"], Entry.objects.count())
    apply_kept(batch.pk, by=None, at=TUESDAY, revision=batch.revision)
    assert Conferral.objects.count() == 2


def test_planning_again_keeps_the_choices_but_not_people_who_have_left(province: None):
    staff = apply_import(incoming("people", LAN), by=None, at=MONDAY)
    batch = keep_plan(incoming("awards", NAMELESS, NAMELESS | {"award": "giay-khen"}), by=None, at=MONDAY)
    settle_row(batch.pk, "0.0", {"subject": known("Trần Thị Lan")}, by=None, at=TUESDAY)
    settle_row(batch.pk, "0.1", "skip", by=None, at=TUESDAY)

    revert_import(staff.batch.pk, by=None, at=TUESDAY)
    again = replan(batch.pk, by=None, at=TUESDAY)

    assert ends(again) == ["new", "ignored"]
    apply_kept(batch.pk, by=None, at=TUESDAY)
    assert Conferral.objects.get().subject.name == "Trần Thị Lan"
    assert verify().faults == ()


def test_a_plan_changed_since_it_was_looked_at_is_not_applied(province: None):
    batch = keep_plan(incoming("awards", LAN | MERIT, BINH | MERIT), by=None, at=MONDAY)
    settle_row(batch.pk, "0.1", "skip", by=None, at=TUESDAY)

    with pytest.raises(WrongState, match="vừa được sửa ở nơi khác"):
        apply_kept(batch.pk, by=None, at=TUESDAY, revision=0)

    assert Conferral.objects.count() == 0


def test_a_dropped_plan_leaves_nothing_but_its_name_in_the_log(province: None, django_capture_on_commit_callbacks: Any):
    batch = keep_plan(incoming("awards", LAN | MERIT), by=None, at=MONDAY)
    path = folder() / batch.kept

    with django_capture_on_commit_callbacks(execute=True):
        drop_plan(batch.pk, by=None, at=TUESDAY)

    batch.refresh_from_db()
    assert (batch.state, batch.plan, batch.read, batch.choices, path.exists()) == ("dropped", {}, {}, {}, False)
    assert Entry.objects.order_by("-seq")[0].detail == {"batch": batch.pk, "file": "danh-sach.xlsx"}


ACTS: dict[str, Callable[[int], Any]] = {
    "settle": lambda key: settle_row(key, "0.0", "skip", by=None, at=TUESDAY),
    "replan": lambda key: replan(key, by=None, at=TUESDAY),
    "apply": lambda key: apply_kept(key, by=None, at=TUESDAY),
    "drop": lambda key: drop_plan(key, by=None, at=TUESDAY),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("end", ["apply", "drop"])
def test_a_plan_that_waits_no_longer_takes_no_act(province: None, act: str, end: str):
    batch = keep_plan(incoming("awards", LAN | MERIT), by=None, at=MONDAY)
    ACTS[end](batch.pk)
    before = register_rows()

    with pytest.raises(WrongState):
        ACTS[act](batch.pk)

    assert register_rows() == before


def test_a_clerk_plans_settles_and_drops_but_does_not_apply(province: None):
    clerk = Account.objects.create_user("ha", name="Hà", role="clerk", unit=Unit.objects.first())
    apply_import(incoming("people", LAN), by=None, at=MONDAY)

    batch = keep_plan(incoming("awards", NAMELESS), by=clerk, at=MONDAY)
    settle_row(batch.pk, "0.0", "new", by=clerk, at=MONDAY)
    with pytest.raises(NotPermitted):
        apply_kept(batch.pk, by=clerk, at=MONDAY)
    drop_plan(batch.pk, by=clerk, at=MONDAY)


def test_an_inspector_changes_no_plan(province: None):
    inspector = Account.objects.create_user("le", name="Lê", role="inspector", unit=Unit.objects.first())
    batch = keep_plan(incoming("awards", LAN | MERIT), by=None, at=MONDAY)
    acts: list[Callable[[], Any]] = [
        lambda: keep_plan(incoming("awards", LAN | MERIT), by=inspector, at=MONDAY),
        lambda: settle_row(batch.pk, "0.0", "skip", by=inspector, at=MONDAY),
        lambda: replan(batch.pk, by=inspector, at=MONDAY),
        lambda: apply_kept(batch.pk, by=inspector, at=MONDAY),
        lambda: drop_plan(batch.pk, by=inspector, at=MONDAY),
    ]

    for act in acts:
        with pytest.raises(NotPermitted):
            act()


def test_the_same_file_entered_before_is_named(province: None):
    first = keep_plan(incoming("awards", LAN | MERIT), by=None, at=MONDAY)
    apply_kept(first.pk, by=None, at=MONDAY)

    again = keep_plan(incoming("awards", LAN | MERIT), by=None, at=TUESDAY)
    other = keep_plan(incoming("awards", BINH | MERIT), by=None, at=TUESDAY)

    assert (applied_before(again), applied_before(other)) == (first, None)


def test_a_file_is_read_in_the_child_and_refused_with_one_sentence(settings: Any, db: None):
    names = "Họ và tên,Đơn vị,Ngày sinh\nTrần Thị Lan,Công an huyện Đại Lộc,12/03/1985\n".encode()

    read = read_incoming("can-bo.csv", names)

    assert (read.plan["file"], [row["status"] for _, row in rows_of(read.plan)]) == (
        "can-bo.csv",
        ["ignored", "new"],
    )
    with pytest.raises(NotReadable, match=r"hỏng|định dạng"):
        read_incoming("hong.xlsx", b"PK\x03\x04 not a workbook")
    settings.MAX_IMPORT_SIZE = 2**20
    with pytest.raises(NotReadable, match="lớn hơn 1 MB"):
        read_incoming("to.csv", b"x" * (2**20 + 1))


# --- at the same time ---------------------------------------------------------------------------


def at_once(acts: list[Callable[[], Any]]) -> list[str]:
    """Do several things in threads of their own, begun together; what became of each, sorted."""
    ends: list[str] = []
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            act()
            ends.append("done")
        except Refused as refused:
            ends.append(type(refused).__name__)
        except Exception as fault:
            ends.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(ends)


def test_two_who_apply_one_plan_at_once_apply_it_once(committed: States):
    apply_import(units_of_province(), by=None, at=MONDAY)
    batch = keep_plan(incoming("awards", LAN | MERIT, BINH | MERIT), by=None, at=MONDAY)

    became = at_once([lambda: apply_kept(batch.pk, by=None, at=TUESDAY)] * 4)

    assert (became, Conferral.objects.count()) == (["WrongState"] * 3 + ["done"], 2)
    assert verify().faults == ()


def test_applying_and_dropping_at_once_end_in_one_of_the_two(committed: States):
    apply_import(units_of_province(), by=None, at=MONDAY)
    batch = keep_plan(incoming("awards", LAN | MERIT), by=None, at=MONDAY)

    became = at_once(
        [lambda: apply_kept(batch.pk, by=None, at=TUESDAY), lambda: drop_plan(batch.pk, by=None, at=TUESDAY)]
    )

    batch.refresh_from_db()
    assert became == ["WrongState", "done"]
    assert (batch.state, Conferral.objects.count()) in [("applied", 1), ("dropped", 0)]
    assert verify().faults == ()


def test_two_plans_of_one_file_applied_at_once_enter_its_people_once(committed: States):
    apply_import(units_of_province(), by=None, at=MONDAY)
    file = incoming("awards", LAN | MERIT, BINH | MERIT)
    plans = [keep_plan(copy.deepcopy(file), by=None, at=MONDAY) for _ in range(2)]

    became = at_once([lambda key=plan.pk: apply_kept(key, by=None, at=TUESDAY) for plan in plans])  # type: ignore[misc]

    # The second finds the register changed under its plan, and shows the newer plan instead.
    assert became == ["RuleNotMet", "done"]
    assert (Conferral.objects.count(), Subject.objects.filter(kind="individual").count()) == (2, 2)
    assert sorted(ends(batch) for batch in ImportBatch.objects.filter(pk__in=[p.pk for p in plans])) == [
        ["new", "new"],
        ["same", "same"],
    ]
    assert verify().faults == ()


def test_two_who_settle_different_rows_at_once_both_are_kept(committed: States):
    apply_import(units_of_province(), by=None, at=MONDAY)
    batch = keep_plan(incoming("awards", LAN | MERIT, BINH | MERIT), by=None, at=MONDAY)

    became = at_once(
        [
            lambda: settle_row(batch.pk, "0.0", "skip", by=None, at=TUESDAY),
            lambda: settle_row(batch.pk, "0.1", "skip", by=None, at=TUESDAY),
        ]
    )

    batch.refresh_from_db()
    assert (became, batch.choices, ends(batch), batch.revision) == (
        ["done", "done"], {"0.0": "skip", "0.1": "skip"}, ["ignored", "ignored"], 2,
    )  # fmt: skip
