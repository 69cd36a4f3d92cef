"""Taking lists in: a plan writes nothing, an application is one act, and a revert leaves the register as it was."""

import copy
from typing import Any

import pytest

from tdkt.operations.audit import registered_models, verify
from tdkt.operations.errors import NotPermitted, RuleNotMet, WrongState
from tdkt.operations.imports import apply_import, apply_imports, plan_import, revert_import
from tdkt.records.models import (
    Account,
    Conferral,
    Decision,
    Entry,
    ImportBatch,
    ModelType,
    Office,
    Person,
    Service,
    Subject,
    Unit,
)
from tests.operations.plans import MONDAY, TUESDAY, incoming, statuses, units_of_province

pytestmark = pytest.mark.django_db

LAN = {
    "name": "TRẦN THỊ LAN",
    "born": "1985-03-12",
    "unit": "Công an huyện Đại Lộc",
    "rank": "Đại úy",
    "post": "Đội phó",
}
MERIT = {
    "award": "bang-khen-bo-tinh",
    "authority": "province",
    "decision_number": "1234/QĐ-UBND",
    "decision_date": "2019-11-20",
}


def register_rows() -> dict[str, list[dict[str, Any]]]:
    """The whole register as it stands, row by row."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in registered_models()}


@pytest.fixture
def province() -> None:
    apply_import(units_of_province(), by=None, at=MONDAY)


def test_the_first_unit_becomes_the_office_and_the_others_stand_under_it(province: None):
    paths = dict(Unit.objects.values_list("name", "places__path"))
    keys = dict(Unit.objects.values_list("name", "id"))

    root = f"{keys['Công an tỉnh Quảng Nam']:06d}."
    district = root + f"{keys['Công an huyện Đại Lộc']:06d}."
    assert paths == {
        "Công an tỉnh Quảng Nam": root,
        "Công an huyện Đại Lộc": district,
        "Đội An ninh": district + f"{keys['Đội An ninh']:06d}.",
    }
    assert Office.objects.get().unit_id == keys["Công an tỉnh Quảng Nam"]


def test_an_award_row_enters_the_person_the_decision_and_the_honour_with_the_cells_they_came_from(province: None):
    taken = apply_import(incoming("awards", LAN | MERIT), by=None, at=MONDAY)

    conferral = Conferral.objects.select_related("subject", "decision", "unit", "source__batch").get()
    assert statuses(taken) == ["new"]
    assert (conferral.subject.name, conferral.subject.person.born, conferral.unit.name) == (
        "Trần Thị Lan",
        "1985-03-12",
        "Công an huyện Đại Lộc",
    )
    assert (conferral.award, conferral.level, conferral.authority, conferral.year, conferral.state) == (
        "bang-khen-bo-tinh", "province", "UBND tỉnh", 2019, "decided",
    )  # fmt: skip
    assert (conferral.decision.number, str(conferral.decision.signed_on)) == ("1234/QĐ-UBND", "2019-11-20")
    assert (conferral.source.at, conferral.source.batch.file_name) == ("Sheet1!A7:F7", "danh-sach.xlsx")
    assert list(Service.objects.values_list("rank", "post", "unit__name")) == [
        ("Đại úy", "Đội phó", "Công an huyện Đại Lộc")
    ]


def test_a_plan_writes_nothing_and_says_what_would_be_done(province: None):
    before, entries = register_rows(), Entry.objects.count()

    planned = plan_import(incoming("awards", LAN | MERIT), by=None, at=MONDAY)

    assert (statuses(planned), planned.applied) == (["new"], False)
    assert (register_rows(), Entry.objects.count(), ImportBatch.objects.count()) == (before, entries, 1)


def test_while_a_row_is_refused_nothing_is_applied(province: None):
    unsaid = LAN | MERIT | {"decision_number": None, "name": "Phan Văn Bình"}
    before = register_rows()

    taken = apply_import(incoming("awards", LAN | MERIT, unsaid), by=None, at=MONDAY)

    refused = taken.plan["parts"][0]["rows"][1]
    assert (statuses(taken), taken.applied, register_rows()) == (["new", "refused"], False, before)
    assert refused["problems"] == [
        {
            "code": "decision-missing",
            "level": "error",
            "at": "Sheet1!A8:F8",
            "value": "Phan Văn Bình",
            "message": "Dòng đã khen nhưng không có số quyết định.",
            "remedy": "Thêm cột Số quyết định, hoặc ghi “(Kèm theo Quyết định số …)” dưới tiêu đề.",
        }
    ]


def test_partial_enters_the_settled_rows_and_leaves_the_others(province: None):
    unsaid = LAN | MERIT | {"decision_number": None, "name": "Phan Văn Bình"}

    taken = apply_import(incoming("awards", LAN | MERIT, unsaid), by=None, at=MONDAY, partial=True)

    assert (statuses(taken), taken.applied) == (["new", "refused"], True)
    assert list(Conferral.objects.values_list("subject__name", flat=True)) == ["Trần Thị Lan"]


def test_applying_then_reverting_leaves_the_register_as_it_was(province: None):
    before = register_rows()
    staff = apply_import(
        incoming("people", LAN, LAN | {"name": "Phan Văn Bình", "service_number": "000-0002"}), by=None, at=MONDAY
    )
    awards = apply_import(incoming("awards", LAN | MERIT | {"rank": "Thiếu tá"}), by=None, at=TUESDAY)
    assert register_rows() != before

    revert_import(awards.batch.pk, by=None, at=TUESDAY)
    revert_import(staff.batch.pk, by=None, at=TUESDAY)

    assert register_rows() == before
    assert verify().faults == ()


def test_even_the_units_can_be_taken_back():
    before = register_rows()
    taken = apply_import(units_of_province(), by=None, at=MONDAY)

    revert_import(taken.batch.pk, by=None, at=TUESDAY)

    assert (register_rows(), Office.objects.get().unit_id, verify().faults) == (before, None, ())


def test_an_account_made_before_the_first_list_of_units_sees_the_office_from_then_on():
    early = Account.objects.create_user("ha", name="Hà", role="officer")

    taken = apply_import(units_of_province(), by=None, at=MONDAY)
    early.refresh_from_db()
    seen = early.unit
    revert_import(taken.batch.pk, by=None, at=TUESDAY)
    early.refresh_from_db()

    assert seen is not None
    assert (seen.name, early.unit) == ("Công an tỉnh Quảng Nam", None)


def test_an_import_on_which_later_rows_rest_is_not_reverted(province: None):
    staff = apply_import(incoming("people", LAN), by=None, at=MONDAY)
    apply_import(incoming("awards", LAN | MERIT), by=None, at=TUESDAY)
    before = register_rows()

    with pytest.raises(RuleNotMet, match=r"Rút (các lần nhập sau|lần sửa đó) trước"):
        revert_import(staff.batch.pk, by=None, at=TUESDAY)

    assert register_rows() == before


def test_an_import_is_reverted_once(province: None):
    taken = apply_import(incoming("awards", LAN | MERIT), by=None, at=MONDAY)
    revert_import(taken.batch.pk, by=None, at=TUESDAY)

    with pytest.raises(WrongState):
        revert_import(taken.batch.pk, by=None, at=TUESDAY)


def test_an_old_staff_list_taken_in_again_moves_nobody_back(province: None):
    listed = incoming("people", LAN | {"service_number": "000-0001"})
    again = copy.deepcopy(listed)
    apply_import(listed, by=None, at=MONDAY)
    moved = LAN | {"service_number": "000-0001", "rank": "Thiếu tá", "unit": "Công an tỉnh Quảng Nam"}
    apply_import(incoming("people", moved, name="moi.xlsx"), by=None, at=TUESDAY)
    before = register_rows()

    taken = apply_import(again, by=None, at=TUESDAY + (TUESDAY - MONDAY))

    assert (statuses(taken), register_rows()) == (["same"], before)


def test_a_staff_list_attests_for_the_day_that_it_says(province: None):
    apply_import(incoming("people", LAN, context={"as_of": "2019-12-31"}), by=None, at=MONDAY)

    assert [str(day) for day in Service.objects.values_list("since", flat=True)] == ["2019-12-31"]


def test_the_same_list_again_adds_nothing(province: None):
    first = incoming("awards", LAN | MERIT)
    again = copy.deepcopy(first)
    apply_import(first, by=None, at=MONDAY)
    before = register_rows()

    taken = apply_import(again, by=None, at=TUESDAY)

    assert (statuses(taken), register_rows()) == (["same"], before)


def test_a_name_alone_is_never_enough_to_say_who_it_is(province: None):
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    nameless = {"name": "Trần Thị Lan", "unit": "Công an huyện Đại Lộc"} | MERIT

    taken = plan_import(incoming("awards", nameless), by=None, at=TUESDAY)

    row = taken.plan["parts"][0]["rows"][0]
    assert row["status"] == "doubtful"
    assert [(c["name"], c["born"], c["unit"]) for c in row["candidates"]] == [
        ("Trần Thị Lan", "1985-03-12", "Công an huyện Đại Lộc")
    ]


def test_two_people_of_one_name_stay_two(province: None):
    apply_import(incoming("people", LAN, LAN | {"born": "1990-07-01"}), by=None, at=MONDAY)

    assert list(Person.objects.order_by("born").values_list("subject__name", "born")) == [
        ("Trần Thị Lan", "1985-03-12"),
        ("Trần Thị Lan", "1990-07-01"),
    ]


def test_a_person_is_found_by_number_whatever_the_spelling_of_the_name(province: None):
    apply_import(
        incoming("people", LAN | {"name": "Nguyễn Thúy Hòa", "service_number": "000-0001"}), by=None, at=MONDAY
    )

    apply_import(
        incoming("awards", MERIT | {"name": "Nguyễn Thuý Hoà", "service_number": "000-0001"}), by=None, at=TUESDAY
    )

    assert Conferral.objects.get().subject == Subject.objects.get(kind="individual")


def test_a_decision_number_with_two_dates_is_a_conflict(province: None):
    apply_import(incoming("awards", LAN | MERIT), by=None, at=MONDAY)

    taken = apply_import(
        incoming("awards", LAN | MERIT | {"name": "Phan Văn Bình", "decision_date": "2019-11-25"}), by=None, at=TUESDAY
    )

    assert (statuses(taken), taken.applied, Decision.objects.count()) == (["conflict"], False, 1)


def test_a_proposal_that_is_granted_becomes_that_honour(province: None):
    order = {"award": "huan-chuong-bao-ve-to-quoc", "class": 3}
    apply_import(
        incoming("awards", LAN | order | {"stage": "proposed", "decision_number": "214/TTr-CAT"}), by=None, at=MONDAY
    )
    proposed = Conferral.objects.get()

    taken = apply_import(
        incoming("awards", LAN | order | {"decision_number": "12/QĐ-CTN", "decision_date": "2020-05-10"}),
        by=None,
        at=TUESDAY,
    )

    granted = Conferral.objects.get()
    assert (proposed.state, proposed.decision) == ("proposed", None)
    assert (statuses(taken), granted.pk, granted.state, granted.decision.number, granted.year, granted.level) == (
        ["changes"], proposed.pk, "decided", "12/QĐ-CTN", 2020, "president",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"award": "co-thi-dua-chinh-phu"}, "award-not-for-recipient"),
        ({"award": "giay-khen", "class": 2}, "class-not-in-award"),
        ({"award": None}, "award-unknown"),
    ],
)
def test_what_the_catalogue_forbids_is_refused(province: None, record: dict[str, Any], code: str):
    taken = apply_import(incoming("awards", LAN | MERIT | record), by=None, at=MONDAY)

    row = taken.plan["parts"][0]["rows"][0]
    assert (row["status"], [problem["code"] for problem in row["problems"]]) == ("refused", [code])


def test_several_files_are_taken_in_all_or_none(province: None):
    before = register_rows()
    bad = incoming("awards", LAN | MERIT | {"award": None}, name="hai.xlsx")

    taken = apply_imports([(incoming("people", LAN), MONDAY), (bad, TUESDAY)], by=None)

    assert ([one.applied for one in taken], register_rows()) == ([False, False], before)


def test_a_clerk_may_plan_but_not_apply(province: None):
    clerk = Account.objects.create_user("ha", name="Hà", role="clerk", unit=Unit.objects.first())

    assert statuses(plan_import(incoming("people", LAN), by=clerk, at=MONDAY)) == ["new"]
    with pytest.raises(NotPermitted):
        apply_import(incoming("people", LAN), by=clerk, at=MONDAY)


def test_a_dissolved_unit_keeps_its_name_for_the_rows_of_its_time_and_its_successor_inherits(province: None):
    later = incoming(
        "units",
        {"name": "Công an huyện Đại Lộc", "parent": "Công an tỉnh Quảng Nam", "to": "2025-02-28"},
        {
            "name": "Phòng Tham mưu",
            "parent": "Công an tỉnh Quảng Nam",
            "from": "2025-03-01",
            "succeeds": ["Công an huyện Đại Lộc"],
        },
    )

    taken = apply_import(later, by=None, at=TUESDAY)
    apply_import(incoming("awards", LAN | MERIT), by=None, at=TUESDAY)

    district = Unit.objects.get(name="Công an huyện Đại Lộc")
    assert (statuses(taken), str(district.ended)) == (["changes", "new"], "2025-02-28")
    assert list(district.successions.values_list("successor__name", "kind", "on_date__year")) == [
        ("Phòng Tham mưu", "rename", 2025)
    ]
    assert Conferral.objects.get().unit == district


def test_models_are_counted_by_the_closing_day_of_their_list(province: None):
    loa = {
        "type": "Tiếng loa an ninh",
        "name": "Tiếng loa an ninh",
        "district": "huyện Đại Lộc",
        "places": 2,
        "groups": 3,
    }
    taken = apply_import(
        incoming(
            "models", loa | {"place": "xã Đại Hiệp"}, loa | {"place": "xã Đại Quang"}, context={"as_of": "2019-12-31"}
        ),
        by=None,
        at=MONDAY,
    )
    twice = plan_import(
        incoming("models", loa | {"place": "xã Đại Hiệp"}, context={"as_of": "2019-12-31"}), by=None, at=TUESDAY
    )

    assert (statuses(taken), statuses(twice)) == (["new", "new"], ["same"])


def test_a_type_spelled_with_either_tone_placement_is_one_type(province: None):
    apply_import(
        incoming(
            "models",
            {"type": "Khu dân cư không có ma túy", "name": "Khu 1", "place": "xã Đại Hiệp"},
            {"type": "Khu dân cư không có ma tuý", "name": "Khu 2", "place": "xã Đại Hiệp"},
        ),
        by=None,
        at=MONDAY,
    )

    assert list(ModelType.objects.values_list("name", "models__name").order_by("models__name")) == [
        ("Khu dân cư không có ma túy", "Khu 1"),
        ("Khu dân cư không có ma túy", "Khu 2"),
    ]


def test_a_rating_that_differs_from_the_register_is_a_conflict_not_a_change(province: None):
    good = {
        "name": "Trần Thị Lan",
        "born": "1985-03-12",
        "unit": "Công an huyện Đại Lộc",
        "year": 2019,
        "rating": "hoan-thanh-tot",
    }
    apply_import(incoming("ratings", good), by=None, at=MONDAY)

    same = apply_import(incoming("ratings", good), by=None, at=TUESDAY)
    other = apply_import(incoming("ratings", good | {"rating": "hoan-thanh"}), by=None, at=TUESDAY)

    assert (statuses(same), statuses(other), other.applied) == (["same"], ["conflict"], False)


def test_what_only_the_database_refuses_is_one_sentence_and_enters_nothing(province: None):
    before = register_rows()
    file = incoming("ratings", {"name": "Trần Thị Lan", "born": "1985-03-12", "year": 2019, "rating": "rat-tot"})

    with pytest.raises(RuleNotMet, match=r"^danh-sach\.xlsx: có giá trị mà cơ sở dữ liệu không nhận .*rating_known"):
        apply_import(file, by=None, at=TUESDAY)

    assert register_rows() == before


def test_two_lines_on_one_honour_fill_each_other_and_the_file_again_adds_nothing(province: None):
    lan = {
        "name": "Trần Thị Lan",
        "born": "1985-03-12",
        "recipient": "individual",
        "award": "giay-khen",
        "for_to": 2019,
    }
    granted = lan | {"decision_number": "7/QĐ-CAT", "decision_date": "2019-11-20", "reason": "Có thành tích"}
    file = incoming("awards", lan | {"stage": "proposed", "rank": "Trung úy"}, granted)

    first = apply_import(file, by=None, at=TUESDAY)
    honour = Conferral.objects.get()
    again = incoming("awards", lan | {"stage": "proposed", "rank": "Trung úy"}, granted)

    assert (statuses(first), statuses(apply_import(again, by=None, at=TUESDAY))) == (["new", "same"], ["same", "same"])
    assert (honour.state, honour.rank, honour.reason, honour.year) == ("decided", "Trung úy", "Có thành tích", 2019)


@pytest.mark.parametrize("year", [None, 2019])
def test_proposals_that_were_granted_are_not_proposed_again_when_their_list_comes_again(
    year: int | None, province: None
):
    lan = LAN | {"recipient": "individual", "award": "giay-khen", "for_to": year}
    proposal, grant = lan | {"stage": "proposed"}, lan | {"decision_number": "7/QĐ-CAT", "decision_date": "2019-11-20"}
    apply_import(incoming("awards", proposal), by=None, at=MONDAY)
    apply_import(incoming("awards", grant), by=None, at=TUESDAY)
    before = register_rows()

    assert statuses(apply_import(incoming("awards", proposal), by=None, at=TUESDAY)) == ["same"]
    assert register_rows() == before
    assert [honour.state for honour in Conferral.objects.all()] == ["decided"]
