"""The year of a block from its opening to the ranking: steps, hands, what each may see and write, quotas and ties, corrections that add."""

from datetime import date
from decimal import Decimal

import pytest

from tdkt.operations.audit import verify
from tdkt.operations.block_results import correct_mark, rank_year, settle, unsettled
from tdkt.operations.blocks import (
    create_block,
    hands_of,
    open_appraisal,
    open_scoring,
    open_year,
    pledge,
    set_quota,
    show_hands,
    sign_pledges,
    step_back,
)
from tdkt.operations.eligibility import answers, question
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.marks import Entry, add_proof, hand_in, mark, proof_content, seen, take_back, take_proof
from tdkt.operations.papers import Incoming
from tdkt.operations.scoring_sheets import content_of, keep_sheet, rows_of
from tdkt.records.blocks import block_lines, outcomes_of
from tdkt.records.models import BlockMember, BlockYear, Mark, Outcome, Proof, Ranking, Role, Sheet
from tdkt.reports.scoring import Said
from tests.conftest import make_account
from tests.operations.block_years import (
    CONTENT,
    HEAD,
    ON,
    SELF,
    STANDING,
    a_sheet,
    a_year,
    appraised,
    appraising,
    clerk_of,
    grade,
    members,
    planned,
    pledged,
    ranked,
    scoring,
)
from tests.web.register import NOON

UNLOGGED = {f"Bảng {table}" for table in ("subject", "unit", "unitname", "unitplace")}
"""What the fixtures put into the register without the log."""


@pytest.fixture
def year(office) -> BlockYear:
    return a_year(office)


def results(year: BlockYear) -> list[tuple[str, str, int, str]]:
    return [
        (one.member.unit.name[-1], str(one.total.normalize()), one.rank, one.choice) for one in outcomes_of(year.pk)
    ]


# --- sheets ------------------------------------------------------------------------------------------


def test_a_sheet_is_never_changed_but_followed_by_its_next_version(office, officer, clerk):
    first = keep_sheet("Bảng điểm", CONTENT, made_on=ON, by=officer, at=NOON)
    other = CONTENT | {"bonus": {"per_percent": "0.02", "most_share": "0.1", "most_all": 10}}
    second = keep_sheet(" Bảng điểm ", other, made_on=ON, by=officer, at=NOON, document="12/QĐ")

    assert [(one.number, one.document, one.content) for one in Sheet.objects.order_by("pk")] == [
        (1, "", CONTENT),
        (2, "12/QĐ", other),
    ]
    assert (first.pk, second.number) == (Sheet.objects.get(number=1).pk, 2)
    with pytest.raises(NotPermitted):
        keep_sheet("Bảng điểm", CONTENT, made_on=ON, by=clerk, at=NOON)
    with pytest.raises(RuleNotMet, match="Nhóm 1 “Rỗng”: chưa có tiêu chí nào"):
        keep_sheet(
            "Bảng điểm", {"groups": [{"code": "1", "name": "Rỗng", "criteria": []}]}, made_on=ON, by=officer, at=NOON
        )
    assert Sheet.objects.count() == 2


def test_a_sheet_as_rows_reads_back_to_the_same_sheet():
    rows = rows_of(CONTENT)

    assert rows[1:] == [
        ["Nhiệm vụ chuyên môn", "Kiềm chế tai nạn giao thông", "theo chỉ tiêu, giảm là tốt", "20", "trưởng khối", ""],
        ["Xây dựng lực lượng", "Kỷ luật, kỷ cương", "xếp mức", "20", "thường trực", "A 100; B 80; C 50; D 0"],
        [
            "Xây dựng lực lượng",
            "Vi phạm quy định thi đua",
            "điểm trừ",
            "",
            "thường trực",
            "Hồ sơ bị trả lại 5; Lãnh đạo bị cảnh cáo (không suy tôn) 20",
        ],
    ]
    assert rows_of(content_of(rows, bonus=CONTENT["bonus"])) == rows


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["", "Án", "xếp mức", "5", "trưởng khối", ""], "Dòng 1 “Án”: chưa có tên nhóm."),
        (["I", "Án", "đoán", "5", "trưởng khối", ""], "Dòng 1 “Án”: cách chấm “đoán” không có."),
        (["I", "Án", "xếp mức", "5", "trưởng khối", "A nhiều"], "Dòng 1 “Án”: chi tiết “A nhiều” chưa rõ."),
        (["I", "Án", "xếp mức", "5", "ai đó", "A 100"], "Nhóm 1 “I”, tiêu chí 1.1 “Án”: chưa rõ ai chấm điểm cuối"),
    ],
)
def test_a_row_that_says_no_criterion_is_refused_by_its_place(row, sentence):
    with pytest.raises(RuleNotMet) as refused:
        content_of([row])
    assert refused.value.vietnamese.startswith(sentence)


# --- opening a year ----------------------------------------------------------------------------------


def test_a_year_has_its_members_head_sheet_and_quotas_with_their_source(year):
    assert [(one.unit.name, one.place) for one in members(year)][:2] == [("Công an huyện A", 1), ("Công an huyện B", 2)]
    assert (year.state, year.flags, year.certificates, year.quota_document) == (
        "forming",
        2,
        1,
        "Kế hoạch số 12/KH-CAT",
    )
    [line] = block_lines()
    assert (line.block.name, line.latest, line.members, line.handed_in) == ("Khối đồng bằng", year, 5, 0)


def test_what_cannot_be_opened_is_refused_with_the_reason(office, officer, clerk, year):
    a, b, *_ = [one.unit_id for one in members(year)]
    sheet = a_sheet().pk
    other = create_block("Khối miền núi", kind="block", level="unit", unit=office.unit, by=officer, at=NOON)

    def refused(wrong, words, block=other, by=officer, number=2019, **what):
        said = {"members": [a, b], "head": a, "sheet": sheet} | what
        with pytest.raises(wrong) as why:
            open_year(block.pk, number, by=by, at=NOON, on=ON, **said)
        assert words in why.value.vietnamese

    refused(RuleNotMet, "Công an huyện A đã thi đua trong Khối đồng bằng năm 2019")
    refused(WrongState, "Năm 2019 của Khối đồng bằng đã mở", block=year.block)
    refused(RuleNotMet, "ít nhất hai đơn vị", members=[a])
    refused(RuleNotMet, "hai thành viên khác nhau", deputy=a)
    refused(RuleNotMet, "Năm 2031 không mở được", number=2031)
    refused(RuleNotMet, "Ghi văn bản giao chỉ tiêu", flags=2)
    refused(NotFound, "Không có bảng điểm", sheet=999)
    refused(NotPermitted, "không có quyền", by=clerk)
    with pytest.raises(RuleNotMet):
        create_block("Khối miền núi", kind="block", level="unit", unit=office.unit, by=officer, at=NOON)
    assert BlockYear.objects.count() == 1


def test_pledges_are_signed_when_all_are_in(officer, year):
    first, *others = members(year)
    mine, theirs = clerk_of(first, "a"), clerk_of(others[0], "b")
    with pytest.raises(NotPermitted, match="do Công an huyện A tự làm"):
        pledge(first.pk, "Phấn đấu", by=theirs, at=NOON, on=ON)
    with pytest.raises(NotPermitted):
        pledge(first.pk, "Phấn đấu", by=officer, at=NOON, on=ON)
    assert pledge(first.pk, "Phấn đấu dẫn đầu khối", by=mine, at=NOON, on=ON).pledged_on == ON

    with pytest.raises(WrongState, match="Chưa có giao ước của: Công an huyện B, Công an huyện C"):
        sign_pledges(year.pk, on=ON, by=officer, at=NOON)
    assert pledged(year).state == "pledged"
    with pytest.raises(WrongState, match="đã ký giao ước"):
        pledge(first.pk, "Thôi", by=mine, at=NOON, on=ON)


def test_a_block_is_arranged_by_the_office_that_set_it_up(office, year):
    district = make_account("huyen", "Cán bộ thi đua huyện", Role.OFFICER, members(year)[0].unit)

    for act in (
        lambda: create_block("Khối khác", kind="block", level="unit", unit=office.unit, by=district, at=NOON),
        lambda: show_hands(year.pk, {"self"}, by=district, at=NOON),
        lambda: rank_year(year.pk, on=ON, by=district, at=NOON),
    ):
        with pytest.raises(NotPermitted, match="do cơ quan lập ra nó điều hành"):
            act()


def test_a_step_is_taken_back_while_nothing_rests_on_it(officer, clerk, year):
    scoring(year)
    with pytest.raises(NotPermitted):
        step_back(year.pk, by=clerk, at=NOON)
    assert step_back(year.pk, by=officer, at=NOON).state == "pledged"
    back = step_back(year.pk, by=officer, at=NOON)
    assert (back.state, back.pledged_on) == ("forming", None)
    with pytest.raises(WrongState):
        step_back(year.pk, by=officer, at=NOON)
    appraising(year)
    assert step_back(year.pk, by=officer, at=NOON).state == "scoring"
    with pytest.raises(WrongState, match="Đã có thành viên tự chấm"):
        step_back(year.pk, by=officer, at=NOON)
    open_appraisal(year.pk, by=officer, at=NOON)
    mark(members(year)[0].pk, "head", HEAD, by=None, at=NOON, on=ON)
    with pytest.raises(WrongState, match="Trưởng khối hoặc thường trực đã chấm"):
        step_back(year.pk, by=officer, at=NOON)


# --- three hands -------------------------------------------------------------------------------------


def test_each_hand_marks_its_own_column_in_its_turn(officer, inspector, year):
    first, second, third, *_ = members(year)
    mine, head, deputy = clerk_of(third, "c"), clerk_of(first, "a"), clerk_of(second, "b")
    with pytest.raises(WrongState):
        mark(third.pk, "self", SELF, by=mine, at=NOON, on=ON)
    scoring(year)

    assert mark(third.pk, "self", SELF, by=mine, at=NOON, on=ON) == 3
    assert mark(third.pk, "self", SELF | {"1.1": planned(80, 79)}, by=mine, at=NOON, on=ON) == 1
    for account, hand, words in (
        (mine, "head", "không chấm được cột"),
        (officer, "self", "không chấm được cột"),
        (head, "self", "không chấm được cột"),
        (inspector, "standing", "không có quyền"),
    ):
        with pytest.raises(NotPermitted, match=words):
            mark(third.pk, hand, {}, by=account, at=NOON, on=ON)
    with pytest.raises(WrongState, match="các thành viên tự chấm"):
        mark(third.pk, "head", HEAD, by=head, at=NOON, on=ON)
    appraising_from_scoring(year)

    with pytest.raises(WrongState):
        mark(third.pk, "self", SELF, by=mine, at=NOON, on=ON)
    assert mark(third.pk, "head", HEAD, by=deputy, at=NOON, on=ON) == 2
    with pytest.raises(RuleNotMet, match=r"Tiêu chí 2\.1 không thuộc phần chấm này"):
        mark(third.pk, "head", STANDING, by=head, at=NOON, on=ON)
    assert mark(third.pk, "standing", STANDING, by=officer, at=NOON, on=ON) == 1


def appraising_from_scoring(year):
    for one in members(year):
        mark(one.pk, "self", SELF, by=None, at=NOON, on=ON)
        hand_in(one.pk, by=None, at=NOON, on=ON)
    open_appraisal(year.pk, by=None, at=NOON)


def test_the_office_marks_itself_where_it_is_a_member(office, officer):
    year = a_year(office, level="bo-tinh")
    own = BlockMember.objects.create(block_year=year, unit=office.unit, place=9)

    assert hands_of(officer, year, own.unit_id, on=ON) == {"self", "standing"}
    assert hands_of(officer, year, members(year)[0].unit_id, on=ON) == {"standing"}


def test_a_wrong_mark_leaves_all_as_it_was(year):
    scoring(year)
    first, *_ = members(year)
    with pytest.raises(RuleNotMet, match=r"Tiêu chí 2\.1 “Kỷ luật, kỷ cương”: mức “Z” không có"):
        mark(first.pk, "self", SELF | {"2.1": grade("Z")}, by=None, at=NOON, on=ON)

    assert not Mark.objects.exists()
    mark(first.pk, "self", SELF, by=None, at=NOON, on=ON)
    assert mark(first.pk, "self", {"2.1": Entry(Said())}, by=None, at=NOON, on=ON) == 1
    assert sorted(Mark.objects.values_list("criterion", flat=True)) == ["1.1", "1.2"]


def test_marks_are_handed_in_whole_and_taken_back_while_members_mark(year):
    scoring(year)
    first, *_ = members(year)
    mine = clerk_of(first, "a")
    mark(first.pk, "self", {"1.1": planned(80, 80)}, by=mine, at=NOON, on=ON)
    with pytest.raises(WrongState, match=r"Chưa tự chấm: 1\.2 Kiềm chế tai nạn giao thông; 2\.1 Kỷ luật, kỷ cương"):
        hand_in(first.pk, by=mine, at=NOON, on=ON)
    mark(first.pk, "self", SELF, by=mine, at=NOON, on=ON)
    hand_in(first.pk, by=mine, at=NOON, on=ON)
    with pytest.raises(WrongState, match="đã nộp bảng tự chấm"):
        mark(first.pk, "self", SELF, by=mine, at=NOON, on=ON)
    assert take_back(first.pk, by=mine, at=NOON, on=ON).handed_in_on is None
    hand_in(first.pk, by=mine, at=NOON, on=ON)
    with pytest.raises(WrongState, match="Chưa nộp bảng tự chấm: Công an huyện B"):
        open_appraisal(year.pk, by=None, at=NOON)


def test_each_sees_the_marks_of_the_others_only_when_allowed(officer, inspector, year):
    appraised(year)
    first, _, third, *_ = members(year)
    mine, head, other = clerk_of(third, "c"), clerk_of(first, "a"), clerk_of(members(year)[3], "d")

    def hands(account):
        third.block_year.refresh_from_db()
        return seen(third, by=account, on=ON).hands

    everybody = (mine, head, officer, other, inspector)
    assert [hands(one) for one in everybody] == [
        ("self",),
        ("head",),
        ("standing",),
        (),
        ("self", "head", "standing"),
    ]
    assert set(seen(third, by=head, on=ON).marks) == {"head"}
    show_hands(year.pk, {"self"}, by=officer, at=NOON)
    assert [hands(one) for one in everybody[:4]] == [("self",), ("self", "head"), ("self", "standing"), ("self",)]
    rank_year(year.pk, on=ON, by=officer, at=NOON)
    assert {hands(one) for one in everybody} == {("self", "head", "standing")}
    third.block_year.refresh_from_db()
    assert seen(third, by=mine, on=ON).writes == frozenset()


def test_evidence_is_kept_by_line_and_read_by_those_who_judge(officer, year):
    scoring(year)
    first, _, third, *_ = members(year)
    mine, head, other = clerk_of(third, "c"), clerk_of(first, "a"), clerk_of(members(year)[3], "d")
    file = Incoming("bao-cao.pdf", b"%PDF-1.4 mau", "application/pdf", 1)

    proof = add_proof(third.pk, "1.1", "Báo cáo năm", file=file, by=mine, at=NOON, on=ON)
    add_proof(third.pk, "2.1", "Thông báo số 5", by=mine, at=NOON, on=ON)

    with pytest.raises(WrongState):
        add_proof(third.pk, "1.1", "Báo cáo năm", file=file, by=mine, at=NOON, on=ON)
    with pytest.raises(RuleNotMet):
        add_proof(third.pk, "9.9", "Gì đó", by=mine, at=NOON, on=ON)
    with pytest.raises(NotPermitted):
        take_proof(proof.pk, by=head, at=NOON, on=ON)
    for account in (mine, head, officer):
        assert proof_content(proof.pk, third, by=account, on=ON)[1] == file.content
    with pytest.raises(NotFound):
        proof_content(proof.pk, third, by=other, on=ON)
    take_proof(proof.pk, by=mine, at=NOON, on=ON)
    assert list(Proof.objects.values_list("words", flat=True)) == ["Thông báo số 5"]


# --- the result --------------------------------------------------------------------------------------


def test_the_result_counts_the_hand_that_the_sheet_names_and_says_how_it_came(year):
    ranked(year)

    # head: done of 80 planned of 60 points, and 10/12.5 of 20; standing body: B of 20; the members' own marks count nowhere
    assert results(year) == [
        ("A", "92", 1, "flag"),
        ("B", "89", 2, "flag"),
        ("C", "86", 3, ""),
        ("D", "86", 3, ""),
        ("E", "8E+1", 5, ""),
    ]
    one = Outcome.objects.get(member=members(year)[1])
    assert one.how["lines"][0] == {
        "code": "1.1",
        "hand": "head",
        "said": {"planned": "80.000", "done": "76.000", "grade": ""},
        "base": "57.00",
        "bonus": "0.00",
        "uncapped": "0.00",
        "extra": "0",
        "penalty": "0",
        "points": "57.00",
        "share": "0.95",
    }
    assert (one.how["groups"], one.how["total"], one.how["proposed"]) == ({"1": "73.00", "2": "16.00"}, "89.00", "flag")
    assert [row.member.unit.name for row in unsettled(outcomes_of(year.pk))] == ["Công an huyện C", "Công an huyện D"]


def test_a_year_is_ranked_once_and_only_when_all_that_counts_is_marked(officer, clerk, year):
    appraising(year)
    third = members(year)[2]
    for one in members(year):
        mark(one.pk, "head", HEAD, by=None, at=NOON, on=ON)
        if one != third:
            mark(one.pk, "standing", STANDING, by=None, at=NOON, on=ON)
    with pytest.raises(WrongState, match=r"Chưa chấm đủ: Công an huyện C \(2\.1\)"):
        rank_year(year.pk, on=ON, by=officer, at=NOON)
    assert not Outcome.objects.exists()
    mark(third.pk, "standing", STANDING, by=None, at=NOON, on=ON)
    with pytest.raises(NotPermitted):
        rank_year(year.pk, on=ON, by=clerk, at=NOON)
    assert len(rank_year(year.pk, on=ON, by=officer, at=NOON)) == 5
    with pytest.raises(WrongState, match="đã xếp hạng"):
        rank_year(year.pk, on=ON, by=officer, at=NOON)


def test_the_conference_settles_a_tie_with_a_reason_and_within_the_quota(officer, year):
    ranked(year)
    _, second, third, fourth, _ = members(year)

    for choices, reason, words in (
        ({third.pk: "certificate"}, " ", "Ghi lý do"),
        ({third.pk: "certificate", fourth.pk: "certificate"}, "Bỏ phiếu", "Chọn 2 Bằng khen nhưng chỉ tiêu là 1"),
        ({third.pk: "flag"}, "Bỏ phiếu", "Chọn 3 Cờ nhưng chỉ tiêu là 2"),
        ({999: "flag"}, "Bỏ phiếu", "trong các thành viên"),
    ):
        with pytest.raises(RuleNotMet, match=words):
            settle(year.pk, choices, reason=reason, by=officer, at=NOON)
    changed = settle(
        year.pk, {third.pk: "", fourth.pk: "certificate"}, reason="Bỏ phiếu: 4 trên 5", by=officer, at=NOON
    )

    assert [(one.member_id, one.choice, one.settled) for one in changed] == [
        (third.pk, "", "Bỏ phiếu: 4 trên 5"),
        (fourth.pk, "certificate", "Bỏ phiếu: 4 trên 5"),
    ]
    assert unsettled(outcomes_of(year.pk)) == []
    assert Outcome.objects.get(member=second).choice == "flag"


def test_whom_the_sheet_bars_is_proposed_for_nothing(officer, year):
    appraised(year)
    first, *_ = members(year)
    mark(first.pk, "standing", {"2.2": grade("2")}, by=None, at=NOON, on=ON)
    mark(first.pk, "head", {"1.1": planned(80, 120), "1.2": planned(10, 5)}, by=None, at=NOON, on=ON)
    rank_year(year.pk, on=ON, by=officer, at=NOON)

    # 60 + 6 bonus, 20 + 2 bonus, 16 for B, and 20 taken away
    assert results(year)[0] == ("B", "89", 1, "flag")
    assert ("A", "84", 4, "") in results(year)
    with pytest.raises(RuleNotMet, match="Công an huyện A thuộc trường hợp không suy tôn"):
        settle(
            year.pk,
            {first.pk: "certificate", **{one.pk: "" for one in members(year)[2:]}},
            reason="Bỏ phiếu",
            by=officer,
            at=NOON,
        )


def test_without_a_quota_nobody_is_proposed(office, officer):
    year = ranked(a_year(office, flags=None, certificates=None))

    assert {choice for *_, choice in results(year)} == {""}
    assert unsettled(outcomes_of(year.pk)) == []


def test_a_quota_is_changed_with_its_paper_until_the_ranking(officer, year):
    with pytest.raises(RuleNotMet, match="Ghi văn bản"):
        set_quota(year.pk, flags=3, certificates=1, document=" ", by=officer, at=NOON)
    assert set_quota(year.pk, flags=3, certificates=0, document="15/KH", by=officer, at=NOON).flags == 3
    ranked(year)
    with pytest.raises(WrongState):
        set_quota(year.pk, flags=4, certificates=0, document="16/KH", by=officer, at=NOON)


def test_a_correction_after_the_ranking_adds_and_never_erases(officer, year):
    ranked(year)
    _, _, third, fourth, _ = members(year)
    settle(year.pk, {third.pk: "certificate", fourth.pk: ""}, reason="Bỏ phiếu", by=officer, at=NOON)
    with pytest.raises(RuleNotMet, match="phải ghi lý do"):
        correct_mark(fourth.pk, "1.1", planned(80, 80), reason="", by=officer, at=NOON, on=ON)

    correct_mark(fourth.pk, "1.1", planned(80, 78), reason="Thống kê lại án", by=officer, at=NOON, on=ON)

    assert results(year) == [
        ("A", "92", 1, "flag"),
        ("D", "90.5", 2, "flag"),
        ("B", "89", 3, "certificate"),
        ("C", "86", 4, ""),
        ("E", "8E+1", 5, ""),
    ]
    corrected = Outcome.objects.get(member=fourth)
    assert corrected.how["corrections"] == [
        {"on": "2020-05-25", "criterion": "1.1", "reason": "Thống kê lại án", "before": "86.000"}
    ]
    kept = Outcome.versions.objects.filter(row=corrected.pk).order_by("version").values_list("total", "rank")
    assert (kept[0], kept.last()) == ((Decimal("86.000"), 3), (Decimal("90.500"), 2))
    assert dict(Ranking.objects.values_list("subject__name", "rank"))["Công an huyện D"] == 2
    assert Mark.versions.objects.filter(criterion="1.1", hand="head", done=72).count() == 2
    assert {fault.split(",")[0] for fault in verify().faults} <= UNLOGGED


# --- what the law reads ------------------------------------------------------------------------------


def test_the_leader_of_a_block_leads_it_for_the_law(office):
    day = date(2025, 1, 10)
    year = appraised(a_year(office, level="bo-tinh", year=2024, on=day))
    subjects = [one.unit.subject_id for one in members(year)][:2]

    def lead() -> list[bool]:
        told = answers(subjects, question("co-thi-dua-bo-tinh", None, day), day)
        return [not any("cụm, khối" in lack.words for lack in one.lacks) for one in told]

    assert lead() == [False, False]
    rank_year(year.pk, on=day, by=None, at=NOON)
    assert lead() == [True, False]


def test_a_place_that_a_list_said_before_must_be_the_same(officer, year):
    appraised(year)
    first, second, *_ = members(year)
    same = {"year": 2019, "group": "Khối đồng bằng", "group_level": "unit"}
    Ranking.objects.create(subject=first.unit.subject, rank=1, **same)
    other = Ranking.objects.create(subject=second.unit.subject, rank=4, **same)

    with pytest.raises(
        RuleNotMet, match="Sổ đã ghi Công an huyện B xếp thứ 4 của Khối đồng bằng năm 2019, nay tính ra thứ 2"
    ):
        rank_year(year.pk, on=ON, by=officer, at=NOON)
    assert not Outcome.objects.exists()
    other.delete()
    rank_year(year.pk, on=ON, by=officer, at=NOON)
    assert Ranking.objects.count() == 5
    with pytest.raises(WrongState):
        open_scoring(year.pk, self_until=None, head_until=None, by=officer, at=NOON)
