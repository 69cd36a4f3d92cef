"""Dossiers on their way on screen: the list by step, the acts of one and of many, taking back, and where everything stands."""

from datetime import date
from typing import Any

import pytest

from tdkt.law import way
from tdkt.operations import dossiers
from tdkt.operations.ledger import writing
from tdkt.records.models import Nomination, Office, Remark, Round, Step, Unit
from tdkt.web.words import STATES
from tests.operations.proposed import NOON, enter_nominations, enter_round
from tests.web.register import enter_person

NAMES = ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi")
TODAY = date(2020, 5, 25)


@pytest.fixture
def round_(office: Office) -> Round:
    return enter_round(
        name="Tổng kết năm 2019",
        years_from=2019,
        years_to=2019,
        law_on=TODAY,
        opens_on=date(2020, 5, 1),
        closes_on=date(2020, 6, 30),
    )


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "missing_papers", lambda keys: {key: [] for key in keys})


def enter(round_: Round, *names: str, unit: Unit | None = None, **said: Any) -> list[Nomination]:
    district = unit or Unit.objects.get(name="Công an huyện mẫu")
    kept = {"state": "submitted", "since": date(2020, 5, 18)} | said
    return enter_nominations(round_, [enter_person(name, district) for name in names or NAMES], **kept)


def keys(rows: list[Nomination]) -> list[int]:
    return [row.pk for row in rows]


def states() -> list[str]:
    return list(Nomination.objects.order_by("pk").values_list("state", flat=True))


def text(response: Any) -> str:
    return str(response.content.decode())


def test_every_state_has_its_chip_for_both_readers() -> None:
    chips = [STATES[f"dossier-{state}"] for state in way.STATES]

    assert [chip for chip in chips if not (str(chip.word) and str(chip.told))] == []


# --- the list -----------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [NAMES[:1], NAMES])
def test_the_list_asks_as_much_for_three_dossiers_as_for_one(
    client_of, officer, round_, django_assert_num_queries, names
):
    enter(round_, *names)
    client = client_of(officer)
    client.get("/xet/buoc/")

    with django_assert_num_queries(9):
        assert len(client.get("/xet/buoc/?buoc=submitted").context["lines"]) == len(names)


def test_the_list_is_in_the_order_of_given_names_with_late_days_in_words(client_of, officer, round_):
    enter(round_, "Trần Mai Chi", "Phan Văn An", due_on=date(2020, 5, 21))

    response = client_of(officer).get("/xet/buoc/")

    assert [line.nomination.subject.name for line in response.context["lines"]] == ["Phan Văn An", "Trần Mai Chi"]
    assert {line.due.words for line in response.context["lines"]} == {"quá 2 ngày làm việc"}
    assert [(tab.state, tab.count) for tab in response.context["tabs"]] == [("submitted", 2)]


def test_a_clerk_sees_the_dossiers_of_the_own_unit_only(client_of, clerk, officer, office, round_):
    enter(round_, "Phan Văn An")
    enter(round_, "Lê Thị Bình", unit=office.unit)

    seen = [len(client_of(account).get("/xet/buoc/").context["lines"]) for account in (clerk, officer)]

    assert seen == [1, 2]


def test_an_inspector_reads_and_has_no_acts(client_of, inspector, round_):
    enter(round_)

    response = client_of(inspector).get("/xet/buoc/?buoc=submitted")

    assert (response.context["steps"], response.context["can_ask"]) == ([], False)
    assert 'name="ho-so"' not in text(response)


def test_filters_narrow_the_list_and_an_unknown_one_is_refused(client_of, officer, round_):
    enter(round_, "Phan Văn An", due_on=date(2020, 5, 21))
    enter(round_, "Lê Thị Bình", state="received")
    client = client_of(officer)

    assert len(client.get("/xet/buoc/?han=qua").context["lines"]) == 1
    assert len(client.get(f"/xet/buoc/?dot={round_.pk}&buoc=received").context["lines"]) == 1
    assert client.get("/xet/buoc/?buoc=nowhere").status_code == 400
    assert client.get("/xet/buoc/?dot=999").status_code == 404


# --- acts ---------------------------------------------------------------------------------------


def test_many_are_looked_at_first_then_moved_and_taken_back(client_of, officer, round_):
    rows = enter(round_)
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(rows[2], state="received")
    client = client_of(officer)
    sent = {"ho-so": keys(rows), "tiep": "/xet/buoc/?buoc=submitted"}

    look = client.post("/xet/buoc/receive/", sent | {"xem": "1"})
    assert (look.context["going"], look.context["passed_over"], states()) == (
        2,
        1,
        ["submitted", "submitted", "received"],
    )
    assert "Trần Mai Chi: hồ sơ đã tiếp nhận." in text(look)
    done = client.post("/xet/buoc/receive/", sent)
    assert (done.url, states()) == ("/xet/buoc/?buoc=submitted", ["received"] * 3)
    page = text(client.get("/xet/buoc/"))
    assert "Tiếp nhận: 2 hồ sơ." in page
    undo = page.partition("data-undo><span>")[2].partition('action="')[2].partition('"')[0]
    client.post(undo)
    assert states() == ["submitted", "submitted", "received"]


def test_all_of_the_filter_is_all_of_the_filter(client_of, officer, round_):
    enter(round_)
    enter(round_, "Ngô Văn Dũng", state="received")

    client_of(officer).post("/xet/buoc/receive/?buoc=submitted", {"tat-ca": "1"})

    assert states() == ["received"] * 4
    assert Step.objects.count() == 3


def test_a_return_asks_for_its_points_and_keeps_what_was_typed(client_of, officer, round_):
    rows = enter(round_, "Phan Văn An")
    client = client_of(officer)

    form = client.get(f"/xet/buoc/return/?ho-so={rows[0].pk}")
    assert form.context["takes_points"]
    empty = client.post(
        "/xet/buoc/return/", {"ho-so": rows[0].pk, "diem-noi": ["ho-so"], "diem": [" "], "ly-do": "Sửa"}
    )
    assert (empty.status_code, "Chưa nêu điểm nào cần sửa" in text(empty), states()) == (422, True, ["submitted"])
    client.post(
        "/xet/buoc/return/",
        {"ho-so": rows[0].pk, "diem-noi": ["thanh-tich", "ho-so"], "diem": ["Thiếu số quyết định", ""]},
    )
    assert states() == ["returned"]
    assert list(Remark.objects.values_list("place", "words")) == [("thanh-tich", "Thiếu số quyết định")]


def test_what_somebody_else_has_moved_is_told_as_a_conflict(client_of, officer, round_):
    rows = enter(round_, "Phan Văn An", state="received")

    response = client_of(officer).post("/xet/buoc/receive/", {"ho-so": rows[0].pk})

    assert (response.status_code, states()) == (409, ["received"])


def test_a_step_within_a_sitting_is_no_act_of_this_screen(client_of, officer, round_):
    rows = enter(round_, "Phan Văn An", state="tabled")

    response = client_of(officer).post("/xet/buoc/pass/", {"ho-so": rows[0].pk})

    assert (response.status_code >= 400, states()) == (True, ["tabled"])


def test_nobody_comes_back_to_another_site(client_of, officer, round_):
    rows = enter(round_, "Phan Văn An")

    response = client_of(officer).post("/xet/buoc/receive/", {"ho-so": rows[0].pk, "tiep": "//example.test/"})

    assert response.url == "/xet/buoc/"


@pytest.mark.parametrize(("role", "buttons"), [("clerk", ["withdraw"]), ("officer", ["receive", "return", "withdraw"])])
def test_the_acts_of_one_dossier_are_those_of_the_role(request, client_of, rf, round_, role, buttons):
    from django.template import engines

    row = enter(round_, "Phan Văn An")[0]
    asked = rf.get("/xet/ho-so/1/")
    asked.user = request.getfixturevalue(role)

    html = engines["django"].from_string('{% include "way/acts.html" %}').render({"nomination": row}, asked)

    assert [name for name in ("receive", "return", "withdraw") if f"/xet/buoc/{name}/" in html] == buttons


def test_what_stands_in_the_way_of_a_button_is_told(client_of, rf, officer, round_, monkeypatch):
    from django.template import engines

    class Line:
        words, words_en = "Biên bản họp xét", "Minutes"

    monkeypatch.setattr(dossiers, "missing_papers", lambda keys: {key: [Line] for key in keys})
    row = enter(round_, "Phan Văn An", state="received")[0]
    asked = rf.get("/xet/ho-so/1/")
    asked.user = officer

    html = engines["django"].from_string('{% include "way/acts.html" %}').render({"nomination": row}, asked)

    assert "Còn thiếu 1 giấy tờ: Biên bản họp xét." in html
    assert "/xet/buoc/check/" not in html


# --- where everything stands --------------------------------------------------------------------


@pytest.mark.parametrize("names", [NAMES[:1], NAMES])
def test_the_board_asks_as_much_for_three_dossiers_as_for_one(
    client_of, officer, round_, django_assert_num_queries, names
):
    enter(round_, *names, due_on=date(2020, 5, 21))
    client = client_of(officer)
    client.get("/xet/han/")

    with django_assert_num_queries(7):
        response = client.get("/xet/han/")
    assert response.context["board"].total.overdue == len(names)


def test_every_number_of_the_board_opens_the_dossiers_that_it_counts(client_of, officer, round_, office):
    enter(round_, "Phan Văn An", due_on=date(2020, 5, 21))
    enter(round_, "Lê Thị Bình", "Trần Mai Chi", unit=office.unit)
    client = client_of(officer)
    context = client.get("/xet/han/").context
    squares = [square for _, row, total in context["units"] for square in (*row, total) if square]
    squares += [*context["totals"], context["total"]]

    assert [len(client.get(one.url).context["lines"]) for one in squares] == [one.cell.count for one in squares]
    assert [len(client.get(one.late_url).context["lines"]) for one in squares] == [one.cell.overdue for one in squares]


def test_an_empty_board_says_so(client_of, officer, office):
    assert "Chưa có hồ sơ nào đang xử lý" in text(client_of(officer).get("/xet/han/"))


# --- home ---------------------------------------------------------------------------------------


def test_home_names_what_waits_with_one_place_for_each(client_of, officer, clerk, round_):
    enter(round_, due_on=date(2020, 5, 21))
    enter(round_, "Ngô Văn Dũng", state="drafting", due_on=date(2020, 6, 30))

    for account, told in ((officer, "3 hồ sơ cần tiếp nhận"), (clerk, "1 hồ sơ cần soạn và gửi")):
        response = client_of(account).get("/ban-viec/")
        assert [str(one.what) for one in response.context["tasks"]] == [told]
        assert client_of(account).get(response.context["tasks"][0].url).status_code == 200


@pytest.mark.parametrize("role", ["member", "signer"])
def test_home_works_for_those_who_only_sit_or_sign(request, client_of, round_, role):
    response = client_of(request.getfixturevalue(role)).get("/ban-viec/")

    assert (response.status_code, "Không có việc nào đang chờ." in text(response)) == (200, True)
