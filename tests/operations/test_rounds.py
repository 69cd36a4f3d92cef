"""Rounds of commendation: what each kind begins with, what is refused and why, the states they go through, and who sees them."""

from datetime import date

import pytest

from tdkt.operations.errors import NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.round_kinds import KINDS, forms_for
from tdkt.operations.rounds import (
    call_off_round,
    change_round,
    close_round,
    end_round,
    make_round,
    open_round,
    round_seen_by,
    rounds_seen_by,
    units_in,
)
from tdkt.operations.standing import set_standing
from tdkt.records.models import Entry, Nomination, Round, Subject, Unit
from tdkt.records.models.rounds import ROUND_KINDS
from tests.conftest import WORKING_DAY, make_account, make_unit
from tests.web.register import NOON

FIGHTER = "chien-si-thi-dua-co-so"


def enter_round(office, by=None, **said) -> Round:
    said = {
        "name": "Xét khen thưởng năm 2019",
        "years": (2019, 2019),
        "law_on": date(2020, 5, 25),
        "opens_on": date(2020, 5, 1),
        "closes_on": date(2020, 5, 29),
    } | said
    return make_round(said.pop("kind", "yearly"), unit_id=office.unit_id, by=by, at=NOON, **said)


def test_every_kind_of_the_table_has_a_ground_and_awards_that_the_law_gives_on_it():
    assert set(KINDS) == set(ROUND_KINDS)
    for kind in KINDS:
        assert forms_for(kind, date(2024, 6, 1)), kind


def test_a_round_begins_with_the_titles_of_the_force_and_one_phase(office, officer):
    set_standing(office.unit_id, force="police", by=None, at=NOON)

    said = enter_round(office, officer)

    assert [form["award"] for form in said.forms] == [
        "chien-si-thi-dua-co-so",
        "chien-si-tien-tien",
        "don-vi-quyet-thang",
        "don-vi-tien-tien",
        "bang-khen-bo-tinh",
        "giay-khen",
    ]
    assert said.phases == [{"phase": "propose", "from": "2020-05-01", "until": "2020-05-29"}]
    assert (said.state, said.units) == ("preparing", [])
    assert Entry.objects.latest("seq").verb == "rounds.make"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": "  "}, "chưa có tên"),
        ({"closes_on": date(2020, 4, 1)}, "Hạn nộp 01/04/2020 trước ngày mở 01/05/2020"),
        ({"years": (2020, 2019)}, "Năm cuối trước năm đầu"),
        ({"years": (2020, 2020)}, "cho năm 2019, đợt này ghi năm 2020"),
        ({"forms": []}, "chưa có hình thức"),
        ({"forms": [{"award": "huan-chuong-lao-dong"}]}, "phải nói rõ hạng"),
        ({"forms": [{"award": "giay-khen", "class": 1}]}, "không có hạng"),
        ({"forms": [{"award": "xa-phuong-tieu-bieu"}]}, "Luật ngày 25/05/2020 không có Xã"),
        ({"units": [999]}, "Không có đơn vị số 999"),
        ({"phases": [{"phase": "party", "from": "2020-05-01", "until": "2020-05-02"}]}, "Không có bước"),
        (
            {
                "phases": [
                    {"phase": "council", "from": "2020-06-10", "until": "2020-06-11"},
                    {"phase": "appraise", "from": "2020-06-01", "until": "2020-06-05"},
                ]
            },
            "Bước Thẩm định phải đứng sau",
        ),
        ({"ballots": [{"award": FIGHTER, "percent": 80, "of": "all-members", "secret": True}]}, "chưa ghi căn cứ"),
        ({"ballots": [{"award": "giay-khen", "percent": 180, "source": "Quy chế"}]}, "từ trên 0 đến 100"),
        ({"kind": "monthly"}, "Không có loại đợt"),
    ],
)
def test_a_round_that_cannot_be_is_refused_with_what_is_wrong(office, officer, said, words):
    with pytest.raises(RuleNotMet) as refused:
        enter_round(office, officer, **said)

    assert words in refused.value.vietnamese
    assert Round.objects.count() == 0


def test_two_rounds_of_a_unit_have_two_names(office, officer):
    enter_round(office, officer)

    with pytest.raises(RuleNotMet) as refused:
        enter_round(office, officer)

    assert "Đã có đợt “Xét khen thưởng năm 2019”" in refused.value.vietnamese


def test_only_the_officer_arranges_rounds(office, clerk, inspector):
    for account in (clerk, inspector):
        with pytest.raises(NotPermitted):
            enter_round(office, account)


def test_all_of_a_round_is_changed_while_it_is_prepared_and_later_only_what_binds_nobody(office, officer):
    said = enter_round(office, officer)

    changed = change_round(said.pk, by=officer, at=NOON, name="Năm 2019", forms=[{"award": "giay-khen"}])
    assert (changed.name, changed.forms) == ("Năm 2019", [{"award": "giay-khen", "class": None, "level": "agency"}])

    open_round(said.pk, by=officer, at=NOON)
    assert change_round(said.pk, by=officer, at=NOON, closes_on=date(2020, 6, 5)).closes_on == date(2020, 6, 5)
    with pytest.raises(WrongState) as refused:
        change_round(said.pk, by=officer, at=NOON, name="Khác")
    assert "đang mở, chỉ còn đổi được hạn nộp" in refused.value.vietnamese


def test_a_round_goes_through_its_states_and_no_others(office, officer):
    said = enter_round(office, officer)

    with pytest.raises(WrongState) as refused:
        close_round(said.pk, by=officer, at=NOON)
    assert refused.value.vietnamese == (
        "Đợt “Xét khen thưởng năm 2019” đang soạn; việc này chỉ làm được khi đợt đang mở."
    )
    states = [step(said.pk, by=officer, at=NOON).state for step in (open_round, close_round, open_round, end_round)]
    assert states == ["open", "closed", "open", "ended"]
    with pytest.raises(WrongState):
        open_round(said.pk, by=officer, at=NOON)
    with pytest.raises(WrongState):
        change_round(said.pk, by=officer, at=NOON, note="muộn")


def test_a_round_with_a_dossier_on_its_way_is_not_called_off(office, officer):
    said = enter_round(office, officer)
    subject = Subject.objects.get(name="Công an huyện mẫu")
    with writing(by=None, at=NOON, verb="nominations.make") as pen:
        nomination = pen.add_one(
            Nomination(
                round=said,
                subject=subject,
                recipient="collective",
                award="giay-khen",
                proposer=subject.unit,
                since=WORKING_DAY,
            )
        )

    with pytest.raises(WrongState) as refused:
        call_off_round(said.pk, reason="Hoãn", by=officer, at=NOON)
    assert "còn 1 hồ sơ chưa xong" in refused.value.vietnamese

    with writing(by=None, at=NOON, verb="way.take") as pen:
        pen.change(nomination, state="withdrawn")
    with pytest.raises(RuleNotMet):
        call_off_round(said.pk, reason=" ", by=officer, at=NOON)
    ended = call_off_round(said.pk, reason="Hoãn sang năm sau", by=officer, at=NOON)
    assert (ended.state, ended.note) == ("called-off", "Hoãn sang năm sau")


def test_a_clerk_sees_opened_rounds_that_concern_the_own_unit(office, officer, clerk, inspector):
    district = Unit.objects.get(name="Công an huyện mẫu")
    other = make_unit("Công an huyện khác", under=office.unit)
    team = make_unit("Đội mẫu", under=district)
    for_all = enter_round(office, officer, name="Cho tất cả")
    for_other = enter_round(office, officer, name="Cho đơn vị khác", units=[other.pk])
    for_district = enter_round(office, officer, name="Cho huyện", units=[district.pk])
    prepared = enter_round(office, officer, name="Đang soạn")
    for said in (for_all, for_other, for_district):
        open_round(said.pk, by=officer, at=NOON)
    of_team = make_account("team", "Lý Văn Mẫu", "clerk", team)

    def seen(account):
        return {one.name for one in rounds_seen_by(account, on=WORKING_DAY)}

    assert seen(officer) == seen(inspector) == {"Cho tất cả", "Cho đơn vị khác", "Cho huyện", "Đang soạn"}
    assert seen(clerk) == seen(of_team) == {"Cho tất cả", "Cho huyện"}
    with pytest.raises(Exception, match=f"Không có đợt số {prepared.pk}"):
        round_seen_by(clerk, prepared.pk, on=WORKING_DAY)
    assert [unit.name for unit in units_in(for_all, on=WORKING_DAY)] == ["Công an huyện mẫu", "Công an huyện khác"]
    assert [unit.name for unit in units_in(for_other, on=WORKING_DAY)] == ["Công an huyện khác"]
