"""What goes with an honour by the law of its day, who pays, what gives way, and the marks of payment."""

from datetime import date, timedelta

import pytest

from tdkt.law.bonus import rules_on
from tdkt.operations.bonuses import fix, mark_paid, preview_paid, reckon, undo_paid
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.funds import Effect, effects, set_fund
from tdkt.operations.law import office_law
from tdkt.operations.ledger import writing
from tdkt.records.models import Bonus, Conferral, Decision, Office, Subject
from tests.operations.drafted import AT, a_person

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def honours(office: Office, on: date, *said: tuple[Subject, str, str], **more) -> list[Bonus]:
    """One decision of a day that confers these awards at these levels; their bonuses, reckoned."""
    with writing(by=None, at=AT, verb="test.decide") as pen:
        number = f"{Decision.objects.count() + 1}/QĐ"
        decision = pen.add_one(Decision(number=number, signed_on=on, year=on.year, level=said[0][2]))
        rows = pen.add(
            Conferral(
                subject=subject,
                recipient=subject.kind,
                award=award,
                level=level,
                decision=decision,
                state="decided",
                unit=office.unit,
                **{"year": on.year - 1, "for_to": on.year - 1, **more},
            )
            for subject, award, level in said
        )
        reckon(pen, rows, on)
    return list(Bonus.objects.filter(conferral__decision=decision).order_by("pk"))


def test_a_bonus_rests_on_the_base_salary_of_the_day_of_the_decision(office):
    one = a_person("Lê Văn Bách", office.unit)

    (before,) = honours(office, date(2024, 6, 30), (one, "chien-si-thi-dua-co-so", "agency"))
    other = a_person("Trần Thị Cúc", office.unit)
    (after,) = honours(office, date(2024, 7, 1), (other, "chien-si-thi-dua-co-so", "agency"))

    assert (before.base_salary, after.base_salary) == (1_800_000, 2_340_000)
    assert (before.coefficient, before.dong, after.dong) == ("1", 1_800_000, 2_340_000)
    assert "06-2022-qh15/art-11/cl-4" in before.cites


def test_sums_are_rounded_up_to_ten_thousand(office):
    (one,) = honours(office, date(2023, 3, 1), (a_person("Lê Văn Bách", office.unit), "lao-dong-tien-tien", "agency"))

    assert (one.coefficient, one.base_salary, one.dong) == ("0.3", 1_490_000, 450_000)


def test_a_number_that_is_not_known_leaves_the_sum_empty_and_is_named(office):
    (one,) = honours(office, date(1995, 3, 1), (a_person("Lê Văn Bách", office.unit), "giay-khen", "agency"))

    assert (one.dong, one.coefficient, one.base_salary) == (None, "", None)
    assert "Chưa có" in one.words or "chưa đối chiếu" in one.words


@pytest.mark.parametrize(
    ("name", "level", "pays"),
    [
        ("Công an tỉnh mẫu", "agency", "own"),
        ("Công an tỉnh mẫu", "ministry", "other"),
        ("Công an tỉnh mẫu", "president", "other"),
        ("Công an tỉnh mẫu", "", "other"),
        ("Bộ Công an mẫu", "ministry", "own"),
        ("Bộ Công an mẫu", "president", "own"),
        ("Bộ Công an mẫu", "province", "other"),
        ("UBND tỉnh mẫu", "prime-minister", "own"),
    ],
)
def test_whoever_decides_pays_and_the_proposing_ministry_or_province_for_the_state(office, name, level, pays):
    Office.objects.update(name=name)
    (one,) = honours(office, date(2024, 8, 1), (a_person("Lê Văn Bách", office.unit), "giay-khen", level))

    assert one.pays == pays


def test_before_the_law_of_2022_who_pays_is_said_to_be_assumed(office):
    (one,) = honours(office, date(2019, 8, 1), (a_person("Lê Văn Bách", office.unit), "giay-khen", "agency"))

    assert (one.pays, "06-2022-qh15/art-11/cl-4" in one.cites) == ("own", False)
    assert "Chưa đối chiếu quy định ngày 01/08/2019" in one.words


def titles(office: Office, on: date) -> tuple[Bonus, Bonus]:
    person = a_person("Lê Văn Bách", office.unit)
    low, high = honours(
        office,
        on,
        (person, "chien-si-tien-tien", "agency"),
        (person, "chien-si-thi-dua-co-so", "agency"),
    )
    return low, high


def test_of_titles_of_one_period_the_lower_gives_way_where_the_law_says_so(office):
    low, high = titles(office, date(2020, 5, 25))
    rules = {row.conferral.award: (row.pays, "Nhường" in row.words, "Chưa rõ" in row.words) for row in (low, high)}

    assert rules["chien-si-thi-dua-co-so"] == ("own", False, False)
    assert rules["chien-si-tien-tien"] in (("none", True, False), ("own", False, True))


def test_a_lower_title_that_was_reckoned_earlier_gives_way_too_unless_it_is_paid(office, officer):
    on = next(
        (day for day in (date(2020, 5, 25), date(2015, 5, 25), date(2024, 5, 25), date(2025, 9, 1)) if settles(day)),
        None,
    )
    if on is None:
        pytest.fail("no text in the files settles titles of one period on any of these days")
    one, other = a_person("Lê Văn Bách", office.unit), a_person("Trần Thị Cúc", office.unit)
    low, paid_low = honours(office, on, (one, "chien-si-tien-tien", "agency"), (other, "chien-si-tien-tien", "agency"))
    mark_paid([paid_low.pk], on=on, voucher="12", by=officer, at=LATER)

    high, other_high = honours(
        office, on, (one, "chien-si-thi-dua-co-so", "agency"), (other, "chien-si-thi-dua-co-so", "agency")
    )

    for row in (low, paid_low):
        row.refresh_from_db()
    assert [row.pays for row in (low, paid_low, high, other_high)] == ["none", "own", "own", "own"]
    assert (high.words.count("Đã chi"), "Đã chi" in other_high.words) == (0, True)


def settles(on: date) -> bool:
    return rules_on(office_law(), on).same_period_titles == "highest"


# --- payment --------------------------------------------------------------------------------------------


def three(office: Office) -> list[Bonus]:
    people = [a_person(name, office.unit) for name in ("Lê Văn Bách", "Trần Thị Cúc", "Võ Văn Em")]
    return honours(office, date(2024, 8, 1), *((one, "chien-si-thi-dua-co-so", "agency") for one in people))


def test_marks_are_previewed_set_and_taken_back(office, officer, clerk):
    first, second, third = three(office)
    Bonus.objects.filter(pk=third.pk).update(pays="other")

    seen = preview_paid([first.pk, second.pk, third.pk])
    assert ([row.pk for row in seen.rows], [why for _row, why, _en in seen.skipped]) == (
        [first.pk, second.pk],
        ["nơi khác chi"],
    )
    assert Bonus.objects.filter(paid_on__isnull=False).count() == 0
    with pytest.raises(NotPermitted):
        mark_paid([first.pk], on=date(2024, 9, 1), voucher="12", by=clerk, at=LATER)

    marked = mark_paid([first.pk, second.pk, third.pk], on=date(2024, 9, 1), voucher="12", by=officer, at=LATER)
    assert (len(marked.rows), marked.dong) == (2, first.dong + second.dong)
    with pytest.raises(RuleNotMet):
        mark_paid([first.pk, second.pk], on=date(2024, 9, 2), voucher="13", by=officer, at=LATER)

    assert undo_paid(marked.entry, by=officer, at=LATER) == 2
    assert list(Bonus.objects.values_list("paid_on", "voucher").distinct()) == [(None, "")]
    with pytest.raises(WrongState):
        undo_paid(marked.entry, by=officer, at=LATER)
    with pytest.raises(NotFound):
        undo_paid(1, by=officer, at=LATER)


def test_the_office_fixes_what_is_open_within_the_ceiling_and_with_a_source(office, officer):
    first, second, _ = three(office)
    Bonus.objects.filter(pk=first.pk).update(dong=None)
    Bonus.objects.filter(pk=second.pk).update(is_cap=True)

    with pytest.raises(RuleNotMet, match="căn cứ"):
        fix(first.pk, dong=500_000, source=" ", by=officer, at=LATER)
    with pytest.raises(RuleNotMet, match="vượt mức tối đa"):
        fix(second.pk, dong=second.dong + 1, source="Quy chế", by=officer, at=LATER)
    fixed = fix(first.pk, dong=500_000, source="Công văn 12/CV-TC", by=officer, at=LATER)
    assert (fixed.dong, fixed.is_cap, "Công văn 12/CV-TC" in fixed.words) == (500_000, False, True)

    mark_paid([first.pk], on=date(2024, 9, 1), voucher="", by=officer, at=LATER)
    with pytest.raises(WrongState):
        fix(first.pk, dong=1, source="x", by=officer, at=LATER)


# --- the fund -------------------------------------------------------------------------------------------


def test_a_fund_shows_what_is_committed_paid_and_left(office, officer):
    first, second, third = three(office)
    Bonus.objects.filter(pk=third.pk).update(dong=None)
    (nobodys,) = effects(2024)
    assert (nobodys.fund, nobodys.committed, nobodys.unknown) == (None, first.dong + second.dong, 1)

    fund = set_fund(2024, "Quỹ thi đua, khen thưởng", 10_000_000, cap_words="Dự toán 2024", by=officer, at=LATER)
    mark_paid([first.pk], on=date(2024, 9, 1), voucher="12", by=officer, at=LATER)

    committed = first.dong + second.dong
    assert effects(2024) == [
        Effect(fund, amount=10_000_000, committed=committed, paid=first.dong, bonuses=3, unpaid=2, unknown=1)
    ]
    assert effects(2024)[0].left == 10_000_000 - committed
    set_fund(2024, "Quỹ thi đua, khen thưởng", 1_000, by=officer, at=LATER)
    assert effects(2024)[0].left == 1_000 - committed
    (new,) = honours(office, date(2024, 10, 1), (a_person("Lý Văn Út", office.unit), "lao-dong-tien-tien", "agency"))
    assert new.fund == fund
    for wrong in (("", 1), ("Quỹ", -1)):
        with pytest.raises(RuleNotMet):
            set_fund(2024, *wrong, by=officer, at=LATER)
