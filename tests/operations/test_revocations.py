"""Taking honours back: states are added, certificates fall with them, and whatever rested on them is named with the limb that falls."""

import dataclasses
from datetime import date

import pytest

from tdkt.law.instruments import Law
from tdkt.law.loading import load_law
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.imports import apply_import
from tdkt.operations.replay import Answer
from tdkt.operations.revocations import dependants, restore, revoke
from tdkt.operations.standing import attest_complete
from tdkt.records.models import Account, Conferral, ConferralVersion, Entry, Subject
from tdkt.rules.conditions import Holding, Number, Rated, Rule, Run
from tests.operations.plans import MONDAY, incoming

AN = {"name": "Nguyễn Văn An", "born": "1980-05-01", "unit": "Công an huyện mẫu"}
MERIT, PRIME, ORDER = "bang-khen-bo-tinh", "bang-khen-thu-tuong", "huan-chuong-lao-dong"
ON = date(2021, 3, 1)


def step(award: str, class_: int | None, after: str, id: str) -> Rule:
    """A pathway: one excellent year after that award was given."""
    condition = Run(
        Rated("hoan-thanh-xuat-sac"), Number(1), ending="any", after=(Holding(after),), cite=id, id=f"{id}#run"
    )
    return Rule(
        id, award, class_, frozenset(("individual",)), frozenset(), "cong-trang", condition, date(2010, 1, 1), None
    )


def law() -> Law:
    """A law of two steps: the Prime Minister's certificate rests on the ministry's, the order on the Prime Minister's."""
    return dataclasses.replace(
        load_law(), rules=(step(PRIME, None, MERIT, "x/art-1"), step(ORDER, 3, PRIME, "x/art-2"))
    )


@pytest.fixture
def chain(officer: Account) -> dict[str, int]:
    """A person with the three honours one upon the other, by award the id of the conferral."""
    rated = [AN | {"year": year, "rating": "hoan-thanh-xuat-sac"} for year in range(2012, 2020)]
    apply_import(incoming("people", AN | {"joined": "2005-01-01"}), by=None, at=MONDAY)
    apply_import(incoming("ratings", *rated), by=None, at=MONDAY)
    given = [
        {"award": MERIT, "decision_number": "1/QĐ-UBND", "decision_date": "2013-05-01", "ground": "cong-trang"},
        {"award": PRIME, "decision_number": "2/QĐ-TTg", "decision_date": "2016-05-01", "ground": "cong-trang"},
        {
            "award": ORDER,
            "class": 3,
            "decision_number": "3/QĐ-CTN",
            "decision_date": "2019-05-01",
            "ground": "cong-trang",
        },
    ]
    apply_import(incoming("awards", *(AN | row for row in given)), by=None, at=MONDAY)
    attest_complete(2005, subjects=[Subject.objects.get(name=AN["name"]).pk], by=None, at=MONDAY, reason="hồ sơ")
    return {row.award: row.pk for row in Conferral.objects.all()}


def test_what_rested_on_an_honour_is_named_with_the_limb_that_falls_and_what_follows_through_it(chain: dict[str, int]):
    found = dependants([chain[MERIT]], law=law())

    assert [(one.award, one.before, one.after, [limb.cite for limb in one.fell], one.through) for one in found] == [
        (PRIME, Answer.ALLOWED, Answer.NOT_ALLOWED, ["x/art-1"], ()),
        (ORDER, Answer.ALLOWED, Answer.NOT_ALLOWED, ["x/art-2"], (chain[PRIME],)),
    ]
    assert all(limb.words for one in found for limb in one.fell)


def test_nothing_rests_on_the_last_honour_of_a_chain(chain: dict[str, int]):
    assert dependants([chain[ORDER]], law=law()) == ()
    assert dependants([], law=law()) == ()
    assert dependants([987654], law=law()) == ()


def test_revoking_adds_a_state_names_what_rested_on_it_and_leaves_that_as_it_is(
    chain: dict[str, int], officer: Account
):
    done = revoke(
        [chain[MERIT]],
        ending="annulled",
        paper="9/QĐ-UBND ngày 01/03/2021",
        reason="kê khai sai",
        by=officer,
        at=MONDAY,
        on=ON,
    )

    assert [row.pk for row in done.conferrals] == [chain[MERIT]]
    assert {row.award: row.state for row in Conferral.objects.all()} == {
        MERIT: "annulled",
        PRIME: "decided",
        ORDER: "decided",
    }
    assert list(
        ConferralVersion.objects.filter(row=chain[MERIT]).order_by("version").values_list("state", flat=True)
    ) == ["decided", "annulled"]
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.verb, entry.detail["paper"], entry.detail["dependants"]) == (
        "awards.revoke",
        "9/QĐ-UBND ngày 01/03/2021",
        [one.conferral for one in done.dependants],
    )


def test_an_honour_is_given_back_and_stands_again(chain: dict[str, int], officer: Account):
    said = {"by": officer, "at": MONDAY, "on": ON}
    revoke([chain[ORDER]], ending="stripped", paper="9/QĐ-CTN", reason="bị tước", **said)  # type: ignore[arg-type]
    restore([chain[ORDER]], paper="12/QĐ-CTN", reason="được minh oan", **said)  # type: ignore[arg-type]

    states = ConferralVersion.objects.filter(row=chain[ORDER]).order_by("version").values_list("state", flat=True)
    assert list(states) == ["decided", "stripped", "restored"]


def test_what_cannot_be_taken_back_is_refused_and_nothing_changes(
    chain: dict[str, int], officer: Account, clerk: Account
):
    said = {"ending": "annulled", "paper": "9/QĐ", "reason": "sai", "by": officer, "at": MONDAY, "on": ON}
    refusals = [
        ({"ending": "gone"}, RuleNotMet),
        ({"paper": " "}, RuleNotMet),
        ({"reason": ""}, RuleNotMet),
        ({"by": clerk}, NotPermitted),
    ]
    for change, why in refusals:
        with pytest.raises(why):
            revoke([chain[MERIT]], **said | change)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        revoke([chain[MERIT], 987654], **said)  # type: ignore[arg-type]
    with pytest.raises(WrongState):
        restore([chain[MERIT]], paper="9/QĐ", reason="sai", by=officer, at=MONDAY, on=ON)
    revoke([chain[MERIT]], **said)  # type: ignore[arg-type]
    with pytest.raises(WrongState):
        revoke([chain[MERIT]], **said)  # type: ignore[arg-type]
    assert Conferral.objects.filter(state="annulled").count() == 1
