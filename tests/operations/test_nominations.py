"""Proposing many at once: verdict and reasons kept, the unlawful refused with article and alternative, the cap, lowering, imported lists."""

from dataclasses import dataclass
from datetime import date

import pytest

from tdkt.law.fingerprints import fingerprint
from tdkt.operations.candidates import candidates, quota_for
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import writing
from tdkt.operations.nominations import (
    ORDER,
    lower,
    nominate,
    nominate_from_conferrals,
    undo_nominating,
    withdraw,
)
from tdkt.operations.rounds import close_round, make_round, open_round
from tdkt.operations.standing import attest_complete, set_standing
from tdkt.records.models import Conferral, Entry, Nomination, Paper, Person, Round, SourceLine, Step, Subject, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.web.contenders import TITLE, Contenders, enter_contenders
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person, enter_ratings


@pytest.fixture
def contenders(office) -> Contenders:
    return enter_contenders(office)


@pytest.fixture
def round_2019(office, contenders) -> Round:
    """The yearly round of 2019, open from 1 to 29 May 2020."""
    return enter_round(office, forms=[{"award": TITLE}, {"award": "giay-khen"}, {"award": "bang-khen-bo-tinh"}])


@pytest.fixture
def roomy(contenders, round_2019) -> Round:
    """The same, with ten more who hold the title below: there is room for two."""
    for i in range(10):
        person = enter_person(f"Hồ Văn Em {i}", contenders.district)
        enter_ratings(person, range(2019, 2020), rating="hoan-thanh-tot", title="chien-si-tien-tien")
    return round_2019


def enter_round(office, *, forms, kind="yearly", year=2019, law_on=date(2020, 5, 25), **said) -> Round:
    said = make_round(
        kind,
        name=said.pop("name", f"Xét khen thưởng năm {year}"),
        unit_id=office.unit_id,
        years=(year, year),
        law_on=law_on,
        opens_on=said.pop("opens_on", law_on.replace(day=1)),
        closes_on=said.pop("closes_on", law_on.replace(day=29)),
        forms=forms,
        by=None,
        at=NOON,
        **said,
    )
    return open_round(said.pk, by=None, at=NOON)


def propose(round_, subjects, *, by=None, unit=None, award=TITLE, class_no=None, on=WORKING_DAY, **said):
    return nominate(
        round_,
        [subject.pk for subject in subjects],
        award=award,
        class_no=class_no,
        unit=unit or Unit.objects.get(name="Công an huyện mẫu"),
        by=by,
        at=NOON,
        on=on,
        **said,
    )


# --- who comes into question ---------------------------------------------------------------------


def test_candidates_stand_apart_by_what_the_law_says(contenders, round_2019, clerk):
    found = candidates(round_2019, [contenders.district.pk], TITLE, None, by=clerk, on=WORKING_DAY)

    names = {part: [Subject.objects.get(pk=key).name for key in keys] for part, keys in found.parts.items()}
    assert names == {
        "eligible": ["Phan Văn An"],
        "council": [],
        "near": ["Ngô Văn Dũng", "Trần Mai Chi", "Lê Thị Bình"],
        "never": ["Phan Văn An"],
        "other": [],
    }
    assert found.may_be_proposed == {contenders.an.pk, contenders.chi.pk}
    [told] = found.told([contenders.binh.pk])
    assert (told.verdict, told.lacks[0].cite) == ("not-eligible", "91-2017-nd-cp/art-9/cl-3")


def test_who_had_the_title_once_is_not_called_never_proposed(contenders, round_2019):
    decision = enter_decision("12/QĐ-CAT", date(2015, 1, 6))
    enter_award(contenders.an, decision, award=TITLE, for_from=2014, for_to=2014)

    found = candidates(round_2019, [], TITLE, None, by=None, on=WORKING_DAY)

    assert found.parts["never"] == ()


def test_never_proposed_is_said_only_where_silence_is_complete(contenders, round_2019):
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        pen.change(Person.objects.get(subject=contenders.an), joined="2001-09-01")  # complete since 2008 only

    found = candidates(round_2019, [], TITLE, None, by=None, on=WORKING_DAY)

    assert (found.parts["eligible"], found.parts["never"]) == ((contenders.an.pk,), ())


def test_a_clerk_is_offered_the_own_unit_only(office, contenders, round_2019, clerk):
    elsewhere = enter_person("Đỗ Văn Em", office.unit)

    mine = candidates(round_2019, [], TITLE, None, by=clerk, on=WORKING_DAY)
    asked = candidates(round_2019, [office.unit_id], TITLE, None, by=clerk, on=WORKING_DAY)
    every = candidates(round_2019, [], TITLE, None, by=None, on=WORKING_DAY)

    assert set(mine.all) == set(asked.all) == set(contenders.keys)
    assert set(every.all) == {*contenders.keys, elsewhere.pk}


def test_a_round_asks_on_its_own_ground_alone(office, contenders):
    law_on = date(2024, 6, 3)
    forms = [{"award": "bang-khen-bo-tinh"}, {"award": "giay-khen"}]

    def verdict(kind, award):
        said = enter_round(office, kind=kind, forms=forms, name=f"{kind} {award}", year=2023, law_on=law_on)
        found = candidates(said, [], award, None, by=None, on=law_on, kind="individual")
        [told] = found.told([contenders.an.pk])
        return told.verdict, [lack.words for lack in told.lacks][:1]

    assert verdict("sudden", "bang-khen-bo-tinh") == (
        "council",
        ["Nhiều thành tích, hoặc thành tích đột xuất, ảnh hưởng ở một lĩnh vực của Bộ, ban, ngành, tỉnh"],
    )
    assert verdict("yearly", "bang-khen-bo-tinh")[0] != "council"
    # The files give a certificate of commendation for merit only: that says nothing of a sudden feat.
    assert verdict("sudden", "giay-khen") == (
        "facts-missing",
        ["Chưa có nguyên văn: tiêu chuẩn khen thưởng đột xuất"],
    )


# --- proposing -----------------------------------------------------------------------------------


def test_a_nomination_keeps_verdict_law_reasons_and_who_it_was_then(contenders, roomy, clerk):
    found = propose(roomy, [contenders.an], by=clerk)

    [made] = found.made
    assert found.skipped == ()
    said = Nomination.objects.get(pk=made.pk)
    assert (said.state, said.proposer, said.unit, said.rank, said.post) == (
        "drafting",
        contenders.district,
        contenders.district,
        "Đại úy",
        "Cán bộ",
    )
    assert (said.for_from, said.for_to, said.ground, said.level, said.due_on) == (
        2019,
        2019,
        "",
        "agency",
        date(2020, 5, 29),
    )
    assert (said.verdict, said.judged_on, said.law) == (
        "eligible",
        date(2020, 5, 25),
        fingerprint(office_law(), date(2020, 5, 25)),
    )
    assert said.reasons[0]["cite"] == "91-2017-nd-cp/art-9/cl-3"
    assert said.reasons[0]["said"] == "khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP"
    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.detail["made"], entry.seq) == ("nominations.make", 1, found.entry)


def test_the_unlawful_is_refused_with_the_article_and_what_is_lawful_on_a_day_in_2024(office, clerk):
    district = Unit.objects.get(name="Công an huyện mẫu")
    set_standing(office.unit_id, force="police", by=None, at=NOON)
    person = enter_person("Phan Văn An", district, born="1985-03-01")
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        pen.change(Person.objects.get(subject=person), sex="m", joined="2008-09-01")
    enter_ratings(person, range(2010, 2024), rating="hoan-thanh-tot")
    for year in (2022, 2023):
        decision = enter_decision(f"{year}/QĐ-CAT", date(year, 12, 31), level="agency", authority="Giám đốc")
        enter_award(person, decision, award=TITLE, for_from=year, for_to=year)
    attest_complete(2008, subjects=[person.pk, district.subject_id], by=None, at=NOON, reason="đã đối chiếu")
    law_on = date(2024, 6, 3)
    said = enter_round(
        office,
        forms=[{"award": "bang-khen-thu-tuong"}, {"award": "bang-khen-bo-tinh"}],
        year=2023,
        law_on=law_on,
    )

    with pytest.raises(RuleNotMet) as refused:
        propose(said, [person], by=clerk, award="bang-khen-thu-tuong", on=law_on)

    words = refused.value.vietnamese
    assert words.startswith("Phan Văn An chưa đủ điều kiện Bằng khen của Thủ tướng Chính phủ, thiếu: ")
    assert "Điều 73 Luật 06/2022/QH15" in words or "98/2023/NĐ-CP" in words
    assert words.endswith("Hiện đề nghị được: Bằng khen của Bộ, ban, ngành, tỉnh.")
    assert not Nomination.objects.exists()
    [made] = propose(said, [person], by=clerk, award="bang-khen-bo-tinh", on=law_on, reason="tiêu biểu").made
    assert made.verdict in ("eligible", "council")


def test_lacking_evidence_is_proposed_only_with_a_reason(contenders, roomy, clerk):
    with pytest.raises(RuleNotMet) as refused:
        propose(roomy, [contenders.chi], by=clerk)
    assert refused.value.vietnamese == "Trần Mai Chi: sổ chưa đủ căn cứ. Ghi lý do đề nghị."

    [made] = propose(roomy, [contenders.chi], by=clerk, reason=" Đang xin xác nhận hồ sơ cũ ").made
    assert (made.verdict, made.note) == ("facts-missing", "Đang xin xác nhận hồ sơ cũ")


def test_of_many_those_who_cannot_be_taken_are_skipped_and_told(contenders, roomy, office, clerk):
    enter_decision("80/QĐ-CAT", date(2020, 3, 1))
    stranger = enter_person("Đỗ Văn Em", office.unit)
    propose(roomy, [contenders.an], by=clerk)

    found = propose(
        roomy,
        [contenders.an, contenders.binh, contenders.chi, contenders.dung, stranger],
        by=clerk,
        reason="Đang xin xác nhận",
    )

    assert [one.subject.name for one in found.made] == ["Trần Mai Chi"]
    assert [(one.name, one.why) for one in found.skipped] == [
        ("Phan Văn An", "in-round"),
        ("Lê Thị Bình", "not-eligible"),
        ("Ngô Văn Dũng", "coming"),
        ("", "not-seen"),
    ]
    assert "đã có trong danh sách của đợt này" in found.skipped[0].vietnamese


def test_a_title_of_the_year_is_not_proposed_again(contenders, round_2019):
    enter_award(contenders.an, enter_decision("81/QĐ-CAT", date(2020, 5, 2)), award=TITLE, for_from=2019, for_to=2019)

    with pytest.raises(RuleNotMet) as refused:
        propose(round_2019, [contenders.an])
    assert "đã có danh hiệu này của năm" in refused.value.vietnamese


def test_who_stands_on_the_list_of_another_round_is_skipped(office, contenders, roomy):
    other = enter_round(office, forms=[{"award": TITLE}], name="Đợt hai")
    propose(roomy, [contenders.an])

    with pytest.raises(RuleNotMet) as refused:
        propose(other, [contenders.an])
    assert "đang được đề nghị ở một đợt khác" in refused.value.vietnamese


def test_the_list_stands_in_the_order_of_the_law_then_collectives_then_by_name(contenders, roomy):
    body = enter_body("Đội Ban mẫu", contenders.district)
    propose(roomy, [contenders.chi, contenders.binh, body], award="giay-khen", reason="tiêu biểu")
    propose(roomy, [contenders.chi], reason="xin xác nhận")

    listed = Nomination.objects.order_by(*ORDER).values_list("award", "subject__name")
    assert list(listed) == [
        (TITLE, "Trần Mai Chi"),
        ("giay-khen", "Đội Ban mẫu"),
        ("giay-khen", "Lê Thị Bình"),
        ("giay-khen", "Trần Mai Chi"),
    ]


# --- who may, when, for whom ---------------------------------------------------------------------


def test_a_clerk_proposes_for_the_own_unit_before_the_last_day(office, contenders, roomy, clerk, officer):
    other = make_unit("Công an huyện khác", under=office.unit)
    with pytest.raises(NotPermitted):
        propose(roomy, [contenders.an], by=clerk, unit=other)
    with pytest.raises(WrongState) as refused:
        propose(roomy, [contenders.an], by=clerk, on=date(2020, 5, 30))
    assert refused.value.vietnamese == (
        "Đã hết hạn nộp 29/05/2020 của đợt “Xét khen thưởng năm 2019”. Hỏi người phụ trách gia hạn."
    )
    with pytest.raises(WrongState):
        propose(roomy, [contenders.an], by=officer, on=date(2020, 4, 30))

    assert len(propose(roomy, [contenders.an], by=officer, on=date(2020, 5, 30)).made) == 1


def test_nobody_else_proposes(contenders, round_2019, inspector, member, signer):
    for account in (inspector, member, signer):
        with pytest.raises(NotPermitted):
            propose(round_2019, [contenders.an], by=account)


def test_a_round_that_is_not_open_or_not_about_the_award_or_the_unit_takes_nobody(office, contenders, round_2019):
    other = make_unit("Công an huyện khác", under=office.unit)
    narrow = enter_round(office, forms=[{"award": TITLE}], name="Hẹp", units=[other.pk])
    with pytest.raises(RuleNotMet) as refused:
        propose(narrow, [contenders.an])
    assert "không gồm đơn vị này" in refused.value.vietnamese
    with pytest.raises(RuleNotMet) as refused:
        propose(round_2019, [contenders.an], award="chien-si-tien-tien")
    assert "không xét Chiến sĩ tiên tiến" in refused.value.vietnamese

    close_round(round_2019.pk, by=None, at=NOON)
    with pytest.raises(WrongState):
        propose(round_2019, [contenders.an])


# --- the cap -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seven:
    """Seven who hold the title below: 15 % of them is one place, and two are eligible."""

    first: Subject
    second: Subject


@pytest.fixture
def seven(contenders) -> Seven:
    for i in range(3):
        person = enter_person(f"Lê Văn Em {i}", contenders.district)
        enter_ratings(person, range(2019, 2020), rating="hoan-thanh-tot", title="chien-si-tien-tien")
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        pen.change(contenders.dung.disciplines.get(), from_day="2012-01-01", to_day="2012-12-01")
    return Seven(contenders.an, contenders.dung)


def test_over_the_cap_nobody_is_taken_and_the_arithmetic_is_told(seven, round_2019, clerk):
    with pytest.raises(RuleNotMet) as refused:
        propose(round_2019, [seven.first, seven.second], by=clerk)

    assert refused.value.vietnamese == (
        "Vượt tỷ lệ Chiến sĩ thi đua cơ sở: đã đề nghị 0, thêm 2 là 2. 15% của 7 đạt Lao động tiên tiến, Chiến sĩ tiên tiến "
        "năm 2019 là 1,05, lấy 1 (khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP). Bỏ bớt 1."
    )
    assert not Nomination.objects.exists()

    propose(round_2019, [seven.first], by=clerk)
    with pytest.raises(RuleNotMet) as refused:
        propose(round_2019, [seven.second], by=clerk)
    assert "đã đề nghị 1, thêm 1 là 2" in refused.value.vietnamese


def test_a_withdrawn_nomination_gives_its_place_back(seven, round_2019, contenders, clerk):
    [made] = propose(round_2019, [seven.first], by=clerk).made

    withdraw([made.pk], reason="Nhường đồng chí khác", by=clerk, at=NOON, on=WORKING_DAY)

    quota = quota_for(round_2019, TITLE, unit_id=contenders.district.pk, on=WORKING_DAY)
    assert (quota.used, quota.limit, quota.whole) == (0, 1, 7)
    assert len(propose(round_2019, [seven.second], by=clerk).made) == 1


def test_where_nobody_holds_the_title_below_nothing_can_be_reckoned_and_nothing_is_refused(office, contenders):
    other = make_unit("Công an huyện khác", under=office.unit)
    said = enter_round(office, forms=[{"award": TITLE}])

    assert quota_for(said, TITLE, unit_id=other.pk, on=WORKING_DAY).whole == 0
    assert quota_for(said, "giay-khen", unit_id=other.pk, on=WORKING_DAY) is None


# --- taking back, lowering, imported lists -------------------------------------------------------


def test_an_act_of_proposing_is_taken_back_whole(contenders, roomy, clerk):
    found = propose(roomy, [contenders.an, contenders.chi], by=clerk, reason="xin xác nhận")

    taken = undo_nominating(found.entry, by=clerk, at=NOON, on=WORKING_DAY)

    assert len(taken.steps) == 2
    assert set(Nomination.objects.values_list("state", flat=True)) == {"withdrawn"}
    with pytest.raises(WrongState):
        undo_nominating(found.entry, by=clerk, at=NOON, on=WORKING_DAY)
    assert len(propose(roomy, [contenders.an], by=clerk).made) == 1


def test_lowering_ends_the_old_and_goes_on_with_the_new_at_the_same_place(contenders, roomy, officer):
    [old] = propose(roomy, [contenders.an]).made
    with writing(by=None, at=NOON, verb="way.take") as pen:
        pen.change(old, state="checked")
        paper = Paper(
            nomination=old, kind="report", file_name="a.pdf", media_type="application/pdf", size=3, kept="0" * 64
        )
        paper.added_on = WORKING_DAY
        pen.add_one(paper)

    new = lower(old.pk, "giay-khen", None, reason="Không đủ phiếu", by=officer, at=NOON, on=WORKING_DAY)

    old.refresh_from_db()
    assert (old.state, new.state, new.award, new.came_from_id, new.note) == (
        "lowered",
        "checked",
        "giay-khen",
        old.pk,
        "Không đủ phiếu",
    )
    assert (new.ground, new.for_from, new.for_to) == ("cong-trang", 2019, 2019)
    assert [paper.kind for paper in new.papers.all()] == ["report"]
    assert Step.objects.get(nomination=old).name == "lower"


def test_an_award_that_is_not_lower_or_not_lawful_is_refused(contenders, round_2019, officer, clerk):
    [old] = propose(round_2019, [contenders.chi], award="giay-khen", reason="tiêu biểu").made
    said = {"reason": "Thử", "by": officer, "at": NOON, "on": WORKING_DAY}
    with pytest.raises(WrongState):
        lower(old.pk, TITLE, None, **said)
    with writing(by=None, at=NOON, verb="way.take") as pen:
        pen.change(old, state="received")
    with pytest.raises(RuleNotMet) as refused:
        lower(old.pk, TITLE, None, **said)
    assert "không thấp hơn" in refused.value.vietnamese
    with pytest.raises(NotPermitted):
        lower(old.pk, TITLE, None, **said | {"by": clerk})
    with pytest.raises(RuleNotMet):
        lower(old.pk, TITLE, None, **said | {"reason": " "})


def test_an_imported_list_of_proposals_comes_into_the_same_place(contenders, roomy, clerk):
    decision = enter_decision("90/QĐ-CAT", date(2020, 3, 1))
    proposed = [
        enter_award(person, decision, award=TITLE, state="proposed", reason="Phá án ma túy", rank="Thiếu tá")
        for person in (contenders.an, contenders.binh)
    ]
    given = enter_award(contenders.chi, decision, award="giay-khen")

    found = nominate_from_conferrals(
        roomy,
        [one.pk for one in (*proposed, given)],
        unit=contenders.district,
        by=clerk,
        at=NOON,
        on=WORKING_DAY,
    )

    [made] = found.made
    assert (made.subject, made.achievement, made.rank) == (contenders.an, "Phá án ma túy", "Thiếu tá")
    assert made.source_id == SourceLine.objects.get(pk=proposed[0].source_id).pk
    assert [one.why for one in found.skipped] == ["not-eligible"]
    assert Conferral.objects.get(pk=proposed[0].pk).state == "proposed"
    with pytest.raises(NotFound):
        nominate_from_conferrals(roomy, [given.pk], unit=contenders.district, by=clerk, at=NOON, on=WORKING_DAY)
