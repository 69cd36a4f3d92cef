"""The register under the law: awards judged on what was known before them, and the sample office with what is wrong in it on purpose."""

import dataclasses
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tdkt.law.instruments import Law
from tdkt.law.loading import load_law
from tdkt.operations.corrections import say_ground
from tdkt.operations.imports import apply_import
from tdkt.operations.replay import UNDATED, Answer, Replayed, never_proposed, replay, summary
from tdkt.operations.standing import attest_complete, set_standing
from tdkt.records.models import Conferral, Decision, PersonNumber, Subject, Unit
from tdkt.rules.conditions import AllOf, Holding, Judgement, Number, Rated, Rule, Run
from tdkt.sample import achievements as purpose
from tdkt.sample.units import EMULATION_ROOM
from tests.databases import States
from tests.operations.plans import MONDAY, incoming
from tests.web.sample import enter_sample

TOP = "Công an tỉnh Quảng Nam"
AN = {"name": "Nguyễn Văn An", "born": "1980-05-01"}
ORDER, MERIT = "huan-chuong-lao-dong", "bang-khen-bo-tinh"


def rule(award: str, class_: int | None, *, id: str, ground: str = "cong-trang", **said: object) -> Rule:
    """A pathway of a law of our own, in force from 2010."""
    condition = said.get("condition") or Run(
        Rated("hoan-thanh-xuat-sac"), Number(2), ending="any", cite=id, id=f"{id}#run"
    )
    kinds = frozenset(said.get("subjects", ("individual",)))  # type: ignore[call-overload]
    return Rule(id, award, class_, kinds, frozenset(), ground, condition, date(2010, 1, 1), said.get("to"))  # type: ignore[arg-type]


def council(id: str) -> Judgement:
    return Judgement("xuất sắc", "outstanding", cite=id, id=f"{id}#judgement")


def law_of(*rules: Rule) -> Law:
    """The real catalogue with these pathways alone."""
    return dataclasses.replace(load_law(), rules=rules)


FIRST = rule(MERIT, None, id="x/art-1")
AFTER = rule(
    ORDER,
    3,
    id="x/art-2",
    condition=AllOf(
        (
            Run(
                Rated("hoan-thanh-xuat-sac"), Number(1), ending="any", after=(Holding(MERIT),), cite="x/art-2", id="x/art-2#run"
            ),
            council("x/art-2"),
        )
    ),
)  # fmt: skip
FEAT = rule(MERIT, None, id="x/art-3", ground="dot-xuat", condition=council("x/art-3"))


@pytest.fixture
def person(db: None) -> int:
    """Excellent from 2015 to 2018, with everything known since 2010."""
    apply_import(incoming("units", {"name": TOP, "level": "province"}), by=None, at=MONDAY)
    rated = [AN | {"unit": TOP, "year": year, "rating": "hoan-thanh-xuat-sac"} for year in range(2015, 2019)]
    apply_import(incoming("people", AN | {"unit": TOP, "joined": "2011-01-01"}), by=None, at=MONDAY)
    apply_import(incoming("ratings", *rated), by=None, at=MONDAY)
    key: int = Subject.objects.get(name=AN["name"]).pk
    attest_complete(2010, subjects=[key], by=None, at=MONDAY, reason="hồ sơ")
    set_standing(Unit.objects.get().pk, force="police", by=None, at=MONDAY)
    return key


def give(*rows: dict[str, object]) -> None:
    numbered = [{"decision_number": f"{n}/QĐ-UBND"} | AN | row for n, row in enumerate(rows, start=1)]
    apply_import(incoming("awards", *numbered), by=None, at=MONDAY)


def told(found: tuple[Replayed, ...]) -> list[tuple[object, ...]]:
    return [(one.award, one.day and one.day.year, one.answer.value, one.pathway, one.missing) for one in found]


def test_an_award_is_judged_on_the_years_before_it_less_those_already_used_and_not_on_itself(person: int):
    give(
        {"award": MERIT, "decision_date": "2016-05-01", "for_from": 2014, "for_to": 2014},
        {"award": MERIT, "decision_date": "2017-05-01", "for_from": 2015, "for_to": 2016},
        {"award": MERIT, "decision_date": "2019-05-01", "for_from": 2017, "for_to": 2018},
        {"award": MERIT, "decision_date": "2019-06-01"},
    )
    assert told(replay(law=law_of(FIRST))) == [
        (MERIT, 2016, "not-allowed", "", ("x/art-1#run",)),
        (MERIT, 2017, "allowed", "x/art-1", ()),
        (MERIT, 2019, "allowed", "x/art-1", ()),
        (MERIT, 2019, "not-allowed", "", ("x/art-1#run",)),
    ]
    assert [one.day for one in replay(law=law_of(FIRST), year=2019)] == [date(2019, 5, 1), date(2019, 6, 1)]
    assert replay(law=law_of(FIRST), subjects=[person + 987654]) == ()
    assert summary(replay(law=law_of(FIRST))) == {**dict.fromkeys(Answer, 0), Answer.ALLOWED: 2, Answer.NOT_ALLOWED: 2}


def test_an_award_that_rests_on_another_needs_it_before_its_own_day(person: int):
    give(
        {"award": ORDER, "class": 3, "decision_date": "2018-05-01"},
        {"award": MERIT, "decision_date": "2018-05-01", "ground": "cong-trang"},
        {"award": ORDER, "class": 3, "decision_date": "2020-05-01", "for_to": 2018},
    )
    found = [one for one in replay(law=law_of(FIRST, AFTER)) if one.award == ORDER]
    judged = "judgement:x/art-2#judgement"
    assert [(one.day and one.day.year, one.answer.value, one.missing) for one in found] == [
        (2018, "not-allowed", ("x/art-2#run", judged)),
        (2020, "not-allowed", ("x/art-2#run", judged)),
    ]
    give({"award": MERIT, "decision_date": "2015-05-01", "ground": "cong-trang", "decision_number": "9/QĐ-UBND"})
    found = [one for one in replay(law=law_of(FIRST, AFTER)) if one.award == ORDER]
    assert [one.answer.value for one in found] == ["allowed", "allowed"]


def test_the_ground_chooses_the_pathways_and_a_law_that_is_silent_is_said_to_be(person: int):
    give(
        {"award": MERIT, "decision_date": "2016-05-01", "ground": "dot-xuat"},
        {"award": MERIT, "decision_date": "2016-06-01", "ground": "phong-trao"},
        {"award": ORDER, "class": 3, "decision_date": "2016-07-01"},
        {"award": MERIT, "decision_date": None},
    )
    assert told(replay(law=law_of(FIRST, FEAT))) == [
        (MERIT, None, "not-enough-evidence", "", (UNDATED,)),
        (MERIT, 2016, "for-the-council", "", ("pathway:x/art-3",)),
        (MERIT, 2016, "not-covered", "", ()),
        (ORDER, 2016, "not-covered", "", ()),
    ]


def test_a_law_is_asked_as_it_stood_on_the_day(person: int):
    give({"award": MERIT, "decision_date": "2016-05-01"}, {"award": MERIT, "decision_date": "2018-05-01"})
    old = dataclasses.replace(FIRST, to=date(2017, 1, 1))
    new = dataclasses.replace(FEAT, ground="cong-trang", from_=date(2017, 1, 1))
    assert [one.answer.value for one in replay(law=law_of(old, new))] == ["not-allowed", "for-the-council"]


def test_what_is_not_known_is_neither_allowed_nor_forbidden(person: int):
    give({"award": MERIT, "decision_date": "2016-05-01"})
    attest_complete(2015, subjects=[person], by=None, at=MONDAY, reason="hồ sơ")
    assert told(replay(law=law_of(FIRST))) == [(MERIT, 2016, "not-enough-evidence", "", ("x/art-1#run",))]


def test_who_qualifies_is_listed_until_he_has_it_or_is_proposed(person: int):
    law, on = law_of(FIRST), date(2019, 5, 1)
    assert [(one.subject, one.award, one.pathway, one.missing) for one in never_proposed(on, law=law)] == [
        (person, MERIT, "x/art-1", ())
    ]
    assert never_proposed(date(2016, 5, 1), law=law) == ()
    assert never_proposed(on, law=law, forms=[(ORDER, 3)]) == ()
    give({"award": MERIT, "stage": "proposed", "decision_number": None})
    assert never_proposed(on, law=law) == ()


def test_who_may_have_had_it_before_the_register_is_listed_only_when_asked(person: int):
    attest_complete(2015, subjects=[person], by=None, at=MONDAY, reason="hồ sơ")
    law, on = law_of(FIRST), date(2019, 5, 1)
    assert never_proposed(on, law=law) == ()
    assert [one.award for one in never_proposed(on, law=law, unsure=True)] == [MERIT]


def test_a_ground_is_said_for_a_whole_decision_where_none_is(person: int):
    give({"award": MERIT, "decision_date": "2016-05-01"}, {"award": "chien-si-thi-dua-co-so", "decision_number": "1/QĐ-UBND", "decision_date": "2016-05-01"})  # fmt: skip
    decision = Decision.objects.get()
    assert say_ground({decision.pk: "dot-xuat"}, reason="theo quyết định", by=None, at=MONDAY) == 1
    assert say_ground({decision.pk: "cong-trang"}, reason="theo quyết định", by=None, at=MONDAY) == 0
    assert set(Conferral.objects.values_list("award", "ground")) == {
        (MERIT, "dot-xuat"),
        ("chien-si-thi-dua-co-so", ""),
    }


# --- the sample office -------------------------------------------------------------------------


@pytest.fixture
def sample(
    committed: States, states: States, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[None]:
    """The whole sample office."""
    with django_db_blocker.unblock():
        states.fill_once("sample", lambda: enter_sample(tmp_path_factory.mktemp("sample")))
        yield


def number_of(subject: int) -> str:
    return PersonNumber.objects.get(subject=subject, kind="service").number


@pytest.mark.usefixtures("sample")
def test_of_the_sample_the_law_forbids_what_is_wrong_on_purpose_and_nothing_else():
    began = time.monotonic()
    found = replay()
    assert time.monotonic() - began < 30
    counts = summary(found)
    assert counts[Answer.NOT_COVERED] == 0
    assert counts[Answer.ALLOWED] > 0.8 * len(found) > 7000

    wrong = [one for one in found if one.answer is Answer.NOT_ALLOWED]
    units = {one.name for one in wrong if one.award == "don-vi-quyet-thang"}
    people = sorted(
        (number_of(w.subject), w.award, w.day.year) for w in wrong if w.award != "don-vi-quyet-thang" and w.day
    )
    assert units == {EMULATION_ROOM}
    assert people == sorted(
        [
            *((r.person.number, "chien-si-thi-dua-co-so", r.year) for r in purpose.without_initiative()),
            (purpose.disciplined_with_title().person.number, "chien-si-tien-tien", 2018),
            (purpose.disciplined_with_merit().person.number, "bang-khen-bo-tinh", 2019),
            (purpose.too_early_fighter().number, "chien-si-thi-dua-bo-tinh", 2020),
            (purpose.order_without_the_class_below().number, "huan-chuong-bao-ve-to-quoc", 2018),
        ]
    )
    assert all(one.missing and one.provisions for one in wrong)


@pytest.mark.usefixtures("sample")
def test_of_the_sample_those_who_are_due_and_those_with_an_initiative_and_no_title_were_never_proposed():
    on = date(2020, 5, 25)
    found = never_proposed(on)
    medals = {
        one.subject for one in found if one.award in ("huy-chuong-chien-si-ve-vang", "huy-chuong-vi-an-ninh-to-quoc")
    }
    fighters = {number_of(one.subject) for one in found if one.award == "chien-si-thi-dua-co-so"}
    whole = {p.number for p in purpose.whole_services()}
    authors = {one.person.number for one in purpose.initiatives(2019)}
    assert {number_of(subject) for subject in medals} <= whole
    assert len(medals) >= 12
    assert fighters
    assert fighters <= authors
    assert all(one.pathway for one in found)
