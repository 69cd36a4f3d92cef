"""Lists that are public for comment or verification, and the opinions that come in on them."""

from datetime import date
from typing import Any

import pytest

from tdkt.operations import dossiers
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.postings import (
    Need,
    call_off,
    end,
    need_of,
    post,
    receive_opinion,
    reopen,
    reply,
    settle,
)
from tdkt.operations.way import take
from tdkt.records.models import Account, Nomination, Office, Opinion, Posted, Posting, Round, Unit
from tests.operations.proposed import MONDAY, NOON, enter_nominations, enter_round
from tests.web.register import enter_person

ORDER = "huan-chuong-chien-cong"
TENTH = date(2024, 6, 14)
BOARD = "Trang thông tin nội bộ"


@pytest.fixture
def round_(office: Office) -> Round:
    return enter_round()


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "missing_papers", lambda keys: {key: [] for key in keys})


@pytest.fixture
def rows(round_: Round) -> list[Nomination]:
    """Two orders and a certificate of merit of the district, appraised on Monday 3 June 2024."""
    district = Unit.objects.get(name="Công an huyện mẫu")
    people = [enter_person(name, district) for name in ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi")]
    return [
        *enter_nominations(round_, people[:2], award=ORDER, class_no=3, state="checked"),
        *enter_nominations(round_, people[2:], state="checked"),
    ]


def keys(rows: list[Nomination]) -> list[int]:
    return [row.pk for row in rows]


def states() -> list[str]:
    return list(Nomination.objects.order_by("pk").values_list("state", flat=True))


def posted_list(rows: list[Nomination], officer: Account, **said: Any) -> Posting:
    asked: dict[str, Any] = {"place": BOARD, "from_date": MONDAY, "by": officer, "at": NOON, "on": MONDAY} | said
    return post(rows[0].round_id, keys(rows), **asked)


def test_a_list_is_up_for_as_long_as_the_law_asks(rows: list[Nomination], officer: Account) -> None:
    posting = posted_list(rows, officer)

    assert (posting.from_date, posting.to_date, posting.working_days, posting.cite) == (
        MONDAY,
        TENTH,
        10,
        "98-2023-nd-cp/art-46/cl-2",
    )
    assert states() == ["posted"] * 3
    assert Posted.objects.filter(posting=posting).count() == 3


def test_a_list_that_is_too_short_by_law_is_refused_with_its_first_lawful_end(
    rows: list[Nomination], officer: Account
) -> None:
    with pytest.raises(
        RuleNotMet, match=r"ít nhất 10 ngày làm việc \(khoản 2 Điều 46 Nghị định 98/2023/NĐ-CP\): đến hết 14/06/2024"
    ):
        posted_list(rows, officer, working_days=9)
    assert (states(), Posting.objects.count()) == (["checked"] * 3, 0)


def test_where_no_text_says_how_long_the_office_says_it(rows: list[Nomination], officer: Account) -> None:
    merit = rows[2:]

    with pytest.raises(RuleNotMet, match="cơ quan tự định"):
        posted_list(merit, officer)
    assert posted_list(merit, officer, working_days=5).to_date == date(2024, 6, 7)


def test_what_the_law_asks_of_a_list_is_the_most_that_it_asks_of_one(rows: list[Nomination]) -> None:
    assert need_of(rows) == Need(10, "98-2023-nd-cp/art-46/cl-2")
    assert need_of(rows[2:]) == Need(0)


def test_nothing_was_public_before_it_was_appraised(rows: list[Nomination], officer: Account) -> None:
    with pytest.raises(RuleNotMet, match="mới thẩm định xong"):
        posted_list(rows, officer, from_date=date(2024, 5, 31))


def test_a_list_comes_down_when_its_days_are_over_and_not_before(rows: list[Nomination], officer: Account) -> None:
    posting = posted_list(rows, officer)

    with pytest.raises(RuleNotMet, match=r"Mới công khai 9 trong 10 ngày làm việc .* từ 14/06/2024"):
        end(posting.pk, by=officer, at=NOON, on=date(2024, 6, 13))
    end(posting.pk, by=officer, at=NOON, on=date(2024, 6, 20))
    with pytest.raises(WrongState):
        end(posting.pk, by=officer, at=NOON, on=date(2024, 6, 20))

    posting.refresh_from_db()
    assert (posting.state, posting.to_date) == ("ended", TENTH)


def test_a_list_that_was_put_up_by_mistake_is_called_off_whole(rows: list[Nomination], officer: Account) -> None:
    posting = posted_list(rows, officer)

    call_off(posting.pk, reason="Sai danh sách", by=officer, at=NOON, on=MONDAY)

    posting.refresh_from_db()
    assert (posting.state, states()) == ("called-off", ["checked"] * 3)
    assert posted_list(rows, officer).pk != posting.pk


def test_a_list_stays_once_a_dossier_of_it_has_moved_on(rows: list[Nomination], officer: Account) -> None:
    posting = posted_list(rows[2:], officer, working_days=2)
    take([rows[2].pk], "ready", by=officer, at=NOON, on=date(2024, 6, 5))

    with pytest.raises(WrongState, match="đã đi tiếp"):
        call_off(posting.pk, reason="Nhầm", by=officer, at=NOON, on=date(2024, 6, 5))
    assert Posting.objects.get().state == "up"


def test_only_the_officer_posts(rows: list[Nomination], clerk: Account) -> None:
    with pytest.raises(NotPermitted):
        posted_list(rows, clerk)


# --- opinions -----------------------------------------------------------------------------------


def opinion_on(posting: Posting, officer: Account, **said: Any) -> Opinion:
    asked: dict[str, Any] = {
        "from_whom": "Ông  Đỗ Văn Mẫu",
        "words": "Thành tích năm 2022 là của người khác",
        "received_on": date(2024, 6, 5),
    } | said
    return receive_opinion(Posted.objects.filter(posting=posting)[0].pk, by=officer, at=NOON, **asked)


def test_an_opinion_holds_a_dossier_until_it_is_settled(
    rows: list[Nomination], officer: Account, clerk: Account
) -> None:
    posting = posted_list(rows[:1], officer)
    opinion = opinion_on(posting, officer)
    later = date(2024, 6, 17)

    with pytest.raises(RuleNotMet, match="Ông Đỗ Văn Mẫu chưa được giải quyết"):
        take([rows[0].pk], "ready", by=officer, at=NOON, on=later)
    reply(opinion.pk, "Có quyết định kèm theo", by=clerk, at=NOON, on=later)
    settle(opinion.pk, "unfounded", words="Đã đối chiếu quyết định", by=officer, at=NOON, on=later)
    take([rows[0].pk], "ready", by=officer, at=NOON, on=later)

    opinion.refresh_from_db()
    assert (opinion.reply, opinion.replied_on, opinion.settled, states()[0]) == (
        "Có quyết định kèm theo",
        later,
        "unfounded",
        "ready",
    )


def test_in_a_verification_nobody_is_judged_unheard(rows: list[Nomination], officer: Account) -> None:
    posting = posted_list(rows[:1], officer, kind="verification", working_days=3)
    opinion = opinion_on(posting, officer)

    with pytest.raises(RuleNotMet, match="quyền giải trình"):
        settle(opinion.pk, "founded", words="Đúng như phản ánh", by=officer, at=NOON, on=MONDAY)
    reply(opinion.pk, "Không giải trình", by=officer, at=NOON, on=MONDAY)
    settle(opinion.pk, "founded", words="Đúng như phản ánh", by=officer, at=NOON, on=MONDAY)

    assert states()[0] == "checked"  # a verification moves no dossier
    with pytest.raises(WrongState):
        settle(opinion.pk, "unfounded", words="Lại", by=officer, at=NOON, on=MONDAY)
    reopen(opinion.pk, by=officer, at=NOON, on=MONDAY)
    settle(opinion.pk, "unfounded", words="Xem lại", by=officer, at=NOON, on=MONDAY)


def test_an_opinion_does_not_come_before_the_list(rows: list[Nomination], officer: Account) -> None:
    posting = posted_list(rows[:1], officer)

    with pytest.raises(RuleNotMet, match="trước ngày công khai 03/06/2024"):
        opinion_on(posting, officer, received_on=date(2024, 6, 1))


def test_a_unit_replies_for_its_own_people_only(
    office: Office, round_: Round, officer: Account, clerk: Account
) -> None:
    row = enter_nominations(round_, [enter_person("Phan Văn An", office.unit)], state="checked")  # type: ignore[arg-type]
    posting = posted_list(row, officer, working_days=5)
    opinion = opinion_on(posting, officer)

    with pytest.raises(NotFound):
        reply(opinion.pk, "Không đúng", by=clerk, at=NOON, on=MONDAY)


def test_a_list_with_opinions_is_not_called_off(rows: list[Nomination], officer: Account) -> None:
    posting = posted_list(rows[:1], officer)
    opinion_on(posting, officer)

    with pytest.raises(WrongState, match="Đã có ý kiến"):
        call_off(posting.pk, reason="Nhầm", by=officer, at=NOON, on=MONDAY)


def test_no_dossier_of_another_round_comes_onto_a_list(rows: list[Nomination], officer: Account) -> None:
    other = enter_round(name="Đợt khác")

    with pytest.raises(NotFound):
        post(other.pk, keys(rows), place=BOARD, from_date=MONDAY, by=officer, at=NOON, on=MONDAY)


def test_a_list_of_a_year_without_announced_days_still_counts(rows: list[Nomination], officer: Account) -> None:
    with writing(by=None, at=NOON, verb="test") as pen:
        for row in rows:
            pen.change(row, since=date(2031, 3, 3))

    assert posted_list(rows, officer, from_date=date(2031, 3, 3), on=date(2031, 3, 3)).to_date == date(2031, 3, 14)
