"""Which dossiers a draft decision takes, in which order, and how its list is worked on."""

from datetime import date, timedelta

import pytest

from tdkt.operations.audit import verify
from tdkt.operations.decisions import giver_words, own_level
from tdkt.operations.draft_lists import (
    Change,
    changes,
    lines_of,
    move,
    out_of_order,
    put_in_order,
    shown_mark,
    split,
    take_out,
)
from tdkt.operations.drafts import add_to, call_off, draft, edit, put_to_sign, take_from_signer, waiting
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.records.models import Draft, DraftLine, Nomination, Office, Unit
from tests.operations.drafted import AT, ON, a_person, a_round, five_passed, passed

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def names(paper: Draft) -> list[str]:
    return [line.nomination.subject.name for line in lines_of(paper)]


def states(nominations: list[Nomination]) -> list[str]:
    return list(
        Nomination.objects.filter(pk__in=[one.pk for one in nominations]).order_by("pk").values_list("state", flat=True)
    )


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Công an tỉnh mẫu", "agency"),
        ("Bộ Nội vụ mẫu", "ministry"),
        ("UBND tỉnh mẫu", "province"),
        ("Ủy ban nhân dân thành phố mẫu", "province"),
        ("Bộ Chỉ huy quân sự tỉnh mẫu", "agency"),
        ("Bộ Tư lệnh Quân khu mẫu", "agency"),
        ("UBND xã mẫu", "commune"),
        ("Bộ Công an mẫu", "ministry"),
    ],
)
def test_an_office_decides_at_the_level_that_its_name_says(name: str, level: str):
    assert own_level(Office(name=name)) == level


@pytest.mark.parametrize(
    ("name", "above", "level", "giver"),
    [
        ("Bộ Công an mẫu", "Chính phủ", "ministry", "Bộ Công an mẫu"),
        ("Công an tỉnh mẫu", "Bộ Công an mẫu", "ministry", "Bộ Công an mẫu"),
        ("UBND tỉnh mẫu", "Chính phủ", "province", "UBND tỉnh mẫu"),
        ("UBND thành phố mẫu", "UBND tỉnh mẫu", "district", "UBND thành phố mẫu"),
        ("UBND thành phố mẫu", "", "province", "UBND thành phố mẫu"),
        ("Công an tỉnh mẫu", "Bộ Công an mẫu", "agency", "Giám đốc Công an tỉnh mẫu"),
        ("Công an tỉnh mẫu", "Bộ Công an mẫu", "president", "Chủ tịch nước"),
    ],
)
def test_the_giver_is_named_as_it_is_seen_from_the_office(name: str, above: str, level: str, giver: str):
    assert giver_words(level, Office(name=name, parent=above, signer_post="Giám đốc")) == giver


def test_what_the_law_lays_before_the_council_waits_for_no_draft_before_it(office, officer):
    """An order must be public before the council meets: the text has no share of votes for it, and asks for the council all the same."""
    round_ = a_round(office, law_on=date(2024, 6, 28))
    order = passed(round_, a_person("Lê Văn Bách", office.unit), "huan-chuong-bao-ve-to-quoc", class_no=3)
    Nomination.objects.filter(pk=order.pk).update(state="ready")
    before = waiting(round_.pk)
    Nomination.objects.filter(pk=order.pk).update(state="passed")

    assert (before, {level: len(rows) for level, rows in waiting(round_.pk).items()}) == ({}, {"president": 1})


def test_each_decider_gets_a_list_of_his_own(office, officer):
    round_ = a_round(office)
    person = a_person("Lê Văn Bách", office.unit)
    passed(round_, person, "bang-khen-bo-tinh")
    passed(round_, person, "bang-khen-thu-tuong")
    passed(round_, person, "giay-khen")

    found = waiting(round_.pk)

    assert {level: [one.award for one in nominations] for level, nominations in found.items()} == {
        "prime-minister": ["bang-khen-thu-tuong"],
        "ministry": ["bang-khen-bo-tinh"],
        "agency": ["giay-khen"],
    }


def test_the_list_stands_in_the_order_of_the_law_then_of_the_office(office, officer):
    round_ = a_round(office)
    district = Unit.objects.get(name="Công an huyện mẫu")
    an, binh = a_person("Phạm Văn An", office.unit), a_person("Lê Văn Bình", office.unit)
    passed(round_, an, "giay-khen")
    passed(round_, binh, "giay-khen")
    passed(round_, district.subject, "giay-khen", recipient="collective")
    passed(round_, binh, "chien-si-thi-dua-co-so")
    passed(round_, a_person("Vũ Văn Yên", office.unit), "giay-khen", place=0)
    Nomination.objects.filter(subject__in=[an, binh], award="giay-khen").update(place=2)

    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)

    assert [(line.place, line.nomination.award, line.nomination.subject.name) for line in lines_of(paper)] == [
        (1, "chien-si-thi-dua-co-so", "Lê Văn Bình"),
        (2, "giay-khen", "Công an huyện mẫu"),
        (3, "giay-khen", "Vũ Văn Yên"),
        (4, "giay-khen", "Phạm Văn An"),
        (5, "giay-khen", "Lê Văn Bình"),
    ]
    assert out_of_order(lines_of(paper)) == []


def test_a_draft_moves_its_dossiers_and_says_what_it_is_about(office, officer):
    round_, five = five_passed(office)

    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)

    assert states(five) == ["drafted"] * 5
    assert (paper.own, paper.state, paper.authority, paper.series, paper.title) == (
        True,
        "drafting",
        "Giám đốc Công an tỉnh mẫu",
        "QĐ-CAT",
        "Về việc tặng thưởng Giấy khen (Tổng kết năm 2019)",
    )
    assert [fault for fault in verify().faults if "draft" in fault or "nomination" in fault] == []


def test_what_is_decided_above_becomes_a_submission(office, officer):
    round_, _ = five_passed(office, "bang-khen-bo-tinh")

    paper = draft(round_.pk, level="ministry", by=officer, at=LATER, on=ON)

    assert (paper.own, paper.authority, paper.series) == (False, "Bộ Công an", "TTr-CAT")


def test_nobody_waits_twice(office, officer):
    round_, _ = five_passed(office)
    draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)

    assert waiting(round_.pk) == {}
    with pytest.raises(RuleNotMet, match="Không có hồ sơ nào"):
        draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)


def test_a_dossier_that_is_not_passed_cannot_be_named_for_a_draft(office, officer):
    round_, five = five_passed(office)
    failed = passed(round_, a_person("Lý Văn Út", office.unit), state="failed")

    with pytest.raises(WrongState):
        draft(round_.pk, level="agency", nominations=[five[0].pk, failed.pk], by=officer, at=LATER, on=ON)
    with pytest.raises(NotFound):
        draft(round_.pk, level="agency", nominations=[five[0].pk, 999], by=officer, at=LATER, on=ON)

    assert (Draft.objects.count(), states(five)) == (0, ["passed"] * 5)


def test_only_the_officer_drafts(office, clerk, signer, inspector):
    round_, _ = five_passed(office)
    for account in (clerk, signer, inspector):
        with pytest.raises(NotPermitted):
            draft(round_.pk, level="agency", by=account, at=LATER, on=ON)


def test_another_order_needs_a_reason_that_stays_with_the_line(office, officer):
    round_, _ = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    first, *_, last = lines_of(paper)

    with pytest.raises(RuleNotMet, match="lý do"):
        move(last.pk, 1, reason="  ", by=officer, at=LATER)
    move(last.pk, 1, reason="Thành tích tiêu biểu nhất", by=officer, at=LATER)

    assert names(paper)[:2] == [last.nomination.subject.name, first.nomination.subject.name]
    assert [line.place for line in lines_of(paper)] == [1, 2, 3, 4, 5]
    assert [line.words for line in lines_of(paper)] == ["Thành tích tiêu biểu nhất", "", "", "", ""]

    move(last.pk, 5, reason="Xếp lại", by=officer, at=LATER)
    assert [line.words for line in lines_of(paper)] == [""] * 5


def test_a_list_out_of_the_laws_order_says_so_and_goes_back(office, officer):
    round_ = a_round(office)
    bach, cuc = a_person("Lê Văn Bách", office.unit), a_person("Trần Thị Cúc", office.unit)
    passed(round_, bach, "chien-si-thi-dua-co-so")
    passed(round_, cuc, "giay-khen")
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    move(lines_of(paper)[1].pk, 1, reason="Đột xuất", by=officer, at=LATER)

    assert [line.nomination.subject.name for line in out_of_order(lines_of(paper))] == ["Lê Văn Bách"]
    assert put_in_order(paper.pk, by=officer, at=LATER) == 2
    assert (names(paper), out_of_order(lines_of(paper))) == (["Lê Văn Bách", "Trần Thị Cúc"], [])


def test_lines_are_taken_out_with_a_reason_and_wait_again(office, officer):
    round_, five = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    two = [line for line in lines_of(paper) if line.nomination_id in (five[0].pk, five[1].pk)]

    assert take_out([line.pk for line in two], reason="Chờ xác minh", by=officer, at=LATER, on=ON) == 2

    assert states(five) == ["passed", "passed", "drafted", "drafted", "drafted"]
    assert [line.place for line in lines_of(paper)] == [1, 2, 3]
    assert add_to(paper.pk, [five[0].pk], by=officer, at=LATER, on=ON) == 1
    assert names(paper)[-1] == five[0].subject.name


def test_a_list_is_split_into_two_drafts(office, officer):
    round_, five = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    whole = names(paper)
    second = split([line.pk for line in lines_of(paper)[3:]], by=officer, at=LATER, on=ON)

    assert (names(paper), names(second)) == (whole[:3], whole[3:])
    assert [line.place for line in lines_of(second)] == [1, 2]
    assert (second.title, second.series, second.state) == (paper.title, paper.series, "drafting")
    assert states(five) == ["drafted"] * 5
    with pytest.raises(RuleNotMet, match="ít nhất một dòng"):
        split([line.pk for line in lines_of(paper)], by=officer, at=LATER, on=ON)


def test_what_lies_before_the_signer_stands_still_until_it_is_taken_back(office, officer, signer):
    round_, _ = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    put_to_sign(paper.pk, by=officer, at=LATER)
    line = lines_of(paper)[0]

    for act in (
        lambda: move(line.pk, 2, reason="x", by=officer, at=LATER),
        lambda: take_out([line.pk], reason="x", by=officer, at=LATER, on=ON),
        lambda: split([line.pk], by=officer, at=LATER, on=ON),
        lambda: edit(paper.pk, title="Khác", by=officer, at=LATER),
        lambda: put_in_order(paper.pk, by=officer, at=LATER),
    ):
        with pytest.raises(WrongState):
            act()

    take_from_signer(paper.pk, reason="Sửa trích yếu", by=signer, at=LATER)
    assert edit(paper.pk, title="Khác", by=officer, at=LATER).title == "Khác"


def test_words_that_a_paper_must_have_cannot_be_emptied(office, officer):
    round_, _ = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)

    with pytest.raises(RuleNotMet, match="không để trống"):
        edit(paper.pk, title=" ", by=officer, at=LATER)
    with pytest.raises(RuleNotMet, match="dài quá"):
        edit(paper.pk, series="Q" * 41, by=officer, at=LATER)
    with pytest.raises(RuleNotMet, match="state"):
        edit(paper.pk, state="signed", by=officer, at=LATER)


def test_a_draft_that_is_called_off_leaves_its_dossiers_waiting(office, officer):
    round_, five = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)

    call_off(paper.pk, reason="Lập lại sau", by=officer, at=LATER, on=ON)

    assert (states(five), DraftLine.objects.count()) == (["passed"] * 5, 0)
    assert Draft.objects.get().state == "called-off"
    assert draft(round_.pk, level="agency", by=officer, at=LATER, on=ON).pk != paper.pk


def test_what_changed_since_drafting_is_told_line_by_line(office, officer):
    round_, five = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    mark = shown_mark(paper)
    assert changes(paper) == []

    with writing(by=officer, at=LATER, verb="test.change") as pen:
        pen.change(Nomination.objects.get(pk=five[1].pk), rank="Đại úy")
        pen.change(five[0].subject, name="Lê Văn Bạch")

    by_nomination = {line.nomination_id: line.pk for line in lines_of(paper)}
    assert changes(paper) == [
        Change(by_nomination[five[0].pk], "Lê Văn Bạch", "name", "Lê Văn Bách", "Lê Văn Bạch"),
        Change(by_nomination[five[1].pk], "Trần Thị Cúc", "rank", "", "Đại úy"),
    ]
    assert shown_mark(paper) != mark


def test_each_thing_that_changes_a_draft_changes_its_mark(office, officer):
    round_, _ = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    marks = [shown_mark(paper)]
    edit(paper.pk, title="Khác", by=officer, at=LATER)
    marks.append(shown_mark(paper))
    move(lines_of(paper)[4].pk, 1, reason="x", by=officer, at=LATER)
    marks.append(shown_mark(paper))
    take_out([lines_of(paper)[0].pk], reason="x", by=officer, at=LATER, on=ON)
    marks.append(shown_mark(paper))
    take_out([lines_of(paper)[3].pk], reason="x", by=officer, at=LATER, on=ON)
    marks.append(shown_mark(paper))

    assert len(set(marks)) == 5


@pytest.mark.parametrize("people", [1, 12])
def test_the_changes_of_a_list_of_any_length_cost_the_same_questions(
    office, officer, people, django_assert_num_queries
):
    round_ = a_round(office)
    for number in range(people):
        passed(round_, a_person(f"Lê Văn Bách {number}", office.unit))
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)

    with django_assert_num_queries(4):
        changes(paper)
    with django_assert_num_queries(5):
        shown_mark(paper)
