"""Signing is one act with one number; what was decided above comes back as honours of its decision."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from tdkt.operations.draft_lists import lines_of, shown_mark, split
from tdkt.operations.drafts import call_off, draft, put_to_sign
from tdkt.operations.errors import NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.signing import (
    hold_number,
    next_number,
    record_returned,
    record_signed,
    send_up,
    sign,
    unsend,
    withdraw_number,
)
from tdkt.records.models import (
    Account,
    Bonus,
    Conferral,
    Decision,
    Draft,
    DraftLine,
    Entry,
    IssuedNumber,
    Nomination,
    Office,
    Step,
)
from tests.operations.drafted import AT, ON, a_person, a_round, five_passed, passed

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def a_draft(office: Office, officer: Account, award: str = "giay-khen", level: str = "agency") -> Draft:
    round_, _ = five_passed(office, award)
    return draft(round_.pk, level=level, by=officer, at=LATER, on=ON)


def test_signing_writes_number_decision_honours_bonuses_and_steps_in_one_act(office, officer, signer):
    paper = a_draft(office, officer)
    put_to_sign(paper.pk, by=officer, at=LATER)

    decision = sign(paper.pk, number=148, on=ON, shown=shown_mark(Draft.objects.get()), by=signer, at=LATER)

    entry = Entry.objects.order_by("seq").last()
    assert (entry.verb, entry.by, entry.detail["number"], entry.detail["lines"]) == (
        "decisions.sign",
        signer,
        "148/QĐ-CAT",
        5,
    )
    for model in (Decision, Conferral, Bonus, IssuedNumber):
        assert set(model.versions.objects.values_list("entry", flat=True)) == {entry.seq}
    assert (
        decision.number,
        decision.signed_on,
        decision.year,
        decision.level,
        decision.authority,
        decision.signer,
    ) == (
        "148/QĐ-CAT",
        ON,
        2020,
        "agency",
        "Giám đốc Công an tỉnh mẫu",
        "Đỗ Văn Mẫu",
    )
    assert set(Nomination.objects.values_list("state", flat=True)) == {"decided"}
    assert Step.objects.filter(name="decide").count() == 5
    paper.refresh_from_db()
    assert (paper.state, paper.decision) == ("signed", decision)
    lines = list(DraftLine.objects.order_by("place").select_related("conferral__subject", "nomination__subject"))
    assert [(one.outcome, one.conferral.subject) for one in lines] == [
        ("granted", one.nomination.subject) for one in lines
    ]


def test_an_honour_says_what_its_dossier_said(office, officer, signer):
    round_ = a_round(office)
    passed(round_, a_person("Lê Văn Bách", office.unit), "chien-si-thi-dua-co-so", rank="Đại úy", post="Đội trưởng")
    passed(round_, a_person("Trần Thị Cúc", office.unit), "giay-khen", ground="dot-xuat", posthumous=True)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)

    decision = sign(paper.pk, on=ON, by=signer, at=LATER)

    said = Conferral.objects.order_by("pk").values_list(
        "award", "year", "for_to", "state", "decision", "rank", "post", "ground", "posthumous", "unit", "level"
    )
    assert list(said) == [
        (
            "chien-si-thi-dua-co-so",
            2019,
            2019,
            "decided",
            decision.pk,
            "Đại úy",
            "Đội trưởng",
            "",
            False,
            office.unit_id,
            "agency",
        ),
        ("giay-khen", 2020, 2019, "decided", decision.pk, "", "", "dot-xuat", True, office.unit_id, "agency"),
    ]
    assert set(Conferral.objects.values_list("reason", flat=True)) == {"Có thành tích xuất sắc trong công tác năm 2019"}


def test_a_proposal_of_the_register_is_granted_rather_than_doubled(office, officer, signer):
    round_ = a_round(office)
    person = a_person("Lê Văn Bách", office.unit)
    passed(round_, person)
    with writing(by=None, at=AT, verb="test.propose") as pen:
        proposal = pen.add_one(
            Conferral(
                subject=person, recipient="individual", award="giay-khen", for_to=2019, year=2019, state="proposed"
            )
        )
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)

    decision = sign(paper.pk, on=ON, by=signer, at=LATER)

    proposal.refresh_from_db()
    assert (Conferral.objects.count(), proposal.state, proposal.decision, proposal.year) == (
        1,
        "decided",
        decision,
        2020,
    )


def test_signing_is_refused_when_a_dossier_changed_since_the_list_was_seen(office, officer, signer):
    paper = a_draft(office, officer)
    seen = shown_mark(paper)
    with writing(by=officer, at=LATER, verb="test.change") as pen:
        pen.change(Nomination.objects.order_by("pk")[1], rank="Đại úy")

    with pytest.raises(WrongState, match="đã đổi"):
        sign(paper.pk, on=ON, shown=seen, by=signer, at=LATER)
    with pytest.raises(WrongState, match="Trần Thị Cúc"):
        sign(paper.pk, on=ON, by=signer, at=LATER)
    assert (Decision.objects.count(), IssuedNumber.objects.count(), Conferral.objects.count()) == (0, 0, 0)

    assert sign(paper.pk, on=ON, shown=shown_mark(paper), by=signer, at=LATER).number == "1/QĐ-CAT"


def test_only_the_signer_signs_and_only_once(office, officer, clerk, signer):
    paper = a_draft(office, officer)
    for account in (officer, clerk):
        with pytest.raises(NotPermitted):
            sign(paper.pk, on=ON, by=account, at=LATER)
    sign(paper.pk, on=ON, by=signer, at=LATER)
    with pytest.raises(WrongState, match="đã ký"):
        sign(paper.pk, on=ON, by=signer, at=LATER)
    with pytest.raises(WrongState):
        call_off(paper.pk, reason="x", by=officer, at=LATER, on=ON)


def test_a_decision_on_paper_is_entered_with_its_scan(office, officer, settings, tmp_path):
    settings.DATA = tmp_path
    paper = a_draft(office, officer)

    decision = record_signed(
        paper.pk, number=12, on=date(2020, 5, 20), signer="Nguyễn Văn Ký", scan=b"%PDF-1.7 scan", by=officer, at=LATER
    )

    paper.refresh_from_db()
    assert (decision.number, decision.signed_on, decision.signer) == ("12/QĐ-CAT", date(2020, 5, 20), "Nguyễn Văn Ký")
    assert (len(paper.kept), paper.signature) == (64, {"form": "scan", "valid": None})


# --- numbers ------------------------------------------------------------------------------------------


def test_numbers_go_up_and_none_is_given_twice(office, officer, signer):
    round_, five = five_passed(office)
    papers = [draft(round_.pk, level="agency", nominations=[one.pk], by=officer, at=LATER, on=ON) for one in five[:4]]

    assert sign(papers[0].pk, number=148, on=ON, by=signer, at=LATER).number == "148/QĐ-CAT"
    with pytest.raises(WrongState, match="Số kế tiếp là 149"):
        sign(papers[1].pk, number=148, on=ON, by=signer, at=LATER)
    assert sign(papers[1].pk, on=ON, by=signer, at=LATER).number == "149/QĐ-CAT"
    assert sign(papers[2].pk, number=7, on=ON, by=signer, at=LATER).number == "7/QĐ-CAT"
    assert next_number("QĐ-CAT", 2020) == 150
    assert sign(papers[3].pk, on=date(2021, 1, 4), by=signer, at=LATER).number == "1/QĐ-CAT"
    for wrong in (0, -1, 10**9):
        with pytest.raises(RuleNotMet):
            withdraw_number("QĐ-CAT", 2020, wrong, note="x", on=ON, by=officer, at=LATER)


def test_a_number_that_a_list_entered_is_not_free(office, officer, signer):
    with writing(by=None, at=AT, verb="test.enter") as pen:
        pen.add_one(Decision(number="0210/qđ-cat", year=2020, level="agency"))
        pen.add_one(Decision(number="211/QĐ-CAT", year=2020, level="agency"))
    paper = a_draft(office, officer)

    with pytest.raises(WrongState, match="đã dùng"):
        sign(paper.pk, number=210, on=ON, by=signer, at=LATER)
    assert sign(paper.pk, on=ON, by=signer, at=LATER).number == "212/QĐ-CAT"


def test_a_withdrawn_number_stays_listed_with_its_note(office, officer, signer):
    paper = a_draft(office, officer)
    held = hold_number(paper.pk, on=ON, by=officer, at=LATER)
    with pytest.raises(WrongState, match="đã được cấp số 1/QĐ-CAT"):
        sign(paper.pk, number=2, on=ON, by=signer, at=LATER)

    withdraw_number("QĐ-CAT", 2020, 1, note="In hỏng", on=ON, by=officer, at=LATER)
    decision = sign(paper.pk, on=ON, by=signer, at=LATER)

    held.refresh_from_db()
    assert (held.draft, held.note, decision.number) == (None, "In hỏng", "2/QĐ-CAT")
    for number in (1, 2):
        with pytest.raises(WrongState):
            withdraw_number("QĐ-CAT", 2020, number, note="Nhầm", on=ON, by=officer, at=LATER)
    withdraw_number("QĐ-CAT", 2020, 3, note="Cấp nhầm sổ", on=ON, by=officer, at=LATER)
    assert next_number("QĐ-CAT", 2020) == 4


# --- decided above ------------------------------------------------------------------------------------


def sent_up(office: Office, officer: Account) -> Draft:
    paper = a_draft(office, officer, "bang-khen-bo-tinh", "ministry")
    return send_up(paper.pk, letter_number="35/TTr-CAT", on=ON, due_on=date(2020, 7, 1), by=officer, at=LATER)


def test_what_came_back_becomes_honours_of_the_decision_above(office, officer):
    paper = sent_up(office, officer)
    assert (paper.state, set(Nomination.objects.values_list("state", flat=True))) == ("sent-up", {"sent-up"})
    lines = [line.pk for line in lines_of(paper)]

    decision = record_returned(
        paper.pk,
        number="Số 2105/QĐ-BCA",
        on=date(2020, 6, 20),
        signer="Nguyễn Văn Trên",
        granted=lines[:4],
        refused={lines[4]: "Chưa đủ thời gian"},
        by=officer,
        at=LATER,
    )

    assert (decision.number, decision.level, decision.authority, decision.year) == (
        "2105/QĐ-BCA",
        "ministry",
        "Bộ Công an",
        2020,
    )
    assert list(Conferral.objects.values_list("authority", "level", "decision").distinct()) == [
        ("Bộ Công an", "ministry", decision.pk)
    ]
    assert Counter(Nomination.objects.values_list("state", flat=True)) == {"decided": 4, "refused": 1}
    assert [(line.outcome, line.words) for line in lines_of(paper)] == [("granted", "")] * 4 + [
        ("refused", "Chưa đủ thời gian")
    ]
    paper.refresh_from_db()
    assert (paper.state, paper.decision) == ("returned", decision)
    assert IssuedNumber.objects.count() == 0


def test_what_was_given_in_another_form_than_proposed_is_entered_as_given_and_the_proposal_stays(office, officer):
    paper = sent_up(office, officer)
    lines = [line.pk for line in lines_of(paper)]
    result: dict[str, Any] = {"number": "2105/QĐ-BCA", "on": date(2020, 6, 20), "by": officer, "at": LATER}

    with pytest.raises(RuleNotMet, match="không tặng cho"):
        record_returned(paper.pk, granted=lines, instead={lines[0]: ("co-thi-dua-bo-tinh", None)}, **result)
    with pytest.raises(RuleNotMet, match="Luật ngày 20/06/2020 không có"):
        record_returned(paper.pk, granted=lines, instead={lines[0]: ("huan-chuong-lao-dong", 7)}, **result)
    assert Conferral.objects.count() == 0
    record_returned(paper.pk, granted=lines, instead={lines[0]: ("giay-khen", None)}, **result)

    assert list(Conferral.objects.order_by("pk").values_list("award", "state")) == [
        ("giay-khen", "decided"),
        *[("bang-khen-bo-tinh", "decided")] * 4,
    ]
    first = lines_of(paper)[0]
    assert (first.outcome, first.words, first.nomination.award) == (
        "granted",
        "Đề nghị Bằng khen của Bộ, ban, ngành, tỉnh, được tặng Giấy khen",
        "bang-khen-bo-tinh",
    )


def test_a_decision_above_that_a_list_entered_already_is_found_again(office, officer):
    paper = sent_up(office, officer)
    lines = list(lines_of(paper))
    with writing(by=None, at=AT, verb="test.enter") as pen:
        known = pen.add_one(Decision(number="2105/QĐ-BCA", year=2020, signed_on=date(2020, 6, 20), level="ministry"))
        standing = pen.add_one(
            Conferral(
                subject=lines[0].nomination.subject,
                recipient="individual",
                award="bang-khen-bo-tinh",
                for_to=2019,
                year=2020,
                decision=known,
                state="decided",
            )
        )

    with pytest.raises(WrongState, match="20/06/2020"):
        record_returned(
            paper.pk,
            number="2105/QĐ-BCA",
            on=date(2020, 6, 21),
            granted=[one.pk for one in lines],
            by=officer,
            at=LATER,
        )
    decision = record_returned(
        paper.pk, number="2105/qđ-bca", on=date(2020, 6, 20), granted=[one.pk for one in lines], by=officer, at=LATER
    )

    assert (decision, Decision.objects.count(), Conferral.objects.count()) == (known, 1, 5)
    assert lines_of(paper)[0].conferral_id == standing.pk


def test_lines_without_an_answer_are_split_off_first(office, officer):
    paper = sent_up(office, officer)
    lines = [line.pk for line in lines_of(paper)]
    with pytest.raises(RuleNotMet, match="Còn 2 dòng"):
        record_returned(paper.pk, number="1/QĐ-BCA", on=ON, granted=lines[:3], by=officer, at=LATER)

    second = split(lines[3:], by=officer, at=LATER, on=ON)
    record_returned(paper.pk, number="1/QĐ-BCA", on=ON, granted=lines[:3], by=officer, at=LATER)

    assert (second.state, second.letter_number, second.due_on) == ("sent-up", "35/TTr-CAT", date(2020, 7, 1))
    assert (
        record_returned(
            second.pk, number="", on=ON, granted=[], refused=dict.fromkeys(lines[3:], "Không"), by=officer, at=LATER
        )
        is None
    )
    second.refresh_from_db()
    assert (second.state, second.decision) == ("refused", None)


def test_a_submission_is_taken_back_while_nothing_came_of_it(office, officer):
    paper = sent_up(office, officer)

    unsend(paper.pk, reason="Thiếu phụ lục", by=officer, at=LATER, on=ON)

    paper.refresh_from_db()
    assert (paper.state, paper.sent_on, paper.letter_number) == ("drafting", None, "")
    assert set(Nomination.objects.values_list("state", flat=True)) == {"drafted"}


def test_what_this_office_decides_does_not_go_up_nor_the_other_way(office, officer, signer):
    own = a_draft(office, officer)
    with pytest.raises(WrongState, match="cơ quan mình quyết định"):
        send_up(own.pk, letter_number="1/TTr", on=ON, by=officer, at=LATER)
    round_ = a_round(office, name="Đợt hai")
    passed(round_, a_person("Lý Văn Út", office.unit), "bang-khen-bo-tinh")
    above = draft(round_.pk, level="ministry", by=officer, at=LATER, on=ON)
    with pytest.raises(WrongState, match="Bộ Công an quyết định"):
        sign(above.pk, on=ON, by=signer, at=LATER)
    with pytest.raises(RuleNotMet, match="trước ngày trình"):
        send_up(above.pk, letter_number="1/TTr", on=ON, due_on=ON - timedelta(days=1), by=officer, at=LATER)
