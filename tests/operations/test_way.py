"""Moving dossiers along the table: one, many, back again, and several who move the same one at once."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdkt.law import way
from tdkt.operations import conditions, dossiers
from tdkt.operations.audit import verify
from tdkt.operations.conditions import clean_years, comment_needed, consultation_needed, council_asked
from tdkt.operations.errors import NotFound, NotPermitted, Refused, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import writing
from tdkt.operations.way import STATE_WORDS, choices, preview, step_back, take, take_back, take_within
from tdkt.records.models import (
    Account,
    Consultation,
    Discipline,
    DossierText,
    Entry,
    Nomination,
    Office,
    Opinion,
    Posted,
    Posting,
    Remark,
    Revision,
    Round,
    Step,
    Unit,
)
from tests.databases import States
from tests.operations.proposed import MONDAY, NOON, enter_nominations, enter_round
from tests.races import ROUNDS, at_once
from tests.web.register import enter_person

ORDER = "huan-chuong-chien-cong"


@pytest.fixture
def district(office: Office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def round_(district: Unit) -> Round:
    return enter_round()


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every dossier has its papers, unless a test says otherwise: what is missing is tested where papers are."""
    monkeypatch.setattr(dossiers, "missing_papers", lambda keys: {key: [] for key in keys})


def one(district: Unit, round_: Round, **said: Any) -> Nomination:
    return enter_nominations(round_, [enter_person("Phan Văn An", district)], **said)[0]


def three(district: Unit, round_: Round, **said: Any) -> list[Nomination]:
    people = [enter_person(name, district) for name in ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi")]
    return enter_nominations(round_, people, **said)


def faults() -> list[str]:
    """What the log finds wrong with dossiers and steps; the units of the fixtures were never entered through the pen."""
    return [fault for fault in verify().faults if "Bảng subject" not in fault and "Bảng unit" not in fault]


def states(rows: list[Nomination]) -> list[str]:
    return [Nomination.objects.get(pk=row.pk).state for row in rows]


# --- one dossier --------------------------------------------------------------------------------


def test_a_dossier_goes_from_its_clerk_to_the_office_and_each_step_is_kept(
    district: Unit, round_: Round, clerk: Account, officer: Account
) -> None:
    row = one(district, round_)
    DossierText.objects.create(nomination=row, text={"thanh-tich": "Bắt 12 đối tượng"})

    take([row.pk], "submit", by=clerk, at=NOON, on=MONDAY)
    take([row.pk], "receive", by=officer, at=NOON, on=MONDAY)

    steps = Step.objects.order_by("pk").values_list("name", "before", "after", "on_date", "by_name", "revision")
    assert list(steps) == [
        ("submit", "drafting", "submitted", MONDAY, "Bùi Văn Mẫu", 1),
        ("receive", "submitted", "received", MONDAY, "Trần Thị Mẫu", 0),
    ]
    assert list(Revision.objects.values_list("number", "text")) == [(1, {"thanh-tich": "Bắt 12 đối tượng"})]
    assert states([row]) == ["received"]


def test_what_is_not_in_the_table_cannot_happen(district: Unit, round_: Round, officer: Account) -> None:
    row = one(district, round_)

    with pytest.raises(WrongState, match=r"Phan Văn An: hồ sơ đang soạn\. Có thể: gửi hồ sơ, rút hồ sơ\."):
        take([row.pk], "receive", by=officer, at=NOON, on=MONDAY)
    with pytest.raises(NotFound):
        take([row.pk], "leap", by=officer, at=NOON, on=MONDAY)
    assert (states([row]), Step.objects.count()) == (["drafting"], 0)


def test_the_steps_of_council_posting_and_draft_are_no_acts_by_themselves(
    district: Unit, round_: Round, officer: Account
) -> None:
    row = one(district, round_, state="tabled")

    with pytest.raises(RuleNotMet, match="chỉ thực hiện trong phiên họp hội đồng"):
        take([row.pk], "pass", by=officer, at=NOON, on=MONDAY)


@pytest.mark.parametrize("name", ["receive", "return", "check"])
def test_a_clerk_takes_no_step_of_the_office(district: Unit, round_: Round, clerk: Account, name: str) -> None:
    row = one(district, round_, state="submitted")

    with pytest.raises(NotPermitted):
        take([row.pk], name, by=clerk, at=NOON, on=MONDAY, points=[("ho-so", "Thiếu")])


def test_nobody_moves_the_dossier_of_a_unit_that_is_not_his(round_: Round, clerk: Account, office: Office) -> None:
    row = one(office.unit, round_)  # type: ignore[arg-type]

    with pytest.raises(NotFound):
        take([row.pk], "submit", by=clerk, at=NOON, on=MONDAY)


def test_a_unit_withdraws_only_what_is_in_its_hands(district: Unit, round_: Round, clerk: Account) -> None:
    mine, theirs, _ = three(district, round_)
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(theirs, state="checked")

    taken = take([mine.pk, theirs.pk], "withdraw", by=clerk, at=NOON, on=MONDAY, reason="Chuyển công tác")

    assert [step.nomination_id for step in taken.steps] == [mine.pk]
    assert [one.nomination.pk for one in taken.skipped] == [theirs.pk]
    assert states([mine, theirs]) == ["withdrawn", "checked"]


def test_withdrawing_needs_a_reason(district: Unit, round_: Round, officer: Account) -> None:
    row = one(district, round_)

    with pytest.raises(RuleNotMet, match="Chưa ghi lý do"):
        take([row.pk], "withdraw", by=officer, at=NOON, on=MONDAY, reason="  ")


def test_a_return_names_its_points_and_the_unit_answers_them_before_it_submits_again(
    district: Unit, round_: Round, clerk: Account, officer: Account
) -> None:
    row = one(district, round_, state="received")
    with pytest.raises(RuleNotMet, match="Chưa nêu điểm nào cần sửa"):
        take([row.pk], "return", by=officer, at=NOON, on=MONDAY)

    take([row.pk], "return", by=officer, at=NOON, on=MONDAY, points=[("thanh-tich", "Thiếu số quyết định"), ("", " ")])
    with pytest.raises(RuleNotMet, match="Còn 1 điểm yêu cầu sửa chưa trả lời: Thiếu số quyết định"):
        take([row.pk], "submit", by=clerk, at=NOON, on=MONDAY)
    dossiers.settle_remark(Remark.objects.get().pk, "Đã bổ sung", by=clerk, at=NOON)
    take([row.pk], "submit", by=clerk, at=NOON, on=MONDAY)

    assert list(Remark.objects.values_list("place", "words", "state")) == [
        ("thanh-tich", "Thiếu số quyết định", "settled")
    ]
    assert states([row]) == ["submitted"]


def test_a_unit_submits_while_the_round_is_open_and_again_what_came_back_later(
    district: Unit, round_: Round, clerk: Account
) -> None:
    late = date(2024, 8, 1)
    fresh, returned, _ = three(district, round_)
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(returned, state="returned")

    taken = take([fresh.pk, returned.pk], "submit", by=clerk, at=NOON, on=late)

    assert [step.nomination_id for step in taken.steps] == [returned.pk]
    assert "nhận hồ sơ từ 02/05/2024 đến 31/07/2024" in taken.skipped[0].vietnamese


def test_nothing_moves_in_a_round_that_is_over(district: Unit, round_: Round, officer: Account) -> None:
    row = one(district, round_, state="submitted")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(round_, state="called-off")

    with pytest.raises(RuleNotMet, match="đã kết thúc"):
        take([row.pk], "receive", by=officer, at=NOON, on=MONDAY)


# --- the conditions of the law ------------------------------------------------------------------


def test_missing_papers_hold_a_dossier_up(
    district: Unit, round_: Round, officer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Line:
        words, words_en = "Biên bản họp xét", "Minutes"

    row = one(district, round_, state="received")
    monkeypatch.setattr(dossiers, "missing_papers", lambda keys: {key: [Line] for key in keys})

    with pytest.raises(RuleNotMet, match="Còn thiếu 1 giấy tờ: Biên bản họp xét"):
        take([row.pk], "check", by=officer, at=NOON, on=MONDAY)


def test_against_the_engine_only_with_a_reason_that_is_kept(district: Unit, round_: Round, officer: Account) -> None:
    row = one(
        district, round_, state="received", verdict="facts-missing", reasons=[{"words": "thiếu một năm xếp loại"}]
    )

    with pytest.raises(RuleNotMet, match="thiếu một năm xếp loại"):
        take([row.pk], "check", by=officer, at=NOON, on=MONDAY)
    take([row.pk], "check", by=officer, at=NOON, on=MONDAY, reason="Đã đối chiếu hồ sơ giấy")

    assert Step.objects.get().reason == "Đã đối chiếu hồ sơ giấy"


@pytest.mark.parametrize(
    ("from_day", "to_day", "barred"),
    [
        ("2024-01-10", "2025-01-10", True),
        ("2024-01-10", "", True),
        ("2024", "2024", True),  # known in part: it may still run
        ("2023-01-10", "2024-01-10", False),
        ("2024-06-04", "", False),
    ],
)
def test_whoever_is_under_discipline_on_the_day_goes_no_further(
    district: Unit, round_: Round, officer: Account, from_day: str, to_day: str, barred: bool
) -> None:
    row = one(district, round_, state="received")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.add_one(Discipline(subject=row.subject, form="khien-trach", from_day=from_day, to_day=to_day))

    if barred:
        with pytest.raises(RuleNotMet, match="kỷ luật"):
            take([row.pk], "check", by=officer, at=NOON, on=MONDAY, reason="Vẫn đề nghị")
    else:
        take([row.pk], "check", by=officer, at=NOON, on=MONDAY)


def test_the_clean_years_of_an_award_are_those_of_its_easiest_pathway() -> None:
    law = office_law()

    assert clean_years(law, "chien-si-thi-dua-toan-quoc", None, date(2019, 6, 1)) is not None
    assert clean_years(law, "bang-khen-bo-tinh", None, MONDAY) == 0


def test_who_must_be_asked_and_how_long_a_list_is_public_are_data_of_the_law() -> None:
    law = office_law()
    asked = consultation_needed(law, ORDER, MONDAY)
    comment = comment_needed(law, ORDER, MONDAY)

    assert (asked and asked.cite, comment and (comment.working_days, comment.cite)) == (
        "06-2022-qh15/art-84/cl-3",
        (10, "98-2023-nd-cp/art-46/cl-2"),
    )
    assert (consultation_needed(law, "giay-khen", MONDAY), comment_needed(law, "giay-khen", MONDAY)) == (None, None)


def post(row: Nomination, first: date, last: date, kind: str = "public-comment", state: str = "up") -> Posted:
    with writing(by=None, at=NOON, verb="test") as pen:
        posting = pen.add_one(
            Posting(
                round=row.round,
                kind=kind,
                place="Trang nội bộ",
                from_date=first,
                to_date=last,
                working_days=1,
                state=state,
            )
        )
        return pen.add_one(Posted(posting=posting, nomination=row))


def test_an_order_waits_until_ten_working_days_of_public_comment_are_over(
    district: Unit, round_: Round, officer: Account
) -> None:
    row = one(district, round_, award=ORDER, class_no=3, state="posted")
    last = date(2024, 6, 14)  # ten working days from Monday 3 June

    with pytest.raises(RuleNotMet, match="chưa có trong danh sách công khai nào đủ hạn"):
        take([row.pk], "ready", by=officer, at=NOON, on=last)
    post(row, MONDAY, last - timedelta(days=1))
    with pytest.raises(RuleNotMet, match="10 ngày làm việc"):
        take([row.pk], "ready", by=officer, at=NOON, on=date(2024, 6, 20), reason="Gấp")
    post(row, MONDAY, last)
    with pytest.raises(RuleNotMet, match="đang công khai đến hết 14/06/2024"):
        take([row.pk], "ready", by=officer, at=NOON, on=last)
    take([row.pk], "ready", by=officer, at=NOON, on=last + timedelta(days=1))

    assert states([row]) == ["ready"]


def test_a_called_off_list_counts_for_nothing(district: Unit, round_: Round, officer: Account) -> None:
    row = one(district, round_, award=ORDER, class_no=3, state="posted")
    post(row, MONDAY, date(2024, 6, 28), state="called-off")

    with pytest.raises(RuleNotMet):
        take([row.pk], "ready", by=officer, at=NOON, on=date(2024, 7, 5))


def test_opinions_are_settled_first_and_against_a_founded_one_only_a_reason_helps(
    district: Unit, round_: Round, officer: Account
) -> None:
    row = one(district, round_, state="checked")
    posted = post(row, date(2024, 5, 13), date(2024, 5, 17), kind="verification", state="ended")
    with writing(by=None, at=NOON, verb="test") as pen:
        opinion = pen.add_one(
            Opinion(posted=posted, from_whom="Ông Đỗ Văn Mẫu", received_on=MONDAY, words="Không đúng")
        )

    with pytest.raises(RuleNotMet, match="chưa được giải quyết"):
        take([row.pk], "ready", by=officer, at=NOON, on=MONDAY, reason="Gấp")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(opinion, settled="founded")
    with pytest.raises(RuleNotMet, match="có cơ sở"):
        take([row.pk], "ready", by=officer, at=NOON, on=MONDAY)
    take([row.pk], "ready", by=officer, at=NOON, on=MONDAY, reason="Đã khắc phục xong")

    assert states([row]) == ["ready"]


def test_a_body_that_has_not_answered_is_waited_for(district: Unit, round_: Round, officer: Account) -> None:
    row = one(district, round_, state="checked")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.add_one(
            Consultation(
                nomination=row, body="Sở Thuế", matter="Nghĩa vụ thuế", asked_on=MONDAY, due_on=date(2024, 6, 17)
            )
        )

    assert [
        (c.allowed, c.needs_reason) for c in choices(row.pk, by=officer, on=MONDAY) if c.transition.name == "ready"
    ] == [(True, True)]
    with pytest.raises(RuleNotMet, match="Sở Thuế chưa trả lời, hạn 17/06/2024"):
        take([row.pk], "ready", by=officer, at=NOON, on=MONDAY)


def test_a_reason_once_given_stands_until_something_new_comes_about(
    district: Unit, round_: Round, officer: Account
) -> None:
    row = one(district, round_, state="checked")
    asked = {"nomination": row, "matter": "Thuế", "due_on": date(2024, 6, 17)}
    with writing(by=None, at=NOON, verb="test") as pen:
        first = pen.add_one(Consultation(body="Sở Thuế", asked_on=MONDAY, **asked))
    take([row.pk], "ready", by=officer, at=NOON, on=MONDAY, reason="Quá hạn không trả lời")

    with writing(by=None, at=NOON, verb="test") as pen:
        take_within(pen, [row.pk], "table", by=officer, on=date(2024, 6, 5))
        take_within(pen, [row.pk], "untable", by=officer, on=date(2024, 6, 5), reason="Hoãn")
        pen.change(first, answer="objects", answered_on=date(2024, 6, 6), words="Nợ thuế")
    with pytest.raises(RuleNotMet, match="Sở Thuế không nhất trí"), writing(by=None, at=NOON, verb="test") as pen:
        take_within(pen, [row.pk], "table", by=officer, on=date(2024, 6, 7))


def test_the_reason_of_an_earlier_submission_stands_for_nothing(
    district: Unit, round_: Round, officer: Account
) -> None:
    row = one(district, round_, state="received", verdict="not-eligible")
    take([row.pk], "check", by=officer, at=NOON, on=MONDAY, reason="Đã đối chiếu")
    assert choices(row.pk, by=officer, on=MONDAY)[0].needs_reason is False  # ready: the reason stands
    take([row.pk], "return", by=officer, at=NOON, on=MONDAY, points=[("ho-so", "Sai năm")])
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(Remark.objects.get(), state="settled", settled="Đã sửa")
    take([row.pk], "submit", by=officer, at=NOON, on=MONDAY)
    take([row.pk], "receive", by=officer, at=NOON, on=MONDAY)

    with pytest.raises(RuleNotMet, match="Chưa đủ điều kiện"):
        take([row.pk], "check", by=officer, at=NOON, on=MONDAY)


def test_the_council_is_passed_over_only_where_nothing_asks_for_it(district: Unit, round_: Round) -> None:
    merit, title, order = three(district, round_, state="checked")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(title, award="chien-si-thi-dua-bo-tinh")
        pen.change(order, award=ORDER, class_no=3)
    law = office_law()

    assert [council_asked(law, row.round, row.award) for row in (merit, title, order)] == [
        "",
        "khoản 7 Điều 30 Nghị định 98/2023/NĐ-CP",
        "khoản 2 Điều 46 Nghị định 98/2023/NĐ-CP",
    ]
    with writing(by=None, at=NOON, verb="drafts.draft") as pen:
        take_within(pen, [merit.pk], "draft", by=None, on=MONDAY)
    with pytest.raises(RuleNotMet, match="phải qua hội đồng"), writing(by=None, at=NOON, verb="drafts.draft") as pen:
        take_within(pen, [title.pk], "draft", by=None, on=MONDAY)
    assert states([merit, title]) == ["drafted", "checked"]


def test_the_offices_own_rule_asks_for_the_council_too(office: Office) -> None:
    round_ = enter_round(
        ballots=[{"award": "bang-khen-bo-tinh", "percent": 70, "of": "all-members", "source": "Quy chế 12"}]
    )

    assert council_asked(office_law(), round_, "bang-khen-bo-tinh") == "Quy chế 12"


def test_sending_up_an_order_waits_for_whom_the_law_names(district: Unit, round_: Round) -> None:
    row = one(district, round_, award="bang-khen-thu-tuong", state="drafted", level="prime-minister")

    with (
        pytest.raises(RuleNotMet, match="khoản 3 Điều 84 Luật 06/2022/QH15"),
        writing(by=None, at=NOON, verb="test") as pen,
    ):
        take_within(pen, [row.pk], "send-up", by=None, on=MONDAY)
    with writing(by=None, at=NOON, verb="test") as pen:
        take_within(pen, [row.pk], "send-up", by=None, on=MONDAY, reason="Không thuộc diện phải lấy ý kiến")

    row.refresh_from_db()
    assert (row.state, row.due_on) == ("sent-up", date(2024, 7, 1))  # 20 working days by 98/2023/NĐ-CP


def test_a_condition_asks_the_register_as_often_for_one_as_for_three(
    district: Unit, round_: Round, django_assert_num_queries: Any
) -> None:
    rows = list(
        Nomination.objects.filter(
            pk__in=[r.pk for r in three(district, round_, award=ORDER, class_no=3)]
        ).select_related("round")
    )
    counts = []
    for asked in (rows[:1], rows):
        with CaptureQueriesContext(transaction.get_connection()) as queries:
            conditions.unmet(way.named("ready"), asked, on=MONDAY)
        counts.append(len(queries))

    assert counts == [6, 6]


# --- within another act -------------------------------------------------------------------------


def test_within_another_act_all_go_or_none(district: Unit, round_: Round) -> None:
    rows = three(district, round_, state="ready")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(rows[2], state="checked")

    with pytest.raises(WrongState, match="Trần Mai Chi"), writing(by=None, at=NOON, verb="test") as pen:
        take_within(pen, [row.pk for row in rows], "table", by=None, on=MONDAY)
    assert states(rows) == ["ready", "ready", "checked"]


def test_off_the_draft_a_dossier_goes_where_it_came_from(district: Unit, round_: Round) -> None:
    through, straight, _ = three(district, round_, state="checked")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(through, state="passed")
    keys = [through.pk, straight.pk]

    with writing(by=None, at=NOON, verb="test") as pen:
        take_within(pen, keys, "draft", by=None, on=MONDAY)
    with writing(by=None, at=NOON, verb="test") as pen:
        take_within(pen, keys, "undraft", by=None, on=MONDAY)

    assert states([through, straight]) == ["passed", "checked"]


# --- many, with a look first, and back ----------------------------------------------------------


def test_a_look_first_says_who_goes_and_who_is_passed_over_and_why(
    district: Unit, round_: Round, officer: Account
) -> None:
    good, early, unlawful = three(district, round_, state="received")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(early, state="drafting")
        pen.change(unlawful, verdict="not-eligible")
    keys = [good.pk, early.pk, unlawful.pk]

    seen = preview(keys, "check", by=officer, on=MONDAY)

    assert [(move.nomination.pk, move.before, move.after) for move in seen.rows] == [(good.pk, "received", "checked")]
    assert [one.said("en") for one in seen.skipped] == [
        "Lê Thị Bình: the dossier is being drafted. It can: submit, withdraw.",
        "Trần Mai Chi: Not eligible by the register. To go on, write the reason.",
    ]
    assert seen.reasoned
    assert states([good]) == ["received"]


def test_many_move_as_one_act_that_is_taken_back_as_one(district: Unit, round_: Round, officer: Account) -> None:
    rows = three(district, round_, state="submitted", due_on=date(2024, 6, 10))
    before = list(Nomination.objects.order_by("pk").values())

    taken = take([row.pk for row in rows], "receive", by=officer, at=NOON, on=date(2024, 6, 4))
    assert states(rows) == ["received"] * 3
    back = take_back(taken.entry, by=officer, at=NOON, on=date(2024, 6, 5))

    assert list(Nomination.objects.order_by("pk").values()) == before
    assert [(step.name, step.undoes_id) for step in back.steps] == [("unreceive", step.pk) for step in taken.steps]
    assert Entry.objects.get(seq=taken.entry).detail["dossiers"] == 3
    assert faults() == []


def test_what_has_moved_on_since_is_not_taken_back(district: Unit, round_: Round, officer: Account) -> None:
    rows = three(district, round_, state="submitted")
    taken = take([row.pk for row in rows], "receive", by=officer, at=NOON, on=MONDAY)
    take([rows[0].pk], "check", by=officer, at=NOON, on=MONDAY)

    back = take_back(taken.entry, by=officer, at=NOON, on=MONDAY)

    assert states(rows) == ["checked", "submitted", "submitted"]
    assert [one.vietnamese for one in back.skipped] == ["Phan Văn An: hồ sơ đã đi tiếp (đã thẩm định)."]
    with pytest.raises(WrongState):
        take_back(taken.entry, by=officer, at=NOON, on=MONDAY)


def test_a_withdrawal_is_not_taken_back_over_a_new_proposal(district: Unit, round_: Round, officer: Account) -> None:
    row = one(district, round_)
    taken = take([row.pk], "withdraw", by=officer, at=NOON, on=MONDAY, reason="Nhầm")
    enter_nominations(round_, [row.subject])

    with pytest.raises(WrongState, match="đã được đề nghị lại"):
        take_back(taken.entry, by=officer, at=NOON, on=MONDAY)


def test_the_points_of_a_return_that_is_taken_back_go_with_it(district: Unit, round_: Round, officer: Account) -> None:
    row = one(district, round_, state="checked")
    taken = take([row.pk], "return", by=officer, at=NOON, on=MONDAY, points=[("ho-so", "Sai đơn vị")])

    take_back(taken.entry, by=officer, at=NOON, on=MONDAY)

    assert (states([row]), Remark.objects.count()) == (["checked"], 0)


def test_only_an_act_by_hand_is_taken_back(district: Unit, round_: Round, officer: Account) -> None:
    with pytest.raises(NotFound):
        take_back(Entry.objects.order_by("-seq")[0].seq, by=officer, at=NOON, on=MONDAY)


# --- the table holds ----------------------------------------------------------------------------

LEGAL = {(before, each.after) for each in way.TABLE for before in each.before}
REVERSED = {(after, before) for each in way.TABLE if each.undo for before in each.before for after in [each.after]}


def test_every_state_has_its_words_here_too() -> None:
    assert set(STATE_WORDS) == set(way.STATES)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(way.STATES),
    acts=st.lists(
        st.tuples(st.sampled_from(["take", "within", "back"]), st.sampled_from([each.name for each in way.TABLE])),
        max_size=6,
    ),
)
def test_whatever_is_tried_only_ways_of_the_table_are_gone(
    district: Unit, dossier: Nomination, start: str, acts: list[tuple[str, str]]
) -> None:
    with transaction.atomic():
        Nomination.objects.filter(pk=dossier.pk).update(state=start)
        seen = [start]
        for act, name in acts:
            with suppress(Refused):
                try_to(act, name, dossier)
            seen += states([dossier])
        assert {(a, b) for a, b in pairwise(seen) if a != b} <= LEGAL | REVERSED
        transaction.set_rollback(True)


@pytest.fixture
def dossier(district: Unit, round_: Round) -> Nomination:
    return one(district, round_)


def try_to(act: str, name: str, dossier: Nomination) -> None:
    if act == "take":
        take([dossier.pk], name, by=None, at=NOON, on=MONDAY, reason="thử", points=[("ho-so", "thử")])
    elif act == "within":
        with writing(by=None, at=NOON, verb="test") as pen:
            take_within(pen, [dossier.pk], name, by=None, on=MONDAY, reason="thử")
    elif step := Step.objects.filter(undoes__isnull=True).order_by("-pk").first():
        with writing(by=None, at=NOON, verb="test") as pen:
            step_back(pen, [step], by=None, on=MONDAY)


def test_what_the_council_said_is_not_taken_back(dossier: Nomination) -> None:
    Nomination.objects.filter(pk=dossier.pk).update(state="tabled")
    try_to("within", "pass", dossier)

    with pytest.raises(RuleNotMet, match="không hoàn tác được"):
        try_to("back", "", dossier)
    assert states([dossier]) == ["passed"]


# --- at once ------------------------------------------------------------------------------------


def test_of_eight_who_receive_one_dossier_at_once_one_does(committed: States, office: Office, officer: Account) -> None:
    round_ = enter_round()
    district = Unit.objects.get(name="Công an huyện mẫu")
    subjects = [enter_person(f"Phan Văn An {n}", district) for n in range(ROUNDS)]
    rows = enter_nominations(round_, subjects, state="submitted")
    fair = ["WrongState"] * 7 + ["done"]

    became = [
        at_once([lambda key=row.pk: take([key], "receive", by=officer, at=NOON, on=MONDAY)] * 8)  # type: ignore[misc]
        for row in rows
    ]

    assert [ends for ends in became if ends != fair] == []
    assert Step.objects.count() == ROUNDS
    assert faults() == []


def test_two_who_return_and_check_one_dossier_at_once_end_in_one_of_the_two(
    committed: States, office: Office, officer: Account
) -> None:
    round_ = enter_round()
    row = one(Unit.objects.get(name="Công an huyện mẫu"), round_, state="received")

    became = at_once(
        [
            lambda: take([row.pk], "return", by=officer, at=NOON, on=MONDAY, points=[("ho-so", "Thiếu")]),
            lambda: take([row.pk], "check", by=officer, at=NOON, on=MONDAY),
            lambda: take([row.pk], "withdraw", by=officer, at=NOON, on=MONDAY, reason="Rút"),
        ]
    )

    # A checked dossier may still be returned or withdrawn, and a returned one withdrawn: each a way of the table.
    moves = list(Step.objects.order_by("pk").values_list("before", "after"))
    assert set(moves) <= LEGAL
    assert [a for _, a in moves][:-1] == [b for b, _ in moves][1:]
    assert became.count("done") == len(moves)
