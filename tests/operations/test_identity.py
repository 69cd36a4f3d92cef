"""Two entries become one person, one becomes two, and each can be taken back: by two accounts, without losing anything."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tdkt.operations.audit import registered_models, verify
from tdkt.operations.errors import NotPermitted, Refused, RuleNotMet, WrongState
from tdkt.operations.identity import (
    ask_to_merge,
    ask_to_split,
    ask_to_undo,
    confirm,
    forget_two_people,
    outlook_of_merge,
    refuse,
    say_two_people,
    withdraw,
)
from tdkt.operations.imports import apply_import, revert_import
from tdkt.operations.ledger import writing
from tdkt.operations.packing import repack
from tdkt.operations.screening import drift
from tdkt.operations.standing import attest_complete
from tdkt.records.identity import merged_into
from tdkt.records.models import (
    Account,
    Conferral,
    Decision,
    Departure,
    Discipline,
    Entry,
    IdentityRequest,
    Initiative,
    Person,
    PersonNumber,
    Rating,
    RatingVersion,
    Role,
    Service,
    Subject,
    SubjectVersion,
    TwoPeople,
    Unit,
)
from tdkt.records.models.ledger import known_on
from tdkt.vietnamese.collation import name_key
from tdkt.vietnamese.folding import fold
from tests.conftest import make_account, make_unit
from tests.operations.plans import MONDAY, TUESDAY, incoming, statuses, units_of_province

pytestmark = pytest.mark.django_db

LATER = TUESDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def province() -> None:
    apply_import(units_of_province(), by=None, at=MONDAY)


def account(name: str, role: str = Role.OFFICER) -> Account:
    return make_account(name, name.title(), role, Unit.objects.get(name="Công an tỉnh Quảng Nam"))


@pytest.fixture
def asker() -> Account:
    return account("asker", Role.CLERK)


@pytest.fixture
def confirmer() -> Account:
    return account("confirmer")


def entered(name: str, *rows: Any, born: str = "", **numbers: str) -> int:
    """A person with these rows, through the ledger."""
    with writing(by=None, at=MONDAY, verb="test.enter") as pen:
        unit = Unit.objects.get(name="Công an huyện Đại Lộc").pk
        subject = pen.add_one(
            Subject(kind="individual", name=name, name_key=name_key(name), search=fold(name), belongs_to_id=unit)
        )
        pen.add_one(Person(subject=subject, born=born))
        pen.add([PersonNumber(subject=subject, kind=kind, number=number) for kind, number in numbers.items()])
        for row in rows:
            row.subject = subject
            pen.add_one(row)
    return subject.pk


def decision(number: str = "1234/QĐ-UBND") -> Decision:
    with writing(by=None, at=MONDAY, verb="test.enter") as pen:
        return pen.add_one(Decision(number=number, year=2019, signed_on=date(2019, 11, 20)))


def honour(by: Decision | None = None, **columns: Any) -> Conferral:
    values = {"recipient": "individual", "award": "bang-khen-bo-tinh", "state": "decided", "year": 2019, "decision": by}
    return Conferral(**values | columns)


def rated(year: int, rating: str = "hoan-thanh-tot", **columns: Any) -> Rating:
    return Rating(year=year, rating=rating, **columns)


def register() -> dict[str, list[dict[str, Any]]]:
    """The whole register as it stands, row by row."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in registered_models()}


def merged(keep: int, drop: int, asker: Account, confirmer: Account, at: datetime = TUESDAY) -> IdentityRequest:
    return confirm(ask_to_merge(keep, drop, reason="Một người", by=asker, at=at).pk, by=confirmer, at=at)


def refused(act: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(Refused) as raised:
        act(*arguments, **named)
    return f"{type(raised.value).__name__}: {raised.value.vietnamese}"


# --- merging -----------------------------------------------------------------------------------


def test_everything_of_the_dropped_entry_is_the_kept_persons(asker: Account, confirmer: Account):
    paper = decision()
    keep = entered("Nguyễn Văn Hòa", rated(2018), born="1975", service="123-456")
    drop = entered(
        "Nguyễn Văn Hoa",
        honour(paper),
        rated(2019),
        Service(since=date(2019, 1, 1), rank="Đại úy"),
        Initiative(year=2019, name="Sổ tay", folded="so tay"),
        Discipline(form="khien-trach", from_day="2010"),
        Departure(day=date(2020, 1, 1)),
        born="1975-03-12",
        identity="049075000001",
    )
    repack(None)

    done = merged(keep, drop, asker, confirmer)

    of_keep = {
        model.__name__: model.objects.filter(subject=keep).count()
        for model in (Conferral, Rating, Service, Initiative, Discipline, Departure, PersonNumber)
    }
    assert of_keep == {
        "Conferral": 1,
        "Rating": 2,
        "Service": 1,
        "Initiative": 1,
        "Discipline": 1,
        "Departure": 1,
        "PersonNumber": 2,
    }
    kept = Subject.objects.get(pk=keep)
    assert (kept.person.born, kept.search) == ("1975-03-12", "nguyen van hoa 123-456 049075000001")
    assert (Subject.objects.filter(pk=drop).exists(), Person.objects.filter(subject=drop).exists()) == (False, False)
    assert (done.state, merged_into(drop), drift(), verify().faults) == ("done", done, [], ())
    assert Entry.objects.get(verb="identity.merge").detail == {
        "request": done.pk,
        "keep": keep,
        "other": drop,
        "reason": "Một người",
    }


def test_what_was_known_before_the_merge_stays_known(asker: Account, confirmer: Account):
    keep, drop = entered("Nguyễn Văn An", rated(2018)), entered("Nguyễn Văn An", rated(2019))

    merged(keep, drop, asker, confirmer, at=TUESDAY)

    def ratings(at: datetime | None) -> list[tuple[int, int]]:
        return sorted(known_on(RatingVersion, at).values_list("subject_id", "year"))

    assert ratings(MONDAY) == [(keep, 2018), (drop, 2019)]
    assert ratings(None) == [(keep, 2018), (keep, 2019)]
    assert drop in known_on(SubjectVersion, MONDAY).values_list("row", flat=True)


def test_rows_that_say_the_same_coincide_and_fill_each_other(asker: Account, confirmer: Account):
    paper = decision()
    keep = entered("Nguyễn Văn An", rated(2019), honour(paper, rank="", post="Đội phó"))
    drop = entered(
        "Nguyễn Văn An", rated(2019, title="chien-si-tien-tien"), honour(paper, rank="Đại úy", post="đội phó")
    )

    merged(keep, drop, asker, confirmer)

    assert list(Rating.objects.values_list("subject", "year", "title")) == [(keep, 2019, "chien-si-tien-tien")]
    assert list(Conferral.objects.values_list("subject", "rank", "post")) == [(keep, "Đại úy", "Đội phó")]


@pytest.mark.parametrize(
    ("mine", "other", "sentence"),
    [
        (
            lambda: [rated(2019)],
            lambda: [rated(2019, "hoan-thanh")],
            "xếp loại năm 2019 ghi “Hoàn thành tốt nhiệm vụ” và “Hoàn thành nhiệm vụ”",
        ),
        (
            lambda: [Departure(day=date(2019, 1, 1))],
            lambda: [Departure(day=date(2020, 1, 1))],
            "ngày thôi công tác ghi “01/01/2019” và “01/01/2020”",
        ),
        (
            lambda: [Service(since=date(2019, 1, 1), rank="Đại úy")],
            lambda: [Service(since=date(2019, 1, 1), rank="Thiếu tá")],
            "công tác từ 01/01/2019 ghi “Đại úy” và “Thiếu tá”",
        ),
    ],
)
def test_histories_that_contradict_each_other_are_not_made_one(
    mine: Any, other: Any, sentence: str, asker: Account, confirmer: Account
):
    keep, drop = entered("Nguyễn Văn An", *mine()), entered("Nguyễn Văn An", *other())

    said = refused(ask_to_merge, keep, drop, reason="Một người", by=asker, at=TUESDAY)

    assert said == f"RuleNotMet: Hai hồ sơ mâu thuẫn: {sentence}. Đính chính trước."
    assert IdentityRequest.objects.count() == 0


def test_a_contradiction_that_came_after_the_request_stops_its_confirmation(asker: Account, confirmer: Account):
    keep, drop = entered("Nguyễn Văn An", rated(2019)), entered("Nguyễn Văn An")
    request = ask_to_merge(keep, drop, reason="Một người", by=asker, at=TUESDAY)
    with writing(by=None, at=TUESDAY, verb="test.enter") as pen:
        pen.add_one(Rating(subject_id=drop, year=2019, rating="hoan-thanh"))
    before = register()

    assert refused(confirm, request.pk, by=confirmer, at=TUESDAY).startswith("RuleNotMet: Hai hồ sơ mâu thuẫn")
    assert (register(), IdentityRequest.objects.get().state) == (before, "waiting")


def test_two_birth_dates_are_two_people_and_a_title_of_one_year_by_two_decisions_is_pointed_out():
    title = {"award": "chien-si-thi-dua-co-so", "for_to": 2019}
    keep = entered("Nguyễn Văn An", honour(decision("1/QĐ-CAT"), **title), born="1975-03-12")
    drop = entered("Nguyễn Văn An", honour(decision("2/QĐ-CAT"), **title), born="1980-01-01")

    outlook = outlook_of_merge(keep, drop)

    assert [(one.thing, one.kept, one.other) for one in outlook.contradictions] == [
        ("ngày sinh", "1975-03-12", "1980-01-01")
    ]
    assert outlook.move.doubled == ["Chiến sĩ thi đua cơ sở 2019"]


# --- two accounts ------------------------------------------------------------------------------


def test_whoever_asked_cannot_confirm_and_the_command_line_is_no_account(confirmer: Account):
    keep, drop = entered("Nguyễn Văn An"), entered("Nguyễn Văn An", rated(2019))
    request = ask_to_merge(keep, drop, reason="Một người", by=confirmer, at=TUESDAY)
    before = register()

    assert [
        refused(confirm, request.pk, by=confirmer, at=TUESDAY),
        refused(confirm, request.pk, by=None, at=TUESDAY),
        refused(ask_to_merge, keep, drop, reason="x", by=None, at=TUESDAY),
    ] == [
        "NotPermitted: Người đề nghị không tự xác nhận được. Nhờ một tài khoản khác xem và xác nhận.",
        "NotPermitted: Việc này cần hai tài khoản; dòng lệnh không phải là một tài khoản. Làm trên màn hình.",
        "NotPermitted: Việc này cần hai tài khoản; dòng lệnh không phải là một tài khoản. Làm trên màn hình.",
    ]
    assert register() == before


def test_a_clerk_asks_an_inspector_does_neither_and_people_beyond_reach_are_not_named(asker: Account):
    keep, drop = entered("Nguyễn Văn An"), entered("Nguyễn Văn An")
    elsewhere = make_account("far", "Far", Role.CLERK, make_unit("Nơi khác"))

    with pytest.raises(NotPermitted):
        ask_to_merge(keep, drop, reason="x", by=account("inspector", Role.INSPECTOR), at=TUESDAY)
    request = ask_to_merge(keep, drop, reason="x", by=asker, at=TUESDAY)
    with pytest.raises(NotPermitted):
        confirm(request.pk, by=account("clerk", Role.CLERK), at=TUESDAY)

    assert refused(say_two_people, keep, drop, by=elsewhere, at=TUESDAY).startswith("NotFound")


def test_a_request_is_refused_by_another_withdrawn_by_its_own_and_asked_once(asker: Account, confirmer: Account):
    keep, drop = entered("Nguyễn Văn An"), entered("Nguyễn Văn An")
    first = ask_to_merge(keep, drop, reason="x", by=asker, at=TUESDAY)
    with pytest.raises(WrongState):
        ask_to_merge(drop, keep, reason="x", by=confirmer, at=TUESDAY)
    with pytest.raises(RuleNotMet):
        refuse(first.pk, reason=" ", by=confirmer, at=TUESDAY)

    refuse(first.pk, reason="Hai người khác nhau", by=confirmer, at=TUESDAY)
    second = ask_to_merge(keep, drop, reason="x", by=asker, at=TUESDAY)
    with pytest.raises(NotPermitted):
        withdraw(second.pk, by=confirmer, at=TUESDAY)
    withdraw(second.pk, by=asker, at=TUESDAY)

    assert list(IdentityRequest.objects.order_by("pk").values_list("state", "settled_reason")) == [
        ("refused", "Hai người khác nhau"),
        ("withdrawn", ""),
    ]
    with pytest.raises(WrongState):
        confirm(second.pk, by=confirmer, at=TUESDAY)
    assert verify().faults == ()


def test_two_people_are_remembered_and_forgotten(asker: Account):
    keep, drop = entered("Nguyễn Văn An"), entered("Nguyễn Văn An")

    say_two_people(drop, keep, reason="Hai quê", by=asker, at=TUESDAY)
    say_two_people(keep, drop, by=asker, at=TUESDAY)
    kept = list(TwoPeople.objects.values_list("one", "other", "reason"))
    forget_two_people(drop, keep, by=asker, at=TUESDAY)

    assert (kept, TwoPeople.objects.count()) == ([(keep, drop, "Hai quê")], 0)


# --- taking back -------------------------------------------------------------------------------


def test_parting_needs_two_accounts_and_restores_two_people(asker: Account, confirmer: Account):
    keep = entered("Nguyễn Văn An", rated(2018), rated(2019), born="1975", service="123-456")
    drop = entered("Nguyễn Văn An", rated(2019, title="chien-si-tien-tien"), rated(2020), born="1975-03-12")
    repack(None)
    before = register()
    done = merged(keep, drop, asker, confirmer)

    undo = ask_to_undo(done.pk, reason="Nhầm", by=confirmer, at=LATER)
    with pytest.raises(NotPermitted):
        confirm(undo.pk, by=confirmer, at=LATER)
    confirm(undo.pk, by=account("third"), at=LATER)

    assert (register(), drift(), verify().faults) == (before, [], ())
    assert (merged_into(drop), IdentityRequest.objects.get(pk=done.pk).state) == (None, "undone")
    with pytest.raises(WrongState):
        ask_to_undo(done.pk, reason="Nhầm", by=confirmer, at=LATER)


def test_a_later_act_upon_these_rows_stands_in_the_way_and_is_named(asker: Account, confirmer: Account):
    keep, drop = entered("Nguyễn Văn An"), entered("Nguyễn Văn An", rated(2019))
    done = merged(keep, drop, asker, confirmer)
    with writing(by=None, at=LATER, verb="test.change") as pen:
        pen.change(Rating.objects.get(), note="Sửa")
    last = Entry.objects.order_by("-seq").first()

    assert last is not None
    assert refused(ask_to_undo, done.pk, reason="Nhầm", by=confirmer, at=LATER) == (
        "RuleNotMet: Chưa hoàn tác được: các dòng này đã được ghi tiếp sau đó"
        f" (nhật ký, dòng {last.seq}). Rút các lần ghi đó trước."
    )


def test_what_was_entered_of_the_kept_person_since_stays_with_him(asker: Account, confirmer: Account):
    keep, drop = entered("Nguyễn Văn An"), entered("Nguyễn Văn An", rated(2019), identity="049075000001")
    done = merged(keep, drop, asker, confirmer)
    with writing(by=None, at=LATER, verb="test.enter") as pen:
        pen.add_one(Rating(subject_id=keep, year=2020, rating="hoan-thanh"))
        pen.change(Subject.objects.get(pk=keep), search="x")

    confirm(ask_to_undo(done.pk, reason="Nhầm", by=confirmer, at=LATER).pk, by=account("third"), at=LATER)

    assert sorted(Rating.objects.values_list("subject", "year")) == [(keep, 2020), (drop, 2019)]
    assert (Subject.objects.get(pk=keep).search, drift()) == ("nguyen van an", [])


def test_an_import_that_a_merge_rests_on_is_not_reverted_before_it(asker: Account, confirmer: Account):
    taken = apply_import(
        incoming("people", {"name": "Nguyễn Văn An", "born": "1975", "unit": "Công an huyện Đại Lộc"}),
        by=None,
        at=MONDAY,
    )
    drop = Subject.objects.get(kind="individual").pk
    merged(entered("Nguyễn Văn An"), drop, asker, confirmer)

    with pytest.raises(RuleNotMet):
        revert_import(taken.batch.pk, by=None, at=LATER)


def test_the_file_that_made_the_double_finds_the_kept_person_when_it_comes_again(asker: Account, confirmer: Account):
    keep = entered("Nguyễn Văn Hòa", born="1975-03-12")
    row = {"name": "Nguyễn Văn Huân", "born": "1975-03-12", "unit": "Công an huyện Đại Lộc"}
    apply_import(incoming("people", row), by=None, at=MONDAY)
    merged(keep, Subject.objects.get(name="Nguyễn Văn Huân").pk, asker, confirmer)

    again = apply_import(incoming("people", row), by=None, at=LATER)

    assert (statuses(again), Subject.objects.filter(kind="individual").count()) == (["same"], 1)


# --- parting one into two ----------------------------------------------------------------------


def test_chosen_rows_go_to_somebody_new_and_come_back(asker: Account, confirmer: Account):
    paper = decision()
    both = entered("Nguyễn Văn An", honour(paper), rated(2018), rated(2019), service="1", identity="2")
    repack(None)
    before = register()
    rows = {
        "Conferral": [Conferral.objects.get().pk],
        "Rating": [Rating.objects.get(year=2019).pk],
        "PersonNumber": [PersonNumber.objects.get(kind="identity").pk],
    }

    request = ask_to_split(
        both, rows, new={"name": "NGUYỄN VĂN AN", "born": "1980"}, reason="Hai người", by=asker, at=TUESDAY
    )
    done = confirm(request.pk, by=confirmer, at=TUESDAY)

    new = Subject.objects.get(pk=done.other)
    assert (new.name, new.person.born, new.search) == ("Nguyễn Văn An", "1980", "nguyen van an 2")
    assert sorted(Rating.objects.values_list("subject", "year")) == [(both, 2018), (new.pk, 2019)]
    assert (Conferral.objects.get().subject_id, Subject.objects.get(pk=both).search) == (new.pk, "nguyen van an 1")
    assert (drift(), verify().faults) == ([], ())

    confirm(ask_to_undo(done.pk, reason="Nhầm", by=confirmer, at=LATER).pk, by=account("third"), at=LATER)

    assert (register(), drift()) == (before, [])


def test_what_was_entered_of_the_new_person_stands_in_the_way_of_undoing(asker: Account, confirmer: Account):
    both = entered("Nguyễn Văn An", rated(2018), rated(2019))
    rows = {"Rating": [Rating.objects.get(year=2019).pk]}
    asked = ask_to_split(both, rows, new={"name": "Nguyễn Văn An"}, reason="Hai người", by=asker, at=TUESDAY)
    done = confirm(asked.pk, by=confirmer, at=TUESDAY)
    with writing(by=None, at=LATER, verb="test.enter") as pen:
        pen.add_one(Rating(subject_id=done.other, year=2020, rating="hoan-thanh"))

    assert refused(ask_to_undo, done.pk, reason="Nhầm", by=confirmer, at=LATER).startswith("RuleNotMet: Chưa hoàn tác")


def test_rows_go_to_another_known_person_and_not_all_of_them_to_somebody_new(asker: Account, confirmer: Account):
    one, other = entered("Nguyễn Văn An", rated(2018), rated(2019)), entered("Nguyễn Văn An", rated(2019))
    keys = list(Rating.objects.filter(subject=one).values_list("pk", flat=True))

    assert refused(ask_to_split, one, {"Rating": keys}, new={"name": "A"}, reason="x", by=asker, at=TUESDAY) == (
        "RuleNotMet: Tách hết mọi dòng thì không còn là tách. Để lại ít nhất một dòng."
    )
    assert refused(ask_to_split, one, {"Rating": [0]}, to=other, reason="x", by=asker, at=TUESDAY).startswith(
        "NotFound"
    )
    confirm(
        ask_to_split(one, {"Rating": keys}, to=other, reason="x", by=asker, at=TUESDAY).pk, by=confirmer, at=TUESDAY
    )

    assert sorted(Rating.objects.values_list("subject", "year")) == [(other, 2018), (other, 2019)]


# --- whatever the histories --------------------------------------------------------------------

YEARS = st.lists(
    st.tuples(
        st.integers(2015, 2019),
        st.sampled_from(["", "hoan-thanh", "hoan-thanh-tot"]),
        st.sampled_from(["", "chien-si-tien-tien"]),
    ),
    max_size=4,
    unique_by=lambda row: row[0],
)
SERVICES = st.lists(
    st.tuples(st.integers(2010, 2013), st.sampled_from(["", "Đại úy"]), st.sampled_from(["", "Đội phó"])),
    max_size=3,
    unique_by=lambda row: row[0],
)
HISTORY = st.tuples(YEARS, SERVICES, st.sampled_from(["", "1975", "1975-03-12"]), st.booleans())


class OfHistories(TestCase):
    """What holds for any two histories."""

    @settings(max_examples=20, deadline=None)
    @given(HISTORY, HISTORY)
    def test_merging_and_taking_back_changes_nothing_in_any_table(self, one: Any, other: Any):
        apply_import(units_of_province(), by=None, at=MONDAY)
        people = []
        for number, (years, services, born, honoured) in enumerate((one, other)):
            rows: list[Any] = [rated(year, rating, title=title) for year, rating, title in years]
            rows += [Service(since=date(year, 1, 1), rank=rank, post=post) for year, rank, post in services]
            rows += [honour(decision(f"{number}/QĐ-UBND"))] if honoured else []
            people.append(entered("Nguyễn Văn An", *rows, born=born, service=f"{number}"))
        repack(None)
        before = register()
        asker, confirmer = account("asker"), account("confirmer")
        try:
            done = merged(people[0], people[1], asker, confirmer)
        except RuleNotMet:
            assert register() == before
            return

        assert drift() == []
        assert Subject.objects.filter(kind="individual").count() == 1
        confirm(ask_to_undo(done.pk, reason="x", by=asker, at=LATER).pk, by=confirmer, at=LATER)

        assert (register(), drift(), verify().faults) == (before, [], ())


@pytest.mark.parametrize(("kept", "dropped", "both"), [(2015, 2010, 2015), (2015, None, None), (None, 2010, None)])
def test_a_merged_history_is_complete_only_for_what_both_were_complete_for(
    kept: int | None, dropped: int | None, both: int | None, asker: Account, confirmer: Account
):
    keep, drop = entered("Nguyễn Văn An", rated(2018)), entered("Nguyễn Văn An", rated(2019))
    for subject, since in ((keep, kept), (drop, dropped)):
        attest_complete(since, subjects=[subject], by=None, at=MONDAY, reason="hồ sơ")

    done = merged(keep, drop, asker, confirmer)
    assert Subject.objects.get(pk=keep).history_complete_since == both

    undone = ask_to_undo(done.pk, reason="Hai người", by=confirmer, at=LATER)
    confirm(undone.pk, by=account("third"), at=LATER)
    assert dict(Subject.objects.filter(pk__in=(keep, drop)).values_list("pk", "history_complete_since")) == {
        keep: kept,
        drop: dropped,
    }


def test_an_import_that_was_reverted_does_not_stand_in_the_way_of_undoing_a_merge(asker: Account, confirmer: Account):
    keep = entered("Nguyễn Văn An", rated(2018), born="1975", service="123-456")
    drop = entered(
        "Nguyễn Văn An", rated(2019), born="1975-03-12"
    )  # fills the kept one's, so that both acts write that row
    before = register()
    done = merged(keep, drop, asker, confirmer)
    told = {"name": "Nguyễn Văn An", "service_number": "123-456", "home": "Hội An"}
    later = apply_import(incoming("people", told), by=None, at=LATER)
    revert_import(later.batch.pk, by=None, at=LATER)

    undone = ask_to_undo(done.pk, reason="Hai người", by=confirmer, at=LATER)
    confirm(undone.pk, by=account("third"), at=LATER)

    assert register() == before
